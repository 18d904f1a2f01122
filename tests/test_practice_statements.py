"""Statements of running text: which stand alone, how they are made false, the question from them, and the gates that judge it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext, check_question, recheck
from studyground.assistant.practice.gates.stated import at_odds, says, stated
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.amounts import amounts_in
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.mining_statements import statements_from
from studyground.assistant.practice.writing.statement_alone import alone
from studyground.assistant.practice.writing.statement_alterations import alterations
from studyground.assistant.practice.writing.statement_forms import statements_of
from studyground.assistant.practice.writing.statement_swaps import swapped
from studyground.corpus.blueprint import load_blueprint
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


@pytest.fixture(scope="module")
def batch(station: Assistant) -> Generated:
    return generate(station, load_blueprint("mls-c01"), 12, seed=1)


def of_statements(batch: Generated) -> list[PracticeQuestion]:
    return [one for one in batch.questions if all(option.text.endswith(".") for option in one.options)]


def changed(text: str, *others: str) -> dict[str, str]:
    """What a statement becomes, by the way in which it is changed."""
    given = [amount for other in others for amount in amounts_in(other)]
    return {one.way: one.text for one in alterations(text, given, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "They are kept in the cellar for two days after a spill.",
        "We normally air the oil store for 20 minutes before a keeper enters.",
        "The oil store is usually aired for 20 minutes before a keeper enters.",
        "This is why the oil store is aired for 20 minutes in the morning.",
        "Airing the oil store costs $20 and takes an hour of the morning.",
        "Count the barrels every 14 days and send the sheet to the office.",
        "Needs an hour of airing before a keeper enters the lower room.",
        "Is the oil store aired for 20 minutes before a keeper enters?",
        "If it is damp, the lower room is aired again by the wardens.",
    ],
)
def test_what_points_outside_or_teaches_nothing_is_no_statement(text: str) -> None:
    assert statements_of(text) == []


def test_a_statement_is_taken_whole_and_without_its_lead_in() -> None:
    assert statements_of("However, the wardens count the barrels every 14 days.") == [
        "The wardens count the barrels every 14 days."
    ]
    assert statements_of("The store stands empty for two days after a spill; unless the chief says so.") == []
    assert statements_of("The store is kept empty and dry after a spill of oil: fumes linger.") == [
        "The store is kept empty and dry after a spill of oil."
    ]


def test_a_limit_is_changed_only_so_that_it_is_wrong() -> None:
    stricter = changed("The bell is struck while the keeper waits for at least 20 minutes.")["figure"]
    assert "20 minutes" not in stricter
    assert "at least 10 minutes" not in stricter
    assert "figure" not in changed("The bell is struck 4 times while the keeper waits for 20 minutes.")
    assert "figure" not in changed("The station calls on 486 kHz after a gale.")
    wider = changed("The bridge may carry a load of up to 12 kg at the lower end.")["figure"]
    assert float(wider.split("up to ")[1].split()[0]) > 12


def test_directions_duties_and_denials_are_left_alone() -> None:
    assert not changed("Mail is handed over before the boxes of food are carried up.")
    assert not changed("A keeper may not carry an open flame past the iron door.")
    assert set(changed("The store must stand empty for two days after a spill.")) <= {"figure"}
    assert "figure" not in changed("The store stands empty for 2 days, so that the fumes can leave it.")


def test_parts_change_places() -> None:
    one = swapped("Lamp glass is wiped with spirit, whereas brass is wiped with chalk.")
    assert one is not None and one.text == "Brass is wiped with spirit, whereas lamp glass is wiped with chalk."
    assert swapped("Barrels are rolled from the quay to the cellar on rails.") is None


def test_facts_are_the_same_each_time(station: Assistant) -> None:
    first, second = (statements_from(read_source(station.index), station.index) for _ in range(2))
    assert first == second
    assert any(not fact.need for fact in first[0])


def test_a_small_guide_gives_statements(batch: Generated) -> None:
    found = of_statements(batch)
    assert found
    for question in found:
        for option in question.options:
            assert option.citations, option
            verbatim = any(says(item.quote, option.text) for item in option.citations)
            assert verbatim == option.correct, option.text
            if not option.correct:
                assert at_odds(option.text, option.citations[0].quote), option.text


def test_a_sentence_is_made_false_once_at_most(batch: Generated) -> None:
    found = of_statements(batch)
    places = Counter((item.start, item.end) for one in found for option in one.distractors for item in option.citations)
    places += Counter((item.start, item.end) for one in found for item in one.citations)
    assert max(places.values()) == 1


def test_all_options_are_of_one_heading_that_the_stem_names_plainly(batch: Generated) -> None:
    for question in of_statements(batch):
        assert "about stores and watches" in question.stem
        assert len({item.section for option in question.options for item in option.citations}) == 1


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Barrels of colza oil are counted every 14 days by wardens.", True),
        ("The oil store is aired for 20 minutes before dawn.", True),
        ("The beacon sends for 48 hours on a full battery.", False),
        ("A copy is kept for 30 days in a dry place.", False),
        ("Endurance is 48 hours, and the alert then carries nines.", False),
        ("Both are trimmed for 6 minutes before sunset by keepers.", False),
    ],
)
def test_a_statement_says_what_it_is_about(text: str, stands: bool) -> None:
    assert alone(text, ("The lamp station", "Oil store"), lambda word: True) is stands


def test_with_another_key_no_question_holds(station: Assistant, batch: Generated) -> None:
    found = of_statements(batch)
    context = GateContext.of(station)
    assert len(recheck(found, station).kept) == len(found)
    for question in found:
        for at in range(len(question.options)):
            if question.options[at].correct:
                continue
            if question.select > 1:
                continue
            options = tuple(replace(one, correct=n == at) for n, one in enumerate(question.options))
            swapped_key = check_question(replace(question, options=options), context, stop_at_first=True)
            assert not all(check.passed for check in swapped_key)


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


def test_every_gate_passes_what_is_offered(station: Assistant, batch: Generated) -> None:
    context = GateContext.of(station)
    for question in of_statements(batch):
        assert all(check.passed for check in check_question(question, context))
