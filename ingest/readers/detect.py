"""Which reader a file needs: its content decides, its suffix only where the content does not tell."""

import importlib
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import cast

from studyground.errors import UnreadableError
from studyground.ingest.document import Extract, Reader
from studyground.ingest.readers.decoding import decode
from studyground.ingest.readers.zip_container import OLE_MAGIC, ZIP_MAGIC

_TEXT = frozenset(["", ".txt", ".text", ".rst", ".log", ".asc", ".adoc", ".org", ".tex"])
_MARKDOWN = frozenset([".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"])
_HTML = frozenset([".html", ".htm", ".xhtml"])
_OFFICE = {".docx": "word_document", ".pptx": "slides", ".epub": "epub"}
_BY_SUFFIX = {
    **dict.fromkeys(_TEXT, "text"),
    **dict.fromkeys(_MARKDOWN, "markdown"),
    **dict.fromkeys(_HTML, "html"),
    **_OFFICE,
    ".pdf": "pdf",
    ".json": "wordpress",
    ".ipynb": "notebook",
}
READABLE_SUFFIXES = frozenset(_BY_SUFFIX) - {""}
"""Suffixes of the files worth trying when a folder is searched; a file without a suffix may be text too."""

_KNOWN_BINARY = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ", "an archive"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "rich text (RTF)"),
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HEAD = 8192


def reader_for(path: Path, data: bytes) -> Reader:
    """The reader of a file.

    Raises:
        UnreadableError: When the file is empty or of a kind that no reader knows; the reason says which.
    """
    return cast(Reader, importlib.import_module(f"studyground.ingest.readers.{module_for(path, data)}").read)


def read_any(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read a file of any kind.

    Raises:
        UnreadableError: When it is of no known kind, or its reader cannot read it.
    """
    read: Callable[[Path, bytes], tuple[Extract, ...]] = reader_for(path, data)
    return read(path, data)


def module_for(path: Path, data: bytes) -> str:
    """Name of the module in `studyground.ingest.readers` that reads a file.

    Raises:
        UnreadableError: When the file is empty or of a kind that no reader knows.
    """
    suffix = path.suffix.lower()
    if not data.strip(b" \t\r\n\x0b\x0c"):
        raise UnreadableError("empty file")
    # Mail programs and servers put a few lines before the mark; readers of PDF look for it in the first kilobyte.
    if b"%PDF-" in data[:1024] and (data.startswith(b"%PDF-") or suffix == ".pdf"):
        return "pdf"
    if data.startswith((ZIP_MAGIC, b"PK\x05\x06", b"PK\x07\x08")):
        return _in_zip(suffix, data)
    if data.startswith(OLE_MAGIC):
        return _old_office(suffix, data)
    if suffix == ".pdf" or suffix in _OFFICE:
        # The reader of the format says "damaged" or "not really a PDF" in its own words.
        return _BY_SUFFIX[suffix]
    if kind := _binary_kind(data):
        raise UnreadableError(f"not a format it can read: {kind}")
    if found := _in_text(suffix, data):
        return found
    if suffix not in _BY_SUFFIX:
        raise UnreadableError(f"not a format it can read: {suffix}")
    return _BY_SUFFIX[suffix]


def _in_zip(suffix: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            names = set(container.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        # Its reader says what is damaged; a broken archive of no known kind has none.
        if suffix in _OFFICE:
            return _OFFICE[suffix]
        raise UnreadableError("damaged") from None
    if "META-INF/container.xml" in names:
        return "epub"
    for folder, module in (("word/", "word_document"), ("ppt/", "slides")):
        if any(name.startswith(folder) for name in names):
            return module
    if any(name.startswith("xl/") for name in names):
        raise UnreadableError("not a format it can read: a spreadsheet")
    if suffix in _OFFICE:
        return _OFFICE[suffix]
    raise UnreadableError(f"not a format it can read: {suffix if suffix not in ('', '.zip') else 'an archive'}")


def _old_office(suffix: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("needs a password")
    raise UnreadableError(f"not a format it can read: an Office file before 2007 ({suffix or 'no suffix'})")


def _binary_kind(data: bytes) -> str:
    """What a file that is no text is, or "" for text."""
    # Two letters are no proof: text may begin with them too.
    binary = b"\x00" in data[:_HEAD] and not data.startswith(_BYTE_ORDER_MARKS)
    for magic, kind in _KNOWN_BINARY:
        if data.startswith(magic) and (binary or len(magic) > 3):
            return kind
    if data[4:8] == b"ftyp":
        return "a film or sound file"
    return "binary data" if binary else ""


def _in_text(suffix: str, data: bytes) -> str:
    """The reader that the beginning of a text asks for, "" where only the suffix can tell."""
    start = decode(data[:_HEAD]).lstrip("\ufeff \t\r\n")
    if suffix == ".ipynb":
        return "notebook"
    if start.startswith(("{", "[")) and (suffix in _TEXT or suffix == ".json"):
        return _in_json(suffix, data)
    if suffix in _TEXT or suffix in _HTML:
        return "html" if suffix in _HTML or _PAGE.match(start) else ""
    if suffix == ".xml" and _PAGE.match(start):
        return "html"
    return ""


def _in_json(suffix: str, data: bytes) -> str:
    import json

    from studyground.ingest.readers.wordpress import posts_in

    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError):
        # Prose may begin with a bracket.
        return "wordpress" if suffix == ".json" else ""
    if isinstance(value, dict) and "cells" in value and "nbformat" in value:
        return "notebook"
    if posts_in(value) or suffix == ".json":
        return "wordpress"
    if isinstance(value, dict | list):
        raise UnreadableError("JSON, but not a WordPress post")
    return ""
