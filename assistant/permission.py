"""Whether something is allowed or will do, asked outright: a sentence that only tells another figure or step leaves it open."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import Question

LEFT_OPEN = 0.5  # of the confidence
AS_GOOD = 1.0  # log-odds
_ASKS = re.compile(
    r"^(?:and |so |but )?(?:is|are|was|were|would) .*\b(?:ok|okay|fine|all ?right|allowed|permitted|acceptable|forbidden)\b",
    re.IGNORECASE,
)
_SETTLES = re.compile(
    r"\b(?:may|might|can|cannot|could|must|should|shall|ought|never|always|not|no|none|nobody|nothing|yes|only|without|allow\w*|"
    r"permit\w*|permission|forbid\w*|forbade|ban|banned|prohibit\w*|illegal|legal\w*|lawful\w*|ok|okay|fine|safe\w*|unsafe|good|bad|"
    r"right|wrong|acceptable|unacceptable|avoid\w*|unless|except|if|when|enough|possible|need|needs|do|does|free|risk\w*|danger\w*|"
    r"rather|instead|tolerat\w*|accept\w*|refus\w*|reject\w*|suit\w*|harm\w*|kills?|any|also|even)\b|n['’]t\b",
    re.IGNORECASE,
)


def left_open(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> float:
    """What is left of the confidence where it is asked whether something is allowed and nothing near says so or otherwise.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores) or not _ASKS.match(question.text.strip()):
        return 1.0
    best = int(np.argmax(scores))
    near = [item for at, item in enumerate(found) if scores[at] >= scores[best] - AS_GOOD]
    plain = all(item.kind in ("paragraph", "item") and not _SETTLES.search(item.text) for item in near)
    return LEFT_OPEN if plain else 1.0
