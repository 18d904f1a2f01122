"""Whether an answer says what it must, in how many words."""

import re
import string
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from studyground.eval.fold import normalise

FACTOID_WORDS_MAX = 40
OTHER_WORDS_MAX = 120
_SHORT = 4
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = frozenset(string.punctuation)


def says(answer: str, phrase: str) -> bool:
    """Whether a normalised answer holds a phrase.

    The phrase begins where a word begins ("supervised" is not in "unsupervised"), and may go on into an ending
    ("tree" is in "trees") unless its last word is shorter than four letters or a number ("5" is not in "50" or "1.5").
    """
    wanted = normalise(phrase)
    return bool(wanted) and _phrase_pattern(wanted).search(answer) is not None


def must_haves(
    answer: str, must_include: Sequence[Sequence[str]], must_not_include: Sequence[str] = ()
) -> float | None:
    """1 when each group is met by one of its phrases and no forbidden phrase stands, else 0.

    None when there are neither groups nor forbidden phrases. A group without phrases cannot be met.
    """
    if not must_include and not must_not_include:
        return None
    folded = normalise(answer)
    met = all(any(says(folded, phrase) for phrase in group) for group in must_include)
    return float(bool(folded) and met and not any(says(folded, phrase) for phrase in must_not_include))


def must_have_share(answer: str, must_include: Sequence[Sequence[str]]) -> float | None:
    """Share of the groups that are met; None without groups."""
    if not must_include:
        return None
    folded = normalise(answer)
    return sum(any(says(folded, phrase) for phrase in group) for group in must_include) / len(must_include)


def squad_words(text: str) -> list[str]:
    """Words as SQuAD compares them: lower case, no punctuation, no articles.

    Source: Rajpurkar et al. 2016, the official evaluation script.
    """
    bare = "".join(char for char in text.lower() if char not in _PUNCTUATION)
    return _ARTICLES.sub(" ", bare).split()


def exact_match(answer: str, references: Sequence[str]) -> float:
    """1 when the answer equals a reference in SQuAD's words, else 0; no reference means that "" is right.

    Source: Rajpurkar et al. 2016 and 2018.
    """
    words = squad_words(answer)
    return float(any(words == squad_words(reference) for reference in references or ("",)))


def token_f1(answer: str, references: Sequence[str]) -> float:
    """The largest F1 over references of the words shared with each; no reference means that "" is right.

    Source: Rajpurkar et al. 2016 and 2018.
    """
    return max(_f1(squad_words(answer), squad_words(reference)) for reference in references or ("",))


def rouge_l(answer: str, reference: str) -> float:
    """F1 of the longest common subsequence of lower-cased words of letters and digits, without stemming.

    Source: Lin 2004, as the `rouge-score` package counts words.
    """
    first, second = (re.findall(r"[a-z0-9]+", text.lower()) for text in (answer, reference))
    if not first or not second:
        return 0.0
    row = [0] * (len(second) + 1)
    for word in first:
        diagonal = 0
        for j, other in enumerate(second, 1):
            above = row[j]
            row[j] = diagonal + 1 if word == other else max(above, row[j - 1])
            diagonal = above
    return 2 * row[-1] / (len(first) + len(second))


def word_count(answer: str) -> int:
    """Words of an answer, without its marks and citation numbers."""
    return len(normalise(answer).split())


def within_length(answer: str, item_type: str) -> float | None:
    """1 when the answer keeps the contract's length for its type; None for lists, which may be longer."""
    if item_type == "list":
        return None
    return float(word_count(answer) <= (FACTOID_WORDS_MAX if item_type == "factoid" else OTHER_WORDS_MAX))


def redundancy(answer: str, n: int = 4) -> float | None:
    """Share of the answer's word n-grams that repeat an earlier one; None when there is no n-gram.

    Source: seq-rep-n, Welleck et al. 2020.
    """
    words = re.findall(r"\w+", normalise(answer))
    grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
    return 1 - len(set(grams)) / len(grams) if grams else None


@lru_cache(maxsize=4096)
def _phrase_pattern(wanted: str) -> re.Pattern[str]:
    left = r"(?<![\d])(?<!\d[.,])" if wanted[0].isdigit() else r"(?<!\w)" if wanted[0].isalnum() else ""
    last = re.findall(r"\w+", wanted)[-1:]
    right = ""
    if wanted[-1].isdigit():
        right = r"(?!\d)(?![.,]\d)"
    elif wanted[-1].isalnum() and last and len(last[0]) < _SHORT:
        right = r"(?!\w)"
    return re.compile(left + re.escape(wanted) + right)


def _f1(first: list[str], second: list[str]) -> float:
    if not first or not second:
        return float(first == second)
    shared = sum((Counter(first) & Counter(second)).values())
    return 2 * shared / (len(first) + len(second))
