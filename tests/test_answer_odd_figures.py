"""Addresses, versions and other figures that are no numbers must not stop an answer."""

from collections.abc import Iterator

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.figure_ranges import value_of
from tests.opened_guide import opened_guide

GUIDE = """# The relay of a small office

## Addresses

The relay listens at address 10.0.0.1 and hands mail on to 10.0.0.0/8 only. Version 2.5.1 asks for a password.
Below version 2.4 a password is not asked for, from version 2.4 to 3.0 it is. At port 25 any message is taken, at port 587
messages of users alone.

## Sizes

Messages under 5 MB are sent at once. Messages of 5 to 20 MB wait until 18:30, those over 20 MB are refused.
A queue of 1,200 messages is the most that the relay keeps.
"""
ODD = (
    "What does the relay do at address 10.0.0.1?",
    "does network 10.0.0.0/8 get mail",
    "Is a password asked for in version 2.5.1?",
    "what about version 2.5.1-rc2, or 1.2.3.4.5?",
    "My message is of 5.5.5 MB. What happens?",
    "size ² MB?",
    "size ٣ MB or version ٣.٤.٥",
    "from 1.2.3 to 4.5.6, which version is it?",
    "between 1,2,3 and 4..5 messages?",
    "under 3.2.1 or over 1.2.3 MB",
    "age 1.1.1.1 years old at 25:99 o'clock",
    "port 25. and port 587,",
    "port 2001:db8::1 is it taken?",
    "5½ MB at 7.30 pm?",
)


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(GUIDE, tmp_path_factory.mktemp("relay"), tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.mark.parametrize("question", ODD)
def test_figures_that_are_no_numbers_are_asked_about_without_harm(relay: Assistant, question: str) -> None:
    found = relay.ask(question)
    assert found.status in ("answered", "not_in_guide")


def test_a_figure_is_still_compared_where_an_address_stands_beside_it(relay: Assistant) -> None:
    found = relay.ask("A message of 12 MB for 10.0.0.1 comes in. What happens to it?")
    assert "wait until 18:30" in found.answer


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("1,200", 1200.0),
        ("2.5", 2.5),
        ("10.0.0.1", -1.0),
        ("2.5.1", -1.0),
        ("²", -1.0),
        ("7.", 7.0),
        ("twenty-five", 25.0),
    ],
)
def test_what_a_figure_comes_to(figure: str, value: float) -> None:
    assert value_of(figure) == value
