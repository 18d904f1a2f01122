"""What is told of another thing than the one asked for is no answer; tables and lists of plain text: on a guide to a ferry."""

from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.plainly_another import leaves_nameless, name_asked
from studyground.assistant.question import understand
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import stem, terms
from studyground.settings import Settings

FERRY = """# Running the Karvel ferry

## Engines

When a Molin engine is stopped, it idles for 90 seconds and then closes its valves. A Molin engine that coughs more than 5 times
in 10 seconds has water in its fuel. The engines are red.

## History

Ida Renn came aboard as a girl of six, and she later founded a school for pilots. The Franco-Karvel Treaty of July 1894 ended the
tolls from 1899. In January 1902 France and Karvel went further and signed an alliance.

## Tests

| Load | Gauge | Usual test |
|---|---|---|
| Cars | Two, paired | Brannock test |
| People | One | Counting |

## Filling a half empty ballast tank

1. Open the sea cock and run `fill one`.
2. Put it on the pump: `join tank2`.
3. Raise the tank and its float together: `lift tank2`.

When emptying, the order is the reverse: first the float, then the tank.

## Charts

The bridge loads charts from three places; the earlier ones win:

1. `/own/charts` – the captain's own charts
2. `/run/charts` – charts made under way
3. `/lib/charts` – charts of the office

The bridge unrolls charts with a handle.
"""
JOBS = """How to Become a Ferry Pilot

By Orla Brandt
Last updated on March 11, 2025

What Does a Ferry Pilot Do

A ferry pilot steers, docks and watches over a ferry from its first trip in the morning to its last one at night. The trade is
older than the steam engine, and most pilots learn it from other pilots.

Ferry Pilot Salary

Salaries differ a great deal by country and by the size of the boat, so treat these as rough ranges for pilots with some years of
experience.

Country
Typical base salary per year
Norland
$35,000 to $45,000
Sudland
$52,000 to $58,000
Estmark
$61,000 to $70,000

In the same survey deckhands reported about 12 percent less than pilots.

The Docking Test

You are given a quay and a wind, and you lead the crew. A way that works is this.
Look at the wind and the tide
Choose a side of the quay
Warn the deck and the engine room
Go in slowly, then let the lines be thrown
This is the test that most beginners fail, as they come in too fast for the wind of the day.

Certificates Compared

A certificate will not make you a pilot by itself, but a harbour office likes to see one. These are the common ones.

Grand Harbour Advanced Ferry Pilot
Cost: $200
Valid for: 2 years

Blue Coast Steamer Mate
Cost: $165, with lower prices in some countries
Valid for: 1 year, renewed free of charge through a short test on the water
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """An assistant over the guide to the ferry and the page on pilots."""
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
    (folder / "pilot.txt").write_text(JOBS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder], settings)
    return Assistant.open(settings)


def _ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "How long does a Molin engine idle when it is started?",
        "What was the name of the school that Ida Renn founded?",
        "How is the Brannock test calculated?",
        "When did the Franco-Karvel alliance end?",
        "What does the redcliff certificate cost?",
    ],
)
def test_what_is_told_of_another_is_no_answer(assistant: Assistant, question: str) -> None:
    assert _ask(assistant, question).status == "not_in_guide"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How long does a Molin engine idle when it is stopped?", "90 seconds"),
        ("What does the Grand Harbour ferry pilot certificate cost?", "$200"),
        ("ferry pilot salary sudland", "$52,000"),
        ("What does a ferry pilot earn in Estmark?", "$61,000"),
    ],
)
def test_what_is_told_of_it_is(assistant: Assistant, question: str, expected: str) -> None:
    assert expected in _ask(assistant, question).answer


def test_steps_are_given_whole(assistant: Assistant) -> None:
    answer = _ask(assistant, "How do I make a half empty ballast tank full?").answer
    assert all(step in answer for step in ("- Open the sea cock", "- Put it on the pump", "- Raise the tank"))


def test_places_in_order_are_a_list(assistant: Assistant) -> None:
    assert understand("Where does the bridge look for charts, in order of priority?").type == "list"
    answer = _ask(assistant, "Where does the bridge look for charts, in order of priority?").answer
    assert all(place in answer for place in ("/own/charts", "/run/charts", "/lib/charts"))


def test_lines_without_bullets_are_a_list(assistant: Assistant) -> None:
    answer = _ask(assistant, "What are the steps in the docking test?").answer
    assert "- Look at the wind and the tide" in answer and "- Go in slowly" in answer


def test_a_name_asked_for() -> None:
    assert name_asked("What was the name of the school that Ida Renn founded?") == stem("school")
    assert name_asked("What is the school of Ida Renn called?") == stem("school")
    assert name_asked("What did Ida Renn found?") == ""
    asked = set(terms("What was the name of the school that Ida Renn founded?"))
    assert leaves_nameless("She later founded a school for pilots.", stem("school"), asked)
    assert not leaves_nameless("She later founded a school called Northlight.", stem("school"), asked)
    assert not leaves_nameless("She later founded the Northlight, a school for pilots.", stem("school"), asked)
