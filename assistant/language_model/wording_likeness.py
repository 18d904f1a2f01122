"""How near a sentence's words are to those of its source: the numbers a paraphrase is judged by, and the judge."""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from studyground.assistant.language_model.clauses import content_words
from studyground.assistant.language_model.polarity import root_of
from studyground.ingest.encoder import Vectors
from studyground.ingest.terms import stem

WEIGHTS = Path(__file__).parent.parent / "language_support.json"
FEATURES = ("covered", "explained", "worst", "strange", "cosine", "recalled", "pairs", "longer")
# A word whose vector is nearer than this to some word of the source may stand for it.
LIKE = 0.5
KNOWN_WORDS = 20_000


class WordVectors:
    """Vectors of single words, each encoded once.

    Args:
        encoder: Of the index: anything with `encode`.
    """

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def of(self, words: Sequence[str]) -> Vectors:
        """Unit vectors, shape (words, dimension)."""
        fresh = sorted({word for word in words if word not in self._known})
        if len(self._known) + len(fresh) > KNOWN_WORDS:
            self._known.clear()
            fresh = sorted(set(words))
        if fresh:
            self._known.update(zip(fresh, self._encoder.encode(fresh), strict=True))
        return np.stack([self._known[word] for word in words])

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of whole texts, shape (texts, dimension)."""
        vectors: Vectors = self._encoder.encode(texts)
        return vectors


def likeness(said: str, source: str, vectors: WordVectors, cosine: float, around: str = "") -> dict[str, float]:
    """What is measured of a sentence beside its source, each about 0 to 1.

    Args:
        said: The sentence.
        source: The words it rests on.
        vectors: Of single words.
        cosine: Of sentence and source as wholes.
        around: Headings and question: their words are known without standing in the source.
    """
    mine, theirs = content_words(said), content_words(source)
    if not mine or not theirs:
        return dict.fromkeys(FEATURES, 0.0)
    roots = {root_of(stem(word)) for word in theirs}
    known = roots | {root_of(stem(word)) for word in content_words(around)}
    covered = [root_of(stem(word)) in known for word in mine]
    new = [word for word, held in zip(mine, covered, strict=True) if not held]
    near = dict(zip(new, (vectors.of(new) @ vectors.of(theirs).T).max(axis=1), strict=True)) if new else {}
    best = [1.0 if held else float(near[word]) for word, held in zip(mine, covered, strict=True)]
    own_roots = [root_of(stem(word)) for word in mine]
    their_roots = [root_of(stem(word)) for word in theirs]
    pairs, their_pairs = (set(zip(row, row[1:], strict=False)) for row in (own_roots, their_roots))
    return {
        "covered": sum(covered) / len(covered),
        "explained": sum(best) / len(best),
        "worst": min(best),
        "strange": sum(value < LIKE for value in best) / len(best),
        "cosine": cosine,
        "recalled": len(roots & set(own_roots)) / len(roots),
        "pairs": len(pairs & their_pairs) / len(pairs) if pairs else 1.0,
        "longer": min(2.0, len(mine) / len(theirs)) / 2,
    }


def probability(measured: dict[str, float]) -> float:
    """The probability that a sentence with these measurements is supported, calibrated on labelled claims."""
    model = _weights()
    total = model["intercept"] + sum(model["weights"][name] * measured[name] for name in FEATURES)
    return 1.0 / (1.0 + math.exp(-total))


@lru_cache(maxsize=1)
def _weights() -> Any:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))
