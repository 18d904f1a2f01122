"""A bank: accepted questions, one a line; written whole or not at all, by one process at a time."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from studyground.assistant.practice.practice_question import LABELS, PracticeQuestion, question_from_json
from studyground.errors import InputError, SettingsError
from studyground.settings import Settings
from studyground.whole_file import replace_file

SUFFIX = ".jsonl"
LOCK_WAIT_S = 30.0
FORM = "A bank holds one question a line, as `studyground questions generate --out` writes it."
_UNSAFE = re.compile(r"[^\w.-]+")


def default_bank(settings: Settings) -> Path:
    """The bank of the collection in use, below the data folder: it stays when the index is built anew.

    Raises:
        SettingsError: The data folder lies within the index folder, which a new index would replace.
    """
    folder = banks_folder(settings)
    index = settings.index_folder().resolve()
    if folder.is_relative_to(index):
        raise SettingsError(
            f"The data folder {settings.data_folder()} lies within the index folder.", "Set data or index elsewhere."
        )
    name = _UNSAFE.sub("-", index.name).strip("-.") or "collection"
    if index.parent != (settings.data_folder() / "collections").resolve():  # two indexes of one name have two banks
        name = f"{name}-{hashlib.sha256(str(index).encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
    return folder / f"{name}{SUFFIX}"


def banks_folder(settings: Settings) -> Path:
    """Where the banks of all collections lie."""
    return settings.data_folder().resolve() / "banks"


def read_bank(path: Path) -> list[PracticeQuestion]:
    """All questions of a bank in their order; a repeated line counts once, blank lines are passed over.

    Raises:
        InputError: The file cannot be read, or a line is not a question; file and line are named.
    """
    found: dict[str, tuple[int, PracticeQuestion]] = {}
    for number, question in _numbered(path):
        first, same = found.setdefault(question.id, (number, question))
        if same != question:
            raise InputError(f"{path}, line {number}: another question has its id, on line {first}.", FORM)
    return [question for _, question in found.values()]


def _numbered(path: Path) -> Iterator[tuple[int, PracticeQuestion]]:
    for number, value in read_lines(path, FORM):
        try:
            question = question_from_json(value)
            sound(question)
        except InputError as error:
            raise InputError(f"{path}, line {number}: {error.message}", FORM) from error
        yield number, question


def read_lines(path: Path, form: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file, one a line, with the numbers of their lines.

    Args:
        path: The file.
        form: The sentence that says what a line must be.

    Raises:
        InputError: The file cannot be read, or a line is not a JSON object; file and line are named.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "Check the path and try again.") from error
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise InputError(f"{path}, line {number}: not UTF-8.", form) from error
        except RecursionError as error:
            raise InputError(f"{path}, line {number}: nested too deeply.", form) from error
        except ValueError as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else error
            raise InputError(f"{path}, line {number}: not JSON ({what}).", form) from error
        if not isinstance(value, dict):
            raise InputError(f"{path}, line {number}: not a JSON object.", form)
        yield number, value


def sound(question: PracticeQuestion) -> None:
    """See that a question can be asked at all.

    Raises:
        InputError: It has fewer than two options or more than ten, none that is right or none that is wrong, two of one
            label, or a `select` that is not the number of keys.
    """
    labels = [option.label for option in question.options]
    if len(labels) < 2:
        raise InputError("The question has fewer than two options.")
    if len(labels) > len(LABELS):
        raise InputError(f"The question has more than {len(LABELS)} options.")
    if len(set(labels)) < len(labels):
        raise InputError("Two options have the same label.")
    if not question.keys or not question.distractors:
        raise InputError(f"The question has no {'wrong' if question.keys else 'right'} option.")
    if question.select != len(question.keys):
        raise InputError(f"The question asks for {question.select} options and has {len(question.keys)} keys.")


def write_bank(path: Path, questions: Iterable[PracticeQuestion]) -> None:
    """Write a bank in one step, in place of the one that is there.

    Raises:
        InputError: A question did not pass every gate, two have one id, or the file cannot be written; the older bank is
            as it was.
    """
    with bank_lock(path):
        write_unlocked(path, questions)


def write_unlocked(path: Path, questions: Iterable[PracticeQuestion]) -> None:
    """What `write_bank` does, for who holds the lock already."""
    lines = []
    seen: set[str] = set()
    for question in questions:
        _accepted(question)
        if question.id in seen:
            raise InputError(f"Question {question.id} is given twice: nothing was written to {path}.")
        seen.add(question.id)
        lines.append(bank_line(question))
    replace_file(path, "".join(lines).encode("utf-8", "backslashreplace"))


def add_to_bank(path: Path, questions: Iterable[PracticeQuestion]) -> int:
    """Add questions to a bank, which is made if it is not there.

    Left out are questions the bank has already and questions a learner reported as wrong. Two processes that add at
    once wait for one another.

    Returns:
        How many were added.

    Raises:
        InputError: A question did not pass every gate, or the bank cannot be read or written.
    """
    from studyground.assistant.practice.set_aside import reported_ids

    given = list(questions)
    for question in given:
        _accepted(question)
    with bank_lock(path):
        there = read_bank(path) if path.exists() else []
        known = {question.id for question in there} | reported_ids(path)
        new: dict[str, PracticeQuestion] = {}
        for question in given:
            if question.id not in known:
                new.setdefault(question.id, question)
        if new:
            lines = "".join(bank_line(question) for question in [*there, *new.values()])
            replace_file(path, lines.encode("utf-8", "backslashreplace"))
    return len(new)


def _accepted(question: PracticeQuestion) -> None:
    sound(question)
    if not question.passed:
        failed = ", ".join(check.name for check in question.checks if not check.passed) or "none was run"
        raise InputError(f"Question {question.id} did not pass every gate ({failed}); a bank takes only those that do.")


def bank_line(question: PracticeQuestion) -> str:
    """A question as its line in a bank, line end and all."""
    return json.dumps(question.to_json(), ensure_ascii=False) + "\n"


def without(questions: Sequence[PracticeQuestion], ids: Iterable[str]) -> list[PracticeQuestion]:
    """The questions but those with some ids."""
    gone = set(ids)
    return [question for question in questions if question.id not in gone]


@contextmanager
def bank_lock(path: Path) -> Iterator[None]:
    """Be the only one who changes a bank and the file of questions set aside from it.

    Raises:
        InputError: Its folder cannot be made or written, or another process keeps the bank for too long.
    """
    from filelock import FileLock, Timeout

    place = path.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place.with_name(f".{place.name}.lock"))
        lock.acquire(timeout=LOCK_WAIT_S)
    except Timeout as error:
        raise InputError(f"Another process is changing {path}.", "Wait for it, then try again.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", "Name a file elsewhere.") from error
    try:
        yield
    finally:
        lock.release()
