"""Direct questions for figures: what is asked plainly, what is refused, and which figures stand beside the right one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.amounts import amounts_in, counts_in, value_of
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Mined
from studyground.assistant.practice.writing.figure_bare import asked_bare, bare_in
from studyground.assistant.practice.writing.figure_direct import direct
from studyground.assistant.practice.writing.figure_drafts import figure_drafts
from studyground.assistant.practice.writing.figure_series import as_round, may_be_made_up, neighbours
from studyground.assistant.practice.writing.mining_blanks import BLANK
from studyground.assistant.practice.writing.mining_figures import figures_in
from studyground.assistant.practice.writing.mining_source import read_source
from studyground.assistant.practice.writing.shown_draft import as_shown
from tests.opened_guide import opened_guide

GUIDE = """# The town archive

## Lending

Upload and download of scans are limited to 256 MB, so send links and no files. A parcel is tied with a paper label; the label is
replaced every two years. In the north annex the speed limit is 8 knots at the quay and 4 knots at the slip. Visitors under 14
years old need a card from a parent. A lending desk can hold up to 60 sealed boxes. Receipts are sent within 12 days of
the return. The registrar closes the file within 30 days. Lost cards are blocked for up to 36 hours.

## Repairs to bindings

Wait at least 6 weeks before the second coat on old leather. Usually the glue: it needs 3 hours in the press at the window.
The north store is open 24 hours a day for the porters. If a binder needs nine days, the notes for the rest are idle talk.
A reading desk has five brass lamps. The damp alarm goes off below 40 % on any floor of the old store.
"""


def small(who: str) -> str:
    return who[:1].lower() + who[1:] if who[1:2].islower() or who[1:2] == " " else who


@pytest.fixture(scope="module")
def archive(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over rules of which most can be asked directly."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("archive"), data_folder, "archive.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def mined(archive: Assistant) -> Mined:
    facts, beside = figures_in(read_source(archive.index), archive.index)
    return Mined(archive.index.index_id, (), (), {}, {}, actions=facts, other_actions=beside)


@pytest.fixture(scope="module")
def questions(archive: Assistant, mined: Mined) -> list[PracticeQuestion]:
    """Every question for a figure, as the batch would show it."""
    desk = Desk.of(archive.index, mined, 3)
    batch = Batch(archive, desk, GateContext.of(archive), 3)
    made = []
    for fact in mined.actions:
        draft = next(figure_drafts(fact, desk, 3), None) if fact.need else None
        shown = as_shown(draft, archive.index) if draft else None
        if shown:
            desk.spread.count(shown.stem.used)
            made.append(batch.question(shown, Place("", "", False)))
    return made


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        ("State and output are limited to 256 KB", "To what size are state and output limited?"),
        ("Failed calls are retried for up to 72 hours", "For how long at most are failed calls retried?"),
        ("A town clerk pays each bill inside five working days", "Within how many working days does a town clerk pay each bill?"),
        ("Bills must be paid within 30 days of the sale", "Within how many days of the sale must bills be paid?"),
        ("Papers close three weeks ahead of each meeting", "How many weeks ahead of each meeting do papers close?"),
        ("Oblique stitches go in at 45 degrees", "At what angle do oblique stitches go in?"),
        ("A rule group can hold up to 60 inbound rules", "How many inbound rules can a rule group hold at most?"),
        ("Remains under 100 years old need a licence from the town", "Below what age do remains need a licence from the town?"),
        ("Pallets over 1,000 kg must be moved with a forklift", "Above what weight must pallets be moved with a forklift?"),
        ("The default wait of a probe is 3 seconds", "What is the default wait of a probe?"),
        (
            "A room made with the plain form closes after 600 seconds of silence unless you say otherwise",
            "After how many seconds of silence does a room made with the plain form close unless you say otherwise?",
        ),
    ],
)  # fmt: skip
def test_a_figure_is_asked_for_directly(clause: str, question: str) -> None:
    amounts = (*amounts_in(clause), *counts_in(clause))
    assert question in [made.question for amount in amounts if (made := direct(clause, amount, small))]


@pytest.mark.parametrize(
    "clause",
    [
        "The registrar closes the file within 30 days",  # of what
        "Processing may start up to 20 minutes after the hour",  # processing of what
        "It needs at least 500 boxes",
        "Spread at least 3 months before a crop",
        "Museums under 40 staff are not charged for the first checks",  # "not" is left to the quoted sentence
        "A written report follows inside 48 hours",
        "Access points on channel 1 transmit on 3 MHz when idle",
    ],
)
def test_what_does_not_say_what_it_means_is_not_asked(clause: str) -> None:
    assert not any(direct(clause, amount, small) for amount in (*amounts_in(clause), *counts_in(clause)))


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        ("An address has 32 bits", "How many bits does an address have?"),
        ("Each account is limited to 20 rooms per region", "How many rooms is each account limited to per region?"),
        ("The default port for mail is 443", "What is the default port for mail?"),
        ("A list has three main parts", ""),
        ("The mark is 700 on a scale from 100 to 1,000", ""),
    ],
)
def test_numbers_of_things_are_asked_where_a_clause_is_plain(clause: str, question: str) -> None:
    asked = asked_bare(clause, small) if any(bare_in(clause)) else None
    assert (asked.question if asked else "") == question


def test_wrong_figures_are_as_round_as_the_right_one() -> None:
    (hours,), (size,), (other,) = amounts_in("24 hours"), amounts_in("256 KB"), amounts_in("13 hours")
    assert {"12 hours", "36 hours", "48 hours"} <= set(neighbours(hours))
    assert set(neighbours(size)) == {"64 KB", "128 KB", "512 KB", "1024 KB"}
    assert not as_round(other, hours)
    (odd,) = amounts_in("29 seconds")
    assert {"19 seconds", "39 seconds"} <= set(neighbours(odd))
    (wave,), (port,) = amounts_in("406 MHz"), bare_in("The default port for mail is 443")
    assert not may_be_made_up(wave) and not may_be_made_up(port)


def test_what_a_label_stood_for_is_named_in_full(mined: Mined) -> None:
    needs = {fact.need for fact in mined.actions}
    assert "How often is the paper label replaced?" in needs
    assert "In the north annex, what is the speed limit at the quay?" in needs
    assert "Below what age do visitors need a card from a parent?" in needs


def test_a_second_figure_of_the_sentence_is_no_option(mined: Mined) -> None:
    fact = next(one for one in mined.actions if "speed limit" in one.need)
    facts = {one.id: one for one in mined.actions}
    assert "4 knots" not in [facts[one].thing for one in mined.other_actions[fact.id]]


def test_a_sentence_that_gives_its_figure_away_is_not_quoted(mined: Mined) -> None:
    quoted = " ".join(fact.need for fact in mined.actions if BLANK in fact.need)
    assert not any(part in quoted for part in ("a day for", "Usually", "binder"))


def test_reasons_are_not_said_twice(questions: list[PracticeQuestion]) -> None:
    assert len(questions) >= 6
    for question in questions:
        reasons = [option.rationale for option in question.options]
        assert len(set(reasons)) == len(reasons), question.stem


def test_every_direct_question_passes_the_gates(archive: Assistant, questions: list[PracticeQuestion]) -> None:
    context = GateContext.of(archive)
    for question in questions:
        assert not [check for check in check_question(question, context) if not check.passed], question.stem
        sizes = [value_of(option.text) for option in question.options]
        assert sizes == sorted(size for size in sizes if size is not None)
