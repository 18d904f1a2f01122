"""Presentations in, blocks out; made with the real library."""

import io
import random
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Inches

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.slides import read

DOCS = Path(__file__).parents[1].parent / "shared" / "docs"


def saved(show: Any) -> bytes:
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def extract_of(show: Any) -> Extract:
    return read(Path("a.pptx"), saved(show))[0]


def slide_of(show: Any, title: str, *lines: tuple[str, int]) -> Any:
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = title
    frame = slide.placeholders[1].text_frame
    for at, (text, level) in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    return slide


def test_title_bullets_and_notes_on_their_page() -> None:
    show = pptx.Presentation()
    slide_of(show, "Start", ("one", 0), ("inner", 1))
    slide = slide_of(show, "Next", ("two", 0))
    slide.notes_slide.notes_text_frame.text = "Say this slowly."
    extract = extract_of(show)
    assert extract.blocks == (
        Block("heading", "Start", 1, 1),
        Block("item", "one", 0, 1, "-"),
        Block("item", "inner", 1, 1, "-"),
        Block("heading", "Next", 1, 2),
        Block("item", "two", 0, 2, "-"),
        Block("paragraph", "Say this slowly.", page=2),
    )
    assert (extract.title, extract.format, extract.structured) == ("Start", "pptx", True)


def test_a_title_that_goes_on_is_one_section() -> None:
    show = pptx.Presentation()
    slide_of(show, "Trees", ("one", 0))
    slide_of(show, "Trees", ("two", 0))
    assert [(b.kind, b.page) for b in extract_of(show).blocks] == [("heading", 1), ("item", 1), ("item", 2)]


def test_tables_boxes_and_groups_in_reading_order() -> None:
    show = pptx.Presentation()
    slide = slide_of(show, "Trees")
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for at, text in enumerate(["Name", "Use", "oak", "shade"]):
        table.cell(at // 2, at % 2).text = text
    lower = slide.shapes.add_textbox(Inches(1), Inches(3), Inches(4), Inches(1))
    lower.text_frame.text = "An oak gives shade to everyone who sits below it in summer."
    group = slide.shapes.add_group_shape()
    for left, word in ((2, "leaf"), (1, "root")):
        group.shapes.add_textbox(Inches(left), Inches(1), Inches(1), Inches(1)).text_frame.text = word
    code = slide.shapes.add_textbox(Inches(1), Inches(4), Inches(4), Inches(1)).text_frame
    code.text = "if oak:\n    sit()"
    for paragraph in code.paragraphs:
        for run in paragraph.runs:
            run.font.name = "Consolas"
    assert [(b.kind, b.text) for b in extract_of(show).blocks[1:]] == [
        ("note", "root; leaf"),
        ("paragraph", "An oak gives shade to everyone who sits below it in summer."),
        ("code", "if oak:\n    sit()"),
        ("table", "Name | Use\noak | shade"),
    ]


def test_hidden_slides_are_listed_as_dropped() -> None:
    show = pptx.Presentation()
    slide_of(show, "Shown", ("one", 0))
    slide_of(show, "Hidden", ("two", 0))._element.set("show", "0")
    extract = extract_of(show)
    assert {block.page for block in extract.blocks} == {1}
    assert [(piece.text, piece.reason) for piece in extract.dropped] == [("Hidden\ntwo", "hidden slide")]


def test_what_cannot_be_read_is_said() -> None:
    for data, reason in [(b"", "empty"), (b"PK\x03\x04 no", "damaged"), (saved(pptx.Presentation()), "no text in it")]:
        with pytest.raises(UnreadableError, match=reason):
            read(Path("a.pptx"), data)


def test_cut_and_damaged_presentations() -> None:
    show = pptx.Presentation()
    slide_of(show, "Trees", ("one", 0))
    whole, rng = saved(show), random.Random(4)
    for turn in range(60):
        data = bytearray(whole)
        if turn % 3 == 0:
            del data[rng.randrange(len(data)) :]
        else:
            for _ in range(rng.randint(1, 25)):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        try:
            assert read(Path("a.pptx"), bytes(data))[0].blocks
        except UnreadableError as error:
            assert len(error.message) < 60


@pytest.mark.skipif(not DOCS.exists(), reason="needs the sample documents")
def test_real_slides() -> None:
    path = DOCS / "oer_slides.pptx"
    extract = read(path, path.read_bytes())[0]
    assert {block.page for block in extract.blocks} == set(range(1, 23))
    assert [piece.reason for piece in extract.dropped] == ["running foot"]
