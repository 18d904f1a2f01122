"""Stored text, its spans, and passages: exact, complete, never more than the encoder reads."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.ingest.chunk import FRAME_TOKENS, Passage, chunk
from studyground.ingest.clean import clean
from studyground.ingest.document import Block, Dropped, Extract
from studyground.ingest.encoder_export import packaged_model
from studyground.ingest.readers.detect import read_any
from studyground.ingest.stored import StoredDocument, assemble

SHARED = Path(__file__).resolve().parents[2] / "shared"
MOST = 256


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(packaged_model() / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def count_tokens(texts: Sequence[str]) -> list[int]:
    return [len(item.ids) for item in tokenizer().encode_batch(list(texts), add_special_tokens=False)]


def read_tokens(document: StoredDocument, passage: Passage) -> int:
    """Tokens of a passage as it is embedded, frame and all."""
    text = f"{passage.context}\n{document.text[passage.body_start : passage.body_end]}"
    return len(tokenizer().encode(text).ids)


def check_spans(document: StoredDocument) -> None:
    text = document.text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert [section.start for section in document.sections] == [0, *(item.end for item in document.sections[:-1])]
    assert document.sections[-1].end == len(text)
    at = 0
    for unit in document.units:
        assert at <= unit.start < unit.end
        assert not text[at : unit.start].strip()
        section = document.sections[unit.section]
        assert section.start <= unit.start and unit.end <= section.end
        at = unit.end
    assert not text[at:].strip()
    before = 0
    for sentence in document.sentences:
        unit = document.units[sentence.unit]
        assert max(before, unit.start) <= sentence.start < sentence.end <= unit.end
        skipped = text[max(before, unit.start) : sentence.start]
        assert unit.kind == "item" or not skipped.strip()  # an item's marker stands before its first sentence
        before = sentence.end
    assert {sentence.unit for sentence in document.sentences} == set(range(len(document.units)))


def check_passages(document: StoredDocument, passages: list[Passage], most: int, own: int) -> None:
    covered = bytearray(len(document.text))
    starts = {item.start for item in document.sentences}
    ends = {item.end for item in document.sentences}
    for passage in passages:
        section = document.sections[passage.section]
        assert section.start <= passage.start <= passage.body_start < passage.body_end <= passage.end <= section.end
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        assert read_tokens(document, passage) <= most
        assert 0 <= passage.first < passage.last <= len(document.sentences)
        if passage.body_start not in starts or passage.body_end not in ends:  # only a sentence too long is cut
            cut = [document.sentences[passage.first], document.sentences[passage.last - 1]]
            room = min(own, most - FRAME_TOKENS - count_tokens([passage.context])[0])
            unit_starts = [document.units[item.unit].start for item in cut]
            lengths = count_tokens(
                [document.text[min(a, i.start) : i.end] for a, i in zip(unit_starts, cut, strict=True)]
            )
            assert max(lengths) > room * 3 // 4 * 3 // 4
    assert all(covered)
    assert [item.start for item in passages] == sorted(item.start for item in passages)


WORD = st.one_of(
    st.sampled_from(["the", "model", "fits.", "Why?", "e.g.", "k-means", "3.5", "1.", "中文。", "e\u0301", "\u0301"]),
    st.just("http://a.bc/" + "d" * 90),
    st.text(min_size=1, max_size=12),
)  # fmt: skip
PROSE = st.lists(WORD, min_size=1, max_size=60).map(" ".join)
MARKERS = st.sampled_from(["", "-", "1.", "(iv)", "a b)"])
BLOCKS = st.lists(
    st.one_of(
        st.builds(Block, st.just("heading"), PROSE, st.integers(1, 4)),
        st.builds(Block, st.just("paragraph"), PROSE, st.just(0), st.one_of(st.none(), st.integers(1, 9))),
        st.builds(Block, st.just("note"), PROSE),
        st.builds(Block, st.just("item"), PROSE, st.integers(0, 3), st.none(), MARKERS),
        st.builds(Block, st.sampled_from(["table", "code"]), st.lists(PROSE, min_size=1, max_size=8).map("\n".join)),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def extract(blocks: Sequence[Block], title: str = "") -> Extract:
    return Extract(tuple(blocks), title, "markdown", True)


@settings(max_examples=120, deadline=None)
@given(BLOCKS, st.integers(32, 480), st.integers(0, 128))
def test_any_blocks_give_exact_spans_and_complete_passages(blocks: list[Block], own: int, overlap: int) -> None:
    document = assemble(extract(blocks), "a.md")
    check_spans(document)
    check_passages(document, chunk(document, count_tokens, MOST, own, overlap), MOST, own)


@pytest.mark.parametrize(
    "block",
    [
        Block("item", " ".join(["so"] * 3), 0, None, "(xxviii)"),
        Block("table", "\n".join(" | ".join(f"cell {row} {column}" for column in range(60)) for row in range(30))),
        Block("code", "\n".join(f"x{n} = call_{n}(a[{n}], b={n * 7919})" for n in range(300))),
        Block("paragraph", "中文没有空格" * 400),
        Block("paragraph", "https://example.org/" + "abcdef0123456789" * 300),
        Block("paragraph", "internationalisationalism" * 40),
    ],
    ids=["markers", "table", "code", "chinese", "url", "one word"],
)
@pytest.mark.parametrize("own", [32, 128, 480])
def test_no_passage_is_longer_than_the_encoder_reads(block: Block, own: int) -> None:
    blocks = [Block("heading", "A heading of some length about it", 1), *[block] * (200 if block.kind == "item" else 1)]
    document = assemble(extract(blocks), "a.md")
    check_passages(document, chunk(document, count_tokens, MOST, own, 24), MOST, own)


def test_passages_hold_whole_sentences_and_repeat_one() -> None:
    sentences = [f"Sentence number {n} says that the value is {n} and no more." for n in range(40)]
    document = assemble(extract([Block("heading", "Top", 1), Block("paragraph", " ".join(sentences))]), "a.md")
    passages = chunk(document, count_tokens, MOST, 64, 24)
    bodies = [document.text[item.body_start : item.body_end] for item in passages]
    assert len(bodies) > 5
    assert all(body.startswith("Sentence") and body.endswith("more.") for body in bodies)
    assert all(later.split(". ")[0] in earlier for earlier, later in pairwise(bodies))
    assert {item.context for item in passages} == {"Top"}


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    filler = Block("paragraph", " ".join(f"Filler sentence {n} is here to fill the passage up." for n in range(7)))
    items = [Block("item", f"choice number {n}", 0, None, "-") for n in range(6)]
    document = assemble(extract([filler, Block("paragraph", "There are six choices:"), *items]), "a.md")
    holding = [
        document.text[item.body_start : item.body_end]
        for item in chunk(document, count_tokens, MOST, 96, 0)
        if "choice number" in document.text[item.body_start : item.body_end]
    ]
    assert len(holding) == 1
    assert holding[0].startswith("There are six choices:") and holding[0].endswith("choice number 5")


def test_headings_begin_sections_and_are_never_lost() -> None:
    blocks = [Block("paragraph", "Before any heading."), Block("heading", "One", 1), Block("heading", "Two", 2),
              Block("paragraph", "Under two."), Block("heading", "Three", 1)]  # fmt: skip
    document = assemble(extract(blocks), "a.md")
    assert [section.path for section in document.sections] == [(), ("One",), ("One", "Two"), ("Three",)]
    check_spans(document)
    check_passages(document, chunk(document, count_tokens, MOST, 128, 24), MOST, 128)


def test_text_is_stored_normalised_and_can_be_written() -> None:
    blocks = [Block("paragraph", "Cafe\u0301\r\nopen \ud800 late"), Block("item", "x", 0, None, "e\u0301")]
    document = assemble(
        Extract(tuple(blocks), "T\ud800", "text", False, dropped=(Dropped("\udfff", "why"),), warnings=("\ud900",)), "a"
    )
    assert document.text == "Café\nopen ? late\n\né x"
    for text in (document.text, document.title, document.dropped[0].text, document.warnings[0]):
        text.encode()


def samples() -> list[Path]:
    return sorted((SHARED / "seeds").glob("*")) + sorted((SHARED / "docs").glob("*")) if SHARED.is_dir() else []


@pytest.mark.slow
@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name)
def test_samples_are_stored_exactly_and_covered(path: Path) -> None:
    from studyground.errors import UnreadableError

    try:
        extracts = read_any(path, path.read_bytes())
    except UnreadableError as error:
        assert len(error.message) > 5 and "\n" not in error.message
        return
    for item in extracts:
        document = assemble(clean(item), path.name)
        check_spans(document)
        check_passages(document, chunk(document, count_tokens, MOST, 128, 24), MOST, 128)
