"""Whether two things have the same figure ("do both bake at the same temperature?"): only sentences with figures tell.

The best of them is shown with its neighbour in the paragraph, where that has another figure of the same unit.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.picked import Picked, sentence_at, sentence_of
from studyground.assistant.question import Question
from studyground.ingest.index import Index

NO_FIGURE = 3.0  # log-odds
_SAME = re.compile(
    r"\b(?:the )?same (?:\w+ )?(?:temp\w*|heat|times?|price|cost|fee|dose|dosage|amount|length|age|speed|rate|number|size|weight|"
    r"limit|height|depth|distance|strength|concentration|percentage|share|voltage|pressure)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"(?:^|[:,;.?!–-] ?)(?:so )?(?:do|does|did|is|are|was|were|have|has|can|should|must|will)\b", re.I
)
_FIGURE = re.compile(r"(?P<money>[$€£¥]?)(?P<number>\d[\d,.]*)\s?(?P<unit>[°%]\s?\w?|[^\W\d_]+)?")


def asks_if_same(text: str) -> bool:
    """Whether a question asks if two things have the same figure of a kind.

    Args:
        text: The question.
    """
    return bool(_SAME.search(text) and _YES_OR_NO.search(text))


def figures_first(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which sentences without a figure stand behind, to who asks whether two figures are the same.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not asks_if_same(question.text) or not any(_units(item.text) for item in found):
        return scores
    return scores - NO_FIGURE * np.array([not _units(item.text) for item in found], np.float64)


def with_other_figure(index: Index, question: Question, picked: Sequence[Picked], words: int) -> list[Picked]:
    """An answer of one figure with the sentence beside it that has another of the same unit.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far.
        words: Most words of it.
    """
    shown = list(picked)
    if not shown or not asks_if_same(question.text) or any(one.listed or one.code for one in shown):
        return shown
    lead = next((one.sources[0] for one in shown if _units(one.text)), None)
    if lead is None or lead.kind != "paragraph":
        return shown
    places = {(source.doc, source.n) for one in shown for source in one.sources}
    own = _units(lead.text)
    for step in (-1, 1):
        row = (
            next(iter(index.sentences(lead.doc, lead.n + step, lead.n + step + 1)), None)
            if lead.n + step >= 0
            else None
        )
        if row is None or row.span.unit != lead.unit or (lead.doc, row.n) in places:
            continue
        item = sentence_at(index, lead, row, lead.kind)
        other = _units(item.text)
        if not any(unit in own and other[unit] - own[unit] for unit in other) or not presentable(item.kind, item.text):
            continue
        one = sentence_of(index, item)
        if sum(len(part.text.split()) for part in (*shown, one)) > words:
            continue
        at = next(at for at, part in enumerate(shown) if part.sources[0] == lead)
        return [*shown[:at], one, *shown[at:]] if step < 0 else [*shown[: at + 1], one, *shown[at + 1 :]]
    return shown


def _units(text: str) -> dict[str, set[str]]:
    """The figures of a text by their units."""
    found: dict[str, set[str]] = {}
    for match in _FIGURE.finditer(text):
        unit = match["money"] or (match["unit"] or "").replace(" ", "").lower().removesuffix("s")
        if unit:
            found.setdefault(unit, set()).add(match["number"].rstrip(".,"))
    return found
