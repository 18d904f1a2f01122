"""The very case that a guide tells, with its own figures: "typed 3 for 30, now what?", "Weight typed wrongly (say 3 for 30): …".

Two figures that a question shares with one sentence are no accident; where no figure is asked for, that sentence answers.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.kinds import HARD
from studyground.assistant.question import Question
from studyground.ingest.terms import terms

CERTAIN = 0.6  # confidence
JUST_BEFORE = 0.1
NEAR = 5.0  # log-odds
_FIGURE = re.compile(r"(?<![\w.,])[$£€¥₹]?\d+(?:[.,:/]\d+)*(?: ?[%°])?(?![\w%])")
_WHAT_NOW = re.compile(
    r"\b(?:(?:so )?what (?:now|next|then|to do|do (?:i|we|you) do|should (?:i|we|you) do|happens)|now what|"
    r"why|how come|is (?:that|this|it) (?:ok|okay|fine|right|normal|bad|a problem))\b",
    re.IGNORECASE,
)


def with_same_case(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], float]:
    """Scores and confidence where one sentence alone has the two figures of the case that a question puts.

    Args:
        question: What is asked; only what comes of a case, what to do, or why.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    figures = set(_figures(question.text))
    if question.wanted in HARD or len(figures) < 2 or not any(map(_telling, figures)) or not len(scores):
        return scores, confidence
    if not _WHAT_NOW.search(question.text):
        return scores, confidence
    asked = {
        term for term in terms(question.text) if not any(letter.isdigit() for letter in term)
    }  # "typed" too, though a type is a kind
    fit = [
        at
        for at, item in enumerate(found)
        if scores[at] >= scores.max() - NEAR
        and figures <= set(_figures(item.text))
        and asked & {*terms(item.text), *terms(" ".join(item.path[-1:]))}
    ]
    if len(fit) != 1:
        return scores, confidence
    moved = np.array(scores, np.float64)
    moved[fit[0]] = max(float(moved[fit[0]]), float(moved.max()) + JUST_BEFORE)
    return moved, max(confidence, CERTAIN)


def _figures(text: str) -> list[str]:
    return [re.sub(r"[,\s]", "", match) for match in _FIGURE.findall(text)]


def _telling(figure: str) -> bool:
    """Whether a figure is one that two texts hardly share by accident: with a unit, a fraction or three digits."""
    return bool(re.search(r"[$£€¥₹%°/:.]|\d{3}", figure))
