"""A figure of the asker's own case held against the limits that a guide states.

"Gloss came out at 18, what now?" is answered by the row "10 – 25" of a table of gloss, and "my lacquer has a gloss of 97" by the
sentence that begins "If a lacquer has a gloss over 95".
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of, sought_of_rows
from studyground.assistant.extremes import rows_of, with_marked_rows
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.index import Index
from studyground.ingest.terms import STOP_WORDS, terms

WHOLE_ROW = -2  # in `Candidate.extreme`, where the number of a column stands for a row shown by one cell
FEWEST_BANDS = 2
NEAR = 5  # words before a figure that may say what it is of
JUST_BEFORE = 0.1  # log-odds
MET = 0.6  # the confidence that a limit met gives at least
_NUMBER = r"[-−]?\d+(?:,\d{3})+(?:\.\d+)?|[-−]?\d*\.?\d+"
_ABOVE = r"over|above|more than|greater than|higher than|exceed(?:s|ing)?|at least|≥|>=|>"
_BELOW = r"under|below|less than|fewer than|lower than|at most|up to|≤|<=|<"
_WITH_ENDS = frozenset(("at least", "≥", ">=", "at most", "up to", "≤", "<="))
_TOLD = re.compile(
    rf"(?:(?P<sign>[<>≤≥]=?|\b(?:{_ABOVE}|{_BELOW})) ?|(?<![\w.,]))(?P<number>{_NUMBER})(?![\w.]*\d)", re.IGNORECASE
)
_BAND = re.compile(
    rf"(?:(?P<sign>{_ABOVE}|{_BELOW})\s*)?(?P<low>{_NUMBER})\s*(?:(?!or\b|to\b)[^\W\d]+|[%°]\s?\w?)?\s*"
    rf"(?:(?:–|—|-|to)\s*(?P<high>{_NUMBER})|(?P<more>\+|or (?:more|over|above|higher))|(?P<less>or (?:less|under|below|lower)))?"
    r"\s*(?:[^\W\d]+|[%°]\s?\w?)?",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    rf"(?P<before>[^\d.;:,|]*?)(?<!\w)(?P<sign>{_ABOVE}|{_BELOW})\s*(?P<number>{_NUMBER})(?![\w.]*\d)", re.I
)
_FIGURE = re.compile(rf"{_NUMBER}(?=([^\d]*))")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AFTER_CASE = re.compile(r"[,;:.?!] ")
_WHICH = re.compile(r"\b(?:what|which|who|whom|whose|when|where|why|how)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|we|my|our|mine|ours)\b|\bcame out\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a question tells.

    Args:
        value: The figure.
        sign: ">" or "<" where the question says only that it is over or under it, "" where it is that figure.
        of: Terms of the words around it, which may say what it is of.
        unit: The word or sign right after it, "" where none is.
    """

    value: float
    sign: str
    of: frozenset[str]
    unit: str = ""


def told_of_own_case(text: str) -> list[Told]:
    """The figures that a question tells, with the words around them.

    Args:
        text: The question.
    """
    found: list[Told] = []
    last = 0
    for match in _TOLD.finditer(text):
        before = re.split(r"[,;.?!] ", text[last : match.start()])[-1].split()[-NEAR:]
        after = re.split(r"[,;.?!](?: |$)", text[match.end() :])[0].split()[:1]
        last = match.end()
        of = (_named(" ".join(before)) | frozenset(terms(" ".join(after)))) - FRAME_WORDS
        found.append(Told(_value(match["number"]), _side(match["sign"] or ""), of, _unit(text[match.end() :])))
    return found


def with_bands_met(index: Index, question: Question, query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the row marked whose band a figure of the question lies in.

    That is where a column of a table has bands only, the question has a word of its name beside the figure, and what it asks
    names nothing that the table lacks.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        query: As the retriever read it.
        found: Candidates, best passages first.
    """
    told = told_of_own_case(question.text)
    if not told or any(item.extreme for item in found):
        return list(found)
    clause = sought_of_rows(question, query.terms, query.kin).clause
    tables = {(item.doc, item.unit): item for item in reversed(found) if item.header}
    for item in reversed(tables.values()):
        rows = rows_of(index, item)
        said = set(terms(" ".join((item.header, item.lead, *item.path, *(row for _, row in rows)))))
        names = cells_of(item.header)
        cells = [cells_of(row) for _, row in rows]
        lacks = [one for one in clause - said if not _figures_only(one)]
        if any(len(row) != len(names) for row in cells) or len(lacks) > (0 if _WHICH.search(question.text) else 1):
            continue
        for column, name in enumerate(names):
            bands = [_band(row[column]) for row in cells]
            if sum(band is not None and band[0] != band[1] for band in bands) < FEWEST_BANDS or None in bands:
                continue
            units = {_unit(figure[1]) for row in cells for figure in _FIGURE.finditer(row[column])} - {""}
            units |= {unit.lower().removesuffix("s") for unit in _IN_BRACKETS.findall(name)}
            for one in (one for one in told if not units or units == {one.unit}):
                met = [rows[at][0] for at, band in enumerate(bands) if band is not None and _lies_in(one, band)]
                if len(met) == 1 and set(terms(name)) & one.of:
                    return with_marked_rows(index, item, found, met, WHOLE_ROW)
    return list(found)


def with_limits_met(
    question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], float]:
    """Scores and confidence where a sentence says what holds beyond a limit, and the asker's own figure is beyond it.

    The limit and the figure must be of the same thing, the sentence must share another word with the question, and what is asked
    must be what to do or whether, or be named in the sentence.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    told = told_of_own_case(question.text) if _OWN.search(question.text) and not question.wanted else []
    words = set(query.terms) - FRAME_WORDS
    asks = [term for term in terms(_AFTER_CASE.split(question.text.rstrip("?!. "))[-1]) if term not in FRAME_WORDS]
    may_lack = 0 if _WHICH.search(question.text) else 1  # "can I", "is that bad"

    def settles(text: str) -> bool:
        lacks = set(asks) - set(terms(text)) - frozenset[str]().union(*(one.of for one in told))
        return len([one for one in lacks if not _figures_only(one)]) <= may_lack and any(
            _beyond(one, text, words) for one in told
        )

    met = [at for at, item in enumerate(found) if settles(item.text)]
    if not met or any(item.extreme for item in found):
        return scores, confidence
    best = max(met, key=lambda at: float(scores[at]))
    raised = np.array(scores, np.float64)
    raised[best] = max(float(scores.max()), float(scores[best])) + JUST_BEFORE
    return raised, max(confidence, MET)


def _beyond(told: Told, text: str, words: Collection[str]) -> bool:
    """Whether a sentence has a limit on what a figure is of, and the figure is beyond it."""
    for match in _LIMIT.finditer(text):
        of = _named(" ".join(match["before"].split()[-2:])) & told.of
        limit, side = _value(match["number"]), _side(match["sign"])
        if told.sign:
            beyond = told.sign == side and told.value == limit
        else:
            unit = _unit(text[match.end() :])
            beyond = unit in ("", told.unit, *STOP_WORDS) and (
                told.value > limit if side == ">" else told.value < limit
            )
        others = {term for term in set(terms(text)) & set(words) - of if not _figures_only(term)}
        if of and beyond and others:
            return True
    return False


def _named(text: str) -> frozenset[str]:
    """The terms of some words, and the letters that stand alone ("p < 0.05")."""
    return frozenset((*terms(text), *(letter.lower() for letter in re.findall(r"\b[^\W\d_aIA]\b", text))))


def _unit(after: str) -> str:
    """The word or sign right after a figure, no "or" and "to"."""
    match = re.match(r"\s?(?!(?:or|to)\b)([^\W\d_]+|[%°]\s?\w?)", after)
    return match[1].lower().removesuffix("s") if match else ""


def _figures_only(term: str) -> bool:
    return not any(letter.isalpha() for letter in term)


def _value(number: str) -> float:
    return float(number.replace(",", "").replace("−", "-"))


def _side(sign: str) -> str:
    return "" if not sign else ">" if re.fullmatch(_ABOVE, sign, re.IGNORECASE) else "<"


def _band(cell: str) -> tuple[float, float, bool] | None:
    """The least and the most of a cell that is a band or a figure, and whether the ends are in it; None for any other."""
    match = _BAND.fullmatch(cell.strip())
    if match is None:
        return None
    low = _value(match["low"])
    side = ">" if match["more"] else "<" if match["less"] else _side(match["sign"] or "")
    ends = bool(match["more"] or match["less"] or not side or (match["sign"] or "").lower() in _WITH_ENDS)
    if match["high"]:
        return (low, _value(match["high"]), True) if not match["sign"] else None
    return (low, float("inf"), ends) if side == ">" else (float("-inf"), low, ends) if side == "<" else (low, low, True)


def _lies_in(told: Told, band: tuple[float, float, bool]) -> bool:
    low, high, ends = band
    if told.sign:
        return (told.sign == ">" and (told.value, float("inf")) == (low, high)) or (
            told.sign == "<" and (float("-inf"), told.value) == (low, high)
        )
    return low < told.value < high or (ends and told.value in (low, high))
