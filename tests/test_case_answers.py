"""Answers from a guide that tells cases: what was decided may answer, what was rejected and the story never do."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import candidates
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

GUIDE = """# Lifts

## Controllers

A lift controller decides which car answers a call. Collective control collects the calls on the way, and destination
control asks passengers for their floor before they enter.

## Cases

### Mornings in the hotel tower

A hotel in Porto runs nine lifts from one controller. Guests crowd the lobby at eight, and most of them ride to the garden floor.
The cars stop at nearly every floor. Which control should the hotel install?

- **Decision:** Install destination control on the nine lifts of the tower. Destination control groups guests with the same
  floor, so a car stops less often.
- **Rejected:** Install collective control with a larger lobby display. Collective control learns a floor only inside the car.
- **Rejected:** Install a second controller for the upper floors. A second controller divides the lifts and not the crowd.

## Care

Grease the guide rails of a lift twice a year.
"""


@pytest.fixture(scope="module")
def lifts(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("lifts")
    (folder / "lifts.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "lifts.md"], settings)
    return Assistant.open(settings)


def test_the_story_and_what_was_rejected_are_no_candidates(lifts: Assistant) -> None:
    found = candidates(lifts.index, lifts.search("Which control should the hotel in Porto install for nine lifts?"))
    texts = [item.text for item in found]
    assert not [text for text in texts if "Porto" in text or "crowd the lobby" in text or text.startswith("Rejected")]
    assert [item.of_case for item in found if item.text.startswith("Decision")] == [True]
    assert [item.of_case for item in found if item.text.startswith("Collective control learns")] == [True]
    assert [item.of_case for item in found if item.text.startswith("Grease")] == [False]


def test_what_was_decided_answers(lifts: Assistant) -> None:
    answer = lifts.ask("Guests crowd the lobby of our hotel every morning. Which lift control should we install?")
    assert "destination control" in answer.answer.lower()
    assert "larger lobby display" not in answer.answer


@pytest.mark.parametrize(
    "question", ["How many lifts can one controller run?", "How many floors may a lift controller serve?"]
)
def test_a_figure_of_the_story_is_no_answer(lifts: Assistant, question: str) -> None:
    assert "nine" not in lifts.ask(question).answer


def test_a_figure_beside_the_cases_is_found(lifts: Assistant) -> None:
    assert "twice a year" in lifts.ask("How often should the guide rails of a lift be greased?").answer
