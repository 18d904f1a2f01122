"""Only what describes a thing is asked as its description, and a column is asked in a sentence that a person would write."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.gates.lookups import looked_up
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.table_share import TableShare
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.lookup_wording import row_asked_for
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.same_value_wording import asked_of_column
from studyground.assistant.practice.writing.table_words import fuller_noun, head_of
from studyground.assistant.practice.writing.what_it_is import (
    breaks_off,
    called_term,
    describes,
    mixed_with_verbs,
    own_predicate,
    without_its_subject,
)
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

POND = """# The garden pond

## Keeping it clear

Other organisms worth knowing:

* Hawker – hunts the midges over the open middle of the pond.
* Skimmer – warm stones near the outlet, sunny walls and posts.
* Demoiselle – unusual in that it breeds in running water only.
* Boatman – rows upside down just under the surface film.
* Scorpion – a bug of the shallow margin with a breathing tube.
* Chaser – tall rushes; a bare stick for every two metres of bank.

## Liner life cycle

| State | Meaning |
|---|---|
| fresh | Laid within the year; no leak was ever found |
| patched | One leak found; the patch has held so far |
| tired | Several leaks found; patches no longer hold |
| buried | Covered with soil when the pond was given up |
| rolled | Kept dry in the shed for a later pond |

## Paints

| Paint | Drying time |
|---|---|
| Bitumen | 48 hours |
| Epoxy | 16 hours |
| Rubber | 6 hours |
| Lime wash | 3 hours |

## What algae ask for

| Letter | Condition |
|---|---|
| L – Light | Grow fastest in six hours of sun |
| W – Warmth | Grow between 15 °C and 30 °C |
| F – Feed | Nitrate and phosphate from the fields |
| S – Stillness | Some want it, some cannot bear it |
| D – Depth | Shallow water of half a metre |
"""


@pytest.fixture(scope="module")
def pond(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(POND, tmp_path_factory.mktemp("pond"), data_folder, "pond.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def stems(pond: Assistant) -> dict[str, list[str]]:
    """What is asked, with the options."""
    desk = Desk.of(pond.index, mine(pond.index), 3)
    made = (
        next(drafts(fact, desk, False), None)
        for fact in desk.mined.actions
        if fact.need and fact.form in ("called", "labelled")
    )
    return {draft.stem.text: [one.text for one in draft.options] for draft in made if draft}


@pytest.fixture(scope="module")
def batch(pond: Assistant) -> Generated:
    return generate(pond, load_blueprint("mls-c01"), 40, seed=2)


@pytest.mark.parametrize(
    ("said", "whether"),
    [
        ("a raised pore in bark", True),
        ("The share of classes changes", True),
        ("difficult or laboured breathing", True),
        ("breaths that grow deeper, then shallower", True),
        ("partial loss of skin thickness", True),
        ("cooked rice left out", False),
        ("big batches of gravy, stew and meat cooled too slowly", False),
        ("cash, cheque, voucher or bank transfer", False),
        ("surface of thin pans only", True),
        ("names, owners, types, who uses what", False),
    ],
)
def test_a_description_says_what_a_thing_is(said: str, whether: bool) -> None:
    assert describes(said) is whether


def test_what_a_list_says_with_a_verb_is_asked_with_it(stems: dict[str, list[str]]) -> None:
    assert own_predicate("Ties a boat to its post.") == "ties a boat to its post."
    assert own_predicate("SQL engine for lakes") == "SQL engine for lakes"
    assert "Which organism hunts the midges over the open middle of the pond?" in stems
    options = stems["Which organism is unusual in that it breeds in running water only?"]
    assert "Scorpion" not in options  # the one that is said to be of another sort


def test_a_list_that_is_cut_short_is_not_asked() -> None:
    told = "adds a bell (of brass), two ropes such as hemp, and a lamp."
    assert breaks_off("adds a bell, two ropes", told)
    assert not breaks_off("adds a bell and two ropes", told) and not breaks_off(
        "adds a bell, two ropes", "adds a bell, two ropes"
    )


def test_a_place_or_a_habit_is_no_description(stems: dict[str, list[str]]) -> None:
    assert not [stem for stem in stems if "warm stones" in stem.casefold() or "a bare stick" in stem.casefold()]
    assert not [stem for stem in stems if "term" in stem]


def test_names_are_terms_only_where_terms_are_explained() -> None:
    assert called_term(("Mooring", "Glossary")) == "term"
    assert called_term(("Mooring", "Core objects")) == "of these"


def test_a_state_is_asked_for_by_what_it_means_beside_those_most_like_it(stems: dict[str, list[str]]) -> None:
    options = stems["Which liner state means “Several leaks found; patches no longer hold”?"]
    assert options[0] == "tired" and "patched" in options
    assert fuller_noun("state", "Liner life cycle") == "liner state"


def test_a_figure_is_asked_for_in_the_sentence_and_the_gates_find_it(
    pond: Assistant, stems: dict[str, list[str]]
) -> None:
    stem = "Which paint has a drying time of 16 hours?"
    head = head_of("Drying time", ())
    assert head is not None and row_asked_for("paint", head, "16 hours") == stem[0].lower() + stem[1:]
    options = ["Rubber", "Epoxy", "Lime wash", "Bitumen"]
    found = looked_up(stem, options, GateContext.of(pond, ()))
    assert found is not None and found.answers == {1}


def test_a_column_of_mixed_grammar_is_not_asked(stems: dict[str, list[str]]) -> None:
    assert mixed_with_verbs("Condition", ["Grow in the sun", "Nitrate"])
    assert not mixed_with_verbs("Condition", ["Grow in the sun", "Keep dry"])
    assert not mixed_with_verbs("First step", ["Grow reeds", "Nitrate"])
    assert without_its_subject("Some want it") and not without_its_subject("Some of the pond")
    assert not [stem for stem in stems if "condition" in stem or "letter" in stem]


def test_what_is_done_in_a_case_is_called_for() -> None:
    asked = asked_of_column("situation", "Night shift", "Exclude")
    assert asked == "Which {n} of these situations call for “exclude” under “Night shift”"
    assert asked_of_column("pump", "Night shift", "Exclude") == ""  # a pump calls for nothing


def test_no_three_questions_of_a_list_or_table_answer_one_another(batch: Generated) -> None:
    assert all(check.passed for question in batch.questions for check in question.checks)
    for names in ({"Hawker", "Skimmer", "Demoiselle", "Boatman", "Scorpion", "Chaser"}, {"fresh", "patched", "tired"}):
        shown = [{one.text for one in question.options} & names for question in batch.questions]
        assert sum(len(one) > 1 for one in shown) <= 2
    share, place = TableShare(40), ("pond", ("Paints",))
    for _ in range(2):
        assert not share.answered(place, ("Epoxy", "Rubber"))
        share.show(place, ("Epoxy", "Rubber", "Bitumen"))
    assert share.answered(place, ("Epoxy", "Rubber"))
    assert not share.answered(place, ("Epoxy", "Lime wash"))


def test_a_swapped_key_is_refused(batch: Generated, pond: Assistant) -> None:
    context = GateContext.of(pond)
    for question in (one for one in batch.questions if one.select == 1):
        wrong = next(option for option in question.options if not option.correct)
        swapped = tuple(replace(option, correct=option is wrong) for option in question.options)
        assert not all(check.passed for check in check_question(replace(question, options=swapped), context))
