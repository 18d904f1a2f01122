"""A default that stands some lines after the name, the cause of a message, and the solution further on under a heading."""

from collections.abc import Iterator

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.question import understand
from tests.opened_guide import opened_guide

GUIDE = """# The pump controller

## Settings

- soak-interval: Sets how many minutes the soil is left to soak between two rounds.
- It is given in whole minutes. A value below one turns the pause off.
- The default is 12.
- round-limit: Sets how many rounds the pump makes in one night.
- Rounds that were skipped for rain are not counted.
- This may not be more than nine.
- valve-delay: Sets how many seconds a valve stays open after the pump has stopped. The default is 4.

## Messages

The log below shows that the tank float is not moving. This could mean that the float is held by algae, or that its wire was torn
off when the tank was cleaned.

    14:02 tank float not moving

## Dates

The calendar counts days from the first of March. Occasionally people set the day of a round to a date in the past and then wonder
why nothing is watered. Rounds of past days are taken as done.

A round that is taken as done is not made again in that year.

The solution to this is to delete the round, wait until the lamp goes out and enter it anew.
"""


@pytest.fixture(scope="module")
def pump(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(GUIDE, tmp_path_factory.mktemp("pump"), tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.mark.parametrize(
    "question", ["soak-interval default", "What is the default of soak-interval?", "default for soak-interval"]
)
def test_a_default_is_found_some_lines_after_the_name(pump: Assistant, question: str) -> None:
    assert "The default is 12." in pump.ask(question).answer


def test_the_default_of_the_next_setting_is_not_given_for_one_without(pump: Assistant) -> None:
    assert "default is 4" not in pump.ask("default of round-limit").answer


def test_a_default_in_the_same_line_needs_no_other(pump: Assistant) -> None:
    answer = pump.ask("What is the default of valve-delay?").answer
    assert "The default is 4." in answer and "12" not in answer


def test_the_cause_of_a_message_is_told_after_it(pump: Assistant) -> None:
    assert "held by algae" in pump.ask("'tank float not moving' in the log, cause?").answer


def test_the_solution_is_found_further_on(pump: Assistant) -> None:
    answer = pump.ask("I set the day of a round to a date in the past, how do I get it watered?").answer
    assert "delete the round, wait until the lamp goes out" in answer


@pytest.mark.parametrize("text", ["retries default", "default of retries", "What is the default for retries?"])
def test_who_asks_for_a_default_wants_no_definition(text: str) -> None:
    assert understand(text).type == "factoid"


def test_a_thing_called_default_is_still_defined() -> None:
    assert understand("What is a default argument?").type == "definition"
    assert understand("default gateway").type == "definition"


@pytest.mark.parametrize("text", ["Pump stalls, cause?", "likely cause of a dry tank", "What is the cause of a stall?"])
def test_who_asks_for_the_cause_wants_a_reason(text: str) -> None:
    assert understand(text).wanted == "reason"
