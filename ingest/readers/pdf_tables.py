"""Tables: found by their ruled cells or by cells that stand under one another, written one row a line."""

import re
from itertools import pairwise

from studyground.ingest.readers.pdf_chars import Sheet
from studyground.ingest.readers.pdf_lines import Line, make_line
from studyground.ingest.readers.pdf_words import Fragment

MORE_HEAD_LINES = 1
_MIN_GRID_LEVELS = 3
Rules = tuple[tuple[float, float, float], ...]
Grid = tuple[list[float], list[tuple[float, float]]]


def whole_rules(rules: Rules) -> Rules:
    """Join rules that are drawn cell by cell into the lines they look like."""
    return tuple((cells[0][0], cells[-1][1], y) for y, cells in _levels(rules))


def _levels(rules: Rules) -> list[tuple[float, list[tuple[float, float]]]]:
    """Heights with the pieces drawn there, left to right, pieces that do not touch apart."""
    found: list[tuple[float, list[tuple[float, float]]]] = []
    for x0, x1, y in sorted(rules, key=lambda r: (round(r[2] / 2), r[0], r[1])):
        if found and abs(found[-1][0] - y) <= 2 and x0 <= found[-1][1][-1][1] + 2:
            cells = found[-1][1]
            if abs(cells[-1][0] - x0) <= 3:
                cells[-1] = (cells[-1][0], max(cells[-1][1], x1))
            else:
                cells.append((x0, x1))
        else:
            found.append((y, [(x0, x1)]))
    return found


def grids(rules: Rules) -> list[Grid]:
    """Find tables drawn cell by cell: heights of their rules and the edges of their columns."""
    found: list[Grid] = []
    for y, cells in sorted(_levels(rules), key=lambda level: level[0]):
        if len(cells) < 2:
            continue
        for heights, columns in found:
            same = len(columns) == len(cells) and all(
                abs(a[0] - b[0]) <= 4 and abs(a[1] - b[1]) <= 4 for a, b in zip(columns, cells, strict=True)
            )
            if same and y - heights[-1] < 350:
                heights.append(y)
                break
        else:
            found.append(([y], cells))
    return [grid for grid in found if len(grid[0]) >= _MIN_GRID_LEVELS]


def with_head(fragments: list[Fragment], grid: Grid) -> Grid:
    """Count a row of heads that stands above a grid's first rule, over its columns, as part of it; a head may be of two lines."""
    heights, columns = grid
    lines: dict[float, list[Fragment]] = {}
    for fragment in sorted(fragments, key=lambda f: -f.base):
        if 0 < heights[0] - fragment.base < (2.2 + 1.6 * MORE_HEAD_LINES) * fragment.size:
            base = next((known for known in lines if known - fragment.base <= 0.25 * fragment.size), fragment.base)
            lines.setdefault(base, []).append(fragment)
    below, top, size = heights[0], 0.0, 0.0
    for base, row in lines.items():
        placed = [i for f in row for i, (x0, x1) in enumerate(columns) if x0 - 2 <= f.x0 and f.x1 <= x1 + 2]
        far = below - base >= (1.6 if size else 2.2) * row[0].size
        if far or len(placed) != len(row) or len(set(placed)) != len(row) or (size and abs(row[0].size - size) > 0.5):
            break
        below, size = base, row[0].size
        if len(row) > 1:
            top = base - 1.5 * size
    return ([top, *heights], columns) if top else grid


def inside(fragment: Fragment, grid: Grid) -> bool:
    """Whether a fragment stands within a grid."""
    heights, columns = grid
    return heights[0] < fragment.base < heights[-1] and columns[0][0] - 2 <= fragment.x0 <= columns[-1][1]


def grid_lines(fragments: list[Fragment], grid: Grid, page: int, column: int) -> list[Line]:
    """Write the fragments within a grid, one row a line."""
    heights, columns = grid
    lines: list[Line] = []
    for top, bottom in pairwise(heights):
        row = sorted((f for f in fragments if top < f.base <= bottom), key=lambda f: (round(f.base), f.x0))
        if row:
            lines.append(row_line([row], [list(c) for c in columns], page, column))
    return lines


def loose_row(row: list[Fragment], sheet: Sheet, column: int) -> list[Line]:
    """A row outside any table: three parts or more are cells all the same, parts of different size stand apart."""
    if len(row) >= 3:
        return [row_line([row], [[f.x0, f.x1] for f in row], sheet.number, column)]
    if len(row) == 2 and abs(row[0].size - row[1].size) > 0.2 * max(row[0].size, row[1].size):
        return [make_line([f], sheet.number, column) for f in row]
    return [make_line(row, sheet.number, column)]


def _under(fragment: Fragment, cell: Fragment) -> bool:
    """Whether a fragment stands under a cell: left edges, right edges or, within the cell, middles in line."""
    if abs(fragment.x0 - cell.x0) <= 3 or abs(fragment.x1 - cell.x1) <= 3:
        return True
    middles = fragment.x0 + fragment.x1 - cell.x0 - cell.x1
    return abs(middles) <= 6 and cell.x0 <= fragment.x0 and fragment.x1 <= cell.x1


def _aligned(a: list[Fragment], b: list[Fragment]) -> bool:
    """Whether a cell of one row after the first stands under a cell of the other: left, right or middle."""
    for cell in a[1:]:
        for other in b[1:] if len(b) > 1 else b:
            edges = (cell.x0 - other.x0, cell.x1 - other.x1, (cell.x0 + cell.x1 - other.x0 - other.x1) / 2)
            if min(map(abs, edges)) <= 3:
                return True
    return False


def table_end(rows: list[list[Fragment]], at: int) -> int:
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
        under = all(any(_under(f, cell) for cell in last) for f in row)
        narrow = all(f.x1 <= next((x for x in starts if x > f.x0 + 4), float("inf")) for f in row)
        if close and under and narrow and (len(row) > 1 or abs(row[0].x0 - starts[0]) > 3 or len(rows[end - 1]) == 1):
            end += 1
            continue
        nxt = rows[end + 1] if end + 1 < len(rows) else None
        if close and under and narrow and nxt and len(nxt) > 1 and _aligned(nxt, last):
            end += 1
            continue
        apart = [b[0].base - a[0].base for a, b in pairwise(rows[at:end])]
        if close and under and narrow and apart and gap <= 0.75 * max(apart):
            end += 1
            continue
        break
    steps = [b[0].base - a[0].base for a, b in pairwise(rows[at:end])]
    while end > at and len(rows[end - 1]) == 1 and abs(rows[end - 1][0].x0 - last[0].x0) <= 3:
        if steps and rows[end - 1][0].base - rows[end - 2][0].base <= 0.75 * max(steps):
            break  # the wrapped end of the last row: rows stand further apart than its lines
        end -= 1
    return end if full >= 2 else at


def table_lines(rows: list[list[Fragment]], sheet: Sheet, column: int) -> list[Line]:
    """Write a table without ruled cells; rules or wider steps tell its rows from wrapped lines."""
    width = max(len(row) for row in rows)
    spans: list[list[float]] = []
    for fragment in sorted((f for r in rows if len(r) >= max(2, 0.7 * width) for f in r), key=lambda f: f.x0):
        if spans and fragment.x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], fragment.x1)
        else:
            spans.append([fragment.x0, fragment.x1])
    grouped: list[list[list[Fragment]]] = []
    gaps = [b[0].base - a[0].base for a, b in pairwise(rows)]
    loose = max(gaps) > 1.3 * min(gaps) and min(gaps) <= 1.5 * rows[0][0].size
    ruled = _ruled(rows, sheet.rules)
    for i, row in enumerate(rows):
        if i and not _starts_row(row, rows[i - 1], gaps, spans, loose, ruled):
            grouped[-1].append(row)
        else:
            grouped.append([row])
    return [row_line(group, spans, sheet.number, column) for group in grouped]


def _ruled(rows: list[list[Fragment]], rules: Rules) -> list[float]:
    """Heights of the lines that part the rows, if nearly every row is parted so."""
    top, bottom = rows[0][0].base, rows[-1][0].base
    x0, x1 = min(r[0].x0 for r in rows), max(r[-1].x1 for r in rows)
    between = sorted({round(y, 1) for a, b, y in rules if top < y < bottom and a < x1 and b > x0})
    width = max(len(row) for row in rows)
    first = min(row[0].x0 for row in rows)
    full = sum(1 for row in rows if len(row) >= max(2, 0.8 * width) and row[0].x0 <= first + 20)
    if full > (2 if width > 2 else 3) * (len(between) + 1):
        return []  # lines that only part groups of rows
    return between if len(between) >= 2 or (len(between) == 1 and len(rows) <= 3) else []


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


def row_line(group: list[list[Fragment]], spans: list[list[float]], page: int, column: int) -> Line:
    """Make one line of a row: every fragment in the cell it stands in, cells joined by " | "."""
    cells: list[list[str]] = [[] for _ in spans]
    for row in group:
        for fragment in row:
            middle = (fragment.x0 + fragment.x1) / 2
            at = next((i for i, (a, b) in enumerate(spans) if a - 2 <= fragment.x0 <= b or a <= middle <= b), None)
            if at is None:
                at = min(range(len(spans)), key=lambda i: abs((spans[i][0] + spans[i][1]) / 2 - middle))
            cells[at].append(re.sub(r"\s?(?:\.\s?){4,}$", "", fragment.text).replace(" | ", " ¦ "))
    plain = make_line([f for row in group for f in row], page, column)
    text = " | ".join(" ".join(cell) for cell in cells)
    return Line(
        text, page, column, plain.words, plain.x0, plain.x1, group[0][0].base, plain.size, plain.bold, False, True
    )
