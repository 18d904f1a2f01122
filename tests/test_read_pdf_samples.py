"""PDFs that cannot be read, and the harder ones kept beside the project."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.document import Block
from studyground.ingest.readers.pdf import read
from studyground.ingest.readers.pdf_decoding import looks_like_text
from tests.written_pdf import PROSE, build, column, extract, texts

DOCS = Path(__file__).parents[2] / "shared" / "docs"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"hello, this is text", "not really a PDF"),
        (b"%PDF-1.4\n%%EOF", "damaged"),
        (build([[]]), "no text layer: run OCR first"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(Path("x.pdf"), data)
    assert caught.value.message == reason


def test_password_is_asked_for() -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(build([column(72, 700, PROSE)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableError, match="needs a password"):
        read(Path("x.pdf"), out.getvalue())


@given(st.binary(max_size=300), st.integers(0, 800))
@settings(max_examples=60, deadline=None)
def test_damage_never_ends_in_anything_but_an_extract_or_a_reason(noise: bytes, at: int) -> None:
    good = build([column(72, 700, PROSE)])
    try:
        found = read(Path("x.pdf"), good[:at] + noise + good[at + len(noise) :])
    except UnreadableError as error:
        assert error.message
    else:
        assert found[0].blocks


def test_glyph_numbers_are_no_text() -> None:
    english = "the quick brown fox jumps over the lazy dog and runs away from it all again"
    # A subset font numbers its glyphs: what comes out is the text moved along the alphabet.
    shifted = "".join(chr(ord(c) - 29) if c.isalpha() else c for c in english.lower())
    assert looks_like_text(english)
    assert looks_like_text("2021 3 31")
    assert not looks_like_text('"7+%-')
    assert not looks_like_text(shifted)


# What the files beside the project must give.


def sample(name: str) -> bytes:
    path = DOCS / name
    if not path.exists():
        pytest.skip("the sample documents are not here")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hard_blank.pdf", "no text layer"),
        ("hard_c02-22.pdf", "no text layer"),
        ("hard_empty.pdf", "empty file"),
        ("hard_enormous.pdf", "no text layer"),
        ("hard_francais.pdf", "no text layer"),
        ("hard_invalid.pdf", "damaged"),
        ("hard_password-example.pdf", "needs a password"),
        ("hard_truetype_font_nomapping.pdf", "cannot be decoded"),
        ("hard_type3_font_nomapping.pdf", "cannot be decoded"),
    ],
)
def test_unreadable_samples(name: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(DOCS / name, sample(name))


def test_three_columns_with_notes() -> None:
    found = extract(sample("hard_federal-register-2020-17221.pdf"))
    text = "\n".join(b.text for b in found.blocks)
    assert "accident after takeoff from Soekarno-Hatta International Airport" in text
    assert "reference a specific portion of the proposal, explain the reason" in text
    assert [b.marker for b in found.blocks if b.kind == "note" and b.marker.isdigit()] == [str(n) for n in range(1, 16)]
    assert "VerDate" not in text and any("VerDate" in d.text for d in found.dropped)


def test_rotated_table() -> None:
    found = extract(sample("hard_nics-background-checks-2015-11-rotated.pdf"))
    (table,) = texts(found, "table")
    rows = [line.split(" | ") for line in table.split("\n")]
    (alabama,) = [row for row in rows if row[0] == "Alabama"]
    assert alabama[1:6] == ["18,870", "23,022", "22,650", "859", "1,178"]
    assert "Hawaii" in {row[0] for row in rows}


def test_chinese_drawn_twice() -> None:
    found = extract(sample("hard_issue-71-duplicate-chars.pdf"))
    text = "".join(b.text for b in found.blocks)
    assert "微软" in text and "微微" not in text


def shared_runs(a: str, b: str, length: int = 8) -> float:
    """The share of `a`'s runs of words that `b` has too."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}

    return len(runs(a) & runs(b)) / len(runs(a))


def test_twin_of_the_markdown_guide() -> None:
    found = extract(sample("guide_tyler.pdf"))
    twin = re.sub(r"[*`#|]|:?-{3,}:?", " ", sample("guide_tyler.md").decode())
    assert shared_runs("\n".join(b.text for b in found.blocks), twin) >= 0.9
    headings: list[Block] = [b for b in found.blocks if b.kind == "heading"]
    assert headings[0].text == found.title == "AWS Machine Learning Specialty (MLS-C01) Study Guide"


@pytest.mark.slow
def test_course_book_keeps_spaces_and_code() -> None:
    found = extract(sample("oer_book.pdf"))
    text = "\n".join(b.text for b in found.blocks)
    assert 44_000 <= len(re.findall(r"\w+", text)) <= 49_000
    assert not re.search(r"[a-z]{30,}", text)
    assert any("    static void Main()" in code for code in texts(found, "code"))
    assert not re.search(r"(?:\. ){6}", text)


@pytest.mark.slow
def test_long_guide_with_many_pictures_is_read_in_time() -> None:
    start = time.perf_counter()
    found = extract(sample("aws_pinpoint-dg_big.pdf"))
    assert time.perf_counter() - start < 120
    text = "\n".join(b.text for b in found.blocks)
    assert "Amazon Pinpoint Developer Guide\n" not in text
    assert max(b.page or 0 for b in found.blocks) == 300
    assert any(w.startswith("Figures on pages") for w in found.warnings)
