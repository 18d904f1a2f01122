"""Questions taken out of a bank: why, when, and what the gates said then; kept in a file beside the bank."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from studyground.assistant.practice.bank import (
    bank_line,
    bank_lock,
    read_bank,
    read_lines,
    without,
)
from studyground.assistant.practice.practice_question import Check, PracticeQuestion, question_from_json
from studyground.errors import InputError
from studyground.whole_file import replace_file

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

By = Literal["learner", "check"]
_FORM = "A line holds a question that was set aside, with its reason, date and checks."


@dataclass(frozen=True, slots=True)
class SetAside:
    """A question that left its bank.

    Args:
        question: As it stood in the bank, its receipt of then included.
        reason: Why, in a sentence.
        date: When, UTC, ISO 8601.
        checks: What the gates said when it left.
        by: A learner who reports a wrong key, or the check that found a question stale.
    """

    question: PracticeQuestion
    reason: str
    date: str
    checks: tuple[Check, ...]
    by: By = "learner"

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of the gates that it no longer passed."""
        return tuple(check.name for check in self.checks if not check.passed)

    def to_json(self) -> dict[str, Any]:
        """The entry as plain JSON types."""
        checks = [asdict(check) for check in self.checks]
        return {
            "schema": 1,
            "reason": self.reason,
            "date": self.date,
            "by": self.by,
            "checks": checks,
            "question": self.question.to_json(),
        }


def set_aside_file(bank_path: Path) -> Path:
    """The file beside a bank in which what left it is kept."""
    return bank_path.with_name(f"{bank_path.stem}.set-aside.jsonl")


def set_aside_questions(bank_path: Path) -> list[SetAside]:
    """What has left a bank, oldest first.

    Raises:
        InputError: The file beside the bank cannot be read; the line is named.
    """
    path = set_aside_file(bank_path)
    if not path.exists():
        return []
    entries = []
    for number, value in read_lines(path, _FORM):
        try:
            checks = tuple(
                Check(str(item["name"]), bool(item["passed"]), str(item.get("detail") or ""))
                for item in value.get("checks") or ()
            )
            by: By = "check" if value.get("by") == "check" else "learner"
            question = question_from_json(value["question"])
            entries.append(SetAside(question, str(value["reason"]), str(value["date"]), checks, by))
        except (KeyError, TypeError, AttributeError, InputError) as error:
            raise InputError(f"{path}, line {number}: not a question set aside ({error}).", _FORM) from error
    return entries


def reported_ids(bank_path: Path) -> set[str]:
    """Ids of the questions that a learner reported; these do not come back into the bank."""
    return {entry.question.id for entry in set_aside_questions(bank_path) if entry.by == "learner"}


def set_aside(bank_path: Path, question_id: str, reason: str, checks: Sequence[Check], by: By = "learner") -> SetAside:
    """Take one question out of a bank and keep it beside the bank.

    It is written there before it is taken out, so that it is never in neither place.

    Returns:
        The entry, its date being now.

    Raises:
        InputError: The bank has no such question, or a file cannot be read or written.
    """
    with bank_lock(bank_path):
        bank = read_bank(bank_path)
        entry = SetAside(_named(bank, question_id, bank_path), reason.strip(), _now(), tuple(checks), by)
        _move(bank_path, bank, [entry])
    return entry


def report_wrong_key(bank_path: Path, question_id: str, reason: str, assistant: "Assistant") -> SetAside:
    """Set a question aside because a learner holds its key for wrong, and run the gates on it again.

    Args:
        bank_path: The bank.
        question_id: Of the question.
        reason: What the learner said.
        assistant: Over the guide as it is now.

    Returns:
        The entry; its `checks` are the gates' new result, which may be that nothing is wrong with it.

    Raises:
        InputError: The bank has no such question, or a file cannot be read or written.
    """
    from studyground.assistant.practice.check import checked_question
    from studyground.assistant.practice.gates.context import GateContext

    bank = read_bank(bank_path)
    question = _named(bank, question_id, bank_path)
    checks = checked_question(question, GateContext.of(assistant, without(bank, [question_id]))).checks
    return set_aside(bank_path, question_id, reason, checks)


def retire(
    bank_path: Path,
    gone: Mapping[str, tuple[str, Sequence[Check]]],
    renewed: Iterable[PracticeQuestion] = (),
) -> tuple[int, int]:
    """Take out of a bank what no longer holds, and write back what holds with its renewed receipt, in one step.

    A question that came into the bank meanwhile stays as it is.

    Args:
        bank_path: The bank.
        gone: By id of a question that no longer holds: the reason and the gates' new result.
        renewed: Questions as they are to stand in the bank from now on.

    Returns:
        How many were taken out and how many written anew.
    """
    with bank_lock(bank_path):
        bank = read_bank(bank_path)
        anew = {question.id: question for question in renewed}
        entries = [
            SetAside(question, gone[question.id][0], _now(), tuple(gone[question.id][1]), "check")
            for question in bank
            if question.id in gone
        ]
        changed = sum(question.id in anew and anew[question.id] != question for question in bank)
        if entries or changed:
            _move(bank_path, [anew.get(question.id, question) for question in bank], entries)
    return len(entries), changed


def _named(bank: Sequence[PracticeQuestion], question_id: str, path: Path) -> PracticeQuestion:
    for question in bank:
        if question.id == question_id:
            return question
    raise InputError(f"{path} has no question {question_id}.")


def _move(path: Path, bank: Sequence[PracticeQuestion], entries: Sequence[SetAside]) -> None:
    """Write the entries beside the bank, then the bank without them; a second try after a crash keeps one of each."""
    leaving = {entry.question.id for entry in entries}
    if entries:
        kept = [entry for entry in set_aside_questions(path) if entry.question.id not in leaving]
        lines = (json.dumps(entry.to_json(), ensure_ascii=False) + "\n" for entry in [*kept, *entries])
        replace_file(set_aside_file(path), "".join(lines).encode("utf-8", "backslashreplace"))
    staying = "".join(bank_line(question) for question in without(bank, leaving))
    replace_file(path, staying.encode("utf-8", "backslashreplace"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
