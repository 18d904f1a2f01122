"""Keeps "this answer is wrong" from use: the question with what was shown, in gold form, for review by a person."""

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studyground.assistant.answer import Answer, Turn
from studyground.errors import StudygroundError
from studyground.settings import Settings


def reports_path(settings: Settings) -> Path:
    """Where answers that a learner said are wrong are kept: one file for all collections, each item names its index."""
    return settings.data_folder() / "reports" / "wrong_answers.jsonl"


def report_wrong(
    path: Path,
    shown: Answer,
    *,
    comment: str = "",
    expected: str = "",
    history: Sequence[Turn] = (),
    index: str = "",
    now: datetime | None = None,
) -> str:
    """Append one reported answer to a local JSON Lines file in gold form.

    What the learner expected becomes the reference; without it the item is kept as one whose answer a reviewer must
    still write. `review` is true until a person has looked.

    Args:
        path: The file; made when it is not there.
        shown: The answer that is said to be wrong.
        comment: What the learner says is wrong.
        expected: What the learner says is right, or "".
        history: Earlier turns of the conversation.
        index: Id of the index that was asked.
        now: When; the present when None.

    Returns:
        The id of the item; the same report of the same answer keeps its id and stands in the file once.

    Raises:
        StudygroundError: When the file cannot be written.
    """
    told = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    shown_json = shown.to_json()
    key = json.dumps(
        [shown.question, shown_json["answer"], shown_json["status"], index, expected, comment], ensure_ascii=False
    )
    name = "use-" + hashlib.sha256(key.encode("utf-8")).hexdigest()[:12]
    record: dict[str, Any] = {
        "id": name,
        "question": shown.question,
        "type": "from_use",
        "answerable": bool(expected) or shown.status == "answered",
        "answer": expected,
        "must_include": [],
        "must_not_include": [],
        "evidence": [],
        "evidence_mode": "any",
        "review": True,
        "comment": comment,
        "reported": told,
        "index": index,
        "shown": shown_json,
    }
    if history:
        record["history"] = [{"question": turn.question, "answer": turn.answer} for turn in history]
    append_line(path, json.dumps(record, ensure_ascii=False), unless=f'"id": "{name}"')
    return name


def append_line(path: Path, line: str, unless: str = "") -> None:
    """Append one line to a file that others may append to as well, and leave it whole.

    A file whose last line lacks its end, as a crash leaves it, gets one first, so that the new line stands alone.

    Args:
        path: The file; made when it is not there.
        line: What is appended.
        unless: Nothing is appended when these characters stand in the file already; "" for in any case.

    Raises:
        StudygroundError: When the file cannot be written.
    """
    from filelock import FileLock

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"), path.open("ab+") as file:
            if unless:
                file.seek(0)
                if unless.encode("utf-8") in file.read():
                    return
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(line.replace("\n", " ").encode("utf-8") + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StudygroundError(f"The report could not be written to {path}: {error.strerror}.") from error
