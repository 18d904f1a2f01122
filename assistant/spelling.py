"""Misspelt words of a question, set right by the guide's own words."""

import re
from collections.abc import Callable, Mapping

from studyground.ingest.english import is_english
from studyground.ingest.terms import STOP_WORDS, stem

# no part of an address, a path, a dotted or underscored name or a contraction
_WORD = re.compile(r"(?<![\w./:@#])(?<!\w['’])[^\W_]{3,}(?![^\W_]|_|[./:@]\w|['’]\w)")
CONTRACTIONS = {
    short.replace("'", ""): short
    for short in (
        "don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't can't won't couldn't shouldn't wouldn't mustn't "
        "i'm i've you're you've they're they've what's that's there's where's who's"
    ).split()
}
LONG_NAME = 8
ENDINGS = ("ing", "ed", "s", "est")
LEAST_BASE = 4  # letters
COMPLETE_FROM = 0.6  # of its letters
QUESTION_WORDS = (
    "what", "which", "when", "where", "does", "should", "would", "could", "difference", "between", "mean", "means", "definition",
    "explain", "describe", "because", "about", "with", "there", "their", "have", "example", "examples", "please", "please",
)  # fmt: skip

OPENING_WORDS = ("what", "which", "when", "where", "why", "how", "explain", "define", "describe", "compare")


def corrected(question: str, words: Mapping[str, int], is_word: Callable[[str], bool]) -> str:
    """Replace words that neither the guide nor English knows by the guide's nearest word.

    Args:
        question: As typed.
        words: The guide's words, lower case, with how many passages each is in.
        is_word: Whether a lower-case word is a common English one; such a word and its forms are never "corrected", nor is one
            that `is_english` knows.

    Returns:
        The question with misspelt words replaced; case of the first letter kept.
    """

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if not any(letter.isalpha() for letter in word) or not (word.isalpha() or len(word) >= LONG_NAME):
            return word  # figures, and names such as "m5" and "ml2", are what they are
        if lower in CONTRACTIONS and lower not in words:
            full = CONTRACTIONS[lower]
            return full.capitalize() if word[0].isupper() else full
        opening = _opening_word(lower) if match.start() == 0 and lower not in words else None
        if opening is not None:
            return opening.capitalize() if word[0].isupper() else opening
        if lower in words or lower in STOP_WORDS or is_word(lower) or (word.isupper() and len(word) < 6):
            return word
        if is_english(lower):
            return word
        if len(word) < LONG_NAME and not word.isupper() and any(letter.isupper() for letter in word[1:]):
            return word  # "ReLU", "PyTorch": whoever writes so knows how it is written
        if _inflected(lower, words, is_word):
            return word
        near = _nearest(lower, words) if len(word) > 3 else _letter_left_out(lower, words, is_word)
        best = _question_word(lower) or near or _completed(lower, words)
        if best is None:
            return word
        return best.capitalize() if word[0].isupper() else best

    return _WORD.sub(mended, question)


def _inflected(word: str, words: Mapping[str, int], is_word: Callable[[str], bool]) -> bool:
    """Whether a word is a form of one that the guide or English knows ("uploading", "cheapest"): it is no slip."""
    for ending in ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < LEAST_BASE:
            continue
        if ending == "est":  # a stem keeps it
            ways = [base, f"{base}e"] + ([f"{base[:-1]}y"] if base[-1] == "i" else [])
        else:
            ways = [one for one in (base, f"{base}e") if stem(one) == stem(word)]
        if any(one in words or is_word(one) for one in ways):
            return True
    return False


def _opening_word(word: str) -> str | None:
    """The word a question begins with, where the first word typed is one slip away ("wat", "hwo", "wich")."""
    from rapidfuzz.distance import OSA

    if word in STOP_WORDS or word in OPENING_WORDS:
        return None
    near = [known for known in OPENING_WORDS if OSA.distance(word, known, score_cutoff=1) <= 1]
    return near[0] if near else None


def _question_word(word: str) -> str | None:
    """The word of asking that differs by one slip ("waht", "wich", "definiton"), if there is one."""
    from rapidfuzz.distance import OSA

    near = [known for known in QUESTION_WORDS if OSA.distance(word, known, score_cutoff=1) <= 1]
    return near[0] if near else None


def _completed(word: str, words: Mapping[str, int]) -> str | None:
    """The one word of the guide of which a long name is the beginning ("multicaster" where it writes "multicasterdrum")."""
    longer = [known for known in words if len(word) >= LONG_NAME and known.startswith(word) and known.isalnum()]
    if not longer or len({stem(known) for known in longer}) > 1:
        return None
    shortest = min(longer, key=len)
    return shortest if len(word) >= COMPLETE_FROM * len(shortest) else None


def _letter_left_out(word: str, words: Mapping[str, int], is_word: Callable[[str], bool]) -> str | None:
    """The one name of the guide, no English word, that is three letters and a fourth ("sshd" for "shd")."""
    from rapidfuzz.distance import OSA

    near = [known for known in words if len(known) == len(word) + 1 and known[0] == word[0] and known.isalpha()]
    near = [known for known in near if OSA.distance(word, known, score_cutoff=1) <= 1 and not is_word(known)]
    return near[0] if len(near) == 1 else None


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit())


def _nearest(word: str, words: Mapping[str, int]) -> str | None:
    """The guide's word at the least edit distance (swaps count one), the more frequent first."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    best: tuple[float, int, str] | None = None
    for candidate, distance, _ in extract(word, words.keys(), scorer=OSA.distance, score_cutoff=most, limit=None):
        if not candidate.isalnum() or _digits(candidate) != _digits(word):
            continue
        if len(word) < LONG_NAME and abs(len(word) - len(candidate)) > 1:
            continue  # "minced" is no slip for "mind": nobody types two letters too many
        cost = distance + (0.5 if candidate[0] != word[0] else 0.0)
        rank = (cost, -words[candidate], candidate)
        if best is None or rank < best:
            best = rank
    return best[2] if best is not None and best[0] <= most else None
