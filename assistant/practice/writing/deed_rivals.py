"""Whose deeds can be taken for those of another term: terms that are taught side by side, none a part or a class of another."""

import re
from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.mining_deeds import IS
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import SIDES
from studyground.assistant.practice.writing.options import overlapping
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.told_options import Sayings, makers_of, written_as
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

SAID_TOO = 0.45  # cosine of a deed and of anything said about the term, above which it may be the term's as well
SAME_DEED = 0.5  # cosine of two deeds above which one may be a way to say the other
# Cosines of two deeds that can be taken for one another: in one section, in one document, and in two.
NEAR_BY, NEAR, NEAR_ELSEWHERE = -0.05, 0.04, 0.15
# What being taught side by side, in one section or document, and a last word in common count beside the cosines.
KIN, HERE, BOOK, ALIKE_NAMED = 1.0, 0.25, 0.15, 0.2
KEPT = 8
LEAST_KIN = 1  # wrong options that are taught side by side with the term
LEAST_NEAR, NEAR_ENOUGH = 3, 0.28  # else so many whose deeds have such a mean cosine with that of the term
OF_A_MAKER = 2  # names with one first word, from which it is a maker's
MOST_ABOUT = 40  # clauses that are read about one term
LONG_PART = 7  # letters
_CLASSES = frozenset(
    "learning method technique algorithm model platform system tool service approach analysis engineering processing science "
    "software hardware network computing security language data protocol".split()
)
_TIES = re.compile(
    r"\b(?:such as|including|includes?|like|for example|e\.g\.|is an?|are|uses?|using|with|through|via|by|based on|kinds? of|"
    r"types? of|called|known as)\b"
)
Lists = Collection[frozenset[str]]


def rank_deeds(
    deeds: Sequence[Fact], sayings: Sayings, lines: Sequence[Line], lists: Lists, index: Index
) -> dict[str, tuple[str, ...]]:
    """For each deed the ids of others that the guide tells of other terms, those most easily taken for it first.

    Args:
        deeds: Of the form "deed".
        sayings: What is said of each term anywhere.
        lines: The guide's sentences, which name some terms as of a class or in use with others.
        lists: Pairs of names, case folded, that sentences list together.
        index: Its encoder measures nearness.

    Returns:
        The ids; none for a term of which too few others are taught side by side with it.
    """
    if not deeds:
        return {}
    said = index.encoder.encode([fact.need for fact in deeds])
    names = index.encoder.encode([fact.thing for fact in deeds])
    alike, named = said @ said.T, names @ names.T
    things = {fact.thing for fact in deeds}
    tied, about = _tied(things, lines), _said_about(things, lines)
    makers = makers_of({name for name in things if written_as(name) == "proper"}, OF_A_MAKER)
    row = {fact.id: at for at, fact in enumerate(deeds)}
    own: dict[str, list[int]] = {}
    for at, fact in enumerate(deeds):
        own.setdefault(fact.thing.casefold(), []).append(at)
    found: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(deeds):
        best: dict[str, tuple[float, str, bool]] = {}
        heard = index.encoder.encode(about[fact.thing]) if about[fact.thing] else said[at : at + 1]
        also, mine = (said @ heard.T).max(axis=1), own[fact.thing.casefold()]
        for other, one in enumerate(deeds):
            if not _may(fact, one, makers) or frozenset((fact.thing, one.thing)) in tied:
                continue
            if float(np.max(alike[other, mine])) >= SAME_DEED or sayings.does_too(one, fact.thing):
                continue
            if one.span != fact.span and also[other] >= SAID_TOO:
                continue  # perhaps in other words
            book = fact.span.document == one.span.document
            here, kin = book and fact.section == one.section, near_kin(fact, one, lists)
            if alike[at, other] < (NEAR_BY if here else NEAR if book else NEAR_ELSEWHERE):
                continue
            score = float(alike[at, other] + 0.5 * named[at, other]) + KIN * kin + HERE * here + BOOK * book
            score += ALIKE_NAMED * (_last(fact.thing) == _last(one.thing))
            low = one.thing.casefold()
            best[low] = min(best.get(low, (0.0, "", False)), (-score, one.id, kin))
        ranked = sorted(best.values())[:KEPT]
        near = sorted((float(alike[at, row[name]]) for _, name, _ in ranked), reverse=True)[:LEAST_NEAR]
        enough = sum(kin for *_, kin in ranked) >= LEAST_KIN or (
            len(near) == LEAST_NEAR and sum(near) / LEAST_NEAR >= NEAR_ENOUGH
        )
        found[fact.id] = tuple(name for _, name, _ in ranked) if enough else ()
    return found


def near_kin(fact: Fact, one: Fact, lists: Lists = ()) -> bool:
    """Whether two terms are taught side by side: in a sentence, a section or a list, under one noun, or as of one kind.

    Args:
        fact: What is asked.
        one: Another deed.
        lists: Pairs of names, case folded, that sentences list together.
    """
    if one.thing in fact.contrasts or one.span == fact.span:
        return True
    if frozenset((fact.thing.casefold(), one.thing.casefold())) in lists:
        return True
    if (fact.span.document, fact.section) == (one.span.document, one.section) and fact.section[1:]:
        return True
    kind = bool(fact.kind) and fact.kind == one.kind and fact.kind not in VAGUE_KINDS
    return kind or (" " in fact.thing and " " in one.thing and _last(fact.thing) == _last(one.thing))


def _tied(names: Collection[str], lines: Sequence[Line]) -> set[frozenset[str]]:
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


def _said_about(names: Collection[str], lines: Sequence[Line]) -> dict[str, list[str]]:
    """For each term what the clauses that name it say, the name itself left out."""
    found: dict[str, list[str]] = {name: [] for name in names}
    patterns = {name: re.compile(rf"(?<!\w){re.escape(name.casefold())}(?:s|es)?(?!\w)") for name in names}
    for line in lines:
        for side in SIDES.split(line.text.casefold()):
            for name, pattern in patterns.items():
                if name.casefold() in side and pattern.search(side) and len(found[name]) < MOST_ABOUT:
                    found[name].append(pattern.sub(" ", side).strip())
    return found


def _may(fact: Fact, one: Fact, makers: Collection[str]) -> bool:
    """Whether the same sort of thing is said of another term, and neither is a part or a class of the other or named for it."""
    if overlapping(fact.thing, one.thing) or _is_part(fact.thing, one.thing, makers) or fact.situation != one.situation:
        return False
    if plural(fact.thing) != plural(one.thing) and fact.situation == IS:
        return False
    if written_as(fact.thing) != written_as(one.thing) or not _of_one_level(fact.thing, one.thing):
        return False
    if (fact.thing.split()[0] in makers) != (one.thing.split()[0] in makers):
        return False  # a product beside products, and a method beside methods
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


def _is_part(one: str, other: str, makers: Collection[str]) -> bool:
    """Whether one name, without its maker's, stands in the other: "SageMaker Neo" is a part of "Amazon SageMaker"."""

    def own(name: str) -> set[str]:
        first, _, rest = name.partition(" ")
        return set(terms(rest if rest and first in makers else name))

    return own(one) <= set(terms(other)) or own(other) <= set(terms(one))


def _long_parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", name.casefold()) if len(part) >= LONG_PART]


def _last(name: str) -> str:
    return singular(name.split()[-1].casefold()) if " " in name else name
