"""How a fact's need is said in a stem, by its form and its grammatical shape, and which question follows it."""

import re

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import HARMFUL, HOW_KINDS, TOOLS
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import indirect, noun_phrase, shares_term, usable, words
from studyground.assistant.practice.writing.stems import Line
from studyground.assistant.practice.writing.vocabulary import is_doing

_HEADS_FIGURE = frozenset(
    "share average mean median ratio proportion probability rate score percentage fraction measure metric deviation".split()
)
_MEASURED = re.compile(r"the (?:(?:root|mean|median|average|squared|absolute|standard|relative)[\s-])+error\b")
VAGUE_KINDS = frozenset(
    "cause remedy key class vector lever error store thing table role notion sign part name use area learning value "
    "split change case unit".split()
)
_ASKED_AFTER = {"step": frames.ASK_STEP, "found": frames.ASK_FOUND, "told": frames.ASK_TOLD}
# Kinds that answer a business's own question, which names its own subject matter.
OF_TASKS = frozenset("task learning regression classification problem".split())
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
        if fact.kind in OF_TASKS:
            return (Line("client", frames.NEED_CLIENT, indirect(need)),)
        return (Line("asked", frames.NEED_ASKED, indirect(need)),)
    if fact.form == "cause":
        return (Line("lead seen", frames.LEAD_SEEN, need),)
    if fact.need_shape == "clause":
        return (Line("when", frames.NEED_WHEN, need),)
    if fact.form == "purpose" and fact.need_shape == "infinitive" and fact.kind in HOW_KINDS:
        return (Line("told", frames.NEED_TOLD, need),)
    if fact.need_shape == "infinitive" or _verb_first(fact):
        own = OF_THE_THING.search(need)
        return (
            Line("must", frames.NEED_MUST, need) if own else Line("do", (*frames.NEED_DO, *frames.NEED_MUST), need),
        )
    if fact.need_shape == "finite":
        return (Line("is", frames.NEED_IS, need),)
    if fact.form == "definition":
        return (_defined(need, fact.kind, fact.thing),)
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


def _defined(need: str, kind: str, thing: str) -> Line:
    """A definition as something that is wanted where it is a tool or a figure, as something to be named otherwise."""
    head = (
        re.split(r"\s(?:of|that|which|for|in|with|from|to|by|between|whose|where|used|on|at|as)\s|,", need)[0]
        .split()[-1]
        .lower()
    )
    if kind == "technique" and is_doing(thing, need):
        return Line("step", frames.NEED_STEP, need)
    if _MEASURED.match(need) or (head in _HEADS_FIGURE and need.startswith("the ")):
        return Line("figure", frames.NEED_FIGURE, need)
    if kind in HARMFUL:
        return Line("found", frames.NEED_FOUND, need)
    if re.match(r"(?:an?|the)\s", need):
        if head in TOOLS or kind in TOOLS or (need.startswith("a") and any(letter.isupper() for letter in thing[1:])):
            return Line("want", frames.NEED_WANT, need)
        return Line("name", frames.NEED_NAME, need)
    return Line("name", frames.NEED_NAME, need)


def ask_for(fact: Fact, kind: str) -> Line:
    """The question where the stem gives the need."""
    if fact.form == "cause":
        return Line("ask cause", frames.ASK_CAUSE)
    if fact.form == "remedy":
        return Line("ask apply", frames.ASK_APPLY)
    pool = lines_of(fact)[0].pool
    if pool in _ASKED_AFTER:
        return Line(f"ask {pool}", _ASKED_AFTER[pool])
    if fact.form == "definition" and pool in ("name", "step"):
        return Line("ask name", frames.ASK_NAME)
    return (
        Line("ask choose", frames.ASK_CHOOSE) if kind not in ("option", "term") else Line("ask open", frames.ASK_OPEN)
    )


def ask_reversed(fact: Fact) -> Line:
    """The question where the stem gives the thing."""
    if fact.form == "cause":
        return Line("ask effect", frames.ASK_EFFECT)
    if fact.form == "remedy":
        return Line("ask remedy", frames.ASK_REMEDY)
    if fact.form == "definition":
        return Line("ask definition", frames.ASK_DEFINITION)
    if fact.need_shape == "finite":
        return Line("ask property", frames.ASK_PROPERTY)
    if fact.need_shape == "infinitive":
        return Line("ask purpose", frames.ASK_PURPOSE)
    return Line("ask when", frames.ASK_WHEN)
