"""Tasks of a guide, what its reader shall learn and bare formulas are no answers, unless they are asked for."""

from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

KILN = r"""# Chapter 4: Firing a kiln

After working through this chapter you should be able to

- plan a firing and recognise the ways in which a firing goes wrong;
- choose a glaze for a clay.

## Cooling

Opening the door while the kiln is above 200 degrees lets cold air crack the glaze. Wait until the next morning.

When the same bowl is weighed before and after a firing, take the difference of each pair and average the differences.

## Counting cones

The bending of a cone follows from heat and time.

$$b = \sum \frac{h \cdot t}{k}, \qquad k = \text{cone number}.$$

The rule holds when every cone stood at least 5 centimetres from the wall.

## Exercises

1. A potter weighs 25 bowls before and after a firing and subtracts the two averages of all bowls. What is wrong?
2. Explain why a kiln is opened the next morning.

## Faults

"The lid does not close" although the shelf is low. A shard may lie in the groove; brush it out.
"""
STRETCHES = """# Back care

## Exercises

Lie on your back with both knees bent for the bridge. Lift your hips and hold them for ten seconds.

## Shoes

Wear flat shoes on long walks.
"""


@pytest.fixture(scope="module")
def kiln(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    return opened(tmp_path_factory.mktemp("kiln"), KILN, data_folder)


def opened(folder: Path, guide: str, data_folder: Path) -> Assistant:
    (folder / "guide.md").write_text(guide, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "guide.md"], settings)
    return Assistant.open(settings)


def said(answer: Answer) -> str:
    return " ".join([answer.answer, *(citation.quote for citation in answer.citations)])


def test_a_mistake_in_an_exercise_answers_nobody(kiln: Assistant) -> None:
    text = said(kiln.ask("I weighed the same 25 bowls before and after a firing. How do I compare them?"))
    assert "A potter weighs 25 bowls" not in text
    assert "difference of each pair" in text


def test_what_the_reader_shall_learn_says_nothing_of_it(kiln: Assistant) -> None:
    question = "In which ways does a firing go wrong?"
    assert not any("recognise the ways" in item.text for item in kiln.look(question).candidates)
    wanted = "What should I be able to do after the chapter on firing a kiln?"
    assert any("recognise the ways" in item.text for item in kiln.look(wanted).candidates)


def test_a_formula_is_for_who_asks_for_it(kiln: Assistant) -> None:
    far = kiln.look("how far from the wall must a cone stand for the rule").candidates
    assert far and not any(item.text.startswith("$$") for item in far)


def test_a_symptom_said_again_brings_what_to_do(kiln: Assistant) -> None:
    answer = kiln.ask("My kiln says the lid does not close although the shelf is low. What should I check?")
    assert "A shard may lie in the groove" in answer.answer


def test_exercises_of_the_body_are_matter(tmp_path: Path, data_folder: Path) -> None:
    back = opened(tmp_path, STRETCHES, data_folder)
    assert any("Lift your hips" in item.text for item in back.look("How is the bridge done?").candidates)
