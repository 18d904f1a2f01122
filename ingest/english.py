"""Words of English that the encoder's vocabulary holds only in pieces ("latent", "minced")."""

from functools import lru_cache

LEAST_LETTERS = 5  # shorter ones are as often slips: "pas" for "pass"
LEAST_USE = 3e-7  # share of all words in a large collection of English; what is rarer is often a slip as well


def is_english(word: str) -> bool:
    """Whether a lower-case word is an English one in ordinary use.

    The words and how often they are used come with the package pyspellchecker (from OpenSubtitles); they are read when first
    asked for, in about 0.15 s.
    """
    return len(word) >= LEAST_LETTERS and word in _words()


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    from spellchecker import SpellChecker

    known = SpellChecker(language="en").word_frequency
    least = LEAST_USE * known.total_words
    return frozenset(word for word, seen in known.items() if seen >= least and word.isalpha())
