"""Products beside products, plain questions where nobody's need adds anything, and rows without a value that are no options."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext
from studyground.assistant.practice.gates.self_contained import self_contained
from studyground.assistant.practice.practice_question import LABELS, Option, PracticeQuestion
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.plain_stems import says_nothing
from studyground.assistant.practice.writing.told_options import Sayings, rank_told
from tests.opened_guide import opened_guide

GUIDE = """# Data tools of the harbour office

## Engines for data sets

The office keeps its training data and its predictions in engines of one maker. Reel Engine converts recorded radio calls
into written text, preserving the order of the speakers. Lens Engine finds the names of ships in photographs of the lock.
Tide Engine predicts the height of the water at the lock. Quay Engine provides managed storage for the logs of the tugs,
supporting searches by date and by crew. The machine learning models behind Reel Engine, Lens Engine, Tide Engine and Quay
Engine learn from data sets of the office.

## Ropes

Mooring theory facilitates comprehension of ropes and bollards. Splicing theory orders the strands of a torn rope. Knotting
theory names the turns of a hitch. Rigging theory finds the load on a stay. Mooring theory, splicing theory, knotting theory
and rigging theory are taught in winter.

## Precision of the scales

| Scale | Division | Precision |
|---|---|---|
| Fish scale | 1 kg | 4 digits |
| Coal scale | 10 kg | 3 digits |
| Post scale | 5 g | N/A |
| Truck scale | 50 kg | N/A |
| Gold scale | 1 mg | 6 digits |
"""
PRODUCTS = {
    "Quay Reel": "turns recorded radio calls into written text",
    "Quay Store": "keeps the logs of every tug as files in folders",
    "Quay Glass": "draws the tracks of ships on a map of the harbour",
    "Quay Loom": "joins the tables of two harbours by the names of ships",
    "Quay Bell": "warns the crew of every tug when a ship enters the harbour",
    "Box plots": "show the spread of a column of numbers",
}


@pytest.fixture(scope="module")
def harbour(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide that teaches each product of one maker under its own heading."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("products"), data_folder, "tools.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(harbour: Assistant) -> Desk:
    return Desk.of(harbour.index, mine(harbour.index), 3)


def drafted(desk: Desk, form: str, thing: str) -> Draft | None:
    fact = next(one for one in desk.mined.actions if one.form == form and one.thing == thing)
    return next(iter(drafts(fact, desk, False)), None)


def test_products_of_a_maker_stand_beside_one_another_wherever_they_are_taught(harbour: Assistant) -> None:
    facts = [
        Fact(
            f"{at:012d}", name, "", "told", need, "finite", "", Span("b.md", at, at + 1), ("Book", f"Part {at}"), "span"
        )
        for at, (name, need) in enumerate(PRODUCTS.items())
    ]
    ranked = rank_told(facts, facts, Sayings(PRODUCTS, ()), harbour.index)
    names = {fact.id: fact.thing for fact in facts}
    beside = {names[one]: {names[other] for other in others} for one, others in ranked.items()}
    assert beside["Quay Glass"] >= {"Quay Loom", "Quay Bell"} and beside["Quay Bell"] >= {"Quay Glass", "Quay Loom"}
    assert not beside["Box plots"] and not any("Box plots" in others for others in beside.values())


def test_a_need_without_a_condition_is_asked_plainly(desk: Desk) -> None:
    draft = drafted(desk, "told", "Lens Engine")
    assert draft is not None
    assert draft.stem.text == "Which engine finds the names of ships in photographs of the lock?"
    with_condition = drafted(desk, "told", "Reel Engine")
    assert with_condition is not None and "should also preserve the order" in with_condition.stem.text


def test_what_could_be_said_of_any_subject_is_not_asked(desk: Desk) -> None:
    asked = {fact.thing for fact in desk.mined.actions if fact.form == "told"}
    assert "Mooring theory" in asked and drafted(desk, "told", "Mooring theory") is None


def test_a_row_without_a_value_is_no_option(desk: Desk) -> None:
    asked = [one for one in desk.mined.actions if one.form == "labelled" and one.need.startswith("Which scale has")]
    for fact in asked:
        beside = {desk.facts[one].thing for one in desk.mined.other_actions.get(fact.id, ())}
        assert "digits" not in fact.need or not beside & {"Post scale", "Truck scale"}


@pytest.mark.parametrize(
    ("stem", "passes"),
    [
        ("Which tug fills the two basins before the flood?", False),
        ("Which tug joins the two halves of a raft?", True),
        ("A lock has two basins. Which tug fills the two basins before the flood?", True),
        ("Which tug pulls two basins apart before the flood?", True),
        ("Which tug does the corresponding work for rafts?", False),
        ("Which tug moves a raft and the corresponding barges?", True),
        ("A barge is pulled by a rope. Which tug does the corresponding work for rafts?", True),
        ("In which of these cases is the grey basin used instead?", False),
        ("If the red basin is full, which of the basins is used instead?", True),
        ("Which tug pulls rafts instead of barges?", True),
    ],
)
def test_what_is_counted_or_corresponds_must_have_been_spoken_of(harbour: Assistant, stem: str, passes: bool) -> None:
    texts = ("Red tug", "Blue tug", "Grey tug", "Green tug")
    question = PracticeQuestion(
        id="x", type="multiple_choice", select=1, stem=stem,
        options=tuple(Option(LABELS[at], text, not at, "", ()) for at, text in enumerate(texts)), domain="", objective="",
        difficulty="foundation", citations=(), seed=0, index="",
    )  # fmt: skip
    assert self_contained(question, GateContext.of(harbour, ())).passed is passes


@pytest.mark.parametrize(
    ("need", "empty"),
    [
        ("both takes input and returns output", True),
        ("returns the value.", True),
        ("takes a byte array and fills it", False),
        ("facilitates comprehension", True),
    ],
)
def test_what_every_routine_does_is_not_asked(need: str, empty: bool) -> None:
    assert says_nothing(need) is empty
