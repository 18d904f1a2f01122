"""Checking questions: every gate over one question, and over a whole bank against the guide as it is now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from studyground.assistant.answer import Citation
from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation as cite
from studyground.assistant.practice.gates.blind_solve import blind_solve
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.distractors_unsupported import distractors_unsupported
from studyground.assistant.practice.gates.fresh import fresh
from studyground.assistant.practice.gates.item_flaws import item_flaws
from studyground.assistant.practice.gates.key_supported import ABOUT, key_supported
from studyground.assistant.practice.gates.no_leak import no_leak
from studyground.assistant.practice.gates.parallel_options import parallel_options
from studyground.assistant.practice.gates.self_contained import self_contained
from studyground.assistant.practice.gates.spans import found_again, stands
from studyground.assistant.practice.practice_question import GATES, SCHEMA, Check, Option, PracticeQuestion
from studyground.errors import DocumentMissingError

__all__ = [
    "GateContext", "Rechecked", "Rejected", "check_question", "checked_question", "reanchored", "recheck", "with_citations",
]  # fmt: skip
Gate = Callable[[PracticeQuestion, GateContext], Check]
CHEAPEST_FIRST: tuple[tuple[str, Gate], ...] = (
    ("item_flaws", item_flaws),
    ("parallel_options", parallel_options),
    ("self_contained", self_contained),
    ("no_leak", no_leak),
    ("key_supported", key_supported),
    ("fresh", fresh),
    ("blind_solve", blind_solve),
    ("distractors_unsupported", distractors_unsupported),
)
FOUND_NEED = 0.32  # what is looked up must agree better than what somebody chose to cite
UNCITED = "The guide does not say what {} is for."


@dataclass(frozen=True, slots=True)
class Rejected:
    """A question that did not pass, with the receipt that says why."""

    question: PracticeQuestion

    @property
    def failed(self) -> tuple[str, ...]:
        """The gates it failed."""
        return tuple(check.name for check in self.question.checks if not check.passed)

    @property
    def detail(self) -> str:
        """Why, in words."""
        return " ".join(check.detail for check in self.question.checks if not check.passed)


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What became of a bank.

    Args:
        kept: Questions that hold, with a new receipt and citations where they stand now.
        rejected: The others.
    """

    kept: tuple[PracticeQuestion, ...]
    rejected: tuple[Rejected, ...]

    def to_json(self) -> dict[str, Any]:
        """As `questions check --json` prints it."""
        return {
            "schema": SCHEMA,
            "questions": len(self.kept) + len(self.rejected),
            "kept": [question.id for question in self.kept],
            "rejected": [
                {"id": item.question.id, "failed": list(item.failed), "detail": item.detail} for item in self.rejected
            ],
        }


def check_question(
    question: PracticeQuestion, context: GateContext, *, stop_at_first: bool = False
) -> tuple[Check, ...]:
    """Run the gates over one question.

    Args:
        question: Its own `checks` are not looked at.
        context: The guide, and the questions it must differ from.
        stop_at_first: Give only the checks up to and with the first that failed, cheap gates first.

    Returns:
        One check a gate in the order of `GATES`; fewer when stopped.
    """
    found: dict[str, Check] = {}
    for name, gate in CHEAPEST_FIRST:
        found[name] = gate(question, context)
        if stop_at_first and not found[name].passed:
            break
    return tuple(found[name] for name in GATES if name in found)


def recheck(
    questions: Iterable[PracticeQuestion],
    assistant: Assistant,
    progress: Callable[[int], None] | None = None,
    others: Iterable[PracticeQuestion] = (),
) -> Rechecked:
    """Check a bank against the guide as it is now; nothing a question says of itself is believed.

    A cited quote that moved is cited where it stands now; a key without citations gets the words of the guide that
    support it, where there are any.

    Args:
        questions: In order; of two alike the first is kept.
        assistant: With the index open.
        progress: Called with the number of questions done.
        others: Questions already in a bank that these must differ from.
    """
    context = GateContext.of(assistant, others)
    kept: list[PracticeQuestion] = []
    rejected: list[Rejected] = []
    for done, question in enumerate(questions, 1):
        checked = checked_question(question, context)
        if checked.passed:
            kept.append(checked)
            context.accept(checked)
        else:
            rejected.append(Rejected(checked))
        if progress:
            progress(done)
    return Rechecked(tuple(kept), tuple(rejected))


def checked_question(question: PracticeQuestion, context: GateContext) -> PracticeQuestion:
    """A question with its citations where they stand now and a new receipt."""
    anchored = with_citations(reanchored(question, context), context)
    return replace(anchored, checks=check_question(anchored, context), index=context.index.index_id)


def reanchored(question: PracticeQuestion, context: GateContext) -> PracticeQuestion:
    """A question whose citations are where their quotes stand now.

    A citation whose words are gone is left out; when all that the key rests on is gone it stays, so that the gate can say
    so. A rationale that lost its citations says that the guide is silent.
    """
    moved = tuple(item for item in (_moved(item, context) for item in question.citations) if item is not None)
    options = tuple(_anchored_option(option, context) for option in question.options)
    return replace(question, citations=moved or question.citations, options=options)


def with_citations(question: PracticeQuestion, context: GateContext) -> PracticeQuestion:
    """A question without citations gets the spans of the guide that support its keys, where there are any."""
    if question.citations or any(key.citations for key in question.keys):
        return question
    found = context.evidence(question.stem, [option.text for option in question.options])
    spans: list[tuple[int, int, int]] = []
    for at, option in enumerate(question.options):
        if not option.correct:
            continue
        best = next(
            (one for one in found[at] if not one.against and one.about >= ABOUT and one.need >= FOUND_NEED), None
        )
        if best is not None:
            item = context.statements.items[best.statement]
            spans.append((item.doc, item.start, item.end))
    unique = list(dict.fromkeys(spans))
    return replace(
        question, citations=tuple(cite(context.index, number, *span) for number, span in enumerate(unique, 1))
    )


def _anchored_option(option: Option, context: GateContext) -> Option:
    if not option.citations:
        return option
    moved = [_moved(item, context) for item in option.citations]
    citations = tuple(item for item in moved if item is not None)
    rationale = option.rationale if citations else UNCITED.format(option.text.rstrip("."))
    return replace(option, citations=citations, rationale=rationale)


def _moved(citation: Citation, context: GateContext) -> Citation | None:
    """A citation as it is now; None when its words are gone from the guide."""
    if stands(citation, context):
        return citation
    for name in _places(citation, context):
        span = found_again(replace(citation, document=name), context)
        if span is not None:
            return cite(context.index, citation.n, context.index.document(name).id, *span)
    return None


def _places(citation: Citation, context: GateContext) -> Sequence[str]:
    """Documents to look a quote up in: its own, and, when that is gone, all."""
    try:
        return [context.index.document(citation.document).document]
    except DocumentMissingError:
        return context.index.document_names()
