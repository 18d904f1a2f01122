"""One exam or practice round: every answer on disk at once, a clock that no crash stops, handed in when time is up."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection, Row
from typing import TypeVar

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.blueprint_record import blueprint_from_text
from studyground.assistant.study.records import Records, known_labels, moment, present, stamp
from studyground.assistant.study.report import EndedBy, Mode, Report, Result, report_of, result
from studyground.assistant.study.review import add_card
from studyground.corpus.blueprint import Blueprint
from studyground.errors import InputError, StudygroundError

T = TypeVar("T")
Clock = Callable[[], datetime]


class SittingOverError(StudygroundError):
    """The sitting is handed in: nothing can be changed any more, and there is a report."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One question as a navigator shows it; `number` counts from 1."""

    number: int
    chosen: tuple[str, ...]
    flagged: bool
    seen: bool
    current: bool


@dataclass(frozen=True, slots=True)
class State:
    """A sitting at one moment.

    Args:
        position: The question on screen, from 0.
        spots: One a question.
        remaining: Time left; None without a limit.
        paused: Whether the clock stands.
        submitted: When it was handed in, or None.
    """

    position: int
    spots: tuple[Spot, ...]
    remaining: timedelta | None
    paused: bool
    submitted: datetime | None

    @property
    def unanswered(self) -> int:
        """Questions without an answer."""
        return sum(not spot.chosen for spot in self.spots)


class Sitting:
    """A sitting in the records; any process may open it, and all see the same. `sittings.py` begins and finds them.

    In exam mode answers may be changed until it is handed in, and the clock cannot be paused. In practice mode the key is
    shown after each answer, which then stands, and the clock may be paused.
    """

    def __init__(self, records: Records, number: int, now: Clock = present) -> None:
        self._records = records
        self._now = now
        self.id = number
        with records.file.reading() as connection:
            row = self._row(connection)
            rows = self._spots(connection)
        self.blueprint: Blueprint = blueprint_from_text(row["blueprint"])
        self.mode: Mode = row["mode"]
        self.minutes: float | None = row["minutes"]
        self.wanted: int = row["wanted"]
        self.seed: int = row["seed"]
        self.started: datetime = moment(row["started_at"])
        self.questions: tuple[PracticeQuestion, ...] = tuple(records.question(spot["snapshot"]) for spot in rows)

    def state(self) -> State:
        """Everything that moves; hands in first if time is up."""
        self.tick()
        with self._records.file.reading() as connection:
            row, rows = self._row(connection), self._spots(connection)
            paused = self._pause(connection) is not None
        spots = tuple(
            Spot(
                number=spot["at"] + 1,
                chosen=tuple(json.loads(spot["chosen"])),
                flagged=bool(spot["flagged"]),
                seen=bool(spot["seen"]),
                current=spot["at"] == row["position"],
            )
            for spot in rows
        )
        submitted = moment(row["submitted_at"]) if row["submitted_at"] else None
        return State(row["position"], spots, self.remaining(), paused, submitted)

    def remaining(self) -> timedelta | None:
        """Time left by the wall clock, never negative; None without a limit."""
        with self._records.file.reading() as connection:
            deadline = self._deadline(connection, self._row(connection))
        return None if deadline is None else max(timedelta(0), deadline - self._now())

    def tick(self) -> bool:
        """Hand in if time is up.

        Returns:
            Whether the sitting is over.
        """
        with self._records.file.reading() as connection:
            row = self._row(connection)
            deadline = self._deadline(connection, row)
        if row["submitted_at"] is None and (deadline is None or self._now() < deadline):
            return False
        with self._records.transaction() as connection:
            return self._over(connection)

    def question(self) -> PracticeQuestion:
        """The question on screen."""
        with self._records.file.reading() as connection:
            return self.questions[int(self._row(connection)["position"])]

    def answer(self, labels: Sequence[str], at: int | None = None) -> tuple[str, ...]:
        """Keep an answer; it is on disk when this returns.

        Args:
            labels: Chosen; fewer than asked for is kept too, and counts as wrong until it is complete.
            at: Which question, from 0; the one on screen when None.

        Returns:
            The labels kept, in the question's order.

        Raises:
            InputError: Not an option, too many, or, in practice mode, answered before.
            SittingOverError: It was handed in, or time is up.
        """

        def keep(connection: Connection, row: Row) -> tuple[str, ...]:
            spot = self._spot(connection, row, at)
            question = self.questions[spot["at"]]
            chosen = known_labels(question, labels)
            if self.mode == "practice":
                self._check_practice(spot, question, chosen)
            self._count_time(connection, row)
            connection.execute(
                "UPDATE exam_questions SET chosen = ?, seen = 1, answered_at = ? WHERE exam = ? AND at = ?",
                (json.dumps(chosen), stamp(self._now()) if chosen else None, self.id, spot["at"]),
            )
            if self.mode == "practice":
                seconds = self._spot(connection, row, spot["at"])["seconds"]
                if not self._records.add_attempt(question, chosen, seconds, self._now(), "practice", self.id):
                    add_card(self._records, question, "miss", self._now())
            return chosen

        return self._change(keep)

    def clear(self, at: int | None = None) -> None:
        """Take an answer back, in exam mode."""
        self.answer((), at)

    def flag(self, on: bool | None = None, at: int | None = None) -> bool:
        """Flag a question, or take the flag off.

        Args:
            on: What it is to be; the other way than it is when None.
            at: Which question, from 0; the one on screen when None.

        Returns:
            Whether it is flagged now.
        """

        def turn(connection: Connection, row: Row) -> bool:
            spot = self._spot(connection, row, at)
            flagged = not spot["flagged"] if on is None else on
            connection.execute(
                "UPDATE exam_questions SET flagged = ? WHERE exam = ? AND at = ?", (flagged, self.id, spot["at"])
            )
            if (
                flagged and self.mode == "practice"
            ):  # an exam's flags say "look again"; those left at its end become cards
                add_card(self._records, self.questions[spot["at"]], "flag", self._now())
            return flagged

        return self._change(turn)

    def goto(self, at: int) -> int:
        """Put a question on screen.

        Args:
            at: From 0; a number past either end gives the nearest.

        Returns:
            The number of the question now on screen, from 0.
        """
        return self._change(lambda connection, row: self._move(connection, row, at))

    def next(self) -> int:
        """The question after this one; the last stays."""
        return self._change(lambda connection, row: self._move(connection, row, row["position"] + 1))

    def previous(self) -> int:
        """The question before this one; the first stays."""
        return self._change(lambda connection, row: self._move(connection, row, row["position"] - 1))

    def show(self) -> PracticeQuestion:
        """The question on screen, counted as seen from now: call it where a sitting is begun or taken up again."""

        def begin(connection: Connection, row: Row) -> int:
            # The time away is not time on the question.
            connection.execute("UPDATE exams SET shown_at = ? WHERE id = ?", (stamp(self._now()), self.id))
            return self._move(connection, self._row(connection), row["position"])

        return self.questions[self._change(begin)]

    def pause(self) -> None:
        """Stop the clock.

        Raises:
            InputError: In exam mode.
        """
        if self.mode == "exam":
            raise InputError("An exam cannot be paused.", "Its clock runs on while you are away; --practice can pause.")

        def stop(connection: Connection, row: Row) -> None:
            if self._pause(connection) is None:
                self._count_time(connection, row)
                connection.execute(
                    "INSERT INTO pauses (exam, learner, started_at) VALUES (?, ?, ?)",
                    (self.id, self._records.learner, stamp(self._now())),
                )

        self._change(stop)

    def unpause(self) -> None:
        """Let the clock run on from where it stood."""

        def go(connection: Connection, row: Row) -> None:
            now = stamp(self._now())
            connection.execute("UPDATE pauses SET ended_at = ? WHERE exam = ? AND ended_at IS NULL", (now, self.id))
            connection.execute("UPDATE exams SET shown_at = ? WHERE id = ?", (now, self.id))

        self._change(go)

    def submit(self) -> Report:
        """Hand in; unanswered questions count as wrong. Handing in again gives the same report."""
        with self._records.transaction() as connection:
            if not self._over(connection):
                self._count_time(connection, self._row(connection))
                self._finish(connection, self._now(), "learner")
        return self.report()

    def report(self) -> Report:
        """How it went.

        Raises:
            InputError: It is not handed in yet.
        """
        self.tick()
        with self._records.file.reading() as connection:
            row = self._row(connection)
            results = self._results(connection)
        if row["submitted_at"] is None:
            raise InputError("This sitting is not handed in yet.")
        submitted = moment(row["submitted_at"])
        return report_of(self.id, self.blueprint, self.mode, self.started, submitted, row["ended_by"], results)

    def _change(self, what: Callable[[Connection, Row], T]) -> T:
        """Do something to a sitting that is still open, in one transaction."""
        with self._records.transaction() as connection:
            over = self._over(connection)
            done = None if over else what(connection, self._row(connection))
        if over:
            raise SittingOverError("Time is up, or this sitting was handed in: nothing can be changed any more.")
        return done  # type: ignore[return-value]  # None only where `over` raised

    def _over(self, connection: Connection) -> bool:
        """Whether it is handed in; time that ran out, while anyone looked or not, hands it in as of the deadline."""
        row = self._row(connection)
        if row["submitted_at"] is not None:
            return True
        deadline = self._deadline(connection, row)
        if deadline is None or self._now() < deadline:
            return False
        self._finish(connection, deadline, "deadline")
        return True

    def _finish(self, connection: Connection, when: datetime, ended_by: EndedBy) -> None:
        connection.execute(
            "UPDATE exams SET submitted_at = ?, ended_by = ? WHERE id = ?", (stamp(when), ended_by, self.id)
        )
        for one in self._results(connection):
            if self.mode == "exam" and one.seen:  # a question never on screen says nothing of the learner
                self._records.add_attempt(one.question, one.chosen, one.seconds, when, "exam", self.id)
                if not one.right:
                    add_card(self._records, one.question, "miss", when)
            if one.flagged:
                add_card(self._records, one.question, "flag", when)

    def _results(self, connection: Connection) -> list[Result]:
        return [
            result(
                spot["at"] + 1,
                question,
                tuple(json.loads(spot["chosen"])),
                self.blueprint,
                scored=bool(spot["scored"]),
                flagged=bool(spot["flagged"]),
                seen=bool(spot["seen"]),
                seconds=spot["seconds"],
            )
            for spot, question in zip(self._spots(connection), self.questions, strict=True)
        ]

    def _move(self, connection: Connection, row: Row, to: int) -> int:
        self._count_time(connection, row)
        at = min(max(to, 0), len(self.questions) - 1)
        connection.execute("UPDATE exams SET position = ? WHERE id = ?", (at, self.id))
        connection.execute("UPDATE exam_questions SET seen = 1 WHERE exam = ? AND at = ?", (self.id, at))
        return at

    def _count_time(self, connection: Connection, row: Row) -> None:
        """Add the time since the question came on screen to it."""
        if self._pause(connection) is not None:
            return
        now = self._now()
        seconds = max(0.0, (now - moment(row["shown_at"])).total_seconds())
        connection.execute(
            "UPDATE exam_questions SET seconds = seconds + ? WHERE exam = ? AND at = ?",
            (seconds, self.id, row["position"]),
        )
        connection.execute("UPDATE exams SET shown_at = ? WHERE id = ?", (stamp(now), self.id))

    def _check_practice(self, spot: Row, question: PracticeQuestion, chosen: tuple[str, ...]) -> None:
        if json.loads(spot["chosen"]):
            raise InputError("This question is answered, and its key was shown.")
        if len(chosen) < question.select:
            many = "an option" if question.select == 1 else f"{question.select} options"
            raise InputError(f"Choose {many}.")

    def _deadline(self, connection: Connection, row: Row) -> datetime | None:
        """When time is up: later by every pause, one that still lasts included."""
        if row["deadline"] is None:
            return None
        pauses = connection.execute("SELECT * FROM pauses WHERE exam = ?", (self.id,)).fetchall()
        paused = sum(
            (
                (moment(one["ended_at"]) if one["ended_at"] else self._now()) - moment(one["started_at"])
                for one in pauses
            ),
            timedelta(0),
        )
        return moment(row["deadline"]) + paused

    def _pause(self, connection: Connection) -> Row | None:
        row: Row | None = connection.execute(
            "SELECT * FROM pauses WHERE exam = ? AND ended_at IS NULL", (self.id,)
        ).fetchone()
        return row

    def _row(self, connection: Connection) -> Row:
        row: Row | None = connection.execute(
            "SELECT * FROM exams WHERE id = ? AND learner = ?", (self.id, self._records.learner)
        ).fetchone()
        if row is None:
            raise InputError(f"There is no sitting {self.id}.")
        return row

    def _spots(self, connection: Connection) -> list[Row]:
        return connection.execute("SELECT * FROM exam_questions WHERE exam = ? ORDER BY at", (self.id,)).fetchall()

    def _spot(self, connection: Connection, row: Row, at: int | None) -> Row:
        spot: Row | None = connection.execute(
            "SELECT * FROM exam_questions WHERE exam = ? AND at = ?", (self.id, row["position"] if at is None else at)
        ).fetchone()
        if spot is None:
            raise InputError(f"There is no question {(at or 0) + 1}: there are {len(self.questions)}.")
        return spot
