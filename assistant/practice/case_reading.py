"""Finds the cases that a guide tells: under one heading, under headings that label their parts, or in a table's rows."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from studyground.assistant.practice.case_labels import Role, labelled, role_of
from studyground.assistant.practice.case_tables import cases_in_table, rulings_in_table
from studyground.assistant.practice.worked_case import (
    LEAST_SITUATION,
    MOST_SITUATION,
    Bounds,
    Ruling,
    WorkedCase,
    in_pieces,
    ruling_of,
    says_rejected,
)
from studyground.ingest.index import Index
from studyground.ingest.stored import Unit
from studyground.ingest.terms import tokens

MOST_PARAGRAPHS = 4
MOST_TOLD = 120  # words of one course and its reason; what is longer is a section of a book
_AGAINST = re.compile(r"^(?:bad|cons?|against|drawbacks?)\b[,:]?\s*(?:because\s+)?", re.IGNORECASE)
_TELLING = ("paragraph", "item", "table")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One paragraph, item or table with the label of the heading above it, and the headings between that and it."""

    unit: Unit
    sentences: tuple[Bounds, ...]
    scope: tuple[str, ...]
    role: Role
    under: tuple[str, ...]


def worked_cases(index: Index) -> tuple[WorkedCase, ...]:
    """Every case that an index's documents tell, in the order of the guide; copies of a document are passed over."""
    found: list[WorkedCase] = []
    for row in index.documents():
        if not row.duplicate_of:
            found += cases_of(index, row.id, row.document)
    return tuple(found)


def cases_of(index: Index, doc: int, document: str) -> list[WorkedCase]:
    """The cases of one document.

    Args:
        index: Open.
        doc: The document's number.
        document: Its name.
    """
    text = index.text_by_id(doc)
    sentences: dict[int, list[Bounds]] = defaultdict(list)
    for row in index.sentences(doc):
        sentences[row.span.unit].append((row.span.start, row.span.end))
    paths = [section.path for section in index.sections(doc)]
    pieces = [
        _piece(unit, tuple(sentences[number]), paths[unit.section])
        for number, unit in index.units(doc).items()
        if unit.kind in _TELLING
    ]
    groups: dict[tuple[str, ...], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        groups[piece.scope].append(piece)
    found = [case for scope, group in groups.items() for case in _Reading(document, text, scope).cases(group)]
    return sorted(found, key=lambda case: case.covered)


def _piece(unit: Unit, sentences: tuple[Bounds, ...], path: tuple[str, ...]) -> _Piece:
    for depth in range(len(path) - 1, 0, -1):
        role = role_of(path[depth])
        if role:
            return _Piece(unit, sentences, path[:depth], role, path[depth + 1 :])
    return _Piece(unit, sentences, path, "", ())


@dataclass(slots=True)
class _Reading:
    """The cases of one stretch of a document, read piece by piece.

    `open` is what an unlabelled piece goes on with: the part whose label stood alone before it, or "" for a reason.
    """

    document: str
    text: str
    scope: tuple[str, ...]
    found: list[WorkedCase] = field(default_factory=list)
    situation: list[Bounds] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    offered: list[Ruling] = field(default_factory=list)
    covered: list[Bounds] = field(default_factory=list)
    pending: list[_Piece] = field(default_factory=list)
    open: Role = ""
    level: int = 0
    headed: tuple[Role, tuple[str, ...]] = ("", ())

    def cases(self, pieces: Iterable[_Piece]) -> list[WorkedCase]:
        for piece in pieces:
            if piece.unit.kind == "table":
                self._table(piece)
            else:
                self._read(piece)
        self._close()
        return self.found

    def _table(self, piece: _Piece) -> None:
        self.found += cases_in_table(self.document, self.text, piece.unit, piece.scope)
        rulings = rulings_in_table(self.text, piece.unit)
        if rulings and (self.situation or self.pending):
            self._situate()
            self.rulings += rulings
            self.covered.append((piece.unit.start, piece.unit.end))

    def _read(self, piece: _Piece) -> None:
        start, end = piece.sentences[0][0] if piece.sentences else piece.unit.start, piece.unit.end
        whole = role_of(self.text[start:end])
        role, length = (whole, end - start) if whole else labelled(self.text[start:end])
        if role:
            self._labelled(piece, role, start + length)
        elif piece.role:
            self._headed(piece)
        elif self.open == "situation":
            self._add_situation(piece, start)
        elif self.open in ("decided", "rejected", "offered"):
            self._add_ruling(piece, self.open, start)
            self.open = "" if piece.unit.kind == "paragraph" and self.open == "decided" else self.open
        elif self.rulings and says_rejected(self.text[start:end]):
            self._add_ruling(piece, "rejected", start)
        elif self.rulings and (not self._complete or piece.unit.level > self.level):
            self._go_on(piece)
        else:
            self.pending.append(piece)

    def _labelled(self, piece: _Piece, role: Role, start: int) -> None:
        alone = not self.text[start : piece.unit.end].strip()
        self.open = role if alone else ""
        if role == "situation":
            if self.rulings:
                self._close()
            self.pending = []
            self._add_situation(piece, start)
            self.open = "situation" if piece.unit.kind == "paragraph" else ""
        elif role in ("decided", "rejected", "offered"):
            self._situate()
            if not alone:
                self._add_ruling(piece, role, start)
        elif role == "reason" and self.rulings:
            self._go_on(piece, start)

    def _headed(self, piece: _Piece) -> None:
        """A piece under a heading that is a label."""
        start = piece.sentences[0][0] if piece.sentences else piece.unit.start
        begins = self.headed != (piece.role, piece.under)
        self.headed = (piece.role, piece.under)
        if piece.role == "situation":
            if self.rulings and begins:
                self._close()
            self.pending = []
            self._add_situation(piece, start)
        elif piece.role == "weighed":
            self._weigh(piece)
        elif piece.role == "reason":
            self._go_on(piece)
        elif piece.under and begins:
            self._situate()
            self._add_named(piece)
        elif piece.under or (piece.unit.kind == "item" and piece.unit.level > self.level and self.rulings):
            self._go_on(piece)
        elif begins or piece.role != "decided":
            self._situate()
            if not self.text[start : piece.unit.end].rstrip().endswith(":"):
                self._add_ruling(piece, piece.role, start)
        else:
            self._go_on(piece)

    def _situate(self) -> None:
        """Take the paragraphs that stand before a label for the situation, unless they belong to the case before."""
        if not self.pending:
            return
        if self._complete:
            self._close(keep=True)
        if not self.situation and not self.rulings:
            for piece in self.pending[-MOST_PARAGRAPHS:]:
                self._add_situation(piece, piece.unit.start)
        self.pending = []

    def _add_situation(self, piece: _Piece, start: int) -> None:
        self.situation += [(max(start, a), b) for a, b in piece.sentences if b > start]
        self.covered.append((piece.unit.start, piece.unit.end))

    def _add_ruling(self, piece: _Piece, role: Role, start: int) -> None:
        ruling = ruling_of(role == "decided", self.text, piece.sentences, start)
        self.covered.append((piece.unit.start, piece.unit.end))
        self.level = piece.unit.level
        if ruling is not None:
            (self.offered if role == "offered" else self.rulings).append(ruling)

    def _add_named(self, piece: _Piece) -> None:
        """A course that has a heading of its own below "Alternatives considered"."""
        self.covered.append((piece.unit.start, piece.unit.end))
        if not piece.sentences:
            return
        reason = " ".join(" ".join(self.text[a:b].split()) for a, b in piece.sentences)
        option = role_free(piece.under[0])
        target = self.offered if piece.role == "offered" else self.rulings
        target.append(
            Ruling(piece.role == "decided", option, reason, in_pieces(piece.sentences), piece.sentences[0][1])
        )

    def _go_on(self, piece: _Piece, start: int = 0) -> None:
        """Take a piece for more of the reason of the ruling before it."""
        target = self.rulings or self.offered
        if not target:
            return
        self.covered.append((piece.unit.start, piece.unit.end))
        sentences = [(max(start, a), b) for a, b in piece.sentences if b > start]
        more = " ".join(" ".join(self.text[a:b].split()) for a, b in sentences)
        last = target[-1]
        target[-1] = replace(last, reason=f"{last.reason} {more}".strip(), spans=(*last.spans, *in_pieces(sentences)))

    def _weigh(self, piece: _Piece) -> None:
        """What is said for and against an option under its own heading, where that comes after the decision."""
        self.covered.append((piece.unit.start, piece.unit.end))
        if not piece.under or not piece.sentences:
            return
        said = " ".join(" ".join(self.text[a:b].split()) for a, b in piece.sentences)
        for listed in (self.rulings, self.offered):
            for at, one in enumerate(listed):
                against = _AGAINST.match(said)
                if _same(one.option, piece.under[0]) and against and not one.reason:
                    reason = said[against.end() :]
                    reason = reason[:1].upper() + reason[1:]
                    listed[at] = replace(one, reason=reason, spans=(*one.spans, *in_pieces(piece.sentences)))

    @property
    def _complete(self) -> bool:
        return any(one.chosen for one in self.rulings) and any(not one.chosen for one in self.rulings)

    def _close(self, *, keep: bool = False) -> None:
        """End the case that is being read; it is one when it has a situation, a decision and something rejected."""
        decided = [one for one in self.rulings if one.chosen]
        self.rulings += [one for one in self.offered if not any(_same(one.option, other.option) for other in decided)]
        situation = " ".join(" ".join(self.text[a:b].split()) for a, b in self.situation)
        short = all(len(f"{one.option} {one.reason}".split()) <= MOST_TOLD for one in self.rulings)
        if self._complete and short and LEAST_SITUATION <= len(situation.split()) <= MOST_SITUATION:
            self.found.append(
                WorkedCase(
                    self.document, self.scope, situation, tuple(self.situation), tuple(self.rulings),
                    tuple(sorted(set(self.covered))),
                )
            )  # fmt: skip
        self.situation, self.rulings, self.offered, self.covered = [], [], [], []
        self.open, self.level = "", 0
        if not keep:
            self.pending = []


def role_free(heading: str) -> str:
    """A heading without the number and the label in front of it ("Option 2: MySQL")."""
    _, length = labelled(heading)
    plain = heading[length:].strip() or heading
    head, colon, rest = plain.partition(": ")
    return rest if colon and role_of(head) else plain


def _same(one: str, other: str) -> bool:
    """Whether two options are the same words, or one is the other and more."""
    mine, theirs = tokens(one), tokens(other)
    short, long = sorted((mine, theirs), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def inside(at: int, stretches: Iterable[Bounds]) -> bool:
    """Whether an offset lies in one of some stretches."""
    return any(start <= at < end for start, end in stretches)
