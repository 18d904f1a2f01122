"""Gate: the stem does not give the key away."""

import re

from studyground.assistant.practice.gates.clauses import count_of
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.identifier_parts import part_told
from studyground.assistant.practice.gates.initials import initials_shared
from studyground.assistant.practice.gates.near_words import near_word
from studyground.assistant.practice.gates.ordering import ordered
from studyground.assistant.practice.gates.stem import ASKING, without_instruction
from studyground.assistant.practice.practice_question import Check, PracticeQuestion
from studyground.assistant.support import numbers
from studyground.ingest.terms import terms

NAME = "no_leak"
_KIND = re.compile(
    r"\b(?:which|what)\s+((?:[\w-]+\s+){1,6}?)(?=(?:is|are|was|does|do|did|should|would|will|can|could|has|have|fits?|suits?|"
    r"meets?|needs?|describes?|gives?|of these)\b)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"(?<=\bwhich )(?:two|three)\b", re.IGNORECASE)  # says no more than "(Choose two.)"
RARE_SHARE = 0.03
RARE_SHARE_WRONG = 0.015
RARE_AT_LEAST = 2


def no_leak(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether neither the key's name nor a rare word of a single option stands in the stem."""
    stem = without_instruction(question.stem)
    names = context.names([option.text for option in question.options])
    keys = {at for at, option in enumerate(question.options) if option.correct}
    inside = {at for at, name in enumerate(names) if count_of(name, stem)}
    if len(inside) == len(names):
        return Check(NAME, True, "The stem names every option alike.")
    if inside & keys:
        return Check(NAME, False, f"The stem names “{question.options[min(inside & keys)].text}”, which is the key.")
    right, wrong_ones = ([one.text for one in question.options if one.correct is right] for right in (True, False))
    near = near_word(stem, right, wrong_ones) or initials_shared(stem, right, wrong_ones)
    near = near or part_told(stem, right, wrong_ones)
    if near:
        return Check(NAME, False, f"“{near}” in the stem points at the key alone.")
    asked = frozenset(terms(_HOW_MANY.sub("", stem))) - ASKING
    kind = _kind_asked(stem)
    figures = numbers(stem)
    steps = ordered(question.stem, [option.text for option in question.options], context) is not None
    for term in sorted(asked):
        if term.isdigit() and term not in figures:
            continue  # "99" in "99.1"
        holders = {at for at, name in enumerate(names) if term in name.stems}
        if holders and not holders & keys and term in kind:
            continue  # "Which encoding …": the kind of thing asked for tells nothing of a wrong option
        alone = len(holders) == 1 or (holders and holders == keys)
        wrong = not holders & keys
        if wrong and any(names[at].long for at in holders):
            continue  # a clause must speak of the scenario to be plausible
        if wrong and context.index.encoder.is_word(_as_written(term, stem).lower()):
            continue  # an ordinary word that draws the eye to a wrong option gives nothing away
        if alone and ((steps and not wrong) or _rare(term, context, RARE_SHARE_WRONG if wrong else RARE_SHARE)):
            word = _as_written(term, stem)
            return Check(
                NAME,
                False,
                f"“{word}” stands in the stem and, of the options, only in “{question.options[min(holders)].text}”.",
            )
    return Check(NAME, True, "No telling word of one option stands in the stem.")


def _kind_asked(stem: str) -> frozenset[str]:
    """The noun that the question asks for: "encoding" in "Which encoding should …"."""
    found = _KIND.findall(stem)
    return frozenset(terms(found[-1])) if found else frozenset()


def _rare(term: str, context: GateContext, share: float) -> bool:
    """Whether few passages of the guide have a stem; one that none has is rare too."""
    passages = context.index.manifest.passages
    return context.frequency(term) <= max(RARE_AT_LEAST, share * passages)


def _as_written(term: str, text: str) -> str:
    return next((word for word in text.replace("-", " ").split() if term in terms(word)), term).strip(".,;:?!()\"'“”’")
