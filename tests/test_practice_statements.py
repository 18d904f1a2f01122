"""Questions for a statement, as banks of others have them: the gate that judges which the guide bears out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext
from studyground.assistant.practice.gates.stated import at_odds, says, stated
from tests.opened_guide import opened_guide

LIGHTHOUSE = """# The lamp station

## Oil store

The oil store is aired for 20 minutes before a keeper enters the lower room. Barrels of colza oil are rolled from the quay to
the cellar on wooden rails. The store must stand empty for two days after a spill of more than 5 litres. A keeper may not
carry an open flame past the iron door. The wardens count the barrels every 14 days and send the sheet to the harbour office.

## Lamp room

The upper wick is trimmed before sunset and burns for 6 hours without a second trim. Lamp glass is wiped with spirit, whereas
brass is wiped with dry chalk. A cracked lens does not throw its beam beyond the outer reef. The reserve lamp is lit after the
third failed strike of the main lamp. In thick fog the bell is struck at least 4 times in a minute until the air is clear.

## Boats

The supply boat lands at the northern steps when the wind is under 20 knots. Mail is handed over before the boxes of food are
carried up the stairs. Two keepers must hold the line while a visitor steps ashore. The heavier crates are lifted with the hand
winch at the head of the steps.

## Stores and watches

Barrels of colza oil are counted every 14 days by wardens. Wicks of plaited cotton are trimmed every 6 hours with shears.
Lenses of pressed glass are wiped for 20 minutes with spirit. Keepers on night watch are relieved after 5 hours of darkness.
Boats with mail are unloaded within 30 minutes of high water. Candles of beeswax are stored for 9 weeks in a cedar box. Ropes
of hemp are tarred every 8 weeks in summer. Biscuits in sealed tins are kept for 18 months on a dry shelf. They are counted in
spring. Sailors with permits may fish from rocks at low water.
"""
STEM = "Which statement about the oil store is right?"
KEY = "A keeper may not carry an open flame past the iron door."
WRONG = (
    "The oil store is aired for 40 minutes before a keeper enters the lower room.",
    "Barrels of colza oil are rolled from the cellar to the quay on wooden rails.",
    "The wardens count the barrels every 28 days and send the sheet to the harbour office.",
)


@pytest.fixture(scope="module")
def station(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over prose on a subject that no rule was made for."""
    with opened_guide(LIGHTHOUSE, tmp_path_factory.mktemp("station"), data_folder, "station.md") as opened:
        yield opened


def test_the_gate_knows_a_statement_by_the_guide_alone(station: Assistant) -> None:
    context = GateContext.of(station)
    found = stated(STEM, [*WRONG, KEY], context)
    assert found is not None
    assert [score >= 1 for score in found.scores] == [False, False, False, True]
    assert stated("Which tool should the keeper use?", [*WRONG, KEY], context) is None
    assert stated(STEM, WRONG, context) is None


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_changed_is_at_odds(station: Assistant, wrong: str) -> None:
    text = " ".join(LIGHTHOUSE.split())
    sentence = next(one for one in text.split(". ") if at_odds(wrong, f"{one}."))
    assert not says(sentence, wrong)


def test_a_piece_of_a_sentence_that_takes_it_back_is_not_said() -> None:
    assert says("The door stays shut; it opens at noon.", "The door stays shut.")
    assert not says("The door never stays shut at noon.", "Stays shut at noon.")
    assert not says("The door stays shut unless the bell rings.", "The door stays shut.")
