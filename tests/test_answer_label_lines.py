"""Lines with a label ("Price: 60 euros"): told to who asks for what the label names, and for nothing else."""

from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

LICENCE = """Getting A Boat Licence In Norland

You need a licence for every boat with an engine of more than 10 hp. Some sailors find the theory test in Norland harder than
the one in Sudland, where the boat licence is for life. The book shop sells old theory test papers.

The Theory Test In Brief
Number of questions: 40
Pass mark: 34 correct answers
Time allowed: 45 minutes
Price: 60 Canadian dollars, to be paid in cash
Languages: Norlandic and English
Where: at any harbour office

The practical test is held on the water with an examiner. You have to show five manoeuvres. Bring a life jacket and warm
clothes, for it may be cold on the quay.

If you fail you may try again after a week.
"""
RACE = """# Running the Harbour Marathon

The Harbour Marathon leads through the old port. This guide is for first-time runners of the marathon.

## Key facts

- **Date:** Sunday 12 October
- **Distance:** 42.195 km
- **Time limit:** 6 hours
- **Entry fee:** £65, or £50 for club members
- **Late entry fee:** £85
- **Aid stations:** 14

## The half marathon

The half marathon starts an hour later on the same course. Its route leaves out the eastern docks.

## The small kiln of the club

Power: 3.6 kW

Price: 1,450 euros

## The large kiln of the club

Power: 7.2 kW

Price: 2,900 euros

## Words to know

- Pacing: running each part of the course at a speed chosen before.
- Bonking: running out of sugar.
"""


def _assistant(name: str, text: str, data: Path, tmp: pytest.TempPathFactory) -> Assistant:
    folder = tmp.mktemp("labelled")
    (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(index=tmp.mktemp("labelled_index") / "index", data=data, reader="none")
    ingest([folder], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def guides(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Assistant]:
    """An assistant, without its reader, over each of two guides."""
    return {
        "licence": _assistant("licence.txt", LICENCE, data_folder, tmp_path_factory),
        "race": _assistant("race.md", RACE, data_folder, tmp_path_factory),
    }


def _quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


TOLD = [
    ("licence", "How many questions are on the exam?", "Number of questions: 40"),
    ("licence", "how much does the theory test cost", "Price: 60 Canadian dollars, to be paid in cash"),
    ("licence", "which languages can i take the test in", "Languages: Norlandic and English"),
    ("licence", "how long does the theory test take", "Time allowed: 45 minutes"),
    ("licence", "what is the pass mark?", "Pass mark: 34 correct answers"),
    ("licence", "where can i take the theory test", "Where: at any harbour office"),
    ("race", "how much does it cost to enter the marathon", "Entry fee: £65, or £50 for club members"),
    ("race", "how much is the late entry fee", "Late entry fee: £85"),
    ("race", "how many aid stations are there", "Aid stations: 14"),
    ("race", "when is the marathon", "Date: Sunday 12 October"),
    ("race", "how long is the marathon", "Distance: 42.195 km"),
    ("race", "how much does the small kiln cost?", "Price: 1,450 euros"),
    ("race", "how much does the large kiln cost?", "Price: 2,900 euros"),
]


@pytest.mark.parametrize(("guide", "question", "line"), TOLD, ids=[question for _, question, _ in TOLD])
def test_the_line_whose_label_is_asked_for_answers(
    guides: dict[str, Assistant], guide: str, question: str, line: str
) -> None:
    """A count, a sum, a time, a place or the noun itself: the labelled line is the whole answer, quoted as it stands."""
    answer = guides[guide].ask(question)
    assert answer.status == "answered"
    assert [quote.lstrip("- ") for quote in _quotes(answer)] == [line]


NOT_TOLD = [
    ("licence", "how many questions does the car driving test have", "Number of questions"),
    ("licence", "how many questions are on the practical test?", "Number of questions"),
    ("licence", "how much does the boat licence of Sudland cost?", "Price"),
    ("licence", "how much do old theory test papers cost", "Price"),
    ("race", "how much does the Berlin Marathon cost?", "fee"),
    ("race", "how many aid stations does the half marathon have?", "Aid stations"),
    ("race", "how much does the medium kiln cost?", "Price"),
]


@pytest.mark.parametrize(("guide", "question", "label"), NOT_TOLD, ids=[question for _, question, _ in NOT_TOLD])
def test_a_label_does_not_answer_for_something_else(
    guides: dict[str, Assistant], guide: str, question: str, label: str
) -> None:
    """The price of this is no answer to who asks for the price of that."""
    assert label not in guides[guide].ask(question).answer


def test_two_lines_with_the_label_asked_for_are_not_told_apart_by_chance(guides: dict[str, Assistant]) -> None:
    """Where two things have a price and the question names neither, no price is picked."""
    assert "Price" not in guides["race"].ask("how much does a kiln cost").answer


def test_a_glossary_is_no_block_of_facts(guides: dict[str, Assistant]) -> None:
    """Who asks what a word means is answered as before, by what defines it."""
    answer = guides["race"].ask("what is bonking?")
    assert "running out of sugar" in answer.answer.lower()
