"""Questions out of running prose: for a term by its explanation, and for people by what they did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import check_question
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaning import leans
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.people_named import shown_alike
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

CHAPTER = """# How dough behaves

## Rising and failing

In 1931 Oda Krell and Piet Maas had bakers weigh each loaf at dawn and again at dusk. Their lists filled a cupboard. Lund and
Weir (1952) found that cold flour slows the yeast for the first two hours. They asked apprentices to warm half of the sacks
beside the oven. Ines Tarr and Olav Brin argued in 1960 that salt tightens the crumb long before baking sets it. Hale and Moss
(1974) showed housewives photographs of burnt crusts and asked how hot each kiln had been. In a later study Dorn and Pike led
a third of the testers to believe that rye had been mixed into plain wheat. Critics asked how anybody could weigh a smell.

## Faults of a loaf

Cold stalling causes a dense grey band above the lower crust. Salt stalling leaves wide holes under a pale lid. Heat stalling
splits the flank while the middle stays wet. Sugar stalling darkens the base before the top has set. It also spoils the tin.

## Words of the trade

Autolysis is the resting of flour and water before any salt is added. The windowpane is a test of it. Proofing is the keeping
of that mass in a warm place.
"""


@pytest.fixture(scope="module")
def bakery(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a chapter of running prose."""
    with opened_guide(CHAPTER, tmp_path_factory.mktemp("bakery"), data_folder, "dough.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(bakery: Assistant) -> Desk:
    return Desk.of(bakery.index, mine(bakery.index), 0)


def facts_of(desk: Desk, form: str) -> list[Fact]:
    return [fact for fact in desk.mined.actions if fact.form == form and fact.need]


def test_people_are_asked_for_by_what_they_did(desk: Desk) -> None:
    needs = {
        fact.thing: fact.need for fact in facts_of(desk, "credited") if not fact.need.startswith("asked apprentices")
    }
    assert needs["Lund and Weir"] == "found that cold flour slows the yeast for the first two hours"
    assert needs["Oda Krell and Piet Maas"] == "had bakers weigh each loaf at dawn and again at dusk"
    assert needs["Dorn and Pike"].startswith("led a third of the testers to believe")
    assert "Critics" not in needs


def test_they_is_read_as_the_people_before_and_cites_both_sentences(desk: Desk, bakery: Assistant) -> None:
    asked = next(fact for fact in facts_of(desk, "credited") if fact.need.startswith("asked apprentices"))
    assert asked.thing == "Lund and Weir"
    told = bakery.index.stored_text(asked.span.document)[asked.span.start : asked.span.end]
    assert "Weir (1952)" in told and "apprentices" in told


def test_people_stand_beside_as_many_and_are_written_alike(desk: Desk) -> None:
    fact = next(fact for fact in facts_of(desk, "credited") if fact.thing == "Hale and Moss")
    draft = next(drafts(fact, desk, longer=False))
    assert draft.stem.text.startswith("Who showed housewives photographs")
    assert all(len(option.text.split()) == 3 and " and " in option.text for option in draft.options)


def test_terms_named_alike_are_asked_for_by_what_each_does(desk: Desk) -> None:
    fact = next(fact for fact in facts_of(desk, "defined") if fact.thing == "heat stalling")
    draft = next(drafts(fact, desk, longer=False))
    assert draft.stem.text == "Which kind of stalling splits the flank while the middle stays wet?"
    assert {option.text for option in draft.options} == {
        "Heat stalling",
        "Cold stalling",
        "Salt stalling",
        "Sugar stalling",
    }


def test_what_leans_on_its_passage_is_not_asked(desk: Desk) -> None:
    assert not [fact for fact in facts_of(desk, "defined") if "that mass" in fact.need or "of it" in fact.need]


def test_questions_pass_every_gate(bakery: Assistant) -> None:
    made = generate(bakery, load_blueprint("mls-c01"), 40).questions
    asked = [question for question in made if question.stem.startswith(("Who ", "Which kind of stalling"))]
    assert len(asked) >= 2
    context = GateContext.of(bakery, ())
    assert all(check.passed for question in asked for check in check_question(question, context))


@pytest.mark.parametrize(
    ("said", "before", "leaning"),
    [
        ("holds it for a day", (), True),
        ("asked how fast the cars were when they met", (), False),
        ("repeating sounds during the list", ("Lists of words were read.",), True),
        ("repeating sounds during the list of names", ("Lists of words were read.",), False),
        ("failure to form memories after it", (), True),
        ("recalled more than those who stayed awake", (), False),
        ("the keeping of that form", (), True),
    ],
)
def test_what_points_outside_itself(said: str, before: tuple[str, ...], leaning: bool) -> None:
    assert leans(said, before) is leaning


def test_names_are_shown_in_full_or_by_surname_alike() -> None:
    assert shown_alike(["Ada Birk and Bo Carl", "Dorn and Pike"]) == ["Birk and Carl", "Dorn and Pike"]
    assert shown_alike(["Ada and Bo Birk", "Dorn and Pike"]) == []
