"""Cells that are clauses or participles: quoted, and never put behind the words of a head that wants a noun."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.called_rows import row_asked
from studyground.assistant.practice.writing.cell_clauses import (
    in_clauses,
    is_clause,
    opened,
    turned_question,
    without_its_noun,
)
from studyground.assistant.practice.writing.column_wording import row_question
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

FERRY = """# Handbook of the Aller ferry

## Lamps of the pier

The lamps stand at the head of the pier.

| Lamp | What it triggers |
|---|---|
| Amber | The deck crew is called |
| Violet | Closed by the pilot after two hours unless renewed |
| Teal | The gate counter goes up by one |
| White | Boarding lists are printed |
| Rose | A spare boat is made ready |

## Frauds at the gate

| Fraud | Mark | Main defence |
|---|---|---|
| Ghost ticket | number printed twice, opens the gate once | number check |
| Mirror pass | the reader is shown a photograph of a pass | live code |
| Shadow walker | second person follows whoever pays | turnstile |
| Drop-off | traveller leaves the boat before the toll | exit gate |
| Stale card | card copied from an old one, opens every gate | card expiry |

## Which built-in pump?

| Pump | Best size | Drive note |
|---|---|---|
| Heron | small holds | hand crank only |
| Teal | deep holds | shore power advised |
| Grebe | long hoses | shore power advised |
| Coot | thick mud | diesel only |
| Swift | clean water | battery for an hour |

## Ways to board

| Option | Weight limit | Choose it when |
|---|---|---|
| Cautious | 10 kg | the queue is long and nobody hurries |
| Ramp boarding | 20 kg | the tide is low and trolleys come |
| Ladder boarding | 5 kg | the pier is closed for repairs |
| Basket hoist | 40 kg | the sea is rough beyond the pier |
"""


@pytest.fixture(scope="module")
def ferry(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over tables on a subject that no rule was made for."""
    with opened_guide(FERRY, tmp_path_factory.mktemp("ferry"), data_folder, "ferry.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def asked(ferry: Assistant) -> dict[str, Fact]:
    """What tables are asked for, by its question."""
    return {one.need: one for one in mine(ferry.index).actions if one.form == "labelled" and one.need}


@pytest.fixture(scope="module")
def batch(ferry: Assistant) -> Generated:
    return generate(ferry, load_blueprint("mls-c01"), 20, "mixed", seed=1)


@pytest.mark.parametrize(
    ("cell", "clause"),
    [
        ("The gate counter goes up by one", True),
        ("Released automatically after two hours unless renewed", True),
        ("number printed twice, opens the gate once", True),
        ("Boarding stops; the gate opens for the crew", True),
        ("hashed passwords", False),
        ("handled cold food, cream cakes", False),
        ("shore power advised", False),
        ("template files copied into each new folder", False),
    ],
)
def test_a_cell_is_a_clause_or_a_noun(cell: str, clause: bool) -> None:
    assert is_clause(cell) == clause


def test_a_clause_does_not_follow_a_head_that_wants_a_noun() -> None:
    assert row_question("Boarding lists are printed", "lamp", "What it triggers") == ""
    assert (
        row_question("Printed boarding lists", "lamp", "What it triggers")
        == "Which lamp triggers printed boarding lists?"
    )
    assert in_clauses("mark", ["the reader is shown a photograph"])
    assert not in_clauses("meaning", ["I am altering my course"])  # a meaning is told in clauses
    assert not in_clauses("first look", ["check the hoses; open the valve"])


def test_a_clause_is_turned_or_not_asked() -> None:
    shown = "the reader is shown a photograph of a pass"
    turned = "With which fraud is the reader shown a photograph of a pass?"
    assert turned_question("fraud", shown) == turned == row_asked("fraud", "Mark", shown)
    assert row_asked("fraud", "Mark", "traveller leaves the boat before the toll") == ""
    assert row_asked("fraud", "Typical place", "open gates and boats") == ""


def test_the_tables_are_asked_in_english(asked: dict[str, Fact], batch: Generated) -> None:
    assert not any("lamp" in question for question in asked)  # cells that could only be quoted
    stems = [one.stem for one in batch.questions]
    assert not any("What is the mark" in stem or "has this mark" in stem or "triggers the" in stem for stem in stems)
    assert not any("stands beside" in stem or "which entry" in stem or "described as follows" in stem for stem in stems)
    assert "With which lamp is the deck crew called?" in stems


def test_a_bare_quality_is_no_option_among_things(asked: dict[str, Fact]) -> None:
    assert without_its_noun(["Cautious", "Ramp boarding", "Basket hoist"]) == {"Cautious"}
    assert without_its_noun(["Porous", "Fibrous"]) == frozenset()  # all are qualities
    assert not any(fact.thing == "Cautious" for fact in asked.values())


def test_options_open_with_a_capital_unless_they_are_code() -> None:
    assert opened(["script in a link", "more data than room"]) == ["Script in a link", "More data than room"]
    assert opened(["tool -s stop", "tool -s quit"]) == ["tool -s stop", "tool -s quit"]
    assert opened(["red", "blue"]) == ["red", "blue"]


def test_a_table_is_pointed_at_by_its_own_heading_alone(batch: Generated) -> None:
    shared = [one.stem for one in batch.questions if "shore power advised" in one.stem]
    assert all("of these built-in pumps" in stem for stem in shared)
