"""Sittings over real records: answers, clock, pauses, hand-in, report; records that others write, kill or damage."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.practice_question import Option, PracticeQuestion
from studyground.assistant.study.draw import Drawn
from studyground.assistant.study.records import Records
from studyground.assistant.study.records_file import RecordsFile
from studyground.assistant.study.review import Deck
from studyground.assistant.study.schema import APPLICATION_ID, STEPS
from studyground.assistant.study.scoring import credit, scaled, wilson
from studyground.assistant.study.sitting import Sitting, SittingOverError
from studyground.assistant.study.sittings import allowed_minutes, begin, unfinished
from studyground.errors import InputError, StudygroundError
from studyground.settings import Settings
from tests.study_questions import MLS, question

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **much: float) -> None:
        self.time += timedelta(**much)


def drawn(*questions: PracticeQuestion, scored: int | None = None) -> Drawn:
    flags = tuple(at < (len(questions) if scored is None else scored) for at in range(len(questions)))
    return Drawn(questions, flags, len(questions), (), 0, 7)


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


@pytest.fixture
def records(settings):
    opened = Records.open(settings, zone=UTC)
    yield opened
    opened.close()


@pytest.fixture
def clock():
    return Clock()


def test_answers_are_kept_and_taken_up_by_another_process(settings, records, clock):
    sitting = begin(records, drawn(question(1), question(2, keys=2), question(3)), MLS, 10, now=clock)
    assert sitting.show().id == question(1).id
    assert sitting.answer(["c"]) == ("C",)
    sitting.next()
    sitting.answer(["B", "A"])
    sitting.flag()
    clock.forward(minutes=4)
    other = unfinished(Records.open(settings), now=clock)
    state = other.state()
    assert other.id == sitting.id
    assert state.position == 1
    assert [spot.chosen for spot in state.spots] == [("C",), ("A", "B"), ()]
    assert [spot.flagged for spot in state.spots] == [False, True, False]
    assert state.remaining == timedelta(minutes=6)
    assert state.unanswered == 1
    other.goto(0)
    other.answer(["A"])
    other.clear(1)
    assert [spot.chosen for spot in sitting.state().spots] == [("A",), (), ()]


def test_what_is_refused(records, clock):
    sitting = begin(records, drawn(question(1), question(2, keys=2)), MLS, now=clock)
    with pytest.raises(InputError, match="no option Z"):
        sitting.answer(["Z"])
    with pytest.raises(InputError, match="one option"):
        sitting.answer(["A", "B"])
    with pytest.raises(InputError, match="cannot be paused"):
        sitting.pause()
    with pytest.raises(InputError, match="no question"):
        sitting.answer(["A"], at=9)
    with pytest.raises(InputError, match="not handed in"):
        sitting.report()
    with pytest.raises(InputError, match="no question to ask"):
        begin(records, drawn(), MLS)
    assert sitting.goto(99) == 1
    assert sitting.goto(-5) == 0


def test_time_runs_out_while_nobody_looks(records, clock):
    sitting = begin(records, drawn(question(1), question(2)), MLS, 10, now=clock)
    sitting.show()
    sitting.answer(["A"])
    clock.forward(minutes=10)
    with pytest.raises(SittingOverError):
        sitting.answer(["B"])
    clock.forward(days=3)
    assert unfinished(records, now=clock) is None
    report = sitting.report()
    assert report.ended_by == "deadline"
    assert report.submitted == START + timedelta(minutes=10)
    assert report.results[0].chosen == ("A",)  # the late answer did not count
    assert [attempt.answered_at for attempt in records.attempts()] == [report.submitted]  # only the one that was seen


def test_a_practice_round_pauses_and_shows_its_key_once(records, clock):
    sitting = begin(records, drawn(question(1), question(2)), MLS, 10, "practice", now=clock)
    sitting.show()
    clock.forward(minutes=4)
    sitting.pause()
    clock.forward(days=2)
    assert sitting.state().paused
    assert sitting.remaining() == timedelta(minutes=6)
    sitting.unpause()
    clock.forward(minutes=1)
    assert sitting.remaining() == timedelta(minutes=5)
    sitting.answer(["B"])
    with pytest.raises(InputError, match="answered"):
        sitting.answer(["A"])
    attempts = records.attempts()
    assert [(one.chosen, one.correct, one.place, one.seconds) for one in attempts] == [
        (("B",), False, "practice", 300.0)
    ]
    assert [card.card for card in Deck(records, now=clock).due()] == [question(1).id]
    assert begin(records, drawn(question(1)), MLS, mode="practice", now=clock).remaining() is None


def test_the_report_counts_what_is_scored_and_everything_by_domain(records, clock):
    asked = [question(n, keys=2 if n == 3 else 1, domain=n % 2) for n in range(1, 7)]
    sitting = begin(records, drawn(*asked, scored=4), MLS, 10, now=clock)
    for at, labels in enumerate([["A"], ["B"], ["A"], ["A"], ["A"]]):
        sitting.goto(at)
        clock.forward(seconds=30)
        sitting.answer(labels)
    sitting.flag(at=4)
    report = sitting.submit()
    assert sitting.submit() == report  # handing in twice changes nothing
    assert (report.right, report.scored, report.asked, report.unanswered) == (
        2.0,
        4,
        6,
        1,
    )  # half a multiple response: 0
    assert [(one.name, one.right, one.asked) for one in report.domains] == [
        (MLS.domains[0].name, 1, 3),
        (MLS.domains[1].name, 2, 3),
    ]
    assert [one.number for one in report.missed] == [2, 3, 6]
    assert report.results[0].seconds == 30
    assert report.estimate.value == 550  # 100 + 900 * 2/4
    assert report.estimate.verdict == "unclear"
    assert not report.estimate.reached
    assert json.loads(json.dumps(report.to_json()))["results"][1]["question"]["id"] == asked[1].id
    cards = {card.card: card.reason for card in Deck(records, now=clock).due()}
    # The sixth was never on screen: it counts as wrong and says nothing of the learner.
    assert cards == {asked[1].id: "miss", asked[2].id: "miss", asked[4].id: "flag"}
    assert len(records.attempts()) == 5


def test_an_exam_stays_as_it_was_when_bank_and_blueprint_change(settings, records, clock):
    first = question(1)
    sitting = begin(records, drawn(first), MLS, now=clock)
    turned = tuple(
        Option("ABCD"[at], option.text, option.correct, option.rationale)
        for at, option in enumerate(first.options[::-1])
    )
    from dataclasses import replace

    records.keep_question(replace(first, options=turned))  # the same id, other labels
    again = Sitting(Records.open(settings), sitting.id, clock)
    assert again.questions == (first,)
    assert again.blueprint == MLS
    again.answer(["A"])
    assert again.submit().right == 1


def test_learners_do_not_see_each_other(records, clock):
    other = records.of("someone else")
    sitting = begin(records, drawn(question(1)), MLS, now=clock)
    sitting.show()
    sitting.answer(["B"])
    sitting.submit()
    assert other.attempts() == ()
    assert Deck(other, now=clock).due() == ()
    assert unfinished(other) is None
    with pytest.raises(InputError):
        Sitting(other, sitting.id, clock)
    begin(other, drawn(question(2)), MLS, now=clock)
    assert records.forget() == 1
    assert records.attempts() == ()
    assert unfinished(other, now=clock) is not None


def test_credit_by_hand():
    three = question(1, keys=3)
    assert credit(three, "ABC", True) == 1
    assert credit(three, "AB", True) == 0
    assert credit(three, "AB", False) == pytest.approx(2 / 3)
    assert credit(three, "ABD", False) == pytest.approx(1 / 3)
    assert credit(three, "ADE", False) == 0
    assert credit(three, "", False) == 0


def test_intervals_by_hand():
    # (0.82 + 0.03841 ± 1.96 * sqrt(0.002952 + 0.000384)) / 1.07683, from z² = 3.8415 and n = 50
    low, high = wilson(41, 50)
    assert (round(low, 4), round(high, 4)) == (0.6920, 0.9023)
    assert wilson(0, 0) == (0, 1)
    assert scaled(50, 50, MLS).value == 1000
    assert scaled(0, 50, MLS).value == 100
    assert scaled(0, 50, MLS).verdict == "below"
    assert scaled(50, 50, MLS).verdict == "above"
    assert scaled(0, 0, MLS) is None


@given(st.integers(1, 200), st.data())
def test_the_interval_holds_the_share(asked, data):
    right = data.draw(st.integers(0, asked))
    low, high = wilson(right, asked)
    assert 0 <= low <= right / asked + 1e-12 <= high + 2e-12 <= 1 + 2e-12


def test_time_allowed_is_in_proportion():
    assert allowed_minutes(MLS, 65) == 180
    assert allowed_minutes(MLS, 13) == 36
    assert allowed_minutes(MLS, 100) == 180
    assert allowed_minutes(MLS, 1) == 3  # 2.77, rounded up


WRITER = """
import sys, time
from pathlib import Path
from studyground.assistant.study.records import Records
from studyground.assistant.study.sittings import unfinished
from studyground.settings import Settings
data, first, step = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sitting = unfinished(Records.open(Settings(data=Path(data))))
for at in range(first, len(sitting.questions), step):
    sitting.answer(["B"], at)
    print(at, flush=True)
"""


def _writer(data: Path, first: int, step: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(data), str(first), str(step)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_at_once_lose_nothing(settings, records):
    sitting = begin(records, drawn(*[question(n) for n in range(60)]), MLS)
    writers = [_writer(settings.data_folder(), first, 2) for first in (0, 1)]
    assert [writer.communicate(timeout=120)[0].count("\n") for writer in writers] == [30, 30]
    assert [spot.chosen for spot in sitting.state().spots] == [("B",)] * 60


@pytest.mark.parametrize("answers", [1, 7, 25])
def test_no_answer_is_lost_when_the_process_is_killed(settings, records, answers):
    sitting = begin(records, drawn(*[question(n) for n in range(60)]), MLS)
    writer = _writer(settings.data_folder(), 0, 1)
    said = [int(writer.stdout.readline()) for _ in range(answers)]
    writer.send_signal(signal.SIGKILL)
    said += [int(line) for line in writer.communicate(timeout=60)[0].split()]
    assert writer.returncode == -signal.SIGKILL
    records.close()
    spots = Sitting(Records.open(settings), sitting.id).state().spots
    assert {spot.number - 1 for spot in spots if spot.chosen} >= set(said)
    assert len(said) < 60


def test_from_version_1(tmp_path):
    path = tmp_path / "progress.sqlite"
    old = sqlite3.connect(path)
    for statement in STEPS[0]:
        old.execute(statement)
    old.execute("PRAGMA user_version = 1")
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    text = json.dumps(question(1).to_json())
    old.execute("INSERT INTO snapshots VALUES ('local', 'k', ?, ?)", (question(1).id, text))
    old.execute(
        "INSERT INTO attempts (learner, question_id, snapshot, chosen, correct, seconds, answered_at, place, domain, objective)"
        " VALUES ('local', ?, 'k', '[\"A\"]', 1, 2.5, '2026-03-01T12:00:00.000000+00:00', 'exam', 'D', '1.1')",
        (question(1).id,),
    )
    old.commit()
    old.close()
    records = Records(RecordsFile(path))
    [attempt] = records.attempts()
    assert (attempt.chosen, attempt.correct, attempt.place) == (("A",), True, "exam")
    assert attempt.day == datetime(2026, 3, 1, 12, tzinfo=UTC).astimezone().date()
    with sqlite3.connect(path) as now:
        assert now.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
    now.close()


def test_a_newer_file_and_a_foreign_one_are_refused_and_left_alone(tmp_path):
    for version, table in ((99, True), (0, False)):
        path = tmp_path / f"{version}.sqlite"
        made = sqlite3.connect(path)
        made.execute("CREATE TABLE other (x)")
        made.execute(f"PRAGMA user_version = {version}")
        if table:
            made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made.close()
        before = path.read_bytes()
        with pytest.raises(StudygroundError, match="newer version" if table else "another program"):
            RecordsFile(path)
        assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["not a database", "cut short", "overwritten inside"])
def test_a_damaged_file_is_set_aside_and_said(settings, clock, damage):
    records = Records.open(settings)
    begin(records, drawn(*[question(n) for n in range(40)]), MLS, now=clock)
    records.close()
    path = records.path
    whole = path.read_bytes()
    assert len(whole) > 40_000
    broken = {
        "not a database": b"x" * 5000,
        "cut short": whole[: len(whole) // 2],
        "overwritten inside": whole[:8192] + os.urandom(len(whole) - 8192),
    }[damage]
    path.write_bytes(broken)
    again = Records.open(settings)
    [aside] = path.parent.glob("progress.damaged-*.sqlite")
    assert aside.read_bytes() == broken
    assert str(aside) in again.notices[0]
    assert again.attempts() == ()
    begin(again, drawn(question(1)), MLS, now=clock)
    assert Records.open(settings).notices == ()


def test_a_file_that_is_moved_away_is_not_written_any_more(settings, records, clock):
    begin(records, drawn(question(1)), MLS, now=clock)
    records.path.rename(records.path.with_name("kept.sqlite"))
    begin(records, drawn(question(2)), MLS, now=clock)
    assert records.path.exists()
    assert unfinished(records, now=clock).questions == (question(2),)


def test_a_transaction_that_fails_leaves_nothing(records, clock):
    with pytest.raises(RuntimeError), records.transaction():
        records.add_attempt(question(1), ["A"], 1, clock(), "practice")
        raise RuntimeError
    assert records.attempts() == ()
    assert not records.add_attempt(question(1), ["B"], 1, clock(), "practice")


def test_an_answer_is_quick(records):
    sitting = begin(records, drawn(*[question(n) for n in range(65)]), MLS)
    begun = time.perf_counter()
    for at in range(20):
        sitting.answer(["A"], at)
    assert (time.perf_counter() - begun) / 20 < 0.1
