"""Figures of the same paragraph for the same matter: the ceiling beside the default, the ends of a range that may be set."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from studyground.assistant.practice.writing.amounts import Amount, amounts_in, counts_in, value_of
from studyground.assistant.practice.writing.mining_source import Line

NEAR, FAR_BESIDE = 2, 40.0  # sentences away; times as large
_NUMBER = r"(?<![\w.,$£€-])(?P<n>\d{1,3}(?:,\d{3})+|\d+)"
# Of what may be, where nobody says that the key is what holds by default, both figures would be right.
_ALLOWED = re.compile(r"\b(?:can|may|could|up to|extend\w*|sometimes|or)\b", re.IGNORECASE)
_UNTRUE = re.compile(r"\b(?:not|never|no|instead of|formerly|used to|was|were|ago)\b|n[’']t\b|[?!]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure that stands near another.

    Args:
        amount: One figure, and no range.
        clause: In which it stands.
        line: In which that stands.
    """

    amount: Amount
    clause: str
    line: Line


class Paragraphs:
    """The sentences of a guide by their paragraph."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._units: dict[tuple[str, int], list[Line]] = {}
        for line in lines:
            self._units.setdefault((line.document, line.unit), []).append(line)

    def beside(self, key: Amount, clause: str, line: Line, question: str) -> Iterator[Beside]:
        """Figures of the key's unit in its own sentence or the ones next to it, that are no answer to the question.

        Args:
            key: The right figure, and no range.
            clause: In which it stands.
            line: In which that stands.
            question: What is asked.
        """
        if key.low != key.high:
            return
        unit = self._units.get((line.document, line.unit), [])
        at = unit.index(line) if line in unit else 0
        near = [line, *unit[at + 1 : at + 1 + NEAR], *unit[max(0, at - NEAR) : at][::-1]]
        for other in near:
            for part in re.split(r";\s", other.text.rstrip(". ")):
                if (other == line and clause in part) or _UNTRUE.search(part):
                    continue
                if _ALLOWED.search(part) and "default" not in question.casefold():
                    continue
                for amount in _single(part, key):
                    low, high = sorted((amount.high, key.high))
                    if 0 < low < high <= FAR_BESIDE * low:
                        yield Beside(amount, part, other)


def _single(clause: str, key: Amount) -> Iterator[Amount]:
    """The figures of a clause in the key's unit; of a range both ends."""
    found = [one for one in chain(amounts_in(clause), counts_in(clause)) if one.unit == key.unit]
    for amount in found:
        ends = (amount.low, amount.high) if amount.low != amount.high else (amount.high,)
        yield from (replace(amount, low=end, high=end) for end in ends)
    if any(amounts_in(key.text)) or not key.unit or found:
        return
    for match in re.finditer(rf"{_NUMBER} {re.escape(key.unit)}\b", clause):
        size = value_of(match["n"])
        if size is not None:
            start, end = match.span("n")
            yield Amount(start, end, start, match["n"], size, size, key.unit, "", whole=True)
