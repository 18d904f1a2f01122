"""Tables typed in bare text: columns that line up, tab-separated rows, rows with upright strokes."""

import re

from studyground.ingest.readers.text_shape import Unit

_GAP = re.compile(r"\S(\s{2,}|\t+\s*)\S")
_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST_ROWS = 3
_FEWEST_CELLS = 3
_RULE_ROW = re.compile(r"[\s|+:=_-]+$")


def table_at(lines: list[str], start: int) -> tuple[Unit, int] | None:
    """The table that begins in a line.

    Args:
        lines: Of the whole document.
        start: Where to look.

    Returns:
        The table, one row a line with cells joined by " | ", and the line after it; None when there is no table.
    """
    return _stroked(lines, start) or _tabbed(lines, start) or _aligned(lines, start) or _gapped(lines, start)


def _unit(rows: list[list[str]]) -> Unit:
    return Unit("table", "\n".join(" | ".join(row) for row in rows))


def _stroked(lines: list[str], start: int) -> tuple[Unit, int] | None:
    stop = start
    while stop < len(lines) and (lines[stop].strip(" |").count("|") >= 1 or _is_rule(lines[stop])):
        stop += 1
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines[start:stop]
        if not _is_rule(line)
    ]
    # One stroke in each of two sentences is no table: rows agree on the number of cells.
    if len(rows) < 2 or len({len(row) for row in rows}) > 1:
        return None
    return _unit(rows), stop


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and bool(_RULE_ROW.match(line)) and len(line.strip()) >= 3


def _tabbed(lines: list[str], start: int) -> tuple[Unit, int] | None:
    stop = start
    while stop < len(lines) and "\t" in lines[stop].strip():
        stop += 1
    rows = [[cell.strip() for cell in line.strip("\n ").split("\t")] for line in lines[start:stop]]
    if len(rows) < 2 or max(map(len, rows)) - min(map(len, rows)) > 1:
        return None
    return _unit(rows), stop


def _aligned(lines: list[str], start: int) -> tuple[Unit, int] | None:
    """Rows whose cells begin in the same columns; spaces after a full stop do not line up and make no table."""
    stop = start
    while stop < len(lines) and _GAP.search(lines[stop].strip()) and "\t" not in lines[stop].strip():
        stop += 1
    block = [line for line in lines[start:stop] if not _is_rule(line) or " " not in line.strip()]
    if len(block) < 3:
        return None
    width = max(map(len, block))
    blank = [all(column >= len(line) or line[column] == " " for line in block) for column in range(width)]
    left = min(len(line) - len(line.lstrip()) for line in block)
    cuts: list[tuple[int, int]] = []
    column = left
    while column < width:
        if blank[column]:
            end = column
            while end < width and blank[end]:
                end += 1
            # One blank column happens by chance in prose; in many rows it does not.
            if end < width and (end - column >= 2 or len(block) >= 6):
                cuts.append((column, end))
            column = end
        column += 1
    # A column that is empty in most rows is a chance gap inside the cell before it.
    cuts = [
        (begin, end)
        for (begin, end), (stop_at, _) in zip(cuts, [*cuts[1:], (width, width)], strict=False)
        if sum(bool(line[end:stop_at].strip()) for line in block) >= 0.5 * len(block)
    ]
    if not any(end - begin >= 2 for begin, end in cuts):
        return None
    edges = [
        (a, b) for a, b in zip([left, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), width], strict=True)
    ]
    rows = [[" ".join(line[a:b].split()) for a, b in edges] for line in block]
    full = sum(sum(bool(cell) for cell in row) >= 2 for row in rows)
    if full < 0.7 * len(rows) or sum(map(len, block)) / len(block) > 110:
        return None
    return _unit(rows), stop


def _gapped(lines: list[str], start: int) -> tuple[Unit, int] | None:
    """Rows of as many cells each, three blanks or more between two of them, though they do not line up: pasted from a page."""
    rows: list[list[str]] = []
    for line in lines[start:]:
        cells = _WIDE_GAP.split(line.strip())
        if len(cells) < _FEWEST_CELLS or "\t" in line or (rows and len(cells) != len(rows[0])):
            break
        rows.append([" ".join(cell.split()) for cell in cells])
    before_gaps = [cell for row in rows for cell in row[:-1]]
    closed = sum(cell.endswith((".", "!", "?")) for cell in before_gaps)  # sentences set wide apart are no cells
    return (_unit(rows), start + len(rows)) if len(rows) >= _FEWEST_ROWS and 2 * closed < len(before_gaps) else None
