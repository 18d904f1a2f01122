"""What a guide decides in a case of which an answer only tells the situation.

"GPU utilisation is 35 %, and every run downloads for an hour" tells who has just that trouble that the guide knows it. The answer
is what stands under "Decision:" of the same case.
"""

import re

from studyground.assistant.candidates import Candidate
from studyground.assistant.kinds import HARD
from studyground.assistant.picked import Picked, sentence_at, sentence_of
from studyground.assistant.question import Question
from studyground.assistant.wording import case_part
from studyground.ingest.index import Index

TELLS_A_CASE = 12  # words
UNITS_AFTER = 6  # within which the decision stands
MOST_SENTENCES = 2  # what was decided and why
SENTENCES_AFTER = 40
_DECIDES = re.compile(
    r"(?:[-*•]\s+)?(?:the |our |their )?(?:decision|decided|chosen|choice|solution|resolution|recommendation|recommended|verdict|"
    r"answer|best (?:answer|option|choice)|remedy|fix|what to do|what (?:we|they) (?:chose|did|decided))\s*[:–—]",
    re.IGNORECASE,
)
_LOSES = re.compile(
    r"(?:[-*•]\s+)?(?:why (?:the |not )?(?:others?|rest|not)\b[^:]{0,40}|rejected|alternatives?[^:]{0,30}|"
    r"not (?:chosen|taken))\s*[:–—]",
    re.IGNORECASE,
)


def with_decision(index: Index, question: Question, picked: list[Picked], words: int) -> list[Picked]:
    """An answer that only tells the situation of a case, with what was decided in it and the first reason.

    Args:
        index: Where it comes from.
        question: What is asked; a figure asked for may well be one of the situation.
        picked: The answer so far.
        words: Most words of it.
    """
    asks = question.type == "scenario" or (question.type != "definition" and len(question.text.split()) >= TELLS_A_CASE)
    if not asks or question.wanted in HARD or question.type in ("comparison", "list") or not picked:
        return picked
    if any(one.listed or one.code or _said(index, one.sources[0]) for one in picked):
        return picked
    decided = _decision(index, picked[0].sources[0])
    if not decided or any(one.sources[0].path != decided[0].path for one in picked[1:]):
        return picked
    added = [sentence_of(index, part) for part in decided]
    room = words - sum(len(one.text.split()) for one in picked[:1])
    while len(added) > 1 and sum(len(one.text.split()) for one in added) > room:
        added.pop()
    return [picked[0], *added]


def _said(index: Index, item: Candidate) -> bool:
    """Whether a sentence stands in what was decided or rejected."""
    unit = index.units(item.doc, item.unit, item.unit + 1)[item.unit]
    text = index.text_by_id(item.doc)[unit.start : unit.end]
    return bool(case_part(text) or _DECIDES.match(text) or _LOSES.match(text))


def _decision(index: Index, item: Candidate) -> list[Candidate]:
    """The first sentences of the unit labelled as the decision, after a sentence of the same section; [] for none."""
    if item.kind not in ("paragraph", "item"):
        return []
    units = index.units(item.doc, item.unit, item.unit + UNITS_AFTER)
    text = index.text_by_id(item.doc)
    for number in range(item.unit + 1, item.unit + UNITS_AFTER + 1):
        unit = units.get(number)
        if unit is None or unit.kind not in ("paragraph", "item") or unit.section != units[item.unit].section:
            return []
        if _DECIDES.match(text[unit.start : unit.end]):
            rows = index.sentences(item.doc, item.n + 1, item.n + SENTENCES_AFTER)
            own = [sentence_at(index, item, row, unit.kind) for row in rows if row.span.unit == number]
            return own[:MOST_SENTENCES]
    return []
