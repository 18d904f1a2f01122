"""A figure of the asker's own case held against bands that a guide tells in lines: "Under 4 hours: …", "From 4 to 24 hours: …".

"The kiln has been cold for 30 hours" is answered by the line in whose band the 30 hours lie, though another has more words.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.asked_in_heading import with_heading_asked
from studyground.assistant.candidates import Candidate
from studyground.assistant.case_in_bounds import with_case_in_bounds
from studyground.assistant.kinds import HARD
from studyground.assistant.own_date import with_own_date
from studyground.assistant.own_figure import MET, Told, told_of_own_case, with_limits_met
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.assistant.same_case import with_same_case
from studyground.assistant.split_by_figure import with_side_of_split
from studyground.ingest.terms import terms

FEWEST_BANDS = 2
JUST_BEFORE = 0.1  # log-odds
OF_ANOTHER_BAND = 3.0
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"(?P<unit{0}>[^\W\d_]+|[%°]\s?\w?)?"
_ABOVE = r"over|above|more than|greater than|higher than|longer than|larger than|older than|deeper than|heavier than|at least|>|≥"
_BELOW = (
    r"under|below|less than|fewer than|lower than|shorter than|smaller than|younger than|lighter than|up to|at most|<|≤"
)
_BAND = re.compile(
    rf"(?:[^\W\d]+ ){{0,4}}?(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW})|(?:from|between)?) ?"
    rf"(?P<low>{_NUMBER}) ?{_UNIT.format(1)}"
    rf"(?: ?(?:–|—|-|to|and) ?(?P<high>{_NUMBER}) ?{_UNIT.format(2)})?(?P<more> (?:or|and) (?:more|over|above|longer))?"
    r"(?: [^\W\d]+){0,2}\s*(?::|\s[–—-])\s+(?=\S)",
    re.IGNORECASE,
)


def with_figures_met(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], float]:
    """Scores and confidence where a line or a limit of the guide is what the asker's own figure falls under.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    scores, confidence = with_same_case(question, found, scores, confidence)
    confidence = with_heading_asked(question, query, found, scores, confidence)
    met, others = _line_met(question, query, found)
    if met is None:
        met_scores, met_confidence = with_limits_met(question, query, found, scores, confidence)
        met_scores, met_confidence = with_case_in_bounds(question, found, met_scores, met_confidence)
        met_scores, met_confidence = with_side_of_split(question, query, found, met_scores, met_confidence)
        return met_scores, with_own_date(question, query, found, met_scores, met_confidence)
    raised = np.array(scores, np.float64)
    raised[others] -= OF_ANOTHER_BAND
    raised[met] = float(scores.max()) + JUST_BEFORE
    return raised, max(confidence, MET)


def band_of(text: str) -> tuple[float, float, str] | None:
    """The least and the most of the band that a line begins with, and its unit; None where it begins with none.

    Args:
        text: A sentence or an item.
    """
    match = _BAND.match(text)
    if match is None or not (match["above"] or match["below"] or match["high"] or match["more"]):
        return None
    low = float(match["low"].replace(",", ""))
    unit = (match["unit2"] or match["unit1"] or "").lower().removesuffix("s")
    if match["high"]:
        return (low, float(match["high"].replace(",", "")), unit) if not match["above"] and not match["below"] else None
    return (low, float("inf"), unit) if match["above"] or match["more"] else (float("-inf"), low, unit)


def _line_met(question: Question, query: Query, found: Sequence[Candidate]) -> tuple[int | None, list[int]]:
    """Number of the one line whose band the asker's figure lies in, and of the lines of the other bands; None for none."""
    told = told_of_own_case(question.text) if question.wanted not in HARD else []
    told = [one for one in told if one.unit and not one.sign]
    if len(told) != 1 or any(item.extreme for item in found):
        return None, []
    groups: dict[tuple[int, tuple[str, ...], int], list[tuple[int, tuple[float, float, str]]]] = defaultdict(list)
    for at, item in enumerate(found):
        band = band_of(item.text) if item.kind in ("paragraph", "item") else None
        if band is not None and band[2] == told[0].unit:
            groups[item.doc, item.path, item.unit if item.kind == "paragraph" else -1].append((at, band))
    runs = [
        bands
        for bands in groups.values()
        if len(bands) >= FEWEST_BANDS and _about(question, query, [found[at] for at, _ in bands])
    ]
    met = [at for bands in runs for at, band in bands if _within(told[0], band)]
    return (met[0], [at for at, _ in runs[0] if at != met[0]]) if len(runs) == len(met) == 1 else (None, [])


def _within(told: Told, band: tuple[float, float, str]) -> bool:
    return band[0] < told.value < band[1]


def _about(question: Question, query: Query, lines: Sequence[Candidate]) -> bool:
    """Whether the heading above some lines, what leads them in or they themselves have a word asked for, or one near it."""
    said = {
        term for line in lines for term in terms(" ".join((line.path[-1] if line.path else "", line.lead, line.text)))
    }
    asked = {term for term in terms(question.text) if term not in FRAME_WORDS and term.isalpha()}
    asked -= {term for one in told_of_own_case(question.text) for term in terms(one.unit)}
    return any(term in said or any(near in said for near in query.kin.get(term, {})) for term in asked)
