"""What "it" and "they" of a question stand for, in questions of two parts and in a conversation."""

import pytest

from studyground.assistant.answer import Turn
from studyground.assistant.history import asked_one_by_one, standalone
from studyground.assistant.referents import named_before, referent


@pytest.mark.parametrize(
    ("previous", "plural", "thing"),
    [
        ("How long may a hired boat stay out?", False, "the hired boat"),
        ("What does Brinex filter that others leave in?", False, "Brinex"),
        ("how does the old winch beat a capstan?", False, "the old winch"),
        ("Which flag may I fly without asking?", False, "the flag"),
        ("Which parts of the course should I repeat first?", True, "the parts of the course"),
        ("Why does a rescue helicopter need smoke flares?", True, "smoke flares"),
        ("Which paper described the tide?", False, "the paper that described the tide"),
        ("What is the default length of a berth?", False, "the default length of a berth"),
        ("How long is one night watch?", False, "the night watch"),
        ("How much toll was promised at the lock?", False, "the toll"),
        ("What is the difference between a yawl and a ketch?", True, "yawl and ketch"),
        ("When do we pump?", False, ""),
        ("how a gets?", False, ""),
        ("When was the beacon at Orlo lit?", False, "the beacon at Orlo"),
        ("What happens when the anchor fails?", False, "the anchor"),
        ("How does a caretaker open the gate?", True, "the caretaker"),
    ],
)
def test_a_pronoun_means_what_the_question_before_names(previous: str, plural: bool, thing: str) -> None:
    assert referent(previous, plural) == thing


def test_who_owns_something_may_be_named_in_the_same_question() -> None:
    assert named_before("what light does the tender show at ", owned=True)
    assert not named_before("does the tender work with ", owned=False)
    assert named_before("how do I read the gauge without touching ", owned=False)


@pytest.mark.parametrize(
    ("question", "second"),
    [
        (
            "Which pump clears the bilge, and does it also fill the tank?",
            "does the pump that clears the bilge also fill the tank?",
        ),
        ("How does Halmar beat a bucket, and when should I use it?", "when should I use Halmar?"),
        ("When can the old log be thrown away and what does keeping it cost?", "what does keeping the old log cost?"),
        (
            "What are the three grades of rope and which one can nobody splice?",
            "which of the three grades of rope can nobody splice?",
        ),
        (
            "How long is a ferry in dock, and what food does Brinex offer its guests?",
            "what food does Brinex offer its guests?",
        ),
        (
            "My sail is torn and my mast is bent. What should I mend first, and how long does it take?",
            "My sail is torn and my mast is bent, how long does it take?",
        ),
    ],
)
def test_the_second_part_says_what_it_asks_of(question: str, second: str) -> None:
    assert asked_one_by_one(question)[1] == second


def test_a_sentence_on_people_who_do_something_asks_nothing() -> None:
    case = "Guests who cannot swim want to sail. Which boat do I give them?"
    assert asked_one_by_one(case) == [case]
    assert asked_one_by_one("What does a berth cost? also which flag do I fly?") == [
        "What does a berth cost?",
        "which flag do I fly?",
    ]


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "What does Halmar change about the price?",
            "what limit do I have to set for it?",
            "what limit do I have to set for Halmar?",
        ),
        ("Does Brinex run on salt water?", "does Halmar work with it?", "does Halmar work with Brinex?"),
        (
            "How do I store a sail?",
            "How long may one storm sail lie folded?",
            "How long may one storm sail lie folded?",
        ),
    ],
)
def test_a_follow_up_means_the_thing_and_not_the_deed(before: str, question: str, expected: str) -> None:
    assert standalone(question, [Turn(before, "")]) == expected
