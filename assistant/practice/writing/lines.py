"""How a fact's need is said in a stem, by its form and its grammatical shape, and which question follows it."""

import re

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import HOW_KINDS
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import indirect, noun_phrase, shares_term, usable, words
from studyground.assistant.practice.writing.stems import Line

_HEADS_FIGURE = frozenset(
    "share average mean median ratio proportion probability rate score percentage fraction measure metric deviation".split()
)
_MEASURED = re.compile(r"the (?:(?:root|mean|median|average|squared|absolute|standard|relative)[\s-])+error\b")
_OPENS = re.compile(r"\s(?:of|that|which|for|in|with|from|to|by|between|whose|where|used|on|at|as)\s|,")
VAGUE_KINDS = frozenset(
    "cause remedy key class vector lever error store thing table role notion sign part name use area learning value "
    "split change case unit".split()
)
OF_THE_THING = re.compile(
    r"\b(?:no|not|need|automatically|itself|natively|by default)\b|^(?:keep|store|run|scale|support|accept|handle|work|hold)\b"
)
_SUBORDINATE = re.compile(
    r"^(?:when|if|where|while|because|for|in|on|at|with|without|before|after|during|until|unless|from|by)\b"
)


def lines_of(fact: Fact) -> tuple[Line, ...]:
    """The sentence that states a need, its frames by form and grammatical shape."""
    need = re.sub(r"^an? (?=(?:organi[sz]ation|company|team)\b)", "the ", fact.need.rstrip(" .?"))
    situation = fact.situation.strip(" .,")
    if (
        situation
        and usable(situation, 2, 14)
        and _SUBORDINATE.match(situation)
        and not shares_term(situation, fact.thing)
    ):
        need = f"{need} {situation}" if words(need) + words(situation) <= 26 else need
    if fact.need_shape == "question":
        return (Line("asked", frames.NEED_ASKED, indirect(need)),)
    if fact.form == "cause":
        return (Line("lead seen", frames.LEAD_SEEN, need),)
    if fact.need_shape == "clause":
        return (Line("when", frames.NEED_WHEN, need),)
    if fact.need_shape == "infinitive" or _verb_first(fact):
        own = OF_THE_THING.search(need)
        return (Line("must", frames.NEED_MUST, need) if own else Line("do", frames.NEED_DO, need),)
    if fact.need_shape == "finite":
        return (Line("is", frames.NEED_IS, need),)
    if fact.form == "definition":
        return (Line("figure", frames.NEED_FIGURE, need),)
    if fact.form == "remedy" and noun_phrase(need):
        return (Line("trouble", frames.NEED_TROUBLE, need),)
    if fact.form == "action":
        return (Line("task", frames.NEED_TASK, need),)
    if fact.kind and fact.kind not in VAGUE_KINDS and fact.form == "choice":
        return (Line("for", frames.NEED_FOR, need),)
    return (Line("case", frames.NEED_CASE, need),)


def said_whole(fact: Fact) -> bool:
    """Whether a need can be put into a sentence: a cell of a table that is a list of scraps cannot."""
    if fact.need_shape == "clause":
        return " | " not in fact.text or whole_clause(fact.need)
    if fact.need_shape == "noun" and fact.form in ("choice", "remedy", "property", "contrast", "purpose"):
        return noun_phrase(fact.need) or _verb_first(fact)
    return True


def whole_clause(need: str) -> bool:
    """Whether a cell of a table is a clause with its verb, and not a list of scraps: "one instance needs scratch space"."""
    parts = [part for part in re.split(r",\s+(?:and|or|but)?\s*|\s+\(", need) if part]
    if len(parts) > 1 and not re.search(r", (?:and|or|but) ", need):
        return False
    return all(
        re.search(r"^\S+ .*?\b(?:is|are|must|can|will|should|has|have|need)\b", part) or _third(part) for part in parts
    )


def _third(part: str) -> bool:
    return any(base_of(word) and not may_be_noun(base_of(word)) for word in part.split()[1:])


def _verb_first(fact: Fact) -> bool:
    """Whether a cell of a table that was taken for a noun phrase is an instruction ("model waiting times")."""
    first = fact.need.split()[0]
    certain = not may_be_noun(first) or fact.form == "purpose"
    return fact.need_shape == "noun" and fact.form in ("purpose", "choice") and first in VERBS and certain


def is_need(fact: Fact, *, strict: bool = True) -> bool:
    """Whether somebody could have what a fact states as a need: nobody needs a definition, or how an algorithm works.

    Args:
        fact: Askable.
        strict: Leave out how something works as well, which a guide that teaches little else may be asked for.
    """
    if fact.form == "definition":
        return _is_figure(fact.need)
    return not strict or not (fact.form in ("purpose", "property", "contrast") and fact.kind in HOW_KINDS)


def _is_figure(need: str) -> bool:
    """Whether a definition says how a figure is worked out, which one may be asked to report by what it says."""
    if "," in need or " also " in need or not need.startswith("the "):
        return False
    head = _OPENS.split(need)[0].split()[-1].lower()
    return head in _HEADS_FIGURE or bool(_MEASURED.match(need))


def ask_for(fact: Fact, kind: str) -> Line:
    """The question where the stem gives the need."""
    if fact.form == "cause":
        return Line("ask cause", frames.ASK_CAUSE)
    if fact.form == "remedy":
        return Line("ask apply", frames.ASK_APPLY)
    return (
        Line("ask choose", frames.ASK_CHOOSE) if kind not in ("option", "term") else Line("ask open", frames.ASK_OPEN)
    )
