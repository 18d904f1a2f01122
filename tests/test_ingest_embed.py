"""Embedding in groups: fewer passes over more passages, the same vectors, and few of them held at once."""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from studyground.ingest.chunk import Passage, chunk
from studyground.ingest.document import Block, Extract
from studyground.ingest.embed import EMBEDDED_AT_ONCE, Part, embedded
from studyground.ingest.encoder import Encoder, OnnxEncoder, Spans, Vectors
from studyground.ingest.stored import StoredDocument, assemble


@dataclass
class Lengths:
    """An encoder whose vectors can be told beforehand: characters and spaces of a text or span."""

    identity: str = "lengths"
    dimension: int = 2
    max_tokens: int = 64
    calls: list[int] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([[len(text), text.count(" ")] for text in texts], np.float32).reshape(-1, 2)

    def encode_with_spans(self, texts: Sequence[str], spans: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        self.calls.append(len(texts))
        inside = [self.encode([text[a:b] for a, b in of]) for text, of in zip(texts, spans, strict=True)]
        return self.encode(texts), inside

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        self.calls.append(len(texts))
        return [len(text.split()) for text in texts]


def guide(name: str, sections: int, sentences: int = 1) -> StoredDocument:
    """A document on hives, of so many sections, each of one paragraph."""
    blocks: list[Block] = []
    for n in range(sections):
        said = " ".join(f"Hive {n} of {name} holds {n * part} frames in its box." for part in range(1, sentences + 1))
        blocks += [Block("heading", f"Hive {n}", 1), Block("paragraph", said)]
    return assemble(Extract(tuple(blocks), name, "markdown", True), name)


def cut(document: StoredDocument, encoder: Encoder) -> list[Passage]:
    return chunk(document, encoder.count_tokens, encoder.max_tokens, 24, 11)


def alike(part: Part, other: Part) -> bool:
    return (
        part.passages == other.passages
        and part.rows == other.rows
        and (part.owners == other.owners).all()
        and np.allclose(part.vectors, other.vectors, atol=1e-5)
        and np.allclose(part.sentence_vectors, other.sentence_vectors, atol=1e-5)
    )


def test_groups_run_on_from_one_document_into_the_next_and_give_what_each_gives_alone() -> None:
    encoder = Lengths()
    names = {"north": 300, "south": 250, "east": 1, "west": 700}
    documents = [(stored, cut(stored, encoder)) for stored in (guide(name, n, 3) for name, n in names.items())]
    documents.insert(2, (guide("repeated", 1), []))
    alone = [next(embedded([document], encoder, lambda count: None)) for document in documents]
    encoder.calls.clear()
    told: list[int] = []
    together = list(embedded(documents, encoder, told.append))
    total = sum(len(passages) for _, passages in documents)
    assert encoder.calls[:-1] == [EMBEDDED_AT_ONCE] * (total // EMBEDDED_AT_ONCE)
    assert told == [*range(EMBEDDED_AT_ONCE, total, EMBEDDED_AT_ONCE), total]
    assert all(alike(part, other) for part, other in zip(together, alone, strict=True))
    stored, (passages, part) = documents[0][0], (documents[0][1], together[0])
    for n, row in enumerate(part.rows):
        assert row is None or part.sentence_vectors[row][0] == stored.sentences[n].end - stored.sentences[n].start
        assert row is None or passages[part.owners[row]].first <= n < passages[part.owners[row]].last


def test_a_documents_vectors_do_not_depend_on_what_is_embedded_beside_it(encoder: OnnxEncoder) -> None:
    documents = [(stored, cut(stored, encoder)) for stored in (guide("north", 4, 3), guide("south", 3, 9))]
    together = list(embedded(documents, encoder, lambda count: None))
    alone = [next(embedded([document], encoder, lambda count: None)) for document in documents]
    assert all(alike(part, other) for part, other in zip(together, alone, strict=True))


class Counted(np.ndarray):
    """An array that tells when it is gone."""


@dataclass
class Session:
    """Gives token states at once and counts how many of them are held."""

    held: int = 0
    most: int = 0

    def run(self, outputs: None, inputs: dict[str, Any]) -> list[Vectors]:
        states = np.ones((*inputs["input_ids"].shape, 384), np.float32).view(Counted)
        self.held += 1
        self.most = max(self.most, self.held)
        weakref.finalize(states, self._gone)
        return [states]

    def _gone(self) -> None:
        self.held -= 1


def test_few_token_states_are_held_however_many_batches_a_group_has(encoder: OnnxEncoder) -> None:
    session = Session()
    many = replace(encoder, _session=session, _batch_tokens=16, _workers=2)
    many.encode([f"The hive holds {n} frames of honey." for n in range(200)])
    assert session.most <= 2 * 2 + 2  # as many as are asked for ahead, and the one being read


def test_tokens_are_counted_for_a_document_and_not_for_each_section() -> None:
    few, many = Lengths(), Lengths()
    assert cut(guide("north", 2, 3), few) and cut(guide("south", 60, 3), many)
    assert len(many.calls) == len(few.calls)
