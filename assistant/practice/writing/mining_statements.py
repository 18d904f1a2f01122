"""Plain statements of running text, and what they become when one deciding thing in them is changed."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.amounts import Amount, amounts_in
from studyground.assistant.practice.writing.fact import Fact, Form, Span
from studyground.assistant.practice.writing.mining_source import Line, Source
from studyground.assistant.practice.writing.statement_alone import alone
from studyground.assistant.practice.writing.statement_alterations import alterations
from studyground.assistant.practice.writing.statement_forms import statements_of, tells
from studyground.assistant.practice.writing.statement_names import Subjects
from studyground.assistant.practice.writing.statement_swaps import Alteration
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FORM: Form = "stated"
LEAST_WEIGHT = 0.5
WORTH, WORTH_DECIDING = 0.35, 0.6
SAME = 0.6  # share of what a changed statement says that another sentence says which has what it was changed into
PAST = 0.25  # share of a document's sentences that tell what was, from which it is about the past
FAR = 90  # sentences away, no further, stands what goes with a statement
_NO_SUBJECT = re.compile(
    r"\b(?:exams?|certification|fees?|prices?|pricing|costs?|contacts?|comments?|about (?:me|us|the)|cheat sheet)\b",
    re.I,
)
_DECIDES = re.compile(
    r"\d|\b(?:if|when|unless|until|because|so that|since|whereas|but|not|no|must|may|cannot|only|before|after|at least|at most|"
    r"more than|less than|up to|need|without|than)\b|n[’']t\b"
)


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    line: Line
    at: int
    ways: tuple[Alteration, ...]


def statements_from(read: Source, index: Index) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Statements of a guide, and for each the ids of what stands beside it: others under its heading, and false ones.

    A false one has no `need`; its `situation` says in which way it was made, its `because` what was changed into what, and its
    `text` is the sentence that it contradicts.

    Args:
        read: The guide taken apart.
        index: Of the guide.
    """
    said = _said(read, index.encoder.is_word)
    own = [frozenset((*terms(line.text), *line.text.casefold().split())) for line in read.lines]
    facts: dict[str, Fact] = {}
    false: dict[int, list[str]] = defaultdict(list)
    keys: list[tuple[_Said, Fact]] = []
    for one in said:
        key = _fact(one, one.text, one.text)
        if key.id in facts:
            continue
        facts[key.id] = key
        keys.append((one, key))
        for way in one.ways:
            if not _said_elsewhere(one, way, read.lines, own):
                made = _fact(one, way.text, "", way)
                facts[made.id] = made
                false[one.at].append(made.id)
    beside: dict[str, tuple[str, ...]] = {}
    for one, key in keys:
        near = sorted(
            (other for other, _ in keys if _near(one, other)),
            key=lambda other: abs(other.at - one.at),
        )
        ids = {other.at: fact.id for other, fact in keys}
        beside[key.id] = tuple(dict.fromkeys(name for other in near for name in (*false[other.at], ids[other.at])))
    return tuple(facts.values()), beside


def _said(read: Source, ordinary: Callable[[str], bool]) -> list[_Said]:
    """The statements, with the ways in which each can be made false."""
    seen: set[str] = set()
    stated: list[tuple[str, Line, int]] = []
    past = _of_the_past(read.lines)
    for at, line in enumerate(read.lines):
        if line.weight < LEAST_WEIGHT or any(_NO_SUBJECT.search(heading) for heading in line.section[-1:]):
            continue
        for text in statements_of(line.text, past=line.document in past):
            if text.casefold() not in seen and alone(text, line.section, ordinary):
                seen.add(text.casefold())
                stated.append((text, line, at))
    amounts = [tuple(amounts_in(line.text)) for line in read.lines]
    told = ((clause, line) for line in read.lines for clause in line.text.rstrip(".").split("; "))
    subjects = Subjects.of(told, read.lines, ordinary)
    found: list[_Said] = []
    for text, line, at in stated:
        draw = int(hashlib.sha256(text.encode()).hexdigest()[:6], 16)
        ways = [*alterations(text, _lent(at, read.lines, amounts), draw)]
        named = subjects.put_on_another(text, line)
        if named and _siblings(named.was, named.now):
            ways.append(named)
        found.append(_Said(text, line, at, tuple(ways)))
    return found


def _siblings(one: str, other: str) -> bool:
    """Whether two names are of one make and differ in one word: "Topsoil compaction", "Subsoil compaction"."""
    mine, theirs = re.split(r"[ -]", one.casefold()), re.split(r"[ -]", other.casefold())
    return len(mine) == len(theirs) > 1 and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1


def _of_the_past(lines: Sequence[Line]) -> frozenset[str]:
    """The documents that tell of the past."""
    every, told = Counter(line.document for line in lines), Counter(line.document for line in lines if tells(line.text))
    return frozenset(name for name, number in told.items() if number >= PAST * every[name])


def _lent(at: int, lines: Sequence[Line], amounts: Sequence[tuple[Amount, ...]]) -> list[Amount]:
    """The figures of a statement's section, for other things."""
    return [
        amount
        for other in range(max(0, at - FAR), min(len(lines), at + FAR))
        if other != at and (lines[other].document, lines[other].section) == (lines[at].document, lines[at].section)
        for amount in amounts[other]
    ]


def _near(one: _Said, other: _Said) -> bool:
    """Whether a statement can stand beside another: under the same heading."""
    return other.at != one.at and (one.line.document, one.line.section) == (other.line.document, other.line.section)


def _said_elsewhere(one: _Said, way: Alteration, lines: Sequence[Line], own: Sequence[frozenset[str]]) -> bool:
    """Whether another sentence of the guide has most of a changed statement, with what it was changed into."""
    asked = set(terms(way.text)) - set(terms(way.now))
    now = [word.strip(".,;") for word in way.now.casefold().split() if len(word) > 1 or word.isdigit()]
    for at, words in enumerate(own):
        if at == one.at or lines[at].text == one.line.text or not all(word in words for word in now):
            continue
        if len(asked & words) >= SAME * max(1, len(asked)):
            return True
    return False


def _fact(one: _Said, text: str, need: str, way: Alteration | None = None) -> Fact:
    line = one.line
    key = f"{FORM}|{text}|{line.document}|{line.start}|{way.way if way else ''}"
    worth = WORTH_DECIDING if _DECIDES.search(one.text) else WORTH
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=text, kind="", form=FORM, need=need, need_shape="clause",
        situation=way.way if way else "", span=Span(line.document, line.start, line.end), section=line.section,
        named_by="span", because=f"{way.was} → {way.now}" if way else "", text=line.text,
        priority=round(worth * max(line.weight, 0.5), 3),
    )  # fmt: skip
