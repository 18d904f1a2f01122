"""PDF: pages as a reader counts them, text by place on the page, sections from the outline or from type size."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Dropped, Extract
from studyground.ingest.readers.pdf_blocks import to_blocks
from studyground.ingest.readers.pdf_chars import Sheet, read_sheet
from studyground.ingest.readers.pdf_decoding import is_doubtful, open_pypdf, outline_of, second_opinion
from studyground.ingest.readers.pdf_furniture import drop_furniture
from studyground.ingest.readers.pdf_headings import Heading, body_size, from_outline, from_type
from studyground.ingest.readers.pdf_hyphens import Vocabulary
from studyground.ingest.readers.pdf_layout import lay_out
from studyground.ingest.readers.pdf_lines import Line

_FIGURE_MIN_SIDE = 72.0  # points; smaller pictures are icons
_FIGURE_MIN_SHARE = 0.05  # of the page
_SCAN_MIN_SHARE = 0.4
_MIN_LOST_SYMBOLS = 3
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b|(?:untitled|document|presentation|slide|blank|title|doc|adobe \w+ pdf)"
    r"\s*\d*$"
    r"|.*\.(?:docx?|md|pdf|indd|tex|dvi|pptx?|xlsx?|html?|qxd|rtf|txt|odt|ps|fm)$|https?://",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Pages:
    """What was read, page by page."""

    lines: list[list[Line]]
    edges: dict[int, tuple[float, float]]
    labels: dict[int, str]
    figures: dict[int, list[tuple[int, ...]]]
    scanned: list[int]
    garbled: list[int]
    symbols: list[int]


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one PDF.

    Args:
        path: Where the bytes came from, to tell a real title from a file name.
        data: The whole file.

    Returns:
        One extract.

    Raises:
        UnreadableError: "empty file", "not really a PDF", "damaged", "needs a password", "no text layer: run OCR
            first", "text cannot be decoded: a font has no character map".
    """
    document = _open(data)
    try:
        reader = open_pypdf(data)
        pages = _read_pages(document, reader)
        metadata = document.get_metadata_dict()
    finally:
        document.close()
    if not any(pages.lines):
        if pages.garbled:
            raise UnreadableError("text cannot be decoded: a font has no character map")
        raise UnreadableError("no text layer: run OCR first")
    title = _title(metadata.get("Title", ""), path, pages.lines)
    kept, dropped = drop_furniture(pages.lines, pages.edges, pages.labels)
    lines = [line for page in kept for line in page]
    body = body_size(lines)
    headings = _headings(kept, body, outline_of(reader))
    blocks = to_blocks(kept, headings, body, Vocabulary(line.text for line in lines))
    blocks, empty = _without_empty_contents(blocks)
    if not blocks:  # a file of nothing but running heads: better those than nothing
        blocks = [Block("paragraph", line.text, 0, line.page) for page in pages.lines for line in page]
        dropped = []
    return (
        Extract(
            tuple(blocks),
            title,
            "pdf",
            any(b.kind == "heading" for b in blocks),
            tuple(_warnings(pages)),
            (*dropped, *empty),
            _date(metadata.get("CreationDate", "")),
        ),
    )


def _open(data: bytes) -> Any:
    import pypdfium2

    if not data:
        raise UnreadableError("empty file")
    if b"%PDF" not in data[:1024]:
        raise UnreadableError("not really a PDF")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason:
            raise UnreadableError("needs a password") from error
        if "security" in reason:
            raise UnreadableError("encrypted in a way that cannot be read") from error
        raise UnreadableError("damaged") from error
    if len(document) == 0:
        document.close()
        raise UnreadableError("damaged")
    return document


def _read_pages(document: Any, reader: Any) -> _Pages:
    """Read page by page, each closed before the next is opened: a page's pictures and glyphs are large."""
    import pypdfium2

    pages = _Pages([], {}, {}, {}, [], [], [])
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            pages.garbled.append(number)
            continue
        try:
            sheet: Sheet | None = read_sheet(page, number)
        finally:
            page.close()
        assert sheet is not None
        pages.labels[number] = document.get_page_label(number - 1)
        if sheet.undecoded >= _MIN_LOST_SYMBOLS and not is_doubtful(sheet):
            pages.symbols.append(number)
        figures = [b for b in sheet.images if _is_figure(b, sheet.area)]
        if sheet.decoded + sheet.undecoded < 20 and any(_share(b, sheet.area) >= _SCAN_MIN_SHARE for b in figures):
            pages.scanned.append(number)
        elif figures:
            pages.figures[number] = [tuple(round(x / 4) for x in b) for b in figures]
        if is_doubtful(sheet):
            sheet = second_opinion(sheet, reader)
        if sheet is None:
            pages.garbled.append(number)
            continue
        pages.edges[number] = (sheet.top, sheet.bottom)
        pages.lines.append(lay_out(sheet))
    return pages


def _share(box: tuple[float, float, float, float], area: float) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / max(area, 1.0)


def _is_figure(box: tuple[float, float, float, float], area: float) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= _FIGURE_MIN_SIDE and _share(box, area) >= _FIGURE_MIN_SHARE


def _headings(pages: list[list[Line]], body: float, outline: list[Any]) -> dict[int, Heading]:
    """From the outline where the pages show its entries, else from type."""
    if outline:
        found, hits = from_outline(pages, outline)
        if hits >= 0.3 * len(outline):
            # An outline often stops at some depth; numbered headings below it tell their own.
            numbered = {k: h for k, h in from_type(pages, body).items() if re.match(r"\d+(?:\.\d+){1,5}\s", h.text)}
            deeper = {k: Heading(h.lines, h.text.split()[0].count(".") + 1, h.text) for k, h in numbered.items()}
            return {**deeper, **found}
    return from_type(pages, body)


def _without_empty_contents(blocks: list[Block]) -> tuple[list[Block], list[Dropped]]:
    """Leave out the heading of a contents list that is itself gone."""
    kept: list[Block] = []
    gone: list[Dropped] = []
    for at, block in enumerate(blocks):
        last = at + 1 == len(blocks) or blocks[at + 1].kind == "heading"
        if last and block.kind == "heading" and re.fullmatch(r"(?:table of )?contents", block.text, re.IGNORECASE):
            gone.append(Dropped(block.text, "table of contents"))
        else:
            kept.append(block)
    return kept, gone


def _title(stated: str, path: Path, pages: list[list[Line]]) -> str:
    title = re.sub(r"\s+", " ", stated).strip()
    if sum(c.isalpha() for c in title) >= 3 and not _NO_TITLE.match(title) and title.casefold() != path.stem.casefold():
        return title
    first = next(page for page in pages if page)
    sizes = [line.size for line in first if sum(c.isalpha() for c in line.text) >= 3 and not line.table]
    if not sizes or (max(sizes) <= 1.1 * body_size(x for page in pages for x in page)):
        return ""
    at = next(i for i, x in enumerate(first) if x.size == max(sizes) and sum(c.isalpha() for c in x.text) >= 3)
    parts = [first[at].text]
    for line in first[at + 1 : at + 4]:
        if abs(line.size - max(sizes)) > 0.5 or line.column != first[at].column:
            break
        parts.append(line.text)
    return re.sub(r"\s+", " ", " ".join(parts)).strip()[:200]


def _date(stated: str) -> str:
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", stated)
    if not found or not ("01" <= found[2] <= "12" and "01" <= found[3] <= "31" and found[1] >= "1980"):
        return ""
    return "-".join(found.groups())


def _warnings(pages: _Pages) -> list[str]:
    places = Counter(box for boxes in pages.figures.values() for box in set(boxes))
    count = len(pages.edges)
    # A picture in the same place on most pages is a logo or a background.
    real = [n for n, boxes in pages.figures.items() if any(places[b] < max(3, 0.3 * count) for b in boxes)]
    found = []
    for numbers, one, many in (
        (real, "A figure on {} was not read", "Figures on {} were not read"),
        (pages.symbols, "Formulas or symbols on {} could not be read", "Formulas or symbols on {} could not be read"),
        (pages.scanned, "There is no text layer on {}: run OCR first", "There is no text layer on {}: run OCR first"),
        (pages.garbled, "The text on {} cannot be decoded", "The text on {} cannot be decoded"),
    ):
        if numbers:
            found.append((one if len(numbers) == 1 else many).format(page_list(numbers)) + ".")
    return found


def page_list(numbers: list[int]) -> str:
    """Write page numbers as "page 3" or "pages 3, 5–7"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    text = ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
    return f"page {text}" if len(numbers) == 1 else f"pages {text}"
