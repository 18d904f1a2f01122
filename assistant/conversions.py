"""What is turned into what: "speech to text" is not "text to speech", though the words are the same."""

import re

from studyground.ingest.terms import STOP_WORDS, stem

BEFORE = 3  # content words left of "to" among which the thing that is turned stands
AFTER = 3
ASKED = 2  # fewer in a question, which is shorter
_WORD = re.compile(r"[^\W_]+|[,.;:?!()]")
_JOINED = re.compile(r"(?<=\w)-(to|into|from)-(?=\w)", re.IGNORECASE)
_INTO = frozenset({"to", "into"})
_TWO_WAY = re.compile(
    r"\b(?:connect|link|compar|relat|join|attach|bind|bound|equal|equivalent|similar|close|next|near|adjacent|parallel|"
    r"distance|far)\w*\b",
    re.IGNORECASE,
)


def turned_round(question: str, sentence: str) -> bool:
    """Whether a sentence turns into each other what a question names, but only the other way round.

    Names of two places or products ("from York to Leeds") say nothing of the kind: the way back is as long.
    """
    asked = _pairs(question, ASKED, ASKED)
    if not asked or _TWO_WAY.search(question):
        return False
    one_way = {(one, other) for one, other in asked if (other, one) not in asked}
    told = _pairs(sentence, BEFORE, AFTER)
    return any((other, one) in told for one, other in one_way) and not one_way & told


def _pairs(text: str, before: int, after: int) -> set[tuple[str, str]]:
    """Stems of (what is turned, what it is turned into) for every "to", "into" and "from" of a text."""
    opens = text[:1].lower() if text[1:2].islower() else text[:1]  # the first word is no name for its capital
    words = _WORD.findall(_JOINED.sub(r" \1 ", opens + text[1:]))
    found: set[tuple[str, str]] = set()
    for at, word in enumerate(words):
        if word.lower() in _INTO:
            left = _near(words[at - 1 :: -1] if at else [], before)
            found |= {(one, other) for one in left for other in _near(words[at + 1 :], after)}
        elif word.lower() == "from":
            source = _near(words[at + 1 :], after)
            made = _near(words[at - 1 :: -1] if at else [], before)
            found |= {(one, other) for one in source for other in made}
    return {(one, other) for one, other in found if one != other}


def _near(words: list[str], most: int) -> list[str]:
    """Stems of the first words that are no stop words and no names, up to the next mark, "to" or "from"."""
    near: list[str] = []
    for word in words:
        if not word[0].isalnum() or word.lower() in _INTO or word.lower() == "from" or len(near) == most:
            break
        if word.lower() not in STOP_WORDS and word.islower():
            near.append(stem(word))
    return near
