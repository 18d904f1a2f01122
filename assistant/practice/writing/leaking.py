"""What gives a key away: a word of the stem, in whatever inflection or inside a name, that the key alone takes up."""

import re
from collections.abc import Callable, Sequence

from studyground.ingest.terms import STOP_WORDS, stem, terms

LEAST_PART = 4  # letters of a word that still shows at the beginning of a longer one ("SHAP", "Shapley")
LEAST_INSIDE = 6  # letters of a word that shows anywhere in another ("extract", "Textract")
SAME_OPENING = 0.6  # share of the longer word that two inflections of one word have in common
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_WORD = re.compile(r"[^\W_]+")


def leaks(text: str, options: Sequence[str], telling: Callable[[str], bool]) -> bool:
    """Whether a stem holds a telling word that one option alone has.

    Args:
        text: The stem.
        options: Keys and distractors.
        telling: Whether a stem of a word is rare enough in the guide to point somewhere.
    """
    said = set(terms(text))
    own = [set(terms(option)) for option in options]
    for at, mine in enumerate(own):
        others = set().union(*(own[other] for other in range(len(own)) if other != at))
        if any(telling(term) for term in (mine & said) - others):
            return True
    return False


def echoed(text: str, keys: Sequence[str], wrong: Sequence[str], common: Callable[[str], bool]) -> str:
    """The word of a stem that a key takes up and no wrong option does, "" where there is none.

    Words count as taken up across inflections ("labels", "labelling"), where one begins with the other ("SHAP",
    "Shapley"), and where a long one is inside a name ("extract", "Textract").

    Args:
        text: The stem.
        keys: The options that are right.
        wrong: The others.
        common: Whether a stem of a word is too common in the guide to point anywhere.
    """
    in_keys, in_wrong = _words(" ".join(keys)), _words(" ".join(wrong))
    for word in sorted(_words(text)):
        if common(stem(word)):
            continue
        taken = [other for other in in_keys if akin(word, other)]
        if taken and not any(akin(each, other) for other in in_wrong for each in (word, *taken)):
            return word
    return ""


def akin(one: str, other: str) -> bool:
    """Whether two lower-case words are one in different form, or one shows inside the other."""
    if one == other or stem(one) == stem(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < LEAST_PART:
        return False
    if long.startswith(short) or (len(short) >= LEAST_INSIDE and short in long):
        return True
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return same >= max(LEAST_INSIDE, SAME_OPENING * len(long))


def _words(text: str) -> set[str]:
    """The words of a text and the parts of names written together, in lower case; no stop words, no figures."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        found.add(word.lower())
        found.update(part.lower() for part in _CAMEL.findall(word) if len(part) >= LEAST_PART)
    return {word for word in found if word not in STOP_WORDS and not word.isdigit()}
