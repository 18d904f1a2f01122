"""Acronyms and long forms are one, "In Norway, …" does not answer for Sweden, and headings that count are lists."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.features import FEATURES
from studyground.ingest.acronyms import shortened
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

TRADE = """# The trade of the lift mechanic

## What the work is

A lift technician keeps Vertical Transport Systems (VTS) safe. The work asks for a steady hand, and every day brings another
building. Most towns have too few technicians for their Vertical Transport Systems.

## Wages

In Norway, wages for lift technicians average around 52,000 euros a year. Apprentices live on less. In Sweden, the average hovers
around 47,000 euros, above all in the large cities. The United Kingdom is a case of its own. Technicians there begin near 31,000
pounds and end near 60,000.

## Tools

A vertical transport system carries people and goods between floors. VTS controllers log every door fault.
"""
EXAM = """# The examination

The examination is divided into three parts, each taken on a day of its own. Candidates may bring a ruler.

## Part 1: Electrical work

Wiring, fuses and earthing are tested at the bench.

## Part 2: Mechanical work

Ropes, brakes and guides are tested in the shaft.

## Part 3: Safety law

Candidates answer questions on the safety law of their country. To get ready, do these things:

- Read the parts of the law that your examiner names.
- Visit a building with an old lift.
- Ask a colleague to examine you.
"""
GAP = EXAM.replace("Part 2: Mechanical work", "Mechanical work")


@pytest.fixture(scope="module")
def reads(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Callable[[str], Assistant]:
    def read(text: str) -> Assistant:
        folder = tmp_path_factory.mktemp("scope")
        (folder / "guide.md").write_text(text, encoding="utf-8")
        settings = Settings(index=folder / "index", data=data_folder)
        ingest([folder / "guide.md"], settings)
        return Assistant.open(settings)

    return read


@pytest.fixture(scope="module")
def trade(reads: Callable[[str], Assistant]) -> Assistant:
    return reads(TRADE)


@pytest.mark.parametrize(
    ("question", "figure", "not_figure"),
    [
        ("How much does a lift technician earn in Sweden?", "47,000", "52,000"),
        ("salary of a lift technician in Sweden", "47,000", "52,000"),
        ("What do lift technicians get paid in Norway?", "52,000", "47,000"),
        ("How much do lift technicians earn in the UK?", "31,000", "52,000"),
    ],
)
def test_a_sum_is_that_of_the_place_asked_for(question: str, figure: str, not_figure: str, trade: Assistant) -> None:
    answer = trade.ask(question).answer
    assert figure in answer
    assert not_figure not in answer


def test_a_sentence_that_holds_for_another_place_is_measured_so(trade: Assistant) -> None:
    look = trade.look("How much does a lift technician earn in Sweden?")
    elsewhere = {
        item.text[:9]: row[FEATURES.index("elsewhere")]
        for item, row in zip(look.candidates, look.features, strict=True)
    }
    assert elsewhere["In Norway"] == 1
    assert elsewhere["In Sweden"] == 0
    look = trade.look("How much does a lift technician earn?")
    assert not look.features[:, FEATURES.index("elsewhere")].any()


def test_an_acronym_is_its_long_form_and_the_long_form_its_acronym(trade: Assistant) -> None:
    missing = FEATURES.index("worst_missing")
    for question, told in (
        ("What does a VTS carry?", "A vertical transport system carries"),
        ("What do vertical transport systems log?", "VTS controllers log"),
    ):
        look = trade.look(question)
        rows = [row for item, row in zip(look.candidates, look.features, strict=True) if item.text.startswith(told)]
        assert rows
        assert all(row[missing] == 0 for row in rows)


def test_long_forms_are_found_only_where_the_guide_writes_the_acronym() -> None:
    known = {"vts": ["Vertical Transport Systems"], "ab": ["Any Body"]}
    assert shortened("what is a vertical transport system", known, {"vts": 1}) == {"vts": "vertical transport system"}
    assert shortened("what is a vertical transport", known, {"vts": 1}) == {}
    assert shortened("what are vertical transport systems", known, {"vts": 1}) == {"vts": "vertical transport systems"}
    assert shortened("what are vertical transport systems", known, {}) == {}
    assert shortened("is any body there", known, {"ab": 2}) == {"ab": "any body"}


@pytest.mark.parametrize(
    "question", ["Which parts does the examination have?", "What are the three parts of the examination?"]
)
def test_headings_that_count_are_the_list(question: str, reads: Callable[[str], Assistant]) -> None:
    answer = reads(EXAM).ask(question)
    assert answer.answer.startswith("The examination is divided into three parts")
    for heading in ("- Part 1: Electrical work [", "- Part 2: Mechanical work [", "- Part 3: Safety law ["):
        assert heading in answer.answer
    assert "examiner names" not in answer.answer
    assert [citation.quote for citation in answer.citations][1:] == [
        "Part 1: Electrical work",
        "Part 2: Mechanical work",
        "Part 3: Safety law",
    ]


def test_headings_with_a_gap_are_no_list(reads: Callable[[str], Assistant]) -> None:
    assert "- Part 1: Electrical work" not in reads(GAP).ask("Which parts does the examination have?").answer


MANUAL = """# The stove

## Setting up

To light the stove for the first time:

- Open the lower vent.
- Lay two logs and a firelighter.
- Close the door after ten minutes.

## Fuels

The following fuels may be burnt.

- Beech, dried for two years.
- Birch, dried for one year.

## Times

| Part | Cleaned every | Made of |
| --- | --- | --- |
| Inner Flue | 6 months | steel |
| Ash Drawer | 2 days | tin |

It is important to let the stove cool before cleaning. India's stoves are fired with dung. They burn at 300 degrees.
"""


@pytest.fixture(scope="module")
def stove(reads: Callable[[str], Assistant]) -> Assistant:
    return reads(MANUAL)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (
            "How do I light the stove for the first time?",
            ("- Open the lower vent.", "- Close the door after ten minutes."),
        ),
        ("Which fuels may be burnt in the stove?", ("- Beech, dried for two years.", "- Birch, dried for one year.")),
    ],
)
def test_what_leads_a_list_in_brings_the_list(question: str, shown: tuple[str, ...], stove: Assistant) -> None:
    answer = stove.ask(question).answer
    assert all(item.rstrip(".") in answer for item in shown)


def test_a_row_of_another_name_is_no_answer(stove: Assistant) -> None:
    answer = stove.ask("How often is the Ash Drawer cleaned?").answer
    assert "2 days" in answer
    assert "6 months" not in answer


def test_a_name_the_guide_does_not_know_makes_unsure(stove: Assistant) -> None:
    known = stove.look("How is the Ash Drawer cleaned?").confidence
    assert stove.look("How is the Zanzibar cleaned?").confidence < known / 1.5


def test_an_it_that_points_at_nothing_stands_alone(stove: Assistant) -> None:
    found = {item.text[:15]: item for item in stove.look("Must the stove cool before cleaning?").candidates}
    assert not found["It is important"].dangling
    assert found["They burn at 30"].dangling


def test_a_negation_the_guide_writes_out_is_not_missing(stove: Assistant) -> None:
    unknown = FEATURES.index("unknown")
    assert not stove.look("What if I don't let the stove cool?").features[:, unknown].any()
    assert stove.look("What if I polish the stove?").features[:, unknown].all()


TIDES = """# Notes on a river

The flood gate. It closes by itself when the river stands at four metres. Nobody may stand on it then.

Two keepers live beside the river. The third visit of the day is paid at dusk, when the lamps are lit.
"""


def test_the_first_words_of_a_paragraph_may_be_its_heading(reads: Callable[[str], Assistant]) -> None:
    found = reads(TIDES).look("When does the flood gate close?").candidates
    assert "The flood gate." not in {item.text for item in found}
    (closes,) = (item for item in found if item.text.startswith("It closes"))
    assert closes.path[-1] == "The flood gate."


def test_a_number_is_the_same_in_figures_and_in_words(reads: Callable[[str], Assistant]) -> None:
    look = reads(TIDES).look("When is the 3rd visit paid?")
    visit = next(at for at, item in enumerate(look.candidates) if "visit" in item.text)
    assert look.features[visit, FEATURES.index("unknown")] == 0.0
    assert look.features[visit, FEATURES.index("cover")] == 1.0


TWO_TRADES = {
    "diving.md": "# The diver's papers\n\nA diving certificate is valid for two years. Divers renew it in spring.\n",
    "lorries.md": "# The lorry driver's papers\n\nA lorry driver's certificate is valid for five years. It is shown.\n",
}


def test_a_certificate_of_another_trade_is_no_other_opinion(
    tmp_path_factory: pytest.TempPathFactory, data_folder: Path
) -> None:
    folder = tmp_path_factory.mktemp("trades")
    for name, text in TWO_TRADES.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / name for name in TWO_TRADES], settings)
    answer = Assistant.open(settings).ask("How long is a lorry driver's certificate valid?")
    assert not answer.conflicts
    assert "five years" in answer.answer and "two years" not in answer.answer


PACKING = """# Going up the hill

## The rucksack

A climber's bag is light.

In the rucksack go these things:

- A rope of thirty metres.
- Two litres of water.
- A whistle.
"""


@pytest.mark.parametrize(
    "question", ["What goes in the rucksack?", "what must be in the rucksack", "list the things in the rucksack"]
)
def test_what_belongs_in_something_is_a_list(question: str, reads: Callable[[str], Assistant]) -> None:
    answer = reads(PACKING).ask(question)
    assert answer.status == "answered"
    assert all(thing in answer.answer for thing in ("thirty metres", "litres of water", "whistle"))
