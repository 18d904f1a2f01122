"""What a table or a list says of a thing becomes a question in English of its own, or none; classes and names in code."""

import pytest

from studyground.assistant.practice.gates.item_flaws import _is_command_of
from studyground.assistant.practice.table_share import TableShare
from studyground.assistant.practice.writing.asked_noun import _not_written_so
from studyground.assistant.practice.writing.called_found import code_at
from studyground.assistant.practice.writing.called_rows import row_asked
from studyground.assistant.practice.writing.cell_asked import asked_of, meant_by, several_things, written_as_code
from studyground.assistant.practice.writing.lookup_wording import row_asked_for
from studyground.assistant.practice.writing.mining_entries_names import Named, given_noun, kind_of, with_classes
from studyground.assistant.practice.writing.mining_entries_told import needs_of
from studyground.assistant.practice.writing.table_words import Head


@pytest.mark.parametrize(
    ("kind", "said", "asked"),
    [
        ("tool", "Counts the sacks on the loft floor", "Which tool counts the sacks on the loft floor?"),
        ("tool", "Count the sacks on the loft floor", "Which tool is used to count the sacks on the loft floor?"),
        ("phase", "Count the sacks on the loft floor", ""),  # somebody else does it
        ("tool", "Configuration of the hopper", "Which tool is used for the configuration of the hopper?"),
        ("tool", "Hopper configuration", "Which tool is used for hopper configuration?"),
        ("phase", "Germination of seeds", ""),
        ("tool", "Instance of the wheel that turns", ""),  # a thing, and nothing that is done
        ("", "A cradle of rope that holds a cask", "Which of these is a cradle of rope that holds a cask?"),
        ("", "Another cradle of rope", "Which of these is a cradle of rope?"),
        ("term", "the drift of a boat to leeward", "Which term means the drift of a boat to leeward?"),
        ("format", "Optimized for short runs", "Which format is optimized for short runs?"),
        ("signal", "A second horse is fetched", "With which signal is a second horse fetched?"),
        ("fault", "the glaze pulls from the rim", "With which fault does the glaze pull from the rim?"),
        ("", "A corky crust covers tubers that grew in lime", ""),  # a sentence is no thing
        ("", "A net of fine cracks runs through the glaze", ""),
        ("run", "four bare walls", ""),
        ("run", "a hut: four walls", ""),
    ],
)
def test_what_is_said_of_a_thing_is_told_by_its_form_or_not_asked(kind: str, said: str, asked: str) -> None:
    assert asked_of(kind, said) == asked
    assert "“" not in asked_of(kind, said, coded=True)


def test_an_instruction_is_what_a_name_in_code_is_used_for() -> None:
    said = "Change the rest of the line, and keep the mark"
    assert asked_of("", said, coded=True) == "Which of these is used to change the rest of the line, and keep the mark?"
    assert asked_of("", said) == ""


def test_names_in_code_are_told_from_words() -> None:
    words = {"set", "string", "bind", "cron"}
    assert written_as_code(["M-l", "C-t", "set"], words.__contains__)
    assert written_as_code(["proftpd", "dhcpd", "bind"], words.__contains__)
    assert not written_as_code(["Set", "Unset", "String"], words.__contains__)


def test_a_code_means_a_clause_or_what_it_is_called() -> None:
    assert meant_by("code", "The motor drew no current") == "Which code means that the motor drew no current?"
    assert meant_by("status code", "Bad Gateway") == "Which status code means “Bad Gateway”?"
    assert meant_by("code", "motor stopped and gate left half open by the keeper") == ""


def test_several_things_of_a_cell_are_listed_as_in_a_sentence() -> None:
    assert several_things("identity, log, inverse") == "identity, log and inverse"
    assert several_things("identity") == ""
    assert several_things("the gate opens, the bell rings") == ""
    colours = Head("Colours", "colours", several=True)
    assert row_asked_for("lamp", colours, "red, green") == "which lamp has the colours red and green?"
    assert row_asked("lamp", "Colours", "red, green, white") == "Which lamp has these colours: red, green and white?"


@pytest.mark.parametrize("head", ["Details", "Watchword", "Mark", "What it is", "Bad", "Remark of the keeper"])
def test_no_cell_is_quoted_in_a_question_for_its_row(head: str) -> None:
    for said in ("four bare walls and a roof", "grit of every size: sand, mud", "boats drift sideways to the weir"):
        assert "“" not in row_asked("lamp", head, said)


def test_a_short_value_stands_in_the_sentence() -> None:
    assert row_asked_for("paint", Head("Finish", "finish"), "Matt") == "which paint has matt as its finish?"
    assert row_asked_for("paint", Head("Remark", "remark"), "dries in a day and then yellows") == ""


def test_capital_calls_beside_small_ones_are_classes() -> None:
    small = [Named(f"grind.{name}()", "call") for name in ("dress", "tally", "halt")]
    large = Named("grind.MillStone()", "call")
    assert with_classes([*small, large]) == {large: Named("grind.MillStone", "class")}
    assert with_classes([large, Named("Console.WriteLine()", "call")]) == {}  # where all have capitals they are methods
    assert kind_of("class", "", "", "Functions") == "class"
    assert kind_of("call", "", "", "Classes") == "function"


def test_names_with_values_are_parameters() -> None:
    assert given_noun(("Drawing", "Graphics parameters", "Graphical elements")) == "parameter"
    assert given_noun(("Drawing", "Arguments", "Elements")) == "argument"


def test_what_an_entry_sets_and_what_it_is_a_tool_for() -> None:
    counted: frozenset[str] = frozenset()
    assert needs_of(["An integer which specifies the font of the label."], [True], counted) == [
        "specify the font of the label"
    ]
    assert needs_of(["Tool to enhance the safety of the gate."], [False], counted) == ["enhance the safety of the gate"]
    assert needs_of(["The words at the start of the line are shown in red."], [True], counted) == [""]
    assert needs_of(["A plot of the scores to check for outliers."], [False], counted) == [""]


def test_a_tool_is_none_of_its_own_commands() -> None:
    tools = frozenset(["grindctl"])
    assert code_at("grindctl tally counts the sacks".split(), tools)[0] == "grindctl tally"
    assert code_at("grindctl command counts the sacks".split(), tools) == ("", "", 0)


@pytest.mark.parametrize(
    ("whole", "part", "same"),
    [
        ("apt-cache search", "apt-cache command", True),
        ("apt-cache search", "apt-cache", True),
        ("--all --quiet", "--all", True),
        ("apt-cache search", "apt-get", False),
        ("Cache invalidation", "Cache", False),  # everyday words
        ("read and write", "read", False),
    ],
)
def test_a_name_in_code_stands_beside_none_that_begins_with_it(whole: str, part: str, same: bool) -> None:
    assert _is_command_of(whole, part) == same
    assert not _is_command_of(part, whole)


def test_a_noun_whose_things_show_it_is_not_used_for_others() -> None:
    assert _not_written_so("configuration file", ["Hostgroup", "Contact", "Service", "Command"])
    assert not _not_written_so("file", ["/etc/passwd", "passwd.conf", "Notes", "Rules"])
    assert not _not_written_so("role", ["Hostgroup", "Contact"])


def test_a_second_question_with_all_options_of_the_first_is_answered_by_it() -> None:
    shared, place = TableShare(wanted=40), ("guide", ("Lamps",))
    shared.show(place, ["red", "green", "white", "blue"])
    assert shared.answered(place, ["white", "blue", "red", "green"])
    assert not shared.answered(place, ["white", "blue", "red", "amber"])
