"""A question of two parts, neither of which is answered alone, read as one question: the guide may say both at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from studyground.assistant.candidates import Candidate
from studyground.assistant.scorer import shifted

if TYPE_CHECKING:
    from studyground.assistant.assistant import Look

LENIENCE = 0.64  # log-odds: the parts agree on where it stands


def in_one(looks: Sequence["Look"], threshold: float, slope: float, whole: Callable[[], "Look"]) -> list["Look"]:
    """The looks at the parts of a question; the one at the whole where that finds an answer and they agree on the place.

    Args:
        looks: One for each part.
        threshold: The confidence under which an answer is withheld.
        slope: How steep confidence is.
        whole: Looks at the question undivided.
    """
    if len(looks) < 2 or any(look.confidence >= threshold for look in looks):
        return list(looks)
    bests = [_best(look) for look in looks if look.candidates]
    if len(bests) < len(looks) or len({(best.doc, best.unit) for best in bests}) > 1:
        return list(looks)
    look = whole()
    if look.confidence < shifted(threshold, -slope * LENIENCE):
        return list(looks)
    told = list(looks) if all(best.kind == "table" for best in bests) else [look]  # each part has its own cell
    return [replace(one, confidence=max(one.confidence, threshold)) for one in told]


def _best(look: "Look") -> Candidate:
    return look.candidates[int(np.argmax(look.scores))]
