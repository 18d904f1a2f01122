"""An index opened for reading: stored text and spans, vectors, terms, and the encoder that made it."""

import json
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.errors import DocumentMissingError, EncoderError, IndexRefusedError
from studyground.ingest.build import ACRONYMS_FILE, OWNERS_FILE, WORDS_FILE
from studyground.ingest.encoder import OnnxEncoder, Vectors, load_encoder, open_exported
from studyground.ingest.encoder_export import find_export
from studyground.ingest.index_folder import Manifest, read_manifest
from studyground.ingest.kin import WordVectors, load_word_vectors
from studyground.ingest.question_encoder import question_encoder
from studyground.ingest.store import DocumentRow, PassageRow, SentenceRow, Store
from studyground.ingest.stored import Section, Unit
from studyground.ingest.terms import TermIndex, load_term_index
from studyground.ingest.vectors import PASSAGES_FILE, SENTENCES_FILE, read_vectors
from studyground.settings import Settings

STRETCHES_KEPT = 2048  # of a document: the sentences, and the units, of a passage
SHORT = 100  # longer stretches are not kept
PASSAGES_KEPT = 4096


class Index:
    """One generation of an index; stays readable while the next is written. Safe to share between threads."""

    def __init__(self, folder: Path, manifest: Manifest, settings: Settings) -> None:
        self.folder = folder
        self.manifest = manifest
        self._generation = folder / manifest.generation
        self._settings = settings
        self._store = Store.open(self._generation / "store.sqlite")
        self._lock = threading.RLock()
        self._rows = {row.id: row for row in self._store.documents()}
        self._by_name = {row.document: row for row in self._rows.values()}
        self._text = lru_cache(maxsize=64)(self._store.text)
        self._sections = lru_cache(maxsize=256)(self._store.sections)
        # one generation never changes, and neighbouring questions read the same stretches
        self._units = lru_cache(maxsize=STRETCHES_KEPT)(self._store.units)
        self._sentences = lru_cache(maxsize=STRETCHES_KEPT)(self._store.sentences)
        self._passages: dict[int, PassageRow] = {}

    @property
    def index_id(self) -> str:
        """Id derived from what the index holds."""
        return self.manifest.index

    def documents(self) -> list[DocumentRow]:
        """All documents by name, repeated ones among them."""
        return sorted(self._rows.values(), key=lambda row: row.document)

    def document_names(self) -> list[str]:
        """The names of all documents, in order."""
        return [row.document for row in self.documents()]

    def headings_at(self, name: str, at: int) -> tuple[str, ...]:
        """The headings above an offset of a document, from the outermost in."""
        for section in self.sections(self.document(name).id):
            if section.start <= at < section.end:
                return section.path
        return ()

    def document(self, name: str) -> DocumentRow:
        """The document of a name; its last part is enough where that is unambiguous.

        Raises:
            DocumentMissingError: None or several have that name.
        """
        if name in self._by_name:
            return self._by_name[name]
        found = [row for row in self._rows.values() if row.document.endswith("/" + name.lstrip("/"))]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(sorted(row.document for row in found))
            raise DocumentMissingError(f"Several documents are called '{name}': {names}.", "Give the whole name.")
        raise DocumentMissingError(f"There is no document '{name}' in this index.", "`studyground doctor` lists them.")

    def document_by_id(self, doc: int) -> DocumentRow:
        """The document with an internal number."""
        return self._rows[doc]

    def stored_text(self, name: str) -> str:
        """What ingest kept of a document.

        Raises:
            DocumentMissingError: There is no such document.
        """
        return self.text_by_id(self.document(name).id)

    def text_by_id(self, doc: int) -> str:
        """Stored text by internal number."""
        with self._lock:
            return self._text(doc)

    def texts(self) -> Iterator[str]:
        """The stored text of every document in turn."""
        return (self.text_by_id(doc) for doc in self._rows)

    def sections(self, doc: int) -> list[Section]:
        """A document's sections in order."""
        with self._lock:
            return self._sections(doc)

    def units(self, doc: int, first: int = 0, last: int = 1 << 60) -> dict[int, Unit]:
        """A document's units numbered first to last, both included; not to be changed."""
        with self._lock:
            return (self._units if last - first < SHORT else self._store.units)(doc, first, last)

    def page_at(self, doc: int, at: int) -> int | None:
        """The sheet an offset stands on, None where the format has no pages."""
        with self._lock:
            return self._store.page_at(doc, at)

    def sentences(self, doc: int, first: int = 0, last: int = 1 << 60) -> list[SentenceRow]:
        """A document's sentences numbered first up to, not including, last; not to be changed."""
        with self._lock:
            return (self._sentences if last - first < SHORT else self._store.sentences)(doc, first, last)

    def passages(self, ids: Sequence[int]) -> dict[int, PassageRow]:
        """Passages by id."""
        with self._lock:
            missing = [at for at in ids if at not in self._passages]
            if missing:
                if len(self._passages) > PASSAGES_KEPT:
                    self._passages, missing = {}, list(ids)
                self._passages |= self._store.passages(missing)
            return {at: self._passages[at] for at in ids if at in self._passages}

    def passages_of(self, doc: int) -> list[PassageRow]:
        """A document's passages in reading order."""
        with self._lock:
            return self._store.passages_of(doc)

    def all_passages(self) -> list[tuple[PassageRow, str]]:
        """Every passage with its text, in id order."""
        with self._lock:
            return list(self._store.all_passages())

    def dropped(self, doc: int) -> list[tuple[str, str]]:
        """What cleaning removed from a document: text and reason."""
        with self._lock:
            return self._store.dropped(doc)

    def warnings(self, doc: int) -> list[str]:
        """What a learner should know about a document."""
        with self._lock:
            return self._store.warnings(doc)

    def twins(self, doc: int) -> list[DocumentRow]:
        """The other copies of a document, in other formats or scrapes."""
        own = self._rows[doc]
        name = own.duplicate_of or own.document
        return [
            row for row in self._rows.values() if row.id != doc and (row.duplicate_of == name or row.document == name)
        ]

    @cached_property
    def passage_documents(self) -> NDArray[np.int64]:
        """The document of each passage, shape (passages,)."""
        with self._lock:
            return np.array(self._store.passage_documents(), np.int64)

    @cached_property
    def vectors(self) -> Any:
        """The FAISS index over passages."""
        return read_vectors(self._generation / PASSAGES_FILE, self.manifest.passages)

    @cached_property
    def sentence_index(self) -> Any:
        """The FAISS index over sentences; a row is `SentenceRow.vector`."""
        return read_vectors(self._generation / SENTENCES_FILE, self.manifest.sentences)

    @cached_property
    def sentence_owners(self) -> NDArray[np.int64]:
        """For each row of the sentence index the passage it first stands in."""
        try:
            owners: NDArray[np.int64] = np.load(self._generation / OWNERS_FILE)
        except (OSError, ValueError, EOFError) as error:
            raise self._damaged(OWNERS_FILE) from error
        if owners.shape != (self.manifest.sentences,):
            raise self._damaged(OWNERS_FILE)
        return owners

    @cached_property
    def terms(self) -> TermIndex:
        """The BM25 index over passages."""
        try:
            return load_term_index(self._generation / "terms", self.manifest.passages)
        except (OSError, ValueError, KeyError, EOFError, TypeError, AttributeError) as error:
            raise self._damaged("terms") from error

    @cached_property
    def word_vectors(self) -> WordVectors:
        """A vector for every word of the guide."""
        try:
            return load_word_vectors(self._generation)
        except (OSError, ValueError, EOFError, TypeError) as error:
            raise self._damaged("word_vectors") from error

    @cached_property
    def words(self) -> dict[str, int]:
        """Every word of the guide as written, lower case, with the number of passages it is in."""
        loaded: dict[str, int] = self._json(WORDS_FILE)
        return loaded

    @cached_property
    def acronyms(self) -> dict[str, list[str]]:
        """Acronyms of the guide and what they stand for in it."""
        loaded: dict[str, list[str]] = self._json(ACRONYMS_FILE)
        return loaded

    def _json(self, name: str) -> Any:
        try:
            return json.loads((self._generation / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self._damaged(name) from error

    def _damaged(self, name: str) -> IndexRefusedError:
        if not self._generation.exists():
            return IndexRefusedError(f"The index in {self.folder} was replaced while it was open.", "Start again.")
        return IndexRefusedError(
            f"The index in {self.folder} is damaged: {name} cannot be read.",
            "Rebuild it: studyground ingest --rebuild PATH",
        )

    @cached_property
    def encoder(self) -> OnnxEncoder:
        """The encoder the index was made with.

        Raises:
            EncoderError: It is not on this machine and the one in the settings is another.
        """
        export = find_export(self.manifest.encoder, self._settings.data_folder())
        if export is not None:
            return open_exported(export)
        name = self._settings.encoder or str(self.manifest.settings.get("encoder", ""))
        encoder = load_encoder(name, self._settings.data_folder())
        if encoder.identity != self.manifest.encoder:
            raise EncoderError(
                f"The index was made with the encoder {self.manifest.encoder_name} "
                f"({self.manifest.encoder[:12]}…), which is not the one at hand.",
                "Name the same encoder, or rebuild the index with --rebuild.",
            )
        return encoder

    @cached_property
    def question_encoder(self) -> OnnxEncoder:
        """What questions are read with: the encoder with its weights moved, or itself where none are known for it.

        Raises:
            EncoderError: As for `encoder`.
        """
        export = None
        if self._settings.question_encoder != "none":
            export = find_export(self.encoder.identity, self._settings.data_folder())
        return (question_encoder(export) if export is not None else None) or self.encoder

    def nearest_passages(self, query: Vectors, count: int) -> tuple[Vectors, NDArray[np.int64]]:
        """Cosines and ids of the passages nearest to one query vector of shape (dimension,)."""
        return _search(self.vectors, query, min(count, self.manifest.passages))

    def nearest_sentences(self, query: Vectors, count: int) -> tuple[Vectors, NDArray[np.int64]]:
        """Cosines and rows of the sentences nearest to one query vector of shape (dimension,)."""
        return _search(self.sentence_index, query, min(count, self.manifest.sentences))

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._store.close()


def _search(index: Any, query: Vectors, count: int) -> tuple[Vectors, NDArray[np.int64]]:
    if count == 0:
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    scores, ids = index.search(query.reshape(1, -1).astype(np.float32), count)
    found = ids[0] >= 0
    return scores[0][found], ids[0][found]


def open_index(settings: Settings) -> Index:
    """Open the index of these settings.

    Raises:
        IndexMissingError: There is none yet.
        IndexRefusedError: It is foreign, damaged, half-written or newer.
    """
    folder = settings.index_folder()
    return Index(folder, read_manifest(folder), settings)
