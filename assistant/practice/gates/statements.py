"""The guide as the gates read it: every sentence, list item and table row once, with headings, words and vectors."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.practice.case_reading import cases_of
from studyground.assistant.practice.gates.situations import Situated, Situation
from studyground.assistant.practice.worked_case import WorkedCase
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index
from studyground.ingest.stored import Unit
from studyground.ingest.terms import terms

Rows = NDArray[np.int64]
_POINTS_BACK = re.compile(
    r"^(?:It|Its|This|That|These|Those|They|Their|Such|Both|Either|The (?:former|latter|same|other|first|second|third)|"
    r"Then|Instead|Otherwise|Also|Use (?:it|them|this)|Choose (?:it|them|this)|In (?:this|that|such) \w+)\b"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, list item or table row of the guide.

    Args:
        doc: Internal number of the document.
        start: First code point.
        end: One past the last.
        text: Exactly `stored_text[start:end]`.
        kind: Kind of the block it stands in.
        path: Headings above it.
        lead: What it hangs on: the line that leads a list in, or the sentence that its "It" points at; "" mostly.
        header: The cells of the table's first row, () outside tables.
        ruling: Whether the guide labels what it says as decided ("for") or rejected ("against") in a case, or gives it as the
            reason of a decision there ("why").
        situation: The case in which it is decided or rejected; None outside cases and for reasons.
    """

    doc: int
    start: int
    end: int
    text: str
    kind: str
    path: tuple[str, ...]
    lead: str = ""
    header: tuple[str, ...] = ()
    ruling: Literal["", "for", "against", "why"] = ""
    situation: Situation | None = field(default=None, compare=False, repr=False)

    @property
    def around(self) -> str:
        """The heading and the lead: what the statement is about, where it does not say so itself."""
        return " ".join((*self.path[-1:], self.lead))


class Statements:
    """All statements of an index, searchable by word and by vector; made once and then only read.

    Args:
        items: The statements, in reading order, document by document.
        vectors: Their unit vectors, shape (statements, dimension); zeros for what was not embedded.
    """

    def __init__(self, items: Sequence[Statement], vectors: Vectors) -> None:
        self.items = tuple(items)
        self.vectors = vectors
        self.terms = [frozenset(terms(item.text)) for item in items]
        self.around = [frozenset(terms(item.around)) for item in items]
        self._inside = _postings(self.terms)
        self._nearby = _postings(self.around)
        self._starts: dict[int, tuple[list[int], list[int]]] = {}
        for at, item in enumerate(self.items):
            starts, rows = self._starts.setdefault(item.doc, ([], []))
            starts.append(item.start)
            rows.append(at)
        placed = [(at, item.situation) for at, item in enumerate(self.items) if item.situation is not None]
        self.situated = Situated([at for at, _ in placed], [situation for _, situation in placed])

    @classmethod
    def of(cls, index: Index) -> "Statements":
        """The statements of an open index; of a repeated document only those that its better copy lacks."""
        items: list[Statement] = []
        rows: list[int | None] = []
        for document in index.documents():
            found, numbers = _of_document(index, document.id, whole=not document.duplicate_of)
            items += found
            rows += numbers
        items = _with_rulings(index, items)
        vectors = np.zeros((len(items), index.encoder.dimension), np.float32)
        known = [at for at, row in enumerate(rows) if row is not None]
        if known:
            stored = index.sentence_index
            vectors[known] = np.stack([stored.reconstruct(rows[at]) for at in known])
        return cls(items, vectors)

    def with_term(self, term: str) -> tuple[Rows, Rows]:
        """Numbers of the statements that have a term in their own words, and of those that have it around them."""
        none = np.zeros(0, np.int64)
        return self._inside.get(term, none), self._nearby.get(term, none)

    def overlapping(self, doc: int, start: int, end: int) -> list[int]:
        """Numbers of the statements that share a code point with a span."""
        starts, rows = self._starts.get(doc, ([], []))
        first = max(0, bisect_left(starts, start) - 1)
        found = []
        for at in range(first, len(starts)):
            if starts[at] >= end:
                break
            if self.items[rows[at]].end > start:
                found.append(rows[at])
        return found


def _postings(sets: Sequence[frozenset[str]]) -> dict[str, Rows]:
    lists: dict[str, list[int]] = defaultdict(list)
    for at, members in enumerate(sets):
        for term in members:
            lists[term].append(at)
    return {term: np.array(rows, np.int64) for term, rows in lists.items()}


def _of_document(index: Index, doc: int, *, whole: bool) -> tuple[list[Statement], list[int | None]]:
    text, sections, units = index.text_by_id(doc), index.sections(doc), index.units(doc)
    inside: set[int] | None = None
    if not whole:
        inside = {n for row in index.passages_of(doc) for n in range(row.passage.first, row.passage.last)}
    headers: dict[int, tuple[str, ...]] = {}
    found: list[Statement] = []
    vectors: list[int | None] = []
    previous = lead = ""
    section = -1
    for row in index.sentences(doc):
        unit = units[row.span.unit]
        piece = text[row.span.start : row.span.end]
        if unit.section != section:
            section, previous, lead = unit.section, "", ""
        if unit.kind == "table" and row.span.start == unit.start:
            headers[row.span.unit] = cells(piece)
            continue
        if unit.kind == "heading" or piece.rstrip().endswith("?"):
            continue
        if unit.kind != "item":
            lead = piece if piece.rstrip().endswith(":") else ""
        if inside is None or row.n in inside:
            hangs_on = _hangs_on(unit, piece, lead, previous, row.span.start)
            header = headers.get(row.span.unit, ())
            path = sections[unit.section].path
            found.append(Statement(doc, row.span.start, row.span.end, piece, unit.kind, path, hangs_on, header))
            vectors.append(row.vector)
        previous = piece if unit.kind != "table" else ""
    return found, vectors


def _hangs_on(unit: Unit, piece: str, lead: str, previous: str, start: int) -> str:
    if unit.kind == "item":
        return f"{lead} {previous}".strip() if start > unit.start + 3 and previous != lead else lead
    return previous if _POINTS_BACK.match(piece) else ""


def cells(row: str) -> tuple[str, ...]:
    """The cells of a table row as the stored text writes it."""
    return tuple(part.strip() for part in row.strip().strip("|").split("|"))


def _with_rulings(index: Index, items: Sequence[Statement]) -> list[Statement]:
    """The statements, those that belong to a case with what the case says of them."""
    found = list(items)
    places: dict[int, tuple[list[int], list[int]]] = {}
    for at, item in enumerate(found):
        starts, rows = places.setdefault(item.doc, ([], []))
        starts.append(item.start)
        rows.append(at)
    for document in index.documents():
        if document.duplicate_of or document.id not in places:
            continue
        starts, rows = places[document.id]
        stored = {row.span.start: row.vector for row in index.sentences(document.id)}
        for case in cases_of(index, document.id, document.document):
            situation = _situation(index, case, stored)
            for start, end, option_end, ruling in _ruled(case):
                for at in range(bisect_left(starts, start), bisect_left(starts, end)):
                    named = starts[at] < option_end
                    found[rows[at]] = _ruled_by(found[rows[at]], ruling, situation if named else None)
    return found


def _ruled(case: WorkedCase) -> list[tuple[int, int, int, Literal["for", "against"]]]:
    """Where the courses of a case stand, and what is said of them; a row with both is read by its columns."""
    decided = {span for one in case.decided for span in one.spans}
    return [
        (start, end, one.option_end, "for" if one.chosen else "against")
        for one in case.rulings
        for start, end in one.spans
        if one.chosen or (start, end) not in decided
    ]


def _ruled_by(item: Statement, ruling: Literal["for", "against"], situation: Situation | None) -> Statement:
    """A statement with its ruling; a reason stands without the situation."""
    return replace(item, ruling="why" if situation is None and ruling == "for" else ruling, situation=situation)


def _situation(index: Index, case: WorkedCase, stored: Mapping[int, int | None]) -> Situation:
    """A situation with the vectors of its sentences, those that were not embedded encoded now."""
    rows = [stored.get(start) for start, _ in case.sentences]
    known = [index.sentence_index.reconstruct(row) for row in rows if row is not None]
    vectors = np.stack(known) if known else index.encoder.encode([case.situation])
    return Situation.of(case, vectors)
