"""What belongs to an answer from beside the best sentence, and what does not: on a guide to a lighthouse and its history."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.completing import calls_this, completed, leaves_reason, with_span_beside
from studyground.assistant.dangling import points_back
from studyground.assistant.furniture import furnishes, only_asks
from studyground.assistant.picked import sentence_of
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings

LIGHT = """# Keeping the light of Orrin

## The lamp

The Vesker burner needs a wick and the older Dorn burner a mantle. We recommend the Vesker burner as the standard. In a draught
it goes on burning, and when the oil is cold, particularly in March, the Dorn burner can go out altogether. Do not trim a wick
while it is hot.

Oil is kept in the cellar. It is carried up in cans of four litres.

## The keepers' revolt

The guild of Orrin ruled the coast for a century. In the spring of 1741 Halm, Brask and Tolna closed their quays to its boats. The
guild gave in to this Salt League in return for a yearly toll. The toll was paid until 1802.

## The peace of Brask

Admiral Tessa Holm presided, and the Peace of Brask was signed on 9 May 1803. Orrin obtained two islands, the northern half of
the sound and a free harbour in Tolna. The guild archive burned down a year later.

## The watch

To keep the keepers awake, the guild used a rule named the double bell. Under it, each keeper had to ring every second hour, and
his mate had to answer within a minute. The bells and the answers tired the men out, and few slept on watch.

## Two treaties

On 4 March 1811 the guild signed the Treaty of Halm, which opened two harbours to foreign ships for water. It did not yet allow
the sale of fish. That came with the Fenwick Treaty of 1815, negotiated by a consul. Fenwick was a rich man, and his house
stands near the quay.
"""
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """An assistant over the guide to the lighthouse."""
    folder = tmp_path_factory.mktemp("light")
    (folder / "light.md").write_text(LIGHT, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "light.md"], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    """What it answers."""
    return assistant.ask


def test_an_advice_brings_its_reason_to_who_asks_why(ask: Ask) -> None:
    answer = ask("Why is the Vesker burner better than the Dorn burner as the standard?").answer
    assert "can go out altogether" in answer and "trim" not in answer


def test_this_league_brings_the_sentence_that_says_who_it_was(assistant: Assistant) -> None:
    look = assistant.look("Which towns took part in the Salt League?")
    item = next(one for one in look.candidates if "Salt League" in one.text)
    shown = completed(assistant.index, look.question, [sentence_of(assistant.index, item)], 120)
    assert len(shown) == 2 and "Halm, Brask and Tolna" in shown[0].text
    other = assistant.look("What did the guild get for its toll?").question
    assert len(completed(assistant.index, other, [sentence_of(assistant.index, item)], 120)) == 1


def test_what_the_reader_finds_right_after_the_best_comes_first(assistant: Assistant) -> None:
    look = assistant.look("What did Orrin get from the Peace of Brask?")
    signed, obtained, burned = (
        next(at for at, item in enumerate(look.candidates) if word in item.text)
        for word in ("was signed", "obtained", "burned")
    )
    scores = np.full(len(look.candidates), -3.0)
    scores[signed] = 1.0
    margins = np.full(len(look.candidates), -2.0)
    margins[[obtained, burned]] = 6.0
    assert np.argmax(with_span_beside(look.question, look.candidates, scores, margins)) == obtained
    margins[obtained] = 1.0
    assert np.argmax(with_span_beside(look.question, look.candidates, scores, margins)) == signed


def test_under_it_brings_what_it_is(ask: Ask) -> None:
    answer = ask("How did the guild keep the keepers from sleeping on watch?").answer
    assert "Under it" not in answer or "double bell" in answer


def test_two_things_told_one_after_the_other_are_compared_as_told(ask: Ask) -> None:
    answer = ask("What is the difference between the Treaty of Halm and the Fenwick Treaty?").answer
    assert "did not yet allow" in answer and "That came with the Fenwick Treaty" in answer and "rich man" not in answer


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("The guild gave in to this Harbour League in return for salt.", "who was in the Harbour League?", True),
        ("The guild gave in to this new demand.", "who was in the Harbour League?", False),
        ("The guild, which hated this Harbour League, gave in.", "who was in the Harbour League?", False),
    ],
)
def test_a_thing_called_this(text: str, question: str, expected: bool) -> None:
    assert calls_this(text, set(terms(question))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We recommend the Vesker burner as the standard.", True),
        ("We recommend the Vesker burner, as it does not go out.", False),
        ("The burner is better because it is quiet.", True),
        ("The burner is better because it burns cold oil, in any draught and at every season of the year.", False),
        ("The burner stands on three legs of iron and has a lid with a hinge.", False),
    ],
)
def test_a_sentence_that_leaves_its_reason_to_the_next(text: str, expected: bool) -> None:
    assert leaves_reason(text, set(terms("why is the Vesker burner better as the standard"))) is expected


def test_forms_of_sentences() -> None:
    assert points_back("Under it, each keeper rings.") and not points_back("Under the roof, each keeper rings.")
    assert only_asks("Are all the lamps equal?") and only_asks("Ask yourself before you climb: are the lamps lit?")
    assert not only_asks("The round avoids this by asking one single question: are all the lamps lit?")
    assert furnishes("paragraph", "How To Keep The Northern Light House Running Through Every Winter")
    assert not furnishes("paragraph", "How to keep the light running through the winter is told below")
    assert furnishes("item", "max-ratio: See the description of max-ratio in Transfer Options.")
    assert not furnishes("item", "Panes: See-through ones break first.")
