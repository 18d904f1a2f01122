"""The bootstrap: intervals hold their value, repeat, widen with clusters, and come near the known answer."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.eval.bootstrap import Resampler, mean_interval, paired_difference

CASES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4)), min_size=1, max_size=30)


@given(CASES, st.integers(0, 3))
@settings(max_examples=50)
def test_an_interval_holds_its_value_and_repeats(cases: list[tuple[float, int]], seed: int) -> None:
    values, clusters = [value for value, _ in cases], [cluster for _, cluster in cases]
    found = mean_interval(values, clusters, draws=200, seed=seed)
    assert found is not None and found.value == pytest.approx(np.mean(values)) and found.n == len(values)
    assert min(values) - 1e-9 <= found.low <= found.value <= found.high <= max(values) + 1e-9
    assert found == mean_interval(values, clusters, draws=200, seed=seed)


@given(CASES)
@settings(max_examples=50)
def test_a_run_does_not_differ_from_itself(cases: list[tuple[float, int]]) -> None:
    values, clusters = [value for value, _ in cases], [cluster for _, cluster in cases]
    found = paired_difference(values, values, clusters, draws=200)
    assert found is not None and (found.value, found.low, found.high) == (0, 0, 0)


@given(CASES, st.permutations(range(5)))
@settings(max_examples=50)
def test_names_of_clusters_do_not_matter(cases: list[tuple[float, int]], names: list[int]) -> None:
    values, clusters = [value for value, _ in cases], [cluster for _, cluster in cases]
    renamed = [f"section {names[cluster]}" for cluster in clusters]
    assert mean_interval(values, clusters, draws=100) == mean_interval(values, renamed, draws=100)


def test_values_that_do_not_apply_are_left_out() -> None:
    found = mean_interval([1.0, None, 0.0], ["a", "b", "c"], draws=100)
    assert found is not None and found.n == 2 and found.value == 1 / 2
    assert mean_interval([None, None], ["a", "b"]) is None and mean_interval([], []) is None
    assert paired_difference([None, 1.0], [1.0, None], ["a", "b"]) is None


def test_one_cluster_has_no_spread() -> None:
    found = mean_interval([0.0, 1.0], ["a", "a"], draws=100)
    assert found is not None and (found.low, found.high) == (0.5, 0.5)


def test_the_interval_comes_near_the_normal_one() -> None:
    values = [float(i % 2) for i in range(400)]
    found = mean_interval(values, range(400))
    assert found is not None
    half = 1.96 * (0.25 / 400) ** 0.5
    assert found.low == pytest.approx(0.5 - half, abs=0.005) and found.high == pytest.approx(0.5 + half, abs=0.005)


def test_items_that_fail_together_widen_the_interval() -> None:
    values = [float(i < 100) for i in range(200)]
    alone = mean_interval(values, range(200), draws=2000)
    together = mean_interval(values, [i // 20 for i in range(200)], draws=2000)
    assert alone is not None and together is not None
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_pairing_sees_a_small_steady_gain() -> None:
    rng = np.random.default_rng(0)
    before = rng.random(200).tolist()
    after = [min(1.0, value + 0.05) for value in before]
    found = paired_difference(before, after, range(200), draws=2000)
    assert found is not None and found.low > 0 and found.value == pytest.approx(0.05, abs=0.01)


def test_counts_draw_as_many_clusters_as_there_are() -> None:
    resampler = Resampler(list("aabbc"), draws=50, seed=1)
    counts = np.vstack(list(resampler.counts()))
    assert counts.shape == (50, 3) and (counts.sum(axis=1) == 3).all() and counts.std() > 0


def test_ten_thousand_draws_are_quick() -> None:
    values = np.random.default_rng(0).random(1000).tolist()
    began = time.perf_counter()
    mean_interval(values, range(1000))
    assert time.perf_counter() - began < 3, "a metric takes a fraction of a second; the rest is for slow machines"
