"""Questions for things that a guide calls by name: commands, options, settings, labels of a list, people with a part to play."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.check import check_question
from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.writing.called_predicates import askable_need, predicate, quotable, verb_at
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_called import called_in
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.shown_draft import as_shown
from tests.opened_guide import opened_guide

KNOTS = """# Knots

## Kinds of hitch

- plain hitch: a single turn around a post with the end tucked under it
- slipped hitch: just like a plain hitch but with a loop tucked under, which a pull undoes
- barrel hitch: a cradle of rope that holds an upright cask by its sides
- timber hitch: several turns of the end about its own part on a log
- rolling hitch: two turns across the standing part of another rope
- marline hitch: a row of overhand turns along a rolled sail
"""
MILL = """# The mill and its controller

## Commands of grindctl

grindctl prime opens the sluice and fills the wheel pit. It is harmless on a full pit.

grindctl tally counts the sacks on the loft floor. Run it before the carts come.

grindctl dress sharpens the furrows of the lower stone, and sets the gap anew.

grindctl halt drops the gate at once. The old grindctl stop command is deprecated.

## Switches

-quiet silences the bell over the door. -from-loft takes the grain from the upper bins; -keep-bran leaves the husks in the meal.
-no-bell exists and you should forget it. -slow halves the pace of the runner stone.

## Arguments of the hopper

gap_width – holds the stones apart by the thickness of a coin.

shake_rate – moves the shoe faster under damp grain.

spill_guard – makes any overfull sack stop the feed.

feed_source – names the bin that is emptied first.

## Who does what

The clerk weighs each sack inside two hours and writes a ticket for its farmer. The warden may close the weir in a flood. The
inspector seals the weights once a year. The trustees set the toll each spring, unless the wheel stood still. The clerk keeps
the tickets for six years.

## Stones

- Burr: a hard quartz block from the northern quarries.
- Peak: grit from the moor, split by hand each winter.
- Cullin: black lava that arrives down the river by barge.
- Composite: chips bound with cement around an iron band.
"""

ADVERTS = """# Weirs

-- ADVERTISEMENT --

Cheap gauges this week only.

-- ADVERTISEMENT --

## Sluices

A lifted sluice drains the upper pond within the hour.
"""


@pytest.fixture(scope="module")
def mill(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over an invented guide with commands, options, people and a list of kinds."""
    with opened_guide(MILL, tmp_path_factory.mktemp("mill"), data_folder, "mill.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(mill: Assistant) -> Desk:
    return Desk.of(mill.index, mine(mill.index), 3)


def called(desk: Desk, thing: str) -> Fact:
    """The first statement that can be asked of a thing called by name."""
    return next(fact for fact in desk.mined.actions if fact.form == "called" and fact.thing == thing and fact.need)


def first(desk: Desk, thing: str) -> Draft:
    return next(drafts(called(desk, thing), desk, False))


def test_commands_are_found_in_running_text_with_what_each_does(desk: Desk) -> None:
    needs = {
        fact.thing: fact.need for fact in desk.mined.actions if fact.form == "called" and fact.situation == "command"
    }
    assert needs["grindctl prime"] == "opens the sluice and fills the wheel pit"
    assert needs["grindctl dress"] == "sharpens the furrows of the lower stone, and sets the gap anew"
    assert needs["grindctl stop"] == ""  # that it is deprecated tells it from the others and is no need


def test_a_command_is_asked_for_by_what_it_does_and_the_others_stand_beside_it(desk: Desk) -> None:
    draft = first(desk, "grindctl prime")
    assert draft.stem.text.startswith("Which ")  # nobody has to stand before the mill for that
    assert draft.stem.text.endswith(" opens the sluice and fills the wheel pit?")
    assert draft.options[0].text == "grindctl prime"
    assert len(draft.options) == 4
    assert all(option.text.startswith("grindctl ") for option in draft.options)
    assert all("“" in option.rationale for option in draft.options)
    assert len({option.spans[0] for option in draft.options}) == 4  # each wrong one has a citation of its own


def test_options_of_a_command_line_stand_beside_one_another(desk: Desk) -> None:
    draft = first(desk, "-keep-bran")
    assert draft.options[0].text == "-keep-bran"
    assert all(option.text.startswith("-") for option in draft.options)
    assert " leaves the husks in the meal?" in draft.stem.text
    assert "-no-bell" not in [option.text for option in draft.options]  # of which nothing is said


def test_settings_told_in_paragraphs_are_a_list_and_called_by_their_heading(desk: Desk) -> None:
    fact = called(desk, "shake_rate")
    assert fact.kind == "argument"
    assert {option.text for option in first(desk, "shake_rate").options} == {
        "gap_width", "shake_rate", "spill_guard", "feed_source",
    }  # fmt: skip


def test_who_does_something_is_asked_among_those_who_have_a_part(desk: Desk) -> None:
    draft = first(desk, "warden")
    assert "may close the weir in a flood?" in draft.stem.text
    assert {option.text for option in draft.options} == {"The warden", "The clerk", "The inspector", "The trustees"}


def test_a_label_is_asked_for_by_what_its_list_says_of_it(desk: Desk) -> None:
    labels = [fact for fact in desk.mined.actions if fact.form == "called" and fact.situation == "label" and fact.need]
    assert len(labels) == 2  # of every three two: the last would be known by leaving out the others
    draft = first(desk, "Burr")
    assert draft.stem.text.endswith("which of these is a hard quartz block from the northern quarries?")
    assert draft.options[0].rationale == "The guide says: “Burr: a hard quartz block from the northern quarries.”"


def test_such_questions_pass_the_gates(mill: Assistant, desk: Desk) -> None:
    context = GateContext.of(mill, ())
    batch = Batch(mill, desk, context, 0)
    for thing in ("grindctl prime", "grindctl tally", "spill_guard", "warden", "Burr"):
        question = batch.question(as_shown(first(desk, thing), mill.index), Place())
        assert [(check.name, check.detail) for check in check_question(question, context) if not check.passed] == []
        wrong = next(option for option in question.options if not option.correct)
        swapped = tuple(replace(option, correct=option is wrong) for option in question.options)
        assert not all(check.passed for check in check_question(replace(question, options=swapped), context))


def test_too_few_names_of_a_kind_are_not_asked(data_folder: Path, tmp_path: Path) -> None:
    text = "# Looms\n\nloomctl warp threads the heddles in order. loomctl weft throws the shuttle across.\n"
    with opened_guide(text, tmp_path, data_folder, "looms.md") as opened:
        facts, beside = called_in(read_source(opened.index).lines, opened.index)
        assert not facts
        assert not beside


@pytest.mark.parametrize(
    ("said", "name", "good"),
    [
        ("rewrites files to the canonical style", "quern fmt", True),
        ("removes it", "quern unlock", False),
        ("is deprecated", "quern stop", False),
        ("changes the return codes", "-detailed-exitcode", False),  # the name says it
        ("creates accounts in the organisation", "ORGADMIN", False),
        ("has authority to stop the installation", "courier", True),
        ("proposes a date not later than 21 days after closing", "borrower", True),
        ("compares these with the others", "quern diff", False),
    ],
)
def test_what_can_be_asked_by_itself(said: str, name: str, good: bool) -> None:
    assert askable_need(said, name) is good


def test_a_predicate_ends_where_its_clause_does() -> None:
    assert (
        predicate("rewrites files to the canonical style: two-space indents") == "rewrites files to the canonical style"
    )
    assert predicate("weights from 32-bit floats to 8-bit integers", label=True) == ""
    assert quotable("remove weights or whole channels.", "Pruning") == "remove weights or whole channels"
    assert quotable("pruning of weights and channels", "Pruning") == ""
    assert quotable("2 to 5 hours", "Length") == ""


def test_an_advertisement_taken_for_a_heading_says_nothing_of_what_follows(data_folder: Path, tmp_path: Path) -> None:
    with opened_guide(ADVERTS, tmp_path, data_folder, "weirs.txt") as opened:
        lines = read_source(opened.index).lines
        assert [line.text for line in lines] == ["A lifted sluice drains the upper pond within the hour."]
        assert not any("ADVERT" in heading for heading in lines[0].section)


def test_what_is_like_the_key_but_for_something_is_no_wrong_option(
    data_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with opened_guide(KNOTS, tmp_path_factory.mktemp("knots"), data_folder, "knots.md") as opened:
        facts, beside = called_in(read_source(opened.index).lines, opened.index)
    names = {fact.id: fact.thing for fact in facts}
    offered = {fact.thing: {names[one] for one in beside.get(fact.id, ())} for fact in facts if fact.need}
    assert offered["plain hitch"] and "slipped hitch" not in offered["plain hitch"]
    assert any("slipped hitch" in others for others in offered.values())


@pytest.mark.parametrize(
    ("said", "acts"),
    [
        ("updates to a signed zone", False),
        ("points to the first cell", True),
        ("needs to rest", True),
        ("connects to a hub", True),
        ("updates the signed zone", True),
    ],
)
def test_a_noun_before_to_is_no_deed(said: str, acts: bool) -> None:
    assert verb_at(said.split(), 0) is acts


def test_a_deed_says_more_than_how() -> None:
    assert not askable_need("is silently raised", "limit")
    assert not askable_need("loads that key at startup if the lock is set", "limit")
    assert askable_need("is silently raised to the lowest bound", "limit")
