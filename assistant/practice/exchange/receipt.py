"""The words of a receipt, the same in every format: where a citation points, what the gates found."""

import re
from collections.abc import Iterable

from studyground.assistant.answer import Citation
from studyground.assistant.practice.practice_question import PracticeQuestion

# What XML 1.0 cannot hold, and what Anki and Moodle mistake for marks of their own.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"\r\n?")


def printable(text: str) -> str:
    """A text as every format can hold it: line ends are those of Unix, and what XML forbids is a replacement mark."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """A text on one line, runs of white space as one space."""
    return " ".join(printable(text).split())


def where(citation: Citation) -> str:
    """Where a citation points, as a reader looks it up: document, headings, page, characters of the stored text."""
    parts = [
        citation.document,
        " › ".join(citation.section),
        f"page {citation.page}" if citation.page is not None else "",
        f"characters {citation.start}–{citation.end}",
    ]
    return one_line(", ".join(part for part in parts if part))


def cited(citations: Iterable[Citation]) -> list[str]:
    """A line a citation: its words in quotes, and where they stand."""
    return [f"“{one_line(citation.quote)}” ({where(citation)})" for citation in citations]


def check_lines(question: PracticeQuestion) -> list[str]:
    """A line a gate: its name, what came of it, and the detail where it gave one."""
    return [
        one_line(
            f"{check.name}: {'passed' if check.passed else 'failed'}{f' ({check.detail})' if check.detail else ''}"
        )
        for check in question.checks
    ]


def origin(question: PracticeQuestion) -> str:
    """Who wrote a question and against which index it was checked."""
    seed = f", seed {question.seed}" if question.generator == "deterministic" else ""
    return one_line(f"Question {question.id}, {question.generator}{seed}, index {question.index or 'unknown'}")


def about(question: PracticeQuestion) -> str:
    """What a question is about and how hard it is, as far as it says."""
    return one_line(", ".join(part for part in (question.domain, question.objective, question.difficulty) if part))


def key_labels(question: PracticeQuestion) -> str:
    """Labels of the right options."""
    return ", ".join(option.label for option in question.keys)
