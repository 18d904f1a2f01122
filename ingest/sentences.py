"""Where sentences begin and end: spans into a paragraph, white space outside them."""

import re
from functools import lru_cache
from typing import Any

Span = tuple[int, int]

# A stop after an ordinary lower-case word, a closing bracket or a percentage, before a capital: no abbreviation is possible there.
_PLAIN_END = re.compile(r"(?:(?<=[a-z]{4}[.!?])|(?<=[a-z]{3}[)%][.!?])|(?<=\d%[.!?]))\s+(?=[A-Z])")
_ANY_STOP = re.compile(r"[.!?…](?=\s)")
_ABBREVIATION = re.compile(
    r"\b(?:approx|Corp|Dept|Prof|Assn|Univ|Minn|Mass|Penn|Tenn|Calif|Conn|Sept|Thurs|Tues|cont|Capt|Maj|Messrs|incl|excl|resp)\."
)


def sentence_spans(text: str) -> list[Span]:
    """Split a paragraph into sentences.

    Args:
        text: One paragraph, item or heading; no layout.

    Returns:
        Half-open spans in order; between them only white space; every other character is in exactly one.
    """
    plain = _PLAIN_END.split(text)
    if len(plain) == len(_ANY_STOP.findall(text)) + 1 and not _ABBREVIATION.search(text):
        cuts = [match.span() for match in _PLAIN_END.finditer(text)]
    else:
        cuts = _cuts_by_rules(text)
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [span for start, end in zip(starts, ends, strict=True) if (span := _trimmed(text, start, end))]


def _cuts_by_rules(text: str) -> list[Span]:
    """Gaps between sentences as pysbd's rules for English see them."""
    cuts: list[Span] = []
    for item in _segmenter().segment(text):
        start = int(item.start)
        if start > 0 and (not cuts or start > cuts[-1][1]) and text[start - 1].isspace() and _opens(text, start):
            cuts.append((start, start))
    return cuts


def _opens(text: str, start: int) -> bool:
    """A sentence does not begin in lower case, nor right after a stop that ends no sentence ("v2.0. is")."""
    rest = text[start:].lstrip("\"'“‘([ ")
    return bool(rest) and not rest[0].islower()


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import pysbd

    return pysbd.Segmenter(language="en", clean=False, char_span=True)
