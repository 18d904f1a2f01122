"""A comparison is not levelled, and a word in brackets stays with what it is said of."""

import pytest

from studyground.assistant.language_model.levelled import crossed_asides, levelled

SLOW = "Many small boxes make the count slow, because opening and closing boxes costs more time than weighing them."
FLEETS = "The harbour keeps a complete new fleet (green) beside the old fleet (blue) until the summer."


def test_what_is_compared_may_not_stand_side_by_side() -> None:
    assert (
        levelled("The count is slow because opening boxes takes time, and weighing them takes time.", SLOW)
        == "weighing them"
    )


@pytest.mark.parametrize(
    "said",
    [
        "The count is slow because opening and closing boxes takes longer than weighing them.",
        "Weighing the boxes takes less time, so the many small ones make the count slow.",
        "Most of the time goes into opening and closing boxes, not into weighing them.",
        "Many small boxes make the count slow, because they must be opened and closed.",  # says nothing of the weighing
    ],
)
def test_what_still_compares_or_leaves_it_out_is_not_levelled(said: str) -> None:
    assert not levelled(said, SLOW)


def test_words_in_brackets_are_not_exchanged() -> None:
    assert crossed_asides("A complete new fleet (blue) is kept beside the old fleet (green).", FLEETS)
    assert not crossed_asides("Until the summer the old fleet (blue) is kept beside a new fleet (green).", FLEETS)
    assert not crossed_asides("The new fleet (green) is complete.", FLEETS)
    assert not crossed_asides("A fleet (blue) is kept.", FLEETS)
