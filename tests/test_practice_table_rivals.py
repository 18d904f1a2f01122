"""Wrong options come first of all from the key's own table, the rows that say nothing askable included."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.options import Choice, by_name
from studyground.assistant.practice.writing.spread import Spread
from tests.opened_guide import opened_guide

ORCHARD = """# The orchard at Fennick

## Grafting

| Technique | Description |
|---|---|
| **Whip Graft** | Join two stems of one width |
| **Cleft Graft** | Wedges (2 → 4) in a split stump |
| **Bark Graft** | Push scions under loosened bark |
| **Bridge Graft** | Span a wound that mice left |
| **Chip Budding** | Replace a sliver with one bud |

## Training

| Technique | Description |
|---|---|
| **Espalier** | Tie branches flat along wires |
| **Cordon** | Keep one slanting stem with spurs |
| **Open Centre** | Remove the leader to admit light |
| **Festooning** | Bend young shoots to make them fruit |

## Thinning

| Method | Description |
|---|---|
| **Hand Thinning** | Pick small fruit in June |
| **Pole Thinning** | Knock clusters with a padded stick |
| **Sucker Rubbing** | Strip shoots from the trunk |
"""


@pytest.fixture(scope="module")
def orchard(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(ORCHARD, tmp_path_factory.mktemp("orchard"), data_folder, "orchard.md") as opened:
        yield opened


def _asked(orchard: Assistant, name: str) -> list[list[Choice]]:
    """The options of a thing's facts, with several seeds."""
    desk = Desk.of(orchard.index, mine(orchard.index), 1)
    facts = [one for one in desk.mined.facts if one.thing == name]
    made = [
        by_name(fact, desk.mined, desk.facts, 3, Spread(seed), frozenset(), False, desk.casing)
        for fact in facts
        for seed in range(4)
    ]
    return [one for one in made if one]


GRAFTS = {"Whip Graft", "Cleft Graft", "Bark Graft", "Bridge Graft", "Chip Budding"}


@pytest.mark.parametrize("name", ["Whip Graft", "Bridge Graft"])
def test_a_row_stands_beside_rows_of_its_table_alone(orchard: Assistant, name: str) -> None:
    made = _asked(orchard, name)
    assert made, "the table has rows enough"
    assert all({one.thing for one in choices} <= GRAFTS for choices in made)


def test_a_row_without_a_fact_is_an_option_with_its_cell_as_the_reason(orchard: Assistant) -> None:
    mined = mine(orchard.index)
    asked = next(one for one in mined.facts if one.thing == "Whip Graft")
    beside = {one.thing: one for one in mined.rows[asked.id]}
    assert set(beside) == {"Cleft Graft", "Bark Graft", "Bridge Graft", "Chip Budding"}
    cleft = beside["Cleft Graft"]
    text = orchard.index.stored_text(cleft.span.document)
    assert text[cleft.span.start : cleft.span.end].startswith("Cleft Graft | Wedges")
    assert any(one.thing == "Cleft Graft" for choices in _asked(orchard, "Whip Graft") for one in choices)


def test_a_table_of_few_rows_makes_nobody_keep_to_it(orchard: Assistant) -> None:
    mined = mine(orchard.index)
    few = [one for one in mined.facts if one.thing in ("Hand Thinning", "Pole Thinning", "Sucker Rubbing")]
    assert few
    assert not any(one.id in mined.rows for one in few)
