"""Scores on outside sets, each as its paper has it: reading, claim support, and passages against exact spans."""

from collections.abc import Callable, Mapping, Sequence
from math import log2
from typing import NamedTuple, Protocol

from studyground.eval.bootstrap import DRAWS, Interval, Resampler, interval, mean_interval
from studyground.eval.cluster_statistics import Auroc, BalancedAccuracy, ClusterStatistic
from studyground.eval.metrics.answers import exact_match, rouge_l, squad_words, token_f1
from studyground.eval.metrics.chunking import span_scores
from studyground.eval.metrics.citations import Support
from studyground.eval.outside_data import Claim, Reading, SpanQuestion
from studyground.eval.spans import Span

Figures = dict[str, Interval]
Rank = Callable[[str, str, int], Sequence[Span]]
"""Of a corpus name, a question and k: the k best passages."""
PrepareRank = Callable[[Mapping[str, str]], Rank]
"""Of the corpora's texts by name: what ranks their passages."""


class Given(NamedTuple):
    """What came back for a question.

    Args:
        text: The answer, "" when the passage does not say.
        confidence: How sure that it does, 0 to 1.
        rank: Where the passage that belongs to the question was found among all, from 1; None when it was not.
    """

    text: str
    confidence: float
    rank: int | None = None


Read = Callable[[str, str], Given]
"""Of a question and the passage that belongs to it."""


class Reader(Protocol):
    """Answers the questions of a reading set."""

    def read(self, question: str, passage: str) -> Given:
        """Answer from this passage alone."""
        ...

    def ask(self, question: str, passage: str) -> Given:
        """Answer from all passages of the set; `passage` only tells whose rank is wanted."""
        ...


PrepareReader = Callable[[str, Sequence[str]], Reader]
"""Of a set's name and its passages: what reads them."""


def score_reading(name: str, cases: Sequence[Reading], read: Read, ranked: bool = False, draws: int = DRAWS) -> Figures:
    """Answers on squad20 (EM and F1 with no-answer counted, as its script does) or clapnq (ROUGE-L, refusals).

    `reference_held` is not of the papers: the share of answerable questions whose answer holds a reference's words in a
    row, which is what a whole quoted sentence can be asked for.

    Args:
        name: Of the set.
        cases: Its questions.
        read: What answers.
        ranked: Whether `read` looks for the passage itself; its rank is scored then.
        draws: Of the bootstrap.
    """
    given = [read(one.question, one.passage) for one in cases]
    clusters = [one.group for one in cases]
    can = [bool(one.references) for one in cases]
    texts = [one.text.strip() for one in given]
    columns: dict[str, list[float | None]] = {}
    if name == "squad20":
        for measure, score in (("exact_match", exact_match), ("token_f1", token_f1)):
            values: list[float | None] = [score(text, one.references) for text, one in zip(texts, cases, strict=True)]
            columns[measure] = values
            columns[f"has_answer_{measure}"] = _where(can, values)
            columns[f"no_answer_{measure}"] = _where([not ok for ok in can], values)
        columns["reference_held"] = _where(
            can, [float(_holds(text, one.references)) for text, one in zip(texts, cases, strict=True)]
        )
    else:
        columns["rouge_l"] = [
            max(rouge_l(text, reference) for reference in one.references) if one.references else None
            for text, one in zip(texts, cases, strict=True)
        ]
    refused = [float(not text) for text in texts]
    columns["unanswerable_refused"] = _where([not ok for ok in can], refused)
    columns["answerable_refused"] = _where(can, refused)
    if ranked:
        ranks = [one.rank for one in given]
        for k in (1, 5, 10):
            columns[f"recall_at_{k}"] = _where(can, [float(rank is not None and rank <= k) for rank in ranks])
        columns["mrr_at_10"] = _where(can, [1 / rank if rank and rank <= 10 else 0.0 for rank in ranks])
        columns["ndcg_at_10"] = _where(can, [1 / log2(1 + rank) if rank and rank <= 10 else 0.0 for rank in ranks])
    found = {measure: mean_interval(values, clusters, draws) for measure, values in columns.items()}
    metrics = {measure: one for measure, one in found.items() if one is not None}
    answered = [not gone for gone in refused]
    return metrics | separation("abstain", [one.confidence for one in given], can, answered, clusters, draws)


def score_claims(
    cases: Sequence[Claim], support: Support, threshold: float = 0.5, draws: int = DRAWS
) -> tuple[Figures, dict[str, Figures]]:
    """AUROC and balanced accuracy of a support scorer, over the set and each of its parts."""
    scores = [support(one.claim, one.evidence) for one in cases]

    def of(chosen: Sequence[int]) -> Figures:
        return separation(
            "support",
            [scores[i] for i in chosen],
            [cases[i].supported for i in chosen],
            [scores[i] >= threshold for i in chosen],
            [cases[i].group for i in chosen],
            draws,
        )

    sources = sorted({one.source for one in cases})
    parts = {source: of([i for i, one in enumerate(cases) if one.source == source]) for source in sources}
    return of(range(len(cases))), parts if len(sources) > 1 else {}


def score_chunking(
    cases: Sequence[SpanQuestion], rank: Rank, top_k: int = 5, draws: int = DRAWS
) -> tuple[Figures, dict[str, Figures]]:
    """Span recall, precision and IoU of the k best passages, over all corpora and each."""
    scores = [span_scores(rank(one.corpus, one.question, top_k), one.references) for one in cases]

    def of(chosen: Sequence[int]) -> Figures:
        found = {
            f"span_{name}": mean_interval([getattr(scores[i], name) for i in chosen], list(chosen), draws)
            for name in ("recall", "precision", "iou")
        }
        return {name: one for name, one in found.items() if one is not None}

    corpora = sorted({one.corpus for one in cases})
    return of(range(len(cases))), {
        corpus: of([i for i, one in enumerate(cases) if one.corpus == corpus]) for corpus in corpora
    }


def separation(
    prefix: str,
    scores: Sequence[float],
    positive: Sequence[bool],
    called: Sequence[bool],
    clusters: Sequence[str],
    draws: int = DRAWS,
) -> Figures:
    """AUROC of the scores and balanced accuracy of the calls; {} where one class is empty.

    Args:
        prefix: Of the measures' names.
        scores: Larger where it should be positive.
        positive: What is true.
        called: What was said.
        clusters: What the bootstrap draws as one.
        draws: Of the bootstrap.
    """
    if not 0 < sum(positive) < len(positive):
        return {}
    resampler = Resampler(clusters, draws)
    statistics: dict[str, ClusterStatistic] = {
        "auroc": Auroc(scores, positive),
        "balanced_accuracy": BalancedAccuracy(called, positive),
    }
    return {
        f"{prefix}_{name}": interval(statistic.whole(), resampler.statistics(statistic), len(positive))
        for name, statistic in statistics.items()
    }


def _where(wanted: Sequence[bool], values: Sequence[float | None]) -> list[float | None]:
    return [value if ok else None for ok, value in zip(wanted, values, strict=True)]


def _holds(text: str, references: Sequence[str]) -> bool:
    said = f" {' '.join(squad_words(text))} "
    return any(words and f" {words} " in said for words in (" ".join(squad_words(one)) for one in references))
