"""How to be rid of a trouble: the line that the guide calls its remedies stands first, that of another trouble behind.

"How do I fix vanishing gradients?" is answered by "Remedies for vanishing gradients: …", which says neither "fix" nor "how".
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import stem, terms

BEFORE = 3.0  # log-odds: what the trouble is need not be told beside what to do about it
OF_ANOTHER = 3.0  # log-odds
_DEED = (
    r"fix|solve|resolve|cure|prevent|avoid|stop|reduce|lessen|remedy|overcome|combat|counter|counteract|fight|treat|tackle|handle|"
    r"mitigate|address|correct|repair|deal with|get rid of|cope with|protect (?:myself |ourselves |it )?(?:against|from)|"
    r"guard against|do (?:about|against)"
)
_DONE = (
    r"fixed|solved|resolved|cured|prevented|avoided|stopped|reduced|remedied|overcome|combated|countered|fought|treated|tackled|"
    r"handled|mitigated|addressed|corrected|repaired|dealt with"
)
_ASKS = re.compile(
    rf"\bhow (?:do|can|could|should|would|must|might|to)\b(?: (?:i|we|you|one|they|people))? (?:{_DEED}) (?P<one>[^?]+)|"
    rf"\bhow (?:is|are|can|could|should|must)(?: the| an?)? (?P<two>[^?]+?) (?:be )?(?:best )?(?:{_DONE})\b|"
    r"\bwhat (?:can|could|should|may) (?:be done|(?:i|we|you|one) do) (?:about|against) (?P<three>[^?]+)|"
    r"\bwhat (?:helps|works) (?:against|with) (?P<four>[^?]+)|"
    r"\bwhat (?:is|are) the (?:remed(?:y|ies)|cures?|fix(?:es)?|solutions?) (?:for|to|of|against) (?P<five>[^?]+)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:The |Some )?(?:(?:[Mm]ain|[Cc]ommon|[Uu]sual|[Tt]ypical|[Pp]ossible|[Ss]tandard|[Bb]est) )?"
    r"(?:[Rr]emed(?:y|ies)|[Cc]ures?|[Ff]ix(?:es)?|[Ss]olutions?|[Tt]reatments?|[Pp]revention|[Cc]ountermeasures?|[Mm]itigations?|"
    r"[Ss]afeguards?|[Pp]recautions?|[Ww]ays (?:to (?:fix|avoid|prevent|reduce|overcome|fight)|out of|around|round))"
    r"(?: (?:for|to|of|against|from))? (?P<trouble>[^:.;,]{3,80}?)(?::| (?:are|is|include|includes)\b)"
)
_SMALL = frozenset(stem(word) for word in "problem trouble issue effect risk case phenomenon something thing".split())


def cures_first(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which a line of remedies for the trouble asked about stands first, and one for another trouble further back.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    asked = _ASKS.search(question.text)
    if asked is None or not len(scores):
        return scores
    trouble = _content(next(part for part in asked.groups() if part))
    moved = np.array(scores, np.float64)
    own: list[int] = []
    for at, item in enumerate(found):
        label = _LABEL.match(item.text)
        if label is None or not trouble:
            continue
        named = _content(label["trouble"])
        if trouble <= named:
            own.append(at)
        elif trouble & named or not named <= trouble:
            moved[at] -= OF_ANOTHER
    if own:
        best = max(own, key=lambda at: float(moved[at]))
        moved[best] = max(float(moved[best]), float(moved.max()) + BEFORE)
    return moved


def _content(text: str) -> set[str]:
    return {term for term in terms(text) if term not in FRAME_WORDS | _SMALL}
