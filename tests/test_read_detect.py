"""Which reader a file gets."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.readers.detect import module_for, read_any, reader_for

SHARED = Path(__file__).parents[1].parent / "shared"
POST = json.dumps({"title": {"rendered": "T"}, "content": {"rendered": "<p>Words.</p>"}}).encode()
NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}).encode()


def office(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        for name in names:
            container.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "module"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "pdf"),
        ("a.txt", b"%PDF-1.7 ...", "pdf"),
        ("a.pdf", b"\n\njunk %PDF-1.4", "pdf"),
        ("a.pdf", b"not a PDF at all", "pdf"),
        ("a.docx", office(docx.Document()), "word_document"),
        ("a.zip", office(docx.Document()), "word_document"),
        ("a", office(pptx.Presentation()), "slides"),
        ("a.docx", zipped("META-INF/container.xml"), "epub"),
        ("a.docx", b"PK\x03\x04 cut", "word_document"),
        ("a.txt", POST, "wordpress"),
        ("a.json", b"[" + POST + b"]", "wordpress"),
        ("a.json", b"{broken", "wordpress"),
        ("a.ipynb", NOTEBOOK, "notebook"),
        ("a.json", NOTEBOOK, "notebook"),
        ("a.txt", b"<!DOCTYPE html>\n<html><p>x", "html"),
        ("a.txt", b"\xef\xbb\xbf<html lang='en'>", "html"),
        ("a.txt", b"Write <html> first, then the head.", "text"),
        ("a.txt", b"[1] A list of references", "text"),
        ("a.htm", b"just words", "html"),
        ("a.MD", b"# x", "markdown"),
        ("README", b"words", "text"),
        ("a.rst", b"words\n=====", "text"),
        ("a.txt", "words".encode("utf-16"), "text"),
        ("a.txt", b"caf\xe9", "text"),
        ("a.txt", b"BMI is a ratio; MZ and BM are letters.", "text"),
        ("a.txt", b"BM is short for bookmark", "text"),
    ],
)
def test_content_decides_then_suffix(name: str, data: bytes, module: str) -> None:
    assert module_for(Path(name), data) == module


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.md", b"", "empty file"),
        ("a.txt", b" \n\t ", "empty file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "not a format it can read: a picture"),
        ("a.xlsx", zipped("xl/workbook.xml"), "a spreadsheet"),
        ("a.zip", zipped("a.txt"), "an archive"),
        ("a.odt", zipped("content.xml"), "not a format it can read: .odt"),
        ("a.zip", b"PK\x03\x04 cut", "damaged"),
        ("a.bin", b"a\x00b", "binary data"),
        ("a.csv", b"a,b", "not a format it can read: .csv"),
        ("a.py", b"x = 1", "not a format it can read: .py"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.rtf", b"{\\rtf1 words}", "rich text"),
        ("a.txt", b'{"a": 1}', "JSON, but not a WordPress post"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        reader_for(Path(name), data)


def test_reading_by_detection() -> None:
    assert read_any(Path("post.txt"), POST)[0].format == "wordpress"
    assert read_any(Path("a.md"), b"# T\n\nWords.")[0].format == "markdown"


@given(
    st.binary(max_size=300), st.sampled_from(["", ".txt", ".md", ".html", ".json", ".ipynb", ".docx", ".epub", ".pdf"])
)
def test_any_bytes_get_a_reader_or_a_reason(data: bytes, suffix: str) -> None:
    try:
        assert module_for(Path("a" + suffix), data)
    except UnreadableError as error:
        assert 0 < len(error.message) < 80


@pytest.mark.skipif(not SHARED.exists(), reason="needs the sample documents")
def test_the_sample_documents_get_their_readers() -> None:
    found = {path.name: module_for(path, path.read_bytes()) for path in (SHARED / "seeds").iterdir()}
    assert sorted(found.values()) == ["text"] * 4 + ["wordpress"]
