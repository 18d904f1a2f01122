"""Tables read row by row: what stands for a row under a head, which row has a value, and what two heads give together."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from studyground.assistant.practice.writing.cell_values import names_one, part_of
from studyground.assistant.practice.writing.code_names import traces_program
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.leaking import shows_within, telltale
from studyground.assistant.practice.writing.lookup_values import (
    FIGURE,
    apart_from,
    make_of,
    of_like_length,
    of_one_make,
    of_one_unit,
    size_of,
    unit_of,
)
from studyground.assistant.practice.writing.lookup_wording import DONE, row_asked_for, value_question
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Source
from studyground.assistant.practice.writing.phrasing import capital
from studyground.assistant.practice.writing.table_leaks import begins_alike, spells, spelt_out
from studyground.assistant.practice.writing.table_read import TableRead, under_head, words_of
from studyground.assistant.practice.writing.table_words import who_has
from studyground.assistant.practice.writing.what_it_is import mixed_with_verbs
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

# The `situation` of these facts: `because` is '“A” for “R”', as a reason tells it, and `kind` what A is of R ("lead time").
LOOKED_UP = "looked up"
OPTIONS = 4
MOST_MADE = 3  # parts of a figure that a question names: "40 GB each" has one too many
LEAST_TOLD = 3  # words of a value that tells something outside its table
MOST_A_COLUMN, MOST_A_TABLE = 3, 8
WORTH = 0.8
SAME_UNIT = 0.8
# The rows of such a table are what the things over its columns are compared in.
_MEASURES = frozenset("parameter measurement quantity setting".split())
_PRICES = re.compile(r"\b(?:charges?|fees?|prices?|tariffs?|costs?|rents?)\b", re.IGNORECASE)
_NO_NOUN = PREPOSITIONS | SUBORDINATORS  # "after refilling" is no noun that a row could have
_FAR = 12.0  # times larger or smaller: a figure that nobody would take for it


@dataclass(frozen=True, slots=True)
class Place:
    """One cell that can be asked for or be an option."""

    row: int
    column: int
    value: str


def is_value(fact: Fact) -> bool:
    """Whether a fact asks for what a table has for a row, in words: the row may be asked for by the same words elsewhere.

    Args:
        fact: Of any form.
    """
    return gives_value(fact) and " " in fact.thing


def gives_value(fact: Fact) -> bool:
    """Whether a fact asks for what a table has for a row, in words or not ("Ctrl+N")."""
    return fact.situation == LOOKED_UP and fact.because.startswith(f"“{fact.thing}” for ")


def lookups_in(
    read: Source, stated: Iterable[Fact], index: Index | None = None
) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """What can be looked up in tables, as facts whose `need` is the question for one ("" where it only stands beside others).

    Args:
        read: The guide taken apart.
        stated: What was mined of rows already, as statements about the things that they name.
        index: Its encoder tells which rows have values most like one another; without it the nearest rows are taken.

    Returns:
        The facts, and for each that can be asked the ids of others beside it, the nearest first.
    """
    taken = {(fact.span.document, fact.span.start) for fact in stated}
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for table in read.tables:
        words = words_of(table, read, taken)
        for key, others in islice(_asked(words, index), MOST_A_TABLE) if words else ():
            facts |= {one.id: one for one in (key, *others) if one.id not in facts or one.need}
            beside[key.id] = tuple(one.id for one in others)
    return tuple(facts.values()), beside


def _asked(words: TableRead, index: Index | None) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """The questions of one table, those of its columns by turns: each with the facts of the options beside the key."""
    if _is_price_list(words) or traces_program(words.table.header):
        return
    both = _of_two_heads(words)
    if both:
        yield from _crossed(words, both)
        return
    runs = (
        [_column(words, at, turn, index) for turn, at in enumerate(words.heads)] if len(words.labels) >= OPTIONS else []
    )
    for turn in range(MOST_A_COLUMN):
        for run in runs:
            yield from run[turn : turn + 1]


def _is_price_list(words: TableRead) -> bool:
    """Whether a table gives what things cost, which nobody is examined on."""
    titles = f"{words.caption} {words.noun} {' '.join(head.said for head in words.heads.values())}"
    cells = [value for at in words.heads for row in range(len(words.labels)) if (value := words.value(row, at))]
    return bool(_PRICES.search(titles)) and 2 * sum(unit_of(value) in ("$", "€", "£") for value in cells) > len(cells)


def _column(words: TableRead, at: int, turn: int, index: Index | None) -> list[tuple[Fact, tuple[Fact, ...]]]:
    """The questions of one column, all in one direction: for values, or for rows where too few values can stand together."""
    places = of_a_kind([Place(row, at, value) for row in range(len(words.labels)) if (value := words.value(row, at))])
    if mixed_with_verbs(words.heads[at].raw, [one.value for one in places]):
        return []
    if spelt_out([words.labels[one.row] for one in places], [one.value for one in places]):
        return []
    for_rows = [one for one in places if _names_row(one, places) and words.askable[one.row]]
    forward = [found for one in places if (found := _for_value(words, one, places, _value_asked(words, one)))]
    reverse = [found for one in for_rows if (found := _for_row(words, one, places, index))]
    made = forward or reverse
    shifted = made[turn % 2 :] + made[: turn % 2]  # not always the first row
    return [*shifted[::2], *shifted[1::2]][:MOST_A_COLUMN]


def of_a_kind(places: Sequence[Place]) -> list[Place]:
    """Values without those that are no names in a column of names ("general rule" among cases that decided).

    Args:
        places: Of one column.
    """
    names = [one for one in places if one.value[:1].isupper()]
    small = [one for one in places if one.value[:1].islower() and one.value[:2].islower()]
    return names if len(names) + len(small) == len(places) and len(names) > 2 * len(small) else list(places)


def _names_row(one: Place, places: Sequence[Place]) -> bool:
    return names_one(one.value, [other.value for other in places if other is not one])


def _value_asked(words: TableRead, one: Place) -> str:
    """The question for the value of a row in one column; "" where another row has it too, or no English can be made."""
    same = sum(words.value(row, one.column).casefold() == one.value.casefold() for row in range(len(words.labels)))
    return value_question(words, one.row, one.column) if same == 1 else ""


def _for_value(
    words: TableRead, one: Place, places: Sequence[Place], question: str
) -> tuple[Fact, tuple[Fact, ...]] | None:
    """A question for a value beside other values, None where too few can stand beside it."""
    if not question or not words.askable[one.row]:
        return None
    near = sorted(places, key=lambda other: (abs(other.row - one.row) + abs(other.column - one.column), other.row))
    others: dict[str, Place] = {}
    for other in near:
        apart = apart_from(one.value, other.value, every_word=words.heads[one.column].open_ended)
        if (
            apart
            and bool(FIGURE.match(other.value)) == bool(FIGURE.match(one.value))
            and of_one_unit(one.value, other.value)
            and has_finite_verb(other.value) == has_finite_verb(one.value)
            and (words.noun not in _MEASURES or (other.row == one.row and _near(one.value, other.value)))
        ):
            others.setdefault(other.value.casefold(), other)
    kept = list(others.values())
    if FIGURE.match(one.value):
        kept = [kept[at] for at in of_one_make(one.value, [other.value for other in kept])]
    return _made(words, question, [(at.value, at) for at in (one, *kept)], places)


def _near(one: str, other: str) -> bool:
    """Whether of two figures neither is so much larger that nobody would take it for the other."""
    mine, theirs = size_of(one), size_of(other)
    return mine is not None and theirs is not None and max(mine[0], theirs[0]) <= _FAR * min(mine[0], theirs[0])


def _for_row(
    words: TableRead, one: Place, places: Sequence[Place], index: Index | None
) -> tuple[Fact, tuple[Fact, ...]] | None:
    """A question for the row of a value beside other rows that have one, those of the likest values first."""
    head = words.heads[one.column]
    opening = words.opening("" if head.vague else f"{head.said} {words.noun}")
    said = words.noun and head.said and (words.caption or not head.vague) and not head.open_ended
    said = said and len(make_of(one.value).split()) <= MOST_MADE and one.value.split()[0].casefold() not in _NO_NOUN
    bare = not words.caption and not FIGURE.match(one.value) and len(one.value.split()) < LEAST_TOLD
    if not said or bare or part_of(words.noun.split()[-1], one.value):
        return None
    asked = row_asked_for(words.noun, head, one.value)
    if not asked:
        return None
    question = f"{opening}{asked}"
    near = sorted((other for other in places if other is not one), key=lambda other: abs(other.row - one.row))
    if FIGURE.match(one.value):
        near = [other for other in near if FIGURE.match(other.value) and of_one_unit(one.value, other.value)]
    elif index is not None and near:
        vectors = index.encoder.encode([one.value, *(other.value for other in near)])
        like = vectors[1:] @ vectors[0]
        near = [near[at] for at in sorted(range(len(near)), key=lambda at: -float(like[at]))]
    label = words.labels[one.row]
    kept = [
        other
        for other in near
        if not part_of(label, words.labels[other.row]) and not part_of(words.labels[other.row], label)
    ]
    return _made(words, question, [(words.labels[at.row], at) for at in (one, *kept)], places)


def _of_two_heads(words: TableRead) -> list[int]:
    """The columns of a table in which a cell answers row and head together: all hold values of one kind; [] elsewhere."""
    columns = list(words.heads)
    if words.noun in _MEASURES:
        return [at for at in columns if any(FIGURE.match(words.value(row, at)) for row in range(len(words.labels)))]
    if len(columns) < 2 or len(columns) < len(words.table.header) - 1:
        return []
    values = [[words.value(row, at) for row in range(len(words.labels))] for at in columns]
    flat = [value for column in values for value in column if value]
    figures = [value for value in flat if FIGURE.match(value)]
    asides = {re.sub(r"^[^()]*", "", words.table.header[at]) for at in columns}
    if len(figures) >= SAME_UNIT * max(1, len(flat)):
        units = [unit for value in figures if (unit := unit_of(value))]
        common = max((units.count(unit) for unit in set(units)), default=0)
        bare = not common and (asides != {""} or not any(words.heads[at].said for at in columns))
        return columns if len(asides) == 1 and (bare or common >= SAME_UNIT * len(figures)) else []
    shared = {
        value.casefold()
        for n, column in enumerate(values)
        for value in column
        if value and any(value in other for m, other in enumerate(values) if m != n)
    }
    merged = sum(len({column[row] for column in values}) == 1 for row in range(len(words.labels)))
    return columns if words.caption and len(shared) > merged + 1 and not figures else []


def _crossed(words: TableRead, columns: Sequence[int]) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """Questions for the cell under a head in a row, along the diagonals; a cell merged over all heads is none."""
    rows = range(len(words.labels))
    places = [Place(row, at, value) for row in rows for at in columns if (value := words.value(row, at))]
    of_row = {row: [one.value for one in places if one.row == row] for row in rows}
    options = [one for one in places if len(of_row[one.row]) == 1 or len(set(of_row[one.row])) > 1]
    order = sorted(options, key=lambda one: ((one.row + columns.index(one.column)) % len(columns) == 0, one.row))
    what = "figure" if FIGURE.match(places[0].value) else "entry"
    opening = words.opening()
    who = who_has(words.caption)
    for one in order:
        head = words.table.header[one.column]
        question = f"{opening}which {what} is {DONE[bool(opening)]} for {words.for_row(one.row)} {under_head(head)}?"
        question = f"For {words.for_row(one.row)} and “{head}”, {who}?" if who else question
        made = _for_value(words, one, options, question)
        if made:
            yield made


def _made(
    words: TableRead, question: str, options: Sequence[tuple[str, Place]], places: Sequence[Place]
) -> tuple[Fact, tuple[Fact, ...]] | None:
    """The facts of a question, the key first; None where there are too few or the question gives the key away."""
    texts = [text for text, _ in options]
    asked = capital(question)
    leaks = part_of(texts[0], asked) or telltale(asked, [texts[0], *texts[1:], *texts[1:]])
    leaks = leaks or shows_within(asked, texts[0], texts[1:OPTIONS])
    place = options[0][1]
    leaks = leaks or spells(words.labels[place.row], place.value)
    leaks = leaks or (texts[0] != place.value and begins_alike(place.value, texts[0], texts[1:OPTIONS]))
    kept = list(options[:1])
    for option in options[1:]:
        if of_like_length([*(text for text, _ in kept), option[0]]):
            kept.append(option)
    if len(kept) < OPTIONS or leaks or len(set(terms(asked))) < 2:
        return None
    key, *others = (_fact(words, text, place, asked * (not at), places) for at, (text, place) in enumerate(kept))
    return key, tuple(others)


def _fact(words: TableRead, text: str, place: Place, question: str, places: Sequence[Place]) -> Fact:
    """One option; `because` tells every row, or row and head, for which the table has its value."""
    row = words.table.rows[place.row]
    crossed = len({one.column for one in places}) > 1
    beside = [one for one in places if one.column == place.column and one != place] if text == place.value else []
    rows = [place.row, *(one.row for one in beside if one.value.casefold() == place.value.casefold())]
    named = [f"“{words.labels[at]}”" for at in rows]
    where = " and ".join(named) if len(named) < 3 else f"{', '.join(named[:-1])} and {named[-1]}"
    said = f"“{place.value}” for {where}" + (f" {under_head(words.table.header[place.column])}" if crossed else "")
    head = words.heads[place.column]
    told = text == place.value and not crossed and not head.quoted and not (head.several and FIGURE.match(text))
    key = f"{LOOKED_UP}|{text}|{question or said}|{place.column}|{words.table.document}|{row.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=text, kind=head.told if told else "", form="labelled",
        need=question, need_shape="question", situation=LOOKED_UP, span=Span(words.table.document, row.start, row.end),
        section=words.table.section, named_by="span", because=said, text=" | ".join(row.cells),
        priority=round(WORTH * words.table.weight, 3),
    )  # fmt: skip
