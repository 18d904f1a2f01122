"""The row that tells what is asked of two things where a table has a column for each: "Dries in | years | weeks".

So are its two rows, where they are the two things.
"""

import itertools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of, named_cells
from studyground.assistant.definitions import thing_described
from studyground.assistant.picked import Picked, sentence_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms, tokens

NEAR = 1.0  # log-odds
NAME_WORDS = 4
HOLDS_AGAINST = re.compile(
    r"\b(?:while|whereas|but|unlike|than|instead|rather|however|contrast|differ\w*|not)\b|n['’]t\b|;", re.IGNORECASE
)
_NO_NOUN = (  # "clay or silt loam" names no silt
    r"(?:what|whats|which|who|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have|must|may|they|"
    r"it|i|we|you|if|for|in|on|at|to|with|and|but|so)\b"
)


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


def rows_of_two(index: Index, question: Question, found: Sequence[Candidate]) -> list[Picked]:
    """The two rows of one table whose first cells a question names beside each other ("draft or void, do they count?").

    It compares them, or asks what a column is named for; [] for none.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
    """
    said = " ".join(tokens(question.text))
    sides = {" ".join(tokens(side.replace("_", " "))) for side in question.sides}
    tables: dict[tuple[int, int], dict[str, Candidate]] = {}
    for item in found:
        cells = cells_of(item.text) if item.kind == "table" and item.header else []
        if cells and len(cells[0].split()) <= NAME_WORDS:
            tables.setdefault((item.doc, item.unit), {})[" ".join(tokens(cells[0].replace("_", " ")))] = item
    for rows in tables.values():
        for one, other in itertools.permutations(rows, 2):
            first, second = (one, other) if one in said and other in said else _without_same_word(one, other)
            if not first or not second or (sides and sides != {first, second}):
                continue
            if not re.search(_beside(first, second), said):
                continue
            header = set(terms(" ".join(cells_of(rows[one].header)[1:]))) - FRAME_WORDS
            asked = set(terms(question.text)) - set(terms(f"{first} {second}"))
            if question.type == "comparison" or header & asked:
                return [sentence_of(index, rows[one]), sentence_of(index, rows[other])]
    return []


def sets_apart(compared: Sequence[Picked]) -> bool:
    """Whether what was found of a comparison says what each side is, or holds them against one another."""
    if compared and all(one.label for one in compared):
        return all(set(terms(one.label)) <= set(terms(thing_described(one.text))) for one in compared)
    return any(one.label or HOLDS_AGAINST.search(one.text) for one in compared)


def _without_same_word(one: str, other: str) -> tuple[str, str]:
    """Two names less the first word of both: "amazon s3", "amazon efs"."""
    (first, _, rest), (second, _, left) = one.partition(" "), other.partition(" ")
    return (rest, left) if first == second else (one, other)


def _beside(one: str, other: str) -> str:
    return rf"\b{re.escape(one)} (?:or|and|vs|versus) (?:an? |the )?{re.escape(other)}(?: {_NO_NOUN}|$)"
