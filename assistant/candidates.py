"""Sentences that might answer: every sentence of the passages found that can stand in an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from studyground.assistant.dangling import points_back
from studyground.assistant.furniture import contents_items, furnishes, headings_of, only_asks, run_in
from studyground.assistant.list_wording import BETWEEN
from studyground.assistant.retrieve import Hit
from studyground.assistant.wording import case_part, names_columns
from studyground.ingest.index import Index
from studyground.ingest.stored import Unit

ANSWERED_WITHIN = 6  # sentences after a question of the guide's own that may answer it
NAMED_IN_FULL = 3  # things
MEMBER_WORDS = 3
_IS = re.compile(r"\b(?:is|are|were)\s")
_ONE_ASKS = re.compile(r"\b(?:I|I['’]\w+|my|me)\b")
_CUT_OFF = re.compile(
    r"\b(?:based on|given by|defined (?:as|by)|such that|as|an?|the|and|or|than|where|(?<!it )is|(?<!they )are)[.:]$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence (or list item, or table row) of a passage that was found.

    Args:
        hit: The passage it stands in.
        doc: Internal number of the document.
        n: Number of the sentence in the document.
        unit: Number of its unit.
        kind: Kind of the unit: "paragraph", "item", "table" …
        start: First code point.
        end: One past the last.
        text: Exactly `stored_text[start:end]`.
        before: The sentence before it in the same section, for a list item the one that leads the list in; "" for the
            first. What the text itself asked before it ("How do I undo it? Use …") comes first.
        path: Headings above it.
        vector: Row of its vector, or None.
        lead: For an item or a row, the sentence before its list or table.
        of_case: It stands in the decision or the rejections of a worked case: its figures are those of the case.
        header: For a row, the first row of its table where that names the columns, "" otherwise.
        extreme: For the row with the most or the least of what the question names, the number of that column; 0 for any other;
            -1 for a line whose label is asked for (`labels_asked`).
    """

    hit: Hit
    doc: int
    n: int
    unit: int
    kind: str
    start: int
    end: int
    text: str
    before: str
    path: tuple[str, ...]
    vector: int | None
    lead: str = ""
    of_case: bool = False
    header: str = ""
    extreme: int = 0

    @property
    def dangling(self) -> bool:
        """Whether it begins with a word that points back at the sentence before, or does after "Therefore, "."""
        return points_back(self.text)


def candidates(index: Index, hits: Sequence[Hit]) -> list[Candidate]:
    """The sentences of some passages, each once, in the order of the passages."""
    found: dict[tuple[int, int], Candidate] = {}
    rows = index.passages([hit.passage for hit in hits])
    for hit in hits:
        passage = rows[hit.passage].passage
        text = index.text_by_id(hit.doc)
        sentences = index.sentences(hit.doc, max(0, passage.first - 1), passage.last)
        if not sentences:
            continue
        units = index.units(hit.doc, sentences[0].span.unit, sentences[-1].span.unit + 1)
        parts = {n: unit.kind == "item" and case_part(text[unit.start : unit.end]) for n, unit in units.items()}
        path = index.sections(hit.doc)[passage.section].path
        contents = contents_items(units, text, partial(headings_of, index, hit.doc))
        previous = lead = asked = ""
        asked_at = -ANSWERED_WITHIN
        questions = {row.span.unit: row.n for row in sentences if only_asks(text[row.span.start : row.span.end])}
        ends = {row.span.unit: row.n for row in sentences}
        topic: dict[int, str] = {}
        for row in sentences:
            unit = units[row.span.unit]
            piece = text[row.span.start : row.span.end]
            header = unit.kind == "table" and row.span.start == unit.start and bool(header_of(unit, text))
            inside = row.n >= passage.first and unit.section == passage.section
            if unit.kind == "paragraph" and row.span.start == unit.start and row.span.end < unit.end and run_in(piece):
                topic[row.span.unit] = piece
            question = questions.get(row.span.unit, -1)
            leads_to_question = row.n < question and (question < ends[row.span.unit] or bool(_ONE_ASKS.search(piece)))
            said = lead if unit.kind == "item" else previous
            before = f"{asked} {said}".strip() if row.n <= asked_at + ANSWERED_WITHIN else said
            follows = units.get(row.span.unit + 1)
            to_code = follows is not None and follows.kind == "code" and row.span.end >= unit.end
            situation = bool(text[unit.end - 1] == "?" and parts.get(row.span.unit + 1))  # a story, not a statement
            aside = (
                header
                or leads_to_question
                or situation
                or row.span.unit in contents
                or topic.get(row.span.unit) is piece
            )
            if inside and not aside and presentable(unit.kind, piece, to_code):
                found.setdefault(
                    (hit.doc, row.n),
                    Candidate(hit, hit.doc, row.n, row.span.unit, unit.kind, row.span.start, row.span.end, piece, before,
                              (*path, topic[row.span.unit]) if row.span.unit in topic else path, row.vector, lead,
                              bool(parts[row.span.unit]), header_of(unit, text)),
                )  # fmt: skip
            previous = piece if unit.section == passage.section and unit.kind != "heading" else ""
            lead = previous if unit.kind not in ("item", "table") else lead
            if row.n == question or not previous:
                asked = text[unit.start : row.span.end] if row.n == question else ""
                asked_at = row.n if asked else -ANSWERED_WITHIN
    return list(found.values())


def header_of(unit: Unit, text: str) -> str:
    """The first row of a table where it names the columns; "" where it does not or the unit is no table.

    Args:
        unit: A unit of a document.
        text: The document's stored text.
    """
    if unit.kind != "table":
        return ""
    first, _, after = text[unit.start : unit.end].partition("\n")
    first = first.strip()
    return first if "|" in first and names_columns(first, after) else ""


def presentable(kind: str, text: str, to_code: bool = False) -> bool:
    """Whether a piece can stand in an answer: no heading, code line, question, label or scrap, no lead-in but to code."""
    words = text.split()
    if kind in ("heading", "code") or len(words) < 3 or only_asks(text):
        return False
    if text.rstrip().endswith(":"):
        return kind == "paragraph" and (to_code or _names_all(text))
    if furnishes(kind, text) or _CUT_OFF.search(text) or case_part(text) == "rejected":
        return False  # it sends the reader elsewhere, ends where a formula stood, or is what not to do
    if kind == "table":
        return text.count("|") >= 1
    return kind == "item" or len(words) >= 10 or bool(re.search(r"[.!…][)\"”’\]]*$", text.rstrip()))


def _names_all(text: str) -> bool:
    """Whether a lead-in already has what it leads in: "The solvers are “a”, “b” and “c”:"."""
    *before, said = _IS.split(text.rstrip(" :"))
    members = BETWEEN.split(said)
    named = len(members) >= NAMED_IN_FULL and all(1 <= len(one.split()) <= MEMBER_WORDS for one in members)
    return bool(before) and named
