"""Questions that ask which of a guide's terms does what the guide says, in the guide's own words and with nobody in them."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asked_noun import is_no, noun_of
from studyground.assistant.practice.writing.best_said import set_apart, told_apart_in
from studyground.assistant.practice.writing.contrast import against, spoken_of, whole_sentence, without_kind
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, fitting_stem
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaking import put_together, telltale
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.noun_behind import noun_behind
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.phrasing import alike, capital, plural, several
from studyground.assistant.practice.writing.plain_stems import head_of, one_stands_out, says_nothing, with_noun
from studyground.assistant.practice.writing.rivals import (
    BESIDE,
    FARTHER,
    LIKE_NAMED,
    ONE_SECTION,
    a_pair_among_others,
    rank,
)
from studyground.assistant.practice.writing.same_paragraph import of_another_matter
from studyground.assistant.practice.writing.stems import Line, Request, Stem
from studyground.assistant.practice.writing.told_needs import need_requests
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS

FORM, SOLVED, LISTED = "told", "solved", "listed"
_CODE = re.compile(r"[a-z][A-Z]|\w\.\w|_|\(")
_MEMBER = re.compile(r"(?P<of>[A-Z][a-z]+ )(?:[A-Z]|\d+|[IVX]+)$")
UNNAMED = "of these"  # stands for options that no noun holds together
NEAREST = 4  # from which the wrong options are drawn
WIDE = 7  # from which they are drawn where the nearest have been used
MOST_LENGTH = 2.3
LEAST_QUALITY = 2  # words behind "is"
_OF_CODE = frozenset(
    "module command function method class package program utility directive variable daemon keyword".split()
)


def told_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that give what is said of a term and ask for the term.

    Args:
        fact: Of the form "told".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    offers = [one for one in offers if alike((fact.thing, one.thing), MOST_LENGTH) and _did(one) == _did(fact)]
    offers = [one for one in offers if not of_another_matter(one, fact, desk)]
    offers.sort(key=lambda one: spoken_of(one, desk).form == LISTED)  # of which nothing can be said comes last
    if says_nothing(fact.need, named=_is_named(fact, desk)) or _is_bare(fact.need):
        return
    offers = _of_one_level(fact, _of_one_head(fact, offers, count))
    for chosen in chosen_of(fact, offers, desk, longer, count):
        names = [_shown(one, desk) for one in (fact, *chosen)]
        if (
            one_stands_out(names)
            or a_pair_among_others(names)
            or telltale(fact.need, names)
            or put_together(fact.thing, fact.need)
            or one_holds_another(fact.thing, [one.thing for one in chosen])
            or not fitting([Choice(name, not at, name, None) for at, name in enumerate(names)])
        ):
            continue
        noun = _asked_for([fact, *chosen], desk)
        asked = () if _did(fact) else need_requests(fact, "" if noun == UNNAMED else noun, desk)
        told = next(filter(None, (fitting_stem(request, desk, names) for request in asked)), None)
        stem = told or _question(fact, noun, desk)
        if not desk.spread.fresh(stem.text):
            return
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=_options(names, (fact, *chosen), desk),
            spans=(fact.span,), difficulty="application" if told else "foundation", style=FORM,
        )  # fmt: skip


def solved_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that put somebody before a task, a trouble or a situation and ask what the guide names for it.

    Args:
        fact: Of the form "solved".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    offers = [one for one in offers if alike((fact.thing, one.thing), MOST_LENGTH)]
    frame = {"infinitive": frames.ASK_TO, "clause": frames.ASK_WHEN}.get(fact.need_shape, frames.ASK_FOR)
    for chosen in chosen_of(fact, offers, desk, longer, count):
        names = [_shown(one, desk) for one in (fact, *chosen)]
        if (
            one_stands_out(names)
            or telltale(fact.need, names)
            or not fitting([Choice(name, not at, name, None) for at, name in enumerate(names)])
        ):
            continue
        request = Request(
            about=(f"{fact.need} {fact.thing}", fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section)),
            technical=fact.span.document in desk.technical, code=fact.span.document in desk.programming, topic="",
            lines=(), ask=Line(f"solved {fact.need_shape}", frame, fact.need), kind="option",
        )  # fmt: skip
        stem = fitting_stem(request, desk, names)
        if stem is None:
            continue
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=_options(names, (fact, *chosen), desk),
            spans=(fact.span,), difficulty="application", style=SOLVED,
        )  # fmt: skip
        return


def _of_one_head(fact: Fact, offers: list[Fact], count: int) -> list[Fact]:
    """Wrong options that end in the key's own last word, where there are enough of them: "learning" beside "learning"."""
    head = head_of(fact.thing)
    same = [one for one in offers if head and head_of(one.thing) == head]
    return same if len(same) >= count else offers


def _of_one_level(fact: Fact, offers: list[Fact]) -> list[Fact]:
    """Wrong options that are numbered or lettered as the key is, where any is: "Class H" beside "Class D", and no system."""
    numbered = _MEMBER.match(fact.thing)
    same = [one for one in offers if numbered and one.thing.startswith(numbered["of"])]
    return same if same else offers


def one_holds_another(name: str, others: Sequence[str]) -> bool:
    """Whether the key is the whole of which another option is a part, or the other way round ("apt command": "apt search").

    Args:
        name: Of the key.
        others: Of the wrong options.
    """
    mine = _bare_words(name)
    rest = [_bare_words(one) for one in others]
    return any(mine != one and (mine == one[: len(mine)] or one == mine[: len(one)]) for one in rest)


def _bare_words(name: str) -> list[str]:
    words = name.casefold().split()
    return words[:-1] if len(words) > 1 and words[-1] in _OF_CODE else words


def _is_named(fact: Fact, desk: Desk) -> bool:
    """Whether a term is the name of a product, or of a kind that the guide has a noun for."""
    thing = desk.mined.thing(fact.thing)
    return bool(fact.kind or (thing and thing.kind)) or sum(word[:1].isupper() for word in fact.thing.split()) > 1


def _is_bare(need: str) -> bool:
    """Whether a term is said to be so and no more ("is broken"), as others may be of which the guide says something else."""
    first, *rest = need.split()
    return first in ("is", "are") and len(rest) < LEAST_QUALITY


def _shown(fact: Fact, desk: Desk) -> str:
    """A name as an option has it; what has an article in its sentence is a noun, whether a dictionary has it or not."""
    if _CODE.search(fact.thing):
        return fact.thing
    words = fact.thing.split()
    if len(words) > 1 and words[-1] in _OF_CODE and fact.thing.islower() and not desk.index.encoder.is_word(words[0]):
        return fact.thing  # "re module", "ps command"
    noun = fact.text.startswith(("A ", "An ", "The ")) and fact.thing.replace(" ", "").replace("-", "").isalpha()
    return capital(fact.thing) if noun else desk.casing.opening(fact.thing)


def _did(fact: Fact) -> bool:
    """Whether a fact says what somebody did once."""
    return bool(fact.need) and bool(past_of(fact.need.split()[0]))


def _options(names: Sequence[str], facts: Sequence[Fact], desk: Desk) -> tuple[Drafted, ...]:
    """The options, the key first, each with what the guide says of it."""
    key, *wrong = facts[0], *(spoken_of(one, desk) for one in facts[1:])
    return (
        Drafted(names[0], True, whole_sentence(key, desk), (key.span,)),
        *(_wrong(name, one, key, desk, at) for at, (name, one) in enumerate(zip(names[1:], wrong, strict=True))),
    )


def _wrong(name: str, one: Fact, key: Fact, desk: Desk, at: int) -> Drafted:
    """A wrong option with the sentence that tells it from the key, where the guide has one; else with what it says of both."""
    apart = told_apart_in(one, key, desk.index) if one.thing not in key.contrasts else None
    if apart is None:
        return Drafted(name, False, against(one, key, desk), tuple(dict.fromkeys((one.span, key.span))))
    span, said = apart
    return Drafted(name, False, f"The guide tells the two apart: “{said}”", tuple(dict.fromkeys((span, key.span))))


def chosen_of(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options: of the nearest those that were used least, one of them longer than the key where that is wanted."""
    taught = _taught_in(desk, {one.thing for one in (fact, *offers)})
    ranks = {
        one.id: BESIDE
        if set_apart(one, fact, desk.index)
        else min(rank(fact, one), ONE_SECTION if taught[fact.thing] & taught[one.thing] else FARTHER)
        for one in offers
    }
    offers = sorted(offers, key=lambda one: (ranks[one.id], not _in_one_paragraph(fact, one, desk)))
    near, wide = offers[: max(NEAREST, count)], offers[:WIDE]
    if len(near) < count:
        return
    order, others = least_used(near, desk), least_used(wide, desk)
    order.sort(
        key=lambda one: (ranks[one.id], not _in_one_paragraph(fact, one, desk))
    )  # its true rivals stand beside it, however often used
    others.sort(key=lambda one: ranks[one.id] > LIKE_NAMED)
    for first in (order, near, others):
        chosen = first[:count]
        if longer and not any(len(one.thing) > len(fact.thing) for one in chosen):
            long = [one for one in offers if len(one.thing) > len(fact.thing)]
            chosen = [*chosen[:-1], long[0]] if long else chosen
        yield chosen


def _taught_in(desk: Desk, names: set[str]) -> dict[str, set[tuple[str, tuple[str, ...]]]]:
    """The sections in which the guide says something of each of some terms."""
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = {name: set() for name in names}
    for one in desk.facts.values():
        if one.thing in found and one.need and one.section:
            found[one.thing].add((one.span.document, one.section))
    return found


def _in_one_paragraph(fact: Fact, one: Fact, desk: Desk) -> bool:
    """Whether what is said of another term stands in the paragraph of what is asked."""
    if (fact.span.document, fact.section) != (one.span.document, one.section):
        return False
    first, last = sorted((fact.span, one.span), key=lambda span: span.start)
    return "\n\n" not in desk.index.stored_text(first.document)[first.end : last.start]


def _question(fact: Fact, noun: str, desk: Desk) -> Stem:
    """A question for a term; what names of several words did once is asked as of people."""
    if _did(fact):
        return Stem(f"Who {fact.need}?")
    told = without_kind(fact.need)
    return Stem(with_noun(f"Which {UNNAMED} {told}?", "" if noun == UNNAMED else noun))


def _asked_for(facts: Sequence[Fact], desk: Desk) -> str:
    """The noun that the question uses for its options: their kind where all have one, "of these" otherwise."""
    kinds = set()
    for fact in facts:
        thing = desk.mined.thing(fact.thing)
        kinds.add(fact.kind or (thing.kind if thing else ""))
    kind = kinds.pop() if len(kinds) == 1 else ""
    heads = {head_of(fact.thing) for fact in facts}
    common = all(fact.thing.split()[-1].islower() for fact in facts)
    if not kind and len(heads) == 1 and all(heads) and common and not plural(facts[0].thing):
        head = heads.pop()
        return head if head in KIND_NOUNS and not head.endswith("ing") else f"kind of {head}"
    kind = noun_behind([fact.thing for fact in facts], desk) or kind
    kind = kind if kind and not any(kind in fact.thing.lower() for fact in facts) else noun_of(facts, desk)
    if not kind or is_no(kind, facts[0].need, [fact.thing for fact in facts]):
        return UNNAMED
    return several(kind) if plural(facts[0].thing) else kind


def dated_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask for the year of an event, beside years of others.

    Args:
        fact: Of the form "dated".
        desk: The guide and what was used.
        longer: Makes no difference to years.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    for chosen in chosen_of(fact, offers, desk, longer, count):
        years = [one.thing for one in (fact, *chosen)]
        if len(set(years)) > count and desk.spread.fresh(fact.need):
            yield Draft(
                facts=(fact.id,), things=(fact.need,), stem=marked(Stem(fact.need), chosen),
                options=_options(years, (fact, *chosen), desk), spans=(fact.span,), difficulty="foundation", style="dated",
            )  # fmt: skip
            return
