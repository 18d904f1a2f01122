"""The two rows of a table that a comparison names by their names, not the codes before them, and in short: "async vs batch".

A row counts as named by its first cell, or by the second where the first is a code ("SEMI | Semi-flexible").
"""

import re
from collections.abc import Iterable, Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of
from studyground.assistant.picked import Picked, sentence_at, sentence_of
from studyground.assistant.question import Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms, tokens

LEAST_OF_SHORT = 4  # letters of a word cut short
ROWS_AROUND = 40
MOST_ROWS = 40  # of a table that is read whole
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_./-]{0,7}")


def rows_of_sides(index: Index, question: Question, found: Sequence[Candidate]) -> list[Picked]:
    """The rows of one table that are named as the two sides of a comparison, in the order asked; [] for none.

    Args:
        index: Where the candidates come from.
        question: What is asked, with its sides.
        found: Candidates; a table is looked at where one of its rows is among them.
    """
    if question.type != "comparison" or len(question.sides) != 2:
        return []
    seen: set[tuple[int, int]] = set()
    for item in found:
        if item.kind != "table" or not item.header or (item.doc, item.unit) in seen:
            continue
        if not any(_named(side, item.text) for side in question.sides):
            continue
        seen.add((item.doc, item.unit))
        rows = list(_rows_of(index, item))
        named = [[row for row in rows if _named(side, row.text)] for side in question.sides]
        if all(len(own) == 1 for own in named) and named[0][0].n != named[1][0].n:
            return [sentence_of(index, own[0]) for own in named]
    return []


def _rows_of(index: Index, item: Candidate) -> Iterable[Candidate]:
    """The rows of the table that one stands in, without the one that names the columns."""
    for row in index.sentences(item.doc, max(0, item.n - ROWS_AROUND), item.n + MOST_ROWS):
        if row.span.unit == item.unit:
            one = sentence_at(index, item, row, "table")
            if one.text != item.header:
                yield one


def _named(side: str, row: str) -> bool:
    """Whether a row is named as a side of a comparison."""
    cells = cells_of(row)
    names = cells[: 2 if len(cells) > 2 and _CODE.fullmatch(cells[0].strip()) else 1]
    return any(_same(side, name) for name in names)


def _same(side: str, name: str) -> bool:
    said, own = tokens(side.replace("_", " ").replace("-", " ")), tokens(name.replace("_", " ").replace("-", " "))
    if not said or not own:
        return False
    if said == own or (terms(side) and set(terms(side)) == set(terms(name))):
        return True
    return len(said) == len(own) and all(
        one == other or (len(one) >= LEAST_OF_SHORT and other.startswith(one))
        for one, other in zip(said, own, strict=True)
    )
