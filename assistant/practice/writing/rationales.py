"""Why an option is right or wrong, in whole sentences that repeat what the guide says and nothing beyond it."""

import re

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.options import Choice
from studyground.assistant.practice.writing.phrasing import (
    Casing,
    capital,
    noun_phrase,
    plural,
    sentence,
    small,
    usable,
)


def statement(fact: Fact, casing: Casing) -> str:
    """What the guide says of a thing, as a sentence that needs no agreement with its name."""
    if fact.form == "action":
        return sentence(f"The guide’s advice is to {_done(fact)}")
    thing, need = casing.named(fact.thing, fact.kind), fact.need.rstrip(".?")
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
    if fact.need_shape == "clause":
        return sentence(
            f"The guide recommends {thing} when {need}" if fact.form == "choice" else f"With {thing}, {need}"
        )
    if fact.need_shape == "infinitive":
        return sentence(f"The guide names {thing} as a way to {need}")
    if fact.form == "remedy":
        return sentence(f"The guide gives {thing} as a remedy for {need}")
    if fact.need_shape == "finite":
        return sentence(f"{thing} {need}")
    if noun_phrase(need):
        return sentence(f"The guide recommends {thing} for {need}")
    return sentence(f"The guide recommends {thing} for this case: {need}")


def _spoken(fact: Fact, casing: Casing) -> str:
    """A thing as one speaks of it; a common noun without an article is quoted."""
    shown = casing.named(fact.thing, fact.kind)
    return f"“{shown}”" if shown.islower() and " " not in shown and not plural(shown) else shown


def _done(fact: Fact) -> str:
    """An instruction with its case, to follow "to"."""
    link = {"clause": "when", "infinitive": "in order to"}.get(fact.need_shape, "for")
    return f"{small(fact.thing)} {link} {fact.need.rstrip('.?')}"


def instead(asked: Fact, casing: Casing) -> str:
    """What the guide names for the need that a stem states, as the other half of why an option is wrong."""
    if asked.form == "action":
        return sentence(f"Here the advice is to {_done(asked)}")
    key, need = casing.named(asked.thing, asked.kind), asked.need.rstrip(".?")
    if asked.need_shape == "infinitive":
        return sentence(f"To {need}, the guide names {key}")
    if asked.need_shape == "question":
        return f"For the question “{capital(need)}?” the guide names {key}."
    if asked.form == "cause":
        return sentence(f"Where the following is seen, the guide names {key}: {need}")
    if asked.need_shape == "clause":
        return sentence(f"When {need}, the guide recommends {key}")
    if asked.need_shape == "finite":
        return sentence(f"According to the guide, it is {key} that {need}")
    if asked.form == "definition":
        return sentence(f"The guide uses the words “{need}” of {key}")
    return sentence(f"For {need}, the guide {'names' if asked.form == 'remedy' else 'recommends'} {key}")


def rationale(choice: Choice, asked: Fact | None, casing: Casing, reverse: bool = False) -> str:
    """The rationale of one option: what the guide says of it, and, where it is wrong, what the guide names instead.

    Args:
        choice: The option.
        asked: The fact that the stem asks for; None where there are several.
        casing: Which names are written small.
        reverse: The options are statements and not names: a wrong one belongs to another thing.
    """
    if choice.fact is None:
        return f"The guide does not say what {casing.inside(choice.thing)} is for."
    if choice.correct and asked:
        parts = [statement(asked, casing), sentence(asked.because) if usable(asked.because, 3, 30) else ""]
        if choice.fact.id != asked.id:
            second = statement(choice.fact, casing)
            parts.insert(
                1, f"Besides, {second[0].lower()}{second[1:]}" if second.startswith(("The ", "In ")) else second
            )
        return " ".join(part for part in parts if part)
    if choice.correct or asked is None:
        return statement(choice.fact, casing)
    if reverse:
        other, key = _spoken(choice.fact, casing), _spoken(asked, casing)
        return f"The guide says this of {other} and not of {key}."
    return f"{statement(choice.fact, casing)} {instead(asked, casing)}"
