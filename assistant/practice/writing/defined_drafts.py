"""Questions that give a guide's own words for a term and ask for the term, beside others that it explains otherwise."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.guessed import guessed
from studyground.assistant.practice.writing.leaking import echoed, shows_within, telltale
from studyground.assistant.practice.writing.mining_defined import DOES, IS
from studyground.assistant.practice.writing.name_drafts import name_draft, offered, says_instead
from studyground.assistant.practice.writing.option_use import least_used
from studyground.assistant.practice.writing.phrasing import alike, capital
from studyground.assistant.practice.writing.plain_stems import field_of, head_of, within_field
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.told_drafts import one_holds_another

MOST_LENGTH = 2.4
# What programs consist of, each of which has a name of its own: "Which command …?", and not "Which kind of command …?".
_OF_CODE = frozenset(
    "command module function method package library program utility daemon option statement keyword directive variable".split()
)
WIDE = 7  # of the nearest, from which the wrong options are drawn


def defined_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask for a term by what running text says of it.

    Args:
        fact: Of the form "defined".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [one for one in offered(fact, desk) if alike((fact.thing, one.thing), MOST_LENGTH)]
    for chosen in _chosen(fact, offers, desk, longer, count):
        names = _names((fact, *chosen), desk)
        if telltale(fact.need, names) or shows_within(fact.need, names[0], names[1:]):
            continue
        if one_holds_another(names[0], names[1:]):
            continue
        if guessed(f"“{fact.need}”", names[:1], names[1:], desk.index.encoder):
            continue  # "weapon focus" is the narrowing of attention to a gun
        stem = Stem(_asked(fact, names))
        if not desk.spread.fresh(stem.text) or echoed(stem.text, names[:1], names[1:], desk.common):
            continue
        reasons = [says_instead(one.thing, one, at) for at, one in enumerate(chosen)]
        yield name_draft(fact, chosen, stem, names, reasons)


def _chosen(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options of which the key is none by its form: all named alike, none, or two and two."""
    near = list(offers[:WIDE])
    use = {one.id: at for at, one in enumerate(least_used(near, desk))}
    ways = [
        list(way) for way in combinations(near, count)
        if _even([fact, *way]) and not (longer and all(len(one.thing) <= len(fact.thing) for one in way))
    ]  # fmt: skip
    rank = {one.id: at for at, one in enumerate(near)}
    ways.sort(key=lambda way: (-_alike(fact, way), sum(rank[one.id] + 0.5 * use.get(one.id, 0) for one in way)))
    yield from islice(ways, 3)


def _alike(fact: Fact, way: Sequence[Fact]) -> int:
    """How many of some wrong options end in the key's last word, or stand in its sentence."""
    head = head_of(fact.thing)
    return sum((bool(head) and head_of(one.thing) == head) or one.span == fact.span for one in way)


def _one_is_a_class(facts: Sequence[Fact]) -> bool:
    """Whether one option is the class of another: "machine learning" beside "automated machine learning"."""
    names = [one.thing.casefold() for one in facts]
    return any(name.endswith(f" {other}") for name in names for other in names)


def _even(facts: Sequence[Fact]) -> bool:
    """Whether no option is told from the rest by its last word or by being one word, and all are taught in one place."""
    if _one_is_a_class(facts):
        return False
    heads = [head_of(one.thing) for one in facts]
    own = heads.count(heads[0])
    if heads[0] and own not in (1, len(heads)):
        others = [head for head in heads if head != heads[0]]
        return own == 2 and len(set(others)) == 1 and bool(others[0])
    rest = [head for head in heads[1:] if head]
    if own != len(heads) and len(set(rest)) < len(rest):
        return False
    single = [not head for head in heads]
    return single.count(single[0]) > 1


def _names(facts: Sequence[Fact], desk: Desk) -> list[str]:
    """The options: terms with a capital; "The ls command" where what stands before one noun of all is a name in code."""
    heads = {head_of(one.thing) for one in facts}
    before = [one.thing.rpartition(" ")[0] for one in facts]
    if len(heads) == 1 and heads <= _OF_CODE and not all(desk.index.encoder.is_word(name) for name in before):
        return [f"The {one.thing}" for one in facts]
    return [capital(one.thing) for one in facts]


def _asked(fact: Fact, names: Sequence[str]) -> str:
    """The question: "Which of these holds …?", "Which term means …?", "What is it called when …?"."""
    heads = {head_of(name) for name in names}
    noun = next(iter(heads)) if len(heads) == 1 else ""
    plain = noun.endswith(("ect", "law", "rule", "test")) or names[0].startswith("The ")
    which = f"Which {noun if plain else f'kind of {noun}'}" if noun else ""
    field = field_of(fact.section, names)
    if fact.situation == IS:
        article = re.match(r"(?:the|an?) ", fact.need)
        asked = f"{which or 'Which of these'} is {fact.need}?" if article else f"Which term means {fact.need}?"
    elif fact.situation == DOES:
        asked = f"{which or 'Which of these'} {fact.need}?"
    else:
        asked = f"What is it called when {fact.need}?"
    return within_field(asked, field) if fact.situation == DOES and not noun else asked
