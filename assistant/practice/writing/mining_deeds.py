"""What terms of running text do or are, asked for by the term: "What does CloudTrail do?", beside what is said of other terms."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

import numpy as np

from studyground.assistant.practice.writing.called_people import PEOPLE as OFFICES
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import SIDES, past_of
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun, third_person
from studyground.assistant.practice.writing.option_names import vague
from studyground.assistant.practice.writing.option_sorts import PEOPLE
from studyground.assistant.practice.writing.options import overlapping
from studyground.assistant.practice.writing.phrasing import plural, words
from studyground.assistant.practice.writing.plain_stems import says_nothing
from studyground.assistant.practice.writing.told_options import Sayings, makers_of, written_as
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

FORM: Final = "deed"
PRIORITY = 0.9  # of that of the statement: who is asked for a term thinks more than who is given it
IS, DOES = "is", "does"
SAME_DEED = 0.5  # cosine of two deeds above which one may be a way to say the other
# Cosines of two deeds that can be taken for one another: in one section, in one document, and in two.
NEAR_BY, NEAR, NEAR_ELSEWHERE = -0.05, 0.04, 0.15
HERE, BOOK, ALIKE_NAMED = 0.25, 0.15, 0.2  # what one section, one document and a last word in common count beside it
KEPT = 8
OF_A_MAKER = 2  # names with one first word, from which it is a maker's
COMES_BACK = 2  # times that a term stands in a guide
LEAST_WORDS, LEAST_TERMS = 4, 3
_OF_A_BOOK = frozenset(
    "page manual section chapter documentation handbook reference appendix guide book example stakeholder team organization "
    "organisation company community business module course candidate learner".split()
)
LONG_PART = 7  # letters
_CLASSES = frozenset(
    "learning method technique algorithm model platform system tool service approach analysis engineering processing science "
    "software hardware network computing security language data protocol".split()
)
_TIES = re.compile(
    r"\b(?:such as|including|includes?|like|for example|e\.g\.|is an?|are|uses?|using|with|through|via|by|based on|kinds? of|"
    r"types? of|called|known as)\b"
)
_JOINED = re.compile(r"(?:\b(?:and|or)|,) ([a-z]+)\b")
_PRAISED = re.compile(
    r"(?:good|robust|effective|efficient|proper|successful|careful|clear|continuous|regular|ongoing|modern|strong|appropriate|"
    r"thorough|real-world|practical|overall|entire|collaborative|exam|examination|actual|typical|standard|available|current|given|"
    r"remaining|corresponding|respective|original|resulting|specified|specific)\b",
    re.IGNORECASE,
)
# What is so of a thing, or needed for it, is no deed of it.
_WHAT_IT_IS = re.compile(r"(?P<verb>is|are) (?=an? |the |[a-z-]+ (?:[a-z-]+ )?(?:that|which|who)\b)")
_NO_DEED = frozenset(
    "be have require need depend rely demand belong live mean include contain consist involve remain become exist deserve matter "
    "underpin shape drive influence impact affect inform seem look stay begin start end happen occur come go get continue tend "
    "use work cover appear differ vary follow apply emphasize emphasise introduce present pose offer play evolve".split()
)


def deeds_in(told: Sequence[Fact], running: str) -> tuple[Fact, ...]:
    """Statements of what terms do or are, as facts that are asked for by the term; `situation` says which of the two.

    Args:
        told: Facts of which `need` is a predicate, or, of a definition, what the thing is.
        running: The guide's text, case folded.
    """
    found: dict[tuple[str, str], Fact] = {}
    for fact in told:
        need = fact.need if fact.need_shape == "finite" else _is(fact)
        said = agreeing(need, fact.thing)
        if not said or not _is_thing(fact.thing) or says_nothing(need, named=_is_name(fact)):
            continue
        if _of_a_longer_name(fact.thing, need, running) or not (_is_name(fact) or _taught(fact, running)):
            continue
        if words(said) < LEAST_WORDS or len(set(terms(said)) - set(terms(fact.thing))) < LEAST_TERMS:
            continue
        key = hashlib.sha256(f"{FORM}|{fact.id}".encode()).hexdigest()[:12]
        made = replace(
            fact, id=key, form=FORM, need=need, need_shape="finite", situation=IS if _WHAT_IT_IS.match(need) else DOES,
            priority=round(PRIORITY * fact.priority, 3),
        )  # fmt: skip
        found.setdefault((fact.thing.casefold(), said), made)
    return tuple(found.values())


def _of_a_longer_name(name: str, need: str, running: str) -> bool:
    """Whether what was taken for the verb may end the name: "actual binary packages reside" says nothing of an actual binary."""
    verb = need.split()[0]
    if not may_be_noun(base_of(verb) or verb):
        return False
    low = name.casefold()
    return running.count(low) <= running.count(f"{low} {verb}")


def _taught(fact: Fact, running: str) -> bool:
    """Whether a guide comes back to a term in small letters, or has it in a heading, and praises nothing by its name."""
    low = singular(fact.thing.casefold())
    above = " ".join(fact.section).casefold()
    return not _PRAISED.match(fact.thing) and (low in above or running.count(low) >= COMES_BACK)


def _is(fact: Fact) -> str:
    """What a definition says, as a predicate; "" where it is no noun with its article."""
    return f"is {fact.need}" if re.match(r"(?:an?|the) ", fact.need) and not plural(fact.thing) else ""


def rank_deeds(
    deeds: Sequence[Fact], sayings: Sayings, lines: Sequence[Line], index: Index
) -> dict[str, tuple[str, ...]]:
    """For each deed the ids of others that the guide tells of other terms, those most easily taken for it first.

    Args:
        deeds: Of the form "deed".
        sayings: What is said of each term anywhere.
        lines: The guide's sentences, which name some terms as of a class or in use with others.
        index: Its encoder measures nearness.
    """
    if not deeds:
        return {}
    said = index.encoder.encode([fact.need for fact in deeds])
    names = index.encoder.encode([fact.thing for fact in deeds])
    alike, named = said @ said.T, names @ names.T
    tied = _tied({fact.thing for fact in deeds}, lines)
    makers = makers_of({fact.thing for fact in deeds if written_as(fact.thing) == "proper"}, OF_A_MAKER)
    own: dict[str, list[int]] = {}
    for at, fact in enumerate(deeds):
        own.setdefault(fact.thing.casefold(), []).append(at)
    found: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(deeds):
        best: dict[str, tuple[float, str]] = {}
        mine = own[fact.thing.casefold()]
        for other, one in enumerate(deeds):
            if not _may(fact, one) or frozenset((fact.thing, one.thing)) in tied:
                continue
            if (fact.thing.split()[0] in makers) != (one.thing.split()[0] in makers):
                continue  # a product beside products, and a method beside methods
            if float(np.max(alike[other, mine])) >= SAME_DEED or sayings.does_too(one, fact.thing):
                continue
            book = fact.span.document == one.span.document
            here = book and fact.section == one.section
            if alike[at, other] < (NEAR_BY if here else NEAR if book else NEAR_ELSEWHERE):
                continue
            score = float(alike[at, other] + 0.5 * named[at, other]) + HERE * here + BOOK * book
            score += ALIKE_NAMED * (_last(fact.thing) == _last(one.thing))
            low = one.thing.casefold()
            best[low] = min(best.get(low, (0.0, "")), (-score, one.id))
        found[fact.id] = tuple(name for _, name in sorted(best.values())[:KEPT])
    return found


def _tied(names: set[str], lines: Sequence[Line]) -> set[frozenset[str]]:
    """Pairs of terms that a sentence names as class and member, or one as the means of the other ("reduction with PCA")."""
    patterns = {name: re.compile(rf"\b{re.escape(singular(name.casefold()))}") for name in names}
    found: set[frozenset[str]] = set()
    for line in lines:
        for side in SIDES.split(line.text.casefold()):
            if not _TIES.search(side):
                continue
            here = [(at.start(), name) for name, pattern in patterns.items() if (at := pattern.search(side))]
            for (first, one), (second, other) in combinations(sorted(here), 2):
                if one != other and _TIES.search(side[first:second]):
                    found.add(frozenset((one, other)))
    return found


def agreeing(need: str, name: str) -> str:
    """A predicate with its verb in the number of a name: "prevent overfitting" of "dropout" is "prevents overfitting".

    Args:
        need: The predicate, its verb first.
        name: Of one thing or several.
    """
    several = plural(name)
    if match := _WHAT_IT_IS.match(need):
        return need[match.end() :].strip() if (match["verb"] == "are") == several else ""
    verb, _, rest = need.partition(" ")
    base = base_of(verb) or (verb if verb in VERBS else "")
    if not base or base in _NO_DEED or past_of(verb) or not rest:
        return ""
    first = base if several else third_person(base)
    if first != verb and any(base_of(word) or word in VERBS for word in _JOINED.findall(rest)):
        return ""  # a second verb, perhaps, that would have to agree as well
    return f"{first} {rest}"


def _is_thing(name: str) -> bool:
    """Whether a name is none of people, and says what it names."""
    last = singular(name.split()[-1].casefold())
    if base_of(name.split()[-1]) in _NO_DEED:
        return False  # "borg uses"
    return last not in PEOPLE | OFFICES | _OF_A_BOOK and not vague(name)


def _is_name(fact: Fact) -> bool:
    return bool(fact.kind) or sum(word[:1].isupper() for word in fact.thing.split()) > 1


def _may(fact: Fact, one: Fact) -> bool:
    """Whether the same sort of thing is said of another term, and neither is a part or a class of the other or named for it."""
    if overlapping(fact.thing, one.thing) or fact.situation != one.situation:
        return False
    if plural(fact.thing) != plural(one.thing) and fact.situation == IS:
        return False
    if written_as(fact.thing) != written_as(one.thing) or not _of_one_level(fact.thing, one.thing):
        return False
    mine, theirs = {stem(word) for word in terms(fact.thing)}, set(terms(one.need))
    return not mine & theirs and not set(terms(one.thing)) & set(terms(fact.need))


def _of_one_level(one: str, other: str) -> bool:
    """Whether neither name is of a class ("unsupervised learning") that the other may belong to: two of one class are level."""
    first, second = _last(one).casefold(), _last(other).casefold()
    if (first in _CLASSES or second in _CLASSES) and first != second:
        return False
    return not any(
        mine in theirs or theirs in mine
        for mine in _long_parts(one)
        for theirs in _long_parts(other)  # "self-supervised" and "unsupervised"
        if mine != theirs
    )


def _long_parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", name.casefold()) if len(part) >= LONG_PART]


def _last(name: str) -> str:
    return singular(name.split()[-1].casefold()) if " " in name else name
