"""Gate: no question accepted before asks the same fact in the same way."""

from collections.abc import Sequence

import numpy as np

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.naming import forms_of
from studyground.assistant.practice.gates.stem import Need
from studyground.assistant.practice.practice_question import Check, PracticeQuestion
from studyground.ingest.terms import terms

NAME = "fresh"
SAME_STEM = 0.96
ALIKE = 0.8
SAME_WORDS = 0.6
SAME_SENTENCE = 0.88


def fresh(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether the question differs from every other in its key or in what it asks of it."""
    mine = _key(question, context)
    for other in context.others:
        if same_question(question, other, context, mine):
            return Check(NAME, False, f"Another question asks the same: {' '.join(other.stem.split())[:120]}")
    return Check(NAME, True, "No other question asks this.")


def same_question(
    one: PracticeQuestion, other: PracticeQuestion, context: GateContext, mine: frozenset[str] | None = None
) -> bool:
    """Whether two questions ask the same fact in the same way, whatever the order of their options."""
    if " ".join(one.stem.casefold().split()) == " ".join(other.stem.casefold().split()):
        return True
    if not (mine or _key(one, context)) & _key(other, context):
        return False
    first, second = context.need(one.stem), context.need(other.stem)
    words = _shared(first.all_stems, second.all_stems)
    whole = float(first.vectors[-1] @ second.vectors[-1])
    return whole >= SAME_STEM or (whole >= ALIKE and words >= SAME_WORDS) or _same_need(first, second)


def _same_need(first: Need, second: Need) -> bool:
    """Whether the sentences that say most are the same need in nearly the same words."""
    mine, theirs = _telling(first), _telling(second)
    if not mine or not theirs:
        return False
    cosines = first.vectors[mine] @ second.vectors[theirs].T
    row, column = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
    words = _shared(first.stems[mine[row]], second.stems[theirs[column]])
    return bool(cosines[row, column] >= SAME_SENTENCE and words >= SAME_WORDS)


def _telling(need: Need) -> list[int]:
    """The sentences that say something; the question at the end seldom does."""
    return [at for at, stems in enumerate(need.stems) if len(stems) >= 4]


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _key(question: PracticeQuestion, context: GateContext) -> frozenset[str]:
    """The keys in every way they may be written, as stems."""
    forms: Sequence[str] = [form for key in question.keys for form in forms_of(key.text, context.index)]
    return frozenset(" ".join(terms(form)) or form.casefold() for form in forms)
