"""What happens or has to be done in a case: mined from plain sentences, asked from the case and from the deed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.writing.consequence_rivals import next_to, sort_of
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_consequences import CASE, FORM, consequences_in
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.occasion_drafts import occasion_drafts
from studyground.assistant.practice.writing.whole_clauses import full_clause
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

LIGHTHOUSE = """# Lighthouse handbook

## Lamp room

The keeper climbs to the lamp room at dusk. If the burner mantle cracks, the reserve lantern takes over within a minute.
Spare mantles lie in the oak chest.

## Fog station

Visibility is read from the gallery. When the headland vanishes from view, the horn sounds twice each minute. The compressor
is tested on Mondays.

## Landing stage

Supply boats come in summer. If the swell reaches the top step, the boat turns back to the harbour. Ropes are renewed in May.

## Radio

The radio stands in the watch room. When the battery loses half its charge, the transmitter falls silent. A spare set is
kept in the cellar.

## Tide gauge

The gauge hangs by the boathouse. If seaweed blocks the inlet pipe, the pen draws a straight line. The paper lasts one week.

## Cistern

Rain water is kept below the tower. If the cistern runs dry, drinking water comes from the mainland. The roof is washed in
March.

## Garden

Cabbages grow behind the wall. When salt spray damages the leaves, the seedlings go into the cold frame.
"""


def mined(text: str) -> list[tuple[str, str, str]]:
    """How, case and outcome of what is mined from one paragraph and can be asked."""
    parts = [f"{part.rstrip('.')}." for part in text.split(". ")]
    lines = [
        Line("g.md", at * 200, at * 200 + len(part), part, ("G", "Part"), 1, not at, False, 1.0)
        for at, part in enumerate(parts)
    ]
    return [
        (one.situation, one.need, one.thing) for one in consequences_in(lines) if one.need and one.situation != CASE
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("If the mantle cracks, the reserve lantern takes over.", ("if", "the mantle cracks", "the reserve lantern takes over")),
        ("The engine stops twice when fog hides the cape.", ("when", "fog hides the cape", "The engine stops twice")),
        (
            "3.2 If a rope frays, the bosun shall replace the whole length.",
            ("if", "a rope frays", "the bosun must replace the whole length"),
        ),
        ("In frost, the hinges must be oiled each evening.", ("at", "in frost", "the hinges must be oiled each evening")),
        (
            "Trim the wick to a finger's breadth, otherwise the glass blackens within an hour.",
            ("otherwise", "Trim the wick to a finger's breadth", "the glass blackens within an hour"),
        ),
    ],
)  # fmt: skip
def test_a_case_and_what_comes_of_it_are_read(text: str, found: tuple[str, str, str]) -> None:
    assert found in mined(text)


@pytest.mark.parametrize(
    "text",
    [
        "The lantern burns even when the mantle cracks.",  # and without that too
        "The gate stays open at once a week.",
        "If the mantle cracks, close the valve.",  # tells what to do: a rule
        "If it cracks, the lantern takes over.",
        "In practice, the hinges last for years.",
        "The boat turns back if the swell rises, unless the mail is aboard.",
        "If you fail the exam, the centre keeps the fee.",
    ],
)
def test_what_leans_or_holds_anyway_is_no_consequence(text: str) -> None:
    assert not mined(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("long lists dominate the training", True),
        ("the count and the slip differ", True),
        ("the engine stops twice", True),
        ("from the old valve", False),
        ("when the lamp fails", False),
        ("better brushes for the deck", False),
    ],
)
def test_a_whole_clause_has_a_subject_and_its_verb(text: str, whole: bool) -> None:
    assert full_clause(text) is whole


@given(st.text(max_size=160))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for fact in consequences_in([Line("g.md", 0, len(text), text, ("G",), 1, True, False, 1.0)]):
        assert fact.form == FORM and fact.thing


def test_cases_are_options_of_one_form() -> None:
    assert (
        shapes_of("When the headland vanishes from view") == shapes_of("If seaweed blocks the inlet pipe") == {"clause"}
    )
    assert not shapes_of("Close the main valve") & shapes_of("When the headland vanishes from view")


@pytest.fixture(scope="module")
def lighthouse(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a handbook that tells in each section what happens in one case."""
    with opened_guide(LIGHTHOUSE, tmp_path_factory.mktemp("lighthouse"), data_folder) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def desk(lighthouse: Assistant) -> Desk:
    return Desk.of(lighthouse.index, mine(lighthouse.index), 3)


def outcomes(desk: Desk) -> list[Fact]:
    return [one for one in desk.mined.actions if one.form == FORM and one.need and one.situation in ("if", "when")]


def test_each_case_of_a_guide_is_found_and_none_stands_beside_itself(desk: Desk) -> None:
    found = outcomes(desk)
    assert len(found) > LIGHTHOUSE.count("## ") // 2
    for one in found:
        beside = [desk.facts[name] for name in desk.mined.other_actions.get(one.id, ())]
        assert one not in beside
        assert all(sort_of(other) == sort_of(one) and not next_to(other, one) for other in beside)


def test_what_happens_is_asked_for_its_case_beside_cases_of_something_else(desk: Desk) -> None:
    asked = {one.thing: list(occasion_drafts(one, desk, False, 3)) for one in outcomes(desk)}
    assert any(asked.values())
    for outcome, made in asked.items():
        for draft in made:
            assert set(outcome.casefold().split()[:2]) <= set(re.findall(r"\w+", draft.stem.text.casefold()))
            assert [option.correct for option in draft.options] == [True, False, False, False]
            cases = [option.text.removeprefix("When ") for option in draft.options]
            told = {one.need: one for one in outcomes(desk)}
            assert told[cases[0]].thing == outcome and all(told[case].thing != outcome for case in cases[1:])
            assert all(
                told[case].text.rstrip(".") in option.rationale
                for case, option in zip(cases, draft.options, strict=True)
            )


def test_a_batch_asks_for_cases_and_every_gate_holds(lighthouse: Assistant) -> None:
    made = generate(lighthouse, load_blueprint("mls-c01"), 10, kind="single", seed=2)
    asked = [one for one in made.questions if all(option.text.startswith("When ") for option in one.options)]
    asked += [one for one in made.questions if one.stem.startswith("What happens ")]
    assert asked
    context = GateContext.of(lighthouse, ())
    for one in asked:
        assert all(check.passed for check in check_question(one, context))
