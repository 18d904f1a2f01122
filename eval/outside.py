"""Outside sets scored as their papers score them, so that figures stand beside published ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from studyground.errors import InputError
from studyground.eval.bootstrap import DRAWS, Interval, Resampler, interval, mean_interval
from studyground.eval.cluster_statistics import Auroc, BalancedAccuracy
from studyground.eval.figures import as_json
from studyground.eval.metrics.answers import exact_match, rouge_l, token_f1
from studyground.eval.metrics.chunking import span_scores
from studyground.eval.metrics.citations import Support
from studyground.eval.outside_data import (
    BENCH_DIR,
    CLAIM_SETS,
    READING_SETS,
    SETS,
    SetMissingError,
    load_chunking,
    load_claims,
    load_readings,
)
from studyground.eval.spans import Span

Case = TypeVar("Case")
Read = Callable[[str, str], tuple[str, float]]
"""Of a question and a passage: the answer, "" when the passage does not say, and how sure it is that it does (0-1)."""
Rank = Callable[[str, str, int], Sequence[Span]]
"""Of a corpus name, a question and k: the k best passages of that corpus."""
PrepareRank = Callable[[Mapping[str, str]], Rank]
"""Of the corpora's texts by name: what ranks their passages."""

PUBLISHED: Mapping[str, Mapping[str, float]] = {
    "squad20": {"best F1 (test)": 0.932, "human F1 (test)": 0.895},
    "clapnq": {
        "T5-large ROUGE-L": 0.572,
        "GPT-3.5 ROUGE-L": 0.398,
        "T5-large unanswerable refused": 0.89,
        "GPT-3.5 unanswerable refused": 0.37,
        "GPT-4 unanswerable refused": 0.18,
    },
    "wice": {
        "Bespoke-MiniCheck-7B balanced accuracy": 0.830,
        "FactCG balanced accuracy": 0.742,
        "MiniCheck-FT5 balanced accuracy": 0.722,
    },
}


@dataclass(frozen=True, slots=True)
class OutsideResult:
    """Figures over one outside set.

    Args:
        name: Of the set.
        metrics: By measure.
        by_source: The same for each part of a set that has parts.
        published: Others' figures, by who and what.
        settings: What could change a figure.
        skipped: Why there are no figures, one sentence; "" when there are.
    """

    name: str
    metrics: Mapping[str, Interval] = field(default_factory=dict)
    by_source: Mapping[str, Mapping[str, Interval]] = field(default_factory=dict)
    published: Mapping[str, float] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    skipped: str = ""

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON types, schema 1; no text of the set."""
        return {
            "schema": 1,
            "set": self.name,
            "metrics": as_json(self.metrics),
            "by_source": {name: as_json(found) for name, found in self.by_source.items()},
            "published": dict(self.published),
            "settings": dict(self.settings),
            "skipped": self.skipped,
        }


def run_outside(
    name: str,
    *,
    read: Read | None = None,
    support: Support | None = None,
    prepare_rank: PrepareRank | None = None,
    threshold: float = 0.5,
    top_k: int = 5,
    limit: int | None = None,
    bench_dir: Path = BENCH_DIR,
    draws: int = DRAWS,
) -> OutsideResult:
    """Score what is given on one outside set; a set or a part that is missing is skipped with a sentence.

    Args:
        name: One of `SETS`.
        read: Answers a question from a passage, for squad20 and clapnq.
        support: Scores claims, for wice, fm2, cad_nli and summedits.
        prepare_rank: Makes what ranks passages, for chunking.
        threshold: From which support score on a claim counts as supported; never chosen on these sets.
        top_k: Passages for chunking.
        limit: About how many cases to take, evenly from the whole set; all when None.
        bench_dir: Folder that holds `eval/`.
        draws: Of the bootstrap.

    Raises:
        InputError: When there is no such set.
    """
    if name not in SETS:
        raise InputError(f"There is no outside set named {name!r}.", f"There are {', '.join(SETS)}.")
    settings = {"threshold": threshold, "top_k": top_k, "limit": limit, "bootstrap_draws": draws}
    need, given = (
        (("a reader", read) if name in READING_SETS else ("a support scorer", support))
        if name != "chunking"
        else ("a ranking", prepare_rank)
    )
    if given is None:
        return OutsideResult(name, settings=settings, skipped=f"The set {name} is skipped: it needs {need}.")
    try:
        by_source: dict[str, dict[str, Interval]] = {}
        if name in READING_SETS and read is not None:
            metrics = score_reading(name, read, bench_dir, limit, draws)
        elif name in CLAIM_SETS and support is not None:
            metrics, by_source = score_claims(name, support, threshold, bench_dir, limit, draws)
        else:
            assert prepare_rank is not None
            metrics, by_source = score_chunking(prepare_rank, top_k, bench_dir, limit, draws)
    except SetMissingError as missing:
        return OutsideResult(name, settings=settings, skipped=str(missing))
    return OutsideResult(name, metrics, by_source, PUBLISHED.get(name, {}), settings)


def score_reading(
    name: str, read: Read, bench_dir: Path = BENCH_DIR, limit: int | None = None, draws: int = DRAWS
) -> dict[str, Interval]:
    """Answers on squad20 (EM and F1 with no-answer counted, as its script does) or clapnq (ROUGE-L, refusals)."""
    cases = _take(load_readings(name, bench_dir), limit)
    given = [read(one.question, one.passage) for one in cases]
    clusters = [one.group for one in cases]
    can = [bool(one.references) for one in cases]
    texts = [text.strip() for text, _ in given]
    columns: dict[str, list[float | None]] = {}
    if name == "squad20":
        pairs = list(zip(texts, cases, strict=True))
        for measure, score in (("exact_match", exact_match), ("token_f1", token_f1)):
            values: list[float | None] = [score(text, one.references) for text, one in pairs]
            columns[measure] = values
            columns[f"has_answer_{measure}"] = [v if ok else None for v, ok in zip(values, can, strict=True)]
            columns[f"no_answer_{measure}"] = [None if ok else v for v, ok in zip(values, can, strict=True)]
    else:
        columns["rouge_l"] = [
            max(rouge_l(text, reference) for reference in one.references) if one.references else None
            for text, one in zip(texts, cases, strict=True)
        ]
    refused = [float(not text) for text in texts]
    columns["unanswerable_refused"] = [None if ok else v for v, ok in zip(refused, can, strict=True)]
    columns["answerable_refused"] = [v if ok else None for v, ok in zip(refused, can, strict=True)]
    found = {measure: mean_interval(values, clusters, draws) for measure, values in columns.items()}
    metrics = {measure: one for measure, one in found.items() if one is not None}
    return metrics | _separation("abstain", [score for _, score in given], can, refused, clusters, draws)


def score_claims(
    name: str,
    support: Support,
    threshold: float = 0.5,
    bench_dir: Path = BENCH_DIR,
    limit: int | None = None,
    draws: int = DRAWS,
) -> tuple[dict[str, Interval], dict[str, dict[str, Interval]]]:
    """AUROC and balanced accuracy of a support scorer, over the set and each of its parts."""
    cases = _take(load_claims(name, bench_dir), limit)
    scores = [support(one.claim, one.evidence) for one in cases]

    def of(chosen: Sequence[int]) -> dict[str, Interval]:
        return _separation(
            "support",
            [scores[i] for i in chosen],
            [cases[i].supported for i in chosen],
            [float(scores[i] < threshold) for i in chosen],
            [cases[i].group for i in chosen],
            draws,
        )

    sources = sorted({one.source for one in cases})
    parts = {source: of([i for i, one in enumerate(cases) if one.source == source]) for source in sources}
    return of(range(len(cases))), parts if len(sources) > 1 else {}


def score_chunking(
    prepare_rank: PrepareRank,
    top_k: int = 5,
    bench_dir: Path = BENCH_DIR,
    limit: int | None = None,
    draws: int = DRAWS,
) -> tuple[dict[str, Interval], dict[str, dict[str, Interval]]]:
    """Span recall, precision and IoU of the k best passages, over all corpora and each."""
    texts, questions = load_chunking(bench_dir)
    cases = _take(questions, limit)
    rank = prepare_rank(texts)
    scores = [span_scores(rank(one.corpus, one.question, top_k), one.references) for one in cases]

    def of(chosen: Sequence[int]) -> dict[str, Interval]:
        names = ("recall", "precision", "iou")
        found = {
            f"span_{name}": mean_interval([getattr(scores[i], name) for i in chosen], list(chosen), draws)
            for name in names
        }
        return {name: one for name, one in found.items() if one is not None}

    corpora = {one.corpus for one in cases}
    return of(range(len(cases))), {
        corpus: of([i for i, one in enumerate(cases) if one.corpus == corpus]) for corpus in sorted(corpora)
    }


def trial(
    support: Support,
    sets: Sequence[str] = CLAIM_SETS,
    threshold: float = 0.5,
    bench_dir: Path = BENCH_DIR,
    limit: int | None = None,
    draws: int = DRAWS,
) -> dict[str, Any]:
    """A support scorer's own AUROC and balanced accuracy on each set that is there."""
    found = {}
    for name in sets:
        result = run_outside(name, support=support, threshold=threshold, limit=limit, bench_dir=bench_dir, draws=draws)
        if not result.skipped:
            found[name] = as_json(result.metrics)
    return found


def _separation(
    prefix: str,
    scores: Sequence[float],
    positive: Sequence[bool],
    called_negative: Sequence[float],
    clusters: Sequence[str],
    draws: int,
) -> dict[str, Interval]:
    """AUROC of the scores and balanced accuracy of the calls; {} where one class is empty."""
    if not 0 < sum(positive) < len(positive):
        return {}
    called = [value == 0 for value in called_negative]
    resampler = Resampler(clusters, draws)
    return {
        f"{prefix}_{name}": interval(statistic.whole(), resampler.statistics(statistic), len(positive))
        for name, statistic in (("auroc", Auroc(scores, positive)), ("balanced_accuracy", BalancedAccuracy(called, positive)))
    }


def _take(cases: Sequence[Case], limit: int | None) -> Sequence[Case]:
    """At most `limit` cases, spread evenly over the set so that all its parts are met."""
    if limit is None or limit >= len(cases):
        return cases
    return [cases[i * len(cases) // limit] for i in range(max(0, limit))]
