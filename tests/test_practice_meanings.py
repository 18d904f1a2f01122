"""What is meant by a thing: asked for by its name, beside what the things taught with it are; and plain questions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.desk import Desk, is_programming
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.meanings import askable_meaning, meaning_drafts, meanings, rank_meanings
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.stems import matter_of, subject_of_work, topic_of
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

OVENS = """# Bread ovens

## Doughs

A sourdough is a leaven of wild yeast that rests through a long night. A poolish is a loose batter of equal weights of water
and flour. A biga is a stiff mixture that strengthens gluten in the cold cellar. A soaker is a bowl of whole grains under hot
water and salt. An autolyse is a pause of half an hour before the kneading begins. The baker keeps the sourdough in a jar, the
poolish in a bowl, the biga in a box and the soaker in a pan. Sourdough, poolish, biga and soaker are all made on the day
before. A sourdough wants patience, a poolish and a biga want flour, and a soaker wants grain.
"""


@pytest.fixture(scope="module")
def oven(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over prose on a subject that no rule was made for."""
    folder = tmp_path_factory.mktemp("oven")
    (folder / "oven.md").write_text(OVENS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "oven.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()


@pytest.fixture(scope="module")
def desk(oven: Assistant) -> Desk:
    return Desk.of(oven.index, mine(oven.index), 3)


@pytest.fixture(scope="module")
def batch(oven: Assistant) -> Generated:
    return generate(oven, load_blueprint("mls-c01"), 12, seed=4)


def the(desk: Desk, start: str) -> Fact:
    """The definition of a thing."""
    return next(one for one in desk.mined.actions if one.form == "meaning" and one.thing.lower().startswith(start))


def test_options_are_what_the_things_taught_together_are(desk: Desk) -> None:
    fact = the(desk, "biga")
    draft = next(meaning_drafts(fact, desk, False, 3))
    assert draft.options[0].correct and draft.options[0].text.startswith("A stiff mixture")
    assert "“biga”" in draft.stem.text and draft.stem.text.endswith("?")
    others = {one.span: one for one in desk.mined.actions if one.form == "meaning"}
    for option in draft.options[1:]:
        own = others[option.spans[0]]
        assert own.section == fact.section and own.need.casefold() in option.rationale.casefold()
        assert option.rationale.endswith("not biga.")


def test_what_is_said_of_a_sort_does_not_stand_beside_one_of_it(desk: Desk) -> None:
    fact = the(desk, "biga")
    told = next(meaning_drafts(fact, desk, False, 3)).options
    sort = next(one.thing for one in desk.mined.actions if one.form == "meaning" and one.span == told[1].spans[0])
    known = Desk.of(desk.index, desk.mined, 3)
    known.casing._running = f"{desk.casing.running} a {sort.lower()} such as a stiff biga keeps longer."
    drafts = meaning_drafts(fact, known, False, 3)
    assert told[1].text not in {option.text for draft in drafts for option in draft.options}


def test_definitions_that_leave_room_for_doubt_do_not_stand_side_by_side(desk: Desk) -> None:
    fact = the(desk, "biga")
    apart = replace(fact.span, end=fact.span.end + 1)
    close = replace(fact, id="close", thing="levain", need="a stiff mixture kept cold for the gluten", span=apart)
    far = replace(fact, id="far", thing="levain", need="the honey inside of a sweet loaf at Easter", span=apart)
    assert rank_meanings([fact, close], desk.index)[fact.id] == ()
    assert rank_meanings([fact, far], desk.index)[fact.id] == ("far",)
    assert rank_meanings([fact, replace(far, span=Span("other.md", 0, 9))], desk.index)[fact.id] == ()
    assert rank_meanings([], desk.index) == {}


def test_one_wrong_option_fewer_and_nothing_is_asked(desk: Desk) -> None:
    fact = the(desk, "biga")
    few = replace(desk.mined, other_actions={fact.id: desk.mined.other_actions[fact.id][:2]})
    assert list(meaning_drafts(fact, replace(desk, mined=few), False, 3)) == []


def test_a_definition_that_the_name_gives_away_is_not_asked(desk: Desk) -> None:
    fact = the(desk, "biga")
    told = replace(fact, thing="mixture-ish")
    assert list(meaning_drafts(told, desk, False, 3)) == []


def test_a_definition_is_asked_by_its_name_unless_it_only_refers_or_judges(desk: Desk) -> None:
    fact = replace(the(desk, "biga"), form="definition", need="a stiff dough that rests a night in the cold")
    assert [one.form for one in meanings([fact])] == ["meaning"]
    assert not meanings([replace(fact, need="a variant of the poolish with less water")])
    assert askable_meaning(fact) and not askable_meaning(replace(fact, need="a dough that never rests in the cold"))


def test_prose_without_cases_or_tables_gives_questions_that_pass_every_gate(batch: Generated, oven: Assistant) -> None:
    assert len(batch.questions) >= 2
    for question in batch.questions:
        assert len(question.checks) == 8 and all(check.passed for check in question.checks)
        for cited in (*question.citations, *(item for option in question.options for item in option.citations)):
            assert oven.index.stored_text(cited.document)[cited.start : cited.end] == cited.quote


def test_no_sentence_is_asked_twice(batch: Generated) -> None:
    asked = [(question.citations[0].start, question.citations[0].end) for question in batch.questions]
    assert len(set(asked)) == len(asked)


def test_the_same_seed_gives_the_same_questions(batch: Generated, oven: Assistant) -> None:
    again = generate(oven, load_blueprint("mls-c01"), 12, seed=4)
    assert [question.id for question in again.questions] == [question.id for question in batch.questions]


@pytest.mark.parametrize("heading", ["ovenattributes(5) manual page", "Fancier Oven Doors", "Oven reference"])
def test_a_heading_that_names_a_part_of_a_book_is_no_topic_of_work(heading: str) -> None:
    running = f"the {heading.casefold()} and the {heading.casefold()}"
    assert subject_of_work((heading,), "the door", str.lower) == ""
    assert topic_of((heading,), running) == ""
    assert matter_of(("Bread", heading), lambda _: False, lambda _: True) == ""


def test_work_is_on_what_the_innermost_telling_heading_says() -> None:
    inside = str.lower
    assert subject_of_work(("Bread", "2.1 Wood Ovens"), "the door", inside) == "wood ovens"
    assert subject_of_work(("Bread", "OPTIONS"), "the door", inside) == "bread"
    assert subject_of_work(("Bread", "How to bake"), "the door", inside) == "bread"
    assert subject_of_work(("Bread", "The door"), "the door", inside) == "bread"
    assert subject_of_work(("How to bake",), "the door", inside) == ""


def test_a_guide_to_programming_is_told_by_its_words() -> None:
    assert is_programming("A function returns a value. The method of a class takes arguments, and a loop calls it.")
    assert not is_programming(OVENS)


@pytest.mark.parametrize(
    "text",
    [
        "It raises an error.",
        "The final block (the fourth) is executed.",
        "The values won’t be moved into the map.",
        "The rebase stops at the first conflict.",
    ],
)
def test_a_whole_sentence_is_told_as_one(text: str) -> None:
    assert shapes_of(text) == {"sentence"}


@pytest.mark.parametrize(
    "text",
    [
        "A service that is managed for the team",
        "The method used for sorting a list",
        "Random forests with many deep trees",
        "Managed endpoints behind a load balancer",
        "Use a service that is managed",
        "Batching requests that are small",
    ],
)
def test_a_name_with_a_clause_of_its_own_is_no_sentence(text: str) -> None:
    assert "sentence" not in shapes_of(text)
