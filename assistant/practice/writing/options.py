"""The options of a question: the key beside the guide's own most confusable things, alike in grammar and length."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.asking import HARMFUL, askable, of_the_exam
from studyground.assistant.practice.writing.fact import Fact, Mined, Span, Thing
from studyground.assistant.practice.writing.leaking import telltale
from studyground.assistant.practice.writing.option_names import ARTICLES, category, family, proper, umbrella, vague
from studyground.assistant.practice.writing.phrasing import (
    Casing,
    absolute,
    alike,
    quantities,
    usable,
    words,
)
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.table_rivals import of_its_table, rows_first
from studyground.assistant.practice.writing.vocabulary import kindred
from studyground.ingest.terms import terms

Style = Literal["names", "described"]
Offer = TypeVar("Offer")
NEAREST = 8
NEAR_LENGTH, MOST_LENGTH = 2.3, 2.4
FARTHEST = 20
FEW_OF_A_KIND = 5
LEAST_OF_KIND = 2  # wrong options that are of the key's kind
LEAST_NEAR = 3  # with so many that are really alike, none from further away is needed
KINDRED = 0.5  # kinds that can stand beside each other
CLOSEST = 4  # where no kind says what belongs together, only these stand beside a thing
LONG_WORDS = 22
SAME_WORDS = 0.6
DESCRIPTION = (3, 17)  # words of a description beside a name
_SPACING = re.compile(r"[\s_-]+")
SMALL_GUIDE = 400  # facts, below which a guide's terms may stand beside each other whatever the chapter
# What a thing is in one place and not what it is: an ensemble and a login may both be remedies.
ROLES = frozenset("remedy cause defence defense".split())
_CODED = re.compile(r"[a-z][A-Z]|_|\(\)")
# What a thing has or looks like, and a definition that only refers to another thing: neither says what it is for.
_HAS = re.compile(
    r"(?:also|has|have|can be|is|are|was|were|had|does|do|takes?|needs?|requires?|comes?|belongs?|depends?|gets?)\b"
)
_REFERS = re.compile(r"(?:an?|the|one) (?:[\w-]+ )?(?:special case|example|one|way|kind|type|form)\b")
_CODE = re.compile(r"[a-z]\d")
# Kinds whose members are a match for each other even where nothing alike is said of them.
KINDS_ENOUGH = frozenset("service chart plot test".split())
_VERB_FOR = {
    kind: verb
    for verb, kinds in (
        ("Apply", "algorithm method technique encoding imputation reduction scaling sampling approach procedure"),
        ("Train", "model classifier network ensemble"),
        ("Draw", "chart plot graph diagram"),
        ("Report", "metric score measure"),
        ("Run", "test"),
    )
    for kind in kinds.split()
}
PRODUCTS = frozenset("service platform tool database store warehouse software application product feature".split())
_DESCRIBES = {"definition": 0, "purpose": 1, "property": 2, "contrast": 3, "choice": 4, "remedy": 5, "cause": 6}


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
    own = [fact for fact in own if says_why(fact)] or own
    return min(own, key=lambda fact: (not askable(fact), _DESCRIBES[fact.form], -fact.priority, fact.id), default=None)


def says_why(fact: Fact) -> bool:
    """Whether a fact shows why its thing does not fit: what it is or is for, and not what it has or is a variant of."""
    if fact.need_shape == "finite" and _HAS.match(fact.need):
        return False
    return not (fact.form == "definition" and _REFERS.match(fact.need))


def by_name(
    fact: Fact,
    mined: Mined,
    facts: dict[str, Fact],
    count: int,
    spread: Spread,
    without: frozenset[str],
    longer: bool,
    casing: Casing,
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
        casing: Which names are written small.
    """
    near = [
        thing for thing in _kin(fact, mined, facts)
        if thing.name not in without and not overlapping(fact.thing, thing.name)
        and (best := told(mined, facts, thing, [fact.span])) and says_why(best)
    ]  # fmt: skip
    if fact.id in mined.other_actions and " | " not in fact.text:  # of a row the rows beside it are a match
        alike_things = {facts[one].thing for one in mined.other_actions[fact.id]} | set(fact.contrasts)
        near = [thing for thing in near if thing.name in alike_things]
    rows = of_its_table(fact, mined, lambda thing, said: _no_match(fact, thing, said, mined, facts, without))
    near = rows_first(fact, rows, near, count, mined)
    whole = len(near) >= count and all(thing.name in rows for thing in near)  # a table's rows are of one kind
    most = MOST_LENGTH if whole else NEAR_LENGTH
    chosen = _pick(fact.thing, near, count, spread, longer, lambda thing: thing.name, most)
    if not whole and chosen is not None and _told_by_kind(fact, chosen):
        near = sorted(near, key=lambda thing: thing.kind != fact.kind)[:count]
        chosen = _pick(fact.thing, near, count, spread, longer, lambda thing: thing.name)
    if chosen is None or (not whole and _told_by_kind(fact, chosen)):
        return None
    made = [Choice(casing.opening(fact.thing), True, fact.thing, fact)]
    made += [
        Choice(
            casing.opening(thing.name),
            False,
            thing.name,
            rows.get(thing.name) or told(mined, facts, thing, [fact.span]),
        )
        for thing in chosen
    ]
    texts = [choice.text for choice in made]
    if telltale(fact.need, texts) or _alone_in_writing(texts):
        return None
    return made if fitting(made) else None


def _no_match(
    fact: Fact, thing: Thing, said: Fact, mined: Mined, facts: dict[str, Fact], without: frozenset[str]
) -> bool:
    """Whether another row's thing may not stand beside the key: it cannot be told apart from it, or nothing tells it."""
    own = mined.things.get(fact.thing)
    if thing.name in without or overlapping(fact.thing, thing.name) or vague(thing.name) or not says_why(said):
        return True
    if own and (rests_on(thing, own, facts) or rests_on(own, thing, facts)):
        return True
    return _may_do(thing, fact, facts) or _says_as_much(fact, said)


def _told_by_kind(fact: Fact, chosen: Sequence[Thing]) -> bool:
    """Whether fewer than two wrong options are of the key's kind, so that the kind that is asked for would tell it."""
    return bool(fact.kind) and sum(thing.kind == fact.kind for thing in chosen) < LEAST_OF_KIND


def _alone_in_writing(texts: Sequence[str]) -> bool:
    """Whether the first of some names is the only one written as it is: in code, or with a small letter."""
    own, *others = (bool(_CODED.search(text)) for text in texts)
    small, *large = (text[:1].islower() for text in texts)
    return own not in others or small not in large


def _kin(fact: Fact, mined: Mined, facts: dict[str, Fact]) -> list[Thing]:
    """The most confusable things that are of the key's kind or stand beside it; where there are few such, those alike."""
    own = mined.things.get(fact.thing)
    beside = set(own.siblings[: None if fact.kind else CLOSEST]) if own else set()
    kind = "" if fact.kind in ROLES and fact.form not in ROLES else fact.kind
    loose = len(mined.vocabulary.get(fact.kind, ())) < FEW_OF_A_KIND
    near = mined.near.get(fact.id, 0)
    found: list[Thing] = []
    for at, thing in enumerate(mined.confusable(fact, FARTHEST)):
        near_by = _under_one_heading(fact, thing, facts) or (
            not mined.strict and (_of_one_chapter(fact, thing, facts) or _of_one_kind(fact, thing, facts))
        )
        if thing.name not in beside and thing.name not in fact.contrasts and not near_by:
            continue  # a learner who sees what the question is about would see that this is not
        if (
            vague(thing.name)
            or category(thing)
            or not (fact.kind or thing.facts)
            or umbrella(thing.name, fact.thing, mined)
        ):
            continue
        if {fact.kind, thing.kind} & PRODUCTS and proper(fact.thing) != proper(thing.name):
            continue
        if family(thing.name, mined) and not family(fact.thing, mined):
            continue
        if thing.kind in HARMFUL and fact.kind not in HARMFUL:
            continue
        if any(overlapping(thing.name, other.name) for other in found) or _may_do(thing, fact, facts):
            continue
        if own and (rests_on(thing, own, facts) or rests_on(own, thing, facts)):
            continue
        if fact.form in ("cause", "remedy") and not any(facts[one].form == fact.form for one in thing.facts):
            continue
        if mined.strict and at >= near >= LEAST_NEAR and thing.name not in beside and fact.kind not in KINDS_ENOUGH:
            continue
        alike_kinds = bool(kind) and kindred(kind, thing.kind) >= KINDRED
        poor = not mined.strict and len(facts) < SMALL_GUIDE
        close = poor or (at < near and not mined.strict)
        rare = not (kind or thing.kind) and (close or _of_one_chapter(fact, thing, facts))
        alone = loose and (at < near or poor) and (alike_kinds or rare)
        if mined.strict and not (alike_kinds if kind else rare):
            continue
        if (kind and thing.kind == kind) or thing.name in beside or alone:
            found.append(thing)
    # Those first that a rationale can speak of; and for a term of no stated kind, those of the same chapter.
    order = {
        thing.name: (told(mined, facts, thing) is None, not fact.kind and not _of_one_chapter(fact, thing, facts))
        for thing in found
    }
    return sorted(found, key=lambda thing: order[thing.name])[:NEAREST]


def _under_one_heading(fact: Fact, thing: Thing, facts: dict[str, Fact]) -> bool:
    """Whether the guide teaches a thing under the very heading under which it states a fact."""
    here = (fact.span.document, fact.section)
    return bool(fact.section) and any((facts[one].span.document, facts[one].section) == here for one in thing.facts)


def _of_one_kind(fact: Fact, thing: Thing, facts: dict[str, Fact]) -> bool:
    """Whether the same document teaches a thing that the guide calls by the same noun."""
    told_here = any(facts[one].span.document == fact.span.document for one in thing.facts)
    return bool(fact.kind) and thing.kind == fact.kind and told_here


def _of_one_chapter(fact: Fact, thing: Thing, facts: dict[str, Fact]) -> bool:
    """Whether the guide teaches a thing in the chapter in which it teaches a fact, or in one where it teaches the same thing."""
    here = {(one.span.document, one.section[:2]) for one in facts.values() if one.thing == fact.thing}
    return any((facts[one].span.document, facts[one].section[:2]) in here for one in thing.facts)


def _may_do(thing: Thing, fact: Fact, facts: dict[str, Fact]) -> bool:
    """Whether the guide says of another thing nearly what it says of the key, so that both could be defended."""
    asked = set(terms(fact.need))
    for one in thing.facts:
        if fact.form == facts[one].form == "cause" and asked & set(terms(facts[one].need)):
            return True  # two causes of trouble with one thing: who can tell them apart?
        if _says_as_much(fact, facts[one]):
            return True
    return False


def _says_as_much(fact: Fact, other: Fact) -> bool:
    asked, said = set(terms(fact.need)), set(terms(other.need))
    return len(asked & said) >= max(2, SAME_WORDS * min(len(asked), len(said)))


def rests_on(one: Thing, other: Thing, facts: dict[str, Fact]) -> bool:
    """Whether one thing is a part of another, a case of it or built on it, so that the other could be defended as well.

    So it is where the guide names the other in saying what the one is or is for, or teaches the one under a heading that
    is the other's name.
    """
    names = [f" {' '.join(terms(name))} " for name in (other.name, *other.aliases) if terms(name)]
    for said in (facts[each] for each in one.facts):
        if any(f" {' '.join(terms(heading))} " in names for heading in said.section[-2:]):
            return True
        need = f" {' '.join(terms(said.need))} "
        if said.form in ("definition", "purpose") and any(name in need for name in names):
            return True
    return False


def described(
    fact: Fact,
    seconds: Sequence[Fact],
    mined: Mined,
    facts: dict[str, Fact],
    count: int,
    spread: Spread,
    longer: bool,
    casing: Casing,
) -> list[Choice] | None:
    """Options that name a thing and say what it is or can do ("Use X, a …", "Apply X, which can …"), all in one grammar.

    The key's description is not what the stem asks for, but another fact of the same thing.

    Args:
        fact: Whose need the stem states.
        seconds: Other facts of the same thing, the best first.
        mined: The guide's things.
        facts: By id.
        count: How many distractors.
        spread: Chooses among the nearest.
        longer: Whether a distractor longer than the key is wanted.
        casing: Which names are written small.
    """
    near = [thing for thing in _kin(fact, mined, facts) if not overlapping(fact.thing, thing.name)]
    for second in seconds:
        manner = manner_of(second)
        if not manner:
            continue
        same, other = [], []
        for thing in near:
            own = [facts[one] for one in thing.facts if facts[one].span not in (fact.span, second.span)]
            own.sort(key=lambda one: bool(quantities(one.need)))  # the last counts: a figure tells things apart
            told_of = {name: one for one in own if (name := manner_of(one))}
            if manner in told_of:
                same.append(told_of[manner])
            elif told_of:
                other.append(min(told_of.items())[1])
        offers = same if len(same) >= count else [*same, *other] if same else []
        chosen = _pick(
            _told_with("Use", second, casing), offers, count, spread, longer, lambda one: _told_with("Use", one, casing)
        )
        if chosen is None or not any(one in same for one in chosen):
            continue
        verbs = {_VERB_FOR.get(one.kind, "Use") for one in (second, *chosen)}
        verb = verbs.pop() if len(verbs) == 1 else "Use"
        made = [Choice(_told_with(verb, second, casing), True, fact.thing, second)]
        made += [Choice(_told_with(verb, one, casing), False, one.thing, one) for one in chosen]
        if fitting(made):
            return made
    return None


def _told_with(verb: str, fact: Fact, casing: Casing) -> str:
    link = {"can": "which can ", "does": "which "}.get(manner_of(fact), "")
    return f"{verb} {casing.named(fact.thing, fact.kind)}, {link}{fact.need.rstrip('.')}"


def manner_of(fact: Fact) -> str:
    """How a fact describes its thing after a comma: "is" ("…, a …"), "can" ("…, which can …"), or "" where it cannot."""
    if not _sayable(fact) or not DESCRIPTION[0] <= words(fact.need) <= DESCRIPTION[1]:
        return ""
    if fact.form == "definition" and fact.need_shape == "noun" and fact.need.split()[0] in ARTICLES:
        return "is"
    if fact.form == "purpose" and fact.need_shape == "infinitive" and askable(fact):
        return "can"
    if fact.need_shape == "finite" and quantities(fact.need) and askable(fact):
        return "does"
    return ""


def fitting(choices: Sequence[Choice]) -> bool:
    """Whether options differ, none holds another, and their lengths are alike."""
    texts = [choice.text for choice in choices]
    plain = [text.casefold() for text in texts]
    if len(set(plain)) < len(plain) or not alike(texts) or not frozenset.intersection(*map(shapes_of, texts)):
        return False
    return not any(one != other and f" {one} " in f" {other} " for one in plain for other in plain)


def _pick(
    key: str,
    offers: Sequence[Offer],
    count: int,
    spread: Spread,
    longer: bool,
    text: Callable[[Offer], str],
    most: float = NEAR_LENGTH,
) -> list[Offer] | None:
    """Some of the first offers that agree in length with the key, one of them longer where that is wanted."""
    close = [one for one in offers if alike((key, text(one)), most)]
    first = close[: count + 1]
    spread.random.shuffle(first)
    chosen = first[:count]
    if len(chosen) < count:
        return None
    has_longer = any(len(text(one)) > len(key) for one in chosen)
    if longer and not has_longer:
        other = next((one for one in close if len(text(one)) > len(key) and one not in chosen), None)
        chosen = [*chosen[:-1], other] if other is not None else chosen
    if not longer and has_longer:
        shorter = [one for one in first + close[count + 1 :] if len(text(one)) < len(key)]
        chosen = shorter[:count] if len(shorter) >= count and spread.random.random() < 0.3 else chosen
    return chosen if alike([key, *(text(one) for one in chosen)]) else None


def overlapping(one: str, other: str) -> bool:
    """Whether one name's words are all in the other, both have one code ("L2 penalty"), or they differ in spacing alone."""
    if _SPACING.sub("", one).casefold() == _SPACING.sub("", other).casefold():
        return True
    mine, theirs = set(terms(one)), set(terms(other))
    return mine <= theirs or theirs <= mine or any(_CODE.fullmatch(word) for word in mine & theirs)


def _sayable(fact: Fact) -> bool:
    return usable(fact.need, 3, LONG_WORDS) and not absolute(fact.need) and not of_the_exam(fact.need)
