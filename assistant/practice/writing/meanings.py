"""What is meant by a thing: asked for by its name, beside what the guide says that the things taught with it are."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, fitting_stem
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaking import telltale
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.options import overlapping
from studyground.assistant.practice.writing.phrasing import absolute, alike, capital, sentence, usable
from studyground.assistant.practice.writing.stems import Line, Request
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FORM, ASK = "meaning", "ask meaning"
SAME_SAYING = 0.7  # cosine above which two definitions may come to the same
NEARLY_SAME, SHARED = 0.45, 0.15  # a cosine, and a share of the shorter one's words, that together leave room for doubt
SAME_SUBJECT = 0.72  # cosine above which two names may stand for one thing
SAME_WORDS = 0.5  # share of the shorter one's words
AKIN_BESIDE = 0.3  # sum of both cosines below which two under neighbouring headings are no match
AKIN_ANYWHERE = 0.5  # the same of two that stand anywhere in one document
CHAPTER = 2  # headings, a title and a chapter among them, below which neighbours belong together
KEPT = 12
DEEPEST = 4
MOST_LENGTH = 2.2
LEAST_WORDS, MOST_WORDS = 5, 22
_PART = re.compile(r"\bof (?:the|an?|its|this) ")  # "rest of the path" is a piece of a sentence and no term
_WHOLE = re.compile(r"(?:an?|the) (?!(?:\w+ )?(?:variant|variation|version|example|one|way|kind|type|special case)\b)")


def meanings(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """What the guide says that things are, to be asked for by their names."""
    return tuple(
        replace(fact, id=hashlib.sha256(f"meaning|{fact.id}".encode()).hexdigest()[:12], form="meaning")
        for fact in facts
        if fact.form == "definition"
        and _WHOLE.match(fact.need)
        and "(" not in fact.need
        and usable(fact.need, LEAST_WORDS, MOST_WORDS)
        and not _PART.search(fact.thing)
        and not _otherwise_written(fact)
    )


def _otherwise_written(fact: Fact) -> bool:
    """Whether the passage has a name only with other capitals inside: "HEAD" may be another thing than the "head" it defines."""
    name, text = fact.thing, fact.text
    if name in text or fact.named_by != "span":
        return False
    written = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return written is not None and [word[1:] for word in written[0].split()] != [word[1:] for word in name.split()]


def rank_meanings(facts: Sequence[Fact], index: Index) -> dict[str, tuple[str, ...]]:
    """For each definition the ids of others, of things taught with it, that a learner could take for it; the nearest first.

    Args:
        facts: Of the form "meaning".
        index: Its encoder measures nearness.
    """
    if not facts:
        return {}
    said = index.encoder.encode([fact.need for fact in facts])
    names = index.encoder.encode([fact.thing for fact in facts])
    alike_said, alike_names = said @ said.T, names @ names.T
    stems = [frozenset(terms(fact.need)) for fact in facts]
    found: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(facts):
        scored: list[tuple[float, str]] = []
        for other, one in enumerate(facts):
            if other == at or one.span == fact.span or one.span.document != fact.span.document:
                continue
            shared = len(stems[at] & stems[other]) / max(1, min(len(stems[at]), len(stems[other])))
            same = alike_said[at, other] >= SAME_SAYING or (alike_said[at, other] >= NEARLY_SAME and shared >= SHARED)
            same = same or alike_names[at, other] >= SAME_SUBJECT or shared >= SAME_WORDS
            if same or overlapping(fact.thing, one.thing) or set(terms(fact.thing)) & stems[other]:
                continue
            both = float(alike_said[at, other] + alike_names[at, other])
            if not (
                _taught_together(fact.section, one.section, both) or _of_a_kind(fact, one) or both >= AKIN_ANYWHERE
            ):
                continue
            near = sum(1 for a, b in zip(fact.section[1:], one.section[1:], strict=False) if a == b)
            scored.append((-both - 0.25 * min(near, DEEPEST), one.id))
        scored.sort()
        found[fact.id] = tuple(name for _, name in scored[:KEPT])
    return found


def _taught_together(one: tuple[str, ...], other: tuple[str, ...], alike_both: float) -> bool:
    """Whether two definitions stand under one heading, or under neighbouring ones of a chapter and are of like matters."""
    if one == other:
        return True
    return len(one) > CHAPTER and one[:-1] == other[:-1] and alike_both >= AKIN_BESIDE


def _of_a_kind(one: Fact, other: Fact) -> bool:
    """Whether the guide calls two things by one noun that says something."""
    return bool(one.kind) and one.kind == other.kind and one.kind not in VAGUE_KINDS


def askable_meaning(fact: Fact) -> bool:
    """Whether a definition can be asked for: an absolute or a vague word must not give it away."""
    return fact.priority > 0 and not absolute(fact.need)


def meaning_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts whose options are what the guide says that a thing and those beside it are.

    Args:
        fact: What is asked, of the form "meaning".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    name = desk.casing.inside(fact.thing)
    request = Request(
        about=(f"{fact.need} {fact.thing}", fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section)),
        technical=fact.span.document in desk.technical, code=fact.span.document in desk.programming,
        topic="", lines=(), ask=Line("ask meaning", desk.spread.pick(frames.ASK_MEANINGS, ASK), name), kind="option",
    )  # fmt: skip
    for chosen in _chosen(fact, desk, longer, count):
        texts = [capital(one.need) for one in (fact, *chosen)]
        stem = None if telltale(name, texts) else fitting_stem(request, desk, texts)
        if stem is None:
            continue
        yield Draft(
            facts=(fact.id, *_of_one_span(fact, desk)), things=(fact.thing,),
            stem=marked(replace(stem, used=(*stem.used, (ASK, request.ask.frame))), chosen),
            options=tuple(
                Drafted(text, one is fact, reason(one, fact, desk), (one.span,))
                for text, one in zip(texts, (fact, *chosen), strict=True)
            ),
            spans=(fact.span,), difficulty="foundation", style=FORM,
        )  # fmt: skip


def _of_one_span(fact: Fact, desk: Desk) -> tuple[str, ...]:
    """Other facts of the same thing in the same sentence: asked once is enough."""
    return tuple(
        one.id
        for one in desk.mined.facts
        if one.span.document == fact.span.document and one.span.start < fact.span.end and fact.span.start < one.span.end
        and set(terms(one.thing)) & set(terms(fact.thing))
    )  # fmt: skip


def _chosen(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options: from the same heading first; from further away only once the guide runs dry."""
    offers: list[Fact] = []
    for other in (desk.facts[name] for name in desk.mined.other_actions.get(fact.id, ())):
        near = other.section == fact.section or (other.section[:-1] == fact.section[:-1] and len(fact.section) > 1)
        if (
            (desk.mined.strict and not near)
            or not alike((fact.need, other.need), MOST_LENGTH)
            or not askable_meaning(other)
            or not shapes_of(other.need) & shapes_of(fact.need)
            or any(_same(other, one) for one in offers)
        ):
            continue
        if _one_of(fact.thing, other.thing, desk) or _one_of(other.thing, fact.thing, desk):
            continue  # what is said of all of a sort is true of each
        offers.append(other)
    wide = least_used(offers[: count + 3], desk)
    larger = [one for one in offers if len(one.need) > len(fact.need)]
    for order in (wide, offers):
        first = [one for one in order if one in larger][:1] if longer else []
        found = _even(fact, [*first, *order], count)
        if len(found) == count:
            yield found


def _one_of(one: str, sort: str, desk: Desk) -> bool:
    """Whether the guide names a thing among those of a sort: "reduction methods such as PCA"."""
    single, general = re.escape(one.casefold()), re.escape(sort.casefold())
    named = rf"\b{general}\b[^.]{{0,60}}\b(?:such as|like|including|include|for example|for instance)\b[^.]{{0,120}}\b{single}\b"
    return bool(re.search(named, desk.casing.running))


def _even(fact: Fact, offers: Sequence[Fact], count: int) -> list[Fact]:
    """The first of some wrong options that are of one grammar and of like length, all of them together."""
    chosen: list[Fact] = []
    texts = [fact.need]
    for one in offers:
        both = [*texts, one.need]
        if one not in chosen and alike(both, MOST_LENGTH) and frozenset.intersection(*map(shapes_of, both)):
            chosen.append(one)
            texts = both
        if len(chosen) == count:
            break
    return chosen


def _same(one: Fact, other: Fact) -> bool:
    mine, theirs = set(terms(one.need)), set(terms(other.need))
    return overlapping(one.thing, other.thing) or len(mine & theirs) >= SAME_WORDS * min(len(mine), len(theirs))


def reason(one: Fact, asked: Fact, desk: Desk) -> str:
    """Why an option is right or wrong: which thing the guide describes so."""
    said = sentence(f"The guide describes {desk.casing.named(one.thing, one.kind)} as {one.need}")
    if one is asked:
        return said
    own, other = (desk.casing.named(fact.thing, fact.kind) for fact in (one, asked))
    return f"{capital(one.need.rstrip(' .'))} is how the guide describes {own}, not {other}."
