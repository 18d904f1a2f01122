"""How near a sentence's words are to those of its source: the numbers a paraphrase is judged by, and the judge."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from studyground.assistant.language_model.clauses import content_spans, content_words
from studyground.assistant.language_model.polarity import turns
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.encoder import Vectors
from studyground.ingest.terms import stem

WEIGHTS = Path(__file__).parent.parent / "language_support.json"
FEATURES = ("covered", "explained", "worst", "strange", "cosine", "recalled", "pairs", "longer")
# A word whose vector is nearer than this to some word of the source may stand for it.
LIKE = 0.5
MEANS_THE_SAME = 0.58
# A word that stands elsewhere in the same passage is explained this far.
NEARBY = 0.6
KNOWN_WORDS = 20_000
KNOWN_TEXTS = 400


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text as it is compared: its content words, and what the encoder makes of it.

    Args:
        text: As it is.
        words: Content words in lower case, compounds in parts.
        roots: Of their stems.
        whole: Unit vector of the text.
        inside: Unit vectors of the words as they stand in it, shape (words, dimension).
        alone: Unit vectors of the words by themselves, the same shape.
    """

    text: str
    words: tuple[str, ...]
    roots: tuple[str, ...]
    whole: Vectors
    inside: Vectors
    alone: Vectors


class WordVectors:
    """Reads texts; a word by itself, and a text that was read not long ago, is not encoded again.

    Args:
        encoder: Of the index: anything with `encode` and `encode_with_spans`.
    """

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self._read: dict[str, Reading] = {}

    def of(self, words: Sequence[str]) -> Vectors:
        """Unit vectors, shape (words, dimension)."""
        fresh = sorted({word for word in words if word not in self._known})
        if len(self._known) + len(fresh) > KNOWN_WORDS:
            self._known.clear()
            fresh = sorted(set(words))
        if fresh:
            self._known.update(zip(fresh, self._encoder.encode(fresh), strict=True))
        if not words:
            return np.zeros((0, int(self._encoder.dimension)), np.float32)
        return np.stack([self._known[word] for word in words])

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Read some texts; those that are new in one pass of the encoder."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._read]
        if len(self._read) + len(fresh) > KNOWN_TEXTS:
            self._read.clear()
            fresh = list(dict.fromkeys(texts))
        found = [content_spans(text) for text in fresh]
        self.of(sorted({word for spans in found for word, _, _ in spans}))
        if fresh:
            wholes, insides = self._encoder.encode_with_spans(
                fresh, [[(start, end) for _, start, end in spans] for spans in found]
            )
            for text, spans, whole, inside in zip(fresh, found, wholes, insides, strict=True):
                words = tuple(word for word, _, _ in spans)
                roots = tuple(root_of(stem(word)) for word in words)
                self._read[text] = Reading(text, words, roots, whole, inside, self.of(words))
        return [self._read[text] for text in texts]


def nearness(said: Reading, source: Reading) -> Vectors:
    """How near each word of one text is to each of another, in its place or by itself: shape (words, words)."""
    if not said.words or not source.words:
        return np.zeros((len(said.words), len(source.words)), np.float32)
    near: Vectors = np.maximum(said.inside @ source.inside.T, said.alone @ source.alone.T)
    return near


def resemblance(said: Reading, source: Reading) -> float:
    """How much of a sentence is in a source and of the source in it, to about 1: which source it is taken from."""
    if not said.words or not source.words:
        return 0.0
    roots = set(source.roots)
    near = nearness(said, source).max(axis=1)
    best = [1.0 if root in roots else float(value) for root, value in zip(said.roots, near, strict=True)]
    return (sum(best) / len(best) + float(said.whole @ source.whole) + 0.5 * kept(said, source)) / 2.5


def in_words_of(said: Reading, source: Reading) -> str:
    """A sentence in which each word that its source lacks is put as the nearest word of the source, where one is near."""
    if not said.words or not source.words:
        return said.text
    near, roots, text = nearness(said, source), set(source.roots), said.text
    spans = content_spans(said.text)
    for at in range(len(spans) - 1, -1, -1):
        best = int(near[at].argmax())
        same = near[at, best] >= MEANS_THE_SAME and not turns(said.words[at]) and not turns(source.words[best])
        if said.roots[at] not in roots and same:
            text = text[: spans[at][1]] + source.words[best] + text[spans[at][2] :]
    return text


def kept(said: Reading, source: Reading) -> float:
    """How much of a source a sentence keeps, each word of the source by what is nearest to it: 0 to about 1."""
    if not said.words or not source.words:
        return 0.0
    roots = set(said.roots)
    near = nearness(source, said).max(axis=1)
    best = [1.0 if root in roots else float(value) for root, value in zip(source.roots, near, strict=True)]
    return sum(best) / len(best)


def likeness(said: Reading, source: Reading, around: str = "", passage: str = "") -> dict[str, float]:
    """What is measured of a sentence beside its source, each about 0 to 1.

    Args:
        said: The sentence.
        source: The words it rests on.
        around: Headings: their words are known without standing in the source.
        passage: What the source is part of: its words are no strange ones.
    """
    if not said.words or not source.words:
        return dict.fromkeys(FEATURES, 0.0)
    roots = set(source.roots)
    known = roots | {root_of(stem(word)) for word in content_words(around)}
    covered = [root in known for root in said.roots]
    near = nearness(said, source).max(axis=1)
    nearby = {root_of(stem(word)) for word in content_words(passage)}
    best = [
        1.0 if held else max(float(value), NEARBY * (root in nearby))
        for held, value, root in zip(covered, near, said.roots, strict=True)
    ]
    pairs, their_pairs = (set(zip(row, row[1:], strict=False)) for row in (said.roots, source.roots))
    return {
        "covered": sum(covered) / len(covered),
        "explained": sum(best) / len(best),
        "worst": min(best),
        "strange": sum(value < LIKE for value in best) / len(best),
        "cosine": float(said.whole @ source.whole),
        "recalled": len(roots & set(said.roots)) / len(roots),
        "pairs": len(pairs & their_pairs) / len(pairs) if pairs else 1.0,
        "longer": min(2.0, len(said.words) / len(source.words)) / 2,
    }


def probability(measured: dict[str, float]) -> float:
    """The probability that a sentence with these measurements is supported, calibrated on labelled claims."""
    model = _weights()
    total = model["intercept"] + sum(model["weights"][name] * measured[name] for name in FEATURES)
    return 1.0 / (1.0 + math.exp(-total))


@lru_cache(maxsize=1)
def _weights() -> Any:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))
