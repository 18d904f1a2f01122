"""Questions for what a guide cites, numbers or sets: authorities, codes, settings of many sections; rules without an "if"."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.check import check_question
from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.writing.called_cited import authority_noun
from studyground.assistant.practice.writing.called_rows import row_asked
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_rules import rules_in
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.rule_signs import on_event, sign_asked, while_doing
from studyground.assistant.practice.writing.shown_draft import as_shown
from tests.opened_guide import opened_guide

MOORINGS = """# Moorings: the law and the lock controller

## Finders and owners

A boat adrift in a storm still belongs to whoever paid for it (*Tarn v Hollis* [1911]). In *Pike v Lowther* (1887) a swan that
nested on the deck barred the owner from sailing until June. A gate keeper who falls asleep pays for the flooded meadow
(*Re Sallow Lock* 1902), but a keeper who is ill pays nothing (*Bream v Otter Navigation* [1934]). Fog excuses a late barge only
if the horn was sounded every minute, as in the older cases. Moss on the hull counts as ballast in *Dace v Ruddle* [1951]. It
was different there (*Minnow v Perch* [1960]).

## Lamp codes of the controller

311 – the sluice motor drew no current for a whole cycle.

322 – water stood above the upper sill at start.

340 – the beam across the gate was broken by a hull.

355 – paddle position and command disagreed past the grace period.

## Filling

fill_grace, the number of seconds before a paddle must answer, was raised last spring. The directive sill_margin keeps the
lower gate shut until both levels agree.

## Traffic

queue_lights on (since 2.4) turns the outer lamp green for the next boat in line.

## Winter

frost_drip lets a thread of water run through the valves below zero.

## Taking water

round trip – the cistern is filled from the lower pond at night.

side_pond – half of each lockful is kept in a basin beside the chamber.

back pump – an engine lifts the spent water to the summit.

weir feed – the river above tops up the pound by gravity.

## Signals on the tow path

| Signal | Mark | What happens |
|---|---|---|
| Heron | H1 | The upper paddles close and the crew steps off |
| Teal | T2 | A second horse is fetched from the stable |
| Coot | C3 | The line is paid out past the bend |
| Grebe | G4 | Lanterns are trimmed before the tunnel |
"""


@pytest.fixture(scope="module")
def locks(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over an invented guide to the law of moorings and the controller of a lock."""
    with opened_guide(MOORINGS, tmp_path_factory.mktemp("locks"), data_folder, "locks.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(locks: Assistant) -> Desk:
    return Desk.of(locks.index, mine(locks.index), 3)


def called(desk: Desk, thing: str) -> Fact:
    return next(fact for fact in desk.mined.actions if fact.form == "called" and fact.thing == thing and fact.need)


def first(desk: Desk, thing: str) -> Draft:
    return next(drafts(called(desk, thing), desk, False))


def test_a_point_is_told_without_its_authority_wherever_the_authority_stands(desk: Desk) -> None:
    points = {
        fact.thing: fact.need for fact in desk.mined.actions if fact.form == "called" and fact.situation == "authority"
    }
    assert points == {
        "Tarn v Hollis": "A boat adrift in a storm still belongs to whoever paid for it",
        "Pike v Lowther": "a swan that nested on the deck barred the owner from sailing until June",
        "Re Sallow Lock": "A gate keeper who falls asleep pays for the flooded meadow",
        "Bream v Otter Navigation": "a keeper who is ill pays nothing",
        "Dace v Ruddle": "Moss on the hull counts as ballast",
    }  # not what goes on with another point


def test_the_authority_for_a_point_is_asked_among_the_others(desk: Desk) -> None:
    draft = first(desk, "Pike v Lowther")
    assert "“A swan that nested on the deck barred the owner from sailing until June”?" in draft.stem.text
    assert "hich case " in draft.stem.text
    assert draft.options[0].text == "Pike v Lowther"
    assert all(" v " in option.text or option.text.startswith("Re ") for option in draft.options)


def test_a_wrong_authority_is_told_by_its_own_piece_of_a_sentence(desk: Desk) -> None:
    fact = called(desk, "Re Sallow Lock")
    assert "ill" not in fact.text
    assert fact.text.endswith("(Re Sallow Lock 1902)")


def test_a_code_is_asked_for_by_its_meaning(desk: Desk) -> None:
    draft = first(desk, "311")
    assert draft.stem.text.endswith(" means that the sluice motor drew no current for a whole cycle?")
    assert {option.text for option in draft.options} == {"311", "322", "340", "355"}


def test_settings_of_several_sections_stand_together_under_the_noun_of_the_guide(desk: Desk) -> None:
    settings = {fact.thing: fact for fact in desk.mined.actions if fact.form == "called" and fact.situation == "snake"}
    assert set(settings) == {"fill_grace", "sill_margin", "queue_lights", "frost_drip"}
    assert settings["queue_lights"].need == "turns the outer lamp green for the next boat in line"
    assert settings["fill_grace"].because == "is the number of seconds before a paddle must answer"
    assert settings["sill_margin"].kind == "directive"


def test_names_in_words_and_names_in_code_are_one_list(desk: Desk) -> None:
    labels = {fact.thing for fact in desk.mined.actions if fact.form == "called" and fact.situation == "label"}
    assert labels == {"round trip", "side_pond", "back pump", "weir feed"}


def test_a_row_is_asked_for_by_what_its_table_says_of_it(desk: Desk) -> None:
    draft = first(desk, "Teal")
    said = "With which signal is a second horse fetched from the stable?"
    assert draft.stem.text == said
    assert {option.text for option in draft.options} == {"Heron", "Teal", "Coot", "Grebe"}
    assert all("“" in option.rationale for option in draft.options)


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("Counter-measure", ""),  # could only be quoted
        ("Measures", ""),
        ("Description", "Which signal is a second horse?"),
        ("Included", "Which signal includes a second horse?"),
    ],
)
def test_a_head_is_asked_as_one_would_say_it_or_not_at_all(head: str, asked: str) -> None:
    assert row_asked("signal", head, "a second horse") == asked


def test_such_questions_pass_the_gates(locks: Assistant, desk: Desk) -> None:
    context = GateContext.of(locks, ())
    batch = Batch(locks, desk, context, 0)
    for thing in ("Tarn v Hollis", "Pike v Lowther", "311", "Teal"):
        question = batch.question(as_shown(first(desk, thing), locks.index), Place())
        assert [(check.name, check.detail) for check in check_question(question, context) if not check.passed] == []
        wrong = next(option for option in question.options if not option.correct)
        swapped = tuple(replace(option, correct=option is wrong) for option in question.options)
        assert not all(check.passed for check in check_question(replace(question, options=swapped), context))


@pytest.mark.parametrize(
    ("names", "noun"),
    [
        (["Tarn v Hollis", "Re Sallow Lock", "Times Weir"], "case"),
        (["Asher et al.", "Moss & Reed", "Ivory and Lamb"], "study"),
        (["Paris", "London", "Rome", "Athens"], ""),  # games, and no authorities
    ],
)
def test_only_what_shows_by_its_form_is_an_authority(names: list[str], noun: str) -> None:
    assert authority_noun(names) == noun


def test_a_case_is_read_from_a_question_that_names_a_sign() -> None:
    assert sign_asked("Pressure reading lower than usual after a wash?") == (
        "the pressure reading is lower than usual after a wash"
    )
    assert sign_asked("Backfilling years of history?") == "somebody is backfilling years of history"
    assert sign_asked("Which pump is the older?") == ""
    assert sign_asked("Do you need one?") == ""


def test_a_case_is_read_from_what_somebody_is_doing_or_what_has_happened() -> None:
    assert while_doing("Comparing two looms on the same yarn, use a paired test") == (
        "somebody is comparing two looms on the same yarn",
        "use a paired test",
    )
    assert on_event("Fire in the galley: shut the gas valve") == ("there is a fire in the galley", "shut the gas valve")
    assert on_event("Splash in the eye: rinse it for an hour")[0] == "there has been a splash in the eye"
    assert on_event("Chapter two: shut the gas valve") == ("", "")


def test_rules_without_an_if_are_found(data_folder: Path, tmp_path: Path) -> None:
    text = (
        "# The wash house\n\nPressure reading lower than usual after a wash? Suspect a cracked lateral. After any stoppage "
        "longer than an hour, clear the coil before restarting the pump. Capture stops when the drum is full.\n"
    )
    with opened_guide(text, tmp_path, data_folder, "wash.md") as opened:
        rules = {fact.thing: fact.need for fact in rules_in(read_source(opened.index).lines)}
    assert rules == {
        "Suspect a cracked lateral": "the pressure reading is lower than usual after a wash",
        "Clear the coil before restarting the pump": "there has been a stoppage longer than an hour",
    }
