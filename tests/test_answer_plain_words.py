"""What the guide says in other writing than the question: accents, compounds, clipped names, small verbs, own figures."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.case_figures import own_figures
from studyground.assistant.everyday_verbs import said_in_one_word
from studyground.assistant.features import FEATURES
from studyground.assistant.kinds import holds
from studyground.assistant.listing import names_a_list
from studyground.assistant.other_writing import as_written
from studyground.assistant.question import Question, understand
from studyground.assistant.rereading import Opinion, weighed
from studyground.assistant.scorer import Rereading
from studyground.assistant.spelling import corrected
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

HARBOUR = """# The harbour office

## People

Jūrō Hatae kept the harbour books from 1902. He favoured the Danish tariff, because it taxed the hold and left the deck free.
The office was founded in 1899 with Hatae as the first wharf clerk.

## Lines on the quay

A spring line is a rope that leads from the bow back to the quay. It stops the boat from moving forward.

A breast line is a rope that leads straight across to the quay. It holds the boat alongside.

## The five marks of /srv/tally

A clerk writes them from left to right.

- the name of the ship
- the berth
- the draught in metres
- the cargo, in tonnes
- the pilot who brought her in

## The tide gate

The basin level rises with three things: an open sluice, a spring tide and rain on the hills.

The gate daemon is named lckd. The default of SluiceHold in lckd is eleven minutes.

## Choosing a knot

The rolling hitch grips a rope that is already under load. It suits a line that must be taken up while a ship still pulls.
The reef knot is for parcels.
"""
WORDS = dict.fromkeys(
    "hatae jūrō file system systems symbolic link links subsequent network data set sshd every day spring line".split(),
    1,
)
TEXTS = (
    "A symbolic link in the file system. Subsequent networks. The data set of every day. Escherichia coli lives there. "
    "Spring line.",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("plain-words")
    (folder / "guide.md").write_text(HARBOUR, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "guide.md"], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Callable[[str], Answer]:
    return assistant.ask


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("why did Juro Hatae resign", "why did Jūrō Hatae resign"),
        ("Which filesystem is it?", "Which file system is it?"),
        ("hard link vs symlink", "hard link vs symbolic link"),
        ("three symlinks", "three symbolic links"),
        ("how does E. coli move", "how does Escherichia coli move"),
        ("a subnetwork of it", "a subnetwork of it"),
        ("an everyday dataset", "an every day data set"),
        ("the SymLink class", "the SymLink class"),
        ("the dropout of vitamin C deficiency", "the dropout of vitamin C deficiency"),
    ],
)
def test_a_name_is_put_as_the_guide_writes_it(typed: str, read: str) -> None:
    assert as_written(typed, WORDS, lambda: TEXTS, lambda word: word in {"deficiency", "move", "subnetwork"}) == read


def test_a_name_of_four_letters_that_lacks_one_is_mended() -> None:
    assert corrected("the shd file", WORDS, lambda word: word in {"file"}) == "the sshd file"
    assert corrected("the lnk file", WORDS, lambda word: word in {"file", "link"}) == "the lnk file"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("why did Juro Hatae like the danish tariff", ["taxed the hold"]),
        ("spring line vs breastline", ["leads from the bow", "straight across"]),
        ("list the marks in a tally line", ["The berth", "The pilot"]),
        ("what makes the basin level go up?", ["an open sluice"]),
        ("Who was the first wharf clerk?", ["Hatae"]),
        ("what is the defualt SluiceHold setting in lkd?", ["eleven minutes"]),
        (
            "I have 14 ropes on a ship that still pulls. Which knot suits a line that must be taken up?",
            ["rolling hitch"],
        ),
    ],
)
def test_what_the_guide_says_in_other_writing_is_answered(
    question: str, says: list[str], ask: Callable[[str], Answer]
) -> None:
    answer = ask(question)
    assert [piece for piece in says if piece not in answer.answer] == []


@pytest.mark.parametrize(
    "question",
    [
        "Who was the second mayor of Copenhagen?",
        "list the marks of a leaking hull",
        "what makes the price of coal go up?",
        "spring line vs towline",
    ],
)
def test_what_the_guide_does_not_say_stays_unsaid(question: str, ask: Callable[[str], Answer]) -> None:
    assert ask(question).status == "not_in_guide"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("list the marks in a tally line", True),
        ("list the marks in a port tally", False),
        ("list the ropes of a tally", False),
    ],
)
def test_a_heading_names_the_list_that_stands_under_it(question: str, named: bool, assistant: Assistant) -> None:
    look = assistant.look(question)
    assert names_a_list(look.question, look.candidates) is named


@pytest.mark.parametrize(
    ("question", "kind", "wanted"),
    [
        ("which things affect pay the most", "list", ""),
        ("what do I say when they ask how much money I want", "factoid", "name"),
        ("What should I pay when I fail?", "factoid", "money"),
        ("what are the wrong readings of a pulse rate value", "list", ""),
        ("what is the maximum size of a payload?", "factoid", "quantity"),
        ("what sort of people worked in the mills", "factoid", "name"),
        ("I hauled the rope and now the knot is gone. what happened?", "how_why", ""),
    ],
)
def test_what_is_asked_for_is_read_off_the_main_clause(question: str, kind: str, wanted: str) -> None:
    asked = understand(question)
    assert (asked.type, asked.wanted) == (kind, wanted)


def test_small_verbs_stand_for_one_word() -> None:
    (said, words) = said_in_one_word("can I make it smaller later?")[0]
    assert said == "make it smaller"
    assert "shrink" in words
    assert said_in_one_word("where do I go for help?") == []


def test_the_figures_of_a_case_are_no_names() -> None:
    assert own_figures("I weighed the same 25 people. what test do i use") == {"25"}
    assert own_figures("what is the pressure at 25 metres?") == frozenset()
    assert own_figures("I have 25 ropes. what happens at 25 degrees?") == frozenset()


def test_people_and_reasons_are_known_by_their_wording() -> None:
    who, why = understand("Who was the first clerk?"), understand("Why should you not quote the mean?")
    assert holds(who, "The books were kept by the office with Ōtō as the first clerk.") == 1.0
    assert holds(who, "The office stood near Ōsaka Bay.") == 1.0
    assert holds(who, "The office was closed in the rain.") == 0.0
    assert holds(why, "Quote the median, never the mean – the mean hides the tail.") == 1.0
    assert holds(why, "Power rises with the size of the sample.") == 1.0
    assert holds(why, "It is not the mean.") == 0.0


def test_what_is_chosen_may_be_named_in_the_sentence_before() -> None:
    asked = understand("I have two small groups of ratings from different customers, which test?")
    assert holds(asked, "It suits small samples.") == 0.5
    assert holds(asked, "It suits small samples.", "The Hatae Test replaces figures by ranks.") == 1.0


@pytest.mark.parametrize(("rest", "margin", "sure"), [(0.8, 2.0, True), (0.1, 2.0, False), (0.8, -1.0, False)])
def test_a_figure_the_reader_finds_beside_what_is_asked_about_is_an_answer(
    rest: float, margin: float, sure: bool
) -> None:
    features = np.zeros((1, len(FEATURES)), np.float32)
    features[0, [FEATURES.index(name) for name in ("holds", "rest", "worst_missing")]] = (0.4, rest, 0.7)
    weights = Rereading(margin=0.25, slope=0.5, reader=0.14, intercept=0.0, threshold=0.529)
    asked = Question("how many people answered the survey", "factoid", "count")
    _, confidence = weighed(
        Opinion(np.array([margin]), np.array([2.0])), weights, asked, features, np.array([-3.0]), 0.1
    )
    assert (confidence >= 0.6) is sure


def test_either_english_is_understood() -> None:
    guide = dict.fromkeys("colour chili diarrhoea centre programme".split(), 1)
    asked = "does chilli of another color bring diarrhea to the center of the program"
    assert as_written(asked, guide, list, str.isalpha) == (
        "does chili of another colour bring diarrhoea to the centre of the programme"
    )


def test_a_word_of_english_is_not_taken_for_one_of_the_guide() -> None:
    guide = {"latest": 3, "mixed": 2, "shelf": 1}
    assert corrected("latent faults in minced mixd", guide, lambda word: False) == ("latent faults in minced mixed")
