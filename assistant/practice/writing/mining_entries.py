"""Entries of reference lists: named things of one kind side by side, with a sentence each on what they do."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_entries_lists import Entry, glossaries_in, lists_in
from studyground.assistant.practice.writing.mining_entries_names import CODE, given_noun, kind_of, with_classes
from studyground.assistant.practice.writing.mining_entries_text import counted_nouns
from studyground.assistant.practice.writing.mining_entries_told import needs_of
from studyground.assistant.practice.writing.mining_language import figures
from studyground.assistant.practice.writing.mining_source import Source
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.practice.writing.phrasing import with_article
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

LEAST_ENTRIES = 4
COMMON = 0.6  # share of a list's entries from which a word says nothing of one of them
LONG_LIST = 12  # entries
LEAST_OF_ITS_OWN = 2  # words
KEPT = 12  # siblings of an entry, the nearest first
ONE_PLACE = 0.25  # what standing under one heading counts beside the cosine of two needs
APART = 0.3  # cosine from which an entry under another heading of the same document is a match
FROM_AFAR = 0.25  # cosine from which an entry of another document is a match
SAME = 0.9  # cosine of two needs above which two entries do the same
CLOSE = 0.7  # cosine of needs that may be one in other words
_DENIES = re.compile(r"\b(?:without|not|never|no)\b")
CONTAINED = 0.7  # share of one need's words in another's, above which whoever does the other does the one
_GOES_ON = re.compile(r"[A-Z][a-z]+ .*\b(?:that|this|these|those|them|it)\b")
_WITH_VALUE = re.compile(r"[a-z][\w.]*=\S")  # "pch=4"
_VALID = re.compile(
    r"^(?:This|The) [\w-]+ (?:is|are) (?:only |also )?(?:valid|available|applicable|supported|allowed|relevant|"
    r"meaningful)\b"
)


def entries_in(read: Source, index: Index) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """The entries of a guide's reference lists as facts, and for each the ids of siblings that do something else.

    Args:
        read: The guide taken apart.
        index: Of the guide.
    """
    counted = counted_nouns(line.text for line in read.lines)
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    taken: set[tuple[str, str]] = set()
    lists = list(lists_in(read))
    classes = with_classes(entry.name for listed in lists for entry in listed)
    lists = [[replace(entry, name=classes.get(entry.name, entry.name)) for entry in listed] for listed in lists]
    for told in _joined(_told(listed, counted) for listed in lists):
        made = [_fact(entry) for entry in _telling(told) if not _anything(told)]
        fresh = [fact for fact in made if (fact.thing, fact.need) not in taken]
        taken |= {(fact.thing, fact.need) for fact in made}
        if len(made) < LEAST_ENTRIES or len(fresh) < len(made) / 2:
            continue  # too few, or the same list stands elsewhere in the guide
        facts |= {fact.id: fact for fact in made}
        beside |= _beside(made, index)
    for listed in glossaries_in(read.lines):
        made = [replace(_fact(entry), need_shape="noun", kind="term") for entry in listed]
        made = [fact for fact in made if (fact.thing, fact.need) not in taken]
        taken |= {(fact.thing, fact.need) for fact in made}
        facts |= {fact.id: fact for fact in made}
        beside |= _beside(made, index)
    return tuple(facts.values()), beside


def _anything(told: Sequence[Entry]) -> bool:
    """Whether a list of everyday words is of no stated kind: phases, roles or headings, which nobody chooses from."""
    words = [
        entry.name.text
        for entry in told
        if entry.name.shape == "label" and _kind(entry) == kind_of("label", "", "", "")
    ]
    return sum(" " not in name for name in words) > len(told) / 2


def _telling(told: Sequence[Entry]) -> list[Entry]:
    """Those entries that say something which neither most of their list nor their own name says."""
    said = [set(terms(re.sub(r"['’]s\b", "", entry.need))) for entry in told]
    counted = Counter(term for own in said for term in own)
    shared = (
        {term for term, count in counted.items() if count > COMMON * len(told)} if len(told) >= LONG_LIST else set()
    )
    names = [re.findall(r"[a-z0-9]{3,}", entry.name.text.casefold()) for entry in told]
    return [
        entry for entry, own, parts in zip(told, said, names, strict=True)
        if sum(not any(part in term for part in parts) for term in own - shared) >= LEAST_OF_ITS_OWN
    ]  # fmt: skip


def _joined(lists: Iterable[Sequence[Entry]]) -> Iterator[list[Entry]]:
    """Lists of one document whose names are written as code of one shape and are called by one noun, each name once.

    So are names of the whole guide that their sentences themselves call by one noun ("the os module"). What is called by
    everyday words stays with those beside it: only the list says what it is an option of.
    """
    found: dict[tuple[str, ...], dict[str, Entry]] = {}
    for number, listed in enumerate(lists):
        for entry in listed:
            shape = entry.name.shape
            own: tuple[str, ...] = (str(number), shape)
            if entry.noun or (shape == "class" and _kind(entry) == "class" and "." not in entry.name.text):
                own = (shape, _kind(entry))
            elif shape in CODE:
                own = (entry.span.document, shape, _kind(entry))
            found.setdefault(own, {}).setdefault(entry.name.text, entry)
    for by_name in found.values():
        yield list(by_name.values())


def _own_nouns(entry: Entry, need: str) -> str:
    """A need in which what the name says it works on is not yet known ("the list" of "list.append()": "a list")."""
    parts = (
        re.findall(r"[a-z]{3,}", entry.line_text[: entry.line_text.find(")") + 1]) if entry.name.shape == "call" else []
    )
    for noun in dict.fromkeys(parts):
        if not re.search(rf"\b(?:an? |no |any |each ){noun}\b", need):
            need = re.sub(rf"\bthe {noun}\b", with_article(noun), need, count=1)
    return need


_SETS = re.compile(
    r"\W*(?:\([^()]*\)\W*)?(?:it |this )?(?:specif|control|sets? (?:the|how|wh)|determin|enabl|disabl|defin|indicat|limit|"
    r"govern|if (?:set|true|yes|enabled)\b|whether\b)",
    re.IGNORECASE,
)


def _kind(entry: Entry) -> str:
    heading = entry.section[-1] if entry.section else ""
    if entry.name.shape == "word" and _WITH_VALUE.match(entry.line_text):
        return entry.noun or given_noun(entry.section)
    kind = entry.noun or kind_of(entry.name.shape, entry.header, entry.lead, heading)
    by_shape = not entry.noun and kind in ("command", "function") and entry.name.shape in ("word", "snake")
    if by_shape and kind not in f"{heading} {entry.lead} {entry.line_text}".casefold() and _SETS.match(entry.text):
        return "setting"  # what "specifies the port" or "controls how …" is no command, though it is written like one
    return kind


def _told(listed: Sequence[Entry], counted: frozenset[str]) -> list[Entry]:
    """The entries of a list that say what their thing does, each name once."""
    valued = [entry.valued and entry.name.shape not in ("call", "class") for entry in listed]  # a call sets nothing
    needs = needs_of([entry.text for entry in listed], valued, counted)
    later = needs_of([entry.then for entry in listed], [False] * len(listed), counted)
    found: dict[str, Entry] = {}
    for entry, first, second in zip(listed, needs, later, strict=True):
        need, used = entry.need or first, entry
        if not need and second and _VALID.match(entry.text):
            need = second
            span = replace(entry.span, end=entry.then_end)
            used = replace(entry, span=span, line_text=f"{entry.line_text} {entry.then}")
        if used is entry and _GOES_ON.match(entry.then) and entry.then.split()[0].lower() in VERBS:
            need = ""  # the second half of what it does stands in the next sentence
        if need and entry.name.text not in found:
            found[entry.name.text] = replace(used, need=_own_nouns(entry, need))
    return list(found.values())


def _fact(entry: Entry) -> Fact:
    key = f"{entry.name.text}|entry|{entry.need}|{entry.span.document}|{entry.span.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=entry.name.text, kind=_kind(entry), form="entry",
        need=entry.need, need_shape="infinitive", situation="", span=entry.span, section=entry.section,
        named_by="heading" if entry.by_heading else "span",
        text=entry.line_text, priority=round(0.85 * entry.weight, 3), numbers=figures(entry.line_text),
    )  # fmt: skip


def _beside(made: Sequence[Fact], index: Index) -> dict[str, tuple[str, ...]]:
    """For each entry of one list its siblings that do something else, those alike in what they do first."""
    vectors = index.encoder.encode([fact.need for fact in made])
    alike = vectors @ vectors.T
    found: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(made):
        fit = [
            (alike[at, other] + ONE_PLACE * (one.section == fact.section), -other)
            for other, one in enumerate(made)
            if other != at
            and one.thing.casefold() != fact.thing.casefold()
            and alike[at, other] >= _least(one, fact)
            and not _does_too(one, fact, float(alike[at, other]))
        ]
        fit.sort(reverse=True)
        found[fact.id] = tuple(made[-other].id for _, other in fit[:KEPT])
    return found


def _least(one: Fact, fact: Fact) -> float:
    """How alike two entries must be to be a match: what stands elsewhere in the guide must be like enough."""
    if one.section == fact.section and one.span.document == fact.span.document:
        return -1.0
    return APART if one.span.document == fact.span.document else FROM_AFAR


def _does_too(other: Fact, fact: Fact, alike: float) -> bool:
    """Whether what is needed is (nearly) all among what another entry does."""
    if bool(_DENIES.search(fact.need)) != bool(_DENIES.search(other.need)):
        return False  # "abort … and reset …" beside "abort … without … being reset"
    if alike >= SAME:
        return True
    mine, theirs = set(terms(fact.need)), set(terms(other.need))
    return len(mine & theirs) >= (CONTAINED if alike >= CLOSE else 1.0) * len(mine)
