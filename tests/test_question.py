"""Questions taken apart by their wording: type, what is wanted, sides, parts."""

import pytest

from studyground.assistant.question import parts_of, understand

TYPES = [
    ("What is a monsoon?", "definition", ""),
    ("Explain photosynthesis", "definition", ""),
    ("What are activation functions?", "definition", ""),
    ("What are the main exports of Norway?", "list", ""),
    ("Which skills does a nurse need?", "list", ""),
    ("How many moons does Mars have?", "factoid", "count"),
    ("How long does the battery last?", "factoid", "duration"),
    ("When was the bridge built?", "factoid", "date"),
    ("When does the method fail?", "factoid", ""),
    ("Who wrote the report?", "factoid", "person"),
    ("What is the average salary of a surgeon?", "factoid", "money"),
    ("Why do leaves turn red?", "how_why", "reason"),
    ("How do I declare an array?", "how_why", ""),
    ("Our shop has a million orders a day and two people. Which database should we use?", "scenario", "choice"),
]


@pytest.mark.parametrize(("text", "kind", "wanted"), TYPES)
def test_type_and_wanted(text: str, kind: str, wanted: str) -> None:
    taken = understand(text)
    assert (taken.type, taken.wanted) == (kind, wanted)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("What is the difference between a class and an object?", ("class", "object")),
        ("PCA or t-SNE?", ("PCA", "t-SNE")),
        ("What is the difference between while and do while?", ("while", "do while")),
        ("L1 versus L2 regularisation", ("L1 regularisation", "L2 regularisation")),
        ("How does a lake differ from a pond?", ("lake", "pond")),
    ],
)
def test_sides_of_a_comparison(text: str, sides: tuple[str, str]) -> None:
    taken = understand(text)
    assert taken.type == "comparison"
    assert taken.sides == sides


def test_counted_noun() -> None:
    assert understand("How many lighthouse keepers lived there?").counted == "keeper"


def test_parts_need_two_questions() -> None:
    assert parts_of("What is SMOTE and how does it work?") == ("What is SMOTE?", "how does it work?")
    assert parts_of("When and where was it built?") == ()
    assert parts_of("What is the difference between ice and what melts?") == ()
    assert parts_of("What is bread?") == ()
