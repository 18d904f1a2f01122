"""Questions that name a term and ask what it does, beside what the guide says that other terms do."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaking import abbreviates, put_together, telltale
from studyground.assistant.practice.writing.mining_deeds import FORM, IS, agreeing
from studyground.assistant.practice.writing.name_drafts import offered
from studyground.assistant.practice.writing.option_use import WRONG, least_used, marked
from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.phrasing import absolute, alike, capital, plural, sentence, small
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.told_options import written_as

ASK = "ask deed"
WIDE = 6  # of the nearest, from which the wrong options are drawn
TRIES = 3
MOST_USED = 3  # times that a term may lend its deed to a batch: then it is known whose it is
MOST_LENGTH = 2.2
_ASK_DEED = "What {do} {name} do?"
_ASK_TRUE = "Which statement about {name} is true?"
_ASK_WHAT = "What {be} {name}?"
_OF_ANOTHER = "That describes {name}: “{said}”"


def deed_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts whose options are what the guide says that a term and others do.

    Args:
        fact: Of the form "deed".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    key = agreeing(fact.need, fact.thing)
    if absolute(key) or put_together(fact.thing, key):
        return
    for chosen in _chosen(fact, desk, longer, count):
        texts = _texts(fact, chosen)
        if telltale(fact.thing, texts) or abbreviates(fact.thing, texts[0]):
            continue
        stem, names_it = _asked(fact, desk)
        if not desk.spread.fresh(stem.text):
            return
        if not names_it:
            texts = [f"{'They' if plural(fact.thing) else 'It'} {small(text)}" for text in texts]
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen),
            options=(
                Drafted(texts[0], True, f"The guide says: “{sentence(fact.text)}”", (fact.span,)),
                *(Drafted(text, False, _said_of(one, desk), (one.span,)) for text, one in zip(texts[1:], chosen, strict=True)),
            ),
            spans=(fact.span,), difficulty="foundation", style=FORM,
        )  # fmt: skip


def _chosen(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options: of the nearest those that were used least, one longer than the key where that is wanted."""
    offers = [
        one for one in offered(fact, desk) if not absolute(one.need) and alike((fact.need, one.need), MOST_LENGTH)
    ]
    offers = [one for one in offers if desk.spread.used(WRONG, one.thing.casefold()) < MOST_USED]
    near = least_used(offers[:WIDE], desk)
    rank = {one.id: at for at, one in enumerate(offers)}
    ways = [list(way) for way in combinations(near, count) if _apart(way) and _fit(_texts(fact, way))]
    if longer:
        ways = [way for way in ways if any(len(one.need) > len(fact.need) for one in way)]
    use = {one.id: at for at, one in enumerate(near)}
    ways.sort(key=lambda way: sum(rank[one.id] + 0.5 * use[one.id] for one in way))
    yield from islice(ways, TRIES)


def _texts(fact: Fact, chosen: Sequence[Fact]) -> list[str]:
    """The options, the key first: deeds, their verbs in the number of the term."""
    return [capital(agreeing(one.need, fact.thing)) for one in (fact, *chosen)]


def _fit(texts: Sequence[str]) -> bool:
    return fitting([Choice(text, not at, text, None) for at, text in enumerate(texts)])


def _apart(way: Sequence[Fact]) -> bool:
    """Whether no two wrong options are of one term."""
    return len({one.thing.casefold() for one in way}) == len(way)


def _asked(fact: Fact, desk: Desk) -> tuple[Stem, bool]:
    """The question, and whether its options need no subject: tools and machines do something, of a notion something is true."""
    name = desk.casing.inside(fact.thing)
    several, lead = plural(name), re.match(r"(?:The|An?) ", fact.text)
    article = lead[0].lower() if lead and not several and written_as(fact.thing) != "code" else ""
    bare = fact.situation == IS or bool(article) or written_as(fact.thing) != "common"
    frame = _ASK_WHAT if fact.situation == IS else _ASK_DEED if bare else _ASK_TRUE
    asked = frame.format(do="do" if several else "does", be="are" if several else "is", name=f"{article}{name}")
    return Stem(asked, used=((ASK, frame),)), bare


def _said_of(one: Fact, desk: Desk) -> str:
    """The reason of a wrong option: of which other term the guide says so, in its words."""
    return _OF_ANOTHER.format(name=desk.casing.inside(one.thing), said=sentence(one.text))
