"""What a list says of a name, as a description of it: what it is or does, and not where, how, how much or for example."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mining_language import PREPOSITIONS, lower_first
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.practice.writing.vocabulary import singular

TERM, OF_THESE = "term", "of these"
MOST_PIECES = 3  # between commas: more are examples or parts
_ARTICLE = re.compile(r"(?:an?|the|any|one)\b", re.IGNORECASE)
_CLASS = re.compile(r"(?:is )?an? (?:[a-z-]+ )?[a-z]+ (?:in|of|on|from|for|with|that|which|who)\b", re.IGNORECASE)
_THAT_DOES = re.compile(r"^[^,;]*? (?:that|which|who|whose|where) (?:[a-z]+ )*[a-z]+", re.IGNORECASE)
_DEED = re.compile(r"[a-z]{2,}(?:ing|ness|tion|sion|ment|ity|ance|ence|ship|ism|al)$", re.IGNORECASE)
_NOT_DEED = frozenset(
    "thing something anything nothing everything animal metal mineral meal signal building cement".split()
)
_BEHIND = re.compile(
    r"(?: [a-z]+ed)?(?: (?:when|while|by|from|with|in|on|at|to|for|of|into|between|under|seen)\b|[,.]|$)"
)
_TO_DO = re.compile(
    r"\b(?:actions?|measures?|moves?|looks?|steps?|remed(?:y|ies)|treatments?|controls?|responses?|fix(?:es)?|tasks?|dut(?:y|ies)|"
    r"checks?|cures?|precautions?|answers?|solutions?|do|does)\b",
    re.IGNORECASE,
)
_AS_IT_IS = re.compile(r"^[A-Za-z]{4,} in that (?:it|they) [a-z]+ ")
_OF_TERMS = re.compile(
    r"\b(?:glossary|terms?|terminology|vocabulary|definitions?|defined|concepts?|words)\b", re.IGNORECASE
)


def describes(said: str) -> bool:
    """Whether words behind a name say what it is.

    Args:
        said: A noun phrase or a clause ("a raised pore in bark", "the share of classes changes", "grit that sinks").
    """
    if _ARTICLE.match(said):
        return True
    if len(re.split(r", (?:and |or )?| (?:and|or) (?=\w+$)", said)) > MOST_PIECES:
        return False
    if _THAT_DOES.match(said):
        return True
    words = said.split()
    for at, word in enumerate(words):
        after = words[at + 1].casefold().strip(",") if at + 1 < len(words) else ""
        if word.casefold().strip(",") in PREPOSITIONS:
            return False
        if after == "of":
            return singular(word.casefold()) == word.casefold()  # "loss of", and not "batches of"
        if _DEED.fullmatch(word) and word.casefold() not in _NOT_DEED and _BEHIND.match(said[_end(said, at) :]):
            return True
    return False


def of_a_class(said: str) -> bool:
    """Whether words behind a name give its class ("a parasite in undercooked fish"), which its neighbours may not be of."""
    return bool(_CLASS.match(said))


def own_predicate(said: str) -> str:
    """What stands behind a name as the rest of its sentence: its verb small ("Ties a customer …"), "is unusual in that …"."""
    if _AS_IT_IS.match(said):
        return f"is {lower_first(said)}"
    listed = re.search(r", [^,.;]+(?=[.;]|$)", said) and not re.search(r"\b(?:and|or) [^,]+$|, \w+ ", said)
    return said[:1].lower() + said[1:] if re.match(r"[A-Z][a-z]+s [a-z]", said) and not listed else said


def breaks_off(said: str, told: str) -> bool:
    """Whether a predicate ends inside a list, where an example of one member stood ("adds masking, links such as …, and …").

    Args:
        said: The predicate.
        told: All that stands behind the name.
    """
    joined = re.search(r"\b(?:and|or)\b[^,]*$", said)
    rest = told[told.find(said.split(", ")[-1]) + len(said.split(", ")[-1]) :]
    return ", " in said and not joined and bool(re.match(r",? (?:such as|e\.g\.|for example|for instance)\b", rest))


def is_as_it_is(said: str) -> bool:
    """Whether a predicate says for what something stands out ("is unusual in that it grows in the cold")."""
    return said.startswith("is ") and bool(_AS_IT_IS.match(said[3:]))


def called_term(section: Sequence[str]) -> str:
    """What the names of a list are called for want of a noun: a term only where a heading says that terms are explained."""
    return TERM if any(_OF_TERMS.search(heading) for heading in section) else OF_THESE


def mixed_with_verbs(head: str, values: Sequence[str]) -> bool:
    """Whether some values of a column are what something does, told without it ("Grow best in the dark"), and others are not.

    Args:
        head: Of the column; what is to be done may be told with a verb or a noun.
        values: Its cells.
    """
    if _TO_DO.search(head):
        return False
    acts = [_acts(value) for value in values]
    return any(acts) and not all(acts)


def without_its_subject(said: str) -> bool:
    """Whether what is said is of some that are not named ("Some need it", "They float")."""
    return bool(
        re.match(r"(?:some|others?|they|it|this|these|those|most|many|few|both|all)\b(?! of\b)", said, re.IGNORECASE)
    )


def _acts(value: str) -> bool:
    first = value.split()[0].casefold() if value.split() else ""
    return first in VERBS and not may_be_noun(first)


def _end(said: str, at: int) -> int:
    """Where the word of that number ends."""
    return [found.end() for found in re.finditer(r"\S+", said)][at]
