"""Two things that a guide tells apart: what is read of them, the question from it, and the gates that judge it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.gates.telling_apart import telling_apart
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.distinct_rivals import mixed
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_distinctions import distinctions_in
from studyground.assistant.practice.writing.mining_source import Line, Source
from studyground.assistant.practice.writing.said_of_name import said_of
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

POTTERY = """# Clay and fire

## Slip and glaze

A slip is a thin cream of clay and water that colours the raw pot. A glaze is a coat of ground minerals that melts into glass.

## Firings

Both firings need a slow start. The bisque firing drives out the water of the clay, whereas the glost firing melts the coat on
the finished ware. A bisque firing takes a day.

## Kilns

An updraught kiln sends the flame through the floor and loses heat at the crown; a downdraught kiln sends the flame over a wall
and loses heat at the flue. The potter stacks the ware, while the apprentice fetches wood.

## Tools

A rib smooths the wall of a bowl. A rib is cut from boxwood. The wire frees the foot of the pot; it hangs by the wheel.
"""
STEM = "Which description of a slip and a glaze is right?"
SLIP, GLAZE = (
    "is a thin cream of clay and water that colours the raw pot",
    "is a coat of ground minerals that melts into glass",
)


@pytest.fixture(scope="module")
def pottery(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over prose on a subject that no rule was made for."""
    with opened_guide(POTTERY, tmp_path_factory.mktemp("pottery"), data_folder, "pottery.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def batch(pottery: Assistant) -> Generated:
    return generate(pottery, load_blueprint("mls-c01"), 10, "single", seed=2)


def a_line(text: str, start: int = 0) -> Line:
    return Line("book.md", start, start + len(text), text, ("Book", "Part"), 1, True, False, 1.0)


def pairs(assistant: Assistant, *texts: str) -> list[tuple[str, str]]:
    """The pairs that are asked about, in a section of these sentences."""
    lines = tuple(a_line(text, 200 * at) for at, text in enumerate(texts))
    facts, beside = distinctions_in(Source(lines, (), (), (("Book", "Part"),)), assistant.index)
    by_id = {fact.id: fact for fact in facts}
    return [(by_id[one].thing, by_id[ids[0]].thing) for one, ids in beside.items() if by_id[one].form == "distinction"]


def of_two(batch: Generated) -> list[PracticeQuestion]:
    return [one for one in batch.questions if one.difficulty == "analysis"]


@pytest.mark.parametrize(
    ("clause", "name", "said"),
    [
        ("A rib smooths the wall of a bowl", "rib", "smooths the wall of a bowl"),
        ("Shortage of lime yellows the glaze at the rim", "Shortage of lime", "yellows the glaze at the rim"),
        ("Raku pots such as tea bowls cool in the open air", "Raku pots", "cool in the open air"),
        ("The wire, which is thin, cuts", "", ""),
        ("It melts into glass", "", ""),
        ("The lid keeps this from happening", "", ""),  # which, only the passage says
        ("Cones draw heat out of them", "", ""),  # "them" are of the sentence before
        ("Adding sand opens the clay", "", ""),
        ("A cone counts degrees and k sets the pace", "cone", "counts degrees"),
        ("A stand consists of a plate, which is flat, and a foot", "", ""),  # half of it would be left
    ],
)
def test_a_clause_says_something_of_the_name_it_opens_with(clause: str, name: str, said: str) -> None:
    found = said_of(clause, a_line(clause))
    assert (found.name, found.said) == (name, said) if found and name else found is None and not name


def test_two_things_are_told_apart_in_one_sentence_and_in_two(pottery: Assistant) -> None:
    apart = ("Porcelain takes a thin coat, whereas stoneware takes a thick coat.",)
    assert pairs(pottery, *apart) == [("Porcelain", "stoneware")]
    assert pairs(pottery, f"A slip {SLIP}.", f"A glaze {GLAZE}.") == [("slip", "glaze")]
    assert pairs(pottery, "The potter stacks the ware, while it is dry.") == []


def test_what_may_be_said_of_both_tells_nothing_apart(pottery: Assistant) -> None:
    one, other = "Grog helps a wall to dry evenly.", "Sand helps a floor to stay flat."
    assert pairs(pottery, one, other) == []  # what helps with one thing may help with another
    first, second = "A bat carries the pot from the wheel.", "A board carries the ware from the bench."
    named = "Each bench has a bat and a board."
    assert pairs(pottery, first, second) == []  # two sentences alike in form, of things that nothing puts side by side
    assert pairs(pottery, first, second, named) == [("bat", "board")]
    assert (
        pairs(pottery, first, second, named, "In a hurry a bat is what carries the ware off the bench as well.") == []
    )


def test_one_kind_of_the_other_is_not_told_apart_from_it(pottery: Assistant) -> None:
    whole = "A small pug mill is a mill that blends clay in a long barrel."
    assert pairs(pottery, whole, "A vacuum machine is an SPM whose barrel is free of air.") == []


def test_a_comparison_with_the_sentence_before_is_not_lifted_out(pottery: Assistant) -> None:
    wide, other = "A brick kiln has a wide door at the front.", "A domed kiln has a round hatch at the crown."
    assert pairs(pottery, wide, other) == [("brick kiln", "domed kiln")]
    assert pairs(pottery, wide.replace("wide", "wider"), other) == []  # than the kiln of the sentence before


def test_parts_are_mixed_where_they_match() -> None:
    one, other = "rises to 300 m and burns 40 seconds", "rises to 100 m and burns 60 seconds"
    assert mixed(one, other) == ("rises to 300 m", "burns 40 seconds", "rises to 100 m", "burns 60 seconds")
    assert mixed(one, "burns 60 seconds and is good for 3 miles") is None  # one would burn twice
    assert mixed(one, "is good for 3 miles") is None


def test_the_guide_is_asked_about_both_names(batch: Generated) -> None:
    questions = of_two(batch)
    for one in questions:
        assert all(check.passed for check in one.checks)
        assert len({option.text for option in one.options}) == len(one.options) == 4
        assert all(len(option.text.split("; ")) == 2 for option in one.options)  # all four speak of both
    assert not any("firing" in one.stem for one in questions)  # a half said of both would leave two options
    assert not any("slip" in one.stem for one in questions)  # nobody takes two terms to mean the same
    kilns = next(one for one in questions if "updraught" in one.stem)
    assert kilns.keys[0].text.startswith("An updraught kiln sends the flame through the floor")
    assert not any(option.text.endswith(" too") for one in questions for option in one.options)
    halves = [option.rationale for option in kilns.options if option.rationale.startswith("Half")]
    assert len(set(halves)) == 2


def test_the_gates_know_which_account_is_right(pottery: Assistant, batch: Generated) -> None:
    context = GateContext.of(pottery)
    for question in of_two(batch):
        texts = [option.text for option in question.options]
        judged = telling_apart(question.stem, texts, context)
        assert judged is not None
        assert [score == 1 for score in judged.scores] == [option.correct for option in question.options]
        wrong = next(at for at, option in enumerate(question.options) if not option.correct)
        options = tuple(replace(option, correct=at == wrong) for at, option in enumerate(question.options))
        failed = {
            check.name for check in check_question(replace(question, options=options), context) if not check.passed
        }
        assert {"key_supported", "distractors_unsupported", "blind_solve"} <= failed


def test_other_questions_are_judged_as_before(pottery: Assistant) -> None:
    context = GateContext.of(pottery)
    statements = (f"A slip {SLIP}; a glaze {GLAZE}", f"A slip {GLAZE}; a glaze {SLIP}")
    assert telling_apart("Which of these melts into glass?", statements, context) is None
    assert telling_apart(STEM, ("A slip", "A glaze"), context) is None
    assert telling_apart(STEM, (*statements, "A rib smooths the wall; a wire frees the foot"), context) is None


def test_what_stands_beside_a_statement_is_there(data_folder: Path, tmp_path: Path) -> None:
    text = (
        "# Zone files\n\n## Formats\n\nThe full format is most suitable when a zone file is read by a script, while the relative "
        "format is easier to read than the full format by a human. The raw format stores the zone as it is kept in memory.\n"
    )
    with opened_guide(text, tmp_path, data_folder) as zones:
        mined = mine(zones.index)
        known = {fact.id for fact in (*mined.facts, *mined.actions)}
        assert all(set(others) <= known for others in mined.other_actions.values())
