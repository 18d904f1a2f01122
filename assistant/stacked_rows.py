"""Rows of a table whose cells a page copied as plain text has one below the other: "Country", "Pay", "Norway", "500 crowns"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from studyground.assistant.candidates import Candidate
from studyground.assistant.label_lines import LabelLine
from studyground.assistant.retrieve import Hit
from studyground.ingest.index import Index
from studyground.ingest.store import SentenceRow
from studyground.ingest.stored import Unit
from studyground.ingest.terms import terms

FEWEST_ROWS = 3
MOST_COLUMNS = 4
CELL_WORDS = 8
AROUND = 40  # units
_FIGURE = re.compile(r"[^\w\s]*[A-Z]{0,3}[$£€₹¥]?\s?\d")


def stacked_rows(index: Index, hits: Sequence[Hit]) -> list[LabelLine]:
    """Each cell with a figure of such rows of some passages as a labelled line: its column is the label, its row the heading.

    Args:
        index: The index.
        hits: The passages.
    """
    lines: list[LabelLine] = []
    seen: set[tuple[int, int]] = set()
    rows = index.passages([hit.passage for hit in hits])
    for hit in hits:
        passage, text = rows[hit.passage].passage, index.text_by_id(hit.doc)
        sentences = index.sentences(hit.doc, max(0, passage.first - AROUND), passage.last + AROUND)
        if not sentences or (hit.doc, passage.section) in seen:
            continue
        seen.add((hit.doc, passage.section))
        units = index.units(hit.doc, sentences[0].span.unit, sentences[-1].span.unit + 1)
        units = {n: unit for n, unit in units.items() if unit.section == passage.section}
        path = index.sections(hit.doc)[passage.section].path
        of_unit = {row.span.unit: row for row in reversed(sentences)}
        for run in _runs(units, text):
            lines += _lines(hit, [(units[n], of_unit[n]) for n in run if n in of_unit], text, path)
    return lines


def _runs(units: Mapping[int, Unit], text: str) -> Iterator[list[int]]:
    """Neighbouring units that may be cells: a short line each, without a stop."""
    run: list[int] = []
    for number, unit in sorted(units.items()):
        said = text[unit.start : unit.end].strip()
        cell = (
            unit.kind == "paragraph"
            and len(said.split()) <= CELL_WORDS
            and said[-1:] not in ".?!:;"
            and ": " not in said
        )
        if cell and (not run or run[-1] == number - 1):
            run.append(number)
            continue
        yield run
        run = [number] if cell else []
    yield run


def _lines(hit: Hit, cells: Sequence[tuple[Unit, SentenceRow]], text: str, path: tuple[str, ...]) -> list[LabelLine]:
    """The figures of a run of cells that make rows of as many columns as the first of them name; [] where they do not."""
    said = [text[unit.start : unit.end].strip() for unit, _ in cells]
    figures = [bool(_FIGURE.match(one)) for one in said]
    for width in range(2, MOST_COLUMNS + 1):
        firsts = range(width, len(said), width)
        if len(said) % width or len(firsts) < FEWEST_ROWS or any(figures[:width]) or any(figures[at] for at in firsts):
            continue
        told = [column for column in range(1, width) if all(figures[at + column] for at in firsts)]
        if not told or any(one == other for one, other in pairwise(said[at] for at in firsts)):
            continue
        return [
            _line(hit, cells[at], cells[at + column], said[column], text, path)
            for at in firsts
            for column in told
            if width == column + 1 or column == told[0]
        ]
    return []


def _line(
    hit: Hit,
    first: tuple[Unit, SentenceRow],
    cell: tuple[Unit, SentenceRow],
    column: str,
    text: str,
    path: tuple[str, ...],
) -> LabelLine:
    start, end = first[0].start, cell[0].end
    row = first[1]
    item = Candidate(hit, hit.doc, row.n, row.span.unit, "paragraph", start, end, text[start:end], "", path, row.vector)
    name = text[start : first[0].end].strip()
    value = text[cell[0].start : end].strip()
    return LabelLine(item, column, frozenset(terms(column)), value, 0, frozenset(terms(name)))
