"""Questions on tables that nobody can answer without the guide: no code that spells its name, no heading that is no noun."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.cell_clauses import torn
from studyground.assistant.practice.writing.cell_values import names_one
from studyground.assistant.practice.writing.lookup_wording import row_asked_for, value_question
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.table_leaks import (
    begins_alike,
    even_looks,
    spells,
    spelt_out,
    with_their_noun,
)
from studyground.assistant.practice.writing.table_read import words_of
from studyground.assistant.practice.writing.table_words import fuller_noun, head_of
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

GUIDE = """# The ferry office

## 1. Fares

All fares hang from the full fare.

| Code | Fare | Distance from the full fare |
|---|---|---|
| FUL | Full fare | 0% |
| ADV | Advance fare | 18% |
| SEMI | Semi-flexible | 8% |
| KIN | Kindergarten | 40% |
| TRI3 | Three trips or more | 12% |
| RES | Resident | 25% |

## 2. The crossing calendar

| Colour | Expected load | What it means at the quay |
|---|---|---|
| Blue | under 60% | any lorry may come |
| Green | 60–80% | normal rules |
| Amber | 80–92% | no free bicycles |
| Red | over 92% | no lorries |

## 3. Ropes

| Rope | Good | Bad |
|---|---|---|
| Hemp | smells well, cheap to buy | rots within the year |
| Nylon | stretches a good deal | weak in strong sunlight |
| Polyester | hardly stretches at all | dear and slippery in the hand |
| Polypropylene | floats behind the boat | melts on the winch |
"""


@pytest.fixture(scope="module")
def ferry(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide with three tables."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("ferry"), data_folder, "ferry.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def bank(ferry: Assistant) -> Generated:
    return generate(ferry, load_blueprint("mls-c01"), count=24, seed=2)


def test_no_question_asks_what_a_code_spells_itself(bank: Generated) -> None:
    assert not any("what is the fare for" in one.stem.casefold() for one in bank.questions)
    assert not any("which fare code has the fare" in one.stem.casefold() for one in bank.questions)


def test_a_judgement_over_a_column_is_never_used_as_a_noun(bank: Generated) -> None:
    stems = " ".join(one.stem.casefold() for one in bank.questions)
    assert "this bad" not in stems and "the bad" not in stems and "the good" not in stems


def test_a_row_is_asked_for_with_its_noun_and_a_table_by_its_heading(ferry: Assistant) -> None:
    read = read_source(ferry.index)
    fares, calendar = (words_of(table, read, ()) for table in read.tables[:2])
    assert fares is not None and fares.noun == "fare code"
    asked = row_asked_for(fares.noun, fares.heads[2], "18%")
    assert asked == "for which fare code is the distance from the full fare 18%?"
    assert calendar is not None
    assert value_question(calendar, 2, 1) == (
        "According to the table under “The crossing calendar”, what is the expected load for the colour “Amber”?"
    )


def test_codes_that_spell_their_names_are_known() -> None:
    names = {
        "BFR": "Best flexible",
        "ADV": "Advance purchase",
        "LOS3": "Three nights or more",
        "COR": "Corporate, dynamic",
    }
    assert all(spells(code, name) for code, name in names.items())
    assert not spells("W1", "Walked guest booked out") and not spells("Amber", "Ambitious")
    assert spelt_out(list(names), list(names.values())) and not spelt_out(["Red", "Blue"], ["stop", "go"])


def test_a_cell_that_begins_as_its_row_does_gives_it_away() -> None:
    assert begins_alike("invents order for colours", "Ordinal", ["Hashing", "Embedding"])
    assert not begins_alike("needs training", "Embedding", ["Ordinal", "Hashing"])


def test_keys_do_not_look_alike_beside_wrong_options_of_another_look() -> None:
    assert not even_looks(["Class E at 10,000 ft", "Class E below 10,000 ft"], ["Class C", "Class B", "Class D"])
    assert even_looks(["Class C", "Class D"], ["Class A", "Class E by night", "Class B"])


def test_letters_are_shown_with_what_they_are_letters_of() -> None:
    assert with_their_noun(["A", "B", "E by night"], "class") == ["Class A", "Class B", "Class E by night"]
    assert with_their_noun(["Amber", "B"], "class") == ["Amber", "B"]


def test_a_value_in_the_range_of_another_row_names_none() -> None:
    assert not names_one("−12%", ["−10% to −20% by contract", "−5%"])
    assert names_one("−8%", ["−10% to −20% by contract", "−5%"])


def test_heads_that_judge_are_no_nouns_and_a_serving_option_is_called_so() -> None:
    for raw in ("Good", "Bad", "Dangerous"):
        head = head_of(raw, ())
        assert head is not None and head.said == ""
    assert fuller_noun("option", "", "Serving") == "serving option" and fuller_noun("rope", "", "Serving") == "rope"


def test_a_noun_with_its_own_clause_is_no_subject() -> None:
    assert torn("the least a night".split()) and not torn("the size of the file".split())
