"""Questions whose key says what the stem quotes in other words."""

from pathlib import Path

import pytest

from studyground.assistant.practice.writing.guessed import guessed
from studyground.ingest.encoder import Encoder, load_encoder
from studyground.settings import Settings


@pytest.fixture(scope="module")
def encoder(data_folder: Path) -> Encoder:
    return load_encoder(Settings().encoder, data_folder)


@pytest.mark.parametrize(
    ("stem", "key", "wrong", "found"),
    [
        ("Which thing is “a card, a debit or a bank transfer”?", "Payment method", ["Coupon", "Plan", "Webhook"], True),
        (
            "Which word is listed for “blood pressure too high”?",
            "Hypertension",
            ["Fever", "Tachycardia", "Tachypnoea"],
            True,
        ),
        ("Which status means “first payment not yet made”?", "incomplete", ["past due", "trialing", "unpaid"], False),
        ("What is kept of the last readings?", "Latest value", ["Sum of all", "Largest", "Mean"], False),
    ],
)
def test_what_is_quoted_may_tell_the_key(stem: str, key: str, wrong: list[str], found: bool, encoder: Encoder) -> None:
    assert guessed(stem, [key], wrong, encoder) is found
