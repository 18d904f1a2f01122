"""Banks: what is written is read back, two writers lose nothing, a broken line is named, nothing is half-written."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.answer import Citation, Place
from studyground.assistant.practice.bank import add_to_bank, bank_line, default_bank, read_bank, write_bank
from studyground.assistant.practice.practice_question import (
    GATES,
    LABELS,
    Check,
    Option,
    PracticeQuestion,
    content_id,
)
from studyground.assistant.practice.set_aside import retire, set_aside, set_aside_file, set_aside_questions
from studyground.errors import InputError, SettingsError
from studyground.settings import Settings

CITATION = Citation(1, "guide/bees.md", "Bees", ("Bees", "Winter"), None, 10, 33, "Feed sugar in September.")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).map(str.strip).filter(bool)


def question(stem: str, texts: Sequence[str] = ("Syrup", "Honey", "Water", "Wax"), keys: int = 1) -> PracticeQuestion:
    """A question that passed every gate; its first options are right."""
    options = tuple(
        Option(label, text, at < keys, f"Because of {text}.", (CITATION,))
        for at, (label, text) in enumerate(zip(LABELS, texts, strict=False))
    )
    return PracticeQuestion(
        id=content_id(stem, list(texts)),
        type="multiple_choice" if keys == 1 else "multiple_response",
        select=keys,
        stem=stem,
        options=options,
        domain="Winter",
        objective="1.1",
        difficulty="application",
        citations=(CITATION,),
        checks=tuple(Check(name, True, "as it should be") for name in GATES),
        seed=7,
        index="f00",
    )


@st.composite
def questions(draw: st.DrawFn) -> PracticeQuestion:
    texts = draw(st.lists(TEXTS, min_size=2, max_size=10, unique=True))
    one = question(draw(TEXTS), texts, draw(st.integers(1, len(texts) - 1)))
    quoted = Citation(
        draw(st.integers(1, 9)),
        draw(TEXTS),
        draw(TEXTS),
        tuple(draw(st.lists(TEXTS, max_size=3))),
        draw(st.none() | st.integers(1, 999)),
        5,
        9,
        draw(TEXTS),
        (Place("other.pdf", 1, 5),),
    )
    options = tuple(replace(option, rationale=draw(TEXTS), citations=(quoted,)) for option in one.options)
    return replace(one, options=options, citations=(quoted, CITATION), domain=draw(TEXTS))


def unlike(found: list[PracticeQuestion]) -> list[PracticeQuestion]:
    return list({one.id: one for one in found}.values())


@given(st.lists(questions(), max_size=4).map(unlike))
def test_a_bank_is_read_as_it_was_written(tmp_path_factory, bank):
    path = tmp_path_factory.mktemp("bank") / "my bank.jsonl"
    write_bank(path, bank)
    assert read_bank(path) == bank
    assert path.read_bytes().count(b"\n") == len(bank)
    assert sorted(one.name for one in path.parent.iterdir() if not one.name.endswith(".lock")) == [path.name]


def test_what_failed_a_gate_or_was_never_checked_is_not_written(tmp_path):
    path = tmp_path / "bank.jsonl"
    write_bank(path, [question("One?")])
    before = path.read_bytes()
    failing = replace(question("Two?"), checks=(Check("no_leak", False, "the stem says syrup"),))
    for bad in (failing, replace(question("Two?"), checks=()), replace(question("Two?"), select=2)):
        for write in (write_bank, add_to_bank):
            with pytest.raises(InputError):
                write(path, [question("Three?"), bad])
    assert path.read_bytes() == before


def test_two_questions_of_one_id_are_not_written(tmp_path):
    with pytest.raises(InputError, match="twice"):
        write_bank(tmp_path / "bank.jsonl", [question("One?"), question("One?")])
    assert not (tmp_path / "bank.jsonl").exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "nested"),
        (b'{"stem": "What?"}', "form"),
        (b'{"schema": 2, "stem": "What?", "options": []}', "schema"),
        (bank_line(question("Two?")).replace('"correct": true', '"correct": false').encode(), "right"),
        (bank_line(question("Two?")).replace('"label": "B"', '"label": "A"').encode(), "label"),
        (bank_line(question("Two?")).replace('"select": 1', '"select": 2').encode(), "2 options"),
        (bank_line(replace(question("Two?"), id=question("One?").id)).encode(), "line 1"),
    ],
)
def test_a_broken_line_is_named_with_its_file(tmp_path, line, reason):
    path = tmp_path / "bank.jsonl"
    path.write_bytes(bank_line(question("One?")).encode() + b"\n" + line.strip(b"\n") + b"\n")
    with pytest.raises(InputError, match=r"bank\.jsonl, line 3: ") as raised:
        read_bank(path)
    assert reason in str(raised.value)


def test_a_bank_that_is_not_there_or_a_folder_is_a_sentence(tmp_path):
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_bank(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        add_to_bank(tmp_path / "file" / "bank.jsonl", [question("One?")])


def test_adding_drops_what_is_there_and_counts_the_rest(tmp_path):
    path = tmp_path / "new" / "bank.jsonl"
    assert add_to_bank(path, [question("One?"), question("Two?"), question("One?")]) == 2
    before = path.stat().st_mtime_ns
    assert add_to_bank(path, [question("Two?")]) == 0
    assert path.stat().st_mtime_ns == before
    assert add_to_bank(path, [question("Three?"), question("One?")]) == 1
    assert [one.stem for one in read_bank(path)] == ["One?", "Two?", "Three?"]


def test_a_bank_that_is_a_link_stays_one(tmp_path):
    write_bank(tmp_path / "real.jsonl", [question("One?")])
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    add_to_bank(tmp_path / "link.jsonl", [question("Two?")])
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len(read_bank(tmp_path / "real.jsonl")) == 2


ADDER = """
import json, sys
from studyground.assistant.practice.bank import add_to_bank
from studyground.assistant.practice.practice_question import question_from_json
from pathlib import Path
lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
print("ready", flush=True)
for line in lines:
    add_to_bank(Path(sys.argv[1]), [question_from_json(json.loads(line))])
"""


def adder(bank: Path, source: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", ADDER, bank, source], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def ended(process: "subprocess.Popen[str]") -> int:
    process.communicate(timeout=60)
    return process.returncode


@pytest.mark.slow
def test_two_processes_that_add_at_once_lose_nothing(tmp_path):
    for name in ("a", "b"):
        lines = (bank_line(question(f"{name} {at}?")) for at in range(25))
        (tmp_path / name).write_text("".join(lines), encoding="utf-8")
    processes = [adder(tmp_path / "bank.jsonl", tmp_path / name) for name in ("a", "b")]
    assert [ended(process) for process in processes] == [0, 0]
    stems = [one.stem for one in read_bank(tmp_path / "bank.jsonl")]
    assert sorted(stems) == sorted(f"{name} {at}?" for name in ("a", "b") for at in range(25))


@pytest.mark.slow
def test_a_process_killed_while_it_writes_leaves_a_whole_bank(tmp_path):
    bank = tmp_path / "bank.jsonl"
    lines = (bank_line(question(f"{at}? " + "long " * 2000)) for at in range(400))
    (tmp_path / "source").write_text("".join(lines), encoding="utf-8")
    for wait_s in (0.05, 0.11, 0.17, 0.23):
        process = adder(bank, tmp_path / "source")
        time.sleep(wait_s)
        os.kill(process.pid, signal.SIGKILL)
        ended(process)
        there = read_bank(bank) if bank.exists() else []
        assert [one.stem.split()[0] for one in there] == [f"{at}?" for at in range(len(there))]
        assert add_to_bank(bank, [question(f"{wait_s}")]) == 1  # the lock died with the process
        bank.unlink()


def test_the_default_bank_belongs_to_its_collection_and_outlives_its_index(tmp_path):
    def bank(index: Path | None) -> Path:
        return default_bank(Settings(index=index, data=tmp_path / "data"))

    assert bank(None) == tmp_path / "data" / "banks" / "default.jsonl"
    assert bank(tmp_path / "data" / "collections" / "bees") == tmp_path / "data" / "banks" / "bees.jsonl"
    others = {bank(tmp_path / name / "index") for name in ("one", "two")}
    assert len(others) == 2 and all(one.parent == tmp_path / "data" / "banks" for one in others)
    assert bank(tmp_path / "one" / "index") in others
    with pytest.raises(SettingsError, match="within the index"):
        bank(tmp_path / "data")


def test_a_question_set_aside_leaves_the_bank_and_is_kept_with_reason_and_checks(tmp_path):
    path = tmp_path / "bank.jsonl"
    write_bank(path, [question("One?"), question("Two?")])
    checks = (Check("key_supported", False, "the guide says otherwise"),)
    entry = set_aside(path, question("One?").id, " B is right too ", checks)
    assert [one.stem for one in read_bank(path)] == ["Two?"]
    assert set_aside_questions(path) == [entry]
    assert (entry.question, entry.reason, entry.checks) == (question("One?"), "B is right too", checks)
    assert entry.failed == ("key_supported",) and entry.date.endswith("+00:00")
    assert add_to_bank(path, [question("One?")]) == 0  # what was reported does not come back
    with pytest.raises(InputError, match="no question"):
        set_aside(path, question("One?").id, "again", ())


def test_a_crash_between_the_two_files_loses_nothing_and_is_mended_by_trying_again(tmp_path):
    path = tmp_path / "bank.jsonl"
    write_bank(path, [question("One?"), question("Two?")])
    before = path.read_bytes()
    set_aside(path, question("One?").id, "wrong", ())
    path.write_bytes(before)  # as if the process had ended before the bank was written
    set_aside(path, question("One?").id, "wrong", ())
    assert [one.stem for one in read_bank(path)] == ["Two?"]
    assert [one.question.stem for one in set_aside_questions(path)] == ["One?"]


def test_retiring_takes_out_and_renews_in_one_step_and_leaves_the_rest(tmp_path):
    path = tmp_path / "bank.jsonl"
    bank = [question(f"{at}?") for at in range(4)]
    write_bank(path, bank)
    moved = replace(bank[1], citations=(replace(CITATION, start=20, end=43),), index="beef")
    newcomer = question("Newcomer?")
    gone = {bank[0].id: ("the guide no longer says so", (Check("key_supported", False),))}
    assert retire(path, gone, [moved, bank[2], newcomer]) == (1, 1)
    assert read_bank(path) == [moved, bank[2], bank[3]]
    assert [(one.question, one.by) for one in set_aside_questions(path)] == [(bank[0], "check")]
    assert add_to_bank(path, [bank[0]]) == 1  # what had only grown stale may hold again
    before = path.stat().st_mtime_ns
    assert retire(path, {}, [moved]) == (0, 0)
    assert path.stat().st_mtime_ns == before


def test_a_broken_line_of_what_was_set_aside_is_named_and_nothing_is_lost(tmp_path):
    path = tmp_path / "bank.jsonl"
    write_bank(path, [question("One?")])
    set_aside_file(path).write_text(json.dumps({"reason": "x"}) + "\n")
    with pytest.raises(InputError, match=r"set-aside\.jsonl, line 1"):
        set_aside(path, question("One?").id, "wrong", ())
    assert read_bank(path) == [question("One?")]
