"""What the gates know besides the question: the guide, the questions already accepted, and what was worked out before."""

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.gates.evidence import Evidence, best_evidence
from studyground.assistant.practice.gates.naming import Name, names_of
from studyground.assistant.practice.gates.statements import Statements
from studyground.assistant.practice.gates.stem import Need, need_of
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index

REMEMBERED = 4096
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(slots=True)
class GateContext:
    """The guide as the gates read it, and the questions a new one must differ from. Not shared between threads.

    Args:
        assistant: Whose guide it is.
        statements: Every statement of it.
        others: Questions already accepted, in order.
    """

    assistant: Assistant
    statements: Statements
    others: list[PracticeQuestion] = field(default_factory=list)
    _weights: dict[str, float] = field(default_factory=dict)
    _vectors: dict[str, Vectors] = field(default_factory=dict)
    _needs: dict[str, Need] = field(default_factory=dict)
    _names: dict[tuple[str, ...], tuple[Name, ...]] = field(default_factory=dict)
    _found: dict[tuple[str, tuple[str, ...]], tuple[tuple[Evidence, ...], ...]] = field(default_factory=dict)
    _once: dict[Hashable, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, assistant: Assistant, others: Iterable[PracticeQuestion] = ()) -> "GateContext":
        """A context over an assistant's guide.

        Args:
            assistant: With its index open.
            others: Questions that are in the bank or batch already.
        """
        return cls(assistant, Statements.of(assistant.index), list(others))

    @property
    def index(self) -> Index:
        """The guide's index."""
        return self.assistant.index

    def accept(self, question: PracticeQuestion) -> None:
        """Remember a question: a later one must differ from it."""
        self.others.append(question)

    def weight(self, term: str) -> float:
        """How rare a stem is in the guide."""
        if term not in self._weights:
            self._weights[term] = self.index.terms.weight(term)
        return self._weights[term]

    def frequency(self, term: str) -> int:
        """In how many passages of the guide a stem is."""
        passages = self.index.manifest.passages
        # The formula of the weight, solved for the count.
        return max(0, round((passages + 1) / math.exp(self.weight(term)) - 0.5))

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Something worked out once for a key, which must say what it is of."""
        kept: dict[Hashable, Value] = self._once
        return _kept(kept, key, make)

    def need(self, stem: str) -> Need:
        """A stem taken apart."""
        return _kept(self._needs, stem, lambda: need_of(stem, self.index.encoder))

    def names(self, options: Sequence[str]) -> tuple[Name, ...]:
        """Options as names, each told from the others."""
        return _kept(self._names, tuple(options), lambda: self._named(options))

    def _named(self, options: Sequence[str]) -> tuple[Name, ...]:
        """The names, and the vectors of those that are clauses, encoded in one pass."""
        names = names_of(options, self.index)
        new = list(dict.fromkeys(name.text for name in names if name.long and name.text not in self._vectors))
        if len(new) > 1:
            self._vectors.update(zip(new, self.index.encoder.encode(new), strict=True))
        return names

    def vector(self, text: str) -> Vectors:
        """The vector of a short text."""
        return _kept(self._vectors, text, lambda: self.index.encoder.encode([text])[0])

    def evidence(self, stem: str, options: Sequence[str]) -> tuple[tuple[Evidence, ...], ...]:
        """For each option the statements that speak most for it, best first."""
        key = (stem, tuple(options))
        return _kept(self._found, key, lambda: best_evidence(self, self.need(stem), self.names(options)))


def _kept(cache: dict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """A value from a cache that is emptied when it is full."""
    if key not in cache:
        if len(cache) >= REMEMBERED:
            cache.clear()
        cache[key] = make()
    return cache[key]
