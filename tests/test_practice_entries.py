"""Entries of reference lists: what is read as one, how its need is said, and the questions made of it."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.entry_drafts import entry_drafts, telltale
from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_entries_names import named
from studyground.assistant.practice.writing.mining_entries_text import sound
from studyground.assistant.practice.writing.mining_entries_told import finite, meaning_of, needs_of
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.index import Index, open_index
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

MANUAL = """# hivectl(1) Manual Page

## Options

- `-n, --dry-run`: Print the planned moves of every frame without touching the hive.
- `--quiet`: Suppress all progress messages except those of severe weather.
- `--winter`: Close the upper entrances before the first frost of the season.
- `--resume`: Pick up a census that a power cut has broken off.
- `--brood <count>`: Number of brood frames to keep in the lower chamber.
- `--legacy`: Deprecated. See the release notes.
- `--no-all, --all`: Weigh every colony on the site twice a day.
- `--smoke`: Smoke the entrance with a bellows for ten seconds.

## Commands

| Command | Purpose |
|---|---|
| census | Count the bees that leave a hive within ten minutes |
| requeen | Replace the mother of a colony by a caged one |
| split | Move half of the frames into an empty box nearby |
| feed | Pour sugar syrup into the trough under the lid |
| help | See above |

## Modules

### Weather

The frostwatch module provides functions for predicting the first cold night of autumn.

### Weighing

The scalebox module provides a tool for reading the load cells under each hive.

### Sound

The humming module is used to recognise a swarm by the pitch of its wings.

### Travel

The waggle module translates the dance of a forager into a compass bearing.

## A year with bees

- Spring: Feed the colonies until the willows are in flower.
- Summer: Add boxes before the main flow of nectar.
- Autumn: Treat the mites after the last honey is taken.
- Winter: Keep the mice away from the lower entrance.

## Terms

- nuc: A small colony of four or five frames with a young mother.
- super: A box for honey that stands above the brood chamber.
- drone: A male bee that hatches from an unfertilised egg.
- propolis: The resin that bees collect from buds to seal cracks.
- skep: A domed basket of straw in which colonies were once kept.
- cappings: The thin layer of wax that covers ripe honey cells.
- apiary: See hive.
"""


@pytest.fixture(scope="module")
def settings(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of an index over the manual of a program that no rule was made for."""
    folder = tmp_path_factory.mktemp("hives")
    (folder / "hivectl.md").write_text(MANUAL, encoding="utf-8")
    made = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "hivectl.md"], made)
    return made


@pytest.fixture(scope="module")
def keeping(settings: Settings) -> Iterator[Index]:
    index = open_index(settings)
    yield index
    index.close()


@pytest.fixture(scope="module")
def kept(keeping: Index) -> Mined:
    return mine(keeping)


@pytest.fixture(scope="module")
def desk(keeping: Index, kept: Mined) -> Desk:
    return Desk.of(keeping, kept, 5)


@pytest.fixture(scope="module")
def manual_assistant(settings: Settings) -> "Assistant":
    from studyground.assistant.assistant import Assistant

    return Assistant.open(settings)


def _entries(mined: Mined) -> dict[str, Fact]:
    return {fact.thing: fact for fact in mined.actions if fact.form == "entry"}


def _asked(fact: Fact, desk: Desk) -> list[Draft]:
    return list(entry_drafts(fact, desk, False, 3))


def test_options_of_a_list_are_read_with_what_they_do(kept: Mined) -> None:
    found = _entries(kept)
    assert found["--dry-run"].need == "print the planned moves of every frame without touching the hive"
    assert found["--resume"].kind == "option"
    assert found["--brood"].need == "set the number of brood frames to keep in the lower chamber"


def test_what_says_nothing_or_two_things_is_no_entry(kept: Mined) -> None:
    found = _entries(kept)
    assert not {"--legacy", "--all", "--no-all", "help", "apiary"} & set(found)
    assert not {"Spring", "Summer", "Autumn", "Winter"} & set(found)  # no kind says what these would be chosen for


def test_tables_and_sentences_about_modules_are_lists_too(kept: Mined) -> None:
    found = _entries(kept)
    assert (found["split"].kind, found["split"].need) == ("command", "move half of the frames into an empty box nearby")
    assert found["frostwatch"].need == "predict the first cold night of autumn"
    assert found["humming"].need == "recognise a swarm by the pitch of its wings"
    assert found["waggle"].need == "translate the dance of a forager into a compass bearing"
    assert {found[name].kind for name in ("frostwatch", "scalebox", "humming", "waggle")} == {"module"}


def test_kinds_are_not_mixed(kept: Mined) -> None:
    by_id = {fact.id: fact for fact in kept.actions}
    for fact in _entries(kept).values():
        beside = [by_id[one] for one in kept.other_actions[fact.id]]
        assert {one.kind for one in beside} <= {fact.kind}
        assert fact.id not in kept.other_actions[fact.id]


def test_spans_are_verbatim(kept: Mined, keeping: Index) -> None:
    for fact in _entries(kept).values():
        quoted = keeping.stored_text(fact.span.document)[fact.span.start : fact.span.end]
        assert " ".join(quoted.replace("|", " ").split()) == " ".join(fact.text.replace("|", " ").split())
        assert fact.thing in quoted


def test_a_need_is_asked_for_among_siblings(kept: Mined, desk: Desk) -> None:
    fact = _entries(kept)["--winter"]
    drafts = _asked(fact, desk)
    assert drafts
    by_name = next(draft for draft in drafts if draft.style == "entry name")
    assert "hivectl" in by_name.stem.text
    assert fact.need in by_name.stem.text
    assert by_name.stem.text.endswith("?")
    assert by_name.options[0].text == "--winter"
    assert all(option.text.startswith("--") and option.spans for option in by_name.options)
    assert len({option.text for option in by_name.options}) == 4


def test_the_other_way_the_options_say_what_each_is_for(kept: Mined, desk: Desk) -> None:
    fact = _entries(kept)["--resume"]
    met = next(draft for draft in _asked(fact, desk) if draft.style == "entry use")
    assert "--resume" in met.stem.text
    assert all(option.text.startswith("To ") for option in met.options)
    assert met.options[0].text == f"To {fact.need}"


def test_a_name_that_its_own_need_tells_is_not_asked(kept: Mined, desk: Desk) -> None:
    assert "--smoke" in _entries(kept)
    assert not _asked(_entries(kept)["--smoke"], desk)


def test_terms_are_asked_by_what_they_stand_for(kept: Mined, desk: Desk) -> None:
    fact = _entries(kept)["propolis"]
    assert (fact.need_shape, fact.kind) == ("noun", "term")
    [draft] = _asked(fact, desk)
    assert "“propolis”" in draft.stem.text
    assert draft.options[0].text == "The resin that bees collect from buds to seal cracks"


def test_a_batch_passes_every_gate_and_is_the_same_for_a_seed(manual_assistant: "Assistant") -> None:
    def made() -> tuple[PracticeQuestion, ...]:
        return generate(manual_assistant, load_blueprint("mls-c01"), 8, kind="single", seed=3).questions

    first, second = made(), made()
    assert [one.id for one in first] == [one.id for one in second]
    assert len(first) >= 5
    for question in first:
        assert all(check.passed for check in question.checks)
        assert len(question.options) == 4
        for option in question.options:
            for item in option.citations:
                text = manual_assistant.index.stored_text(item.document)
                assert text[item.start : item.end] == item.quote


@pytest.mark.parametrize(
    ("label", "text", "shape"),
    [
        ("-k, --keep-index, --no-keep-index", "--keep-index", "flag"),
        ("--onto <newbase>", "--onto", "flag"),
        ("list.insert(i, x)", "list.insert()", "call"),
        ("stash.showPatch", "stash.showPatch", "setting"),
        ("SysLogHandler", "SysLogHandler", "class"),
        ("pop [--index] [<stash>]", "pop", "word"),
        ("‘most_frequent’", "most_frequent", "snake"),
        ("Left Outer", "Left Outer", "label"),
    ],
)
def test_names_are_read_as_lists_write_them(label: str, text: str, shape: str) -> None:
    found = named(label)
    assert found is not None
    assert (found.text, found.shape) == (text, shape)


@pytest.mark.parametrize(
    "label",
    ["--no-verify, --verify", "Note", "Choose Apply", "the first one", "sort, sorted", "<branch>", "", "If set"],
)
def test_what_names_nothing_is_no_name(label: str) -> None:
    assert named(label) is None


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Restart the process after having solved a conflict.", "restart the process after having solved a conflict"),
        ("Aborts the transfer and removes the partial file.", "abort the transfer and remove the partial file"),
        ("Stop the job but the queue is not emptied.", "stop the job without the queue being emptied"),
        ("Instead of sorting by name, sort the files by size.", "sort the files by size instead of sorting by name"),
        ("Find all matches in a text, and returns them as a list.", "find all matches in a text, and return them as a list"),
        ("Can be used to inspect the tree before a commit.", "inspect the tree before a commit"),
        ("Merge the upper branch into <target> with a message.", "merge the upper branch into a given target with a message"),
    ],
)  # fmt: skip
def test_needs_are_infinitives(text: str, need: str) -> None:
    assert needs_of([text], [False], ()) == [need]


@pytest.mark.parametrize(
    "text",
    [
        "See above.",
        "Deprecated synonym for the new option of that name.",
        "Like pop, but keep the state in the list.",
        "This option is only valid for the show command.",
        "Do the same as the option described above.",
        "Return the number of times x appears in the list.",
        "A different way to write the format string of a log.",
        "returns an iterator over the sequence: f(a[0]), f(a[1])",
    ],
)
def test_what_hangs_on_its_context_is_refused(text: str) -> None:
    assert needs_of([text], [False], ()) == [""]


def test_a_value_that_is_set() -> None:
    texts = [
        "Starting point at which to create the new commits.",
        "Whether to show a summary of all the changed files.",
    ]
    assert needs_of(texts, [True, True], ()) == [
        "set the starting point at which to create the new commits",
        "decide whether to show a summary of all the changed files",
    ]
    assert needs_of(texts, [False, False], ()) == ["", ""]


def test_a_noun_that_is_counted_gets_its_article_or_refuses() -> None:
    assert needs_of(["Compute confusion matrix to judge the accuracy."], [False], {"matrix"}) == [
        "compute the confusion matrix to judge the accuracy"
    ]
    assert needs_of(["Fetch all the new objects from repository."], [False], {"repository"}) == [""]


def test_meanings_are_whole_noun_phrases() -> None:
    assert meaning_of("A set of objects which were packed into one file (to save space).") == (
        "a set of objects which were packed into one file"
    )
    assert meaning_of("A tree is said to be dirty when it holds changes.") == ""
    assert meaning_of("Synonym for the object name in use.") == ""


def test_telltale_words_in_any_disguise() -> None:
    others = ["--quit", "--root", "--onto"]
    assert telltale("abort the operation at once", ["--abort", *others])
    assert telltale("show a diffstat of all changes", ["--stat", *others])
    assert telltale("compute the receiver operating characteristic", ["roc_curve", "max_error", "log_loss"])
    assert telltale("add a Signed-off-by trailer to a commit", ["--signoff", *others])
    assert not telltale("keep the changed files as they are", ["--quit", *others])


@given(
    st.lists(
        st.sampled_from("print the open files of every job without it that restart log see x".split()), max_size=14
    )
)
def test_what_is_sound_stands_in_a_sentence(words: list[str]) -> None:
    need = " ".join(words)
    if sound(need):
        assert 5 <= len(need.split()) <= 24
        assert not re.search(r"\b(?:see|x)\b|\b(?:the|of|without|that)$", need)


@given(st.integers(0, 10_000))
def test_finite_never_keeps_a_third_person_verb_in_front(seed: int) -> None:
    verb = random.Random(seed).choice(["moves", "carries", "pushes", "frobs", "fixes", "restarts"])
    made = finite(f"{verb} the old file to another folder")
    assert made.split()[0] == {"carries": "carry", "pushes": "push", "fixes": "fix"}.get(verb, verb[:-1])
