"""What a weak model adds to a sentence it has mostly copied: words again, a clause of its own, another thing's property."""

from pathlib import Path
from typing import Any

import pytest

from studyground.assistant.language_model.beyond_question import says_something
from studyground.assistant.language_model.beyond_source import of_other_subject, said_again, unbacked_clause
from studyground.assistant.language_model.verification import Source
from studyground.assistant.language_model.wording_likeness import WordVectors
from studyground.ingest.index import open_index
from studyground.settings import Settings

SMOKER = "A smoker calms the hive, because bees that smell smoke fill their stomachs with honey."
FRAMES = "The brood frame holds eggs and larvae, and the super frame holds honey for the beekeeper."


@pytest.fixture(scope="module")
def vectors(small_index: Any, data_folder: Path) -> WordVectors:
    return WordVectors(open_index(Settings(index=small_index.folder, data=data_folder)).encoder)


def source(text: str) -> Source:
    return Source(1, 1, 0, len(text), text)


@pytest.mark.parametrize(
    "said",
    [
        "A smoker calms the hive of bees, because the hive of bees smells the smoke.",
        "The smoker calms a hive that fills stomachs with honey, so that the hive fills stomachs with honey.",
    ],
)
def test_a_sentence_that_goes_round_is_not_shown(said: str, vectors: WordVectors) -> None:
    assert said_again(said, SMOKER)
    assert not says_something(said, SMOKER, "What does a smoker do?", vectors)


def test_what_the_source_says_twice_may_be_said_twice(vectors: WordVectors) -> None:
    said = "Honey is in the super frame, while in the brood frame there are eggs and larvae."
    assert not said_again(said, FRAMES)
    assert not said_again("The frame for honey is the super frame, and for eggs the brood frame.", FRAMES)
    assert says_something(said, FRAMES, "What do the two frames hold?", vectors)


def test_a_clause_of_its_own_is_not_shown(vectors: WordVectors) -> None:
    said = "A smoker calms the hive as bees fill their stomachs with honey, and the published statistics omit expenses."
    assert unbacked_clause(said, SMOKER, "What does a smoker do?", vectors)
    assert not says_something(said, SMOKER, "What does a smoker do?", vectors)
    kept = "The hive is calmed by a smoker, since bees who smell the smoke fill up on honey."
    assert not unbacked_clause(kept, SMOKER, "What does a smoker do?", vectors)
    assert says_something(kept, SMOKER, "What does a smoker do?", vectors)


def test_what_is_told_of_another_is_not_put_to_the_one_named() -> None:
    sources = (
        source("Langstroth Classic is a hive with ten frames."),
        source("Langstroth Nova is a hive of foam; it was withdrawn in 2019."),
    )
    assert (
        of_other_subject("Langstroth Classic is a hive with ten frames that was withdrawn in 2019.", sources) == "nova"
    )
    assert not of_other_subject("Langstroth Classic has ten frames, and Langstroth Nova is of foam.", sources)
    assert not of_other_subject("Langstroth Classic is a hive with ten frames.", sources[:1])
