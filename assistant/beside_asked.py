"""What stands behind for the wording of a question: a neighbour of the row it names, a span to "how often", a pointer."""

import re
from collections.abc import Collection, Iterator, Sequence

from studyground.assistant.besides import beside_the_point
from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import UNIT_OF, cells_of, sought_of_rows, without_unit
from studyground.assistant.features import FEATURES, Features
from studyground.assistant.kinds import HARD
from studyground.assistant.question import Question
from studyground.assistant.retrieve import Query
from studyground.ingest.terms import terms, tokens

CELL_WORDS = 2  # one word may stand in any cell
_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently)\b", re.IGNORECASE)
_TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?)"
_OFTEN = re.compile(
    r"\b(?:every|each|per|once|twice|times|daily|hourly|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?|nightly|"
    r"whenever|when|always|never|constantly|continuous(?:ly)?|regularly|periodically|often|frequently|seldom|rarely|"
    rf"an? {_TIME}|in real time|frequency|interval)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?:within|for|in|over|during|last|past|previous|first|next|lasts?|takes?|up to|at (?:most|least)) (?:the )?"
    rf"(?:last |past )?(?:an?|\d[\d.,–-]*|[a-z]+) {_TIME}\b",
    re.IGNORECASE,
)
_HOW_LONG_FROM = re.compile(
    r"\bhow (?:long|soon|early|late|quickly|far|many (?:hours|days|weeks|months)) "
    r"(?P<side>after|following|before|ahead of|prior to|in advance of)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b{_TIME} (?:\w+ )?(?:before|ahead|prior to|in advance|early|earlier)\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"\b{_TIME} (?:\w+ )?(?:after|later|following|from)\b|\b(?:after|within|once|as soon as)\b", re.IGNORECASE
)
_FIGURE = re.compile(r"\d[\d.,]*(?:\s?[–-]\s?\d[\d.,]*)?(?P<unit>\s?(?:[^\W\d_]+|[%°]\s?[CF]?\b|[%°]))?")
_TOLD = (
    "flagged|marked|described|explained|discussed|covered|treated|listed|given|shown|set out|spelt out|spelled out|told|"
    "dealt with|noted|defined|summari[sz]ed|detailed|outlined"
)
_TOLD_ELSEWHERE = re.compile(
    rf"\b(?:is|are|will be) (?:\w+ly )?(?:{_TOLD}) (?:\w+ )?(?:below|above|later(?: on)?|further (?:on|down)|"
    r"in (?:the )?(?:(?:next|following|last|previous) )?(?:section|chapter|part|appendix|table|box|page)(?: [\w.]+)?)[.)]*$",
    re.IGNORECASE,
)


def mark_beside(
    question: Question, query: Query, found: Sequence[Candidate], features: Features, another: Sequence[bool]
) -> None:
    """Mark in the features the candidates that stand behind, what tells of another thing among them.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        features: Measured of them; changed.
        another: Which tell of another thing.
    """
    marks = zip(found, another, beside_asked(question, query, found), strict=True)
    aside = [beside_the_point(question, item.text) or of_other or beside for item, of_other, beside in marks]
    features[aside, FEATURES.index("elsewhere")] = 1.0


def beside_asked(question: Question, query: Query, found: Sequence[Candidate]) -> list[bool]:
    """For each candidate whether something in it shows that another one is meant.

    Args:
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
    """
    named = _rows_named(question.text, found)
    tables = {(found[at].doc, found[at].unit) for at in named}
    measures = sought_of_rows(question, query.terms, query.kin).measures if question.wanted in HARD else frozenset()
    how_often = bool(_HOW_OFTEN.search(question.text))
    return [
        (item.kind == "table" and (item.doc, item.unit) in tables and at not in named and not item.extreme)
        or (item.kind == "table" and bool(item.header) and of_other_measure(item.text, measures))
        or (item.kind != "table" and (tells_elsewhere(item.text) or (how_often and only_a_span(item.text))))
        or told_of_other_side(question.text, item.text)
        for at, item in enumerate(found)
    ]


def of_other_measure(row: str, measures: Collection[str]) -> bool:
    """Whether every figure of a row has a unit, and none of them is one of what is asked for ("112.5°" to "how far").

    Args:
        row: A row.
        measures: What is to be measured, () where the question does not say.
    """
    units = [(match["unit"] or "").strip() for match in _FIGURE.finditer(row)]
    if not measures or not units:
        return False
    of = [{name for name, pattern in UNIT_OF.items() if pattern.match(unit)} for unit in units]
    return all(one and not one & set(measures) for one in of)


def only_a_span(text: str) -> bool:
    """Whether a sentence tells how long ("within a minute") and nothing of how often.

    Args:
        text: A sentence.
    """
    return bool(_SPAN.search(text)) and not _OFTEN.search(_SPAN.sub(" ", text))


def told_of_other_side(question: str, text: str) -> bool:
    """Whether it is asked how long after something, and a text tells only how long before it ("three weeks ahead of …").

    Args:
        question: What is asked; how long before something may be asked as well.
        text: A sentence.
    """
    asked = _HOW_LONG_FROM.search(question)
    if asked is None:
        return False
    before = asked["side"].lower() not in ("after", "following")
    told, other = (_BEFORE, _AFTER) if before else (_AFTER, _BEFORE)
    return bool(other.search(text)) and not told.search(text)


def tells_elsewhere(text: str) -> bool:
    """Whether a sentence ends by saying that the matter is told in another place ("…, which is flagged below.").

    Args:
        text: A sentence.
    """
    return bool(_TOLD_ELSEWHERE.search(text.strip()))


def _rows_named(question: str, found: Sequence[Candidate]) -> set[int]:
    """Which rows have a cell of two words or more, or a first cell, all of whose words a question has.

    None where no row of two words is named ("meat" may stand in any cell), nor one that the question writes as two.
    """
    joined = set(_joined(question))
    asked = set(terms(question)) | joined
    rows = {at: [set(terms(cell)) for cell in cells_of(item.text)] for at, item in enumerate(found) if item.header}
    whole = {at for at, cells in rows.items() if any(len(cell) >= CELL_WORDS and cell <= asked for cell in cells)}
    bare = {at: set(terms(without_unit(cells_of(found[at].text)[0]))) for at in rows}  # "Salt, mg/l" is the row of salt
    whole |= {at for at, name in bare.items() if len(name) >= CELL_WORDS and name <= asked}
    whole |= {at for at, cells in rows.items() if cells[0] and cells[0] <= joined}
    tables = {(found[at].doc, found[at].unit) for at in whole}
    first = {at for at, cells in rows.items() if cells[0] and cells[0] <= asked}
    return whole | {at for at in first if (found[at].doc, found[at].unit) in tables}


def _joined(question: str) -> Iterator[str]:
    """Terms of two words written as one ("side lights", "sidelights")."""
    words = tokens(question)
    for one, other in zip(words, words[1:], strict=False):
        yield from terms(one + other)
