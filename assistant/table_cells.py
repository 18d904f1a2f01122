"""Rows in an answer, shown by the cells that are asked for; the row with the most or the least instead of anything beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import Sought, cells_of, columns_asked, columns_named, sought_of_rows
from studyground.assistant.own_figure import WHOLE_ROW
from studyground.assistant.picked import Picked, sentence_of
from studyground.assistant.question import Question
from studyground.assistant.retrieve import Query
from studyground.assistant.wording import readable, row_in_words
from studyground.ingest.index import Index


def told_by_cells(
    index: Index,
    question: Question,
    query: Query,
    chosen: Sequence[Picked],
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
) -> list[Picked]:
    """An answer in which each row says only what is asked of it.

    Args:
        index: Where the rows come from.
        question: What is asked.
        query: As the retriever read it.
        chosen: The answer so far.
        found: All candidates.
        scores: Their log-odds of answering.
    """
    if not chosen or not any(one.sources[0].kind == "table" for one in chosen):
        return list(chosen)
    asked = sought_of_rows(question, query.terms, query.kin)
    best = found[int(np.argmax(scores))]
    if best.extreme:
        chosen = [sentence_of(index, item) for item in found if item.extreme]
    if not asked.single and not best.extreme:
        return list(chosen)
    shown = [_by_cells(asked, one) for one in chosen]
    told = [after for before, after in zip(chosen, shown, strict=True) if after is not before]
    # a figure read off the table where it stands needs no sentence beside it
    return told[:1] if asked.figure and told and shown[0] is told[0] and not best.extreme else shown


def _by_cells(asked: Sought, one: Picked) -> Picked:
    """A sentence made of a row cut down to the cells asked for; the same object where it is no row or asks for no column."""
    row = one.sources[0]
    if not row.header or one.code or one.text != readable(row.text, row.kind, row.header):
        return one
    if row.extreme == WHOLE_ROW:
        return one
    columns = columns_asked(asked, row.text, row.header)
    if row.extreme:
        cells = cells_of(row.text)  # beside the figure what else the row is called, but no other figure
        called = [at for at in columns_named(asked, row.text, row.header) if not re.match(r"\W?\d", cells[at])]
        columns = sorted({row.extreme, *called})
    if not columns:
        return one
    return replace(one, text=row_in_words(" ".join(row.text.split()), " ".join(row.header.split()), columns))
