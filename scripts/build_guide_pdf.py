"""Builds the guide's PDF chapter from its Markdown source: the same source gives the same bytes.

Run from anywhere: python scripts/build_guide_pdf.py [--check]
"""

import argparse
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace
from markdown_it import MarkdownIt
from markdown_it.token import Token

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SOURCE = CORPUS / "sources" / "exam-and-study-plan.md"
TARGET = CORPUS / "guide" / "10-exam-and-study-plan.pdf"
# The date of the text, not of the build: a clock in the file would change its bytes on every run.
TEXT_DATE = datetime(2026, 11, 20, tzinfo=UTC)

FONT = "Helvetica"
HEADING_POINTS = {1: 22.0, 2: 15.0, 3: 11.5}
BODY_POINTS = 10.0
TABLE_POINTS = 8.5
LINE_MM = 5.2
ITEM_INDENT_MM = 8.0
CELL_PADDING_MM = 1.1
GUTTER_MM = 3.0
INK = (30, 34, 40)
ACCENT = (22, 66, 110)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its depth from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One list item with the marker that stands before it."""

    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


Piece = Heading | Paragraph | Item | Table


def pieces_of(markdown: str) -> Iterator[Piece]:
    """Yield the headings, paragraphs, list items and tables of a Markdown text in order.

    Raises:
        ValueError: When the source uses Markdown that the page layout does not know, so that nothing is lost silently.
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    lists: list[int | None] = []
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    place = ""
    for token in tokens:
        match token.type:
            case "heading_open":
                place = token.tag
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                if len(lists) > 1:
                    raise ValueError(f"line {_line(token)}: a list inside a list has no layout here.")
                place = "item"
            case "th_open" | "td_open":
                place = "cell"
            case "tr_close":
                rows.append(tuple(row))
                row = []
            case "table_close":
                yield Table(tuple(rows))
                rows = []
            case "inline":
                text = _plain(token)
                if place == "cell":
                    row.append(text)
                elif place.startswith("h"):
                    yield Heading(int(place[1:]), text)
                elif place == "item":
                    number = lists[-1]
                    yield Item("\u2022" if number is None else f"{number}.", text)
                    if number is not None:
                        lists[-1] = number + 1
                else:
                    yield Paragraph(text)
                place = ""
            case "fence" | "code_block" | "html_block" | "blockquote_open" | "hr":
                raise ValueError(f"line {_line(token)}: {token.type} has no layout here.")


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _plain(token: Token) -> str:
    words: list[str] = []
    for child in token.children or []:
        if child.type in {"text", "code_inline"}:
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type not in {"strong_open", "strong_close", "em_open", "em_close"}:
            raise ValueError(f"{child.type} has no layout here: {token.content!r}.")
    return "".join(words)


class GuidePages(FPDF):
    """A4 pages with a page number at the foot."""

    def footer(self) -> None:
        """Write the page number; fpdf2 calls this at the end of every page."""
        self.set_y(-15)
        self.set_font(FONT, size=8)
        self.set_text_color(110, 116, 124)
        self.cell(0, 8, f"Page {self.page_no()}", align="C")
        self.set_text_color(*INK)


def build(markdown: str) -> bytes:
    """Lay out a Markdown text as a PDF with an outline, page numbers and a title."""
    pieces = list(pieces_of(markdown))
    title = next(piece.text for piece in pieces if isinstance(piece, Heading) and piece.level == 1)
    pdf = GuidePages(format="A4", unit="mm")
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_margins(24, 22, 24)
    pdf.set_auto_page_break(True, margin=22)
    pdf.set_title(title)
    pdf.set_author("The StudyGround authors")
    pdf.set_subject("Study guide: how the exam works, how to read its questions, and how to plan the study")
    pdf.set_lang("en")
    pdf.set_creator("scripts/build_guide_pdf.py")
    pdf.set_producer("fpdf2")
    pdf.set_creation_date(TEXT_DATE)
    pdf.add_page()
    pdf.set_text_color(*INK)
    for before, piece in zip([None, *pieces], pieces, strict=False):
        match piece:
            case Heading():
                _heading(pdf, piece)
            case Paragraph():
                _running_text(pdf, piece.text)
            case Item():
                _item(pdf, piece, first=not isinstance(before, Item))
            case Table():
                _table(pdf, piece)
    return bytes(pdf.output())


def _heading(pdf: FPDF, heading: Heading) -> None:
    # A heading at the foot of a page is cut off from what it announces.
    if pdf.will_page_break(38 if heading.level < 3 else 30):
        pdf.add_page()
    elif heading.level > 1:
        pdf.ln(4 if heading.level == 2 else 2)
    pdf.set_font(FONT, style="B", size=HEADING_POINTS[heading.level])
    pdf.set_text_color(*ACCENT)
    pdf.start_section(heading.text, level=heading.level - 1)
    height = HEADING_POINTS[heading.level] * 0.46
    pdf.multi_cell(0, height, heading.text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_text_color(*INK)
    pdf.ln(2.2 if heading.level < 3 else 1.2)


def _running_text(pdf: FPDF, text: str) -> None:
    pdf.set_font(FONT, size=BODY_POINTS)
    _keep_together(pdf, text, pdf.epw)
    pdf.multi_cell(0, LINE_MM, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2.2)


def _item(pdf: FPDF, item: Item, *, first: bool) -> None:
    pdf.set_font(FONT, size=BODY_POINTS)
    if not first:
        pdf.ln(-1.0)
    _keep_together(pdf, item.text, pdf.epw - ITEM_INDENT_MM)
    pdf.set_x(pdf.l_margin + 2)
    pdf.cell(ITEM_INDENT_MM - 2, LINE_MM, item.marker)
    pdf.multi_cell(0, LINE_MM, item.text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2.2)


def _keep_together(pdf: FPDF, text: str, width_mm: float) -> None:
    """Start a new page when a short block would be torn, or a long one would leave a single line behind."""
    lines = pdf.multi_cell(width_mm, LINE_MM, text, align="L", dry_run=True, output=MethodReturnValue.LINES)
    count = len(lines) if isinstance(lines, list) else 1
    wanted = count if count <= 4 else 2
    if pdf.will_page_break(wanted * LINE_MM):
        pdf.add_page()


def _table(pdf: FPDF, table: Table) -> None:
    # A table that fits on one page is not split over two.
    with pdf.offset_rendering() as trial:
        _draw_table(cast(FPDF, trial), table)
    if trial.page_break_triggered:
        pdf.add_page()
    _draw_table(pdf, table)


def _draw_table(pdf: FPDF, table: Table) -> None:
    pdf.set_font(FONT, size=TABLE_POINTS)
    pdf.set_draw_color(190, 196, 204)
    heading = FontFace(emphasis="BOLD", color=ACCENT, fill_color=(236, 241, 246))
    with pdf.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=_column_widths(pdf, table),
        headings_style=heading,
        line_height=4.3,
        # The wide right side keeps columns apart, for the eye and for whoever extracts the text.
        padding=(CELL_PADDING_MM, GUTTER_MM, CELL_PADDING_MM, CELL_PADDING_MM),
        text_align="LEFT",
        v_align="TOP",
    ) as sheet:
        for cells in table.rows:
            row = sheet.row()
            for cell in cells:
                row.cell(cell)
    pdf.ln(4)


def _column_widths(pdf: FPDF, table: Table) -> tuple[float, ...]:
    """Widths in millimetres: room for the longest word, the rest shared by how much text a column holds."""
    least: list[float] = []
    share: list[float] = []
    for column in zip(*table.rows, strict=True):
        pdf.set_font(FONT, style="B", size=TABLE_POINTS)
        words = [word for cell in column for word in cell.split()]
        least.append(max((pdf.get_string_width(word) for word in words), default=0.0) + CELL_PADDING_MM + GUTTER_MM + 1)
        share.append(math.sqrt(sum(map(len, column))))
    pdf.set_font(FONT, size=TABLE_POINTS)
    spare = max(0.0, pdf.epw - sum(least))
    return tuple(low + spare * part / sum(share) for low, part in zip(least, share, strict=True))


def main() -> int:
    """Build the PDF, or with --check say whether the committed one is what the source gives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the PDF is out of date")
    arguments = parser.parse_args()
    data = build(SOURCE.read_text(encoding="utf-8"))
    if arguments.check:
        if not TARGET.exists() or TARGET.read_bytes() != data:
            print(f"{TARGET.name} is not what {SOURCE.name} gives: run {Path(__file__).name}.", file=sys.stderr)
            return 1
        return 0
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
