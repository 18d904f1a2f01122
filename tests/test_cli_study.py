"""`exam`, `review`, `progress` and `data` as a learner runs them: down a pipe, killed, resumed."""

import json
import signal
import subprocess

import pytest

from studyground.assistant.practice.bank import write_bank
from tests.study_questions import MLS, question


@pytest.fixture
def bank(tmp_path):
    path = tmp_path / "bank.jsonl"
    write_bank(path, [question(at * 100 + n, at, keys=2 if n < 4 else 1) for at in range(4) for n in range(30)])
    return path


@pytest.fixture
def own(tmp_path):
    """The environment of a learner with an empty data folder."""
    return {"STUDYGROUND_DATA": str(tmp_path / "data")}


def standing(run, own):
    done = run("progress", "--json", env=own)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_exam_from_start_to_end(run, own, bank):
    lines = [line for number in range(1, 66) for line in (f"g {number}", "a" if number % 5 else "b")]
    done = run("exam", "--bank", bank, "--seed", "3", env=own, stdin="\n".join([*lines, "f", "l", "t", "s"]) + "\n")
    assert done.returncode == 0, done.stderr
    assert MLS.status_note in done.stdout
    assert "Question 65 of 65" in done.stdout
    assert "2:59:" in done.stdout
    assert "of 50 scored questions right" in done.stdout
    assert "an estimate" in done.stdout
    assert "pass mark is 750" in done.stdout
    assert all(domain.name in done.stdout for domain in MLS.domains)
    assert "Reason" in done.stdout  # a miss with its rationale and its passage
    assert "“fact" in done.stdout
    assert "1 flagged" in done.stdout
    shown = standing(run, own)
    assert len(shown["exams"]) == 1
    assert shown["exams"][0]["estimate"] is not None
    assert shown["attempts"] == sum(domain["attempts"] for domain in shown["domains"])
    assert shown["cards"]["due"] >= shown["attempts"] - shown["right"]


def test_leaving_and_going_on(run, own, bank):
    first = run(
        "exam",
        "--bank",
        bank,
        "--questions",
        "5",
        "--minutes",
        "30",
        env=own,
        stdin="b\nn\n",
    )
    assert first.returncode == 0
    assert "Every answer is saved" in first.stderr
    assert "studyground exam" in first.stderr
    again = run("exam", "--bank", bank, env=own, stdin="g 1\nq\n")
    assert "Going on with the exam" in again.stdout
    assert "1 of 5 answered" in again.stdout
    assert "29:" in again.stdout
    last = run("exam", "--bank", bank, env=own, stdin="s\n")
    assert "By domain" in last.stdout


def test_killed_in_the_middle_nothing_is_lost(program, environment, elsewhere, run, own, bank):
    child = subprocess.Popen(
        [*program, "exam", "--bank", str(bank), "--questions", "6", "--seed", "1"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment | own, cwd=elsewhere, text=True,
    )  # fmt: skip
    saved = 0
    child.stdin.write("a\nn\na\n")
    child.stdin.flush()
    for line in child.stdout:
        saved += line.startswith("Saved")
        if saved == 2:
            break
    child.send_signal(signal.SIGKILL)
    child.communicate()
    again = run("exam", "--bank", bank, env=own, stdin="q\n")
    assert "2 of 6 answered" in again.stdout


def test_time_runs_out(run, own, bank):
    import time

    assert run("exam", "--bank", bank, "--questions", "3", "--minutes", "0.05", env=own, stdin="").returncode == 0
    time.sleep(3)
    assert standing(run, own)["exams"][0]["scored"] == 2


def test_practice_shows_the_key_and_review_brings_it_back(run, own, bank):
    typed = "pause\n\nd\nw\n\ns\n"
    done = run(
        "exam",
        "--practice",
        "--bank",
        bank,
        "--questions",
        "2",
        "--seed",
        "9",
        env=own,
        stdin=typed.replace("w\n\n", ""),
    )
    assert done.returncode == 0, done.stderr
    assert "Not right: you chose D" in done.stdout or "Choose 2 options" in done.stdout
    shown = standing(run, own)
    due = shown["cards"]["due"]
    back = run("review", "--bank", bank, env=own, stdin="skip\n\n" * due)
    assert back.returncode == 0, back.stderr
    assert f"{due} reviewed" in back.stdout
    assert "Nothing is due" in run("review", "--bank", bank, env=own).stdout or due == 0


def test_in_an_exam_what_is_strange_is_said(run, own, bank):
    typed = "zz\ng 99\npause\nw\nabcd\n?\nx\np\nq\n"
    done = run("exam", "--bank", bank, "--questions", "4", env=own, stdin=typed)
    assert done.returncode == 0
    for words in (
        "is no answer",
        "1 to 4",
        "cannot be paused",
        "no key is shown",
        "Choose",
        "taken back",
        "first question",
    ):
        assert words in done.stdout, words


def test_too_few_questions(run, own, tmp_path, bank):
    few = tmp_path / "few.jsonl"
    write_bank(few, [question(n, 0) for n in range(20)])
    done = run("exam", "--bank", few, env=own)
    assert done.returncode == 1
    assert "23 more in Modeling" in done.stdout
    assert "52 more are needed" in done.stderr
    assert "questions generate --count 52" in done.stderr
    short = run("exam", "--bank", few, env=own, stdin="s\na\nq\n")
    assert short.returncode == 0
    assert "Question 1 of 13" in short.stdout


def test_a_plan_to_a_date(run, own, small_index):
    done = run("progress", "--exam-date", "2000-01-01", "--index", small_index.folder, env=own)
    assert (done.returncode, done.stdout) == (1, "")
    assert "in the past" in done.stderr
    assert run("progress", "--exam-date", "soon", env=own).returncode == 2
    assert run("progress", "--blueprint", "nothing", env=own).returncode == 1


def test_backup_erase_restore(run, own, bank, tmp_path):
    run("exam", "--bank", bank, "--questions", "3", "--practice", "--seed", "1", env=own, stdin="a\nab\na\ns\n")
    before = standing(run, own)
    assert before["attempts"] >= 2
    file = tmp_path / "b.zip"
    assert run("data", "backup", file, env=own).returncode == 0
    refused = run("data", "erase", env=own)
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert "progress.sqlite" in refused.stdout
    assert standing(run, own)["attempts"] == before["attempts"]
    assert run("data", "erase", "--yes", env=own).returncode == 0
    assert standing(run, own)["attempts"] == 0
    assert run("data", "restore", file, env=own).returncode == 0
    assert standing(run, own) == before
    bad = run("data", "restore", bank, env=own)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "Nothing was changed" in bad.stderr


def test_a_damaged_file_is_said(run, own, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "progress.sqlite").write_bytes(b"rubbish" * 1000)
    done = run("progress", env=own)
    assert done.returncode == 0
    assert "set aside" in done.stderr
    assert len(list(data.glob("progress.damaged-*"))) == 1
