"""Options of programs are asked for with the program they belong to, beside options of the same program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_entries_names import kind_of
from studyground.assistant.practice.writing.noun_behind import is_called, noun_behind
from studyground.assistant.practice.writing.owners import of_one_owner, owner_of, says_little
from studyground.assistant.practice.writing.phrasing import Casing
from tests.opened_guide import opened_guide

ORDINARY = frozenset(("options", "commands", "soup", "add"))
GUIDE = """# Tools of the mill

## grindctl

### OPTIONS

- -q: silences the bell over the door of the hall.
- -f: names the bin from which the grain is taken.
- -k: leaves the husks in the meal of the day.
- -s: halves the pace of the stone that turns.
- -w: prints a list of the sacks on the floor.

## sackctl

### OPTIONS

- -n: counts the carts that wait in the yard.
- -t: writes a ticket for the next cart.
- -z: sorts the sacks by the name of the farm.
- -u: opens the gate of the yard to the north.
- -y: weighs the empty cart a second time.
"""


@pytest.fixture(scope="module")
def mill(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(GUIDE, tmp_path_factory.mktemp("mill"), data_folder) as opened:
        yield opened


def test_every_question_for_a_short_option_says_whose_it_is(mill: Assistant) -> None:
    desk = Desk.of(mill.index, mine(mill.index), 0)
    flags = [fact for fact in desk.mined.actions if fact.thing.startswith("-") and fact.form in ("entry", "called")]
    made = [(fact, draft) for fact in flags for draft in drafts(fact, desk, False)]
    assert len(made) >= 4
    own = {fact.thing: owner_of(fact.section, lambda word: word in ORDINARY) for fact in flags}
    assert set(own.values()) == {"grindctl", "sackctl"}
    for fact, draft in made:
        assert own[fact.thing] in draft.stem.text
        names = [one.text for one in draft.options if one.text.startswith("-")]
        assert {own[name] for name in names} <= {own[fact.thing]}


@pytest.mark.parametrize(
    ("section", "owner"),
    [
        (("kadmin", "COMMANDS", "add_principal"), "kadmin add_principal"),
        (("kinit(1)", "OPTIONS"), "kinit"),
        (("Database administration", "Principals"), ""),
        (("soup", "options"), ""),
    ],
)
def test_the_owner_stands_in_the_headings(section: tuple[str, ...], owner: str) -> None:
    assert owner_of(section, lambda word: word in ORDINARY) == owner


def test_options_of_two_programs_are_no_match(mill: Assistant) -> None:
    flags = {
        fact.thing: fact for fact in mine(mill.index).actions if fact.thing.startswith("-") and fact.form == "entry"
    }
    one, other, same = (_flag(flags, name) for name in ("-q", "-n", "-k"))
    assert of_one_owner(one, same, lambda word: word in ORDINARY)
    assert not of_one_owner(one, other, lambda word: word in ORDINARY)
    assert says_little("-q") and says_little("-vv file") and not says_little("--quiet")


def _flag(flags: dict[str, Fact], name: str) -> Fact:
    assert name in flags, sorted(flags)
    return flags[name]


def test_an_article_is_small_within_a_sentence() -> None:
    casing = Casing((), lambda word: True)
    assert casing.inside("A Kerberos name") == "a Kerberos name"
    assert casing.inside("An LMS") == "an LMS"
    assert kind_of("word", "", "", "") == "command"


CALLED = """# The press

The mod_ink module feeds the rollers. A mod_fold module is dear. Use the mod_cut module last.

The paper-weight parameter is a figure. Set the ink-heat parameter in spring.
"""


@pytest.mark.parametrize(
    ("names", "noun"),
    [
        (["mod_glue", "mod_ink", "mod_dry"], "module"),
        (["paper-weight", "ink-heat", "roller-gap"], "parameter"),
        (["paper-weight", "mod_ink"], ""),
        (["ink", "paper"], ""),
        (["Ink rollers", "mod_ink"], ""),
    ],
)
def test_the_noun_behind_names_says_what_they_are(
    names: list[str], noun: str, data_folder: Path, tmp_path: Path
) -> None:
    with opened_guide(CALLED, tmp_path, data_folder) as press:
        desk = Desk.of(press.index, mine(press.index), 0)
        assert noun_behind(names, desk) == noun
        assert is_called(["mod_ink", "mod_glue"], "module", desk)
        assert not is_called(["mod_glue", "mod_dry"], "function", desk)
