"""Lines with a label and a value ("Validity: two years"): where they stand, and the heading right above them.

Such a line is no sentence, and a short one is otherwise no candidate: what it is said of stands above it, if anywhere.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studyground.assistant.candidates import Candidate
from studyground.assistant.furniture import furnishes
from studyground.assistant.retrieve import Hit
from studyground.ingest.index import Index
from studyground.ingest.stored import Unit
from studyground.ingest.terms import terms

LABEL_WORDS = 6
VALUE_WORDS = 30
HEADING_WORDS = 8
UNITS_AROUND = 12
_KINDS = ("paragraph", "item", "heading")
_LABELLED = re.compile(r"(?:[-*•] )?(?P<label>[A-Z][^.:;?!|\n]{1,60}?)(?: ?:|\s[–—-])\s+(?P<value>\S.*)", re.DOTALL)
_NO_LABEL = re.compile(
    r"(?:note|tip|hint|warning|caution|important|example|remember|question|answer|solution|figure|table|listing|source|"
    r"q|a|step|stage|phase|section|domain|module|chapter|part|week|day|unit)s?\b[^a-z]{0,8}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A labelled line: how many others stand next to it, the terms of its label and of what is right above it."""

    item: Candidate
    label: str
    named: frozenset[str]
    value: str
    beside: int
    heading: frozenset[str]


def label_lines(index: Index, hits: Sequence[Hit]) -> list[LabelLine]:
    """The labelled lines of some passages."""
    lines: list[LabelLine] = []
    seen: set[tuple[int, int]] = set()
    rows = index.passages([hit.passage for hit in hits])
    for hit in hits:
        if not re.search(r"(?m)^(?:\W{0,4}|\d+\W{1,3})[A-Z][^.:;?!|\n]{1,60}(?: ?:|\s[–—-])\s+\S", hit.text):
            continue
        passage, text = rows[hit.passage].passage, index.text_by_id(hit.doc)
        sentences = index.sentences(
            hit.doc, max(0, passage.first - 1), passage.last
        )  # with what was taken for its heading
        if not sentences:
            continue
        first, last = sentences[0].span.unit, sentences[-1].span.unit
        units = index.units(hit.doc, max(0, first - UNITS_AROUND), last + UNITS_AROUND)
        path = index.sections(hit.doc)[passage.section].path
        labelled = {n: _labels(unit, text) for n, unit in units.items() if unit.kind in _KINDS}
        labelled = {n: many for n, many in labelled.items() if many and _in_place(units, labelled, n)}
        for row in sentences:
            number = row.span.unit
            for start, end in _lines_within(text, row.span.start, row.span.end) if number in labelled else ():
                match = _LABELLED.fullmatch(text[start:end])
                if match is None or not _is_label(match) or (hit.doc, start) in seen:
                    continue
                seen.add((hit.doc, start))
                kind = "item" if units[number].kind == "item" else "paragraph"
                item = Candidate(hit, hit.doc, row.n, number, kind, start, end, text[start:end], "", path, row.vector)
                beside = sum(n in labelled for n in (number - 1, number + 1)) + labelled[number] - 1
                heading = _short_line_above(units, labelled, number, text) or (path[-1] if path else "")
                label, value = match["label"], match["value"]
                lines.append(LabelLine(item, label, frozenset(terms(label)), value, beside, frozenset(terms(heading))))
    return lines


def _lines_within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each line of a piece of text."""
    found = []
    for line in text[start:end].split("\n"):
        found.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        start += len(line) + 1
    return found


def _labels(unit: Unit, text: str) -> int:
    """How many lines of a unit have a label."""
    found = (_LABELLED.match(text[start:end]) for start, end in _lines_within(text, unit.start, unit.end))
    return sum(match is not None and _is_label(match) for match in found)


def _is_label(match: re.Match[str]) -> bool:
    label, value = match["label"], match["value"].strip()
    return (
        len(label.split()) <= LABEL_WORDS
        and len(value.split()) <= VALUE_WORDS
        and not value.endswith((":", "?"))
        and not _NO_LABEL.match(label)
        and not furnishes("item", value)
    )


def _in_place(units: Mapping[int, Unit], labelled: Mapping[int, int], number: int) -> bool:
    """Whether a unit may be a labelled line: one taken for a heading only beside one that was not."""
    beside = (n for n in (number - 1, number + 1) if labelled.get(n))
    return units[number].kind != "heading" or any(units[n].kind == "paragraph" for n in beside)


def _short_line_above(units: Mapping[int, Unit], labelled: Mapping[int, int], number: int, text: str) -> str:
    """The line that stands over a block of labelled lines as its heading does ("The exam at a glance"); "" for none."""
    while labelled.get(number):
        number -= 1
    unit = units.get(number)
    said = text[unit.start : unit.end].strip() if unit is not None else ""
    return said if len(said.split()) <= HEADING_WORDS and not said.endswith((".", "?", "!")) else ""
