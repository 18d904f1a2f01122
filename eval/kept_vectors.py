"""Vectors of a baseline's passages, kept between runs: embedding them anew takes longer than all questions together."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from studyground.eval.baselines import Encoder, Vectors

_FEW = 64


class KeepingEncoder:
    """An encoder that keeps what it made of many texts in a folder; a few texts, as questions are, it always encodes.

    Times of questions stay what they are, as nothing of them is kept.

    Args:
        encoder: What encodes.
        identity: Of its weights: other weights keep their own vectors.
        folder: Where they are kept; a file that is damaged or cannot be written is done without.
    """

    def __init__(self, encoder: Encoder, identity: str, folder: Path) -> None:
        self._encoder = encoder
        self._identity = identity
        self._folder = folder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, as the encoder gives it."""
        if len(texts) <= _FEW:
            return self._encoder.encode(texts)
        digest = hashlib.sha256(self._identity.encode())
        for text in texts:
            data = text.encode("utf-8")
            digest.update(len(data).to_bytes(8))
            digest.update(data)
        path = self._folder / f"{digest.hexdigest()[:32]}.npy"
        known = _read(path, len(texts))
        if known is not None:
            return known
        vectors = self._encoder.encode(texts)
        _write(path, vectors)
        return vectors


def _read(path: Path, rows: int) -> Vectors | None:
    try:
        found = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return found if found.ndim == 2 and len(found) == rows and found.dtype == np.float32 else None


def _write(path: Path, vectors: Vectors) -> None:
    """Whole or not at all, so that a run that is interrupted leaves nothing half-written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.npy")
        with part.open("wb") as file:
            np.save(file, vectors, allow_pickle=False)
        part.replace(path)
    except OSError:
        return
