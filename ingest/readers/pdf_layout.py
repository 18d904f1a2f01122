"""Fragments of a page put in reading order: columns one after another, table rows as cells, the rest as lines."""

import re
from collections import Counter
from statistics import median

from studyground.ingest.readers.pdf_chars import Sheet
from studyground.ingest.readers.pdf_lines import MARKER, Line
from studyground.ingest.readers.pdf_tables import (
    Rules,
    grid_lines,
    grids,
    inside,
    loose_row,
    table_end,
    table_lines,
    whole_rules,
    with_head,
)
from studyground.ingest.readers.pdf_words import Fragment, make_fragment

_MIN_COLUMN_LINES = 5
_MIN_PROSE_CHARS = 16


def lay_out(sheet: Sheet) -> list[Line]:
    """Return the page's lines in the order a reader takes them."""
    lines: list[Line] = []
    for column, region in enumerate(_order(list(sheet.fragments), whole_rules(sheet.rules))):
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
    ruled = [with_head(fragments, grid) for grid in grids(sheet.rules)]
    tables = [(g, [f for f in fragments if inside(f, g)]) for g in ruled]
    for grid, within in tables:
        if len(within) >= 2:
            above = [f for f in fragments if f not in within and f.base <= grid[0][0]]
            below = [f for f in fragments if f not in within and f.base > grid[0][0]]
            table = grid_lines(within, grid, sheet.number, column)
            return [*_region_lines(above, sheet, column), *table, *_region_lines(below, sheet, column)]
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.base, f.x0)):
        if rows and abs(rows[-1][0].base - fragment.base) <= 0.25 * max(rows[-1][0].size, fragment.size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    rows = [sorted(row, key=lambda f: f.x0) for row in rows]
    heads = {round(f.x0) for row in rows if len(row) > 1 and not _is_mono(row) for f in row}
    rows = [_join_cells(row, heads) for row in rows]
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        end = table_end(rows, at)
        if end > at:
            lines += table_lines(rows[at:end], sheet, column)
            at = end
        else:
            lines += loose_row(rows[at], sheet, column)
            at += 1
    return lines


def _is_mono(row: list[Fragment]) -> bool:
    return all(w.mono for f in row for w in f.words)


def _join_cells(row: list[Fragment], heads: set[int]) -> list[Fragment]:
    """One fragment where the gaps are no cells': after a list marker, in a listing, before leader dots."""
    # Code may stand in a table's cells; then it starts where cells of other rows do.
    in_table = sum(any(abs(f.x0 - x) <= 3 for x in heads) for f in row) >= 2
    if len(row) > 1 and (
        (_is_mono(row) and not in_table) or re.search(r"(?:[.·]\s?){4,}\s*[\divxlc]+$", " ".join(f.text for f in row))
    ):
        return [make_fragment([w for f in row for w in f.words])]
    if len(row) > 1 and MARKER.match(row[0].text) and row[1].x0 - row[0].x1 < 4 * row[1].size:
        return [make_fragment([*row[0].words, *row[1].words]), *row[2:]]
    return row
