"""Many questions from a file, many answers into a file: one JSON object a line, the output whole or not at all."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyground.assistant.answer import Answer, Turn
from studyground.errors import InputError
from studyground.ui.streams import is_terminal, typed
from studyground.whole_file import replace_file

FORM = 'A line is {"id": ..., "question": "..."} and may have "history": [{"question": "...", "answer": "..."}].'


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch: its id as it was given, the question, and what went before."""

    id: str | int | float
    question: str
    history: tuple[Turn, ...]


def read_questions(path: Path) -> list[Asked]:
    """All the questions of a file, checked before the first is asked; blank lines are passed over.

    Raises:
        InputError: The file cannot be read, or a line is not a question; the line is named.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "Check the path and try again.") from error
    asked = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                asked.append(_asked(_object(line)))
            except ValueError as error:
                raise InputError(f"{path}, line {number}: {error}.", FORM) from error
    return asked


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at character {error.colno})") from error
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _asked(value: dict[str, Any]) -> Asked:
    """Take a line apart; keys that are not ours are passed over, so that a gold file can be asked as it is."""
    known = value.get("id")
    if isinstance(known, bool) or not isinstance(known, str | int | float):
        raise ValueError("'id' must be a text or a number")
    history = value.get("history")
    if history is not None and not isinstance(history, list):
        raise ValueError("'history' must be a list")
    return Asked(known, _text(value, "question", "'question'"), tuple(_turn(turn) for turn in history or ()))


def _turn(value: Any) -> Turn:
    if not isinstance(value, dict):
        raise ValueError("a turn of 'history' must be an object")
    answer = value.get("answer", "")
    if not isinstance(answer, str):
        raise ValueError("'answer' of 'history' must be a text")
    return Turn(_text(value, "question", "'question' of 'history'"), typed(answer))


def _text(value: dict[str, Any], key: str, called: str) -> str:
    text = value.get(key)
    if not isinstance(text, str):
        raise ValueError(f"{called} must be a text")
    text = typed(text).strip()
    if not text:
        raise ValueError(f"{called} is empty")
    return text


def answer_all(asked: Sequence[Asked], ask: Callable[[str, Sequence[Turn]], Answer]) -> list[dict[str, Any]]:
    """The answers in order, as JSON types, each with its question's id."""
    return [{**ask(item.question, item.history).to_json(), "id": item.id} for item in _watched(asked)]


def _watched(asked: Sequence[Asked]) -> Iterable[Asked]:
    """The same items, with a progress bar where a person watches."""
    if not is_terminal(sys.stderr):
        return asked
    from rich.console import Console
    from rich.progress import track

    return track(asked, "answering", console=Console(file=sys.stderr), transient=True)


def check_out(out: Path, questions: Path) -> None:
    """Find out before the work what would keep the answers from being written.

    Raises:
        InputError: The place is a folder, its folder is not there or cannot be written, or it is the file of questions.
    """
    folder = out.resolve().parent
    if out.is_dir():
        raise InputError(f"{out} is a folder.", "Name a file for --out.")
    if not folder.is_dir():
        raise InputError(f"The folder {folder} does not exist.", "Make it, or name another file for --out.")
    if out.exists() and out.samefile(questions):
        raise InputError(f"--out is the file of questions, {questions}.", "Name another file for --out.")
    if (not out.exists() or out.is_file()) and not os.access(folder, os.W_OK):
        raise InputError(f"The folder {folder} cannot be written.", "Name a file elsewhere for --out.")


def write_whole(out: Path, answers: Iterable[dict[str, Any]]) -> None:
    """Write the answers, one a line, in one step: beside the file first, then into its place.

    Raises:
        InputError: The file cannot be written; an older one is as it was.
    """
    text = "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers)
    data = text.encode("utf-8", "backslashreplace")  # a lone surrogate in an id is written as the escape it came as
    replace_file(out, data, "Name a file elsewhere for --out.")
