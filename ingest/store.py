"""The SQLite file of an index: documents, sections, units, sentences, passages, and what was dropped."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyground.errors import IndexRefusedError
from studyground.ingest.chunk import Passage
from studyground.ingest.stored import Section, SentenceSpan, StoredDocument, Unit

TABLES = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, root TEXT NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL,
  title TEXT NOT NULL, format TEXT NOT NULL, structured INTEGER NOT NULL, date TEXT NOT NULL, link TEXT NOT NULL,
  text TEXT NOT NULL, duplicate_of TEXT NOT NULL DEFAULT '', similarity REAL NOT NULL DEFAULT 0);
CREATE TABLE sections (doc INTEGER NOT NULL, n INTEGER NOT NULL, path TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, PRIMARY KEY (doc, n)) WITHOUT ROWID;
CREATE TABLE units (doc INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, section INTEGER NOT NULL, page INTEGER, level INTEGER NOT NULL,
  PRIMARY KEY (doc, n)) WITHOUT ROWID;
CREATE TABLE sentences (doc INTEGER NOT NULL, n INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  unit INTEGER NOT NULL, vector INTEGER, PRIMARY KEY (doc, n)) WITHOUT ROWID;
CREATE TABLE passages (id INTEGER PRIMARY KEY, doc INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  body_start INTEGER NOT NULL, body_end INTEGER NOT NULL, section INTEGER NOT NULL, page INTEGER,
  first INTEGER NOT NULL, last INTEGER NOT NULL, context TEXT NOT NULL);
CREATE INDEX passages_by_document ON passages (doc, id);
CREATE TABLE dropped (doc INTEGER NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE warnings (doc INTEGER NOT NULL, message TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as the index lists it; `hash` is the SHA-256 of the file it came from."""

    id: int
    document: str
    root: str
    path: str
    hash: str
    title: str
    format: str
    structured: bool
    date: str
    link: str
    duplicate_of: str
    similarity: float


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage as stored: `id` is its row in the vectors and in the term index."""

    id: int
    doc: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence as stored; `vector` is its row in the sentence vectors, None for what is not embedded."""

    n: int
    span: SentenceSpan
    vector: int | None


DOCUMENT_COLUMNS = "id, document, root, path, hash, title, format, structured, date, link, duplicate_of, similarity"
PASSAGE_COLUMNS = "id, doc, start, end, body_start, body_end, section, page, first, last, context"


class Store:
    """Reads and writes one SQLite file; spans are code points into `text`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def create(cls, path: Path) -> "Store":
        """A new, empty file."""
        connection = sqlite3.connect(path)
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
        return cls(connection)

    @classmethod
    def open(cls, path: Path) -> "Store":
        """An existing file, read only; may be used from several threads one at a time.

        Raises:
            IndexRefusedError: The file is not such a file or is damaged.
        """
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute("SELECT id FROM documents LIMIT 1").fetchall()
            (pages,), (size,) = (
                connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
            )
            if pages * size > path.stat().st_size:
                raise sqlite3.DatabaseError("it is cut short")
        except (sqlite3.Error, OSError) as error:
            raise _damaged(f" {path}", error) from error
        return cls(connection)

    def close(self) -> None:
        """Commit and close."""
        self._db.commit()
        self._db.close()

    def add_document(self, row: DocumentRow, stored: StoredDocument) -> None:
        """Write a document with its sections, units, what was dropped and what to warn of; passages come later."""
        db = self._db
        db.execute(
            f"INSERT INTO documents ({DOCUMENT_COLUMNS}, text) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (row.id, row.document, row.root, row.path, row.hash, row.title, row.format, row.structured, row.date,
             row.link, row.duplicate_of, row.similarity, stored.text),
        )  # fmt: skip
        db.executemany(
            "INSERT INTO sections VALUES (?,?,?,?,?)",
            [
                (row.id, n, json.dumps(s.path, ensure_ascii=False), s.start, s.end)
                for n, s in enumerate(stored.sections)
            ],
        )
        db.executemany(
            "INSERT INTO units VALUES (?,?,?,?,?,?,?,?)",
            [(row.id, n, u.kind, u.start, u.end, u.section, u.page, u.level) for n, u in enumerate(stored.units)],
        )
        db.executemany("INSERT INTO dropped VALUES (?,?,?)", [(row.id, d.text, d.reason) for d in stored.dropped])
        db.executemany("INSERT INTO warnings VALUES (?,?)", [(row.id, message) for message in stored.warnings])

    def add_sentences(self, doc: int, sentences: Sequence[SentenceSpan], vectors: Sequence[int | None]) -> None:
        """Write a document's sentences with the rows of their vectors."""
        self._db.executemany(
            "INSERT INTO sentences VALUES (?,?,?,?,?,?)",
            [(doc, n, s.start, s.end, s.unit, row) for n, (s, row) in enumerate(zip(sentences, vectors, strict=True))],
        )

    def add_passages(self, doc: int, first_id: int, passages: Sequence[Passage]) -> None:
        """Write a document's passages under consecutive ids."""
        self._db.executemany(
            f"INSERT INTO passages ({PASSAGE_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            [
                (
                    first_id + n,
                    doc,
                    p.start,
                    p.end,
                    p.body_start,
                    p.body_end,
                    p.section,
                    p.page,
                    p.first,
                    p.last,
                    p.context,
                )
                for n, p in enumerate(passages)
            ],
        )

    def _read(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a query; damage that only shows when a page is read is refused too."""
        try:
            return self._db.execute(query, tuple(values)).fetchall()
        except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError) as error:
            raise _damaged("", error) from error

    def documents(self) -> list[DocumentRow]:
        """All documents by name, the repeated ones among them."""
        rows = self._read(f"SELECT {DOCUMENT_COLUMNS} FROM documents ORDER BY document")
        return [DocumentRow(*(*row[:7], bool(row[7]), *row[8:])) for row in rows]

    def text(self, doc: int) -> str:
        """A document's stored text."""
        return str(self._read("SELECT text FROM documents WHERE id = ?", (doc,))[0][0])

    def sections(self, doc: int) -> list[Section]:
        """A document's sections in order."""
        rows = self._read("SELECT path, start, end FROM sections WHERE doc = ? ORDER BY n", (doc,))
        return [Section(tuple(json.loads(path)), start, end) for path, start, end in rows]

    def units(self, doc: int, first: int = 0, last: int = 1 << 60) -> dict[int, Unit]:
        """A document's units numbered `first` to `last` (inclusive), by number."""
        rows = self._read(
            "SELECT n, kind, start, end, section, page, level FROM units WHERE doc = ? AND n BETWEEN ? AND ?",
            (doc, first, last),
        )
        return {row[0]: Unit(*row[1:]) for row in rows}

    def page_at(self, doc: int, at: int) -> int | None:
        """The page of the last unit that begins at or before an offset and has one."""
        rows = self._read(
            "SELECT page FROM units WHERE doc = ? AND start <= ? AND page IS NOT NULL ORDER BY n DESC LIMIT 1",
            (doc, at),
        )
        return int(rows[0][0]) if rows else None

    def sentences(self, doc: int, first: int = 0, last: int = 1 << 60) -> list[SentenceRow]:
        """A document's sentences numbered `first` to `last` (exclusive)."""
        rows = self._read(
            "SELECT n, start, end, unit, vector FROM sentences WHERE doc = ? AND n >= ? AND n < ? ORDER BY n",
            (doc, first, last),
        )
        return [SentenceRow(n, SentenceSpan(start, end, unit), vector) for n, start, end, unit, vector in rows]

    def passages(self, ids: Sequence[int]) -> dict[int, PassageRow]:
        """Passages by id."""
        marks = ",".join("?" * len(ids))
        rows = self._read(f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id IN ({marks})", tuple(ids))
        return {row[0]: PassageRow(row[0], row[1], Passage(*row[2:])) for row in rows}

    def passages_of(self, doc: int) -> list[PassageRow]:
        """A document's passages in reading order."""
        rows = self._read(f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE doc = ? ORDER BY id", (doc,))
        return [PassageRow(row[0], row[1], Passage(*row[2:])) for row in rows]

    def all_passages(self) -> Iterator[tuple[PassageRow, str]]:
        """Every passage with its body text, in id order; one document's text in memory at a time."""
        doc, text = -1, ""
        for row in self._read(f"SELECT {PASSAGE_COLUMNS} FROM passages ORDER BY id"):
            if row[1] != doc:
                doc, text = row[1], self.text(row[1])
            found = PassageRow(row[0], row[1], Passage(*row[2:]))
            yield found, text[found.passage.body_start : found.passage.body_end]

    def passage_documents(self) -> list[int]:
        """The document of each passage, in id order."""
        return [row[0] for row in self._read("SELECT doc FROM passages ORDER BY id")]

    def dropped(self, doc: int) -> list[tuple[str, str]]:
        """What cleaning removed from a document: text and reason."""
        return self._read("SELECT text, reason FROM dropped WHERE doc = ? ORDER BY rowid", (doc,))

    def warnings(self, doc: int) -> list[str]:
        """What a learner should know about a document."""
        return [row[0] for row in self._read("SELECT message FROM warnings WHERE doc = ? ORDER BY rowid", (doc,))]


def _damaged(which: str, error: Exception) -> IndexRefusedError:
    return IndexRefusedError(
        f"The index file{which} is damaged: {error}.", "Rebuild it: studyground ingest --rebuild PATH"
    )
