"""A value is asked for its row only where it is no other row's as well."""

import pytest

from studyground.assistant.practice.writing.cell_values import names_one


@pytest.mark.parametrize(
    ("value", "others"),
    [
        ("135°", ["225°", "135°, above the stern"]),
        ("3–4 days", ["2–5 days", "1–6 hours"]),
        ("3–4 days", ["up to 70 days"]),
        ("12 kg", ["at least 10 kg", "3 kg"]),
        ("12 kg", ["10 kg or more"]),
        ("1,500 m", ["1,000 to 2,000 m"]),
        ("red", ["red and white"]),
    ],
)
def test_a_value_that_is_anothers_too_names_no_row(value: str, others: list[str]) -> None:
    assert not names_one(value, others)


@pytest.mark.parametrize(
    ("value", "others"),
    [
        ("225°", ["112.5° each", "135°", "360°"]),
        ("3–4 days", ["2–5 hours", "12–72 hours"]),
        ("9 flashes", ["3 flashes", "6 flashes and 1 long", "continuous quick"]),
        ("12 kg", ["3 kg", "20 kg or more"]),
        ("red", ["redwood", "white"]),
        ("2.0.1", ["1.9.10", "2.0"]),
        ("1,234.5 m", ["1.234,5", "12 m"]),
    ],
)
def test_a_value_of_its_own_names_its_row(value: str, others: list[str]) -> None:
    assert names_one(value, others)
