"""Backup, restore and erase: consistent while in use, whole or refused, crash-safe, and nothing left behind."""

import json
import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studyground.assistant.practice.bank import read_bank, write_bank
from studyground.assistant.study.backup import backup
from studyground.assistant.study.draw import Drawn
from studyground.assistant.study.erase import erase, what_erase_removes
from studyground.assistant.study.records import Records
from studyground.assistant.study.restore import JOURNAL, finish_restore, restore
from studyground.assistant.study.sittings import begin
from studyground.corpus.blueprint import load_blueprint
from studyground.errors import InputError, StudygroundError
from studyground.settings import Settings
from tests.study_questions import question

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def answer(records: Records, *numbers: int) -> None:
    for number in numbers:
        records.add_attempt(question(number), ["A"], 1, NOW, "practice")


def answered(records: Records) -> list[str]:
    return [attempt.question_id for attempt in records.attempts()]


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


@pytest.fixture
def full(settings):
    """A data folder with everything in it; records open for the whole test, as in the browser app."""
    data = settings.data_folder()
    records = Records.open(settings)
    answer(records, 1, 2)
    write_bank(data / "banks" / "default.jsonl", [question(1), question(2)])
    for name in ("conversations/c.jsonl", "learners/ada/conversations/d.jsonl", "collections/default/manifest.json"):
        (data / name).parent.mkdir(parents=True)
        (data / name).write_text(name)
    (data / "learners/ada/collections/x").mkdir(parents=True)
    (data / "learners/ada/collections/x/manifest.json").write_text("{}")
    (data / "encoders/e").mkdir(parents=True)
    (data / "encoders/e/model").write_text("m")
    (data / "notes.txt").write_text("not ours")
    ada = Records.open(Settings(data=data / "learners" / "ada"))
    answer(ada, 7)
    ada.close()
    yield records
    records.close()


def test_there_and_back(full, settings, tmp_path):
    data, file = settings.data_folder(), tmp_path / "deep" / "b.zip"
    done = backup(settings, file)
    names = set(zipfile.ZipFile(file).namelist())
    assert names == {"manifest.json"} | {
        f"data/{name}"
        for name in (
            "progress.sqlite", "banks/default.jsonl", "conversations/c.jsonl",
            "learners/ada/conversations/d.jsonl", "learners/ada/progress.sqlite",
        )
    }  # fmt: skip
    assert done.files == 5
    assert file.stat().st_mode & 0o077 == 0  # nobody else reads it
    answer(full, 3)
    write_bank(data / "banks" / "default.jsonl", [question(9)])
    (data / "banks" / "later.jsonl").write_text("")
    back = restore(settings, file)
    assert answered(full) == [question(1).id, question(2).id]  # the same open records see what was restored
    assert answered(Records.open(settings)) == answered(full)
    assert answered(Records.open(Settings(data=data / "learners/ada"))) == [question(7).id]
    assert read_bank(data / "banks" / "default.jsonl") == [question(1), question(2)]
    assert not (data / "banks" / "later.jsonl").exists()
    assert (data / "collections/default/manifest.json").exists()
    answer(full, 4)
    assert len(answered(Records.open(settings))) == 3
    assert back.kept is not None
    restore(settings, back.kept)  # and what was there before comes back as well
    assert answered(full) == [question(n).id for n in (1, 2, 3)]
    assert (data / "banks" / "later.jsonl").exists()
    assert not list(data.glob(".restore-*"))


def test_onto_a_new_machine(full, settings, tmp_path):
    backup(settings, tmp_path / "b.zip")
    fresh = Settings(data=tmp_path / "fresh")
    assert restore(fresh, tmp_path / "b.zip").kept is None
    assert answered(Records.open(fresh)) == answered(full)
    again = tmp_path / "again.zip"
    backup(fresh, again)
    first, second = (
        json.loads(zipfile.ZipFile(one).read("manifest.json"))["files"] for one in (tmp_path / "b.zip", again)
    )
    assert first.keys() == second.keys()


BUSY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.test_study_backup import answer
from studyground.assistant.study.records import Records
from studyground.settings import Settings
records = Records.open(Settings(data=Path(sys.argv[1])))
print("ready", flush=True)
for n in range(100, 100000):
    answer(records, n)
    print(n, flush=True)
"""


def busy(settings: Settings) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", BUSY, str(settings.data_folder()), str(Path(__file__).parents[1])]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    return child


@pytest.mark.slow
def test_while_another_process_answers(full, settings, tmp_path):
    file, base = tmp_path / "b.zip", tmp_path / "base.zip"
    backup(settings, base)
    child = busy(settings)
    try:
        for _ in range(5):
            child.stdout.readline()
        backup(settings, file)
        kept = restore(settings, base).kept
        said = [int(child.stdout.readline()) for _ in range(5)]
    finally:
        child.kill()
        said += [int(line) for line in child.communicate()[0].split()]
    copy = Settings(data=tmp_path / "copy")
    restore(copy, file)
    ids = answered(Records.open(copy))
    assert ids[:2] == [question(1).id, question(2).id]
    assert ids[2:] == [question(100 + n).id for n in range(len(ids) - 2)]  # no hole
    # No answer is lost: each is in what the restore kept, or was given to the restored records.
    before = Settings(data=tmp_path / "before")
    restore(before, kept)
    assert {question(n).id for n in said} <= set(answered(Records.open(before))) | set(answered(full))
    assert question(1).id in answered(full)


def broken(file: Path, how: str) -> None:
    data = bytearray(file.read_bytes())
    if how == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "text":
        file.write_text("hello")
    elif how == "flipped":
        at = data.index(b"data/progress.sqlite") + 200
        data[at] ^= 0xFF
        file.write_bytes(data)
    else:
        old = zipfile.ZipFile(file)
        entries = {name: old.read(name) for name in old.namelist()}
        manifest = json.loads(entries["manifest.json"])
        if how == "swapped":
            entries["data/banks/default.jsonl"] += b"x"
        elif how == "missing":
            del entries["data/banks/default.jsonl"]
        elif how == "extra":
            entries["data/banks/other.jsonl"] = b""
        elif how == "newer":
            manifest["schema"] = 9
        elif how in ("up", "root", "collections", "program"):
            name = {"up": "../evil", "root": "/evil", "collections": "learners/a/collections/m", "program": "bin/x"}[
                how
            ]
            entries[f"data/{name}"] = b"evil"
            import hashlib

            manifest["files"][name] = {"sha256": hashlib.sha256(b"evil").hexdigest(), "size": 4}
        elif how == "manifest":
            manifest = ["?"]
        entries["manifest.json"] = json.dumps(manifest).encode()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in entries.items():
                archive.writestr(name, content)


@pytest.mark.parametrize(
    "how",
    ["cut", "empty", "text", "flipped", "swapped", "missing", "extra", "newer", "up", "root", "collections", "program",
     "manifest"],
)  # fmt: skip
def test_a_broken_backup_changes_nothing(full, settings, tmp_path, how):
    data = settings.data_folder()
    file = tmp_path / "b.zip"
    backup(settings, file)
    broken(file, how)
    answer(full, 3)
    before = {path: path.read_bytes() for path in data.rglob("*.jsonl")}
    with pytest.raises(InputError):
        restore(settings, file)
    assert len(answered(full)) == 3
    assert {path: path.read_bytes() for path in data.rglob("*.jsonl")} == before
    assert not list(data.glob(".restore-*"))
    assert not (data / "backups").exists()
    assert not (tmp_path / "evil").exists()


def test_a_file_that_is_no_backup_is_not_overwritten(full, settings, tmp_path):
    file = tmp_path / "thesis.docx"
    file.write_bytes(b"mine")
    with pytest.raises(InputError, match="is no backup"):
        backup(settings, file)
    assert file.read_bytes() == b"mine"
    with pytest.raises(InputError, match="is a folder"):
        backup(settings, tmp_path)
    for _ in range(2):
        backup(settings, tmp_path / "b.zip")  # a backup may be made anew


def test_nothing_to_back_up_and_nothing_to_restore(settings, tmp_path):
    with pytest.raises(StudygroundError, match="nothing to back up"):
        backup(settings, tmp_path / "b.zip")
    with pytest.raises(InputError, match="cannot be read"):
        restore(settings, tmp_path / "none.zip")


CRASH = """
import sys, os, signal
from pathlib import Path
from studyground.assistant.study import restore as module
from studyground.settings import Settings
calls, real = 0, Path.replace
def stop(self, target):
    global calls
    calls += 1
    if calls == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, target)
Path.replace = stop
module.restore(Settings(data=Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", range(1, 8))
def test_killed_at_any_step_it_is_the_old_state_or_the_new(full, settings, tmp_path, step):
    # Every step that moves a file is a rename: the process is killed before the first, the second, and so on.
    data, file = settings.data_folder(), tmp_path / "b.zip"
    backup(settings, file)
    answer(full, 3)
    write_bank(data / "banks" / "default.jsonl", [question(9)])
    (data / "banks" / "later.jsonl").write_text("")
    done = subprocess.run([sys.executable, "-c", CRASH, str(data), str(file), str(step)], timeout=120, check=False)
    finish_restore(data)
    assert not (data / JOURNAL).exists()
    new = answered(full) == [question(1).id, question(2).id]
    assert new or answered(full) == [question(n).id for n in (1, 2, 3)]
    assert read_bank(data / "banks" / "default.jsonl") == ([question(1), question(2)] if new else [question(9)])
    assert (data / "banks" / "later.jsonl").exists() != new
    assert done.returncode in (0, -signal.SIGKILL)
    if done.returncode == 0:
        assert new


def test_erase_removes_all_that_is_personal_and_only_that(full, settings):
    data = settings.data_folder()
    (data / "progress.damaged-20260101-000000.sqlite").write_bytes(b"old")
    found = what_erase_removes(settings)
    assert {one.path.name for one in found.removes} == {
        "progress.sqlite", "progress.damaged-20260101-000000.sqlite", "banks", "conversations", "learners", "collections",
    }  # fmt: skip
    assert found.strange == ("notes.txt",)
    full.close()
    done = erase(settings)
    assert done.emptied == ()
    assert {path.name for path in data.iterdir()} <= {"encoders", "notes.txt", ".restore.lock"}
    assert (data / "encoders/e/model").exists()
    assert erase(settings).removes == ()


def test_erase_while_the_records_are_open_elsewhere(full, settings):
    done = erase(settings)
    data = settings.data_folder()
    assert done.emptied == (data / "progress.sqlite",)
    assert answered(full) == []
    for companion in data.glob("progress.sqlite*"):
        assert question(1).stem.encode() not in companion.read_bytes()
    answer(full, 5)
    assert answered(Records.open(settings)) == [question(5).id]


def test_a_sitting_survives_a_backup(full, settings, tmp_path):
    drawn = Drawn((question(1), question(2)), (True, True), 2, (), 0, 1)
    sitting = begin(full, drawn, load_blueprint("mls-c01"))
    sitting.answer(["B"])
    backup(settings, tmp_path / "b.zip")
    full.close()
    shutil.rmtree(settings.data_folder())
    restore(settings, tmp_path / "b.zip")
    from studyground.assistant.study.sittings import unfinished

    again = unfinished(Records.open(settings))
    assert again.id == sitting.id
    assert again.state().spots[0].chosen == ("B",)


def test_a_link_is_not_followed(full, settings, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    (settings.data_folder() / "uploads").symlink_to(outside)
    (settings.data_folder() / "banks" / "link").symlink_to(outside)
    backup(settings, tmp_path / "b.zip")
    assert not [name for name in zipfile.ZipFile(tmp_path / "b.zip").namelist() if "mine" in name]
    full.close()
    erase(settings)
    assert (outside / "mine.txt").read_text() == "mine"
