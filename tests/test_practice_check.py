"""Checking whole banks: good questions kept, swapped keys rejected, citations followed through a new ingest."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studyground.assistant.practice.check import (
    GateContext,
    check_question,
    checked_question,
    reanchored,
    recheck,
    with_citations,
)
from studyground.assistant.practice.practice_question import PracticeQuestion, question_from_json
from studyground.settings import Settings
from tests.gated_questions import question_maker

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

WRITTEN = Path(__file__).with_name("practice_questions.jsonl")
KEPT_AT_LEAST = 0.95
REJECTED_AT_LEAST = 0.9
REMEDIES = """# Garden troubles

## Remedies

Every remedy below has one purpose, and a gardener should choose the one that fits the trouble.

- Nettle broth drives aphids away from roses, because the smell confuses them.
- Lime powder cures club root in cabbage beds, because it makes sour soil sweet.
- Copper tape keeps snails off raised beds, because they dislike its touch.
- Wood ash feeds potassium to tomatoes that flower poorly.
"""
STEM = (
    "A school garden has rows of roses beside a wall. Aphids cover the young shoots, and the children want to drive them "
    "away without spraying anything bought in a shop. Which remedy should they prepare?"
)
OPTIONS = ("Nettle broth", "Lime powder", "Copper tape", "Wood ash")
BROTH = "Nettle broth drives aphids away from roses, because the smell confuses them."


@cache
def written() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines())


def bank(assistant: "Assistant", part: str) -> list[PracticeQuestion]:
    return [
        question_maker(assistant)(item["stem"], item["options"], item["keys"], item["document"], *item["quotes"])
        for item in written()
        if item["part"] == part
    ]


def swaps(question: PracticeQuestion) -> list[PracticeQuestion]:
    """The question with its first key moved to each wrong option in turn; citations stay."""
    key = question.keys[0]
    return [
        replace(
            question,
            options=tuple(
                replace(option, correct=option is wrong or (option.correct and option is not key))
                for option in question.options
            ),
        )
        for wrong in question.distractors
    ]


def rejected_share(questions: list[PracticeQuestion], context: GateContext) -> float:
    return sum(not checked_question(question, context).passed for question in questions) / len(questions)


def test_the_questions_are_varied_and_in_two_halves() -> None:
    parts = [item["part"] for item in written()]
    assert parts.count("tune") >= 30
    assert parts.count("report") >= 30
    assert len({item["document"] for item in written()}) >= 6
    assert len({item["stem"] for item in written()}) == len(written())


@pytest.mark.slow
@pytest.mark.parametrize("part", ["tune", "report"])
def test_good_questions_are_kept_and_swapped_keys_rejected(guide_assistant: "Assistant", part: str) -> None:
    questions = bank(guide_assistant, part)
    found = recheck(questions, guide_assistant)
    assert len(found.kept) / len(questions) >= KEPT_AT_LEAST, [(one.failed, one.detail) for one in found.rejected]
    context = GateContext.of(guide_assistant)
    swapped = [swap for question in questions for swap in swaps(question)]
    assert rejected_share(swapped, context) >= REJECTED_AT_LEAST


@pytest.mark.slow
def test_without_citations_too(guide_assistant: "Assistant") -> None:
    context = GateContext.of(guide_assistant)
    questions = [replace(question, citations=()) for question in bank(guide_assistant, "report")]
    assert rejected_share(questions, context) <= 0.1
    swapped = [swap for question in questions for swap in swaps(question)]
    assert rejected_share(swapped, context) >= REJECTED_AT_LEAST


@pytest.mark.slow
def test_questions_with_another_questions_stem_or_citation_are_rejected(guide_assistant: "Assistant") -> None:
    context = GateContext.of(guide_assistant)
    questions = [question for question in bank(guide_assistant, "tune") if question.select == 1]
    foreign = questions[7:] + questions[:7]
    stems = [replace(one, stem=other.stem) for one, other in zip(questions, foreign, strict=True)]
    spans = [replace(one, citations=other.citations) for one, other in zip(questions, foreign, strict=True)]
    assert rejected_share(stems, context) >= REJECTED_AT_LEAST
    assert rejected_share(spans, context) >= REJECTED_AT_LEAST


def test_a_bank_is_reported_as_the_contract_says(guide_assistant: "Assistant") -> None:
    good, other = bank(guide_assistant, "tune")[:2]
    wrong = swaps(other)[0]
    seen: list[int] = []
    found = recheck([good, wrong, good], guide_assistant, progress=seen.append)
    assert seen == [1, 2, 3]
    report = found.to_json()
    assert list(report) == ["schema", "questions", "kept", "rejected"]
    assert report["questions"] == 3
    assert report["kept"] == [good.id]
    assert [one["id"] for one in report["rejected"]] == [wrong.id, good.id]
    assert report["rejected"][1]["failed"] == ["fresh"]
    assert all(one["failed"] and one["detail"] for one in report["rejected"])
    assert json.loads(json.dumps(report)) == report
    assert found.kept[0].passed
    assert found.kept[0].index == guide_assistant.index.index_id


def test_checking_twice_says_the_same_and_survives_the_file(guide_assistant: "Assistant") -> None:
    question = bank(guide_assistant, "tune")[0]
    context = GateContext.of(guide_assistant)
    once = checked_question(question, context)
    assert checked_question(question_from_json(once.to_json()), context) == once


@pytest.fixture
def garden(tmp_path: Path, data_folder: Path) -> Settings:
    folder = tmp_path / "garden"
    folder.mkdir()
    (folder / "remedies.md").write_text(REMEDIES, encoding="utf-8")
    return Settings(index=tmp_path / "index", data=data_folder)


def opened(settings: Settings, text: str | None = None, name: str = "remedies.md") -> "Assistant":
    """The assistant over the garden's guide, its text replaced first where one is given."""
    from studyground.assistant.assistant import Assistant
    from studyground.ingest.pipeline import ingest

    assert settings.index is not None
    folder = settings.index.parent / "garden"
    if text is not None:
        (folder / "remedies.md").unlink()
        (folder / name).write_text(text, encoding="utf-8")
    ingest([folder], settings)
    return Assistant.open(settings)


def test_a_span_that_moved_is_cited_where_it_stands_now(garden: Settings) -> None:
    before = opened(garden)
    question = question_maker(before)(STEM, OPTIONS, [0], "remedies.md", BROTH)
    option = replace(question.options[2], rationale="It keeps snails off.", citations=question.citations)
    question = replace(question, options=(*question.options[:2], option, question.options[3]))
    first = recheck([question], before)
    assert first.rejected == ()
    after = opened(garden, REMEDIES.replace("## Remedies\n", "## Remedies\n\nA garden needs water on dry days.\n"))
    moved = reanchored(first.kept[0], GateContext.of(after))
    for item in (moved.citations[0], moved.options[2].citations[0]):
        assert item.start > question.citations[0].start
        assert after.index.stored_text(item.document)[item.start : item.end] == item.quote == BROTH
    assert recheck(first.kept, after).kept[0].citations == moved.citations


def test_a_file_with_another_name_is_found_again(garden: Settings) -> None:
    question = question_maker(opened(garden))(STEM, OPTIONS, [0], "remedies.md", BROTH)
    after = opened(garden, REMEDIES, name="cures.md")
    found = recheck([question], after)
    assert [item.document for item in found.kept[0].citations] == ["cures.md"]


def test_a_span_that_is_gone_retires_the_question_with_the_reason(garden: Settings) -> None:
    question = question_maker(opened(garden))(STEM, OPTIONS, [0], "remedies.md", BROTH)
    found = recheck([question], opened(garden, REMEDIES.replace(BROTH, "Nettle broth is a drink.")))
    assert found.kept == ()
    assert "key_supported" in found.rejected[0].failed
    assert "no longer" in found.rejected[0].detail


def test_a_rationale_that_lost_its_span_says_that_the_guide_is_silent(garden: Settings) -> None:
    assistant = opened(garden)
    question = question_maker(assistant)(STEM, OPTIONS, [0], "remedies.md", BROTH)
    tape = question_maker(assistant)(
        STEM, OPTIONS, [0], "remedies.md", "Copper tape keeps snails off raised beds"
    ).citations
    option = replace(question.options[2], rationale="Copper tape is for snails.", citations=tape)
    question = replace(question, options=(*question.options[:2], option, question.options[3]))
    after = opened(
        garden, REMEDIES.replace("Copper tape keeps snails off raised beds, because they dislike its touch.", "Copper.")
    )
    anchored = reanchored(question, GateContext.of(after))
    assert anchored.options[2].citations == ()
    assert anchored.options[2].rationale == "The guide does not say what Copper tape is for."


def test_an_imported_question_gets_the_words_that_support_it(garden: Settings) -> None:
    context = GateContext.of(opened(garden))
    question = replace(question_maker(context.assistant)(STEM, OPTIONS, [0], "remedies.md"), generator="imported:csv")
    assert not question.citations
    found = with_citations(question, context)
    assert [item.quote for item in found.citations] == [BROTH]
    assert all(check.passed for check in check_question(found, context))
    nonsense = replace(
        question, stem="A clerk files tax returns for a shipping line in March. Which form is due first?"
    )
    assert with_citations(nonsense, context).citations == ()
    assert not checked_question(nonsense, context).passed


def test_an_empty_bank_and_a_guide_with_nothing_in_it(garden: Settings) -> None:
    assistant = opened(garden, "# Nothing\n\nHere.\n")
    assert recheck([], assistant).to_json() == {"schema": 1, "questions": 0, "kept": [], "rejected": []}
    found = recheck([question_maker(assistant)(STEM, OPTIONS, [0], "remedies.md")], assistant)
    assert "key_supported" in found.rejected[0].failed
