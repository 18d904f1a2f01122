"""Which things called by name can stand beside one another: of one group, and nowhere said to do what the other does."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import product

from studyground.assistant.practice.writing.called_labels import LABEL
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import SIDES
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

SAME_SAYING = 0.62  # cosine of two statements that may come to the same
SAME_WORDS = 0.5  # share of a statement's words in another
LISTED_SAYING, LISTED_WORDS = 0.85, 0.7  # the same of labels in one list, which tells them apart
HERE = 0.3  # what standing in one section counts beside the cosine
KEPT = 10


def beside_called(made: Sequence[Fact], lines: Sequence[Line], index: Index) -> dict[str, tuple[str, ...]]:
    """For each statement the best of every other name of its group that is said to do something else, the nearest first.

    Args:
        made: Statements of one group, several of a name among them.
        lines: The guide's sentences, which show what else may be said to do the same.
        index: Its encoder measures how alike two statements are.
    """
    vectors = index.encoder.encode([fact.because for fact in made])
    whole = index.encoder.encode([f"{fact.thing} {fact.because}" for fact in made])
    alike, akin = vectors @ vectors.T, whole @ whole.T
    said = [set(terms(fact.because)) for fact in made]
    sayings = _said_near(made, lines)
    listed = all(fact.situation == LABEL for fact in made)
    same_saying, same_words = (LISTED_SAYING, LISTED_WORDS) if listed else (SAME_SAYING, SAME_WORDS)
    found: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(made):
        own = said[at] - set(terms(fact.thing))
        best: dict[str, tuple[float, str]] = {}
        refused: set[str] = set()
        for other, one in enumerate(made):
            name = one.thing.casefold()
            if (
                other == at
                or _overlap(fact.thing, one.thing)
                or re.search(rf"\b{re.escape(name)}(?:s|'s)?\b", fact.need.casefold())
                or _is_like(fact.thing, f"{one.text} {one.because}")
            ):
                continue
            if alike[at, other] >= same_saying or len(own & said[other]) >= max(2, same_words * len(own)):
                refused.add(name)
            here = one.section == fact.section
            score = float(akin[at, other]) + HERE * here
            best[name] = max(best.get(name, (-9.0, "")), (score, one.id))
        for name in best:
            if any(len(own & words) >= max(2, SAME_WORDS * len(own)) for words in sayings.get(name, ())):
                refused.add(name)
        order = sorted(((-score, one) for name, (score, one) in best.items() if name not in refused))
        found[fact.id] = tuple(one for _, one in order[:KEPT])
    return found


def _said_near(made: Sequence[Fact], lines: Sequence[Line]) -> dict[str, list[set[str]]]:
    """For each name, small, the words of every clause that names it, and of the one behind that goes on with "it"."""
    names = {
        fact.thing.casefold(): re.compile(rf"(?<![\w-]){re.escape(fact.thing.casefold())}(?![\w-])") for fact in made
    }
    found: dict[str, list[set[str]]] = defaultdict(list)
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        sides = SIDES.split(line.text)
        for side, (name, pattern) in product(sides, names.items()):
            if name in side.casefold() and pattern.search(side.casefold()):
                found[name].append(set(terms(side)) - set(terms(name)))
                if side == sides[-1] and after is not None and re.match(r"(?:It|They|He|She|This)\b", after.text):
                    found[name].append(set(terms(after.text)))
    return found


def _is_like(name: str, said: str) -> bool:
    """Whether another thing is said to be like one but for some difference: "just like a stirrup, but closed"."""
    return bool(
        re.search(
            rf"\b(?:like|same as|similar to|identical to|equivalent to) (?:an? |the )?{re.escape(name)}(?:s|es)?\b",
            said,
            re.IGNORECASE,
        )
    )


def _overlap(one: str, other: str) -> bool:
    """Whether one name is the other, with or without more words ("terraform plan", "terraform plan -destroy")."""
    first, second = one.casefold().split(), other.casefold().split()
    size = min(len(first), len(second))
    return first[:size] == second[:size] or set(first) <= set(second) or set(second) <= set(first)
