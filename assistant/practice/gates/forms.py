"""Questions of a form that the guide decides by itself: an order, a limit, a line with a gap, a cell of a table, statements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.left_out import left_out
from studyground.assistant.practice.gates.limits import limited
from studyground.assistant.practice.gates.lookups import looked_up
from studyground.assistant.practice.gates.ordering import ordered
from studyground.assistant.practice.gates.same_value import shared
from studyground.assistant.practice.gates.stated import stated
from studyground.assistant.practice.gates.telling_apart import telling_apart
from studyground.assistant.practice.practice_question import PracticeQuestion

Judge = Callable[[PracticeQuestion, GateContext], str]


@dataclass(frozen=True, slots=True)
class Form:
    """How a question of one form is judged from the guide alone.

    Args:
        fault: Why what is cited does not show the key; "" when it does.
        rival: What speaks for a wrong option as well; "" when nothing does.
        scores: For each option how well the guide bears it out, 0 to 1.
        held: What is said of a key that is shown.
        apart: What is said of wrong options of which none is borne out.
        answers: Numbers of the options that the guide decides for; None where as many are picked as are asked for, best first.
        reader: Whether the reader is asked about the key as well.
    """

    fault: Judge
    rival: Judge
    scores: tuple[float, ...]
    held: str
    apart: str
    answers: tuple[int, ...] | None = None
    reader: bool = False

    def picks(self, select: int) -> tuple[int, ...]:
        """Numbers of the options that are picked of a question that asks for some."""
        if self.answers is not None:
            return self.answers
        order = sorted(range(len(self.scores)), key=lambda at: (-self.scores[at], at))
        return tuple(order[: max(1, select)])


def form_of(stem: str, options: Sequence[str], context: GateContext) -> Form | None:
    """The form of a question; None where it has none of these.

    Args:
        stem: The stem.
        options: The texts of the options; which is the key is not asked.
        context: The guide.
    """

    def decided(
        answers: Sequence[int] | frozenset[int], fault: Judge, second: Judge, as_well: str, held: str, apart: str
    ) -> Form:
        def rival(question: PracticeQuestion, context: GateContext) -> str:
            found = second(question, context)
            return as_well.format(found) if found else ""

        scores = tuple(float(at in answers) for at in range(len(options)))
        return Form(fault, rival, scores, held, apart, tuple(sorted(answers)))

    if steps := ordered(stem, options, context):
        return decided(
            steps.answers, steps.fault, lambda question, _: steps.as_well(question),
            "The guide has “{}” where the stem asks for a step as well.",
            "In the cited words the key stands where the stem asks for a step.",
            "Every wrong option comes elsewhere in the guide's order.",
        )  # fmt: skip
    if both := telling_apart(stem, options, context):

        def said_as_well(question: PracticeQuestion, _: GateContext) -> str:
            second = both.as_well(question)
            return f"The guide says what “{second}” says as well." if second else ""

        held, apart = (
            "The cited words say of both names what the key says.",
            "Of no wrong option does the guide say both halves.",
        )
        return Form(both.fault, said_as_well, both.scores, held, apart, reader=True)
    if statements := stated(stem, options, context):
        held = "The cited words say what the key says, word for word."
        apart = "Every wrong option is at odds with what the guide says."
        return Form(statements.fault, statements.as_well, statements.scores, held, apart)
    if limit := limited(stem, options, context):
        return decided(
            limit.answers, limit.fault, lambda question, _: limit.as_well(question),
            "“{}” meets a limit that the guide sets as well.", "The key alone meets the limit that the cited words set.",
            "No wrong option meets the limit that the guide sets.",
        )  # fmt: skip
    if blank := left_out(stem, options, context):
        return decided(
            blank.answers, blank.fault, blank.as_well, "The guide gives “{}” for the same as well.",
            "The cited words are the sentence with the key in it.", "For the same the guide gives no wrong option.",
        )  # fmt: skip
    if both_have := shared(stem, options, context):
        return decided(
            both_have.answers, both_have.fault, lambda question, _: both_have.as_well(question),
            "The guide has what the stem asks for of “{}” as well.", "The cited words have what the stem asks for of every key.",
            "Of every wrong option the guide has something else.",
        )  # fmt: skip
    if table := looked_up(stem, options, context):
        return decided(
            table.answers, table.fault, lambda question, _: table.as_well(question),
            "The table has “{}” where the stem points as well.", "The cited row of the table has the key where the stem points.",
            "The table has no wrong option where the stem points.",
        )  # fmt: skip
    return None
