"""Which facts are asked first: a guide that teaches much can be choosy, one that teaches little uses what it has."""

from studyground.assistant.practice.writing.asking import HARMFUL, TOOLS
from studyground.assistant.practice.writing.beside import descriptions_of
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import DISTRACTORS
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.figure_drafts import FORM as FIGURE
from studyground.assistant.practice.writing.mining_blanks import LEFT_OUT
from studyground.assistant.practice.writing.mining_lookups import gives_value
from studyground.assistant.practice.writing.options import PRODUCTS, manner_of
from studyground.assistant.practice.writing.phrasing import quantities

# How much likelier a fact is drawn: its thing is described elsewhere too, it has a figure, no near neighbours, no kind.
TOLD_TWICE, WITH_FIGURE, ALONE, KINDLESS = 2.0, 8.0, 0.05, 0.05
# By what is said: an instruction with its case and a case that decides make fuller questions than a definition does.
_BY_FORM = {
    "action": 14.0,
    "rule": 14.0,
    "choice": 4.0,
    "remedy": 6.0,
    "cause": 6.0,
    "purpose": 2.0,
    "property": 2.0,
    "contrast": 2.0,
    "meaning": 0.3,
    "entry": 12.0,
    "solved": 8.0,
    "told": 1.5,
    "called": 6.0,
    "credited": 5.0,
    "defined": 6.0,
    "deed": 0.5,
    "dated": 1.0,
    "distinction": 4.0,
    "figure": 4.0,
    "step": 3.0,
    "labelled": 4.0,
}
_OF_THINGS = frozenset("choice remedy cause purpose property contrast".split())  # which may be told of elsewhere too
PRODUCT, DEFINED, TERM = 1.6, 0.7, 0.03
# Values of tables and figures left out of sentences come last: of 18 that editors read in manuals they called one good.
VALUE_SHARE, LEFT_OUT_SHARE = 0.1, 0.1
OF_A_GLOSSARY = 0.02  # what a term stands for comes before it is written for nothing else
_TOLD_APART = frozenset("metric measure score error loss technique".split())


def likelihood(fact: Fact, desk: Desk) -> float:
    """How likely a fact comes early, as a weight: those that make the fuller questions come before those that make bare ones.

    Args:
        fact: What may be asked.
        desk: The guide.
    """
    weight = max(0.05, fact.priority**3) * _BY_FORM.get(fact.form, 1.0)
    if fact.form == "entry" and fact.need_shape == "noun":
        return weight * OF_A_GLOSSARY
    if gives_value(fact):
        return weight * VALUE_SHARE
    if fact.form == FIGURE and fact.situation == LEFT_OUT:
        return weight * LEFT_OUT_SHARE
    if fact.form in _BY_FORM and fact.form not in _OF_THINGS:
        return weight
    if fact.form == "definition":
        weight *= DEFINED if fact.kind in TOOLS | HARMFUL | _TOLD_APART else TERM
    if fact.kind in PRODUCTS:
        weight *= PRODUCT
    told = [one for one in descriptions_of(fact, desk) if manner_of(one)]
    if told:
        weight *= TOLD_TWICE
    if desk.mined.near.get(fact.id, 0) < DISTRACTORS:
        weight *= ALONE
    if not fact.kind:
        weight *= KINDLESS
    return weight * WITH_FIGURE if any(quantities(one.need) for one in (fact, *told)) else weight
