"""A date of the asker's own case, and the rule that tells what follows from a date: "keeps 7 days, counting the first as day 1".

No sum is made: the rule stands nearest, and is not withheld because the guide has not that very date.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.own_figure import MET
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.terms import terms

AS_GOOD = 0.5  # log-odds behind the best
LEAST = 0.3  # of confidence: something near it must have been found
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    rf"\b(?:{_MONTHS} (?:the )?(?P<after>\d{{1,2}})(?:st|nd|rd|th)?|"
    rf"(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTHS})(?!\w)",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(
    r"\b(?:when|(?:what|which) (?:day|date)|until|till|how long|last day|deadline|latest|in time|too late|still)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty) (?:\w+ )?"
    r"(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_ON_THE = re.compile(r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
PAIR = 2  # dates: from one to the other


def with_own_date(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> float:
    """The confidence where the asker tells one date of their own, and what comes nearest is a rule about dates or spans.

    The rule must share two words with the question, or words near them, beside the date.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    own = list(_DATE.finditer(question.text))
    if len(own) != 1 or confidence < LEAST or not len(scores):
        return confidence
    rest = f"{question.text[: own[0].start()]} {question.text[own[0].end() :]}"
    if not _ASKS_WHEN.search(rest) or any(item.extreme for item in found):
        return confidence
    day = int(own[0]["after"] or own[0]["before"])
    asked = {term for term in terms(re.sub(_MONTHS, " ", rest, flags=re.IGNORECASE)) if term not in FRAME_WORDS}
    near = [found[int(at)] for at in np.flatnonzero(scores >= scores.max() - AS_GOOD)]
    told = [item for item in near if item.kind in ("paragraph", "item") and rules_on_dates(item.text, day)]
    return max(confidence, MET) if any(_shared(item, asked, query) >= PAIR for item in told) else confidence


def rules_on_dates(text: str, day: int) -> bool:
    """Whether a sentence counts from one date to another, counts days or weeks, or says what holds on that day of a month.

    Args:
        text: A sentence.
        day: Of the month.
    """
    if any(int(match["day"]) == day for match in _ON_THE.finditer(text)):
        return True
    return len(_DATE.findall(text)) >= PAIR or bool(_COUNTS.search(text))


def _shared(item: Candidate, asked: set[str], query: Query) -> int:
    said = set(terms(" ".join((item.text, *item.path[-1:]))))
    return sum(term in said or any(near in said for near in query.kin.get(term, {})) for term in asked)
