"""Why an option is right or wrong, in whole sentences that repeat what the guide says and nothing beyond it."""

import re

from studyground.assistant.practice.writing.asking import without_trail
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.practice.writing.options import Choice
from studyground.assistant.practice.writing.phrasing import (
    Casing,
    capital,
    noun_phrase,
    sentence,
    small,
    usable,
)
from studyground.assistant.practice.writing.set_against import with_need

MOST_QUOTED = 40  # words
MOST_SAID_AGAIN = 12  # words of the case asked for, which a wrong option's reason names again


def statement(fact: Fact, casing: Casing) -> str:
    """What the guide says of a thing, as a sentence that needs no agreement with its name."""
    if fact.form == "action":
        return sentence(f"The guide’s advice is to {_done(fact)}")
    thing, need = _named(fact, casing), fact.need.rstrip(".?")
    gives = (
        "lists" if " | " in fact.text and fact.need_shape == "noun" else "recommends"
    )  # a table of uses advises nothing
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
    if (
        fact.form == "choice"
        and fact.need_shape == "clause"
        and "," in need
        and not has_finite_verb(need.split(",")[0])
    ):
        return sentence(f"The guide {gives} {thing} for this case: {need}")  # "spiky, tolerates cold starts"
    if fact.need_shape == "clause":
        return sentence(f"The guide {gives} {thing} when {need}" if fact.form == "choice" else f"With {thing}, {need}")
    if fact.need_shape == "infinitive":
        return sentence(f"The guide names {thing} as a way to {without_trail(need)}")
    if fact.form == "remedy":
        return sentence(f"The guide gives {thing} as a remedy for {need}")
    if fact.need_shape == "finite":
        return sentence(f"{thing} {need}")
    if noun_phrase(need):
        return sentence(f"The guide {gives} {thing} for {need}")
    return sentence(f"The guide {gives} {thing} for this case: {need}")


def own_words(fact: Fact) -> str:
    """What the guide says, quoted, where it says it in one sentence of running text; "" for rows and long sentences."""
    text = fact.text.strip()
    quoted = any(mark in text for mark in '|“”"\\') or not text.endswith(".") or ". " in text
    return "" if quoted or len(text.split()) > MOST_QUOTED else f"The guide says: “{capital(text)}”"


def _done(fact: Fact) -> str:
    """An instruction with its case, to follow "to"."""
    link = {"clause": "when", "infinitive": "in order to"}.get(fact.need_shape, "for")
    return f"{small(fact.thing)} {link} {fact.need.rstrip('.?')}"


def instead(asked: Fact) -> str:
    """Why what an option is for is no answer: in what it differs from what the stem asks for."""
    if asked.form == "cause":
        return "That is another sign than the one seen here."
    if asked.form == "remedy":
        return "That is another trouble than the one here."
    if asked.need_shape == "question":
        return "That is another question than the one asked here."
    if asked.form == "definition":
        return "That is another quantity than the one wanted here."
    if asked.need_shape == "infinitive" and len(asked.need.split()) <= MOST_SAID_AGAIN:
        return sentence(f"Here the task is to {asked.need.rstrip('.?')}")
    if asked.form == "action" or asked.need_shape in ("clause", "noun"):
        return "That is another case than the one here."
    return (
        "That is another task than the one here."
        if asked.need_shape == "infinitive"
        else "That is not what is wanted here."
    )


def _named(fact: Fact, casing: Casing) -> str:
    """A thing as one speaks of it; a name that is an instruction ("Drop rows") is quoted."""
    shown = casing.named(fact.thing, fact.kind)
    if " | " in fact.text and " " not in fact.thing and not casing.written_small(fact.thing):
        shown = fact.thing  # "Comprehend" of a table of services
    first, *rest = fact.thing.split()
    told = rest and first.lower() in VERBS and not may_be_noun(first.lower())
    return f"“{shown}”" if told else shown


def described_as(choice: Choice, asked: Fact, said: str, casing: Casing) -> str:
    """The rationale of one option where the question asks of what the guide says something."""
    key = sentence(f"{_named(asked, casing)} {said}")
    if choice.correct or choice.fact is None:
        return f"The guide says so: {key}"
    return (
        f"{statement(choice.fact, casing)} What the question asks for the guide says of {_named(asked, casing)}: {key}"
    )


def rationale(choice: Choice, asked: Fact | None, casing: Casing) -> str:
    """The rationale of one option: what the guide says of it, and, where it is wrong, what the guide names instead.

    Args:
        choice: The option.
        asked: The fact that the stem asks for; None where there are several.
        casing: Which names are written small.
    """
    if choice.fact is None:
        return f"The guide does not say what {casing.inside(choice.thing)} is for."
    if choice.correct and asked:
        parts = [
            own_words(asked) or statement(asked, casing),
            sentence(asked.because) if usable(asked.because, 3, 30) else "",
        ]
        if choice.fact.id != asked.id:
            second = statement(choice.fact, casing)
            parts.insert(
                1, f"Besides, {second[0].lower()}{second[1:]}" if second.startswith(("The ", "In ")) else second
            )
        return " ".join(part for part in parts if part)
    if choice.correct or asked is None:
        return statement(choice.fact, casing)
    said = statement(choice.fact, casing)
    if asked.need_shape == "infinitive" and asked.form in ("purpose", "choice"):
        apart = with_need(said, asked.need, _named(asked, casing), len(choice.text))
        if apart:
            return apart
    return f"{said} {instead(asked)}"
