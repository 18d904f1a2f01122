"""Begins sittings and finds those there are."""

from datetime import timedelta

from studyground.assistant.study.blueprint_record import blueprint_text
from studyground.assistant.study.draw import Drawn
from studyground.assistant.study.records import Records, present, stamp
from studyground.assistant.study.report import Mode
from studyground.assistant.study.sitting import Clock, Sitting
from studyground.corpus.blueprint import Blueprint
from studyground.errors import InputError


def begin(
    records: Records,
    drawn: Drawn,
    blueprint: Blueprint,
    minutes: float | None = None,
    mode: Mode = "exam",
    now: Clock = present,
) -> Sitting:
    """Begin a sitting; it is in the records when this returns.

    Args:
        records: The learner's.
        drawn: At least one question.
        blueprint: Kept with the sitting.
        minutes: Time allowed; None in exam mode means the blueprint's, less in proportion where fewer questions are asked,
            and in practice mode no limit.
        mode: Exam or practice.
        now: The clock.

    Raises:
        InputError: No question, or no time.
    """
    if not drawn.questions:
        raise InputError("There is no question to ask.", "Make some with studyground questions generate.")
    if minutes is not None and minutes <= 0:
        raise InputError("The time must be more than 0 minutes.")
    if minutes is None and mode == "exam":
        minutes = allowed_minutes(blueprint, len(drawn.questions))
    started = now()
    deadline = None if minutes is None else stamp(started + timedelta(minutes=minutes))
    with records.transaction() as connection:
        number = connection.execute(
            "INSERT INTO exams (learner, blueprint, mode, seed, wanted, minutes, started_at, deadline, shown_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                records.learner, blueprint_text(blueprint), mode, drawn.seed, drawn.wanted, minutes, stamp(started),
                deadline, stamp(started),
            ),
        ).lastrowid  # fmt: skip
        connection.executemany(
            "INSERT INTO exam_questions (exam, at, learner, question_id, snapshot, scored) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, at, records.learner, question.id, records.keep_question(question), scored)
                for at, (question, scored) in enumerate(zip(drawn.questions, drawn.scored, strict=True))
            ],
        )
    return Sitting(records, int(number or 0), now)


def allowed_minutes(blueprint: Blueprint, questions: int) -> float:
    """The blueprint's time, less in proportion where fewer questions than its own are asked; whole minutes, rounded up."""
    return float(max(1, -(-blueprint.minutes * min(questions, blueprint.questions) // blueprint.questions)))


def unfinished(records: Records, mode: Mode | None = None, now: Clock = present) -> Sitting | None:
    """The latest sitting that is not handed in; any whose time ran out meanwhile is handed in first."""
    with records.file.reading() as connection:
        rows = connection.execute(
            "SELECT id, mode FROM exams WHERE learner = ? AND submitted_at IS NULL ORDER BY id DESC", (records.learner,)
        ).fetchall()
    open_ones = [one for one in (Sitting(records, row["id"], now) for row in rows) if not one.tick()]
    return next((one for one in open_ones if mode is None or one.mode == mode), None)


def sittings(records: Records, now: Clock = present) -> tuple[Sitting, ...]:
    """Every sitting of a learner, the latest first."""
    with records.file.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM exams WHERE learner = ? ORDER BY id DESC", (records.learner,)
        ).fetchall()
    return tuple(Sitting(records, row["id"], now) for row in rows)
