"""The PDF reader against PDFs built here: paragraphs, columns, tables, headings, lists, quotes on a page."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.ingest.readers.pdf import page_list
from studyground.ingest.readers.pdf_hyphens import Vocabulary, join_lines
from studyground.ingest.readers.pdf_page import locate_quote, render_page
from tests.written_pdf import PROSE, Text, build, column, extract, texts


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
