"""Tables whose heads say what their rows do, and tables with numbered rows; lists that give a figure for each label."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.cell_clauses import without_its_noun
from studyground.assistant.practice.writing.column_wording import ASIDE, SAYS_ELSEWHERE, row_question, speaks
from studyground.assistant.practice.writing.counted_rows import only_counted
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.leaking import telltale
from studyground.assistant.practice.writing.mining_class_nouns import column_noun
from studyground.assistant.practice.writing.mining_labelled import FORM, LEAST_WEIGHT
from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.mining_source import ItemList, Source, Table
from studyground.assistant.practice.writing.mining_tables import columns_of
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, third_person
from studyground.assistant.practice.writing.phrasing import capital, plural
from studyground.assistant.practice.writing.table_read import COMPARED
from studyground.assistant.practice.writing.table_words import (
    VAGUE_ROWS,
    caption_of,
    fuller_noun,
    heading_of,
)
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

LEAST_ROWS = 4  # as many as a question has options
MOST_NAME, MOST_VALUE = 5, 7  # words
MOST_A_COLUMN = 3  # questions from one column
WORTH = 0.75
_HEAD = re.compile(r"^(?P<noun>[A-Za-z][A-Za-z'’ -]*?)(?: \((?P<aside>[^()]{1,20})\))?$")
_NOTHING = re.compile(
    r"(?:yes|no|none|n/?a|any|all|varies|various|both|either|other|same|unknown|"
    r"many|few|some|several|optional|not \w+|depends.*|see .*|[-–—?]*)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d[\d.,\u2009\u00a0]*")
_UNIT = re.compile(r"[a-zµ°%][a-zA-Z/%°²³ ]*|%|°C|°F")
_VALUED = re.compile(r"^(?P<label>[A-Z][^:–—\d]{2,60}?)(?::\s+|\s+[–—-]\s+|\s+)(?P<value>\d\S*(?:\s[\w%/.°-]+){0,4})$")
_OF = re.compile(
    r"^(?:the |an? |its )?(?P<noun>(?:[a-z-]+ ){0,2}[a-z-]+) (?:tells|says|shows|gives|measures|depends|varies|differs|ranges|"
    r"is (?:given|measured|counted|expressed|stated))\b",
    re.IGNORECASE,
)
_THAT_DO = re.compile(r"^(?P<noun>[A-Za-z]+s) (?:that|which) (?P<verb>[a-z]+)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A row's name and its value in one column: `name` and `value` as options have them; `besides` is what else it says."""

    name: str
    value: str
    span: Span
    text: str
    besides: str = ""


def columns_in(read: Source) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Names and values of tables as facts whose `need` is the question for one ("" where it cannot be asked).

    Args:
        read: The guide taken apart.

    Returns:
        The facts, and for each that can be asked the ids of others of its column.
    """
    return with_neighbours((*_of_tables(read.tables), *_of_lists(read.lists)))


def with_neighbours(columns: Iterable[Sequence[Fact]]) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """The facts of some columns, and for each with enough others of its column beside it their ids, the nearest first."""
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for made in columns:
        facts |= {fact.id: fact for fact in made}
        beside |= {fact.id: tuple(one.id for one in nearest_cells(fact, made)) for fact in made if fact.need}
    return tuple(facts.values()), {one: ids for one, ids in beside.items() if len(ids) >= LEAST_ROWS - 1}


def nearest_cells(fact: Fact, made: Sequence[Fact]) -> list[Fact]:
    """Other cells of a column that can stand beside one, those nearest in the table first."""
    at = made.index(fact)
    fit = [one for one in made if one is not fact and _match(one.thing, fact.thing)]
    return sorted(fit, key=lambda one: abs(made.index(one) - at))


def _match(one: str, other: str) -> bool:
    """Whether two options are of one shape and unit, and neither is a part of the other."""
    if _FIGURE.match(one) or _FIGURE.match(other):
        return _shape(one) == _shape(other)
    low, high = one.casefold(), other.casefold()
    return bool(shapes_of(one) & shapes_of(other)) and f" {low} " not in f" {high} " and f" {high} " not in f" {low} "


def _shape(value: str) -> str:
    return _FIGURE.sub("0", value).casefold()


def _of_tables(tables: Sequence[Table]) -> Iterator[list[Fact]]:
    for table in tables:
        names = [ASIDE.sub("", row.cells[0]).strip() for row in table.rows]
        if table.weight < LEAST_WEIGHT or len(names) < LEAST_ROWS or not _names(names):
            continue
        roles = columns_of(table).roles
        noun = fuller_noun(column_noun(table.header[0]), caption_of(table.above), heading_of(table.section))
        for at in range(1, len(table.header)):
            if noun and noun.split()[-1] in COMPARED:
                break  # what stands over the columns are things, and the rows what they are compared in
            own = speaks(table.header[at])
            if not noun or (roles[at] not in ("", "name") and not own):
                continue  # what such a column says of a row's thing is asked elsewhere
            if not own and (not all(name.isdigit() for name in names) or only_counted(noun, names)):
                continue  # that is looked up, see `mining_lookups`, or a number that says no more than the place of a row
            cells = [
                Cell(
                    name,
                    " ".join(row.cells[at].split()).rstrip(" .;"),
                    Span(table.document, row.start, row.end),
                    " | ".join(row.cells),
                    _besides(row.cells, at),
                )
                for name, row in zip(names, table.rows, strict=True)
            ]
            yield from _column(cells, noun, table.header[at], table.section, table.weight, at)


def _names(names: Sequence[str]) -> bool:
    low = [name.casefold() for name in names]
    return len(set(low)) == len(low) and all(
        name and len(name.split()) <= MOST_NAME and not SAYS_ELSEWHERE.search(name) for name in names
    )


def _column(
    cells: Sequence[Cell], noun: str, head: str, section: tuple[str, ...], weight: float, number: int
) -> Iterator[list[Fact]]:
    """The questions of one column: for the row that a head speaks of, or for the values of numbered rows."""
    if speaks(head):
        bare = without_its_noun([cell.name for cell in cells])
        cells = [cell for cell in cells if cell.name not in bare]
        asked = [row_question(cell.value, "of these" if noun in VAGUE_ROWS else noun, head) for cell in cells]
        told = [f"Under “{head}” the guide has “{cell.value}” for “{cell.name}”" for cell in cells]
        yield cell_facts(cells, [cell.name for cell in cells], asked, told, section, weight)
        return
    said = head_noun_phrase(head, cells)
    if not said:
        return
    counted = Counter(_words(cell.value) for cell in cells)
    single = [counted[_words(cell.value)] == 1 and plain_value(cell.value) for cell in cells]
    for_value = [""] * len(cells)
    left = MOST_A_COLUMN
    last = said.split(",")[0].split()[-1].lower()
    verb = "are" if singular(last) != last else "is"
    for at, cell in enumerate(cells):
        if single[at] and (at + number) % 2 == 0 and left:
            left -= 1
            for_value[at] = _what(cell, noun, said, verb)
    told = [f"The guide gives the {said} for {noun} {cell.name} as “{cell.value}”" for cell in cells]
    kept = [at for at in range(len(cells)) if single[at]]
    yield cell_facts(
        [cells[at] for at in kept], [cells[at].value for at in kept], [for_value[at] for at in kept],
        [told[at] for at in kept], section, weight,
    )  # fmt: skip


def _what(cell: Cell, noun: str, said: str, verb: str) -> str:
    """A question for the value of a numbered row; its number is told with what the table says of it besides."""
    if said == "name":
        return f"What is {noun} {cell.name} called?"
    if " " in said or verb == "are" or _FIGURE.match(cell.value):
        return f"What {verb} the {said} for {noun} {cell.name}?"
    besides = f" ({lower_first(cell.besides)})" if cell.besides else ""
    return f"Which {said} corresponds to {noun} {cell.name}{besides}?"


def _besides(cells: Sequence[str], at: int) -> str:
    """What a row says in words of its own, outside the column asked for; "" where nothing does."""
    told = (" ".join(cell.split()).rstrip(" .;") for n, cell in enumerate(cells) if n not in (0, at))
    fit = (one for one in told if 1 < len(one.split()) <= MOST_VALUE and "(" not in one)
    return next((one for one in fit if not SAYS_ELSEWHERE.search(one) and not _FIGURE.search(one)), "")


def head_noun_phrase(head: str, cells: Sequence[Cell]) -> str:
    """A column's head as it stands after "the" ("Port (TCP)": "TCP port"); "" where it is no noun phrase."""
    match = _HEAD.match(head)
    if (
        match is None
        or not column_noun(match["noun"])
        or singular(match["noun"].casefold()) in ("note", "comment", "example")
    ):
        return ""
    words = " ".join(lower_first(word) for word in match["noun"].split())
    if any(not shapes_of(cell.value) & {"noun", "figure"} for cell in cells if plain_value(cell.value)):
        return ""
    if words.split()[-1] in VERBS and base_of(cells[0].value.split(" ", 1)[0] if cells[0].value else ""):
        return ""
    aside = match["aside"] or ""
    if not aside:
        return words
    if aside.isupper() and aside.isalpha() and len(aside) > 1:
        return f"{aside} {words}"
    figures = all(_FIGURE.match(cell.value) for cell in cells)
    return f"{words}, in {aside}," if figures and _UNIT.fullmatch(aside) else ""


def plain_value(value: str) -> bool:
    """Whether a value can be an option: short, understood by itself, and one thing."""
    return (
        bool(value)
        and " or " not in value
        and len(value.split()) <= MOST_VALUE
        and not _NOTHING.fullmatch(value)
        and not SAYS_ELSEWHERE.search(value)
        and value.count("(") == value.count(")")
        and not (value.split()[0].casefold() in VERBS and "imperative" in shapes_of(value))
    )


def _words(value: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"[\w.+-]+", value.casefold())))


def _of_lists(lists: Sequence[ItemList]) -> Iterator[list[Fact]]:
    """Items that give a figure each, under a line that says what of ("The crop factor tells …", "Times that work")."""
    for listed in lists:
        matches = [_VALUED.match(item.text) for item in listed.items]
        frame = _frame(listed.lead)
        if listed.weight < LEAST_WEIGHT or len(matches) < LEAST_ROWS or not frame or not all(matches):
            continue
        cells = [
            Cell(match["label"].strip(), match["value"].rstrip("."), Span(listed.document, item.start, item.end), item.text)
            for match, item in zip(matches, listed.items, strict=True) if match
        ]  # fmt: skip
        values = Counter(cell.value for cell in cells)
        kept = [cell for cell in cells if values[cell.value] == 1]
        asked = [
            frame.format(f"“{cell.name}”" if frame.startswith("What") else lower_first(cell.name))
            if at % 2 == 0 and at < 2 * MOST_A_COLUMN
            else ""
            for at, cell in enumerate(kept)
        ]
        told = [f"The guide gives “{cell.value}” for “{cell.name}”" for cell in kept]
        yield cell_facts(kept, [cell.value for cell in kept], asked, told, listed.section, listed.weight)


def _frame(lead: str) -> str:
    """The question for one figure of a list, with a place for its label; "" where the lead does not say what it is."""
    of = _OF.match(lead)
    if of and column_noun(of["noun"]) and not plural(of["noun"].lower()):
        return f"What is the {of['noun'].lower()} of {{}}?" if of["noun"] != of["noun"].upper() else ""
    do = _THAT_DO.match(lead)
    if do and do["verb"] in VERBS:
        return f"Which {singular(do['noun'].lower())} {third_person(do['verb'])} for {{}}?"
    return ""


def cell_facts(
    cells: Sequence[Cell],
    options: Sequence[str],
    asked: Sequence[str],
    told: Sequence[str],
    section: tuple[str, ...],
    weight: float,
) -> list[Fact]:
    """One fact a cell: its option, the question for it or "", and what the guide says of it."""
    made = []
    for cell, option, question, said in zip(cells, options, asked, told, strict=True):
        others = [one for one in options if one != option]
        leaks = bool(question) and (
            bool(re.search(rf"(?<!\w){re.escape(option.casefold())}(?!\w)", question.casefold()))
            # One other option with the same word is enough: the list is short, and its names are alike.
            or telltale(question, [option, *others, *others])
        )
        need = "" if leaks or len(set(terms(question))) < 2 else capital(question)
        key = f"{option}|{FORM}|{question or said}|{cell.span.document}|{cell.span.start}"
        made.append(Fact(
            id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=option, kind="", form="labelled", need=need,
            need_shape="question", situation="", span=cell.span, section=section, named_by="span",
            because=said, text=cell.text, priority=round(WORTH * weight, 3),
        ))  # fmt: skip
    return made
