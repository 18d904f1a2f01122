"""Questions for two that have something in common: rows of a table with one value, and members of one of two like lists."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext, check_question, recheck
from studyground.assistant.practice.gates.same_value import shared
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.table_share import TableShare
from studyground.assistant.practice.writing.mining_same_value import shared_in
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.same_value_wording import (
    asked_of_column,
    asked_of_member,
    asked_of_rank,
    listed_under,
    several_of,
)
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

APIARY = """# Keeping bees on the ridge

## Hives in use

Five kinds of hive stand on the ridge, and each wants other frames and another floor under it.

| Hive | Frame | Needs a queen excluder? | Full weight |
|---|---|---|---|
| National | wood | Yes | 31 kg |
| Langstroth | wood | Yes, under the super | 36 kg |
| Warré | top bar | No | 22 kg |
| Kenya | top bar | No | 44 kg |
| Skep | none | No | 12 kg |
| Other hives | varies | Yes, but only in May | 20 kg |

## Ailments

Signs of chalk brood: hard white mummies, spotty comb and mummies on the floor board.

Signs of nosema: streaked hive fronts, crawling workers, swollen abdomens and dwindling numbers.
"""
STEM = "Which two of these hives need a queen excluder? (Choose two.)"
OPTIONS = ("Kenya", "National", "Warré", "Langstroth", "Skep")


@pytest.fixture(scope="module")
def apiary(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(APIARY, tmp_path_factory.mktemp("apiary"), data_folder, "apiary.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def batch(apiary: Assistant) -> Generated:
    return generate(apiary, load_blueprint("mls-c01"), 20, seed=2)


def test_rows_with_one_value_and_lists_of_one_kind_are_found(apiary: Assistant) -> None:
    found = {group.asked: group for group in shared_in(read_source(apiary.index))}
    excluder = found["Which {n} of these hives need a queen excluder"]
    assert [member.text for member in excluder.members] == ["National", "Langstroth"]
    assert [member.text for member in excluder.outsiders] == ["Warré", "Kenya", "Skep"]
    assert "Which {n} of these hives have the largest full weight" in found
    assert not any("other" in member.text.casefold() for group in found.values() for member in group.outsiders)
    brood = found["Which {n} of these are signs of chalk brood"]
    assert {member.text for member in brood.outsiders} >= {"Crawling workers", "Swollen abdomens"}


def test_a_question_is_written_and_its_keys_hold(apiary: Assistant, batch: Generated) -> None:
    found = [one for one in batch.questions if one.select > 1]
    assert found and all((one.select, len(one.options)) in ((2, 5), (3, 6)) for one in found)
    assert any(one.stem.startswith(("Which two of these ", "For which two of these ")) for one in found)
    assert len(recheck(found, apiary).kept) == len(found)


def test_with_another_key_no_question_holds(apiary: Assistant, batch: Generated) -> None:
    context = GateContext.of(apiary)
    for question in (one for one in batch.questions if one.select > 1):
        right = next(n for n, one in enumerate(question.options) if one.correct)
        for wrong in (n for n, one in enumerate(question.options) if not one.correct):
            options = tuple(
                replace(one, correct=(one.correct and n != right) or n == wrong)
                for n, one in enumerate(question.options)
            )
            checks = check_question(replace(question, options=options), context, stop_at_first=True)
            assert not all(check.passed for check in checks)


def test_the_gate_reads_the_guide_and_not_the_key(apiary: Assistant) -> None:
    context = GateContext.of(apiary)
    found = shared(STEM, OPTIONS, context)
    assert found is not None and found.answers == {1, 3}
    assert shared(STEM, (*OPTIONS[:4], "Dadant"), context) is None
    assert shared("Which two of these hives need a smoker? (Choose two.)", OPTIONS, context) is None


def test_wording() -> None:
    assert several_of("type of loan") == "types of loan" and several_of("model family") == "model families"
    assert asked_of_column("channel", "Mode", "simplex") == "For which {n} of these channels is the mode simplex"
    assert asked_of_column("letter", "Takes effect", "on receipt") == ""
    assert asked_of_column("finish", "Light, maximum", "50 lux") == (
        "For which {n} of these finishes is the maximum light 50 lux"
    )
    assert asked_of_column("print", "Deposit", "none") == "For which {n} of these prints is there no deposit"
    assert asked_of_column("duty", "SageMaker", "AWS") == ""
    assert asked_of_member("germ", "Typical food", "rice") == "For which {n} of these germs is rice a typical food"
    assert asked_of_rank("loan", "Notice", "month", most=True) == "Which {n} of these loans have the longest notice"
    assert asked_of_rank("edition", "Year", "", most=True) == ""
    assert listed_under("Signs of heat stroke") == "signs of heat stroke"
    assert listed_under("Our thoughts on it") == ""


def test_a_value_that_is_told_is_not_asked_for() -> None:
    share, table = TableShare(40), ("d", ("Hives",))
    share.share(table, ("wood", "top bar"))
    assert share.full(table, ("Wood", "wax"))
    assert not share.full(table, ("wax", "straw"))
    share.count(table, ("cork", "straw"))
    assert share.tells(table, ("straw",)) and not share.tells(table, ("wax",))
