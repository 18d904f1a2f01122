"""A thing whose meaning is asked for in a setting: the guide says what it is, and speaks of the setting where it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.asked_setting import setting_last, setting_of, things_defined
from studyground.assistant.assistant import Assistant
from studyground.assistant.definitions import SAYS_SO, defines
from studyground.assistant.question import understand
from studyground.ingest.terms import terms
from tests.opened_guide import opened_guide

GUIDE = """# Keeping bees through the year

## Swarming

A cast is a second swarm that leaves the hive some days after the prime swarm with a young queen. It is smaller than the first
and flies further. Colonies that are short of room send out casts most often.

## Making sculptures of wax

A mould is not a lump of plaster, and it cannot be used wet. A mould is a hollow form into which hot wax is poured. Before the
first pouring it is brushed with soap.

## Prices at the market

Honey was sold at seven francs a jar last autumn. The cast list of the village play hung beside the stall.
"""


@pytest.fixture(scope="module")
def beekeeper(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(GUIDE, tmp_path_factory.mktemp("bees"), data_folder, reader="") as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "What is a cast of a colony?",
        "In swarming, what does the term cast mean?",
        "Explain the term cast as a kind of swarm.",
        "What is a cast in beekeeping terms, when bees swarm?",
        "With swarms, what is a cast?",
    ],
)
def test_a_thing_is_defined_in_the_setting_it_is_asked_in(beekeeper: Assistant, question: str) -> None:
    answer = beekeeper.ask(question)
    assert answer.status == "answered"
    assert answer.citations[0].quote.startswith("A cast is a second swarm")


@pytest.mark.parametrize("question", ["What is a cast of a broken leg?", "In iron founding, what is a cast?"])
def test_the_same_word_in_a_foreign_setting_is_not_answered(beekeeper: Assistant, question: str) -> None:
    assert beekeeper.ask(question).status == "not_in_guide"


def test_what_it_is_comes_before_what_it_is_not(beekeeper: Assistant) -> None:
    answer = beekeeper.ask("Could you give me the exact definition of a mould?")
    assert answer.citations[0].quote == "A mould is a hollow form into which hot wax is poured."


@pytest.mark.parametrize(
    ("sentence", "least", "most"),
    [
        ("A mould is not a lump of plaster.", 0.0, 0.6),
        ("A mould is not only a hollow form.", SAYS_SO, 1.0),
        ("A mould is not a lump but a hollow form.", SAYS_SO, 1.0),
    ],
)
def test_a_denial_is_no_definition(sentence: str, least: float, most: float) -> None:
    assert least <= defines(terms("mould"), sentence) <= most


@pytest.mark.parametrize(
    ("asked", "put"),
    [
        ("In swarming, what does the term cast mean?", "What is cast in swarming?"),
        ("In spring, what is the best food?", "In spring, what is the best food?"),
        ("For the exam, how long do I have?", "For the exam, how long do I have?"),
    ],
)
def test_a_setting_that_leads_is_put_last_where_a_meaning_is_asked(asked: str, put: str) -> None:
    assert setting_last(asked) == put


@pytest.mark.parametrize(
    ("asked", "thing"),
    [
        ("What is a cast of a colony?", "cast"),
        ("What is interleaving as a study method?", "interleaving"),
        ("What is the price of a jar?", None),
        ("What is data?", None),
    ],
)
def test_where_a_thing_is_asked_of(asked: str, thing: str | None) -> None:
    question = understand(asked)
    setting = setting_of(question)
    assert (setting.thing if setting else None) == thing
    assert set(things_defined(question)) <= {question.subject, thing}
