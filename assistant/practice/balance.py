"""Keeps a batch even: where the keys stand, whether the key is the longest option, how many questions each domain has."""

from collections import Counter
from collections.abc import Mapping, Sequence

from studyground.assistant.practice.practice_question import PracticeQuestion

KEY_LONGEST = 0.26


class Balance:
    """Counts over the questions of a batch that were taken so far."""

    def __init__(self) -> None:
        self._places: Counter[tuple[int, int]] = Counter()
        self._single = 0
        self._longest = 0

    def place(self, options: int, draw: Sequence[int]) -> int:
        """Where the next key should stand.

        Args:
            options: How many options there are.
            draw: The places in random order, to break ties.
        """
        return min(draw[:options], key=lambda at: self._places[options, at])

    def places(self, options: int, keys: int, draw: Sequence[int]) -> tuple[int, ...]:
        """Where the next keys should stand."""
        return tuple(sorted(sorted(draw[:options], key=lambda at: self._places[options, at])[:keys]))

    @property
    def wants_longer_distractor(self) -> bool:
        """Whether the key should not be the longest option of the next question."""
        return self._longest + 1 > KEY_LONGEST * (self._single + 1)

    def takes(self, question: PracticeQuestion) -> bool:
        """Whether a question may come in without making the key too often the longest."""
        return not (key_longest(question) and self.wants_longer_distractor)

    def count(self, question: PracticeQuestion) -> None:
        """Count a question that was taken."""
        for at, option in enumerate(question.options):
            if option.correct:
                self._places[len(question.options), at] += 1
        if question.type == "multiple_choice":
            self._single += 1
            self._longest += key_longest(question)


def key_longest(question: PracticeQuestion) -> bool:
    """Whether the one key of a question is longer than every distractor."""
    if len(question.keys) != 1:
        return False
    return len(question.keys[0].text) > max((len(option.text) for option in question.distractors), default=0)


def quotas(weights: Mapping[str, float], count: int) -> dict[str, int]:
    """A count shared out by weights, largest remainders first; the shares add up to the count.

    Args:
        weights: Percent, or any other weights, by name.
        count: How many in all.
    """
    total = sum(weights.values())
    exact = {name: count * weight / total for name, weight in weights.items()}
    shared = {name: int(value) for name, value in exact.items()}
    rest = sorted(exact, key=lambda name: (shared[name] - exact[name], name))
    for name in rest[: count - sum(shared.values())]:
        shared[name] += 1
    return shared
