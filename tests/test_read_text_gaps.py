"""A table pasted into plain text whose cells stand apart by blanks and do not line up."""

from pathlib import Path

from studyground.ingest.readers.text import read

BOATS = """The three boats of the yard differ in more than their size, and the yard keeps a sheet on each of them.

Table 2 The boats compared
Boat    Length    Crew    Used for
Punt    4 m, sometimes 5    one    reeds and eels
Barge with leeboards    22 m    three or four    bricks; in winter ice
Skiff    6 m    two    letters

Each is tarred in spring, before the water is high.
"""


def test_rows_of_as_many_cells_are_a_table() -> None:
    blocks = read(Path("boats.txt"), BOATS.encode())[0].blocks
    table = [block.text for block in blocks if block.kind == "table"]
    assert len(table) == 1
    assert table[0].split("\n") == [
        "Boat | Length | Crew | Used for",
        "Punt | 4 m, sometimes 5 | one | reeds and eels",
        "Barge with leeboards | 22 m | three or four | bricks; in winter ice",
        "Skiff | 6 m | two | letters",
    ]


def test_sentences_set_wide_apart_and_two_rows_make_none() -> None:
    prose = "It rains.   It pours all day.   The water is high.\nIt snows again.   It hails.   Out.\nIt thaws.   Rain.   Go.\n"
    two = "Boat    Length    Crew\nPunt    4 m long, or five    one man\n"
    for text in (prose, two):
        assert not [block for block in read(Path("a.txt"), text.encode())[0].blocks if block.kind == "table"]
