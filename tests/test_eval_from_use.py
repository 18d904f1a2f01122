"""Answers said to be wrong in a conversation: kept for review, in gold form, on this machine."""

import json

from studyground.eval.gold import load_gold


def test_a_wrong_answer_is_kept_for_review(run, small_index, tmp_path, data_folder):

    (tmp_path / "encoders").symlink_to(data_folder / "encoders")
    asked = (
        "/wrong\nWhen was the lighthouse at Skarn built?\nHow high is it?\n/wrong It is 42 metres high, they say.\n"
        "/wrong It is 42 metres high, they say.\n/wrong\n/wrongly\n/new\n/wrong\n"
    )
    done = run("chat", "--index", small_index.folder, stdin=asked, env={"STUDYGROUND_DATA": str(tmp_path)})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("There is no answer yet.\n") and done.stdout.endswith("There is no answer yet.\n")
    assert done.stdout.count("It stays on this machine.") == 3
    assert "/quit leaves" in done.stdout, "/wrongly is no command"
    lines = (tmp_path / "reports" / "wrong_answers.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)  # said twice, kept once
    assert first["question"] == "How high is it?" and first["answer"] == "It is 42 metres high, they say."
    assert second["answer"] == "" and second["id"] != first["id"]
    assert [turn["question"] for turn in first["history"]] == ["When was the lighthouse at Skarn built?"]
    assert "41 metres" in first["shown"]["answer"] and first["shown"]["citations"] and first["review"] is True

    assert [item.type for item in load_gold(tmp_path / "reports" / "wrong_answers.jsonl")] == ["from_use", "from_use"]


def test_a_report_that_cannot_be_written_ends_nothing(run, small_index, tmp_path, data_folder):

    (tmp_path / "encoders").symlink_to(data_folder / "encoders")
    (tmp_path / "reports").write_text("in the way")
    asked = "When was the lighthouse at Skarn built?\n/wrong\nHow high is it?\n"
    done = run("chat", "--index", small_index.folder, stdin=asked, env={"STUDYGROUND_DATA": str(tmp_path)})
    assert done.returncode == 0 and "could not be written" in done.stdout and "41 metres" in done.stdout
