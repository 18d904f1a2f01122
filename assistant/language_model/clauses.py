"""A sentence taken apart into clauses, and the stems of its content words; what the checks of a sentence work on."""

import re
from dataclasses import dataclass
from functools import lru_cache

from studyground.ingest.terms import STOP_WORDS, stem

_BREAK = re.compile(
    r"[;:|]|,\s+(?:and\s+|but\s+|or\s+|so\s+|yet\s+)?|\s[—–-]\s|[()]|[.!?](?:\s|$)|"
    r"\s+(?=(?:whereas|while|although|though|because|since|but|unless|whereby|so that)\b)|"
    r"\s+(?:and|so)\s+(?=(?:it|they|this|these|that|there|he|she|the|an?|no|not|its|cannot|can|does|do|is|are|will|must|need|"
    r"therefore|thus)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.'’&+^-][^\W_]+)*[+#]*")
_PART = re.compile(r"[^-+&]+")
_LETTER_FIRST = re.compile(r"[^\W\d_]-[^\W_]+")  # k-means, t-SNE
_WHOLE = re.compile(r".+", re.DOTALL)
# Words that carry no content of their own in a statement, beyond the search engine's stop words.
_LIGHT = frozenset(
    "means meant called known say says said says thing things way ways kind kinds sort sorts case cases example examples "
    "make makes made making take takes taken taking get gets got give gives given giving put puts keep keeps "
    "kept keeping let lets well even still yet already rather quite often usually normally typically generally therefore thus "
    "hence however instead whether either one ones another anything something everything somebody someone people person since "
    "although though unless via per within without across toward towards upon along among many several various certain "
    "possible able come comes go goes become becomes became turn turns stay stays remain remains lie lies need needs needed must "
    "want wants help helps work works serve serves like such used use using allow allows enable enables provide provides "
    "cannot never none nothing nobody neither always every everyone really simply basically essentially also".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence: its words in lower case, and the stems of those with content."""

    words: tuple[str, ...]
    stems: frozenset[str]


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text; a piece of fewer than two content words is counted to the one before it."""
    pieces: list[list[str]] = []
    for piece in _BREAK.split(text):
        words = [word.lower().replace("’", "'") for word in _WORD.findall(piece or "")]
        if not words:
            continue
        if pieces and (len(_stems(words)) < 2 or len(_stems(pieces[-1])) < 2):
            pieces[-1] += words
        else:
            pieces.append(words)
    return tuple(Clause(tuple(words), frozenset(_stems(words))) for words in pieces)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; "t-SNE" and "don't" are one each."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def content_words(text: str) -> list[str]:
    """The words of a text that carry content, in lower case, compounds in parts."""
    return [word for word, _, _ in content_spans(text)]


def content_spans(text: str) -> list[tuple[str, int, int]]:
    """The words of a text that carry content, in lower case, compounds in parts; each with its start and end."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        parted = "-" in match.group() and not _LETTER_FIRST.fullmatch(match.group())
        pieces = _PART.finditer(match.group()) if parted else [_WHOLE.match(match.group())]
        for piece in pieces:
            word = piece.group().lower().replace("’", "'") if piece else ""
            if piece and is_content(word):
                found.append((word, match.start() + piece.start(), match.start() + piece.end()))
    return found


def content_stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return frozenset(stem(word) for word in content_words(text))


def is_content(word: str) -> bool:
    """Whether a word in lower case says something: no function word, no light verb, no single letter but a symbol."""
    return word not in STOP_WORDS and word not in _LIGHT and not word.endswith("n't") and (len(word) > 1)


def _stems(words: list[str]) -> list[str]:
    parts = [part for word in words for part in ([word, *word.split("-")] if "-" in word else [word])]
    return [stem(word) for word in parts if is_content(word)]
