"""Which lines are headings: those the outline names, or, without one, those set larger or bolder than the text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from studyground.ingest.readers.pdf_lines import Line

_NUMBERING = re.compile(
    r"^(?:(?:chapter|section|part|appendix|unit|lesson)\s+(?:\d+(?:\.\d+)*|[A-Z]|[IVXLC]+)|\d+(?:\.\d+)*|[A-Z]\.(?:\d+\.?)*"
    r"|[IVXLC]+\.)[.:]?\s+",
    re.IGNORECASE,
)
_MAX_HEADING_CHARS = 150
_MAX_HEADING_LINES = 3


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One entry of a PDF's outline: what it says, how deep it stands (from 1), the 1-based page it leads to."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found on a page: how many lines it takes from the line it starts with, its level, its text."""

    lines: int
    level: int
    text: str


def body_size(lines: Iterable[Line]) -> float:
    """The font size most characters of running text have, in points."""
    weight: Counter[float] = Counter()
    for line in lines:
        if not line.mono and not line.table:
            weight[round(line.size * 2) / 2] += len(line.text)
    return weight.most_common(1)[0][0] if weight else 10.0


def from_outline(pages: list[list[Line]], entries: Iterable[OutlineEntry]) -> tuple[dict[int, Heading], int]:
    """Find each outline entry among the lines of its page (or the one before or after it).

    Args:
        pages: The lines of each page.
        entries: In the outline's order.

    Returns:
        Headings by `id` of the line they start with, and how many entries were found.
    """
    by_page = {page[0].page: page for page in pages if page}
    found: dict[int, Heading] = {}
    taken: set[int] = set()
    hits = 0
    for entry in entries:
        wanted, bare = _key(entry.title), _key(_NUMBERING.sub("", entry.title))
        if not wanted:
            continue
        for number in (entry.page, entry.page + 1, entry.page - 1):
            match = _match(by_page.get(number, []), wanted, bare, taken)
            if match:
                at, count = match
                page = by_page[number]
                text = " ".join(line.text for line in page[at : at + count])
                found[id(page[at])] = Heading(count, entry.level, _tidy(text))
                taken |= {id(line) for line in page[at : at + count]}
                hits += 1
                break
    return found, hits


def _match(page: list[Line], wanted: str, bare_wanted: str, taken: set[int]) -> tuple[int, int] | None:
    best: tuple[float, int, int] | None = None
    for at, line in enumerate(page):
        if id(line) in taken or line.table:
            continue
        text = ""
        for count in range(1, _MAX_HEADING_LINES + 1):
            if at + count > len(page):
                break
            text += _key(page[at + count - 1].text)
            raw = " ".join(x.text for x in page[at : at + count])
            bare = _key(_NUMBERING.sub("", raw))
            if wanted in (text, bare) or (bare and bare == bare_wanted):
                score = line.size + (1 if line.bold else 0)
                if best is None or score > best[0]:
                    best = (score, at, count)
            if not (wanted.startswith(text) or (bare and bare_wanted.startswith(bare))):
                break
    return (best[1], best[2]) if best else None


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def from_type(pages: list[list[Line]], body: float) -> dict[int, Heading]:
    """Take short lines set larger, or bold and apart, for headings; the larger, the higher.

    Args:
        pages: The lines of each page.
        body: Size of running text in points.

    Returns:
        Headings by `id` of the line they start with.
    """
    found: list[tuple[Line, int, tuple[float, bool], str]] = []
    for page in pages:
        at = 0
        while at < len(page):
            line = page[at]
            count = 1
            if _may_head(line, body):
                style = _style(line)
                while at + count < len(page) and _goes_on(page[at + count - 1], page[at + count], style, body):
                    count += 1
                text = _tidy(" ".join(x.text for x in page[at : at + count]))
                after = page[at + count] if at + count < len(page) else None
                before = page[at - 1] if at else None
                if (
                    count <= _MAX_HEADING_LINES
                    and len(text) <= _MAX_HEADING_CHARS
                    and _apart(before, line, after, body)
                ):
                    found.append((line, count, style, text))
            at += count
    # Text that is bold or large throughout has no headings to tell.
    chars = sum(len(x.text) for page in pages for x in page)
    if sum(len(text) for *_, text in found) > 0.35 * chars and len(found) > 3:
        found = [f for f in found if f[2][0] > body * 1.1]
    ranks = sorted({style for _, _, style, _ in found}, reverse=True)
    return {id(line): Heading(n, min(6, ranks.index(style) + 1), text) for line, n, style, text in found}


def _style(line: Line) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold


def _may_head(line: Line, body: float) -> bool:
    text = line.text.strip()
    if line.table or line.mono or not any(c.isalpha() for c in text) or len(text) > _MAX_HEADING_CHARS:
        return False
    if text[-1] in ".,;" and not re.search(r"\betc\.$|\b[A-Z]\.$", text):
        return False
    if text[0] in "•‣▪◦●–—-*" or text[0].islower() or (line.words[0].shift > 0):
        return False
    return line.size >= 1.12 * body or (line.bold and line.size >= 0.9 * body and not text.endswith(":"))


def _goes_on(line: Line, nxt: Line, style: tuple[float, bool], body: float) -> bool:
    close = 0 < nxt.base - line.base <= 1.45 * line.size
    same = _style(nxt) == style and nxt.column == line.column
    return close and same and (_may_head(nxt, body) or nxt.text[0].islower())


def _apart(before: Line | None, line: Line, after: Line | None, body: float) -> bool:
    """Whether a line stands by itself and is not the bold start of a paragraph."""
    run_in = after is not None and after.column == line.column and 0 < after.base - line.base < 1.1 * body
    if run_in and after and line.size < 1.12 * body and not after.bold and after.text[:1].islower():
        return False
    if before is not None and before.column == line.column and line.size < 1.12 * body:
        gap = line.base - before.base
        unfinished = before.text.strip()[-1:] not in ".!?:;" and not before.bold and not before.table
        if unfinished and gap <= 1.35 * body:
            return False
    return True
