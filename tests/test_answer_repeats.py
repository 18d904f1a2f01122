"""What says nothing new: repeats, announced needs, rhetoric, second sentences beside the point, on a guide to a small garden."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.assistant import Assistant
from studyground.assistant.restating import alike, announces_need, news, rhetorical, says_again
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings

GARDEN = """# A kitchen garden

## Pests

Keeping pigeons away from young cabbages without harming the birds is another common requirement. Stretching Corvanet over hoops
solves it until the heads have formed. A gardener may seek a way to keep slugs from lettuce without poison. Copper Tape laid
round the bed turns them back.

## Compost

A well-turned heap of compost reaches sixty degrees in a week, killing seeds of weeds and the eggs of pests. A well-turned heap of
compost reaches sixty degrees in a week, which kills the seeds of weeds. Woody stems rot slowly.

## Learning

The path to becoming a good gardener is not just a matter of technique. Becoming a good gardener takes five seasons of notes on
sowing, weather and harvest.
"""
Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Ask:
    """What the assistant answers over the guide to the garden."""
    folder = tmp_path_factory.mktemp("garden")
    (folder / "garden.md").write_text(GARDEN, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "garden.md"], settings)
    assistant = Assistant.open(settings)
    return lambda question: assistant.ask(question).answer


def test_a_need_brings_what_to_do_about_it(ask: Ask) -> None:
    answer = ask(
        "We must keep pigeons away from our young cabbages but may not harm the birds. Which product should we use?"
    )
    assert "Corvanet" in answer
    assert answer.index("pigeons") < answer.index("Corvanet")


def test_what_is_said_twice_is_shown_once(ask: Ask) -> None:
    assert ask("How hot does a well-turned heap of compost get?").count("sixty degrees") == 1
    assert ask("What happens in a well-turned compost heap?").count("sixty degrees") == 1


def test_a_denial_is_no_answer(ask: Ask) -> None:
    answer = ask("How do I become a good gardener?")
    assert "five seasons" in answer and "not just" not in answer


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Drying herbs in a damp loft is a common problem.", True),
        ("Another situation may involve a tenant leaving before the term ends.", True),
        ("A skipper may want to anchor on rock.", True),
        ("A colony needs 18 kilograms of honey.", False),
        ("In a situation where the mast is lost, the engine must be started at once.", False),
        ("The tenant must give notice in writing.", False),
    ],
)
def test_a_need_is_announced(text: str, need: bool) -> None:
    assert announces_need(text) is need


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("Sailing is not just a sport.", True),
        ("It is tempting to see the law as a machine.", True),
        ("Understanding the difference between ebb and flood is vital.", True),
        ("Sailing is not only a sport but also a trade.", False),
        ("The tide is not just high but eight metres higher than at noon.", False),
        ("Ebb is the falling tide.", False),
    ],
)
def test_rhetoric(text: str, empty: bool) -> None:
    assert rhetorical(text) is empty


def test_saying_again_is_measured_by_what_is_new() -> None:
    shown = ["The old mill by the river grinds rye and spelt into coarse flour for bakers."]
    assert says_again("The old mill by the river grinds rye and spelt into coarse flour daily.", shown, ())
    assert not says_again("The old mill by the river grinds 40 sacks of rye and spelt into coarse flour.", shown, ())
    assert not says_again("The red cable carries power to the lamp.", ["The blue cable carries power to the pump."], ())


def test_news_leaves_out_words_of_one_root() -> None:
    assert news("Fraud detectors detect fraud.", set(terms("fraud detection"))) == set()
    assert news("Prefer recall.", set(terms("fraud detection"))) == {"prefer", "recal"}


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=120))
def test_a_text_says_nothing_new_beside_itself(text: str) -> None:
    assert not news(text, set(terms(text)))
    assert alike(text, text) == bool(terms(text))
