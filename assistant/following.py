"""The sentence after one that was chosen, where the first tells of the trouble and the next what to do, or how it goes.

"The file is then locked. To free it, use `unlock`." answers "how do I free a locked file?" only with its second sentence, which
often has hardly a word of the question and so stands further behind than others may.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.half_said import orders
from studyground.assistant.outcome import told_after
from studyground.assistant.picked import (
    Picked,
    only_sentences,
    readable_words,
    sentence_at,
    sources_of,
    with_these_after,
)
from studyground.assistant.question import Question
from studyground.assistant.restating import alike, news, rhetorical
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

WITHIN = 2.5  # log-odds behind the best
WITHIN_OF_ECHO = 6.0  # where the sentence before it in the same paragraph only says the question again
LOOKED_AT = 8  # candidates, best first
FEW = 2  # sentences: an answer of more is long enough
SENTENCES_ON = 6
PARAGRAPHS_ON = 3
_LINKS = frozenset(terms("although though even while whereas yet still but"))
_AVOIDS = re.compile(r"\b(?:avoid|prevent|stop (?:it|this|that|them)|keep (?:it|this|that|them) from)\b", re.IGNORECASE)
_ADVISES = re.compile(
    r"\b(?:enabl|ensur|offer|suit|enhanc|improv|recommend|advis|prevent|solution|solv|remed)\w*|"
    r"\b(?:you (?:can|could|should|must)|should be|helps?|ideal|best|effective(?:ly)?|designed (?:for|to))\b",
    re.IGNORECASE,
)
_REMEDY = re.compile(
    r"(?:(?:Instead|Then|So|Therefore|Here|There),? )?(?:We|You|One|They|we|you|one|they) (?:can|could|should|must|may) |"
    r"(?:Instead,? )?(?:Use|Try|Choose|Switch|Consider|Add|Set|Run) |"
    r"In (?:this|that|these|those|such) (?:an? )?(?:cases?|situations?)\b|"
    r"(?:The|Its) (?:purpose|job|task|role|point) (?:of [^,.;]{2,40} )?is to\b"
)
_SOLVES = re.compile(
    r"(?:The|One|A|Its|Another) (?:(?:usual|simple|simplest|best|only|quick|easiest|proper|right) )?"
    r"(?:solution|remedy|fix|cure|workaround|way (?:out|around)) (?:to|for|of|in|is|here|then)\b"
)
_HOW_TO = re.compile(r"(?:.*[,.;:] )?how (?:do|does|can|could|should|to|would)\b|.*[,.] how\?*$", re.IGNORECASE)


def with_what_follows(
    index: Index,
    question: Question,
    picked: list[Picked],
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    words: int,
) -> list[Picked]:
    """The sentences of an answer and, of those that come right after one of them, the best that is not far behind.

    Args:
        index: Where the candidates come from.
        question: How something is done or goes, or a situation; for others nothing is added.
        picked: The answer so far.
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
        words: Most words of the answer.
    """
    asks = question.type == "scenario" or (question.type == "how_why" and question.wanted != "reason")
    if not asks or len(picked) > FEW:
        return picked
    if question.type == "scenario" and any(_ADVISES.search(one.text) for one in picked):
        return picked
    if _AVOIDS.search(question.text) and any(orders(one.text) for one in picked):
        return picked
    shown = {(one.sources[0].doc, one.sources[0].n): at for at, one in enumerate(picked)}
    asked = set(terms(question.text))
    used = sum(len(one.text.split()) for one in picked)
    for at in order[1:LOOKED_AT]:
        item = found[at]
        if scores[at] < scores[order[0]] - WITHIN_OF_ECHO:
            break
        place = shown.get((item.doc, item.n - 1))
        if place is None or (item.doc, item.n) in shown or item.kind != "paragraph" or rhetorical(item.text):
            continue
        before = picked[place].sources[0]
        if item.unit - before.unit > 1 or item.path != before.path:
            continue
        if item.unit != before.unit and not (item.dangling or asked & set(terms(item.text))):
            continue  # another paragraph, of another matter
        echo = item.unit == before.unit and not news(picked[place].text, asked) - _LINKS
        if scores[at] < scores[order[0]] - WITHIN and not echo:
            continue
        text = readable_words(index, item)
        if used + len(text.split()) > words or any(alike(text, one.text) for one in picked):
            continue
        return [*picked[: place + 1], Picked(text, sources_of(index, item)), *picked[place + 1 :]]
    return _with_remedy(index, picked, words) if question.type == "scenario" or _HOW_TO.match(question.text) else picked


def _with_remedy(index: Index, picked: list[Picked], words: int) -> list[Picked]:
    """A single sentence that tells a trouble, with the next of its paragraph where that says what to do about it."""
    first = picked[0].sources[0] if len(picked) == 1 else None
    if first is None or first.kind != "paragraph" or not only_sentences(picked):
        return picked
    after = [item for item in told_after(index, first, 1) if _REMEDY.match(item.text)] or _solved(index, first)
    return with_these_after(index, picked, 0, after, words) or picked


def _solved(index: Index, trouble: Candidate) -> list[Candidate]:
    """The sentence further on under the same heading that opens with the solution: "The solution to this is to …"."""
    units = index.units(trouble.doc, trouble.unit, trouble.unit + PARAGRAPHS_ON)
    for row in index.sentences(trouble.doc, trouble.n + 1, trouble.n + 1 + SENTENCES_ON):
        unit = units.get(row.span.unit)
        if unit is None or unit.kind != "paragraph" or unit.section != units[trouble.unit].section:
            break
        item = sentence_at(index, trouble, row, "paragraph")
        if _SOLVES.match(item.text):
            return [item]
    return []
