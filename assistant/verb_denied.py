"""Which ones do not do a thing: the sentence with that very verb and a "not", before one that denies another.

"Which loaves don't need proving?" is answered by "Needed by sourdough and rye; not by flatbread", not by "… proving does not".
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

NEAR = 4.5  # log-odds
JUST_BEFORE = 0.1
_WHICH_NOT = re.compile(
    r"^(?:which|what|who) (?:[\w-]+ ){0,4}?(?:do|does|did|can|will)(?:n['’]?t| not) (?P<verb>[a-z]{3,})\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|never|no|without|except|unless|cannot|neither|nor)\b|n['’]t\b", re.IGNORECASE)


def with_verb_denied(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which what denies the verb of a "which ones do not …?" stands before what denies another.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    asked = _WHICH_NOT.match(question.text.strip())
    if asked is None or not len(scores):
        return scores
    verb = terms(asked["verb"])[:1]
    rest = set(terms(asked["rest"])) - FRAME_WORDS
    best = int(np.argmax(scores))
    if not verb or not rest or verb[0] in terms(found[best].text):
        return scores
    fit = [
        at
        for at, item in enumerate(found)
        if scores[at] >= scores[best] - NEAR
        and verb[0] in terms(item.text)
        and _DENIES.search(item.text)
        and rest
        & {*terms(item.text), *terms(item.before), *(term for title in item.path[-1:] for term in terms(title))}
    ]
    if not fit:
        return scores
    moved = np.array(scores, np.float64)
    moved[max(fit, key=lambda at: float(scores[at]))] = scores[best] + JUST_BEFORE
    return moved
