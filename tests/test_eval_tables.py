"""Figures by cluster are the figures by item; tables are worked out once; kept vectors are the encoder's own."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import InputError
from studyground.eval.baselines import Bm25, Dense, TutorialChat, Vectors
from studyground.eval.bootstrap import Resampler
from studyground.eval.cluster_statistics import (
    Auroc,
    BalancedAccuracy,
    CalibrationError,
    ClusterStatistic,
    OfSome,
    Percentile,
    RiskArea,
)
from studyground.eval.collection import Collection
from studyground.eval.figures import figures, figures_by
from studyground.eval.gold import Evidence, GoldItem
from studyground.eval.kept_vectors import KeepingEncoder
from studyground.eval.metrics.abstention import auroc, balanced_accuracy, risk_area
from studyground.eval.metrics.calibration import calibration_error
from studyground.eval.metrics.latency import percentile
from studyground.eval.results import ItemResult
from studyground.eval.run import Evaluation, GoldFile, read_golds, run_system
from studyground.eval.scoring import score_item
from studyground.eval.spans import Span
from studyground.eval.systems import AlwaysRefuse, Oracle, answered, refused

BEASTS = {"adder": "amber", "badger": "blue", "camel": "crimson", "donkey": "denim", "eagle": "ebony"}
FACTS = [f"The {beast} keeps a {colour} shell numbered {at + 10}." for at, (beast, colour) in enumerate(BEASTS.items())]
FILLER = " Nothing else of note happens in this paragraph, which only takes room between one animal and the next."
COLLECTION = Collection({"beasts.md": "\n\n".join(fact + FILLER * 4 for fact in FACTS)})
ITEMS = (
    *(
        GoldItem(f"f{at}", f"What shell does the {beast} keep?", "factoid", True, colour, ((colour,),), (),
                 (Evidence("beasts.md", FACTS[at]),))
        for at, (beast, colour) in enumerate(BEASTS.items())
    ),
    GoldItem("n0", "Where does the adder sleep?", "near_miss", False),
)  # fmt: skip
GOLD = GoldFile("small.jsonl", "0" * 64, ITEMS)


class LetterEncoder:
    """A hand-checkable encoder: counts of words over a hash of 512 places, unit length."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[sum(ord(char) * 31**i for i, char in enumerate(word)) % 512] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


CASES = st.lists(
    st.tuples(st.integers(0, 6).map(lambda n: n / 6), st.booleans(), st.integers(0, 5)), min_size=1, max_size=40
)


@given(CASES, st.sampled_from([0.5, 0.95, 1.0]))
@settings(max_examples=80, deadline=None)
def test_sums_by_cluster_give_what_the_definitions_give(cases: list[tuple[float, bool, int]], share: float) -> None:
    scores, labels, names = [one[0] for one in cases], [one[1] for one in cases], [one[2] for one in cases]
    resampler = Resampler(names, draws=60, seed=3)
    pairs: list[tuple[ClusterStatistic, object]] = [
        (Auroc(scores, labels), lambda w: auroc(scores, labels, w)),
        (RiskArea(scores, labels), lambda w: risk_area(scores, labels, w)),
        (CalibrationError(scores, labels), lambda w: calibration_error(scores, labels, w)),
        (Percentile(scores, share), lambda w: percentile(scores, share, w)),
    ]
    for fast, definition in pairs:
        by_items = resampler.statistics(definition)  # type: ignore[arg-type]
        np.testing.assert_allclose(resampler.statistics(fast), by_items, atol=1e-12)
        np.testing.assert_allclose(fast.whole(), definition(np.ones(len(cases))), atol=1e-12)  # type: ignore[operator]


@given(CASES)
@settings(max_examples=40, deadline=None)
def test_balanced_accuracy_of_draws(cases: list[tuple[float, bool, int]]) -> None:
    called, labels, names = [one[0] > 0.5 for one in cases], [one[1] for one in cases], [one[2] for one in cases]
    resampler = Resampler(names, draws=20, seed=1)
    drawn = resampler.statistics(BalancedAccuracy(called, labels))
    counts = np.vstack(list(resampler.counts()))[:, resampler.cluster].astype(int)
    for value, times in zip(drawn, counts, strict=True):
        again = [(guess, label) for guess, label, n in zip(called, labels, times, strict=True) for _ in range(n)]
        expected = balanced_accuracy([guess for guess, _ in again], [label for _, label in again])
        assert np.isnan(value) if expected is None else value == pytest.approx(expected)


def test_some_items_are_drawn_with_the_clusters_of_all() -> None:
    scores, labels = [0.9, 0.1, 0.4, 0.7], [True, False, False, True]
    some = OfSome(Auroc(scores, labels), np.array([0, 2, 3, 5]))
    resampler = Resampler([0, 0, 1, 1, 2, 2], draws=30, seed=0)
    expected = resampler.statistics(lambda w: auroc(scores, labels, w[:, [0, 2, 3, 5]]))
    np.testing.assert_allclose(resampler.statistics(some), expected)


def test_many_clusters_take_the_other_way() -> None:
    rng = np.random.default_rng(0)
    scores, labels = rng.random(900).round(2).tolist(), (rng.random(900) > 0.4).tolist()
    resampler = Resampler(range(900), draws=5)
    expected = resampler.statistics(lambda w: auroc(scores, labels, w))
    np.testing.assert_allclose(resampler.statistics(Auroc(scores, labels)), expected)


def test_nothing_has_no_figure() -> None:
    assert np.isnan(Resampler([], draws=4).statistics(Auroc([], []))).all()
    assert (
        np.isnan(Auroc([], []).whole()) and np.isnan(Percentile([], 0.5).whole()) and np.isnan(RiskArea([], []).whole())
    )
    assert np.isnan(Auroc([1.0], [True]).whole()), "one class orders nothing"


def make_item(at: int, **changes: object) -> ItemResult:
    plain = ItemResult(f"i{at}", "", "factoid", True, f"c{at % 5}", "dev", {}, 0.5, False, None)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_when_everything_was_refused_there_is_no_risk_and_no_calibration() -> None:
    items = [make_item(at, parts={"abstain_precision": (0.0, 1.0), "answered_share": (0.0, 1.0)}) for at in range(6)]
    found = figures(items, draws=50)
    assert found["answered_share"].value == 0 and found["abstain_precision"].value == 0
    assert not {"risk_coverage_area", "calibration_error", "abstain_auroc", "answer_ms_p50"} & found.keys()


def test_ties_of_confidence_say_nothing() -> None:
    items = [make_item(at, answerable=at % 2 == 0, right=at % 4 == 0, answered=True) for at in range(8)]
    found = figures(items, draws=50)
    assert found["abstain_auroc"].value == 1 / 2, "one confidence for all is chance"
    assert found["risk_coverage_area"].value == pytest.approx(6 / 8), "the share of wrong answers"
    assert found["calibration_error"].value == pytest.approx(abs(0.5 - 2 / 8))


def test_figures_of_no_items_are_none() -> None:
    assert figures([], draws=10) == {} and figures_by([], lambda item: item.type, draws=10) == {}


def test_tables_are_worked_out_once() -> None:
    evaluation = Evaluation(run_system(Oracle(COLLECTION), GOLD, COLLECTION), draws=50)
    assert evaluation.tables() is evaluation.tables()
    assert evaluation.to_json()["metrics"]["answer_correct"]["value"] == 1
    assert evaluation.tables().whole == figures(evaluation.run.items, draws=50)


@pytest.mark.slow
def test_all_figures_of_six_hundred_items_take_seconds() -> None:
    rng = np.random.default_rng(0)
    items = [
        make_item(at, cluster=f"c{at % 250}", confidence=float(rng.random()), right=bool(rng.random() < 0.6),
                  answerable=bool(rng.random() < 0.7), timings_ms={"wall_answer": float(rng.random())})
        for at in range(620)
    ]  # fmt: skip
    began = time.perf_counter()
    figures(items)
    assert time.perf_counter() - began < 6, "about half a second on a free machine"


class Counting:
    """Counts how often it encodes."""

    def __init__(self) -> None:
        self.calls = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        return LetterEncoder().encode(list(texts))


def test_vectors_of_many_texts_are_kept_and_questions_are_not(tmp_path: Path) -> None:
    texts = [f"text number {n}" for n in range(100)]
    plain = Counting()
    first = KeepingEncoder(plain, "a", tmp_path).encode(texts)
    again = KeepingEncoder(plain, "a", tmp_path)
    np.testing.assert_array_equal(first, again.encode(texts))
    assert plain.calls == 1
    again.encode(texts[:1]), again.encode(texts[:1])
    assert plain.calls == 3, "the time of a question is not that of a look-up"
    KeepingEncoder(plain, "b", tmp_path).encode(texts)
    again.encode([*texts[1:], texts[0]])
    assert plain.calls == 5, "other weights and another order are other vectors"
    for path in tmp_path.glob("*.npy"):
        path.write_bytes(b"damaged")
    np.testing.assert_array_equal(first, again.encode(texts))
    blocked = tmp_path / "file"
    blocked.write_text("")
    np.testing.assert_array_equal(first, KeepingEncoder(plain, "a", blocked / "x").encode(texts))


def test_dense_search_is_the_same_with_kept_vectors(tmp_path: Path) -> None:
    plain = Dense(COLLECTION, LetterEncoder())
    for _ in range(2):
        kept = Dense(COLLECTION, KeepingEncoder(LetterEncoder(), "letters", tmp_path))
        assert [kept.retrieve(item, 3) for item in ITEMS] == [plain.retrieve(item, 3) for item in ITEMS]


def test_the_recipe_with_a_model_cites_what_it_read() -> None:
    prompts: list[str] = []

    def model(prompt: str) -> str:
        prompts.append(prompt)
        return "I don't know." if "sleep" in prompt else " The shell is blue. It is numbered 11. "

    system = TutorialChat(COLLECTION, LetterEncoder(), model, "parrot")
    told = system.answer(ITEMS[1])
    assert told.mode == "llm:parrot" and [one.text for one in told.sentences] == [
        "The shell is blue.",
        "It is numbered 11.",
    ]
    assert all(one.citations == told.sentences[0].citations for one in told.sentences) and 1 <= len(told.citations) <= 4
    assert all(one.quote in prompts[0] for one in told.citations) and ITEMS[1].question in prompts[0]
    assert system.answer(ITEMS[-1]).status == "not_in_guide"
    silent = TutorialChat(COLLECTION, LetterEncoder(), lambda _prompt: "  ", "silent")
    assert silent.answer(ITEMS[0]).status == "not_in_guide"
    run = run_system(system, GOLD, COLLECTION)
    assert run.model == "llm:parrot" and not [item.error for item in run.items if item.error]


def test_two_gold_files_with_one_id_are_refused(tmp_path: Path) -> None:
    line = '{"id": "a", "question": "What?", "type": "factoid", "answerable": false}\n'
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_text(line)
    with pytest.raises(InputError, match=r"item a is in one\.jsonl and in two\.jsonl"):
        read_golds([tmp_path / "one.jsonl", tmp_path / "two.jsonl"], "both")
    (tmp_path / "two.jsonl").write_text(line.replace('"a"', '"b"'))
    both = read_golds([tmp_path / "one.jsonl", tmp_path / "two.jsonl"], "both")
    assert both.name == "both" and [item.id for item in both.items] == ["a", "b"]
    assert read_golds([tmp_path / "one.jsonl"], "both").name == "one.jsonl"


def test_a_baseline_without_passages_refuses() -> None:
    nothing = Collection({})
    assert Bm25(nothing).answer(ITEMS[0]).status == "not_in_guide"
    assert TutorialChat(nothing, LetterEncoder(), lambda _p: "x", "m").answer(ITEMS[0]).status == "not_in_guide"
    assert AlwaysRefuse().retrieve(ITEMS[0], 3) == []


def test_a_sentence_that_names_both_sides_shows_the_disagreement() -> None:
    both = "Some say the tower is 41 metres high and others say 44."
    place = Collection({"tower.md": f"The tower stands on granite. {both}"})
    item = GoldItem("c", "How high is it?", "conflict", True, "", (("41",), ("44",)), (), (Evidence("tower.md", both),))
    span = place.places(item.evidence[0])[0]
    cited = answered(item, [(both, [span])], place, 0.9, "x")
    half = answered(item, [("It is 41 metres high.", [span])], place, 0.9, "x")
    elsewhere = answered(item, [(both, [Span("tower.md", 0, 28)])], place, 0.9, "x")
    shown = [
        score_item(item, given, [], place.resolve(item), place).parts["conflict_shown"]
        for given in (cited, half, elsewhere, refused(item, "x"))
    ]
    assert shown == [(1, 1), (0, 1), (0, 1), (0, 1)]
    run = run_system(Oracle(place), GoldFile("one", "", (item,)), place)
    assert figures(run.items, draws=5)["conflict_shown"].value == 1, "the oracle can reach it"
