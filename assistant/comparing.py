"""Comparisons: the sentence that sets exactly the two sides apart, else what the guide says of each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.case_of_both import told_of_both
from studyground.assistant.choosing import advice, advises, asks_when, chooses
from studyground.assistant.columns import cells_of
from studyground.assistant.definitions import defines, thing_described
from studyground.assistant.picked import Picked, chain_of, sentence_of, sources_of
from studyground.assistant.question import Question
from studyground.assistant.restating import alike
from studyground.assistant.side_by_side import Named, in_two_clauses, named_sides, phrase_of, told_side_by_side
from studyground.assistant.side_in_prose import told_in_prose
from studyground.ingest.acronyms import expanded, shortened
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms, tokens

MOST_TOGETHER = 2
NEAR = 3.0  # log-odds behind the best within which a sentence may set the sides apart
SETS_APART_BONUS = 1.0
THIRD_SIDE_PENALTY = 2.0
DEFINES_BONUS = 1.0
SAYS_WHAT = 0.7
_SAYS_APART = (
    r"\b(?:whereas|while|unlike|differs?|different|difference|distinct|by contrast|in contrast|as opposed to)\b"
)
_SETS_APART = re.compile(rf"{_SAYS_APART}|;", re.IGNORECASE)
_FROM_ANOTHER = re.compile(_SAYS_APART, re.IGNORECASE)  # a semicolon inside what one side is sets it apart from nothing
_DENIES = re.compile(r"\b(?:not|no|never|nor|without|only)\b|n['’]t\b", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:whereas|while|but|than|unlike|instead|rather|however|versus|vs|differs?|different|difference|distinct|contrast|both|"
    r"other|only|not|use|choose|prefer|suits?)\b|;",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\b(?:choose|prefer|take|use|pick|select) (?P<taken>[^,;.]{2,60}?) (?:over|instead of|rather than) ",
    re.IGNORECASE,
)
_POINTS_AT_THING = re.compile(r"(?:The same|This|That|These|Those|Such|It|Its|They|Their)\b")
_PRONOUN = re.compile(r"(?:it|its|they|their|he|she|his|her)\b", re.IGNORECASE)


def comparison(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    found_for: Callable[[str], Sequence[Candidate]] | None,
    most_words: int,
) -> list[Picked]:
    """A sentence that speaks of all sides first; then, for each side, the best that speaks of it alone.

    Where no sentence sets the sides apart, each is given by what stands of it under a heading that names both, else by the
    sentence that says what it is, if the guide has one. Where a situation is told and one side is to be chosen, the sentence
    that says when to take which is the answer.

    Args:
        index: Where the candidates come from.
        question: What is asked, with its sides.
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
        found_for: Finds what the guide says of one side alone, best first.
        most_words: In the whole answer.

    Returns:
        Sentences in the order they are read; [] when the guide does not speak of every side.
    """
    if found[order[0]].extreme:
        return []  # a row of a table that gives what is asked for
    for loosely, headed in ((False, False), (False, True), (True, False)):
        ways = [ways_to_say(side, index, loosely) for side in question.sides]
        shared = set.intersection(*(way for forms in ways for way in forms)) if headed and all(ways) else set()
        if not all(ways) or (headed and not shared):
            continue
        named_in = partial(named_sides, ways, shared)
        if chooses(question):
            of_sides = [named_in(item.text, item) for item in found]
            chosen = advice(found, scores, order, of_sides) or told_of_both(question, found, order, of_sides)
            groups = [chain_of(index, found[at], most_words) for at in chosen]
            if groups and all(groups):
                return [Picked(text, sources_of(index, part)) for group in groups for part, text in group]
        told = _compared(index, question, found, scores, order, found_for, most_words, named_in)
        if told:
            return told
    return []


def _compared(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    found_for: Callable[[str], Sequence[Candidate]] | None,
    most_words: int,
    sides_in: Named,
) -> list[Picked]:
    def named_in(item: Candidate) -> list[int]:
        return sides_in(item.text, item)

    def two_clauses(item: Candidate) -> bool:
        return in_two_clauses(item, sides_in)

    picked: list[tuple[list[tuple[Candidate, str]], str]] = []
    shown: list[str] = []
    sides = len(question.sides)
    for group in _together(index, found, scores, order, named_in, two_clauses, sides_in, sides, most_words):
        told = " ".join(text for _, text in group)
        if len(picked) < MOST_TOGETHER and not any(alike(told, other) for other in shown):
            picked += [(group, "")] if _words(shown) + len(told.split()) <= most_words else []
            shown = [text for parts, _ in picked for _, text in parts]
    covered = bool(picked)
    in_clauses = [part for group, _ in picked if two_clauses(group[0][0]) for part, _ in group]
    apart = any(_SETS_APART.search(text) for text in shown)
    apart = apart or (asks_when(question) and any(advises(part) for group, _ in picked for part, _ in group))
    headed = not apart and not in_clauses
    under_both = _beside(index, question.sides, found, scores, order, sides_in, most_words, True) if headed else []
    if under_both:
        return under_both
    plain = covered and not in_clauses
    says_what = [] if apart or not found_for else _what_each_is(question.sides, found_for, named_in, plain)
    if says_what:
        each = [
            replace(sentence_of(index, one), label=side) for one, side in zip(says_what, question.sides, strict=True)
        ]
        both = [sentence_of(index, part) for part in in_clauses]
        return [*each, *both] if _words([one.text for one in (*each, *both)]) <= most_words else each
    beside = [] if covered else _beside(index, question.sides, found, scores, order, sides_in, most_words, False)
    if beside:
        return beside
    used = {(part.doc, part.n) for group, _ in picked for part, _ in group}
    rests: dict[tuple[int, int], tuple[Candidate, ...]] = {}
    for number, side in enumerate(question.sides):
        alone = [
            at
            for at in order
            if named_in(found[at]) == [number] and not found[at].dangling and (found[at].doc, found[at].n) not in used
        ]
        alone = [at for at in alone if not (covered and _FROM_ANOTHER.search(found[at].text))]  # from some third thing
        worth = {at: scores[at] + _of_one_side(terms(side), found[at].text) for at in alone}
        alone.sort(key=lambda at: -worth[at])
        if not alone or (covered and scores[alone[0]] < scores[order[0]] - 4.0):
            continue
        prose = told_in_prose(index, found, scores, order, alone[0], sides_in)
        best = prose or sentence_of(index, found[alone[0]])
        item, text = best.sources[0], best.text
        if _words(shown) + len(text.split()) <= most_words:
            picked.append(([(item, text)], side))
            rests[item.doc, item.n] = best.sources
            shown.append(text)
    labels = {label for _, label in picked if label}
    if not covered and len(labels) < len(question.sides):
        return []
    if covered and len(labels) == 1:
        picked = [entry for entry in picked if not entry[1]]
    return [
        Picked(text, rests.get((part.doc, part.n)) or sources_of(index, part), label=label)
        for group, label in picked
        for part, text in group
    ]


def _beside(
    index: Index,
    sides: Sequence[str],
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    sides_in: Named,
    most_words: int,
    headed: bool,
) -> list[Picked]:
    """What the guide tells of the sides one beside the other, each under its name."""
    picked = []
    for item in told_side_by_side(found, scores, order, sides_in, len(sides), headed):
        named = sides_in(item.text, item)
        picked.append(replace(sentence_of(index, item), label=sides[named[0]] if len(named) == 1 else ""))
    return picked if _words([one.text for one in picked]) <= most_words else []


def _words(shown: Sequence[str]) -> int:
    return sum(len(text.split()) for text in shown)


def _of_one_side(subject: Sequence[str], text: str) -> float:
    """What a sentence about one side alone is worth: less where it is about some third thing, or sets the side apart from one."""
    thing = thing_described(text)
    third = bool(_SETS_APART.search(text)) or bool(thing and not set(subject) & set(terms(thing)))
    return DEFINES_BONUS * defines(subject, text) - THIRD_SIDE_PENALTY * third


def _takes_a_third(item: Candidate, sides_in: Named) -> bool:
    """Whether a sentence prefers a third thing to a side: "Choose slate over tile or thatch"."""
    taken = _TAKES.search(item.text)
    return taken is not None and not sides_in(taken["taken"], item)


def _together(
    index: Index,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    named_in: Callable[[Candidate], list[int]],
    two_clauses: Callable[[Candidate], bool],
    sides_in: Named,
    sides: int,
    most_words: int,
) -> list[list[tuple[Candidate, str]]]:
    """What speaks of all sides and sets one against the other, best first.

    "This role is distinct from …" does so together with the sentence that says which role; what stands between the two and
    only goes on about it ("They earn …") is left out.
    """
    groups: list[tuple[float, list[tuple[Candidate, str]]]] = []
    for at in order:
        item = found[at]
        contrasts = two_clauses(item)
        worth = scores[at] + SETS_APART_BONUS * (contrasts or bool(_SETS_APART.search(item.text)))
        if scores[at] < scores[order[0]] - NEAR - SETS_APART_BONUS:
            break
        chain = chain_of(index, item, most_words) if item.dangling else []
        against = _SETS_APART if item.kind == "table" else _CONTRAST  # a cell may list both among others
        set_apart = contrasts or any(against.search(text) for text in (item.text, *(text for _, text in chain)))
        if not (named := named_in(item)):
            continue
        astray = len(named) == sides and len(chain) > 1 and not any(named_in(part) for part, _ in chain[:-1])
        if astray and _POINTS_AT_THING.match(item.text):
            continue  # "The same arithmetic explains …", after a sentence on some third thing
        if _takes_a_third(item, sides_in):
            continue
        if worth < scores[order[0]] - NEAR or not set_apart:
            continue
        if len(named) == sides and not item.dangling:
            group = [(item, sentence_of(index, item).text)]
        elif item.dangling:
            group = chain
            if {number for part, _ in group for number in named_in(part)} != set(range(sides)):
                continue
            group = [
                (part, text)
                for n, (part, text) in enumerate(group)
                if n in (0, len(group) - 1)
                or named_in(part)
                or not _PRONOUN.match(part.text)
                or _DENIES.search(part.text)
            ]
        else:
            continue
        groups.append((float(worth), group))
    return [group for _, group in sorted(groups, key=lambda entry: -entry[0])]


def _what_each_is(
    sides: Sequence[str],
    found_for: Callable[[str], Sequence[Candidate]],
    named_in: Callable[[Candidate], list[int]],
    covered: bool,
) -> list[Candidate]:
    """For each side the sentence that says what it is; [] when the guide lacks one for any of them."""
    chosen: list[Candidate] = []
    for number, side in enumerate(sides):
        subject = terms(side)
        own = [
            one for one in found_for(side) if named_in(one) == [number] and not one.dangling and not _only_figures(one)
        ]
        best = max(own, key=lambda one: defines(subject, one.text), default=None)
        if best is None or defines(subject, best.text) < SAYS_WHAT - 0.1 * (not covered):
            return []
        chosen.append(best)
    return chosen


def _only_figures(item: Candidate) -> bool:
    """Whether a row has nothing but figures beside its first cell: it says nothing of what the thing is."""
    return item.kind == "table" and not any(char.isalpha() for cell in cells_of(item.text)[1:] for char in cell)


def of_a_side(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[int]:
    """The candidates with a word of one side of a comparison: what has none, or only one of both, says nothing of it."""
    of_each: list[set[str]] = [set().union(*ways_to_say(side, index)) for side in question.sides]
    named = set[str]().union(*of_each)
    named = named - of_each[0].intersection(*of_each[1:]) or named
    return [at for at in order if named & set(terms(found[at].text))]


def ways_to_say(side: str, index: Index, loosely: bool = False) -> list[set[str]]:
    """The sets of stems of which one must stand in a sentence that speaks of a thing: its words, spelt out or shortened.

    Args:
        side: A side of a comparison, as it was typed.
        index: Whose acronyms are known.
        loosely: What an acronym stands for is enough without the words beside it ("symbol for an EP").
    """
    own = set(terms(side)) or phrase_of(side)
    spelt, ways = side, [own]
    for acronym, long in expanded(side, index.acronyms, index.words).items():
        ways.append((own - {*terms(acronym), *map(stem, tokens(acronym))}) | set(terms(long)))
        ways += [set(terms(long)), set(terms(acronym))] if loosely else []
        spelt = spelt.replace(acronym, long)
    for acronym, long in shortened(spelt, index.acronyms, index.words).items():
        rest = set(terms(spelt)) - set(terms(long))
        ways += [rest | {stem(acronym)}, rest | {stem(f"{acronym}s")}]
    return [way for way in ways if way]
