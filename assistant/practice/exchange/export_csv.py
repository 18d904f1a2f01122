"""CSV (RFC 4180, UTF-8): a row a question; no cell is a formula to a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from studyground.assistant.practice.exchange.receipt import cited, key_labels, printable
from studyground.assistant.practice.practice_question import LABELS, Option, PracticeQuestion

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_HEAD = ("id", "type", "select", "stem", "key")
_TAIL = (
    "domain", "objective", "difficulty", "sources", "citations", "checks", "generator", "seed", "index",
)  # fmt: skip


def columns(most_options: int) -> list[str]:
    """The header of a table whose longest question has so many options."""
    options = [
        f"{kind}_{label.lower()}"
        for label in LABELS[:most_options]
        for kind in ("option", "rationale", "sources", "citations")
    ]
    return [*_HEAD, *options, *_TAIL]


def export(questions: Sequence[PracticeQuestion], name: str, modified: float) -> bytes:
    """A header, then a row a question.

    Sources are for people, citations and checks are JSON with every field.

    Args:
        questions: To write.
        name: Not used here.
        modified: Not used here.

    Returns:
        The file.
    """
    table = io.StringIO(newline="")
    header = columns(max((len(question.options) for question in questions), default=4))
    writer = csv.DictWriter(table, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    for question in questions:
        writer.writerow({column: harmless(printable(value)) for column, value in _row(question).items()})
    return table.getvalue().encode()


def _row(question: PracticeQuestion) -> dict[str, str]:
    row = {
        "id": question.id,
        "type": question.type,
        "select": str(question.select),
        "stem": question.stem,
        "key": key_labels(question),
        "domain": question.domain,
        "objective": question.objective,
        "difficulty": question.difficulty,
        "sources": "\n".join(cited(question.citations)),
        "citations": _json([asdict(citation) for citation in question.citations]),
        "checks": _json([asdict(check) for check in question.checks]),
        "generator": question.generator,
        "seed": str(question.seed),
        "index": question.index,
    }
    for label, option in zip(LABELS.lower(), question.options, strict=False):
        row |= _cells(label, option)
    return row


def _cells(label: str, option: Option) -> dict[str, str]:
    return {
        f"option_{label}": option.text,
        f"rationale_{label}": option.rationale,
        f"sources_{label}": "\n".join(cited(option.citations)),
        f"citations_{label}": _json([asdict(citation) for citation in option.citations]),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.

    Source: OWASP, CSV Injection. A cell that begins with apostrophes and then like a formula gets one more, so that
    `as_written` gives every cell back.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    """A cell before `harmless`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
