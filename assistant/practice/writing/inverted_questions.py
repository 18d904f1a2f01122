"""A statement turned into the question for its case: "the boat must turn back" becomes "When must the boat turn back?"."""

import re

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PRONOUNS
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.rule_acts import commands
from studyground.assistant.practice.writing.rule_cases import lower
from studyground.assistant.practice.writing.whole_clauses import verb_place

_TURNS = frozenset("must will should can may might could would is are was were does do".split())
_TWO_VERBS = re.compile(r"[,;]|\b(?:and|or|but)\b")
_SECOND = re.compile(r"[,;]|\b(?:and|but|or)\b.*\b(?:is|are|was|were|will|must|should|can|may|has|have)\b")
_OF_CLAUSE = re.compile(r"[,;:“”‘’\"]|\b(?:that|which|who|whose|where|what|how|why|if|when)\b")


def when_question(clause: str) -> str:
    """The question for the case in which a clause holds; "" where its verb is not plain to see.

    Args:
        clause: Without its stop ("the horn sounds twice each minute").
    """
    words = clause.split()
    at = verb_place([word.strip(",;:()“”\"'").casefold() for word in words])
    subject, rest = lower(" ".join(words[:at])), " ".join(words[at + 1 :])
    verb = words[at].casefold() if at else ""
    if subject[:1].isupper() or (clause[:1].isupper() and words[0].casefold() not in DETERMINERS | PRONOUNS):
        return ""  # a name, or a noun that only stood first
    if not at or _OF_CLAUSE.search(subject) or _SECOND.search(rest) or not verb.isalpha():
        return ""
    if verb in _TURNS:
        return f"When {verb} {subject} {rest}?" if rest else ""
    if verb == "cannot":
        return f"When can {subject} not {rest}?"
    if verb in ("has", "have"):
        helps, base = ("does" if verb == "has" else "do"), "have" if rest.startswith("to ") else ""
    elif base_of(verb):
        helps, base = "does", base_of(verb)
    else:
        helps, base = "do", verb if plural(words[at - 1].casefold()) else ""
    if not base or _TWO_VERBS.search(rest):
        return ""
    return f"When {helps} {subject} {base} {rest}".rstrip() + "?"


def when_right(act: str) -> str:
    """The question for the case in which something is to be done; "" for what is no plain instruction.

    Args:
        act: As an instruction ("close the inlet valve").
    """
    first = next(iter(act.split()), "")
    return f"When is it right to {lower(act)}?" if commands(first) else ""
