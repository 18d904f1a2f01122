"""Advice: what to do in a case, mined whole, and questions whose options are instructions for other cases."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.writing.advised import advised, askable_advice
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_actions import actions_in
from studyground.assistant.practice.writing.mining_source import Line
from studyground.ingest.index import Index, open_index
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

ORDINARY = frozenset("paper selection sand batch water garden".split())
GARDEN = """# The kitchen garden

## Watering

Use a drip hose when the beds are narrow and the summer is dry, because little water evaporates. Use a watering can when
seedlings are weak. Cover the soil with straw when nobody can water during the holidays. Use rain barrels when the roof
is large and the mains are expensive.

## Soil

Add coarse sand when clay stays wet in spring. Spread ripe compost when the plants grow pale. Add green manure when a bed
lies empty in winter, because bare ground loses its nitrogen. Add wood ash when the leaves scorch at the edge.

## Pests

Use fine netting when white butterflies lay eggs on cabbage. Set beer traps when slugs eat the young lettuce. Use
yellow cards when small flies rise from the pots.
"""


def a_line(text: str, weight: float = 1.0) -> Line:
    """A sentence as mining reads it."""
    return Line("garden.md", 0, len(text), text, ("Garden", "Watering"), 1, True, False, weight)


def advice(text: str, weight: float = 1.0) -> list[tuple[str, str, str]]:
    """What is mined from a sentence: instruction, case, shape."""
    found = actions_in([a_line(text, weight)], frozenset(("Flink",)), ORDINARY.__contains__)
    return [(one.thing, one.need, one.need_shape) for one in found]


@pytest.mark.parametrize(
    ("text", "act", "case", "shape"),
    [
        (
            "Use event time with a watermark when records can arrive late, because processing time misplaces them.",
            "Use event time with a watermark", "records can arrive late", "clause",
        ),
        ("If the beds are narrow, use a drip hose.", "Use a drip hose", "the beds are narrow", "clause"),
        ("To keep slugs away, set beer traps.", "Set beer traps", "keep slugs away", "infinitive"),
        (
            "Choose a row format over a tree format when programs write whole records.",
            "Use a row format", "programs write whole records", "clause",
        ),
        ("Prefer PR-AUC to ROC-AUC when positives are rare.", "Use PR-AUC", "positives are rare", "clause"),
        ("On-demand mode suits unknown or spiky traffic.", "Use on-demand mode", "unknown or spiky traffic", "noun"),
        ("If you use two disks, mirror the second one.", "", "", ""),
        ("If you want to query the log, run the report tool.", "Run the report tool", "query the log", "infinitive"),
        (
            "Use the median when a distribution is skewed or has outliers.",
            "Use the median", "a distribution is skewed", "clause",
        ),
        (
            "Use term weights when the set is small, speed matters or terms must be inspected.",
            "Use term weights", "the set is small", "clause",
        ),
    ],
)  # fmt: skip
def test_advice_is_mined_whole(text: str, act: str, case: str, shape: str) -> None:
    assert advice(text) == ([(act, case, shape)] if act else [])


@pytest.mark.parametrize(
    "text",
    [
        "Note that the file may be overwritten when the network is managed.",
        "Use selection when people must pay for each input.",  # one everyday word says too little
        "Use the following procedure to join two tables.",
        "Use it when records can arrive late.",
        "Use a cold frame when the frost is there.",
        "Use a zero when the variable contains zeros, and another transformation when it contains negative values.",
        "Platt scaling fits a sigmoid to the scores.",
        "Batch jobs run when the night begins.",
        "Transfer learning fails to help when the new domain shares little with the old one.",
        "Should one use netting when butterflies lay eggs?",
    ],
)
def test_what_tells_nobody_what_to_do_or_leans_on_its_passage_is_no_advice(text: str) -> None:
    assert advice(text) == []


def test_advice_about_studying_is_left_alone() -> None:
    text = "Use short cards when the evening is free."
    assert advice(text) and not advice(text, weight=0.35)


@given(st.text(max_size=200))
def test_any_sentence_is_read_without_an_error(text: str) -> None:
    for act, case, _ in advice(text):
        assert act[:1].isupper() and case


@pytest.fixture(scope="module")
def gardening(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index over a guide of advice on a subject that no rule was made for."""
    folder = tmp_path_factory.mktemp("garden")
    (folder / "garden.md").write_text(GARDEN, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "garden.md"], settings)
    index = open_index(settings)
    yield index
    index.close()


@pytest.fixture(scope="module")
def shipped_desk(guide_assistant: "Assistant") -> Desk:
    return Desk.of(guide_assistant.index, mine(guide_assistant.index), 5)


@pytest.fixture(scope="module")
def desk(gardening: Index) -> Desk:
    return Desk.of(gardening, mine(gardening), 3)


def by_act(mined: Mined, act: str) -> Fact:
    return next(one for one in mined.actions if one.thing == act)


def test_options_are_instructions_of_the_guide_for_other_cases(desk: Desk) -> None:
    fact = by_act(desk.mined, "Spread ripe compost")
    draft = next(advised(fact, desk, False, 3))
    acts = {one.thing: one for one in desk.mined.actions if one.form == "rule"}
    assert draft.options[0].text == fact.thing and draft.options[0].correct
    assert len({option.text for option in draft.options}) == 4
    assert all(option.text in acts for option in draft.options)
    assert fact.need in draft.stem.text and not any(
        one.need and one.need in draft.stem.text for one in acts.values() if one != fact
    )
    assert all(option.rationale.endswith("That is another case than the one here.") for option in draft.options[1:])


def test_what_stands_nearer_in_the_guide_comes_first(desk: Desk) -> None:
    fact = by_act(desk.mined, "Set beer traps")
    first = [desk.facts[one].thing for one in desk.mined.other_actions[fact.id][:2]]
    assert set(first) == {"Use fine netting", "Use yellow cards"}


def test_a_case_says_what_it_is_about_where_a_heading_tells(shipped_desk: Desk) -> None:
    desk = shipped_desk
    shown = {fact.thing: desk.matter(fact) for fact in desk.mined.actions}
    assert shown["Use the median"] == "centre and spread"
    assert shown["Use SMOTE-NC"] == "class imbalance"
    for fact in desk.mined.actions:
        words = set(re.findall(r"[a-z]{4,}", fact.thing.lower()))
        assert not words & set(re.findall(r"[a-z]{4,}", desk.matter(fact)))


def test_a_heading_is_told_only_where_wrong_options_stand_under_it_too(shipped_desk: Desk) -> None:
    fact = next(one for one in shipped_desk.mined.actions if one.thing == "Use the median")
    elsewhere = [one for one in shipped_desk.mined.actions if one.section[:2] != fact.section[:2]][:3]
    assert shipped_desk.matter(fact) and shipped_desk.matter(fact, [fact, fact])
    assert not shipped_desk.matter(fact, elsewhere) and not shipped_desk.matter(fact, [fact, *elsewhere])


def test_cases_that_only_exclude_or_compare_are_not_asked() -> None:
    line = "Use Kinesis streams when there is no Kafka investment. Use topic search for a simpler index on one machine."
    facts = [one for part in line.split(". ") for one in actions_in([a_line(part)], frozenset(), ORDINARY.__contains__)]
    assert len(facts) == 2 and not any(askable_advice(fact) for fact in facts)
