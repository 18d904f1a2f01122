"""Answers to the point: whole tables, remedies by their row, bands told in lines, how things stand now, two-part questions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.bands_told import band_of
from studyground.assistant.beside_asked import told_of_other_side
from studyground.assistant.dangling import points_back
from studyground.assistant.history import asked_one_by_one
from studyground.assistant.kinds import holds
from studyground.assistant.question import FRAME_WORDS, understand
from studyground.assistant.sides import sides_of
from studyground.assistant.to_the_point import only_says_what, says_just_that
from studyground.assistant.wording import names_columns
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings

MILL = """# The village mill

## The licence

The licence of a miller is given after a written paper. It asks of every stage what a miller must know.

### Stages and shares

| Stage | Share | Questions |
| --- | --- | --- |
| Cleaning | 20 % | 10 |
| Grinding | 45 % | 23 |
| Sifting | 35 % | 17 |

The stages remain a sound order of work for anybody who wants to bake, because they follow the grain from the sack to the loaf.

### Sitting it again

A miller who fails the paper waits ten days. There is no limit on the number of attempts, and the fee is due each time.

### How to prepare for the paper in three weeks

| Week | Read | Do |
| --- | --- | --- |
| 1 | Grain and its diseases | Sort ten sacks |
| 2 | Stones and their dressing | Dress one stone |
| 3 | Sieves and flour | Grind a sack by yourself |

## Troubles

Overheating is a high temperature of the stone, felt with the back of the hand.

| What is seen | Likely cause | Remedy |
| --- | --- | --- |
| Flour smells burnt | Overheating | Lift the stone and feed more grain |
| Flour is coarse | Blunt stone | Dress the stone |
| Grain sticks | Damp grain | Dry it for two days |

## The miller's year

The stamp mill, once the pride of the valley, was retired in 1911 and stands in the museum. The stamp mill shares its wheel and
its race with the stone mill. The wooden race is still in use and is tarred every spring.

## Mistakes of beginners

- Mixing up the hopper and the shoe because both hold grain.
- Opening the sluice before the brake is off.

## The hopper

Use the hopper when more than one sack is to be ground without a stop.

## Water

**Race too high.** Under 4 hours: note it in the book. From 4 to 24 hours: tell the warden the same day. More than 24 hours: the
warden decides if the wheel is stopped.

## Sieves

A sieve has three grades. Coarse lets the bran through. Middle keeps the bran and lets semolina pass. Fine lets nothing pass but
flour.

We tried a sieve of silk. It gave a fine flour for a month and then tore whenever the wheel ran fast, so we went back to wire.
"""
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Ask:
    """What the assistant answers over the guide to the mill."""
    folder = tmp_path_factory.mktemp("mill")
    (folder / "mill.md").write_text(MILL, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "mill.md"], settings)
    return Assistant.open(settings).ask


@pytest.mark.parametrize(
    "question",
    [
        "Which three stages are there?",
        "What are the stages and their shares?",
        "How much is the share of each stage?",
    ],
)
def test_a_table_called_what_is_asked_for_is_given_whole(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert [row for row in ("Cleaning", "Grinding", "Sifting") if row in answer.answer] == [
        "Cleaning",
        "Grinding",
        "Sifting",
    ]
    assert "sound order" not in answer.answer


def test_weeks_of_a_plan_are_given_whole_to_who_asks_how(ask: Ask) -> None:
    answer = ask("How should I prepare for the paper in three weeks?").answer
    assert [f"Week {week}" in answer for week in (1, 2, 3)] == [True] * 3


def test_no_limit_on_the_number_says_how_many_times() -> None:
    asked = understand("How many times can a miller sit the paper again?")
    assert holds(asked, "There is no limit on the number of attempts.") == 1.0
    assert holds(asked, "There is no limit on what a miller may ask.") < 1.0


@pytest.mark.parametrize(
    "question", ["What should I do if the stone overheats?", "What should I do when my stone has a high temperature?"]
)
def test_the_remedy_stands_in_the_row_of_the_trouble(ask: Ask, question: str) -> None:
    assert "Lift the stone" in ask(question).answer


def test_a_band_told_in_lines_is_found_by_the_askers_figure(ask: Ask) -> None:
    answer = ask("The race has been too high for 30 hours now, what happens?").answer
    assert "decides if the wheel is stopped" in answer
    assert "note it" not in answer


def test_still_is_answered_by_how_things_stand(ask: Ask) -> None:
    assert ask("Is the stamp mill still used?").answer.startswith(
        "The stamp mill, once the pride of the valley, was retired"
    )


def test_a_mistake_is_no_advice(ask: Ask) -> None:
    answer = ask("When would I use the hopper?").answer
    assert "more than one sack" in answer
    assert "Mixing up" not in answer


def test_what_is_counted_brings_the_sentences_that_tell_it(ask: Ask) -> None:
    answer = ask("What are the three coarseness grades of a sieve?").answer
    assert all(word in answer for word in ("Coarse lets", "Middle keeps", "Fine lets"))


def test_a_reason_in_the_next_sentence_is_given_with_it(ask: Ask) -> None:
    assert "went back to wire" in ask("Why is there no sieve of silk any more, when we tried a sieve of silk?").answer


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("Under 4 hours: note it.", (float("-inf"), 4.0, "hour")),
        ("A plait shorter than 2.5 cm: cut it.", (float("-inf"), 2.5, "cm")),
        ("From 2.5 to 5 cm: keep it.", (2.5, 5.0, "cm")),
        ("Chapter 3: the sea", None),
        ("No plait: leave it.", None),
    ],
)
def test_what_band_a_line_begins_with(text: str, band: tuple[float, float, str] | None) -> None:
    assert band_of(text) == band


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How long must a batch run, and may I stop it early?",
            ("How long must a batch run?", "may I stop the batch early?"),
        ),
        ("What is a lock and can it be broken?", ("What is a lock?", "can the lock be broken?")),
        ("Is it safe and is it cheap?", None),
        ("How do I tell whether the pump runs and is it loud?", None),
        ("Why does my run fail? Is it the lock?", None),
    ],
)
def test_a_second_part_may_ask_whether(question: str, parts: tuple[str, ...] | None) -> None:
    assert asked_one_by_one(question) == list(parts or [question])


def test_a_side_that_only_points_is_no_side() -> None:
    assert sides_of("how is the flute different from this one") == ()
    assert sides_of("What is model drift vs data drift?") == ("model drift", "data drift")


@pytest.mark.parametrize(
    ("question", "type_", "wanted"),
    [
        ("How do I choose the number of clusters?", "how_why", ""),
        ("what eats most of the time in a search?", "factoid", "name"),
        ("The fields are alike but the lab wants more lime. mistake?", "scenario", ""),
        ("How much more time can we get?", "factoid", "duration"),
        ("What isn't paid for under the scheme?", "factoid", "name"),
    ],
)
def test_what_a_question_asks_for(question: str, type_: str, wanted: str) -> None:
    asked = understand(question)
    assert (asked.type, asked.wanted) == (type_, wanted)


def test_how_often_is_not_how_soon() -> None:
    assert holds(understand("How soon do we hear of it?"), "The board sits four times a year.") == 0.0
    assert holds(understand("How soon do we hear of it?"), "You hear of it within a week.") == 1.0


def test_so_long_before_is_not_so_long_after() -> None:
    assert told_of_other_side(
        "How soon after the meeting do we hear?", "Papers close three weeks ahead of each meeting."
    )
    assert not told_of_other_side("How soon after the meeting do we hear?", "You hear two days later.")
    assert told_of_other_side("How long before the show must I ask?", "It is paid two weeks after the show.")


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Without that flag a run with changes passes.", True),
        ("Before either, the sample is dried.", True),
        ("Given that the data is big, split it.", False),
        ("With both hands, hold it.", False),
    ],
)
def test_a_sentence_that_begins_with_that_thing_points_back(text: str, back: bool) -> None:
    assert points_back(text) is back


def test_what_only_says_what_a_thing_is() -> None:
    assert only_says_what("Crop failure (CF) is the loss of a harvest.", set(terms("handle crop failure")))
    assert not only_says_what("Crop failure is best met by sowing again.", set(terms("handle crop failure")))


def test_a_row_that_counts_on_names_no_columns() -> None:
    assert not names_columns("5 | Stones | Dress one", "6 | Sieves | Mend one\n7 | Sacks | Sew one")
    assert names_columns("Week | Read | Do", "1 | Grain | Sort")


def test_a_sentence_that_a_question_repeats_stands_first() -> None:
    asked = set(terms("Is it right that a bilge pump is flushed every second Friday by the cook?")) - FRAME_WORDS
    assert says_just_that("A bilge pump is flushed by the cook every second Friday.", asked)
    assert not says_just_that("A bilge pump clears the bilge.", asked)
