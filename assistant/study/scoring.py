"""What answers are worth: credit of one question, the share of right ones with its interval, the scaled estimate."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.records import is_right
from studyground.corpus.blueprint import Blueprint

Verdict = Literal["above", "below", "unclear"]
Z = 1.959963984540054  # standard normal quantile for 95 %


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the scaled score might be: an estimate, as no one outside knows an exam's own scaling.

    Args:
        value: On the blueprint's scale.
        low: Lower end of the 95 % interval.
        high: Upper end.
        pass_mark: Score to reach.
        reached: `value` is the pass mark or more.
        verdict: Whether the whole interval is above or below the pass mark, or the mark lies within it.
    """

    value: int
    low: int
    high: int
    pass_mark: int
    reached: bool
    verdict: Verdict


def credit(question: PracticeQuestion, chosen: Iterable[str], all_or_nothing: bool) -> float:
    """What one answer earns, 0 to 1.

    All or nothing: 1 for all keys and nothing else. Otherwise each key chosen earns its part and each wrong option costs
    one, down to 0. An unanswered question earns 0 either way.
    """
    labels = set(chosen)
    if is_right(question, labels):
        return 1.0
    keys = {option.label for option in question.keys}
    if all_or_nothing or not keys:
        return 0.0
    return max(0.0, (len(labels & keys) - len(labels - keys)) / len(keys))


def wilson(right: float, asked: int) -> tuple[float, float]:
    """The 95 % interval of a share.

    Args:
        right: Questions right; credit given in part counts as that part.
        asked: Questions asked; with none, nothing is known: 0 to 1.

    Source: Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953.
    """
    if asked == 0:
        return 0.0, 1.0
    share = right / asked
    middle = share + Z * Z / (2 * asked)
    half = Z * math.sqrt(share * (1 - share) / asked + Z * Z / (4 * asked * asked))
    whole = 1 + Z * Z / asked
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def scaled(right: float, asked: int, blueprint: Blueprint) -> Estimate | None:
    """Estimate the scaled score: `lowest + (highest - lowest) * share right`, rounded.

    The ends of the interval are Wilson's 95 % interval of that share on the same line. It tells how much the number of
    questions alone leaves open, not whether these questions are as hard as an exam's; a real exam's scaling is not public
    and need not be a straight line.

    Args:
        right: Credit over the scored questions.
        asked: Number of scored questions.
        blueprint: With the scale and the pass mark.

    Returns:
        None where the blueprint has no scale or nothing was scored.
    """
    if blueprint.scale is None or blueprint.pass_mark is None or asked == 0:
        return None
    lowest, highest = blueprint.scale
    value, low, high = (round(lowest + (highest - lowest) * share) for share in (right / asked, *wilson(right, asked)))
    mark = blueprint.pass_mark
    verdict: Verdict = "above" if low >= mark else "below" if high < mark else "unclear"
    return Estimate(value, low, high, mark, value >= mark, verdict)
