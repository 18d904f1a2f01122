"""All figures of an evaluation, worked out once: every report shows the same numbers in another dress."""

from collections.abc import Mapping
from dataclasses import dataclass

from studyground.eval.bootstrap import Interval
from studyground.eval.figures import figures, figures_by
from studyground.eval.results import Run

Figures = Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Tables:
    """The figures of a run and of what stands beside it.

    Args:
        whole: Over all items.
        by_type: Over the items of each question type.
        by_split: Over the development part and the test part.
        baselines: Of each baseline and control, over all items.
    """

    whole: Figures
    by_type: Mapping[str, Figures]
    by_split: Mapping[str, Figures]
    baselines: Mapping[str, Figures]


def make_tables(run: Run, baselines: Mapping[str, Run], draws: int, seed: int) -> Tables:
    """Work out every figure with its interval.

    Args:
        run: The system's.
        baselines: By name.
        draws: Of the bootstrap.
        seed: Of the bootstrap.
    """
    return Tables(
        figures(run.items, draws, seed),
        figures_by(run.items, lambda item: item.type, draws, seed),
        figures_by(run.items, lambda item: item.split, draws, seed),
        {name: figures(other.items, draws, seed) for name, other in baselines.items()},
    )
