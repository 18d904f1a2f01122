"""What a domain of a blueprint still has to offer while a batch is filled."""

from collections import Counter
from dataclasses import dataclass, field

from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.worked_case import WorkedCase
from studyground.assistant.practice.writing.fact import Fact, Group

SEVERAL_TRIES = 60
LOOK_AHEAD = 10


@dataclass(slots=True)
class Queue:
    """Facts and groups that may still be asked for.

    Args:
        facts: The next ones, the likelier first.
        groups: In random order.
        taken: Questions that were taken from here.
        several_left: Attempts at a question with several keys before these are given up here.
        cases: Cases with one decision, in random order.
        several_cases: Cases with more.
        every: All facts, for a second look with less strict options.
        held: Facts that wait until the batch may take more of their form.
    """

    facts: list[tuple[Fact, Place]] = field(default_factory=list)
    groups: list[tuple[Group, Place]] = field(default_factory=list)
    cases: list[tuple[WorkedCase, Place]] = field(default_factory=list)
    several_cases: list[tuple[WorkedCase, Place]] = field(default_factory=list)
    taken: int = 0
    several_left: int = SEVERAL_TRIES
    every: list[tuple[Fact, Place]] = field(default_factory=list)
    held: list[tuple[Fact, Place]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many facts and cases are left."""
        return len(self.facts) + len(self.cases) + len(self.several_cases)

    def next_fact(self, things: Counter[str]) -> tuple[Fact, Place]:
        """The fact, among the first few, whose thing was asked for least."""
        rows = range(min(LOOK_AHEAD, len(self.facts)))
        at = min(rows, key=lambda row: things[self.facts[row][0].thing])
        return self.facts.pop(at)
