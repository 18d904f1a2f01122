"""Rules split by a figure, premises that the guide denies or narrows, times and instances that are not those asked for."""

from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.denied_premise import with_premise_denied
from studyground.assistant.figure_ranges import hour_of, ranges_of, value_of
from studyground.assistant.instance_unknown import asks_of_unknown_instance
from studyground.assistant.own_figure import MET
from studyground.assistant.picked import chain_of
from studyground.assistant.split_by_figure import with_side_of_split
from studyground.assistant.time_after import only_says_when
from studyground.assistant.unsaid import only_names
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

DIVERS = """# The harbour diving school

The school was founded by Ottar Brun, who lost an ear in the harbour. He dived until he was ninety. Most of his logbooks were
still there when the cellar was opened. The school keeps a small museum.

In the spring of 1911 a young woman called Runa Vik was hit by a mast. The headaches grew rare. But she could no longer tell
colours apart. She asked for the same lamp every day. Her hearing and her strength were untouched, and some of her songs were
still with her.

## Certificates of health

A certificate of health is needed by every diver. If you were under 35 on the day of the examination it lasts 48 months; if you
were 35 or over, 18. A doctor of the harbour signs it.

## Moorings

On a wind bearing of 0 to 89 degrees the boat ties up at the long pier; 90 to 179, at the slip. The bearing is read off the mast.

## Arriving

Before 07:30 the gate guard charges a token for the locker. From 07:30 the locker is given out when one is dry.

## Parties

A party is eight divers or more. One diver in sixteen dives without paying. The party names a leader.

## Rest

Divers who slept between two lessons remembered more signs after eleven hours than divers who stayed up. Old signs are kept
longest.

## Leaving early

Whoever breaks off a course may start again once the instructor has signed; there is no fixed waiting time for a new start.
The lockers must be empty by then.

- Long courses: a second instructor for every two boats.
- No lending of masks, watches or lead belts.
- Fins are lent for a day.
"""


@pytest.fixture(scope="module")
def school(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant, without its reader, over the guide above."""
    folder = tmp_path_factory.mktemp("divers")
    (folder / "divers.md").write_text(DIVERS, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("divers_index") / "index", data=data_folder, reader="none")
    ingest([folder], settings)
    return Assistant.open(settings)


@pytest.mark.parametrize(
    ("question", "says", "not_says"),
    [
        ("im 41, how long is my certificate of health good for?", "35 or over, 18", "Arriving"),
        ("wind bearing 120, which pier or slip does the boat tie up at?", "90 to 179, at the slip", "mast"),
        ("does arriving at 7 in the morning cost me anything for the locker?", "Before 07:30", "From 07:30"),
        ("do I pay for the locker when arriving at 9:15?", "From 07:30", "Before 07:30"),
        ("how many divers of a party of 40 divers dive without paying?", "One diver in sixteen", "eight divers"),
    ],
)
def test_side_of_rule_that_holds_asker_is_given(school: Assistant, question: str, says: str, not_says: str) -> None:
    look = school.look(question)
    scores, confidence = with_side_of_split(look.question, look.query, look.candidates, look.scores, 0.1)
    best = look.candidates[int(np.argmax(scores))].text

    assert confidence == MET
    assert says in best
    assert not_says not in best


@pytest.mark.parametrize(
    "question",
    [
        "im 41, what does the certificate of health cost?",
        "wind bearing 120, which flag do I fly?",
        "Why does a certificate of health last 48 months when you are under 35?",
        "arriving at 9:15, what do I tell the press?",
        "how many boats does a party of 40 divers get?",
        "how long is a certificate of health good for?",
    ],
)
def test_rule_gives_no_other_thing_asked_of_its_case(school: Assistant, question: str) -> None:
    look = school.look(question)

    assert with_side_of_split(look.question, look.query, look.candidates, look.scores, 0.1)[1] == 0.1


def test_ranges_told_and_what_figures_come_to() -> None:
    told = [
        (one.low, one.high, one.unit) for one in ranges_of(0, "From 3 to 5 boats; over twenty-one years; 6 kg or less")
    ]

    assert told == [(3, 5, "boat"), (21, np.inf, "year"), (-np.inf, 6, "kg")]
    assert value_of("twenty-five") == 25
    assert value_of("1,200") == 1200
    assert hour_of("7", "in the morning") == 7
    assert hour_of("3", "in the afternoon") == 15
    assert hour_of("12:30 am", "") == 0.5
    assert hour_of("9", "") is None


def test_premise_that_is_denied_or_narrowed_is_answered_by_that(school: Assistant) -> None:
    for question, says in (
        ("Why do I have to wait 20 days before a new start of the course?", "no fixed waiting time"),
        ("Why did Ottar Brun lose all his logbooks?", "Most of his logbooks"),
    ):
        look = school.look(question)
        scores, confidence = with_premise_denied(look.question, look.query, look.candidates, look.scores, 0.1)

        assert says in look.candidates[int(np.argmax(scores))].text
        assert confidence == MET
    look = school.look("Why does a doctor of the harbour sign the certificate?")
    assert with_premise_denied(look.question, look.query, look.candidates, look.scores, 0.1)[1] == 0.1


def test_her_far_down_a_paragraph_is_led_by_who_she_is(school: Assistant) -> None:
    look = school.look("Why did Runa Vik lose all her songs?")
    her = next(item for item in look.candidates if item.text.startswith("Her hearing"))

    assert [part.text.split()[0] for part, _ in chain_of(school.index, her, 90)] == ["In", "Her"]
    assert chain_of(school.index, her, 20) == []


def test_row_of_names_that_is_denied_says_something(school: Assistant) -> None:
    assert not only_names("No lending of masks, watches or lead belts.", {"watch", "lend"})
    assert only_names("Masks, watches and belts.", {"watch", "lend"})
    assert any(item.text.startswith("No lending") for item in school.look("Why do you lend watches?").candidates)


def test_time_after_which_is_no_amount(school: Assistant) -> None:
    look = school.look("how many hours of sleep does a diver need to remember the signs?")
    at = next(at for at, item in enumerate(look.candidates) if "eleven hours" in item.text)
    scores = np.full(len(look.scores), -9.0)
    scores[at] = 1.0

    assert only_says_when(look.question, look.candidates, scores) < 1
    other = school.look("after how many hours did divers remember more signs?")
    assert only_says_when(other.question, look.candidates, scores) == 1


def test_instance_that_guide_never_names(school: Assistant) -> None:
    look = school.look("do divers remember signs worse when they get old, like in dementia?")
    at = next(at for at, item in enumerate(look.candidates) if item.text.startswith("A doctor"))

    assert asks_of_unknown_instance(school.index, look.question, look.query, look.candidates[at])
    known = school.look("do divers remember signs worse when they get old, like in the harbour?")
    assert not asks_of_unknown_instance(school.index, known.question, known.query, look.candidates[at])
