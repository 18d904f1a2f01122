"""Markdown: the questions first, then the answers with rationales and sources, to read or to print."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.exchange.receipt import (
    about,
    check_lines,
    cited,
    key_labels,
    one_line,
    origin,
    printable,
)
from studyground.assistant.practice.practice_question import PracticeQuestion

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$#!]")
_LINE_START = re.compile(r"^(?:(?=[-+=:])|(\d{1,9})(?=[.)]))")


def export(questions: Sequence[PracticeQuestion], name: str, modified: float) -> bytes:
    """Two parts, each with the questions numbered alike.

    Args:
        questions: To write.
        name: Of the bank, the title.
        modified: Not used here.

    Returns:
        The file.
    """
    parts = [f"# {_line(name)}", *(_asked(n, question) for n, question in enumerate(questions, 1))]
    parts += ["# Answers", *(_answered(n, question) for n, question in enumerate(questions, 1))]
    return ("\n\n".join(parts) + "\n").encode()


def _asked(number: int, question: PracticeQuestion) -> str:
    stem = "\\\n".join(_line(row) for row in printable(question.stem).split("\n") if row.strip())
    options = (f"- **{_line(option.label)}.** {_inline(option.text)}" for option in question.options)
    return "\n".join([f"## Question {number}", "", stem, "", *options])


def _answered(number: int, question: PracticeQuestion) -> str:
    rows = [f"## Answer {number}: {_line(key_labels(question))}", ""]
    for option in question.options:
        verdict = "right" if option.correct else "wrong"
        rows.append(f"- **{_line(option.label)}, {verdict}.** {_inline(option.rationale)}")
        rows += [f"  - {_inline(source)}" for source in cited(option.citations)]
    rows += ["", "Rests on:", "", *(f"- {_inline(source)}" for source in cited(question.citations))]
    rows += ["", "Checks:", "", *(f"- {_line(check)}" for check in check_lines(question))]
    if about(question):
        rows += ["", _line(about(question))]
    return "\n".join([*rows, "", _line(origin(question))])


def _inline(text: str) -> str:
    """A text in the middle of a line, all that Markdown could take for a mark escaped."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def _line(text: str) -> str:
    """The same at the beginning of a line, where a dash or a number would begin a list."""
    return _LINE_START.sub(r"\1\\", _inline(text))
