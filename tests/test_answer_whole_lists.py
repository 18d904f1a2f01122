"""Lists asked for in a few words: the whole list in its order, and lines that number themselves are one."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.list_wording import how_many_asked
from studyground.assistant.question import understand
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

ORCHARD = """# The small orchard

Everything a beginner needs for ten fruit trees on grass.

## Watering

Young trees on sandy soil, called thirsters here, can be kept from drying out in several ways:

- a mulch of straw
- a ring of clay round the trunk
- a drip hose laid under the grass
- shade cloth in July

The World Orchard Organization (WOO) names four moments for washing tools:

- before pruning a healthy tree
- after touching canker
- before grafting
- at the end of the day

## What to do when a frost warning comes

1. Read the thermometer at the lowest tree first.
2. Cover the blossom – is it open yet?
3. Is there wind? A breeze keeps the cold air from settling.
4. Light the candles along the rows.
5. Go home and sleep.

Frost candles cost about nine euros each, and a warning comes in two nights of May on average.

## The stages of a graft

A graft takes in three stages:

1. Swelling. The wood takes up water for a week.
2. Knitting. New cells fill the gap between the two woods.
3. Budding. The first leaves open above the tape.

## The course

The course for orchard keepers has four units. The share of each in the examination is given in brackets.

Unit 1: Soil and water (20%)

Unit 2: Pruning (35%)

Unit 3: Pests and diseases (30%)

Unit 4: Harvest and storage (15%)

Spend most of your time on units 2 and 3.
"""


@pytest.fixture(scope="module")
def orchard(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant, without its reader, over one guide on fruit trees."""
    folder = tmp_path_factory.mktemp("orchard")
    (folder / "orchard.md").write_text(ORCHARD, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("orchard_index") / "index", data=data_folder, reader="none")
    ingest([folder], settings)
    return Assistant.open(settings)


UNITS = ["Unit 1: Soil", "Unit 2: Pruning", "Unit 3: Pests", "Unit 4: Harvest"]
WHOLE = [
    (
        "ways to keep thirsters from drying out",
        ["several ways:", "A mulch", "A ring of clay", "A drip hose", "Shade cloth"],
    ),
    ("ways young trees can be kept from drying out", ["A mulch", "A ring of clay", "A drip hose", "Shade cloth"]),
    (
        "WOO 4 moments for washing tools",
        ["four moments", "Before pruning", "After touching", "Before graft", "At the end"],
    ),
    (
        "steps when a frost warning comes",
        ["Read the", "Cover the", "Is there wind? A breeze keeps", "Light the", "Go home"],
    ),
    ("list all four units with their share", ["four units", "The share of each", *UNITS]),
    ("what are the units of the course?", ["four units", *UNITS]),
    (
        "what are the three stages of a graft",
        ["three stages", "Swelling. The wood", "Knitting. New", "Budding. The first"],
    ),
]


@pytest.mark.parametrize(("question", "parts"), WHOLE, ids=[question for question, _ in WHOLE])
def test_a_list_is_given_whole_and_in_order(orchard: Assistant, question: str, parts: list[str]) -> None:
    """What leads it in, then every item as the guide has them."""
    answer = orchard.ask(question)
    assert answer.status == "answered"
    text = answer.answer
    places = [text.find(part) for part in parts]
    assert -1 not in places and places == sorted(places), text


def test_numbered_lines_of_another_course_are_not_given(orchard: Assistant) -> None:
    """Another course has other units."""
    assert "Unit 1" not in orchard.ask("name the six units of the flying course").answer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("WHO 5 moments of hand hygiene", 5),
        ("Porter's five forces", 5),
        ("list all six sections", 6),
        ("what are the 4 Ps of marketing", 4),
        ("ways to save water", 0),
        ("is 5 units of insulin a lot?", 0),
        ("type 2 diabetes", 0),
        ("two way anova assumptions", 0),
    ],
)
def test_how_many_things_a_question_asks_for(text: str, number: int) -> None:
    """In words or figures, with or without "what are"; a measure or a name with a number in it asks for none."""
    assert how_many_asked(text) == number


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("ways cacti save water", "list", ""),
        ("steps when the pump fails", "list", ""),
        ("what to check before take-off", "list", ""),
        ("WHO 5 moments of hand hygiene", "list", ""),
        ("WHO is the author?", "factoid", "person"),
        ("who wrote it", "factoid", "person"),
        ("Five departments, five accounts, files everywhere. We want one place for them.", "factoid", ""),
        ("phase 2 trials", "definition", ""),
    ],
)
def test_a_list_asked_for_as_a_note(text: str, kind: str, wanted: str) -> None:
    """ "Ways …", "steps when …", "5 moments of …" ask for a list; the organisation in capitals asks for nobody."""
    question = understand(text)
    assert (question.type, question.wanted) == (kind, wanted)
