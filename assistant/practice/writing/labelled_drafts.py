"""Questions for the label of what a list says, for the value of a row of a table, and for the row of a value."""

from collections.abc import Iterator

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.option_use import marked
from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.phrasing import alike, sentence
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.told_drafts import chosen_of

FORM = "labelled"
MOST_LENGTH = 2.3


def labelled_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask what a fact's question asks, beside others of its list or column.

    Args:
        fact: Of the form "labelled".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    offers = [one for one in offers if alike((fact.thing, one.thing), MOST_LENGTH)]
    for chosen in chosen_of(fact, offers, desk, longer, count):
        facts = (fact, *chosen)
        if not desk.spread.fresh(fact.need) or not fitting(
            [Choice(one.thing, one is fact, one.thing, None) for one in facts]
        ):
            continue
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(Stem(fact.need), chosen),
            options=tuple(Drafted(one.thing, one is fact, sentence(one.because), (one.span,)) for one in facts),
            spans=(fact.span,), difficulty="foundation", style=FORM,
        )  # fmt: skip
