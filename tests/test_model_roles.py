"""Who gets which part, what comes first, which path it is: sentences that turn a source round in other words."""

from pathlib import Path

import pytest

from studyground.assistant.language_model.before_after import put_before
from studyground.assistant.language_model.literals import misquoted
from studyground.assistant.language_model.parallels import crossed_parts
from studyground.assistant.language_model.verification import broken_rule
from studyground.assistant.language_model.wording_likeness import WordVectors
from studyground.ingest.encoder import load_encoder


@pytest.fixture(scope="module")
def vectors(data_folder: Path) -> WordVectors:
    return WordVectors(load_encoder("", data_folder))


GATE = "A gate that is too small gives a falsely high flow, and one that is too large gives a falsely low flow."
FERRY = "On the island, the pensioners row boats they built while the hired hands row boats wanted by their masters."
KILN = "The glaze is made of ash on the inside and sand on the outside."
LOOM = "The loom takes wool or linen threads, the latter being chosen where the cloth is for the summer."
FLAGS = "The options of red and blue are for the fore and aft masts, respectively."


@pytest.mark.parametrize(
    ("source", "true", "turned"),
    [
        (
            GATE,
            "The flow comes out falsely low where the gate is too large, and falsely high where it is too small.",
            "Too large a gate gives a falsely high flow, while too small a gate gives a falsely low one.",
        ),
        (
            FERRY,
            "Hired hands row boats that their masters want, while pensioners row boats they built.",
            "On the island, hired hands row boats they built, while pensioners row boats that their masters want.",
        ),
        (
            KILN,
            "Sand is on the outer side of the glaze and ash on its inner side.",
            "The glaze has ash on its outer side and sand on its inner side.",
        ),
        (
            LOOM,
            "The loom takes linen threads where the cloth is for the summer, and wool otherwise.",
            "The loom takes wool threads where the cloth is for the summer, and linen otherwise.",
        ),
        (
            FLAGS,
            "The red option is for the fore mast and the blue option for the aft mast.",
            "The blue option is for the fore mast and the red option for the aft mast.",
        ),
    ],
)
def test_parts_do_not_change_hands(vectors: WordVectors, source: str, true: str, turned: str) -> None:
    said, other, theirs = vectors.read([true, turned, source])
    assert not crossed_parts(said, theirs)
    assert crossed_parts(other, theirs)
    assert not crossed_parts(theirs, theirs)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Bread or cakes come from Ruby, the usual oven.", "Ruby and Jade are the usual ovens for bread and cakes."),
        ("Ice that is thin, wet or soft slows the sledge.", "A sledge speeds up on hard ice and slows on thin ice."),
    ],
)
def test_other_orders_of_words_exchange_nothing(vectors: WordVectors, said: str, source: str) -> None:
    assert not crossed_parts(*vectors.read([said, source]))


VALVE = "The valve is opened only after you have drained the tank and closed the hatch."


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("You open the valve once the tank is drained and the hatch closed.", False),
        ("Drain the tank and close the hatch before you open the valve.", False),
        ("After you have drained the tank and closed the hatch, you open the valve.", False),
        ("You open the valve before you drain the tank and close the hatch.", True),
        ("Before you drain the tank and close the hatch, open the valve.", True),
        ("Drain the tank and close the hatch after you have opened the valve.", True),
    ],
)
def test_what_comes_first_stays_first(vectors: WordVectors, said: str, turned: bool) -> None:
    assert bool(put_before(*vectors.read([said, VALVE]))) is turned


def test_a_path_or_an_option_is_not_another() -> None:
    source = "Logs go to `/srv/boat/log`, and `tide -v` shows them; see tide_table_file."
    assert misquoted("Logs go to /srv/boat/out.", source) == "/srv/boat/out / /srv/boat/log"
    assert misquoted("Use tide with -q to see them.", source) == "-q / -v"
    assert not misquoted("With -v, tide shows what lies in /srv/boat/log.", source)
    assert not misquoted("It falls to -5 degrees and/or lower.", source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("All ferries carry a bell.", "Most ferries carry a bell."),
        ("Some sailors need a badge.", "Every sailor needs a badge."),
        ("The harbour is a shell around the quay.", "The quay is a shell around the harbour."),
        (
            "The toll is made up of two parts, namely the fare and the tax.",
            "The fare is a combination of toll and tax.",
        ),
        ("Small boats sail much further than the liners.", "The liners sail far beyond the small boats."),
        ("Tilt the sail gently downwards.", "Tilt the sail gently upwards."),
    ],
)
def test_a_share_a_whole_and_a_reach_stay_as_they_are(said: str, source: str) -> None:
    assert broken_rule(said, source)
    assert not broken_rule(source, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("No ferry had been larger than the Osprey.", "The Osprey was the largest ferry."),
        ("The pump runs without a break.", "The pump runs continuously."),
        ("The current flows in one direction only.", "The current flow is one-way."),
        ("A bell merely warns, while a gate stops the traffic.", "A bell warns, whereas a gate stops the traffic."),
        ("Two minutes pass between two calls.", "The pause between calls is two minutes."),
        ("A mast higher than the bridge is lowered too early.", "A mast above the bridge is lowered too early."),
        (
            "The harbour will refuse a ship that would break the rule.",
            "The rule can never be broken: the harbour will refuse a ship that would break the rule.",
        ),
        ("Each of the calls takes a minute, and most end early.", "Every call takes a minute; most calls end early."),
    ],
)
def test_the_same_in_other_words_is_let_pass(said: str, source: str) -> None:
    assert broken_rule(said, source) == ""
