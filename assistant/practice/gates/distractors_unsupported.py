"""Gate: no passage of the guide supports a wrong option as the key's span supports the key."""

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.evidence import NOTHING
from studyground.assistant.practice.gates.key_supported import ABOUT, NEED, supports
from studyground.assistant.practice.gates.left_out import left_out
from studyground.assistant.practice.gates.limits import limited
from studyground.assistant.practice.gates.lookups import looked_up
from studyground.assistant.practice.gates.ordering import ordered
from studyground.assistant.practice.gates.stated import stated
from studyground.assistant.practice.gates.telling_apart import telling_apart
from studyground.assistant.practice.practice_question import Check, PracticeQuestion

NAME = "distractors_unsupported"
AS_WELL = 0.985


def distractors_unsupported(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether every wrong option has less behind it, anywhere in the guide, than the key has."""
    in_order = ordered(question.stem, [option.text for option in question.options], context)
    if in_order and question.keys:
        second = in_order.as_well(question)
        said = f"The guide has “{second}” where the stem asks for a step as well."
        return Check(NAME, not second, said if second else "Every wrong option comes elsewhere in the guide's order.")
    apart = telling_apart(question.stem, [option.text for option in question.options], context)
    if apart and question.keys:
        second = apart.as_well(question)
        said = f"The guide says what “{second}” says as well."
        return Check(NAME, not second, said if second else "Of no wrong option does the guide say both halves.")
    statements = stated(question.stem, [option.text for option in question.options], context)
    if statements and question.keys:
        said = statements.as_well(question, context)
        return Check(NAME, not said, said or "Every wrong option is at odds with what the guide says.")
    limit = limited(question.stem, [option.text for option in question.options], context)
    if limit and question.keys:
        second = limit.as_well(question)
        said = f"“{second}” meets a limit that the guide sets as well."
        return Check(NAME, not second, said if second else "No wrong option meets the limit that the guide sets.")
    blank = left_out(question.stem, [option.text for option in question.options], context)
    if blank and question.keys:
        second = blank.as_well(question, context)
        said = f"The guide gives “{second}” for the same as well."
        return Check(NAME, not second, said if second else "For the same the guide gives no wrong option.")
    table = looked_up(question.stem, [option.text for option in question.options], context)
    if table and question.keys:
        second = table.as_well(question)
        said = f"The table has “{second}” where the stem points as well."
        return Check(NAME, not second, said if second else "The table has no wrong option where the stem points.")
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
