"""What gives a key away: a word of the stem, in whatever inflection or inside a name, that the key alone takes up."""

import re
from collections.abc import Callable, Sequence

from studyground.ingest.terms import STOP_WORDS, stem, terms

LEAST_PART = 4  # letters of a word that still shows at the beginning of a longer one ("SHAP", "Shapley")
LEAST_INSIDE = 6  # letters of a word that shows anywhere in another ("extract", "Textract")
SAME_OPENING = 0.6  # share of the longer word that two inflections of one word have in common
LEAST_BEGUN = 5  # letters that two words must begin with to be of one root
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LEAST_WITHIN = 4  # letters of a part of a name that gives it away inside another word
LEAST_INITIALS, LEAST_SHORTENED = 3, 3
SHARED_BY = 2  # wrong options that must have a word of the stem too, if the key has it
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
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


def telltale(said: str, options: Sequence[str]) -> bool:
    """Whether a text shares a word, or a part of one, with the first of some options and too few of the others."""
    told = {word for word in _parts(said) if word not in STOP_WORDS}
    known = told | {part for option in options for part in _parts(option)}
    if _spelt(said, options[0]) or _spelt(options[0], said):
        return True
    for part in _parts(options[0]):
        if part in STOP_WORDS or len(part) < 2:
            continue
        taken = [word for word in told if _shows(word, part)]
        tails = {tail for word in told if (tail := _tail(word, part, known))}
        if any(sum(any(tail in other for other in _parts(one)) for one in options[1:]) < SHARED_BY for tail in tails):
            return True
        if (
            taken
            and sum(any(_shows(each, other) for other in _parts(one) for each in (part, *taken)) for one in options[1:])
            < SHARED_BY
        ):
            return True
    return False


def shows_within(said: str, key: str, wrong: Sequence[str]) -> bool:
    """Whether a word of a text begins as one of the key alone does ("eye", "eyewash"; "urgent", "urgency"), and points at it.

    Args:
        said: The stem.
        key: The option that is right.
        wrong: The others.
    """
    told = {word for word in _words(said) if len(word) >= LEAST_SHORTENED}
    mine, others = _words(key), _words(" ".join(wrong))
    begun = {word for word in told if any(_begins(word, one) for one in mine)}
    return any(not any(_begins(word, one) for one in others) for word in begun)


def _begins(word: str, other: str) -> bool:
    same = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return same == len(word) or (same >= LEAST_BEGUN and same >= SAME_OPENING * max(len(word), len(other)))


def put_together(name: str, said: str) -> bool:
    """Whether all parts of a name written together stand in what is said of it ("GroupKFold" of groups and folds)."""
    parts = [part.lower() for part in _CAMEL.findall(name) if len(part) > 1]
    low = said.lower()
    return len(parts) > 1 and all(part in low for part in parts)


def abbreviates(short: str, long: str) -> bool:
    """Whether capitals in a name are the first letters of words of a text, in their order ("MSK": managed streaming … Kafka).

    Args:
        short: A name.
        long: What may spell it out, with a few more words between.
    """
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", long) if word.lower() not in STOP_WORDS).lower()
    return any(
        re.search(".?".join(re.escape(letter) for letter in part.lower()), initials)
        for part in re.findall(r"\b[A-Z]{3,6}s?\b", short)
    )


def _tail(one: str, other: str, known: set[str]) -> str:
    """What two words end in, one of them put together with another word ("gitweb" and "instaweb" beside "git"); "" for none."""
    for size in range(LEAST_SHORTENED, min(len(one), len(other))):
        if one[-size:] == other[-size:] and {one[:-size], other[:-size]} & known:
            return one[-size:]
    return ""


def _spelt(long: str, short: str) -> bool:
    """Whether a part of a name is the initials of words in a row ("roc" of the receiver operating characteristic)."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", long)).lower()
    return any(len(part) >= LEAST_INITIALS and part in initials for part in _parts(short))


def _shows(one: str, other: str) -> bool:
    """Whether two words are one in different form, or one shows inside the other ("stat" in "diffstat")."""
    short, long = sorted((one, other), key=len)
    if akin(one, other) or (len(short) >= LEAST_WITHIN and short in long):
        return True
    if len(short) >= LEAST_SHORTENED and long.startswith(short):
        return True  # "max" of "maximum"
    root = stem(short)
    return len(root) >= LEAST_WITHIN and long.startswith(root)  # "signed" in "signoff"


def _parts(text: str) -> set[str]:
    """The words of a text and the parts of names written together, in lower case."""
    found = {word.lower() for word in re.findall(r"[^\W_]+", text)}
    return found | {part.lower() for part in _PART.findall(text) if len(part) > 1}
