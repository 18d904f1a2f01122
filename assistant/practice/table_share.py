"""How many questions of a batch come from one table: its rows solve one another, and readers tire of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from studyground.assistant.practice.writing.fact import Span

ONE_IN = 8  # questions of a batch
MOST = 3  # questions from one table, however many are wanted
MOST_ALIKE, SHOWN_BOTH = 2, 2  # questions of one table or list with so many options in common, which answer one another

NEARLY_ALL = 4  # options that two questions of one list have in common, of which each tells what the other's key is not
Table = tuple[str, tuple[str, ...]]  # a document and the headings above


@dataclass(slots=True)
class TableShare:
    """The tables that were asked of, with how often.

    Args:
        wanted: How many questions the batch is to have; 0 for as many from a table as there are.
    """

    wanted: int = 0
    _asked: Counter[Table] = field(default_factory=Counter)
    _rows: set[Span] = field(default_factory=set)
    _options: set[tuple[Table, frozenset[str]]] = field(default_factory=set)
    _values: set[tuple[Table, str]] = field(default_factory=set)
    _shown: list[tuple[Table, frozenset[str]]] = field(default_factory=list)

    def full(self, table: Table | None, options: Iterable[str] = (), row: Span | None = None) -> bool:
        """Whether a table has given its share of the batch, or the same options already, or was asked for that row.

        Args:
            table: None where a question asks of something else.
            options: Of a further question; a second one with the same solves the first.
            row: That it asks for; asked from the other side it is the same question.
        """
        if table is None or self.wanted <= 0:
            return False
        most = min(MOST, max(1, self.wanted // ONE_IN))
        options = tuple(options)
        if any((table, option.casefold()) in self._values for option in options) or self.answered(table, options):
            return True
        return self._asked[table] >= most or (table, frozenset(options)) in self._options or row in self._rows

    def answered(self, place: Table | None, options: Iterable[str]) -> bool:
        """Whether two questions of a list have shown some of these options, or one all of them: the next is known by theirs."""
        if place is None or self.wanted <= 0:
            return False
        mine = frozenset(options)
        if any(of == place and len(mine & shown) >= NEARLY_ALL for of, shown in self._shown):
            return True
        return sum(of == place and len(mine & shown) >= SHOWN_BOTH for of, shown in self._shown) >= MOST_ALIKE

    def show(self, place: Table | None, options: Iterable[str]) -> None:
        """Remember the options of a question of a table or list, None for what comes from neither."""
        if place is not None:
            self._shown.append((place, frozenset(options)))

    def tells(self, table: Table, values: Iterable[str]) -> bool:
        """Whether a question that was taken has shown a value of a table: another that says which rows have it answers it."""
        wanted = {value.casefold() for value in values}
        return any(of == table and not wanted.isdisjoint(map(str.casefold, shown)) for of, shown in self._options)

    def share(self, table: Table, values: Iterable[str]) -> None:
        """Remember values of which a question says which rows of a table have them."""
        self._values |= {(table, value.casefold()) for value in values}

    def count(self, table: Table | None, options: Iterable[str] = (), row: Span | None = None) -> None:
        """Remember where a question that was taken comes from, None where that is no table, its options and its row."""
        if table is not None:
            self._rows |= {row} if row else set()
            self._asked[table] += 1
            self._options |= {(table, shown)} if (shown := frozenset(options)) else set()
