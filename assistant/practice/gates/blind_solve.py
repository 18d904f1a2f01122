"""Gate: the assistant, given only stem and options and the whole guide, picks the key."""

from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.forms import form_of
from studyground.assistant.practice.practice_question import Check, PracticeQuestion

NAME = "blind_solve"
LATER = (1.0, 0.06, 0.03)  # a second and third statement break a tie; they do not outweigh a first


@dataclass(frozen=True, slots=True)
class Solved:
    """What the assistant would tick.

    Args:
        picks: Numbers of the options picked, best first.
        scores: How well the guide speaks for each option, about 0 to 1.
    """

    picks: tuple[int, ...]
    scores: tuple[float, ...]


def solve(stem: str, options: Sequence[str], select: int, context: GateContext) -> Solved:
    """Pick the options for which the guide speaks best; neither key nor citations are known.

    Args:
        stem: The stem.
        options: The texts of the options.
        select: How many to pick.
        context: The guide.
    """
    form = form_of(stem, options, context)
    if form:
        return Solved(form.picks(select), form.scores)
    names = context.names(options)
    found = context.evidence(stem, options)
    scores = tuple(sum(share * one.score for share, one in zip(LATER, evidence, strict=False)) for evidence in found)
    order = sorted(range(len(names)), key=lambda at: (-scores[at], at))
    return Solved(tuple(order[: max(1, select)]), scores)


def blind_solve(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether the assistant picks exactly the key."""
    solved = solve(question.stem, [option.text for option in question.options], question.select, context)
    picked = {question.options[at].label for at in solved.picks}
    keys = {option.label for option in question.keys}
    if picked == keys:
        return Check(NAME, True, f"From the guide alone the assistant picks {_listed(picked)} too.")
    return Check(NAME, False, f"From the guide alone the assistant picks {_listed(picked)}, not {_listed(keys)}.")


def _listed(labels: set[str]) -> str:
    return " and ".join(sorted(labels)) or "nothing"
