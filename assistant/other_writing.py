"""Names of a question put as the guide writes them: "Ito" as "Itō", "symlink" as "symbolic link", "E. coli" in full."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from studyground.ingest.terms import STOP_WORDS

LEAST_PART = 3  # letters of each part of a compound
_WORD = re.compile(r"(?<![\w./:@#-])(?<!\w['’])[^\W\d_]{3,}(?![\w/@-]|[.:]\w)")
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]{2,}-[^\W\d_]{2,}(?![\w-])")
_SHORT_GENUS = re.compile(r"(?<![\w.])(?:(?P<initial>[B-HJ-Z])\.? |(?P<dotted>[AI])\. )(?P<kind>[a-z]{3,})\b")
_SPELT = (  # British, American, and what follows
    ("our", "or", ""), ("is", "iz", "(?=e|ing|ation)"), ("ys", "yz", "(?=e|ing)"), ("tre", "ter", "$"), ("bre", "ber", "$"),
    ("ell", "el", "(?=ed|ing|er|ation)"), ("all", "al", "(?=ed|ing|ation)"), ("illi", "ili", "$"), ("oe", "e", ""),
    ("ae", "e", ""), ("ogue", "og", ""), ("mme", "m", "$"), ("ence", "ense", "$"),
)  # fmt: skip
_PREFIXES = frozenset(  # "subnetwork" is no "subsequent network"
    "anti auto bio con counter cross dis extra fore hyper inter intra macro mega meta micro mid mini mis mono multi non out over "
    "para poly post pre pro pseudo semi sub super tele trans tri ultra uni under".split()
)


def as_written(
    question: str, words: Mapping[str, int], texts: Callable[[], Iterable[str]], is_word: Callable[[str], bool]
) -> str:
    """Replace words that the guide does not write by the same ones as it writes them.

    That is a word with or without accents, in British or American spelling, a compound that the guide writes with a hyphen or as
    two words, or as two of which the first is clipped in the question, and a species whose genus the guide spells out.

    Args:
        question: As typed.
        words: The guide's words, lower case.
        texts: Gives the guide's texts; asked for only where a word may be put otherwise.
        is_word: Whether a lower-case word is an ordinary English one.
    """

    @cache
    def accented() -> dict[str, str]:
        return {_plain(word): word for word in words if not word.isascii()}

    @cache
    def hyphened() -> dict[str, str]:
        return {one.replace("-", ""): one for text in texts() for one in _HYPHENED.findall(text.lower())}

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if lower in words or lower in STOP_WORDS or word[1:] not in (lower[1:], word[1:].upper()):
            return word  # "LogisticRegression" is how it is written
        plain = _plain(lower)
        over_the_sea = next((one for one in _variants(lower) if one in words), "")
        known = plain if plain in words else over_the_sea
        other = accented().get(plain) or known or hyphened().get(lower) or _apart(lower, words, texts, is_word)
        return (other[0].upper() + other[1:] if word[0].isupper() else other) if other else word

    def spelt_out(match: re.Match[str]) -> str:
        if is_word(match["kind"]):
            return match.group()
        name = re.compile(rf"\b{match['initial'] or match['dotted']}[a-z]{{2,}} {match['kind']}[a-z]*\b")
        found = {one for text in texts() for one in name.findall(text)}
        return found.pop() if len(found) == 1 else match.group()

    return _WORD.sub(mended, _SHORT_GENUS.sub(spelt_out, question))


def _plain(word: str) -> str:
    """A word without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _variants(word: str) -> Iterator[str]:
    """A word as the other English spells it: "colour" and "color", "diarrhea" and "diarrhoea", "chilli" and "chili"."""
    for british, american, then in _SPELT:
        for here, there in ((british, american), (american, british)):
            for match in re.finditer(here + then, word):
                yield word[: match.start()] + there + word[match.end() :]


def _apart(
    word: str, words: Mapping[str, int], texts: Callable[[], Iterable[str]], is_word: Callable[[str], bool]
) -> str:
    """The two words that the guide writes for a compound, "" where it writes none."""
    for whole in (True, False):
        for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
            head, tail = word[:at], word[at:]
            one = tail.removesuffix("s")
            if {head, tail, one} & STOP_WORDS or not (tail in words or one in words or f"{tail}s" in words):
                continue
            if (head not in words) if whole else (head in _PREFIXES or is_word(word)):
                continue
            pair = re.compile(rf"\b{head}{'' if whole else '[a-z]+'}[ -]{one}(?:s|es)?\b", re.IGNORECASE)
            found = next((match for text in texts() if (match := pair.search(text))), None)
            if found:
                first = re.split(r"[ -]", found.group().lower())[0]
                return f"{first} {tail}"
    return ""
