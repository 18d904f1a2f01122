"""Which terms of a guide can stand beside one another as options: of one sort, taught together, and said to do something else."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from studyground.assistant.practice.writing.asking import TOOLS
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.mining_lists import enumerations
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import LEAST_LETTERS, SIDES, past_of
from studyground.assistant.practice.writing.mining_verbs import gerund_base
from studyground.assistant.practice.writing.option_names import vague
from studyground.assistant.practice.writing.options import overlapping
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.rivals import other_way_round
from studyground.assistant.practice.writing.vocabulary import kindred, singular
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

LISTED = "listed"
KEPT = 10
GLOSSARY = 25  # statements under one heading, from which it holds all sorts of terms together
MANY = 4  # names with the same first word
SAME_SAYING = 0.6  # cosine of two statements above which both terms may be said to do the same
SAME_WORDS = 0.5  # share of a statement's words in any sentence that names the other term, above which it may do it too
SAME_OF_BOTH = 0.34  # where the sentence names both
# How alike names and statements must be, by how close together they are taught, in one section, chapter or document:
# the cosines of names and of statements that do together, and that of statements that does alone.
LEAST_ALIKE = 0.2
SECTION, CHAPTER, DOCUMENT = (0.22, 0.28), (0.3, 0.25, 0.4), (0.4, 0.35, 0.45)
PRODUCTS = (0.25, 0.18)  # cosines of two products' names, without the maker's, and of what they do: either is enough
# What being taught together counts beside the cosines.
ONE_SENTENCE, ONE_LIST, ONE_KIND, ONE_SECTION, ONE_NOUN, ONE_CHAPTER, FARTHER = 1.0, 1.0, 0.5, 0.4, 0.3, 0.2, 0.1
_CODE = re.compile(r"[a-z][A-Z]|_|\(\)|\w\.\w|^-")


def listed_in(lines: Sequence[Line], resolve: Callable[[str], str], known: Iterable[str]) -> tuple[Fact, ...]:
    """Members that a sentence lists under one noun ("metrics such as precision and recall"), where the guide knows one of them.

    Args:
        lines: The guide's sentences.
        resolve: Gives a name in full.
        known: Terms of which the guide says something: lists without any of them are left out.
    """
    wanted = {name.casefold() for name in known}
    found: dict[tuple[str, int, int], Fact] = {}
    for line in lines:
        for listed in enumerations(line.text):
            if not wanted & {form.casefold() for member in listed.members for form in (member, resolve(member))}:
                continue
            for member in listed.members:
                if (
                    len(member) < LEAST_LETTERS
                    or vague(member)
                    or (" " in member and gerund_base(member.split()[0].casefold()) and "-" not in member)
                ):
                    continue
                key = f"{member}|{LISTED}|{line.document}|{line.start}"
                found[member.casefold(), line.start, line.end] = Fact(
                    id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=member, kind=listed.kind, form="listed", need="",
                    need_shape="noun", situation="", span=Span(line.document, line.start, line.end), section=line.section,
                    named_by="span", contrasts=tuple(one for one in listed.members if one != member), text=line.text,
                )  # fmt: skip
    return tuple(found.values())


def rank_told(
    asked: Sequence[Fact], pool: Sequence[Fact], sayings: "Sayings", index: Index
) -> dict[str, tuple[str, ...]]:
    """For each fact the ids of others, of other terms, that a learner could take its term for; the nearest first.

    Args:
        asked: Facts of which each names a term and says something of it.
        pool: What options may come from, `asked` among them.
        sayings: What is said of each term anywhere.
        index: Its encoder measures nearness.
    """
    if not asked:
        return {}
    makers = makers_of({fact.thing for fact in pool})
    texts = list(dict.fromkeys(text for fact in pool for text in (_own_words(fact.thing, makers), fact.need) if text))
    encoded = np.vstack([index.encoder.encode(texts), np.zeros((1, index.encoder.dimension), np.float32)])
    place = {text: at for at, text in enumerate(texts)}
    names = encoded[[place[_own_words(fact.thing, makers)] for fact in pool]]
    needs = encoded[[place.get(fact.need, -1) for fact in pool]]
    said = (names + needs) / np.maximum(np.linalg.norm(names + needs, axis=1, keepdims=True), 1e-6)
    row = {fact.id: at for at, fact in enumerate(pool)}
    alike = _Alike(pool, names, said, needs, sayings, makers)
    return {fact.id: alike.beside(row[fact.id]) for fact in asked}


def makers_of(names: Iterable[str], least: int = MANY) -> frozenset[str]:
    """Words that many names begin with ("Amazon"): they make no two of them alike.

    Args:
        names: Of things.
        least: So many are many.
    """
    counted = Counter(name.split()[0] for name in names if " " in name and name[:1].isupper())
    return frozenset(word for word, count in counted.items() if count >= least)


def _own_words(name: str, makers: frozenset[str]) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first in makers else name


class _Alike:
    """How alike the terms of a pool are."""

    def __init__(
        self,
        pool: Sequence[Fact],
        names: Vectors,
        said: Vectors,
        needs: Vectors,
        sayings: "Sayings",
        makers: frozenset[str],
    ) -> None:
        self.makers = makers
        self.pool, self.names, self.said, self.needs, self.sayings = pool, names, said, needs, sayings
        places = Counter((fact.span.document, fact.section) for fact in pool)
        self.crowded = {place for place, count in places.items() if count > GLOSSARY}
        self.sorts = [_sort(fact.thing) for fact in pool]
        self.mates: dict[str, set[str]] = defaultdict(set)
        self.rows: dict[str, list[int]] = defaultdict(list)
        for fact in pool:
            if fact.form == LISTED:
                self.mates[fact.thing.casefold()] |= {name.casefold() for name in fact.contrasts}
        self.homes: dict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
        for at, fact in enumerate(pool):
            self.rows[fact.thing.casefold()].append(at)
            self.homes[fact.thing] |= {(fact.span.document, fact.section)} - self.crowded

    def beside(self, at: int) -> tuple[str, ...]:
        """The ids of the best statement of each term that can stand beside one, the nearest first."""
        fact = self.pool[at]
        by_name, by_saying, by_need = (
            self.names @ self.names[at],
            self.said @ self.said[at],
            self.needs @ self.needs[at],
        )
        best: dict[str, tuple[float, str]] = {}
        refused: set[str] = set()
        for other, one in enumerate(self.pool):
            low = one.thing.casefold()
            mate = low in self.mates.get(fact.thing.casefold(), ())
            if low in refused or other == at or not _of_one_sort(self.sorts[at], self.sorts[other], mate=mate):
                continue
            together = fact.section == one.section and (fact.span.document, fact.section) not in self.crowded
            near = _nearness(fact, one, float(by_name[other]), float(by_saying[other]), together=together)
            near = max(near, ONE_LIST) if mate else near
            alike = by_saying[other] >= PRODUCTS[1] or by_name[other] >= PRODUCTS[0]
            products = near <= 0 and bool(one.need) and self._is_product(fact) and self._is_product(one)
            together = together or (products and bool(self.homes[fact.thing] & self.homes[one.thing]))
            if products and (alike or together) and fact.span.document == one.span.document:
                near = ONE_SECTION if together else FARTHER  # what is taught beside it is a match, whatever it does
            if near <= 0:
                continue
            if low not in best and self._does_too(at, one.thing, by_need):
                refused.add(low)
                continue
            score = near + float(by_name[other]) + 0.5 * float(by_saying[other]) - (one.form == LISTED)
            best[low] = min(best.get(low, (0.0, "")), (-score, one.id))
        return tuple(name for _, name in sorted(best.values())[:KEPT])

    def _is_product(self, fact: Fact) -> bool:
        """Whether a name begins with that of a maker, as many do: products of a guide can be taken for one another."""
        first, _, rest = fact.thing.partition(" ")
        return first in self.makers and rest[:1].isupper()

    def _does_too(self, at: int, name: str, by_need: np.ndarray) -> bool:
        """Whether another term is the same, a part of it, or said anywhere to do (nearly) what is asked."""
        fact = self.pool[at]
        if overlapping(fact.thing, name) or _begins(fact.thing, name) or _holds(fact.need, name):
            return True
        rows = [row for row in self.rows[name.casefold()] if self.pool[row].need]
        if any(
            (by_need[row] >= SAME_SAYING and not other_way_round(fact.need, self.pool[row].need))
            or _holds(self.pool[row].need, fact.thing)
            for row in rows
        ):
            return True
        return name not in fact.contrasts and self.sayings.does_too(fact, name)


class Sayings:
    """The words of every clause that names a term, which show what else may be said to do the same."""

    def __init__(self, names: Iterable[str], lines: Sequence[Line]) -> None:
        self._words = _sayings(set(names), lines)

    def does_too(self, fact: Fact, name: str) -> bool:
        """Whether a clause anywhere says of another term, or of both, much of what a fact says of its own."""
        asked = set(terms(fact.need)) - set(terms(f"{fact.thing} {name}"))
        own = set(terms(fact.thing))
        return any(
            len(asked & words) >= (SAME_OF_BOTH if own <= words else SAME_WORDS) * len(asked)
            for words in self._words.get(name.casefold(), ())
        )


def _nearness(fact: Fact, one: Fact, by_name: float, by_saying: float, *, together: bool) -> float:
    """How close together two terms are taught; 0 where too far for what they have in common.

    Args:
        fact: What is said of one term.
        one: What is said of another.
        by_name: Cosine of the names.
        by_saying: Cosine of the statements.
        together: Whether both stand in one section that is no glossary.
    """
    if fact.span.document != one.span.document or not one.need:
        return 0.0
    noun = ONE_NOUN if _last(fact.thing) == _last(one.thing) and " " in fact.thing and " " in one.thing else 0.0
    if one.thing in fact.contrasts:
        return ONE_SENTENCE + noun
    if fact.need and past_of(fact.need.split()[0]):  # people, and what each of them did
        return (ONE_SECTION if fact.section == one.section else FARTHER) if past_of(one.need.split()[0]) else 0.0
    kin = bool(fact.kind) and fact.kind == one.kind and fact.kind not in VAGUE_KINDS
    if kin and (fact.section == one.section or by_saying >= CHAPTER[2] - 0.05):
        return ONE_KIND + noun
    if kin and fact.kind in TOOLS and max(by_name, by_saying) >= LEAST_ALIKE:
        return ONE_CHAPTER + noun  # one service of a guide can be taken for another wherever it is taught
    if by_saying < LEAST_ALIKE or (fact.kind and one.kind and not kindred(fact.kind, one.kind)):
        return 0.0
    if together:
        return ONE_SECTION + noun if noun or by_name >= SECTION[0] or by_saying >= SECTION[1] else 0.0
    depth = len(fact.section) - 1
    chapter = depth > 0 and fact.section[:depth] == one.section[:depth]
    least_name, least_saying, alone = CHAPTER if chapter and depth > 1 else DOCUMENT
    if by_saying >= alone or (by_name >= least_name and by_saying >= least_saying):
        return (ONE_CHAPTER if chapter else FARTHER) + noun
    return 0.0


def _of_one_sort(one: tuple[str, bool], other: tuple[str, bool], *, mate: bool) -> bool:
    """Whether two names are written alike; of a list's members capitals say nothing."""
    return one == other or (mate and one[1] == other[1] and "code" not in (one[0], other[0]))


def _last(name: str) -> str:
    return singular(name.split()[-1].casefold())


def written_as(name: str) -> str:
    """How a name is written: as "code", as a "proper" name or as a "common" noun."""
    words = name.split()
    titles = len(words) > 1 and all(word[:1].isupper() for word in words)  # "AWS CloudTrail" is no name in a program
    if _CODE.search(name) and not titles:
        return "code"
    titled = sum(word[:1].isupper() for word in words) > 1 or any(letter.isupper() for letter in words[0][1:])
    return "proper" if titled else "common"


def _sort(name: str) -> tuple[str, bool]:
    """How a name is written, and whether it is a plural: what would tell one option from the others."""
    written = written_as(name)
    return written, written != "code" and plural(name.lower())


def _begins(one: str, other: str) -> bool:
    """Whether one name is what the other begins with, but for a word in front ("Amazon SageMaker", "SageMaker Neo")."""
    first, second = one.split(), other.split()
    return len(first) > 1 and len(second) > 1 and (first[-1] == second[0] or second[-1] == first[0])


def _holds(need: str, name: str) -> bool:
    """Whether what is said of one term names another."""
    return bool(re.search(rf"\b{re.escape(singular(name.casefold()))}(?:s|es)?\b", need.casefold()))


def _sayings(names: Iterable[str], lines: Sequence[Line]) -> dict[str, list[frozenset[str]]]:
    """For each name, small, the words of every sentence that names it."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in names:
        low = name.casefold()
        by_first[re.split(r"[\W_]", low)[0] or low].append(low)
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for line in lines:
        for side in SIDES.split(line.text):
            low = side.casefold()
            here = [
                name for word in set(re.findall(r"[a-z0-9]+", low)) for name in by_first.get(word, ()) if name in low
            ]
            here = [name for name in here if re.search(rf"(?<!\w){re.escape(name)}", low)]
            if here:
                words = frozenset(terms(side))
                for name in here:
                    found[name].append(words)
    return found
