"""Questions for a figure left out of a quoted sentence, and for the value that a rule allows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.check import GateContext, check_question, recheck
from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.gates.left_out import left_out
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.amounts import amounts_in, counts_in, made_up, value_of
from studyground.assistant.practice.writing.blank_sides import EITHER, LARGER, SMALLER, side_of
from studyground.assistant.practice.writing.bounds import around, bounds_in
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.figure_asked import asked_for
from studyground.assistant.practice.writing.figure_drafts import ALONE, UNDER_A_HEADING, ascending, figure_drafts
from studyground.assistant.practice.writing.figure_rivals import Rivals, shortened, spoken
from studyground.assistant.practice.writing.mining_allowed import allowed_in
from studyground.assistant.practice.writing.mining_blanks import BLANK, blanks_in, possible
from studyground.assistant.practice.writing.mining_figures import figures_in
from studyground.assistant.practice.writing.mining_source import Line, read_source
from studyground.assistant.practice.writing.mining_thresholds import thresholds_in
from studyground.assistant.practice.writing.quoted_sentences import Mentions, quoted
from studyground.assistant.practice.writing.section_headings import heading_of
from studyground.assistant.practice.writing.shown_draft import as_shown
from tests.opened_guide import opened_guide

GUIDE = """# Lending the town's instruments

## 1. Packing

Do not open cases on arrival. They must stand unopened in the music room for at least 20 hours; 36 hours if the van was under
4 °C. Cellos must travel in hard cases held by no more than three straps, and harps lie on 40 mm of foam. Wait at least 6 weeks
after new varnish or 9 months after a new neck. Spread at least 3 days before a concert, and mix the wax in.

## 2. Care

Humidity in the store is to stay between 45 and 60 % at all times. Fresh gut strings must settle for 48 hours before a concert,
and the bow is loosened after every rehearsal. A written report goes to the keeper within 14 days of any damage. The keeper
replies within 21 days. The keeper signs each label. The keeper holds the key. In 2016 a viola came back after 90 days.
We wait 5 days before a repair. This takes 8 days.

## 3. Money

A second signature is needed only if the loan is worth over £20,000. Schools with fewer than 400 pupils borrow one instrument
free of rent.
"""


@pytest.fixture(scope="module")
def hall(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide whose figures stand in sentences of many shapes."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("hall"), data_folder, "hall.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def mined(hall: Assistant) -> Mined:
    facts, beside = figures_in(read_source(hall.index), hall.index)
    return Mined(hall.index.index_id, (), (), {}, {}, actions=facts, other_actions=beside)


@pytest.fixture(scope="module")
def blanks(mined: Mined) -> dict[str, Fact]:
    """Facts with a blank, by their sentence."""
    return {fact.need: fact for fact in mined.actions if BLANK in fact.need}


@pytest.fixture(scope="module")
def questions(hall: Assistant, mined: Mined) -> list[PracticeQuestion]:
    """Every question for a figure, as the batch would show it."""
    desk = Desk.of(hall.index, mined, 3)
    batch = Batch(hall, desk, GateContext.of(hall), 3)
    made = []
    for fact in mined.actions:
        draft = next(figure_drafts(fact, desk, 3), None) if fact.need else None
        shown = as_shown(draft, hall.index) if draft else None
        if shown:
            desk.spread.count(shown.stem.used)
            made.append(batch.question(shown, Place("", "", False)))
    return made


def a_line(text: str) -> Line:
    return Line("notes.md", 0, len(text), text, ("Notes", "Part"), 1, True, False, 1.0)


def test_a_sentence_is_quoted_with_its_figure_left_out(blanks: dict[str, Fact]) -> None:
    assert blanks[f"Wait at least {BLANK} after new varnish or 9 months after a new neck."].thing == "6 weeks"
    assert blanks[
        f"Cellos must travel in hard cases held by no more than {BLANK} straps, and harps lie on 40 mm of foam."
    ]


def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it(blanks: dict[str, Fact]) -> None:
    told = next(need for need in blanks if "stand unopened" in need)
    assert told.startswith("Do not open cases on arrival. They must stand unopened")
    assert blanks[told].thing == "20 hours"


def test_what_points_outside_or_tells_a_story_is_not_quoted(blanks: dict[str, Fact]) -> None:
    said = " ".join(blanks)
    assert not any(part in said for part in ("Spread", "viola came back", "We wait", "This takes"))


@pytest.mark.parametrize(
    "text",
    [
        "They dry for at least 20 hours in the loft.",
        "Our van leaves at least 2 hours before the concert.",
        "Spread at least 3 days before a concert, and mix the wax in.",
        "Begins when more than 60 % of the room is full.",
        "The harp was back within 14 days and nobody had noticed.",
        "In 2016 the lid must stay shut for 14 days.",
        "Tickets for the autumn concert are on sale at prices over £14.",
        "Please return the harp within 14 days of the concert.",
        "Strings cooldown 60 s, reeds 300 s (300 s is the default for both).",
        "Add a drop of oil to the same tube, wait two minutes, and wipe it.",
        "Keep the old strings for 14 days.",
        "If this happens, the harp must rest for 14 days in its case.",
        "Limit the bow to 45 degrees from rest Controls whether a note can last at least 9 seconds.",
    ],
)
def test_a_sentence_that_cannot_be_read_alone_is_not_quoted(text: str) -> None:
    line = a_line(text)
    assert quoted(line, None, Mentions([line])) is None


@pytest.mark.parametrize(
    "text",
    [
        "Fresh resin is thin, typically under 5 % of the weight of the bow.",  # under 10 % is true as well
        "A lid that jams after four minutes: the keeper must not force it with a bar.",  # somebody's own case
        "The alarm must not be set lower; a door that opens every 50 seconds never trips it.",
    ],
)
def test_a_figure_of_which_another_is_true_as_well_is_not_left_out(hall: Assistant, text: str) -> None:
    line = a_line(text)
    assert not list(blanks_in([line], Rivals((), (), hall.index), frozenset()))
    rule = a_line("Fresh strings must settle for 48 hours before a concert in the hall.")
    assert list(blanks_in([rule], Rivals((), (), hall.index), frozenset()))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Rinse the reed for at least 15 minutes under the tap.", EITHER),
        ("Fresh strings must rest at least 48 hours before a concert.", EITHER),
        ("After any stop longer than 10 minutes the conductor tunes again.", SMALLER),  # and after 20
        ("Schools with fewer than 400 pupils borrow one instrument free of rent.", LARGER),
        ("Freezing the wool for at least 24 hours does kill the moth.", SMALLER),
        ("The beacon is fixed to the case and sends for at least 24 hours.", LARGER),
        ("The heater never lets the store drop more than 2 °C.", EITHER),
        ("The trigger for a check: the reading falls more than 10 °C in a night.", SMALLER),
        ("Loans run for up to 12 months.", EITHER),
    ],
)
def test_no_wrong_figure_is_true_of_the_sentence_as_a_limit(text: str, side: int) -> None:
    assert side_of([*amounts_in(text), *counts_in(text)][0], text) == side


def test_no_day_has_more_hours_than_it_has() -> None:
    told = f"The humidifiers must run {BLANK} a day in the store."
    assert possible("18 hours", told) and not possible("36 hours", told)
    assert possible("36 hours", f"Strings must settle for {BLANK} before a concert.")


def test_a_reason_tells_what_the_guide_has(questions: list[PracticeQuestion]) -> None:
    question = next(one for one in questions if "settle" in one.stem)
    made = [option.rationale for option in question.options if option.rationale.startswith("The guide has ")]
    assert made and all(one.startswith("The guide has 48 hours here: “Fresh gut strings must settle") for one in made)
    assert spoken("Two days") == "two days" and spoken("48 hours") == "48 hours"
    long = "Somebody who was ill stays away for 14 days after the last day of it, as nobody can tell how long it is handed on"
    assert shortened(long, "14 days").endswith("after the last day of it")


def test_frames_are_plain_and_quote_once() -> None:
    for frames in (UNDER_A_HEADING, ALONE):
        assert len(set(frames)) >= 4
        assert all(one.count("{said}") == 1 and one.endswith("?") for one in frames)


def test_every_question_passes_the_gates_and_is_checked_again(
    hall: Assistant, questions: list[PracticeQuestion]
) -> None:
    assert len(questions) >= 6
    context = GateContext.of(hall)
    for question in questions:
        assert not [check for check in check_question(question, context) if not check.passed], question.stem
    assert not recheck(questions, hall).rejected


def test_figures_stand_in_ascending_order_and_the_key_moves(questions: list[PracticeQuestion]) -> None:
    places = set()
    for question in questions:
        sizes = [value_of(option.text) for option in question.options]
        if None not in sizes:
            assert sizes == sorted(size for size in sizes if size is not None)
            places.add(next(at for at, option in enumerate(question.options) if option.correct))
    assert len(places) >= 3
    assert ascending(["Every 30 days", "Every week", "Every 14 days"]) is not None
    assert ascending(["A parcel of 3 kg", "A parcel of 5 kg"]) is None


def test_the_gates_want_the_sentence_as_the_guide_has_it(hall: Assistant, questions: list[PracticeQuestion]) -> None:
    context = GateContext.of(hall)
    question = next(one for one in questions if "stand unopened" in one.stem)
    found = left_out(question.stem, [option.text for option in question.options], context)
    assert found is not None
    assert [question.options[at].text for at in found.answers] == ["20 hours"]
    wrong = replace(question, options=tuple(replace(one, correct=not at) for at, one in enumerate(question.options)))
    if not question.options[0].correct:
        failed = {check.name for check in check_question(wrong, context) if not check.passed}
        assert {"key_supported", "blind_solve"} <= failed
    changed = question.stem.replace("music room", "cellar")
    assert not left_out(changed, [option.text for option in question.options], context).answers  # type: ignore[union-attr]


def test_no_option_is_a_figure_that_the_sentence_still_shows(questions: list[PracticeQuestion]) -> None:
    question = next(one for one in questions if "stand unopened" in one.stem)
    assert "36 hours" not in [option.text for option in question.options]


def test_headings_that_say_nothing_are_passed_over() -> None:
    assert heading_of(("The harbour", "4. Packing and transport")) == "Packing and transport"
    assert heading_of(("The harbour", "Notes")) == ""
    assert heading_of(("The harbour",)) == "The harbour"
    assert heading_of(("Harbour law", "Week 6. Mooring terms")) == "Mooring terms"
    assert heading_of(("Section C: The harbour", "C7 Spills", "C7.1 Oil (light)")) == "Oil (light)"
    assert heading_of(("Can I come?",)) == ""


@pytest.mark.parametrize(
    ("text", "key", "wrong"),
    [
        ("Humidity in the store is to stay between 45 and 60 % at all times.", range(45, 61), 3),
        ("Keep rosin at 25 °C or below.", range(0, 26), 3),
        ("The deck load must not exceed 80 kg.", range(0, 81), 3),
    ],
)
def test_one_of_four_values_is_allowed(text: str, key: range, wrong: int) -> None:
    facts, beside = allowed_in([a_line(text)])
    assert facts[0].need.startswith("Which of these values is allowed for ")
    inside = [one for one in facts if int(one.thing.split()[0]) in key]
    assert inside == [facts[0]]
    assert len(beside[facts[0].id]) == wrong


@pytest.mark.parametrize(
    "lines",
    [
        ("Keep rosin below 25 °C if the sun is out.",),
        ("Keep it below 25 °C.",),
        ("Keep rosin below 25 °C.", "Except in August."),
        ("Keep rosin below 25 °C.", "Rosin of the bass section stays below 20 °C."),
    ],
)
def test_a_value_that_something_else_decides_too_is_not_asked(lines: tuple[str, ...]) -> None:
    assert allowed_in([a_line(text) for text in lines]) == ((), {})


@pytest.mark.parametrize(
    ("text", "question", "key"),
    [
        (
            "A second signature is needed only if the loan is worth over £20,000.",
            "In which of these cases is a second signature needed?",
            "The loan is worth £30,000",
        ),
        ("A porter comes along if the total is over £5,000.", "In which of these cases does a porter come along?", ""),
        (
            "Groups of more than eight people need a second guide.",
            "Which of these needs a second guide?",
            "A group of 10 people",
        ),
    ],
)
def test_limits_of_money_and_of_numbers_are_asked(text: str, question: str, key: str) -> None:
    facts, _ = thresholds_in([a_line(text)])
    assert facts[0].need == question
    assert not key or facts[0].thing == key


def test_counted_things_have_no_halves() -> None:
    (bound,) = bounds_in("more than eight")
    near = around(bound, whole=True)
    assert near is not None
    assert all(value.isdigit() and int(value) > 1 for value in (near[0], *near[1]))


def test_numbers_and_money_are_figures_behind_a_limit_only() -> None:
    (found,) = counts_in("the loan is worth over £2 million in all")
    assert (found.text, found.low, found.unit) == ("£2 million", 2e6, "£")
    assert next(made_up(found, 0)).startswith("£")
    assert not list(counts_in("there were 300 guests and it cost £12"))
    (found,) = counts_in("fewer than 400 pupils")
    assert (found.text, found.unit) == ("400", "pupils")
    (heat,) = amounts_in("105 °C")
    assert {"95 °C", "115 °C"} <= set(made_up(heat, 0))


@pytest.mark.parametrize(
    "clause",
    [
        "Spread at least 3 months before a sensitive crop",  # what
        "Keep the old index for 14 days",  # which
        "Wind needs a threshold of roughly 6 m/s at 30 cm height over bare sand",
        "Trees with many leaves take 4 seconds in autumn",  # for what
        "Draws the rise and fall of the river on a strip for seven days without a visit",  # no deed
    ],
)
def test_no_question_is_made_that_cannot_be_said(clause: str) -> None:
    assert not any(asked_for(clause, amount, lambda who: who) for amount in amounts_in(clause))
