"""Whether an answer's citations carry its sentences: against gold evidence, and by a support scorer; never mixed."""

from collections.abc import Callable, Mapping, Sequence

from studyground.eval.spans import Places, Span, any_touches, overlap, union_length

Support = Callable[[str, str], float]
"""How well an evidence text (second) supports a claim (first), from 0 to 1."""


def gold_precision(sentences: Sequence[Sequence[Span]], evidence: Sequence[Places]) -> float | None:
    """Share of citations, each on the sentence it stands on, whose span counts as a piece of gold evidence.

    Args:
        sentences: The cited spans of each sentence of the answer.
        evidence: The places of each piece of gold evidence.

    Returns:
        None without evidence or without a sentence; 0 when sentences stand but none cites anything.

    Source: after citation precision of Gao et al. 2023 (ALCE), with gold spans in place of an inference model.
    """
    if not evidence or not sentences:
        return None
    cited = [span for spans in sentences for span in spans]
    right = sum(any(any_touches(span, one) for one in evidence) for span in cited)
    return right / len(cited) if cited else 0.0


def gold_recall(sentences: Sequence[Sequence[Span]], evidence: Sequence[Places]) -> float | None:
    """Share of sentences that cite at least one span of gold evidence; None without evidence or sentences.

    Source: after citation recall of Gao et al. 2023 (ALCE).
    """
    if not evidence or not sentences:
        return None
    right = sum(any(any_touches(span, one) for span in spans for one in evidence) for spans in sentences)
    return right / len(sentences)


def evidence_cited(cited: Sequence[Span], evidence: Sequence[Places], mode: str = "all") -> float | None:
    """Share of the gold evidence that some citation counts as; with mode "any" one piece is enough.

    None without evidence, 0 without citations.
    """
    if not evidence:
        return None
    found = sum(any(any_touches(span, one) for span in cited) for one in evidence)
    return float(found > 0) if mode == "any" else found / len(evidence)


def focus(cited: Sequence[Span], evidence: Sequence[Places]) -> float | None:
    """Share of the cited code points that lie in gold evidence; None without evidence or citations.

    This falls when a whole passage is cited where a sentence was meant, which the counts above forgive.
    """
    total = union_length(cited)
    if not evidence or not total:
        return None
    inside = {
        Span(span.document, max(span.start, place.start), min(span.end, place.end))
        for span in cited
        for one in evidence
        for place in one
        if overlap(span, place)
    }
    return union_length(inside) / total


def scored_recall(sentences: Sequence[tuple[str, Sequence[str]]], support: Support, threshold: float) -> float | None:
    """Mean over sentences of "what it cites, read together, supports it"; 0 where uncited, None without sentences.

    Source: citation recall of Gao et al. 2023 (ALCE).
    """
    if not sentences:
        return None
    return sum(_holds(text, quotes, support, threshold) for text, quotes in sentences) / len(sentences)


def scored_precision(
    sentences: Sequence[tuple[str, Sequence[str]]], support: Support, threshold: float
) -> float | None:
    """Share of citations whose sentence is supported and that are enough alone or needed by the others.

    A citation is needed when the rest of its sentence's citations no longer support the sentence. None without
    sentences, 0 when none cites anything.

    Source: citation precision of Gao et al. 2023 (ALCE).
    """
    if not sentences:
        return None
    cited = right = 0
    for text, quotes in sentences:
        cited += len(quotes)
        if not _holds(text, quotes, support, threshold):
            continue
        for i, quote in enumerate(quotes):
            others = [other for j, other in enumerate(quotes) if j != i]
            if _holds(text, [quote], support, threshold) or not _holds(text, others, support, threshold):
                right += 1
    return right / cited if cited else 0.0


def quotes_exact(citations: Sequence[tuple[Span, str]], texts: Mapping[str, str]) -> float | None:
    """Share of citations whose quote is exactly the stored text at their offsets; None without citations."""
    if not citations:
        return None
    exact = sum(
        0 <= span.start < span.end and texts.get(span.document, "")[span.start : span.end] == quote != ""
        for span, quote in citations
    )
    return exact / len(citations)


def _holds(text: str, quotes: Sequence[str], support: Support, threshold: float) -> bool:
    return bool(quotes) and support(text, " ".join(quotes)) >= threshold
