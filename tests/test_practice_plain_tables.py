"""Tables asked as an exam writer would: no quotation marks about a number, no unit in brackets, figures of one make."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact, NeedShape, Span
from studyground.assistant.practice.writing.leaking import shows_within
from studyground.assistant.practice.writing.lookup_values import make_of, of_one_make
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.plain_names import asked_plainly, plain_stem
from studyground.assistant.practice.writing.shown_draft import as_shown
from studyground.assistant.practice.writing.table_words import Head, fuller_noun, heading_of
from tests.opened_guide import opened_guide

CANAL = """# Handbook of the Wendle canal

## Bells to know by heart

The bells hang at the lock houses. Each bell has a pitch of its own.

| Bell | Pitch (Hz) | Use |
|---|---|---|
| 3 | 440 | Calling the lock keeper |
| 5 | 495 | Warning of low bridges |
| 7 | 550 | Opening of the tidal gate |
| 9 | 615 | Closing of the market wharf |
| 4, 6 | 660 / 700 | Feast days |

## Barges

Table 2. Barge families as we meet them

| Family | Rules worth knowing |
|---|---|
| Flattie | Load evenly, moor by two ropes, keep to the right |
| Keel | Load from the stern, moor by the bow, keep to deep water |
| Trow | Tow at a walk, rest each hour, give way uphill |
| Pumper | The pump needs clean water; a clogged strainer is the usual fault |
| Icer | Break from the bank, turn in the basin, stow the chains |

## Engines

| Engine | Tank volume |
|---|---|
| Otter | 24 litres |
| Heron | 40 litres each |
| Teal | 80 litres each |
| Coot | 16 litres |
| Grebe | 30 litres |
| Swift | 55 litres |
"""


@pytest.fixture(scope="module")
def canal(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a handbook with tables."""
    with opened_guide(CANAL, tmp_path_factory.mktemp("canal"), data_folder) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def desk(canal: Assistant) -> Desk:
    return Desk.of(canal.index, mine(canal.index), 2)


@pytest.fixture(scope="module")
def asked(desk: Desk) -> dict[str, Fact]:
    """What is looked up in tables, by its question."""
    return {one.need: one for one in desk.mined.actions if one.form == "labelled" and one.need}


def test_a_number_is_asked_for_without_quotation_marks_and_its_unit_behind_a_comma(asked: dict[str, Fact]) -> None:
    assert asked["What is the pitch, in Hz, for bell 5?"].thing == "495"
    assert not any("4, 6" in question for question in asked)  # its value would be several


def test_the_gates_read_a_row_without_quotation_marks(canal: Assistant, desk: Desk, asked: dict[str, Fact]) -> None:
    context = GateContext.of(canal, ())
    draft = next(iter(drafts(asked["What is the pitch, in Hz, for bell 5?"], desk, False)))
    shown = as_shown(draft, canal.index)
    assert shown is not None
    question = Batch(canal, desk, context, 0).question(shown, Place())
    assert [(check.name, check.detail) for check in check_question(question, context) if not check.passed] == []
    wrong = next(option for option in question.options if not option.correct)
    swapped = tuple(replace(option, correct=option is wrong) for option in question.options)
    assert not all(check.passed for check in check_question(replace(question, options=swapped), context))


def test_a_head_loses_what_it_says_of_learning_and_a_family_is_named_in_full(asked: dict[str, Fact]) -> None:
    questions = [one for one in asked if "rules" in one]
    assert questions and all("worth knowing" not in one and "we meet" not in one for one in questions)
    assert "What are the rules for the barge family “Keel”?" in questions
    assert not any("Pumper" in one for one in questions if one.startswith("What are"))  # the only sentence


def test_figures_stand_beside_figures_of_the_same_make(desk: Desk, asked: dict[str, Fact]) -> None:
    volumes = [one for question, one in asked.items() if "tank volume" in question]
    assert volumes and not any(one.thing.endswith(" each") for one in volumes)
    for one in volumes:
        for draft in drafts(one, desk, False):
            assert not any(option.text.endswith(" each") for option in draft.options)


@pytest.mark.parametrize(
    ("need", "shape", "kind", "text"),
    [
        ("calling the lock keeper", "noun", "bell", "Which bell should be used for calling the lock keeper?"),
        (
            "the gate is about to close",
            "clause",
            "option",
            "Which of these should be used when the gate is about to close?",
        ),
        ("stop a barge", "infinitive", "bell", "Which bell should be used to stop a barge?"),
    ],
)
def test_what_a_table_names_is_asked_with_nobody_in_the_stem(
    desk: Desk, need: str, shape: NeedShape, kind: str, text: str
) -> None:
    fact = Fact(
        "f", "3", kind, "choice", need, shape, "", Span("canal.md", 0, 9), ("Bells",), "span", text="3 | 440 | x"
    )
    assert asked_plainly(fact, desk)
    stem = plain_stem(fact, kind, desk)
    assert stem is not None and stem.text == text


@pytest.mark.parametrize(
    ("value", "make"),
    [
        ("24 GB", "n gb"), ("40 GB each", "n gb each"), ("8 weeks", "n t"), ("over 10", "bound n"), ("1–50", "r"),
        ("two ropes", ""),
    ],
)  # fmt: skip
def test_how_a_figure_is_written(value: str, make: str) -> None:
    assert make_of(value) == make


def test_a_bound_stands_beside_ranges_only_in_pairs() -> None:
    assert of_one_make("1–50", ["1–10", "over 10", "under 900"]) == [0, 1, 2]
    assert of_one_make("1–50", ["over 10", "under 900", "over 7"]) == []
    assert of_one_make("24 GB", ["40 GB each", "16 GB", "80 GB each"]) == []
    assert of_one_make("24 GB", ["40 GB each", "16 GB", "8 GB", "12 GB"]) == [1, 2, 3]


def test_words_of_heads_and_headings() -> None:
    assert Head("", "frequency (MHz)").asked == "frequency, in MHz," and Head("", "frequency (MHz)").told == "frequency"
    assert Head("", "drying index (DI)").asked == "drying index (DI)"
    assert fuller_noun("family", "Barge families as we meet them") == "barge family"
    assert fuller_noun("family", "Two families") == fuller_noun("family", "Main families") == "family"
    assert heading_of(["Soil", "6. Erosion in two pages"]) == "Erosion" and heading_of(["Runbook (short)"]) == "Runbook"


def test_a_word_that_shows_at_the_beginning_of_the_key_alone_points_at_it() -> None:
    assert shows_within("A splash in the eye", "Rinse at the eyewash station", ["Ring the office", "Clear the pool"])
    assert shows_within("A very urgent message", "Urgency", ["Safety", "Routine"])
    assert not shows_within("A splash in the eye", "Rinse at the eyewash", ["Cover the eyelid", "Clear the pool"])
