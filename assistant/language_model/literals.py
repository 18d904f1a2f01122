"""Paths, options and identifiers: one of them that the source does not have is another one, however much it looks like it."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\s,;()\[\]{}\"“”'‘’`|<>]+")
_SHAPES = (
    ("option", re.compile(r"--?[A-Za-z][\w-]*=?")),
    ("path", re.compile(r"(?:~|\.{0,2})/[\w.~/+-]*\w/?")),
    ("identifier", re.compile(r"[A-Za-z]\w*(?:_\w+)+")),
    ("setting", re.compile(r"[A-Z]\w+=")),
)
_NEGATIVE = re.compile(r"-?\d")


def misquoted(said: str, source: str, around: str = "") -> str:
    """A path, an option or an identifier of a sentence that stands in the place of one its source has; "" for none.

    Args:
        said: The sentence.
        source: What it rests on.
        around: Headings, question and the sentence before: such a word may come from there.
    """
    theirs = list(_literals(source))
    have = {word for _, word in theirs}
    mine = list(_literals(said))
    kept = {word for _, word in mine}
    for shape, word in mine:
        if word in have or word in around or any(word in other for other in have) or _shown(word, source):
            continue
        instead = next((other for kind, other in theirs if kind == shape and other not in kept), "")
        if instead:
            return f"{word} / {instead}"
    return ""


def _shown(word: str, source: str) -> bool:
    return word.lower() in source.lower()


def _literals(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that are written for a machine, each with its shape."""
    for match in _WORD.finditer(text):
        word = match.group().strip(".:!?*").rstrip("=")
        for shape, pattern in _SHAPES:
            if pattern.fullmatch(match.group().strip(".:!?*")) and not _NEGATIVE.match(word):
                yield shape, word
                break
