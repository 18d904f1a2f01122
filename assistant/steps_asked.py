"""The numbered steps of the section that answers, whole, to who asks outright for it "step by step"."""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.half_said import orders
from studyground.assistant.picked import Picked, sentence_at
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.wording import readable
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FEWEST = 3
MOST = 12
MOST_WORDS = 180
_OUTRIGHT = re.compile(
    r"\bstep[- ]by[- ]step\b|\b(?:what|which) are the (?:\w+ )?steps\b|\bwhat steps\b", re.IGNORECASE
)
_NUMBER_BEFORE = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s*$")


def steps_asked_for(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """The one numbered list of orders in the section of the best sentence, whose heading has a word asked; [] for none.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
        order: Their numbers, best first.
    """
    best = found[order[0]]
    asked = set(terms(question.text)) - FRAME_WORDS
    if not _OUTRIGHT.search(question.text) or not best.path or not asked & set(terms(best.path[-1])):
        return []
    lists: dict[int, list[Candidate]] = {}
    for item in found:
        if item.kind == "item" and (item.doc, item.path) == (best.doc, best.path):
            steps = _steps(index, item)
            if len(steps) >= FEWEST:
                lists[steps[0][0].n] = [step[0] for step in steps]
    if len(lists) != 1:
        return []
    steps = _steps(index, next(iter(lists.values()))[0])
    whole = sum(len(part.text.split()) for step in steps for part in step) <= MOST_WORDS
    told = steps if whole else [step[:1] for step in steps]
    return [Picked(" ".join(readable(part.text, "item") for part in step), tuple(step), listed=True) for step in told]


def _steps(index: Index, item: Candidate) -> list[list[Candidate]]:
    """The sentences of each item of the list that one stands in; [] where not every item is numbered and orders something."""
    units = index.units(item.doc, max(0, item.unit - MOST), item.unit + MOST)
    first = last = item.unit
    while first - 1 in units and units[first - 1].kind == "item":
        first -= 1
    while last + 1 in units and units[last + 1].kind == "item":
        last += 1
    text = index.text_by_id(item.doc)
    steps: dict[int, list[Candidate]] = {}
    for row in index.sentences(item.doc, max(0, item.n - 5 * MOST), item.n + 5 * MOST):
        if first <= row.span.unit <= last:
            steps.setdefault(row.span.unit, []).append(sentence_at(index, item, row, "item"))
    told = list(steps.values())
    fit = all(
        _NUMBER_BEFORE.search(text[max(0, step[0].start - 6) : step[0].start]) and orders(step[0].text) for step in told
    )
    return told if fit and len(told) <= MOST else []
