"""Outside sets by name: what is at hand is scored, what is not is skipped with a sentence, beside published figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from studyground.errors import InputError
from studyground.eval.bootstrap import DRAWS, Interval
from studyground.eval.figures import as_json
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
from studyground.eval.outside_scores import PrepareRank, PrepareReader, score_chunking, score_claims, score_reading

Case = TypeVar("Case")
Parts = Mapping[str, Mapping[str, Interval]]
COLLECTION = "whole collection"
"""The part of a reading set's figures where the passage has to be found first."""

PUBLISHED: Mapping[str, Mapping[str, float]] = {
    "squad20": {"best F1 (test)": 0.932, "human F1 (test)": 0.895},
    "clapnq": {
        "T5-large ROUGE-L": 0.572,
        "GPT-3.5 ROUGE-L": 0.398,
        "three sentences by cosine ROUGE-L": 0.525,
        "T5-large unanswerable refused": 0.89,
        "GPT-3.5 unanswerable refused": 0.37,
        "GPT-4 unanswerable refused": 0.18,
        "word features, abstaining AUROC": 0.89,
        "word features, abstaining balanced accuracy": 0.81,
        "MiniLM nDCG@10 (over a far larger collection)": 0.53,
        "BM25 nDCG@10 (over a far larger collection)": 0.40,
    },
    "wice": {
        "Bespoke-MiniCheck-7B balanced accuracy": 0.830,
        "FactCG balanced accuracy": 0.742,
        "MiniCheck-FT5 balanced accuracy": 0.722,
        "word features AUROC": 0.75,
        "largest cosine AUROC": 0.54,
    },
    "chunking": {"800-character chunks, top 5, span recall": 0.732, "800-character chunks, top 5, IoU": 0.067},
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
    by_source: Parts = field(default_factory=dict)
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
    prepare_reader: PrepareReader | None = None,
    support: Support | None = None,
    prepare_rank: PrepareRank | None = None,
    threshold: float = 0.5,
    top_k: int = 5,
    limit: int | None = None,
    settings: Mapping[str, Any] | None = None,
    bench_dir: Path = BENCH_DIR,
    draws: int = DRAWS,
) -> OutsideResult:
    """Score what is given on one outside set; a set or a part that is missing is skipped with a sentence.

    Args:
        name: One of `SETS`.
        prepare_reader: Makes what answers questions from passages, for squad20 and clapnq.
        support: Scores claims, for wice, fm2, cad_nli and summedits.
        prepare_rank: Makes what ranks passages, for chunking.
        threshold: From which support score on a claim counts as supported; never chosen on these sets.
        top_k: Passages for chunking.
        limit: About how many cases to take, evenly from the whole set; all when None.
        settings: Of what is scored; kept with the figures.
        bench_dir: Folder that holds `eval/`.
        draws: Of the bootstrap.

    Raises:
        InputError: When there is no such set.
    """
    if name not in SETS:
        raise InputError(f"There is no outside set named {name!r}.", f"There are {', '.join(SETS)}.")
    about: dict[str, Any] = {**(settings or {}), "bootstrap_draws": draws}
    need = "a reader" if name in READING_SETS else "a support scorer" if name in CLAIM_SETS else "a ranking"
    try:
        by_source: dict[str, dict[str, Interval]] = {}
        if name in READING_SETS and prepare_reader is not None:
            readings = load_readings(name, bench_dir)
            cases = take(readings, limit)
            passages = tuple(dict.fromkeys(one.passage for one in cases))
            reader = prepare_reader(name, passages)
            metrics = score_reading(name, cases, reader.read, draws=draws)
            by_source[COLLECTION] = score_reading(name, cases, reader.ask, ranked=True, draws=draws)
            about |= {"questions": len(cases), "of": len(readings), "passages": len(passages)}
        elif name in CLAIM_SETS and support is not None:
            claims = take(load_claims(name, bench_dir), limit)
            metrics, by_source = score_claims(claims, support, threshold, draws)
            about |= {"claims": len(claims), "threshold": threshold}
        elif name == "chunking" and prepare_rank is not None:
            texts, spans = load_chunking(bench_dir)
            questions = take(spans, limit)
            metrics, by_source = score_chunking(questions, prepare_rank(texts), top_k, draws)
            about |= {"questions": len(questions), "of": len(spans), "top_k": top_k}
        else:
            return OutsideResult(name, settings=about, skipped=f"The set {name} is skipped: it needs {need}.")
    except SetMissingError as missing:
        return OutsideResult(name, settings=about, skipped=str(missing))
    return OutsideResult(name, metrics, by_source, PUBLISHED.get(name, {}), about)


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


def take(cases: Sequence[Case], limit: int | None) -> Sequence[Case]:
    """At most `limit` cases, spread evenly over the set so that all its parts are met."""
    if limit is None or limit >= len(cases):
        return cases
    return [cases[i * len(cases) // limit] for i in range(max(0, limit))]
