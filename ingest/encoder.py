"""Text to vectors: the packaged all-MiniLM-L6-v2 through onnxruntime, or any sentence-transformers model by name.

Asking must not import torch (seconds); the weights are exported to ONNX once per encoder into the user's data folder
and read from there by every index.
"""

import ctypes
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from studyground.errors import EncoderError
from studyground.ingest.encoder_export import ExportedEncoder, exported

Vectors = NDArray[np.float32]
Spans = Sequence[tuple[int, int]]
BATCH_TOKENS = 4096
_OPENING = threading.Lock()


class Encoder(Protocol):
    """Turns text into unit vectors; `identity` names the exact weights."""

    identity: str
    dimension: int
    max_tokens: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension), float32, unit length; empty text gives a zero vector."""
        ...

    def encode_with_spans(self, texts: Sequence[str], spans: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        """Vectors of the texts and, from the same pass, of character spans inside each of them.

        Args:
            texts: n texts.
            spans: For each text, its spans as half-open code point offsets into it.

        Returns:
            The text vectors (n, dimension), and for each text the span vectors (number of spans, dimension).
        """
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, without the two that frame every input."""
        ...


@dataclass(slots=True)
class OnnxEncoder:
    """A mean-pooled transformer read with onnxruntime and tokenizers; imports neither torch nor transformers.

    Span vectors come from pooling the token states of the whole text over the span ("late chunking", Günther et al.
    2024, arXiv:2409.04701), so that a sentence's vector knows what its "this" refers to and costs no second pass.
    """

    identity: str
    dimension: int
    max_tokens: int
    _tokenizer: Any
    _session: Any
    _batch_tokens: int = BATCH_TOKENS
    _workers: int = 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder.encode`."""
        return self.encode_with_spans(texts, [()] * len(texts))[0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See `Encoder.count_tokens`."""
        return [len(item) for item in self._tokenizer.encode_batch_fast(encodable(texts), add_special_tokens=False)]

    def is_word(self, word: str) -> bool:
        """Whether a lower-case word is in the encoder's own vocabulary, which holds the ordinary English ones."""
        return self._tokenizer.token_to_id(word) is not None

    def encode_with_spans(self, texts: Sequence[str], spans: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        """See `Encoder.encode_with_spans`."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        span_vectors = [np.zeros((len(item), self.dimension), np.float32) for item in spans]
        encodings = self._tokenizer.encode_batch(encodable(texts))
        batches = [
            self._batch(encodings, rows) for rows in _batches([len(e.ids) for e in encodings], self._batch_tokens)
        ]
        for batch, states in zip(batches, self._states(batches), strict=True):
            for at, (row, cut) in enumerate(zip(batch.rows, batch.taken, strict=True)):
                if not texts[row].strip():
                    continue
                vectors[row] = _unit(states[at, : len(cut)].mean(axis=0))
                if spans[row]:
                    offsets = np.array(encodings[row].offsets)[cut]
                    span_vectors[row] = _pool_spans(states[at, : len(cut)], offsets, spans[row], vectors[row])
        return vectors, span_vectors

    def _batch(self, encodings: Sequence[Any], rows: list[int]) -> "_Batch":
        """The arrays of some inputs, padded to the longest of them."""
        taken = [_read_part(encodings[row], self.max_tokens) for row in rows]
        width = max(len(cut) for cut in taken)
        ids, mask = (np.zeros((len(rows), width), np.int64) for _ in range(2))
        for at, (row, cut) in enumerate(zip(rows, taken, strict=True)):
            ids[at, : len(cut)] = np.asarray(encodings[row].ids)[cut]
            mask[at, : len(cut)] = 1
        return _Batch(rows, taken, {"input_ids": ids, "attention_mask": mask})

    def _states(self, batches: Sequence["_Batch"]) -> Iterator[Vectors]:
        """Token states of each batch, (rows, width, dimension)."""
        if self._workers == 1 or len(batches) == 1:
            yield from (self._session.run(None, batch.inputs)[0] for batch in batches)
            return
        with ThreadPoolExecutor(self._workers) as workers:
            running: deque[Future[Vectors]] = deque()
            for batch in batches:
                if len(running) == 2 * self._workers:  # token states are large: no more of them than keep all at work
                    yield running.popleft().result()
                running.append(workers.submit(lambda batch: self._session.run(None, batch.inputs)[0], batch))
            while running:
                yield running.popleft().result()


@dataclass(frozen=True, slots=True)
class _Batch:
    """Inputs read together: which texts, which of their tokens, and the arrays."""

    rows: list[int]
    taken: list[NDArray[np.int64]]
    inputs: dict[str, NDArray[np.int64]]


def encodable(texts: Sequence[str]) -> list[str]:
    """Texts of the same lengths without halves of surrogate pairs, which no encoding holds."""
    return [text.encode("utf-8", "replace").decode("utf-8") for text in texts]


def _read_part(encoding: Any, most: int) -> NDArray[np.int64]:
    """Which tokens of an input are read: all, or the first and the closing ones, as sentence-transformers cuts."""
    count = len(encoding.ids)
    if count <= most:
        return np.arange(count)
    closing = 0
    while closing < most and encoding.special_tokens_mask[count - 1 - closing]:
        closing += 1
    return np.concatenate([np.arange(most - closing), np.arange(count - closing, count)])


def _pool_spans(states: Vectors, offsets: NDArray[np.int64], spans: Spans, whole: Vectors) -> Vectors:
    """Mean of the token states inside each span; a span without tokens takes the vector of the whole."""
    starts, ends = offsets[:, 0], offsets[:, 1]
    pooled = np.empty((len(spans), states.shape[1]), np.float32)
    for at, (start, end) in enumerate(spans):
        inside = (starts >= start) & (ends <= end) & (ends > starts)
        pooled[at] = _unit(states[inside].mean(axis=0)) if inside.any() else whole
    return pooled


def _unit(vector: Vectors) -> Vectors:
    norm = float(np.linalg.norm(vector))
    return vector / norm if norm > 0 else vector


def _batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Rows of similar length together, at most a number of padded tokens a batch."""
    batches: list[list[int]] = []
    current: list[int] = []
    longest = 0
    for row in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
        longest = longest if current else max(lengths[row], 1)
        if current and (len(current) + 1) * longest > most:
            batches.append(current)
            current, longest = [], max(lengths[row], 1)
        current.append(row)
    return [*batches, current] if current else batches


def give_back_memory() -> None:
    """Hand what loading a network left unused back to the system, where the C library can (tens of megabytes on Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def load_encoder(name: str, data_folder: Path) -> OnnxEncoder:
    """Open an encoder, exporting it first when this is the first time it is used.

    Args:
        name: A sentence-transformers name or folder; "" for the packaged all-MiniLM-L6-v2.
        data_folder: Where exports are kept (`encoders/` below it).

    Raises:
        EncoderError: The weights are missing, damaged or not the published ones.
    """
    return open_exported(exported(name, data_folder))


def open_exported(export: ExportedEncoder) -> OnnxEncoder:
    """Read an exported encoder, once: indexes share it, and it may be begun before an index is open.

    Raises:
        EncoderError: The export cannot be read; the message says to run `studyground doctor`.
    """
    with _OPENING:
        files = (export.folder / "model.onnx", export.folder / "tokenizer.json")
        return _opened(export, tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files))


@lru_cache(maxsize=2)
def _opened(export: ExportedEncoder, written: tuple[int, ...]) -> OnnxEncoder:
    """The encoder in a folder whose files were written at certain times."""
    return open_network(export, export.folder / "model.onnx")


def open_network(export: ExportedEncoder, network: Path | bytes) -> OnnxEncoder:
    """An encoder's network with the tokenizer of an export.

    Args:
        export: The export.
        network: An ONNX file or its bytes.

    Raises:
        EncoderError: Network or tokenizer cannot be read.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(export.folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            network if isinstance(network, bytes) else str(network), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # tokenizers and onnxruntime raise bare Exceptions of their own
        raise EncoderError(
            f"The encoder in {export.folder} cannot be read: {error}.", "Remove that folder: it is made again."
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    give_back_memory()
    return OnnxEncoder(export.identity, export.dimension, export.max_tokens, tokenizer, session)
