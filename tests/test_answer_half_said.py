"""What a chosen sentence only half says and its neighbour says whole: on an invented guide to a sail loft."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.first_step import first_step
from studyground.assistant.half_said import only_says_that, whole_comparison, with_other_half, with_other_part
from studyground.assistant.history import asked_one_by_one
from studyground.assistant.picked import Picked, sentence_of
from studyground.assistant.question import understand
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

LOFT = """# Handbook of the Wendle sail loft

## Cloth

A tarn and a cordel test are not the same thing. A tarn asks whether the cloth holds, and takes ten minutes. A cordel test asks
whether it tears, and takes a day. Wet cloth is never tested.

Nobody at the time counted the threads. That is called warp creep: the cloth lengthens under load. Creep is a fault of ours.
Stretch is what the wind does. The loft keeps a book of both.

"Use by" and "best dry" stand on the label. Use by is about the glue: after that day it no longer binds. Best dry is about the
colour: it fades a little when wet.

## Needles

- Wipe the needle with oil after each seam.
- Weigh the spool once a week: it should read between 40 and 44 grams.
- If it is lighter, stop the machine and look for a leak in the oiler.
- The lamp is switched off at night.

## Glue

A full kettle of glue warms up very slowly: twenty litres need three hours to reach 60 degrees. To speed it up:

1. Pour it into two small kettles.
2. Put the lid on and stir.
3. Use the gas ring.

The kettle was bought in 1962.

## Seams

Hems are graded by feel and seams by gauge, because a hem is folded away and nobody sees its width. What a seam lets through,
however, no hem can stop. Chalk is white.

Think of a ladder: three stitches on the first rung, five on the next, seven on the last. The double stitch at the end is there so
that nobody takes a reef band for a tabling.

## Fees

The fee for mending is 12 crowns for members, guests and crews of the harbour. For cutting only 5 crowns. Bills are sent in March.

## When the needle breaks

1. Is the belt loose? Press it with a thumb.
2. Is the spindle bent? Roll it on glass.
3. If neither helps, call the smith.

Never file a broken needle. A filed needle cuts the cloth.

## Calls

AMBER is for a torn sail with people on deck who need help at once. TOM-TOM is for urgency: a broken batten with no race on, or a
lost needle. The calls are made by bell.
"""
Shown = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """An assistant over the handbook of the loft."""
    folder = tmp_path_factory.mktemp("loft")
    (folder / "loft.md").write_text(LOFT, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "loft.md"], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def shown(assistant: Assistant) -> Shown:
    """What is shown to a question when one sentence was chosen for it."""

    def texts(question: str, chosen: str) -> list[str]:
        look = assistant.look(question)
        item = next(one for one in look.candidates if chosen in one.text)
        picked = [sentence_of(assistant.index, item)]
        return [one.text for one in with_other_half(assistant.index, look.question, picked, 120)]

    return texts


def test_that_two_things_differ_is_followed_by_how(assistant: Assistant) -> None:
    answer = assistant.ask("tarn and cordel test - how do they differ?").answer
    assert "whether the cloth holds" in answer and "whether it tears" in answer and "never tested" not in answer


def test_how_two_things_differ_is_not_only_that_they_do() -> None:
    assert only_says_that("An adze and an axe are not the same thing.", ("adze", "axe"))
    assert not only_says_that("An adze and an axe differ in the set of the blade.", ("adze", "axe"))
    assert not only_says_that("An adze is heavy.", ("adze", "axe"))


def test_a_side_is_led_by_the_sentence_that_names_it(assistant: Assistant) -> None:
    look = assistant.look("creep vs stretch, aren't they the same?")
    assert look.question.sides == ("creep", "stretch")
    sides = (("creep", "Creep is a fault"), ("stretch", "Stretch is what"))
    compared = [
        Picked(said, (next(one for one in look.candidates if said in one.text),), label=side) for side, said in sides
    ]
    led = whole_comparison(assistant.index, look.question, compared, 120)
    assert "lengthens under load" in led[0].text and len(led) == 2
    assert "lengthens" not in whole_comparison(assistant.index, look.question, compared[1:], 120)[0].text


def test_a_side_of_small_words_is_known_by_all_of_them(assistant: Assistant) -> None:
    answer = assistant.ask("use by vs best dry??").answer
    assert "no longer binds" in answer and "fades a little" in answer
    assert understand("use by vs best dry").sides == ("use by", "best dry")
    assert understand("use saws vs axes").sides == ("saws", "axes")


def test_what_to_do_if_it_is_so_stands_in_the_next_item(shown: Shown) -> None:
    told = shown("My spool reads 30 grams. What should I do?", "Weigh the spool")
    assert len(told) == 2 and "stop the machine" in told[1]
    assert len(shown("How many grams should the spool read?", "Weigh the spool")) == 1
    assert len(shown("The needle is dirty. What should I do?", "Wipe the needle")) == 1


def test_the_steps_that_the_next_sentence_leads_in_are_shown(shown: Shown) -> None:
    told = " ".join(shown("How do I warm up a huge kettle of glue faster?", "warms up very slowly"))
    assert "two small kettles" in told and "gas ring" in told and "1962" not in told
    assert len(shown("Why does the kettle of glue warm up slowly?", "warms up very slowly")) == 1


def test_the_reason_of_the_other_side_follows(shown: Shown) -> None:
    told = shown("Why are hems graded by feel but seams by gauge?", "Hems are graded")
    assert len(told) == 2 and "no hem can stop" in told[1]
    assert len(shown("Why are hems graded by feel?", "Hems are graded")) == 1


def test_the_order_before_its_purpose_is_shown(shown: Shown) -> None:
    told = shown("How do I remember the stitches of a reef band?", "double stitch")
    assert len(told) == 2 and told[0].startswith("Think of a ladder")
    assert len(shown("When was the double stitch added?", "double stitch")) == 1


def test_the_other_case_stands_in_the_next_sentence(assistant: Assistant) -> None:
    parts = asked_one_by_one("Which sails can you mend, and which can you never cut up again?")
    assert parts[1] == "which sails can you never cut up again?"
    look = assistant.look("What is the fee for mending?")
    item = next(one for one in look.candidates if "12 crowns" in one.text)
    picked = [sentence_of(assistant.index, item)]
    raised = look.scores.copy()
    raised[look.candidates.index(item)] = raised.max() + 1
    read = (look.candidates, raised)
    both = with_other_part(assistant.index, [read, read], picked, 40)
    assert len(both) == 2 and "5 crowns" in both[1].text
    assert len(with_other_part(assistant.index, [read], picked, 40)) == 1


def test_the_first_of_the_steps_is_shown_to_who_asks_for_it(assistant: Assistant) -> None:
    asked = "What should I check first when a needle breaks?"
    look = assistant.look(asked)
    order = [at for at, one in enumerate(look.candidates) if "filed needle" in one.text]
    told = [one.text for one in first_step(assistant.index, look.question, look.candidates, order)]
    assert told == ["Is the belt loose?", "Press it with a thumb."]
    other = assistant.look("What should I check when a needle breaks?")
    assert not first_step(assistant.index, other.question, look.candidates, order)
    elsewhere = [at for at, one in enumerate(look.candidates) if "Wipe the needle" in one.text]
    assert elsewhere and not first_step(assistant.index, look.question, look.candidates, elsewhere)


def test_a_difference_and_which_one_are_two_parts(assistant: Assistant) -> None:
    question = "Difference between amber and tom tom, and which one if a batten breaks but there is no race near?"
    assert asked_one_by_one(question) == [
        "Difference between amber and tom tom?",
        "amber or tom tom, which one if a batten breaks but there is no race near?",
    ]
    answer = assistant.ask(question).answer
    assert "torn sail" in answer and "broken batten" in answer
