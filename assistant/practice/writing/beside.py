"""What else a stem can say besides its need: a second need, something in use already, an objection to something else."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import askable
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.lines import OF_THE_THING
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of
from studyground.assistant.practice.writing.options import PRODUCTS, overlapping
from studyground.assistant.practice.writing.phrasing import absolute, plural, quantities, shares_term, usable, words
from studyground.assistant.practice.writing.scenes import scene_for
from studyground.assistant.practice.writing.stems import Line
from studyground.ingest.terms import terms

FIRST_NEAR, LAST_NEAR = 3, 12
FAR = 1 << 30
NEXT_TO = 1
SAME_PASSAGE = 3000  # characters between two needs that one scenario may have


def seconds_of(fact: Fact, desk: Desk) -> list[Fact]:
    """Other facts of the same thing that say something else, those that stand beside this one first."""
    thing = desk.mined.things.get(fact.thing)
    own = [desk.facts[one] for one in thing.facts] if thing else []
    said = set(terms(fact.need))
    other = [
        one for one in own
        if one.id != fact.id and askable(one) and not absolute(one.need) and not set(terms(one.need)) & said
    ]  # fmt: skip
    return sorted(other, key=lambda one: _apart(fact.span, one.span))


def descriptions_of(fact: Fact, desk: Desk) -> list[Fact]:
    """Other facts of the same thing that can describe it in an option: none repeats a telling word of the need."""
    thing = desk.mined.things.get(fact.thing)
    said = {term for term in terms(f"{fact.need} {fact.situation}") if desk.telling(term)}
    own = [desk.facts[one] for one in thing.facts] if thing else []
    other = [one for one in own if one.id != fact.id and not said & set(terms(one.need))]
    return sorted(other, key=lambda one: (not quantities(one.need), words(one.need), one.id))


def _apart(one: Span, other: Span) -> int:
    """Characters between two spans; many where they are in different documents, 0 where they overlap."""
    if one.document != other.document:
        return FAR
    return max(0, one.start - other.end, other.start - one.end)


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans for citing: one inside another is left out, and two sentences that follow each other become one span."""
    first, *rest = dict.fromkeys(spans)
    if len(rest) != 1 or _apart(first, rest[0]) > NEXT_TO:
        return (first, *rest)
    return (Span(first.document, min(first.start, rest[0].start), max(first.end, rest[0].end)),)


def also_needed(fact: Fact, seconds: Sequence[Fact]) -> tuple[Line, Fact] | None:
    """A second need that the same thing meets."""
    if fact.form not in ("purpose", "choice", "property", "contrast"):
        return None
    for one in seconds:
        if _apart(fact.span, one.span) > SAME_PASSAGE:
            break
        if words(one.need) + words(fact.need) > 30:
            continue
        if one.form == "purpose" and one.need_shape == "infinitive":
            return Line("also do", frames.ALSO_DO, one.need), one
        if one.form in ("property", "contrast") and one.need_shape == "finite":
            return Line("also is", frames.ALSO_IS, one.need), one
    return None


def already_there(fact: Fact, desk: Desk, said: int) -> tuple[Line, str] | None:
    """Something like the key that the organisation knows for another purpose; it is no option then."""
    if fact.form in ("cause", "remedy"):
        return None
    own = desk.mined.things.get(fact.thing)
    beside = set(own.siblings) if own else set()
    scene = scene_for((fact.need, fact.thing))
    if scene is None:
        return None
    found: list[tuple[Line, str, str]] = []
    for thing in desk.mined.confusable(fact, LAST_NEAR)[FIRST_NEAR:]:
        if plural(thing.name) or overlapping(thing.name, fact.thing):
            continue
        if thing.kind not in PRODUCTS or thing.name not in beside:
            continue
        for one in (desk.facts[each] for each in thing.facts):
            short = words(one.need) <= min(16, 34 - said)
            if (
                short
                and askable(one)
                and not absolute(one.need)
                and not shares_term(one.need, f"{fact.thing} {fact.need}")
            ):
                line = _known(one)
                if line and scene_for((one.need, thing.name)) is scene:
                    found.append((line, thing.name, one.id))
    if not found:
        return None
    chosen = desk.spread.pick([one for _, _, one in found], "other")
    desk.spread.count([("other", chosen)])
    return next((line, name) for line, name, one in found if one == chosen)


def _known(fact: Fact) -> Line | None:
    """A sentence that brings in a thing with what the guide says it is for."""
    need = fact.need.rstrip(" .")
    if fact.form == "purpose" and fact.need_shape == "infinitive" and not OF_THE_THING.search(need):
        return Line("already to", frames.ALREADY_TO, need)
    return None


def objection_to(fact: Fact, desk: Desk) -> tuple[Line | None, frozenset[str]]:
    """What the passage says against another thing, if it begins with that thing's name; that thing is no option then."""
    for part in re.split(r"[;.]\s+", fact.because):
        inside_part = part.split()
        for length in range(min(5, len(inside_part) - 2), 0, -1):
            thing = desk.mined.thing(" ".join(inside_part[:length]))
            if thing is None or thing.name == fact.thing:
                continue
            verb = inside_part[length].lower()
            if not (
                base_of(verb) or verb in AUXILIARY or (verb in VERBS and plural(" ".join(inside_part[:length]).lower()))
            ):
                break
            if usable(part, 4, 16) and not shares_term(part, fact.thing) and not absolute(part):
                return Line("objection", frames.OBJECTION, desk.casing.inside(part.rstrip("."))), frozenset(
                    {thing.name}
                )
            break
    return None, frozenset()
