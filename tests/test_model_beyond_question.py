"""A sentence in a model's words must say what the guide says beyond the question, not give the question back."""

from pathlib import Path
from typing import Any

import pytest

from studyground.assistant.language_model.beyond_question import (
    SaysSomething,
    half_said,
    kept_beyond,
    name_of_question_alone,
    says_something,
)
from studyground.assistant.language_model.names import words_everywhere
from studyground.assistant.language_model.verification import Source, Verdict
from studyground.assistant.language_model.wording_likeness import WordVectors
from studyground.ingest.index import open_index
from studyground.settings import Settings

SWARM = ("How can a swarm be prevented?", "To prevent a swarm, give the queen more room and remove queen cells weekly.")
# Written by a model of 135 million parameters about the shipped guide.
EMPTY = [
    (
        "What is a datasheet for a dataset?",
        "A datasheet for a dataset records how the data was collected, who is in it and what it should not be used for.",
        "A datasheet for a dataset is a document that provides detailed information about a dataset.",
    ),
    (
        "When is a matrix called singular?",
        "A square matrix has an inverse only when its rank is full; otherwise it is called singular.",
        "A matrix is singular when it has an inverse.",
    ),
    (
        "Why does a random forest sample the features as well?",
        "Correlated trees limit the gain of bagging, which is why a random forest also samples the features.",
        "The random forest sample the features as well.",
    ),
    (
        "What six questions is data quality judged on?",
        "Data quality is judged on six questions: is the data complete, valid, accurate, consistent, unique and timely.",
        "Data quality is judged on six questions: is the data complete, valid, accurate, unique and timely.",
    ),
]


@pytest.fixture(scope="module")
def vectors(small_index: Any, data_folder: Path) -> WordVectors:
    return WordVectors(open_index(Settings(index=small_index.folder, data=data_folder)).encoder)


@pytest.mark.parametrize(("question", "source", "said"), EMPTY)
def test_what_only_gives_the_question_back_is_not_shown(
    question: str, source: str, said: str, vectors: WordVectors
) -> None:
    assert not says_something(said, source, question, vectors)


def test_a_paraphrase_is_shown(vectors: WordVectors) -> None:
    question, source = SWARM
    said = "Removing queen cells weekly and giving the queen more room prevents a swarm."
    assert says_something(said, source, question, vectors)
    assert kept_beyond(said, source, f"Is it right that {source}", vectors) == 1.0


def test_one_statement_of_a_long_source_may_be_kept_alone(vectors: WordVectors) -> None:
    question = "How do drones differ?"
    source = (
        "Worker bees gather nectar from clover in early summer; drones mate and leave the hive with the swarm; the queen lays "
        "about two thousand eggs a day in fresh cells of wax that the youngest workers have cleaned."
    )
    said = "In early summer clover is where worker bees gather their nectar."
    assert kept_beyond(said, source, question, vectors) < 0.45
    assert says_something(said, source, question, vectors)
    assert not says_something(said, source, question, vectors, single=False)
    assert not says_something("Drones differ from bees in a hive.", source, question, vectors)


def test_one_cell_of_a_row_may_be_kept_alone(vectors: WordVectors) -> None:
    row = "Skep | straw basket | no frames | destroyed at harvest | museum piece"
    assert says_something("A skep is destroyed at harvest.", row, "What is a skep?", vectors)
    assert not says_something("A skep is a thing for bees.", row, "What is a skep?", vectors)


def test_clauses_between_commas_are_no_list(vectors: WordVectors) -> None:
    source = "Use smoke when the hive is opened, because guards and nurses can sting, and work slowly."
    assert not half_said("Smoke is used on opening the hive as guards sting.", source, vectors)


def test_a_name_that_stands_everywhere_tells_nothing_apart() -> None:
    source = Source(1, 0, 0, 40, "Macie looks at buckets.")
    assert name_of_question_alone("AWS has Macie look at buckets.", (source,), {}) == "AWS"
    assert not name_of_question_alone("AWS has Macie look at buckets.", (source,), {}, frozenset({"aws"}))
    everywhere = words_everywhere([f"AWS sells thing number{n}." for n in range(40)])
    assert "aws" in everywhere and "number3" not in everywhere


def test_nothing_stands_everywhere_in_a_guide_of_a_few_pages() -> None:
    assert not words_everywhere(["Zoë Müller keeps bees.", "Bees like Zoë Müller.", "Zoë Müller went home."])
    assert "zoë" in words_everywhere(["Zoë keeps bees."] * 12)


def test_a_list_is_said_whole_or_not_begun(vectors: WordVectors) -> None:
    source = "The keeper checks the brood, the honey, the queen and the mites."
    assert half_said("The keeper checks the brood and the honey.", source, vectors)
    assert not half_said("Brood, honey, queen and mites are checked.", source, vectors)
    assert not half_said("The keeper checks the mites.", source, vectors)
    lengths = "Some pages say that it takes 180 minutes and some say 170 minutes."
    assert half_said("It takes 180 minutes.", lengths, vectors)
    assert not half_said("It takes 170 minutes or 180 minutes.", lengths, vectors)


def test_the_next_best_source_is_taken_where_the_best_says_more(small_index: Any, data_folder: Path) -> None:
    question, text = SWARM
    longer = "A swarm is prevented by work in spring, at noon, in calm weather, without smoke, by two keepers."
    long, short = Source(1, 0, 0, len(longer), longer), Source(1, 0, 200, 200 + len(text), text)

    class Both:
        def verify(self, said: str, sources: Any, cited: Any, question: str) -> Verdict:
            return Verdict((long,), 0.9, others=(Verdict((short,), 0.8),))

    index = open_index(Settings(index=small_index.folder, data=data_folder))
    verdict = SaysSomething(Both(), index.encoder).verify(
        "Giving the queen more room and removing queen cells weekly prevents a swarm.", (long, short), (), question
    )
    assert verdict.sources == (short,)


def test_a_name_must_be_one_that_the_cited_words_speak_of() -> None:
    sums = Source(1, 0, 0, 60, "L2 regularisation is a penalty on the sum of squared weights.")
    assert name_of_question_alone("L1 regularisation sums squared weights.", (sums,), {}) == "L1"
    assert not name_of_question_alone("L2 regularisation sums squared weights.", (sums,), {})
    under = Source(1, 0, 0, 20, "It keeps frames.", headings="Media > KVS", before="MSK moves records.")
    assert not name_of_question_alone("KVS keeps frames, MSK does not.", (under,), {})
    long = Source(1, 0, 0, 40, "The synthetic minority technique makes examples.")
    assert not name_of_question_alone("SMT makes examples.", (long,), {"smt": ["Synthetic minority technique"]})
