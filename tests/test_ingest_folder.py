"""The index folder: replaced in one step, one writer, everything that is not an index refused with a sentence."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studyground.errors import IndexBusyError, IndexMissingError, IndexRefusedError
from studyground.ingest.index_folder import MANIFEST, Manifest, building, publish, read_manifest, writing

MADE = Manifest("id1", "", "e" * 64, "MiniLM", 384, 3, 7, 1, {"passage_tokens": 128}, ("/guides",), "0.1")


def published(folder: Path, manifest: Manifest = MADE, body: bytes = b"store") -> Manifest:
    with writing(folder), building(folder) as scratch:
        (scratch / "store.sqlite").write_bytes(body)
        return publish(folder, scratch, manifest)


def edited(folder: Path, **changes: Any) -> None:
    raw = json.loads((folder / MANIFEST).read_text())
    for key, value in changes.items():
        if value is None:
            raw.pop(key)
        else:
            raw[key] = value
    (folder / MANIFEST).write_text(json.dumps(raw))


def one_sentence(error: IndexRefusedError | IndexMissingError) -> bool:
    return error.message.endswith(".") and "\n" not in str(error) and bool(error.hint)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = published(tmp_path / "ix")
    assert read_manifest(tmp_path / "ix") == made
    assert replace(made, generation="") == MADE


def test_no_index_yet(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(IndexMissingError) as caught:
            read_manifest(folder)
        assert one_sentence(caught.value)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": 99}, "a newer version"),
        ({"format": 0}, "an older version"),
        ({"format": "x"}, "no format"),
        ({"kind": "web-app"}, "another program"),
        ({"kind": None}, "another program"),
        ({"encoder": None}, "cut short"),
        ({"dimension": "384"}, "cut short"),
        ({"roots": "x"}, "cut short"),
        ({"settings": [1]}, "cut short"),
        ({"generation": "../../etc"}, "cut short"),
        ({"generation": "generation-none"}, "half-written"),
    ],
)
def test_a_manifest_that_is_not_right_is_refused(tmp_path: Path, changes: dict[str, Any], says: str) -> None:
    published(tmp_path)
    edited(tmp_path, **changes)
    with pytest.raises(IndexRefusedError, match=says) as caught:
        read_manifest(tmp_path)
    assert one_sentence(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\x00\xff", '{"kind": 5}'])
def test_damaged_manifests_are_refused(tmp_path: Path, text: str) -> None:
    published(tmp_path)
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(IndexRefusedError) as caught:
        read_manifest(tmp_path)
    assert one_sentence(caught.value)


def test_every_cut_of_a_manifest_is_refused(tmp_path: Path) -> None:
    published(tmp_path)
    whole = (tmp_path / MANIFEST).read_bytes()
    for length in range(len(whole) - 1):
        (tmp_path / MANIFEST).write_bytes(whole[:length])
        with pytest.raises(IndexRefusedError):
            read_manifest(tmp_path)


def test_a_foreign_folder_is_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(IndexRefusedError):
        read_manifest(tmp_path)
    with pytest.raises(IndexRefusedError), writing(tmp_path):
        pass
    (tmp_path / MANIFEST).write_text('{"name": "web app", "start_url": "/"}')
    with pytest.raises(IndexRefusedError), writing(tmp_path):
        pass
    assert sorted(item.name for item in tmp_path.iterdir()) == [MANIFEST, "thesis.docx"]
    with pytest.raises(IndexRefusedError), writing(tmp_path / "thesis.docx"):
        pass


def test_a_damaged_index_can_be_made_anew(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / MANIFEST).write_text("{")
    made = published(tmp_path, replace(MADE, index="id2"))
    assert read_manifest(tmp_path) == made


def test_an_unpublished_generation_leaves_nothing(tmp_path: Path) -> None:
    made = published(tmp_path)
    with pytest.raises(ZeroDivisionError), writing(tmp_path), building(tmp_path) as scratch:
        (scratch / "store.sqlite").write_bytes(b"half")
        raise ZeroDivisionError
    assert read_manifest(tmp_path) == made
    assert not list(tmp_path.glob("building-*"))


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(IndexRefusedError, match="No space left"), writing(tmp_path), building(tmp_path):
        raise OSError(28, "No space left on device")


def test_litter_of_killed_writers_is_swept_and_the_generation_before_stays_for_its_readers(tmp_path: Path) -> None:
    first = published(tmp_path, body=b"first")
    second = published(tmp_path, body=b"second")
    (tmp_path / "building-x").mkdir()
    (tmp_path / "building-x" / "store.sqlite").write_bytes(b"half")
    (tmp_path / "building-manifest.json").write_text("{")
    (tmp_path / "generation-orphan").mkdir()
    with writing(tmp_path):
        pass
    kept = {first.generation, second.generation, MANIFEST, ".lock"}
    assert {item.name for item in tmp_path.iterdir()} == kept
    third = published(tmp_path, body=b"third")
    assert {item.name for item in tmp_path.glob("generation-*")} == {second.generation, third.generation}


def test_litter_of_a_writer_killed_before_there_was_an_index_is_swept(tmp_path: Path) -> None:
    (tmp_path / "generation-orphan").mkdir()
    with pytest.raises(IndexMissingError):
        read_manifest(tmp_path)
    with writing(tmp_path):
        assert not list(tmp_path.glob("generation-*"))


HOLD = """
import sys
from pathlib import Path
from studyground.ingest.index_folder import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_that_the_first_is_busy(tmp_path: Path) -> None:
    made = published(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(IndexBusyError, match="Another process"), writing(tmp_path, wait_s=0.1):
            pass
        assert read_manifest(tmp_path) == made  # reading needs no lock
        holder.kill()
    with writing(tmp_path, wait_s=5):  # a killed writer's lock is nobody's
        pass
