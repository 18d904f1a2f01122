"""Questions that ask what to do in a case: the options are instructions of the guide, each given for another case."""

import re
from collections.abc import Iterator

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import MORE
from studyground.assistant.practice.writing.desk import Desk, Draft, fitting_stem, with_reasons
from studyground.assistant.practice.writing.entry_drafts import askable_entry
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.lines import lines_of
from studyground.assistant.practice.writing.meanings import askable_meaning
from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.phrasing import absolute, alike, usable, words
from studyground.assistant.practice.writing.stems import Line, Request
from studyground.assistant.practice.writing.vocabulary import kindred
from studyground.ingest.terms import terms

STYLE = "advice"
LEAST_TERMS = 2
NEAREST = 7  # instructions of other headings that stand beside one once a guide runs dry
LEAST_WORDS = 3  # of a case that says enough to decide by
APART = 0.4  # kinds less alike than this are no match for each other
_SAME = re.compile(r"\bthe same\b")  # points at nothing outside a case that says of two things that they are one


def advised(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that give a case and ask what to do.

    Args:
        fact: An instruction with its case.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    choices = None if _unknown(fact, desk) else _choices(fact, desk, longer, count)
    if choices is None:
        return
    request = Request(
        about=(f"{fact.need} {fact.thing}", fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section)),
        technical=fact.span.document in desk.technical, code=fact.span.document in desk.programming,
        topic=desk.matter(fact, [choice.fact for choice in choices if choice.fact and not choice.correct]),
        lines=lines_of(fact), ask=Line("ask do", frames.ASK_DO), kind="option",
    )  # fmt: skip
    stem = fitting_stem(request, desk, [choice.text for choice in choices])
    if stem is None:
        return
    options = with_reasons(choices, fact, desk)
    yield Draft(
        facts=(fact.id,), things=(fact.thing,), stem=stem, options=options, spans=(fact.span,),
        difficulty="application", style=STYLE,
    )  # fmt: skip


def askable_advice(fact: Fact) -> bool:
    """Whether an instruction's case, or another statement that stands by itself, says enough to ask by it."""
    if fact.form == "entry":
        return askable_entry(fact)
    if fact.form == "meaning":
        return askable_meaning(fact)
    if fact.form in ("labelled", "figure", "called", "credited", "defined", "deed"):
        return bool(fact.need)
    if fact.form == "distinction":
        return bool(fact.contrasts)
    if fact.form in ("told", "listed", "solved", "dated", "step"):
        return fact.form != "listed"
    need = re.sub(r"\btheir\b", "the", fact.need) if fact.form == "rule" else fact.need
    return bool(need) and (
        not need.startswith("there is no ")  # only excludes something, and much else is left
        and not MORE.match(need)
        and words(need) >= LEAST_WORDS
        and len(set(terms(need))) >= LEAST_TERMS
        and usable(_SAME.sub("one", need), LEAST_WORDS)
        and not (fact.form == "action" and absolute(need))
        and not absolute(fact.thing)
    )


def _choices(fact: Fact, desk: Desk, longer: bool, count: int) -> list[Choice] | None:
    """The key beside instructions that the guide gives near by for other cases; None where it gives too few."""
    offers: list[Fact] = []
    for other in _offers(fact, desk):
        if _does_too(other, fact):
            continue
        if any(_same_act(other, one) for one in (fact, *offers)) or not alike((fact.thing, other.thing), 2.3):
            continue
        offers.append(other)
    wide = list(offers[: count + 2])
    desk.spread.random.shuffle(wide)
    for chosen in (wide[:count], offers[:count]):
        if longer and chosen and not any(len(one.thing) > len(fact.thing) for one in chosen):
            chosen = [*chosen[:-1], *[one for one in offers if len(one.thing) > len(fact.thing)][:1]]
        made = [Choice(one.thing, one is fact, one.thing, one) for one in (fact, *chosen)]
        if len(chosen) == count and fitting(made):
            return made
    return None


def _offers(fact: Fact, desk: Desk) -> list[Fact]:
    """Instructions for other cases that are a match for one: of things of one sort, under the same heading if possible."""
    kind = _kind(fact, desk)
    found = []
    for at, name in enumerate(desk.mined.other_actions.get(fact.id, ())):
        other = desk.facts[name]
        own = _kind(other, desk)
        alike_kinds = kindred(kind, own) > APART if kind else not own
        if _unknown(other, desk):
            continue
        if (
            not desk.mined.strict
            and at < NEAREST
            and other.span.document == fact.span.document
            and (alike_kinds or not own)
        ):
            found.append(other)
            continue
        if other.span.document == fact.span.document and other.section == fact.section and (alike_kinds or not kind):
            found.append(other)
    return found


def _unknown(fact: Fact, desk: Desk) -> bool:
    """Whether an instruction names an everyday word as if all knew what it stands for ("Use Keep")."""
    words_of_act = fact.thing.split()
    everyday = len(words_of_act) == LEAST_TERMS and desk.index.encoder.is_word(words_of_act[1].lower())
    return everyday and desk.mined.thing(words_of_act[1]) is None


def _kind(fact: Fact, desk: Desk) -> str:
    """The kind of the thing that an instruction names, "" where none is known."""
    name = re.sub(r"^\w+ (?:an? |the )?", "", fact.thing)
    thing = desk.mined.thing(name)
    return thing.kind if thing else ""


def _does_too(other: Fact, fact: Fact) -> bool:
    """Whether an instruction for another case could be defended in this one: its case is a part of this case."""
    mine, theirs = set(terms(fact.need)), set(terms(other.need))
    return bool(theirs) and len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _same_act(one: Fact, other: Fact) -> bool:
    """Whether two instructions come to the same: the words of one are nearly all in the other."""
    mine, theirs = set(terms(one.thing)), set(terms(other.thing))
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))
