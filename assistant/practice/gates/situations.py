"""The situations of the cases that a guide tells, and how much a stem is one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.practice.gates.negation import denied
from studyground.assistant.practice.gates.stem import ASKING, Need
from studyground.assistant.practice.worked_case import WorkedCase
from studyground.assistant.support import numbers
from studyground.ingest.encoder import Vectors
from studyground.ingest.terms import terms

Weight = Callable[[str], float]
SAME = 0.85  # nearness above which a stem tells this very case and none that is like it
_AMOUNTS = frozenset(
    terms(
        "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand "
        "million billion half dozen second minute hour day week month quarter year millisecond daily hourly weekly monthly "
        "nightly yearly gigabyte terabyte megabyte petabyte kilobyte euro dollar pound"
    )
) | {"gb", "tb", "mb", "pb", "kb", "ms"}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a case starts from, beside which its decision must be read.

    Args:
        text: The situation.
        stems: Its content stems.
        denied: Those that it denies.
        amounts: Its figures, and its words for amounts and times.
        vectors: One row a sentence.
    """

    text: str
    stems: frozenset[str]
    denied: frozenset[str]
    amounts: frozenset[str]
    vectors: Vectors

    @classmethod
    def of(cls, case: WorkedCase, vectors: Vectors) -> "Situation":
        """The situation of a case.

        Args:
            case: As the guide tells it.
            vectors: Of its sentences.
        """
        text = case.situation
        return cls(text, frozenset(terms(text)) - ASKING, denied(text), amounts_in(text), vectors)

    def changed(self, stem: str, need: Need) -> str:
        """A figure or measure of a stem that tells this case, which the case does not have; "" for none."""
        if self.nearness(need) < SAME:
            return ""
        return min(amounts_in(stem) - self.amounts, default="")

    def nearness(self, need: Need) -> float:
        """How near a stem's sentences are, on the mean, to the sentences here that they are nearest to: a cosine."""
        if not len(self.vectors) or len(need.vectors) < 2:
            return 0.0
        return float((need.vectors[:-1] @ self.vectors.T).max(axis=1).mean())

    def agreement(self, need: Need, weight: Weight) -> tuple[float, float]:
        """Share of what is told here that a stem says too, by rarity, and the rarity of that times the share."""
        common = [stem for stem in self.stems & need.all_stems if (stem in self.denied) == (stem in need.denied)]
        agreed = sum(map(weight, common))
        total = sum(map(weight, self.stems))
        share = agreed / total if total else 0.0
        return share, agreed * share


def amounts_in(text: str) -> frozenset[str]:
    """The figures of a text, and its words for amounts and times as stems."""
    return numbers(text) | (frozenset(terms(text)) & _AMOUNTS)


class Situated:
    """Which statements decide a case, so that a whole guide can be compared with a stem at once.

    Args:
        rows: Numbers of statements.
        situations: For each of them the situation it decides.
    """

    def __init__(self, rows: Sequence[int], situations: Sequence[Situation]) -> None:
        distinct = list({id(one): one for one in situations}.values())
        number = {id(one): at for at, one in enumerate(distinct)}
        self._rows = np.array(rows, np.int64)
        self._of_row = np.array([number[id(one)] for one in situations], np.int64)
        self._situations = distinct
        self._firsts = np.cumsum([0, *(len(one.vectors) for one in distinct)])[:-1]
        self._vectors = np.vstack([one.vectors for one in distinct]) if distinct else np.zeros((0, 1), np.float32)

    def lift(self, cosines: NDArray[np.float32], overlap: NDArray[np.float64], need: Need, weight: Weight) -> None:
        """Let statements that decide a case count as near as their situation is; both arrays are changed.

        Args:
            cosines: Of each statement to each sentence of the stem and the whole.
            overlap: Rarity of the stem's words in each statement.
            need: The stem.
            weight: Rarity of a stem.
        """
        if not self._situations or len(need.vectors) < 2:
            return
        nearest = np.maximum.reduceat(self._vectors @ need.vectors[:-1].T, self._firsts, axis=0).mean(axis=1)
        agreed = np.array([one.agreement(need, weight)[1] for one in self._situations])
        cosines[self._rows] = np.maximum(cosines[self._rows], nearest[self._of_row, None])
        overlap[self._rows] = np.maximum(overlap[self._rows], agreed[self._of_row])
