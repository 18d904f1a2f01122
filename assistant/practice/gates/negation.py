"""What a text denies: the stems that stand behind a "not", "no" or "without"."""

import re
from functools import lru_cache

from studyground.ingest.terms import terms

REACH = 6
_DENIES = re.compile(
    r"\b(?:not|no|never|none|without|cannot|neither|nor|lacks?|lacking|avoids?|avoiding|free of|instead of|rather than)\b|"
    r"n[’']t\b",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[,;:.!?()|]|\b(?:but|and|because|so|although|whereas|while|which)\b", re.IGNORECASE)


def negated(text: str) -> bool:
    """Whether a text denies anything."""
    return bool(_DENIES.search(text))


@lru_cache(maxsize=16384)
def denied(text: str) -> frozenset[str]:
    """Stems of the words that a text denies: those after a denial, up to the next break."""
    found: set[str] = set()
    for match in _DENIES.finditer(text):
        stop = _STOPS.search(text, match.end())
        found.update(terms(text[match.end() : stop.start() if stop else len(text)])[:REACH])
    return frozenset(found)
