"""The case that a question tells, and what a guide says of its opposite, or says it does not deal with.

"I signed it, does it bind me?" is not answered by "Without a signature …" where the sentence beside it says what a signature
does; and where a guide says that a country's law is not covered, what it says of another's is no answer.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import stem, terms, tokens

LIKE = 4  # first letters that "signed" and "signature" share
BESIDE = 3  # sentences
NEAR = 4.0  # log-odds
JUST_BEFORE = 0.1
SET_BACK = 3.0
NOT_DEALT_WITH = 0.5  # of the confidence
_WITHOUT = re.compile(r"Without (?:an? |the |any )?(?P<thing>[a-z][\w-]{3,})")
_LACKING = re.compile(
    r"\b(?:why|needs?|needed|necessary|required?|happens|important|matters?|purpose|point|no|not|never|forgot\w*|miss\w*|lacks?|"
    r"skip\w*|leav\w+|left|omit\w*|unless|instead|lost|fails?|failed|whether)\b|n['’]?t\b",
    re.IGNORECASE,
)
_DENIED = r"\b(?:without|no|not|never|un)\b(?: \w+){0,2} "
_NOT_COVERED = re.compile(
    r"^(?P<thing>(?:[\w'’-]+ ){1,4}?)(?:differs?\b|is\b|are\b|was\b|were\b|has\b|have\b|will\b).*?"
    r"\bnot (?:covered|dealt with|discussed|treated|described|included|part)"
    r"(?: (?:here|below|at all|of (?:this|these|the) [\w ]{3,20}|in (?:this|these|the) [\w ]{3,20}))?[.;)]?$",
    re.DOTALL,
)
_LEFT_AT_THAT = re.compile(
    r"(?:This|It|That|They|These)\b[^.!?]*\b(?:not (?:be )?(?:covered|dealt with|discussed|treated|described|explained) "
    r"(?:any )?(?:further|here|in (?:any |more )?detail)|(?:beyond|outside) the scope of (?:this|the))\b"
)


def behind_its_opposite(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which what a guide says of the case told stands before what holds without it.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores):
        return scores
    best = int(np.argmax(scores))
    lead = found[best]
    without = _WITHOUT.match(lead.text)
    if without is None:
        return scores
    like = without["thing"][:LIKE].lower()
    told = [word for word in tokens(question.text) if word.startswith(like)]
    asked = re.sub(rf"\bwithout (?!{like})\w+", " ", question.text, flags=re.IGNORECASE)
    if not told or _LACKING.search(asked) or re.search(r"\bwithout\b", asked, re.IGNORECASE):
        return scores
    beside = [
        at
        for at, item in enumerate(found)
        if at != best
        and (item.doc, item.path) == (lead.doc, lead.path)
        and abs(item.n - lead.n) <= BESIDE
        and scores[at] >= scores[best] - NEAR
        and any(word.startswith(like) for word in tokens(item.text))
        and not re.search(rf"{_DENIED}{like}", item.text, re.IGNORECASE)
    ]
    if not beside:
        return scores
    moved = np.array(scores, np.float64)
    fit = max(beside, key=lambda at: float(scores[at]))
    moved[fit] = scores[best] + JUST_BEFORE
    moved[best] -= SET_BACK
    return moved


def not_dealt_with(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> float:
    """What is left of the confidence where a guide says that what is asked about is not covered, and the best says nothing of it.

    So too where the sentence after the best says that it goes into this no further.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores):
        return 1.0
    asked = {stem(word) for word in tokens(question.text)}
    best = found[int(np.argmax(scores))]
    said = {stem(word) for word in tokens(best.text)}
    if any(map(_LEFT_AT_THAT.match, (best.text, best.hit.text[best.end - best.hit.start :].lstrip()))):
        return NOT_DEALT_WITH  # "You should know what a frame is. This is not covered here."
    for item in found:
        match = _NOT_COVERED.match(item.text) if item.kind in ("paragraph", "item") else None
        thing = {stem(word) for word in tokens(match["thing"])} - {"the", "a", "an"} if match else set()
        if thing and set(terms(match["thing"] if match else "")) - FRAME_WORDS and thing <= asked and not thing <= said:
            return NOT_DEALT_WITH
    return 1.0
