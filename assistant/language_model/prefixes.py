# ruff: noqa: E501  (lists of words)
"""Prefixes that turn a word round: "un-", "in-", "non-"; a word without its own, and the words that only look like one with it."""

import re
from functools import lru_cache

from studyground.ingest.terms import stem

_NEGATIVE_PREFIX = re.compile(r"^(?:un|in|im|ir|il|non-?|dis|a)(?=[a-z]{4})")
_NOT_PREFIXED = frozenset(
    "understand under unit unite union unique universe universal until input inputs index information inference indicate inner "
    "important image images improve impute imputation implement impact increase include instance instances interest internal "
    "interpret interval introduce invest iron island issue item illustrate discover discuss display distance distribution "
    "distributed discrete discrimination discount district disk average attribute attributes available amount another asynchronous "
    "insight install instead instruction instrument integer integrate intelligence intend inter investigate involve inventory "
    "inside income incoming infer inherit initial initialise initialize inject inspect inspire insert insurer insure imagine imply impose "
    "import alive asleep awake aware aside ahead apart alone alike around along amid among imitate imitates imitated imitating immediate immediately immerse disparate dispersion disease disposal dispatch dissect distil distinct distinguish distort disturb".split()
)
_STEMS_NOT_PREFIXED = frozenset(stem(word) for word in _NOT_PREFIXED)


@lru_cache(maxsize=16384)
def root_of(word: str) -> str:
    """A stem without a prefix that turns it round."""
    if word in _NOT_PREFIXED or word in _STEMS_NOT_PREFIXED:
        return word
    if word == "daili":
        return "day"
    bare = _NEGATIVE_PREFIX.sub("", word)
    return bare if len(bare) >= 4 else word


@lru_cache(maxsize=16384)
def prefixed(word: str) -> bool:
    """Whether a word denies by its prefix, or by "-less"."""
    if word in _NOT_PREFIXED or stem(word) in _STEMS_NOT_PREFIXED:
        return False
    return bool(re.match(r"^(?:un(?!der)|non-?|dis|ir|il|im)(?=[a-z]{4})|^in(?=dep|cap|corr|comp|act|adeq|appro|accur|vis|val|stab|eff|sens)",
                         word)) or word.endswith("less")  # fmt: skip


@lru_cache(maxsize=16384)
def unprefixed(word: str) -> str:
    """A word without its "un-", "" where it has none."""
    if word in _NOT_PREFIXED or stem(word) in _STEMS_NOT_PREFIXED:
        return ""
    bare = _NEGATIVE_PREFIX.sub("", word)
    return bare if bare != word and len(bare) >= 4 else ""
