"""The first of the numbered steps of a section, to who asks what to do first."""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.picked import Picked, sentence_at, sentence_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FEWEST = 3  # steps
AROUND = 40  # sentences
MOST = 2  # sentences of a step
_ASKS_FIRST = re.compile(
    r"\b(?:what|which|where)\b[^?]{0,60}\b(?:do|check|try|look|start|test|inspect|verify|examine)\b[^?]{0,30}\bfirst\b"
    r"(?! (?:time|half|part|aid|world|century|year|day)\b)|\bfirst (?:step|thing to do)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\bfirst(?:ly)?\b|\bbefore anything\b|\bstart (?:with|by)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\n)\s*\(?(?P<number>\d{1,2})[.)]\s*$")


def first_step(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """The first step, where the best sentence stands in a section of numbered steps that is headed by what is asked; or [].

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
        order: Their numbers, best first.
    """
    if not order or not _ASKS_FIRST.search(question.text):
        return []
    best = found[order[0]]
    about = set(terms(question.text)) - FRAME_WORDS - set(terms("first check step thing look start try test"))
    if not best.path or not about & set(terms(best.path[-1])) or _FIRST.search(best.text):
        return []
    text = index.text_by_id(best.doc)
    rows = index.sentences(best.doc, max(0, best.n - AROUND), best.n + AROUND)
    units = index.units(best.doc, rows[0].span.unit, rows[-1].span.unit)
    numbers: dict[int, int] = {}  # of a unit
    for row in rows:
        unit = units[row.span.unit]
        numbered = _NUMBERED.search(text[max(0, row.span.start - 8) : row.span.start])
        if unit.kind == "item" and unit.section == units[best.unit].section and numbered:
            numbers.setdefault(row.span.unit, int(numbered["number"]))
    if len(numbers) < FEWEST or list(numbers.values()) != list(range(1, len(numbers) + 1)):
        return []
    own = [sentence_at(index, best, row, "item") for row in rows if row.span.unit == min(numbers)]
    shown = own[: MOST if own[0].text.rstrip().endswith("?") else 1]
    return [sentence_of(index, one) for one in shown]
