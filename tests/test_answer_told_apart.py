"""Two things told apart in a case or a table, members told one after another, one item for a list, and what is pointed at."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.named_together import only_named_together
from studyground.assistant.picked import Picked
from studyground.assistant.question import understand
from studyground.assistant.sides import sides_of
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

PUPPETS = """# Handbook of the puppet theatre

## The marionette

Ruth Hallam drew up her marionette in 1931 as a figure of several parts. Older figures had been carved from one log.

The control bar holds the strings. It is made of ash and hangs on a hook between the acts.

The jointed body carries the costume. Its knees are of leather, so they make no noise.

The weighted feet keep the figure on the floor. Without them it floats.

The painted head turns on a pin. In 1940 she added the fifth part, the velvet hood, which hides the pin from the gallery.

## Glues

The bone glue is boiled from hides, and the fish glue is boiled from bladders. Bone glue is brown. Fish glue is clear. If the
stage is heated for an hour before the show, bone glue softens and fish glue holds.

## Seats

| Code | Seat | Price | Return |
| --- | --- | --- | --- |
| BAL | Front balcony | 9 euros | until noon on the day |
| PIT | Standing-place | 4 euros | none |
| BOX | Side box | 21 euros | a week before |

## Lamps

| Lamp | Power | Burns for |
| --- | --- | --- |
| Electrical | 60 watts | 900 hours |
| Gas mantle | 40 watts | 200 hours |
| Candle | 1 watt | 4 hours |

## Lending figures

1. Write the borrower, the date and the figure into the lending book: name, street and town.
2. Never lend: figures older than 1900, figures with glass eyes, the two dragons, anything that is being repaired.
3. Wrap the figure in linen.
4. Ask for the deposit before it leaves the house.

## Rehearsals

Children rehearse for one hour after school and go home before supper.

The hall is warmed at noon. Its stove burns coke.

Adults rehearse in the evening, singers at noon; for the youngest puppeteers the one-hour rule above holds on Sundays too.

## The mast of the stage

The curtain mast is 4 metres tall by default and stands in an oak foot. It is oiled twice a year. With a side beam fitted, the
mast must be at least 6 metres tall. Visitors often ask about its red paint.

## Strings

The puppeteer's cue runs along the cue string. Its length was put at two metres by Ida Morley in 1950. Later work by Luis Pereira
put the length of the cue string at three metres.

Cue string about 3 metres; Morley said 2 flax or wire one at each side of the bridge

Rod 1 metre brass none on the bridge itself but two below

## Hallam's trials

Hallam, working alone in the winter of 1929, cut her first figures out of plain cork and weighed every limb of them. After a
week she had nine. The cork figures were thrown away in the end. She used cork in order to avoid the grain that wood brings with
it, which made for clean cuts and left open how the figures would wear.
"""
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def puppets(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """The assistant over the handbook of the puppet theatre."""
    folder = tmp_path_factory.mktemp("puppets")
    (folder / "puppets.md").write_text(PUPPETS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, abstain_below=0.0)
    ingest([folder / "puppets.md"], settings)
    return Assistant.open(settings)


def test_which_of_two_in_a_case_is_told_of_both(puppets: Assistant) -> None:
    """What each glue is says nothing of which one softens."""
    answer = puppets.ask(
        "If the stage is heated for an hour before the show which glue softens, bone glue or fish glue?"
    ).answer
    assert "bone glue softens and fish glue holds" in answer
    assert "boiled from" not in answer


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Compare front balcony and standing place: price and return", ("9 euros", "Return: none")),
        ("electric vs gas mantle: power and how long does it burn", ("900 hours", "200 hours")),
    ],
)
def test_rows_named_after_a_code_or_in_short_are_both_shown(
    puppets: Assistant, question: str, rows: tuple[str, str]
) -> None:
    answer = puppets.ask(question).answer
    assert all(row in answer for row in rows)
    assert "21 euros" not in answer
    assert "Candle" not in answer


def test_what_is_asked_of_two_sides_after_a_colon_is_none_of_them() -> None:
    assert sides_of("Compare the quay and the jetty: price and depth") == ("quay", "jetty")
    assert sides_of("quay vs jetty: price and depth") == ("quay", "jetty")
    assert sides_of("fuel at night: barge vs lorry") == ("barge", "lorry")


def test_members_told_in_a_paragraph_each_are_all_named(puppets: Assistant) -> None:
    answer = puppets.ask("name all the parts of Hallam's marionette").answer
    for part in ("several parts", "control bar", "jointed body", "weighted feet", "painted head", "velvet hood"):
        assert part in answer
    assert "one log" not in answer


def test_one_item_that_lists_stands_alone(puppets: Assistant) -> None:
    answer = puppets.ask("list what we must never lend").answer
    assert "two dragons" in answer
    assert "linen" not in answer


def test_what_is_pointed_at_above_comes_along(puppets: Assistant) -> None:
    answer = puppets.ask("When do the youngest puppeteers rehearse on Sundays?").answer
    assert "one-hour rule above" in answer
    assert "one hour after school" in answer


def test_a_sentence_goes_before_a_row_that_speaks_of_a_side_by_the_way(puppets: Assistant) -> None:
    answer = puppets.ask("how long is the cue string, Morley vs Pereira").answer
    assert "Its length was put at two metres by Ida Morley" in answer
    assert "wire" not in answer


def test_the_case_added_to_a_question_is_told_too(puppets: Assistant) -> None:
    answer = puppets.ask("curtain mast default height, and what changes if i fit a side beam").answer
    assert "4 metres tall" in answer
    assert "at least 6 metres" in answer


def test_a_reason_further_on_in_the_paragraph_comes_along(puppets: Assistant) -> None:
    answer = puppets.ask("Why did Hallam cut her first figures out of cork?").answer
    assert "avoid the grain" in answer


@pytest.mark.parametrize(
    ("asked", "said", "only_named"),
    [
        ("bone glue or fish glue for cloth, what is different?", "The press takes bone glue and fish glue.", True),
        ("bone glue vs fish glue", "The press takes fish glue or the bone glue.", True),
        ("bone glue vs fish glue", "Bone glue and fish glue are the same for cloth.", False),
        ("bone glue vs fish glue", "Unlike bone glue, fish glue is clear.", False),
        ("bone glue vs fish glue", "Fish glue is clear.", False),
        ("Should I take bone glue or fish glue?", "The press takes bone glue and fish glue.", False),
    ],
)
def test_two_things_named_in_one_breath_are_not_told_apart(asked: str, said: str, only_named: bool) -> None:
    question = replace(understand(asked), sides=("bone glue", "fish glue"))
    assert only_named_together(question, [Picked(said, ())]) is only_named


def test_to_contrast_is_to_compare() -> None:
    assert sides_of("Contrast bone glue with fish glue.") == ("bone glue", "fish glue")
    assert sides_of("How do I set contrast and brightness?") == ()
