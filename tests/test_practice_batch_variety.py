"""A batch asks in more than one way: people are asked for and asked about, figures wait, lists keep their heading."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.figure_share import AT_FIRST, WHO_ONE_IN, share_is_full
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.called_rows import row_asked
from studyground.assistant.practice.writing.column_wording import row_question
from studyground.assistant.practice.writing.counted_rows import only_counted
from studyground.assistant.practice.writing.credited_drafts import asks_who
from studyground.assistant.practice.writing.figure_deeds import deed_in
from studyground.assistant.practice.writing.leaning import done_to_another
from studyground.assistant.practice.writing.mining_source import Line, Row, is_row
from studyground.assistant.practice.writing.mining_thresholds import thresholds_in
from studyground.assistant.practice.writing.sentence_matter import sections_of
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

HISTORY = """# The study of glaciers

## How ice moves

In 1842, Anna Reuss and Karl Vogt planted stakes across a tongue of ice and watched which moved first. In 1849, Otto Brandt
and Lise Amsel timed how long a row of painted stones took to bend into a bow. Marta Ilg and Hans Roth measured in 1901 the
speed of meltwater below a hanging cliff. In 1933, Emil Sander and Ruth Kolb examined cores from nine deep holes under fresh
snow. Clara Benz and Paul Wirth observed the same cliff every morning for a summer in 1951.

## What ice leaves behind

In 1860, Ida Falk and Georg Lenz described ridges of gravel at the mouths of forty valleys. Nora Stamm and Felix Hauser counted in
1912 the scratches on boulders along two rivers. In 1927, Vera Kunz and Anton Pfister studied the pollen in peat with that in
clay. Helga Moser and Josef Krall traced in 1965 a band of ash through three countries.

## Dating a glacier

In 1938, Rosa Thal and Erich Blum compared rings of old larches with written records of floods. Luise Haag and Max Orth proposed
in 1958 a scale of ages from the width of lichens. In 1971, Edith Zorn and Kurt Wieland collected samples of old air
from bubbles under the summit.
"""


@pytest.fixture(scope="module")
def glaciers(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a history with people in every sentence."""
    with opened_guide(HISTORY, tmp_path_factory.mktemp("glaciers"), data_folder, "glaciers.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def bank(glaciers: Assistant) -> Generated:
    return generate(glaciers, load_blueprint("mls-c01"), 40)


def test_people_are_asked_for_and_asked_about(bank: Generated) -> None:
    who = [one for one in bank.questions if asks_who(one.stem)]
    did = [one for one in bank.questions if one.stem.endswith(" do?")]
    assert len(did) >= 3
    assert len(who) <= max(AT_FIRST, -(-len(bank.questions) // 2))


def test_a_deed_is_asked_for_within_its_matter_beside_deeds_of_others(bank: Generated) -> None:
    for one in bank.questions:
        if one.stem.endswith(" do?"):
            assert one.stem.startswith("Concerning ")
            assert one.keys[0].text.casefold() in " ".join(one.citations[0].quote.split()).casefold()
            assert all(option.rationale.startswith("That is told of ") for option in one.distractors)


def test_questions_for_people_have_a_share_of_their_own() -> None:
    assert not share_is_full(AT_FIRST, 12, 40, one_in=WHO_ONE_IN)
    assert share_is_full(5, 12, 40, one_in=WHO_ONE_IN)
    assert not share_is_full(5, 12, 40, one_in=WHO_ONE_IN, last=True)


def line(text: str, unit: int = 0, *, item: bool = False) -> Line:
    return Line("kennel.md", unit * 1000, unit * 1000 + len(text), text, ("Kennels", "Rooms"), unit, True, item, 1.0)


def test_what_some_may_do_though_not_all_of_it_sets_no_limit() -> None:
    plain, conceding = (
        "Helpers under 18 may walk the dogs",
        "Helpers under 18 may walk the dogs but do not count as staff.",
    )
    assert thresholds_in([line(f"{plain}.")])[1]
    assert not thresholds_in([line(conceding)])[1]


def test_a_noun_that_is_also_a_verb_is_the_subject_of_what_is_said_of_it() -> None:
    found = deed_in("Own use is barred for", str.lower, told=False)
    assert found is None or found.who != "one"
    told = deed_in("Keep a spare blanket warm for", str.lower, told=False)
    assert told is not None and told.who == "one"


def test_it_is_not_the_one_who_does_something_to_it() -> None:
    assert done_to_another("The keeper must place it within three weeks with the bank.")
    assert not done_to_another("The keeper must place the deposit with the bank and renew it.")


def test_a_sentence_behind_the_last_label_that_speaks_of_another_is_about_the_heading() -> None:
    lines = [
        line("Basic run: four walls and a lamp.", 1, item=True),
        line("Garden run: grass and a fence.", 2, item=True),
    ]
    last = Line(
        "kennel.md", 5000, 5060, "Refusing a basic run needs a letter.", ("Kennels", "Rooms"), 2, False, True, 1.0
    )
    assert sections_of([*lines, last])[-1] == ("Kennels", "Rooms")
    own = Line("kennel.md", 5000, 5060, "Cut the garden run weekly.", ("Kennels", "Rooms"), 2, False, True, 1.0)
    assert sections_of([*lines, own])[-1][-1] == "Garden run"


def test_rows_that_are_only_counted_are_not_asked_by_their_number() -> None:
    assert only_counted("week", ("1–2", "3–4", "5"))
    assert not only_counted("layer", ("1", "2", "3"))
    assert not only_counted("week", ("first", "second", "third"))


def test_a_table_without_a_head_is_told_by_its_first_row() -> None:
    body = [
        Row(cells, 0, 1)
        for cells in (("Sandy loam", "65%", "fast"), ("Clay", "5%", "very slow"), ("Loam", "40%", "well"))
    ]
    assert is_row(("Sandy", "85%", "very fast"), body)
    assert not is_row(("Soil", "Sand", "Drainage"), body)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (row_question("compresses the tail", "method", "What it does"), "Which method compresses the tail?"),
        (row_question("busy harbours", "buoy", "Best for"), "Which buoy is the best choice for busy harbours?"),
        (row_asked("run", "Description", "four bare walls"), ""),  # could only be quoted
        (row_asked("stay", "What's included", "Food and a bath"), "Which stay includes food and a bath?"),
        (row_asked("time", "What happens", "the gates open"), "At what time does this take place: the gates open?"),
    ],
)
def test_a_row_is_asked_for_as_one_would_ask(asked: str, shown: str) -> None:
    assert asked == shown
