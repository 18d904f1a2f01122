"""Questions from entries of reference lists: which of them does what somebody needs, and what one that is met with is for."""

import re
from collections.abc import Callable, Iterator, Sequence

from studyground.assistant.practice.writing.asking import EXAMPLE_VALUE
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaking import SHARED_BY, echoed, telltale
from studyground.assistant.practice.writing.noun_behind import is_called, noun_behind
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.options import Choice, fitting, overlapping
from studyground.assistant.practice.writing.owners import is_flag, of_one_owner, owner_of, says_little
from studyground.assistant.practice.writing.phrasing import (
    absolute,
    alike,
    capital,
    plural,
    sentence,
    with_article,
    words,
)
from studyground.assistant.practice.writing.scenes import CODE, TECHNICAL, scene_for
from studyground.assistant.practice.writing.stems import Stem, subject_of_work

FORM = "entry"
NEAREST = 4  # siblings from which the wrong options are drawn
LEAST_STATEMENT, MOST_STATEMENT = 5, 20  # words of an option that says what something is for
TRIES = 4
_OFFERS = frozenset("provide supply offer expose contain allow let enable".split())
_MANUAL = re.compile(r"^([A-Za-z][\w.+-]*)\([18][a-z]*\)")
_AT_WORK = (
    "{Arole} is working with {host} and has to {need}.",
    "While working with {host}, {arole} has to {need}.",
    "{Arole} who works with {host} wants to {need}.",
)
_AT_WORK_BARE = (
    "{Arole} has to {need}.",
    "{Arole} has been asked to {need}.",
    "In a project, {arole} needs to {need}.",
)
_ASK_NAME = (
    "Which {kind} should the {role} use?",
    "Which {kind} is meant for this?",
    "Which {kind} does the {role} need?",
)
_MET_FLAG = (
    "{Arole} reads a script that runs {host} with {name}.",
    "A script that {arole} has taken over calls {host} with {name}.",
)
_MET = (
    "{Arole} comes across the {kind} {name} in the work of a colleague.",
    "{Arole} has taken over a project that uses the {kind} {name}.",
    "A colleague suggests the {kind} {name} to {arole}.",
)
_ASK_MEANING = (
    "What does the {kind} “{name}” mean?",
    "What is meant by the {kind} “{name}”?",
    "Which explanation of the {kind} “{name}” is right?",
    "How is the {kind} “{name}” explained?",
)
_ASK_USE = ("What is this {kind} used for?", "What is this {kind} for?")

# What a name written in small letters is taken for where the guide has no noun for it.
_BY_WRITING = frozenset(("command", "function"))
_WITHOUT_KIND: dict[Sequence[str], Sequence[str]] = {
    _ASK_NAME: (
        "Which of these should the {role} use?",
        "Which of these is meant for this?",
        "Which of these does the {role} need?",
    ),
    _ASK_USE: ("What is it used for?", "What is it for?"),
    _MET: (
        "{Arole} comes across {name} in the work of a colleague.",
        "{Arole} has taken over a project that uses {name}.",
        "A colleague suggests {name} to {arole}.",
    ),
    _ASK_MEANING: ("What does “{name}” mean?", "What is meant by “{name}”?", "How is “{name}” explained?"),
}


def entry_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask for one entry of a reference list, in one direction and then in the other.

    Args:
        fact: The entry.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    if says_little(fact.thing) and not _host(fact, desk):
        return
    ways = [_met_with] if fact.need_shape == "noun" else [_for_a_need, _met_with]
    if desk.spread.random.random() < 1 / 3:
        ways.reverse()
    for way in ways:
        draft = way(fact, desk, longer, count)
        if draft:
            yield draft


def askable_entry(fact: Fact) -> bool:
    """Whether what an entry says may be asked at all."""
    if fact.need.split()[0].endswith("ly") or EXAMPLE_VALUE.search(fact.need):
        return False  # how well it does it is a remark, and no purpose
    return not absolute(fact.need) and not absolute(fact.thing)


def _wanted(fact: Fact) -> bool:
    """Whether a person could have to do what an entry does: what it offers or hands back, only it does."""
    return fact.need.split()[0] not in _OFFERS


def _for_a_need(fact: Fact, desk: Desk, longer: bool, count: int) -> Draft | None:
    """The stem gives what somebody needs, the options are names."""
    offers = [
        other for other in (_siblings(fact, desk) if _wanted(fact) else ())
        if not overlapping(fact.thing, other.thing) and alike((fact.thing, other.thing), 2.3)
    ]  # fmt: skip
    for chosen in _drawn(offers, count, desk, longer, fact.thing, lambda one: one.thing):
        names = [fact.thing, *(one.thing for one in chosen)]
        if telltale(fact.need, [_last(name) for name in names]) or not fitting(
            [Choice(name, not at, name, None) for at, name in enumerate(names)]
        ):
            continue
        stem = _stem(fact, chosen, desk, names, (_AT_WORK, _AT_WORK_BARE), _ASK_NAME)
        if stem:
            return _draft(fact, chosen, desk, stem, names, "entry name")
    return None


def _met_with(fact: Fact, desk: Desk, longer: bool, count: int) -> Draft | None:
    """The stem shows an entry in use, the options say what it and others of its list are for."""
    if not LEAST_STATEMENT <= words(fact.need) <= MOST_STATEMENT or (
        fact.thing.startswith("-") and not _host(fact, desk)
    ):
        return None
    offers = [
        other for other in _siblings(fact, desk)
        if LEAST_STATEMENT <= words(other.need) <= MOST_STATEMENT and alike((fact.need, other.need), 2.0)
    ]  # fmt: skip
    for chosen in _drawn(offers, count, desk, longer, fact.need, lambda one: one.need):
        term = fact.need_shape == "noun"
        texts = [capital(one.need) if term else f"To {one.need}" for one in (fact, *chosen)]
        if any(telltale(_last(fact.thing), [text]) for text in texts):
            continue
        shown = ("",) if term else _MET  # a term is asked for as it is: nobody has to meet it first
        flag = fact.thing.startswith("-")
        stem = _stem(
            fact, chosen, desk, texts, (_MET_FLAG if flag else shown, shown), _ASK_MEANING if term else _ASK_USE
        )
        if stem:
            return _draft(fact, chosen, desk, stem, texts, "entry use")
    return None


def _last(name: str) -> str:
    """A name without what it belongs to ("append()" of "list.append()")."""
    return name.rsplit(".", 1)[-1] if name.endswith("()") else name


def _siblings(fact: Fact, desk: Desk) -> list[Fact]:
    others = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ()) if askable_entry(desk.facts[one])]
    if not is_flag(fact):
        return others
    return [one for one in others if of_one_owner(fact, one, desk.index.encoder.is_word)]


def _drawn(
    offers: Sequence[Fact], count: int, desk: Desk, longer: bool, key: str, text: Callable[[Fact], str]
) -> Iterator[list[Fact]]:
    """Some of the nearest siblings, several times over, one of them longer than the key where that is wanted."""
    near = offers[: max(NEAREST, count)]
    if len({one.thing.casefold() for one in near}) < count:
        return
    for _ in range(TRIES):
        chosen = least_used(near, desk)[:count]
        if longer and not any(len(text(one)) > len(key) for one in chosen):
            long = [one for one in offers if len(text(one)) > len(key) and one not in chosen]
            chosen = [*chosen[:-1], long[0]] if long else chosen
        yield chosen
        near = offers[: len(near) + 1]
        if len({one.thing.casefold() for one in near}) < count:
            return


def _host(fact: Fact, desk: Desk, beside: Sequence[Fact] = ()) -> str:
    """What an entry belongs to: the command of its manual, else what its headings speak of; "" where none is said.

    A heading that fewer than two of the others stand under would rule out the rest.
    """
    manual = _MANUAL.match(desk.titles.get(fact.span.document, ""))
    if manual:
        apart = manual[1].replace("-", " ")
        running = desk.casing.running
        return apart if running.count(apart.casefold()) > running.count(manual[1].casefold()) else manual[1]
    if is_flag(fact) and (owner := owner_of(fact.section, desk.index.encoder.is_word)):
        return owner
    if sum(one.section == fact.section for one in beside) < SHARED_BY:
        return ""
    topic = desk.topic(fact.section, fact.thing) if not fact.thing.startswith("-") else ""
    if " " not in topic and not (topic and plural(topic)):
        work = subject_of_work(fact.section[1:], f"{fact.need} {fact.thing} {fact.kind}", desk.casing.inside)
        topic = work if work.islower() and " " not in work and plural(work) else ""
    return topic


def _stem(
    fact: Fact,
    chosen: Sequence[Fact],
    desk: Desk,
    texts: Sequence[str],
    frames: tuple[Sequence[str], Sequence[str]],
    asks: Sequence[str],
) -> Stem | None:
    """A stem that was not used before and gives nothing away."""
    spread, host = desk.spread, _host(fact, desk, chosen)
    names = [one.thing for one in (fact, *chosen)]
    kind = noun_behind(names, desk) or fact.kind
    if kind in _BY_WRITING and not names[0].endswith("()") and not is_called(names, kind, desk):
        asks, frames = (
            _WITHOUT_KIND.get(asks, asks),
            (_WITHOUT_KIND.get(frames[0], frames[0]), _WITHOUT_KIND.get(frames[1], frames[1])),
        )
    technical = fact.span.document in desk.technical
    scene = (scene_for((fact.need, fact.thing, " ".join(fact.section[-1:]))) or TECHNICAL) if technical else CODE
    for _ in range(TRIES):
        frame = spread.pick(frames[0] if host else frames[1], "entry frame")
        ask = spread.pick(asks, "entry ask")
        role = spread.pick(scene.roles, "role")
        slots = {
            "role": role, "arole": with_article(role), "Arole": capital(with_article(role)), "host": host,
            "need": fact.need, "name": fact.thing, "kind": kind,
        }  # fmt: skip
        text = " ".join(sentence(part) for part in re.split(r"(?<=\.)\s", frame.format(**slots)) if part)
        text = f"{text} {ask.format(**slots)}" if frame else ask.format(**slots)
        if spread.fresh(text) and not echoed(text, texts[:1], texts[1:], desk.common):
            used = (("role", role), ("entry frame", frame), ("entry ask", ask))
            return Stem(text, used)
    return None


def _draft(fact: Fact, chosen: Sequence[Fact], desk: Desk, stem: Stem, texts: Sequence[str], style: str) -> Draft:
    name = style == "entry name"
    says = (
        f"The guide explains {fact.thing} as {fact.need}"
        if fact.need_shape == "noun"
        else f"{fact.thing} is there to {fact.need}"
    )
    told = sentence(says) if fact.need_shape == "noun" else f"The guide says that {says}."
    options = [Drafted(texts[0], True, told, (fact.span,))]
    for one, text in zip(chosen, texts[1:], strict=True):
        reason = _another_task(one, fact) if name else _another_name(one, fact)
        options.append(Drafted(text, False, reason, (one.span, fact.span)))
    return Draft(
        facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=tuple(options), spans=(fact.span,),
        difficulty="application" if name else "foundation", style=style,
    )  # fmt: skip


def _another_task(one: Fact, key: Fact) -> str:
    """Why a name is wrong for a need: what it is for, and which name is for the need."""
    return f"The guide has {one.thing} for another task, to {one.need}; for this one it has {key.thing}."


def _another_name(one: Fact, key: Fact) -> str:
    """Why what is said of another name is wrong: whose meaning or use it is, and what the asked one is instead."""
    if one.need_shape == "noun":
        return f"This is the meaning of “{one.thing}”; the guide explains “{key.thing}” as {key.need}."
    return f"This is what {one.thing} does, while {key.thing} is there to {key.need}."
