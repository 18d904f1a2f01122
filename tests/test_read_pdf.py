"""The PDF reader against PDFs built here, byte by byte, and against the harder ones kept beside the project."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.pdf import page_list, read
from studyground.ingest.readers.pdf_decoding import looks_like_text
from studyground.ingest.readers.pdf_hyphens import Vocabulary, join_lines
from studyground.ingest.readers.pdf_page import locate_quote, render_page

DOCS = Path(__file__).parents[2] / "shared" / "docs"
FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}
Text = tuple[float, float, str, float, str]  # x, y from below, font, size, words


def build(
    pages: list[list[Text]],
    title: str = "",
    outline: list[tuple[str, int]] = (),  # type: ignore[assignment]
    drawing: str = "",
    rotate: int = 0,
) -> bytes:
    """Write a PDF of pages of placed text; `outline` holds (title, 0-based page)."""
    objects: list[bytes] = []

    def add(body: bytes | str) -> int:
        objects.append(body.encode("cp1252") if isinstance(body, str) else body)
        return len(objects)

    catalog, tree = add(""), add("")
    fonts = " ".join(
        f"/{key} {add(f'<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>')} 0 R"
        for key, name in FONTS.items()
    )
    kids = []
    for page in pages:
        escaped = [(x, y, f, s, re.sub(r"([()\\])", r"\\\1", t)) for x, y, f, s, t in page]
        stream = drawing + "\n".join(f"BT /{f} {s} Tf 1 0 0 1 {x} {y} Tm ({t}) Tj ET" for x, y, f, s, t in escaped)
        data = stream.encode("cp1252")
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 792] /Rotate {rotate} "
                f"/Resources << /Font << {fonts} >> >> /Contents {content} 0 R >>"
            )
        )
    objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    root = ""
    if outline:
        head = len(objects) + 1
        add("")
        first = len(objects) + 1
        for i, (words, at) in enumerate(outline):
            nxt = f"/Next {first + i + 1} 0 R" if i + 1 < len(outline) else ""
            add(f"<< /Title ({words}) /Parent {head} 0 R {nxt} /Dest [{kids[at]} 0 R /Fit] >>")
        last = first + len(outline) - 1
        objects[head - 1] = f"<< /First {first} 0 R /Last {last} 0 R /Count {len(outline)} >>".encode()
        root = f"/Outlines {head} 0 R"
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {root} >>".encode()
    info = add(f"<< /Title ({title}) >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, catalog, info, len(out))
    )


def column(x: float, top: float, lines: list[str], font: str = "F1", size: float = 10, step: float = 12) -> list[Text]:
    return [(x, top - i * step, font, size, line) for i, line in enumerate(lines)]


def extract(data: bytes, name: str = "guide.pdf") -> Extract:
    (found,) = read(Path(name), data)
    return found


def texts(found: Extract, kind: str) -> list[str]:
    return [b.text for b in found.blocks if b.kind == kind]


PROSE = [
    "Regularisation keeps the weights of a model small so that it",
    "does not learn the noise of the data it was shown. The simplest",
    "kind adds the squares of all weights to the loss, and its inform-",
    "ation content is low. A well-known variant adds the absolute",
    "values, which drives many of the weights to exactly zero.",
]


def test_lines_become_one_paragraph_with_broken_words_joined() -> None:
    found = extract(build([column(72, 700, PROSE)]))
    assert len(found.blocks) == 1
    block = found.blocks[0]
    assert (block.kind, block.page) == ("paragraph", 1)
    assert "its information content is low. A well-known variant adds the absolute values" in block.text
    assert found.format == "pdf" and not found.structured


def test_compound_broken_at_its_hyphen_keeps_it() -> None:
    vocabulary = Vocabulary(["they say that long-term memory and short-term memory differ", "the information was lost"])
    assert join_lines(["this is long-", "term memory"], vocabulary) == "this is long-term memory"
    assert join_lines(["the infor-", "mation"], vocabulary) == "the information"
    assert join_lines(["a short-", "and a long-term view"], vocabulary).startswith("a short-")
    assert join_lines(["short-", "and long-term"], vocabulary) == "short- and long-term"
    assert join_lines(["see https://", "example.org now"], vocabulary) == "see https://example.org now"
    assert join_lines(["pages 12–", "19 of it"], vocabulary) == "pages 12–19 of it"


@given(st.lists(st.text(alphabet="abc -", min_size=1, max_size=12), max_size=8))
@settings(max_examples=200)
def test_joining_loses_nothing_but_hyphens_and_spaces(lines: list[str]) -> None:
    joined = join_lines(lines, Vocabulary([]))
    assert re.sub(r"[- ]", "", joined) == re.sub(r"[- ]", "", "".join(lines))


def running_pages(count: int) -> bytes:
    pages = []
    for number in range(1, count + 1):
        body = column(
            72,
            690,
            [
                f"Chapter text number {number} speaks of topic {'abcdefghij'[number % 10]} and goes on",
                "over a second line.",
            ],
        )
        head = [(72.0, 760.0, "F1", 9.0, "A Guide to Learning"), (300.0, 30.0, "F1", 9.0, str(number))]
        pages.append(head + body)
    return build(pages)


def test_running_heads_and_page_numbers_go_and_are_listed_once() -> None:
    found = extract(running_pages(6))
    kept = " ".join(b.text for b in found.blocks)
    assert "A Guide to Learning" not in kept
    assert not any(re.fullmatch(r"\d+", b.text) for b in found.blocks)
    assert [(d.text, d.reason) for d in found.dropped] == [
        ("A Guide to Learning", "running header"),
        ("1 … 6", "page numbers"),
    ]
    assert [b.page for b in found.blocks] == [1, 2, 3, 4, 5, 6]


def test_paragraph_over_a_page_break_is_one_and_starts_on_its_first_page() -> None:
    first = column(72, 700, [*PROSE[:4], "and this long last line of the first page has not come to"])
    second = column(72, 700, ["its end, which stands on the second page of the guide. Then", "it ends."])
    found = extract(build([first, second]))
    assert len(found.blocks) == 1
    assert found.blocks[0].page == 1
    assert "has not come to its end, which stands" in found.blocks[0].text


def test_footnote_follows_the_paragraph_it_would_interrupt() -> None:
    body = column(72, 700, [*PROSE[:4], "and this long last line of the first page has not come"])
    mark: list[Text] = [(300, 655.5, "F1", 6, "1")]
    note: list[Text] = [(72, 103, "F1", 5, "1"), (75, 100, "F1", 8, "Some call it shrinkage, others weight decay.")]
    second = column(72, 700, ["to its end before the second page of the guide does.", "It ends."])
    found = extract(build([body + mark + note, second]))
    assert [b.kind for b in found.blocks] == ["paragraph", "note"]
    paragraph, footnote = found.blocks
    assert "has not come to its end" in paragraph.text
    assert (footnote.text, footnote.marker, footnote.page) == ("Some call it shrinkage, others weight decay.", "1", 1)


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {i} with quite enough words" for i in range(10)]
    right = [f"right column line {i} with quite enough words" for i in range(10)]
    wide: list[Text] = [(72, 740, "F2", 18, "A title that runs across both of the columns")]
    rows = [t for a, b in zip(column(72, 700, left), column(320, 700, right), strict=True) for t in (a, b)]
    found = extract(build([wide + rows]))
    text = " ".join(b.text for b in found.blocks)
    assert text.index("left column line 9") < text.index("right column line 0")
    assert text.startswith("A title that runs")
    assert found.title == "A title that runs across both of the columns"


@pytest.mark.parametrize("rotate", [0, 90])
def test_table_cells_are_kept_apart(rotate: int) -> None:
    rows = [
        ("Service", "Use", "Price"),
        ("S3", "object store", "0.023"),
        ("EBS", "disks", "0.08"),
        ("EFS", "files", ""),
    ]
    cells: list[Text] = [
        (72 + 150 * c, 700 - 20 * r, "F1", 10, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell
    ]
    found = extract(build([cells], rotate=rotate))
    assert texts(found, "table") == [
        "Service | Use | Price\nS3 | object store | 0.023\nEBS | disks | 0.08\nEFS | files | "
    ]


def test_table_with_ruled_cells_keeps_wrapped_lines_in_their_row() -> None:
    lines = "".join(f"{x} {y} m {x + 150} {y} l S\n" for y in (712, 692, 660, 640) for x in (70, 220))
    cells: list[Text] = [
        (72, 698, "F2", 10, "Name"),
        (222, 698, "F2", 10, "Meaning"),
        (72, 680, "F1", 10, "Recall"),
        (222, 680, "F1", 10, "the share of relevant"),
        (222, 668, "F1", 10, "passages found"),
        (72, 647, "F1", 10, "Precision"),
        (222, 647, "F1", 10, "the share found relevant"),
    ]
    found = extract(build([cells], drawing=lines))
    assert texts(found, "table") == [
        "Name | Meaning\nRecall | the share of relevant passages found\nPrecision | the share found relevant"
    ]


def test_characters_drawn_twice_count_once() -> None:
    lines = column(72, 700, ["A bold look by printing all letters twice", "ill will still spells as before"])
    again = [(x + 0.4, y, f, s, t) for x, y, f, s, t in lines]
    found = extract(build([lines + again]))
    assert [b.text for b in found.blocks] == [
        "A bold look by printing all letters twice ill will still spells as before"
    ]


def test_headings_from_type_size_and_lists_with_markers() -> None:
    page: list[Text] = [
        (72, 740, "F2", 18, "Overfitting"),
        *column(72, 710, PROSE),
        (72, 630, "F2", 13, "Remedies"),
        (80, 606, "F1", 10, "\x95 more data"),
        (80, 592, "F1", 10, "\x95 fewer weights, and those that stay kept as small as"),
        (89, 580, "F1", 10, "they can be"),
        (100, 566, "F1", 10, "1. by a penalty"),
        (100, 552, "F1", 10, "2. by stopping early"),
    ]
    page = [(x, y, f, s, t.replace("\x95", "•")) for x, y, f, s, t in page]
    found = extract(build([page]))
    assert found.structured
    assert [(b.text, b.level) for b in found.blocks if b.kind == "heading"] == [("Overfitting", 1), ("Remedies", 2)]
    assert [(b.marker, b.level, b.text) for b in found.blocks if b.kind == "item"] == [
        ("•", 0, "more data"),
        ("•", 0, "fewer weights, and those that stay kept as small as they can be"),
        ("1.", 1, "by a penalty"),
        ("2.", 1, "by stopping early"),
    ]


def test_headings_from_the_outline_need_no_larger_type() -> None:
    first: list[Text] = [(72, 740, "F1", 10, "1 Getting started"), *column(72, 710, PROSE)]
    second: list[Text] = [(72, 740, "F1", 10, "2 Going on"), *column(72, 710, PROSE)]
    found = extract(build([first, second], outline=[("Getting started", 0), ("2 Going on", 1)]))
    assert [(b.text, b.page) for b in found.blocks if b.kind == "heading"] == [
        ("1 Getting started", 1),
        ("2 Going on", 2),
    ]


def test_listing_keeps_its_lines_and_indentation() -> None:
    code: list[Text] = [
        (72, 640, "F3", 9, "for x in data:"),
        (72 + 4 * 5.4, 629, "F3", 9, "if x > limit:"),
        (72 + 8 * 5.4, 618, "F3", 9, "print(x)"),
    ]
    found = extract(build([column(72, 720, PROSE) + code]))
    assert texts(found, "code") == ["for x in data:\n    if x > limit:\n        print(x)"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Microsoft Word - draft3.doc", ""),
        ("guide", ""),
        ("", ""),
        ("notes.md", ""),
        ("Learning in Practice", "Learning in Practice"),
    ],
)
def test_title_is_a_title_and_no_file_name(stated: str, expected: str) -> None:
    assert extract(build([column(72, 700, PROSE)], title=stated)).title == expected


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


def test_pages_are_named_in_runs() -> None:
    assert page_list([3]) == "page 3"
    assert page_list([7, 5, 6, 3]) == "pages 3, 5–7"


def test_quote_is_found_over_a_broken_line_and_marked() -> None:
    import io

    from PIL import Image

    data = build([column(72, 700, PROSE)])
    boxes = locate_quote(data, 1, "its information content is low.")
    assert len(boxes) == 2
    assert all(72 <= left < right <= 400 and 640 < bottom < top < 700 for left, bottom, right, top in boxes)
    assert boxes[0][1] > boxes[1][3] - 6
    assert locate_quote(data, 1, "nothing of the kind is said here") == []
    assert locate_quote(data, 2, "information") == []
    plain = Image.open(io.BytesIO(render_page(data, 1, [], 1.0)))
    marked = Image.open(io.BytesIO(render_page(data, 1, boxes, 1.0)))
    assert plain.size == marked.size == (612, 792)
    left, _, right, top = boxes[1]
    spot = (round((left + right) / 2), round(792 - top) + 1)
    assert plain.getpixel(spot) != marked.getpixel(spot)
    assert plain.getpixel((500, 400)) == marked.getpixel((500, 400))


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
