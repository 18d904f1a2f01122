"""Near misses: what is asked for is named nowhere, is only named in a row of names, or is yet to be written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.furniture import furnishes
from studyground.assistant.unsaid import only_names
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings

BEES = """# Keeping bees

## Colony health

| Sign | Usual range in a strong hive | Too high | Too low |
| --- | --- | --- | --- |
| Brood temperature | 34 to 36 degrees | overheating | chilling |
| Weight in autumn | 30 to 40 kilograms | crowding | starving |

A brood comb is a comb in which the queen lays her eggs, usually in the middle of the hive. Old wax is dark.

Mite counts matter in August. Sugar dusting, oxalic dribble. A count above three mites per hundred bees calls for treatment.

## Equipment

In Hivelog the command is hivelog weigh, and it prints only what changed since the last weighing. A smoker calms the bees with
cool smoke. Veils of tulle keep bees away from the face.

Feeding syrup, used in autumn, is given in a tray of two litres or in a frame feeder.

TODO: queen rearing (grafting, cell cups), write up from the winter course.

## Exam

For the beekeeping exam, bring your own veil and gloves and clean boots. The exam takes place in the apiary.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Callable[[str], Answer]:
    folder = tmp_path_factory.mktemp("unsaid")
    (folder / "guide.md").write_text(BEES, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "guide.md"], settings)
    return Assistant.open(settings).ask


@pytest.mark.parametrize(
    "question",
    [
        "how does queen rearing with cell cups work",
        "How do I install Hivelog?",
        "what nozzle thickness for feeding syrup",
        "what is the normal brood temperature of a bumblebee?",
        "What is a cascading brood comb?",
        "How does an oxalic dribble work?",
        "can I bring a calculator or a dictionary to the beekeeping exam",
    ],
)
def test_the_thing_asked_for_is_not_said(question: str, ask: Callable[[str], Answer]) -> None:
    assert ask(question).status == "not_in_guide"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What is a brood comb?", "queen lays her eggs"),
        ("What is the normal weight of a hive in autumn?", "30 to 40"),
        ("What does the hivelog command print?", "since the last weighing"),
        ("can I bring my own gloves to the beekeeping exam", "veil and gloves"),
        ("How do I treat a hive with too many mites?", "mites per hundred bees"),
        ("what vessel for feeding syrup", "tray of two litres"),
    ],
)
def test_what_is_said_is_still_answered(question: str, says: str, ask: Callable[[str], Answer]) -> None:
    assert says in ask(question).answer


@pytest.mark.parametrize(
    ("text", "question", "bare"),
    [
        ("Reliability diagram, expected calibration error.", "What is expected calibration error?", True),
        ("Batch against online, autoscaling, private endpoints, and hardware.", "How does autoscaling work?", True),
        ("Reliability diagram, expected calibration error.", "How do you check calibration?", False),
        ("Dropout, weight decay and early stopping reduce overfitting.", "What is dropout?", False),
        ("Stop the pump, close the valve and call the engineer.", "How do I stop the pump?", False),
        ("Pruning: small files, little speed.", "What is pruning?", False),
        ("The pale, long and thin growth of shoots in darkness.", "What is pale growth?", False),
        ("Autoscaling is covered, endpoints too.", "What is autoscaling?", False),
    ],
)
def test_a_row_of_names_only_names(text: str, question: str, bare: bool) -> None:
    assert only_names(text, set(terms(question))) is bare


@pytest.mark.parametrize(
    ("line", "yet_to_write"),
    [
        ("TODO: queen rearing, write up from the course.", True),
        ("This section is still to be written.", True),
        ("Winter feeding: coming soon.", True),
        ("TODO comments mark what is left to do in a program.", False),
        ("The chapter on mites was added in 2019.", False),
    ],
)
def test_a_line_that_is_yet_to_be_written_says_nothing(line: str, yet_to_write: bool) -> None:
    assert furnishes("paragraph", line) is yet_to_write
