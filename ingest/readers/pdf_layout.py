"""Fragments of a page put in reading order: columns one after another, table rows as cells, everything else as lines."""

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from studyground.ingest.readers.pdf_chars import Fragment, Sheet, Word, make_fragment

_MIN_COLUMN_LINES = 5
_MIN_PROSE_CHARS = 16
_MARKER = re.compile(r"(?:[•‣▪◦●○■□▶➢✓❖·∙∗⁃–—\-*]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)])$")
_DOTS = "•‣▪◦●○■□▶➢✓❖∙∗⁃–—"
Rules = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Args:
        text: What it says; in a table the row's cells joined by " | ".
        page: 1-based.
        column: Lines with the same number on a page belong to the same column.
        words: The words with their places.
        x0: Left edge in points.
        x1: Right edge.
        base: Baseline, growing downwards.
        size: Font size of most of it.
        bold: All of it is bold.
        mono: All of it, or nearly, is in a fixed-pitch face.
        table: It is a row of a table.
        text_x0: Where the text after a list marker starts.
    """

    text: str
    page: int
    column: int
    words: tuple[Word, ...]
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    mono: bool
    table: bool = False
    text_x0: float = 0.0


def lay_out(sheet: Sheet) -> list[Line]:
    """Return the page's lines in the order a reader takes them."""
    lines: list[Line] = []
    for column, region in enumerate(_order(list(sheet.fragments), sheet.rules)):
        lines += _region_lines(region, sheet, column)
    return lines


def _order(fragments: list[Fragment], rules: Rules, depth: int = 0) -> list[list[Fragment]]:
    """Split at column gaps; what crosses a gap (a wide heading, a figure) divides the page above from below."""
    at = _gutter(fragments, rules) if depth < 12 else None
    if at is None:
        return [fragments] if fragments else []
    wall = _wall(fragments, rules, at)
    if wall is not None:
        above, below = [f for f in fragments if f.base <= wall], [f for f in fragments if f.base > wall]
        return _order(above, rules, depth + 1) + _order(below, rules, depth + 1)
    crossing = sorted((f for f in fragments if _crosses(f, at)), key=lambda f: f.base)
    rest = sorted((f for f in fragments if not _crosses(f, at)), key=lambda f: f.base)
    regions: list[list[Fragment]] = []
    wide: list[Fragment] = []
    while crossing or rest:
        if crossing and (not rest or crossing[0].base <= rest[0].base + 1):
            wide.append(crossing.pop(0))
            continue
        if wide:
            regions.append(wide)
            wide = []
        limit = crossing[0].base if crossing else float("inf")
        zone = [f for f in rest if f.base < limit]
        rest = [f for f in rest if f.base >= limit]
        left, right = [f for f in zone if f.x0 < at - 1.5], [f for f in zone if f.x0 >= at - 1.5]
        regions += _order(left, rules, depth + 1) + _order(right, rules, depth + 1)
    return [*regions, wide] if wide else regions


def _wall(fragments: list[Fragment], rules: Rules, at: float) -> float | None:
    """The height of a line drawn across the whole width with text above and below: reading stops there first."""
    left, right = min(f.x0 for f in fragments), max(f.x1 for f in fragments)
    top, bottom = _top(fragments), _bottom(fragments)
    for x0, x1, y in sorted(rules, key=lambda r: r[2]):
        across = x0 < at - 5 and x1 > at + 5 and x1 - x0 >= 0.85 * (right - left)
        if across and top < y < bottom and not any(f.base - 0.7 * f.size < y < f.base for f in fragments):
            return y
    return None


def _crosses(fragment: Fragment, at: float) -> bool:
    return fragment.x0 < at - 1.5 and fragment.x1 > at + 1


def _gutter(fragments: list[Fragment], rules: Rules) -> float | None:
    """The left edge of a column of running text that has another one beside it, or None."""
    starts = Counter(round(f.x0 / 2) for f in fragments)
    best: tuple[int, float] | None = None
    for slot, _ in starts.most_common(12):
        here = [f for f in fragments if abs(f.x0 / 2 - slot) <= 1.01]
        if len(here) < _MIN_COLUMN_LINES:
            continue
        at = min(f.x0 for f in here)
        right = [f for f in fragments if f.x0 >= at - 1.5]
        left = [f for f in fragments if f.x1 <= at + 1 and f.x0 < at - 1.5]
        if len(left) < _MIN_COLUMN_LINES or not _is_prose(here) or not _is_prose(_rightmost(left)):
            continue
        low, high = max(_top(left), _top(right)), min(_bottom(left), _bottom(right))
        shared = [f for f in here if low - 1 <= f.base <= high + 1]
        crossing = sum(1 for f in fragments if _crosses(f, at) and low < f.base < high)
        lines_across = sum(1 for x0, x1, y in rules if x0 < at - 5 and x1 > at + 5 and low < y < high)
        if len(shared) < _MIN_COLUMN_LINES or crossing > len(shared) or lines_across >= max(3, len(shared) // 8):
            continue
        score = len(shared) - crossing
        if best is None or score > best[0]:
            best = (score, at)
    return best[1] if best else None


def _top(fragments: list[Fragment]) -> float:
    return min(f.base for f in fragments)


def _bottom(fragments: list[Fragment]) -> float:
    return max(f.base for f in fragments)


def _rightmost(fragments: list[Fragment]) -> list[Fragment]:
    """The fragments of the column nearest to the gap, for a side that may hold several."""
    slot = Counter(round(f.x0 / 4) for f in fragments if len(f.text) >= _MIN_PROSE_CHARS)
    common = [s for s, n in slot.items() if n >= _MIN_COLUMN_LINES]
    if not common:
        return fragments
    edge = max(common) * 4 - 4
    return [f for f in fragments if f.x0 >= edge]


def _is_prose(fragments: list[Fragment]) -> bool:
    """Whether the lines fill a column the way running text does, and table cells do not."""
    if sum(1 for f in fragments if all(w.mono for w in f.words)) > len(fragments) / 2:
        return False
    widths = sorted(f.x1 - f.x0 for f in fragments)
    full = widths[int(len(widths) * 0.9)]
    filled = sum(1 for w in widths if w >= 0.75 * full) / len(widths)
    letters = sum(c.isalpha() for f in fragments for c in f.text) / max(1, sum(len(f.text) for f in fragments))
    return median(len(f.text) for f in fragments) >= _MIN_PROSE_CHARS and filled >= 0.5 and letters >= 0.5


def _region_lines(fragments: list[Fragment], sheet: Sheet, column: int) -> list[Line]:
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.base, f.x0)):
        if rows and abs(rows[-1][0].base - fragment.base) <= 0.25 * max(rows[-1][0].size, fragment.size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    rows = [_join_cells(sorted(row, key=lambda f: f.x0)) for row in rows]
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end > at:
            lines += _table_lines(rows[at:end], sheet, column)
            at = end
        else:
            lines += _loose_row(rows[at], sheet, column)
            at += 1
    return lines


def _loose_row(row: list[Fragment], sheet: Sheet, column: int) -> list[Line]:
    """A row outside any table: three parts or more are cells all the same, parts of different size stand apart."""
    if len(row) >= 3:
        return [_row_line([row], [[f.x0, f.x1] for f in row], sheet.number, column)]
    if len(row) == 2 and abs(row[0].size - row[1].size) > 0.2 * max(row[0].size, row[1].size):
        return [_line([f], sheet.number, column) for f in row]
    return [_line(row, sheet.number, column)]


def _join_cells(row: list[Fragment]) -> list[Fragment]:
    """One fragment where the gaps are no cells': after a list marker, in a listing, before leader dots."""
    if len(row) > 1 and (
        all(w.mono for f in row for w in f.words) or re.search(r"(?:[.·]\s?){4,}\s*[\divxlc]+$", " ".join(f.text for f in row))
    ):
        return [make_fragment([w for f in row for w in f.words])]
    if len(row) > 1 and _MARKER.match(row[0].text) and row[1].x0 - row[0].x1 < 4 * row[1].size:
        return [make_fragment([*row[0].words, *row[1].words]), *row[2:]]
    return row


def _line(row: list[Fragment], page: int, column: int) -> Line:
    merged = make_fragment([w for f in row for w in f.words])
    words = merged.words
    signs = sum(len(w.text) for w in words)
    text_x0 = words[1].x0 if len(words) > 1 and _MARKER.match(words[0].text) else merged.x0
    listed = len(words) > 1 and words[0].text in _DOTS
    return Line(
        merged.text,
        page,
        column,
        words,
        merged.x0,
        merged.x1,
        merged.base,
        merged.size,
        all(w.bold for w in words if any(c.isalnum() for c in w.text)) and any(w.bold for w in words),
        not listed and sum(len(w.text) for w in words if w.mono) >= 0.85 * signs,
        text_x0=text_x0,
    )


def _aligned(a: list[Fragment], b: list[Fragment]) -> bool:
    """Whether a cell of one row after the first stands under a cell of the other: left, right or middle."""
    for cell in a[1:]:
        for other in b[1:] if len(b) > 1 else b:
            edges = (cell.x0 - other.x0, cell.x1 - other.x1, (cell.x0 + cell.x1 - other.x0 - other.x1) / 2)
            if min(map(abs, edges)) <= 3:
                return True
    return False


def _table_end(rows: list[list[Fragment]], at: int) -> int:
    """The row after the table that starts at row `at`, or `at` where none does."""
    if len(rows[at]) < 2:
        return at
    end, full, last = at + 1, 1, rows[at]
    while end < len(rows):
        row = rows[end]
        gap = row[0].base - rows[end - 1][0].base
        if gap > 5 * max(row[0].size, rows[end - 1][0].size):
            break
        if len(row) > 1 and _aligned(row, last):
            full, last, end = full + 1, row, end + 1
            continue
        # A row of one cell goes on if it continues a cell above: same edge, close below.
        starts = [f.x0 for f in last]
        close = gap <= 1.7 * row[0].size
        inside = all(any(abs(f.x0 - x) <= 3 for x in starts) for f in row)
        narrow = all(f.x1 <= next((x for x in starts if x > f.x0 + 4), float("inf")) for f in row)
        if close and inside and narrow and (len(row) > 1 or abs(row[0].x0 - starts[0]) > 3 or len(rows[end - 1]) == 1):
            end += 1
            continue
        nxt = rows[end + 1] if end + 1 < len(rows) else None
        if close and inside and narrow and nxt and len(nxt) > 1 and _aligned(nxt, last):
            end += 1
            continue
        apart = [b[0].base - a[0].base for a, b in zip(rows[at:end], rows[at + 1 : end], strict=False)]
        if close and inside and narrow and apart and gap <= 0.75 * max(apart):
            end += 1
            continue
        break
    steps = [b[0].base - a[0].base for a, b in zip(rows[at:end], rows[at + 1 : end], strict=False)]
    while end > at and len(rows[end - 1]) == 1 and abs(rows[end - 1][0].x0 - last[0].x0) <= 3:
        if steps and rows[end - 1][0].base - rows[end - 2][0].base <= 0.75 * max(steps):
            break  # the wrapped end of the last row: rows stand further apart than its lines
        end -= 1
    return end if full >= 2 else at


def _table_lines(rows: list[list[Fragment]], sheet: Sheet, column: int) -> list[Line]:
    width = max(len(row) for row in rows)
    spans: list[list[float]] = []
    for fragment in sorted((f for r in rows if len(r) >= max(2, 0.7 * width) for f in r), key=lambda f: f.x0):
        if spans and fragment.x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], fragment.x1)
        else:
            spans.append([fragment.x0, fragment.x1])
    grouped: list[list[list[Fragment]]] = []
    gaps = [b[0].base - a[0].base for a, b in zip(rows, rows[1:], strict=False)]
    loose = max(gaps) > 1.3 * min(gaps) and min(gaps) <= 1.5 * rows[0][0].size
    ruled = _ruled(rows, sheet.rules)
    for i, row in enumerate(rows):
        if i and not _starts_row(row, rows[i - 1], gaps, spans, loose, ruled):
            grouped[-1].append(row)
        else:
            grouped.append([row])
    return [_row_line(group, spans, sheet.number, column) for group in grouped]


def _ruled(rows: list[list[Fragment]], rules: Rules) -> list[float]:
    """Heights of the lines that part the rows, if nearly every row is parted so."""
    top, bottom = rows[0][0].base, rows[-1][0].base
    x0, x1 = min(r[0].x0 for r in rows), max(r[-1].x1 for r in rows)
    inside = sorted({round(y, 1) for a, b, y in rules if top < y < bottom and a < x1 and b > x0})
    width = max(len(row) for row in rows)
    first = min(row[0].x0 for row in rows)
    full = sum(1 for row in rows if len(row) >= max(2, 0.8 * width) and row[0].x0 <= first + 20)
    if full > (2 if width > 2 else 3) * (len(inside) + 1):
        return []  # lines that only part groups of rows
    return inside if len(inside) >= 2 or (len(inside) == 1 and len(rows) <= 3) else []


def _starts_row(
    row: list[Fragment],
    above: list[Fragment],
    gaps: list[float],
    spans: list[list[float]],
    loose: bool,
    ruled: list[float],
) -> bool:
    if ruled:
        return any(above[0].base < y < row[0].base for y in ruled)
    gap = row[0].base - above[0].base
    if loose and gap <= 1.15 * min(gaps):
        return False
    return loose or row[0].x0 < spans[0][1]


def _row_line(group: list[list[Fragment]], spans: list[list[float]], page: int, column: int) -> Line:
    cells: list[list[str]] = [[] for _ in spans]
    for row in group:
        for fragment in row:
            middle = (fragment.x0 + fragment.x1) / 2
            at = next((i for i, (a, b) in enumerate(spans) if a - 2 <= fragment.x0 <= b or a <= middle <= b), None)
            if at is None:
                at = min(range(len(spans)), key=lambda i: abs((spans[i][0] + spans[i][1]) / 2 - middle))
            cells[at].append(re.sub(r"\s?(?:\.\s?){4,}$", "", fragment.text).replace(" | ", " ¦ "))
    plain = _line([f for row in group for f in row], page, column)
    text = " | ".join(" ".join(cell) for cell in cells)
    return Line(
        text, page, column, plain.words, plain.x0, plain.x1, group[0][0].base, plain.size, plain.bold, False, True
    )
