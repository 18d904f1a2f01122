"""A table as a question reads it: its caption, what its rows are called, the heads that can be asked under, its values."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from studyground.assistant.practice.writing.counted_rows import only_counted
from studyground.assistant.practice.writing.lookup_values import value_of
from studyground.assistant.practice.writing.mining_labelled import LEAST_WEIGHT
from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.mining_source import Source, Table
from studyground.assistant.practice.writing.mining_tables import columns_of
from studyground.assistant.practice.writing.table_cases import is_record
from studyground.assistant.practice.writing.table_words import (
    POINTS,
    Head,
    caption_of,
    fuller_noun,
    head_of,
    heading_of,
    label_of,
    row_noun,
    without_marks,
)
from studyground.ingest.terms import terms

LEAST_ROWS = 3  # of two heads or more they give as many options as a question has
MOST_SORT = 2  # words
MOST_TITLE = 10  # words of a caption that a question names
CODED = re.compile(r"(?=\S*[._/]\w)[\w./-]+|(?=\w*[A-Z_]\w*[A-Z])[A-Z0-9_]{3,}")  # what stands without quotation marks
COMPARED = frozenset(
    "property feature aspect characteristic criterion attribute dimension point question difference".split()
)
# Of these a table gives examples, and nobody learns them.
_RECORDS = frozenset(
    "customer user person member student employee patient record sample observation row example client "
    "participant respondent".split()
)
_CODES = frozenset("code symbol abbreviation acronym id".split())
_ASKS = re.compile(r"(?:which|what|who|when|where|how|why)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table with its words: labels as they are written, those that can be asked for, heads by column."""

    table: Table
    labels: tuple[str, ...]
    askable: tuple[str, ...]
    noun: str
    heads: dict[int, Head]
    caption: str
    under: str  # the heading that the table stands under, "" where that says nothing of it

    def value(self, row: int, column: int) -> str:
        """A cell's text, "" where it is none that an option could be."""
        return value_of(self.table.rows[row].cells[column])

    def for_row(self, row: int) -> str:
        """A row as the question tells it: 'the journey “Any flight”'."""
        label = self.labels[row]
        named = self.noun and not set(terms(self.noun)) & set(terms(label))
        if named and label.isdigit():
            return f"{self.noun} {label}"
        shown = label if CODED.fullmatch(label) else f"“{label}”"
        return f"the {self.noun} {shown}" if named else shown

    def coloured(self, row: int) -> str:
        """A row that is a colour of a thing, as that thing ("cap colour", "Lavender": "the lavender cap"); "" for any other."""
        of = re.fullmatch(r"(?P<thing>[a-z]+(?: [a-z]+)?) colou?r", self.noun)
        return f"the {self.labels[row].casefold()} {of['thing']}" if of and self.labels[row].isalpha() else ""

    def sort_of(self, row: int, column: int) -> str:
        """What a column that sorts the rows says of one (' (factor affected: P)'), "" where none does."""
        for at, head in self.heads.items():
            sorts = [self.value(number, at) for number in range(len(self.labels))]
            few = 1 < len(set(sorts)) <= len(sorts) // 2 and all(sorts)
            if at != column and few and len(sorts[row].split()) <= MOST_SORT:
                return f" ({lower_first(head.raw)}: {sorts[row]})"
        return ""

    def opening(self, head: str = "") -> str:
        """Where the question looks: 'In the table “Fees”, '; "" where the caption says no more than the head does."""
        if not self.caption or POINTS.search(self.caption) or len(self.caption.split()) > MOST_TITLE:
            # What its rows are of, where neither their noun nor the head says it: "the colour “Amber”" of which table.
            told = set(terms(f"{head} {self.noun}")) & set(terms(self.under))
            bare = " " not in self.noun and " " in self.under and not told
            return f"In the table under “{self.under}”, " if self.under and (bare or not head) else ""
        if not set(terms(self.caption)) - set(terms(head)):
            return ""
        asks = _ASKS.match(self.caption)  # "Which packing" is no name of a table
        return (
            (f"In the table under “{self.under}”, " if self.under and not head else "")
            if asks
            else f"In the table “{self.caption}”, "
        )


def words_of(table: Table, read: Source, taken: Collection[tuple[str, int]]) -> TableRead | None:
    """A table's words; None where its rows are records, things compared, or cannot be told apart."""
    labels = tuple(without_marks(row.cells[0]) for row in table.rows)
    nearby = [table.above, *(line.text for line in read.lines if line.document == table.document)]
    first = head_of(table.header[0], nearby)
    low = [label.casefold() for label in labels]
    compared = first is not None and first.said.split(" ")[-1] in COMPARED
    if table.weight < LEAST_WEIGHT or first is None or compared or len(set(low)) < len(low) or len(labels) < LEAST_ROWS:
        return None
    if len(set(table.header)) < len(table.header) or first.noun in _RECORDS:
        return None
    if is_record(table.header[0], labels) or all(label.isdigit() for label in labels):
        return None
    noun = row_noun(first, table.section)
    if noun and only_counted(noun, labels):
        return None
    told = 2 * sum((table.document, row.start) in taken for row in table.rows) >= len(table.rows)
    roles = columns_of(table).roles
    heads: dict[int, Head] = {}
    for at in range(1, len(table.header)):
        head = head_of(table.header[at], nearby) if table.header[at] else None
        if head is not None and not (told and roles[at] not in ("", "name")):
            heads[at] = head
    caption = caption_of(table.above)
    noun = fuller_noun(noun, caption, heading_of(table.section))
    beside = heads.get(1)
    if noun in _CODES and beside is not None and re.fullmatch(r"[a-z]+", beside.said) and not beside.several:
        noun = f"{beside.said} {noun}"  # "Code", "Rate": a rate code
    if not heads or not (noun or caption):
        return None
    askable = tuple(label_of(label) for label in labels)
    return TableRead(table, labels, askable, noun, heads, caption, heading_of(table.section))


def under_head(head: str) -> str:
    """Where a cell stands: 'under “All others”', and not 'under “under 12 m”'."""
    return (
        f"in the column “{head}”"
        if re.match(r"(?:under|over|above|below)\b", head, re.IGNORECASE)
        else f"under “{head}”"
    )
