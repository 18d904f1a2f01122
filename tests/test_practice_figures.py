"""Questions for the figures of rules in running text, and for the case that meets a limit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import recheck
from studyground.assistant.practice.figure_share import share_is_full
from studyground.assistant.practice.gates.limits import limited
from studyground.assistant.practice.generate import GateContext, Generated, generate
from studyground.assistant.practice.writing.amounts import amounts_in, made_up, written_like
from studyground.assistant.practice.writing.bounds import around, bounds_in
from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.figure_asked import asked_for
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_thresholds import thresholds_in
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

GUIDE = """# The ferry hand's notes

## Lines and engines

Mooring lines are inspected every 30 days. Wet mooring lines dry for 12 hours in the rope loft. The bilge pump runs for 4 minutes
after each crossing. A cold engine must idle for at least 8 minutes. Rinse the anchor chain with fresh water for at least 20
minutes. A smoke float burns 40 seconds; a hand flare burns 90 seconds and is thrown to leeward.

## Passengers and freight

If a passenger has lost a ticket, keep the cabin luggage for 14 days. Lost umbrellas are sold after 60 days. Freight notes are
kept in the office for 45 days. Parcels over 20 kg must travel on the lower deck. A ticket costs 12 euros for 3 days.

## Weather

If the wind rises above 25 knots, close the forward doors. Call the duty officer when the swell rises above 3 m. The galley keeps
milk at 5 °C or below. It holds 200 cups for 6 days.
"""


@pytest.fixture(scope="module")
def ferry(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over rules with figures in running text."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("ferry"), data_folder, "ferry.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def mined(ferry: Assistant) -> Mined:
    return mine(ferry.index)


@pytest.fixture(scope="module")
def asked(mined: Mined) -> dict[str, Fact]:
    """Facts that ask for a figure, by their question."""
    return {fact.need: fact for fact in mined.actions if fact.form == "figure" and fact.need}


@pytest.fixture(scope="module")
def batch(ferry: Assistant) -> Generated:
    return generate(ferry, load_blueprint("mls-c01"), 40, seed=2)


def small(who: str) -> str:
    return who[:1].lower() + who[1:]


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        ("Mooring lines are inspected every 30 days", "How often are mooring lines inspected?"),
        ("Rinse the chain for at least 20 minutes, then coil it", "For at least how long should one rinse the chain?"),
        (
            "You may cancel the berth up to 24 hours before sailing",
            "Up to how many hours before sailing may you cancel the berth?",
        ),
        ("A cold locker keeps milk at 5 °C or below", "At or below what temperature does a cold locker keep milk?"),
        ("A float drops to the bottom and burns 40 seconds", "How long does a float burn?"),
        ("Lost bags are tagged on the pier and sold after 60 days", "After how many days are lost bags sold?"),
        ("About 80 percent of the rowers live in the town", "About what percentage of the rowers live in the town?"),
        ("Oars, kept for the spare boat, dry for 12 hours in the loft", "For how long do oars dry in the loft?"),
    ],
)
def test_a_rule_is_asked_for_its_figure(clause: str, question: str) -> None:
    found = [made.question for amount in amounts_in(clause) if (made := asked_for(clause, amount, small))]
    assert found == [question]


@pytest.mark.parametrize(
    "clause",
    [
        "The wait is 60 days",  # which wait
        "It holds the lines for 6 days",
        "Keep the hatch at 30 degrees unless the sea is calm",  # the rule has an exception
        "The office recalls which bags it has held for 64 days",  # held or recalled
        "The crane lifts boats up to 8 m",  # how long the boats are
        "New ropes have been coming in every 6 months",
        "Never wait 5 minutes at the pier",
        "Wait for 30 seconds",  # for what
        "Turn the barrels at least every two hours, and wipe them",  # every hour would do too
        "The float reaches some 20 miles to the coast",
        "A float gurgles to the bottom and burns 40 seconds",  # what it does first, no list of verbs knows
    ],
)
def test_what_is_no_plain_rule_is_not_asked(clause: str) -> None:
    assert not any(asked_for(clause, amount, small) for amount in amounts_in(clause))


def test_figures_are_read_with_their_unit_and_bound() -> None:
    (found,) = amounts_in("stay no more than 15 to 30 minutes on deck")
    assert (found.text, found.low, found.high, found.unit, found.bound) == (
        "15 to 30 minutes",
        15,
        30,
        "minutes",
        "at most",
    )
    assert not list(amounts_in("paid 20 euros in the 1990s for 100s of M8 bolts at a 20-litre drum"))
    (one,), (other,) = amounts_in("60 seconds"), amounts_in("one minute")
    assert one.meets(other)


def test_wrong_figures_have_the_form_of_the_right_one() -> None:
    (key,) = amounts_in("four hours")
    assert {"two hours", "eight hours"} <= set(made_up(key, 0)) | set(made_up(key, 1))
    (lent,) = amounts_in("8 h")
    assert written_like(lent, key) == "eight hours"
    (wide,) = amounts_in("15 to 30 minutes")
    assert not any(
        wide.meets(amount) for text in ("5 to 10 minutes", "45 to 60 minutes") for amount in amounts_in(text)
    )


def test_wrong_figures_are_the_guides_own_for_other_things_first(asked: dict[str, Fact], mined: Mined) -> None:
    fact = asked["After how many days are lost umbrellas sold?"]
    facts = {one.id: one for one in mined.actions}
    beside = [facts[one] for one in mined.other_actions[fact.id]]
    assert [one.thing for one in beside[:2]] == ["45 days", "30 days"] or {"45 days", "14 days"} <= {
        one.thing for one in beside
    }
    assert "Freight notes are kept" in next(one.because for one in beside if one.thing == "45 days")
    assert fact.thing == "60 days"


def test_a_case_in_the_rule_becomes_the_situation(asked: dict[str, Fact]) -> None:
    question = "A passenger has lost a ticket. For how long should you keep the cabin luggage?"
    assert question in asked
    assert asked[question].thing == "14 days"


def test_prices_and_pointing_sentences_give_no_figure(asked: dict[str, Fact]) -> None:
    assert not any(fact.thing == "3 days" or fact.thing == "6 days" for fact in asked.values())


def a_line(text: str) -> Line:
    return Line("notes.md", 0, len(text), text, ("Notes", "Part"), 1, True, False, 1.0)


@pytest.mark.parametrize(
    ("text", "question", "key"),
    [
        (
            "Parcels over 20 kg must travel on the lower deck.",
            "Which of these must travel on the lower deck?",
            "A parcel of 30 kg",
        ),
        (
            "Call the duty officer when the swell rises above 3 m.",
            "In which of these cases should you call the duty officer?",
            "The swell rises to 3.2 m",
        ),
        (
            "If the yield drops by more than 5%, rest the upper field for a season.",
            "In which of these cases should you rest the upper field for a season?",
            "The yield drops by 7%",
        ),
        (
            "Use the long ladder if you have fewer than 10 helpers, otherwise the crane.",
            "In which of these cases should you use the long ladder?",
            "There are 8 helpers",
        ),
        (
            "Ring the harbour bell if the engine stops for less than 2 minutes.",
            "In which of these cases should you ring the harbour bell?",
            "The engine stops for 1 minute",
        ),
    ],
)
def test_a_limit_is_asked_for_the_case_that_meets_it(text: str, question: str, key: str) -> None:
    facts, beside = thresholds_in([a_line(text)])
    assert (facts[0].need, facts[0].thing) == (question, key)
    (bound,) = bounds_in(text)
    met = [
        one for one in facts if any(bound.holds(float(n)) for n in one.thing.replace("%", "").split() if n[0].isdigit())
    ]
    assert met == [facts[0]]
    assert len(beside[facts[0].id]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Water above 40 °C must cool in the yard.",  # of no size
        "Boats and rafts under 12 m may use the slip.",  # which of them is under it
        "If the wind is above 25 knots and the tide is low, close the doors.",  # two things at once
        "If it is above 25 knots, close the doors.",
        "Guests over 65 pay less than 20 euros.",
    ],
)
def test_a_limit_that_is_not_plain_is_not_asked(text: str) -> None:
    assert thresholds_in([a_line(text)]) == ((), {})


def test_figures_around_a_limit_keep_clear_of_it() -> None:
    (bound,) = bounds_in("an AUC over 0.95")
    found = around(bound, share=True)
    assert found is not None
    key, wrong = found
    assert key == "0.97"
    assert not any(bound.holds(float(value)) or float(value) == 0.95 for value in wrong)


def test_a_batch_has_both_kinds_and_holds(ferry: Assistant, batch: Generated) -> None:
    stems = [question.stem for question in batch.questions]
    assert any(stem.startswith(("How", "For", "After", "At")) for stem in stems)
    assert not recheck(batch.questions, ferry).rejected
    for question in batch.questions:
        assert all(one.rationale for one in question.options)


def test_the_gates_take_only_the_option_that_meets_the_limit(ferry: Assistant) -> None:
    context = GateContext.of(ferry)
    stem = "In which of these cases should you close the forward doors?"
    options = [f"The wind rises to {knots} knots" for knots in (22, 28, 18, 12)]
    found = limited(stem, options, context)
    assert found is not None
    assert found.answers == {1}
    assert limited("How often are mooring lines inspected?", ["Every 30 days", "Every 60 days"], context) is None


def test_a_batch_is_not_flooded_with_figures() -> None:
    assert not share_is_full(1, 2, 40)
    assert share_is_full(4, 5, 40)
    assert not share_is_full(4, 16, 40)
    assert share_is_full(10, 60, 40)
    assert not share_is_full(30, 40, 0)
