"""Initials that point at a key: "ML" in the key alone where the stem spells "machine learning", or the other way round."""

import re
from collections.abc import Iterator, Sequence

NAME_WORDS = 4  # in a longer option some letters are the initials of something by chance
LEAST_WITH_ONE_MORE = 3  # letters of a short form whose long form may have one word more
_SHORT = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")
_LINKS = frozenset("a an the of for and or in on to with by".split())


def initials_shared(stem: str, keys: Sequence[str], wrong: Sequence[str]) -> str:
    """The words or initials of a stem that a key has in its other form and no wrong option has in any; "" for none.

    Args:
        stem: What is asked.
        keys: The options that are right.
        wrong: The others.
    """
    keys = [key for key in keys if len(key.split()) <= NAME_WORDS]
    for key in keys:
        for short in _SHORT.findall(key):
            long = _spelt(short, stem)
            if long and not any(_holds(one, short, long) for one in wrong):
                return long
    for short in _SHORT.findall(stem):
        for key in keys:
            long = _spelt(short, key)
            if long and not any(_holds(one, short, long) for one in wrong):
                return str(short)
    return ""


def _spelt(short: str, text: str) -> str:
    """Words in a row that have the letters of a short form as initials; small words between them may be left out.

    Of a long form of three words or more one other word may be left out too ("managed streaming for Apache Kafka": MSK).
    """
    for clause in re.split(r"[.,;:?!()]", text):
        words = re.findall(r"[^\W\d_][\w'’]*", clause)
        for some in (words, [word for word in words if word.casefold() not in _LINKS]):
            for at in range(len(some) - len(short) + 1):
                run = some[at : at + len(short)]
                fit = all(word[0].casefold() == letter.casefold() for word, letter in zip(run, short, strict=True))
                if fit and not {run[0].casefold(), run[-1].casefold()} & _LINKS:
                    return " ".join(run)
        for longer in _with_one_more([word for word in words if word.casefold() not in _LINKS], short):
            return " ".join(longer)
    return ""


def _with_one_more(words: Sequence[str], short: str) -> Iterator[Sequence[str]]:
    """Runs that have the letters of a short form as initials but for one word inside, which is a name."""
    if len(short) < LEAST_WITH_ONE_MORE:
        return
    letters = short.casefold()
    for at in range(len(words) - len(short)):
        run = words[at : at + len(short) + 1]
        for left_out in range(1, len(short)):
            kept = [word for place, word in enumerate(run) if place != left_out]
            if run[left_out][:1].isupper() and "".join(word[0].casefold() for word in kept) == letters:
                yield run


def _holds(option: str, short: str, long: str) -> bool:
    return short in _SHORT.findall(option) or long.casefold() in option.casefold()
