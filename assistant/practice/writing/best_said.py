"""The guide's own words that show best why an option is wrong: what tells it from the key, else what it is."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_language import balanced
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.ingest.index import Index

MOST_WORDS = 40
LEAST_WORDS = 4
SHORT = 6  # words of a sentence that its next one may go on from
MOST_OF_ENTRY = 12  # sentences
_APART = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)|by contrast|as opposed to|rather than|instead of|whereas|differs? from|not)\b|"
    r", while\b|n[’']t\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"^(?:(?:Choose|Use|Pick|Take|Prefer|Apply|Select|Reach for|Go for|Opt for|Consider|Avoid)\b|"
    r"(?:Good|Best|Ideal|Perfect|Useful|Suited|Suitable|Recommended) (?:for|when|if)\b)"
)
# What goes on with something else than the thing: an example, a remark, advice for who reads.
_ASIDE = re.compile(
    r"^(?:For|E\.g\.|See|Note|Tip|In|Of|On|At|When|If|You|Your|We|I|Then|So|But|Here|There|Both|All|Most|Many|Some)\b"
)
_MARKS = re.compile(r"[“”|\n]")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its place, the paragraph or item it stands in, and the heading over that."""

    span: Span
    text: str
    unit: int
    heading: str


@dataclass(frozen=True, slots=True)
class Better:
    """Better words for an option: `apart` says that they set it against the key themselves, so that nothing need be added."""

    fact: Fact
    apart: bool


def better_said(one: Fact, key: Fact, index: Index) -> Better | None:
    """What the guide says of an entry of a list or under a heading that shows better why it is not the key.

    Args:
        one: The wrong option, with the sentence that is quoted of it so far.
        key: The right one.
        index: Of the guide.

    Returns:
        The fact with the span, text and quotation of the better words; None where there are none.
    """
    entry = _entry(one, index)
    own = next((at for at, said in enumerate(entry) if said.span.start <= one.span.start < said.span.end), -1)
    if own < 0:
        own = next((at for at, said in enumerate(entry) if one.span.start <= said.span.start < one.span.end), -1)
    if own < 0:
        return None
    apart = next((said for said in entry if _sets_apart(said.text, key.thing)), None)
    if apart is not None:
        return Better(_saying(one, apart.span, apart.text), True)
    said = entry[own]
    first = next((each for each in entry if _quotable(each.text) and not _ADVICE.match(each.text)), said)
    if _ADVICE.match(said.text) and first is not said:
        return Better(_saying(one, first.span, first.text), False)
    after = entry[own + 1] if own + 1 < len(entry) else None
    short = len(said.text.split()) <= SHORT and not base_of(said.text.split()[0].casefold())
    if after and after.unit == said.unit and short and _goes_on(after.text, key.thing):
        whole = f"{said.text} {after.text}"
        if _quotable(whole):
            return Better(_saying(one, Span(said.span.document, said.span.start, after.span.end), whole), False)
    return None


def told_apart_in(one: Fact, key: Fact, index: Index) -> tuple[Span, str] | None:
    """A sentence of the guide that sets two terms against each other, other than the one that is asked of; None for none."""
    both = _naming(one.thing, index) & _naming(key.thing, index)
    for said in sorted(both, key=lambda said: (said.span.document, said.span.start)):
        ours = (
            said.span.document == key.span.document
            and said.span.start < key.span.end
            and key.span.start < said.span.end
        )
        if not ours and _sets_apart(said.text, key.thing):
            return said.span, said.text
    return None


def set_apart(one: Fact, key: Fact, index: Index) -> bool:
    """Whether the guide itself tells two terms from each other: a learner who has read it halfway takes one for the other."""
    if one.form == key.form == "labelled" and not one.because.startswith("Of “"):
        return False  # cells of a table
    entries = ((_entry(one, index), key.thing), (_entry(key, index), one.thing)) if one.form == "labelled" else ()
    if any(_sets_apart(said.text, name) for entry, name in entries for said in entry):
        return True
    return told_apart_in(one, key, index) is not None


def _saying(one: Fact, span: Span, text: str) -> Fact:
    plain = text.rstrip(" .;:,")
    return replace(one, span=span, text=f"{one.thing}: {text}", because=f"Of “{one.thing}” the guide says: “{plain}”")


def _sets_apart(text: str, key: str) -> bool:
    return bool(_names(text, key)) and bool(_APART.search(text)) and _quotable(text)


def _goes_on(text: str, key: str) -> bool:
    """Whether a sentence says more of the thing before it."""
    return not _ASIDE.match(text) and not _ADVICE.match(text) and not _names(text, key)


def _quotable(text: str) -> bool:
    whole = text.endswith(".") and balanced(text) and not _MARKS.search(text)
    return whole and LEAST_WORDS <= len(text.split()) <= MOST_WORDS


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?:s|es)?(?![\w-])", text, re.IGNORECASE) is not None


@lru_cache(maxsize=2)
def said_in(index: Index) -> dict[str, tuple[Said, ...]]:
    """The sentences of each document, in order.

    Args:
        index: Of the guide.
    """
    found = {}
    for row in index.documents():
        text, sections = index.stored_text(row.document), index.sections(row.id)
        units = index.units(row.id)
        made = []
        for one in index.sentences(row.id):
            span = Span(row.document, one.span.start, one.span.end)
            unit = units.get(one.span.unit)
            path = sections[unit.section].path if unit else ()
            said = " ".join(text[span.start : span.end].split())
            made.append(Said(span, said, one.span.unit, path[-1] if path else ""))
        found[row.document] = tuple(made)
    return found


def _entry(one: Fact, index: Index) -> tuple[Said, ...]:
    """The sentences under a heading that names a thing, else those of the list item or paragraph that a fact is from."""
    said = said_in(index).get(one.span.document, ())
    at = next((n for n, each in enumerate(said) if each.span.end > one.span.start), -1)
    if at < 0:
        return ()
    headed = said[at].heading.casefold() == one.thing.casefold()

    def same(other: Said) -> bool:
        return other.heading == said[at].heading if headed else other.unit == said[at].unit

    first = at
    while first > 0 and at - first < MOST_OF_ENTRY and same(said[first - 1]):
        first -= 1
    last = at
    while last + 1 < len(said) and last - first < MOST_OF_ENTRY and same(said[last + 1]):
        last += 1
    return said[first : last + 1]


@lru_cache(maxsize=4096)
def _naming(name: str, index: Index) -> frozenset[Said]:
    low = name.casefold()
    return frozenset(
        said
        for sentences in said_in(index).values()
        for said in sentences
        if low in said.text.casefold() and _names(said.text, name)
    )
