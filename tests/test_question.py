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
    ("What is the heat value?", "definition", ""),
    ("What is the passing score?", "factoid", "quantity"),
    ("advantages of wooden boats", "list", ""),
    ("emerging trends in boat building", "list", ""),
    ("how much does a sailmaker make in Spain?", "factoid", "money"),
    ("wages for sailmakers in Spain", "factoid", "money"),
    ("how much noise does the engine make when it starts?", "factoid", "quantity"),
    ("Which three tools does a mason need?", "list", ""),
    ("Why does a lighthouse cost so much?", "how_why", "reason"),
    ("What does the ferry charge for a bicycle?", "factoid", "money"),
    ("What is the cost function of a plan?", "definition", ""),
    ("Why would a farmer prefer oats over wheat?", "how_why", "reason"),
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
        ("soft limit vs hard limit in quotas", ("soft limit", "hard limit")),
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "With spot capacity, what must a job state, and what is the longest wait?",
            ("With spot capacity, what must a job state?", "With spot capacity, what is the longest wait?"),
        ),
        (
            "Leaf mould: what is it, and why do gardeners want it?",
            ("what is Leaf mould?", "Leaf mould, why do gardeners want it?"),
        ),
        (
            "I keep bees near a road. Which hive suits me and which flowers should I plant?",
            (
                "I keep bees near a road. Which hive suits me?",
                "I keep bees near a road. Which flowers should I plant?",
            ),
        ),
        ("When should I use L1 and when L2?", ()),
        ("A team wants to count birds. Which lens should it buy?", ()),
    ],
)
def test_every_part_of_a_question_carries_what_was_given(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Which value of epsilon should I set?", "quantity"),
        ("What are the default beta values of the optimiser?", "quantity"),
        ("What value does a pantry bring?", "name"),
        ("When did the second edition come out?", "date"),
        ("When should dough rest?", ""),
    ],
)
def test_a_value_or_a_date_is_wanted(text: str, wanted: str) -> None:
    assert understand(text).wanted == wanted


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("smote", "smote"),
        ("learning rate?", "learning rate"),
        ("is it?", ""),
        ("What is a keel in the yard?", "keel"),
        ("What is data in motion?", "data in motion"),
        ("In Norway, what is a fjord?", "fjord"),
    ],
)
def test_a_bare_name_asks_what_it_is(text: str, subject: str) -> None:
    assert understand(text).subject == subject
