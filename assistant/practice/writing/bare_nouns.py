"""Articles that a cell leaves out: "train smaller model from larger one" is "train a smaller model from a larger one"."""

import re

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.phrasing import Casing, plural, with_article

LEAST_COUNTED, LEAST_SEVERAL = 1, 2  # times that the guide has "a" before a noun, and its plural
MOST_MODIFIERS = 3  # words before a noun
_DEGREE = re.compile(r"(?<![\w-])(?<!the )(?:least|most) (?=[a-z]+(?: [a-z]+)*s\b)")
# Of these there is one for what follows "of": "the range of values".
_AMOUNT_OF = re.compile(
    r"(?P<before>^|[a-z]+ )(?P<phrase>(?:absolute |total )?(?:range|number|amount|size|value|share|rate|sum|length)) of "
)
# Counted in one guide and a substance or a quality in the next.
_EITHER = frozenset(
    "error cost time loss memory change noise risk space speed weight bias load traffic access precision control use "
    "output input power energy heat water light order value work age force pressure temperature data code text language "
    "life skew effort".split()
)
_MORE = re.compile(r"(?:small|larg|bigg|new|old|short|long|simpl|wid|narrow|strong|weak|deep|thinn|thick|slow|fast)er")
_PIECES = re.compile(r"[^\s,;:()]+|[,;:()]")


def with_articles(phrase: str, casing: Casing) -> str:
    """A phrase that begins with its verb, with an article before each bare noun that the guide counts.

    Args:
        phrase: "train smaller model from larger one".
        casing: Knows the text of the guide, which shows what is counted.
    """
    phrase = _DEGREE.sub(lambda found: f"the {found[0]}", phrase)
    phrase = _AMOUNT_OF.sub(
        lambda found: found[0] if found["before"].strip() in DETERMINERS or not found["before"] else
        f"{found['before']}the {found['phrase']} of ",
        phrase,
    )  # fmt: skip
    words = _PIECES.findall(phrase)
    at = 1 + int(words[0].endswith("ly"))
    told: list[str] = words[:at]
    while at < len(words):
        end = at
        while end < len(words) and not _ends(words[end]):
            end += 1
        group = words[at:end]
        told += [*with_article(" ".join(group)).split()] if _lacks(group, casing) else group
        told += words[end : end + 1]
        at = end + 1
    plain = " ".join(told)
    return re.sub(r"\( ", "(", re.sub(r" ([,;:)])", r"\1", plain))


def _ends(word: str) -> bool:
    return (
        word in PREPOSITIONS or word in ("and", "or", "that", "which", "when", "while", "to") or not word[0].isalnum()
    )


def _lacks(group: list[str], casing: Casing) -> bool:
    """Whether some words are adjectives and a bare noun that is counted, and no more."""
    if (
        not 2 <= len(group) <= MOST_MODIFIERS + 1
        or group[0] in DETERMINERS
        or not all(re.fullmatch(r"[a-z-]+", w) for w in group)
    ):
        return False
    if any(word.endswith("ly") or plural(word) or base_of(word) for word in group):
        return False
    head = group[-1]
    if head == "one":
        return True
    if plural(head) or head in _EITHER or head.endswith(("ing", "ness", "ity", "ance", "ence")):
        return False
    text, noun = casing.running, re.escape(head)
    counted = len(re.findall(rf"\b(?:an?|each|every|one|single) (?:[\w-]+ )?{noun}\b", text))
    bare = len(re.findall(rf"\b(?:of|in|for|with|by|from|less|more|much) {noun}[.,;)]", text))
    several = len(re.findall(rf"\b{noun}s\b", text))
    known = counted >= LEAST_COUNTED or bool(_MORE.fullmatch(group[0]))
    return known and several >= LEAST_SEVERAL and 2 * bare <= counted
