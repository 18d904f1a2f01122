"""Of sentences on what a list is asked of, the one that names the things before one that only says that there are several.

"X supports A, B and C strategies" answers "which strategies does X have?"; "X has different strategies, see below" does not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.outcome import told_after
from studyground.assistant.picked import Picked, sentence_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

FEWEST = 3  # things in a row
NEAR = 3.0  # log-odds behind the best
ONLY_SEVERAL = 2.0
MOST_ASKED = 0.4  # of what is asked
OPENING = 5  # words
MOST_TOLD = 8  # sentences
_MEMBER = (
    r"[\"“‘'`(]?(?!(?:which|who|that|where|when|while|but|so|if|because|it|they|we|you)\b)"
    r"[\w./+'’-]{1,40}(?: [\w./+'’-]{1,40}){0,3}[\"”’'`)]?"
)
_ROW = re.compile(
    rf"{_MEMBER}(?:[,;] {_MEMBER}){{1,12}}[,;]? (?:and|or|as well as) {_MEMBER}|(?:{_MEMBER} [/|] ){{2,}}{_MEMBER}"
)
_ONLY_SEVERAL = re.compile(
    r"\b(?:different|various|several|many|multiple|numerous|certain|other|these|those|all|"
    r"(?:a|the) (?:number|variety|range|list|set) of)\s"
    r"(?:[\w-]+ ){0,3}(?P<noun>[\w-]+s)\b",
    re.IGNORECASE,
)


def names_members(text: str) -> bool:
    """Whether a text has a row of three things or more."""
    return bool(_ROW.search(text))


def members_first(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which what names the things asked for stands before a best sentence that only says that there are several.

    Args:
        question: What is asked; only a list is looked at.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if question.type != "list" or not len(scores):
        return scores
    asked = set(terms(question.text)) - FRAME_WORDS
    best = int(np.argmax(scores))
    if not asked or names_members(found[best].text) or not _several_of(asked, found[best].text):
        return scores
    near = [
        at
        for at in np.argsort(-scores, kind="stable").tolist()
        if scores[at] >= scores[best] - NEAR
        and names_members(found[at].text)
        and len(asked & set(terms(found[at].text))) >= MOST_ASKED * len(asked)
    ]
    if not near:
        return scores
    moved = np.array(scores, np.float64)
    moved[near[0]], moved[best] = moved[best], moved[best] - ONLY_SEVERAL
    return moved


def told_one_by_one(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """The best sentence where it only says that there are several, and the next of its paragraph, each of which names one.

    "There are different strategies. The ‘uniform’ strategy … The ‘quantile’ strategy …"; [] for anything else.

    Args:
        index: Where the candidates come from.
        question: For a list.
        found: Candidates.
        order: Their numbers, best first.
    """
    lead = found[order[0]]
    sorts = _several_of(set(terms(question.text)) - FRAME_WORDS, lead.text)
    if question.type != "list" or not sorts or lead.kind != "paragraph" or lead.dangling:
        return []
    told = told_after(index, lead, MOST_TOLD)
    run = next(
        (at for at, one in enumerate(told) if not sorts & set(terms(" ".join(one.text.split()[:OPENING])))), len(told)
    )
    if run < 2:
        return []
    return [sentence_of(index, lead), *(replace(sentence_of(index, one), listed=True) for one in told[:run])]


def _several_of(asked: set[str], text: str) -> set[str]:
    """Stems of what a text says that there are several of, where that is asked for."""
    return {stem(match["noun"].lower()) for match in _ONLY_SEVERAL.finditer(text)} & asked
