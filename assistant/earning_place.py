"""A second sentence from another paragraph earns its place beside the best one, or goes.

It stays where it shares the thing asked with the best, or says a part of the question that the best leaves out. "Cloud bases are
reckoned from the dew point." does not answer "why do the cloud distances grow?" beside the sentence that gives the reason.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.completing import gives_reason
from studyground.assistant.picked import Picked
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

EVERYWHERE = 0.15  # share of the candidates that have a word
NEAR = 0.75  # log-odds behind the best
MORE_OF_IT = 2  # words of the question that only the other paragraph has
_Place = tuple[object, ...]


def earning_their_place(
    index: Index, question: Question, picked: Sequence[Picked], found: Sequence[Candidate], scores: NDArray[np.float64]
) -> list[Picked]:
    """An answer without the sentences of other paragraphs that answer nothing beside the best one.

    Args:
        index: Where they come from.
        question: What is asked.
        picked: The sentences chosen, in reading order.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    shown = list(picked)
    groups: dict[_Place, list[Picked]] = {}
    for one in shown:
        groups.setdefault(_place(one.sources[0]), []).append(one)
    if len(groups) < 2 or any(one.listed or one.label or one.code for one in shown):
        return shown
    best = {(item.doc, item.n): float(score) for item, score in zip(found, scores, strict=True)}
    score = {place: max(best.get(_number(one), -np.inf) for one in group) for place, group in groups.items()}
    lead = max(groups, key=lambda place: score[place])
    asked = set(terms(question.text)) - FRAME_WORDS
    near = [place for place in groups if place != lead and score[place] >= score[lead] - NEAR]
    whole = {place: _of_paragraphs(index, groups[place], asked) for place in (lead, *near)}
    fuller = next((place for place in near if _tells_more(whole[place], whole[lead])), None)
    if fuller is not None and not (question.wanted == "reason" and _reasons(groups[lead])):
        lead = fuller
        groups = {place: one for place, one in groups.items() if place == lead or not _said(one, asked) < whole[lead]}
    telling = asked - _everywhere(found, asked)
    kept = {
        lead,
        *(place for place in groups if place[:2] == lead[:2]),  # rows of one table are picked elsewhere
        *(place for place in groups if _earns(question, groups, place, lead, asked, telling)),
    }
    return [one for one in shown if _place(one.sources[0]) in kept]


def _earns(
    question: Question,
    groups: Mapping[_Place, Sequence[Picked]],
    place: _Place,
    lead: _Place,
    asked: set[str],
    telling: set[str],
) -> bool:
    """Whether the sentences of one paragraph say something of the question beside those of the best."""
    if question.wanted == "reason" and _reasons(groups[lead]) and not _reasons(groups[place]):
        return False
    mine, its = _said(groups[place], asked), _said(groups[lead], asked)
    if mine < its:
        return False
    return not its & telling or bool(mine & its) or bool(mine & telling)


def _tells_more(mine: set[str], its: set[str]) -> bool:
    """Whether a paragraph has every word of the question that the best one's has, and two more."""
    return its < mine and len(mine - its) >= MORE_OF_IT


def _of_paragraphs(index: Index, group: Sequence[Picked], asked: set[str]) -> set[str]:
    """The words of the question in the paragraphs that sentences stand in; of a table, in the rows alone."""
    said = _said(group, asked)
    for item in (one.sources[0] for one in group):
        if item.kind != "table":
            unit = index.units(item.doc, item.unit, item.unit)[item.unit]
            said |= asked & set(terms(index.text_by_id(item.doc)[unit.start : unit.end]))
    return said


def _everywhere(found: Sequence[Candidate], asked: set[str]) -> set[str]:
    """The words of the question that so many candidates have that they tell nothing."""
    said = [set(terms(item.text)) for item in found]
    return {word for word in asked if sum(word in one for one in said) >= EVERYWHERE * len(said)}


def _said(group: Sequence[Picked], asked: set[str]) -> set[str]:
    return {term for one in group for term in terms(one.text)} & asked


def _reasons(group: Sequence[Picked]) -> bool:
    return any(gives_reason(one.text) for one in group)


def _number(one: Picked) -> tuple[int, int]:
    return one.sources[0].doc, one.sources[0].n


def _place(item: Candidate) -> _Place:
    """What stands together: a paragraph, the items of a section, a row."""
    if item.kind == "item":
        return (item.doc, item.path)
    return (item.doc, item.unit, item.n) if item.kind == "table" else (item.doc, item.unit)
