"""What a domain of a blueprint still has to offer while a batch is filled."""

from collections import Counter
from dataclasses import dataclass, field

from studyground.assistant.practice.domains import Place
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
        put_off: Ids of facts that only make bare names, and are asked for when the others are used up.
        every: All facts, for a second look with less strict options.
    """

    facts: list[tuple[Fact, Place]] = field(default_factory=list)
    groups: list[tuple[Group, Place]] = field(default_factory=list)
    taken: int = 0
    several_left: int = SEVERAL_TRIES
    put_off: set[str] = field(default_factory=set)
    every: list[tuple[Fact, Place]] = field(default_factory=list)

    def next_fact(self, things: Counter[str]) -> tuple[Fact, Place]:
        """The fact, among the first few, whose thing was asked for least."""
        rows = range(min(LOOK_AHEAD, len(self.facts)))
        at = min(rows, key=lambda row: things[self.facts[row][0].thing])
        return self.facts.pop(at)
