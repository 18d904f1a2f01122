"""What the gates need to judge a question for the figure left out of a quoted sentence: the sentence where the guide has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import stands, too_long
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.ingest.terms import terms

BLANK = "____"
SAME = 0.75  # share of the quoted words, by weight, that another sentence says of the same
_QUOTE = re.compile(r"“(?P<said>[^“”]*____[^“”]*)”")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A quoted sentence with a blank, filled with each option in turn.

    Args:
        said: As quoted.
        filled: For each option the sentence with it, in small letters.
        answers: Numbers of the options with which the guide has that sentence.
    """

    said: str
    filled: tuple[str, ...]
    answers: frozenset[int]

    def fault(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why what is cited is not the sentence with the key in it; "" when it is."""
        cited = question.citations or tuple(item for key in question.keys for item in key.citations)
        good = [item for item in cited if stands(item, context) and not too_long(item, context)]
        for at, option in enumerate(question.options):
            if option.correct and not any(_plain(self.filled[at]) in _plain(item.quote) for item in good):
                return f"The words cited are not the sentence with “{option.text}” in it."
        return ""

    def as_well(self, question: PracticeQuestion, context: GateContext) -> str:
        """A wrong option that the guide gives for the same, in these words or in others; "" for none."""
        asked = frozenset(terms(self.said.replace(BLANK, " ")))
        total = sum(context.weight(term) for term in asked) or 1.0
        wrong = [(at, option.text) for at, option in enumerate(question.options) if not option.correct]
        second = next((text for at, text in wrong if at in self.answers), "")
        if second:
            return second
        for own, item in zip(context.statements.terms, context.statements.items, strict=True):
            if sum(context.weight(term) for term in asked & own) < SAME * total:
                continue
            there = _plain(item.text)
            found = next((text for _, text in wrong if _gives(there, text)), "")
            if found and not any(_gives(there, key.text) for key in question.keys):
                return found
        return ""


def left_out(stem: str, options: Sequence[str], context: GateContext) -> LeftOut | None:
    """A question for the figure left out of a sentence that it quotes; None for any other.

    Args:
        stem: It quotes the sentence with a blank.
        options: Their texts; which of them is the key is not asked.
        context: The guide.
    """
    quotes = _QUOTE.findall(stem)
    if len(quotes) != 1 or stem.count(BLANK) != 1:
        return None
    return context.once(("left out", stem, tuple(options)), lambda: _left_out(quotes[0], tuple(options), context))


def _left_out(said: str, options: tuple[str, ...], context: GateContext) -> LeftOut:
    filled = tuple(said.replace(BLANK, option) for option in options)
    wholes = context.once(
        "plain documents",
        lambda: [_plain(context.index.stored_text(row.document)) for row in context.index.documents()],
    )
    return LeftOut(
        said, filled, frozenset(at for at, one in enumerate(filled) if any(_plain(one) in text for text in wholes))
    )


def _gives(text: str, figure: str) -> bool:
    """Whether a text has a figure, which is no part of a longer one."""
    return re.search(rf"(?<![\w.,-]){re.escape(_plain(figure))}(?!\w|[.,]\d)", text) is not None


def _plain(text: str) -> str:
    """A text as two quotations of it are compared: small letters, single spaces, no full stop at the end."""
    return " ".join(text.casefold().split()).rstrip(". ;")
