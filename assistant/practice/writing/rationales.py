"""Why an option is right or wrong, in whole sentences that repeat what the guide says and nothing beyond it."""

import re

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.options import Choice
from studyground.assistant.practice.writing.phrasing import Casing, capital, sentence

_RIGHT = (
    "This is what was asked for.",
    "That meets the need.",
    "It is what the scenario calls for.",
    "This fits the case.",
)
_WRONG = (
    "That is something else than what is asked for here.",
    "The scenario asks for something else.",
    "That does not meet the need described.",
    "This is not what is needed here.",
)


def statement(fact: Fact, casing: Casing) -> str:
    """What the guide says of a thing, as a sentence that needs no agreement with its name."""
    thing, need = casing.named(fact.thing), fact.need.rstrip(".?")
    if fact.form in ("property", "contrast") and fact.need_shape == "finite":
        return sentence(f"{thing} {need}")
    if fact.form == "definition" and not re.match(r"(?:an?|the|one)\b", need):
        return sentence(f"The guide explains {thing} in this way: {need}")
    if fact.form == "definition":
        return sentence(f"The guide describes {thing} as {need}")
    if fact.need_shape == "question":
        return f"In the guide, {thing} answers the question “{capital(need)}?”"
    if fact.form == "cause":
        return sentence(f"The guide gives {thing} as a cause where the following is seen: {need}")
    if fact.need_shape == "clause" and " | " not in fact.text:
        return sentence(
            f"The guide recommends {thing} when {need}" if fact.form == "choice" else f"With {thing}, {need}"
        )
    if fact.need_shape == "infinitive":
        return sentence(f"The guide names {thing} as a way to {need}")
    if fact.form == "remedy":
        return sentence(f"The guide gives {thing} as a remedy for {need}")
    if fact.need_shape == "finite":
        return sentence(f"{thing} {need}")
    return sentence(f"The guide recommends {thing} for this case: {need}")


def rationale(choice: Choice, at: int, casing: Casing, reverse: bool = False, because: str = "") -> str:
    """The rationale of one option.

    Args:
        choice: The option.
        at: Any number; varies the wording.
        casing: Which names are written small.
        reverse: The options are statements and not names: a wrong one belongs to another thing.
        because: The reason the guide gives for the key, or "".
    """
    if choice.fact is None:
        return f"The guide does not say what {casing.inside(choice.thing)} is for."
    said = statement(choice.fact, casing)
    if choice.correct:
        return " ".join(part for part in (said, sentence(because) if because else "", _RIGHT[at % len(_RIGHT)]) if part)
    if reverse:
        return f"This belongs to {casing.named(choice.thing)}. {said}"
    return f"{said} {_WRONG[at % len(_WRONG)]}"
