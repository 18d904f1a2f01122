"""What running text says that people found, thought or tried, for questions that ask who: "Ito and Vance had divers learn …"."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.leaning import leans
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.people_named import ONE, SEVERAL, is_person, size_of, surnames
from studyground.assistant.practice.writing.phrasing import words
from studyground.ingest.terms import terms

FORM = "credited"
WHO, WHOSE = "who", "whose"
LEAST_PEOPLE = 4  # of whom a guide tells such things, for it to be one that names its sources
LEAST_DATED = 0.25  # of what it tells of them with a year
LEAST_WORDS, MOST_WORDS, LEAST_TERMS = 6, 32, 5
SAME_DEED = 0.34  # share of a deed's words in a sentence about others, from which they may have done it too
PRIORITY = 0.8
KEPT = 8
FAR = 10**6  # characters
_DID = (
    "argued asked believed built calculated called challenged claimed classified coined collected compared concluded counted "
    "defined demonstrated derived described designed developed devised discovered distinguished divided drew estimated "
    "established examined explained flashed formulated found founded gave grew had identified interviewed introduced invented "
    "isolated kept learned led made maintained measured mixed named noted objected observed planted pointed popularised "
    "popularized posed predicted presented proposed proved published put questioned reasoned recorded rejected replaced "
    "reported revealed set showed split started studied suggested taught tested thought timed told took traced tracked trained "
    "tried trod wrote"
)
_YEAR = r"(?:\d{4}|the (?:early |late |mid-)?\d{4}s)"
_WHEN = rf"(?:In {_YEAR},? |In (?:a|an|one) (?:[\w-]+ ){{0,2}}(?:study|experiment|paper|survey|trial|book),? )"
_TITLE = r"(?:[Tt]he (?:[A-Z][a-z]+ )?[a-z]+s? )"
_ASIDE = r"(?:, (?!and\b|or\b)[^,;:]{3,90}(?:,(?! (?:and|or)\b)[^,;:]{3,60})?,)"
_DEED = re.compile(
    rf"^(?P<when>{_WHEN})?{_TITLE}?(?P<who>{SEVERAL})(?: \(\d{{4}}[a-z]?\))?{_ASIDE}?(?: in {_YEAR})?"
    rf"(?: (?:later|first|then|also|once|famously|independently|had))? (?P<did>(?:{_DID.replace(' ', '|')}))(?P<rest> .+)$"
)
_GOES_ON = re.compile(
    rf"^(?:He|She|They)(?: (?:later|then|also|had))? (?P<did>(?:{_DID.replace(' ', '|')}))(?P<rest> .+)$"
)
_WHOSE = re.compile(
    rf"^(?P<who>{ONE})[’']s (?P<noun>(?:[a-z][\w-]+ ){{0,3}}?"
    r"(?:principle|theory|law|rule|account|model|hypothesis|view|claim|argument|definition)) "
    r"(?P<rest>(?:holds|says|states|claims|predicts|is|was) that .+)$"
)
_DONE_BY = re.compile(
    rf"^(?P<what>(?:The|An?) [a-z][\w-]+(?: [a-z][\w-]+){{0,3}}),? (?:was |were )?(?:first )?"
    rf"(?P<did>invented|developed|devised|proposed|introduced|discovered|formulated|designed) by (?:[a-z ]+ )?(?P<who>{SEVERAL})"
)
_CREDITED = re.compile(
    rf"^(?P<what>(?:The|An?) [a-z][\w-]+(?: [a-z][\w-]+){{0,3}}), (?:credited|attributed) to "
    rf"(?:the (?:[A-Z][a-z]+ )?[a-z]+ )?(?P<who>{ONE})"
)
_MENTIONED = re.compile(
    rf"^(?:(?!It\b|Its\b|This\b|They\b)[^,;:]{{3,60}} by (?P<by>{SEVERAL})\b|(?P<whose>{ONE})[’']s (?=[a-z]))"
)
_DATED = re.compile(r"\b1[5-9]\d\d\b|\b20\d\ds?\b")
# Where what was done ends, and the sentence goes on to judge it or to tell more.
_END = re.compile(
    r"[;:]|(?<=[a-z\d)”\"])[.?!](?:\s|$)|, (?:or|which|who|so|but|because|while|whereas|and (?:that|which|then|he|she|they)|a|an|"
    r"the|without|thus|thereby|yet|although|though|since|this|where)\b| \([^()]*$"
)


@dataclass(frozen=True, slots=True)
class _Deed:
    """What a sentence says that people did.

    Args:
        told: The deed, "" where it leans on what stands before.
        said: The same where it is enough to be asked for, else "".
        clause: The part of the sentence that speaks of them, "" for all of it.
    """

    who: str
    told: str
    said: str
    asked: str
    line: Line
    span: Span
    clause: str = ""


def credited_in(lines: Sequence[Line]) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """What people of a guide did, each to be asked for by it, and for each the ids of deeds of others.

    Args:
        lines: The guide's sentences.
    """
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for _, group in groupby(lines, key=lambda line: line.document):
        own = list(group)
        deeds = list(_deeds(own))
        dated = sum(bool(_DATED.search(one.line.text)) for one in deeds)
        if len({one.who for one in deeds}) < LEAST_PEOPLE or dated < LEAST_DATED * len(deeds):
            continue
        made = [_fact(one) for one in deeds]
        facts |= {fact.id: fact for fact in made}
        beside |= _beside(made, own)
    return tuple(facts.values()), beside


def _deeds(lines: Sequence[Line]) -> Iterator[_Deed]:
    small = frozenset(word for line in lines for word in re.findall(r"(?<![\w-])[a-z][a-z]+", line.text))
    running = "\n".join(line.text for line in lines)
    last, at = "", -1
    section: list[str] = []
    for number, line in enumerate(lines):
        if number and lines[number - 1].section != line.section:
            section = []
        text = line.text.strip()
        goes_on = _GOES_ON.match(text)
        if goes_on and last and at == number - 1 and lines[at].unit == line.unit:
            span = Span(line.document, lines[at].start, line.end)
            yield _deed(last, f"{goes_on['did']}{goes_on['rest']}", WHO, line, span, section)
        elif found := _found(text):
            who, said, asked = found
            if is_person(who, small, running):
                last, at = who, number
                yield _deed(who, said, asked, line, Span(line.document, line.start, line.end), section)
        elif (mentioned := _mentioned(text)) and is_person(mentioned[0], small, running):
            who, said = mentioned
            if re.search(r"\b(?:they|it|them|its|their)\b", said):
                said = text.rstrip(".")  # what "they" are stands before the clause
            told = said if words(said) <= MOST_WORDS + LEAST_WORDS and not leans(said, section) else ""
            yield _Deed(who, told, "", WHO, line, Span(line.document, line.start, line.end), said)
        section.append(text)


def _found(text: str) -> tuple[str, str, str] | None:
    """Whom a sentence speaks of, what they did or hold, and which question asks for them."""
    if deed := _DEED.match(text):
        return deed["who"], f"{deed['did']}{deed['rest']}", WHO
    if held := _WHOSE.match(text):
        return held["who"], f"{held['noun'].split()[-1]} {held['rest']}", WHOSE
    if done := _DONE_BY.match(text):
        return done["who"], f"{done['did']} {done['what'][:1].lower()}{done['what'][1:]}", WHO
    if credited := _CREDITED.match(text):
        return credited["who"], f"is credited with {credited['what'][:1].lower()}{credited['what'][1:]}", WHO
    return None


def _mentioned(text: str) -> tuple[str, str] | None:
    """Whom a sentence names as the source of something, and the part of it that does: they can stand beside others."""
    for clause in text.rstrip(".").split("; "):
        if named := _MENTIONED.match(clause):
            return named["by"] or named["whose"], clause
    return None


def _deed(who: str, said: str, asked: str, line: Line, span: Span, before: Sequence[str]) -> _Deed:
    end = _END.search(said)
    told = said[: end.start()].strip(" ,.") if end else said.strip(" ,.")
    enough = words(told) >= LEAST_WORDS and len(set(terms(told))) >= LEAST_TERMS
    made = _DONE_BY.match(line.text) or _CREDITED.match(
        line.text
    )  # "Who developed the cognitive interview?" says enough
    short = bool(made) and len(set(terms(told))) >= LEAST_TERMS - 2
    fine = words(told) <= MOST_WORDS and not leans(told, before) and "?" not in told
    shown = any(name.casefold() in told.casefold() for name in surnames(who))
    return _Deed(who, told * fine, told * (fine and not shown and (enough or short)), asked, line, span)


def _fact(one: _Deed) -> Fact:
    key = f"{one.who}|{FORM}|{one.line.text}|{one.line.document}|{one.line.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=one.who, kind="", form="credited", need=one.said,
        need_shape="finite", situation=one.asked, span=one.span, section=one.line.section, named_by="span",
        because=one.told, text=one.clause or one.line.text.rstrip(". "), priority=round(PRIORITY * one.line.weight, 3),
    )  # fmt: skip


def _beside(made: Sequence[Fact], lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """For each deed the nearest deed of every other who is one or as many, and of whom the guide says nothing like it."""
    told: dict[str, list[set[str]]] = defaultdict(list)
    names = {name for fact in made for name in surnames(fact.thing)}
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        for name in names:
            if re.search(rf"\b{re.escape(name)}\b", line.text):
                told[name].append(set(terms(line.text)))
                if after is not None and re.match(r"(?:He|She|They|It|His|Her|Their|This)\b", after.text):
                    told[name].append(set(terms(after.text)))
    found: dict[str, tuple[str, ...]] = {}
    for fact in made:
        own = set(surnames(fact.thing))
        asked = set(terms(fact.need))
        best: dict[tuple[str, ...], tuple[int, str]] = {}
        for one in made:
            theirs = set(surnames(one.thing))
            if (
                not one.because
                or _kind(one) != _kind(fact)
                or own & theirs
                or size_of(one.thing) != size_of(fact.thing)
                or any(name in fact.text for name in theirs)
            ):
                continue
            as_well = any(len(asked & said) >= max(2, SAME_DEED * len(asked)) for name in theirs for said in told[name])
            if not as_well:
                said_of_them = re.match(r"(?:He|She|They)\b", one.text)  # reads worse as a reason than what names them
                far = abs(one.span.start - fact.span.start) + (FAR if said_of_them else 0)
                best[surnames(one.thing)] = min(best.get(surnames(one.thing), (far, one.id)), (far, one.id))
        found[fact.id] = tuple(one for _, one in sorted(best.values()))[:KEPT]
    return found


def _kind(fact: Fact) -> bool:
    """Whether somebody is only credited with a thing: others did something."""
    told: str = fact.because
    return told.startswith("is credited")
