"""A figure of the asker's own case that lies within bounds told in a sentence: "it died after four months", "Within six …".

The bounds may be those of several clauses of one sentence: "below 0.6 we stop, from 0.6 to 0.8 we go on, above 0.8 we celebrate".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.own_figure import MET
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

JUST_BEFORE = 0.1  # log-odds
LOOKED_AT = 8  # candidates, best first
SEVERAL = 2  # bounds in one sentence
LIKE = 5  # first letters: "faulty" and "fault"
_WORDS = {
    word: float(at)
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
}
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(_WORDS)})"
_UNITS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|%|percent|[kM]?W|[km]?g|[cmk]?m|°\s?[CF]?)"
_TOLD = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})(?: |-)?(?P<unit>{_UNITS}(?!\w))?(?![\w.]*\d)", re.IGNORECASE)
_SPAN = re.compile(
    rf"\b(?:from|between) (?P<low>{_NUMBER}) (?:to|and) (?P<high>{_NUMBER})\s?(?P<unit>{_UNITS}(?!\w))?", re.IGNORECASE
)
_BOUND = re.compile(
    rf"\b(?:(?P<below>below|under|within|less than|fewer than|younger than|up to|before)|"
    rf"(?P<above>above|over|more than|beyond|older than|exceeding)) (?:the age of |(?:the )?(?:first |last )?)?"
    rf"(?P<number>{_NUMBER})(?![\w.]*\d)\s?(?P<unit>{_UNITS}(?!\w))?",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|we|my|our|mine|ours|me)\b|\bcame out\b", re.IGNORECASE)
_AGE = re.compile(rf"\b(?:(?P<old>{_NUMBER})[ -]years?[ -]olds?|aged? (?P<aged>{_NUMBER}))\b", re.IGNORECASE)
_FIGURES_ASKED = frozenset("quantity count money duration date percent".split())
_LAST = re.compile(r"[,;:.?!] ")


@dataclass(frozen=True, slots=True)
class _Case:
    value: float
    unit: str
    of: frozenset[str]
    age: bool


def with_case_in_bounds(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], float]:
    """Scores and confidence where a sentence says what holds within bounds that the asker's figure lies in.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    case = _case(question.text) if question.wanted not in _FIGURES_ASKED else None
    if case is None or not len(scores) or any(item.extreme for item in found):
        return scores, confidence
    asks = {term for term in terms(_LAST.split(question.text.rstrip("?!. "))[-1]) if term not in FRAME_WORDS}
    asks = {term for term in asks if term.isalpha() and term not in terms(f"{case.unit} old year aged")} - case.of
    fit = [
        int(at)
        for at in np.argsort(-scores, kind="stable")[:LOOKED_AT]
        if found[int(at)].kind in ("paragraph", "item") and _settles(case, asks, found[int(at)], found)
    ]
    if not fit:
        return scores, confidence
    raised = np.array(scores, np.float64)
    raised[fit[0]] = max(float(scores[fit[0]]), float(scores.max()) + JUST_BEFORE)
    return raised, max(confidence, MET)


def _case(text: str) -> _Case | None:
    """The one figure of a question's own case, None where it tells none or several."""
    age = _AGE.search(text)
    if age is not None:
        return _Case(_value(age["old"] or age["aged"]), "", frozenset(), True)
    told = [match for match in _TOLD.finditer(text) if match["unit"] or match["number"][0].isdigit()]
    if len(told) != 1 or not _OWN.search(text):
        return None
    before = _LAST.split(text[: told[0].start()])[-1]
    return _Case(_value(told[0]["number"]), _unit(told[0]["unit"]), frozenset(terms(before)) - FRAME_WORDS, False)


def _settles(case: _Case, asks: set[str], item: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a sentence has bounds that a figure lies in, and speaks of what is asked."""
    bounds = [(*_ends(match), _unit(match["unit"])) for match in _BOUND.finditer(item.text)]
    bounds += [(_value(m["low"]), _value(m["high"]), _unit(m["unit"])) for m in _SPAN.finditer(item.text)]
    fit = [
        one
        for one in bounds
        if one[0] < case.value < one[1] and (one[2] == case.unit or (case.age and one[2] in ("", "year")))
    ]
    if not fit:
        return False
    said = set(terms(item.text))
    if asks:
        shared = [term for term in asks if term in said or any(_like(term, one) for one in said)]
        return 2 * len(shared) > len(asks) or (2 * len(shared) == len(asks) and len(shared) > 1)
    around = {term for one in found if (one.doc, one.path) == (item.doc, item.path) for term in terms(one.text)}
    return len(bounds) >= SEVERAL and bool(case.of) and case.of & around != set()


def _like(one: str, other: str) -> bool:
    return len(one) >= LIKE and len(other) >= LIKE and one[:LIKE] == other[:LIKE]


def _ends(match: re.Match[str]) -> tuple[float, float]:
    value = _value(match["number"])
    return (float("-inf"), value) if match["below"] else (value, float("inf"))


def _value(number: str) -> float:
    return _WORDS.get(number.lower(), -1.0) if number.isalpha() else float(number.replace(",", ""))


def _unit(unit: str | None) -> str:
    return (unit or "").lower().removesuffix("s").strip()
