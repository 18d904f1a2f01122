"""Rows of tables are things: a number names none, how a course is run is not asked, and causes never stand beside remedies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.administration import (
    administers,
    are_days,
    charges,
    is_of_a_day,
    runs_a_course,
)
from studyground.assistant.practice.writing.counted_rows import names_stand_second, only_counted
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

DYEING = """# Dyeing wool at Hollin Beck

## The vats

Skeins pass the vats in a fixed order, so that no mordant is carried into the wrong bath.

| Order | Vat | Mordant | Skeins | Usual yarn |
|---|---|---|---|---|
| 1 | Weld | alum | 4 | fine worsted |
| 2 | Madder | alum and tartar | 2 | rug wool |
| 3 | Walnut | none | 3 | sock yarn |
| 4 | Cochineal | tin | 4 | embroidery crewel |
| 5 | Logwood | iron | 4 | blanket weft |
| 6 | Woad | lime | 2 | aran knitting yarn |

## Evening classes

| Class | What | Start | End | Places | Tutor |
|---|---|---|---|---|---|
| A1 | Plant dyes | 3 Feb | 9 Mar | 9 | Ida Thwaite |
| A2 | Spinning | 4 Apr | 2 May | 7 | Owen Pask |
| B1 | Weaving | 6 May | 3 Jun | 9 | Ida Thwaite |
| B2 | Felting | 8 Sep | 6 Oct | 6 | Joan Ellery |
| B3 | Knitting | 9 Oct | 7 Nov | 5 | Joan Ellery |

## When a batch fails

| What you see | Likely cause | What to do |
|---|---|---|
| Streaks along the skein | Ties; wound too tight or too long | Release ties, rinse, soak for an hour, cold bath |
| Grey cast over the red | Iron kettle, hard water, rusty pipe | Withdraw skein, acid bath, fresh kettle |
| Felted strands | Hot rinse, rough stirring, hard soap | Loosen by hand, cool water, gentle press |
| Colour that rubs off | Short simmer, spent mordant, stale dye | Simmer again, new mordant, wool soap |
"""


@pytest.fixture(scope="module")
def dyeing(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(DYEING, tmp_path_factory.mktemp("dyeing"), data_folder, "dyeing.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def batch(dyeing: Assistant) -> Generated:
    return generate(dyeing, load_blueprint("mls-c01"), 20, seed=1)


def test_counted_rows_take_the_name_beside_their_number(dyeing: Assistant) -> None:
    table = read_source(dyeing.index).tables[0]
    assert table.header[0] == "Vat"
    text = dyeing.index.stored_text(table.document)
    assert [row.cells[0] for row in table.rows][:2] == ["Weld", "Madder"]
    assert text[table.rows[1].start : table.rows[1].end].startswith("2 | Madder | alum and tartar")


def test_questions_ask_of_the_vats_and_not_of_their_numbers(batch: Generated) -> None:
    of_vats = [one for one in batch.questions if any(option.text == "Walnut" for option in one.options)]
    assert of_vats, "the rows have names, and can be asked for by them"
    assert not any("Order 1" in option.text for one in batch.questions for option in one.options)
    assert not any(" order" in one.stem.casefold() and "Order" in one.options[0].text for one in batch.questions)


def test_numbers_that_do_not_count_on_are_names() -> None:
    assert only_counted("order", ("1", "2", "3"))
    assert only_counted("", ("1.", "2.", "3."))
    assert only_counted("week", ("1–2", "3", "4–6"))
    assert not only_counted("section", ("3", "8", "21"))  # of an act
    assert not only_counted("tier", ("1", "2", "3"))


def test_no_name_stands_beside_a_number_where_the_next_column_lists_or_tells() -> None:
    rows = [("1", "Oak", "hard"), ("2", "Lime", "soft"), ("3", "Ash", "tough")]
    assert names_stand_second(("No.", "Timber", "Grain"), rows)
    assert not names_stand_second(("No.", "Action", "Grain"), rows)
    assert not names_stand_second(("Tier", "Timber", "Grain"), rows)
    assert not names_stand_second(("No.", "Timber"), [row[:2] for row in rows])
    listed = [(number, f"{name}, pine", said) for number, name, said in rows]
    assert not names_stand_second(("No.", "Timber", "Grain"), listed)


def test_what_is_done_together_is_no_choice_of_options(dyeing: Assistant) -> None:
    groups = [one for one in mine(dyeing.index).groups if one.need]
    assert not any("What to do" in one.lead for one in groups)
    assert not any("too" in member.text.split() for one in groups for member in one.members)


def test_causes_stand_beside_causes_alone(dyeing: Assistant) -> None:
    causes = [one for one in mine(dyeing.index).groups if one.lead.startswith("Likely cause")]
    assert causes
    cells = DYEING.split("What to do |")[1].casefold().splitlines()[2:]
    told = {cause.strip() for row in cells if row for cause in row.split("|")[2].replace(";", ",").split(",")}
    shown = {member.text.casefold() for one in causes for member in (*one.members, *one.outsiders)}
    assert len(shown) > 2
    assert shown <= told


def test_how_a_course_is_run_is_not_asked(dyeing: Assistant, batch: Generated) -> None:
    assert administers(("Class", "What", "Start", "End", "Places", "Tutor"))
    assert not administers(("Vat", "Mordant", "Skeins", "Usual yarn"))
    assert not administers(("Treaty", "Date", "Signed by"))
    assert [table.header[0] for table in read_source(dyeing.index).tables] == ["Vat", "What you see"]
    shown = {option.text for one in batch.questions for option in one.options}
    assert "Walnut" in shown
    assert not shown & {"B1", "B2", "B3", "Ida Thwaite", "Joan Ellery", "Plant dyes"}


def test_prices_and_codes_of_the_matter_itself_stay() -> None:
    assert runs_a_course(("Class", "What", "Start", "End", "Places", "Tutor"))
    assert runs_a_course(("Course", "Length", "Fee", "Deposit", "What's included"))
    assert runs_a_course(("Resource", "Cost", "Hours I spent"))
    assert not runs_a_course(("Instance", "vCPU", "Price", "Cost"))
    assert not runs_a_course(("Status", "Code", "Cost"))
    assert not runs_a_course(("I said", "What they heard", "Better"))
    assert administers(("Instance", "Price", "Cost")), "it weighs less than others"


def test_what_a_school_takes_is_told_from_what_things_cost() -> None:
    assert charges("You may resit the written paper once, after 14 days, for a fee of $45.")
    assert charges("The licence is a separate one-day course (£110).")
    assert charges("All in all I paid $37 for the project.")
    assert not charges("A gateway costs $0.045 an hour for each zone.")
    assert not charges("The fund charges a fee of $5 for each transfer.")
    assert not charges("You may resit the written paper once, after 14 days.")


def test_a_timetable_is_known_by_its_days() -> None:
    assert is_of_a_day("Mon – join at 10:00, safety brief, engine checks")
    assert is_of_a_day("Wednesday: dye the second batch")
    assert not is_of_a_day("Monel – an alloy of nickel and copper")
    assert not is_of_a_day("Sun is what the woad needs to dry")
    assert are_days(["Mon", "Tue", "Thursday"])
    assert not are_days(["Mon", "Madder"])
