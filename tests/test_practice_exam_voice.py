"""Questions that read as if a person had written them: needs, plain reasons, options of one sort, and none shown too often."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext
from studyground.assistant.practice.gates.parallel_options import parallel_options
from studyground.assistant.practice.gates.self_contained import self_contained
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.option_reuse import OptionReuse
from studyground.assistant.practice.practice_question import LABELS, Option, PracticeQuestion
from studyground.assistant.practice.writing.contrast import without_kind
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.meanings import meanings
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.option_sorts import Sorts, sort_of_definition, sort_of_name
from studyground.assistant.practice.writing.praise import praises, without_praise
from studyground.assistant.practice.writing.told_options import GLOSSARY, Sayings, rank_told
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

GUIDE = """# Data tools of the harbour office

## Engines for data sets

The office keeps its training data and its predictions in engines of one maker. Reel Engine converts recorded radio calls
into written text, preserving the order of the speakers. Lens Engine finds the names of ships in photographs of the lock.
Tide Engine predicts the height of the water at the lock. Quay Engine provides managed storage for the logs of the tugs,
supporting searches by date and by crew. Harbour Bell significantly enhances the productivity of the team. The machine
learning models behind Reel Engine, Lens Engine, Tide Engine and Quay Engine learn from data sets of the office.

## Gear and work on board

- Careening: The turning of a hull on its side to clean the planks below the water
- Caulking: The driving of tarred fibre into the seams between planks
- Kedging: The hauling of a ship towards a small anchor laid out ahead
- Scudding: The running of a ship before a gale with little canvas
- Gudgeon: A metal socket on the stern in which the pin of the rudder turns
- Fairlead: A ring that guides a rope past an edge on which it would chafe
- Capstan: A drum on a vertical axle that winds in an anchor cable
- Bollard: A short post on a quay to which the ropes of a ship are tied
"""


@pytest.fixture(scope="module")
def office(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide with products of one maker and a list of terms."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "office.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "office.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()


@pytest.fixture(scope="module")
def desk(office: Assistant) -> Desk:
    return Desk.of(office.index, mine(office.index), 5)


@pytest.fixture(scope="module")
def batch(office: Assistant) -> Generated:
    return generate(office, load_blueprint("mls-c01"), 12, seed=6)


def drafted(desk: Desk, form: str, thing: str) -> Draft:
    fact = next(one for one in desk.mined.actions if one.form == form and one.thing == thing and one.need)
    return next(iter(drafts(fact, desk, False)))


def a_question(stem: str, *texts: str) -> PracticeQuestion:
    options = tuple(Option(LABELS[at], text, not at, "", ()) for at, text in enumerate(texts))
    return PracticeQuestion(
        id=stem[:12], type="multiple_choice", select=1, stem=stem, options=options, domain="", objective="",
        difficulty="foundation", citations=(), seed=0, index="",
    )  # fmt: skip


def test_what_a_product_does_is_told_as_a_need_with_what_it_brings_besides(desk: Desk) -> None:
    draft = drafted(desk, "told", "Reel Engine")
    need, besides, ask = draft.stem.text.split(". ")
    assert need.endswith("has to convert recorded radio calls into written text")
    assert besides == "The solution should also preserve the order of the speakers"
    assert ask.endswith("?")
    assert "preserving the order of the speakers" in draft.options[0].rationale


def test_what_a_product_provides_is_what_somebody_needs(desk: Desk) -> None:
    draft = drafted(desk, "told", "Quay Engine")
    assert " needs managed storage for the logs of the tugs." in draft.stem.text


def test_a_wrong_option_is_set_against_the_key_and_cites_both(desk: Desk) -> None:
    draft = drafted(desk, "told", "Reel Engine")
    for option in draft.options[1:]:
        assert option.text in option.rationale and "not what the question asks" not in option.rationale
        assert any(word in option.rationale for word in ("radio calls", "written text", "recorded"))  # what it lacks
        assert draft.spans[0] in option.spans and len(option.spans) == 2


def test_praise_is_not_asked(desk: Desk) -> None:
    assert not [one for one in desk.mined.actions if one.thing == "Harbour Bell" and one.form == "told"]


@pytest.mark.parametrize(
    ("said", "bare", "praise"),
    [
        ("is a powerful tool for joins", "is a tool for joins", False),
        ("is an easy-to-use editor of maps", "is an editor of maps", False),
        ("is easy to use", "is easy to use", True),
        ("simplifies model building for a wider audience", "simplifies model building for a wider audience", True),
        ("seamlessly copies the rows of a table", "copies the rows of a table", False),
        ("improves the accuracy of a clock by averaging five readings of its pendulum", "", False),
    ],
)
def test_praise_is_dropped_or_known(said: str, bare: str, praise: bool) -> None:
    assert without_praise(said) == (bare or said)
    assert praises(said) == praise


def test_terms_stand_beside_terms_of_their_sort(desk: Desk) -> None:
    draft = drafted(desk, "entry", "Caulking")
    assert all(re.match(r"The \w+ing of ", option.text) for option in draft.options)
    assert draft.options[1].rationale.startswith("This is the meaning of “")
    assert draft.options[1].rationale.endswith(
        "“Caulking” as the driving of tarred fibre into the seams between planks."
    )


@pytest.mark.parametrize(
    ("definition", "sort"),
    [
        ("The shedding of leaves along a layer of weak cells", "abstract"),
        ("the ability of a cell to divide", "abstract"),
        ("The pale, long growth of shoots in the dark", "abstract"),
        ("A small raised pore in bark", "thing"),
        ("a gas that ripens fruit", "thing"),
        ("the number of rows in a table", "thing"),
        ("something that nobody expects", ""),
    ],
)
def test_a_definition_tells_the_sort(definition: str, sort: str) -> None:
    assert sort_of_definition(definition) == sort


def test_names_tell_their_sort_where_no_definition_does() -> None:
    assert sort_of_name("Photosynthesis") == sort_of_name("Feature engineering") == "abstract"
    assert sort_of_name("String") == sort_of_name("Fire station") == sort_of_name("Carbon dioxide") == ""
    sorts = Sorts()
    assert sorts.apart("Photosynthesis", "Carbon dioxide")
    assert sorts.apart("Learning rates", "Imputation techniques")
    assert not sorts.apart("Carbon dioxide", "Ethylene")


def test_a_glossary_is_no_section_that_holds_its_terms_together(desk: Desk) -> None:
    told = [one for one in desk.mined.actions if one.form == "told"]
    asked = next(one for one in told if one.thing == "Lens Engine")
    others = [replace(asked, id=f"other{n}", thing=f"Oddment{n}", need="") for n in range(GLOSSARY)]
    sayings = Sayings((), ())
    assert len(rank_told([asked], told, sayings, desk.index)[asked.id]) == 3
    assert rank_told([asked], [*told, *others], sayings, desk.index)[asked.id] == ()


def test_a_kind_that_rules_the_others_out_is_left_out() -> None:
    assert without_kind("is a gas that ripens fruit") == "ripens fruit"
    assert without_kind("is used to hold back the water") == "is used to hold back the water"


def test_a_batch_shows_no_option_too_often_and_opens_in_several_ways(batch: Generated) -> None:
    assert len(batch.questions) >= 4
    sets = [{option.text for option in question.options} for question in batch.questions]
    for texts in sets:
        assert all(sum(text in other for other in sets) <= 3 for text in texts)
        # itself, the one that it repeats at need, and the one that repeats it
        assert sum(len(texts & other) > 2 for other in sets) <= 3
    stems = [question.stem for question in batch.questions]
    assert len(set(stems)) == len(stems)
    assert 2 * len({tuple(stem.split()[:4]) for stem in stems}) >= len(stems)  # plainly asked, in several ways


def test_a_name_in_other_capitals_may_be_another_thing(desk: Desk) -> None:
    fact = next(one for one in desk.mined.facts if one.form == "definition" and one.thing == "Capstan")
    assert [one.thing for one in meanings([fact])] == ["Capstan"]
    assert [one.thing for one in meanings([replace(fact, thing="capstan")])] == ["capstan"]
    assert meanings([replace(fact, thing="CAPSTAN")]) == ()


def test_options_that_were_shown_are_told_from_new_ones() -> None:
    reuse = OptionReuse()
    first = a_question("One?", "Ash", "Oak", "Elm", "Fir")
    reuse.count(first)
    assert not reuse.repeats(a_question("Two?", "Ash", "Oak", "Yew", "Box"), strict=True)
    again = a_question("Three?", "Oak", "Ash", "Elm", "Yew")
    assert reuse.repeats(again, strict=True) and not reuse.repeats(again, strict=False)
    reuse.count(again)
    assert reuse.repeats(a_question("Four?", "Elm", "Ash", "Oak", "Box"), strict=False)
    reuse.count(a_question("Five?", "Ash", "Bay", "Box", "May"))
    assert reuse.repeats(a_question("Six?", "Ash", "Cob", "Rye", "Hop"), strict=False)


def test_a_program_called_manager_is_no_person(office: Assistant) -> None:
    context = GateContext.of(office)
    programs = ("package manager", "boot loader", "window system", "mail server")
    assert parallel_options(a_question("Which program installs software?", *programs), context).passed
    people = ("a project manager", "a boot loader", "a window system", "a mail server")
    assert not parallel_options(a_question("Which of these plans the work?", *people), context).passed
    assert not parallel_options(a_question("Who installs software?", *programs), context).passed


def test_a_question_for_a_meaning_is_complete_with_its_term(office: Assistant) -> None:
    context = GateContext.of(office)
    options = ("The turning of a hull", "The driving of fibre", "The hauling of a ship", "The running of a ship")
    assert self_contained(a_question("What is meant by “careening”?", *options), context).passed
    assert not self_contained(a_question("What is best?", *options), context).passed


def test_the_singular_of_a_noun_in_us_or_as() -> None:
    assert [singular(word) for word in ("biases", "viruses", "cases", "causes")] == ["bias", "virus", "case", "cause"]
