"""A figure of the asker's own case: told by the row whose band it lies in, or by what a guide says beyond a limit."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.own_figure import told_of_own_case
from studyground.assistant.spelling import corrected
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

LACQUER = """# Lacquering by hand

Lacquer is laid on in thin coats and polished between them. A coat that dries too fast cracks.

## Judging the finish

The glint of a finish is read from the glint meter at three places.

| Glint | Reading | What to do |
|---|---|---|
| < 10 | dull | sand it and lay on another coat |
| 10 – 25 | satin | leave it, look again within 3 days |
| > 25 | mirror | call the master if it is a temple piece |

A glint above 25 on a temple piece is a complaint waiting to happen, not a success.

If one panel alone shows a shrinkage over 40, assume a crack under the surface until somebody proves otherwise. In March the mean
shrinkage of all the panels stayed at 31 while that of the new panels fell to 22.

| Setting time | Verdict |
|---|---|
| < 2 h | too warm |
| 2–6 h | right |
| > 6 h | too dry |

## Taking a coat off

A coat comes off with camphor oil. The bench does an automatic stripback on: a crack longer than 2 mm, dust under the coat, or a
stain. A workshop shift of five people strips some forty panels a week. Brushes are kept in camphor oil. Panels are brought to the
bench by the back door, and what is finished is uploaded to the register by the foreman.
"""


@pytest.fixture(scope="module")
def lacquer(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant, without its reader, over the guide above."""
    folder = tmp_path_factory.mktemp("lacquer")
    (folder / "lacquer.md").write_text(LACQUER, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("lacquer_index") / "index", data=data_folder, reader="none")
    ingest([folder], settings)
    return Assistant.open(settings)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        (
            "glint came out at 18, what now",
            "Glint 10 – 25 – Reading: satin; What to do: leave it, look again within 3 days.",
        ),
        (
            "My glint is 7, what should I do?",
            "Glint < 10 – Reading: dull; What to do: sand it and lay on another coat.",
        ),
        (
            "what does a glint of 31 mean",
            "Glint > 25 – Reading: mirror; What to do: call the master if it is a temple piece.",
        ),
    ],
)
def test_row_of_the_band_that_a_figure_lies_in(lacquer: Assistant, question: str, row: str) -> None:
    """And no sentence beside it that speaks of another limit."""
    assert [one.text for one in lacquer.ask(question).sentences] == [row]


def test_no_row_for_a_figure_of_another_thing(lacquer: Assistant) -> None:
    """The column is of the glint: what is so thick or so old lies in none of its bands."""
    for question in (
        "my coat had a setting time of 90 minutes, what now",
        "my coat is 18 microns thick, what now",
        "glint came out at 18, what does the meter cost?",
    ):
        assert not any(item.extreme for item in lacquer.look(question).candidates), question


def test_limit_that_the_askers_figure_is_beyond(lacquer: Assistant) -> None:
    """It settles what is asked of that figure, and nothing of one that is within it."""
    found = lacquer.ask("my single panel shows 47 shrinkage by itself, yay?")
    assert found.sentences[0].text.startswith("If one panel alone shows a shrinkage over 40")
    within = lacquer.look("my single panel shows a shrinkage of 12, yay?")
    assert within.confidence < lacquer.look("my single panel shows a shrinkage of 47, yay?").confidence


def test_limit_does_not_settle_another_question_on_the_figure(lacquer: Assistant) -> None:
    """Who wants to know the price of the meter is not told of cracks."""
    other = "my panel shows a shrinkage of 47, what oven cures that?"
    assert lacquer.look(other).confidence < 0.6


def test_figures_told_with_what_they_are_of() -> None:
    """The sign is kept, and the letter before it."""
    first, second = told_of_own_case("my trial hit p<0.05 on day 3, can I stop it?")
    assert (first.value, first.sign) == (0.05, "<")
    assert "p" in first.of
    assert (second.value, second.of) == (3.0, frozenset({"day"}))


def test_verb_and_particle_that_the_guide_writes_as_one(lacquer: Assistant) -> None:
    """ "Strip itself back" is its "stripback"."""
    look = lacquer.look("what makes the bench strip itself back?")
    assert look.candidates[int(look.scores.argmax())].text.startswith("The bench does an automatic stripback on")


def test_form_of_a_known_word_is_no_slip() -> None:
    """What only bears another ending than the guide's word is left as it is; what is misspelt is not."""
    words = {"upload": 3, "unloading": 9, "cheaper": 4, "cheap": 1, "install": 5}
    for word in ("uploading", "cheapest"):
        assert corrected(f"is {word} allowed", words, {"cheap", "is", "allowed"}.__contains__) == f"is {word} allowed"
    assert corrected("how to instal", words, {"how", "to"}.__contains__) == "how to install"
