"""Statements: which sentences stand alone, what may not be changed in them, and what is said of one put on another."""

import pytest

from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.statement_alterations import alterations
from studyground.assistant.practice.writing.statement_forms import statements_of
from studyground.assistant.practice.writing.statement_names import Subjects


def changed(text: str) -> dict[str, str]:
    """What a statement becomes, by the way in which it is changed."""
    return {one.way: one.text for one in alterations(text, [], 0)}


@pytest.mark.parametrize(
    "text",
    [
        "A tenant who bends the landlord's arm can't raise it.",
        "You pay for the idle time, and they can't be combined with credit.",
        "Welsh law differs in several places and is not covered.",
        "In the northern valleys there are none of that sort.",
        "You get at most four attempts in a twelve-month window.",
        "The keeper has to prove the failure.",
        "If the seller failed to tell the buyer of it, the period grows by 12 months.",
        "The bronze bell is the exception among the larger bells.",
        "On cargo boats sees the crates stacked and stays aboard till noon.",
        "Contrast the older mill, in which the stones are turned by hand.",
        "Running two mills side by side is harder to notice.",
    ],
)
def test_what_does_not_stand_alone_is_no_statement(text: str) -> None:
    assert statements_of(text) == []


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Loans run for up to 12 months.", "Loans run for up to 12 months."),
        ("Samples reach the mill within 24 hours in a box.", "Samples reach the mill within 24 hours in a box."),
        ("At openings a drink may be served in the next room.", "At openings a drink may be served in the next room."),
        (
            "Canary: sends a tenth of the flour to the slow mill first.",
            "Canary sends a tenth of the flour to the slow mill first.",
        ),
        (
            "Rye flour (the dark one) is kept for two days in the loft; nobody stirs.",
            "Rye flour is kept for two days in the loft.",
        ),
        (
            "Grain is dried below the roof beams for six weeks, so the loft is kept warm.",
            "Grain is dried below the roof beams for six weeks.",
        ),
    ],
)
def test_short_and_shortened_sentences_stand(text: str, statement: str) -> None:
    found = statements_of(text)
    assert statement in found


@pytest.mark.parametrize(
    "text",
    [
        "A multi-wheel mill puts many stones behind one door.",
        "Flour is ordered in small linen bags at the mill.",
        "Input can arrive at the mill in three boats.",
    ],
)
def test_no_denial_is_put_in(text: str) -> None:
    assert not any(" not " in one or "cannot" in one for one in changed(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "A request that arrives late is answered by the clerk of the mill.",
        "Feature types can't be renamed after creation of the table.",
        "Deep-rooted crops such as lucerne are slower but longer lasting.",
        "Filters are applied inside the search, not afterwards or before.",
        "If the cause is an upstream fault, repairs at the mill are in vain.",
    ],
)
def test_what_may_stay_true_is_not_turned_round(text: str) -> None:
    assert not {"size", "time", "place"} & set(changed(text))


def test_ranges_and_defaults_are_changed() -> None:
    assert changed("Grains of the fine sort measure 4 to 6 microns across.")["figure"] == (
        "Grains of the fine sort measure 7 to 9 microns across."
    )
    assert not changed("Stone cooling at the mill is on by default.")


def test_what_is_said_of_one_is_put_on_its_sibling() -> None:
    texts = ("Topsoil wear depends on tyre pressure.", "Subsoil wear depends on axle load.")
    lines = [
        Line("d", at * 100, at * 100 + len(text), text, ("Wear",), at, False, False, 1.0)
        for at, text in enumerate(texts)
    ]
    subjects = Subjects.of(zip(texts, lines, strict=True), lines, lambda _: True)
    made = subjects.put_on_another(texts[0], lines[0])
    assert made is not None and made.text == "Subsoil wear depends on tyre pressure."


def test_a_figure_is_changed_only_so_that_it_is_wrong() -> None:
    later = changed("Beyond six months the buyer of the mill bears the burden.").get("figure", "")
    assert "twelve" not in later and "nine months" not in later
    assert "figure" not in changed("In less than sixty years the valley went from mills to railways.")
    assert "figure" not in changed("Circulation pumps of the mill run 24 hours a day.")
