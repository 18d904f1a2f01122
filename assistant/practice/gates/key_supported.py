"""Gate: stem and key, read as one statement, are supported by the span that the question cites."""

from dataclasses import dataclass

import numpy as np

from studyground.assistant.answer import Citation
from studyground.assistant.practice.gates.clauses import said_of
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.evidence import NOTHING, Evidence, about_of, weigh
from studyground.assistant.practice.gates.forms import form_of
from studyground.assistant.practice.gates.negation import negated
from studyground.assistant.practice.gates.reader_denies import Heard, heard
from studyground.assistant.practice.gates.spans import stands, statement_of, too_long
from studyground.assistant.practice.practice_question import Check, Option, PracticeQuestion
from studyground.assistant.support import numbers

NAME = "key_supported"
ABOUT = 0.55
NEED = 0.25
NEED_OF_CLAUSE = 0.18
RIVAL = 1.1


@dataclass(frozen=True, slots=True)
class Support:
    """What the cited spans do for one option: the best of them, and why it is not enough ("" when it is)."""

    evidence: Evidence
    citation: Citation | None
    fault: str


def key_supported(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether every key is what a cited span says meets the stem's need."""
    form = form_of(question.stem, [option.text for option in question.options], context)
    if form and question.keys:
        unsaid = form.fault(question, context)
        asked = [(key, cited(question, key)) for key in question.keys]
        opinion = heard("", asked, context) if form.reader and not unsaid else Heard()
        fault = unsaid or opinion.fault
        return Check(NAME, not fault, fault or f"{form.held} {opinion.told}".strip())
    faults = [support.fault for support in supports(question, context) if support.fault]
    if not question.keys:
        return Check(NAME, False, "No option is marked as right.")
    if faults:
        return Check(NAME, False, " ".join(dict.fromkeys(faults)))
    opinion = heard(question.stem, [(key, cited(question, key)) for key in question.keys], context)
    if opinion.fault:
        return Check(NAME, False, opinion.fault)
    said = "The cited words name the key and say what the stem asks for."
    return Check(NAME, True, f"{said} {opinion.told}".strip())


def supports(question: PracticeQuestion, context: GateContext) -> tuple[Support, ...]:
    """For each key what the cited spans do for it."""
    key = (
        question.stem,
        tuple((option.text, option.correct) for option in question.options),
        tuple((item.document, item.start, item.end, item.quote) for item in _all_cited(question)),
    )
    return context.once(
        ("supports", key), lambda: tuple(_support(question, option, context) for option in question.keys)
    )


def _all_cited(question: PracticeQuestion) -> tuple[Citation, ...]:
    return question.citations or tuple(item for key in question.keys for item in key.citations)


def cited(question: PracticeQuestion, key: Option) -> tuple[Citation, ...]:
    """What a key rests on: the question's citations, or, without any, the option's own."""
    return question.citations or key.citations


def _support(question: PracticeQuestion, key: Option, context: GateContext) -> Support:
    citations = cited(question, key)
    if not citations:
        return Support(NOTHING, None, f"Nothing in the guide is cited for “{key.text}”.")
    standing = [citation for citation in citations if stands(citation, context)]
    if not standing:
        return Support(NOTHING, None, f"The guide no longer has the words cited for “{key.text}”.")
    short = [citation for citation in standing if not too_long(citation, context)]
    if not short:
        return Support(NOTHING, None, f"What is cited for “{key.text}” is longer than two sentences.")
    weighed = [(_weighed(question, key, citation, context), citation) for citation in short]
    (best, fault), citation = max(weighed, key=lambda one: (not one[0][1], one[0][0].score))
    return Support(best, citation, fault)


def _weighed(question: PracticeQuestion, key: Option, citation: Citation, context: GateContext) -> tuple[Evidence, str]:
    """What one span does for a key, and why it does not support it ("" when it does)."""
    found = statement_of(citation, context)
    if found is None:
        return NOTHING, f"The guide no longer has the words cited for “{key.text}”."
    statement, vector = found
    names = context.names([option.text for option in question.options])
    need = context.need(question.stem)
    cosines = np.asarray(need.vectors @ vector, np.float32)
    said = said_of(statement, names)
    own = [
        weigh(context, need, names, at, statement, said[at], about_of(context, name, statement, vector), cosines)
        for at, name in enumerate(names)
    ]
    at = question.options.index(key)
    evidence = own[at]
    rivals = [own[other].score for other, option in enumerate(question.options) if not option.correct]
    words = f"{statement.text} {statement.around}"
    if evidence.about < ABOUT:
        return evidence, f"The words cited are not about “{key.text}”."
    if evidence.against:
        return evidence, f"The words cited speak against “{key.text}”."
    changed = statement.situation.changed(" ".join(need.sentences), need) if statement.situation else ""
    if changed:
        return evidence, f"“{changed}” in the stem is not in the case whose decision is cited."
    if evidence.need < (NEED_OF_CLAUSE if names[at].long else NEED):
        return evidence, f"The words cited do not say that “{key.text}” meets what the stem asks for."
    if not numbers(key.text) <= numbers(words):
        return evidence, f"A figure in “{key.text}” is not in the words cited."
    if names[at].long and negated(key.text) and not negated(words):
        return evidence, f"“{key.text}” denies what the words cited affirm."
    if rivals and max(rivals) > RIVAL * evidence.score:
        rival = question.options[[one.score for one in own].index(max(rivals))].text
        return evidence, f"The words cited speak for “{rival}” more than for “{key.text}”."
    return evidence, ""
