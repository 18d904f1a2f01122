"""Word documents in, blocks out; the documents are made with the real library."""

import io
import random
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.word_document import read

DOCS = Path(__file__).parents[1].parent / "shared" / "docs"


def saved(document: Any) -> bytes:
    document.core_properties.created = datetime(2024, 5, 6)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def extract_of(document: Any) -> Extract:
    return read(Path("a.docx"), saved(document))[0]


def test_document_order_with_tables_between() -> None:
    document = docx.Document()
    document.add_heading("Trees", 1)
    document.add_paragraph("Before the table.")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(["Name", "Use", "oak", "shade"]):
        table.cell(at // 2, at % 2).text = text
    document.add_heading("Leaves", 2)
    document.add_paragraph("After it.")
    extract = extract_of(document)
    assert extract.blocks == (
        Block("heading", "Trees", 1),
        Block("paragraph", "Before the table."),
        Block("table", "Name | Use\noak | shade"),
        Block("heading", "Leaves", 2),
        Block("paragraph", "After it."),
    )
    assert (extract.title, extract.date, extract.format, extract.structured) == ("Trees", "2024-05-06", "docx", True)


def test_lists_by_style_are_counted() -> None:
    document = docx.Document()
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("two", style="List Number")
    document.add_paragraph("dot", style="List Bullet")
    document.add_paragraph("deeper", style="List Bullet 2")
    assert [(b.kind, b.marker, b.level, b.text) for b in extract_of(document).blocks] == [
        ("item", "1.", 0, "one"),
        ("item", "2.", 0, "two"),
        ("item", "-", 0, "dot"),
        ("item", "-", 1, "deeper"),
    ]


def test_runs_links_breaks_deletions_and_exponents() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Bold ")
    paragraph.add_run("joins").bold = True
    paragraph.add_run().add_break()
    paragraph.add_run("10")
    paragraph.add_run("6").font.superscript = True
    hidden = paragraph.add_run(" secret")
    hidden.font.hidden = True
    link = OxmlElement("w:hyperlink")
    link.append(paragraph.add_run(" linked")._r)
    paragraph._p.append(link)
    deleted = OxmlElement("w:del")
    deleted.append(paragraph.add_run(" gone")._r)
    paragraph._p.append(deleted)
    assert extract_of(document).blocks == (Block("paragraph", "Bold joins 10^6 linked"),)


def test_code_by_font_is_one_block() -> None:
    document = docx.Document()
    for line in ("def f():", "    return 1"):
        document.add_paragraph().add_run(line).font.name = "Courier New"
    assert extract_of(document).blocks == (Block("code", "def f():\n    return 1"),)


def test_merged_cells_read_alone_and_frames_are_no_tables() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for at, text in enumerate(["kind", "name", "tree", "oak", "", "elm"]):
        table.cell(at // 2, at % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "A framed remark."
    assert extract_of(document).blocks == (
        Block("table", "kind | name\ntree | oak\ntree | elm"),
        Block("paragraph", "A framed remark."),
    )


def test_the_title_style_names_the_document() -> None:
    document = docx.Document()
    document.core_properties.title = "Something stale"
    document.add_heading("The Real Title", 0)
    document.add_paragraph("Words.")
    assert extract_of(document).title == "The Real Title"


def test_outline_level_makes_a_heading_whatever_the_style_is_called() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kapitel")
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "1")
    paragraph._p.get_or_add_pPr().append(outline)
    assert extract_of(document).blocks == (Block("heading", "Kapitel", 2),)


def test_what_cannot_be_read_is_said() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        container.writestr("a.txt", "x")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le")
    for data, reason in [
        (b"", "empty file"),
        (b"no zip at all", "damaged"),
        (stream.getvalue(), "not a Word document"),
        (saved(docx.Document()), "no text in it"),
        (locked, "needs a password"),
        (locked[:400], "before 2007"),
    ]:
        with pytest.raises(UnreadableError, match=reason):
            read(Path("a.docx"), data)


def test_cut_and_damaged_documents() -> None:
    document = docx.Document()
    document.add_heading("Trees", 1)
    document.add_paragraph("Words of a document that will be damaged.", style="List Number")
    whole, rng = saved(document), random.Random(3)
    for turn in range(120):
        data = bytearray(whole)
        if turn % 3 == 0:
            del data[rng.randrange(len(data)) :]
        else:
            for _ in range(rng.randint(1, 25)):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        try:
            assert read(Path("a.docx"), bytes(data))[0].blocks
        except UnreadableError as error:
            assert len(error.message) < 60


@pytest.mark.slow
@pytest.mark.skipif(not DOCS.exists(), reason="needs the sample documents")
def test_the_same_book_in_three_formats_says_the_same() -> None:
    from studyground.ingest.readers import epub, html

    def runs(reader: Any, name: str) -> set[tuple[str, ...]]:
        path = DOCS / name
        words = " ".join(b.text for b in reader(path, path.read_bytes())[0].blocks if b.kind != "note").lower().split()
        return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}

    word, page, book = runs(read, "oer_book.docx"), runs(html.read, "oer_book.html"), runs(epub.read, "oer_book.epub")
    for one, other in ((word, page), (page, book), (word, book)):
        assert len(one & other) / len(one | other) > 0.97
