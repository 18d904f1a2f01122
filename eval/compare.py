"""Two runs side by side, item by item: the interval of each difference, and the items that flipped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studyground.errors import InputError
from studyground.eval.bootstrap import DRAWS, Interval, Resampler, interval
from studyground.eval.cluster_statistics import OfSome
from studyground.eval.figures import LOWER_IS_BETTER, RATIOS, STATISTICS, eligible, parts_matrix
from studyground.eval.results import ItemResult, Run

FLIPS = ("answer_correct", "abstain_recall", "answered_share", "evidence_cited", "recall_at_5", "conflict_shown")


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of two runs over the same items.

    Args:
        name: Of the measure.
        first: Its value in the first run, over the items both have it for.
        second: Its value in the second.
        change: Second minus first, with its paired interval.
    """

    name: str
    first: float
    second: float
    change: Interval

    @property
    def verdict(self) -> str:
        """The words "better" or "worse", or "no difference shown" when the interval holds 0."""
        if self.change.low <= 0 <= self.change.high:
            return "no difference shown"
        return "better" if (self.change.value > 0) != (self.name in LOWER_IS_BETTER) else "worse"


@dataclass(frozen=True, slots=True)
class Flip:
    """An item that a measure judges otherwise in the second run."""

    id: str
    question: str
    type: str
    measure: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs.

    Args:
        first: Name of the first run.
        second: Name of the second.
        differences: Of every measure that both have.
        flips: Items that moved, those that got worse first.
        only_first: Ids that only the first run has.
        only_second: Ids that only the second run has.
        settings: Settings that differ, with both values.
    """

    first: str
    second: str
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    settings: Mapping[str, tuple[Any, Any]]

    def to_json(self) -> dict[str, Any]:
        """The comparison as plain JSON types, schema 1."""
        return {
            "schema": 1,
            "first": self.first,
            "second": self.second,
            "differences": {
                one.name: {
                    "first": round(one.first, 4),
                    "second": round(one.second, 4),
                    "change": round(one.change.value, 4),
                    "low": round(one.change.low, 4),
                    "high": round(one.change.high, 4),
                    "n": one.change.n,
                    "verdict": one.verdict,
                }
                for one in self.differences
            },
            "flips": [
                {
                    "id": one.id,
                    "question": one.question,
                    "type": one.type,
                    "measure": one.measure,
                    "first": one.first,
                    "second": one.second,
                }
                for one in self.flips
            ],
            "only_first": list(self.only_first),
            "only_second": list(self.only_second),
            "settings": {name: list(values) for name, values in self.settings.items()},
        }


def compare(first: Run, second: Run, draws: int = DRAWS, seed: int = 0) -> Comparison:
    """Pair two runs by the ids of their items.

    Args:
        first: The run before.
        second: The run after.
        draws: Of the bootstrap.
        seed: Of the bootstrap.

    Raises:
        InputError: When they share no item.
    """
    later = {item.id: item for item in second.items}
    pairs = [(item, later[item.id]) for item in first.items if item.id in later]
    if not pairs:
        raise InputError("The two runs have no item in common.", "Compare runs over the same gold file.")
    before, after = [one for one, _ in pairs], [one for _, one in pairs]
    shared = {item.id for item in before}
    return Comparison(
        f"{first.system} {first.revision}".strip(),
        f"{second.system} {second.revision}".strip(),
        (*_ratio_differences(before, after, draws, seed), *_statistic_differences(before, after, draws, seed)),
        _flips(pairs),
        tuple(item.id for item in first.items if item.id not in shared),
        tuple(item.id for item in second.items if item.id not in shared),
        _settings(first, second),
    )


def _ratio_differences(
    before: Sequence[ItemResult], after: Sequence[ItemResult], draws: int, seed: int
) -> list[Difference]:
    names = [name for name in RATIOS if any(name in one.parts for one in before)]
    names = [name for name in names if any(name in one.parts for one in after)]
    if not names:
        return []
    sides = [parts_matrix(before, names), parts_matrix(after, names)]
    for column, name in enumerate(names):
        if name.startswith("abstain_"):
            continue  # ratios over what a run did: each run has its own denominator, and both take the same draws
        both = (sides[0][1][:, column] > 0) & (sides[1][1][:, column] > 0)
        for numerators, denominators in sides:
            numerators[~both, column] = 0
            denominators[~both, column] = 0
    resampler = Resampler([one.cluster for one in before], draws, seed)
    drawn = resampler.ratios(*sides[1]) - resampler.ratios(*sides[0])
    found = []
    for column, name in enumerate(names):
        totals = [denominators[:, column].sum() for _, denominators in sides]
        if not all(totals):
            continue
        values = [float(sides[i][0][:, column].sum() / totals[i]) for i in (0, 1)]
        n = int(((sides[0][1][:, column] > 0) | (sides[1][1][:, column] > 0)).sum())
        change = interval(values[1] - values[0], drawn[:, column], n)
        found.append(Difference(name, values[0], values[1], change))
    return found


def _statistic_differences(
    before: Sequence[ItemResult], after: Sequence[ItemResult], draws: int, seed: int
) -> list[Difference]:
    found = []
    for name in STATISTICS:
        kept = [{one.id for one in eligible(side, name)[0]} for side in (before, after)]
        # Confidence figures are of the answers a run gave, so each run keeps its own items; times need both.
        both = kept[0] & kept[1] if "_ms_" in name else kept[0] | kept[1]
        if not kept[0] or not kept[1] or not both:
            continue
        clusters = [one.cluster for one in before]
        resampler = Resampler(clusters, draws, seed)
        values, drawn = [], []
        for side in (before, after):
            chosen, statistic = eligible([one for one in side if one.id in both], name)
            if not chosen:
                break
            ids = {one.id for one in chosen}
            columns = np.array([i for i, one in enumerate(side) if one.id in ids])
            values.append(statistic.whole())
            drawn.append(resampler.statistics(OfSome(statistic, columns)))
        if len(values) == 2 and np.isfinite(values).all():
            change = interval(values[1] - values[0], drawn[1] - drawn[0], len(both))
            found.append(Difference(name, values[0], values[1], change))
    return found


def _flips(pairs: Sequence[tuple[ItemResult, ItemResult]]) -> tuple[Flip, ...]:
    found = []
    for before, after in pairs:
        for name in FLIPS:
            old, new = before.score(name), after.score(name)
            if old is not None and new is not None and (old >= 1) != (new >= 1):
                found.append(Flip(before.id, before.question or after.question, before.type, name, old, new))
    return tuple(sorted(found, key=lambda flip: (flip.second - flip.first, flip.measure, flip.id)))


def _settings(first: Run, second: Run) -> dict[str, tuple[Any, Any]]:
    sides = [
        {
            **run.settings,
            "system": run.system,
            "index": run.index,
            "revision": run.revision,
            "model": run.model,
            "gold": run.gold,
            "gold_sha256": run.gold_sha256,
        }
        for run in (first, second)
    ]
    names = dict.fromkeys([*sides[0], *sides[1]])
    return {
        name: (sides[0].get(name), sides[1].get(name)) for name in names if sides[0].get(name) != sides[1].get(name)
    }
