"""What the gates and the reader say of each question, honest or corrupted."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from studyground.assistant.practice.check import check_question
from studyground.assistant.practice.gates.claims import claim_of
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.key_supported import cited
from studyground.assistant.practice.gates.reader_denies import told_with
from studyground.assistant.practice.gates.stem import without_instruction
from studyground.assistant.practice.practice_question import Option, PracticeQuestion
from studyground.assistant.reader import Bearing, Reading
from studyground.eval.gate_corruptions import HONEST, Variant
from studyground.ingest.terms import terms

GATES_OF_SUPPORT = ("key_supported", "distractors_unsupported", "blind_solve")
REASONS = ("reason", "wrong_reason")
RIVAL_KINDS = (HONEST, "key", "second_key")


class ReadsClaims(Protocol):
    """A reader with a support output."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """See `Reader.read`."""
        ...

    def bearings(self, claim: str, passages: Sequence[str]) -> list[Bearing]:
        """See `Judge.bearings`."""
        ...


@dataclass(frozen=True, slots=True)
class Scored:
    """One variant.

    Args:
        guide: Name of the guide.
        kind: See `gate_corruptions`.
        cluster: Section.
        gates: Whether each of `GATES_OF_SUPPORT` passed.
        scores: What the reader says, by name; higher speaks for the question.
    """

    guide: str
    kind: str
    cluster: str
    gates: dict[str, bool]
    scores: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        return asdict(self)


class Asking:
    """A reader that is asked each pair once."""

    def __init__(self, reader: ReadsClaims) -> None:
        self._reader = reader
        self._claims: dict[tuple[str, str], Bearing] = {}

    def bearings(self, claim: str, passages: Sequence[str]) -> list[Bearing]:
        """What each passage does for a claim."""
        new = [one for one in dict.fromkeys(passages) if (claim, one) not in self._claims]
        self._claims.update(zip(((claim, one) for one in new), self._reader.bearings(claim, new), strict=True))
        return [self._claims[claim, one] for one in passages]

    def supported(self, claim: str, passages: Sequence[str]) -> float:
        """How probable it is that the best of the passages bears a claim out."""
        return max((one.supported for one in self.bearings(claim, passages)), default=0.0)

    def borne(self, claim: str, passages: Sequence[str]) -> float:
        """One less how probable it is that the passage that denies a claim least denies it."""
        return max((1 - one.denied for one in self.bearings(claim, passages)), default=0.0)

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """The span that answers, in each passage."""
        return self._reader.read(question, passages)


def score(variant: Variant, guide: str, context: GateContext, reader: Asking) -> Scored:
    """The gates' verdicts and the reader's scores of one variant."""
    question = variant.question
    gates = {check.name: check.passed for check in check_question(question, context)}
    passages = [told_with(one, context) for one in cited(question, question.keys[0])]
    kind = variant.kind
    scores: dict[str, float] = {}
    if kind not in REASONS:
        scores = _of_key(question, passages, context, reader, rivals=kind in RIVAL_KINDS)
    if kind in (HONEST, *REASONS):
        scores |= _of_reason(question.keys[0], "the key", context, reader)
        wrong = [_of_reason(one, "a wrong option", context, reader) for one in question.distractors]
        asked = sorted((one for one in wrong if one), key=lambda one: min(one.values()))
        scores |= asked[0] if asked else {}
    return Scored(guide, variant.kind, variant.cluster, {name: gates[name] for name in GATES_OF_SUPPORT}, scores)


def _of_key(
    question: PracticeQuestion, passages: Sequence[str], context: GateContext, reader: Asking, *, rivals: bool
) -> dict[str, float]:
    found: dict[str, float] = {}
    stem, answer = without_instruction(question.stem), question.keys[0].text
    for phrasing, claim in (("joined", f"{stem} {answer}"), ("said", claim_of(stem, answer))):
        found[f"{phrasing}: key borne out"] = reader.supported(claim, passages)
        found[f"{phrasing}: key not denied"] = reader.borne(claim, passages)
    if rivals:
        key = found["said: key borne out"]
        wrong = max((_said(question, one, passages, reader) for one in question.distractors), default=0.0)
        other = max((_said(question, one, over, reader) for one, over in _elsewhere(question, context)), default=0.0)
        found |= {
            "wrong options not borne out by the key's span": 1 - wrong,
            "key above wrong options in its span": key - wrong,
            "wrong options not borne out by their best spans": 1 - other,
            "key above wrong options in their best spans": key - other,
        }
    return found | _of_span(question, passages, reader)


def _said(question: PracticeQuestion, option: Option, passages: Sequence[str], reader: Asking) -> float:
    return reader.supported(claim_of(question.stem, option.text), passages)


def _elsewhere(question: PracticeQuestion, context: GateContext) -> list[tuple[Option, list[str]]]:
    """For each wrong option the statement of the guide that speaks most for it, with what it stands under."""
    found = context.evidence(question.stem, [option.text for option in question.options])
    items = context.statements.items
    rows = []
    for option, evidence in zip(question.options, found, strict=True):
        if not option.correct and evidence:
            item = items[evidence[0].statement]
            rows.append((option, [f"{item.around} {item.text}".strip()]))
    return rows


def _of_span(question: PracticeQuestion, passages: Sequence[str], reader: Asking) -> dict[str, float]:
    """What the reader finds in the cited span when it is asked the stem: the share of words in common with the key."""
    best, answerable = 0.0, -20.0
    for passage, reading in zip(passages, reader.read(question.stem, passages), strict=True):
        answerable = max(answerable, reading.answerable)
        span = best_span(reading)
        if span:
            best = max(best, overlap(passage[slice(*span)], question.keys[0].text))
    return {"answerable": answerable, "span found shares words with the key": best}


def best_span(reading: Reading) -> tuple[int, int] | None:
    """Where the reader's best answer stands in its passage; None where it read nothing."""
    if not len(reading.offsets):
        return None
    best = None
    for first in range(len(reading.start)):
        last = first + int(reading.end[first : first + 40].argmax())
        value = float(reading.start[first] + reading.end[last])
        if best is None or value > best[0]:
            best = (value, first, last)
    assert best is not None
    return int(reading.offsets[best[1]][0]), int(reading.offsets[best[2]][1])


def overlap(found: str, key: str) -> float:
    """Harmonic mean of the shares of words in common."""
    one, other = frozenset(terms(found)), frozenset(terms(key))
    common = len(one & other)
    return 2 * common / (len(one) + len(other)) if common else 0.0


def _of_reason(option: Option, whose: str, context: GateContext, reader: Asking) -> dict[str, float]:
    """What the cited words do for a reason, whole and by sentence."""
    if not option.citations or not option.rationale:
        return {}
    passage = [" ".join(told_with(one, context) for one in option.citations)]
    return {
        f"reason of {whose} borne out": reader.supported(option.rationale, passage),
        f"reason of {whose} not denied": reader.borne(option.rationale, passage),
        f"reason of {whose} not denied, by sentence": min(
            reader.borne(part, passage) for part in _sentences(option.rationale) or [option.rationale]
        ),
    }


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?]”)\s+|(?<=[.!?])\s+", text) if len(part.split()) > 2]
