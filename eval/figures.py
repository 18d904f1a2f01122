"""From scored items to figures with intervals."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from studyground.eval.bootstrap import DRAWS, Floats, Interval, Resampler, interval
from studyground.eval.cluster_statistics import Auroc, CalibrationError, ClusterStatistic, Percentile, RiskArea
from studyground.eval.results import ItemResult

RATIOS = (
    "recall_at_1",
    "recall_at_5",
    "recall_at_10",
    "mrr_at_10",
    "ndcg_at_10",
    "all_evidence_recall_at_10",
    "citation_precision_gold",
    "citation_recall_gold",
    "evidence_cited",
    "citation_focus",
    "citation_precision_scored",
    "citation_recall_scored",
    "quote_exact",
    "answer_correct",
    "must_have_share",
    "token_f1",
    "exact_match",
    "length_words",
    "length_kept",
    "redundancy",
    "answered_share",
    "abstain_precision",
    "abstain_recall",
    "abstain_f1",
    "conflict_shown",
)
STATISTICS = (
    "abstain_auroc",
    "risk_coverage_area",
    "calibration_error",
    "answer_ms_p50",
    "answer_ms_p95",
    "answer_ms_cold",
    "search_ms_p50",
    "search_ms_p95",
    "stage_retrieve_ms_p50",
    "stage_retrieve_ms_p95",
    "stage_answer_ms_p50",
    "stage_answer_ms_p95",
    "stage_verify_ms_p50",
    "stage_verify_ms_p95",
)
METRICS = RATIOS + STATISTICS
"""Every measure there is, in the order of reports."""
LOWER_IS_BETTER = frozenset((*(name for name in STATISTICS if name != "abstain_auroc"), "length_words", "redundancy"))


def figures(items: Sequence[ItemResult], draws: int = DRAWS, seed: int = 0) -> dict[str, Interval]:
    """Every measure that applies to at least one of the items."""
    return _ratio_figures(items, draws, seed) | _statistic_figures(items, draws, seed)


def figures_by(
    items: Sequence[ItemResult], key: Callable[[ItemResult], str], draws: int = DRAWS, seed: int = 0
) -> dict[str, dict[str, Interval]]:
    """The figures of each group of items, groups in alphabetical order."""
    groups: dict[str, list[ItemResult]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: figures(groups[name], draws, seed) for name in sorted(groups)}


def as_json(found: Mapping[str, Interval], every: bool = False) -> dict[str, Any]:
    """Figures as the contract has them.

    Args:
        found: By measure.
        every: Give the measures that do not apply too, with null and n 0, so that their names can be relied on.
    """
    shown: dict[str, Any] = {}
    for name in (*METRICS, *(one for one in found if one not in METRICS)):
        if name in found:
            one = found[name]
            shown[name] = {
                "value": round(one.value, 4),
                "low": round(one.low, 4),
                "high": round(one.high, 4),
                "n": one.n,
            }
        elif every:
            shown[name] = {"value": None, "low": None, "high": None, "n": 0}
    return shown


def parts_matrix(items: Sequence[ItemResult], names: Sequence[str]) -> tuple[Floats, Floats]:
    """What items add to numerators and denominators, each of shape (items, names)."""
    parts = np.array([[item.parts.get(name, (0.0, 0.0)) for name in names] for item in items], dtype=np.float64)
    parts = parts.reshape(len(items), len(names), 2)
    return parts[:, :, 0], parts[:, :, 1]


def eligible(items: Sequence[ItemResult], name: str) -> tuple[list[ItemResult], ClusterStatistic]:
    """The items a statistic is made of, and the statistic of them."""
    if name == "abstain_auroc":
        kept = list(items)
        return kept, Auroc([one.confidence for one in kept], [one.answerable for one in kept])
    if name in ("risk_coverage_area", "calibration_error"):
        kept = [one for one in items if one.right is not None]
        confidences, right = [one.confidence for one in kept], [bool(one.right) for one in kept]
        made = RiskArea if name == "risk_coverage_area" else CalibrationError
        return kept, made(confidences, right)
    stage, _, kind = name.rpartition("_ms_")
    stage = stage.removeprefix("stage_") if stage.startswith("stage_") else f"wall_{stage}"
    timed = [one for one in items if stage in one.timings_ms]
    warm = [one for one in timed if not one.first] or timed
    kept = [one for one in timed if one.first] if kind == "cold" else warm
    share = 0.95 if kind == "p95" else 0.5
    return kept, Percentile([one.timings_ms[stage] for one in kept], share)


def _ratio_figures(items: Sequence[ItemResult], draws: int, seed: int) -> dict[str, Interval]:
    names = [name for name in RATIOS if any(name in item.parts for item in items)]
    if not names:
        return {}
    numerators, denominators = parts_matrix(items, names)
    drawn = Resampler([item.cluster for item in items], draws, seed).ratios(numerators, denominators)
    found = {}
    for column, name in enumerate(names):
        total = denominators[:, column].sum()
        if total:
            value = float(numerators[:, column].sum() / total)
            found[name] = interval(value, drawn[:, column], sum(name in item.parts for item in items))
    return found


def _statistic_figures(items: Sequence[ItemResult], draws: int, seed: int) -> dict[str, Interval]:
    found = {}
    for name in STATISTICS:
        kept, statistic = eligible(items, name)
        if not kept:
            continue
        value = statistic.whole()
        if np.isfinite(value):
            drawn = Resampler([one.cluster for one in kept], draws, seed).statistics(statistic)
            found[name] = interval(value, drawn, len(kept))
    return found
