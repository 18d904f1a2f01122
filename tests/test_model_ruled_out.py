"""What a sentence rules out, demands, counts otherwise or borrows a name for; and like words that say the same."""

import pytest

from studyground.assistant.language_model.borrowed import borrowed_name
from studyground.assistant.language_model.ruled_out import made_needed, ruled_out
from studyground.assistant.language_model.verification import broken_rule


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("A log holds temperatures instead of weights.", "A log holds not only weights but also temperatures."),
        ("Hives are fed with sugar and a label must be added.", "Hives are fed with sugar, optionally with a label."),
        ("Each call is answered by one of its guards.", "Each call is answered by all of its guards."),
        ("Thousands of bees leave with the queen.", "Millions of bees leave with the queen."),
        ("The loss is 0.73 grams and the gain 1.2 grains.", "The loss is 0.73 grains and the gain 1.2 grains."),
        ("Winter takes a third of the stores.", "Winter takes 20 % of the stores."),
        ("A screen blocks air between two boxes.", "A screen lets and allows air between two boxes."),
        ("The law encourages moves that end at night.", "The law limits moves that end at night."),
        ("A hive exceeds 12 frames.", "A hive holds at most 12 frames."),
        ("Dearing builds the hive from pine.", "Fleming builds the hive from pine."),
    ],
)
def test_what_is_ruled_out_demanded_or_measured_otherwise_breaks_a_rule(said: str, source: str) -> None:
    assert broken_rule(said, source, names=frozenset({"dearing", "fleming"}))
    assert not broken_rule(source, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("A log has temperatures instead of weights.", "A log holds temperatures rather than weights."),
        ("A log holds temperatures as well as weights.", "A log holds not only weights but also temperatures."),
        ("Winter takes a fifth of the stores.", "Winter takes 20 % of the stores."),
        ("The tank has 3 MB of logs.", "The tank has 3 megabytes of logs."),
        ("Choosing a wide gap gives bigger combs.", "A wide gap gives bigger combs."),
        ("A jar has to be sealed before it can be sold.", "A jar cannot be sold before it is sealed."),
        (
            "Somebody needs a permit issued within the last three years.",
            "One needs a permit not older than three years.",
        ),
        ("No visit may last longer than 45 minutes.", "Visits are limited to 45 minutes."),
        ("A helper who is not yet 18 may feed them.", "A helper under 18 may feed them."),
        ("Losing a single comb costs the keeper 60.", "If one of the two combs is lost, the keeper pays 60."),
        ("Combs that exceed 20 cells must be cut.", "A comb has at most 20 cells; longer combs must be cut."),
        ("The drone becomes live again.", "The drone comes alive again."),
        ("Keepers without a permit are unable to sell.", "Keepers without a permit won't be able to sell."),
        ("The loss would be 42 bees out of 700.", "It costs 42 of 700 bees."),
        (
            "Mites pull hard on the queen, but only slightly on drones.",
            "Mites pull hard on the queen and weakly on drones.",
        ),
        ("Making frames larger increases the yield.", "Larger frames raise the yield; smaller frames lower the work."),
    ],
)
def test_the_same_in_other_words_breaks_none(said: str, source: str) -> None:
    assert broken_rule(said, source, names=frozenset({"choosing"})) == ""


def test_what_a_source_leaves_out_itself_may_be_ruled_out() -> None:
    assert ruled_out("Bees visit clover instead of heather.", "Bees visit both heather and clover.")
    assert not ruled_out("Bees visit clover instead of heather.", "Bees visit both lime and clover but never heather.")
    assert not ruled_out("Bees visit clover instead of broom.", "Bees visit both heather and clover.")
    assert made_needed("A lid is optional on the box.", "A lid is required on the box.") == "left free"
    assert not made_needed("A lid is optional and a box is required.", "A lid is required on the box.")


def test_a_name_is_not_borrowed_from_a_second_source() -> None:
    first = "The Langstroth hive takes ten frames, a feeder and a queen excluder."
    second = "The Langstroth hive is mistaken for the Dadant hive by beginners."
    names = frozenset({"langstroth", "dadant"})
    assert borrowed_name("Ten frames, a feeder and a queen excluder go into the Dadant hive.", (first, second), names)
    assert not borrowed_name("Ten frames and a queen excluder go into the Langstroth hive.", (first, second), names)
    both = "The Langstroth hive takes ten frames and a feeder, and beginners mistake it for the Dadant hive."
    assert not borrowed_name(both, (first, second), names)
