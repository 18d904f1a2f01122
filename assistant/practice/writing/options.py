"""The options of a question: the key beside the guide's own most confusable things, alike in grammar and length."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.asking import askable
from studyground.assistant.practice.writing.fact import Fact, Mined, Span, Thing
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.practice.writing.phrasing import (
    Casing,
    absolute,
    alike,
    capital,
    plural,
    several,
    usable,
    words,
)
from studyground.assistant.practice.writing.spread import Spread
from studyground.ingest.terms import terms

Style = Literal["names", "actions", "use", "apposition", "reverse"]
Offer = TypeVar("Offer")
NEAREST = 8
FARTHEST = 20
ONE_SUBJECT = 40
LONG_WORDS = 22
FAMILY = 4
_ARTICLES = frozenset(("a", "an", "the"))
_DESCRIBES = {"purpose": 0, "definition": 1, "property": 2, "contrast": 3, "choice": 4, "remedy": 5, "cause": 6}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option before it has a label.

    Args:
        text: As shown, without a full stop.
        correct: Whether it is a key.
        thing: What it is about.
        fact: What the guide says of that thing, for the rationale; None where it says nothing usable.
    """

    text: str
    correct: bool
    thing: str
    fact: Fact | None


def told(mined: Mined, facts: dict[str, Fact], thing: Thing, apart_from: Iterable[Span] = ()) -> Fact | None:
    """The fact that tells best what a thing is or is for."""
    spans = set(apart_from)
    own = [facts[one] for one in thing.facts if facts[one].span not in spans and usable(facts[one].need, 2, 30)]
    return min(own, key=lambda fact: (not askable(fact), _DESCRIBES[fact.form], -fact.priority, fact.id), default=None)


def by_name(
    fact: Fact, mined: Mined, facts: dict[str, Fact], count: int, spread: Spread, without: frozenset[str], longer: bool
) -> list[Choice] | None:
    """The key's name beside names of its kind.

    Args:
        fact: Whose thing is the key.
        mined: The guide's things.
        facts: By id.
        count: How many distractors.
        spread: Chooses among the nearest.
        without: Names that must not stand here.
        longer: Whether a distractor longer than the key is wanted.
    """
    near = [
        thing for thing in _kin(fact, mined, facts)
        if thing.name not in without and not overlapping(fact.thing, thing.name)
    ]  # fmt: skip
    chosen = _pick(fact.thing, near, count, spread, longer, lambda thing: thing.name)
    if chosen is None:
        return None
    made = [Choice(capital(fact.thing), True, fact.thing, fact)]
    made += [Choice(capital(thing.name), False, thing.name, told(mined, facts, thing, [fact.span])) for thing in chosen]
    return made if fitting(made) else None


def _kin(fact: Fact, mined: Mined, facts: dict[str, Fact]) -> list[Thing]:
    """The most confusable things that are of the key's kind, stand beside it, or are taught in the same part of the guide."""
    own = mined.things.get(fact.thing)
    beside = set(own.siblings) if own else set()
    place = (fact.span.document, *fact.section[:2])
    here = sum((one.span.document, *one.section[:2]) == place for one in facts.values())
    found = []
    for thing in mined.confusable(fact, FARTHEST):
        if vague(thing.name) or category(thing) or umbrella(thing.name, fact.thing, mined):
            continue
        near = (
            not fact.kind
            and here <= ONE_SUBJECT
            and any((facts[one].span.document, *facts[one].section[:2]) == place for one in thing.facts)
        )
        if (fact.kind and thing.kind == fact.kind) or thing.name in beside or near:
            found.append(thing)
    return found[:NEAREST]


def by_use(
    fact: Fact,
    second: Fact,
    mined: Mined,
    facts: dict[str, Fact],
    count: int,
    spread: Spread,
    longer: bool,
    casing: Casing,
) -> list[Choice] | None:
    """Options that read "Use X to …": each thing with a purpose of its own; the key's is not the one that the stem asks for."""

    def shown(one: Fact) -> str:
        return f"Use {casing.named(one.thing)} to {one.need}"

    offers: dict[str, Fact] = {}
    for thing in _kin(fact, mined, facts):
        if overlapping(fact.thing, thing.name):
            continue
        for one in thing.facts:
            if _purpose(facts[one]) and facts[one].span not in (fact.span, second.span):
                offers.setdefault(thing.name, facts[one])
    chosen = _pick(shown(second), list(offers.values()), count, spread, longer, shown)
    if chosen is None:
        return None
    made = [
        Choice(shown(second), True, fact.thing, second),
        *(Choice(shown(one), False, one.thing, one) for one in chosen),
    ]
    return made if fitting(made) else None


def by_apposition(
    fact: Fact,
    second: Fact,
    mined: Mined,
    facts: dict[str, Fact],
    count: int,
    spread: Spread,
    longer: bool,
    casing: Casing,
) -> list[Choice] | None:
    """Options that read "Choose X, a …": each thing with what it is; what the stem asks for is said in other words."""
    verb = spread.random.choice(("Choose", "Use"))

    def shown(one: Fact) -> str:
        return f"{verb} {casing.named(one.thing)}, {one.need}"

    offers: dict[str, Fact] = {}
    for thing in _kin(fact, mined, facts):
        for one in (facts[each] for each in thing.facts):
            if _described(one) and one.span not in (fact.span, second.span) and not overlapping(fact.thing, thing.name):
                offers.setdefault(thing.name, one)
    chosen = _pick(shown(second), list(offers.values()), count, spread, longer, shown)
    if chosen is None:
        return None
    made = [
        Choice(shown(second), True, fact.thing, second),
        *(Choice(shown(one), False, one.thing, one) for one in chosen),
    ]
    return made if fitting(made) else None


def reversed_(
    fact: Fact, mined: Mined, facts: dict[str, Fact], count: int, spread: Spread, longer: bool
) -> list[Choice] | None:
    """What the guide says of the thing, beside what it says in the same way of the things most like it."""
    offers: list[Fact] = []
    for thing in _kin(fact, mined, facts):
        same = [
            facts[one] for one in thing.facts
            if facts[one].form == fact.form and facts[one].need_shape == fact.need_shape and _sayable(facts[one])
            and facts[one].span != fact.span and _opens_alike(facts[one], fact)
        ]  # fmt: skip
        if same and not overlapping(fact.thing, thing.name):
            offers.append(max(same, key=lambda one: (alike((one.need, fact.need)), one.priority, one.id)))
    chosen = _pick(_said(fact), offers, count, spread, longer, _said)
    if chosen is None or not _sayable(fact):
        return None
    made = [Choice(_said(fact), True, fact.thing, fact), *(Choice(_said(one), False, one.thing, one) for one in chosen)]
    return made if fitting(made) else None


def fitting(choices: Sequence[Choice]) -> bool:
    """Whether options differ, none holds another, and their lengths are alike."""
    texts = [choice.text for choice in choices]
    plain = [text.casefold() for text in texts]
    if len(set(plain)) < len(plain) or not alike(texts) or not frozenset.intersection(*map(shapes_of, texts)):
        return False
    return not any(one != other and f" {one} " in f" {other} " for one in plain for other in plain)


def vague(name: str) -> bool:
    """Whether a name says too little to be an option: an instruction, or a plain plural such as "Weights"."""
    first, *rest = name.split()
    if rest:
        return first.lower() in VERBS and not may_be_noun(first.lower())
    return name[1:].islower() and plural(name.lower())


def category(thing: Thing) -> bool:
    """Whether a name stands for all things of its kind ("storage classes" among classes)."""
    return bool(thing.kind) and thing.name.split()[-1].lower() == several(thing.kind)


def umbrella(name: str, key: str, mined: Mined) -> bool:
    """Whether a name is that of a family that the key belongs to: each of its words stands in many names, one in the key's."""
    inside, own = name.split(), key.split()
    if len(inside) < 2 or not set(inside[1:]) & set(own):
        return False
    return all(sum(word in other.split() for other in mined.things) >= FAMILY for word in inside)


def leaks(stem: str, texts: Sequence[str], telling: Callable[[str], bool]) -> bool:
    """Whether the stem holds a telling word that one option alone has.

    Args:
        stem: The stem.
        texts: The options.
        telling: Whether a stem of a word is rare enough in the guide to point somewhere.
    """
    said = set(terms(stem))
    own = [set(terms(text)) for text in texts]
    for at, mine in enumerate(own):
        others = set().union(*(own[other] for other in range(len(own)) if other != at))
        if any(telling(term) for term in (mine & said) - others):
            return True
    return False


def _pick(
    key: str, offers: Sequence[Offer], count: int, spread: Spread, longer: bool, text: Callable[[Offer], str]
) -> list[Offer] | None:
    """Some of the first offers that agree in length with the key, one of them longer where that is wanted."""
    close = [one for one in offers if alike((key, text(one)), 2.3)]
    first = close[: count + 2]
    spread.random.shuffle(first)
    chosen = first[:count]
    if len(chosen) < count:
        return None
    has_longer = any(len(text(one)) > len(key) for one in chosen)
    if longer and not has_longer:
        other = next((one for one in close if len(text(one)) > len(key) and one not in chosen), None)
        chosen = [*chosen[:-1], other] if other is not None else chosen
    if not longer and has_longer:
        shorter = [one for one in first + close[count + 2 :] if len(text(one)) < len(key)]
        chosen = shorter[:count] if len(shorter) >= count and spread.random.random() < 0.3 else chosen
    return chosen if alike([key, *(text(one) for one in chosen)]) else None


def overlapping(one: str, other: str) -> bool:
    """Whether one name's words are all in the other."""
    mine, theirs = set(terms(one)), set(terms(other))
    return mine <= theirs or theirs <= mine


def _purpose(fact: Fact) -> bool:
    return fact.form == "purpose" and fact.need_shape == "infinitive" and _sayable(fact) and words(fact.need) <= 14


def _described(fact: Fact) -> bool:
    return (
        fact.form == "definition" and fact.need_shape == "noun" and _sayable(fact) and 4 <= words(fact.need) <= 15
        and fact.need.split()[0] in ("a", "an", "the")
    )  # fmt: skip


def _sayable(fact: Fact) -> bool:
    return usable(fact.need, 3, LONG_WORDS) and not absolute(fact.need)


def _opens_alike(one: Fact, other: Fact) -> bool:
    """Whether two descriptions both begin with an article, or neither does: the odd one out would give itself away."""
    if one.form != "definition":
        return True
    return (one.need.split()[0] in _ARTICLES) == (other.need.split()[0] in _ARTICLES)


def _said(fact: Fact) -> str:
    if fact.need_shape == "finite":
        return f"{'They' if plural(fact.thing) else 'It'} {fact.need}"
    return capital(fact.need)
