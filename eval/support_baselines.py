"""Support scorers that cost nothing, for others to beat: shared words, shared numbers, cosine of sentences."""

import re
from collections.abc import Callable

import numpy as np

from studyground.eval.baselines import Encoder
from studyground.eval.fold import normalise
from studyground.eval.metrics.citations import Support

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")


def lexical_support(claim: str, evidence: str) -> float:
    """Share of the claim's content words, by stem, that the evidence holds; 0 for a claim without any."""
    from studyground.eval.verify_gold import content_stems

    wanted = content_stems(claim)
    return len(wanted & content_stems(evidence)) / len(wanted) if wanted else 0.0


def number_support(claim: str, evidence: str) -> float:
    """Share of the claim's numbers that the evidence holds; 1 for a claim without any."""
    wanted = set(_NUMBER.findall(normalise(claim)))
    return len(wanted & set(_NUMBER.findall(normalise(evidence)))) / len(wanted) if wanted else 1.0


def cosine_support(encoder: Encoder) -> Support:
    """A scorer that takes the largest cosine of the claim to any sentence of the evidence, below 0 as 0."""

    def support(claim: str, evidence: str) -> float:
        sentences = [one.strip() for one in _SENTENCE.findall(evidence) if one.strip()]
        if not sentences or not claim.strip():
            return 0.0
        vectors = encoder.encode([claim, *sentences])
        return float(np.clip((vectors[1:] @ vectors[0]).max(), 0.0, 1.0))

    return support


SCORERS: dict[str, Callable[[str, str], float]] = {"lexical": lexical_support, "numbers": number_support}
