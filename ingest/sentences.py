"""Where sentences begin and end: spans into a paragraph, white space outside them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Span = tuple[int, int]

# A stop after an ordinary lower-case word, a closing bracket or a percentage, before a capital: no abbreviation is
# possible there. The full-width stops of Chinese and Japanese end a sentence whatever follows.
_PLAIN_END = re.compile(
    r"(?:(?<=[a-z]{4}[.!?])|(?<=[a-z]{3}[)%][.!?])|(?<=\d%[.!?]))\s+(?=[A-Z])|(?<=[。！？])(?![。！？”」』）])\s*(?=\S)"
)
_ANY_STOP = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"\b(?:approx|Corp|Dept|Prof|Assn|Univ|Minn|Mass|Penn|Tenn|Calif|Conn|Sept|Thurs|Tues|cont|Capt|Maj|Messrs|incl|excl|resp)\.$"
)
# What a stop may shorten before a word in lower case ("max. ten"): pysbd ends the sentence there.
_SHORTENED = re.compile(
    r"\b(?:abbr|admin|approx|appx|assn|assoc|asst|avg|calc|chap|coef|conf|cont|conv|corp|dept|diff|dist|eqn|eqns|eqs|esp|est|etc|"
    r"excl|exp|ext|fig|figs|freq|govt|incl|intl|max|med|mgmt|min|misc|natl|norm|obs|orig|par|para|param|pct|plur|pos|pref|prob|"
    r"proc|prop|ref|refs|repr|resp|sec|sect|sing|spec|stat|std|temp|univ|var|viz|vol|vols)\.$",
    re.IGNORECASE,
)
# Names written in lower case even where a sentence begins: k-means, iPhone, boto3, to_csv, sklearn.svm, main().
_TERM = re.compile(r"[a-z](?:-[^\W\d_]|[\w.]*(?:[A-Z\d_]|\w\.\w|\(\)))")
_WORD_END = re.compile(r"(?:[a-z]{4}|[)\]])\.$")
_SHORT_WORD_END = re.compile(r"(?:[a-z]{2}|[)\]%]|\d)\.$")
# Dots for what is left out of a command.
_OMITS = re.compile(r"\b[A-Z_]{2,}\s(?:\.{3}|…)$")
_COMMAND = re.compile(r"[A-Z_]{2,}\b")
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"))
_LONGEST_BRACKET = 400
# pysbd's time grows with the square of what it is given.
_WINDOW = 3_000


def sentence_spans(text: str) -> list[Span]:
    """Split a paragraph into sentences.

    Args:
        text: One paragraph, item or heading; no layout.

    Returns:
        Half-open spans in order; between them only white space; every other character is in exactly one.
    """
    cuts: list[Span] = []
    begin = 0
    for start, end in [*_certain_cuts(text), (len(text), len(text))]:
        stretch = text[begin:start]
        if _ANY_STOP.search(stretch):
            cuts += [(begin + at, begin + at) for at in _cuts_by_rules(stretch)]
        cuts.append((start, end))
        begin = end
    cuts.pop()
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [span for start, end in zip(starts, ends, strict=True) if (span := _trimmed(text, start, end))]


def _certain_cuts(text: str) -> Iterator[Span]:
    """Gaps between sentences that need no rules; never inside brackets or quotation marks that close again."""
    begin = 0
    for match in _PLAIN_END.finditer(text):
        start, end = match.span()
        if _ABBREVIATION.search(text, max(begin, start - 16), start) or _inside_brackets(text, begin, start):
            continue
        yield start, end
        begin = end


def _inside_brackets(text: str, begin: int, at: int) -> bool:
    for opening, closing in _BRACKETS:
        opened = text.rfind(opening, max(begin, at - _LONGEST_BRACKET), at)
        if (
            opened >= 0
            and text.find(closing, opened, at) < 0
            and text.find(closing, at, opened + _LONGEST_BRACKET) >= 0
        ):
            return True
    return False


def _cuts_by_rules(text: str) -> list[int]:
    """Where sentences begin, after the first, as pysbd's rules for English see them."""
    cuts: list[int] = []
    for begin, end in _windows(text):
        for item in _segmenter().segment(text[begin:end]):
            start = begin + int(item.start)
            if start == begin and text[:start].rstrip()[-1:] not in tuple(".!?…"):
                continue  # a window's edge inside a sentence
            if start > (cuts[-1] if cuts else 0) and text[start - 1].isspace() and _opens(text, start):
                cuts.append(start)
    return cuts


def _windows(text: str) -> Iterator[Span]:
    """Stretches of a very long paragraph, cut after a stop where there is one, else at a space, else anywhere."""
    begin = 0
    while len(text) - begin > _WINDOW:
        stops = [match.end() for match in _ANY_STOP.finditer(text, begin + _WINDOW // 2, begin + _WINDOW)]
        end = stops[-1] + 1 if stops else text.rfind(" ", begin, begin + _WINDOW) + 1
        end = end if end > begin else begin + _WINDOW
        yield begin, end
        begin = end
    yield begin, len(text)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence can begin here.

    In lower case it can after a single full stop that ends an ordinary word ("… rows. numpy is …"), or any word when a
    name that is never capitalised follows ("… out. k-anonymity is …"); not after "max.", "0..." or "v2.0.".
    """
    rest = text[start:].lstrip("\"'“‘([ ")
    before = text[max(0, start - 24) : start].rstrip()
    if _OMITS.search(before) and _COMMAND.match(rest):
        return False  # "ALTER TASK ... RESUME"
    if not rest or not rest[0].islower():
        return bool(rest)
    if _SHORTENED.search(before):
        return False
    return bool(_WORD_END.search(before) or (_SHORT_WORD_END.search(before) and _TERM.match(rest)))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import pysbd

    return pysbd.Segmenter(language="en", clean=False, char_span=True)
