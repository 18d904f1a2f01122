"""Rows of a table that an answer of several parts would show twice, once with all its cells and once with some of them."""

from collections.abc import Sequence

from studyground.assistant.picked import Picked


def rows_said_once(parts: Sequence[Sequence[Picked]]) -> list[list[Picked]]:
    """What was chosen for each part, without rows of which another part's choice, or an earlier one, says as much.

    Args:
        parts: The sentences of each part.
    """
    every = [(number, one) for number, part in enumerate(parts) for one in part]
    kept: list[list[Picked]] = [[] for _ in parts]
    for at, (number, one) in enumerate(every):
        others = [(place, other) for place, (_, other) in enumerate(every) if place != at]
        if not any(
            _says_as_much(other, one) and (place < at or not _says_as_much(one, other)) for place, other in others
        ):
            kept[number].append(one)
    return kept


def _says_as_much(row: Picked, other: Picked) -> bool:
    """Whether a row and another are cut from the same one, and it has every cell that the other has."""
    mine, its = row.sources[0], other.sources[0]
    if mine.kind != "table" or (mine.doc, mine.n) != (its.doc, its.n):
        return False
    cells = row.text.rstrip(".").partition(" – ")[2].split("; ")
    return all(cell in cells for cell in other.text.rstrip(".").partition(" – ")[2].split("; "))
