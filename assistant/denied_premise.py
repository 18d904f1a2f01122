"""A "why" that takes for granted what the guide denies: the sentence that denies it is the answer.

"Why do you stamp the copy a second time?" is answered by "A copy is never stamped again", not by what stands beside it; "Why did
he lose all his early letters?" by "most of his early letters were still there".
"""

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.everyday_verbs import said_in_one_word
from studyground.assistant.forbidden_deed import with_forbidden_first
from studyground.assistant.own_figure import MET
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.terms import terms

NEAR = 4.0  # log-odds behind the best
AS_GOOD = 0.5  # within which a sentence that only points back at what is asked is near enough
JUST_BEFORE = 0.1
DENIED_WITHIN = 4  # words after "not"
FEWEST = 2  # words asked beside the deed denied
_WHY = re.compile(r"^(?:so |and |but )?(?:why|how come|what(?:['’]s| is) the reason|for what reason)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:not(?! only\b)|never|cannot|no(?! (?:one|matter|longer|more|less|fewer)\b))\b|n['’]t\b", re.IGNORECASE
)
_REASON = re.compile(
    r"\b(?:because|since|so that|in order to|otherwise|reasons?|as a result|therefore|hence)\b|[,;] (?:so|for|as)\b",
    re.I,
)
_ALL = re.compile(
    r"\b(?:all|every|each of|none of|the whole of|the entire) (?:of )?(?:the |his |her |its |their |your |our |my )?"
    r"(?P<of>[\w'’-]+(?: [\w'’-]+)?)", re.IGNORECASE,
)  # fmt: skip
_PART = re.compile(
    r"\b(?:most|some|many|much|half|parts?|not all) (?:of )?(?:the |his |her |its |their |your |our |my )?"
    r"(?P<of>[\w'’-]+(?: [\w'’-]+)?)", re.IGNORECASE,
)  # fmt: skip
_POINTS = re.compile(r"^(?:It|They|This|These|That|Those)\b")


def with_premise_denied(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], float]:
    """Scores in which what denies or narrows what a "why" takes for granted stands first, and the confidence that gives.

    A denial that has most of what is asked, itself or in the heading above it, is an answer.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    moved = with_denial_first(question, query, found, scores)
    if not len(moved) or not _WHY.match(question.text.strip()) or _DENIES.search(question.text):
        return moved, confidence
    best = int(np.argmax(moved))
    part = _part_told(question.text, found, found[best])
    if part is not None:
        moved = np.array(moved, np.float64)
        moved[part] = moved.max() + JUST_BEFORE * (part != best)
        return moved, max(confidence, MET)
    lead = found[best]
    deed = _denied(lead.text, question, query) if lead.kind in ("paragraph", "item") else set()
    asked = {term for term in terms(question.text) if term not in FRAME_WORDS and term.isalpha()}
    said = set(terms(" ".join((lead.text, *lead.path[-1:]))))
    others = asked - deed
    settled = bool(deed) and len(others & set(terms(lead.text))) >= FEWEST and 2 * len(others & said) >= len(others)
    return moved, max(confidence, MET) if settled else confidence


def _part_told(question: str, found: Sequence[Candidate], lead: Candidate) -> int | None:
    """The sentence of the best one's section that tells of most or some where all are asked about, unless the best names them."""
    whole = _ALL.search(question)
    of = [term for term in terms(whole["of"]) if term not in FRAME_WORDS] if whole else []
    if not of or (of[0] in terms(lead.text) and not _tells_part(lead.text, of[0])):
        return None
    near = [at for at, item in enumerate(found) if (item.doc, item.path) == (lead.doc, lead.path)]
    return next(
        (at for at in near if found[at].kind in ("paragraph", "item") and _tells_part(found[at].text, of[0])), None
    )


def _tells_part(text: str, of: str) -> bool:
    return any(of in terms(match["of"]) for match in _PART.finditer(text))


def with_denial_first(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which what denies the deed that a "why" takes for granted stands first, or forbids it to a "why not".

    The deed must be denied in a word of the question, and the sentence must name what it is done to by two words that stand
    together in the question, which the best does not; or it points back and is as good as the best.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores) or not _WHY.match(question.text.strip()) or _DENIES.search(question.text):
        return with_forbidden_first(question, query, found, scores)
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
