"""An "if" that asks or names a statement is no case, and the values of one program are no facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.writing.code_names import names_variable, traces_program
from studyground.assistant.practice.writing.embedded_questions import asks_whether, ends_in_question
from studyground.assistant.practice.writing.mining_lookups import lookups_in
from studyground.assistant.practice.writing.mining_rules import rules_in
from studyground.assistant.practice.writing.mining_source import Line, read_source
from studyground.assistant.practice.writing.rule_cases import case_of
from studyground.ingest.index import Index
from tests.opened_guide import opened_guide

TRACE = """# Traces

## Branches of the sorter

| parcelCount | beltIsFree | y |
|---|---|---|
| 4 | true | 10 |
| 9 | false | 25 |
| 12 | true | 40 |
| 17 | false | 55 |

## Oils

| Oil | Smoke point | Storage |
|---|---|---|
| Walnut | 160 °C | cold and dark for six months |
| Sesame | 177 °C | in a cupboard for a year |
| Peanut | 232 °C | in a cellar for two years |
| Avocado | 271 °C | in tins for three years |
"""


@pytest.fixture(scope="module")
def index(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A guide with a table of a program's variables and one of oils."""
    with opened_guide(TRACE, tmp_path_factory.mktemp("traces"), data_folder) as assistant:
        yield assistant.index


def line(text: str) -> Line:
    return Line("g.md", 0, len(text), text, ("Guide",), 1, True, False, 1.0)


@pytest.mark.parametrize(
    ("before", "asks"),
    [
        ("Relational operators test", True),
        ("The exit sensor checks", True),
        ("The guard needs to see", True),
        ("The clerk asks the customer", True),
        ("Find out", True),
        ("The boiler needs a safety check", False),
        ("Run the self test", False),
        ("The label is only shown", False),
        ("The lamp goes out", False),
    ],
)
def test_an_if_behind_a_verb_of_finding_out_asks(before: str, asks: bool) -> None:
    assert asks_whether(before) is asks


def test_an_instruction_without_its_object_is_not_asked_for() -> None:
    torn, whole = (
        next(iter(rules_in([line(text)])))
        for text in (
            "When two trains share a track, use the whole timetable to determine which train goes first.",
            "When two trains share a track, use the siding of the smaller station.",
        )
    )
    assert not torn.need and whole.need == "two trains share a track"


def test_a_case_is_told_in_correct_english() -> None:
    assert case_of("you added a track to the plan", "if") == "somebody added a track to the plan"
    assert not case_of("sorting by weight alone is not enough", "when")
    assert case_of("sorting parcels by weight", "when") == "somebody is sorting parcels by weight"
    assert not case_of("you do", "if")


def test_a_variable_is_none_where_the_guide_documents_it() -> None:
    assert names_variable("beltSpeed is odd") and names_variable("the value of belts[i] is odd")
    assert not any(names_variable(one) for one in ("core.fileMode is set", "the iPhone rings", "addFilter() is called"))


def test_values_of_a_program_are_not_looked_up(index: Index) -> None:
    asked = [one.need for one in lookups_in(read_source(index), ())[0] if one.need]
    assert asked and not any("parcelCount" in one or "“Branches" in one for one in asked)
    assert any("oil" in one.casefold() for one in asked)
    assert traces_program(("customer_id", "Total")) and not traces_program(("Oil", "Smoke point", "pH"))


@given(st.text(max_size=80))
def test_what_ends_in_a_question_asks(text: str) -> None:
    assert asks_whether(text) or not ends_in_question(text)
    case_of(f"you {text}", "if")
