"""`studyground questions`: a bank of others checked, what is stale retired, exported; run as a learner would."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.bank import bank_line, default_bank, read_bank, write_bank
from studyground.assistant.practice.practice_question import GATES
from studyground.assistant.practice.set_aside import report_wrong_key, set_aside_questions
from studyground.settings import Settings

QUESTIONS = [
    {
        "question": "A keeper lives near a wood with many mice, and the first cold nights have come. What should the "
        "keeper do so that mice stay out of the hives?",
        "options": [
            "Close the entrance to one bee space",
            "Remove queen cells every seven days",
            "Feed sugar syrup in September",
            "Check the weight of each hive",
        ],
        "answer": "A",
    },
    {
        "question": "A club keeps ten hives whose brood nests are crowded in May. It does not want its colonies to divide "
        "themselves. What should the club do to prevent a swarm?",
        "options": [
            "Give the queen more room",
            "Close the entrance at night",
            "Treat against varroa mites",
            "Feed sugar syrup in September",
        ],
        "answer": "A",
    },
    {
        "question": "What burned in the lamp of a lighthouse on Mars?",
        "options": ["All of the above", "Whale oil", "Electric light", "Nothing at all"],
        "answer": "B",
    },
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "theirs.json"
    path.write_text(json.dumps(QUESTIONS, indent=1), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def bank(run, small_index, written) -> Path:
    """What of their questions passed the gates."""
    out = written.with_name("bank.jsonl")
    done = run("questions", "import", written, "--out", out, "--index", small_index.folder, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["schema"] == 1 and report["questions"] == 3 and report["known"] == 0
    assert report["added"] == len(report["kept"]) == len(read_bank(out)) >= 1
    assert [one["line"] for one in report["rejected"] if "item_flaws" in one["failed"]] == [22]
    assert all(one["failed"] and one["detail"] for one in report["rejected"])
    return out


@pytest.mark.slow
def test_what_is_imported_passed_every_gate_and_is_cited(run, small_index, bank, written):
    for question in read_bank(bank):
        assert [check.name for check in question.checks] == list(GATES) and question.passed
        assert question.generator == "imported:json" and question.index and question.citations
        for option in question.options:
            assert option.citations or option.rationale.startswith("The guide does not say what")
    before = bank.read_bytes()
    again = run("questions", "import", written, "--out", bank, "--index", small_index.folder)
    assert again.returncode == 0 and "the bank has already" in again.stdout and "All of the above" not in again.stderr
    assert bank.read_bytes() == before


@pytest.mark.slow
def test_check_keeps_what_holds_and_leaves_a_foreign_file_as_it_is(run, small_index, bank, tmp_path):
    wrong = []
    for question in read_bank(bank):
        right = [option.correct for option in question.options]
        swapped = [replace(option, correct=right[at - 1]) for at, option in enumerate(question.options)]
        wrong.append(replace(question, options=tuple(swapped)))
    path = tmp_path / "swapped.jsonl"
    path.write_text("".join(map(bank_line, wrong)), encoding="utf-8")
    before = path.read_bytes()
    done = run("questions", "check", path, "--index", small_index.folder, "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0 and set(report) == {"schema", "questions", "kept", "rejected"}
    assert report["kept"] == [] and [one["id"] for one in report["rejected"]] == [one.id for one in wrong]
    assert path.read_bytes() == before and "left as it is" in done.stderr
    done = run("questions", "check", path, "--index", small_index.folder, "--retire")
    assert done.returncode == 0 and f"0 of {len(wrong)} question" in done.stdout
    assert read_bank(path) == [] and len(set_aside_questions(path)) == len(wrong)
    done = run("questions", "check", bank, "--index", small_index.folder, "--json")
    assert json.loads(done.stdout)["kept"] == [one.id for one in read_bank(bank)]


@pytest.mark.slow
def test_after_a_new_ingest_moved_quotes_are_found_again_and_stale_questions_leave_our_own_bank(
    run, small_index, bank, tmp_path, data_folder
):
    data = tmp_path / "data"
    data.mkdir()
    (data / "encoders").symlink_to(data_folder / "encoders")
    index = data / "collections" / "bees"
    guides = shutil.copytree(small_index.guides, tmp_path / "guides")
    environment = {"STUDYGROUND_DATA": str(data)}
    own = default_bank(Settings(index=index, data=data))
    assert run("ingest", guides, "--index", index, env=environment).returncode == 0
    write_bank(own, read_bank(bank))
    bees = guides / "bees.md"
    bees.write_text(bees.read_text(encoding="utf-8").replace("## The colony", "A line more.\n\n## The colony"), "utf-8")
    assert run("ingest", guides, "--index", index, env=environment).returncode == 0
    done = run("questions", "check", own, "--index", index, "--json", env=environment)
    assert json.loads(done.stdout)["rejected"] == []
    moved = {one.id: one for one in read_bank(own)}
    for question in read_bank(bank):
        for old, new in zip(question.citations, moved[question.id].citations, strict=True):
            assert (new.quote, new.start) == (old.quote, old.start + len("A line more.\n\n"))
    bees.unlink()
    assert run("ingest", guides, "--index", index, env=environment).returncode == 0
    before = own.read_bytes()
    assert run("questions", "check", own, "--keep", "--index", index, env=environment).returncode == 0
    assert own.read_bytes() == before
    done = run("questions", "check", own, "--index", index, env=environment)
    assert done.returncode == 0 and "moved to" in done.stderr
    assert read_bank(own) == []
    left = set_aside_questions(own)
    assert {one.question.id for one in left} == set(moved)
    assert all("key_supported" in one.failed and one.reason and one.by == "check" for one in left)


@pytest.mark.slow
def test_a_key_reported_as_wrong_is_checked_again_and_set_aside(small_index, bank, tmp_path, data_folder):
    copy = Path(shutil.copy(bank, tmp_path / "bank.jsonl"))
    first = read_bank(copy)[0]
    assistant = Assistant.open(Settings(index=small_index.folder, data=data_folder))
    entry = report_wrong_key(copy, first.id, "I read otherwise", assistant)
    assert [check.name for check in entry.checks] == list(GATES) and entry.failed == ()
    assert first.id not in {one.id for one in read_bank(copy)}
    assert set_aside_questions(copy) == [entry]


@pytest.mark.slow
@pytest.mark.parametrize("to", ["anki", "gift", "qti", "csv", "md", "json"])
def test_a_bank_is_exported(run, bank, tmp_path, to):
    done = run("questions", "export", bank, "--format", to, "--out", tmp_path / "out")
    assert done.returncode == 0 and done.stderr == ""
    assert (tmp_path / "out").stat().st_size > 500


@pytest.mark.slow
def test_what_cannot_be_done_is_one_sentence(run, small_index, bank, tmp_path):
    (tmp_path / "bad.jsonl").write_text("{}\n")
    (tmp_path / "bad.gift").write_text("Fine?{=a ~b}\n\nBroken?{=a\n")
    index = ["--index", small_index.folder]
    for arguments, words in [
        (["check", tmp_path / "none.jsonl", *index], "cannot be read"),
        (["check", tmp_path / "bad.jsonl", *index], "line 1"),
        (["check", bank, "--index", tmp_path / "no-index"], "index"),
        (["export", bank, "--format", "md", "--out", bank], "the file that is read"),
        (["export", bank, "--format", "md", "--out", tmp_path], "folder"),
        (["import", tmp_path / "bad.gift", "--out", tmp_path / "new.jsonl", *index], "line 3"),
        (["import", bank, "--out", bank, *index], "the file that is read"),
    ]:
        done = run("questions", *arguments)
        assert (done.returncode, done.stdout) == (1, ""), arguments
        assert words in done.stderr and "Traceback" not in done.stderr and done.stderr.count("\n") == 1
    assert not (tmp_path / "new.jsonl").exists()
    for arguments in (["export", bank, "--format", "docx", "--out", "x"], ["export", bank], ["generate"], ["nothing"]):
        assert run("questions", *arguments).returncode == 2
