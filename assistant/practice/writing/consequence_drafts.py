"""Questions for what happens, applies or has to be done in a case: the options are what the guide says of other cases."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.consequence_rivals import plain_field, sort_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.guessed import only_match
from studyground.assistant.practice.writing.leaking import shows_within
from studyground.assistant.practice.writing.mining_consequences import AT, CASE, ELSE, FORM
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.phrasing import alike, capital, sentence
from studyground.assistant.practice.writing.plain_stems import within_field
from studyground.assistant.practice.writing.rationales import MOST_QUOTED
from studyground.assistant.practice.writing.stems import Stem

MOST_LENGTH = 2.3
WIDE = 8  # of the most tempting, from which the wrong options are drawn
MOST_SETS = 60
_NOTHING_OCCURS = re.compile(r"(?:for|with|between) ")  # no occasion: "what happens for the small tanks"
_PRONOUN = re.compile(r"(?:it|its|they|their)\b", re.IGNORECASE)
_OF_ANOTHER = (
    "The guide says this of another case: {said}",
    "In the guide this belongs elsewhere: {said}",
    "That is said of something else: {said}",
)


def consequence_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that tell a case, or quote advice, and ask what comes of it or of not following it.

    Args:
        fact: Of the form "consequence", with a need.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    if fact.situation == CASE or (_NOTHING_OCCURS.match(fact.need) and not sort_of(fact)):
        return
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ()) if one in desk.facts]
    offers = [one for one in offers if _quoted(one) and alike((fact.thing, one.thing), MOST_LENGTH)]
    for chosen in _chosen(fact, offers, desk, longer, count):
        texts = [capital(one.thing) for one in (fact, *chosen)]
        stem = Stem(within_field(_asked(fact), plain_field(fact, texts)))
        if (
            not desk.spread.fresh(stem.text)
            or desk.gives_away(stem.text, texts)
            or shows_within(stem.text, texts[0], texts[1:])
        ):
            continue
        if not _quoted(fact) or only_match(fact.need, fact.thing, [one.thing for one in chosen], desk.index.encoder):
            continue
        options = [Drafted(texts[0], True, f"The guide says: {_quoted(fact)}", (fact.span,))]
        options += [
            Drafted(text, False, _OF_ANOTHER[at % len(_OF_ANOTHER)].format(said=_quoted(one)), (one.span, fact.span))
            for at, (text, one) in enumerate(zip(texts[1:], chosen, strict=True))
        ]
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=tuple(options), spans=(fact.span,),
            difficulty="application", style=FORM,
        )  # fmt: skip


def _chosen(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options, the most tempting first; "it" or "they" opens none of the options, or the key and another."""
    near = list(offers[:WIDE])
    use = {one.id: at for at, one in enumerate(least_used(near, desk))}
    rank = {one.id: at for at, one in enumerate(near)}
    sets = [list(one) for one in islice(combinations(near, count), MOST_SETS) if _even((fact, *one))]
    size = len(fact.thing)
    sets.sort(key=lambda one: sum(rank[each.id] + 0.5 * use.get(each.id, 0) for each in one))
    sets.sort(key=lambda one: longer and all(len(each.thing) <= size for each in one))
    yield from sets[:4]


def _even(facts: Sequence[Fact]) -> bool:
    opened = [found[0].casefold() if (found := _PRONOUN.match(one.thing)) else "" for one in facts]
    if opened[0]:
        return opened[0] in opened[1:] and set(opened) <= {opened[0], ""}
    return not any(opened)


def _asked(fact: Fact) -> str:
    """The question for what comes of a case: what happens, what applies, what has to be done."""
    if fact.situation == ELSE:
        return frames.ASK_ELSE.format(said=fact.need)
    frame = {"duty": frames.ASK_DUTY, "right": frames.ASK_APPLIES}.get(sort_of(fact), frames.ASK_HAPPENS)
    return frame.format(case=fact.need if fact.situation == AT else f"{fact.situation} {fact.need}")


def _quoted(fact: Fact) -> str:
    """What the guide says, quoted; "" where that is too long for a reason."""
    return "" if len(fact.text.split()) > MOST_QUOTED or "“" in fact.text else f"“{sentence(fact.text)}”"
