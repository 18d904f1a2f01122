"""Which explained terms can stand beside one another: named alike or taught together, neither a part nor a kind of the other."""

import re
from collections.abc import Sequence
from itertools import combinations

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.option_sorts import sort_of_definition
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.plain_stems import head_of
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

SAME_SAYING = 0.68  # cosine of two explanations that may come to the same
SAME_SAYING_OF_A_ROW = 0.8  # of terms named alike that a section tells of in turn
SAME_WORDS = 0.5  # share of an explanation's words in a sentence about another term
NEAR = 0.22  # cosine of two terms with their explanations, at least
NEAR_OF_DEEDS = 0.08  # of what happens or is the case: a chapter has few of them, and they can be taken for one another
HERE, NAMED_ALIKE, SET_AGAINST = 0.25, 0.5, 0.6  # what a section, a last word and a sentence in common count beside it
KEPT = 8


def beside_defined(made: Sequence[Fact], lines: Sequence[Line], index: Index) -> dict[str, tuple[str, ...]]:
    """For each explained term the ids of others that a learner could take for it, the nearest first.

    Args:
        made: One fact a term, of one document.
        lines: Its sentences, which show what else is said of a term.
        index: Its encoder measures how alike two are.
    """
    whole = index.encoder.encode([f"{fact.thing}: {fact.need or fact.text}" for fact in made])
    said = index.encoder.encode([fact.need or fact.text for fact in made])
    akin, alike = whole @ whole.T, said @ said.T
    about = {fact.thing: _told(fact.thing, lines) for fact in made}
    tied = _tied(made, lines)
    found: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(made):
        if not fact.need:
            continue
        ranked = []
        for other, one in enumerate(made):
            if (
                other == at
                or not (one.need or _against(fact, one) or _in_turn(fact, one))
                or not _may(fact, one)
                or (not _against(fact, one) and frozenset((fact.thing, one.thing)) in tied)
            ):
                continue
            own = set(terms(fact.need)) - set(terms(fact.thing))
            most = SAME_SAYING_OF_A_ROW if _in_turn(fact, one) and _named_alike(fact, one) else SAME_SAYING
            same = alike[at, other] >= most and not _against(fact, one)
            if same or (
                not _against(fact, one)
                and any(
                    len(own & words) >= max(2, SAME_WORDS * len(own))
                    for words in about[one.thing]
                    if one.span != fact.span
                )
            ):
                continue
            named = _named_alike(fact, one)
            here = one.section == fact.section
            if akin[at, other] < (NEAR_OF_DEEDS if _sort(fact) == "abstract" else NEAR) and not named:
                continue
            score = float(akin[at, other]) + HERE * here + NAMED_ALIKE * named + SET_AGAINST * _against(fact, one)
            ranked.append((-score, one.id))
        found[fact.id] = tuple(one for _, one in sorted(ranked)[:KEPT])
    return found


def _against(fact: Fact, one: Fact) -> bool:
    """Whether one sentence tells two terms apart, or two that follow one another in the same form."""
    if fact.span == one.span:
        return fact.situation == one.situation
    opened = fact.text.split()[:1] == one.text.split()[:1] or _in_turn(fact, one)
    return fact.because == one.because and fact.situation == one.situation and opened and _named_alike(fact, one)


def _named_alike(fact: Fact, one: Fact) -> bool:
    """Whether two terms end in one word ("iron deficiency", "boron deficiency")."""
    return bool(head_of(fact.thing)) and head_of(fact.thing) == head_of(one.thing)


def _in_turn(fact: Fact, one: Fact) -> bool:
    """Whether two terms of a section are told of in one form: each opens its sentence and does something."""
    opened = [re.match(rf"(?:The |An? )?{re.escape(each.thing)} ", each.text, re.IGNORECASE) for each in (fact, one)]
    return fact.section == one.section and fact.situation == one.situation and all(opened)


def _may(fact: Fact, one: Fact) -> bool:
    """Whether two terms are alike in form and sort, and neither holds the other or is explained by it."""
    mine, theirs = set(terms(fact.thing)), set(terms(one.thing))
    if mine <= theirs or theirs <= mine or plural(fact.thing) != plural(one.thing):
        return False
    if (" " in fact.thing) != (" " in one.thing) or _sort(fact) != _sort(one):
        return False
    if not (_sort(fact) or _named_alike(fact, one) or _in_turn(fact, one)):
        return False
    shared = mine & theirs
    if (mine - shared) & set(terms(one.text)) - set(terms(fact.text)) or (theirs - shared) & set(terms(fact.need)):
        return False
    above = " ".join((*fact.section[1:], *one.section[1:])).casefold()
    # "The kinds of long-term memory" stands above kinds of it, and is beside none of them.
    if any(re.search(rf"\b{re.escape(name.casefold())}\b", above) for name in (one.thing, fact.thing) if " " in name):
        return False
    if fact.because == one.because and fact.span != one.span and not _against(fact, one):
        return _parts_of_a_run(fact, one)
    return True


def _parts_of_a_run(fact: Fact, one: Fact) -> bool:
    """Whether two terms of one paragraph are told of in the same form, with other last words: one is no kind of the other."""
    return fact.situation == one.situation and head_of(fact.thing) != head_of(one.thing)


def _sort(fact: Fact) -> str:
    """Of what sort a term is: something that happens or is the case, a thing; "" where only what it does is told."""
    if fact.situation == "when":
        return "abstract"
    return (sort_of_definition(fact.need or _definition(fact)) or "thing") if fact.situation == "is" else ""


def _definition(fact: Fact) -> str:
    found = re.search(r"\b(?:is|are) (.+)$", fact.text)
    return found[1] if found else ""


def _told(name: str, lines: Sequence[Line]) -> list[set[str]]:
    """The words of every sentence that names a term, and of the one behind that goes on about it."""
    pattern = re.compile(rf"\b{re.escape(name.casefold())}(?:s|es)?\b")
    found = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        for side in line.text.casefold().split("; "):
            if pattern.search(side):
                found.append(set(terms(side)) - set(terms(name)))
        if (
            pattern.search(line.text.casefold())
            and after is not None
            and re.match(r"(?:It|They|This|These)\b", after.text)
        ):
            found.append(set(terms(after.text)))
    return found


def _tied(made: Sequence[Fact], lines: Sequence[Line]) -> set[frozenset[str]]:
    """Pairs of terms that one clause names together: what it says of one it may say of the other."""
    found: set[frozenset[str]] = set()
    names = {fact.thing: re.compile(rf"\b{re.escape(fact.thing.casefold())}\b") for fact in made}
    for line in lines:
        for side in line.text.casefold().split("; "):
            here = [name for name, pattern in names.items() if name.casefold() in side and pattern.search(side)]
            listed = len(here) > 2 or re.search(r" – | · ", side)
            found |= set() if listed else {frozenset(pair) for pair in combinations(here, 2)}
    return found
