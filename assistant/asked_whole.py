"""A question of two parts that the guide answers at once: neither is answered alone, or one sentence tells both."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from studyground.assistant.candidates import Candidate
from studyground.assistant.kinds import HARD, holds
from studyground.assistant.scorer import shifted

if TYPE_CHECKING:
    from studyground.assistant.assistant import Look

LENIENCE = 0.64  # log-odds: the parts agree on where it stands
NEAR = 3.0
OF_ANOTHER_GUIDE = 8.0  # what leads is of another guide
HOLDS = 0.5
JUST_BEFORE = 0.1
BESIDE = 3  # sentences
_INSTEAD = re.compile(
    r"\W*(?:and |so )?what (?:do|should|can|could|must|would) (?:i|we|you|one) (?:do|use|try|take) instead\W*$", re.I
)
_SAYS_INSTEAD = re.compile(r"\b(?:instead|rather)\b", re.IGNORECASE)


def in_one(looks: Sequence["Look"], threshold: float, slope: float, whole: Callable[[], "Look"]) -> list["Look"]:
    """The looks at the parts of a question; the one at the whole where that finds an answer and they agree on the place.

    Args:
        looks: One for each part.
        threshold: The confidence under which an answer is withheld.
        slope: How steep confidence is.
        whole: Looks at the question undivided.
    """
    if len(looks) < 2:
        return list(looks)
    if any(look.confidence >= threshold for look in looks):
        return [looks[0], *(_by_the_same(look, looks[0], threshold) for look in looks[1:])]
    bests = [_best(look) for look in looks if look.candidates]
    if len(bests) < len(looks) or len({(best.doc, best.unit) for best in bests}) > 1:
        return list(looks)
    look = whole()
    if look.confidence < shifted(threshold, -slope * LENIENCE):
        return list(looks)
    told = list(looks) if all(best.kind == "table" for best in bests) else [look]  # each part has its own cell
    return [replace(one, confidence=max(one.confidence, threshold)) for one in told]


def _by_the_same(look: "Look", first: "Look", threshold: float) -> "Look":
    """A look at a further part, led by the sentence that answers the first where that has the figure asked for.

    What stands in another section is about another matter, unless it is much nearer.
    """
    if first.confidence < threshold or not first.candidates or not look.candidates:
        return look
    told, best = _best(first), _best(look)
    if _INSTEAD.match(look.question.text):
        return _what_instead(look, told, threshold)
    if look.question.wanted not in HARD:
        return look
    at = next((at for at, item in enumerate(look.candidates) if (item.doc, item.n) == (told.doc, told.n)), None)
    if at is None or (told.doc, told.path) == (best.doc, best.path) or holds(look.question, told.text, "") < HOLDS:
        return look
    if look.scores[at] < look.scores.max() - (NEAR if told.doc == best.doc else OF_ANOTHER_GUIDE):
        return look
    scores = np.array(look.scores, np.float64)
    scores[at] = float(scores.max()) + JUST_BEFORE
    return replace(look, scores=scores)


def _what_instead(look: "Look", told: Candidate, threshold: float) -> "Look":
    """A look at "what do I do instead?", led by what the guide says to do instead beside the answer to the first part."""
    beside = [
        at
        for at, item in enumerate(look.candidates)
        if (item.doc, item.path) == (told.doc, told.path)
        and 0 < item.n - told.n <= BESIDE
        and _SAYS_INSTEAD.search(item.text)
    ]
    if not beside:
        return look
    scores = np.array(look.scores, np.float64)
    scores[beside[0]] = float(scores.max()) + JUST_BEFORE
    return replace(look, scores=scores, confidence=max(look.confidence, threshold))


def _best(look: "Look") -> Candidate:
    return look.candidates[int(np.argmax(look.scores))]
