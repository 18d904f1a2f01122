"""Cells that begin with what a row does, told of the row: "Randomly drop units", of a technique: it "randomly drops units"."""

import re

from studyground.assistant.practice.writing.asking import TOOLS
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun, third_person
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.told_needs import MEASURES

MOST_DEED = 16  # words of a cell that a question tells
MOST_SUBJECT = 3  # words
# Kinds of things that do what a cell says without a subject; of a step or a duty somebody else does it.
DOERS = TOOLS | frozenset(
    "technique strategy transformation mechanism protocol layer command operator function class module program package utility "
    "plugin extension daemon script keyword".split()
)
# Heads over what a row does or is; under "What to do" a cell says what somebody does.
_TELLS = re.compile(
    r"(?:what (?:it|each|this|he|she) (?:does|do)|what does it do|how it works|what it is|"
    r"description|details?|explanation|summary|function)\??$",
    re.IGNORECASE,
)
_WARNS = re.compile(
    r"(?:watch out(?: for)?|beware(?: of)?|pitfalls?|traps?|risks?|drawbacks?|disadvantages?|weakness(?:es)?|"
    r"limitations?|caveats?)$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:[Tt]he )?(?:proportion|share|percentage|fraction|ratio|number|average|mean|median|sum|difference|probability) "
    r"(?:of|between) ",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[,;:()“”\"?!=→/]| [–—-] ")
_JOINED = re.compile(r" and (?P<verb>[a-z]+)(?: (?P<behind>[a-z]+))?")
_PARTICLES = frozenset("out off up down away".split())


def told_of_row(kind: str, head: str, said: str) -> str:
    """The question for the row whose cell says what it does, measures or suffers from; "" where that is no safe English.

    Args:
        kind: What a row is called, in the singular; "" where nothing says so.
        head: Over the cell.
        said: The cell.
    """
    said, noun = lower_first(said.strip(" .")), kind.split()[-1] if kind else ""
    if not kind or plural(noun) or not 1 < len(said.split()) <= MOST_DEED or _MARKS.search(said):
        return ""
    if _TELLS.match(head):
        if noun in MEASURES and _AMOUNT.match(said) and not has_finite_verb(said):
            return f"Which {kind} gives {said if said.startswith('the ') else f'the {said}'}?"
        deed = deed_of(said, imperative=noun in DOERS)
        return f"Which {kind} {deed}?" if deed else ""
    if _WARNS.match(head):
        deed = deed_of(said, imperative=False)
        return f"Which {kind} {deed}?" if deed else _with_which(kind, said)
    return ""


def deed_of(said: str, *, imperative: bool) -> str:
    """A predicate in the third person, of a cell that begins with its verb; "" where its first word may be no verb.

    Args:
        said: The cell, with a small first letter.
        imperative: Whether a base form may be taken for what the thing does.
    """
    words = said.split()
    at = int(words[0].endswith("ly") and len(words) > 1)
    verb, behind = words[at], words[at + 1] if at + 1 < len(words) else ""
    known = verb in VERBS or (at == 1 and verb.isalpha() and behind in _PARTICLES)  # "randomly zero out"
    base = base_of(verb) or (verb if imperative and known else "")
    if not base or not behind or behind in PREPOSITIONS - _PARTICLES or behind in ("is", "are", "was", "and", "or"):
        return ""
    if may_be_noun(base) and behind not in DETERMINERS | _PARTICLES:
        return ""
    if verb != base:
        return said
    rest = " ".join(words[at + 1 :])
    for joined in _JOINED.finditer(rest):
        second, behind = joined["verb"], joined["behind"] or ""
        if second not in VERBS:
            continue
        if may_be_noun(second) and behind not in DETERMINERS:
            return ""  # "time and cost of …"
        rest = rest.replace(f" and {second} ", f" and {third_person(second)} ")
    return " ".join([*words[:at], third_person(base), rest])


def _with_which(kind: str, said: str) -> str:
    """A clause turned into a question: "With which method do outliers pull the mean?"; "" where its verb is not plain."""
    words = said.split()
    for at in range(1, min(MOST_SUBJECT, len(words) - 2) + 1):
        subject, verb, behind = words[:at], words[at], words[at + 1]
        if any(word in PREPOSITIONS for word in subject):
            return ""
        many = plural(subject[-1])
        base = verb if many and verb in VERBS else "" if many else base_of(verb)
        if base and behind in DETERMINERS:
            return (
                f"With which {kind} {'do' if many else 'does'} {' '.join(subject)} {base} {' '.join(words[at + 1 :])}?"
            )
    return ""
