"""The side of a thing that is asked for, by one name: "what's good about sloops?", "the benefits and strengths of sloops".

A guide lists "advantages" under that name or a like one, so a question that says "good about" is put in its word, and one that
names the same side twice in one word. A guide that names no side is left to be asked as it was. Whoever asks for both sides
asks two questions.
"""

import re
from collections.abc import Mapping, Sequence

_GOOD = ("advantages", "benefits", "strengths", "pros", "upsides", "merits")
_BAD = ("disadvantages", "drawbacks", "weaknesses", "downsides", "cons", "shortcomings", "limitations")
_ABOUT = re.compile(
    r"^(?P<before>(?:so |and |ok(?:ay)?,? )?)what(?:['’]?s| is| are) (?:so |really |actually )?"
    r"(?P<side>good|great|nice|bad|not so (?:good|great)) about (?P<of>[^?]+?)\W*$",
    re.IGNORECASE,
)
_TWICE = [
    re.compile(
        rf"\b(?P<one>{'|'.join(side)}) (?:and|or|and/or|&) (?:the )?(?P<other>{'|'.join(side)})\b", re.IGNORECASE
    )
    for side in (_GOOD, _BAD)
]
_BOTH = re.compile(
    rf"^(?P<before>(?:(?:what(?:['’]?s| is| are)|list|name|give(?: me)?|tell me|explain|describe) )?(?:some |all )?(?:of )?"
    rf"(?:the )?(?:main |key )?)(?P<one>{'|'.join(_GOOD)}|{'|'.join(_BAD)}) (?:and|or|&) (?:the )?(?P<other>{'|'.join(_GOOD)}|"
    rf"{'|'.join(_BAD)})(?P<of> (?:of|for|to|with|when|in) [^?]+)$",
    re.IGNORECASE,
)


def both_sides(text: str) -> tuple[str, ...]:
    """The two questions of one that asks what speaks for a thing and what against it; () for any other.

    Args:
        text: The question without its mark.
    """
    asked = _BOTH.match(text)
    if asked is None or (asked["one"].lower() in _GOOD) == (asked["other"].lower() in _GOOD):
        return ()
    return tuple(f"{asked['before']}{side}{asked['of']}?" for side in (asked["one"], asked["other"]))


def with_side_named(text: str, words: Mapping[str, int]) -> str:
    """A question that names the side it asks for once, in a word of the guide's where it has one; any other as it is.

    Args:
        text: The question.
        words: How often the guide has each word, in small letters.
    """
    for side, twice in zip((_GOOD, _BAD), _TWICE, strict=True):
        named = _by_guide(side, words)
        text = twice.sub(named or r"\g<one>", text)
        for noun in side if named else ():
            if not _has(noun, words):
                text = re.sub(rf"\b{noun}(?= (?:of|for|to|with|when|in)\b)", named, text, flags=re.IGNORECASE)
    asked = _ABOUT.match(text.strip())
    if asked is None:
        return text
    named = _by_guide(_GOOD if asked["side"].lower() in ("good", "great", "nice") else _BAD, words)
    return f"{asked['before']}What are the {named} of {asked['of']}?" if named else text


def _by_guide(side: Sequence[str], words: Mapping[str, int]) -> str:
    """The word that the guide has oftenest for a side, "" where it has none."""
    named = max(side, key=lambda word: _has(word, words))
    return named if _has(named, words) else ""


def _has(noun: str, words: Mapping[str, int]) -> int:
    """How often the guide has a noun, in the plural or the singular."""
    return words.get(noun, 0) + words.get(noun.removesuffix("es" if noun.endswith("sses") else "s"), 0)
