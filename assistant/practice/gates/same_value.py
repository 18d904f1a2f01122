"""What the gates need to judge "Which two of these …": who has the value or stands in the list, read in the guide itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import stands, too_long
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.fact import Group, Member
from studyground.assistant.practice.writing.mining_same_value import shared_in
from studyground.assistant.practice.writing.mining_source import read_source

_ASKS = re.compile(r"\b(?P<asked>(?:for )?which (?:two|three) of these [^?]+)\?", re.IGNORECASE)
_COUNT = re.compile(r"(?<=\bwhich )(?:two|three)(?= of these\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shared:
    """A question for what some rows or members of a list have in common.

    Args:
        answers: Numbers of the options that have it.
        members: For each of these where the guide says so.
    """

    answers: frozenset[int]
    members: tuple[Member, ...]

    def fault(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why the guide does not give the keys, or what is cited does not say so; "" when both hold."""
        keys = {at for at, option in enumerate(question.options) if option.correct}
        if keys != self.answers:
            return "The guide has what the stem asks for of other options."
        cited = (*question.citations, *(item for key in question.keys for item in key.citations))
        good = [item for item in cited if stands(item, context) and not too_long(item, context)]
        for member in self.members:
            if not any(
                item.document == member.span.document
                and item.start <= member.span.start
                and member.span.end <= item.end
                for item in good
            ):
                return f"What says so of “{member.text}” is not cited."
        return ""

    def as_well(self, question: PracticeQuestion) -> str:
        """A wrong option that has it too; "" for none."""
        return next((question.options[at].text for at in sorted(self.answers) if not question.options[at].correct), "")


def shared(stem: str, options: Sequence[str], context: GateContext) -> Shared | None:
    """A question that asks plainly which two or three have what the guide gives several; None for any other.

    Args:
        stem: Its question has the words that the guide's own table or list gives.
        options: Their texts; which of them are keys is not asked.
        context: The guide.

    Returns:
        What the guide answers; None where an option stands in no such table or list, or where two that could be meant disagree.
    """
    match = _ASKS.search(stem)
    if not match:
        return None
    asked = _plain(_COUNT.sub("{n}", match["asked"]))
    groups = context.once(("shared",), lambda: shared_in(read_source(context.index)))
    found = [one for group in groups if _plain(group.asked) == asked and (one := _judged(group, options))]
    return found[0] if len({one.answers for one in found}) == 1 else None


def _judged(group: Group, options: Sequence[str]) -> Shared | None:
    inside = {_plain(member.text): member for member in group.members}
    outside = {_plain(member.text) for member in group.outsiders}
    texts = [_plain(option) for option in options]
    if any(text not in inside and text not in outside for text in texts):
        return None
    answers = [at for at, text in enumerate(texts) if text in inside]
    return Shared(frozenset(answers), tuple(inside[texts[at]] for at in answers))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .")
