"""What a question puts before it asks, a case or a deed: what the guide says of that case or forbids stands before the rest.

"My lamp fell into the dock, how long do I have?" is answered by what is said of a lamp that falls into water, not by how long a
lamp burns; "shouldn't I just relight it?" by "Do not relight a lamp that …" where another sentence is hardly nearer.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.restating import one_root
from studyground.ingest.terms import terms

AS_NEAR = 1.0  # log-odds
NEAR = 3.0
JUST_BEFORE = 0.1
FEWEST = 4  # content words of a case
MOST_NAMED = 0.6  # of the words of a case, in a sentence that is about it
HARDLY_NAMED = 0.4
LIKE = 4  # first letters: "repo" and "repository"
_PROPOSES = re.compile(
    r"(?:^|[,;.?!–-] ?|\b(?:so|and|but) )(?:should|can|could|may|shall)(?:n['’]?t)? (?:i|we|you|he|she|they|one) "
    r"(?:not )?(?:just |simply |then |also )?[a-z]+\b|\bis it (?:ok|okay|fine|all ?right|allowed|safe) (?:to|if)\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"(?:Do not|Don['’]t|Never|Avoid|You (?:must|may|should) (?:not|never)|Under no circumstances)\b")
_PUT_FIRST = re.compile(
    r"^(?!(?:if|when|what|which|who|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have)\b)"
    r"(?P<case>(?:my|our|the|an?|some(?:one|body)|i|we|he|she|they)\b[^,;.?!]{12,}?)(?:[,;.?!]| [–—-]) ?(?:so |and |but )?"
    r"(?=(?:for |in |at |by )?(?:what|which|who|where|when|why|how|is|are|do|does|did|can|could|should|would|will)\b)",
    re.IGNORECASE,
)


def with_case_put(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which what forbids the deed proposed, or tells of the very case put, stands before what is hardly nearer.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores):
        return scores
    moved = np.array(scores, np.float64)
    best = int(np.argmax(moved))
    first = _forbids_it(question, found, moved, best)
    if first is None:
        first = _of_the_case(question, found, moved, best)
    if first is not None:
        moved[first] = moved[best] + JUST_BEFORE
    return moved


def _forbids_it(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], best: int) -> int | None:
    """The sentence that opens by forbidding, where a question proposes a deed and the best forbids nothing."""
    if not _PROPOSES.search(question.text) or _FORBIDS.match(found[best].text):
        return None
    fit = [at for at, item in enumerate(found) if scores[at] >= scores[best] - AS_NEAR and _FORBIDS.match(item.text)]
    return max(fit, key=lambda at: float(scores[at]), default=None)


def _of_the_case(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], best: int) -> int | None:
    """The sentence of the best one's section that has most words of the case put, where the best has few of them."""
    put = _PUT_FIRST.match(question.text.strip())
    case = set(terms(put["case"])) - FRAME_WORDS - {"get", "got"} if put else set()
    lead = found[best]
    if len(case) < FEWEST or _named(case, lead.text) > HARDLY_NAMED * len(case):
        return None
    fit = [
        at
        for at, item in enumerate(found)
        if (item.doc, item.path) == (lead.doc, lead.path)
        and item.kind == "paragraph"
        and scores[at] >= scores[best] - NEAR
        and _named(case, item.text) >= MOST_NAMED * len(case)
    ]
    return max(fit, key=lambda at: (_named(case, found[at].text), float(scores[at])), default=None)


def _named(case: set[str], text: str) -> int:
    """How many words of a case a text has, a longer or shorter form of one among them."""
    said = set(terms(text))
    return sum(any(one == word or one_root(one, word, LIKE) for word in said) for one in case)
