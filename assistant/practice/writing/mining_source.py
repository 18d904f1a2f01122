"""A guide taken apart for mining: its sentences, tables and lists, without what teaches nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.case_reading import cases_of, inside
from studyground.assistant.practice.worked_case import Bounds
from studyground.assistant.practice.writing.administration import (
    ADMINISTRATION,
    administers,
    are_days,
    charges,
    is_of_a_day,
    runs_a_course,
)
from studyground.assistant.practice.writing.counted_rows import names_stand_second
from studyground.ingest.index import Index
from studyground.ingest.store import DocumentRow
from studyground.ingest.stored import Unit

_TEACHES_NOTHING = re.compile(
    r"\b(?:further reading|references|bibliography|comments?|leave a reply|related (?:posts|articles)|sources|"
    r"acknowledg\w+|table of contents|contents|copyright|licen[cs]es?$|about the authors?|changelog|subscribe|"
    r"advertis\w+|sitemap|colophon|index)\b",
    re.I,
)
# What was changed when: "Change log", "Release notes", "Version 1.1.9 (2019-02-10)"; and all that stands below.
_HISTORY = re.compile(
    r"^(?:the )?(?:change[ -]?logs?|(?:release|version|revision|change) (?:notes?|history)|what['’]?s (?:new|changed)|news|"
    r"history of (?:changes|releases)|changes(?: since| in) (?:version |release )?v?\d[\w.]*|errata)\b.{0,24}$|"
    r"^(?:(?:version|release|v)\.? ?)?\d+(?:\.\d+)+\w* ?[(–—:,-]+ ?(?:released |dated )?"
    r"(?:(?:19|20)\d\d-\d|not released|unreleased)",
    re.I,
)
_ABOUT_STUDYING = re.compile(
    r"\b(?:exams?|examinations?|certifications?|certified|test centres?|test centers?|study(?:ing)? plans?|resources|"
    r"interviews?|careers?|salar(?:y|ies)|pay|how to (?:read|use)|this (?:guide|book|chapter)|checked|passing|"
    r"qualifiers|(?:exam|test|how) scor(?:ing|ed)|scenarios?|worked|case stud(?:y|ies)|walk-?through|conclusion|preface|foreword|"
    r"learning objectives|exercises|week plan|portfolio|before you)\b",
    re.I,
)
# A cross-reference whose words were lost with its link ("as shown in .", "(see )").
_WORDS_LOST = re.compile(r"\b(?:in|of|by|see|from|with|to|on|for|at|and|or|the|an?) +[.,;:)](?!\w)", re.IGNORECASE)
LEAST_CHARACTERS = 12
LEAST_BELOW = 3  # rows of a table, from which they show whether its first one is a head
ADVERT_UNITS = 4  # that stand between the marker of an advertisement and the one that closes it
_ADVERT = re.compile(r"^\W*(?:advertis(?:e?ments?|ing)|sponsored(?: content| post)?|promoted)\W*$", re.IGNORECASE)
_CAPTION = re.compile(r"Tab(?:le|\.) [A-Z]?\d+(?:[.–-]\d+)*[.:]? (?=\S)")
_MARKER = re.compile(r"^(?:[-*•·‣▪–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a paragraph or item, with its place.

    Args:
        text: White space collapsed.
        first: It opens its paragraph or item.
        weight: 1.0, less where the section is about studying and not about the subject.
    """

    document: str
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    unit: int
    first: bool
    item: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, and its place."""

    cells: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `header` has as many cells as the rows; `above` is the caption or line that stands right over it, or ""."""

    document: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    section: tuple[str, ...]
    weight: float
    above: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One list item without its marker."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items that stand together, and the line that leads them in ("" where none does: the heading must)."""

    document: str
    lead: str
    lead_start: int
    lead_end: int
    items: tuple[Item, ...]
    section: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Source:
    """All that mining reads, in the order of the guide."""

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    lists: tuple[ItemList, ...]
    headings: tuple[tuple[str, ...], ...]


def read_source(index: Index) -> Source:
    """Take every document apart that is not a copy of another.

    Cases that the guide tells are left out: what was rejected in one is no advice, and what was decided holds in it alone.
    """
    own_title = _title_counts(index)
    lines: list[Line] = []
    tables: list[Table] = []
    lists: list[ItemList] = []
    headings: list[tuple[str, ...]] = []
    for row in index.documents():
        if row.duplicate_of:
            continue
        text = index.text_by_id(row.id)
        sections = index.sections(row.id)
        told = [stretch for case in cases_of(index, row.id, row.document) for stretch in case.covered]
        every = _without_adverts(index.units(row.id), text)
        of_cases = {unit.section for unit in every.values() if inside(unit.start, told)}
        units = {number: unit for number, unit in every.items() if not inside(unit.start, told)}
        paths = [tuple(one for one in section.path if not _ADVERT.match(one)) for section in sections]
        headings += [path for number, path in enumerate(paths) if number not in of_cases]
        weights = [_weight(path if own_title else path[1:]) for path in paths]
        lines += _lines(index, row, text, units, paths, weights)
        tables += _tables(row.document, text, units, paths, weights, told)
        lists += _lists(row.document, text, units, paths, weights)
    return Source(tuple(lines), tuple(tables), tuple(lists), tuple(headings))


def _without_adverts(units: dict[int, Unit], text: str) -> dict[int, Unit]:
    """The units that no advertisement takes up: what follows its marker, up to the marker that closes it.

    A marker that was taken for a heading says nothing of what stands behind the advertisement.
    """
    numbers = sorted(units)
    marked = [at for at, one in enumerate(numbers) if _ADVERT.match(text[units[one].start : units[one].end].strip())]
    left_out: set[int] = set()
    for at in marked:
        if numbers[at] not in left_out:
            closed = next((other for other in marked if at < other <= at + ADVERT_UNITS), at + 1)
            left_out.update(numbers[at : closed + 1])
    return {number: unit for number, unit in units.items() if number not in left_out}


def _lines(
    index: Index,
    row: DocumentRow,
    text: str,
    units: dict[int, Unit],
    paths: list[tuple[str, ...]],
    weights: list[float],
) -> Iterator[Line]:
    """The sentences of paragraphs and items, without what says next to nothing."""
    seen: set[int] = set()
    for sentence in index.sentences(row.id):
        span = sentence.span
        unit = units.get(span.unit)
        if unit is None or unit.kind not in ("paragraph", "item") or weights[unit.section] == 0:
            continue
        start = span.start + _marker_length(text[span.start : span.end]) if unit.kind == "item" else span.start
        content = " ".join(text[start : span.end].split())
        if len(content) < LEAST_CHARACTERS or charges(content) or is_of_a_day(content):
            continue
        if _WORDS_LOST.search(content):
            continue
        yield Line(
            row.document, start, span.end, content, paths[unit.section], span.unit,
            span.unit not in seen, unit.kind == "item", weights[unit.section],
        )  # fmt: skip
        seen.add(span.unit)


def _title_counts(index: Index) -> bool:
    """Whether a document's title may mark it as being about studying: not where most of the guide would be so marked."""
    total = marked = 0
    for row in index.documents():
        for section in index.sections(row.id):
            total += section.end - section.start
            if section.path and _ABOUT_STUDYING.search(section.path[0]):
                marked += section.end - section.start
    return marked < 0.25 * total


def _weight(path: tuple[str, ...]) -> float:
    if any(_TEACHES_NOTHING.search(heading) and len(heading.split()) <= 5 for heading in path[-2:]):
        return 0.0
    if any(_HISTORY.search(heading) for heading in path):
        return 0.0
    return 0.35 if any(_ABOUT_STUDYING.search(heading) for heading in path) else 1.0


def _marker_length(text: str) -> int:
    match = _MARKER.match(text)
    return match.end() if match else 0


def _tables(
    document: str,
    text: str,
    units: dict[int, Unit],
    paths: list[tuple[str, ...]],
    weights: list[float],
    told: Sequence[Bounds] = (),
) -> Iterator[Table]:
    """Tables with their first row as header; a table cut in two by a page keeps the header of its first part."""
    last: tuple[int, tuple[str, ...]] | None = None
    for number, unit in units.items():
        if unit.kind != "table" or weights[unit.section] == 0:
            continue
        rows: list[Row] = []
        at = unit.start
        for line in text[unit.start : unit.end].split("\n"):
            cells = tuple(" ".join(cell.split()) for cell in line.split("|"))
            if any(cells):
                rows.append(Row(cells, at, at + len(line)))
            at += len(line) + 1
        if not rows:
            continue
        continued = last is not None and number - last[0] <= 2 and len(last[1]) == len(rows[0].cells) and unit.page
        header = last[1] if continued and last else rows[0].cells
        body = rows if continued else rows[1:]
        last = (number, header)
        body = [row for row in body if len(row.cells) == len(header) and not inside(row.start, told)]
        if body and len(header) >= 2 and not is_row(header, body) and not _is_run(header, body):
            own = weights[unit.section]
            about = (
                1.0
                if len(paths[unit.section]) > 1
                and _weight(paths[unit.section][-1:]) == 1.0
                and _weight(paths[unit.section][:1]) == 1.0
                else own
            )
            about *= ADMINISTRATION if administers(header) else 1.0
            above = "" if continued else _above(text, units.get(number - 1), unit)
            if names_stand_second(header, [row.cells for row in body]):
                header, body = header[1:], [Row(row.cells[1:], row.start, row.end) for row in body]
            yield Table(document, header, tuple(body), paths[unit.section], about, above)


def _is_run(header: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether a table says how something is run, or is a timetable."""
    return runs_a_course(header) or are_days([row.cells[0] for row in body])


def is_row(header: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether a table has no head: its first row says in every column what those below say ("Sandy", "85%", "very fast")."""
    if len(body) < LEAST_BELOW:
        return False
    return all(_of_the_cells(cell, [row.cells[at] for row in body]) for at, cell in enumerate(header))


def _of_the_cells(head: str, cells: Sequence[str]) -> bool:
    """Whether a head has only words of the cells below it, or is a figure as they are."""
    if re.match(r"\d", head):
        return all(re.match(r"\d", cell) for cell in cells)
    return bool(head) and set(head.casefold().split()) <= {word for cell in cells for word in cell.casefold().split()}


def _above(text: str, before: Unit | None, table: Unit) -> str:
    """The caption over a table, or the last sentence of the paragraph that leads it in; "" where neither stands there."""
    if before is None or before.section != table.section:
        return ""
    if before.kind == "note" or _CAPTION.match(text, before.start):
        return " ".join(text[before.start : before.end].split())
    return _lead(text, before)[0]


def _lists(
    document: str, text: str, units: dict[int, Unit], paths: list[tuple[str, ...]], weights: list[float]
) -> Iterator[ItemList]:
    """Runs of items in one section, each with the last sentence of the paragraph before it if that leads in."""
    run: list[Item] = []
    lead = ("", 0, 0)
    section = -1
    previous: Unit | None = None
    for unit in [*units.values(), None]:
        if unit is not None and unit.kind == "item" and unit.section == section and run:
            run.append(_item(text, unit))
        else:
            run = [item for item in run if not is_of_a_day(item.text)]
            if len(run) >= 2 and weights[section] > 0:
                yield ItemList(document, *lead, tuple(run), paths[section], weights[section])
            run = []
            if unit is not None and unit.kind == "item":
                section = unit.section
                run = [_item(text, unit)]
                lead = _lead(text, previous) if previous is not None and previous.section == section else ("", 0, 0)
        previous = unit


def _item(text: str, unit: Unit) -> Item:
    start = unit.start + _marker_length(text[unit.start : unit.end])
    return Item(" ".join(text[start : unit.end].split()), start, unit.end)


def _lead(text: str, unit: Unit) -> tuple[str, int, int]:
    """The last sentence of a paragraph that ends in a colon."""
    if unit.kind != "paragraph":
        return ("", 0, 0)
    content = text[unit.start : unit.end]
    if not content.rstrip().endswith(":"):
        return ("", 0, 0)
    cut = max((match.end() for match in re.finditer(r"[.!?]\s+", content)), default=0)
    return (" ".join(content[cut:].split()).rstrip(":").strip(), unit.start + cut, unit.end)
