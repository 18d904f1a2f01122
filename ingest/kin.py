"""Words of like meaning: a vector for every word of the guide, so that "photographs" finds "images"."""

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from studyground.ingest.encoder import Encoder, Vectors
from studyground.ingest.terms import STOP_WORDS, stem

VECTORS_FILE = "word_vectors.npy"
STEMS_FILE = "word_stems.json"
MOST_WORDS = 30_000
SHORTEST = 3
LEAST_COSINE = 0.62
NONE_AT = 0.55
MOST_KIN = 6
Kin = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """One unit vector a stem of the guide, in order, that of its commonest spelling: shape (stems, dimension).

    What was found for one of the guide's own stems is kept: the words of questions come again.
    """

    stems: tuple[str, ...]
    vectors: Vectors
    _kept: dict[str, dict[str, float]] = field(default_factory=dict, compare=False, repr=False)

    def kin(self, words: Sequence[str], encoder: Encoder) -> dict[str, dict[str, float]]:
        """The guide's words that mean nearly the same as some others.

        Args:
            words: Lower-case words; those that the guide has in some form are not embedded again.
            encoder: The index's own.

        Returns:
            By the stem of each word, stems of the guide with their closeness, above 0 to 1; the word itself left out.
        """
        if not len(self.stems) or not words:
            return {}
        own = [stem(word) for word in words]
        rows = {name: self._row(name) for name in own if name not in self._kept}
        new = {name: word for name, word in zip(own, words, strict=True) if name in rows and rows[name] is None}
        sought = list(rows)
        found: dict[str, dict[str, float]] = {}
        if sought:
            vectors = np.stack([self.vectors[rows[name] or 0] for name in sought])
            if new:
                vectors[[sought.index(name) for name in new]] = encoder.encode(list(new.values()))
            # not `@`: BLAS would wake threads for it, which then spin for 20 ms on the cores that encode the question
            cosines = np.einsum("ij,kj->ik", self.vectors, vectors)
            found = {name: self._nearest(name, cosines[:, at]) for at, name in enumerate(sought)}
            self._kept.update({name: kin for name, kin in found.items() if name not in new})
        return {name: found[name] if name in found else self._kept[name] for name in own}

    def _nearest(self, name: str, cosines: Vectors) -> dict[str, float]:
        """The stems of the highest cosines, of shape (stems,), without the word itself; the closest first."""
        near = np.flatnonzero(cosines >= LEAST_COSINE)
        near = near[np.argsort(-cosines[near], kind="stable")][: MOST_KIN + 1]
        kin = {
            self.stems[row]: float(min(1.0, (cosines[row] - NONE_AT) / (1 - NONE_AT)))
            for row in near
            if self.stems[row] != name
        }
        return dict(list(kin.items())[:MOST_KIN])

    def _row(self, name: str) -> int | None:
        at = bisect_left(self.stems, name)
        return at if at < len(self.stems) and self.stems[at] == name else None


def comparable(word: str) -> bool:
    """Whether a word's meaning can be compared: letters only, no stop word, not too short."""
    return len(word) >= SHORTEST and word.isalpha() and word not in STOP_WORDS


def save_word_vectors(spellings: Mapping[str, int], encoder: Encoder, folder: Path) -> None:
    """Embed the guide's words, one spelling a stem, the commonest first, and write them into a folder.

    Args:
        spellings: Lower-case words with the number of passages they are in.
        encoder: The index's own.
        folder: A generation of an index.
    """
    chosen: dict[str, str] = {}
    for word in sorted(spellings, key=lambda word: (-spellings[word], word)):
        if comparable(word):
            chosen.setdefault(stem(word), word)
    stems = sorted(list(chosen)[:MOST_WORDS])
    vectors = encoder.encode([chosen[item] for item in stems])
    np.save(folder / VECTORS_FILE, vectors.astype(np.float16))
    (folder / STEMS_FILE).write_text(json.dumps(stems, ensure_ascii=False), encoding="utf-8")


def load_word_vectors(folder: Path) -> WordVectors:
    """Open what `save_word_vectors` wrote.

    Raises:
        OSError: A file is missing.
        ValueError: A file is damaged.
    """
    stems = json.loads((folder / STEMS_FILE).read_text(encoding="utf-8"))
    vectors = np.load(folder / VECTORS_FILE)
    if vectors.ndim != 2 or len(stems) != len(vectors):
        raise ValueError("the words and their vectors do not fit together")
    return WordVectors(tuple(stems), vectors.astype(np.float32))
