"""What a learner did: every answer, with the question as it was shown; one file for all, each learner sees their own."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Literal

from studyground.assistant.practice.practice_question import PracticeQuestion, question_from_json
from studyground.assistant.study.records_file import RecordsFile
from studyground.errors import InputError
from studyground.settings import Settings

FILE_NAME = "progress.sqlite"
LOCAL = "local"  # the learner of the command line
Where = Literal["exam", "practice", "review"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer that was given.

    Args:
        question_id: Of the question.
        chosen: Labels; empty where the question was seen and left open.
        correct: All keys and nothing else.
        seconds: Time on the question.
        answered_at: UTC.
        day: The learner's own calendar day.
        place: Where it was answered.
        domain: Of the question.
        objective: Id of the objective, or "".
        exam: The sitting it belongs to, if any.
    """

    question_id: str
    chosen: tuple[str, ...]
    correct: bool
    seconds: float
    answered_at: datetime
    day: date
    place: Where
    domain: str
    objective: str
    exam: int | None


class Records:
    """One learner's records. Safe to share between threads.

    Args:
        file: Shared by all learners of a process.
        learner: Whose.
        zone: The learner's time zone; the machine's when None.
    """

    def __init__(self, file: RecordsFile, learner: str = LOCAL, zone: tzinfo | None = None) -> None:
        if not learner.strip():
            raise InputError("A learner needs a name.")
        self.file = file
        self.learner = learner
        self.zone = zone

    @classmethod
    def open(cls, settings: Settings, learner: str = LOCAL, zone: tzinfo | None = None) -> "Records":
        """The records in the data folder of these settings, made when there are none; see `notices` afterwards.

        Raises:
            StudygroundError: They cannot be opened, or a newer version of the program wrote them.
        """
        from studyground.assistant.study.restore import finish_restore

        finish_restore(settings.data_folder())
        return cls(RecordsFile(settings.data_folder() / FILE_NAME), learner, zone)

    def of(self, learner: str) -> "Records":
        """Another learner's records in the same file."""
        return Records(self.file, learner, self.zone)

    @property
    def path(self) -> Path:
        """The file."""
        return self.file.path

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences the learner must see: that a damaged file was set aside."""
        return tuple(self.file.notices)

    def close(self) -> None:
        """Let the file go."""
        self.file.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Everything in the block is written, or nothing."""
        with self.file.transaction() as connection:
            yield connection

    def local_day(self, moment: datetime) -> date:
        """The learner's calendar day at a moment."""
        return moment.astimezone(self.zone).date()

    def keep_question(self, question: PracticeQuestion) -> str:
        """Keep a question as it is now, so that history survives a bank that changes.

        Returns:
            The key of the snapshot.
        """
        text = json.dumps(question.to_json(), ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(text.encode()).hexdigest()[:24]
        with self.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO snapshots (learner, key, question_id, question) VALUES (?, ?, ?, ?)",
                (self.learner, key, question.id, text),
            )
        return key

    def question(self, snapshot: str) -> PracticeQuestion:
        """A question as it was kept.

        Raises:
            InputError: This learner has no such snapshot.
        """
        with self.file.reading() as connection:
            row = connection.execute(
                "SELECT question FROM snapshots WHERE learner = ? AND key = ?", (self.learner, snapshot)
            ).fetchone()
        if row is None:
            raise InputError(f"There is no kept question {snapshot}.")
        return question_from_json(json.loads(row["question"]))

    def add_attempt(
        self,
        question: PracticeQuestion,
        chosen: Iterable[str],
        seconds: float,
        now: datetime,
        place: Where,
        exam: int | None = None,
    ) -> bool:
        """Write down one answer at once.

        Returns:
            Whether it was right: all keys and nothing else.
        """
        labels = tuple(sorted(set(chosen)))
        correct = is_right(question, labels)
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO attempts (learner, question_id, snapshot, chosen, correct, seconds, answered_at, day, place,"
                " domain, objective, exam) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    self.learner, question.id, self.keep_question(question), json.dumps(labels), correct,
                    max(0.0, seconds), stamp(now), self.local_day(now).isoformat(), place,
                    question.domain, question.objective, exam,
                ),
            )  # fmt: skip
        return correct

    def attempts(self) -> tuple[Attempt, ...]:
        """Every answer, oldest first."""
        with self.file.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM attempts WHERE learner = ? ORDER BY answered_at, id", (self.learner,)
            ).fetchall()
        return tuple(_attempt(row) for row in rows)

    def missed(self) -> tuple[PracticeQuestion, ...]:
        """Questions whose last answer was wrong, as they were shown then; the latest first."""
        with self.file.reading() as connection:
            rows = connection.execute(
                "SELECT snapshot, correct, max(answered_at) AS last FROM attempts WHERE learner = ? GROUP BY question_id"
                " ORDER BY last DESC",
                (self.learner,),
            ).fetchall()
        return tuple(self.question(row["snapshot"]) for row in rows if not row["correct"])

    def times_seen(self) -> dict[str, int]:
        """How often each question was answered, by id."""
        with self.file.reading() as connection:
            rows = connection.execute(
                "SELECT question_id, count(*) AS times FROM attempts WHERE learner = ? GROUP BY question_id",
                (self.learner,),
            ).fetchall()
        return {row["question_id"]: row["times"] for row in rows}

    def forget(self) -> int:
        """Remove everything of this learner and no other.

        Returns:
            How many answers there were.
        """
        with self.transaction() as connection:
            count = connection.execute("SELECT count(*) FROM attempts WHERE learner = ?", (self.learner,)).fetchone()[0]
            for table in ("attempts", "reviews", "cards", "pauses", "exam_questions", "exams", "snapshots"):
                connection.execute(f"DELETE FROM {table} WHERE learner = ?", (self.learner,))
        return int(count)


def is_right(question: PracticeQuestion, labels: Iterable[str]) -> bool:
    """Whether labels are all the keys of a question and nothing else."""
    return set(labels) == {option.label for option in question.keys}


def known_labels(question: PracticeQuestion, labels: Iterable[str]) -> tuple[str, ...]:
    """Labels as chosen, in the question's order.

    Raises:
        InputError: One is not an option, or there are more than may be chosen.
    """
    chosen = {label.strip().upper() for label in labels}
    there = [option.label for option in question.options]
    strange = sorted(chosen - set(there))
    if strange:
        raise InputError(f"There is no option {', '.join(strange)}: choose from {', '.join(there)}.")
    if len(chosen) > question.select:
        many = "one option" if question.select == 1 else f"{question.select} options"
        raise InputError(f"Choose {many}, not {len(chosen)}.")
    return tuple(label for label in there if label in chosen)


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, always of one length, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(text).astimezone(UTC)


def present() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def _attempt(row: Row) -> Attempt:
    return Attempt(
        question_id=row["question_id"],
        chosen=tuple(json.loads(row["chosen"])),
        correct=bool(row["correct"]),
        seconds=row["seconds"],
        answered_at=moment(row["answered_at"]),
        day=date.fromisoformat(row["day"]),
        place=row["place"],
        domain=row["domain"],
        objective=row["objective"],
        exam=row["exam"],
    )
