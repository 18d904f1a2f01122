"""What speaks for a thing and what against it, in whatever word the learner has for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.question import parts_of
from studyground.assistant.side_wording import with_side_named
from tests.opened_guide import opened_guide

ROOFS = """# Roofs

## Thatch

The benefits of thatch include:

- It keeps a room cool in July.
- Reed grows in the next ditch.

The drawbacks of thatch include:

- Sparks set it alight.
- Mice nest in the ridge.

## Slate

Slate is split by hand along its grain. A slate roof weighs four tonnes.
"""
FOR, AGAINST = "cool in July", "Sparks"


@pytest.fixture(scope="module")
def roofs(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[Assistant]:
    with opened_guide(ROOFS, tmp_path_factory.mktemp("roofs"), data_folder, reader="") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("what's good about thatch?", FOR, AGAINST),
        ("What are the advantages and strengths of thatch?", FOR, AGAINST),
        ("pros of thatch", FOR, AGAINST),
        ("what is so bad about thatch", AGAINST, FOR),
        ("cons of thatch?", AGAINST, FOR),
    ],
)
def test_a_side_is_found_by_another_name(roofs: Assistant, question: str, told: str, untold: str) -> None:
    said = roofs.ask(question).answer
    assert told in said and untold not in said


@pytest.mark.parametrize(
    "question", ["pros and cons of thatch", "What are the advantages and disadvantages of thatch?"]
)
def test_both_sides_are_told_each_in_its_list(roofs: Assistant, question: str) -> None:
    said = roofs.ask(question).answer
    assert FOR in said and AGAINST in said and "slate" not in said.lower()


def test_a_question_of_one_side_is_not_taken_apart() -> None:
    assert parts_of("What are the pros and cons of thatch?") == (
        "What are the pros of thatch?",
        "What are the cons of thatch?",
    )
    assert parts_of("What are the benefits and strengths of thatch?") == ()
    assert parts_of("What are the benefits and the price of thatch?") == ()


def test_a_guide_that_names_no_side_is_asked_in_the_words_typed() -> None:
    assert with_side_named("what's good about thatch?", {"thatch": 3}) == "what's good about thatch?"
    assert with_side_named("what's good about thatch?", {"benefit": 1}) == "What are the benefits of thatch?"
    assert with_side_named("weaknesses of thatch", {"weakness": 1, "drawbacks": 1}) == "weaknesses of thatch"
    assert with_side_named("cons of thatch", {"drawbacks": 1}) == "drawbacks of thatch"
