"""Pages that are a text file between two tags."""

from pathlib import Path

from studyground.ingest.document import Block
from studyground.ingest.readers.html import blocks_of, read
from studyground.ingest.readers.preformatted import running_text

TYPED = """
BOATS OF THE HARBOUR

Every boat that stays overnight is written into the harbour book. The
master of the harbour keeps the book and shows it to anybody who asks for
it on a working day.

Boats under sail give way to the ferry. The ferry itself stops for no
boat, since it cannot turn within the narrow part of the channel.

Fees are paid

- at the office in the morning,
- at the kiosk on the quay after four.
"""
LISTING = """
def moor(boat):
    # The boat is tied to the quay and its name is written down.
    book.append(boat.name)
    return boat.length * FEE

for boat in harbour:
    print(moor(boat))
"""
SESSION = """
$ harbour --list
Kittiwake   12.5   paid
Guillemot   9.0    open
$ harbour --close Guillemot
Closed: Guillemot owes 18.00 for two nights.
"""


def test_a_typed_page_is_read_as_the_text_it_is() -> None:
    blocks = blocks_of(f"<html><body><h1>Rules</h1><hr><pre>{TYPED}</pre></body></html>")
    assert blocks[0] == Block("heading", "Rules", 1)
    assert [(one.kind, one.level) for one in blocks if one.kind == "heading"][1] == ("heading", 2)
    said = [one.text for one in blocks if one.kind == "paragraph"]
    assert said[0].startswith("Every boat that stays overnight is written into the harbour book. The master of")
    assert said[1].endswith("since it cannot turn within the narrow part of the channel.")
    assert [one.text for one in blocks if one.kind == "item"] == [
        "at the office in the morning,",
        "at the kiosk on the quay after four.",
    ]
    assert not [one for one in blocks if one.kind == "code"]


def test_listings_and_sessions_stay_as_they_are() -> None:
    for text in (LISTING, SESSION):
        assert running_text(text * 6) == ()
        assert [one.kind for one in blocks_of(f"<body><pre>{text * 6}</pre></body>")] == ["code"]


def test_an_example_within_an_article_stays_an_example() -> None:
    around = "<p>The rules of the harbour are kept in a file, and the office reads it aloud each spring.</p>" * 12
    kinds = [one.kind for one in blocks_of(f"<body>{around}<pre>{TYPED}</pre></body>")]
    assert kinds.count("code") == 1 and "heading" not in kinds


def test_a_typed_page_is_found_whole_by_the_reader_of_pages() -> None:
    markup = f"<html><head><title>Harbour</title></head><body><PRE>{TYPED}</PRE></body></html>"
    (extract,) = read(Path("rules.html"), markup.encode())
    text = " ".join(one.text for one in extract.blocks)
    for words in ("written into the harbour book", "give way to the ferry", "at the kiosk on the quay after four"):
        assert words in text
