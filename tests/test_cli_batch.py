"""`ask --batch`: ids and order kept, the output whole or not at all, a broken line named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.answer import Turn
from studyground.errors import InputError
from studyground.ui.batch import Asked, check_out, read_questions, write_whole

WORDS = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
TURNS = st.lists(st.builds(Turn, WORDS, st.text(max_size=40)), max_size=3).map(tuple)
ASKED = st.builds(Asked, st.one_of(st.text(max_size=20), st.integers()), WORDS, TURNS)


@given(st.lists(ASKED, max_size=6), st.booleans(), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_what_is_written_as_a_batch_is_read_back(tmp_path_factory, asked, ascii_only, line_end):
    lines = [
        json.dumps(
            {
                "id": item.id,
                "question": item.question,
                "history": [{"question": turn.question, "answer": turn.answer} for turn in item.history],
                "type": "factoid",
            },
            ensure_ascii=ascii_only,
        )
        for item in asked
    ]
    path = tmp_path_factory.mktemp("batch") / "in.jsonl"
    path.write_bytes("".join(line + line_end for line in lines).encode())
    assert read_questions(path) == asked


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b'{"question": "What?"}', "'id'"),
        (b'{"id": true, "question": "What?"}', "'id'"),
        (b'{"id": NaN, "question": "What?"}', "NaN"),
        (b'{"id": 1}', "'question'"),
        (b'{"id": 1, "question": 5}', "'question'"),
        (b'{"id": 1, "question": "  "}', "empty"),
        (b'{"id": 1, "question": "What?", "history": "x"}', "'history'"),
        (b'{"id": 1, "question": "What?", "history": ["x"]}', "'history'"),
        (b'{"id": 1, "question": "What?", "history": [{"question": "x", "answer": 1}]}', "'answer'"),
        (b'{"id": 1, "question": "caf\xe9"}', "not UTF-8"),
        (b"[" * 100_000, "nested"),
    ],
)
def test_a_broken_line_is_named_with_its_number(tmp_path, line, reason):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 0, "question": "Fine?"}\n\n' + line + b"\n")
    with pytest.raises(InputError, match=r"in\.jsonl, line 3: ") as raised:
        read_questions(path)
    assert reason in raised.value.message


def test_an_output_is_replaced_whole_and_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    write_whole(tmp_path / "link.jsonl", [{"id": "\ud800", "answer": "ü\u2028"}])
    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads((tmp_path / "real.jsonl").read_bytes().decode()) == {"id": "\ud800", "answer": "ü\u2028"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.jsonl", "real.jsonl"]


def test_an_answer_that_fails_half_way_leaves_the_old_output(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")

    def answers():
        yield {"id": 1}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(out, answers())
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_places_that_cannot_be_written_are_refused_before_any_work(tmp_path):
    questions = tmp_path / "in.jsonl"
    questions.touch()
    for out in (tmp_path, tmp_path / "none" / "out.jsonl", questions):
        with pytest.raises(InputError):
            check_out(out, questions)


@pytest.mark.slow
def test_a_batch_keeps_ids_and_order(run, small_index, tmp_path):
    before = [{"question": "What does coffee cost?", "answer": "€4.50"}]
    lines = [
        {"id": 7, "question": "How high is the tower of the lighthouse?"},
        {"id": "seven", "question": "Who won the chess championship in Havana?"},
        {"id": "é\u2028", "question": "And who roasts the beans?", "history": before},
        {"id": 7, "question": "What is swarming?"},
    ]
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    done = run("ask", "--batch", batch, "--out", out, "--index", small_index.folder)
    assert (done.returncode, done.stdout) == (0, "")
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    assert [answer["id"] for answer in answers] == [line["id"] for line in lines]
    assert [answer["question"] for answer in answers] == [line["question"] for line in lines]
    assert "41 metres" in answers[0]["answer"]
    assert answers[1]["status"] == "not_in_guide"
    alone = json.loads(run("ask", lines[3]["question"], "--index", small_index.folder, "--json").stdout)
    assert answers[3]["answer"] == alone["answer"]


def test_a_batch_with_a_broken_line_touches_no_output(run, small_index, tmp_path):
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text('{"id": 1, "question": "What is swarming?"}\n{"id": 2}\n', encoding="utf-8")
    done = run("ask", "--batch", batch, "--out", out, "--index", small_index.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "line 2" in done.stderr
    assert not out.exists()
    missing = run("ask", "--batch", tmp_path / "none.jsonl", "--out", out, "--index", small_index.folder)
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
