"""A question that the guide puts itself, as a heading over its answer: "What should the wardens do?", "Do early arrivals count?".

Whoever asks the same is answered there, though the sentence beneath does not say again what it is about.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.kinds import HARD, holds
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.terms import terms

ANSWERS = 0.6  # confidence
HOLDS = 0.5
FEWEST = 2
_ASKS = re.compile(
    r"(?:[A-Z][\w-]* \d[\d.]*[.:]? |\d[\d.]*[.):]? )?(?P<asks>(?:what|which|who|when|where|why|how|is|are|do|does|did|can|could|"
    r"may|must|should|will)\b.*)\?$",
    re.IGNORECASE,
)


def with_heading_asked(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> float:
    """The confidence where the best sentence stands under a heading that asks what a question asks.

    All that the heading asks about is in the question, all that the question asks about in the heading or the sentence, and where
    a figure is asked for the sentence has one.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    if not len(scores):
        return confidence
    best = found[int(np.argmax(scores))]
    heading = _ASKS.match(best.path[-1].strip()) if best.path else None
    if heading is None or (question.wanted in HARD and holds(question, best.text, "") < HOLDS):
        return confidence
    put, asked = set(terms(heading["asks"])) - FRAME_WORDS, set(terms(query.text)) - FRAME_WORDS
    told = put | set(terms(best.text))
    if not put or len(asked) < FEWEST or not _all_in(put, asked, query) or not _all_in(asked, told, query):
        return confidence
    return max(confidence, ANSWERS)


def _all_in(words: set[str], where: set[str], query: Query) -> bool:
    """Whether each word is there, or one of like meaning."""
    near = where | {other for term in where for other in query.kin.get(term, {})}
    return all(word in near or bool(query.kin.get(word, {}).keys() & where) for word in words)
