"""The row that tells what is asked of two things where a table has a column for each: "Dries in | years | weeks"."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import named_cells
from studyground.assistant.picked import Picked, sentence_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

NEAR = 1.0  # log-odds


def row_of_both(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """The best row of a table with a column for each side of a comparison, if it comes near the best of all; [] for none.

    Args:
        index: Where the candidates come from.
        question: What is asked, with its sides.
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
    """
    sides = [set(terms(side)) for side in question.sides]
    if len(sides) != len(question.sides) or len(sides) < 2 or not all(sides):
        return []
    if not set(terms(question.text)) - set[str]().union(*sides) - FRAME_WORDS:
        return []  # not one thing of both is asked, but all that sets them apart
    for at in order:
        if scores[at] < scores[order[0]] - NEAR:
            break
        names = [set(terms(name)) for name, _ in named_cells(found[at].text, found[at].header)[1:]]
        if names and all(any(side <= name for name in names) for side in sides):
            return [sentence_of(index, found[at])]
    return []
