"""Whose figure a question asks for where its sentence leans on its paragraph, and the figures that stand next to it there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.amounts import counts_in
from studyground.assistant.practice.writing.blank_sides import LARGER, side_of
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.figure_drafts import figure_drafts
from studyground.assistant.practice.writing.figure_scope import Scope, only_measured, scoped
from studyground.assistant.practice.writing.mining_figures import figures_in
from studyground.assistant.practice.writing.mining_source import read_source
from tests.opened_guide import opened_guide

GUIDE = """# The tide mill

## 1. Gates and sluices

Torvane holds the water until the pond is full. Gauges must agree to within six minutes by default, so that no gate opens twice.
The default for barley is 8 sacks or 400 seconds.

The keeper starts Torvane by hand. The default cooldown is 120 seconds.

## 2. Drying

The default cooldown is 90 seconds.

## 3. The office

A lamp left burning is put out after 10 minutes. The warden may set anything between 2 and 40 minutes, but the cover stays on.
A first grinding lasts 45 minutes; the warden can alter this length at any time.

Labels longer than 160 letters are folded and charged as two. Drawings cut the limit to 70 letters.

A hire runs for 3 days by default; the ceiling is 28 days. A hirer must return the tools within 5 days.

## 4. Trouble

Grinding has run for two days and the flour is burnt. What do you change?

A barge brings 900 sacks within four hours of the flood. How many carts do you need?

After nine wrong knocks in a row the door is locked for 20 minutes.

## 5. Hiring and paying

### 5.1 Written, sent, settled

Payment is due 14 days after delivery unless the buyer has other terms.
"""


@pytest.fixture(scope="module")
def mill(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over rules that lean on what stands before them."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("mill"), data_folder, "mill.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def mined(mill: Assistant) -> Mined:
    facts, beside = figures_in(read_source(mill.index), mill.index)
    return Mined(mill.index.index_id, (), (), {}, {}, actions=facts, other_actions=beside)


def fact_with(mined: Mined, words: str) -> Fact | None:
    return next((fact for fact in mined.actions if fact.need and words in fact.need), None)


def beside(mined: Mined, fact: Fact) -> list[str]:
    by_id = {one.id: one for one in mined.actions}
    return [by_id[one].thing for one in mined.other_actions[fact.id]]


def test_a_question_names_the_thing_that_its_paragraph_is_about(mined: Mined) -> None:
    fact = fact_with(mined, "gauges")
    assert fact is not None
    assert fact.need == "In the case of Torvane, within how many minutes must gauges agree by default?"


def test_a_quoted_sentence_is_about_what_the_paragraph_named(mill: Assistant, mined: Mined) -> None:
    fact = fact_with(mined, "The default for barley")
    assert fact is not None and fact.section[-1] == "Torvane"
    draft = next(figure_drafts(fact, Desk.of(mill.index, mined, 0), 3))
    assert "about Torvane" in draft.stem.text


def test_a_default_of_nothing_is_asked_under_the_heading_that_names_one_thing(mined: Mined) -> None:
    asked = [fact.need for fact in mined.actions if "cooldown" in fact.need]
    assert "In the case of drying, how long is the default cooldown?" in asked
    assert not any("cooldown" in one and not one.startswith("In the case of") for one in asked)


@pytest.mark.parametrize(
    ("subject", "scope", "heading", "asked"),
    [
        ("the default wait", Scope("Torvane"), "Gates", "In the case of Torvane, how long is the default wait?"),
        ("the default wait", Scope(), "Cheap grinding", "In the case of cheap grinding, how long is the default wait?"),
        ("the default wait", Scope(), "Four ways to grind", ""),
        ("a first grinding", Scope("Torvane"), "Gates", "How long is the default wait?"),
    ],
)  # fmt: skip
def test_a_measure_alone_needs_its_matter(subject: str, scope: Scope, heading: str, asked: str) -> None:
    assert scoped("How long is the default wait?", subject, ("Mill", heading), scope) == asked


def test_a_subject_that_says_what_it_is_is_no_bare_measure() -> None:
    assert (
        only_measured("the default maximum run") and not only_measured("the training run") and not only_measured("you")
    )


def test_what_may_be_set_to_other_figures_is_asked_as_the_default(mined: Mined) -> None:
    lamp, grinding = fact_with(mined, "a lamp left burning"), fact_with(mined, "first grinding")
    assert lamp is not None and lamp.need.startswith("By default, after how many minutes")
    assert grinding is not None and grinding.need == "By default, how long does a first grinding last?"
    assert set(beside(mined, lamp)[:2]) == {"2 minutes", "40 minutes"}


def test_the_other_figure_of_the_matter_stands_first(mined: Mined) -> None:
    hire = fact_with(mined, "a hire run")
    assert hire is not None and beside(mined, hire)[0] == "28 days"


def test_a_limit_that_figures_of_one_side_fit_as_well_is_not_left_out(mined: Mined) -> None:
    assert fact_with(mined, "Labels longer than") is None


def test_the_ceiling_is_among_the_options_with_what_it_is(mill: Assistant, mined: Mined) -> None:
    hire = fact_with(mined, "a hire run")
    assert hire is not None
    draft = next(figure_drafts(hire, Desk.of(mill.index, mined, 0), 3))
    ceiling = next(one for one in draft.options if one.text == "28 days")
    assert ceiling.rationale == "The guide has 28 days beside it, but not for it: “the ceiling is 28 days”."
    assert not ceiling.correct


def test_of_what_a_thing_has_less_is_true_as_well() -> None:
    text = "The old press is a simple tool with more than 250 settings, made for one hand."
    assert side_of(next(counts_in(text)), text) == LARGER


def test_figures_of_a_case_are_neither_asked_nor_lent(mined: Mined) -> None:
    assert fact_with(mined, "Grinding has run") is None and fact_with(mined, "900 sacks") is None
    assert not any("flour is burnt" in fact.because for fact in mined.actions)


def test_a_case_does_not_end_inside_its_phrase(mined: Mined) -> None:
    fact = fact_with(mined, "wrong knocks")
    assert fact is not None and "knocks in a row the door" in fact.need


def test_a_heading_that_names_nothing_leaves_its_word_to_the_one_above(mill: Assistant, mined: Mined) -> None:
    fact = fact_with(mined, "Payment is due")
    assert fact is not None
    draft = next(figure_drafts(fact, Desk.of(mill.index, mined, 0), 3))
    assert "about hiring and paying" in draft.stem.text
