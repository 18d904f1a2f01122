"""Parts of a name that a stem says: "merge tool" gives `merge.tool` away, "hosts grouped" Hostgroup."""

import re
from collections.abc import Collection, Sequence

from studyground.ingest.terms import STOP_WORDS, stem

SHORTEST, SHORTEST_WITHIN = 4, 5  # letters of a part that is the same, and of one that stands in a longer word
ENDING = 3  # letters: "grouped" is "group"
SHORTEST_OPENING = 3  # letters of "max", which is short for "maximum"
MOST_TOGETHER = 5  # words that one piece of a name stands for
_CODED = re.compile(
    r"(?:[a-z][\w.:-]*|--?[\w-]+|[\w-]*[a-z][A-Z_-][\w.:-]*|[\w:]+[._]\w+)(?:\(\))?(?:[ =][\w.<>\[\]-]+)?"
)
_IDENTIFIER = re.compile(r"-*(?=\S*(?:[a-z][A-Z]|\w[._:-]\w|^-))[\w.:=-]+(?:\(\))?|--?[\w-]{4,}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def part_told(asked: str, keys: Sequence[str], wrong: Sequence[str]) -> str:
    """The part of the keys' identifiers, in no other option, that a stem says or spells out; "" for none.

    Args:
        asked: The stem, without an instruction to choose several.
        keys: The options that are right.
        wrong: The others.
    """
    return _told_whole(asked, keys, wrong) or _shortened(asked, keys, wrong)


def _told_whole(asked: str, keys: Sequence[str], wrong: Sequence[str]) -> str:
    """A part that the stem says as a word of its own; "" for none."""
    if not all(_IDENTIFIER.fullmatch(key.strip()) for key in keys):
        return _both_halves(asked, keys, wrong)
    words = {stem(word) for word in re.findall(r"[a-z]+", re.sub(r"(?<=\w)-(?=\w)", "", asked).casefold())}
    words |= {stem(word) for word in re.findall(r"[a-z]+", asked.casefold())}
    others = set().union(*map(_parts, wrong)) if wrong else set()
    told = [{part for part in _parts(key) - others if _said(part, words)} for key in keys]
    return min(told[0]) if told and all(told) else ""


def _shortened(asked: str, keys: Sequence[str], wrong: Sequence[str]) -> str:
    """What is short in every key for words of a stem ("dc" of debit and credit), where no wrong option is; "" for none."""
    if not all(_CODED.fullmatch(key.strip()) for key in (*keys, *wrong)):
        return ""  # beside a name in words, a short form is no more telling than the name
    said = [word for word in re.findall(r"[a-z]+", _HUMP.sub(" ", asked).casefold()) if word not in STOP_WORDS]
    said += [word for word in re.findall(r"[a-z]+", asked.casefold()) if word not in (*STOP_WORDS, *said)]
    figures = {figure.replace(".", "") for figure in re.findall(r"\d+(?:\.\d+)+|\d{2,}", asked)}
    others = set().union(*(_short_parts(one) for one in wrong)) if wrong else set()
    if any(_stands_for(part, said, figures) for part in others):
        return ""
    told = [[part for part in _short_parts(key) - others if _stands_for(part, said, figures)] for key in keys]
    return min(told[0]) if told and all(told) else ""


def _short_parts(name: str) -> set[str]:
    """The pieces of a name in code, of letters and of figures, in lower case."""
    return {part.casefold() for part in re.findall(r"[A-Za-z]{2,}|\d{2,}", _HUMP.sub(" ", name))}


def _stands_for(part: str, said: Sequence[str], figures: Collection[str]) -> bool:
    """Whether a piece of a name is short for a word of a stem, or for some in a row: "rand", "pgsql", "modtime", "upn"."""
    if part.isdigit():
        return part in figures
    if len(part) >= SHORTEST_OPENING and any(word.startswith(part) and word != part for word in said):
        return True
    if any(_without_vowels(part, word) for word in said):
        return True
    halves = ((part[:at], part[at:]) for at in range(SHORTEST_OPENING, len(part) - SHORTEST_OPENING + 1))
    if any(all(any(word.startswith(half) for word in said) for half in pair) for pair in halves):
        return True
    return any(_put_together(part, said[at:]) for at in range(len(said)))


def _without_vowels(part: str, word: str) -> bool:
    """Whether a piece has letters of a word in their order, the first among them, and hardly a vowel ("cmds": "commands")."""
    if len(part) < SHORTEST or len(word) < len(part) + 2 or part[0] != word[0] or sum(map(part.count, "aeiou")) > 1:
        return False
    letters = iter(word)
    return all(letter in letters for letter in part)


def _put_together(part: str, said: Sequence[str], words: int = 0) -> bool:
    """Whether a piece is put together of what words in a row begin with, two of them at least ("modification time")."""
    if not part:
        return words > 1
    if not said or words >= MOST_TOGETHER:
        return False
    same = 0
    while same < min(len(part), len(said[0])) and part[same] == said[0][same]:
        same += 1
    return any(_put_together(part[size:], said[1:], words + 1) for size in range(same, 0, -1))


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
