"""What the gates need to judge a question for what a table has: row, head and value read in the table itself."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import stands, too_long
from studyground.assistant.practice.gates.statements import Statement, cells
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.cell_asked import several_things
from studyground.assistant.practice.writing.counted_rows import names_stand_second
from studyground.assistant.practice.writing.lookup_values import with_unit
from studyground.assistant.practice.writing.table_words import without_marks
from studyground.assistant.practice.writing.vocabulary import singular

_QUOTED = re.compile(r"“([^“”]+)”")
_BETWEEN = re.compile(r"[,;] (?:and |or )?")
_CODED = re.compile(r"(?=\S*[._/]\w)[\w./-]+|[a-z0-9_]{3,}")  # a name that a stem may give without quotation marks


@dataclass(frozen=True, slots=True)
class _Grid:
    """One table: its head, its rows and all their cells, in small letters and without footnote marks."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    at: tuple[Statement, ...]
    every: frozenset[str]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A question that one table of the guide answers.

    Args:
        answers: Numbers of the options that stand where the stem points.
        rows: The rows that say so.
    """

    answers: frozenset[int]
    rows: tuple[Statement, ...]

    def fault(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why the table does not give the key, or what is cited is not its row; "" when both hold."""
        keys = {at for at, option in enumerate(question.options) if option.correct}
        if keys != self.answers:
            return "The table has another value where the stem points."
        cited = question.citations or tuple(item for key in question.keys for item in key.citations)
        for item in cited:
            doc = context.index.document(item.document).id
            here = any(row.doc == doc and item.start < row.end and row.start < item.end for row in self.rows)
            if here and stands(item, context) and not too_long(item, context):
                return ""
        return "The row that the stem points at is not cited."

    def as_well(self, question: PracticeQuestion) -> str:
        """A wrong option that stands where the stem points; "" for none."""
        return next((question.options[at].text for at in sorted(self.answers) if not question.options[at].correct), "")


def looked_up(stem: str, options: Sequence[str], context: GateContext) -> LookedUp | None:
    """A question whose stem quotes a row of a table, or a value in one, and whose options all stand in that table.

    Args:
        stem: With the quotation marks around what it quotes.
        options: Their texts; which of them is the key is not asked.
        context: The guide.

    Returns:
        What the table answers; None for any other question, and where two tables could be meant that do not agree.
    """
    if "?" not in stem:
        return None
    return context.once(("looked up", stem, tuple(options)), lambda: _looked_up(stem, options, context))


def _looked_up(stem: str, options: Sequence[str], context: GateContext) -> LookedUp | None:
    in_quotes = [_plain(match) for match in _QUOTED.findall(stem)]
    bare = f" {_QUOTED.sub(' ', stem).casefold()} "
    texts = [_plain(option) for option in options]
    found: list[LookedUp] = []
    for grid in context.once(("grids",), lambda: _grids(context)):
        if not grid.every.issuperset(texts):
            continue
        quoted = [*in_quotes, *_unquoted(grid, bare), *_figures(grid, bare), *_told(grid, bare)]
        if grid.every.isdisjoint(quoted):
            continue
        found += [one for one in (_in_row(grid, quoted, texts), _in_column(grid, quoted, texts)) if one is not None]
    return found[0] if len({one.answers for one in found}) == 1 else None


def _unquoted(grid: _Grid, stem: str) -> list[str]:
    """The row that a stem names without quotation marks: a number behind what its rows are called, or a name in code."""
    last = singular(grid.head[0].split()[-1]) if grid.head[0] else ""
    return [
        row[0]
        for row in grid.rows
        if (row[0].isdigit() and last and re.search(rf"\b{re.escape(last)} {row[0]}(?!\w|[.,]\d)", stem))
        or (not row[0].isdigit() and _CODED.fullmatch(row[0]) and f" {row[0]}" in stem and _whole(row[0], stem))
    ]


def _figures(grid: _Grid, stem: str) -> list[str]:
    """The figures with a unit that a stem gives without quotation marks and that stand in the table."""
    cells_of = {cell for row in grid.rows for cell in row[1:] if with_unit(cell)}
    return [cell for cell in cells_of if f" of {cell}?" in stem or f" {cell}?" in stem]


def _told(grid: _Grid, stem: str) -> list[str]:
    """The cells that a stem tells in its own sentence: "has matt as its finish", "has the colours red, blue and black"."""
    found = []
    for cell in {cell for row in grid.rows for cell in row[1:] if cell}:
        listed = several_things(cell)
        shown = (f" has {cell} as its ", f" means {cell}?", f" means that {cell}?", listed and f" {listed}?")
        if any(one and one in stem for one in shown):
            found.append(cell)
    return found


def _whole(name: str, stem: str) -> bool:
    return bool(re.search(rf"(?<![\w./-]){re.escape(name)}(?![\w/-]|\.\w)", stem))


def _in_row(grid: _Grid, quoted: Sequence[str], texts: Sequence[str]) -> LookedUp | None:
    """What stands in the quoted row, under the quoted head or in the one column that holds all options."""
    rows = [at for at, row in enumerate(grid.rows) if row[0] in quoted]
    body = {value for row in grid.rows for value in row[1:]}
    if len(rows) != 1 or not set(texts) <= body:
        return None
    named = [at for at, head in enumerate(grid.head) if at and head in quoted]
    whole = [at for at in range(1, len(grid.head)) if set(texts) <= {row[at] for row in grid.rows}]
    columns = named or whole
    if len(columns) != 1:
        return None
    value = grid.rows[rows[0]][columns[0]]
    return LookedUp(frozenset(at for at, text in enumerate(texts) if text == value), (grid.at[rows[0]],))


def _in_column(grid: _Grid, quoted: Sequence[str], texts: Sequence[str]) -> LookedUp | None:
    """The rows, of those that are options, that have the quoted value, alone or among others ("logit" in "logit, log")."""
    labels = {row[0]: at for at, row in enumerate(grid.rows)}
    columns = [at for at in range(1, len(grid.head)) if {row[at] for row in grid.rows} & set(quoted)]
    if len(columns) != 1 or not set(texts) <= set(labels):
        return None
    rows = [labels[text] for text in texts]
    asked = [_things(value) for value in {row[columns[0]] for row in grid.rows} & set(quoted)]
    meant = [at for at, row in enumerate(rows) if any(one <= _things(grid.rows[row][columns[0]]) for one in asked)]
    return LookedUp(frozenset(meant), tuple(grid.at[rows[at]] for at in meant)) if meant else None


def _things(cell: str) -> frozenset[str]:
    """What a cell lists with commas between."""
    return frozenset(part for part in _BETWEEN.split(cell) if part)


def _grids(context: GateContext) -> list[_Grid]:
    """The tables of the guide: rows under one head in one section."""
    rows: dict[tuple[int, tuple[str, ...], tuple[str, ...]], list[Statement]] = defaultdict(list)
    for item in context.statements.items:
        if item.kind == "table" and item.header:
            rows[item.doc, item.path, item.header].append(item)
    found = []
    for (_, _, header), items in rows.items():
        kept = [(item, tuple(map(_plain, cells(item.text)))) for item in items]
        kept = [(item, row) for item, row in kept if len(row) == len(header)]
        if names_stand_second(header, [row for _, row in kept]):
            header, kept = header[1:], [(item, row[1:]) for item, row in kept]
        if kept:
            items_of, table = zip(*kept, strict=True)
            every = frozenset(cell for row in table for cell in row)
            found.append(_Grid(tuple(map(_plain, header)), table, items_of, every))
    return found


def _plain(cell: str) -> str:
    return without_marks(cell).casefold()
