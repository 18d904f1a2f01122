"""A side of a comparison that a table's row speaks of by the way, and a sentence as its matter: the sentence is shown.

A row may have lost its cells on the way ("Barge 22 m three or four bricks").
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of
from studyground.assistant.picked import Picked, with_antecedent
from studyground.assistant.side_by_side import Named
from studyground.ingest.index import Index

NEAR = 1.5  # log-odds behind the row
NEAR_SCRAP = 4.0  # behind a row without its cells
ROW_WORDS = 6
_CLOSED = re.compile(r"[.!?…:;][\"'”’)\]]*$")


def told_in_prose(
    index: Index,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    row: int,
    named_in: Named,
) -> Picked | None:
    """The sentence that names the side of a row alone, with the one it points back to; None where the row may stay.

    Args:
        index: Where the candidates come from.
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
        row: The number of what was chosen for the side.
        named_in: Gives the sides that words in the place of a candidate name.
    """
    item = found[row]
    side = named_in(item.text, item)
    row_of_itself = item.kind == "table" and set(side) & set(named_in(cells_of(item.text)[0], item))
    if row_of_itself or not (item.kind == "table" or _run_together(item)):
        return None
    for at in order:
        one = found[at]
        if scores[at] < scores[row] - (NEAR if item.kind == "table" else NEAR_SCRAP):
            break
        if one.kind in ("paragraph", "item") and not _run_together(one) and named_in(one.text, one) == side:
            return with_antecedent(index, one)
    return None


def _run_together(item: Candidate) -> bool:
    """Whether a paragraph is a row of a table whose cells the page ran together: many words and no stop at the end."""
    return item.kind == "paragraph" and len(item.text.split()) >= ROW_WORDS and not _CLOSED.search(item.text.rstrip())
