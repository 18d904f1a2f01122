"""What the gates need to judge a question for the order of steps: where each option stands in the guide's procedures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import stands, too_long
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.mathematics import with_signs
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.mining_steps import Procedure, place_of, procedures_in
from studyground.assistant.practice.writing.step_words import reads_alike
from studyground.ingest.terms import terms, tokens

HELD = 2  # options that a procedure must have to be the one that is asked about
_ASKS = re.compile(r"\bwhich (?:of these )?steps? comes (?P<place>directly after|next|first|last)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“([^“”]+)”")


@dataclass(frozen=True, slots=True)
class Asked:
    """One procedure that a stem asks about.

    Args:
        procedure: The procedure.
        before: Number of the step that the stem gives, -1 where it asks for the first or last.
        wanted: Number of the step that answers, one too many where nothing follows.
        places: For each option its number among the steps, -1 for none.
    """

    procedure: Procedure
    before: int
    wanted: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """A question for the order of steps, answered from the guide.

    Args:
        asked: The procedures it may be about; none where the guide no longer has what the stem names.
        answers: Numbers of the options that answer it in any of them.
    """

    asked: tuple[Asked, ...]
    answers: frozenset[int]

    def fault(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why what is cited does not show that the key stands where the stem asks; "" when it does."""
        keys = {at for at, option in enumerate(question.options) if option.correct}
        cited = question.citations or tuple(item for key in question.keys for item in key.citations)
        good = [item for item in cited if stands(item, context) and not too_long(item, context)]
        for at in keys:
            name = question.options[at].text
            one = next((one for one in self.asked if one.places[at] == one.wanted), None)
            if one is None:
                return f"In the guide “{name}” does not stand where the stem asks for a step."
            needed = [one.procedure.steps[place].span for place in (one.wanted, one.before) if place >= 0]
            for span in needed:
                if not any(
                    item.document == span.document and item.start < span.end and span.start < item.end for item in good
                ):
                    return f"What is cited for “{name}” does not show where it stands in the order."
        return ""

    def as_well(self, question: PracticeQuestion) -> str:
        """A wrong option that answers too, or reads like the step that does; "" for none."""
        for at, option in enumerate(question.options):
            if option.correct:
                continue
            if at in self.answers:
                return option.text
            for one in self.asked:
                own = one.procedure.steps
                if one.places[at] < 0 and one.wanted < len(own) and reads_alike(option.text, own[one.wanted].text):
                    return option.text
        return ""


def ordered(stem: str, options: Sequence[str], context: GateContext) -> Ordered | None:
    """A question for the order of steps with what answers it; None for any other, or where the options are no steps.

    Args:
        stem: It names the procedure, and gives the step before in quotation marks.
        options: Their texts; which of them is the key is not asked.
        context: The guide.
    """
    asks = next(iter(reversed(list(_ASKS.finditer(stem)))), None)
    if asks is None:
        return None
    found = context.once(("procedures",), lambda: procedures_in(read_source(context.index), context.index))
    return context.once(
        ("ordered", stem, tuple(options)), lambda: _ordered(stem, asks["place"].lower(), tuple(options), found)
    )


def _ordered(stem: str, place: str, options: tuple[str, ...], procedures: Sequence[Procedure]) -> Ordered | None:
    where = {one.id: tuple(place_of(option, one) for option in options) for one in procedures}
    quoted = [tokens(text) for text in _QUOTED.findall(stem)]
    said = set(terms(stem))
    asked: list[Asked] = []
    for one in procedures:
        places = where[one.id]
        if sum(at >= 0 for at in places) < HELD:
            continue
        if place in ("first", "last"):
            if set(terms(one.done or one.called())) <= said:
                held = [at for at in places if at >= 0]
                asked.append(Asked(one, -1, min(held) if place == "first" else max(held), places))
            continue
        for at, step in enumerate(one.steps):
            if step.shown and tokens(with_signs(step.shown)) in quoted:
                asked.append(Asked(one, at, at + 1, places))
    held_best = max((sum(at >= 0 for at in places) for places in where.values()), default=0)
    if not asked and (held_best < HELD or (place not in ("first", "last") and not quoted)):
        return None
    answers = frozenset(at for one in asked for at, held in enumerate(one.places) if held == one.wanted)
    return Ordered(tuple(asked), answers)
