"""How many questions of a batch come from one table: its rows solve one another, and readers tire of them."""

from collections import Counter
from dataclasses import dataclass, field

ONE_IN = 8  # questions of a batch

Table = tuple[str, tuple[str, ...]]  # a document and the headings above


@dataclass(slots=True)
class TableShare:
    """The tables that were asked of, with how often.

    Args:
        wanted: How many questions the batch is to have; 0 for as many from a table as there are.
    """

    wanted: int = 0
    _asked: Counter[Table] = field(default_factory=Counter)

    def full(self, table: Table | None) -> bool:
        """Whether a table has given its share of the batch."""
        return table is not None and self.wanted > 0 and self._asked[table] >= max(1, self.wanted // ONE_IN)

    def count(self, table: Table | None) -> None:
        """Remember where a question that was taken comes from; None where that is no table."""
        if table is not None:
            self._asked[table] += 1
