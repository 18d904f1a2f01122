"""How well a sentence is supported by the words it cites, from the words alone."""

import re
from collections.abc import Sequence

from studyground.ingest.terms import terms

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|without|cannot|neither|nor|hardly|rarely|unless)\b|n[’']t\b", re.IGNORECASE
)


def support(sentence: str, quotes: Sequence[str]) -> float:
    """Share of a sentence's content words that stand in the quotes; 0 when a figure or a negation does not agree.

    Returns:
        0 to 1; 1 for words taken over as they are.
    """
    own = terms(sentence)
    if not own:
        return 0.0
    cited = " ".join(quotes)
    have = set(terms(cited))
    if not numbers(sentence) <= numbers(cited):
        return 0.0
    if bool(_NEGATION.search(sentence)) and not _NEGATION.search(cited):
        return 0.0
    return sum(term in have for term in own) / len(own)


def numbers(text: str) -> frozenset[str]:
    """The figures in a text, thousands separators and final stops left out."""
    return frozenset(match.group().replace(",", "").rstrip(".") for match in _NUMBER.finditer(text))
