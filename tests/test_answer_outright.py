"""What the wording of a question says of its answer: remedies, a deed proposed, how many there are, units, when to take which."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import candidates
from studyground.assistant.definitions import defines, thing_described
from studyground.assistant.history import asked_one_by_one
from studyground.assistant.question import understand
from studyground.assistant.still_so import leaves_standing_untold, tells_if_still_so
from studyground.assistant.unit_names import units_as_named
from studyground.ingest.terms import terms
from tests.opened_guide import opened_guide

ORCHARD = """# The orchard book

## Fruit drop and scald

Fruit drop is fruit that falls before it is ripe, mostly in dry weeks. Fruit scald is fruit that burns on its sunny side when
the leaves above it are cut too early.

- Remedies for fruit drop: water in the evening, thin the clusters, and mulch the roots.
- Remedies for fruit scald: leave the upper leaves, and hang nets on the south side.

Brown spots on pears come from too little boron in the tips. Slow watering in the evening does more good than spreading ash.

## Trace salts

Trace salts are needed in small doses, and there are seven: iron, boron, zinc, copper, nickel, cobalt and iodine. The main salts
are needed in large doses.

A sack of 20 kilograms marked 8-4-2 holds 8 percent of nitrogen, which is 1.6 kilograms.

There a ring of cork, the collar line, closes the bark towards the stem, so that rain runs off it.

## Stores

| Store | Built of | Choose it when | Do not choose it when |
| --- | --- | --- | --- |
| Orchard loft | Wood | Apples are eaten before the new year | The roof is tin |
| Orchard cellar | Stone | Pears have to keep until spring | The ground water is high |
| Orchard barn | Brick | Hay is kept beside the fruit | Mice are about |

A loft was once the name of a hayrick in these parts. The loft is swept in June. Lofts and cellars have doors on the north side.

Take the barn over a loft or a cellar when carts have to drive in.

## Presses

The Lund press was called the hand press until 1931, and older books use that name. The Lund press is a frame of oak that
squeezes pulp with one screw.

A bag press does not strain the juice and cannot be left alone, so choose the basket press when nobody can watch. A basket
press has slats of ash. A bag press has bags of linen.

Growers learn grafting with the Old Catherine Wheel, whose plates show each cut.

Exam tip: The pump stops after 15 minutes.

The yield score is the weight of fruit a tree gives for each metre of its height.
"""


@pytest.fixture(scope="module")
def orchard(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_guide(ORCHARD, tmp_path_factory.mktemp("orchard"), data_folder) as opened:
        yield opened


def said(answer: Answer) -> str:
    assert answer.status == "answered", answer.question
    return answer.answer


@pytest.mark.parametrize(
    "question", ["How do I prevent fruit drop?", "How can fruit drop be avoided?", "What can I do about fruit drop?"]
)
def test_remedies_stand_first_and_those_of_another_trouble_nowhere(orchard: Assistant, question: str) -> None:
    answer = said(orchard.ask(question))
    assert answer.startswith("Remedies for fruit drop")
    assert "scald" not in answer


def test_what_a_trouble_is_is_still_told(orchard: Assistant) -> None:
    assert "falls before it is ripe" in said(orchard.ask("What is fruit drop?"))


def test_a_deed_that_is_proposed_is_spoken_of(orchard: Assistant) -> None:
    answer = said(orchard.ask("My pears get brown spots, should I spread ash?"))
    assert "does more good than spreading ash" in answer


def test_how_many_there_are_is_said_once_and_for_all(orchard: Assistant) -> None:
    assert "there are seven" in said(orchard.ask("How many trace salts are there and which?"))


def test_units_are_named_as_the_guide_names_them(orchard: Assistant) -> None:
    assert "1.6 kilograms" in said(orchard.ask("How many kilos of nitrogen are in a 20 kg sack marked 8-4-2?"))
    words = {"kilogram": 2, "kilograms": 5, "minutes": 3, "lb": 1}
    assert units_as_named("5kg for 10 mins", words) == "5 kilograms for 10 minutes"
    assert units_as_named("3 lb of nails, how many pounds", words) == "3 lb of nails, how many lb"
    assert units_as_named("is the min. of 3 right", {}) == "is the min. of 3 right"


def test_two_rows_answer_where_no_sentence_sets_two_things_apart(orchard: Assistant) -> None:
    answer = said(orchard.ask("loft vs cellar"))
    assert "Apples are eaten before the new year" in answer
    assert "Pears have to keep until spring" in answer
    assert "barn" not in answer.lower()


def test_a_sentence_that_says_when_to_take_which_answers_when(orchard: Assistant) -> None:
    answer = said(orchard.ask("When should I use a basket press instead of a bag press?"))
    assert "choose the basket press when nobody can watch" in answer
    assert answer.startswith("A bag press does not strain")


def test_a_label_that_has_a_word_of_the_question_is_no_answer(orchard: Assistant) -> None:
    assert orchard.ask("How long after the exam do I get my marks?").status == "not_in_guide"


def test_whether_a_thing_is_still_so_is_not_told_by_what_it_is(orchard: Assistant) -> None:
    assert orchard.ask("Is the basket press still sold?").status == "not_in_guide"


def test_what_was_phased_out_tells_whether_it_is_still_so(orchard: Assistant) -> None:
    question, one = "Is the basket press still sold?", candidates(orchard.index, orchard.search("basket press"))[0]
    gone, plain = replace(one, text="The basket press was phased out."), replace(one, text="The basket press is a tub.")
    assert leaves_standing_untold(understand(question), plain)
    assert not leaves_standing_untold(understand(question), gone)
    assert tells_if_still_so(question, terms("basket press still sold"), [plain, gone]) == []  # neither says "sold"
    sold = replace(one, text="The basket press is no longer sold.")
    assert tells_if_still_so(question, terms("basket press still sold"), [plain, sold]) == [1]
    assert tells_if_still_so("What is sold?", terms("sold"), [sold]) == []


def test_a_word_of_a_name_is_not_what_the_name_stands_for(orchard: Assistant) -> None:
    assert orchard.ask("What is a wheel?").status == "not_in_guide"


def test_a_renaming_defines_nothing_and_an_apposition_does() -> None:
    press = ["lund", "press"]
    renamed = defines(press, "The Lund press was called the hand press until 1931, and older books use that name.")
    assert renamed < defines(press, "The Lund press is a frame of oak that squeezes pulp with one screw.")
    cork = "There a ring of cork, the collar line, closes the bark towards the stem."
    assert defines(["collar", "line"], cork) >= 0.9
    assert defines(["collar", "line"], "They bring an axe, the collar line, bags of sand and a rope.") < 0.9
    assert defines(["yield"], "The yield score is the weight of fruit a tree gives.") >= 0.9
    assert thing_described("Tin plate is a sheet of steel.") == "Tin plate"
    assert thing_described("Tin plate rusts.") == ""


def test_they_are_people_where_one_thing_alone_is_named_beside_them() -> None:
    assert asked_one_by_one("Which stamp do I use if I write to a friend, and how do they check it?")[1] == (
        "how do the friend check it?"
    )
    parts = asked_one_by_one("If someone misses the boat, do they lose their seat? And what if they come early?")
    assert len(parts) == 2
