"""Questions of two parts, questions that leave something out, comparisons and definitions, on a guide to a small harbour."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.answer import Turn
from studyground.assistant.assistant import Assistant
from studyground.assistant.besides import speaks_only_of, without_exception
from studyground.assistant.conversions import turned_round
from studyground.assistant.definitions import merely_listed, says_what_it_does
from studyground.assistant.history import asked_one_by_one, standalone
from studyground.assistant.question import parts_of, understand
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings

HARBOUR = """# Working in a small harbour

## Machines

The Brinex still turns sea water into fresh water, which the crew drinks. The Halmar pump turns fresh water into sea water for
the fish tanks by adding salt. Every machine is flushed on Fridays.

## Ropes

Among the ropes of a yacht, Dyneema is the one that everybody has heard of. Dyneema floats and hardly stretches.
But Dyneema is only the beginning. Polyester, for instance, excels in halyards and sheets. Nylon stretches under load and suits
anchor lines. Manila and hemp are kept for traditional ships, where the look counts.

## Crew

A Deck Officer (DO) is a sailor who plans the voyage and keeps the watch. They earn 3,000 crowns a month. This role is distinct
from a bosun, caring more for charts than for ropes. A bosun looks after ropes, anchors and paint, while a cook looks after the
stores.

## Knots

Knots such as the bowline, the clove hitch, the sheet bend and the reef knot are taught in the first week. Learners practise the
bowline, the clove hitch, the sheet bend and the reef knot until they can tie them behind the back. The figure of eight keeps a
rope from running out of a block, while the sheet bend joins two ropes of unequal thickness.
"""
Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """An assistant over the guide to the harbour."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "harbour.md"], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def ask(harbour: Assistant) -> Ask:
    """What the assistant answers over the guide to the harbour."""
    return lambda question: harbour.ask(question).answer


def test_parts_that_fail_beside_each_other_are_looked_at_alone(harbour: Assistant) -> None:
    question = "What does the Brinex cost and who sells ropes?"
    for part, look in zip(asked_one_by_one(question), harbour.look_at_parts(question), strict=True):
        assert look.confidence >= harbour.look(part).confidence


def test_each_of_two_parts_with_the_same_words_gets_its_own_answer(ask: Ask) -> None:
    first, second = ask(
        "Which machine turns fresh water into sea water, and which one sea water into fresh water?"
    ).split("\n\n")
    assert "Halmar" in first and "Brinex" not in first
    assert "Brinex" in second and "Halmar" not in second


def test_what_is_left_out_is_not_the_answer(ask: Ask) -> None:
    answer = ask("Which ropes besides Dyneema are useful, and what is each good for?")
    assert "Dyneema" not in answer
    assert all(rope in answer for rope in ("Polyester", "Nylon", "Manila"))
    assert "Polyester" not in ask("Which medicines besides Dyneema are useful?")


def test_a_comparison_is_answered_by_what_sets_both_sides_apart(ask: Ask) -> None:
    answer = ask("What is the difference between a bosun and a DO?")
    assert "distinct from a bosun" in answer and "A Deck Officer" in answer
    assert "cook" not in answer and "crowns" not in answer


def test_what_a_thing_does_stands_before_rows_of_names(ask: Ask) -> None:
    answer = ask("What is the sheet bend?")
    assert "joins two ropes" in answer and "such as" not in answer


@pytest.mark.parametrize(
    ("question", "sentence", "turned"),
    [
        ("which mill turns rye to flour?", "The mill turns flour to rye.", True),
        ("which mill turns rye to flour?", "Here rye is ground to fine white flour.", False),
        ("which tool makes light from sound?", "It turns light into sound.", True),
        ("which tool makes sound from light?", "It turns light into sound.", False),
        ("does it do speech-to-text?", "It offers text-to-speech only.", True),
        ("how long is the way from York to Leeds?", "From Leeds to York it takes an hour.", False),
        ("how far is the well to the house?", "From the house to the well it is a mile.", False),
        ("how is juice turned into wine?", "Juice to wine is slow, wine to juice impossible.", False),
    ],
)
def test_the_way_things_are_turned_counts(question: str, sentence: str, turned: bool) -> None:
    assert turned_round(question, sentence) is turned


@pytest.mark.parametrize(
    ("question", "rest", "excepted"),
    [
        ("Which saws besides the fretsaw cut curves?", "Which saws cut curves?", "fretsaw"),
        ("Apart from water, what do seedlings need?", "what do seedlings need?", "water"),
        ("Who other than the owner may sign?", "Who may sign?", "owner"),
        ("What tools do I need besides a spade?", "What tools do I need?", "spade"),
        ("What do seedlings need?", "What do seedlings need?", ""),
        ("besides water?", "besides water?", ""),
        ("What sets oak apart from ash?", "What sets oak apart from ash?", ""),
        ("How do I tell a crow apart from a raven?", "How do I tell a crow apart from a raven?", ""),
    ],
)
def test_what_a_question_leaves_out(question: str, rest: str, excepted: str) -> None:
    assert without_exception(question) == (rest, excepted)


def test_a_sentence_may_name_what_is_left_out_beside_others() -> None:
    asked = "what do seedlings need?"
    assert speaks_only_of("water", asked, "Seedlings need water every day.")
    assert not speaks_only_of("water", asked, "Seedlings need light, water and warmth.")
    assert not speaks_only_of("water", asked, "Seedlings need light.")
    assert not speaks_only_of("Oak", "which trees are hard?", "Oak is hard, and so is Hornbeam.")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Which saw is used for oak and which for pine?",
            ["Which saw is used for oak?", "Which saw is used for pine?"],
        ),
        ("Which shed stores hay, and which one keeps it dry?", ["Which shed stores hay?", "which shed keeps hay dry?"]),
        ("Which herbs keep well, and what is each good for?", ["Which herbs keep well, and what is each good for?"]),
    ],
)
def test_every_part_stands_alone(question: str, parts: list[str]) -> None:
    assert asked_one_by_one(question) == parts


def test_each_of_something_else_is_a_question_of_its_own() -> None:
    assert len(parts_of("How much is a stall and how much does each month cost?")) == 2


def test_which_one_is_resolved_in_a_conversation_too() -> None:
    assert (
        standalone("and which one is cheaper?", [Turn("Which hive suits a small garden?", "")])
        == "which hive is cheaper?"
    )


def test_a_subject_named_first_is_asked_what_it_does() -> None:
    taken = understand("Lime and ash - what do they do?")
    assert (taken.type, taken.subject) == ("definition", "Lime and ash")


def test_a_clause_that_opens_with_its_subject_says_what_it_does() -> None:
    ways = [set(terms("frost"))]
    assert says_what_it_does(ways, "Rain settles the soil, while frost breaks up the clods.")
    assert not says_what_it_does(ways, "Tender plants suffer from frost.")
    assert merely_listed(ways, "Dangers such as hail, frost, drought and slugs are part of a gardener's life.")
    assert not merely_listed(ways, "Hail, wind, frost and slugs do harm, but frost kills the slugs.")
