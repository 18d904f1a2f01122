"""Questions on the guide that ships for the tests of the gates: one that passes them all, and ways to spoil it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studyground.assistant.citing import citation, find_loosely
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.practice_question import LABELS, Option, PracticeQuestion, content_id

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant


Make = Callable[..., PracticeQuestion]
EXPLORING = "02-exploratory-data-analysis.md"
OPERATING = "05-implementation-and-operations.md"
SHADOW = (
    "A shadow test copies a share of production requests to a candidate whose answers are logged and never returned to "
    "callers."
)
SHADOW_STEM = (
    "Before it replaces a pricing model, a marketplace wants to see how the candidate copes with real production "
    "requests. The candidate's answers must be logged, but no caller may receive them. Which technique should be used?"
)
SHADOW_OPTIONS = ("A/B test", "Shadow test", "Canary", "Linear shifting")
IMBALANCE = "Random undersampling | Drops common rows | Data is very large | Loses information"
IMBALANCE_STEM = (
    "An advertising platform has four billion rows of impressions and few clicks. Training takes days because the data is "
    "very large, and the team can afford to drop common rows before training. Which remedy for the class imbalance fits?"
)
IMBALANCE_OPTIONS = ("Random oversampling", "SMOTE", "Random undersampling", "Class weights")


def question_maker(assistant: "Assistant") -> Make:
    """What builds a question: `make(stem, options, keys, document, *quotes)`."""

    def build(
        stem: str, options: Sequence[str], keys: Sequence[int], document: str = "", *quotes: str
    ) -> PracticeQuestion:
        index = assistant.index
        citations = []
        for number, quote in enumerate(quotes, 1):
            span = find_loosely(index.stored_text(document), quote)
            assert span, quote
            citations.append(citation(index, number, index.document(document).id, *span))
        return PracticeQuestion(
            id=content_id(stem, list(options)),
            type="multiple_response" if len(keys) > 1 else "multiple_choice",
            select=len(keys),
            stem=stem,
            options=tuple(Option(LABELS[at], text, at in keys, "") for at, text in enumerate(options)),
            domain="",
            objective="",
            difficulty="application",
            citations=tuple(citations),
        )

    return build


def failed(question: PracticeQuestion, context: GateContext) -> set[str]:
    return {check.name for check in check_question(question, context) if not check.passed}


def with_options(question: PracticeQuestion, *texts: str) -> PracticeQuestion:
    """A question with other texts for its options, the key in its place."""
    return replace(
        question,
        options=tuple(replace(option, text=text) for option, text in zip(question.options, texts, strict=True)),
    )


def keyed(question: PracticeQuestion, *keys: int) -> PracticeQuestion:
    return replace(
        question, options=tuple(replace(option, correct=at in keys) for at, option in enumerate(question.options))
    )
