"""What a guide says to do in a case that is not the asker's stands behind what it says of the case that is told.

"What do I do when the supply stops reaching the stalls?" is not answered by "If a market is called off, …", where a line that
opens with its own case has "Road closed (supply not reaching the stalls): …". Nor is "before folding?" where no folding is told.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import stem, terms

NEAR = 5.0  # log-odds
NEAR_IN_ORDER = 3.0
JUST_BEFORE = 0.1
LIKE = 5  # first letters that two forms of a word share
_ASKS = re.compile(
    r"\bwhat (?:do|should|shall|can|must|would) (?:i|we|you|one|they) (?:do|say)(?: now| then| first)? "
    r"(?:if|when|once|after|whenever) "
    r"(?P<case>.+)|"
    r"^what (?:to do|now|next) (?:if|when|once|after|whenever) (?P<other>.+)",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:If|When|Whenever|Once|Should) (?P<case>[^,;:]{6,}?),")
_LABEL = re.compile(r"(?P<case>[^:.;]{4,120}?(?:\([^()]{4,100}\))?): ?(?=\S)")
_SMALL = frozenset(
    stem(word)
    for word in "go get stop come put take make keep start give still half hour minute day week time long something thing".split()
)
_IN_ORDER = re.compile(
    r"^(?:should|can|could|may|must|do|shall) (?:i|we|you|one) .{3,60}? "
    r"(?P<order>before|after|inside|within|during|outside) (?P<what>.+?)\W*$",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:before|after|inside|within|during|outside|first|prior to|only then|beforehand|afterwards)\b", re.I
)


def with_own_case_first(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which what opens with the case told, or has the order asked for, stands before what has nothing of either.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores):
        return scores
    best = int(np.argmax(scores))
    first = _of_the_case(question, found, scores, best)
    first = _of_the_order(question, found, scores, best) if first is None else first
    if first is None:
        return scores
    moved = np.array(scores, np.float64)
    moved[first] = moved[best] + JUST_BEFORE
    return moved


def _of_the_case(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], best: int) -> int | None:
    """The line that opens with the case told, where the best opens with another."""
    asked = _ASKS.search(question.text)
    case = set(terms(asked["case"] or asked["other"])) - FRAME_WORDS - _SMALL if asked else set()
    opening = _IF.match(found[best].text)
    if not case or opening is None or _shared(case, found[best].text):
        return None
    fit = [
        at
        for at, item in enumerate(found)
        if scores[at] >= scores[best] - NEAR
        and (own := _IF.match(item.text) or _LABEL.match(item.text))
        and _shared(case, own["case"])
    ]
    return max(fit, key=lambda at: (_shared(case, found[at].text), float(scores[at])), default=None)


def _of_the_order(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], best: int) -> int | None:
    """The sentence of the best one's section that says what comes before, inside or after the thing asked of."""
    asked = _IN_ORDER.match(question.text.strip())
    what = set(terms(asked["what"])) - FRAME_WORDS if asked else set()
    every = set(terms(question.text)) - FRAME_WORDS
    lead = found[best]
    if not what or _shared(every, lead.text):
        return None
    fit = [
        at
        for at, item in enumerate(found)
        if (item.doc, item.path) == (lead.doc, lead.path)
        and scores[at] >= scores[best] - NEAR_IN_ORDER
        and _ORDER.search(item.text)
        and _shared(what, item.text)
    ]
    return max(fit, key=lambda at: float(scores[at]), default=None)


def _shared(words: set[str], text: str) -> int:
    """How many words a text has, other forms of one among them."""
    said = set(terms(text))
    return sum(word in said or any(_alike(word, other) for other in said) for word in words)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= LIKE and long.startswith(short[: max(LIKE, len(short) - 2)])
