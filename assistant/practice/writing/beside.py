"""What else the guide says of a thing, and spans for citing that follow each other."""

from collections.abc import Sequence

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.phrasing import quantities, words
from studyground.ingest.terms import terms

FAR = 1 << 30
NEXT_TO = 1


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
