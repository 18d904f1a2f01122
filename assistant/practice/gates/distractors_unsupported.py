"""Gate: no passage of the guide supports a wrong option as the key's span supports the key."""

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.evidence import NOTHING
from studyground.assistant.practice.gates.forms import form_of
from studyground.assistant.practice.gates.key_supported import ABOUT, NEED, supports
from studyground.assistant.practice.practice_question import Check, PracticeQuestion

NAME = "distractors_unsupported"
AS_WELL = 0.985


def distractors_unsupported(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether every wrong option has less behind it, anywhere in the guide, than the key has."""
    form = form_of(question.stem, [option.text for option in question.options], context)
    if form and question.keys:
        rival = form.rival(question, context)
        return Check(NAME, not rival, rival or form.apart)
    found = context.evidence(question.stem, [option.text for option in question.options])
    best = [evidence[0].score if evidence else 0.0 for evidence in found]
    keys = [at for at, option in enumerate(question.options) if option.correct]
    if not keys:
        return Check(NAME, False, "No option is marked as right, so none can be compared with it.")
    in_span = [support.evidence.score for support in supports(question, context)]
    bar = AS_WELL * min(max(span, best[at]) for span, at in zip(in_span, keys, strict=True))
    tops = [
        (evidence[0], option)
        for evidence, option in zip(found, question.options, strict=True)
        if evidence and not option.correct and evidence[0].about >= ABOUT and evidence[0].need >= NEED
    ]
    top, option = max(tops, key=lambda one: one[0].score, default=(NOTHING, question.options[0]))
    if top.score > 0 and top.score >= bar:
        place = context.statements.items[top.statement].text
        return Check(NAME, False, f"The guide supports “{option.text}” as well: {place}")
    return Check(NAME, True, "Nothing in the guide supports a wrong option as it supports the key.")
