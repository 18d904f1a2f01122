"""Questions whose options are what the guide says: of one case or one thing, and beside it of others."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import HOW_KINDS, TOOLS
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, fitting_stem
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.mining_traits import in_number, lowered
from studyground.assistant.practice.writing.options import overlapping
from studyground.assistant.practice.writing.phrasing import absolute, alike, capital, plural, sentence, usable
from studyground.assistant.practice.writing.stems import Line, Request, Stem, subject_of_work
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FORMS = ("outcome", "reason", "trait", "meaning")
OF_THINGS = ("trait", "meaning")
SAME_SAYING = 0.7  # cosine above which two statements may come to the same
# A cosine, and a share of the shorter one's words, that together leave room for doubt: of cases, and of things, where nothing in
# the stem decides but the name.
NEARLY_SAME, NEARLY_SAME_THINGS = (0.55, 0.34), (0.45, 0.15)
SAME_SUBJECT = 0.72  # cosine above which two cases, or two subjects, may be one
SAME_WORDS = 0.5  # share of the shorter one's words
# Sum of both cosines below which two are no match: under neighbouring headings, in one document, in different ones.
AKIN_BESIDE, AKIN, AKIN_ELSEWHERE = 0.3, 0.38, 0.45
CHAPTER = 2  # headings, a title and a chapter among them, below which neighbours belong together
AKIN_THINGS = 0.42  # cosine of two things below which nobody takes one for the other, unless they are taught together
KEPT = 12
LOOKED_AT = 60  # statements, the most alike, besides those of the same heading
DEEPEST = 4
MOST_LENGTH = 2.2
LEAST_MEANING, MOST_MEANING = 5, 22  # words
_MEANING = re.compile(
    r"(?:an?|the) (?!(?:\w+ )?(?:variant|variation|version|example|one|way|kind|type|special case)\b)"
)
_POINTS = re.compile(r"(?:it|they|its|their)\b", re.IGNORECASE)


def rank_sayings(facts: Sequence[Fact], index: Index) -> dict[str, tuple[str, ...]]:
    """For each statement the ids of others of its form that a learner could take for it; the nearest first.

    Args:
        facts: Of the forms `FORMS`.
        index: Its encoder measures nearness.
    """
    ranked: dict[str, tuple[str, ...]] = {}
    for form in FORMS:
        own = [fact for fact in facts if fact.form == form]
        if own:
            ranked |= _ranked(own, index)
    return ranked


def _ranked(facts: Sequence[Fact], index: Index) -> dict[str, tuple[str, ...]]:
    said = index.encoder.encode([_said(fact) for fact in facts])
    about = index.encoder.encode([_about(fact) for fact in facts])
    alike_said, alike_about = said @ said.T, about @ about.T
    stems = [frozenset(terms(_said(fact))) for fact in facts]
    subjects = [frozenset(terms(_about(fact))) for fact in facts]
    found: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(facts):
        scored: list[tuple[float, str]] = []
        near_by = set(np.argsort(-(alike_said[at] + alike_about[at]), kind="stable")[:LOOKED_AT].tolist())
        for other, one in enumerate(facts):
            here = one.span.document == fact.span.document
            if other == at or one.span == fact.span or not (other in near_by or (here and one.section == fact.section)):
                continue
            shared = len(stems[at] & stems[other]) / max(1, min(len(stems[at]), len(stems[other])))
            cosine, share = NEARLY_SAME_THINGS if fact.form in OF_THINGS else NEARLY_SAME
            same = alike_said[at, other] >= SAME_SAYING or (alike_said[at, other] >= cosine and shared >= share)
            same = same or alike_about[at, other] >= SAME_SUBJECT or shared >= SAME_WORDS
            if same or (fact.form in OF_THINGS and (overlapping(fact.thing, one.thing) or subjects[at] & stems[other])):
                continue
            if fact.form == "outcome" and _POINTS.match(one.thing) and not _POINTS.match(fact.thing):
                continue  # "it" would be nothing that the stem names
            both = float(alike_said[at, other] + alike_about[at, other])
            together = here and (_taught_together(fact.section, one.section, both) or _of_a_kind(fact, one))
            if not together and (both < (AKIN if here else AKIN_ELSEWHERE)):
                continue
            if not together and fact.form == "meaning":
                continue
            if not together and fact.form in OF_THINGS and alike_about[at, other] < AKIN_THINGS:
                continue
            near = sum(1 for a, b in zip(fact.section[1:], one.section[1:], strict=False) if a == b) if here else -1
            scored.append((-both - 0.25 * min(near, DEEPEST), one.id))
        scored.sort()
        found[fact.id] = tuple(name for _, name in scored[:KEPT])
    return found


def _taught_together(one: tuple[str, ...], other: tuple[str, ...], alike_both: float) -> bool:
    """Whether two statements stand under one heading, or under neighbouring ones of a chapter and speak of like matters."""
    if one == other:
        return True
    return len(one) > CHAPTER and one[:-1] == other[:-1] and alike_both >= AKIN_BESIDE


def _of_a_kind(one: Fact, other: Fact) -> bool:
    """Whether the guide calls two things by one noun that says something."""
    return bool(one.kind) and one.form in OF_THINGS and one.kind == other.kind and one.kind not in VAGUE_KINDS


def _said(fact: Fact) -> str:
    return fact.need if fact.form in OF_THINGS else fact.thing


def _about(fact: Fact) -> str:
    return fact.thing if fact.form in OF_THINGS else fact.need


def meanings(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """What the guide says that things are, to be asked for by their names."""
    return tuple(
        replace(fact, id=hashlib.sha256(f"meaning|{fact.id}".encode()).hexdigest()[:12], form="meaning")
        for fact in facts
        if fact.form == "definition"
        and _MEANING.match(fact.need)
        and "(" not in fact.need
        and usable(fact.need, LEAST_MEANING, MOST_MEANING)
    )


def askable_saying(fact: Fact) -> bool:
    """Whether a statement can be asked for: what somebody says of it must not give it away by an absolute or a vague word."""
    return fact.priority > 0 and not absolute(_said(fact)) and not (fact.form not in OF_THINGS and absolute(fact.need))


def sayings(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts whose options are what the guide says of one case or thing and of those beside it.

    Args:
        fact: What is asked, of one of the forms `FORMS`.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    for chosen in _chosen(fact, desk, longer, count):
        texts = [_option(one, fact) for one in (fact, *chosen)]
        stem = _stem(fact, desk, texts)
        if stem is None:
            continue
        yield Draft(
            facts=(fact.id, *_of_one_span(fact, desk)), things=(fact.thing,), stem=stem,
            options=tuple(
                Drafted(text, one is fact, reason(one, fact, desk), (one.span,))
                for text, one in zip(texts, (fact, *chosen), strict=True)
            ),
            spans=(fact.span,), difficulty="foundation" if fact.form in OF_THINGS else "application", style=fact.form,
        )  # fmt: skip


def _stem(fact: Fact, desk: Desk, texts: Sequence[str]) -> Stem | None:
    """The stem under the innermost heading that says what the work is on and gives nothing away."""
    topics = [
        topic
        for depth in range(len(fact.section), 0, -1)
        if (topic := subject_of_work(fact.section[depth - 1 : depth], _about(fact), desk.casing.inside))
    ]
    # Without a subject nobody could say the condition of what, or which loop, is meant.
    unclear = fact.form not in OF_THINGS and (re.search(r"\bthe\b", _about(fact)) or fact.thing.startswith("the "))
    bare = [] if unclear else [""]
    for topic in (*topics[:2], *bare):
        opening, ask = _asking(fact, desk, bare=not topic)
        request = Request(
            about=(f"{fact.need} {fact.thing}", fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section)),
            technical=fact.span.document in desk.technical, code=fact.span.document in desk.programming,
            topic=topic, lines=(), opening=opening, ask=ask, kind="option",
        )  # fmt: skip
        stem = fitting_stem(request, desk, texts)
        if stem is not None:
            return stem
    return None


def _asking(fact: Fact, desk: Desk, bare: bool) -> tuple[str, Line]:
    """The first sentence of a stem, and the question; `bare` where no heading says what the work is on."""
    if fact.form == "outcome":
        return frames.IN_A_CASE[bare], Line("ask outcome", frames.ASK_OUTCOME[bare], fact.need)
    if fact.form == "reason":
        return frames.FINDS[bare], Line("ask reason", frames.ASK_REASON, fact.need)
    many, name = _many(fact.thing), shown(fact, desk)
    if fact.form == "meaning":
        return frames.COLLEAGUE_ASKS[bare], Line("ask answer", frames.ASK_ANSWER, f"{name} {'are' if many else 'is'}")
    if _to_choose(fact, desk):
        return frames.CONSIDERS[bare], Line("ask effect", frames.ASK_EFFECTS if many else frames.ASK_EFFECT, name)
    return frames.COLLEAGUE_ASKS[bare], Line("ask answer", frames.ASK_ANSWER, f"{name} {'do' if many else 'does'}")


def _to_choose(fact: Fact, desk: Desk) -> bool:
    """Whether a thing is something that one may use or leave, and not a notion or a part of another thing."""
    thing = desk.mined.thing(fact.thing)
    kind = thing.kind if thing else ""
    last = fact.thing.split()[-1].lower()
    return (
        kind in TOOLS | HOW_KINDS or last.rstrip("s") in TOOLS | HOW_KINDS or bool(re.search(r"[a-z][A-Z]", fact.thing))
    )


def shown(fact: Fact, desk: Desk) -> str:
    """The subject of a trait as it stands in a sentence, with the article that the guide gives it."""
    if fact.form == "meaning":
        return desk.casing.named(fact.thing, fact.kind)
    name = desk.casing.inside(fact.thing)
    return f"{fact.situation} {name}" if fact.situation else name


def _of_one_span(fact: Fact, desk: Desk) -> tuple[str, ...]:
    """Other facts of the same sentence: asked once is enough."""
    return tuple(
        one.id
        for one in desk.mined.facts
        if one.span.document == fact.span.document and one.span.start < fact.span.end and fact.span.start < one.span.end
        and set(terms(one.thing)) & set(terms(_about(fact)))
    )  # fmt: skip


def _chosen(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options: from the same heading first; from further away only once the guide runs dry."""
    offers: list[Fact] = []
    key = _option(fact, fact)
    for name in desk.mined.other_actions.get(fact.id, ()):
        other = desk.facts[name]
        text = _option(other, fact)
        near = other.section == fact.section or (other.section[:-1] == fact.section[:-1] and len(fact.section) > 1)
        if (
            not text
            or (desk.mined.strict and not near)
            or not alike((key, text), MOST_LENGTH)
            or not askable_saying(other)
        ):
            continue
        if not shapes_of(text) & shapes_of(key) or any(_same(other, one) for one in offers):
            continue
        if fact.form in OF_THINGS and (
            _one_of(fact.thing, other.thing, desk) or _one_of(other.thing, fact.thing, desk)
        ):
            continue  # what is said of all of a sort is true of each
        offers.append(other)
    wide = offers[: count + 3]
    desk.spread.random.shuffle(wide)
    echo = set(terms(key)) & set(terms(f"{_about(fact)} {' '.join(fact.section)}"))
    taken_up = sorted(offers, key=lambda one: -len(echo & set(terms(_option(one, fact)))))
    larger = [one for one in offers if len(_option(one, fact)) > len(key)]
    for order in (wide, offers, taken_up):
        first = [one for one in order if one in larger][:1] if longer else []
        found = _even(key, [*first, *order], fact, count)
        if len(found) == count:
            yield found


def _one_of(one: str, sort: str, desk: Desk) -> bool:
    """Whether the guide names a thing among those of a sort: "reduction methods such as PCA"."""
    single, general = re.escape(one.casefold()), re.escape(sort.casefold())
    named = rf"\b{general}\b[^.]{{0,60}}\b(?:such as|like|including|include|for example|for instance)\b[^.]{{0,120}}\b{single}\b"
    return bool(re.search(named, desk.casing.running))


def _even(key: str, offers: Sequence[Fact], fact: Fact, count: int) -> list[Fact]:
    """The first of some wrong options that are of one grammar and of like length, all of them together."""
    chosen: list[Fact] = []
    texts = [key]
    for one in offers:
        both = [*texts, _option(one, fact)]
        if one not in chosen and alike(both, MOST_LENGTH) and frozenset.intersection(*map(shapes_of, both)):
            chosen.append(one)
            texts = both
        if len(chosen) == count:
            break
    return chosen


def _same(one: Fact, other: Fact) -> bool:
    mine, theirs = set(terms(_said(one))), set(terms(_said(other)))
    if one.form in OF_THINGS and overlapping(one.thing, other.thing):
        return True
    return len(mine & theirs) >= SAME_WORDS * min(len(mine), len(theirs))


def _option(one: Fact, asked: Fact) -> str:
    """A statement as an option: a whole sentence, of one thing or of several as what is asked; "" where it cannot be."""
    if one.form == "meaning":
        return capital(one.need)
    if one.form != "trait":
        return sentence(one.thing)
    many = _many(asked.thing)
    said = in_number(one.need, _many(one.thing), many)
    return sentence(f"{'They' if many else 'It'} {said}") if said else ""


def _many(name: str) -> bool:
    return plural(lowered(name)) or " and " in name


def reason(one: Fact, asked: Fact, desk: Desk) -> str:
    """Why an option is right or wrong: what the guide says of which case or thing."""
    link = "if {0.need}, {0.thing}" if asked.form == "outcome" else "{0.need}, because {0.thing}"
    if asked.form not in OF_THINGS:
        told = sentence(link.format(asked))
        if one is asked:
            because = f" {sentence(f'That is because {asked.because}')}" if usable(asked.because, 3, 25) else ""
            return f"The guide says so: {told}{because}"
        other = sentence(link.format(one)) if one.priority > 0 else f"“{one.text}”"
        what = "of another case" if asked.form == "outcome" else "as the reason of something else"
        return f"The guide says this {what}: {other} Of the case asked about it says: {told}"
    name, own = shown(one, desk), shown(asked, desk)
    if asked.form == "meaning":
        said = sentence(f"The guide describes {name} as {one.need}")
        return said if one is asked else f"{said} {sentence(f'It describes {own} as {asked.need}')}"
    said = sentence(f"{capital(name)} {one.need}")
    if one is asked:
        return f"The guide says so: {said}"
    return f"That is what the guide says of {name}: {said} Of {own} it says: {sentence(f'{capital(own)} {asked.need}')}"
