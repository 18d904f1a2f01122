"""What a guide decides in a case that it tells stands behind what holds for everybody, unless a case is put to it.

"Decision: Lower the flame to a third" is the course of one kitchen under its own conditions. Who asks what the flame does is
told what a flame does.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import Question
from studyground.assistant.wording import case_part

OF_ONE_CASE = 3.0  # log-odds
NEAR = 4.0  # log-odds behind the best of a case within which something that holds for all is looked for
TELLS_A_CASE = 16  # words
_TOLD_HEADING = re.compile(
    r"\b(?:scenario|incident|case stud(?:y|ies)|worked (?:case|decision|scenario|example))s?\b", re.IGNORECASE
)
_SO_IN_THE_CASE = re.compile(r"\b(?:would|was|were|had|this|these|here)\b", re.IGNORECASE)
_ASKS_OF_CASES = re.compile(r"\b(?:case|scenario|incident|example|decision|decide[ds]?|situation)s?\b", re.IGNORECASE)


def behind_what_holds(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which the decisions and stories of worked cases stand behind sentences that are nearly as good without a case.

    Args:
        question: What is asked; one that tells a case itself, or asks for one, leaves them where they are.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if (
        question.type == "scenario"
        or len(question.text.split()) >= TELLS_A_CASE
        or _ASKS_OF_CASES.search(question.text)
    ):
        return scores
    of_case = np.array([told_of_case(item) for item in found], bool)
    if not of_case.any() or of_case.all() or float(scores[~of_case].max()) < float(scores.max()) - NEAR:
        return scores
    return scores - OF_ONE_CASE * of_case


def told_of_case(item: Candidate) -> bool:
    """Whether a candidate holds for a worked case alone: its course, its story, or a reason that says how it would be there.

    Other reasons of a case hold for everybody ("Dropout answers overfitting").

    Args:
        item: A candidate.
    """
    if item.of_case:
        return bool(case_part(item.text)) or bool(_SO_IN_THE_CASE.search(item.text))
    return any(_TOLD_HEADING.search(heading) for heading in item.path)
