"""Folding text for comparison, and finding folded words in text as it is stored."""

import bisect
import re
import unicodedata
from dataclasses import dataclass, field

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‟": '"'})
# Marks are deleted where they stand, so that what is left keeps its order and its offsets.
_MARKS = re.compile(
    r"""
      \s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\](?!\()    # citation markers [1] or [1, 2], with the space before them
    | (?m:^[^\S\n]*(?:\#{1,6}|>|[-+*•])[^\S\n]+)   # heading, quotation and list marks at the start of a line
    | \*+ | `+ | ~~                                # strong, emphasis, code, strike-through
    | (?<!\w)_+(?=\w) | (?<=\w)_+(?!\w)            # emphasis by underscore, not the one inside a name
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text that knows where each of its characters came from.

    Args:
        text: What is left after folding.
        starts: For each character of `text`, the first code point of the original it came from.
        ends: For each character of `text`, one past the last such code point.
    """

    text: str
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)

    def find(self, needle: str) -> list[tuple[int, int]]:
        """Every place of an already folded string, as half-open offsets into the original text."""
        if not needle:
            return []
        found, at = [], self.text.find(needle)
        while at >= 0:
            found.append((self.starts[at], self.ends[at + len(needle) - 1]))
            at = self.text.find(needle, at + 1)
        return found

    def between(self, start: int, end: int) -> str:
        """The folded characters that come from the original's half-open range."""
        return self.text[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]


def normalise(text: str) -> str:
    """Fold text the way must-haves are compared.

    Unicode NFKC, straight quotes, no Markdown marks or [n], white space collapsed to single blanks, case folded.
    """
    return fold(text).text


def fold(text: str) -> Folded:
    """Fold text and remember where each character came from."""
    chars, starts, ends = _compose(text)
    straight = "".join(chars).translate(_STRAIGHT)
    keep = [True] * len(straight)
    for match in _LINK.finditer(straight):
        _strike(keep, match.start(), match.start(1))
        _strike(keep, match.end(1), match.end())
    for match in _MARKS.finditer(straight):
        _strike(keep, match.start(), match.end())
    out: list[str] = []
    out_starts: list[int] = []
    out_ends: list[int] = []
    blank = True  # leading white space is dropped like a run's second character
    for i, char in enumerate(straight):
        if not keep[i]:
            continue
        if char.isspace():
            if blank:
                continue
            blank, folded = True, " "
        else:
            blank, folded = False, char.casefold()
        for piece in folded:
            out.append(piece)
            out_starts.append(starts[i])
            out_ends.append(ends[i])
    if out and out[-1] == " ":
        out.pop(), out_starts.pop(), out_ends.pop()
    return Folded("".join(out), out_starts, out_ends)


def _strike(keep: list[bool], start: int, end: int) -> None:
    keep[start:end] = [False] * (end - start)


def _compose(text: str) -> tuple[list[str], list[int], list[int]]:
    """NFKC, one original cluster at a time so that offsets survive; the result is NFKC of the whole text."""
    if text.isascii():
        return list(text), list(range(len(text))), list(range(1, len(text) + 1))
    whole = unicodedata.normalize("NFKC", text)
    # A cluster that begins at every character without a combining class is right for nearly all text; some scripts
    # also join such characters, and there only an ASCII character is sure to begin a new cluster.
    for cautious in (False, True):
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        begin = 0
        for i in range(1, len(text) + 1):
            if i < len(text) and not _begins_cluster(text[i], cautious):
                continue
            composed = unicodedata.normalize("NFKC", text[begin:i])
            chars.extend(composed)
            starts.extend([begin] * len(composed))
            ends.extend([i] * len(composed))
            begin = i
        if "".join(chars) == whole:
            break
    return chars, starts, ends


def _begins_cluster(char: str, cautious: bool) -> bool:
    return char.isascii() or (not cautious and unicodedata.combining(char) == 0)
