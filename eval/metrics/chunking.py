"""How exactly retrieved passages meet the spans that answer a question, in code points."""

from collections.abc import Sequence
from dataclasses import dataclass

from studyground.eval.spans import Span, overlap, union_length


@dataclass(frozen=True, slots=True)
class SpanScores:
    """Shares of code points, 0 to 1."""

    recall: float
    precision: float
    iou: float


def span_scores(retrieved: Sequence[Span], references: Sequence[Span]) -> SpanScores:
    """Recall, precision and intersection over union of retrieved passages against reference spans.

    The intersection counts each code point once; passages that overlap count each time they were retrieved, so that
    repeating text is paid for. Union is what was retrieved plus what of the references was not.

    Source: Smith and Troynikov 2024 (Evaluating chunking strategies for retrieval).
    """
    met = {
        Span(passage.document, max(passage.start, one.start), min(passage.end, one.end))
        for passage in retrieved
        for one in references
        if overlap(passage, one)
    }
    found = union_length(met)
    wanted = union_length(references)
    read = sum(passage.length for passage in retrieved)
    union = read + wanted - found
    return SpanScores(found / wanted if wanted else 0.0, found / read if read else 0.0, found / union if union else 0.0)
