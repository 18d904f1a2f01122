"""What something is, asked in roundabout words and told in a later clause, and lists told in a sentence: a dye works."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import presentable
from studyground.assistant.definition_wording import put_plainly
from studyground.assistant.definitions import IN_CLAUSE, PLAINLY, SAYS_SO, defines
from studyground.assistant.members_named import names_members
from studyground.ingest.terms import terms
from tests.opened_guide import opened_guide

DYE_WORKS = """# Handbook of the Orrin dye works

## Vats

The vat book names every vat. A drenner is taken out of the vat with both hands, and two drenners are never hung together. Before
the drenner is hung, look at its left side. The drenner hangs for a night.

Roughly said, sallow is the share of wool that takes the dye at once, and tarrage is the share of the dye that stays in the wool
after three washes. Tarrage is also called hold. The tarrage table hangs by the door.

A frame of ash laths, called a drenner, carries the wool through the vat. Wet laths swell.

Whoever mixes madder with weld needs to know what a varrel is. This is a rather advanced matter and is not covered further here.

## Mordants

The works keeps different mordants, which are chosen by the colour. The sour mordant is used for red cloth. The sweet mordant
gives yellow cloth its depth. The blind mordant leaves no colour of its own.

Various cloths were dyed in the old house: a picture of the different fixing baths hangs there. The master uses lye, urine, and
ash water as fixing baths.

The ladles in the house are the “long”, the “short”, the “left” and the “deep”:

The long ladle is for the big vat.

## Cases

### The pale batch

A hat maker brings forty felts that came out pale on the north side, although the vat was hot, and wants them even by Friday.

Constraint: The felts may not be boiled again.

Decision: Dip the pale side alone in half-strength madder for an hour. Half-strength madder fits because it colours slowly.

Why the others lose: A second full bath would darken the good side.
"""


@pytest.fixture(scope="module")
def works(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(DYE_WORKS, tmp_path_factory.mktemp("dye_works"), data_folder, reader="") as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("what do they mean by a drenner?", "What is a drenner?"),
        ("Drenner - what is that?", "What is Drenner?"),
        ("I keep reading about drenners. What are they?", "What are drenners?"),
        ("i don't get what tarrage is", "What is tarrage?"),
        ("How does the guide define tarrage?", "What is tarrage?"),
        ("define tarrage in plain words", "What is tarrage?"),
        ("In one sentence: what is a drenner?", "What is a drenner?"),
        ("can you tell me what the vat book is", "What is the vat book?"),
        ("what kind of thing is a drenner?", "What is a drenner?"),
        ("What does tarrage mean in the dye works?", "What is tarrage in the dye works?"),
        ("Can you define a drenner for me?", "What is a drenner?"),
        ("Give me a short definition of C4.5.", "What is C4.5?"),
    ],
)
def test_roundabout_questions_become_plain(asked: str, plain: str) -> None:
    assert put_plainly(asked) == plain


@pytest.mark.parametrize(
    "asked",
    [
        "What is the difference between sallow and tarrage?",
        "Define the steps of a second dip",
        "what does it mean if the felt is pale?",
        "what do you mean by that?",
        "What does it mean in practice?",
        "what does the white lamp mean in the cellar?",
        "Tell me what happens when the vat boils over",
        "How do I find out what my tarrage is worth?",
        "So what is the best mordant for a wet day in winter that nobody expected at all?",
    ],
)
def test_other_questions_stay_as_they_are(asked: str) -> None:
    assert put_plainly(asked) == asked


def test_a_later_clause_defines_and_another_name_does_not() -> None:
    both = "Sallow is the share of wool that takes the dye, and tarrage is the share of the dye that stays in the wool."
    assert defines(terms("sallow"), both) == PLAINLY
    assert defines(terms("tarrage"), both) == IN_CLAUSE
    assert defines(terms("wool"), both) < SAYS_SO
    assert defines(terms("tarrage"), "Tarrage is also called hold.") < SAYS_SO
    assert defines(terms("drenner"), "A frame of ash laths, called a drenner, carries the wool.") == IN_CLAUSE
    assert defines(terms("drenner"), "If it swells, the lath is called a drenner.") < SAYS_SO
    assert defines(terms("madder"), "Weld is cheap, and madder is the best choice of all.") < SAYS_SO


@pytest.mark.parametrize(
    "asked", ["What is a drenner?", "what do they mean by a drenner", "Drenner - what is that?", "define drenner"]
)
def test_the_sentence_that_says_what_it_is_stands_first(works: Assistant, asked: str) -> None:
    answer = works.ask(asked)
    assert answer.status == "answered"
    assert answer.sentences[0].text.startswith("A frame of ash laths, called a drenner")


def test_a_definition_in_a_later_clause_is_found(works: Assistant) -> None:
    answer = works.ask("explain to me what tarrage is, in plain words")
    assert "the share of the dye that stays in the wool" in answer.sentences[0].text


def test_what_the_guide_leaves_at_naming_it_is_not_defined(works: Assistant) -> None:
    assert works.ask("What is a varrel?").status == "not_in_guide"


def test_that_there_are_several_is_no_list_of_them(works: Assistant) -> None:
    answer = works.ask("Which different mordants does the works keep?")
    assert all(name in answer.answer for name in ("sour", "sweet", "blind")), answer.answer
    answer = works.ask("What fixing baths are there?")
    assert "lye, urine, and ash water" in answer.answer
    assert names_members("The master uses lye, urine, and ash water as fixing baths.")
    assert not names_members("The works keeps different mordants, which are chosen by the colour.")


def test_a_lead_in_that_names_all_of_them_can_be_quoted(works: Assistant) -> None:
    assert presentable("paragraph", "The ladles in the house are the “long”, the “short”, the “left” and the “deep”:")
    assert not presentable("paragraph", "The ladles in the house are kept as follows:")
    assert not presentable("paragraph", "Ladles, tongs and frames:")  # it says nothing of them
    answer = works.ask("Which ladles are there in the house?")
    assert "the “short”, the “left” and the “deep”" in answer.answer


def test_who_tells_the_situation_of_a_case_is_told_what_was_decided(works: Assistant) -> None:
    told = "Forty felts came out pale on the north side although the vat was hot, and I need them even by Friday. "
    answer = works.ask(told + "What should I do?")
    assert "Dip the pale side alone in half-strength madder" in answer.answer
    assert "second full bath" not in answer.answer
    asked_of_it = works.ask("How many felts came out pale on the north side?")
    assert "forty felts" in asked_of_it.answer
    assert "madder" not in asked_of_it.answer
