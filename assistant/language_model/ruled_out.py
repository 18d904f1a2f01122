"""What a sentence rules out or requires though its source has it among the rest or leaves it free."""

import re

from studyground.assistant.language_model.clauses import is_content, words_of
from studyground.assistant.language_model.idioms import in_one_form
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.terms import stem

NAMED = 3  # content words that tell what is ruled out
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|but not|and not)\s+(?P<what>[^.;:!?]{3,80})", re.IGNORECASE
)
_AMONG = re.compile(
    r"\bnot\s+(?:only|just|merely|simply)\b|\b(?:as well as|in addition to|besides|together with|along with|both)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\bbut(?:\s+also)?\b", re.IGNORECASE)
# What may say that something is left out, in any words.
_LEAVES_OUT = re.compile(
    r"\b(?:not|never|no|none|nor|neither|cannot|without|instead|rather|than|except|unlike|but|over|only|replac\w+|avoid\w*|"
    r"exclud\w+|alone|ignor\w+|skip\w*|omit\w*|drop\w*|forgo\w*|whereas|while|prefer\w*|substitut\w+|place)\b|n['’]t\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(?:optional|optionally|if (?:desired|wanted|you (?:like|wish|want)))\b", re.IGNORECASE)
_NEEDED = re.compile(
    r"\b(?:must|have to|has to|needs? to|required|requires?|mandatory|necessary|compulsory|obligatory|shall)\b",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(r"\b(?:not|no|never|without|optional\w*|nor|neither)\b|n['’]t\b", re.IGNORECASE)


def ruled_out(said: str, source: str) -> str:
    """What a sentence puts out ("B instead of A") that its source has as well ("not only A but also B"); "" for nothing.

    Args:
        said: The sentence.
        source: What it rests on.
    """
    if not _AMONG.search(source) or _LEAVES_OUT.search(_AMONG.sub(" ", _ALSO.sub(" ", source))):
        return ""
    have = set(_roots(source))
    for match in _INSTEAD.finditer(said):
        what = _roots(match["what"])[:NAMED]
        if what and all(root in have for root in what):
            return match.group().split()[0].lower() + f" {what[0]}"
    return ""


def made_needed(said: str, source: str) -> str:
    """What a sentence demands that its source leaves free ("optionally"), or the other way round; "" for nothing."""
    said, source = in_one_form(said, source), in_one_form(source, said)
    for text, other, turned in ((said, source, "demanded"), (source, said, "left free")):
        free = _FREE.search(other)
        needed = _NEEDED.search(text)
        if free and needed and not _NEEDED.search(other) and not _NOT_NEEDED.search(text):
            near = set(_roots(other[max(0, free.start() - 60) : free.end() + 60]))
            if near & set(_roots(text[max(0, needed.start() - 60) : needed.end() + 60])):
                return turned
    return ""


def _roots(text: str) -> list[str]:
    return [root_of(stem(word)) for word in words_of(text) if is_content(word)]
