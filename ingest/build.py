"""One generation of an index: chunks and embeds what is new, carries over what is not, writes the files."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studyground.ingest.acronyms import find_acronyms
from studyground.ingest.chunk import Passage, chunk
from studyground.ingest.duplicates import PASSAGE_SHINGLE_WORDS, says_more, shingles
from studyground.ingest.embed import Part, embedded
from studyground.ingest.encoder import Encoder, Vectors
from studyground.ingest.encoder_bfloat16 import for_many
from studyground.ingest.kin import save_word_vectors
from studyground.ingest.store import DocumentRow, Store
from studyground.ingest.stored import StoredDocument
from studyground.ingest.terms import save_term_index, terms, tokens
from studyground.ingest.vectors import (
    PASSAGES_FILE,
    SENTENCES_FILE,
    build_sentence_index,
    build_vector_index,
    read_vectors,
    write_vectors,
)
from studyground.settings import Settings

OWNERS_FILE = "sentence_passages.npy"
WORDS_FILE = "words.json"
ACRONYMS_FILE = "acronyms.json"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """How much a generation holds: rows in the vectors and rows in the sentence vectors."""

    passages: int
    sentences: int


def build_generation(
    scratch: Path,
    documents: Sequence[tuple[DocumentRow, StoredDocument]],
    reuse: Path | None,
    reusable: set[str],
    encoder: Encoder,
    settings: Settings,
    tell: Progress,
) -> Built:
    """Write every file of a generation into an empty folder.

    Args:
        scratch: The folder.
        documents: Rows with their final ids, in order, and what is stored of each.
        reuse: The generation before, or None.
        reusable: Names of documents whose passages and vectors can be taken from it unchanged.
        encoder: Embeds what is new.
        settings: Passage size, overlap, and where search stops being exact.
        tell: Progress.
    """
    texts = {stored.document: stored.text for _, stored in documents}
    chunked = {
        row.document: _passages(row, stored, texts, encoder, settings)
        for row, stored in documents
        if row.document not in reusable
    }
    total = sum(len(item) for item in chunked.values())
    quick = for_many(encoder, settings.encoder, total)
    fresh = ((stored, chunked[row.document]) for row, stored in documents if row.document in chunked)
    parts = embedded(fresh, quick, lambda count: tell("embedding", count, total))
    old = _Old(reuse) if reuse is not None and reusable else None
    store = Store.create(scratch / "store.sqlite")
    vectors: list[Vectors] = []
    sentence_vectors: list[Vectors] = []
    owners: list[NDArray[np.int64]] = []
    words: list[list[str]] = []
    spellings: Counter[str] = Counter()
    next_passage = next_row = 0
    tell("embedding", 0, total)
    for row, stored in documents:
        part = old.part(row.document) if old is not None and row.document in reusable else next(parts)
        store.add_document(row, stored)
        store.add_sentences(row.id, stored.sentences, [None if at is None else at + next_row for at in part.rows])
        store.add_passages(row.id, next_passage, part.passages)
        for passage in part.passages:
            text = f"{passage.context}\n{stored.text[passage.body_start : passage.body_end]}"
            words.append(terms(text))
            spellings.update(set(tokens(text)))
        vectors.append(part.vectors)
        sentence_vectors.append(part.sentence_vectors)
        owners.append(part.owners + next_passage)
        next_passage += len(part.passages)
        next_row += len(part.sentence_vectors)
    store.close()
    tell("writing", 0, 1)
    stacked = np.concatenate(vectors) if vectors else np.zeros((0, encoder.dimension), np.float32)
    write_vectors(build_vector_index(stacked, settings.exact_search_limit), scratch / PASSAGES_FILE)
    stacked = np.concatenate(sentence_vectors)
    write_vectors(build_sentence_index(stacked, settings.exact_search_limit), scratch / SENTENCES_FILE)
    np.save(scratch / OWNERS_FILE, np.concatenate(owners))
    save_term_index(words, scratch / "terms")
    (scratch / WORDS_FILE).write_text(json.dumps(dict(sorted(spellings.items())), ensure_ascii=False), encoding="utf-8")
    save_word_vectors(spellings, quick, scratch)
    acronyms = find_acronyms(stored.text for _, stored in documents)
    (scratch / ACRONYMS_FILE).write_text(json.dumps(acronyms, ensure_ascii=False), encoding="utf-8")
    tell("writing", 1, 1)
    return Built(next_passage, next_row)


def _passages(
    row: DocumentRow, stored: StoredDocument, texts: dict[str, str], encoder: Encoder, settings: Settings
) -> list[Passage]:
    """A document's passages; of a repeated document only those that say something its better copy does not."""
    passages = chunk(stored, encoder.count_tokens, encoder.max_tokens, settings.passage_tokens, settings.overlap_tokens)
    if not row.duplicate_of:
        return passages
    elsewhere = shingles(texts[row.duplicate_of], PASSAGE_SHINGLE_WORDS)
    return [item for item in passages if says_more(stored.text[item.body_start : item.body_end], elsewhere)]


class _Old:
    """The generation before, for what can be carried over."""

    def __init__(self, folder: Path) -> None:
        self._store = Store.open(folder / "store.sqlite")
        self._vectors = read_vectors(folder / PASSAGES_FILE)
        self._sentences = read_vectors(folder / SENTENCES_FILE)
        self._owners = np.load(folder / OWNERS_FILE)
        self._ids = {row.document: row.id for row in self._store.documents()}

    def part(self, document: str) -> Part:
        """What the old generation holds of a document, sentence rows counted from its own first."""
        doc = self._ids[document]
        found = self._store.passages_of(doc)
        sentences = self._store.sentences(doc)
        used = [item.vector for item in sentences if item.vector is not None]
        low, high = (min(used), max(used) + 1) if used else (0, 0)
        rows = [None if item.vector is None else item.vector - low for item in sentences]
        if not found:
            empty = np.zeros((0, self._vectors.d), np.float32)
            return Part([], empty, empty, rows, np.zeros(0, np.int64))
        return Part(
            [item.passage for item in found],
            self._vectors.reconstruct_n(found[0].id, len(found)),
            self._sentences.reconstruct_n(low, high - low),
            rows,
            self._owners[low:high] - found[0].id,
        )
