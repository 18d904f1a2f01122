"""A "why" that takes for granted what the guide denies: the sentence that denies it is the answer.

"Why do you stamp the copy a second time?" is answered by "A copy is never stamped again", not by what stands beside it.
"""

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.everyday_verbs import said_in_one_word
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.terms import terms

NEAR = 3.0  # log-odds behind the best
AS_GOOD = 0.5  # within which a sentence that only points back at what is asked is near enough
JUST_BEFORE = 0.1
DENIED_WITHIN = 4  # words after "not"
_WHY = re.compile(r"^(?:so |and |but )?(?:why|how come|what(?:['’]s| is) the reason|for what reason)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|so that|in order to|otherwise|reasons?|as a result|therefore|hence)\b|[,;] (?:so|for|as)\b",
    re.I,
)
_POINTS = re.compile(r"^(?:It|They|This|These|That|Those)\b")


def with_denial_first(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which what denies the deed that a "why" takes for granted stands first.

    The deed must be denied in a word of the question, and the sentence must name what it is done to by two words that stand
    together in the question, which the best does not; or it points back and is as good as the best.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores) or not _WHY.match(question.text.strip()) or _DENIES.search(question.text):
        return scores
    best = int(np.argmax(scores))
    lead = found[best]
    if _REASON.search(lead.text) or _denied(lead.text, question, query):
        return scores
    asked = [term for term in terms(question.text) if term not in FRAME_WORDS]
    pairs = set(zip(asked, asked[1:], strict=False))
    fit = [
        at
        for at, item in enumerate(found)
        if at != best
        and item.kind in ("paragraph", "item")
        and (item.doc, item.path) == (lead.doc, lead.path)
        and scores[at] >= scores[best] - NEAR
        and (deed := _denied(item.text, question, query))
        and (
            _names_more(item.text, lead.text, pairs, deed)
            or (bool(_POINTS.match(item.text)) and scores[at] >= scores[best] - AS_GOOD)
        )
    ]
    if not fit:
        return scores
    moved = np.array(scores, np.float64)
    moved[max(fit, key=lambda at: float(scores[at]))] = scores[best] + JUST_BEFORE
    return moved


def _denied(text: str, question: Question, query: Query) -> set[str]:
    """The terms after a "not" of a sentence that are asked about, or say in one word what the question says in several."""
    asked = {term for term in terms(question.text) if term not in FRAME_WORDS}
    asked |= frozenset[str]().union(*(words for _, words in said_in_one_word(question.text)))
    asked |= {near for term in asked for near in query.kin.get(term, {})}
    after = [text[match.end() :].split()[:DENIED_WITHIN] for match in _DENIES.finditer(text)]
    return {term for words in after for term in terms(" ".join(words)) if term in asked}


def _names_more(text: str, lead: str, pairs: Collection[tuple[str, str]], deed: Collection[str]) -> bool:
    """Whether a sentence has two words that stand together in the question, none of them the deed, and the lead has not both."""
    said, first = set(terms(text)), set(terms(lead))
    return any({*pair} <= said and not {*pair} <= first and not {*pair} & set(deed) for pair in pairs)
