"""What is said of a label without the words that name the label again, and the noun that they have for it."""

from pathlib import Path

import pytest

from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.own_subject import OwnSubject, own_subject, shared_noun
from tests.opened_guide import opened_guide

SCRIPTS = """# Package scripts of the mill

- premill: This script is executed before the grain of a sack is poured into the hopper.
- postmill: This script typically brushes the stones once the hopper has been emptied.
- preload: This script stops every belt that carries sacks to the upper floor.
- postload: This script writes the weight of all carts into the harbour's ledger.
"""


@pytest.mark.parametrize(
    ("label", "said", "noun", "rest"),
    [
        ("postmill", "This script typically brushes the stones.", "script", "brushes the stones."),
        ("Mass field", "The Mass field gives the weight of a cart.", "", "gives the weight of a cart."),
        ("Mass", "The Mass field gives the weight of a cart.", "field", "gives the weight of a cart."),
        ("adm", "Group adm is used for watching the gauges.", "group", "is used for watching the gauges."),
        ("Operator", "Operator is the only account of the yard.", "", "is the only account of the yard."),
        ("Mass", "The harbour gives the weight of a cart.", "", "The harbour gives the weight of a cart."),
        ("Mass", "Harbour masters give the weight.", "", "Harbour masters give the weight."),
        ("Mass", "This is the weight of a cart.", "", "This is the weight of a cart."),
        ("Mass", "Weight of a cart", "", "Weight of a cart"),
        ("Mass", "", "", ""),
    ],
)
def test_the_label_named_again_is_taken_off(label: str, said: str, noun: str, rest: str) -> None:
    assert own_subject(label, said) == OwnSubject(noun, rest)


def test_a_noun_is_shared_by_half_of_the_labels_at_least() -> None:
    one, none = OwnSubject("script", "runs"), OwnSubject("", "runs")
    assert shared_noun([one, one, none, none]) == "script"
    assert shared_noun([one, none, none]) == ""
    assert shared_noun([OwnSubject("value", "is so")] * 4) == ""
    assert shared_noun([]) == ""


def test_labels_are_asked_for_by_their_noun_and_what_they_do(tmp_path: Path, data_folder: Path) -> None:
    with opened_guide(SCRIPTS, tmp_path, data_folder) as assistant:
        made = [fact for fact in mine(assistant.index).actions if fact.form in ("called", "labelled") and fact.need]
    assert made
    assert all("This script" not in fact.need for fact in made)
    assert {fact.kind for fact in made if fact.form == "called"} <= {"script"}
