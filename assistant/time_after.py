"""How much time of a thing is asked, and only a time after which something was seen is told.

"How many hours of steeping does it need?" is not answered by "after twelve hours steeped bark was darker than dry".
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.figure_ranges import FIGURE
from studyground.assistant.question import Question

AS_GOOD = 1.0  # log-odds
ONLY_WHEN = 0.5  # of the confidence
_UNITS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_HOW_MUCH = re.compile(rf"\bhow many {_UNITS} (?:of|worth of) [a-z]", re.IGNORECASE)
_TOLD = re.compile(
    rf"(?P<before>\b[a-z]+ )?(?P<time>(?:{FIGURE}|an?|half an?|a few|several)[ -]{_UNITS})\b(?P<after> [a-z]+)?", re.I
)
_SINCE = frozenset("after before until till by since over".split())
_LATER = frozenset("later ago earlier afterwards after before".split())


def only_says_when(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> float:
    """What is left of the confidence where the best sentences tell when something was seen, not how much of it there must be.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores) or not _HOW_MUCH.search(question.text):
        return 1.0
    near = [found[int(at)].text for at in np.flatnonzero(scores >= scores.max() - AS_GOOD)]
    told = [match for text in near for match in _TOLD.finditer(text)]
    when = [
        (match["before"] or "").strip().lower() in _SINCE or (match["after"] or "").strip().lower() in _LATER
        for match in told
    ]
    return ONLY_WHEN if told and all(when) else 1.0
