"""A rule that a guide splits by a figure, and the side of it that the asker's own figure falls on.

"I'm 44, how long is it valid?" is answered by "under 40 it lasts 60 months; 40 or over, 24", "is 9 in the morning too soon?" by
what is said of "before 10:00" beside "from 10:00", and "how many free seats for 50 guests?" by "one seat in ten is free". What
the figure comes to is left to the reader.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.figure_ranges import (
    CLOCK,
    CLOCK_TIME,
    FIGURE,
    LESS,
    MORE,
    NUMBER,
    Side,
    hour_of,
    ranges_of,
    value_of,
)
from studyground.assistant.kinds import HARD, holds
from studyground.assistant.own_figure import MET
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.terms import STOP_WORDS, stem, terms

NEAR = 2.0  # log-odds behind the best
JUST_BEFORE = 0.1
OTHER_SIDE = 3.0
OLDEST = 120  # years
_RATIO = re.compile(
    rf"\b(?:an?|{NUMBER}) (?P<thing>[a-z-]+)(?: [a-z]+)? (?:in|per|out of|for|to)(?: every| each)? (?P<per>{FIGURE})"
    r"(?: (?P<of>[a-z-]+))?",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"\b(?:I['’]?m|I am|(?:he|she)['’]?s|(?:he|she) is|aged?|turned|turning)(?: now)? (?P<age>{NUMBER})"
    rf"(?! ?(?:%|[a-z]+ (?!old\b)))(?=\W|$)|\b(?P<old>{NUMBER})[ -]?(?:years?[ -]olds?|yo)\b",
    re.IGNORECASE,
)
_OF_AGE = re.compile(
    r"\b(?:aged?|years? old|old(?:er|est)?|young(?:er|est)?|birthday|born|"
    r"(?:you|they|he|she|who|person|anyone) (?:is|are|was|were))\b",
    re.IGNORECASE,
)
_HOUR = re.compile(
    rf"\bat (?P<hour>{FIGURE})(?: o['’]?clock)?(?: (?P<part>in the (?:morning|afternoon|evening)|at night))?|"
    rf"(?P<clock>{CLOCK_TIME})",
    re.IGNORECASE,
)
_TIME = frozenset(map(stem, "second minute hour day night week month year decade".split()))
_COUNTED = re.compile(rf"(?<![\w.,:$£€])(?P<number>{FIGURE})[ -]?(?P<of>[^\W\d_]{{2,}}|%)", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?P<name>[a-z]{3,})(?: of| is| was| at)? (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?![\w:]|[.,]\d)", re.IGNORECASE
)
_BOUND_BEFORE = re.compile(rf"\b(?:{LESS}|{MORE}|within|since|until|till) (?:the |my |a )?$", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:what|which|how (?:many|much)) (?:[a-z]+ )??(?P<head>[a-z-]{3,})\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;:.?!] ")
_WHY = re.compile(r"^(?:so |and |but )?(?:why|how come)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Case:
    """A figure of the question: how much, and of what (CLOCK, "age", a unit or a name as a term)."""

    value: float
    of: str
    named: bool = False


def with_side_of_split(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], float]:
    """Scores and confidence where a rule split by a figure, or a share told by number, settles the asker's own figure.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    cases = _cases(question.text) if not _WHY.match(question.text) else []
    if not cases or not len(scores) or any(item.extreme for item in found):
        return scores, confidence
    near = [int(at) for at in np.argsort(-scores, kind="stable") if scores[at] >= scores.max() - NEAR]
    near = [at for at in near if found[at].kind in ("paragraph", "item")]
    for at in near:
        for case in cases:
            met, others = _met(case, at, found)
            if met is not None and _on_topic(question, query, case, found[met], found[at]):
                raised = np.array(scores, np.float64)
                raised[others] -= OTHER_SIDE
                raised[met] = max(float(scores[met]), float(scores.max())) + JUST_BEFORE
                return raised, max(confidence, MET)
    return scores, confidence


def _cases(text: str) -> list[_Case]:
    """The figures of a question that may be its own case, no bounds among them."""
    found: list[_Case] = []
    for match in _AGE.finditer(text):
        found.append(_Case(value_of(match["age"] or match["old"]), "age"))
    for match in _HOUR.finditer(text):
        hour = hour_of(match["hour"] or match[CLOCK], (match["part"] or "").lower())
        if hour is not None:
            found.append(_Case(hour, CLOCK))
    for pattern in (_COUNTED, _NAMED):
        for match in pattern.finditer(text):
            of = stem((match["of"] if pattern is _COUNTED else match["name"]).lower())
            if of in STOP_WORDS or _BOUND_BEFORE.search(text[: match.start("number")]):
                continue
            found.append(_Case(value_of(match["number"]), of, pattern is _NAMED))
    return found


def _met(case: _Case, at: int, found: Sequence[Candidate]) -> tuple[int | None, list[int]]:
    """The candidate that holds for a case, and those of the other sides; None where the one at `at` splits nothing by it."""
    lead = found[at]
    if not case.named and case.of not in (*_TIME, CLOCK, "age") and any(_shares(case, lead.text)):
        return at, []
    beside = [
        number
        for number, item in enumerate(found)
        if (item.doc, item.path, item.kind) == (lead.doc, lead.path, lead.kind) and abs(item.n - lead.n) <= 1
    ]
    sides = [
        side
        for number in sorted(beside, key=lambda one: found[one].n)
        for side in ranges_of(number, found[number].text)
    ]
    split = [one for one in sides if any(one.meets(other) or other.meets(one) for other in sides)]
    if not any(one.at == at for one in split) or not _of_case(case, split, found):
        return None, []
    fit = {one.at for one in split if one.has(case.value)}
    if len(fit) != 1 or sum(one.has(case.value) for one in split) != 1:
        return None, []
    met = fit.pop()
    return met, [one for one in {side.at for side in split} if one != met]


def _of_case(case: _Case, split: Sequence[Side], found: Sequence[Candidate]) -> bool:
    """Whether what a split is by is what the case is of."""
    units = {one.unit for one in split} - {""}
    texts = " ".join(found[one.at].text for one in split)
    if case.of == CLOCK or CLOCK in units:
        return units == {case.of}
    if case.of == "age":
        return units <= {stem("years")} and case.value <= OLDEST and bool(_OF_AGE.search(texts))
    if case.named:
        return len(units) <= 1 and any(case.of in one.names for one in split)
    return units == {case.of}


def _shares(case: _Case, text: str) -> Iterator[bool]:
    """Whether "one seat in ten" is told of what the case counts."""
    for match in _RATIO.finditer(text):
        of = {stem(one.lower()) for one in (match["thing"], match["of"] or "") if one}
        if case.of in of and case.value != value_of(match["per"]):
            yield True


def _on_topic(question: Question, query: Query, case: _Case, item: Candidate, lead: Candidate) -> bool:
    """Whether a sentence or its heading has what is asked for, and the sentence the kind of figure."""
    said = set(terms(" ".join((item.text, lead.text, item.lead, *item.path[-1:]))))
    last = _CLAUSES.split(question.text.rstrip("?!. "))[-1]
    asked = [term for term in terms(last) if term.isalpha() and term not in FRAME_WORDS and term != case.of]
    head = _HEAD.search(question.text)
    heads = [term for term in terms(head["head"]) if term not in FRAME_WORDS] if head else []

    def named(term: str) -> bool:
        return term in said or any(near in said for near in query.kin.get(term, {}))

    shared = [term for term in asked if named(term)]
    if (asked and not shared) or not all(named(term) for term in heads):
        return False
    return question.wanted not in HARD or holds(question, item.text, item.before) > 0
