import json
from importlib import resources

import numpy as np
import pytest

from studyground.assistant.features import FEATURES
from studyground.assistant.question import understand
from studyground.assistant.rereading import NOT_READ_MARGIN, Opinion, heard, heard_of_candidates, weighed
from studyground.assistant.scorer import HEARD, OF_CANDIDATE, WEIGHTS_FILE, Saying, load_scorer, log_odds
from studyground.eval.fit_saying import answer_rows, counted, fit_answer, fit_candidates, report
from studyground.eval.section_cases import SectionCase, _same

REREADING = load_scorer().rereading
HIGH = understand("How high is the tower of the lighthouse?")


def weights(of_candidates: dict[str, float], of_answer: dict[str, float]) -> Saying:
    return Saying(
        np.array([of_candidates.get(name, 0.0) for name in OF_CANDIDATE]),
        np.array([of_answer.get(name, 0.0) for name in HEARD]),
        0.5,
        1.0,
        0.0,
    )


def test_what_is_said_of_a_sentence_moves_it_and_how_sure_the_answer_is() -> None:
    table = np.zeros((2, len(FEATURES)), np.float32)
    scores = np.array([1.0, 0.0])
    saying = weights({"score": 1.0, "said": 1.0}, {"said": 1.0, "before": 1.0})
    second, _ = heard(
        Opinion(np.zeros(2), np.zeros(2), np.array([-3.0, 3.0])), saying, REREADING, HIGH, table, scores, 0.5
    )
    assert second.tolist() == [-2.0, 3.0]
    sure = [
        heard(Opinion(np.zeros(2), np.zeros(2), np.array([-8.0, said])), saying, REREADING, HIGH, table, scores, 0.5)[1]
        for said in (-3.0, 0.0, 3.0)
    ]
    assert sure[0] < sure[1] < sure[2] and sure[1] == pytest.approx(0.5)
    none, kept = heard(
        Opinion(np.zeros(0), np.zeros(0), np.zeros(0)), saying, REREADING, HIGH, table[:0], np.zeros(0), 0.25
    )
    assert not len(none) and kept == 0.25
    silent = Opinion(np.array([-8.0, 8.0]), np.full(2, 6.0))
    plain, sure_of = heard(silent, saying, REREADING, HIGH, table, scores, 0.5)
    other, as_sure = weighed(silent, REREADING, HIGH, table, scores, 0.5)
    assert plain.tolist() == other.tolist() and sure_of == as_sure


def test_a_sentence_about_another_place_counts_as_not_read() -> None:
    table = np.zeros((2, len(FEATURES)), np.float32)
    table[1, FEATURES.index("elsewhere")] = 1.0
    rows = heard_of_candidates(Opinion(np.array([5.0, 5.0]), np.zeros(2), np.array([6.0, 6.0])), table, np.zeros(2))
    named = dict(zip(OF_CANDIDATE, rows, strict=True))
    assert named["said"].tolist() == [6.0, NOT_READ_MARGIN]
    assert named["margin"].tolist() == [5.0, NOT_READ_MARGIN]
    assert named["elsewhere"].tolist() == [0.0, 1.0]


def test_the_weights_that_ship_name_nothing_that_is_not_measured() -> None:
    raw = json.loads(resources.files("studyground.assistant").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    assert set(raw["saying"]["of_candidates"]) <= set(OF_CANDIDATE)
    assert set(raw["saying"]["of_answer"]) <= set(HEARD)
    assert load_scorer().saying.of_candidates[OF_CANDIDATE.index("said")] > 0
    assert log_odds(0.0) < -9 < 9 < log_odds(1.0)


def case(guide: str, right: int | None, said: list[float], confidence: float) -> SectionCase:
    rng = np.random.default_rng(int(1000 * confidence))
    return SectionCase(
        guide,
        HIGH.text,
        HIGH,
        right is not None,
        np.zeros((len(said), len(FEATURES)), np.float32),
        rng.normal(size=len(said)),
        confidence,
        Opinion(np.zeros(len(said)), np.zeros(len(said)), np.array(said)),
        np.arange(len(said)) == (-1 if right is None else right),
    )


def test_the_fit_finds_what_tells_the_answer_and_whether_there_is_one() -> None:
    rng = np.random.default_rng(4)
    cases = []
    for number in range(200):
        right = int(rng.integers(3)) if number % 2 else None
        said = [float(rng.normal(2.0 if at == right else -2.0)) for at in range(3)]
        cases.append(case(f"guide{number // 2 % 4}", right, said, float(rng.uniform(0.3, 0.7))))
    found = dict(zip(OF_CANDIDATE, fit_candidates(cases), strict=True))
    assert found["said"] > 0.8 and found["margin"] == pytest.approx(0.0, abs=1e-6)
    of_answer = dict(
        zip(
            HEARD,
            fit_answer(*answer_rows(cases, np.array([found[name] for name in OF_CANDIDATE])), counted(cases)),
            strict=True,
        )
    )
    assert of_answer["said"] + of_answer["span_said"] > 0.5
    told = report(cases)
    assert told["questions"] == 200 and told["best_answers"] > 0.9 > told["best_answers_without_reader"]
    assert told["auroc"] > 0.95


def test_what_stands_in_an_index_is_matched_with_what_was_written() -> None:
    assert _same("Bring a lamp.", "- Bring a lamp.")
    assert _same("Grade A", "| Grade A | 4 mm |")
    assert not _same("Bring a rope.", "- Bring a lamp.")
    assert not _same("a", "a lamp")
