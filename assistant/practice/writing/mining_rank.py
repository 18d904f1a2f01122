"""Which things a learner most easily takes for another: the same kind, set against it, near it, alike in what they do."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.practice.writing.fact import Fact, Thing
from studyground.assistant.practice.writing.things import content_words
from studyground.assistant.practice.writing.vocabulary import kindred

SAME_NEED = 0.74  # cosine of two needs above which they count as the same need
SAME_NEED_SET_AGAINST = 0.85  # the same, for a thing that the passage itself sets against the key
KEPT = 16
KINDRED, FAR_COSTS = 0.5, 0.6
# Things that are said to do nothing alike are no match for each other, less so where they do not even stand together.
NEAR_TOGETHER, NEAR_BESIDE, NEAR = 0.1, 0.3, 0.38
NO_KIND = 0.06
BESIDE, TOGETHER = (
    1.1,
    1.5,
)  # what two things of a kind come to that stand in one list, and in one list under one heading
ONE_PLACE = 30  # facts under one heading, above which standing there together says little


PLACE_WEIGHT, SAME_PLACE = 1.6, 0.55  # what the headings count; cosine above which two things are taught in one place


def rank(
    facts: Sequence[Fact],
    things: dict[str, Thing],
    same: dict[str, frozenset[str]],
    vectors: NDArray[np.float32],
    headings: NDArray[np.float32],
) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """For each fact the things that may stand beside it as wrong options, the most confusable first; and how many are near.

    Args:
        facts: All facts.
        things: All things by name.
        same: By fact id, names of which the same statement is true.
        vectors: One unit vector a fact's need, shape (facts, dimension).
        headings: One vector a fact's headings, of the same shape; zero where they say nothing.
    """
    by_thing: dict[str, list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        by_thing[fact.thing].append(at)
    similar = vectors @ vectors.T if len(facts) else np.zeros((0, 0), np.float32)
    best = {name: similar[:, own].max(axis=1) for name, own in by_thing.items()}
    beside = _candidates(facts, things, sorted(by_thing))
    order = sorted(by_thing)
    rows = np.array([at for name in order for at in by_thing[name]], np.int64)
    starts = np.cumsum([0, *(len(by_thing[name]) for name in order)])[:-1]
    # How alike two things are in what comes nearest of all that is said of them, shape (things, things).
    alike = np.stack([np.maximum.reduceat(best[name][rows], starts) for name in order]) if order else similar
    place = {name: at for at, name in enumerate(order)}
    taught = np.stack([_mean(headings[by_thing[name]]) for name in order]) if order else headings
    about = taught @ taught.T
    ranked: dict[str, tuple[str, ...]] = {}
    close: dict[str, int] = {}
    for at, fact in enumerate(facts):
        excluded = same.get(fact.id, frozenset())
        scored: list[tuple[bool, float, str]] = []
        for standing, name in beside[fact.thing]:
            near = float(best[name][at])
            set_against = name in fact.contrasts
            if name in excluded or near > (SAME_NEED_SET_AGAINST if set_against else SAME_NEED):
                continue
            whole = float(alike[place[fact.thing], place[name]])
            where = float(about[place[fact.thing], place[name]])
            one_place = (
                where >= SAME_PLACE
                and bool(things[name].kind)
                and kindred(things[fact.thing].kind, things[name].kind) >= KINDRED
            )
            least = (
                NEAR_TOGETHER
                if standing >= TOGETHER or one_place
                else NEAR_BESIDE
                if set_against or standing >= BESIDE
                else NEAR
            )
            if not things[fact.thing].kind or not things[name].kind:
                least += NO_KIND  # two terms of no stated kind may have nothing in common but that
            far = max(near, whole) < least
            scored.append(
                (far, -(standing + 1.2 * set_against + 2.0 * near + 0.6 * whole + PLACE_WEIGHT * where), name)
            )
        scored.sort(key=lambda one: one[1:])
        ranked[fact.id] = tuple(name for _, _, name in scored[:KEPT])
        close[fact.id] = sum(not far for far, _, _ in scored)
    return ranked, close


def _mean(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The direction that rows have in common; zero where they have none."""
    total = rows.sum(axis=0)
    length = float(np.linalg.norm(total))
    return np.asarray(total / length if length else total, np.float32)


def _candidates(
    facts: Sequence[Fact], things: dict[str, Thing], names: Sequence[str]
) -> dict[str, list[tuple[float, str]]]:
    """For each thing the others that may be mistaken for it, with what speaks for them whatever the fact."""
    contrasts: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        for other in fact.contrasts:
            contrasts[fact.thing][other] += 1
            contrasts[other][fact.thing] += 1
    together: dict[str, set[str]] = defaultdict(set)
    by_place: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for fact in facts:
        by_place[fact.span.document, *fact.section].append(fact.thing)
    for under in by_place.values():
        for name in set(under) if len(under) <= ONE_PLACE else ():
            together[name] |= set(under)
    words = {name: _telling(things[name]) for name in names}
    kinds = _usable_kinds(things, names)
    found: dict[str, list[tuple[float, str]]] = {}
    for thing in names:
        places = {other: place for place, other in enumerate(things[thing].siblings)}
        listed: list[tuple[float, str]] = []
        for name in names:
            if name == thing:
                continue
            alike = kindred(kinds[thing], kinds[name])
            if alike < 0.5 and name not in contrasts[thing] and name not in places:
                continue
            if _part_of(words[thing], words[name]):
                continue
            near_by = (0.3 if places.get(name, 99) < 8 else 0.0) + (0.4 if name in together[thing] else 0.0)
            listed.append((0.8 * alike + near_by + 0.2 * min(contrasts[thing][name], 3), name))
        found[thing] = listed
    return found


def _usable_kinds(things: dict[str, Thing], names: Sequence[str]) -> dict[str, str]:
    """Each thing's kind, or "" where fewer than four things are of such a kind: these are terms among terms."""
    counted = Counter(things[name].kind for name in names)
    enough = {
        kind for kind in counted if kind and sum(n for other, n in counted.items() if kindred(kind, other) >= 0.5) >= 4
    }
    return {name: things[name].kind if things[name].kind in enough else "" for name in names}


def _telling(thing: Thing) -> list[frozenset[str]]:
    return [content_words(name) for name in (thing.name, *thing.aliases)]


def _part_of(one: list[frozenset[str]], other: list[frozenset[str]]) -> bool:
    """Whether some name of one thing is contained in some name of the other."""
    return any(a and b and (a <= b or b <= a) for a in one for b in other)
