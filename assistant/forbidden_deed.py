"""What forbids the deed that a question speaks of stands before what merely has more of its small words.

"Why shouldn't I sell the same eggs on the last day?" is answered by "Do not offer old eggs on market day", not by "… on the same
day as last year".
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.terms import stem, terms

NEAR = 3.0  # log-odds
FEWEST = 2  # words of the deed
JUST_BEFORE = 0.1
_WHY_NOT = re.compile(
    r"^(?:so |and |but )?(?:why|how come) "
    r"(?:(?:should|must|may|can|could|do|would)(?:n['’]?t| (?:i|we|you|one|they) (?:not|never))"
    r"(?: (?:i|we|you|one|they))?|(?:i|we|you|one|they) (?:should|must|may|can|could)(?:n['’]?t| (?:not|never))|not|never|"
    r"avoid)\b(?P<deed>.{8,})",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"(?:(?:Please )?(?:[Dd]o not|[Dd]on['’]t|[Nn]ever|[Aa]void)\b|.{0,60}\b(?:must|may|should|can) (?:not|never)\b|"
    r".{0,60}\b(?:cannot|mustn['’]t|shouldn['’]t|(?:is|are) (?:forbidden|prohibited|not allowed)))"
)
_SMALL = frozenset(
    stem(word)
    for word in "same last next first other another own one day time today still get go put just ever always".split()
)


def with_forbidden_first(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which what forbids the deed leads where a question asks why it should be left undone.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    asked = _WHY_NOT.match(question.text.strip())
    if asked is None or not len(scores):
        return scores
    deed = set(terms(asked["deed"])) - FRAME_WORDS
    best = int(np.argmax(scores))
    if _FORBIDS.match(found[best].text):
        return scores
    least = max(1, _named(deed - _SMALL, found[best], query))
    fit = [
        at
        for at, item in enumerate(found)
        if scores[at] >= scores[best] - NEAR
        and _FORBIDS.match(item.text)
        and _named(deed, item, query) >= FEWEST
        and _named(deed - _SMALL, item, query) >= least
    ]
    if not fit:
        return scores
    moved = np.array(scores, np.float64)
    moved[max(fit, key=lambda at: (_named(deed, found[at], query), float(scores[at])))] = scores[best] + JUST_BEFORE
    return moved


def _named(deed: set[str], item: Candidate, query: Query) -> int:
    """How many words of a deed a sentence has, words of like meaning among them."""
    said = set(terms(item.text))
    return sum(term in said or bool(said & query.kin.get(term, {}).keys()) for term in deed)
