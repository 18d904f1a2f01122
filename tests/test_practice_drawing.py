"""Which facts are asked first, and what a name is taken for because of what stands beside it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drawing import likelihood
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_blanks import LEFT_OUT
from studyground.assistant.practice.writing.mining_lookups import gives_value
from tests.opened_guide import opened_guide

ROWS = (
    ("Raise Anvil", "Ctrl+U", "Lift the anvil of the selected press"),
    ("Lower Anvil", "Ctrl+D", "Let the anvil of the selected press down"),
    ("Quit", "Ctrl+Q", "Close the current workshop"),
    ("Turn Wheel", "Ctrl+T", "Rotate the wheel by one tooth"),
    ("Pin Library", "Ctrl+P", "Keep the library at the head of the list"),
    ("Oil Bearings", "Ctrl+B", "Put oil on every bearing of the shaft"),
    ("Show Sparks", "Ctrl+S", "Draw the sparks of the grinding wheel"),
    ("Weigh Ingot", "Ctrl+W", "Read the scale below the ingot"),
)
GUIDE = """# The forge program

## Actions

| Action | Default hotkey | Description |
|---|---|---|
{rows}

## Limits

The bellows stop by themselves after 12 minutes at full draught. A furnace that is left alone must be banked within 45 minutes.
The anvil lock holds for at most 30 seconds when the belt slips.
"""


@pytest.fixture(scope="module")
def forge(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a program's actions."""
    rows = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)
    with opened_guide(GUIDE.format(rows=rows), tmp_path_factory.mktemp("forge"), data_folder) as opened:
        yield opened


def test_one_name_of_many_does_not_say_what_the_others_are(forge: Assistant) -> None:
    things = mine(forge.index).things
    assert {things[name].kind for name, _, _ in ROWS if name in things} <= {"", "library"}
    assert [name for name, thing in things.items() if thing.kind == "library" and not name.endswith("Library")] == []


def test_values_of_tables_and_figures_left_out_come_last(forge: Assistant) -> None:
    mined = mine(forge.index)
    desk = Desk.of(forge.index, mined, 1)
    facts = [*mined.facts, *mined.actions]
    values = [fact for fact in facts if gives_value(fact)]
    assert values
    told = replace(values[0], situation="")
    assert likelihood(values[0], desk) < 0.2 * likelihood(told, desk)
    figures = [fact for fact in facts if fact.form == "figure"]
    assert figures
    left, whole = (replace(figures[0], situation=situation) for situation in (LEFT_OUT, ""))
    assert likelihood(left, desk) < 0.2 * likelihood(whole, desk)
