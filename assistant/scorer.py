"""Two small linear models over measured features: how well a sentence answers, and whether anything found does.

Their weights were fitted by `studyground.eval.fit_scorer` on labelled questions that are in no test set; the file says on
which.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.features import FEATURES, Features
from studyground.assistant.question import Question

WEIGHTS_FILE = "scorer.json"
KINDS = ("money", "percent", "count", "duration", "date", "quantity", "person", "reason", "choice")
TYPES = ("definition", "list", "comparison", "how_why", "scenario")
SUMMARY = (
    *(f"best_{name}" for name in FEATURES), "best_score", "mean_of_three", "most_cosine", "most_cover_near", "most_holds",
    *(f"asks_{kind}" for kind in KINDS), *(f"type_{kind}" for kind in TYPES),
    "cosine_under_4", "cosine_under_5", "cosine_under_6", "cosine_over_7", "unknown_squared", "mostly_unknown",
    "unknown_and_far", "uncovered_and_missing", "covered_and_near", "lacks_and_missing",
)  # fmt: skip
HEARD = (
    "intercept", "before", "answerable", "margin", "said", "most_said", "span_answerable", "span_margin", "span_said",
    *(f"type_{kind}" for kind in TYPES), "hard",
)  # fmt: skip
OF_CANDIDATE = ("score", "margin", "said", *FEATURES)
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic model: coefficients of shape (n,) and an intercept."""

    coefficients: Vector
    intercept: float

    def log_odds(self, features: NDArray[np.floating]) -> Vector:
        """Log-odds for features of shape (n,) or (rows, n)."""
        odds: Vector = features @ self.coefficients + self.intercept
        return odds


@dataclass(frozen=True, slots=True)
class Rereading:
    """What the reader's opinion counts for.

    Args:
        margin: Of the margin of a candidate, in its score.
        slope: Of the log-odds of the confidence without the reader.
        reader: Of the reader's own log-odds that the question is answered.
        intercept: Added to both.
        threshold: The confidence under which an answer is withheld when the reader has read.
    """

    margin: float
    slope: float
    reader: float
    intercept: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Saying:
    """What the opinion of a reader counts for that says of each sentence whether it answers.

    Args:
        of_candidates: Of `OF_CANDIDATE` in a candidate's score, shape (len(OF_CANDIDATE),).
        of_answer: Of `HEARD` in the log-odds that there is an answer, shape (len(HEARD),).
        threshold: The confidence under which an answer is withheld.
        slope: Of the log-odds of the confidence without the reader, for who shifts the threshold.
        trust: Share, 0 to 1, that `Rereading` has in how sure an answer is; its log-odds count twice, as they are flatter.
    """

    of_candidates: Vector
    of_answer: Vector
    threshold: float
    slope: float
    trust: float


@dataclass(frozen=True, slots=True)
class Scorer:
    """`sentence` ranks candidates; `answerable` says how likely the best of them is an answer.

    `threshold` is the confidence under which an answer is withheld, chosen on the development questions; `saying` holds
    what takes its place where there is a reader, `rereading` where the reader does not say which sentences answer.
    """

    sentence: Linear
    answerable: Linear
    threshold: float
    rereading: Rereading
    saying: Saying

    def rank(self, features: Features) -> Vector:
        """Log-odds that each candidate answers: shape (candidates,)."""
        return self.sentence.log_odds(features)

    def confidence(self, question: Question, features: Features, scores: Vector) -> float:
        """Probability, 0 to 1, that the best candidate is an answer; 0 when there is none."""
        if not len(scores):
            return 0.0
        odds = float(self.answerable.log_odds(summary(question, features, scores)))
        return float(1 / (1 + np.exp(-odds)))


def summary(question: Question, features: Features, scores: Vector) -> Vector:
    """What the best candidates look like together: shape (len(SUMMARY),)."""
    order = np.argsort(-scores, kind="stable")
    best = features[order[0]]
    cosine = float(features[:, FEATURES.index("cosine")].max())
    unknown, missing, near, lacks = (
        float(best[FEATURES.index(name)]) for name in ("unknown", "worst_missing", "cover_near", "lacks_hard")
    )
    return np.concatenate(
        [
            best,
            [scores[order[0]], scores[order[:3]].mean(), *(features[:, FEATURES.index(name)].max() for name in _MOST)],
            [("choice" if question.wanted == "product" else question.wanted) == kind for kind in KINDS],
            [question.type == kind for kind in TYPES],
            [*(max(0.0, under - cosine) for under in (0.4, 0.5, 0.6)), max(0.0, cosine - 0.7)],
            [unknown**2, unknown > 0.6, max(0.0, 0.4 - cosine) * unknown],
            [missing * (1 - near), near * cosine, lacks * missing],
        ]
    ).astype(np.float64)


_MOST = ("cosine", "cover_near", "holds")


@lru_cache(maxsize=1)
def load_scorer() -> Scorer:
    """The weights that ship with the program."""
    raw = json.loads(resources.files("studyground.assistant").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    return Scorer(
        sentence=_linear(raw["sentence"], FEATURES),
        answerable=_linear(raw["answerable"], SUMMARY),
        threshold=float(raw["threshold"]),
        rereading=Rereading(**raw["rereading"]),
        saying=_saying(raw["saying"]),
    )


def log_odds(probability: float) -> float:
    """Log-odds of a probability, those of 0 and 1 held within bounds."""
    sure = float(np.clip(probability, 1e-4, 1 - 1e-4))
    return float(np.log(sure / (1 - sure)))


def _saying(raw: dict[str, Any]) -> Saying:
    return Saying(
        of_candidates=np.array([raw["of_candidates"].get(name, 0.0) for name in OF_CANDIDATE]),
        of_answer=np.array([raw["of_answer"].get(name, 0.0) for name in HEARD]),
        threshold=float(raw["threshold"]),
        slope=float(raw["of_answer"].get("before", 1.0)),
        trust=float(raw["trust"]),
    )


def _linear(raw: dict[str, float], names: tuple[str, ...]) -> Linear:
    return Linear(np.array([raw.get(name, 0.0) for name in names]), float(raw["intercept"]))


def shifted(probability: float, by: float) -> float:
    """A probability moved by log-odds; 0 and 1 stay.

    Args:
        probability: From 0 to 1.
        by: How far.
    """
    if not 0 < probability < 1:
        return probability
    return float(1 / (1 + (1 - probability) / probability * np.exp(-by)))
