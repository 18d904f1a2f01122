"""What is said of the parts of a question that were left without an answer: that the guide is silent, or that nobody can be sure.

Where what comes nearest to such a part stands in the very paragraph or table that answers another part, the guide may well say
it, and is not said to be silent. A row of which only some cells were shown is shown whole where another part asks of it too.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from studyground.assistant.candidates import Candidate
from studyground.assistant.kinds import HARD, holds
from studyground.assistant.picked import Picked, readable_words
from studyground.ingest.index import Index

NEARLY = 1.0  # log-odds

if TYPE_CHECKING:
    from studyground.assistant.assistant import Look


def with_whole_rows(index: Index, parts: Sequence[Sequence[Picked]], silent: Sequence["Look"]) -> list[list[Picked]]:
    """What is shown for each part, with all cells of a row that comes nearest to a part without an answer.

    Args:
        index: Where it comes from.
        parts: The sentences of each part.
        silent: The looks at the parts without an answer.
    """
    nearest = [best for look in silent if (best := _best(look)) is not None and best.kind == "table"]
    tables = {(best.doc, best.unit) for best in nearest}

    def whole(one: Picked) -> Picked:
        row = one.sources[0]
        cut = row.kind == "table" and not one.listed and not one.label and (row.doc, row.unit) in tables
        return replace(one, text=readable_words(index, row)) if cut else one

    return [[whole(one) for one in part] for part in parts]


def note_on(silent: Sequence["Look"], shown: Sequence[Picked]) -> str:
    """The note on the parts without an answer; "" where what comes nearest to each was shown for another part.

    Args:
        silent: The looks at them.
        shown: The sentences that answer the other parts; of a table whole rows.
    """
    texts = [" ".join(one.text.split()) for one in shown]
    places = {(source.doc, source.unit) for one in shown for source in one.sources}
    denied, unsure = [], []
    for look in silent:
        best = _best(look)
        if _shown_nearly(look, shown):
            continue
        beside = best is not None and (best.doc, best.unit) in places
        if best is None or not (beside or any(" ".join(best.text.split()) in text for text in texts)):
            denied.append(look.question.text)
        elif beside and best.kind == "table" and look.question.wanted in HARD and not holds(look.question, best.text):
            denied.append(look.question.text)  # the rows of the table have no such figure
        elif beside and best.kind != "table" and not any(" ".join(best.text.split()) in text for text in texts):
            unsure.append(look.question.text)
    notes = (("The guide does not say:", denied), ("No sure answer was found to:", unsure))
    return " ".join(" ".join((opening, *parts)) for opening, parts in notes if parts)


def _shown_nearly(look: "Look", shown: Sequence[Picked]) -> bool:
    """Whether a sentence that is shown comes nearly as near to a part without an answer as the nearest one."""
    places = {(source.doc, source.n) for one in shown for source in one.sources if source.kind != "table"}
    near = [
        item for item, score in zip(look.candidates, look.scores, strict=True) if score >= look.scores.max() - NEARLY
    ]
    return any((item.doc, item.n) in places for item in near)


def _best(look: "Look") -> Candidate | None:
    return look.candidates[int(np.argmax(look.scores))] if look.candidates else None
