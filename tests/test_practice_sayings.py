"""What a guide says of a case or a thing: mined from prose, and asked beside what it says of the cases and things next to it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.desk import Desk, is_programming
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_counsel import instructions
from studyground.assistant.practice.writing.mining_outcomes import outcomes_in, subject_of
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_traits import in_number, traits_in
from studyground.assistant.practice.writing.sayings import askable_saying, meanings, rank_sayings, sayings
from studyground.assistant.practice.writing.stems import subject_of_work
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

OVENS = """# Bread ovens

## Fires and flues

If the door is left open for an hour, the vault loses heat to the chimney. If green wood is burnt, soot covers the bricks
for hours. When the flue is shut too early, smoke fills the bakery. If the embers are left inside, the crust burns before the
crumb is done. When a fire is lit on a damp floor, steam lifts the tiles in places.

## Doughs

A sourdough raises the loaf with wild yeast and a long night of rest. A poolish lowers the acidity with equal weights of water
and flour. A biga strengthens the gluten with a stiff mixture kept in the cold. A soaker opens whole grains with hot water
and a pinch of salt. The baker keeps the sourdough in a jar, the poolish in a bowl, the biga in a box and the soaker in a
pan. Sourdough, poolish, biga and soaker are all made on the day before. A sourdough wants patience, a poolish and a biga
want flour, and a soaker wants grain.
"""


def a_line(text: str, weight: float = 1.0, section: tuple[str, ...] = ("Bread", "Firing")) -> Line:
    """A sentence as mining reads it."""
    return Line("bread.md", 0, len(text), text, section, 1, True, False, weight)


def told(text: str) -> list[tuple[str, str, str]]:
    """What is mined from a sentence and can be asked: form, case, outcome."""
    found = outcomes_in([a_line(text)], frozenset(("Rust",)))
    return [(one.form, one.need, one.thing) for one in found if one.priority > 0]


@pytest.mark.parametrize(
    ("text", "case", "outcome"),
    [
        ("If the condition is false, the loop body is skipped.", "the condition is false", "the loop body is skipped"),
        (
            "If a feature is missing in training, the feature is removed during transform.",
            "a feature is missing in training",
            "it is removed during transform",
        ),
        (
            "A copy of the data set will be made if the training data is not contiguous.",
            "the training data is not contiguous",
            "a copy of the data set will be made",
        ),
        (
            "When you call the method with a string, the argument is converted to a number.",
            "the team calls the method with a string",
            "the argument is converted to a number",
        ),
        (
            "If you don’t pass a default value, the lookup raises an error.",
            "the team does not pass a default value",
            "the lookup raises an error",
        ),
        (
            "If they are in different scopes, variables can carry the same name.",
            "variables are in different scopes",
            "they can carry the same name",
        ),
        (
            "Once the owner goes out of scope, Rust drops the value in memory.",
            "the owner goes out of scope",
            "Rust drops the value in memory",
        ),
    ],
)
def test_a_case_and_what_comes_of_it(text: str, case: str, outcome: str) -> None:
    assert told(text) == [("outcome", case, outcome)]


def test_a_reason_and_what_is_so_because_of_it() -> None:
    found = told("Debugging is simplified because functions are small and clearly specified.")
    assert found == [("reason", "debugging is simplified", "functions are small and clearly specified")]


@pytest.mark.parametrize(
    "text",
    [
        "If this happens, the loop body is skipped.",  # what happens?
        "If the list is empty, you should raise an error.",  # advice
        "If the model is large, it is important to measure the latency.",
        "If condition 1 is true, block 1 is executed in the program.",  # the figure gives it away
        "When rect1 is created, the width of the shape is set to zero.",  # a name of an example
        "If you want to sort the list, the method sort is the right one.",  # a wish
        "If the pattern matches, that object is returned to the caller.",  # which object?
        "If the list is empty, is an error raised?",
        "If the door is open, the vault loses heat (see above).",
        "The door is open.",
    ],
)
def test_what_leans_on_its_passage_advises_or_gives_itself_away_is_not_asked(text: str) -> None:
    assert told(text) == []


def test_an_outcome_of_an_unclear_case_can_stand_beside_others_and_is_not_asked() -> None:
    found = outcomes_in([a_line("If this happens, the loop body is skipped.")], frozenset())
    assert [one.thing for one in found] == ["the loop body is skipped"]
    assert not any(askable_saying(one) for one in found)


@given(st.text(max_size=160))
def test_any_sentence_is_read_without_an_error(text: str) -> None:
    for one in (*outcomes_in([a_line(text)], frozenset()), *traits_in([a_line(text)], lambda _: "")):
        assert one.thing and one.need
    assert all(isinstance(one, str) and one for one in instructions(text))


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        ("the probabilities for each class are predicted apart", "the probabilities for each class"),
        ("learning rates determine the pace of training", "learning rates"),
        ("missing values encoded by zero must be dense", "missing values encoded by zero"),
        ("the file can’t be created", "the file"),
        ("that the file is created", ""),
        ("in the loop it is created", ""),
    ],
)
def test_the_subject_ends_where_the_finite_verb_begins(clause: str, subject: str) -> None:
    assert subject_of(clause) == subject


@pytest.mark.parametrize(
    ("clause", "made"),
    [
        ("You can use a soaker to swell whole grains", ["Use a soaker to swell whole grains"]),
        ("To keep the heat, you need to shut the door", ["To keep the heat, shut the door"]),
        ("If the dough is wet, it is best to cut the edges", ["If the dough is wet, cut the edges"]),
        (
            "When the data set is large, sampling methods can be applied to the rows",
            ["When the data set is large, apply sampling methods to the rows"],
        ),
        ("The oven can be seen from the street", []),
        ("It can be applied to the rows", []),
        ("The oven stands in the yard", []),
    ],
)
def test_advice_in_other_words_becomes_an_instruction(clause: str, made: list[str]) -> None:
    assert list(instructions(clause)) == made


def traits(text: str, kind: str | None = "") -> list[tuple[str, str, str]]:
    """What is mined of the subject of a sentence and can be asked: article, subject, what is said."""
    return [(one.situation, one.thing, one.need) for one in traits_in([a_line(text)], lambda _: kind) if one.priority]


def test_what_is_said_of_a_subject_stands_by_itself() -> None:
    text = "A poolish lowers the acidity with equal weights of water and flour."
    assert traits(text) == [("a", "poolish", "lowers the acidity with equal weights of water and flour")]
    assert traits(text, kind=None) == []  # no thing of the guide, and spoken of once


@pytest.mark.parametrize(
    "text",
    [
        "The algorithm splits the rows of the table into two halves.",  # which algorithm?
        "Bakers knead the dough by hand in the early morning hours.",  # people
        "This lowers the acidity with equal weights of water and flour.",
        "A poolish plays a crucial role in the work of every baker.",
        "A poolish lowers its acidity with equal weights of water and flour.",
        "A poolish lowers the poolish bowl with water and flour at night.",
        "Table 3 shows the weights of water and flour for each dough.",
    ],
)
def test_what_is_no_statement_of_a_thing_is_left(text: str) -> None:
    assert traits(text) == []


def test_a_statement_changes_its_number_with_the_thing_asked_for() -> None:
    assert in_number("lowers the acidity", False, True) == "lower the acidity"
    assert in_number("lower the acidity", True, False) == "lowers the acidity"
    assert in_number("can lower the acidity", True, False) == "can lower the acidity"
    assert in_number("lower the acidity and hold the shape", True, False) == ""  # two verbs


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


def the(desk: Desk, form: str, start: str) -> Fact:
    return next(one for one in desk.mined.actions if one.form == form and one.thing.startswith(start))


def test_options_are_what_comes_of_other_cases_under_the_same_heading(desk: Desk) -> None:
    fact = the(desk, "outcome", "smoke fills")
    draft = next(sayings(fact, desk, False, 3))
    assert draft.options[0].correct and draft.options[0].text == "Smoke fills the bakery."
    assert f"if {fact.need}?" in draft.stem.text or f": {fact.need}." in draft.stem.text
    others = {one.span: one for one in desk.mined.actions if one.form == "outcome"}
    for option in draft.options[1:]:
        own = others[option.spans[0]]
        assert own.section == fact.section and own.need in option.rationale and fact.need in option.rationale
        assert own.need not in draft.stem.text


def test_options_are_what_is_said_of_the_things_taught_together(desk: Desk) -> None:
    fact = the(desk, "trait", "biga")
    draft = next(sayings(fact, desk, False, 3))
    assert all(option.text.startswith("It ") for option in draft.options)
    assert " a biga" in draft.stem.text
    assert all("the guide says of" in option.rationale for option in draft.options[1:])
    assert not any(word in draft.stem.text for word in ("gluten", "stiff", "cold"))


def test_what_is_said_of_a_sort_does_not_stand_beside_one_of_it(desk: Desk) -> None:
    fact = the(desk, "trait", "biga")
    told = next(sayings(fact, desk, False, 3)).options
    sort = next(one.thing for one in desk.mined.actions if one.form == "trait" and one.span == told[1].spans[0])
    running = f"{desk.casing.running} a {sort} such as a stiff biga keeps longer."
    known = Desk.of(desk.index, desk.mined, 3)
    known.casing._running = running
    assert told[1].text not in {option.text for draft in sayings(fact, known, False, 3) for option in draft.options}


def test_statements_that_leave_room_for_doubt_do_not_stand_side_by_side(desk: Desk) -> None:
    fact = the(desk, "trait", "biga")
    close = replace(
        fact, id="close", thing="levain", need="strengthens the dough with a mixture kept cold", span=Span("b", 0, 9)
    )
    far = replace(fact, id="far", thing="levain", need="sweetens every loaf by the honey inside", span=Span("b", 0, 9))
    assert (
        rank_sayings([fact, replace(close, span=replace(fact.span, end=fact.span.end + 1))], desk.index)[fact.id] == ()
    )
    assert rank_sayings([fact, replace(far, span=replace(fact.span, end=fact.span.end + 1))], desk.index)[fact.id] == (
        "far",
    )


def test_one_wrong_option_fewer_and_nothing_is_asked(desk: Desk) -> None:
    fact = the(desk, "outcome", "smoke fills")
    few = replace(desk.mined, other_actions={fact.id: desk.mined.other_actions[fact.id][:2]})
    assert list(sayings(fact, replace(desk, mined=few), False, 3)) == []


def test_what_two_sentences_say_alike_does_not_stand_side_by_side(desk: Desk) -> None:
    fact = the(desk, "outcome", "smoke fills")
    key = next(sayings(fact, desk, False, 3)).options[0].text
    for name in desk.mined.other_actions[fact.id]:
        shared = set(key.lower().rstrip(".").split()) & set(desk.facts[name].thing.lower().split())
        assert shared <= {"the", "fills", "with", "of", "for"}


def test_prose_without_cases_or_tables_gives_questions_that_pass_every_gate(batch: Generated, oven: Assistant) -> None:
    assert len(batch.questions) >= 4
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


def test_a_definition_is_asked_by_its_name_unless_it_only_refers(desk: Desk) -> None:
    fact = replace(the(desk, "trait", "biga"), form="definition", need="a stiff dough that rests a night in the cold")
    assert [one.form for one in meanings([fact])] == ["meaning"]
    assert not meanings([replace(fact, need="a variant of the poolish with less water")])
