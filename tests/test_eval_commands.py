"""`eval` as it is typed: gold files, outside sets, banks, comparing, and what is said when something is not there."""

import json

import pytest

GOLD = [
    {
        "id": "a", "question": "When was the lighthouse at Skarn built?", "type": "factoid", "answerable": True, "answer": "1874",
        "must_include": [["1874"]],
        "evidence": [{"document": "lighthouse.html", "quote": "The lighthouse at Skarn was built in 1874"}],
    },
    {
        "id": "b", "question": "How many workers does a strong colony hold?", "type": "factoid", "answerable": True,
        "answer": "50,000", "must_include": [["50,000"]],
        "evidence": [{"document": "bees.md", "quote": "A strong colony holds about 50,000 workers in June."}],
    },
    {"id": "c", "question": "Who won the chess final of 1962?", "type": "out_of_domain", "answerable": False},
]  # fmt: skip


@pytest.mark.slow
def test_a_gold_file_is_evaluated_and_two_runs_compared(run, small_index, tmp_path):
    gold = tmp_path / "mine.jsonl"
    gold.write_text("".join(json.dumps(item) + "\n" for item in GOLD), encoding="utf-8")
    done = run("eval", "--gold", gold, "--index", small_index.folder, "--report", tmp_path / "report", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["items"] == 3 and found["gold"] == "mine.jsonl" and found["schema"] == 1
    assert found["metrics"]["quote_exact"]["value"] == 1 and found["metrics"]["answer_correct"]["n"] == 2
    assert {"bm25", "dense", "tutorial", "always_answer", "always_refuse"} <= found["baselines"].keys()
    assert any("scorer was not tried" in note for note in found["notes"]), "no labelled sets lie beside this folder"
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "<svg" in page and "http" not in page.replace("http-equiv", "")
    runs = sorted((tmp_path / "report").glob("run-*.json"))
    assert len(runs) == 11
    compared = run(
        "eval", "compare", tmp_path / "report" / "run-always_refuse.json", tmp_path / "report" / "run-oracle.json"
    )
    assert compared.returncode == 0 and "answer_correct: 0.000 to 1.000" in compared.stdout


@pytest.mark.slow
def test_a_model_that_cannot_be_reached_leaves_the_other_figures(run, small_index, tmp_path):
    gold = tmp_path / "mine.jsonl"
    gold.write_text(json.dumps(GOLD[0]) + "\n", encoding="utf-8")
    done = run("eval", "--gold", gold, "--index", small_index.folder, "--llm", "gguf:/nowhere/at-all.gguf", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert "tutorial_llm" not in found["baselines"] and found["metrics"]["answer_correct"]["value"] == 1
    assert found["baselines"]["extraction"]["metrics"]["answer_correct"]["value"] == 1
    assert any(note.startswith("A baseline was left out: ") for note in found["notes"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "imagenet"], "There is no outside set named 'imagenet'."),
        (["--gold", "nowhere.jsonl"], "nowhere.jsonl"),
        (["--bank", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_what_is_not_there_is_a_sentence(run, small_index, arguments, words):
    done = run("eval", *arguments, "--index", small_index.folder)
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr and done.stdout == ""


def test_an_absent_set_is_skipped(run, tmp_path):
    done = run("eval", "--set", "all", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    parts = json.loads(done.stdout)["parts"]
    assert len(parts) == 7 and all("skipped: there is no" in one["skipped"] for one in parts)
    alone = run("eval", "--set", "wice", "--report", tmp_path / "out", cwd=tmp_path)
    assert alone.returncode == 0 and "is skipped" in alone.stderr
    assert "is skipped" in (tmp_path / "out" / "outside.md").read_text(encoding="utf-8")
