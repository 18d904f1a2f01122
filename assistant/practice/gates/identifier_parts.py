"""Parts of an identifier that a stem says: "merge tool" gives `merge.tool` away, and "TF-IDF" `TfidfVectorizer`."""

import re
from collections.abc import Sequence

from studyground.ingest.terms import stem

SHORTEST, SHORTEST_WITHIN = 4, 5  # letters of a part that is the same, and of one that stands in a longer word
_IDENTIFIER = re.compile(r"-*(?=\S*(?:[a-z][A-Z]|\w[._:-]\w|^-))[\w.:=-]+(?:\(\))?|--?[\w-]{4,}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def part_told(asked: str, keys: Sequence[str], wrong: Sequence[str]) -> str:
    """The part of the keys' identifiers, in no other option, that a stem says; "" for none.

    Args:
        asked: The stem, without an instruction to choose several.
        keys: The options that are right.
        wrong: The others.
    """
    if not all(_IDENTIFIER.fullmatch(key.strip()) for key in keys):
        return ""
    words = {stem(word) for word in re.findall(r"[a-z]+", re.sub(r"(?<=\w)-(?=\w)", "", asked).casefold())}
    words |= {stem(word) for word in re.findall(r"[a-z]+", asked.casefold())}
    others = set().union(*map(_parts, wrong)) if wrong else set()
    told = [{part for part in _parts(key) - others if _said(part, words)} for key in keys]
    return min(told[0]) if told and all(told) else ""


def _parts(name: str) -> set[str]:
    """The words that an identifier is made of, and all of them written together."""
    found = [word.casefold() for word in re.findall(r"[A-Za-z]+", _HUMP.sub(" ", name))]
    return {stem(word) for word in (*found, "".join(found)) if len(word) >= SHORTEST}


def _said(part: str, words: set[str]) -> bool:
    return any(
        part == word
        or (len(word) >= SHORTEST_WITHIN and word in part)
        or (len(part) >= SHORTEST_WITHIN and part in word)
        for word in words
    )
