"""Wrong options and their reasons: true rivals beside the key, names written alike, and the best of the guide's words quoted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.gates.initials import initials_shared
from studyground.assistant.practice.gates.near_words import near_word
from studyground.assistant.practice.gates.parallel_options import MOST_RATIO, _lengths
from studyground.assistant.practice.gates.verbatim import says_word_for_word
from studyground.assistant.practice.table_share import TableShare
from studyground.assistant.practice.writing.best_said import better_said, set_apart, told_apart_in
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.even_names import even_named
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_labelled import Labelled, labelled_fact, told_apart
from studyground.assistant.practice.writing.phrasing import alike
from studyground.assistant.practice.writing.rivals import a_pair_among_others, other_way_round, told_by_their_ends
from studyground.assistant.practice.writing.set_against import turns_on
from studyground.assistant.practice.writing.stems import Stem
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

HARBOUR = """# The harbour of Skerry

## Services of the harbour office

### Tide Desk

A manned counter for the times of high water. It is open from dawn to dusk.

### Pilot Call

Sends a pilot to a ship that waits outside the bar. The pilot boards from the cutter.

### Berth Planner

A machine without staff that allots places to trawlers for a week. It runs by itself at night.

### Quay Roster

Pinned paper sheet. Unlike Berth Planner it is kept by a clerk who sits in the hut all day.

### Crane Hire

Choose it when you have heavy cargo and no derrick of your own. Crane Hire lifts crates of up to nine tonnes from a hold.

### Rope Store

Keeps hawsers and springs for boats that arrive without any.

## Makers of lamps

The light tower burns Norn Gleam on clear nights, and Norn Ember warms the hut. Norn Flare warns ships. The keeper trims Gleam
and Ember by hand, while a clockwork turns Flare and Brill. Unlike Tide Desk, Pilot Call is manned by night.
"""


@pytest.fixture(scope="module")
def harbour(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "harbour.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()


@pytest.fixture
def desk(harbour: Assistant) -> Desk:
    return Desk.of(harbour.index, mine(harbour.index), seed=3)


def labelled(desk: Desk, name: str) -> Fact:
    return next(one for one in desk.facts.values() if one.form == "labelled" and one.thing == name)


def test_what_the_guide_sets_against_the_key_is_quoted_before_what_it_says_first(desk: Desk) -> None:
    key, rival = labelled(desk, "Berth Planner"), labelled(desk, "Quay Roster")
    better = better_said(rival, key, desk.index)
    assert better is not None and better.apart
    assert "“Unlike Berth Planner it is kept by a clerk who sits in the hut all day”" in better.fact.because
    text = desk.index.stored_text(better.fact.span.document)[better.fact.span.start : better.fact.span.end]
    assert text.startswith("Unlike Berth Planner")
    assert set_apart(rival, key, desk.index) and set_apart(key, rival, desk.index)
    assert not set_apart(labelled(desk, "Tide Desk"), key, desk.index)


def test_what_a_thing_does_is_quoted_and_not_when_to_choose_it(desk: Desk) -> None:
    better = better_said(labelled(desk, "Crane Hire"), labelled(desk, "Tide Desk"), desk.index)
    assert better is not None and not better.apart
    assert "lifts crates of up to nine tonnes" in better.fact.because
    assert better_said(labelled(desk, "Pilot Call"), labelled(desk, "Tide Desk"), desk.index) is None


def test_the_rival_that_the_guide_sets_apart_stands_beside_the_key(desk: Desk) -> None:
    asked = [one for one in desk.mined.actions if one.thing == "Berth Planner" and one.need]
    made = [draft for fact in asked for draft in drafts(fact, desk, longer=False)]
    assert made
    assert all("Quay Roster" in [option.text for option in draft.options] for draft in made)


def test_two_that_differ_in_how_they_end_are_asked_beside_each_other() -> None:
    sayings = {
        "Toil rate": "weight of the fish in the net, divided by the hours at sea",
        "Gear rate": "weight of the fish in the net, divided by the number of nets on board",
        "Mean draught": "mean of the depths to which the boats sink when they come home",
        "Net yield": "weight of the fish in the net of the hours at sea, however divided",
    }
    items = [
        Labelled(name, said, said, Span("harbour.md", at, at + 1)) for at, (name, said) in enumerate(sayings.items())
    ]
    facts = [labelled_fact(item, "", list(sayings), ("Catches",), 1.0) for item in items]
    beside = told_apart(0, facts, list(sayings.values()), items, np.eye(len(items), dtype=np.float32))
    assert {fact.thing for fact in facts if fact.id in beside} == {"Gear rate", "Mean draught"}
    assert not told_by_their_ends(
        "a chart of the spread of a column", "a chart of the spread of a column in each group"
    )


def test_deeds_in_opposite_directions_are_not_the_same() -> None:
    assert other_way_round("turns letters into signals", "writes flag signals into letters")
    assert not other_way_round("turns letters into signals", "turns words into signals")


def test_a_sentence_anywhere_that_tells_two_apart_is_found(desk: Desk) -> None:
    apart = told_apart_in(labelled(desk, "Pilot Call"), labelled(desk, "Tide Desk"), desk.index)
    assert apart is not None and apart[1] == "Unlike Tide Desk, Pilot Call is manned by night."
    assert told_apart_in(labelled(desk, "Pilot Call"), labelled(desk, "Rope Store"), desk.index) is None


def test_a_choice_between_two_of_one_noun_is_refused() -> None:
    assert a_pair_among_others(["Guided diving", "Free diving", "Net mending", "Rope making"])
    assert not a_pair_among_others(["Guided diving", "Free diving", "Deep diving", "Rope making"])
    assert not a_pair_among_others(["Guided diving", "Fishing", "Net mending", "Rope making"])


def drafted(*names: str) -> Draft:
    options = tuple(Drafted(name, not at, "", ()) for at, name in enumerate(names))
    return Draft((), (), Stem("Which lamp burns on clear nights?"), options, (), "foundation", "told")


def test_names_are_written_with_their_maker_or_without(desk: Desk) -> None:
    some = next(iter(desk.mined.things.values()))
    names = ("Norn Gleam", "Norn Ember", "Norn Flare")
    known = replace(desk, mined=replace(desk.mined, things={name: replace(some, name=name) for name in names}))
    even = even_named(drafted(*names, "Brill"), known)
    assert even is not None and [one.text for one in even.options] == ["Gleam", "Ember", "Flare", "Brill"]
    assert even_named(drafted("Norn Zephyr", "Tallow", "Candle", "Torch"), known) is None
    assert even_named(drafted("Hoist", 'lift("42")', 'haul("9")', 'drop("7")'), known) is None
    assert even_named(drafted("crane = quay", "lift(8)", "haul(9)", "drop(7)"), known) is None
    calls = even_named(drafted("lift()", "lower", "haul", "drop"), known)
    assert calls is not None and [one.text for one in calls.options] == ["lift", "lower", "haul", "drop"]


def test_initials_in_the_key_alone_give_it_away() -> None:
    stem = "Which service runs tide models of deep water on the quay?"
    assert initials_shared(stem, ["Harbour DW"], ["Harbour Desk", "Pilot Call"]) == "deep water"
    assert initials_shared(stem, ["Harbour DW"], ["Harbour DW Plus"]) == ""
    assert initials_shared(stem, ["Harbour Desk"], ["Harbour DW"]) == ""
    assert initials_shared("What is the DW gauge for?", ["Deep water"], ["Mud", "Sand"]) == "DW"
    spelt = "A pilot wants measured soundings for Nordic harbours."
    assert initials_shared(spelt, ["Tidal MSH"], ["Tidal Desk", "Tidal Call"]) == "measured soundings Nordic harbours"
    assert initials_shared(spelt, ["Tidal MSH"], ["Tidal MSH Plus"]) == ""
    assert initials_shared("A pilot wants measured soundings, not half.", ["Tidal MSH"], ["Tidal Desk"]) == ""


def test_a_figure_in_the_key_alone_gives_it_away() -> None:
    assert near_word("Which call gives 42 fathoms?", ['sound("42")'], ['sound("7.5")', 'haul("9")']) == "42"
    assert near_word("Which call gives 42 fathoms?", ['sound("42")'], ['haul("42")', 'haul("9")']) == ""
    assert near_word("Which call gives 4 fathoms?", ['sound("42")'], ['sound("7.5")', 'haul("9")']) == ""


def test_a_description_word_for_word_speaks_for_its_statement() -> None:
    stem = "Which yield is the weight of the fish in the net, divided by the hours at sea?"
    assert says_word_for_word(stem, "Yield per net: the weight of the fish in the net, divided by the hours at sea.")
    assert not says_word_for_word(
        stem, "Yield per boat: the weight of the fish in the net, divided by the number of nets."
    )


def test_lengths_are_compared_in_letters() -> None:
    assert not alike(["Dredge", "Harbour Office Berth Planner"])
    assert not alike(["Make a rope fast", "Straighten entangled longlines aboard distant trawlers"])
    assert alike(["SMEW", "Spread of draughts"])
    short, long = (
        min(lengths := _lengths(["Make a rope fast", "Straighten entangled longlines aboard trawlers"])),
        max(lengths),
    )
    assert long > MOST_RATIO * short


def test_a_table_gives_its_share_and_no_more() -> None:
    share, table = TableShare(wanted=6), ("harbour.md", ("Tides",))
    assert not share.full(table) and not share.full(None)
    share.count(table)
    assert share.full(table) and not share.full(("harbour.md", ("Catches",)))
    assert not TableShare().full(table)
    share, row = TableShare(wanted=40), Span("harbour.md", 10, 40)
    share.count(table, ("1 h", "2 h", "3 h", "4 h"), row)
    assert share.full(table, ("2 h", "1 h", "4 h", "3 h"))  # the same options, which solve the first question
    assert share.full(table, ("Skiff", "Punt", "Ketch", "Yawl"), row)  # the same row from the other side
    assert not share.full(table, ("Skiff", "Punt", "Ketch", "Yawl"), Span("harbour.md", 41, 60))


def test_phrases_that_led_up_to_examples_go_with_them() -> None:
    assert cut("shows depth and drift for applications such as dredging and diving")[0] == "shows depth and drift"
    assert cut("keeps hawsers for boats such as trawlers and cutters")[0] == "keeps hawsers for boats"


def test_a_question_turns_on_more_than_a_bare_noun() -> None:
    assert turns_on("looks after the pipelines", "a cutter for pilots") == ""
    assert turns_on("warns when the cutter first reaches the bar", "a cutter for pilots") != "the cutter first"
    assert turns_on("keeps heavy hawsers in the hut", "a cutter for pilots") == "heavy hawsers"
