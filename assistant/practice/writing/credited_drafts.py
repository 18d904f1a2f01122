"""Questions that ask whose deed, finding or view something was, beside others of whom the guide tells something else."""

from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_credited import FORM, SAME_DEED, WHO, WHOSE
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.name_drafts import name_draft, offered, says_instead
from studyground.assistant.practice.writing.option_use import least_used
from studyground.assistant.practice.writing.people_named import in_full, shown_alike, surnames
from studyground.assistant.practice.writing.phrasing import alike, capital, sentence
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.topics import concerning
from studyground.ingest.terms import terms

WIDE = 4  # more than are wanted, from which the wrong options are drawn
MOST_LENGTH = 2.4
WAY, DEED = "way of asking for people", "deed"
_SURNAMES = "Ada and Bell"  # two of whom only these are known


def asks_who(stem: str) -> bool:
    """Whether a question asks for somebody's name."""
    return stem.startswith(("Who ", "Whose "))


def credited_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that tell what somebody did or held, and ask who it was.

    Args:
        fact: Of the form "credited".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = offered(fact, desk)
    if not shown_alike([fact.thing, _SURNAMES]):  # "Lloyd and Margaret Peterson" cannot be shown by surname
        offers = [one for one in offers if in_full(one.thing)]
    stem = Stem(f"{'Whose' if fact.situation == WHOSE else 'Who'} {fact.need}?", ((WAY, WHO),))
    if len(offers) < count or not desk.spread.fresh(stem.text):
        return
    if desk.spread.used(WAY, DEED) <= desk.spread.used(WAY, WHO):
        yield from what_they_did(fact, offers, desk, longer, count)
    for order in (least_used(offers[: count + WIDE], desk), least_used(offers, desk), offers):
        if longer:  # in a stable order: those with a longer name first, then as they stood
            order = sorted(order, key=lambda one: len(one.thing) <= len(fact.thing))
        chosen = _without_one_in_two(order)[:count]
        if len(chosen) < count:
            continue
        names = shown_alike([one.thing for one in (fact, *chosen)])
        if len(set(names)) <= count or not alike(names, MOST_LENGTH):
            continue
        reasons = [says_instead(name, one, at) for at, (name, one) in enumerate(zip(names[1:], chosen, strict=True))]
        yield name_draft(fact, chosen, stem, names, reasons)


def what_they_did(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that name somebody and ask for the deed, beside deeds of others.

    Args:
        fact: What they did.
        offers: What others did.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    asked = concerning(f"What did {fact.thing} do?", fact.section, desk, fact.need) if done(fact) else ""
    if not asked:
        return
    own = _told_of(fact, desk)
    deeds = [
        one for one in offers
        if done(one) and alike([fact.need, one.because], MOST_LENGTH) and not _did_too(one.because, own)
    ]  # fmt: skip
    stem = Stem(asked, ((WAY, DEED),))
    for order in (least_used(deeds, desk), deeds):
        if longer:
            order = sorted(order, key=lambda one: len(one.because) <= len(fact.need))
        chosen = _without_one_in_two(order)[:count]
        texts = [capital(fact.need), *(capital(one.because) for one in chosen)]
        if len(chosen) == count and alike(texts, MOST_LENGTH) and desk.spread.fresh(stem.text):
            reasons = [f"That is told of {one.thing}: “{sentence(one.text)}”" for one in chosen]
            yield name_draft(fact, chosen, stem, texts, reasons)


def _told_of(fact: Fact, desk: Desk) -> list[set[str]]:
    """The words of what the guide tells of somebody, a deed each."""
    own = set(surnames(fact.thing))
    return [set(terms(one.text)) for one in desk.facts.values() if one.form == FORM and own & set(surnames(one.thing))]


def _did_too(deed: str, told: Sequence[set[str]]) -> bool:
    """Whether somebody of whom all this is told may have done a deed as well."""
    asked = set(terms(deed))
    return any(len(asked & said) >= max(2, SAME_DEED * len(asked)) for said in told)


def done(fact: Fact) -> bool:
    """Whether a fact tells a deed in a clause that opens with its verb ("asked people to keep three letters in mind")."""
    return fact.situation == WHO and bool(past_of(fact.because.split(" ", 1)[0])) and "?" not in fact.because


def _without_one_in_two(offers: list[Fact]) -> list[Fact]:
    """Offers of whom none is in two of them: of "Ito and Vance" and "Ito and Orr" the first."""
    kept: list[Fact] = []
    for one in offers:
        if not any(set(surnames(one.thing)) & set(surnames(other.thing)) for other in kept):
            kept.append(one)
    return kept
