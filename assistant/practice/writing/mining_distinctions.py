"""Two things that running text tells apart: "The sheet controls the sail, whereas the halyard hoists it up the mast"."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studyground.assistant.practice.writing.distinct_rivals import MOST_LONGER, SET_APART, Said, said_too, third_of
from studyground.assistant.practice.writing.fact import Fact, Form, Span, Thing
from studyground.assistant.practice.writing.mining_language import LEAD_IN, balanced
from studyground.assistant.practice.writing.mining_source import Line, Source
from studyground.assistant.practice.writing.mining_told import SIDES
from studyground.assistant.practice.writing.named_together import Together, akin
from studyground.assistant.practice.writing.phrasing import capital
from studyground.assistant.practice.writing.said_of_name import ASIDE, said_of
from studyground.assistant.practice.writing.told_options import Sayings, rank_told
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FORM: Form = "distinction"
LEAST_WEIGHT = 0.2
WORTH = 0.7
_CONJUNCTION = re.compile(r"^(?:and|but|whereas|while|yet)\s+", re.IGNORECASE)
_FOR = re.compile(r"(?:is|are) (?:for|about)\b")
_ORDER = re.compile(r"(?:first|second|third|last|next|former|latter)\b", re.IGNORECASE)
_IDLE = ("be", "have", "can", "may", "must", "will", "should")
# What can be said of many things at once: that one of two does it does not mean that the other does not.
_OF_MANY = frozenset(
    "enable support allow provide demand offer help improve ensure promote facilitate emphasize emphasise require need protect "
    "guide let handle do lose win contribute benefit include involve influence affect matter start begin play work".split()
)
_NEGATIVE = frozenset("non not no without un never".split())
_MEANS = re.compile(r"(?:is|are) (?:an?|the) \w|(?:means?|refers? to|stands? for)\b")


_IT = re.compile(r"\b(?:before|after|than|until|once|as) it(?= (?:and|or|but|in|on|at|of|to|for|with|by)\b|[,;.]|$)")
_THAN = re.compile(
    r"\b(?:quicker|faster|slower|cheaper|dearer|larger|smaller|bigger|higher|lower|longer|shorter|better|worse|easier|harder|"
    r"simpler|stronger|weaker|heavier|lighter|sooner|earlier|safer|older|newer|younger|wider|narrower|deeper|shallower|thicker|"
    r"thinner|finer|coarser|greater|richer|hotter|colder|warmer|cooler|softer|taller|darker|brighter|tighter|looser|"
    r"more(?! of\b)|less|fewer)\b(?!.*\bthan\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Said
    other: Said


def distinctions_in(
    read: Source, index: Index, known: Sequence[Fact] = (), things: Mapping[str, Thing] | None = None
) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """What a guide tells apart, and for each fact that can be asked the ids of what stands beside it.

    A pair gives a fact of the form "told" for each of its names, which is asked for by what is said of it, and one of the
    form "distinction", which is asked for by both names. What only stands beside others has no `contrasts`.

    Args:
        read: The guide taken apart.
        index: Its encoder measures nearness.
        known: What was found of its terms already: options may come from there too.
        things: By name; their kinds say what belongs together.
    """
    sides = [_sides(line) if line.weight >= LEAST_WEIGHT else () for line in read.lines]
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    told: dict[str, Fact] = {}
    mates: dict[str, str] = {}
    taken = {(fact.thing.casefold(), fact.need): fact.id for fact in known}
    for pair in _apart(read, sides, index.encoder.is_word):
        key, mate = _fact(pair.one, FORM, (pair.other.name,), things), _fact(pair.other, FORM, (), things)
        facts |= {key.id: key, mate.id: mate}
        third = third_of(pair.one, pair.other, [one for own in sides for one in own if one], read.lines)
        stands_by = _fact(third, FORM, (), things) if third else None
        facts |= {stands_by.id: stands_by} if stands_by else {}
        beside[key.id] = (mate.id, *([stands_by.id] if stands_by else ()))
        both = [_fact(one, "told", (two.name,), things) for one, two in _ways(pair.one, pair.other)]
        for fact, counterpart in zip(both, both[::-1], strict=True):
            if _THAN.search(fact.need):
                continue  # alone it does not say than what
            if (fact.thing.casefold(), fact.need) not in taken:
                told[fact.id] = fact
                mates[fact.id] = taken.get((counterpart.thing.casefold(), counterpart.need), counterpart.id)
    pool = [one for own in sides for one in own if one and not _in_passing(one, index.encoder.is_word)]
    kin = [_fact(one, FORM, (), things) for one in pool if any(akin(one.name, fact.thing) for fact in told.values())]
    others = {fact.id: fact for fact in (*known, *kin)}
    sayings = Sayings((fact.thing for fact in (*told.values(), *others.values())), read.lines)
    facts |= told
    there = {*facts, *(fact.id for fact in known)}
    for name, ranked in rank_told(list(told.values()), [*told.values(), *others.values()], sayings, index).items():
        first = (mates[name],) if mates[name] in there else ()  # what needs a "than" was left out
        beside[name] = tuple(dict.fromkeys((*first, *ranked)))
        facts |= {one: others[one] for one in ranked if one in others and others[one].form == FORM}
    return tuple(facts.values()), beside


def _apart(read: Source, sides: Sequence[Sequence[Said | None]], ordinary: Callable[[str], bool]) -> tuple[_Pair, ...]:
    """The pairs of which the guide nowhere says of one what it says of the other, each once."""
    running = "\n".join([*(line.text for line in read.lines), *(" ".join(path[-1:]) for path in read.headings)])
    found: dict[frozenset[str], _Pair] = {}
    for pair in _pairs(read.lines, sides, Together(running), ordinary):
        own = {(side.line.document, side.line.start) for side in (pair.one, pair.other)}
        if not any(said_too(one, two.name, two, read.lines, own) for one, two in _ways(pair.one, pair.other)):
            found.setdefault(frozenset((pair.one.name.casefold(), pair.other.name.casefold())), pair)
    return tuple(found.values())


def _fact(said: Said, form: Form, contrasts: tuple[str, ...], things: Mapping[str, Thing] | None) -> Fact:
    line = said.line
    key = f"{said.name}|{form}|{said.said}|{line.document}|{line.start}|{'|'.join(contrasts)}"
    thing = (things or {}).get(said.name)
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=said.name, kind=thing.kind if thing else "", form=form,
        need=said.said, need_shape="finite", situation=said.shown if form == FORM else "",
        span=Span(line.document, line.start, line.end), section=line.section, named_by="span", contrasts=contrasts,
        text=capital(f"{said.shown} {said.said}"), priority=round(WORTH * max(line.weight, 0.5), 3),
    )  # fmt: skip


def _pairs(
    lines: Sequence[Line],
    sides: Sequence[Sequence[Said | None]],
    together: Together,
    ordinary: Callable[[str], bool],
) -> Iterator[_Pair]:
    """Pairs within a sentence, then of neighbouring sentences of one shape."""
    for at, line in enumerate(lines):
        own = sides[at]
        for one, other in pairwise(own):
            apart = bool(SET_APART.search(line.text))
            of_many = sum(side is not None for side in own) > len(("one", "other"))
            if of_many and any(side and _THAN.search(side.said) for side in (one, other)):
                continue  # "starts quicker" than a third
            if one and other and _told_apart(one, other, together, ordinary, joined=True, apart=apart):
                yield _Pair(one, other)
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is None or len(own) != 1 or len(sides[at + 1]) != 1 or not _next_to(line, following):
            continue
        one, other = own[0], sides[at + 1][0]
        if one and _THAN.search(one.said):
            continue  # "has a wider range": than what, the sentence before says
        if one and other and _told_apart(one, other, together, ordinary, joined=False, apart=False):
            yield _Pair(one, other)


def _next_to(line: Line, following: Line) -> bool:
    same = line.document == following.document and line.section == following.section
    return same and (line.unit == following.unit or (line.item and following.item and following.unit == line.unit + 1))


def _told_apart(
    one: Said, other: Said, together: Together, ordinary: Callable[[str], bool], *, joined: bool, apart: bool
) -> bool:
    """Whether two statements set two things of one sort against each other.

    Args:
        one: What is said of the first.
        other: What is said of the second.
        together: Knows which names the guide puts side by side.
        ordinary: Whether a word is one of the language.
        joined: They stand in one sentence.
        apart: That sentence says "whereas" or "while".
    """
    first, second = ({*side.name.casefold().split()} for side in (one, other))
    if first <= second or second <= first or one.several != other.several or one.article != other.article:
        return False
    lengths = sorted((len(one.said), len(other.said)))
    if any(_IT.search(side.said) for side in (one, other)):
        return False  # "from before it": what, the sentence before says
    if lengths[1] > MOST_LONGER * lengths[0] or _gives_away(one, other):
        return False
    if {one.verb, other.verb} & _OF_MANY or _ORDER.match(one.name) or _ORDER.match(other.name):
        return False
    kin, beside = akin(one.name, other.name), together.of(one.name, other.name)
    if any(_in_passing(side, ordinary) for side in (one, other)) and not (kin or beside):
        return False
    headed = together.of(one.name, other.name, " ".join(one.line.section[-1:]))
    means = bool(_MEANS.match(one.said) and _MEANS.match(other.said))
    if apart or means or headed:
        return True
    if one.article == "the" and {one.verb, other.verb} != {"be"}:
        return False  # the two of some example
    if joined and (kin or beside or len(one.said.split()) == len(other.said.split())):
        return True
    return (kin and beside) or (one.verb == other.verb and (kin or beside or _names_that_act_alike(one, other)))


def _names_that_act_alike(one: Said, other: Said) -> bool:
    """Whether two products or signals are said to do things with one verb, or two names to be for something each."""
    named = all(word[:1].isupper() for side in (one, other) for word in side.name.split())
    return (named and one.verb not in _IDLE) or bool(_FOR.match(one.said) and _FOR.match(other.said))


def _in_passing(side: Said, ordinary: Callable[[str], bool]) -> bool:
    """Whether a subject is one thing of the passage and no term: "the state", "the two boats"."""
    return side.shown.casefold().startswith("the ") and all(ordinary(word) for word in side.name.casefold().split())


def _gives_away(one: Said, other: Said) -> bool:
    """Whether what is said of one has a word of either name, or the two say the same."""
    mine, theirs = set(terms(one.said)), set(terms(other.said))
    names = set(terms(one.name)) ^ set(terms(other.name))
    part = not (mine - theirs and theirs - mine) and not _NEGATIVE & {*_words(one.said)} ^ {*_words(other.said)}
    short = any(
        _initials(side.name) in {word.rstrip("s") for word in rest.said.split()} for side, rest in _ways(one, other)
    )
    return bool(names & (mine | theirs)) or part or short


def _initials(name: str) -> str:
    """The capitals that may stand for a name of several words: what is said to be "an RNN" is a recurrent neural network."""
    letters = "".join(word[0] for word in re.split(r"[\s-]", name) if word).upper()
    return letters if len(letters) > 1 else " "


def _ways(one: Said, other: Said) -> tuple[tuple[Said, Said], tuple[Said, Said]]:
    return (one, other), (other, one)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())


def _sides(line: Line) -> tuple[Said | None, ...]:
    """What each side of a sentence says of the name it opens with; None for a side that says nothing that can be lifted out."""
    text = ASIDE.sub("", LEAD_IN.sub("", line.text)).strip()
    if text.endswith(("?", ":", "!")) or not balanced(text) or re.search(r"[“”\"\\$]", text):
        return ()
    first, *rest = [side.strip() for side in SIDES.split(text) if side.strip()]
    if rest and ": " in first:
        first = first.rpartition(": ")[2]  # "One is not the other: the first …; the second …"
    return tuple(said_of(_CONJUNCTION.sub("", side), line) for side in (first, *rest))
