"""Parts of a name that a stem says: "merge tool" gives `merge.tool` away, "hosts grouped" Hostgroup."""

import re
from collections.abc import Sequence

from studyground.ingest.terms import stem

SHORTEST, SHORTEST_WITHIN = 4, 5  # letters of a part that is the same, and of one that stands in a longer word
ENDING = 3  # letters: "grouped" is "group"
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
        return _both_halves(asked, keys, wrong)
    words = {stem(word) for word in re.findall(r"[a-z]+", re.sub(r"(?<=\w)-(?=\w)", "", asked).casefold())}
    words |= {stem(word) for word in re.findall(r"[a-z]+", asked.casefold())}
    others = set().union(*map(_parts, wrong)) if wrong else set()
    told = [{part for part in _parts(key) - others if _said(part, words)} for key in keys]
    return min(told[0]) if told and all(told) else ""


def _both_halves(asked: str, keys: Sequence[str], wrong: Sequence[str]) -> str:
    """A key of two words written together, both of which a stem says, where no wrong option is of such; "" for none."""
    said = re.findall(r"[a-z]{3,}", asked.casefold())

    def told(name: str) -> bool:
        whole = name.strip().casefold()
        return whole.isalpha() and any(
            all(any(word.startswith(half) and len(word) <= len(half) + ENDING for word in said) for half in halves)
            for halves in ((whole[:at], whole[at:]) for at in range(SHORTEST, len(whole) - SHORTEST + 1))
        )

    return keys[0] if all(map(told, keys)) and not any(map(told, wrong)) else ""


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
