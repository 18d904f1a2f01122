"""Whose figure a question asks for, what a quoted sentence is about, and which figures may stand beside the right one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.amounts import amounts_in
from studyground.assistant.practice.writing.blank_sides import LARGER, side_of
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.figure_drafts import figure_drafts
from studyground.assistant.practice.writing.figure_matter import while_doing, with_matter
from studyground.assistant.practice.writing.mining_blanks import BLANK, _loose
from studyground.assistant.practice.writing.mining_distinctions import distinctions_in
from studyground.assistant.practice.writing.mining_figures import figures_in
from studyground.assistant.practice.writing.mining_source import Line, Source, read_source
from studyground.assistant.practice.writing.sentence_matter import leans, sections_of, telegraphic
from tests.opened_guide import opened_guide

GUIDE = """# The dye house

## Handoffs

Answer with a stamped slip within 10 minutes. Rejected bales are kept for three weeks in the long shed.

## Two-stage rinsing

If the vat takes only 45 minutes, there are 5 hours 15 minutes left for the second one.

Drying of wool: 40 °C for six hours on the rack. Heavy felted cloth, such as blankets or horse rugs, must hang for 36 hours in
the loft. Soak at 8 °C or lower.

Three ways to soften: in the cistern at 12 °C or lower.

The madder bath must be kept at 70 °C for the whole morning. The weld bath must be kept at 62 °C while the cloth is in it, and
the woad vat must be kept at 55 °C overnight.

## Notices

Small vat: up to 15 different skeins, direct dipping.
"""


@pytest.fixture(scope="module")
def house(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over rules that lean on their headings and labels."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("house"), data_folder, "dyes.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def mined(house: Assistant) -> Mined:
    facts, beside = figures_in(read_source(house.index), house.index)
    return Mined(house.index.index_id, (), (), {}, {}, actions=facts, other_actions=beside)


def fact_with(mined: Mined, words: str) -> Fact | None:
    return next((fact for fact in mined.actions if words in fact.need), None)


def a_line(text: str, unit: int = 1, start: int = 0, section: tuple[str, ...] = ("Notes", "Part")) -> Line:
    return Line("notes.md", start, start + len(text), text, section, unit, True, False, 1.0)


@pytest.mark.parametrize(
    ("question", "subject", "heading", "asked"),
    [
        (
            "Within how many minutes should you answer with a stamped slip?", "you", "Handoffs",
            "In the case of handoffs, within how many minutes should you answer with a stamped slip?",
        ),
        ("Within how many minutes should you answer with a stamped slip?", "you", "Serving", ""),
        (
            "For how long are rejected bales kept?", "rejected bales", "Handoffs",
            "In the case of handoffs, for how long are rejected bales kept?",
        ),
        ("For how long are rejected bales kept?", "rejected bales", "Time limits", "For how long are rejected bales kept?"),
        ("After how many days are clocks wound?", "clocks", "Tower clocks", "After how many days are tower clocks wound?"),
        ("After how many days are clocks wound?", "clocks", "How do I set a year?", ""),
        ("For how long should you keep the tag on file?", "one", "Serving", ""),
        ("How often should you turn the cheese?", "one", "Cheeses", "How often should you turn the cheese?"),
        ("How long is the default maximal time interval?", "default maximal time interval", "Serving", ""),
        (
            "How long is the maximal interval?", "the maximal interval", "Handoffs",
            "In the case of handoffs, how long is the maximal interval?",
        ),
        ("How long is the drying time?", "drying time", "Serving", "How long is the drying time?"),
    ],
)  # fmt: skip
def test_a_question_names_its_matter_or_is_not_asked(question: str, subject: str, heading: str, asked: str) -> None:
    assert with_matter(question, subject, ("Guide", heading)) == asked


def test_a_step_is_asked_with_the_work_that_it_belongs_to() -> None:
    asked = while_doing("Calibrate by the ice method", "How long should you wait for the probe?", "one")
    assert asked == "When you calibrate by the ice method, how long should you wait for the probe?"
    assert while_doing("The rule is simple", "How long should you wait?", "one") == "How long should you wait?"


def test_the_matter_stands_in_the_question_of_a_guide(mined: Mined) -> None:
    fact = fact_with(mined, "stamped slip")
    assert fact is not None and fact.need.startswith("In the case of handoffs, within how many minutes")


@pytest.mark.parametrize(
    ("text", "scrap"),
    [
        ("Multi-vat: up to 15 different skeins, direct dipping.", True),
        ("Four ways to thaw: in the cooler at 5 °C or lower.", True),
        ("Part cooking (blanching): no longer than 60 minutes for the first go, cool straight away.", True),
        ("Temperature: keep the store below 5 °C.", False),
        ("Flares: a red rocket rises to about 300 m.", False),
        ("The rule is simple: at most 4 boxes.", False),
    ],
)
def test_a_label_with_a_note_is_not_quoted(text: str, *, scrap: bool) -> None:
    assert telegraphic(text) is scrap


@pytest.mark.parametrize(
    "text",
    [
        "A guest on the small plan moves up with exactly ten of thirty days left.",
        "A guest may cancel with five days left.",
    ],
)
def test_a_figure_of_one_case_told_is_not_left_out(text: str) -> None:
    assert all(_loose(one, text) for one in amounts_in(text))


def test_no_scrap_of_the_guide_is_quoted(mined: Mined) -> None:
    assert fact_with(mined, "skeins") is None and fact_with(mined, "Three ways") is None


def test_a_sentence_is_about_the_label_of_its_paragraph_and_not_about_the_heading() -> None:
    lines = [
        a_line("Drying of wool: 40 °C for six hours."), a_line("Felt needs 36 hours.", start=50), a_line("Rinse it.", 2, 90),
        a_line("Total: six hours.", 3, 120), a_line("Felt needs 36 hours.", 3, 150),
    ]  # fmt: skip
    assert [one[-1] for one in sections_of(lines)] == ["Drying of wool", "Drying of wool", "Part", "Part", "Part"]


def test_a_heading_of_one_word_is_too_broad_for_a_long_section() -> None:
    lines = [a_line("Felt needs 36 hours.", at, at * 30, ("Guide", "Serving")) for at in range(20)]
    assert {one[-1] for one in sections_of(lines)} == {""}
    assert {one[-1] for one in sections_of(lines[:5])} == {"Serving"}


def test_what_only_the_page_tells_is_not_quoted() -> None:
    assert leans("If the trial is shorter than three days, the event is sent at once.", ("A", "Mail"), lambda _: 3)
    assert not leans("If the alarm sounds for 30 seconds, the pool is cleared.", ("A", "Mail"), lambda _: 40)
    assert leans("Clocks are deleted after 30 days.", ("A", "How do I try a year of renewals?"), lambda _: 40)


def test_the_stem_says_the_nearer_matter(house: Assistant, mined: Mined) -> None:
    fact = next(one for one in mined.actions if "felted cloth" in one.need and BLANK in one.need)
    draft = next(figure_drafts(fact, Desk.of(house.index, mined, 3), 3))
    assert "about drying of wool" in draft.stem.text and "rinsing" not in draft.stem.text


def test_a_part_of_a_figure_is_no_figure() -> None:
    assert [one.whole for one in amounts_in("there are 5 hours 15 minutes left")] == [False, False]
    assert [one.whole for one in amounts_in("40 °C for 15 seconds, within 2 hours")] == [True, True, True]


def test_no_part_of_a_figure_is_lent(mined: Mined) -> None:
    lent = [one for one in mined.actions if not one.need and one.thing in ("15 minutes", "5 hours") and one.text]
    assert not lent


def test_what_is_let_pass_below_a_bound_has_only_larger_figures_beside_it() -> None:
    text = "Dropping rows is OK if few, say under 5 %."
    assert side_of(next(amounts_in(text)), text) == LARGER


def test_no_temperature_of_another_sort_stands_beside_one(house: Assistant, mined: Mined) -> None:
    fact = next(one for one in mined.actions if "The madder bath" in one.text and one.need)
    others = {one.id: one for one in mined.actions}
    beside = [others[one].thing for one in mined.other_actions[fact.id]]
    assert "62 °C" in beside and "55 °C" in beside
    assert not {"8 °C", "12 °C"} & set(beside)


def test_a_reason_is_no_sum(house: Assistant, mined: Mined) -> None:
    desk = Desk.of(house.index, mined, 3)
    drafts = [draft for fact in mined.actions if fact.need and (draft := next(figure_drafts(fact, desk, 3), None))]
    said = " ".join(option.rationale for draft in drafts for option in draft.options)
    assert drafts and "the right figure" not in said


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("A quick firing is the melting of ash from before it.", False),
        ("A quick firing is the melting of ash before the glaze.", True),
    ],
)  # fmt: skip
def test_what_points_back_is_not_told_apart(house: Assistant, second: str, *, found: bool) -> None:
    first = "A slow firing is the drying of the ware after the glaze."
    lines = (a_line(first), a_line(second, 1, 100))
    facts, _ = distinctions_in(Source(lines, (), (), ()), house.index)
    assert bool(facts) is found
