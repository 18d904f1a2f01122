"""The row that a question names and not its neighbour, how often and not how long, the other side: on a guide to a windmill."""

from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.beside_asked import of_other_measure, only_a_span, tells_elsewhere
from studyground.assistant.dangling import points_back
from studyground.assistant.plainly_another import on_the_other_side
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

MILL = """# Keeping the Orrin windmill

The notes follow the rules of the mill guild. The north tower differs in the heat of its bearings, which is flagged below.

## Sacks

| Sack | For |
|---|---|
| Red | raw oats and barley |
| Blue | raw beans |
| Yellow | rolled oats |
| Green | seed and chaff |

## Bearings

| Bearing | Heat allowed | What we do |
|---|---|---|
| South tower | warm to the hand | 45 °C |
| North tower | hot to the hand | 60 °C |
| Brake wheel | cold | 20 °C |

## Lamps

| Lamp | Colour | Angle |
|---|---|---|
| Roof lamp | yellow | 135° |
| Sidelamps | red and green | 110° each |

| Lamp | Seen from, tower over 20 m | Seen from, tower under 20 m |
|---|---|---|
| Roof lamp | 4 miles | 3 miles |
| Sidelamp | 2 miles | 1 mile |

## Greasing

| Part | Grease | How often |
|---|---|---|
| Sail shaft | tallow | every 3 weeks |
| Cap ring | graphite | every 10 days |

A sail shaft whose grease has run dry may seize within a minute, and a stuck shaft takes the cap with it.

## Entering

To enter the stone floor a miller needs two things: the key and a partner. Plus a lamp after dark. Forget one and the door sounds
the horn, which seems a fault and is not.

The speed allowed for carts is 8 miles an hour inside the mill yard. Lanterns shine 30 miles and have 5 wicks.

## Raising the alarm

Old bells often crack in frost.

1. Shout FIRE three times.
2. Say your name.
3. Ring the horn.
4. Tell the tower.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("windmill")
    (folder / "mill.md").write_text(MILL, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "mill.md"], settings)
    return Assistant.open(settings)


@pytest.mark.parametrize(
    ("question", "says", "leaves"),
    [
        ("which sack colour for rolled oats", "Yellow", "Red"),
        ("heat of bearings in the north tower", "hot to the hand", "flagged"),
        ("which grease does the sail shaft get and how often", "every 3 weeks", "minute"),
        ("why does the door sound the horn", "needs two things: the key and a partner", ""),
        ("list what you shout when raising the alarm in order", "Say your name", "Old bells"),
    ],
)
def test_what_the_wording_means_is_given(assistant: Assistant, question: str, says: str, leaves: str) -> None:
    found = assistant.ask(question)
    assert says in found.answer, found
    assert not leaves or leaves not in found.answer, found


def test_a_row_of_angles_does_not_come_first_where_a_length_is_asked(assistant: Assistant) -> None:
    look = assistant.look("how far must the side lamps be seen")
    assert look.candidates[int(np.argmax(look.scores))].text.startswith("Sidelamp |")


@pytest.mark.parametrize(
    "question",
    [
        "what's the speed allowed for carts outside the mill yard?",
        "how long does the battery of a lantern last",
        "how many hours till the oats are sterile?",
    ],
)
def test_another_property_or_the_other_side_is_not_told(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_in_guide"


def test_a_span_of_time_is_not_how_often() -> None:
    assert only_a_span("The pot may boil over within a minute.")
    assert only_a_span("It counts only what came in the last 3 days.")
    assert not only_a_span("Oil it every week, within a minute of stopping.")
    assert not only_a_span("The bell is rung twice a day.")


def test_a_matter_told_elsewhere() -> None:
    assert tells_elsewhere("One rule differs (heating), which is flagged below.")
    assert tells_elsewhere("The rest is described in section 4.2.")
    assert not tells_elsewhere("The valve is fitted below the tank.")
    assert not tells_elsewhere("The list is given to the miller.")


def test_figures_of_another_measure() -> None:
    assert of_other_measure("Sidelamps | red | 110° each", {"length"})
    assert not of_other_measure("Sidelamp | 2 | 1", {"length"})
    assert not of_other_measure("Sidelamp | 2 miles | 110°", {"length"})
    assert not of_other_measure("Sidelamps | red | 110° each", set())


def test_one_that_stands_for_something_before() -> None:
    assert points_back("A cart with its brake on is one, even when moving.")
    assert points_back("Cooling the stones is also one.")
    assert points_back("Forget one and the horn sounds.")
    assert points_back("Plus a lamp after dark.")
    assert not points_back("The result is one of three.")
    assert not points_back("The default number of sails is one.")
    assert not points_back("Plus members ride free.")
    assert not points_back("The probability of an event and its complement is one half.")
    assert not points_back("Chapter one and the preface are free.")


def test_the_other_side_of_a_place() -> None:
    assert on_the_other_side("How fast outside the yard?", "In the yard carts go 8 miles an hour.")
    assert not on_the_other_side("How fast outside the yard?", "In the yard 8, outside it 20 miles an hour.")
    assert not on_the_other_side("How fast outside the yard?", "On the road carts go 20 miles an hour.")
    assert on_the_other_side("How long without a lamp?", "With a lamp you may stay 3 hours.")
