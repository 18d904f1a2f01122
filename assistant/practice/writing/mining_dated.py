"""Events that a guide dates, each as a question for its year, and the years of others beside it."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_language import LEAD_IN, balanced, lower_first
from studyground.assistant.practice.writing.mining_shapes import is_participle
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.phrasing import usable
from studyground.ingest.terms import terms

FORM = "dated"
WORTH = 0.8
KEPT = 6
MOST_WORDS, LEAST_TERMS = 18, 2
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
_PASSIVE = re.compile(
    rf"^(?P<who>(?:The |An? )?[A-Z][^,;:]{{2,50}}?) (?P<was>was|were) (?P<done>[a-z]+)(?P<rest>(?: [^,;:]+?)?) in {_YEAR}$"
)
_ACTIVE = re.compile(
    rf"^(?P<who>(?:The )?[A-Z][\w.’'-]+(?: (?:of|the|de|von|van|[A-Z][\w.’'-]+)){{0,4}}) (?P<did>[a-z]+) "
    rf"(?P<rest>[^,;:]+?) in {_YEAR}$"
)
_IN_FRONT = re.compile(rf"^In {_YEAR}, (?P<told>[^;:]+)$")
_POINTS = re.compile(
    r"^(?:This|That|These|Those|It|He|She|They|There|Here|Both|Another|Such|We|You)\b|\b(?:this|these|his|her|their|its)\b"
)

_ORDER = re.compile(r"\b(?:first|second|third|last) ")  # says which, and points nowhere


def dated_in(lines: Sequence[Line]) -> tuple[Fact, ...]:
    """Every event that a sentence of its own dates by one year.

    Args:
        lines: The guide's sentences.
    """
    found: dict[str, Fact] = {}
    for line in lines:
        text = LEAD_IN.sub("", line.text).rstrip(". ")
        if (
            line.weight >= 1.0
            and balanced(text)
            and len(re.findall(rf"\b{_YEAR}\b".replace("?P<year>", "?:"), text)) == 1
        ):
            for fact in _events(text, line):
                found.setdefault(fact.need.casefold(), fact)
    return tuple(found.values())


def _events(text: str, line: Line) -> Iterator[Fact]:
    front = _IN_FRONT.match(text)
    told = f"{front['told'][:1].upper()}{front['told'][1:]} in {front['year']}" if front else text
    passive, active = _PASSIVE.match(told), _ACTIVE.match(told)
    if passive and len(passive["who"].split()) == 2 and passive["who"].split()[1].islower():
        return  # "the cut": which, only the passage says
    if passive and (is_participle(passive["done"]) or past_of(passive["done"]) or passive["done"].endswith("ed")):
        yield from _made(
            f"{passive['was']} {_inside(passive['who'])} {passive['done']}{passive['rest']}", passive["year"], line
        )
    elif active and (base := past_of(active["did"])):
        yield from _made(f"did {_inside(active['who'])} {base} {active['rest']}", active["year"], line)


def _inside(who: str) -> str:
    return lower_first(who) if who.split()[0] in ("The", "A", "An") else who


def _made(asked: str, year: str, line: Line) -> Iterator[Fact]:
    bare = _ORDER.sub("", asked)
    if _POINTS.search(asked.split(" ", 1)[1]) or not usable(bare, 3, MOST_WORDS) or len(set(terms(bare))) < LEAST_TERMS:
        return
    key = f"{FORM}|{asked}|{line.document}|{line.start}"
    yield Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=year, kind="year", form="dated", need=f"In which year {asked}?",
        need_shape="question", situation="", span=Span(line.document, line.start, line.end), section=line.section,
        named_by="span", text=line.text, priority=round(WORTH * line.weight, 3),
    )  # fmt: skip


def rank_dated(facts: Sequence[Fact]) -> dict[str, tuple[str, ...]]:
    """For each dated event the ids of others of other years, those under the same headings first, then the nearest in time."""
    found: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        others = [one for one in facts if one.thing != fact.thing and one.span.document == fact.span.document]
        others.sort(key=lambda one: (-_shared(fact, one), abs(int(one.thing) - int(fact.thing)), one.id))
        by_year = {one.thing: one.id for one in reversed(others)}
        found[fact.id] = tuple(by_year[one.thing] for one in others if by_year[one.thing] == one.id)[:KEPT]
    return found


def _shared(one: Fact, other: Fact) -> int:
    """Headings that two events stand under in common."""
    return sum(a == b for a, b in zip(one.section, other.section, strict=False))
