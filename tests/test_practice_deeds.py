"""Questions for what a term does, beside what the guide says that other terms do."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.check import check_question
from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.deed_drafts import deed_drafts
from studyground.assistant.practice.writing.deed_rivals import near_kin
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaking import abbreviates
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_deeds import DOES, FORM, IS, agreeing, deeds_in
from studyground.assistant.practice.writing.phrasing import plural
from tests.opened_guide import opened_guide

TANNERY = """# How the tannery works

## From hide to leather

Soaking restores the water that salted hides have lost, while liming loosens the hair from the grain. Soaking is done in the
long pit. Liming and soaking are watched by one man. Fleshing removes the fat from the inner side of the skin. Fleshing is hard
work, and fleshing smells. Splitting divides a thick hide into two layers of even weight. Splitting came late to the valley.
Currying works oil into the dried leather. Nobody waits for currying in winter.

A scudding knife presses the last roots of hair out of the pores. The scudding knife hangs by the door; a scudding knife is
never lent. The bark mill crushes oak bark into coarse flakes. The bark mill stands still in August, for the bark mill is old.

## Trades around it

Robust checking ensures that every customer is happy. Robust checking is dear. Robust checking is loved. The available space
prohibits a second pit. The apprentice carries the wet hides to the beam and learns the trade.

Vegetable tanning turns the hide brown over many months. Vegetable tanning with a bark mill takes a year, and vegetable tanning
is dear.
"""


@pytest.fixture(scope="module")
def tannery(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(TANNERY, tmp_path_factory.mktemp("tannery"), data_folder) as opened:
        yield opened


def _deeds(desk: Desk) -> dict[str, Fact]:
    return {fact.thing.casefold(): fact for fact in desk.mined.actions if fact.form == FORM}


def _desk(assistant: Assistant) -> Desk:
    return Desk.of(assistant.index, mine(assistant.index), 0)


def _first(assistant: Assistant, name: str) -> tuple[Draft, Desk]:
    desk = _desk(assistant)
    return next(deed_drafts(_deeds(desk)[name], desk, False, 3)), desk


def test_a_term_is_asked_for_what_it_does(tannery: Assistant) -> None:
    draft, desk = _first(tannery, "fleshing")
    assert draft.stem.text == "Which statement about fleshing is true?"
    key, *wrong = draft.options
    assert key.correct and key.text == "It removes the fat from the inner side of the skin"
    assert key.rationale == "The guide says: “Fleshing removes the fat from the inner side of the skin.”"
    deeds = _deeds(desk)
    for option in wrong:
        owner = next(one for one in deeds.values() if f"It {agreeing(one.need, 'fleshing')}" == option.text)
        assert option.rationale.startswith("That describes ") and f"“{owner.text}" in option.rationale
        assert option.spans == (owner.span,)


def test_the_question_passes_every_gate(tannery: Assistant) -> None:
    draft, desk = _first(tannery, "fleshing")
    batch = Batch(tannery, desk, GateContext.of(tannery, ()), 0)
    assert batch.consider([draft], Place("", "", False), even=False), batch.rejected
    assert all(check.passed for check in batch.questions[0].checks)


def test_a_question_with_another_terms_deed_as_its_key_is_turned_down(tannery: Assistant) -> None:
    draft, desk = _first(tannery, "fleshing")
    batch = Batch(tannery, desk, GateContext.of(tannery, ()), 0)
    question = batch.question(draft, Place("", "", False))
    right = next(at for at, one in enumerate(question.options) if one.correct)
    other = next(at for at, one in enumerate(question.options) if not one.correct)
    swapped = tuple(replace(one, correct=at == other) for at, one in enumerate(question.options))
    checks = check_question(replace(question, options=swapped), batch.context)
    assert right != other
    assert [one.name for one in checks if not one.passed]


def test_people_praise_and_what_only_a_passage_names_are_not_asked_for(tannery: Assistant) -> None:
    found = set(_deeds(_desk(tannery)))
    assert {"fleshing", "splitting", "soaking", "bark mill"} <= found
    assert not found & {"apprentice", "robust checking", "available space", "space"}


def test_what_belongs_to_a_term_is_no_wrong_option_for_it(tannery: Assistant) -> None:
    desk = _desk(tannery)
    deeds = _deeds(desk)
    beside = {desk.facts[one].thing.casefold() for one in desk.mined.other_actions[deeds["bark mill"].id]}
    assert "vegetable tanning" in deeds and "vegetable tanning" not in beside
    assert "splitting" in beside


@pytest.mark.parametrize(
    ("need", "name", "said"),
    [
        ("prevent overfitting by penalties", "dropout", "prevents overfitting by penalties"),
        ("prevents overfitting by penalties", "penalties", "prevent overfitting by penalties"),
        ("guides expectations and informs decisions", "rules", ""),
        ("guides expectations and informs decisions", "theory", "guides expectations and informs decisions"),
        ("is a set of servers on a kernel", "Hurd", "a set of servers on a kernel"),
        ("is a set of servers on a kernel", "servers", ""),
        ("guide expectations and firmly inform choices", "theory", ""),
        ("requires constant attention from all", "monitoring", ""),
        ("takes an optional second blade", "fleshing", ""),
    ],
)
def test_a_deed_agrees_with_the_name_in_number(need: str, name: str, said: str) -> None:
    assert agreeing(need, name) == said


def test_a_word_that_may_end_the_name_is_no_verb(tannery: Assistant) -> None:
    fact = _deeds(_desk(tannery))["splitting"]
    told = replace(fact, thing="actual binary", need="packages reside in the top level pool directory", form="told")
    running = "the actual binary packages reside in the top level pool directory. actual binary packages are large."
    assert deeds_in([told], running) == ()


def test_a_definition_is_asked_for_beside_definitions(tannery: Assistant) -> None:
    kinds = {fact.situation for fact in _deeds(_desk(tannery)).values()}
    assert kinds <= {IS, DOES}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Amazon MSK", "Provides managed streaming for Apache Kafka", True),
        ("RFE", "Removes features one by one, each time the weakest", False),
        ("F1 score", "Finds one figure for two", False),
    ],
)
def test_capitals_that_a_text_spells_out_give_it_away(name: str, text: str, told: bool) -> None:
    assert abbreviates(name, text) is told


def test_a_machine_does_and_of_a_notion_something_is_true(tannery: Assistant) -> None:
    draft, _ = _first(tannery, "scudding knife")
    assert draft.stem.text == "What does a scudding knife do?"
    assert draft.options[0].text == "Presses the last roots of hair out of the pores"


def test_only_terms_taught_side_by_side_lend_their_deeds(tannery: Assistant) -> None:
    deeds = _deeds(_desk(tannery))
    fleshing, splitting, tanning = (deeds[name] for name in ("fleshing", "splitting", "vegetable tanning"))
    assert near_kin(fleshing, splitting)
    assert not near_kin(fleshing, replace(tanning, thing="tanning with bark"))
    assert near_kin(fleshing, tanning, {frozenset(("fleshing", "vegetable tanning"))})


def test_predicates_are_parallel_to_predicates_alone() -> None:
    assert shapes_of("Enables real-time ingestion of records") & shapes_of("Converts the text of a page to speech")
    assert not shapes_of("Prevents the loss of records") & shapes_of("The loss of all the records")
    assert plural("") is False
