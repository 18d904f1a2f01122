"""Things that running text tells one after another, as questions for one of them beside the others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.mining_labelled import Labelled, labelled_in
from studyground.assistant.practice.writing.mining_series import series_in
from studyground.assistant.practice.writing.mining_source import read_source
from tests.opened_guide import opened_guide

GUIDE = """# The harbour book

## Papers

Agreements: BTN promises a fixed berth, QRS states a wish and is mostly not binding, VLO keeps cargo secret, WAM governs
partners in a haul and ZED sets general terms for the season.

## Dock services

Marlo (speech of gulls to text), Pendric (forms and lists in old logs), Sorrel (human review of doubtful weights), Tansy
(pictures of hulls and sails) and Umber (search).

## Creatures of the hull

A barnacle needs a rough plank and warm water. A shipworm hides deep in the timber. A limpet holds on to painted iron; a gribble
waits for a rainy week.

## Locks

Rattling tries one common key against many doors; picking uses thin tools bought elsewhere; forcing tries every key in turn;
copying keeps a wax print of the keys.

## Tales

The old ferry takes people over the bay. Children like the ferry. A rope is on the quay. Nobody sells rope.

## Trials

Cargo tests check the seals, ropes and hooks. Keel tests compare two boats. Load tests measure the draught. Mast tests prove
the stays.

## Sails

A jib pulls the bow round, which helps in a tack. A lug fills early, folds flat and tears late. A spanker holds the stern
up. A mizzen keeps the helm light, so nobody tires.

## Tricks

- Baiting: a story told to open a door.
- Trailing is slipping in unnoticed behind somebody.
- Wellhead: spoiling a place that the crew visits.
- Hailing sends one message to all ships in sight.
"""


@pytest.fixture(scope="module")
def harbour(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide that tells things in runs."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("harbour"), data_folder, "harbour.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def runs(harbour: Assistant) -> list[tuple[list[Labelled], tuple[str, ...]]]:
    return [(items, section) for items, _, section, _ in series_in(read_source(harbour.index), harbour.index)]


def run_with(runs: list[tuple[list[Labelled], tuple[str, ...]]], label: str) -> list[Labelled]:
    return next((items for items, _ in runs if any(item.label == label for item in items)), [])


@pytest.mark.parametrize(
    ("label", "labels"),
    [
        ("BTN", ["BTN", "QRS", "VLO", "WAM", "ZED"]),
        ("Marlo", ["Marlo", "Pendric", "Sorrel", "Tansy", "Umber"]),
        ("Barnacle", ["Barnacle", "Shipworm", "Limpet", "Gribble"]),
        ("Picking", ["Rattling", "Picking", "Forcing", "Copying"]),
        ("Trailing", ["Baiting", "Trailing", "Wellhead", "Hailing"]),
    ],
)
def test_a_run_is_read_whole(runs: list[tuple[list[Labelled], tuple[str, ...]]], label: str, labels: list[str]) -> None:
    assert [item.label for item in run_with(runs, label)] == labels


def test_the_span_of_an_item_holds_its_name_and_what_is_said(
    harbour: Assistant, runs: list[tuple[list[Labelled], tuple[str, ...]]]
) -> None:
    for items, _ in runs:
        for item in items:
            text = " ".join(harbour.index.stored_text(item.span.document)[item.span.start : item.span.end].split())
            assert item.label.casefold() in text.casefold() and item.said in text


def test_sentences_of_this_and_that_are_no_run(runs: list[tuple[list[Labelled], tuple[str, ...]]]) -> None:
    assert not run_with(runs, "Rope") and not run_with(runs, "Children") and not run_with(runs, "Cargo")


def test_what_a_thing_does_ends_before_what_follows_from_it(runs: list[tuple[list[Labelled], tuple[str, ...]]]) -> None:
    said = {item.label: item.said for item in run_with(runs, "Jib")}
    assert said["Jib"] == "pulls the bow round" and said["Mizzen"] == "keeps the helm light"


def test_a_heading_stays_where_nothing_is_said_of_it(runs: list[tuple[list[Labelled], tuple[str, ...]]]) -> None:
    section = next(section for items, section in runs if any(item.label == "QRS" for item in items))
    assert section[-1] == "Papers"
    hull = next(section for items, section in runs if any(item.label == "Picking" for item in items))
    assert hull[-1] == "Locks"


def test_runs_are_asked_beside_their_own(harbour: Assistant) -> None:
    read = read_source(harbour.index)
    facts, beside = labelled_in(read, harbour.index, (), series_in(read, harbour.index))
    by_id = {fact.id: fact for fact in facts}
    asked = {fact.thing: fact.need for fact in facts if fact.need}
    assert asked["QRS"] == "Which agreement states a wish and is mostly not binding?"
    assert asked["Pendric"] == "Which dock service is summed up as “forms and lists in old logs”?"
    ids = next(fact.id for fact in facts if fact.thing == "Shipworm" and fact.need)
    assert {by_id[one].thing for one in beside[ids]} <= {"Barnacle", "Limpet", "Gribble"}
