"""Which wrong options are the key's true rivals: what its sentence sets against it, then what is named and taught as it is."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.plain_stems import head_of
from studyground.ingest.terms import STOP_WORDS, stem, terms

BESIDE, LIKE_NAMED, ONE_SECTION, FARTHER = range(4)
SAME_START = 4  # words with which two meanings begin alike
_TURNED = re.compile(r"^(?P<before>.+?)\s+(?:into|to|from)\s+(?P<after>.+)$")


def rank(fact: Fact, one: Fact) -> int:
    """How near a rival stands to a key: beside it in a sentence, named like it, in its section, or farther away."""
    if one.thing in fact.contrasts or fact.thing in one.contrasts or fact.span == one.span:
        return BESIDE
    head = head_of(fact.thing)
    if (head and head == head_of(one.thing)) or _behind_preposition(fact.thing, one.thing):
        return LIKE_NAMED
    return ONE_SECTION if (fact.span.document, fact.section) == (one.span.document, one.section) else FARTHER


def a_pair_among_others(names: Sequence[str]) -> bool:
    """Whether the key and one wrong option alone end in one common noun ("… learning"): the choice is between these two."""
    heads = [head_of(name) if name.split()[-1].islower() else "" for name in names]
    return len(names) > 3 and bool(heads[0]) and heads.count(heads[0]) == 2


def told_by_their_ends(one: str, other: str) -> bool:
    """Whether two meanings begin with the same words and then go apart, with no word in common: their ends tell which is which.

    Args:
        one: What a list says of a label ("number of relevant items in the top k, divided by k").
        other: What it says of another ("number of relevant items in the top k, divided by the number of all relevant items").
    """
    mine, theirs = _words(one), _words(other)
    same = next(
        (at for at, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
    )
    ends = [{stem(word) for word in words[same:]} - STOP_WORDS for words in (mine, theirs)]
    return same >= SAME_START and all(ends) and not ends[0] & ends[1]


def other_way_round(need: str, said: str) -> bool:
    """Whether two deeds go in opposite directions: "text to speech" and "audio into text"."""
    one, other = _TURNED.match(need), _TURNED.match(said)
    if one is None or other is None:
        return False
    before, after = set(terms(one["before"])), set(terms(_first(one["after"])))
    start, end = set(terms(other["before"])), set(terms(_first(other["after"])))
    crossed = bool(after & start) or bool(before & end)
    return crossed and not after & end


def _first(text: str) -> str:
    return re.split(r"[,;]", text)[0]


def _behind_preposition(one: str, other: str) -> bool:
    """Whether two names end alike behind a preposition ("recall at k", "precision at k")."""
    mine, theirs = (re.search(r" (?:at|of|on|in|for|by|with) .+$", name.casefold()) for name in (one, other))
    return bool(mine and theirs and mine[0] == theirs[0])


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", re.sub(r"^(?:an?|the)\s+", "", text.casefold()))
