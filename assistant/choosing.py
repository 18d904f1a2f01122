"""Which of two to take: a situation that ends in "X or Y?" is answered by the sentence that says when to take which."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import stem, terms

NEAR = 2.5  # log-odds behind the best that speaks of a side
AS_GOOD = 0.7  # log-odds within which the advice for the other side is shown too
SITUATION_TERMS = 2
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
_ASKS_TO_COMPARE = re.compile(
    r"\b(?:differ\w*|compar\w+|vs|versus|distinct\w*|distinguish\w*|contrast)\b", re.IGNORECASE
)
_DIRECTS = re.compile(
    r"\b(?:take|choose|chosen|pick|use|used|prefer|preferred|go (?:for|with)|select|opt for|reach for|stick (?:to|with)|"
    r"need|needed|needs|should|must|suits?|suited|suitable|fits?|recommended|advisable|meant|made|"
    r"(?:is|are) (?:the )?(?:better|best|enough|right|fine|good|ideal|for)|works? (?:best|better|well))\b",
    re.IGNORECASE,
)
_IN_CASE = re.compile(
    r"\b(?:when|whenever|if|unless|where|as long as|as soon as|in case|because|since|for|to|instead of|rather than|not)\b",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(
    r"\b(?:when|in (?:what|which) (?:cases?|situations?)) (?:should|would|do|does|can|is it|to)\b.*"
    r"\b(?:instead|rather than|over|or|vs|versus)\b",
    re.IGNORECASE,
)
_CHOOSING = frozenset(
    stem(word) for word in "use take choose pick prefer need want should better go select option choice team".split()
)


def chooses(question: Question) -> bool:
    """Whether a question tells a situation and asks which of its two sides to take in it.

    Args:
        question: Taken apart.
    """
    if not question.sides or not _EITHER.search(question.text) or _ASKS_TO_COMPARE.search(question.text):
        return False
    named = {term for side in question.sides for term in terms(side)}
    return len(set(terms(question.text)) - named - FRAME_WORDS - _CHOOSING) >= SITUATION_TERMS


def asks_when(question: Question) -> bool:
    """Whether a question asks when to take one of its sides and when the other.

    Args:
        question: Taken apart.
    """
    return bool(question.sides and _ASKS_WHEN.search(question.text))


def advice(
    found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int], sides_in: Sequence[Sequence[int]]
) -> list[int]:
    """Numbers of the candidates that say when to take which side, in reading order; [] when none of the better ones does.

    It is one sentence, or one for each side where both are nearly as good.

    Args:
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
        sides_in: For each candidate the sides it names.
    """
    of_a_side = [at for at in order if sides_in[at]]
    near = [at for at in of_a_side if scores[at] >= scores[of_a_side[0]] - NEAR and advises(found[at])]
    if not near:
        return []
    best = near[0]
    other = [
        at
        for at in near[1:]
        if not set(sides_in[at]) & set(sides_in[best])
        and (found[at].doc, found[at].path) == (found[best].doc, found[best].path)
        and scores[at] >= scores[best] - AS_GOOD
    ]
    return sorted([best, *other[:1]], key=lambda at: found[at].n)


def advises(item: Candidate) -> bool:
    """Whether a sentence says what to take, and in which case."""
    return bool(_DIRECTS.search(item.text) and _IN_CASE.search(item.text))
