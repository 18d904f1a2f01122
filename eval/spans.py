"""Spans of stored text, and what it means that one covers or supports another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of one document's stored text: code points, half-open."""

    document: str
    start: int
    end: int

    @property
    def length(self) -> int:
        """Code points in the span, 0 for an empty or reversed one."""
        return max(0, self.end - self.start)


Places = Sequence[Span]
"""Every place where the same words stand: any one of them is as good as another."""


def overlap(first: Span, second: Span) -> int:
    """Code points that two spans share; 0 in different documents."""
    if first.document != second.document:
        return 0
    return max(0, min(first.end, second.end) - max(first.start, second.start))


def covers(outer: Span, inner: Span) -> bool:
    """Whether the whole of a non-empty `inner` lies in `outer`."""
    return inner.length > 0 and overlap(outer, inner) == inner.length


def touches(cited: Span, gold: Span) -> bool:
    """Whether a cited span counts as the gold one: they share at least half of the shorter of the two.

    Half of the shorter accepts a clause cited out of a gold sentence, and a sentence of a gold paragraph, but not a
    neighbour that only shares an edge.
    """
    return 2 * overlap(cited, gold) >= min(cited.length, gold.length) > 0


def any_covers(outer: Span, places: Places) -> bool:
    """Whether `outer` covers one of the places where the words stand."""
    return any(covers(outer, place) for place in places)


def any_touches(cited: Span, places: Places) -> bool:
    """Whether `cited` counts as one of the places where the words stand."""
    return any(touches(cited, place) for place in places)


def union_length(spans: Iterable[Span]) -> int:
    """Code points that lie in at least one of the spans."""
    total = 0
    document, reached = "", 0
    for span in sorted(spans):
        if span.document != document:
            document, reached = span.document, 0
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total
