"""What the reader makes of a key that the rules accept: do the words cited deny what stem and key say, or the reason given?

The rules count words, and a stem with "without" for "with" has nearly the same. Where the guide is only silent the reader is
not believed: a scenario tells much that no guide says. Measured in eval/results/gates.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studyground.assistant.answer import Citation
from studyground.assistant.practice.gates.claims import claim_of
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import statement_of
from studyground.assistant.practice.practice_question import Option
from studyground.assistant.reader import Judge

# Of 161 honest keys and reasons of seven guides the reader that ships finds 99 of 100 denied with less. It takes what a passage
# is silent on for denied more readily than the one before (0.81), so that it objects to less.
MOST_DENIED = 0.97
REASON_MOST_DENIED = 0.97


@dataclass(frozen=True, slots=True)
class Heard:
    """What the reader said.

    Args:
        fault: Why a question cannot stand, "" where the reader does not object.
        told: For the receipt: that it was asked and what it gave; "" without a reader.
    """

    fault: str = ""
    told: str = ""


def heard(stem: str, keys: Iterable[tuple[Option, Sequence[Citation]]], context: GateContext) -> Heard:
    """Ask the reader about each key and its reason.

    Args:
        stem: With its question.
        keys: Each with what it rests on.
        context: The guide.
    """
    worst, worst_reason = 0.0, 0.0
    for key, citations in keys:
        told = _told_as_a_case(stem, citations, context)
        said = 0.0 if told else denied(claim_of(stem, key.text), citations, context)
        if said is None:
            return Heard()
        if said > MOST_DENIED:
            return Heard(f"The reader finds that the words cited deny what the stem says of “{key.text}” ({said:.2f}).")
        reason = _reason_denied(key, key.citations or citations, context)
        if reason > REASON_MOST_DENIED:
            return Heard(f"The reader finds that the words cited deny the reason for “{key.text}” ({reason:.2f}).")
        worst, worst_reason = max(worst, said), max(worst_reason, reason)
    return Heard("", f"The reader, asked, finds them denied with {worst:.2f} and the reason with {worst_reason:.2f}.")


def _told_as_a_case(stem: str, citations: Sequence[Citation], context: GateContext) -> bool:
    """Whether a stem is, word for word, the situation whose decision is cited: it need not be asked for."""
    text = " ".join(stem.split())
    found = [statement_of(one, context) for one in citations]
    return any(one and one[0].situation and text in " ".join(one[0].situation.text.split()) for one in found)


def _reason_denied(key: Option, citations: Sequence[Citation], context: GateContext) -> float:
    """How probable it is that a key's reason is denied; what stands there word for word need not be asked."""
    reason = " ".join(key.rationale.split())
    if not reason or any(reason in " ".join(one.quote.split()) for one in citations):
        return 0.0
    return denied(reason, citations, context) or 0.0


def denied(claim: str, citations: Sequence[Citation], context: GateContext) -> float | None:
    """How probable it is that the cited words deny a claim, by those that do so least; None where nobody can tell."""
    reader = context.assistant.reader
    passages = tuple(told_with(one, context) for one in citations)
    if not isinstance(reader, Judge) or not passages:
        return None
    judge: Judge = reader
    return context.once(("denied", claim, passages), lambda: min(one.denied for one in judge.bearings(claim, passages)))


def told_with(citation: Citation, context: GateContext) -> str:
    """What a citation says, with the heading, the lead and the situation that it stands under."""
    found = statement_of(citation, context)
    if found is None:
        return citation.quote
    situation = found[0].situation
    return " ".join(part for part in (situation.text if situation else "", found[0].around, found[0].text) if part)
