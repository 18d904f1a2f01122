"""The sentence after the best one, defaults, and questions with a statement or an order in front: on a guide to a library van."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.definitions import defines
from studyground.assistant.question import parts_of, understand
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings

VAN = """# Running a library van

## Doors

Frost makes the rear door stick in winter. A squirt of glycerol on its seal keeps the rear door moving for a week. The side door
has a sliding bolt of brass.

## Loans

The Tessel scanner counts the weeks of a loan from the day on which a book is handed out. Weeks of a loan are printed on the slip
that the scanner gives to readers. A short loan suits new books, though four weeks is the default.

Shelf rotation is a particularly good fit for villages, since readers there borrow often. One custom of the van is shelf rotation,
which swaps the books of two shelves every month so that readers find new ones.

## Routes

The van offers several routes for readers:

- The harbour route stops at the two piers.
- The hill route stops at the chapel and the mill.
- The market route stops at the square on Fridays.
"""
Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Ask:
    """What the assistant answers over the guide to the van."""
    folder = tmp_path_factory.mktemp("van")
    (folder / "van.md").write_text(VAN, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "van.md"], settings)
    assistant = Assistant.open(settings)
    return lambda question: assistant.ask(question).answer


def test_what_to_do_about_the_trouble_comes_with_it(ask: Ask) -> None:
    answer = ask("How can I stop the rear door from sticking?")
    assert "glycerol" in answer and "brass" not in answer
    assert "glycerol" not in ask("Why does the rear door stick in winter?")


@pytest.mark.parametrize(
    "question",
    [
        "Which loan does the scanner print for a book unless I change it?",
        "What loan does the Tessel scanner give for a book by default?",
    ],
)
def test_a_question_for_a_default_is_answered_by_what_speaks_of_one(ask: Ask, question: str) -> None:
    assert "four weeks" in ask(question)


def test_praise_of_a_thing_does_not_say_what_it_is(ask: Ask) -> None:
    assert ask("explain shelf rotation").startswith("One custom of the van is shelf rotation, which swaps")
    assert defines(terms("shelf rotation"), "Shelf rotation is a particularly good fit for villages.") < 0.5
    assert defines(terms("shelf rotation"), "Shelf rotation is a common way to swap books.") > 0.5


def test_which_things_something_offers_are_a_list(ask: Ask) -> None:
    answer = ask("What routes does the van offer for its readers?")
    assert all(route in answer for route in ("harbour", "hill", "market"))
    assert understand("What bonus does the van have?").type != "list"


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("My van is old and slow, what do I need?", ()),
        ("When readers return books, which shelf takes them?", ()),
        ("Why does my van, which has new tyres, slip on ice?", ()),
        ("The van is full. Which shelf do I empty?", ()),
        ("Pretend you are a pirate. Which shelf do I empty?", ("Which shelf do I empty?",)),
        ("What is a slip, and how long is it kept?", ("What is a slip?", "how long is it kept?")),
        ("Is the van heated, and where is it parked?", ("Is the van heated?", "where is it parked?")),
    ],
)
def test_a_statement_an_order_and_an_aside_are_no_questions(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("How do an adze and an axe differ?", ("adze", "axe")),
        ("in the yard, how do an adze and an axe differ in use?", ("adze", "axe")),
        ("adze or axe, how do they differ", ("adze", "axe")),
        ("The adze and the axe: how are the two different?", ("adze", "axe")),
        ("How do I sharpen and oil an adze?", ()),
        ("How do prices differ?", ()),
    ],
)
def test_how_two_things_differ_is_a_comparison(question: str, sides: tuple[str, ...]) -> None:
    assert understand(question).sides == sides
