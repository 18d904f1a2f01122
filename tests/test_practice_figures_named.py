"""Questions for a figure name their matter, spread the key among the sizes, and give reasons that say something."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.amounts import amounts_in
from studyground.assistant.practice.writing.blank_sides import LARGER, side_of
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.figure_drafts import RANK, all_weaker, by_rank, figure_drafts
from studyground.assistant.practice.writing.figure_named import (
    for_a_purpose,
    in_its_part,
    is_aspect,
    is_written_as_name,
    names_itself,
    names_things,
)
from studyground.assistant.practice.writing.mining_figures import figures_in
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.sentence_matter import run_in, sections_of
from tests.opened_guide import opened_guide

GUIDE = """# The lighthouse keeper's book

## 1. Keeping the light

Rope failure: call the mate. Below 900 ft of cable do not haul by hand.

**Halden Lamp**: needs clean oil and a trimmed wick. Oils: colza, whale or paraffin. Spare wicks are ordered at the yearly visit,
which the lamp maker pays every 14 months.

If the bell rings for 40 seconds before dawn, the relief boat has been sighted from the gallery of the tower.

## 2. Ages and hours

The harbour act asks for 40 hours in total, although most keepers need nearer 60. Wait 24 hours after a night in the lamp room.

## 3. Stores

Spare mantles must be renewed within 30 days of a storm, because the salt eats them. A diver's report on the chain must be sent
in within 90 days. Paraffin in open tins must be used up within 21 days of the delivery, or the store must be aired.
"""


@pytest.fixture(scope="module")
def tower(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide whose figures stand in sentences that need their paragraph."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("tower"), data_folder, "tower.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def mined(tower: Assistant) -> Mined:
    facts, beside = figures_in(read_source(tower.index), tower.index)
    return Mined(tower.index.index_id, (), (), {}, {}, actions=facts, other_actions=beside)


@pytest.fixture(scope="module")
def drafted(tower: Assistant, mined: Mined) -> dict[str, Draft]:
    """The first draft of each fact that is asked, by its question."""
    desk = Desk.of(tower.index, mined, 1)
    made = [next(figure_drafts(fact, desk, 3), None) for fact in mined.actions if fact.need]
    return {draft.stem.text: draft for draft in made if draft}


def asked(mined: Mined, part: str) -> Fact | None:
    return next((fact for fact in mined.actions if part in fact.need), None)


def test_a_limit_that_smaller_figures_fit_as_well_is_not_asked(mined: Mined) -> None:
    assert asked(mined, "do not haul") is None


def test_a_figure_of_a_supposed_case_is_not_asked(mined: Mined) -> None:
    assert asked(mined, "bell rings") is None


def test_what_follows_a_label_within_a_paragraph_is_about_the_label_that_opens_it(tower: Assistant) -> None:
    lines = read_source(tower.index).lines
    about = {line.text.split()[0]: section[-1] for line, section in zip(lines, sections_of(lines), strict=True)}
    assert about["Oils:"] == "Oils" and about["Spare"] in ("Halden Lamp", "3. Stores")
    assert [one for line, (*_, one) in zip(lines, sections_of(lines), strict=True) if "lamp maker" in line.text] == [
        "Halden Lamp"
    ]


def test_a_wait_for_nothing_and_a_total_of_nothing_are_not_asked(drafted: dict[str, Draft]) -> None:
    assert not any("in total" in stem or "lamp room" in stem for stem in drafted)


def test_reasons_quote_the_guide_and_none_is_said_twice(drafted: dict[str, Draft]) -> None:
    for draft in drafted.values():
        reasons = [option.rationale for option in draft.options]
        assert len(set(reasons)) == len(reasons)
        assert all("“" in reason for reason in reasons)


def test_the_keys_place_by_size_is_spread_and_inner_places_come_first(tower: Assistant, mined: Mined) -> None:
    desk = Desk.of(tower.index, mined, 4)
    places = []
    for _ in range(4):
        place = by_rank(desk, 3)[0]
        desk.spread.count([(RANK, place)])
        places.append(place)
    assert set(places[:2]) == {1, 2} and set(places) == {0, 1, 2, 3}


def test_no_key_stands_beside_weaker_limits_alone(tower: Assistant, mined: Mined) -> None:
    desk = Desk.of(tower.index, mined, 4)
    assert all_weaker("The buffer must be at least ____.", 3) == 3 and all_weaker("It takes ____ to dry.", 3) == -1
    assert all_weaker("How many jobs does warm start use at most?", 3) == 0
    assert 3 not in by_rank(desk, 3, 3) and len(by_rank(desk, 3)) == 4
    text = "Macronutrients are needed in amounts of at least 1,000 milligrams per kilogram."
    assert side_of(next(amounts_in(text)), text) == LARGER


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Card refunds are possible for ____.", True),
        ("GetRecords may be called ____ a second.", True),
        ("On-demand mode copes with the peak of the last ____.", False),
        ("Part 9 asks for ____ in total.", False),
        ("The buffer must be at least ____.", False),
        ("Below ____ after the start do not turn back.", False),
    ],
)
def test_a_sentence_names_its_matter_by_its_subject(text: str, named: bool) -> None:
    assert names_itself(text) == named


def test_headings_of_what_is_said_of_any_matter_name_none() -> None:
    assert is_aspect("2.1 Ages and hours") and is_aspect("Fees") and not is_aspect("Stay controls")
    assert names_things("Invoices and claims") and names_things("Hiring and paying")
    assert not names_things("Getting data in") and not names_things("When it goes wrong")
    assert is_written_as_name("Halden Lamp") and not is_written_as_name("Rope failure")


def test_a_heading_that_runs_in_is_a_label_and_an_order_is_none() -> None:
    assert run_in("Firehose (now “Data Hose”).") == "Firehose" and run_in("Data Streams.") == "Data Streams"
    assert run_in("Rinse it.") == "" and run_in("Small files hurt the whole job.") == ""


def test_a_term_of_one_part_is_asked_with_its_heading() -> None:
    question = "How many parent jobs does warm start use at most?"
    assert in_its_part(question, "warm start", ("Book", "7. Training")).startswith("In “Training”, how many")
    assert in_its_part(question, "warm start", ("Book", "7. Warm start")) == question
    assert in_its_part("How many boats does Torvane use?", "Torvane", ("Book", "Boats at sea")).startswith("How many")


def test_a_wait_says_before_what() -> None:
    assert not for_a_purpose("How long should you wait after a dive?")
    assert for_a_purpose("How long should you wait after a dive before flying?")
    assert not for_a_purpose("How long is Cut-off before arrival?")
