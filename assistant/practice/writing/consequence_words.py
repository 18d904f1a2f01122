"""Words of a consequence: whether a text instructs, and what of advice or of an outcome can be lifted out of its passage."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.code_names import names_variable
from studyground.assistant.practice.writing.embedded_questions import ends_in_question
from studyground.assistant.practice.writing.leaning import leans
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import balanced, tidy
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY
from studyground.assistant.practice.writing.phrasing import capital
from studyground.assistant.practice.writing.praise import praises
from studyground.assistant.practice.writing.rule_acts import tells
from studyground.assistant.practice.writing.rule_cases import lower
from studyground.assistant.practice.writing.whole_clauses import full_clause
from studyground.ingest.terms import terms

MOST_STATED = 26  # words of a statement whose reason is asked for
LEAST_WORDS, MOST_WORDS, LEAST_TERMS = 3, 24, 2
_ENDS = re.compile(
    r", (?:but|though|although|so|and (?:that|it|they|then|the|no|this|an?|each)|even|not|while)\b.*$|"
    r",? (?:which|whereas)\b.*$| \([^()]*\)"
)
_HANGS = re.compile(
    r"\b(?:do|does|did|is|are|has|at|may|can|will|of|to|in|by|with|also|the|an?|for|from|on|as|than|something|anything)$"
)
_ALSO = re.compile(r"\b(?:therefore|simply|merely|thus|hence|even|just|anyway|otherwise) ")
_MINE = re.compile(r"\b(?:we|our|ours|us|I|my|me|he|she|his|her|him)\b")
_READER = re.compile(r"\b(?:you|your)\b")
_EXAMPLE = re.compile(r"\b(?:for (?:example|instance)|such as|e\.g\.)\b")
_SURELY_CLAUSE = re.compile(r"(?:the|an?|no|each|every|all|both|it|they|nobody|somebody) ", re.IGNORECASE)
_BARE = re.compile(r"^(?:Do not|Don[’']t|Never|Always|Please) (?:ever )?", re.IGNORECASE)
_ORDERS = frozenset("avoid keep let be have go come stand lie stay see".split())
_TOO = re.compile(r"\btoo (?=[a-z])")
_VAGUE = re.compile(
    r"\b(?:always|never|usually|often|sometimes|generally|frequently|rarely|occasionally|typically|mostly|seldom|commonly|normally|"
    r"regularly|completely|entirely|impossible)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\"“”?:=|—–×/]|\b(?:ones?|unless|until)\b")
_POINTS = re.compile(r"(?:this|that|these|those|there|what|which|who|example|instance|and|but|or)\b", re.IGNORECASE)
_GRANTS = re.compile(r",? (?:unless|until|without|except|only|if|with|by)\b")


def instructs(text: str) -> bool:
    """Whether a text tells to do or not to do something."""
    bare = _BARE.sub("", text)
    words = bare.split()
    first = words[0].casefold() if words else ""
    orders = first in _ORDERS and len(words) > 1 and words[1].casefold() not in AUXILIARY
    return tells(bare) or orders or (bare != text and not full_clause(bare))


def stated(text: str, before: Sequence[str]) -> str:
    """Advice that a question can quote; "" where it leans on its passage."""
    said = tidy(text)
    plain = _TOO.sub("very ", _MINE.sub("people", _READER.sub("people", said)))
    few = not LEAST_WORDS <= len(said.split()) <= MOST_STATED or len(set(terms(said))) < LEAST_TERMS
    return "" if few or not balanced(said) or leans(plain, before) or _EXAMPLE.search(said) else capital(said)


def effect_of(text: str, context: str, *, sure: bool = False) -> str:
    """A clause that tells what comes of something; "" where it says too little or leans on other words.

    Args:
        text: As it stands in its sentence.
        context: What the question tells, for what "it" may stand for.
        sure: Whether it can be nothing but a clause where it stands.
    """
    whole = tidy(text)
    said = _ALSO.sub("", _ENDS.sub("", cut(whole, one_clause=False)[0]))
    if whole.startswith(said) and _GRANTS.match(whole[len(said) :]):
        return ""  # what is left out would change what is said
    said = re.sub(r",? (?:and|or|but)$", "", said)
    if not LEAST_WORDS <= len(said.split()) <= MOST_WORDS or len(set(terms(said))) < LEAST_TERMS:
        return ""
    if not (sure or _SURELY_CLAUSE.match(said) or full_clause(said)) or _HANGS.search(said) or praises(said):
        return ""
    torn = ends_in_question(said) and not whole.endswith(said.split()[-1])
    if torn or names_variable(said):
        return ""
    if any(pattern.search(said) for pattern in (_VAGUE, _MINE, _READER, _EXAMPLE, _MARKS)) or _POINTS.match(said):
        return ""
    told = f"{lower(context)}, {lower(said)}" if context else said
    return "" if leans(_TOO.sub("very ", told), ()) else said
