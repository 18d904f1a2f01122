"""On which side of a figure left out the wrong ones must lie: none may be true of the sentence as a limit as well."""

import re
from itertools import pairwise

from studyground.assistant.practice.writing.amounts import AT_LEAST, AT_MOST, OVER, UNDER, Amount
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of

LARGER, SMALLER, EITHER = 1, -1, 0
_CONDITION = re.compile(
    r"\b(?:if|when|once|who|that|which|whose|where|for (?:objects|loans|those|anything)|after (?:any|an?)|"
    r"in case of|any|anything|with(?! an? (?:maximum|minimum|limit)))\b[^,;]*$",
    re.IGNORECASE,
)
# What is let pass, of which more would let less pass: whoever may drop "under 5 %" may drop under 3 % as well.
_LET_PASS = re.compile(
    r"\b(?:OK|okay|fine|acceptable|tolerable|harmless|safe|enough|sufficient)\b[^;.]*$|\bif [^,;]*, say$"
)
# "is a tool with more than 250 recipes": of what a thing has, less is true as well.
_HAS = re.compile(r"\b(?:is|are) (?:an?|the) [^,;]*\bwith$")
_IN_AMOUNTS = re.compile(r"\b(?:amounts?|quantit(?:y|ies)|numbers?|doses?|concentrations?|shares?) of$")
_TRIGGER = re.compile(r"\b(?:triggers?|alarms?|thresholds?|alerts?)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:never|not|no|cannot)\b|n[’']t\b")
_DEMANDS = re.compile(
    r"\b(?:must|should|may|can|cannot|shall|needs?|has to|have to|requires?|allowed?|allows|permits?|is to|are to|"
    r"(?:is|are)(?: \w+)? \w+(?:ed|en|pt)|recommends?|ask(?:s|ed) for|pay|means)\b",
    re.IGNORECASE,
)


def side_of(amount: Amount, text: str) -> int:
    """Whether wrong figures must all be larger or all smaller than the one left out, or may be either.

    "A stoppage longer than 10 minutes: clear the pool" is true of 20 minutes too, and what "sends for at least 24 hours"
    sends for at least 12; a limit that is demanded ("must rest at least 2 hours") is the one limit that there is.

    Args:
        amount: The figure.
        text: Its sentence.
    """
    if amount.bound not in (AT_LEAST, OVER, AT_MOST, UNDER):
        return EITHER
    before = re.split(r"[;:.] |, (?:and|but|or) ", text[: amount.start])[-1].rstrip()
    words = [word.strip(",()").casefold() for word in before.split()]
    ordered = bool(words) and words[0] in VERBS
    told = any(word in AUXILIARY or base_of(word) for word in words[1:]) or has_finite_verb(before)
    told = told or any(word in VERBS and subject.endswith("s") for subject, word in pairwise(words))  # "Loans run"
    above = amount.bound in (AT_LEAST, OVER)
    if _LET_PASS.search(text[: amount.start].rstrip()):
        return SMALLER if above else LARGER
    if _HAS.search(before) or _IN_AMOUNTS.search(before):
        return LARGER if above else SMALLER
    if _CONDITION.search(before) or _TRIGGER.search(text[: amount.start]) or (words and not ordered and not told):
        return SMALLER if above else LARGER
    last = re.split(r" and (?=\w+s\b)", before)[-1]
    if ordered or amount.bound == AT_MOST or _DEMANDS.search(last) or _DENIED.search(before):
        return EITHER
    return LARGER if above else SMALLER
