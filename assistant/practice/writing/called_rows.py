"""Rows of a table that name a thing and describe it: "QUIT | graceful shutdown, workers finish what they are serving"."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.called_beside import beside_called
from studyground.assistant.practice.writing.called_labels import LEAST_OF_A_KIND
from studyground.assistant.practice.writing.called_predicates import quotable
from studyground.assistant.practice.writing.cell_asked import asked_of, meant_by, several_things
from studyground.assistant.practice.writing.cell_clauses import in_clauses, turned_question
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_class_nouns import column_noun
from studyground.assistant.practice.writing.mining_language import DETERMINERS, lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Source, Table
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.table_words import caption_of, fuller_noun, heading_of
from studyground.assistant.practice.writing.table_words import head_of as read_head
from studyground.assistant.practice.writing.what_it_is import mixed_with_verbs, without_its_subject
from studyground.ingest.index import Index

ROW = "row"
LEAST_WEIGHT, PRIORITY = 0.5, 0.4
MOST_NAME = 4  # words
LEAST_SAID = 4  # words of a description
_NO_CLASS = frozenset(
    "kind type name item thing category class point aspect topic group no number id step area row".split()
)
# Heads over what is no description of the row's thing by itself.
_NOT_SAID = re.compile(
    r"\b(?:examples?|see|notes?|remarks?|sources?|authorit\w+|price|cost|default|when|who|where|limit|max\w*|min\w*|figure|value|"
    r"action|do|treatment|cases?)\b|\?",
    re.IGNORECASE,
)

_PURPOSES = frozenset("use uses purpose function role task job".split())
_HAS_CLAUSE = re.compile(
    r"\b(?:effect|result|consequence|outcome|symptom|sign|rule|drawback|disadvantage|advantage|benefit)$"
)
# Rows that are called by when they are.
_WHEN = {
    "time": "At what",
    "hour": "At what",
    "day": "On which",
    "date": "On which",
    "week": "In which",
    "month": "In which",
}


def rows_in(read: Source, index: Index, asked: Iterable[Fact]) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """What tables say of the things that their rows name, and for each such fact the ids of others of its table.

    Args:
        read: The guide taken apart.
        index: Its encoder measures how alike two descriptions are.
        asked: What is asked of tables in other ways: what one of these tells is not asked again.
    """
    told: dict[tuple[str, int], str] = defaultdict(str)
    for fact in asked:
        if fact.need:
            told[fact.span.document, fact.span.start] += f"\n{fact.thing}\n{fact.need}".casefold()
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for table in read.tables:
        noun = column_noun(table.header[0]) if table.header else ""
        noun = fuller_noun(noun, caption_of(table.above), heading_of(table.section))
        if not noun or noun in _NO_CLASS or table.weight < LEAST_WEIGHT:
            continue
        made = [
            replace(fact, need="") if fact.text.casefold() in told[fact.span.document, fact.span.start] else fact
            for fact in _described(table, noun)
        ]
        if len(made) >= LEAST_OF_A_KIND and any(fact.need for fact in made):
            facts |= {fact.id: fact for fact in made}
            beside |= beside_called(made, read.lines, index)
    return tuple(facts.values()), beside


def _described(table: Table, noun: str) -> Sequence[Fact]:
    """The rows of a table by the one column that describes them all; none where no column does."""
    if any(len(row.cells) != len(table.header) for row in table.rows):
        return ()
    for column in range(len(table.header) - 1, 0, -1):
        said = [row.cells[column].strip() for row in table.rows]
        told = [text for text in said if len(text.split()) >= LEAST_SAID and not text[:1].isdigit()]
        if _NOT_SAID.search(table.header[column]) or len(told) < LEAST_OF_A_KIND or len(set(said)) < len(said):
            continue
        if mixed_with_verbs(table.header[column], told):
            return ()
        names = [row.cells[0].strip() for row in table.rows]
        if len(set(names)) < len(names) or not all(1 <= len(name.split()) <= MOST_NAME for name in names):
            return ()
        if any(re.match(r"[\d.<>≥≤–-]+$|(?:under|over|below|above|less|more|at)\b", name) for name in names):
            return ()  # ranges of a figure
        return [
            _fact(table, at, name, text, noun, table.header[column].strip())
            for at, (name, text) in enumerate(zip(names, said, strict=True))
            if len(text.split()) > 1
        ]
    return ()


def head_of(fact: Fact) -> str:
    """The head over what a row says of its thing; "" for a fact that is of no row."""
    return fact.situation.removeprefix(f"{ROW}: ") if fact.situation.startswith(f"{ROW}: ") else ""


def row_asked(kind: str, head: str, said: str) -> str:
    """The question for the row that has something under a head; "" where no English can be made of it.

    Args:
        kind: What a row is called, "" where that would show in one of the names.
        head: Over the cell ("Counter-measure", "Measures").
        said: The cell.
    """
    which = kind or "of these"
    if kind in _WHEN:
        return f"{_WHEN[kind]} {kind} does this take place: {lower_first(said)}?"
    if re.fullmatch(r"(?:what[’']?s |what is )?included|includes?", head, re.IGNORECASE):
        return f"Which {which} includes {lower_first(said)}?"
    verb = re.fullmatch(r"[A-Z]?[a-z]+s", head) and base_of(head.casefold())  # "Asks", "Measures"
    if verb or re.match(r"(?:what|how)\b|(?:description|details?|explanation|summary)$", head, re.IGNORECASE):
        return asked_of(kind, said, named=not verb)
    read = read_head(head, ())
    if read is None or not read.said or read.quoted or read.vague:
        return ""
    if read.told == "meaning":
        return meant_by(which, said)
    if in_clauses(read.told, [said]):
        return turned_question(kind, said)
    if read.use or read.told in _PURPOSES:
        return asked_of(kind, said, coded=True)
    listed = several_things(said) if read.several else ""
    if listed:
        return f"Which {which} has these {read.told}: {lower_first(listed)}?"
    clause = bool(_HAS_CLAUSE.search(read.told)) and said.split()[0].casefold() in DETERMINERS and has_finite_verb(said)
    return f"Which {which} has the {read.told} that {lower_first(said)}?" if clause and not read.several else ""


def _fact(table: Table, at: int, name: str, text: str, noun: str, head: str) -> Fact:
    row = table.rows[at]
    key = f"{name}|{ROW}|{text}|{table.document}|{row.start}"
    whole = len(text.split()) >= LEAST_SAID and quotable(text.rstrip("?"), name)
    first = text.split("; ")[0]
    told = first if len(first.split()) >= LEAST_SAID and first.count("(") == first.count(")") else text
    need = told.rstrip(". ") if whole and "“" not in text and not without_its_subject(text) else ""
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=name, kind=noun, form="called", need=need,
        need_shape="clause", situation=f"{ROW}: {head}", span=Span(table.document, row.start, row.end), section=table.section,
        named_by="span", because=text.rstrip(". "), text=text.rstrip(". "), priority=round(PRIORITY * table.weight, 3),
    )  # fmt: skip
