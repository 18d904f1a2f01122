"""The rules a model's sentence may not break, each on sentences of no guide that ships, and what keeps free wording free."""

from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.language_model.guide_words import GuideWords
from studyground.assistant.language_model.quantities import disagreeing
from studyground.assistant.language_model.substitution import exchanged_words, substituted_word
from studyground.assistant.language_model.verification import broken_rule
from studyground.assistant.language_model.wording_likeness import WordVectors
from studyground.eval.fit_support import calibration_error, reliability
from studyground.ingest.encoder import OnnxEncoder, load_encoder

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


@pytest.fixture(scope="module")
def encoder(data_folder: Path) -> OnnxEncoder:
    return load_encoder("", data_folder)


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


def test_dollars_of_the_united_states_are_no_microseconds() -> None:
    assert disagreeing("It costs 300 US dollars.", "Cost | $300 USD") == ""
    assert disagreeing("It costs 400 US dollars.", "Cost | $300 USD")


def test_calibration_is_what_is_worked_out_by_hand() -> None:
    scores, labels = np.array([0.1, 0.1, 0.9, 0.9]), np.array([0, 1, 1, 1])
    assert calibration_error(scores, labels) == pytest.approx(0.5 * 0.4 + 0.5 * 0.1)
    assert [row["claims"] for row in reliability(scores, labels)] == [2, 2]
