"""What is made of a weak model's reply: sentences, and nothing of what it echoes, breaks off or says in circles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.language_model.replies import claims, in_circles, repeats_itself

WORDS = st.lists(st.sampled_from("model data set trains on the a of label loss and bucket reads".split()), min_size=1)


def said(reply: str, size: int = 4) -> list[str]:
    """The sentences of a reply that comes in pieces of some letters."""
    return [one.text for one in claims(reply[at : at + size] for at in range(0, len(reply), size))]


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("The answer is: Counterfactuals say what to change. [1]", ["Counterfactuals say what to change."]),
        ("The answer is that an empty question scores nothing.", ["An empty question scores nothing."]),
        ("[5] (Pay > How a career grows) A senior engineer owns a system.", ["A senior engineer owns a system."]),
        ("[5] (Cost control) Spot Training saves money.", ["Spot Training saves money."]),
        ("The three zones of the lake are:\n1. Raw data is kept as it came. [1]", ["Raw data is kept as it came."]),
        ("Spot saves money. [1]\nA checkpoint is read when the", ["Spot saves money."]),
        ("Spot saves money. A checkpoint is read when the", ["Spot saves money."]),
        ("Spot saves money", ["Spot saves money."]),
        ("The rule that was written by hand is the rule that was written by hand in the old chapter.", []),
        ("A backfill is a re-run over past data, which is a backfill that is made to use the skew.", []),
        ("Textract reads text and classes text, while Comprehend reads text and classes text.", []),
        ("Answer, one sentence a line, each with the number of its passage:", []),
        ("The answer is no.", []),
    ],
)
def test_only_whole_statements_are_taken(reply: str, found: list[str]) -> None:
    assert said(reply) == found


def test_a_reply_that_goes_round_in_circles_is_not_read_on() -> None:
    read = []

    def pieces() -> "object":
        for piece in ["Spot saves money. [1]\n", *["it is a form of theft and "] * 500]:
            read.append(piece)
            yield piece

    assert [one.text for one in claims(pieces())] == ["Spot saves money."]  # type: ignore[arg-type]
    assert len(read) < 10
    assert in_circles("95." + "5" * 30)


def test_parallel_sentences_are_no_circles() -> None:
    one = "A lake applies a schema when data is read, whereas a warehouse applies a schema when data is written."
    assert not repeats_itself(one)
    assert said(f"{one} [1]") == [one]


@given(WORDS, st.integers(1, 7))
def test_pieces_do_not_matter(words: list[str], size: int) -> None:
    reply = f"The {' '.join(words)} ends here. [1]\nThe {' '.join(words)} begins. [2]"
    assert said(reply, size) == said(reply, len(reply))
