"""Questions from labelled lists and from tables: for the label of what is said, the value of a row, the row of a value."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_class_nouns import called, column_noun
from studyground.assistant.practice.writing.mining_labelled import is_label
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

ALLOTMENT = """# The allotment year

## Soils

### Soil types and how they behave

- Clay: it holds water for weeks and warms slowly.
- Sand: drains within an hour of heavy rain.
- Loam: keeps moisture and air in about equal parts.
- Chalk (rare here): every shower runs through and leaves lime behind.
- Peat soil: made of half-rotted moss, as all peat is.

## Composting

What the smells mean:

- Ammonia: too much grass and too little straw.
- Rotten eggs: the heap is soaked and short of air.
- Vinegar: fruit is fermenting near the top.
- Forest floor: the heap is ready to spread.

## Planning the beds

- Solution: a plan on squared paper saves seed and temper.
- Detection: gaps in the rows show where sowing failed.
- Purpose: the beds feed four people from May to October.
- Cost: seed for the whole plot comes to thirty crowns.

## What spoils the crop

Blight. Brown rings spread over the leaves of the potatoes after three humid days.

Scab. A corky crust covers tubers that grew in dry lime.

Canker. Orange cracks open round the crown of the parsnips.

Rust. Yellow dust falls from leek leaves when they are shaken.

## Before sowing

- Dig: turn the ground over before the first frost.
- Rake: pull the tines towards you until the crumbs are fine.
- Line: stretch a string between two pegs.
- Water: soak the drill the evening before.

## Sowing

| Crop | Depth (cm) | Row spacing | Family | Sow when | Covered? |
|---|---|---|---|---|---|
| Broad bean | 5 | 20 cm | pulses | it is cold | no |
| Carrot | 1 | 15 cm | umbellifers | you like | yes |
| Leek | 2 | 30 cm | alliums | it is mild | no |
| Beetroot | 3 | 25 cm | goosefoots | the soil is dry | no |
| Parsnip | 1 | 35 cm | umbellifers | you like | no |
| Radish | 0.5 | 10 cm | brassicas | any time | yes |

## Distances that last

| Path | Width |
|---|---|
| main | 90 cm |
| side | 60 cm |
| hedge | 60 cm |

## Tools

| Store | Rent | When it floods |
|---|---|---|
| Old shed | 40 crowns | lets the water in |
| Brick hut | 90 crowns | stays dry inside |
| Cold frame | 15 crowns | a pool |
| Cellar | 70 crowns | fills to the third step |

## Strength

The nitrogen content is given as a share of the dry weight:

- Hoof meal: 13.0 %
- Dried blood: 12.5 %
- Bone meal: 4.0 %
- Wood ash: 0.2 %
"""


@pytest.fixture(scope="module")
def allotment(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over lists and tables on a subject that no rule was made for."""
    folder = tmp_path_factory.mktemp("allotment")
    (folder / "allotment.md").write_text(ALLOTMENT, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "allotment.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()


@pytest.fixture(scope="module")
def desk(allotment: Assistant) -> Desk:
    return Desk.of(allotment.index, mine(allotment.index), 3)


@pytest.fixture(scope="module")
def asked(desk: Desk) -> dict[str, Fact]:
    """What is asked, by question."""
    return {fact.need: fact for fact in desk.mined.actions if fact.form == "labelled" and fact.need}


@pytest.fixture(scope="module")
def batch(allotment: Assistant) -> Generated:
    return generate(allotment, load_blueprint("mls-c01"), 24, seed=4)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Which soil type drains within an hour of heavy rain?", "Sand"),
        ("Which soil type keeps moisture and air in about equal parts?", "Loam"),
        ("Which soil type holds water for weeks and warms slowly?", "Clay"),
        ("Which smell means too much grass and too little straw?", "Ammonia"),
        ("Which smell means that the heap is soaked and short of air?", "Rotten eggs"),
        ("What is the depth, in cm, for the crop “Beetroot”?", "3"),
        ("What is the row spacing for the crop “Radish”?", "10 cm"),
        ("Which store fills to the third step when it floods?", "Cellar"),
        ("What is the nitrogen content of “Hoof meal”?", "13.0 %"),
    ],
)
def test_questions_are_whole_sentences_in_the_words_of_the_guide(
    asked: dict[str, Fact], question: str, key: str
) -> None:
    assert question in asked, sorted(asked)
    assert asked[question].thing == key


@pytest.mark.parametrize(
    "words",
    [
        "ready to spread",  # the last labels of a list would be known by leaving out the others
        "half-rotted",  # "soil" and "peat" would give the label away
        "squared paper",  # the parts of a description are no members of one class
        "turn the ground",  # what to do is no description
        "Covered",  # yes or no
        "umbellifers",  # two crops have it
        "Sow when",
        "“side”",  # another path is as wide
        "lets the water",
    ],
)
def test_what_cannot_be_asked_is_left_out(asked: dict[str, Fact], words: str) -> None:
    refused = [one for one in asked if words in one]
    if words == "lets the water":  # a clause that begins with a verb is asked
        assert refused == ["Which store lets the water in when it floods?"]
    else:
        assert not refused


def test_labels_that_fit_as_well_are_no_options(data_folder: Path, tmp_path: Path) -> None:
    text = """# Knots

## Knots of the quay

- Bowline: makes a fixed loop that holds under load and unties by hand.
- Clove hitch: fastens a line to a post in two turns.
- Angler's loop: makes a fixed loop that holds under load in thin line.
- Sheet bend: joins two ropes of different thickness.
- Reef knot: ties the bundle of a rolled sail.
"""
    (tmp_path / "knots.md").write_text(text, encoding="utf-8")
    settings = Settings(index=tmp_path / "index", data=data_folder, reader="none")
    ingest([tmp_path / "knots.md"], settings)
    opened = Assistant.open(settings)
    mined = mine(opened.index)
    opened.index.close()
    facts = {fact.id: fact for fact in mined.actions if fact.form in ("labelled", "entry")}
    beside = {fact.thing: {facts[one].thing for one in mined.other_actions.get(key, ())} for key, fact in facts.items()}
    assert beside and "Angler's loop" not in beside.get("Bowline", set())
    assert "Sheet bend" in beside["Clove hitch"]


def test_options_are_of_one_column_and_each_says_its_own_row(desk: Desk, asked: dict[str, Fact]) -> None:
    draft = next(iter(drafts(asked["What is the row spacing for the crop “Radish”?"], desk, False)))
    assert len(draft.options) == 4 and draft.options[0].text == "10 cm"
    assert {option.text for option in draft.options} <= {"20 cm", "15 cm", "30 cm", "25 cm", "35 cm", "10 cm"}
    for option in draft.options:
        stored = desk.index.stored_text(option.spans[0].document)[option.spans[0].start : option.spans[0].end]
        assert option.text in stored
        assert option.rationale.startswith(f"{option.text} is the row spacing for “{stored.split(' | ')[0]}”; for “")


def test_values_beside_one_another_have_one_unit(desk: Desk, asked: dict[str, Fact]) -> None:
    draft = next(iter(drafts(asked["What is the nitrogen content of “Hoof meal”?"], desk, False)))
    assert {option.text for option in draft.options} == {"13.0 %", "12.5 %", "4.0 %", "0.2 %"}


def test_a_batch_takes_them_through_every_gate(batch: Generated, allotment: Assistant) -> None:
    stems = [question.stem for question in batch.questions]
    assert len(stems) >= 9 and len(set(stems)) == len(stems)
    for question in batch.questions:
        assert all(check.passed for check in question.checks)
        assert all(option.rationale and option.citations for option in question.options)
        key = next(option.text for option in question.options if option.correct)
        assert key.casefold() not in question.stem.casefold().split()


@pytest.mark.parametrize(
    ("lead", "heading", "labels", "noun"),
    [
        ("The taint effects are three", "Placing things", ["A", "B"], "taint effect"),
        ("There are four main phases", "Overview", ["A", "B"], "phase"),
        ("The four pruning cuts are", "Trees", ["A", "B"], "pruning cut"),
        ("", "Isolation levels and what they let through", ["A", "B"], "isolation level"),
        ("", "3.2 Service types", ["A", "B"], "service type"),
        ("", "Things to remember", ["A", "B"], ""),
        ("", "Why the boat leaks", ["A", "B"], ""),
        ("", "How to tell", ["Inner join", "Cross join"], "join"),
        ("", "Placing things", ["North wall", "South hedge"], ""),
        ("", "Key files", ["salt", "hash", "packed_data"], ""),
        ("", "Isolation levels", ["read committed", "serializable"], "isolation level"),
    ],
)
def test_what_members_are_called(lead: str, heading: str, labels: list[str], noun: str) -> None:
    assert called(lead, ("Book", heading), labels).noun == noun


def test_parts_of_a_thing_are_not_called_by_its_name_unless_they_are_spoken_of_so() -> None:
    parts, told = ["salt", "hash", "data"], ["the bytes that go in", "sum of all bytes", "what is kept"]
    assert called("", ("Book", "Key files"), parts, told).noun == ""
    assert called("", ("Book", "Key files"), parts, [*told, "the files that hold it"]).noun == "file"


@pytest.mark.parametrize(
    ("label", "passes"),
    [("Red tug", True), ("add_css(field", False), ("given field", False), ("Following wind", False), ("tug()", True)],
)
def test_a_torn_or_pointing_label_is_none(label: str, passes: bool) -> None:
    assert is_label(label) is passes


def test_a_bare_noun_takes_the_subject_of_the_heading_above() -> None:
    assert called("", ("Book", "6. Caching", "Patterns"), ["A", "B"]).noun == "caching pattern"
    assert called("What the states usually mean", ("Book", "Trouble"), ["A", "B"]).means


@pytest.mark.parametrize(
    ("head", "noun"),
    [
        ("Marks", "mark"),
        ("Used by", ""),
        ("Preserves", ""),
        ("Row spacing", "row spacing"),
        ("Why", ""),
        ("Method name", "method"),
    ],
)
def test_heads_of_columns(head: str, noun: str) -> None:
    assert column_noun(head) == noun
