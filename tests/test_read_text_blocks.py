"""Plain text in several shapes: what is an item, a table, code or a paragraph, and that no letter is lost."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.readers.text import read
from tests.invented_notes import DOCUMENTS, kinds, parse


def test_lists_of_every_sign() -> None:
    text = "- one\n* two\n• three\n\n1. first\n2. second\n\na) alpha\nb) beta\n\n(i) ein\n(ii) zwei\n"
    assert [(b.marker, b.text) for b in kinds(parse(text), "item")] == [
        ("-", "one"), ("*", "two"), ("•", "three"), ("1.", "first"), ("2.", "second"), ("a)", "alpha"), ("b)", "beta"),
        ("(i)", "ein"), ("(ii)", "zwei"),
    ]  # fmt: skip
    assert kinds(parse("A. Smith was the first to say so.\nNobody listened to him."), "item") == []


def test_wrapped_items_are_joined_and_nested() -> None:
    items = kinds(parse(DOCUMENTS["hard-wrapped chapter"][0]), "item")
    assert items[0].text == "fluoxetine, which acts on serotonin and is taken daily"
    assert [(item.level, item.text) for item in items[1:4]] == [(0, "reboxetine"), (1, "rarely used"), (0, "bupropion")]


def test_wrapped_lines_become_paragraphs_and_divided_words_are_rejoined() -> None:
    paragraphs = [block.text for block in kinds(parse(DOCUMENTS["hard-wrapped chapter"][0]), "paragraph")]
    assert paragraphs[0].startswith(
        "A neuron is a cell that carries signals. It has a body, several short dendrites and"
    )
    assert paragraphs[0].endswith("Signals travel in one direction only.")


def test_tables_of_three_kinds_and_code() -> None:
    table = kinds(parse(DOCUMENTS["history chapter"][0]), "table")[0]
    assert table.text.split("\n")[3] == "1849 | Rome | republic crushed"
    assert kinds(parse("name\tage\nAnn\t31\nBob\t29\n"), "table")[0].text == "name | age\nAnn | 31\nBob | 29"
    assert kinds(parse("| a | b |\n|---|---|\n| 1 | 2 |\n"), "table")[0].text == "a | b\n1 | 2"
    code = parse("So we write:\n\n    for x in xs:\n        total = total + x\n    print(total)\n\nand are done.\n")
    assert kinds(code, "code")[0].text == "for x in xs:\n    total = total + x\nprint(total)"
    assert kinds(parse("```\na  = 1\n\nb = 2\n```\n"), "code")[0].text == "a  = 1\n\nb = 2"


LINES = st.sampled_from(
    [line for text, _ in DOCUMENTS.values() for line in text.split("\n")] + ["", "-----", "====", "\t"]
)


def signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@given(st.lists(LINES | st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=40), max_size=30))
def test_no_letter_is_lost_or_moved(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        extract = parse(text)
    except UnreadableError as error:
        assert error.message != "empty file" or not signs(text)
        return
    shown = "".join(f"{block.marker}{block.text}" for block in extract.blocks)
    assert signs(shown) == signs(text)
    assert all(block.kind in ("table", "code") or "\n" not in block.text for block in extract.blocks)


def test_lines_in_one_block_under_a_colon_are_items_though_their_markers_are_lost() -> None:
    told = """Pruning A Rose

Pruning keeps a rose open to the light and is done in late winter, before the buds swell and when no hard frost is expected.

How it goes:
Cut out the dead wood first.
Take away what crosses another branch.
Shorten the rest to an outward bud.

A rambling rose is pruned after it has flowered, since it flowers on the wood of the year before, as every gardener learns once.
The cut is made with a clean blade.
"""
    (extract,) = read(Path("roses.txt"), told.encode())
    items = [block.text for block in extract.blocks if block.kind == "item"]
    assert items == [
        "Cut out the dead wood first.",
        "Take away what crosses another branch.",
        "Shorten the rest to an outward bud.",
    ]


def test_a_colon_before_the_only_next_line_or_a_long_paragraph_makes_no_list() -> None:
    lone = "A word of warning:\nNever climb a wet ladder.\n\nThe rest is easy, and it can be learnt in one afternoon.\n"
    long = "He said:\n" + "This is a very long line of talk. " * 9 + "\nAnd so on.\n\nThen he left the room for good.\n"
    for told in (lone, long):
        (extract,) = read(Path("notes.txt"), told.encode())
        assert all(block.kind != "item" for block in extract.blocks)
