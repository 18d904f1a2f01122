"""Headings that name a thing each, tables of two cases, and stems that can be read without the guide beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.gates.near_words import near_word
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.plain_stems import (
    as_deed,
    class_in,
    field_of,
    needs_its_list,
    one_stands_out,
    says_nothing,
    with_noun,
    within_field,
)
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

GUIDE = """# The lock keeper's year

## Keeping the gates

The gates are greased in spring and painted in autumn by the crew of the upper pound.

## Instruments you have to know

Each of them hangs in the hut beside the sluice, and each is returned there before dusk.

### Staff gauge

A staff gauge shows the depth of the water at the sill to the nearest finger. It is read at dawn.

### Drum recorder

Draws the rise and fall of the river on a strip of paper for seven days without a visit. The strip is changed on Monday.

### Float switch

Choose it when the pump is out of sight.

### Sounding pole

A hardwood rod with brass rings for finding the bottom of the channel. Use it when you have soft mud, cloudy water and no
boat with an echo sounder.

### Tell-tale flag

Warns the boats upstream that the sluice will be opened within the hour.

### Current meter

Managed brass propeller.

### Reed whistle

Carries an order across the basin in thick fog when lamps fail.

### Weir and apron

Both are inspected by divers after a flood.

## Choosing a hawser

| Boat | Water | Usual hawser | If frost is expected |
|---|---|---|---|
| Narrow boat | Still | Hemp line | Tarred hemp |
| Narrow boat | Running | Coir cable | Wire strop |
| Coal barge | Still | Sisal rope | Chain stopper |
| Coal barge | Running | Manila warp | Steel bridle |
| Timber raft | Still | Withy band | Iron shackle |

## Basins

- Upper basin – the deep water above the sill
- Lower basin – the slack water under the road bridge
- Side pond – the shallow water that saves a third of each filling
- Feeder – the ditch from the hills that fills the two basins
"""


@pytest.fixture(scope="module")
def lock(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide of short sections on a subject that no rule was made for."""
    folder = tmp_path_factory.mktemp("lock")
    (folder / "lock.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "lock.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()


@pytest.fixture(scope="module")
def desk(lock: Assistant) -> Desk:
    return Desk.of(lock.index, mine(lock.index), 3)


@pytest.fixture(scope="module")
def labelled(desk: Desk) -> dict[str, Fact]:
    """What labels, values and headings are asked for, by question."""
    return {fact.need: fact for fact in desk.mined.actions if fact.form == "labelled" and fact.need}


@pytest.fixture(scope="module")
def batch(lock: Assistant) -> Generated:
    return generate(lock, load_blueprint("mls-c01"), 16, seed=5)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Which instrument shows the depth of the water at the sill to the nearest finger?", "Staff gauge"),
        (
            "Which instrument draws the rise and fall of the river on a strip of paper for seven days without a visit?",
            "Drum recorder",
        ),
        (
            "A team has soft mud, cloudy water and no boat with an echo sounder. Which instrument should the team use?",
            "Sounding pole",
        ),
        ("The boat is a coal barge, and the water is still. Which hawser is usual?", "Sisal rope"),
        (
            "The boat is a narrow boat, and the water is running. Which hawser should be used if frost is expected?",
            "Wire strop",
        ),
    ],
)
def test_a_heading_and_a_row_are_asked_for_in_the_words_of_the_guide(
    labelled: dict[str, Fact], question: str, key: str
) -> None:
    asked = {need.casefold(): fact.thing for need, fact in labelled.items()}
    assert asked.get(question.casefold()) == key, sorted(labelled)


def test_only_headings_of_the_run_stand_beside_one(desk: Desk, labelled: dict[str, Fact]) -> None:
    fact = next(fact for fact in labelled.values() if fact.thing == "Drum recorder")
    draft = next(iter(drafts(fact, desk, False)))
    texts = {option.text for option in draft.options}
    assert len(texts) == 4
    assert texts <= {
        "Drum recorder",
        "Staff gauge",
        "Sounding pole",
        "Tell-tale flag",
        "Reed whistle",
        "Current meter",
        "Float switch",
    }
    stored = desk.index.stored_text(fact.span.document)[fact.span.start : fact.span.end]
    assert stored.startswith("Draws the rise and fall")


def test_headings_of_two_things_and_of_chapters_are_no_entries(desk: Desk) -> None:
    things = {fact.thing for fact in desk.mined.actions if fact.form == "labelled"}
    assert not things & {"Weir and apron", "Keeping the gates", "Choosing a hawser", "Instruments you have to know"}


def test_a_row_is_asked_for_once(labelled: dict[str, Fact]) -> None:
    rows = [fact.span for need, fact in labelled.items() if need.startswith("The boat is ")]
    assert rows and len(set(rows)) == len(rows)


def test_a_description_that_points_at_its_list_is_not_asked(labelled: dict[str, Fact]) -> None:
    assert not [need for need in labelled if "two basins" in need]


def test_a_batch_asks_each_sentence_once_and_names_its_field(batch: Generated) -> None:
    assert len(batch.questions) >= 5
    assert all(check.passed for question in batch.questions for check in question.checks)
    cited = [cite for question in batch.questions for cite in question.citations]
    spans = [(cite.start, cite.end) for cite in cited if not cite.quote.startswith("Boat | ")]  # the head of the table
    rows = [span for span in spans if spans.count(span) > 1]
    assert not rows
    assert not [question.stem for question in batch.questions if "does one call" in question.stem]


@pytest.mark.parametrize(
    ("section", "options", "field"),
    [
        (("Book", "2. Mooring a barge", "2.1 Lines"), ["Spring", "Breast rope"], "Mooring a barge"),
        (("Book", "2. Mooring a barge", "2.1 Lines"), ["Mooring line", "Breast rope"], ""),  # it points at one option
        (("Book", "What a line is for"), ["Spring", "Breast rope"], ""),
        (("Mooring a barge",), ["Spring", "Breast rope"], ""),  # the title of all
    ],
)
def test_the_field_of_a_question(section: tuple[str, ...], options: list[str], field: str) -> None:
    assert field_of(section, options) == field
    asked = within_field("Which line is slack?", field)
    assert asked == ("When mooring a barge, which line is slack?" if field else "Which line is slack?")


@pytest.mark.parametrize(
    ("question", "noun", "asked"),
    [
        ("Which of these holds the bow?", "rope", "Which rope holds the bow?"),
        ("Which of these holds the bow?", "", "Which of these holds the bow?"),
        ("Which rope holds the bow?", "line", "Which rope holds the bow?"),
        ("Which of these is a tarred rope that holds the bow?", "rope", "Which tarred rope holds the bow?"),
        ("A team has no boat. Which of these should it use?", "rope", "A team has no boat. Which rope should it use?"),
    ],
)
def test_a_noun_stands_for_of_these(question: str, noun: str, asked: str) -> None:
    assert with_noun(question, noun) == asked


@pytest.mark.parametrize(
    ("heading", "noun"),
    [
        ("Instruments you have to know", "instrument"),
        ("2.1 Metrics", "metric"),
        ("Services", "service"),
        ("Things to bring", ""),
        ("Grass", ""),
        ("Tools", "tool"),
        ("Boat instruments", ""),
    ],
)
def test_what_a_heading_announces(heading: str, noun: str) -> None:
    assert class_in(heading) == noun


@pytest.mark.parametrize(
    ("stem", "key", "wrong", "word"),
    [
        (
            "Which of these steps comes first?",
            "Weigh the anchor before the sail is set",
            ["Set the jib", "Cast off"],
            "first",
        ),
        ("Which of these steps comes first?", "Weigh the anchor", ["Set the jib before dusk", "Cast off"], ""),
        ("The boat turned first. Which of these is right?", "Stop before the weir", ["Row on", "Cast off"], ""),
        ("Which rope holds two boats?", "Double warp", ["Long spring", "Breast rope"], "two"),
        ("Which rope holds two boats?", "Double warp", ["Paired spring", "Breast rope"], ""),
        ("Which share counts the top k boats?", "Catch at k", ["Mean catch", "Reach at k", "Full load"], "k"),
        ("Which share counts the top k boats?", "Catch at k", ["Load at k", "Reach at k", "Full load"], ""),
    ],
)
def test_what_points_at_the_key_without_its_name(stem: str, key: str, wrong: list[str], word: str) -> None:
    assert near_word(stem, [key], wrong) == word


def test_statements_that_no_plain_question_is_made_of() -> None:
    assert says_nothing("facilitates comprehension of knots and splices")
    assert not says_nothing("holds a barge against the stream")
    assert needs_its_list("jobs that fill the two basins") and needs_its_list("a trick that is known as warping")
    assert not needs_its_list("a trick of two old boatmen")


def test_a_noun_of_a_deed_becomes_the_deed() -> None:
    assert as_deed("the creation of tide tables") == "create tide tables"
    assert as_deed("a mechanism for sorting and drying the nets") == "sort and dry the nets"
    assert as_deed("managed storage for the logs") == ""


def test_an_option_that_alone_ends_otherwise_stands_out() -> None:
    assert one_stands_out(["Long splice", "Short splice", "Eye splice", "Bowline"])
    assert not one_stands_out(["Long splice", "Short splice", "Sheet bend", "Bowline"])
