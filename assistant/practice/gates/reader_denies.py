"""What the reader makes of a key that the rules accept: do the words cited deny what stem and key say, or the reason given?

The rules count words, and a stem with "without" for "with" has nearly the same. Where the guide is silent the reader is
believed of reasons and of plain questions, when it finds next to nothing borne out: a scenario tells much that no guide says.
Measured in eval/results/gates.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studyground.assistant.answer import Citation
from studyground.assistant.practice.gates.claims import claim_of
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import statement_of
from studyground.assistant.practice.gates.stem import without_instruction
from studyground.assistant.practice.practice_question import Option
from studyground.assistant.reader import Bearing, Judge
from studyground.ingest.sentences import sentence_spans

# Of 147 honest questions of six guides none is denied with more or borne out with less, and of 100 cases of the shipped one one.
MOST_DENIED = 0.95
LEAST_BORNE_OUT = 0.05
NO_OBJECTION = Bearing(supported=1.0, denied=0.0, silent=0.0)


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
    worst, worst_reason = NO_OBJECTION, NO_OBJECTION
    for key, citations in keys:
        told = _told_as_a_case(stem, citations, context)
        said = NO_OBJECTION if told else bearing(claim_of(stem, key.text), citations, context)
        if said is None:
            return Heard()
        reason = _of_reason(key, key.citations or citations, context)
        plain = len(sentence_spans(without_instruction(stem))) <= 1
        fault = _objection(said, f"what the stem says of “{key.text}”", plain)
        fault = fault or _objection(reason, f"the reason for “{key.text}”", True)
        if fault:
            return Heard(fault)
        worst, worst_reason = (
            max(pair, key=lambda one: one.denied) for pair in ((worst, said), (worst_reason, reason))
        )
    return Heard(
        "",
        f"The reader, asked, finds them denied with {worst.denied:.2f} and the reason with {worst_reason.denied:.2f}.",
    )


def _objection(found: Bearing, claim: str, heard_of_silence: bool) -> str:
    """What the reader has against a claim; "" where it has nothing, or only that the cited words are silent and that may be."""
    if found.denied > MOST_DENIED:
        return f"The reader finds that the words cited deny {claim} ({found.denied:.2f})."
    if heard_of_silence and found.supported < LEAST_BORNE_OUT:
        return f"The reader finds that the words cited do not bear out {claim} ({found.supported:.2f})."
    return ""


def _told_as_a_case(stem: str, citations: Sequence[Citation], context: GateContext) -> bool:
    """Whether a stem is, word for word, the situation whose decision is cited: it need not be asked for."""
    text = " ".join(stem.split())
    found = [statement_of(one, context) for one in citations]
    return any(one and one[0].situation and text in " ".join(one[0].situation.text.split()) for one in found)


def _of_reason(key: Option, citations: Sequence[Citation], context: GateContext) -> Bearing:
    """What the cited words do for a key's reason; what stands there word for word need not be asked."""
    reason = " ".join(key.rationale.split())
    if not reason or any(reason in " ".join(one.quote.split()) for one in citations):
        return NO_OBJECTION
    return bearing(reason, citations, context) or NO_OBJECTION


def bearing(claim: str, citations: Sequence[Citation], context: GateContext) -> Bearing | None:
    """What the cited words do for a claim, by the best for it in each respect; None where nobody can tell."""
    reader = context.assistant.reader
    passages = tuple(told_with(one, context) for one in citations)
    if not isinstance(reader, Judge) or not passages:
        return None
    judge: Judge = reader
    return context.once(("bearing", claim, passages), lambda: _best(judge.bearings(claim, passages)))


def _best(found: Sequence[Bearing]) -> Bearing:
    return Bearing(
        supported=max(one.supported for one in found),
        denied=min(one.denied for one in found),
        silent=min(one.silent for one in found),
    )


def told_with(citation: Citation, context: GateContext) -> str:
    """What a citation says, with the heading, the lead and the situation that it stands under."""
    found = statement_of(citation, context)
    if found is None:
        return citation.quote
    situation = found[0].situation
    return " ".join(part for part in (situation.text if situation else "", found[0].around, found[0].text) if part)
