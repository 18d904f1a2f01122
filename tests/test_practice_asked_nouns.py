"""Stems that name the kind of their options, and names that statements or rows side by side tell apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.plain_stems import with_noun
from studyground.assistant.practice.writing.table_cases import case_told, is_record, other_case_asked, value_asked
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

GUIDE = """# The bell founder's notes

## The people of the yard

There are neighbours worth knowing about too.

### Pattern maker

Keeps the drawings and wooden cores of every bell that left the yard. Little or no casting.

### Furnace keeper

Watches the fire through the night and clears the slag before each pour.

### Bell tuner

Turns thin rings of bronze from the inner wall until five partials agree.

### Yard clerk

Answers letters from parishes, mostly about cracked clappers and late carts. Of the roles listed here this is the oldest.

### Bell hanger

Fits the headstock and the wheel in a tower with its own hoist.

## Horn calls

- **HOOT-A (1)** asks a crew to clear the pit.
- **HOOT-B (2)** cannot be taken back.
- **HOOT-C (5)** freezes a crane in the middle of its swing.
- **HOOT-D (9)** opens the sluice of the cooling basin.

## Where the papers lie

| Folder | What it holds | Locked? |
|---|---|---|
| /yard/etc/moulds | Sketches of wooden cores with their shrinkage | Yes |
| /yard/etc/debts | Unpaid bills of three counties | No |
| /yard/etc/tones | Tuning sheets signed by two witnesses | Yes |
| /yard/etc/carts | Routes of wagons, tolls, bridges, inns | Yes |

## Choosing an alloy

| Alloy | Colour | Use it when |
|---|---|---|
| Red bronze | red | many small chapels share one foundry |
| White bronze | pale | one large tower near the sea |
| Grey iron | grey | quick repairs of hand bells |
| Yellow brass | gold | ships' bells, e.g. on a pilot boat |

## Old bells against new ones

| Property | Cast | Forged |
|---|---|---|
| Ring | Long hum | Short clank |
| Weight | Two tons | Forty pounds |
| Wall | Thick lip | Even sheet |
| Sale | Per pound | Per dozen |

## Devices you have to know

Each of them stands in the long shed behind the furnace house.

### Sheer legs

A sheer legs lifts a cast bell over the edge of the pit without a roof beam. It needs two guy ropes.

### Treadwheel

Good for slow lifts with two men inside, and for yards that have no horse.

### Chain tackle

Use these when the load is short and you have no room for a drum.

### Horse gin

Draws a long rope across the whole yard at the pace of one animal.

### Screw jack

Raises a frame by a thumb's breadth while wedges are driven in below.
"""


@pytest.fixture(scope="module")
def desk(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A guide to a trade that no rule was made for."""
    folder = tmp_path_factory.mktemp("bells")
    (folder / "bells.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "bells.md"], settings)
    opened = Assistant.open(settings)
    yield Desk.of(opened.index, mine(opened.index), 3)
    opened.index.close()


@pytest.fixture(scope="module")
def labelled(desk: Desk) -> dict[str, Fact]:
    return {fact.need: fact for fact in desk.mined.actions if fact.form == "labelled" and fact.need}


def stems_of(desk: Desk, thing: str) -> set[str]:
    facts = [fact for fact in desk.mined.actions if fact.form == "labelled" and fact.need and fact.thing == thing]
    return {draft.stem.text for fact in facts for draft in drafts(fact, desk, False)}


def test_what_the_guide_calls_its_headings_in_passing_is_asked_for(desk: Desk) -> None:
    asked = stems_of(desk, "Furnace keeper") | stems_of(desk, "Bell tuner") | stems_of(desk, "Pattern maker")
    assert asked and all(stem.startswith("Which role ") for stem in asked), asked


def test_statements_that_open_with_a_name_each_are_asked_for_by_what_they_say(labelled: dict[str, Fact]) -> None:
    said = {fact.thing: need for need, fact in labelled.items() if fact.section[-1] == "Horn calls"}
    assert said["HOOT-A"] == "Which of these asks a crew to clear the pit?"
    assert "HOOT-B" not in said  # what cannot be done says little, but it stands beside the others
    fact = next(fact for fact in labelled.values() if fact.thing == "HOOT-A")
    assert fact.text.startswith("HOOT-A: HOOT-A (1) asks")


def test_names_beside_one_another_are_those_of_one_list(desk: Desk, labelled: dict[str, Fact]) -> None:
    fact = next(fact for fact in labelled.values() if fact.thing == "HOOT-A")
    beside = {desk.facts[one].thing for one in desk.mined.other_actions[fact.id]}
    assert beside == {"HOOT-B", "HOOT-C", "HOOT-D"}


def test_a_column_that_says_what_each_row_does_is_asked_for_the_row(labelled: dict[str, Fact]) -> None:
    asked = {need: fact.thing for need, fact in labelled.items()}
    assert asked["Which folder holds unpaid bills of three counties?"] == "/yard/etc/debts"
    assert not [need for need in asked if "tolls" in need]  # a bare list of things


def test_a_column_that_says_when_to_use_each_row_is_asked_for_the_row(labelled: dict[str, Fact]) -> None:
    asked = {need: fact.thing for need, fact in labelled.items()}
    assert asked["Which alloy should be used when there is one large tower near the sea?"] == "White bronze"


def test_a_table_that_compares_things_is_not_asked_for_its_rows(labelled: dict[str, Fact]) -> None:
    assert not [need for need, fact in labelled.items() if fact.section[-1] == "Old bells against new ones"]


def test_what_a_heading_suits_is_asked_as_a_case(labelled: dict[str, Fact]) -> None:
    asked = {need: fact.thing for need, fact in labelled.items()}
    suits = "A device is wanted for slow lifts with two men inside, and for yards that have no horse."
    assert asked.get(f"{suits} Which device is a good choice?") == "Treadwheel"
    case = "The load is short and the team has no room for a drum."
    assert next(thing for need, thing in asked.items() if need.startswith(case)) == "Chain tackle"


@pytest.mark.parametrize(
    ("heads", "values", "told"),
    [
        (("Bell", "Ropes"), ("Cracked", "Two, tarred"), "The bell is cracked, and there are two tarred ropes."),
        (("Bell", "Ropes"), ("Tenor bell", "Dry"), "The bell is a tenor bell, and the ropes are dry."),
        (
            ("Weight", "Ropes"),
            ("Forty pounds", "Three or more"),
            "The weight is forty pounds, and there are three or more ropes.",
        ),
    ],
)
def test_a_case_of_a_table_is_told_in_a_sentence(heads: tuple[str, str], values: tuple[str, str], told: str) -> None:
    assert case_told(heads, values) == told


def test_records_are_no_cases() -> None:
    assert is_record("Bell ID", ["4", "5"]) and is_record("Cast on", ["1/3/1820", "2/5/1821"])
    assert not is_record("Outcome", ["Numerical", "Yes/no"])


def test_a_column_is_asked_for_as_one_would_say_it() -> None:
    assert value_asked("usual knot") == "Which knot is usual?"
    assert value_asked("breaking load") == "What is the breaking load?"
    assert other_case_asked("usual knot", "if frost is expected") == "Which knot should be used if frost is expected?"


def test_a_noun_in_the_middle_of_a_stem() -> None:
    assert with_noun("The pit is wet. Which of these should the crew use?", "pump").endswith(
        "Which pump should the crew use?"
    )
