"""Plain text in several shapes: what is a heading and of what level, what is the title, and what cannot be read."""

import os
from pathlib import Path

import pytest

from studyground.errors import UnreadableError
from studyground.ingest.document import Extract
from studyground.ingest.readers.text import decode, read
from tests.invented_notes import DOCUMENTS, kinds, parse

SHARED = Path(__file__).parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared guides are not here")


def headings(extract: Extract) -> list[str]:
    return [block.text for block in kinds(extract, "heading")]


def levels(text: str) -> dict[str, int]:
    return {block.text: block.level for block in kinds(parse(text), "heading")}


@pytest.mark.parametrize("field", sorted(DOCUMENTS))
def test_headings_of_invented_documents(field: str) -> None:
    text, gold = DOCUMENTS[field]
    assert headings(parse(text)) == gold


# Lines of 002 and 003 (from 1) that a reader would call headings, listed by eye.
GOLD_002 = [3, 6, 9, 12, 16, 20, 25, 30, 34, 40, 44, 48, 53, 57, 61, 66, 77, 81, 90, 98, 102, 107, 112, 117, 123, 128]
GOLD_002 += [134, 140, 145, 150, 156, 162, *range(168, 190, 2), 191]
GOLD_003 = [
    1,
    5,
    10,
    14,
    18,
    22,
    25,
    28,
    32,
    36,
    40,
    43,
    46,
    49,
    52,
    55,
    58,
    61,
    64,
    68,
    72,
    76,
    79,
    82,
    86,
    90,
    94,
    98,
]
GOLD_003 += [102, 105, 108, 111, 114, 117, 120, 123, 126, 129, 132]


@needs_shared
@pytest.mark.parametrize(("number", "gold", "count"), [("002", GOLD_002, 44), ("003", GOLD_003, 39)])
def test_headings_of_the_seeds(number: str, gold: list[int], count: int) -> None:
    path = next((SHARED / "seeds").glob(number + "*"))
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]
    expected = [lines[n - 1] for n in gold]
    assert len(expected) == count
    extract = read(path, path.read_bytes())[0]
    assert headings(extract) == expected
    # One line is one block, nothing is lost and nothing is joined.
    shown = [f"{block.marker} {block.text}".strip() for block in extract.blocks]
    assert shown == [" ".join(line.split(" ")) for line in lines if line]


@needs_shared
def test_a_census_description_with_wrapped_lines_and_columns() -> None:
    path = SHARED / "docs" / "adult.names.txt"
    extract = read(path, path.read_bytes())[0]
    assert headings(extract) == ["Description of fnlwgt (final weight)"]
    table = kinds(extract, "table")[0].text.split("\n")
    assert table[1] == "1 | C4.5 | 15.54"
    assert len(table) == 18
    paragraphs = [block.text for block in kinds(extract, "paragraph")]
    assert "Prediction task is to determine whether a person makes over 50K a year." in paragraphs
    assert "age: continuous." in paragraphs
    assert [block.marker for block in kinds(extract, "item")] == ["1.", "2.", "3.", "4.", "1.", "2.", "3."]


def test_heading_levels() -> None:
    text, _ = DOCUMENTS["law outline"]
    assert levels(text) == {
        "CONTRACT LAW OUTLINE": 1,
        "I. Formation of a Contract": 2,
        "A. Offer": 3,
        "B. Acceptance": 3,
        "II. Consideration": 2,
        "III. Remedies for Breach": 2,
    }
    lesson = levels(DOCUMENTS["cooking course"][0])
    assert (lesson["Lesson 1: Bread"], lesson["Ingredients"], lesson["Lesson 2: Soup"]) == (1, 2, 1)
    chapter = levels(DOCUMENTS["hard-wrapped chapter"][0])
    assert (chapter["3.1 Neurons"], chapter["3.2.1 Reuptake"]) == (2, 3)
    prose = "The examination asks for judgement and for patience, and both of them can be practised. It is long.\n"
    domains = (
        f"{prose}Format of the Paper\n{prose}Domain 1: Soils\n{prose}Domain 2: Water\n{prose}Marking Scheme\n{prose}"
    )
    assert levels(domains) == {
        "Format of the Paper": 1,
        "Domain 1: Soils": 2,
        "Domain 2: Water": 2,
        "Marking Scheme": 1,
    }


def test_the_title_is_the_first_line_only_where_it_heads_the_whole() -> None:
    prose = "Glass is a liquid that was cooled too fast to crystallise, as its makers found out long ago."
    assert parse(f"A Short History of Glass\n{prose}\nRoman Glass\n{prose}\n").title == "A Short History of Glass"
    assert parse(f"Introduction\n{prose}\nRoman Glass\n{prose}\n").title == ""
    assert parse(f"{prose}\nRoman Glass\n{prose}\n").title == ""


def test_lead_ins_sentences_and_unmarked_lists_are_no_headings() -> None:
    long = "Every store keeps the objects apart from the index, and so a lost index can always be built again."
    text = f"{long}\nKey tasks include:\n{long}\nGood storage balances cost and speed.\n{long}\n"
    assert headings(parse(text)) == []
    text = f"{long}\nThe services are:\nObject Store\nBlock Store\nArchive Vault\n{long}\n"
    assert headings(parse(text)) == []


WESTERN = "Ça alors, l'été dernier nous étions à Évian. Où êtes-vous ? Déjà vu."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_cyrillic_in_an_old_encoding_and_a_damaged_byte() -> None:
    russian = "В горах вода кипит при более низкой температуре, потому что воздух слабее давит. " * 8
    assert decode(russian.encode("cp1251")) == russian
    damaged = (WESTERN * 60).encode().replace("Évian".encode(), b"\xc3vian", 1)
    assert decode(damaged).count("\ufffd") == 1


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
def test_an_empty_file_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="empty file"):
        read(Path("empty.txt"), data)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 200, b"\x89PNG\r\n\x1a\n\x00\x00" * 40])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="undecodable bytes"):
        read(Path("noise.txt"), data)


def test_random_bytes_are_refused() -> None:
    for _ in range(20):
        with pytest.raises(UnreadableError):
            read(Path("noise.txt"), os.urandom(2_000))
