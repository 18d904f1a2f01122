"""Questions for the figure of a rule, or for the case that meets a limit, beside others that are wrong."""

from collections.abc import Iterator

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.stems import Stem

FORM = "figure"


def figure_drafts(fact: Fact, desk: Desk, count: int) -> Iterator[Draft]:
    """The draft that asks for a figure; none where too few others can stand beside it.

    Args:
        fact: Of the form "figure".
        desk: The guide and what was used.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())][:count]
    if len(offers) < count or not desk.spread.fresh(fact.need):
        return
    yield Draft(
        facts=(fact.id,), things=(fact.need,), stem=Stem(fact.need),
        options=(
            Drafted(fact.thing, True, fact.because, (fact.span,)),
            *(Drafted(one.thing, False, one.because, tuple(dict.fromkeys((one.span, fact.span)))) for one in offers),
        ),
        spans=(fact.span,), difficulty="application" if fact.situation else "foundation", style=FORM,
    )  # fmt: skip
