"""Verbs of finding out: an "if" or "when" after one is a question ("tests if the valve holds") and no case."""

import re

from studyground.assistant.practice.writing.mining_language import DETERMINERS
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of
from studyground.assistant.practice.writing.whole_clauses import full_clause

_FINDS_OUT = frozenset(
    "ascertain ask confirm decide define describe determine discover establish evaluate examine explain identify "
    "illustrate indicate investigate know learn predict reveal say see show specify tell understand verify wonder".split()
)
_MAY_BE_NOUN = frozenset("check doubt judge note question test watch".split())
_FORMS = {"knew": "know", "known": "know", "saw": "see", "seen": "see", "said": "say", "told": "tell", "shown": "show"}
_OF_SOMEBODY = re.compile(r"\b(?:asks?|asked|asking|tells?|told|telling)(?: [a-z-]+){1,3}$", re.IGNORECASE)
_ADVERBS = frozenset("only also then now still always never not first".split())
_OUT = re.compile(r"\b(?:find|finds|finding|found|figure|figures|make|makes|work|works) out$|\b(?:un)?(?:sure|clear)$")


def asks_whether(text: str) -> bool:
    """Whether what stands before an "if" or "when" makes a question of it: "to see", "relational operators test".

    Args:
        text: A clause up to the link.
    """
    return ends_in_question(text) or bool(_OF_SOMEBODY.search(text))


def ends_in_question(text: str) -> bool:
    """Whether a text ends with a verb of finding out, so that what it finds out has been cut off.

    Args:
        text: A clause or an instruction ("use the whole signature to determine").
    """
    words = [word.strip(",;:()").casefold() for word in text.split()]
    if not words:
        return False
    if _OUT.search(" ".join(words)):
        return True
    verb = _base(words[-1])
    before = next((word for word in reversed(words[:-1]) if not word.endswith("ly") and word not in _ADVERBS), "")
    passive = before in ("is", "are", "was", "were", "be", "been", "being") and verb not in ("ask", "tell")
    if verb in _FINDS_OUT and not passive:
        return True
    if verb not in _MAY_BE_NOUN or passive:
        return False
    if not before or before == "to" or before in AUXILIARY:
        return True
    if before in DETERMINERS or (words[0] in VERBS and "and" not in words):
        return False  # "run the self test"
    return not full_clause(" ".join(words[:-1]))


def _base(word: str) -> str:
    """A verb's base form; the word itself where no ending is seen."""
    if word.endswith("ing") or word.endswith("ed"):
        stem = re.sub(r"(?:ing|ed)$", "", word)
        known = (one for one in (stem, f"{stem}e", re.sub(r"i$", "y", stem)) if one in _FINDS_OUT | _MAY_BE_NOUN)
        return next(known, word)
    return _FORMS.get(word) or base_of(word) or word
