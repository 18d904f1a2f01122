"""Markdown in, blocks out."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.document import Block
from studyground.ingest.readers.markdown import read

DOCS = Path(__file__).parents[1].parent / "shared" / "docs"


def blocks(text: str) -> list[Block]:
    return list(read(Path("a.md"), text.encode())[0].blocks)


def test_inline_markup_becomes_words() -> None:
    text = 'A *link* to **[the docs](http://x.y "t")**, `code`, ~~old~~ <b>html</b> &amp; ![alt](p.png)\\.  \nNext line'
    assert blocks(text) == [Block("paragraph", "A link to the docs, code, old html & . Next line")]


def test_headings_lists_and_code_keep_their_shape() -> None:
    text = "# One\n\n1. first\n2. second\n   - inner\n\n```python\nif x:\n    y()\n```\n\n## Two\n\n> quoted\n> words\n"
    assert blocks(text) == [
        Block("heading", "One", 1),
        Block("item", "first", 0, None, "1."),
        Block("item", "second", 0, None, "2."),
        Block("item", "inner", 1, None, "-"),
        Block("code", "if x:\n    y()"),
        Block("heading", "Two", 2),
        Block("paragraph", "quoted words"),
    ]


def test_tables_are_rows_of_cells() -> None:
    text = "| Name | What |\n|---|---|\n| **A** | a `b` |\n| C | |\n"
    assert blocks(text) == [Block("table", "Name | What\nA | a b\nC")]


def test_html_inside_is_resolved() -> None:
    text = '# Top<a name="top"></a>\n\n<table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></table>\n'
    assert blocks(text) == [Block("heading", "Top", 1), Block("table", "k | v\n1 | 2")]


def test_placeholders_that_are_no_html_stay() -> None:
    assert blocks("Copy it to <bucket-name> now.\n\n<your-role>\n") == [
        Block("paragraph", "Copy it to <bucket-name> now."),
        Block("paragraph", "<your-role>"),
    ]


def test_bold_lead_in_is_no_part_of_the_sentence() -> None:
    assert [b.text for b in blocks("**Note**  \nIt cannot be undone.")] == ["Note", "It cannot be undone."]


def test_footnotes_leave_the_sentence() -> None:
    assert blocks("It scales[^1] well.\n\n[^1]: Within limits, of course.\n") == [
        Block("paragraph", "It scales well."),
        Block("note", "Within limits, of course.", marker="1"),
    ]


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 'My Guide'\ndate: 2024-05-01 10:00\ntags: [a]\n---\n",
        '+++\ntitle = "My Guide"\ndate = 2024-05-01\n+++\n',
    ],
)
def test_front_matter_gives_title_and_date(front: str) -> None:
    extract = read(Path("a.md"), (front + "# Other\n\nText.").encode())[0]
    assert (extract.title, extract.date, extract.structured) == ("My Guide", "2024-05-01", True)
    assert [block.text for block in extract.blocks] == ["Other", "Text."]


def test_rules_around_prose_are_no_front_matter() -> None:
    assert [b.text for b in blocks("---\nJust a sentence.\n\n---\n\nMore.")] == ["Just a sentence.", "More."]


def test_unstructured_without_headings() -> None:
    assert read(Path("a.md"), b"Only a sentence.")[0].structured is False


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty file"), (" \n", "empty file"), ("<!-- x -->", "no text in it")]
)
def test_nothing_to_read(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        blocks(text)


def test_an_index_of_links_is_refused_but_not_a_page_with_links() -> None:
    index = "# Contents\n\n" + "".join(f"- [Chapter {n} of the book](c{n}.md)\n" for n in range(30))
    with pytest.raises(UnreadableError, match="only links"):
        blocks(index)
    prose = "The chapters build on each other, and each of them ends with a few questions to try.\n\n" * 3
    assert len(blocks(prose + index)) > 30


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        found = blocks(text)
    except UnreadableError:
        return
    assert found
    for block in found:
        assert block.text.strip()
        assert block.kind in ("code", "table") or "\n" not in block.text


@pytest.mark.skipif(not DOCS.exists(), reason="needs the sample documents")
def test_giant_tables_are_read_whole_and_fast() -> None:
    path = DOCS / "aws_emr-release-5x_813KB.md"
    began = time.process_time()
    extract = read(path, path.read_bytes())[0]
    assert time.process_time() - began < 5
    rows = [row for block in extract.blocks if block.kind == "table" for row in block.text.splitlines()]
    assert len(rows) > 3000
    assert max(row.count(" | ") for row in rows) <= 6


@pytest.mark.skipif(not DOCS.exists(), reason="needs the sample documents")
def test_the_link_index_is_refused() -> None:
    with pytest.raises(UnreadableError, match="only links"):
        read(DOCS / "aws_index.md", (DOCS / "aws_index.md").read_bytes())
