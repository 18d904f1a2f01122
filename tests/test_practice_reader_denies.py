"""The reader as a gate's second opinion: a stem or a reason that the cited words deny, which the rules let pass."""

from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation, find_loosely
from studyground.assistant.practice.check import recheck
from studyground.assistant.practice.gates.claims import claim_of
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.key_supported import key_supported
from studyground.assistant.practice.practice_question import LABELS, Option, PracticeQuestion, content_id
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

KILN = """# Firing clay

## Kilns

- The raku kiln cools glazed pots in open air, so that the glaze cracks into a net.
- The gas kiln burns propane and starves the flame of oxygen, which turns copper glazes red.
- The electric kiln heats coils of wire and keeps its air rich in oxygen.
- The wood kiln is stoked with split logs of pine, and its ash melts into a glaze.
"""
OPTIONS = ("Raku kiln", "Gas kiln", "Electric kiln", "Wood kiln")
STEM = "Which kiln is stoked with split logs of pine, and its ash melts into a glaze?"
QUOTE = "The wood kiln is stoked with split logs of pine, and its ash melts into a glaze."
REASON = "The wood kiln is stoked with split logs of pine."


@pytest.fixture(scope="module")
def kilns(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the guide above."""
    folder = tmp_path_factory.mktemp("kilns")
    (folder / "kilns.md").write_text(KILN, encoding="utf-8")
    settings = Settings(index=folder / "index", data=folder / "data")
    ingest([folder / "kilns.md"], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def question(kilns: Assistant) -> PracticeQuestion:
    """An honest question on it."""
    span = find_loosely(kilns.index.stored_text("kilns.md"), QUOTE)
    assert span
    cited = citation(kilns.index, 1, kilns.index.document("kilns.md").id, *span)
    return PracticeQuestion(
        id=content_id(STEM, OPTIONS),
        type="multiple_choice",
        select=1,
        stem=STEM,
        options=tuple(
            Option(LABELS[at], text, at == 3, REASON if at == 3 else "", (cited,) if at == 3 else ())
            for at, text in enumerate(OPTIONS)
        ),
        domain="",
        objective="",
        difficulty="foundation",
        citations=(cited,),
    )


def without_reader(assistant: Assistant) -> GateContext:
    """The same guide, no reader."""
    settings = Settings(index=assistant.index.folder, reader="none")
    return GateContext.of(Assistant.open(settings))


@pytest.mark.parametrize(
    ("stem", "option", "claim"),
    [
        ("Which gas ripens fruit?", "Ethylene", "Ethylene ripens fruit."),
        ("Which of these is a kiln?", "Raku", "Raku is a kiln."),
        ("Buds: which of these is described as “a shoot”?", "Bulb", "Buds: Bulb is described as “a shoot”."),
        ("A potter wants ash on her pots. Which kiln should she use?", "Wood kiln", "A potter wants ash on her pots. Wood kiln."),
        ("What does a kiln do?", "It fires clay.", "What does a kiln do: It fires clay."),
        ("Two fire pots. Which kilns are hot? (Choose two.)", "Gas kiln", "Two fire pots. Gas kiln are hot."),
    ],
)  # fmt: skip
def test_a_stem_and_an_option_make_a_claim(stem: str, option: str, claim: str) -> None:
    assert claim_of(stem, option) == claim


def test_an_honest_question_is_kept_and_its_receipt_says_that_the_reader_was_asked(
    kilns: Assistant, question: PracticeQuestion
) -> None:
    check = key_supported(question, GateContext.of(kilns))
    assert check.passed
    assert "The reader, asked, finds them denied with 0." in check.detail


def test_a_stem_turned_round_is_rejected_by_the_reader_only(kilns: Assistant, question: PracticeQuestion) -> None:
    turned = replace(question, stem=STEM.replace("is stoked", "is not stoked"))
    assert key_supported(turned, without_reader(kilns)).passed
    check = key_supported(turned, GateContext.of(kilns))
    assert not check.passed
    assert "the words cited deny what the stem says of “Wood kiln”" in check.detail


def test_a_reason_that_the_cited_words_deny_is_rejected(kilns: Assistant, question: PracticeQuestion) -> None:
    key = replace(question.options[3], rationale="The wood kiln is not stoked with split logs of pine.")
    wrong = replace(question, options=(*question.options[:3], key))
    assert key_supported(wrong, without_reader(kilns)).passed
    check = key_supported(wrong, GateContext.of(kilns))
    assert not check.passed
    assert "deny the reason for “Wood kiln”" in check.detail


def test_a_reason_that_the_cited_words_do_not_speak_of_is_rejected(
    kilns: Assistant, question: PracticeQuestion
) -> None:
    key = replace(question.options[3], rationale="The wood kiln is fired for three days.")
    check = key_supported(replace(question, options=(*question.options[:3], key)), GateContext.of(kilns))
    assert not check.passed
    assert "the words cited do not bear out the reason for “Wood kiln”" in check.detail


def test_a_reason_that_is_the_cited_words_is_not_asked_for(kilns: Assistant, question: PracticeQuestion) -> None:
    key = replace(question.options[3], rationale=QUOTE)
    check = key_supported(replace(question, options=(*question.options[:3], key)), GateContext.of(kilns))
    assert check.passed
    assert check.detail.endswith("and the reason with 0.00.")


def test_without_a_reader_the_receipt_is_as_it_was(kilns: Assistant, question: PracticeQuestion) -> None:
    check = key_supported(question, without_reader(kilns))
    assert check.passed
    assert check.detail == "The cited words name the key and say what the stem asks for."


def test_checking_again_gives_the_same_receipts(kilns: Assistant, question: PracticeQuestion, tmp_path: Path) -> None:
    first, second = (recheck([question], kilns) for _ in range(2))
    assert [one.checks for one in first.kept] == [one.checks for one in second.kept]
    assert first.to_json() == second.to_json()
