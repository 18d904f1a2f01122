"""What makes two statements a contrast, how the four accounts of it are made alike, and which terms are of another matter."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.option_reuse import OptionReuse
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.distinct_rivals import mixed, third_of
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_class_nouns import called
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.plain_stems import says_nothing
from studyground.assistant.practice.writing.said_of_name import said_of
from studyground.assistant.practice.writing.same_paragraph import label_of, of_another_matter
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

ORCHARD = """# The orchard book

## Grafts and guards

Grafting. A whip graft joins wood of one thickness; a cleft graft joins a thin scion to a thick stock. A bridge graft joins bark
across a wound.

Guarding. A spiral guard keeps rabbits from the bark. A wire cage keeps deer from the crown. A grease band stops moths on the
trunk.

## Parasites

Wokalen is a stem parasite. Turvel is a root parasite.
"""


@pytest.fixture(scope="module")
def orchard(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over prose on a subject that no rule was made for."""
    with opened_guide(ORCHARD, tmp_path_factory.mktemp("orchard"), data_folder, "orchard.md") as opened:
        yield opened


def a_fact(thing: str, need: str, start: int = 0, end: int = 10) -> Fact:
    return Fact(
        id=f"{thing}{start}", thing=thing, kind="", form="told", need=need, need_shape="finite", situation="",
        span=Span("orchard.md", start, end), section=("The orchard book", "Grafts and guards"), named_by="span",
        text=f"{thing} {need}",
    )  # fmt: skip


def test_lists_of_what_a_name_does_are_mixed_and_bare_numbers_are_not() -> None:
    one = "uses salt, seals only the rim and combines heat with smoke"
    other = "uses ash, seals the whole jar and separates the two layers"
    assert mixed(one, other) == (
        "uses salt, seals only the rim", "combines heat with smoke", "uses ash, seals the whole jar", "separates the two layers",
    )  # fmt: skip
    assert mixed("survives one lost plank and needs three ribs", "survives two and needs four") is None


def test_a_third_half_comes_from_the_same_paragraph_in_the_same_words() -> None:
    texts = ("MARROW is for rain.", "TURNIP is for wind.", "LEEK is for frost.", "A scythe is sharp at the tip.")
    lines = [Line("b.md", 90 * at, 90 * at + len(t), t, ("B", "P"), 1, True, False, 1.0) for at, t in enumerate(texts)]
    sides = [said for line in lines if (said := said_of(line.text.rstrip("."), line))]
    found = third_of(sides[0], sides[1], sides, lines)
    assert found is not None and found.name == "LEEK"
    elsewhere = Line("b.md", 900, 918, texts[2], ("B", "P"), 7, True, False, 1.0)
    far = [*sides[:2], *filter(None, [said_of(texts[2].rstrip("."), elsewhere)])]
    assert third_of(sides[0], sides[1], far, lines) is None


def test_names_that_only_open_sentences_are_not_told_apart(orchard: Assistant) -> None:
    batch = generate(orchard, load_blueprint("mls-c01"), 10, "single", seed=1)
    assert not any("Wokalen and Turvel" in one.stem for one in batch.questions)


def test_a_term_under_another_label_of_the_section_is_no_rival(orchard: Assistant) -> None:
    desk = Desk.of(orchard.index, mine(orchard.index), 2)
    text = orchard.index.stored_text("orchard.md")
    whip, bridge, wire = (
        a_fact(name, "joins wood", text.index(name), text.index(name) + 20) for name in ("A whip", "A bridge", "A wire")
    )
    assert label_of(whip.span, desk) == "grafting"
    assert of_another_matter(wire, whip, desk)
    assert not of_another_matter(bridge, whip, desk)


def test_two_questions_never_show_the_same_four_options(orchard: Assistant) -> None:
    one, *_ = generate(orchard, load_blueprint("mls-c01"), 10, "single", seed=1).questions
    reuse = OptionReuse()
    reuse.count(one)
    assert reuse.repeats(replace(one, stem="Another stem?"), strict=False)


def test_a_heading_names_no_class_where_its_members_act_upon_one() -> None:
    names, section = ("Nibbling", "Scorching", "Girdling", "Frosting"), ("Book", "Saplings")
    plain = ("Nibbling takes the buds.", "Scorching browns the leaf.")
    assert called("", section, names, plain).noun == "sapling"
    assert called("", section, names, (*plain, "Girdling kills a young sapling within a year.")).noun == ""
    assert called("", section, names, (*plain, "Girdling is a sapling of some sort.")).noun == "sapling"
    assert called("", ("Related projects", "Agrosciences"), names).noun == ""  # what they serve
    assert called("", ("Related projects", "Technologies"), names).noun == "technology"


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("Grafting wax values will result in a larger opening", ""),
        ("Grafting wax keeps parts of (X)RAY plates out", ""),  # a bracket inside a word is no aside
        ("Grafting wax (of bees) keeps the rain out", "keeps the rain out"),
    ],
)
def test_a_noun_before_will_is_no_verb_and_a_bracket_in_a_word_no_aside(clause: str, said: str) -> None:
    found = said_of(clause, Line("b.md", 0, len(clause), clause, ("B", "P"), 1, True, False, 1.0))
    assert (found.said if found else "") == said


def test_what_lacks_its_noun_or_only_says_how_a_thing_is_does_not_ask_for_it() -> None:
    assert says_nothing("causes a pale green to yellow of the lower leaves", named=True)
    assert not says_nothing("causes a pale yellow edge of the lower leaves", named=True)
