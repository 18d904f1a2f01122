"""What the guide says and was withheld: asked with "which, A or B?", of a dotted name, of income data, after "the other kind"."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.answer import Answer, Turn
from studyground.assistant.assistant import Assistant
from studyground.assistant.features import FEATURES
from studyground.assistant.history import standalone
from studyground.assistant.question import Question, asking_part, parts_of, understand
from studyground.assistant.rereading import Opinion, weighed
from studyground.assistant.scorer import Rereading
from studyground.assistant.sides import sides_of
from studyground.assistant.sums import asks_for_money
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

RIVER = """# Moving goods on the river

## Boats and roads

| Carrier | How it moves | Cost per tonne | Loading |
| --- | --- | --- | --- |
| Barge | Pushed by a tug | 4 euros | Slow |
| Lorry | Driven on the road | 11 euros | Instant |
| Train | Pulled on rails | 6 euros | Slow |

A barge is cheaper than a lorry but it needs a full day to load. Lorries reach any door.

## Stores

- Dry store: a shed with a raised floor for grain
- Cold store: an insulated hall for fish and fruit

The income survey of 2019 was filled in by 340 skippers. The income survey was designed by Ada Brink.
"""
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Ask:
    folder = tmp_path_factory.mktemp("withheld")
    (folder / "guide.md").write_text(RIVER, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "guide.md"], settings)
    return Assistant.open(settings).ask


@pytest.mark.parametrize(
    ("before", "question", "says"),
    [
        ([], "Train or barge, what is cheaper?", ["6 euros", "4 euros"]),
        ([], "what year's income survey was filled in by skippers?", ["2019"]),
        (["What is the dry store?"], "What about the cold one?", ["insulated hall"]),
    ],
)
def test_what_the_guide_says_is_answered(before: Sequence[str], question: str, says: Sequence[str], ask: Ask) -> None:
    answer = ask(question, [Turn(text, "") for text in before])
    assert [piece for piece in says if piece not in answer.answer] == []


@pytest.mark.parametrize(
    "question",
    [
        "Barge or hovercraft, which is cheaper?",
        "barge vs hovercraft",
        "Which is cheaper, the zeppelin or the hovercraft?",
    ],
)
def test_a_side_that_the_guide_does_not_know_is_not_compared(question: str, ask: Ask) -> None:
    assert ask(question).status == "not_in_guide"


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Barge or lorry: which one is cheaper?", ("Barge", "lorry")),
        ("Which loads faster, the barge or the lorry?", ("barge", "lorry")),
        ("Is the barge or the lorry more reliable in winter?", ("barge", "lorry")),
        ("what is better for grain, trains or covered barges?", ("trains", "covered barges")),
        ("NB4 or C4.5, who was more accurate?", ("NB4", "C4.5")),
        ("Fever or rash, what should I do?", ()),
        ("Which colour is it, red or green?", ()),
        ("In spring or autumn, who mends the lock?", ()),
    ],
)
def test_which_of_two_is_more_so(question: str, sides: tuple[str, ...]) -> None:
    assert sides_of(asking_part(question)) == sides


def test_a_second_question_after_which_of_two_is_asked_too() -> None:
    assert len(parts_of("Barge or lorry: which one is cheaper, and how long does it take to load them?")) == 2


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What does os.path.join do?", "os.path.join"),
        ("What is lock.pass for?", "lock.pass"),
        ("What is a lock. Please?", "lock"),
    ],
)
def test_a_dot_inside_a_name_ends_no_sentence(question: str, subject: str) -> None:
    assert understand(question).subject == subject


@pytest.mark.parametrize(
    ("question", "money"),
    [
        ("Which year's census did the income data come from?", False),
        ("What should I pay attention to when mooring?", False),
        ("How many skippers earn a bonus?", False),
        ("What percentage of the fee is refunded?", False),
        ("How much does a lock pass cost?", True),
        ("What income can a skipper expect?", True),
        ("What does a lock pass cost?", True),
    ],
)
def test_a_word_of_money_does_not_always_ask_for_a_sum(question: str, money: bool) -> None:
    assert asks_for_money(question) is money


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        ("What is the dry store?", "What about the cold one?", "What is the cold store?"),
        ("How many berths does the harbour have?", "and without the reserved ones?",
         "How many berths does the harbour have without the reserved ones?"),
    ],
)  # fmt: skip
def test_a_follow_up_names_another_kind(before: str, question: str, alone: str) -> None:
    assert standalone(question, [Turn(before, "")]) == alone


def test_no_span_in_one_sentence_says_nothing_against_a_reason() -> None:
    weights = Rereading(margin=0.25, slope=0.45, reader=0.135, intercept=0.34, threshold=0.529)
    features = np.zeros((1, len(FEATURES)), np.float32)
    opinion = Opinion(np.array([-8.0]), np.array([2.0]))
    figure, reason = (
        weighed(opinion, weights, question, features, np.zeros(1), 0.5)[1]
        for question in (Question("Which lock?", "factoid", "name"), Question("Why two locks?", "how_why", "reason"))
    )
    assert figure < weights.threshold < reason
