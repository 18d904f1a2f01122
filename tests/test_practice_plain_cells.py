"""Cells of tables in words of a question's own: verbs in the third person, articles put in, counts and colours by name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.writing.bare_nouns import with_articles
from studyground.assistant.practice.writing.cell_asked import _IS_ONE
from studyground.assistant.practice.writing.cell_deeds import told_of_row
from studyground.assistant.practice.writing.lookup_wording import row_asked_for
from studyground.assistant.practice.writing.mining_verbs import third_person
from studyground.assistant.practice.writing.phrasing import Casing
from studyground.assistant.practice.writing.same_value_wording import asked_of_column
from studyground.assistant.practice.writing.table_words import Head
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

LOOM = """# Handbook of the Tarn mill

## Weaving techniques

A weaver chooses a technique for each cloth of the mill.

| Technique | Description |
|---|---|
| Skip weft | Randomly leave out threads during the second pass |
| Herring lay | Reverse the slope of the twill after eight picks |
| Double beat | Press every pick twice against the fell |
| Float cut | Remove long floats behind the face of the cloth |
| Warp sizing | Coat the warp with starch before the loom is dressed |

## Bobbins

| Lid colour | Fibre | Turns | Typical repairs |
|---|---|---|---|
| Amber | wool | 3-4 | knots and slubs |
| Violet | linen | 8-10 | broken ends |
| Teal | cotton | 5 | loose selvedge |
| Rose | silk | 12 | snagged floats |
| Grey | hemp | 6 | split plies |
"""
FLEET = """The crew looks after a boat and a hull. Each hull is numbered; many hulls lie in one yard, and larger hulls lie apart.
A cost is a cost; costs and the cost of paint matter, and in cost. Ranges and hull numbers are listed."""


@pytest.fixture(scope="module")
def stems(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What is asked of tables on a subject that no rule was made for."""
    with opened_guide(LOOM, tmp_path_factory.mktemp("loom"), data_folder, "loom.md") as opened:
        written = generate(opened, load_blueprint("mls-c01"), 20, kind="mixed", seed=3)
        yield [question.stem for question in written.questions]


@pytest.mark.parametrize(
    ("kind", "head", "said", "asked"),
    [
        ("technique", "Description", "Randomly zero out cells", "Which technique randomly zeroes out cells?"),
        (
            "technique",
            "What it does",
            "Select rows and drop the rest",
            "Which technique selects rows and drops the rest?",
        ),
        ("signal", "Description", "keeps the worker alive", "Which signal keeps the worker alive?"),
        ("metric", "Description", "Share of errors found", "Which metric gives the share of errors found?"),
        ("method", "Watch out for", "outliers pull the mean", "With which method do outliers pull the mean?"),
        ("method", "Pitfall", "one spike flattens the rest", "With which method does one spike flatten the rest?"),
        ("method", "Pitfall", "loses order within a bin", "Which method loses order within a bin?"),
        ("step", "Description", "Remove the lid", ""),  # somebody else does it
        ("technique", "What to do", "Remove the lid", ""),
        ("technique", "Description", "Test results of the run", ""),  # a noun as likely as a verb
        ("technique", "Description", "Reduce time and cost of runs", ""),
        ("technique", "Description", "four bare walls", ""),
        ("", "Description", "Remove the lid", ""),
    ],
)
def test_a_cell_that_begins_with_its_verb_is_told_of_its_row(kind: str, head: str, said: str, asked: str) -> None:
    assert told_of_row(kind, head, said) == asked


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("paint smaller hull from larger one", "paint a smaller hull from a larger one"),
        ("compress range of large values", "compress the range of large values"),
        ("compress the range of large values", "compress the range of large values"),
        ("drop least important hulls", "drop the least important hulls"),
        ("reduce higher cost in yards", "reduce higher cost in yards"),  # no noun that is always counted
        ("paint larger hulls (by hand)", "paint larger hulls (by hand)"),
        ("measure longer moisture", "measure longer moisture"),  # never counted in the guide
    ],
)
def test_articles_come_before_what_the_guide_counts(said: str, told: str) -> None:
    assert with_articles(said, Casing([FLEET])) == told


def test_counts_stand_without_quotation_marks() -> None:
    turns = Head("Turns", "turns", several=True)
    assert row_asked_for("lid", turns, "3-4") == "which lid has 3-4 turns?"
    assert asked_of_column("lid", "Turns", "8-10") == "Which {n} of these lids have 8-10 turns"
    assert asked_of_column("lid", "Turns", "broken ends") == "For which {n} of these lids are the turns “broken ends”"


def test_a_description_with_its_article_says_what_a_label_is() -> None:
    assert _IS_ONE.match("A number with a decimal point, with or without a sign")
    assert not _IS_ONE.match("A number, a letter or a sign")
    assert not _IS_ONE.match("Numbers with a decimal point")


@pytest.mark.parametrize(
    ("base", "third"), [("zero", "zeroes"), ("do", "does"), ("carry", "carries"), ("drop", "drops")]
)
def test_third_person(base: str, third: str) -> None:
    assert third_person(base) == third


def test_tables_are_asked_in_words_of_their_own(stems: list[str]) -> None:
    assert any(re.fullmatch(r"Which repairs are typical for the [a-z]+ lid\?", stem) for stem in stems), stems
    assert not any("is described as follows" in stem or "which figure stands" in stem for stem in stems), stems
