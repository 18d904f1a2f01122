"""HTML tables as lines of text: one row a line, cells joined by " | "."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG_CELL_WORDS = 80
_MAX_SPAN = 50


def join_rows(rows: list[list[str]]) -> str:
    """Rows as lines: columns and rows that are empty throughout are left out, and so are a row's empty last cells."""
    width = max((len(row) for row in rows), default=0)
    used = [column for column in range(width) if any(column < len(row) and row[column] for row in rows)]
    lines = []
    for row in rows:
        cells = [row[column] if column < len(row) else "" for column in used]
        while cells and not cells[-1]:
            cells.pop()
        # A cell that spans the whole row is said once.
        if len(cells) > 1 and len(cells) == len(used) and len(set(cells)) == 1 and len(cells[0]) > 3:
            cells = cells[:1]
        if cells:
            lines.append(" | ".join(cells))
    return "\n".join(lines)


def is_data_table(table: "_Element") -> bool:
    """Whether a table holds data; False where it only arranges the page or a listing."""
    if table.get("role") in ("presentation", "none"):
        return False
    if any(e.tag in ("table", "pre", "h1", "h2", "h3", "h4") for e in table.iterdescendants()):
        return False
    if next(table.iter("th"), None) is not None:
        return True
    rows = [list(row) for row in _rows(table)]
    widest = max((len(row) for row in rows), default=0)
    if widest <= 1:
        return False
    longest = max(len("".join(cell.itertext()).split()) for row in rows for cell in row)
    return not (len(rows) <= 2 and longest > _LONG_CELL_WORDS)


def table_lines(table: "_Element", cell_text: Callable[["_Element"], str]) -> str:
    """The rows of a table; a cell that spans rows is repeated in each, so that every line can be read alone."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in _rows(table):
        cells: list[str] = []

        def fill(cells: list[str] = cells) -> None:
            while len(cells) in hanging:
                left, text = hanging.pop(len(cells))
                if left > 1:
                    hanging[len(cells)] = (left - 1, text)
                cells.append(text)

        for cell in row:
            fill()
            text = cell_text(cell)
            for _ in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    hanging[len(cells)] = (_span(cell, "rowspan") - 1, text)
                cells.append(text)
        fill()
        rows.append(cells)
    return join_rows(rows)


def _rows(table: "_Element") -> Iterator[Iterator["_Element"]]:
    for row in table.iterdescendants("tr"):
        yield (cell for cell in row if cell.tag in ("td", "th"))


def _span(cell: "_Element", name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1
