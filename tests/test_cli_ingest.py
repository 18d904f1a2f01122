"""`ingest` and `show` as a learner runs them: what is said, what is stored, and that nothing is lost on the way."""

import json
import os
import shutil
import signal
import subprocess
import time

import pytest

from studyground.corpus import guide_folder


@pytest.fixture
def own(tmp_path, guides):
    """A copy of the guides that a test may change."""
    shutil.copytree(guides, tmp_path / "own")
    return tmp_path / "own"


def test_the_report_has_the_form_of_the_contract(small_index):
    report = json.loads(small_index.report)
    assert set(report) == {"schema", "documents", "dropped", "warnings", "passages", "seconds", "index"}
    documents = report["documents"]
    assert (documents["added"], documents["updated"], documents["unchanged"], documents["removed"]) == (3, 0, 0, 0)
    assert report["schema"] == 1
    assert report["passages"] > 3
    assert any("Tickets" in item["text"] for item in report["dropped"])


def test_a_second_ingest_has_nothing_to_do_and_the_index_stays(run, small_index):
    again = json.loads(run("ingest", small_index.guides, "--index", small_index.folder, "--json").stdout)
    assert again["documents"]["unchanged"] == 3
    assert again["documents"]["added"] == 0
    assert again["index"] == json.loads(small_index.report)["index"]


@pytest.mark.slow
def test_what_changed_and_what_cannot_be_read_is_said_line_by_line(run, own, tmp_path):
    index = tmp_path / "index dir"
    (own / "empty.md").touch()
    (own / "noise.xyz").write_bytes(bytes(range(256)) * 20)
    (own / "copy.md").write_text((own / "bees.md").read_text(encoding="utf-8"), encoding="utf-8")
    first = run("ingest", own, "--index", index)
    assert first.returncode == 0
    assert first.stderr == ""  # no progress bars in a pipe
    lines = first.stdout.splitlines()
    assert lines[0].startswith("4 added, 0 updated, 0 unchanged, 0 removed; ")
    assert sum("empty.md: empty file" in line for line in lines) == 1
    assert sum("noise.xyz: " in line for line in lines) == 1
    assert any("repeats" in line and "copy.md" in line and "bees.md" in line for line in lines)
    assert f"studyground show DOCUMENT --dropped --index '{index}'" in lines[-1]
    (own / "bees.md").write_text("# Bees\n\nA hive was moved to the orchard in May.\n", encoding="utf-8")
    (own / "copy.md").unlink()
    second = run("ingest", own, "--index", index)
    assert second.stdout.startswith("0 added, 1 updated, 2 unchanged, 1 removed; ")
    assert "orchard in May" in run("show", "bees.md", "--index", index).stdout


def test_a_path_that_is_not_there_is_named(run, tmp_path):
    done = run("ingest", tmp_path / "nowhere.md", "--index", tmp_path / "index")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "nowhere.md does not exist." in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_when_nothing_can_be_read_the_old_index_stays(run, small_index, tmp_path):
    (tmp_path / "empty.md").touch()
    fresh = run("ingest", tmp_path, "--index", tmp_path / "index", "--json")
    assert fresh.returncode == 1
    assert fresh.stdout == ""
    assert "empty file" in fresh.stderr
    assert "Traceback" not in fresh.stderr
    before = run("doctor", "--index", small_index.folder, "--json").stdout
    rebuilt = run("ingest", tmp_path / "empty.md", "--index", small_index.folder, "--rebuild")
    assert rebuilt.returncode == 1
    assert run("doctor", "--index", small_index.folder, "--json").stdout == before


@pytest.mark.slow
def test_the_shipped_guide_is_read_when_no_path_is_given(run, tmp_path):
    done = run("ingest", "--index", tmp_path / "index", "--json")
    report = json.loads(done.stdout)
    shipped = [path for path in guide_folder().rglob("*") if path.is_file() and not path.name.startswith("README")]
    assert report["documents"]["added"] == len(shipped)
    assert report["documents"]["skipped"] == []


@pytest.mark.slow
def test_every_span_of_a_citation_is_printed_as_it_is_quoted(run, small_index):
    found = run("search", "honey, the lamp and coffee", "--index", small_index.folder, "--top-k", "6", "--json")
    hits = json.loads(found.stdout)["hits"]
    assert {hit["document"] for hit in hits} == {"bees.md", "sub/lighthouse.html", "café.txt"}
    for hit in hits:
        shown = run(
            "show", hit["document"], "--start", hit["start"], "--end", hit["end"], "--index", small_index.folder,
            env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "COLUMNS": "20"},
        )  # fmt: skip
        assert shown.stdout == hit["quote"] + "\n"


@pytest.mark.slow
def test_the_whole_text_and_any_part_of_it(run, small_index):
    whole = run("show", "café.txt", "--index", small_index.folder).stdout
    assert "𝒜-level coffee" in whole
    text = whole.removesuffix("\n")
    for start, end in ((0, 0), (0, len(text)), (len(text), len(text)), (3, 17)):
        done = run("show", "café.txt", "--start", start, "--end", end, "--index", small_index.folder)
        assert done.stdout == text[start:end] + "\n"
    for start, end in ((-1, 3), (0, len(text) + 1), (5, 4), (10**30, 10**30)):
        done = run("show", "café.txt", "--start", start, "--end", end, "--index", small_index.folder)
        assert (done.returncode, done.stdout) == (1, "")
        assert str(len(text)) in done.stderr


def test_a_document_is_found_by_its_last_part_and_an_unknown_one_named(run, small_index):
    assert "Ada Holm" in run("show", "lighthouse.html", "--index", small_index.folder).stdout
    done = run("show", "nothing.md", "--index", small_index.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "'nothing.md'" in done.stderr


def test_what_was_dropped_is_listed_with_its_reason(run, small_index):
    reported = [item for item in json.loads(small_index.report)["dropped"] if item["document"] == "sub/lighthouse.html"]
    assert reported
    listed = run("show", "sub/lighthouse.html", "--dropped", "--index", small_index.folder).stdout
    for item in reported:
        assert item["reason"] in listed
        assert all(word in listed for word in item["text"].split())
    assert (
        run("show", "bees.md", "--dropped", "--index", small_index.folder).stdout
        == "Nothing was dropped from bees.md.\n"
    )


@pytest.mark.parametrize("arguments", [("show", "bees.md"), ("search", "honey", "--json"), ("search", "honey")])
def test_a_reader_that_has_left_is_no_error_message(program, environment, small_index, elsewhere, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*program, *arguments, "--index", str(small_index.folder)],
            stdout=writing, stderr=subprocess.PIPE, env=environment, cwd=elsewhere, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert done.stderr == b""


@pytest.mark.slow
def test_an_interrupted_ingest_leaves_no_half_index(program, environment, elsewhere, small_index, tmp_path):
    book = tmp_path / "long.md"
    book.write_text("# Rain\n\n" + "\n\n".join(f"On day {day} it rained {day % 7} hours." for day in range(6000)))
    command = [*program, "ingest", str(book), "--index", str(tmp_path / "index")]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=elsewhere,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background may ignore it
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 300
        while not list((tmp_path / "index").glob("building-*")):
            assert child.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        printed, said = child.communicate(timeout=300)
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    assert (child.returncode, printed) == (130, b"")
    assert b"Traceback" not in said
    assert [path.name for path in (tmp_path / "index").iterdir() if path.name != ".lock"] == []
