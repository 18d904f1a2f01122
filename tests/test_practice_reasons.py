"""Reasons of options: true quotations, what the guide says of an option anywhere, and in what it differs from the key."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.domains import _sure
from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.writing.contrast import against, described_apart, spoken_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mathematics import readable, with_signs
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.own_quotes import faithful, plain, quotations
from studyground.assistant.practice.writing.set_against import explained_apart, turns_on, with_need
from studyground.assistant.practice.writing.shown_draft import as_shown
from studyground.assistant.practice.writing.stems import Stem
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

KILN = """# The tile kiln

## Measures of a firing

Measures such as porosity, shrinkage, MROF and warp are noted for each batch. Shrinkage, above all linear shrinkage, tells how
much of its length a tile loses. Porosity tells how much water the fired body drinks, while sag shows the drop of a tile between
two props. Modulus of rupture on firing gives the load under which a tile breaks. A tile with warp is laid aside.

## Faults

- **Crawling**: the glaze draws back from bare patches of the body
- **Crazing**: a net of fine cracks runs through the glaze
- **Dunting**: the body breaks while the kiln cools
- **Bloating**: gas of the clay lifts blisters under the skin

## Parts of the kiln

- Bag wall: the screen of bricks between the fire and the ware
- Damper: the plate in the flue that slows the draught
- Spy hole: the gap in the door through which cones are watched
- Firebox: the chamber in which the wood is burnt
"""


@pytest.fixture(scope="module")
def kiln(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("kiln")
    (folder / "kiln.md").write_text(KILN, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "kiln.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()


@pytest.fixture(scope="module")
def desk(kiln: Assistant) -> Desk:
    return Desk.of(kiln.index, mine(kiln.index), 3)


def a_fact(thing: str, form: str, need: str, text: str, said: str = "", kind: str = "measure") -> Fact:
    start = KILN.index("Measures such as")
    return Fact("0" * 12, thing, kind, form, need, "finite", "", Span("kiln.md", start, start + 9), (), "span",
                because=said, text=text)  # type: ignore[arg-type]  # fmt: skip


KEY = a_fact(
    "porosity",
    "told",
    "tells how much water the fired body drinks",
    "Porosity tells how much water the fired body drinks",
)


def listed(name: str, desk: Desk) -> str:
    return against(spoken_of(a_fact(name, "listed", "", ""), desk), KEY, desk)


def test_a_listed_option_is_explained_by_what_the_guide_says_of_it_elsewhere(desk: Desk) -> None:
    assert listed("shrinkage", desk).startswith("Shrinkage, above all linear shrinkage, tells how much of its length")
    assert "says no more of it" not in listed("shrinkage", desk)
    assert listed("sag", desk).startswith("Sag shows the drop of a tile between two props")


def test_a_short_form_is_looked_up_by_the_words_it_stands_for(desk: Desk) -> None:
    assert "“Modulus of rupture on firing gives the load under which a tile breaks.”" in listed("MROF", desk)
    assert "MROF" in listed("MROF", desk)


def test_a_long_sentence_gives_way_to_a_shorter_one_of_the_same_thing(desk: Desk) -> None:
    short = a_fact("kiln car", "told", "carries the ware", "A kiln car carries the ware")
    long = a_fact(
        "kiln car", "told", "carries the ware", f"A kiln car carries the ware {'and the props ' * 8}to the door"
    )
    knows = replace(desk, facts={**desk.facts, "short": short, "long": long})
    assert spoken_of(long, knows) is short
    assert spoken_of(short, knows) is short


def test_nothing_more_is_said_only_where_the_guide_says_nothing(desk: Desk) -> None:
    assert listed("warp", desk).endswith("does not say that it tells how much water the fired body drinks.")
    assert "says no more of it" in listed("grog", desk)


def test_a_reason_names_what_the_option_lacks_and_not_thrice_in_the_same_words(desk: Desk) -> None:
    need, said = "carries the ash to the pit behind the wall", "The damper slows the draught in the flue."
    found = [with_need(said, need, "an ash rake", at) for at in range(3)]
    assert len({re.sub(r"the (?:ash|pit|wall)", "", one) for one in found}) == 3
    for one in found:
        assert one.startswith("The damper slows the draught in the flue") and re.search(r"\b(?:ash|pit|wall)\b", one)


@pytest.mark.parametrize(
    ("need", "said", "phrase"),
    [
        (
            "finds patterns without fired samples",
            "needs a record of each firing",
            "patterns",
        ),  # what it does without is no need
        ("returns heat to the lower chamber", "keeps the lower chamber dark", "heat"),
        ("slows the draught", "slows the draught as well", ""),
        ("offers managed drying of Apache clay", "fires the ware", "Apache clay"),
        ("allows for wide drying racks accessible across many sheds", "fires the ware", "wide drying racks"),
        ("must be able to do it", "cannot", ""),
        ("counts the pots with kiln handling built from brick", "fires the ware in brick", "kiln handling"),
    ],
)
def test_what_a_need_turns_on(need: str, said: str, phrase: str) -> None:
    assert phrase in turns_on(need, said) if phrase else not turns_on(need, said)


def test_descriptions_that_begin_alike_are_told_apart_where_they_part() -> None:
    own, wanted = (
        "the weight of the ware in the kiln, divided by the wood",
        "the weight of the ware in the kiln, divided by the hours",
    )
    said = explained_apart("Yield of wood", own, wanted, 0)
    assert "“divided by the wood”" in said and "“divided by the hours”" in said
    assert all(quote in (own, wanted, "Yield of wood") or quote in own or quote in wanted for quote in quotations(said))


def test_a_sentence_under_a_label_is_quoted_and_no_explanation(desk: Desk) -> None:
    key = a_fact(
        "Crazing",
        "labelled",
        "Which fault is described by “a net of fine cracks runs through the glaze”?",
        "Crazing: a net of fine cracks runs through the glaze",
    )
    one = a_fact("Dunting", "labelled", "", "Dunting: the body breaks while the kiln cools",
                 "Of “Dunting” the guide says: “the body breaks while the kiln cools”")  # fmt: skip
    said = described_apart(one, key, desk, 1)
    assert said == "Of “Dunting” the guide says: “the body breaks while the kiln cools”."


def test_what_a_need_denies_is_not_what_it_turns_on() -> None:
    need = "has its own labels, a standard task and no time or skills for custom modelling"
    said = "Vizier tunes hyperparameters"
    assert all(
        "modelling" not in turns_on(need, said, at) and "time" not in turns_on(need, said, at) for at in range(6)
    )
    assert turns_on(need, said)


def test_quotations_are_slices_of_the_guide() -> None:
    source = [plain("while recall shows the $p < 0.05$ share, and goes on. Then it\nstops.")]
    assert (
        faithful("The guide says: “Recall shows the p < 0.05 share.”", source)
        == "The guide says: “recall shows the p < 0.05 share”."
    )
    assert faithful("It says “Then it stops.”", source) == "It says “Then it stops.”"
    assert faithful("It says “and never stops”.", source) == "It says and never stops."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"Choose a level $\alpha$ and state $H_0$.", "Choose a level α and state H₀."),
        (r"when $p < 0.05$, or \(n \ge 30\)", "when p < 0.05, or n ≥ 30"),
        (r"it is $\frac{a}{b+c}$ and $\sqrt{n}$", "it is a/(b+c) and √n"),
        ("$5 a month and $7 a year", "$5 a month and $7 a year"),
        ("use $HOME and ${X}", "use $HOME and ${X}"),
        (r"$\begin{matrix}a\end{matrix}$", None),
        (r"$x^{ab}$", None),
    ],
)
def test_formulas_are_shown_as_signs_or_not_asked(text: str, shown: str | None) -> None:
    assert readable(text) == shown
    assert with_signs(text) == (shown or text)


def test_a_draft_is_shown_without_markup_and_its_spans_stay(kiln: Assistant) -> None:
    span = Span("kiln.md", KILN.index("Shrinkage, above"), KILN.index("Porosity tells") - 1)
    options = (Drafted(r"Level $\alpha$", True, "The guide says: “shrinkage, above all linear shrinkage”", (span,)),)
    draft = Draft((), (), Stem(r"Which level is $\beta$?"), options, (span,), "foundation", "told")
    shown = as_shown(draft, kiln.index)
    assert shown is not None
    assert (shown.stem.text, shown.options[0].text) == ("Which level is β?", "Level α")
    assert shown.options[0].rationale == "The guide says: “Shrinkage, above all linear shrinkage”"
    assert shown.spans == shown.options[0].spans == (span,)
    assert as_shown(Draft((), (), Stem(r"$\begin{a}$?"), options, (span,), "foundation", "told"), kiln.index) is None


def test_every_quotation_of_a_batch_stands_in_the_guide(kiln: Assistant) -> None:
    made = generate(kiln, load_blueprint("mls-c01"), 12, seed=5)
    assert len(made.questions) >= 3
    text = plain(kiln.index.stored_text("kiln.md"))
    for question in made.questions:
        for option in question.options:
            assert all(quote in text for quote in quotations(option.rationale)), option.rationale
        assert len({option.rationale for option in question.options}) == len(question.options)


def test_a_domain_is_told_where_words_and_meaning_agree_or_by_a_wide_margin() -> None:
    def sure(words: list[float], near: list[float]) -> bool:
        found, close = np.array(words), np.array(near)
        return _sure(["one", "other"], close + 0.35 * found, found, close)

    assert sure([0.7, 0.0], [0.4, 0.3])
    assert not sure([0.7, 0.0], [0.3, 0.35])  # the words speak for one domain, the meaning for the other
    assert sure([1.0, 0.0], [0.3, 0.33])
    assert not sure([0.0, 0.0], [0.45, 0.42])
