"""Questions that ask whose deed, finding or view something was, beside others of whom the guide tells something else."""

from collections.abc import Iterator

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_credited import FORM, WHOSE
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.people_named import in_full, shown_alike, surnames
from studyground.assistant.practice.writing.phrasing import alike, sentence
from studyground.assistant.practice.writing.stems import Stem

WIDE = 4  # more than are wanted, from which the wrong options are drawn
MOST_LENGTH = 2.4
_SURNAMES = "Ada and Bell"  # two of whom only these are known
_ELSEWHERE = (
    "Of {name} the guide says something else: “{said}”",
    "What the guide tells of {name} is different: “{said}”",
    "About {name} the guide says: “{said}” That is not what is asked here.",
)


def credited_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that tell what somebody did or held, and ask who it was.

    Args:
        fact: Of the form "credited".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ()) if one in desk.facts]
    if not shown_alike([fact.thing, _SURNAMES]):  # "Lloyd and Margaret Peterson" cannot be shown by surname
        offers = [one for one in offers if in_full(one.thing)]
    stem = Stem(f"{'Whose' if fact.situation == WHOSE else 'Who'} {fact.need}?")
    if len(offers) < count or not desk.spread.fresh(stem.text):
        return
    for order in (least_used(offers[: count + WIDE], desk), least_used(offers, desk), offers):
        if longer:  # in a stable order: those with a longer name first, then as they stood
            order = sorted(order, key=lambda one: len(one.thing) <= len(fact.thing))
        chosen = _without_one_in_two(order)[:count]
        if len(chosen) < count:
            continue
        names = shown_alike([one.thing for one in (fact, *chosen)])
        if len(set(names)) <= count or not alike(names, MOST_LENGTH):
            continue
        options = [Drafted(names[0], True, f"The guide says: “{sentence(fact.text)}”", (fact.span,))]
        options += [
            Drafted(
                name,
                False,
                _ELSEWHERE[at % len(_ELSEWHERE)].format(name=name, said=sentence(one.text)),
                tuple(dict.fromkeys((one.span, fact.span))),
            )
            for at, (name, one) in enumerate(zip(names[1:], chosen, strict=True))
        ]
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=tuple(options), spans=(fact.span,),
            difficulty="foundation", style=FORM,
        )  # fmt: skip


def _without_one_in_two(offers: list[Fact]) -> list[Fact]:
    """Offers of whom none is in two of them: of "Ito and Vance" and "Ito and Orr" the first."""
    kept: list[Fact] = []
    for one in offers:
        if not any(set(surnames(one.thing)) & set(surnames(other.thing)) for other in kept):
            kept.append(one)
    return kept
