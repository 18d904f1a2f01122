"""How questions out of running prose are worded: placeholders, nouns for the options, headings inside a sentence, reasons."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.asked_noun import is_no
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.further_said import with_further
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_entries_text import plain, sound
from studyground.assistant.practice.writing.option_sorts import sort_of_definition
from studyground.assistant.practice.writing.told_drafts import one_holds_another
from studyground.assistant.practice.writing.topics import concerning
from tests.opened_guide import opened_guide

GUIDE = """# Running a lock house

## 4. Tools of the lock house

### 4.1. Securing Sluicer

Keepers run Sluicer at night. For the night they like to see Sluicer guarded by a second program. Every keeper has Sluicer.

The zibba command lists the barges that wait before the upper gate. It lets the keeper open the gate before the queue blocks
the bend. The quorl command displays the depth of the water behind the gates. The vekk command removes old tickets from the
toll register. The drunt command measures the wind over the upper basin. Keepers use the zibba command, the quorl command, the
vekk command and the drunt command every morning. E.g. the quorl=2 command hides the depth of the water behind the lower gate.

## 5. Who made this

Ida Holm wrote the paragraph on winter locking. Per Lund corrected the appendix on old tolls. Ola Berg translated the chapter
on steam barges. Eva Dahl drew the maps for this manual.
"""


@pytest.fixture(scope="module")
def lock(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide whose commands no dictionary has."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("lock"), data_folder, "lock.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(lock: Assistant) -> Desk:
    return Desk.of(lock.index, mine(lock.index), 0)


@pytest.fixture(scope="module")
def drafted(desk: Desk) -> dict[str, Draft]:
    """The first draft that asks for each term of a plain sentence."""
    told = [fact for fact in desk.mined.actions if fact.form == "told"]
    return {fact.thing: made for fact in told if (made := next(drafts(fact, desk, longer=False), None))}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("Write the log to <file> instead of the screen.", "Write the log to a given file instead of the screen"),
        ("Show the berths named by <owner>.", "Show the berths named by a given owner"),
        ("Copy <ledger> over the backup of <ledger>.", "Copy a given ledger over the backup of the ledger"),
        ("Read the list of the <berth>.", "Read the list of the berth"),
    ],
)
def test_a_placeholder_reads_as_a_noun_that_somebody_gives(entry: str, said: str) -> None:
    assert plain(entry) == said


@pytest.mark.parametrize(
    "entry",
    [
        "Put <prefix>/ before each name in the list.",
        "Change <from> to <to> in each name.",
        "Stop after <n> of them.",
        "Write it to the room <name>.",
    ],
)
def test_a_placeholder_that_is_no_noun_is_not_told(entry: str) -> None:
    assert "<" in plain(entry)
    assert not sound(plain(entry).lower())


def test_an_order_that_goes_on_as_one_is_no_deed() -> None:
    assert sound("match the names of berths exactly in each register")
    assert not sound("match the names of berths exactly and don’t follow old links")
    assert not sound("set the berths at the head of the list are painted")
    assert sound("say how the berths at the head of the list are painted")


def test_what_is_said_to_be_something_else_is_not_asked_for_by_that_noun() -> None:
    assert is_no("file", "is a person who receives the tolls")
    assert is_no("file", "Which of these is a set of gates that open together?")
    assert not is_no("file", "is a file that holds the tolls")
    assert not is_no("command", "lists the barges that wait")
    assert not is_no("file", "is a set of tolls", ["toll file", "gate file"])


def test_a_command_does_not_stand_beside_its_own_parts() -> None:
    assert one_holds_another("quay command", ["quay list", "dock list", "wharf list"])
    assert one_holds_another("quay list", ["dock list", "quay command"])
    assert not one_holds_another("quay list", ["quay show", "dock command"])


def test_people_are_a_sort_of_their_own() -> None:
    assert sort_of_definition("a person who can receive alerts") == "person"
    assert sort_of_definition("a range of time during which a gate is checked") == "thing"
    assert sort_of_definition("a place where barges turn") == "place"


def test_names_of_commands_keep_their_small_letters_and_their_noun(drafted: dict[str, Draft]) -> None:
    made = drafted["zibba command"]
    assert made.stem.text == "Which command lists the barges that wait before the upper gate?"
    assert {option.text for option in made.options} == {
        "zibba command",
        "quorl command",
        "vekk command",
        "drunt command",
    }


def test_a_reason_goes_on_to_what_the_key_is_good_for(lock: Assistant, drafted: dict[str, Draft]) -> None:
    draft = drafted["zibba command"]
    told = with_further(draft, lock.index)
    more = told.options[0]
    assert more.rationale.endswith("It goes on: “It lets the keeper open the gate before the queue blocks the bend.”")
    assert len(more.spans) == len(draft.options[0].spans) + 1
    assert told.options[1:] == draft.options[1:]
    assert with_further(told, lock.index) == told  # nothing is told twice


def test_a_reason_does_not_go_on_with_what_names_another_option_or_stands_in_the_question(
    lock: Assistant, drafted: dict[str, Draft]
) -> None:
    draft = drafted["zibba command"]
    key, first, *rest = draft.options
    named = replace(draft, options=(key, replace(first, text="keeper"), *rest))
    assert with_further(named, lock.index) == named
    said = replace(
        draft, stem=replace(draft.stem, text="What lets the keeper open the gate before the queue blocks the bend?")
    )
    assert with_further(said, lock.index) == said


def test_what_is_said_of_one_value_or_for_the_guide_itself_is_not_asked(desk: Desk) -> None:
    said = " ".join(fact.need for fact in desk.mined.actions if fact.form in ("told", "labelled"))
    assert "hides the depth" not in said
    assert "appendix" not in said and "paragraph" not in said


def test_a_heading_stands_in_a_question_as_its_matter(desk: Desk) -> None:
    path = ("Running a lock house", "4. Tools of the lock house", "4.1. Securing Sluicer")
    asked = concerning("Which of these is a log reader?", path, desk, "log reader")
    assert asked == "Concerning Sluicer, which of these is a log reader?"
    both = (*path[:2], "4.2. Guarding and repairing Sluicer")
    assert concerning("Which of these is a log reader?", both, desk, "log reader") == asked
    deeper = (*path, "4.1.1. Principle and Mechanism")
    assert concerning("Which of these is a log reader?", deeper, desk, "log reader") == asked
    for heading in ("Working on a Web Interface", "Principle and Mechanism"):
        assert concerning("Which of these is a log reader?", (*path[:1], heading), desk, "log reader") == ""
