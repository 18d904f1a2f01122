"""What repeats on page after page and belongs to no sentence: running heads, footers, page numbers, contents lists."""

import re
from collections import Counter, defaultdict

from studyground.ingest.document import Dropped
from studyground.ingest.readers.pdf_lines import Line

_ZONE = 0.13  # part of the page's height at either end where running heads stand
_DEPTH = 4  # lines from either end that may be one
_LEADERS = re.compile(r"(?:[.·…]\s?){4,}\s*[\divxlcdmA-Z-]+$")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*(\d{1,5}|[ivxlcdm]{1,7})[-–—\s]*(?:(?:of|/)\s*\d+)?", re.IGNORECASE)
Edges = dict[int, tuple[float, float]]


def drop_furniture(
    pages: list[list[Line]], edges: Edges, labels: dict[int, str]
) -> tuple[list[list[Line]], list[Dropped]]:
    """Take running heads, page numbers and contents lists away.

    Args:
        pages: The lines of each page, in reading order.
        edges: Upper and lower edge of each page, by page number.
        labels: What the file says is printed as the page's number ("iv", "A-3"), by page number.

    Returns:
        The pages without them, and what went, each text once.
    """
    outer = {id(line): end for page in pages for line, end in _outer(page, edges)}
    slots: dict[tuple[int, int, int], list[tuple[int, str]]] = defaultdict(list)
    for page in pages:
        for line in page:
            if id(line) in outer:
                slots[_slot(line, outer[id(line)], edges)].append((line.page, _normal(line.text)))
    texts = Counter(key for page in pages for key in {(_normal(x.text), outer[id(x)]) for x in page if id(x) in outer})
    shifts = _number_shifts([x for page in pages for x in page if id(x) in outer])
    running = {slot for slot, found in slots.items() if _is_running(found, len(pages))}
    dropped: dict[tuple[str, str], Dropped] = {}
    numbers: list[str] = []
    kept: list[list[Line]] = []
    for page in pages:
        contents = _contents(page)
        rest: list[Line] = []
        for at, line in enumerate(page):
            end = outer.get(id(line))
            if at in contents:
                _note(dropped, line.text, "table of contents")
            elif end is not None and (
                _number_shift(line.text.strip(), line.page) in shifts
                or line.text.strip() == labels.get(line.page, "")
                or _is_page_number(line, slots[_slot(line, end, edges)], len(pages))
            ):
                numbers.append(line.text)
            elif end is not None and _repeats(line, end, texts, running, len(pages), edges):
                _note(dropped, line.text, "running header" if end == 0 else "running footer")
            else:
                rest.append(line)
        kept.append(rest)
    found = list(dropped.values())
    if numbers:
        text = numbers[0] if len(numbers) == 1 else f"{numbers[0]} … {numbers[-1]}"
        found.append(Dropped(text, "page numbers"))
    return kept, found


def _number_shift(text: str, page: int) -> int | None:
    return int(text) - page if re.fullmatch(r"\d{1,6}", text) else None


def _number_shifts(lines: list[Line]) -> set[int]:
    """By how much printed page numbers, alone or at either end of a running head, differ from the sheet's."""
    shifts: Counter[int] = Counter()
    for line in lines:
        parts = line.text.split()
        found = {_number_shift(part, line.page) for part in (parts[0], parts[-1])} if parts else set()
        shifts.update(shift for shift in found if shift is not None)
    return {shift for shift, count in shifts.items() if count >= 3}


def _note(dropped: dict[tuple[str, str], Dropped], text: str, reason: str) -> None:
    dropped.setdefault((_normal(text), reason), Dropped(text, reason))


def _outer(page: list[Line], edges: Edges) -> list[tuple[Line, int]]:
    """Lines near the upper (0) or lower (1) end of the page."""
    if not page:
        return []
    top, bottom = edges[page[0].page]
    reach = _ZONE * (bottom - top)
    by_height = sorted(page, key=lambda x: x.base)
    heights = sorted({round(x.base) for x in by_height})
    first, last = heights[: _DEPTH + 1][-1], heights[-_DEPTH - 1 :][0]
    found = [(x, 0) for x in by_height if x.base - top <= reach and x.base <= first + 1]
    return found + [(x, 1) for x in by_height if bottom - x.base <= reach and x.base >= last - 1]


def _slot(line: Line, end: int, edges: Edges) -> tuple[int, int, int]:
    top, bottom = edges[line.page]
    return end, round((line.base - top if end == 0 else bottom - line.base) / 3), round(line.size * 2)


def _normal(text: str) -> str:
    return re.sub(r"[\s|]+", " ", re.sub(r"\d+", "#", text)).strip().casefold()


def _is_running(found: list[tuple[int, str]], pages: int) -> bool:
    """Whether one place on the page holds a changing head: used on most pages, most texts more than once."""
    used = {page for page, _ in found}
    if len(used) < max(4, 0.4 * pages):
        return False
    counts = Counter(text for _, text in found)
    again = sum(n for n in counts.values() if n > 1)
    return again >= 0.4 * len(found)


def _is_page_number(line: Line, slot: list[tuple[int, str]], pages: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(line.text.strip())
    if not match or line.table:
        return False
    return pages == 1 or len({page for page, _ in slot}) >= min(2, pages) or match[1] == str(line.page)


def _repeats(
    line: Line,
    end: int,
    texts: Counter[tuple[str, int]],
    running: set[tuple[int, int, int]],
    pages: int,
    edges: Edges,
) -> bool:
    again = texts[(_normal(line.text), end)]
    # What stands on fewer pages may be the body's own first line, unless its place is a running head's.
    least = max(2 if pages <= 6 else 3, 0.3 * pages)
    if sum(c.isalpha() for c in line.text) >= 3 and again >= (max(4, least) if line.table else least):
        return True
    # The same foot may be cut into pieces on one page and stand whole on another.
    own = _normal(line.text)
    if len(own) >= 12 and any(
        n >= max(3, 0.3 * pages) and e == end and (own in key or key in own) for key, e, n in _long(texts)
    ):
        return True
    return _slot(line, end, edges) in running and len(line.text) <= 120 and not line.table


def _long(texts: Counter[tuple[str, int]]) -> list[tuple[str, int, int]]:
    return [(key, end, n) for (key, end), n in texts.items() if len(key) >= 12 and n >= 3]


def _contents(page: list[Line]) -> set[int]:
    """Positions of the lines of a contents list: leaders and a page number, and what stands between such lines."""
    leaders = [i for i, line in enumerate(page) if _LEADERS.search(line.text)]
    if len(leaders) < 3:
        return set()
    found = set(leaders)
    first, last = leaders[0], leaders[-1]
    dense = len(leaders) >= 0.5 * (last - first + 1)
    if dense:
        found |= {i for i in range(first, last) if len(page[i].text) < 120}
        for step, at in ((-1, first - 1), (1, last + 1)):
            while 0 <= at < len(page) and re.search(r"\S\s\d{1,4}$", page[at].text) and len(page[at].text) < 90:
                found.add(at)
                at += step
        before = min(found) - 1
        if before >= 0 and re.fullmatch(r"(?:table of )?contents", page[before].text.strip(), re.IGNORECASE):
            found.add(before)
    return found
