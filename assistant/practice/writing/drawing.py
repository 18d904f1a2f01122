"""Which facts are asked first: a guide that teaches much can be choosy, one that teaches little uses what it has."""

from studyground.assistant.practice.writing.beside import descriptions_of
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import DISTRACTORS
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.options import manner_of
from studyground.assistant.practice.writing.phrasing import quantities

# How much likelier a fact is drawn: its thing is described elsewhere too, it has a figure, no near neighbours, no kind.
TOLD_TWICE, WITH_FIGURE, ALONE, KINDLESS = 6.0, 20.0, 0.02, 0.05


def likelihood(fact: Fact, desk: Desk) -> float:
    """How likely a fact comes early, as a weight: those that make the fuller questions come before those that make bare ones.

    Args:
        fact: What may be asked.
        desk: The guide.
    """
    weight = max(0.05, fact.priority**3)
    told = [one for one in descriptions_of(fact, desk) if manner_of(one)]
    if told:
        weight *= TOLD_TWICE
    if desk.mined.near.get(fact.id, 0) < DISTRACTORS:
        weight *= ALONE
    if not fact.kind:
        weight *= KINDLESS
    return weight * WITH_FIGURE if any(quantities(one.need) for one in (fact, *told)) else weight
