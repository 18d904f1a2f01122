import json
import lzma
import random

import numpy as np
import pytest

from studyground.errors import InputError
from studyground.eval import reader_manuals
from studyground.eval.reader_manuals import manual_questions, manuals
from studyground.eval.reader_sections import SectionQuestion, sections, with_answer


@pytest.fixture(scope="module")
def learned() -> list[SectionQuestion]:
    return list(manual_questions(random.Random(4)))


PARTS = ("reader", "scorer", "test")


def test_the_manuals_are_whole_and_each_is_for_one_thing():
    by_part = [manuals(part) for part in PARTS]
    assert len(by_part[0]) >= 12 and len(by_part[1]) >= 4 and len(by_part[2]) >= 4
    names = [row["guide"] for rows in by_part for row in rows]
    assert len(names) == len(set(names))
    assert not {row["guide"] for row in by_part[0]} & set(sections(for_scorer=True))
    for row in (row for rows in by_part for row in rows):
        assert row["licence"] and all(one["text"].strip() for one in row["passages"])
        for asked in row["questions"]:
            answering = {one["passage"] for one in asked["answers"]}
            assert not answering & {*asked["near"], *asked["others"]}, "what answers is not read as what does not"
            for answer in asked["answers"]:
                text = row["passages"][answer["passage"]]["text"]
                assert all(0 <= start < end <= len(text) for start, end in answer["said"])
                if answer["span"]:
                    first, last = answer["span"]
                    assert any(start <= first < last <= end for start, end in answer["said"])
            if asked["told"]:
                passage = row["passages"][asked["told"]["passage"]]["text"]
                assert asked["told"]["insert"].strip() not in passage
                text, (start, end) = with_answer(passage, asked["told"])
                assert asked["told"]["span"] in text[start:end]


def test_no_question_of_a_manual_is_asked_twice():
    asked = [one["q"].casefold() for part in PARTS for row in manuals(part) for one in row["questions"]]
    assert len(asked) == len(set(asked))


def test_questions_of_manuals_point_at_what_answers(learned):
    answered = [one for one in learned if one.said]
    assert len(answered) > 2_000 and len(learned) > 2 * len(answered)
    for one in answered:
        assert all(0 <= start < end <= len(one.text) for start, end in one.said)
        assert one.span is None or any(a <= one.span[0] and one.span[1] <= b for a, b in one.said)
    assert {one.guide for one in learned} == {row["guide"] for row in manuals("reader")}


def test_near_misses_are_read_with_and_without_their_answer(learned):
    near = {one["q"] for row in manuals("reader") for one in row["questions"] if not one["answers"]}
    told = [bool(one.said) for one in learned if one.question in near]
    plain = [bool(one.said) for one in learned if one.question not in near]
    assert np.mean(told) > 0.1 and np.mean(plain) > 0.1
    assert 0.5 < np.mean(told) / np.mean(plain) < 2, "that a question is a near miss tells nothing"


def test_what_is_found_besides_is_read_with_the_best_first():
    found = list(range(7))
    for seed in range(20):
        drawn = reader_manuals._drawn(found, 3, random.Random(seed))
        assert drawn[0] == 0 and len(set(drawn)) == 3
    assert reader_manuals._drawn([], 3, random.Random(0)) == []
    assert reader_manuals._drawn([5], 3, random.Random(0)) == [5]


def test_a_question_is_never_read_as_unanswered_beside_what_answers_it(tmp_path, monkeypatch):
    passages = [
        {"heading": "Firing", "text": "The kiln is lit at six. It needs nine hours to reach cone 6."},
        {"heading": "", "text": "The kiln shelf is washed with alumina once a month, and the wash is left to dry."},
    ]
    asked = {"q": "How long does it take?", "near": [], "others": [1], "told": None}
    asked["answers"] = [{"passage": 0, "said": [[24, 60]], "span": [33, 43]}]
    row = {"guide": "kiln", "licence": "own", "part": "reader", "passages": passages, "questions": [asked]}
    path = tmp_path / "manuals.jsonl.xz"
    path.write_bytes(lzma.compress((json.dumps(row) + "\n").encode()))
    monkeypatch.setattr(reader_manuals, "PATH", path)
    found = list(manual_questions(random.Random(1)))
    told = [one for one in found if one.said]
    assert {one.text[slice(*one.said[0])] for one in told} == {"It needs nine hours to reach cone 6."}
    assert {one.text[slice(*one.span)] for one in told if one.span} == {"nine hours"}
    assert len(told) == reader_manuals.PASSES
    assert all("nine hours" not in one.text for one in found if not one.said)


def test_a_damaged_file_of_manuals_is_named(tmp_path, monkeypatch):
    broken = tmp_path / "manuals.jsonl.xz"
    broken.write_bytes(b"not xz")
    monkeypatch.setattr(reader_manuals, "PATH", broken)
    with pytest.raises(InputError, match=r"manuals\.jsonl\.xz cannot be read"):
        manuals("reader")
