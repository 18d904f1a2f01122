"""How early a ranked list of passages brings the gold evidence; a hit counts when its span covers the evidence."""

from collections.abc import Sequence
from math import log2

from studyground.eval.gold import EvidenceMode
from studyground.eval.spans import Places, Span, any_covers


def first_ranks(hits: Sequence[Span], evidence: Sequence[Places]) -> list[int | None]:
    """For each piece of evidence, the rank from 1 of the first hit that covers it, or None."""
    return [next((rank for rank, hit in enumerate(hits, 1) if any_covers(hit, one)), None) for one in evidence]


def recall(ranks: Sequence[int | None], k: int, mode: EvidenceMode = "all") -> float | None:
    """Recall@k: share of the evidence among the first k hits; with mode "any" one piece is all there is to find.

    Returns:
        None without evidence.
    """
    if not ranks:
        return None
    found = sum(rank is not None and rank <= k for rank in ranks)
    return float(found > 0) if mode == "any" else found / len(ranks)


def all_recall(ranks: Sequence[int | None], k: int) -> float | None:
    """1 when every piece of evidence is among the first k hits, else 0; None without evidence.

    Source: the support-recall of multi-hop retrieval, Yang et al. 2018 (HotpotQA), as "all found" per question.
    """
    return float(all(rank is not None and rank <= k for rank in ranks)) if ranks else None


def reciprocal_rank(ranks: Sequence[int | None], k: int) -> float | None:
    """RR@k: one over the rank of the first hit that covers any evidence, 0 past k; None without evidence.

    Source: Kantor and Voorhees 2000, the TREC-5 confusion track.
    """
    if not ranks:
        return None
    within = [rank for rank in ranks if rank is not None and rank <= k]
    return 1 / min(within) if within else 0.0


def ndcg(ranks: Sequence[int | None], k: int, mode: EvidenceMode = "all") -> float | None:
    """nDCG@k with binary gain, each piece of evidence gaining once, at the first hit that covers it.

    Overlapping passages that repeat a piece gain nothing more, and a passage that covers two pieces gains both, so the
    sum is bounded by 1. With mode "any" the earliest piece is all there is to gain. None without evidence.

    Source: Järvelin and Kekäläinen 2002, with log2(1 + rank).
    """
    if not ranks:
        return None
    within = sorted(rank for rank in ranks if rank is not None and rank <= k)
    wanted = 1 if mode == "any" else len(ranks)
    gain = sum(1 / log2(1 + rank) for rank in within[:wanted])
    ideal = sum(1 / log2(1 + rank) for rank in range(1, min(wanted, k) + 1))
    return min(1.0, gain / ideal)
