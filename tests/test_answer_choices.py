"""Which of two to take in a situation, and what sets two apart: by advice, by neighbouring sentences, by headings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.choosing import chooses
from studyground.assistant.dangling import points_back
from studyground.assistant.question import understand
from studyground.assistant.sides import sides_of
from studyground.assistant.spelling import corrected
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

BOATS = """# Boats for beginners

## Hulls

- **Catamaran**: a boat with two narrow hulls side by side. Wide decks.
- **Monohull**: a boat with one hull and a keel below it. Heels in the wind.

Take a catamaran if your crew gets seasick, because it hardly heels. For racing upwind a monohull is the better boat. Both need a
licence above twelve metres.

## Sloop vs cutter

A sloop is common in small harbours. Rigging has its own chapter.

## Rigs

The sloop carries one headsail and tacks fast. The cutter carries two headsails and splits the load.

## Sails

A genoa is a large headsail that overlaps the mast. Ferroboom winches wind the genoa in over one drum. Ferroboomtwin winches do
the same over two drums, one on each side.

## Burns on deck

Rope burns have four degrees:

- Degree 1: red skin that stings for a day, with no blister and no broken skin.
- Degree 2: red skin with a blister, which must never be opened on board.
- Degree 3: broken skin with a blister that weeps for a day and must be dressed.
- Degree 4: broken skin with a wound that weeps and must be dressed ashore.

## Knots

A rolling hitch is a knot that grips another rope. Its load may come from the side.

A clove hitch is a knot for posts. Sailors like it.

### Rolling hitch versus clove hitch

A rolling hitch holds when the pull comes along the spar. A clove hitch slips as soon as the spar turns. So the rolling hitch is
for the long tow and the clove hitch for a short stop.

## Words of the sea

A spring tide is a tide with a large range. Charts show depths at low water. A neap tide is a tide with a small range.

## Tides

Spring tides come with the new moon, and neap tides come with the half moon. Tide tables are printed once a year.

## Anchors

A plough anchor digs into sand, whereas a grapnel anchor hooks onto rock.

## Words of the foredeck

A plough anchor is an anchor with a hinged share; it resets when the wind turns.

A grapnel anchor is an anchor with four tines; it folds up in the locker.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Callable[[str], str]:
    folder = tmp_path_factory.mktemp("choices")
    (folder / "guide.md").write_text(BOATS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "guide.md"], settings)
    assistant = Assistant.open(settings)
    return lambda question: assistant.ask(question).answer


@pytest.mark.parametrize(
    ("question", "says", "not_says"),
    [
        ("Half of our crew gets seasick easily. catamaran or monohull?", "Take a catamaran if", "two narrow hulls"),
        (
            "half of our crew gets seasick very easily, catamaran or monohull?",
            "Take a catamaran if",
            "two narrow hulls",
        ),
        (
            "We want to do a lot of racing upwind. Monohull or catamaran?",
            "racing upwind a monohull",
            "one hull and a keel",
        ),
        (
            "Should I choose a catamaran or a monohull for racing upwind?",
            "racing upwind a monohull",
            "two narrow hulls",
        ),
    ],
)
def test_a_choice_in_a_situation_is_answered_by_the_advice(
    question: str, says: str, not_says: str, ask: Callable[[str], str]
) -> None:
    answer = ask(question)
    assert says in answer
    assert not_says not in answer


def test_a_semicolon_in_what_a_side_is_sets_it_apart_from_nothing(ask: Callable[[str], str]) -> None:
    answer = ask("What is the difference between a plough anchor and a grapnel anchor?")
    assert "whereas a grapnel" in answer
    assert ("hinged share" in answer) == ("four tines" in answer)


def test_without_a_situation_the_two_are_told_apart(ask: Callable[[str], str]) -> None:
    answer = ask("catamaran vs monohull")
    assert "two narrow hulls" in answer
    assert "one hull" in answer


def test_of_two_items_that_say_nearly_the_same_both_are_shown(ask: Callable[[str], str]) -> None:
    answer = ask("What's the difference between degree 3 and degree 4 rope burns?")
    assert "Degree 3: broken skin" in answer
    assert "Degree 4: broken skin" in answer
    assert "Degree 1" not in answer


def test_a_section_that_is_headed_by_both_goes_before_definitions_elsewhere(ask: Callable[[str], str]) -> None:
    answer = ask("rolling hitch vs clove hitch")
    assert "holds when the pull" in answer
    assert "slips as soon" in answer
    assert "the long tow" in answer
    assert "grips another rope" not in answer


def test_what_does_the_same_is_read_with_what_it_does_the_same_as(ask: Callable[[str], str]) -> None:
    answer = ask("ferroboom or ferroboomtwin winches, what's the difference")
    assert "over one drum" in answer
    assert "over two drums" in answer
    assert "over one drum" in ask("What do ferroboomtwin winches do?")


def test_two_clauses_that_open_with_one_side_each_set_them_apart(ask: Callable[[str], str]) -> None:
    answer = ask("difference between spring tides and neap tides?")
    assert "large range" in answer
    assert "small range" in answer
    assert "new moon, and neap tides" in answer


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("type 1 vs type 2 diabetes", ("type 1 diabetes", "type 2 diabetes")),
        ("What is the difference between grade A listing and grade B?", ("grade A listing", "grade B listing")),
        ("sloop vs cutter how do i tell", ("sloop", "cutter")),
        ("sloops or cutters, whats the main difference?", ("sloops", "cutters")),
        ("A sloop and a cutter - what is the difference between them?", ("sloop", "cutter")),
        ("The crew gets seasick on every trip, should we take a catamaran or a monohull?", ("catamaran", "monohull")),
        ("Is the hull of a modern racing boat usually red, green or blue?", ()),
        ("Which of these is never used on board: cotton, hemp or steel?", ()),
    ],
)
def test_sides(question: str, sides: tuple[str, ...]) -> None:
    assert sides_of(question) == sides


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("The crew gets seasick on every trip. Catamaran or monohull?", True),
        ("Should I use a sloop or a cutter for long trips with children?", True),
        ("catamaran or monohull?", False),
        ("sloop or cutter, what's the difference in a rough harbour?", False),
        ("How does a sloop differ from a cutter in rigging or handling?", False),
    ],
)
def test_what_asks_to_choose(question: str, chosen: bool) -> None:
    assert chooses(understand(question)) is chosen


def test_a_long_name_is_completed_only_where_one_word_of_the_guide_begins_so() -> None:
    known = {"multicasterdrum": 2, "headsail": 3, "headsails": 1, "windlassgear": 1, "windlasschain": 1}
    assert corrected("what is a multicaster", known, lambda word: False) == "what is a multicasterdrum"
    assert corrected("what is a windlassx", known, lambda word: False) == "what is a windlassx"
    assert corrected("what is a windlass", known, lambda word: False) == "what is a windlass"


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("Ferroboomtwin winches do the same over two drums.", True),
        ("Bacteria of the soil do so inside nodules.", True),
        ("The pump does the same work as a bucket.", False),
        ("Winches do their work slowly.", False),
    ],
)
def test_what_does_so_points_back(sentence: str, back: bool) -> None:
    assert points_back(sentence) is back
