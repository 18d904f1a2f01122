"""Comparisons that go on alike, and what leads one astray: a row of figures, a third thing, a thing that is not there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.columns import sought_of_rows, tells_figure
from studyground.assistant.kinds import holds
from studyground.assistant.question import understand
from studyground.assistant.retrieve import _only_heading, prepare, retrieve, retrieve_telling
from studyground.assistant.sides import sides_of
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

QUAYS = """# Handbook of the small harbour

## Berths and landings

A quay is a landing along the shore. It is built of stone and carries lorries.

A jetty is a landing that runs out into the water. It is built of wood and carries only people on foot.

| Landing | Lorries | Boats |
| --- | --- | --- |
| Quay, 40 m | 3 | 12 |
| Jetty, 20 m | 0 | 9 |

## Landings at night

### The lamp and the buoy

The harbour fallacy is judging a landing by its looks. The same mistake explains why the quay fills up first, whereas the jetty
stays empty, and why neither the quay nor the jetty is cheap.

## Marks

A lateral mark is a buoy on the side of a channel. A cardinal mark is a buoy that says on which side of it the water is deep.
"""
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """The assistant over the guide to the harbour."""
    folder = tmp_path_factory.mktemp("quays")
    (folder / "quays.md").write_text(QUAYS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "quays.md"], settings)
    return Assistant.open(settings)


def test_both_sides_go_on_with_their_next_sentence(assistant: Assistant) -> None:
    answer = assistant.ask("quay vs jetty").answer
    assert "built of stone" in answer
    assert "built of wood" in answer


def test_a_third_thing_or_a_row_of_figures_sets_no_sides_apart(assistant: Assistant) -> None:
    answer = assistant.ask("quay vs jetty").answer
    assert "fallacy" not in answer
    assert "Boats" not in answer


def test_what_is_not_named_is_not_there(assistant: Assistant) -> None:
    """Of marks alone it is no answer to who asks for a rebate of them."""
    assert (
        assistant.look("Is there a lateral mark?").confidence > assistant.look("Is there a lateral rebate?").confidence
    )


def test_a_heading_alone_takes_no_place_among_the_passages(assistant: Assistant) -> None:
    query = prepare(assistant.index, "landings at night")
    assert any(_only_heading(assistant.index, hit) for hit in retrieve(assistant.index, query, 8, 0.5))
    assert not any(_only_heading(assistant.index, hit) for hit in retrieve_telling(assistant.index, query, 8, 0.5))


def test_when_to_use_is_no_part_of_a_side() -> None:
    assert sides_of("when do i use a quay vs a jetty") == ("quay", "jetty")
    assert sides_of("please explain a quay vs a jetty") == sides_of("quay versus jetty explained?") == ("quay", "jetty")


def test_pages_a_day_are_no_span_of_time() -> None:
    asked = understand("How long should I read?")
    assert holds(asked, "Sort 20 sacks a day.") == 0.0
    assert holds(asked, "Read eight to ten hours a week.") == 1.0


def test_a_figure_tells_only_in_the_column_asked_for() -> None:
    """The second row has a word of the question and a figure beside it, but none in the column that is named."""
    asked = sought_of_rows(understand("How long should I rest for the race?"), ("rest", "race"), {})
    header = "Stage | Rest | Aim"
    assert tells_figure(asked, "Two | 3 days | one race", header)
    assert not tells_figure(asked, "One | none | 25 strokes in the race", header)
