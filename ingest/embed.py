"""Vectors of passages and of the sentences in them, embedded in groups that run on from one document into the next."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.ingest.chunk import Passage
from studyground.ingest.encoder import Encoder, Vectors
from studyground.ingest.stored import StoredDocument

EMBEDDED_AT_ONCE = 512  # passages; the more of them, the more are of one length and need no padding


@dataclass(slots=True)
class Part:
    """One document's share: passages and their vectors; the vectors of its embedded sentences.

    `rows` says which row each sentence has, `owners` in which passage (from the document's first) a row first stands.
    """

    passages: list[Passage]
    vectors: Vectors
    sentence_vectors: Vectors
    rows: list[int | None]
    owners: NDArray[np.int64]


class _Growing:
    """A document whose passages are being embedded."""

    def __init__(self, stored: StoredDocument, passages: list[Passage], dimension: int) -> None:
        self._stored = stored
        self.passages = passages
        self._vectors = np.zeros((len(passages), dimension), np.float32)
        self._claimed: set[int] = set()
        self._rows: list[int | None] = [None] * len(stored.sentences)
        self._pooled: list[Vectors] = [np.zeros((0, dimension), np.float32)]
        self._owners: list[int] = []

    def to_embed(self, at: int) -> "_Input":
        """What is embedded of a passage: its text below its headings, and the sentences no passage before it holds."""
        passage = self.passages[at]
        lead = f"{passage.context}\n" if passage.context else ""
        text = lead + self._stored.text[passage.body_start : passage.body_end]
        inside = [n for n in range(passage.first, passage.last) if n not in self._claimed]
        self._claimed.update(inside)
        shift = len(lead) - passage.body_start
        return _Input(self, at, text, inside, [_within(self._stored, n, passage, shift) for n in inside])

    def take(self, of: "_Input", vector: Vectors, sentences: Vectors) -> None:
        """Keep the vectors of a passage, (dimension,), and of its sentences, (sentences, dimension)."""
        self._vectors[of.at] = vector
        for offset, n in enumerate(of.sentences, len(self._owners)):
            self._rows[n] = offset
        self._owners += [of.at] * len(of.sentences)
        self._pooled.append(sentences)

    def part(self) -> Part:
        """The finished document."""
        owners = np.array(self._owners, np.int64)
        return Part(self.passages, self._vectors, np.concatenate(self._pooled), self._rows, owners)


@dataclass(frozen=True, slots=True)
class _Input:
    """A passage to embed: its document, its number there, its text, its sentences and their places in the text."""

    document: _Growing
    at: int
    text: str
    sentences: list[int]
    spans: list[tuple[int, int]]


def embedded(
    documents: Iterable[tuple[StoredDocument, list[Passage]]], encoder: Encoder, told: Callable[[int], None]
) -> Iterator[Part]:
    """Embed documents one after another, and in the same pass the sentences of each passage.

    Args:
        documents: What is stored of each, and its passages.
        encoder: Embeds them.
        told: Called with how many passages are embedded so far.

    Returns:
        A part for each document, in their order.
    """
    begun: deque[_Growing] = deque()
    waiting: list[_Input] = []
    done = 0
    for stored, passages in documents:
        document = _Growing(stored, passages, encoder.dimension)
        for at in range(len(passages)):
            waiting.append(document.to_embed(at))
            if len(waiting) == EMBEDDED_AT_ONCE:
                done += _embed(waiting, encoder)
                told(done)
                yield from (begun.popleft().part() for _ in range(len(begun)))
        begun.append(document)
    if waiting:
        told(done + _embed(waiting, encoder))
    yield from (document.part() for document in begun)


def _embed(waiting: list[_Input], encoder: Encoder) -> int:
    """Embed what waits, give it to its documents, and empty the list."""
    vectors, of_sentences = encoder.encode_with_spans([item.text for item in waiting], [item.spans for item in waiting])
    for item, vector, sentences in zip(waiting, vectors, of_sentences, strict=True):
        item.document.take(item, vector, sentences)
    count = len(waiting)
    waiting.clear()
    return count


def _within(stored: StoredDocument, sentence: int, passage: Passage, shift: int) -> tuple[int, int]:
    """A sentence's place in the text that is embedded; one cut by a passage border is pooled over its first part."""
    span = stored.sentences[sentence]
    return max(span.start, passage.body_start) + shift, min(span.end, passage.body_end) + shift
