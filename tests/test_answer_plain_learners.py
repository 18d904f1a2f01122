"""Questions as a beginner types them: no capitals in a name, "when not to", amounts in words, and no case told."""

from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import candidates
from studyground.assistant.history import asked_one_by_one
from studyground.assistant.introduced import within_documents, without_name
from studyground.assistant.kinds import holds
from studyground.assistant.question import parts_of, understand
from studyground.assistant.retrieve import prepare, retrieve
from studyground.assistant.sides import sides_of
from studyground.assistant.told_cases import behind_what_holds, told_of_case
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

DYEING = """# The craft exam and how to prepare

This chapter explains how the exam for the Guild of Wool Dyers (code GWD-7) works. It tells what to bring and when to come.

## The paper

The GWD-7 exam has 28 questions, and the pass mark is 19. A paper that is handed in late is not marked.

## Who may come

The practice that the guild recommends before the paper is about three years at a vat.
"""
VATS = """# Vats and wool

## Mordants

A mordant is a salt that binds the dye to the wool. Alum brightens yellow, and iron darkens every colour. Do not use iron as a
mordant for silk, because iron makes silk brittle.

Rinse the wool after dyeing and never before it, because wet wool takes the dye unevenly.

Madder is the most widely used root for red wool.

## Decisions

### The brown that would not hold

A weaver in Bergen dyes forty skeins with walnut and sees the brown fade in a month of sun. The skeins are sold already, and the
water is soft. What should the weaver do with the mordant?

- **Decision:** Double the mordant to eight spoons of iron. Iron holds walnut in soft water, and the buyer wants a dark brown.
- **Rejected:** Dye the skeins again with madder. Madder gives red and not brown.
- **Rejected:** Wash the skeins in iron salts once a year. Iron salts would darken them each time.

A customer once put skeins on a balance.
"""


@pytest.fixture(scope="module")
def dyers(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("dyers")
    (folder / "exam.md").write_text(DYEING, encoding="utf-8")
    (folder / "vats.md").write_text(VATS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "exam.md", folder / "vats.md"], settings)
    return Assistant.open(settings)


def test_an_exam_called_by_its_words_is_the_one_its_chapter_introduces(dyers: Assistant) -> None:
    def introduced(question: str) -> list[str]:
        query = prepare(dyers.index, question)
        found = within_documents(dyers.index, query, retrieve(dyers.index, query, 8, 0.5), 0.5).documents
        return [dyers.index.document_by_id(one).document for one in found]

    assert introduced("how many questions are on the guild of wool dyers exam") == ["exam.md"]
    assert introduced("how many questions are on the guild of silk weavers exam") == []
    rest, name = without_name("how many questions are on the wool dyers exam", in_words=True)
    assert rest == "how many questions are on the exam" and name


def test_the_course_of_one_case_stands_behind_what_holds_for_all(dyers: Assistant) -> None:
    found = candidates(dyers.index, dyers.search("How do I use iron as a mordant?"))
    decided = next(at for at, item in enumerate(found) if item.text.startswith("Decision: Double"))
    general = next(at for at, item in enumerate(found) if item.text.startswith("Do not use iron"))
    scores = np.full(len(found), -9.0)
    scores[decided], scores[general] = 2.0, 0.5
    asked = understand("How do I use iron as a mordant?")
    told = understand(
        "The brown of my walnut skeins fades in a month and my water is soft. What should I do with the mordant?"
    )
    assert int(np.argmax(behind_what_holds(asked, found, scores))) == general
    assert int(np.argmax(behind_what_holds(told, found, scores))) == decided
    reason = next(at for at, item in enumerate(found) if item.text.startswith("Madder gives"))
    would = next(at for at, item in enumerate(found) if item.text.startswith("Iron salts would"))
    assert not told_of_case(found[reason]) and told_of_case(found[would]) and told_of_case(found[decided])
    scores[general] = -3.0  # nothing near it holds for all
    assert int(np.argmax(behind_what_holds(asked, found, scores))) == decided


def test_a_brand_is_not_answered_by_another_thing(dyers: Assistant) -> None:
    assert dyers.ask("Which brand of balance is best for red wool?").status == "not_in_guide"


def test_before_or_after_are_no_two_things() -> None:
    assert sides_of("should I rinse before or after dyeing") == ()
    assert sides_of("should I use alum or iron") == ("alum", "iron")


def test_when_not_to_is_a_question_of_its_own() -> None:
    assert len(parts_of("what is a mordant and when not to use it")) == 2
    assert parts_of("when not to use a mordant") == ()


def test_an_amount_of_time_in_words_is_a_quantity() -> None:
    asked = understand("How much practice should I have before the paper?")
    assert asked.wanted == "quantity"
    assert holds(asked, "The practice that the guild recommends is about three years at a vat.") == 1.0
    assert holds(asked, "The practice that the guild recommends is long.") == 0.0


def test_it_means_the_whole_of_a_thing_named_after_a_deed() -> None:
    assert asked_one_by_one("what is wet felting and when should I use it")[1] == "when should I use wet felting?"
    assert asked_one_by_one("what is the dyer doing and why is it slow")[1] == "why is the dyer slow?"
