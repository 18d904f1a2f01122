"""Sentences that say nothing new: they repeat the question, announce a need, deny what nobody said, or say it once more."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.kinds import holds
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

RHETORIC_PENALTY = 3.5
RESTATES_PENALTY = 2.0
NAMELESS_PENALTY = 1.0
SHORTEST_ROOT = 5
SAME_MATTER = 5  # words in common, beside those of the question
LITTLE_NEW = 0.45
SAME_SENTENCE = 0.8
_OF_ANOTHER = re.compile(r"(?:it|they|he|she|this|these) ", re.IGNORECASE)  # what it is about, the sentence before says
_YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|must|may)\b", re.IGNORECASE
)
_DENIES = re.compile(
    r"\b(?:is|are|was|were)(?: not|n['’]t) (?:just|merely|simply|only)\b(?!.{0,80}\bbut\b)|"
    r"^(?:it|there)(?:['’]s| is) (?:tempting|easy|natural|common) to (?:see|think|view|believe|imagine|assume|say|forget)\b|"
    r"\b(?:recogni[sz]|understand|know|learn|grasp|appreciat|familiar)\w* (?:with )?(?:the |how .{1,30} )?"
    r"(?:differences?|distinctions?|differ) ?(?:between\b|[.,])",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\b(?:is|are|remains?) (?:an?|another|one|the) (?:[\w-]+ ){0,2}(?:requirement|need|challenge|problem|task|concern|wish|"
    r"demand|goal|issue|difficulty|scenario|situation|case)s?[.!]?$|"
    r"^(?:an?|another|one|a second|a third) (?:[\w-]+ )?(?:scenario|situation|case|requirement|need|challenge|task|problem) "
    r"(?:may|might|could|can|would|is|involves?|concerns?|arises?)\b|"
    r"\b(?:an?|some|another) (?:[\w-]+ ){1,3}(?:may|might|could) (?:also |sometimes |often )?(?:seek|need|want|wish|require|"
    r"prefer|look for|ask for|face)\b",
    re.IGNORECASE,
)
_SOLVES = re.compile(
    r"\b(?:in|for) (?:such|this|that|these) (?:an? )?(?:cases?|situations?|scenarios?|purposes?|needs?|requirements?)\b|"
    r"^the (?:[\w-]+ )?(?:solution|answer|remedy|way out|cure|fix|choice|recommendation)\b|"
    r"\b(?:meets?|addresses|solves?|satisf(?:y|ies)) (?:this|that|these|the|such)\b",
    re.IGNORECASE,
)

_ADVISES = re.compile(
    r"^[A-Z][a-z]{2,}ing\b|^(?:you|we|one|they|this|these|here) (?:can|could|should|may|must)\b|\b(?:recommended|advisable|suits|"
    r"is (?:the )?best|is enough|helps|solves|cures|prevents|ensures|remedies)\b",
    re.IGNORECASE,
)


def news(text: str, known: Collection[str]) -> set[str]:
    """The content words of a text, as terms, that are not among the known ones, nor of one root with them."""
    return {
        term
        for term in terms(text)
        if term not in FRAME_WORDS and term not in known and not any(one_root(term, other) for other in known)
    }


def one_root(one: str, other: str, least: int = SHORTEST_ROOT) -> bool:
    """Whether one of two terms begins with the other, which has some letters at least."""
    short, long = sorted((one, other), key=len)
    return len(short) >= least and long.startswith(short)


def alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words, figures included."""
    first, second = set(terms(one)), set(terms(other))
    if not first or not second:
        return False
    numbers = [{word for word in words if word[0].isdigit()} for words in (first, second)]
    return numbers[0] == numbers[1] and len(first & second) / min(len(first), len(second)) >= SAME_SENTENCE


def says_again(text: str, shown: Sequence[str], asked: Collection[str]) -> bool:
    """Whether a sentence says once more what is shown: much in common with one of them, no new figure, little new."""
    own = {term for term in terms(text) if term not in asked}
    for other in shown:
        said = set(terms(other))
        new = news(text, said | set(asked))
        if any(term[0].isdigit() for term in new):
            continue
        if len(own & said) >= SAME_MATTER and len(new) <= LITTLE_NEW * len(own):
            return True
    return False


def rhetorical(text: str) -> bool:
    """Whether a sentence only says what something is more than, or what one might be led to think."""
    return bool(_DENIES.search(text))


def announces_need(text: str) -> bool:
    """Whether a sentence tells of a need or a case and leaves it to the next what to do about it."""
    return bool(_NEED.search(text))


def without_empty_words(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which what says nothing new stands behind what does.

    A sentence that announces the need a question speaks of hands its score on to the next one, which says what to do.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    changed = np.array(scores, np.float64)
    asked = set(terms(question.text))
    open_question = not _YES_OR_NO.match(question.text) and question.type != "comparison"
    for at, item in enumerate(found):
        if rhetorical(item.text):
            changed[at] -= RHETORIC_PENALTY
        elif open_question and item.kind != "table" and not (_OF_ANOTHER.match(item.text) or news(item.text, asked)):
            changed[at] -= RESTATES_PENALTY
    if question.wanted == "name" and question.names_a_thing:
        named = np.array([holds(replace(question, wanted="product"), item.text) == 1.0 for item in found], np.bool_)
        changed[~named] -= NAMELESS_PENALTY
    places = {(item.doc, item.n): at for at, item in enumerate(found)}
    for at in range(len(found)):
        after = solution_to(question, found, places, at)
        if after is not None:
            changed[after] = max(changed[after], scores[at])
            changed[at] -= RHETORIC_PENALTY
    return changed


def solution_to(
    question: Question, found: Sequence[Candidate], places: Mapping[tuple[int, int], int], at: int
) -> int | None:
    """Number of the candidate that says what to do about the need which candidate `at` announces, None when there is none."""
    item = found[at]
    after = places.get((item.doc, item.n + 1))
    if after is None or not announces_need(item.text) or found[after].path != item.path:
        return None
    following = found[after].text
    if announces_need(following):
        return None
    if _SOLVES.search(following):
        return after
    chooses = question.type == "scenario" or question.wanted in ("choice", "product")
    return after if chooses and (_ADVISES.search(following) or _names_new(question, item.text, following)) else None


def _names_new(question: Question, need: str, solution: str) -> bool:
    """Whether the sentence after a need names something that neither the need nor the question names."""
    told = Question(f"{question.text} {need}", question.type, "product")
    return holds(told, solution) == 1.0
