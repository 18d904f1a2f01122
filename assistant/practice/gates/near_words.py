"""Words that point at a key without standing in it: "first" at "before", "two" at "paired"; a letter or figure at its own."""

import re
from collections.abc import Sequence

from studyground.ingest.sentences import sentence_spans

_CLASSES = tuple(
    frozenset(words.split())
    for words in (
        "first before begin begins start starts initial initially",
        "last final finally end ends finish",
        "two double twice pair paired pairs dual binary",
        "three triple threefold ternary",
        "one single sole",
        "divided ratio reciprocal quotient",
    )
)
ORDER = 2  # classes, the first ones, that count in what is asked, however long the options are
NAME_WORDS = 4
_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
_LETTER = re.compile(r"(?<![\w'’.$_-])([B-HJ-Zb-z])(?![\w'’.$_-])")


def near_word(stem: str, keys: Sequence[str], wrong: Sequence[str]) -> str:
    """The word or letter by which a stem points at its keys alone; "" for none.

    Args:
        stem: Without an instruction to choose several.
        keys: The options that are right.
        wrong: The others.
    """
    spans = sentence_spans(stem)
    asked = stem[slice(*spans[-1])] if spans else stem
    names = all(len(text.split()) <= NAME_WORDS for text in (*keys, *wrong))
    for at, near in enumerate(_CLASSES):
        said = near & _words(asked)
        if not said or (at >= ORDER and not (names and len(spans) == 1)):
            continue
        if all(near & _words(key) for key in keys) and not any(near & _words(one) for one in wrong):
            return min(said)
    for figure in sorted(set(_FIGURE.findall(stem))) if names else ():
        own = re.compile(rf"(?<![\d.]){re.escape(figure)}(?!\.?\d)")
        if all(own.search(key) for key in keys) and not any(own.search(one) for one in wrong):
            return str(figure)
    for letter in sorted(set(_LETTER.findall(stem))):
        held = [bool(re.search(rf"(?<!\w){letter}(?!\w)", one)) for one in wrong]
        if 2 * sum(held) < len(held) and all(re.search(rf"(?<!\w){letter}(?!\w)", key) for key in keys):
            return str(letter)
    return ""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.casefold()))
