"""Headings that name one thing each ("Dataflow", "Moss killer") over a few sentences that say what it is, does or is for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.heading_sentences import (
    case_in,
    is_bare,
    is_verb,
    said_of,
    stands_by_itself,
    suits_in,
    without_trail,
)
from studyground.assistant.practice.writing.leaking import telltale
from studyground.assistant.practice.writing.mining_labelled import (
    LEAST_WEIGHT,
    Labelled,
    is_label,
    labelled_fact,
    told_apart,
)
from studyground.assistant.practice.writing.mining_source import Line, Source
from studyground.assistant.practice.writing.phrasing import capital, with_article
from studyground.assistant.practice.writing.plain_stems import class_in, with_noun
from studyground.ingest.index import Index

LEAST_ENTRIES = 4  # as many as a question has options
MOST_APART = 2  # headings that are no entries between two that are
MOST_NAME = 5  # words of a heading
ASKED_OF_THREE = 2  # entries of every three that are asked for: the last would be known by leaving out
_SEVERAL_THINGS = re.compile(r"\b(?:and|or|vs|versus)\b|[/&?:,]", re.IGNORECASE)
_CHOSEN = re.compile(
    r"^(?:Choose|Use|Pick|Take|Prefer|Apply|Reach for|Go for) (?:it|them|this|these|one) (?:only )?(?:when|if|where|whenever) "
    r"(?P<case>[^;:()]+)$"
)
# "Good for X, and for Y": what it suits, in the guide's words.
_SUITS = re.compile(
    r"^(?:It is |A |The )?(?:good|best|ideal|suited|well suited|suitable|natural|right|usual|obvious)"
    r"(?: (?:fit|pick|choice|option|answer))? for (?P<what>[^;:()]+)$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"^It (?P<verb>[a-z]+) ")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One heading with the question that its text answers; "" where it can only stand beside others."""

    item: Labelled
    place: tuple[str, tuple[str, ...]]
    does: str
    case: str
    weight: float
    case_span: Span | None
    chosen: str = ""


def headed_in(read: Source, index: Index) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Headings that name things of one sort, as facts whose `need` is the question for one ("" where it cannot be asked).

    Args:
        read: The guide taken apart.
        index: Its encoder measures nearness.

    Returns:
        The facts, and for each that can be asked the ids of the headings beside it, the most alike first.
    """
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for noun, entries in _runs(read.lines):
        names = [entry.item.label for entry in entries]
        who = noun or "of these"
        asked = [_question(entry, who) for entry in entries]
        made = [_made(entry, question, names) for entry, question in zip(entries, asked, strict=True)]
        vectors = index.encoder.encode([entry.item.said for entry in entries])
        meanings = [entry.does or entry.case or entry.item.said for entry in entries]
        best = sorted((at for at, fact in enumerate(made) if fact.need), key=lambda at: (not entries[at].case, at))
        for at in best[max(1, ASKED_OF_THREE * len(made) // 3) :]:
            made[at] = replace(made[at], need="")
        items = [entry.item for entry in entries]
        for at, fact in enumerate(made):
            facts[fact.id] = fact
            if fact.need:
                beside[fact.id] = told_apart(at, made, meanings, items, vectors)
    return tuple(facts.values()), beside


def _runs(lines: Sequence[Line]) -> Iterator[tuple[str, list[_Entry]]]:
    """Runs of neighbouring headings of one level that name a thing each, with the noun that a heading before them gives."""
    run: list[_Entry] = []
    noun, apart = "", 0
    before = ""
    for section in _sections(lines):
        entry = _entry(section)
        level = section[0].section[:-1]
        if entry and not (run or entry.does or entry.case):
            entry = None  # a run begins with what can be asked for
        if entry and (not run or (entry.place == run[-1].place and apart <= MOST_APART)):
            if not run:
                noun = class_in(level[-1] if level else "") or class_in(before)
            run.append(entry)
            apart = 0
        elif run and apart < MOST_APART and not entry and (section[0].document, level) == run[-1].place:
            apart += 1
        else:
            if len(run) >= LEAST_ENTRIES:
                yield noun, run
            run, apart = ([entry] if entry else []), 0
            noun = (class_in(level[-1] if level else "") or class_in(before)) if entry else ""
        before = section[0].section[-1] if section[0].section else ""
    if len(run) >= LEAST_ENTRIES:
        yield noun, run


def _sections(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The sentences under each heading, in the order of the guide."""
    found: list[Line] = []
    for line in lines:
        if found and (line.document, line.section) != (found[0].document, found[0].section):
            yield found
            found = []
        found.append(line)
    if found:
        yield found


def _entry(section: Sequence[Line]) -> _Entry | None:
    """A heading that names a thing, and what its first sentence says of it; None for any other section."""
    first = section[0]
    heading = first.section[-1].strip() if first.section else ""
    if (
        first.weight < LEAST_WEIGHT
        or first.item
        or not first.first
        or len(heading.split()) > MOST_NAME
        or _SEVERAL_THINGS.search(heading)
        or not is_label(heading)
    ):
        return None
    said, told_by = said_of(first.text, heading), first
    bare = not said and is_bare(first.text)
    opening = first.text.rstrip(". ")
    if not (said or bare or _CHOSEN.match(opening) or _SUITS.match(opening)):
        return None
    follows = _FOLLOWS.match(section[1].text) if len(section) > 1 and not section[1].item else None
    if bare and follows and is_verb(follows["verb"]):
        said, told_by = section[1].text[follows.start("verb") :].rstrip(". "), section[1]
    case, span, told = "", None, ""
    for line in section:
        chosen = _CHOSEN.match(line.text.rstrip(". "))
        if chosen and not line.item and (case := case_in(chosen["case"])):
            span, told = Span(line.document, line.start, line.end), line.text
            break
        suits = _SUITS.match(line.text.rstrip(". ")) if not line.item else None
        if suits and not case and suits_in(suits["what"]):
            case, span, told = suits["what"], Span(line.document, line.start, line.end), line.text
    span_of = Span(first.document, told_by.start, told_by.end)
    item = Labelled(heading, told_by.text, " ".join(line.text for line in section), span_of)
    fit = bool(said) and stands_by_itself(said)
    return _Entry(item, (first.document, first.section[:-1]), said if fit else "", case, first.weight, span, told)


def _question(entry: _Entry, who: str) -> str:
    if entry.case and not entry.case.startswith(("A team ", "The ")):
        noun = who if who != "of these" else "solution"
        return f"{capital(with_article(noun))} is wanted for {entry.case}. Which {who} is a good choice?"
    if entry.case:
        return f"{entry.case}. Which {who} should the team use?"
    if not entry.does:
        return ""
    if re.search(rf"\b{who}\b", entry.does):  # "is a service that …"
        plain = f"Which of these {without_trail(entry.does)}?"
        asked = with_noun(plain, who)
        return asked if asked.count(who) == 1 else plain
    return f"Which {who} {without_trail(entry.does)}?"


def _made(entry: _Entry, question: str, names: Sequence[str]) -> Fact:
    others = [name for name in names if name != entry.item.label]
    fact = labelled_fact(entry.item, question, names, entry.place[1], entry.weight)
    leaks = bool(question) and telltale(question, [entry.item.label, *others])
    fact = replace(
        fact, need="" if leaks else fact.need, section=(*entry.place[1], entry.item.label), named_by="heading"
    )
    if not entry.case or entry.case_span is None:
        return fact
    told = f"Of “{entry.item.label}” the guide says: “{entry.chosen}”"
    return replace(fact, span=entry.case_span, because=told, text=f"{entry.item.label}: {entry.chosen}")
