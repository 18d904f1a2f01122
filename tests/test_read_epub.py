"""EPUB books in, blocks out."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from studyground.errors import UnreadableError
from studyground.ingest.document import Block
from studyground.ingest.readers.epub import read

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="B/c.opf"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">
<metadata><dc:title>Trees &amp; more</dc:title><dc:date>2021-02-03T00:00:00Z</dc:date></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="one%20x.xhtml" media-type="application/xhtml+xml"/>
<item id="f" href="f.otf" media-type="font/otf"/></manifest>
<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="{}"/>
<enc:CipherData><enc:CipherReference URI="{}"/></enc:CipherData></enc:EncryptedData></encryption>"""


def chapter(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>t</title></head><body>{body}</body></html>"
    )


def book(**changes: str | None) -> bytes:
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "B/c.opf": PACKAGE,
        "B/nav.xhtml": chapter("<nav><ol><li><a href='x'>One</a></li></ol></nav>"),
        "B/two.xhtml": chapter("<h1>Two</h1><p>Second.</p>"),
        "B/one x.xhtml": chapter("<h1>One</h1><p>First<a epub:type='noteref' role='doc-noteref' href='#n'>1</a>.</p>"),
        **{name.replace("__", "/"): text for name, text in changes.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in files.items():
            if text is not None:
                container.writestr(name, text)
    return stream.getvalue()


def test_chapters_in_spine_order_without_the_contents_page() -> None:
    (extract,) = read(Path("a.epub"), book())
    assert extract.blocks == (
        Block("heading", "One", 1),
        Block("paragraph", "First."),
        Block("heading", "Two", 1),
        Block("paragraph", "Second."),
    )
    assert (extract.title, extract.date, extract.format) == ("Trees & more", "2021-02-03", "epub")
    assert [(piece.text, piece.reason) for piece in extract.dropped] == [("One", "table of contents")]


def test_a_missing_chapter_is_a_warning() -> None:
    (extract,) = read(Path("a.epub"), book(**{"B/two.xhtml": None}))
    assert len(extract.blocks) == 2
    assert "two.xhtml" in extract.warnings[0]


def test_scrambled_fonts_are_no_lock_but_locked_chapters_are() -> None:
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "B/f.otf")
    assert read(Path("a.epub"), book(**{"META-INF/encryption.xml": fonts}))
    locked = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "B/one%20x.xhtml")
    with pytest.raises(UnreadableError, match="is protected"):
        read(Path("a.epub"), book(**{"META-INF/encryption.xml": locked}))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"words", "damaged"),
        (book()[:300], "damaged"),
        (book(**{"META-INF/container.xml": None}), "not an EPUB"),
        (book(**{"META-INF/container.xml": "<container/>"}), "damaged"),
        (book(**{"B/c.opf": PACKAGE[:200]}), "damaged"),
        (book(**{"B/one x.xhtml": chapter(""), "B/two.xhtml": chapter("<img src='x'/>")}), "no text in it"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(Path("a.epub"), data)


def test_cut_and_damaged_books() -> None:
    whole, rng = book(), random.Random(5)
    for turn in range(200):
        data = bytearray(whole)
        if turn % 3 == 0:
            del data[rng.randrange(len(data)) :]
        else:
            for _ in range(rng.randint(1, 10)):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        try:
            assert read(Path("a.epub"), bytes(data))[0].blocks
        except UnreadableError as error:
            assert len(error.message) < 60
