"""Two guides of which each has a sentence that may answer: the one whose passage is about what is asked goes first."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

AS_NEAR = 0.5  # log-odds
OF_THE_MATTER = 4.0
JUST_BEFORE = 0.1


def of_one_guide(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which a sentence whose neighbours speak of the matter stands before a stray one, hardly better, of another guide.

    That is where no word of the question decides between them.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if len(scores) < 2:
        return scores
    best, second = (int(at) for at in np.argsort(-scores, kind="stable")[:2])
    asked = set(terms(question.text)) - FRAME_WORDS
    if found[best].doc == found[second].doc or scores[best] - scores[second] > AS_NEAR:
        return scores
    if any(asked & set(terms(found[at].text)) for at in (best, second)):
        return scores
    beside = [_best_beside(found, scores, at) for at in (best, second)]
    if beside[1] < scores[best] - OF_THE_MATTER or beside[1] <= beside[0]:
        return scores
    moved = np.array(scores, np.float64)
    moved[second] = scores[best] + JUST_BEFORE
    return moved


def _best_beside(found: Sequence[Candidate], scores: NDArray[np.float64], at: int) -> float:
    """The score of the best other sentence of a candidate's paragraph."""
    one = found[at]
    return max(
        (
            float(scores[other])
            for other, item in enumerate(found)
            if (item.doc, item.unit) == (one.doc, one.unit) and item.n != one.n
        ),
        default=-np.inf,
    )
