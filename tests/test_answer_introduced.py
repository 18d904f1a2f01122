"""What a document is about as a whole need not be named again in the sentence that answers."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.introduced import within_documents, without_name
from studyground.assistant.retrieve import prepare, retrieve
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

EXAM = """# The harbour exam and how to prepare

This chapter explains how the exam for harbour pilots (code HBR-200) works. It tells what to bring and when to come.

## Questions

The HBR-200 exam has 40 questions, of which 35 are scored. The HBR-200 exam is held in the old customs house. Every question of
the HBR-200 exam has four options.

## Marking

Marking takes about a week. The result is a number from 0 to 100, and the pass mark is 62. A candidate who fails must wait
ten days.

## What changed

The HBR-200 exam replaced an older paper in spring. People who hold the older paper keep it.
"""
OTHER = """# Tugs

Tugs push ships to the quay. The HBR-200 exam asks about them. A tug of the port burns 90 litres an hour and carries a crew
of four. The outline of the exam for harbour pilots (HBR-200) gives this chapter 20 % of the scored questions.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("pilots")
    (folder / "exam.md").write_text(EXAM, encoding="utf-8")
    (folder / "tugs.md").write_text(OTHER, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "exam.md", folder / "tugs.md"], settings)
    return Assistant.open(settings)


def introduced(assistant: Assistant, question: str) -> list[str]:
    query = prepare(assistant.index, question)
    hits = retrieve(assistant.index, query, 8, 0.5)
    found = within_documents(assistant.index, query, hits, 0.5).documents
    return [assistant.index.document_by_id(one).document for one in found]


def test_a_document_introduces_what_its_title_or_first_sentence_names(assistant: Assistant) -> None:
    assert introduced(assistant, "What is the passing score of HBR-200?") == [
        "exam.md"
    ]  # tugs.md has the name further down
    assert introduced(assistant, "What is the passing score of HBR-300?") == []
    assert introduced(assistant, "What is the passing score?") == []
    assert introduced(assistant, "what's the passing score for harbour pilots?") == ["exam.md"]
    assert introduced(assistant, "what's the passing score for harbour cooks?") == []


def test_the_name_is_not_asked_of_each_sentence_of_such_a_document(assistant: Assistant) -> None:
    assert "the pass mark is 62" in assistant.ask("What mark do I need to pass HBR-200?").answer
    assert "62" not in assistant.ask("What mark do I need to pass HBR-300?").answer


def test_a_sentence_does_not_win_by_the_name_alone(assistant: Assistant) -> None:
    for question in ("What is the passing score of HBR-200?", "what's the passing score for harbour pilots?"):
        answer = assistant.ask(question).answer
        assert "the pass mark is 62" in answer and "20 %" not in answer


@pytest.mark.slow
def test_the_first_question_of_a_candidate_is_answered(guide_assistant: Assistant) -> None:
    assert "750" in guide_assistant.ask("What is the passing score of MLS-C01?").answer
    other = guide_assistant.ask("What is the passing score of MLA-C01?").answer
    assert "720" in other and "pass mark is 750" not in other


@pytest.mark.parametrize(
    ("question", "rest", "name"),
    [
        ("What is the passing score of HBR-200?", "What is the passing score?", True),
        ("How long is the HBR-200 exam?", "How long is the HBR-200 exam?", False),  # too little is left
        ("What is HBR-200?", "What is HBR-200?", False),
        ("How do HBR-200 and HBR-300 differ in price?", "How do HBR-200 and HBR-300 differ in price?", False),
        ("Which fee is due for Harbour Pilots?", "Which fee is due?", True),
        ("which fee is due for harbour pilots?", "which fee is due for harbour pilots?", False),  # not in capitals
    ],
)
def test_a_question_without_its_name(question: str, rest: str, name: bool) -> None:
    assert without_name(question)[0] == rest
    assert bool(without_name(question)[1]) == name


def test_several_words_at_the_end_may_be_a_name() -> None:
    assert without_name("which fee is due for harbour pilots?", at_end=True)[0] == "which fee is due?"
    assert without_name("which fee is due for pilots?", at_end=True)[1] == frozenset()
