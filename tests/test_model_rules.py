"""The rules a model's sentence may not break, each on sentences of no guide that ships, and what keeps free wording free."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.language_model.directions import turned_round, ways
from studyground.assistant.language_model.guide_words import GuideWords
from studyground.assistant.language_model.quantities import disagreeing
from studyground.assistant.language_model.relations import turned_about
from studyground.assistant.language_model.substitution import exchanged_words, substituted_word
from studyground.assistant.language_model.verification import broken_rule
from studyground.assistant.language_model.wording_likeness import WordVectors
from studyground.eval.fit_support import calibration_error, reliability
from studyground.ingest.encoder import OnnxEncoder

GUIDE = GuideWords(
    f"{text} It is so in year {year}."
    for year in range(4)
    for text in (
        "The worker bee gathers nectar and the drone bee mates.",
        f"In season {year} a worker is small, while a drone is large.",
        f"Worker cells and drone cells differ in hive {year}.",
        f"The spring honey and the autumn honey taste unlike in place {year}.",
        f"Keep spring honey apart from autumn honey in jar {year}.",
    )
)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Smoke is needed when the hive is opened.", "Smoke is needed only when the hive is opened."),
        ("The queen may be moved in winter.", "The queen may be moved, except in winter."),
        ("A hive holds 12 frames.", "A hive holds at most 12 frames."),
        ("A hive holds at least 12 frames.", "A hive holds at most 12 frames."),
        ("All colonies survive the winter.", "Almost all colonies survive the winter."),
        ("The second inspection comes after ten days.", "The first inspection comes after ten days."),
        ("A pump moves three litres a minute.", "A pump moves three litres per hour."),
        ("Frames are checked weekly.", "Frames are checked daily."),
        ("Bees can see red.", "Bees cannot see red."),
        ("Cooling makes honey flow faster.", "Cooling makes honey flow slower."),
        ("Wider gaps mean smaller combs.", "Wider gaps enlarge the combs."),
        ("Smoke makes the guards less alert.", "Smoke improves how alert the guards are, and they fly more."),
        (
            "A wide entrance leaves fewer mites but fewer stores.",
            "A wide entrance leaves fewer mites but larger stores.",
        ),
        ("The pump moves honey from jars to tanks.", "The pump moves honey from tanks to jars."),
        ("A drone is a more patient flier than a worker.", "A worker is a more patient flier than a drone."),
        ("Beekeeping is a branch of pollination.", "Pollination is a branch of beekeeping."),
        ("The frames are numbered from 1 to n - 1.", "The frames are numbered from 0 to n - 1."),
        ("The hive is moved even before the first frost.", "The hive is moved only after the first frost."),
        ("The tank (Apimaye) is heated.", "The tank (Dadant) is heated."),
    ],
)
def test_a_changed_restriction_rate_or_direction_breaks_a_rule(said: str, source: str) -> None:
    assert broken_rule(said, source)
    assert not broken_rule(source, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("You need smoke just when you open the hive.", "Smoke is needed only when the hive is opened."),
        ("No more than 12 frames fit into a hive.", "A hive holds at most 12 frames."),
        ("Each hive is limited to 12 frames.", "A hive holds at most 12 frames."),
        ("Nearly every colony gets through the winter.", "Almost all colonies survive the winter."),
        ("It is set up in up to 12 hives and the yield rises.", "It is used in at most 12 hives and raises the yield."),
        ("Every hour the pump shifts three litres.", "A pump moves three litres per hour."),
        ("Red is invisible to bees; they can't see it.", "Bees cannot see red."),
        ("The comb gets bigger with wider gaps.", "Wider gaps enlarge the combs."),
        ("Moving it takes a little more than nine days.", "Moving it takes slightly over nine days."),
        ("Sixty bees or more fly at noon; at least that is so in May.", "At least sixty bees fly at noon in May."),
        (
            "Cutting costs is a result of the increased use of the press.",
            "You lower costs through increased use of the press.",
        ),
        ("Jars are filled from tanks by the pump.", "The pump moves honey from tanks to jars."),
        ("A hive cannot exceed 12 frames.", "A hive holds at most 12 frames."),
        ("A frame takes jars as large as 5 litres.", "A frame takes jars of up to 5 litres."),
        ("The glue does not depend on the wood.", "The glue is wood-agnostic."),
        ("The two may be sold apart.", "Partners may be sold apart."),
        ("Variation close to zero is ignored, i.e. left alone.", "Almost no variation is ignored: it is left alone."),
    ],
)
def test_the_same_in_other_words_breaks_none(said: str, source: str) -> None:
    assert broken_rule(said, source) == ""


def test_words_that_a_guide_tells_apart_are_not_put_for_each_other(encoder: OnnxEncoder) -> None:
    vectors = WordVectors(encoder)

    def put(said: str, source: str) -> str:
        return substituted_word(*vectors.read([said, source]), GUIDE)

    assert put("The drone cells are built first.", "The worker cells are built first.")
    assert put("Sell the autumn honey in March.", "Sell the spring honey in March.")
    assert put("The tiny cells are built first.", "The worker cells are built first.") == ""
    assert put("Offer the spring honey in March.", "Sell the spring honey in March.") == ""


def test_words_that_change_places_are_seen(encoder: OnnxEncoder) -> None:
    straight = "Put spring honey on the shelf, and autumn honey into the cellar."
    crossed = "Put autumn honey on the shelf, and spring honey into the cellar."
    turned = "Into the cellar goes autumn honey, onto the shelf goes spring honey."
    first, second, third = WordVectors(encoder).read([straight, crossed, turned])
    told = [f"The spring honey and the autumn honey of {n}, the spring flow and the autumn flow." for n in range(5)]
    guide = GuideWords([*told, *(f"Hive number {n} is green." for n in range(20))])
    assert exchanged_words(second, first, guide)
    assert not exchanged_words(third, first, guide)


def test_an_amount_with_a_raised_figure_is_read() -> None:
    assert disagreeing("It holds 2 hives.", "It holds 2³¹ bees in 2 hives.") == ""


def test_two_sums_up_only_what_is_not_counted() -> None:
    assert disagreeing("Both combs go, the two weigh little.", "The comb and its twin go; they weigh little.") == ""
    assert disagreeing("Two combs go.", "A single comb goes.")
    assert disagreeing("Two combs go.", "Four combs go.")
    assert disagreeing("The swarm has two queens.", "The swarm lacks any queen.")


def test_what_the_words_before_a_thing_say_of_it_is_told() -> None:
    assert ways("The queen lays fewer eggs and the hive needs more room.")["egg"] == {-1}
    assert ways("The number of eggs is higher.")["egg"] == {1}
    assert ways("Smoke is less harmful, at least in May.") == {"harm": {-1}}
    assert ways("It does not lower the yield.") == {}


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_turns_itself_round_and_none_fails(one: str, other: str) -> None:
    assert turned_round(one, one) == ""
    assert turned_about(one, one) == ""
    turned_round(one, other)
    turned_about(one, other)
    disagreeing(one, other)


def test_words_that_are_near_in_meaning_are_one(encoder: OnnxEncoder) -> None:
    told = [f"The shed is shut and the door is closed in week {n}." for n in range(5)]
    guide = GuideWords([*told, *(f"Hive number {n} is green." for n in range(20))])
    said, source = WordVectors(encoder).read(
        ["The hive gate gets shut at night.", "The hive gate gets closed at night."]
    )
    assert guide.told_apart("shut", "close")
    assert substituted_word(said, source, guide) == ""


def test_dollars_of_the_united_states_are_no_microseconds() -> None:
    assert disagreeing("It costs 300 US dollars.", "Cost | $300 USD") == ""
    assert disagreeing("It costs 400 US dollars.", "Cost | $300 USD")


def test_calibration_is_what_is_worked_out_by_hand() -> None:
    scores, labels = np.array([0.1, 0.1, 0.9, 0.9]), np.array([0, 1, 1, 1])
    assert calibration_error(scores, labels) == pytest.approx(0.5 * 0.4 + 0.5 * 0.1)
    assert [row["claims"] for row in reliability(scores, labels)] == [2, 2]
