"""What mining finds in a guide: things with their kinds, facts that stand alone, groups, and what may be confused."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.writing.fact import Fact, Mined
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import stands_alone
from studyground.assistant.practice.writing.mining_shapes import (
    infinitive_from_finite,
    infinitive_from_gerund,
    shape_of,
)
from studyground.assistant.practice.writing.mining_told import parted
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund, gerund_base, third_person
from studyground.assistant.practice.writing.vocabulary import head_noun, kind_in_definition, singular
from studyground.ingest.index import Index, open_index
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

BREWING = """# Brewing beer

## The stages

Mashing is the process that converts starch in the grain to sugar with warm water. Lautering is the process of
separating the sweet wort from the spent grain. Fermentation is the stage in which yeast turns sugar into alcohol.

## Yeasts

| Yeast | Temperature | Use it for | Why not |
|---|---|---|---|
| Ale yeast | 15–22 °C | Fruity beers that are ready within two weeks | Lagers taste of esters |
| Lager yeast | 8–12 °C | Clean beers that can be stored cold for weeks | It takes twice as long |
| Wild yeast | 18–25 °C | Sour beers aged in wooden barrels | It spoils every other beer in the room |

Use lager yeast rather than ale yeast when the cellar stays below ten degrees, because ale yeast falls asleep there.
Lager yeast ferments slowly, whereas ale yeast finishes within a week. This makes it harder.

## Faults

| Symptom | Likely cause | Remedy |
|---|---|---|
| Taste of green apple | Acetaldehyde | Longer conditioning |
| Taste of butter | Diacetyl | Diacetyl rest |
| Taste of cooked corn | Dimethyl sulfide | Vigorous boil |
| Taste of wet cardboard | Oxidation | Less splashing |

Signs of an infected batch: a thin film on the surface, a sour smell, gushing bottles.

## Programs

The mashlog program records the temperature of every tun. The mashlog program is free. The brew-plan command, which is
part of the same package, prints a schedule for the week. BrewSheet imports recipes from older programs. Many brewers
keep BrewSheet open all day. The copper kettle holds up to 40 litres of wort.

BACK TO BASICS: a reminder of what every brewer has learned at some time.

## Further reading

Brewer's Almanac is a book that lists every hop grown in Europe.
"""


@pytest.fixture(scope="module")
def brewing(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index over a guide of a subject that no rule was made for."""
    folder = tmp_path_factory.mktemp("brewing")
    (folder / "brewing.md").write_text(BREWING, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "brewing.md"], settings)
    index = open_index(settings)
    yield index
    index.close()


@pytest.fixture(scope="module")
def brewed(brewing: Index) -> Mined:
    return mine(brewing)


@pytest.fixture(scope="module")
def shipped(guide_assistant: "Assistant") -> Mined:
    return mine(guide_assistant)


def _of(mined: Mined, thing: str) -> list[Fact]:
    return [fact for fact in mined.facts if fact.thing == thing]


def test_definition_gives_kind_and_purpose(brewed: Mined) -> None:
    [purpose] = [fact for fact in _of(brewed, "Mashing") if fact.form == "purpose"]
    assert purpose.need == "convert starch in the grain to sugar with warm water"
    assert (purpose.need_shape, purpose.kind) == ("infinitive", "process")


def test_table_rows_give_choices_with_the_header_as_kind(brewed: Mined) -> None:
    needs = {fact.thing: fact.need for fact in brewed.facts if fact.form == "choice" and fact.need_shape == "noun"}
    assert needs["Wild yeast"] == "sour beers aged in wooden barrels"
    assert brewed.things["Wild yeast"].kind == "yeast"


def test_symptom_cause_and_remedy_are_told_apart(brewed: Mined) -> None:
    causes = {fact.thing: fact.need for fact in brewed.facts if fact.form == "cause"}
    remedies = {fact.thing: fact.need for fact in brewed.facts if fact.form == "remedy"}
    assert causes["Diacetyl"] == "taste of butter"
    assert remedies["Vigorous boil"].casefold() == "dimethyl sulfide"


def test_advice_keeps_condition_reason_and_what_it_is_set_against(brewed: Mined) -> None:
    [advice] = [fact for fact in _of(brewed, "Lager yeast") if fact.need_shape == "clause"]
    assert advice.need == "the cellar stays below ten degrees"
    assert advice.because == "ale yeast falls asleep there"
    assert "Ale yeast" in advice.contrasts


def test_coined_names_are_things_and_ordinary_words_in_capitals_are_not(brewed: Mined) -> None:
    needs = {fact.thing: fact.need for fact in brewed.facts if fact.form == "purpose"}
    assert needs["mashlog"] == "record the temperature of every tun"
    assert needs["BrewSheet"] == "import recipes from older programs"
    assert brewed.things["mashlog"].kind == "program"
    assert not any(fact.thing.isupper() for fact in brewed.facts)


def test_things_said_to_be_alike_come_before_those_that_are_not(brewed: Mined) -> None:
    assert set(brewed.near) == {fact.id for fact in brewed.facts}
    for fact in brewed.facts:
        assert brewed.near[fact.id] >= 0
        assert fact.thing not in brewed.ranked[fact.id]


def test_a_limit_stays_with_what_it_limits() -> None:
    assert cut("is a kettle for small batches, with up to 40 litres of wort") == (
        "is a kettle for small batches, with up to 40 litres of wort",
        "",
    )
    assert cut("is a kettle for small batches, with a lid that somebody lost")[0] == "is a kettle for small batches"


def test_list_with_a_lead_in_is_a_group(brewed: Mined) -> None:
    [group] = [group for group in brewed.groups if group.lead == "Signs of an infected batch"]
    assert [member.text for member in group.members] == [
        "a thin film on the surface",
        "a sour smell",
        "gushing bottles",
    ]


def test_further_reading_and_loose_pronouns_teach_nothing(brewed: Mined) -> None:
    assert not any("Almanac" in fact.text or fact.thing == "This" for fact in brewed.facts)


def test_confusable_things_are_of_the_kind_and_never_the_thing_itself(brewed: Mined) -> None:
    for fact in _of(brewed, "Ale yeast"):
        names = [thing.name for thing in brewed.confusable(fact, 2)]
        assert names
        assert set(names) <= {"Lager yeast", "Wild yeast"}


def test_spans_are_verbatim_and_name_the_thing(brewing: Index, brewed: Mined) -> None:
    for fact in brewed.facts:
        quoted = brewing.stored_text(fact.span.document)[fact.span.start : fact.span.end]
        assert " ".join(quoted.replace("|", " ").split()) == " ".join(fact.text.replace("|", " ").split())
        if fact.named_by == "span":
            named = (fact.thing, *brewed.things[fact.thing].aliases)
            assert any(name.casefold() in quoted.casefold() for name in named)


def test_mining_twice_gives_the_same(brewing: Index, brewed: Mined) -> None:
    assert mine(brewing) == brewed


def test_shipped_guide_carries_an_examination(shipped: Mined) -> None:
    good = [fact for fact in shipped.facts if fact.priority >= 0.3]
    assert len(good) >= 600
    assert len({(fact.span.document, fact.span.start) for fact in good}) >= 300
    assert len({fact.span.document for fact in good}) >= 7
    assert sum(len(shipped.confusable(fact, 3)) == 3 for fact in good) >= 0.9 * len(good)
    assert len(shipped.groups) >= 20


def test_facts_of_the_shipped_guide_stand_alone(shipped: Mined) -> None:
    for fact in shipped.facts:
        assert fact.need == fact.need.strip(" ,;:.")
        opening = r"(?:and|or|but|which|it|they|this|these)\b"
        assert fact.need_shape == "question" or not re.match(opening, fact.need)
        assert fact.need.count("(") == fact.need.count(")")
        assert not re.search(rf"\b{re.escape(fact.thing)}\b", fact.need, re.IGNORECASE)


def test_known_facts_of_the_shipped_guide(shipped: Mined) -> None:
    polly = shipped.thing("Polly")
    assert polly is not None
    assert polly.name == "Amazon Polly"
    assert polly.kind == "service"
    assert any("text into speech" in fact.need for fact in _of(shipped, polly.name))
    firehose = shipped.thing("Kinesis Data Firehose")
    assert firehose is not None
    assert firehose == shipped.thing("Firehose")


def test_no_alternative_answer_is_offered_as_a_wrong_one(shipped: Mined) -> None:
    for fact in shipped.facts:
        ranked = shipped.confusable(fact, 12)
        assert fact.thing not in [thing.name for thing in ranked]
        assert len({thing.name for thing in ranked}) == len(ranked)


@pytest.mark.slow
def test_mining_the_shipped_guide_is_quick(guide_assistant: "Assistant") -> None:
    guide_assistant.index.encoder.encode(["warm"])
    started = time.process_time()
    mine(guide_assistant)
    assert time.process_time() - started < 30  # processor seconds of all threads, on a slow shared machine


@given(st.sampled_from(sorted(VERBS)))
def test_verb_forms_lead_back_to_their_base(base: str) -> None:
    assert base_of(third_person(base)) == base
    if base not in ("be", "see"):
        assert third_person(gerund_base(gerund(base))) == third_person(base) or gerund_base(gerund(base)) in VERBS


@pytest.mark.parametrize(
    ("finite", "infinitive"),
    [
        ("buffers records and loads them into a destination", "buffer records and load them into a destination"),
        ("discovers data, keeps a catalogue and runs jobs", "discover data, keep a catalogue and run jobs"),
        ("also stores objects", "store objects"),
        ("reads rows and columns", "read rows and columns"),
        ("selects rows that match and sends alerts", ""),  # whose verb is "sends"?
        ("place of safety", ""),
    ],
)
def test_finite_phrases_become_infinitives_or_are_given_up(finite: str, infinitive: str) -> None:
    assert infinitive_from_finite(finite) == infinitive


def test_gerunds_become_infinitives() -> None:
    assert infinitive_from_gerund("building and tuning models") == "build and tune models"
    assert infinitive_from_gerund("separating wort from grain") == "separate wort from grain"


@pytest.mark.parametrize(
    ("phrase", "shape"),
    [
        ("load events into a store", "infinitive"),
        ("several applications read the same events", "clause"),
        ("the caller waits for an answer", "clause"),
        ("live camera video", "noun"),
        ("do the means of two groups differ?", "question"),
    ],
)
def test_shapes(phrase: str, shape: str) -> None:
    assert shape_of(phrase) == shape


@pytest.mark.parametrize(
    "phrase",
    [
        "it more than the others",
        "keeps the data (for a week",
        "the one described above",
        "such as rows and",
        "this step",
        "load that key at startup",
        "load that key at startup if the lock is set to auto",
        "determines whether the local server",
    ],
)
def test_phrases_that_lean_on_their_passage_are_refused(phrase: str) -> None:
    assert not stands_alone(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "checks that data in the store is whole",
        "checks whether the sail needs mending",
        "ensure that keys are loaded",
        "shows that rest is needed in winter",
    ],
)
def test_a_clause_behind_that_points_at_nothing(phrase: str) -> None:
    assert stands_alone(phrase)


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        ("Late letters to a closed post office are therefore returned to the writer", ""),
        ("The queen needs to rest after the flight", "The queen"),
        ("A queue helps to absorb bursts of calls", "A queue"),
        ("Re-laying tracks attached to the quay when the tide is out", ""),
        ("Routing tracks each letter on its way", "Routing"),
    ],
)
def test_a_noun_before_to_or_behind_what_is_done_to_it_is_no_verb(clause: str, subject: str) -> None:
    found = parted(clause)
    assert (found[0] if found else "") == subject


def test_kinds_come_from_the_head_of_a_definition() -> None:
    assert head_noun("a serverless data integration service that discovers data") == "service"
    assert kind_in_definition("the learning of noise in training data") == ""
    assert kind_in_definition("a kind of network with loops") == "network"


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    shape_of(text)
    stands_alone(text)
    infinitive_from_finite(text)
    infinitive_from_gerund(text)
    head_noun(text)
    singular(text)
