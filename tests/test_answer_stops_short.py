"""Answers that would stop one sentence short, begin one late or carry a stray: on a guide to a small observatory."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import Candidate, candidates
from studyground.assistant.dangling import only_denies
from studyground.assistant.earning_place import earning_their_place
from studyground.assistant.following import with_what_follows
from studyground.assistant.leaning_on import leans_further_in, with_what_it_leans_on
from studyground.assistant.picked import Picked, chain_of, sentence_of
from studyground.assistant.question import understand
from studyground.assistant.what_decides import with_what_decides
from tests.opened_guide import opened_guide

OBSERVATORY = """# Nights at the Halden observatory

## Night observers

A clerk known as T.B. practised for two winters and learned to name 300 stars at a glance, chiefly by seeing them as
street corners. Given planets instead, his score fell back to a beginner's. The clerk later moved to Orsa.

## Plates

Worked: 12 fields of 40 minutes → by time 3 nights, by plates 5. Take the larger, 5. Plates are kept in tin boxes.

A plate with a loose edge fogs the whole box: one plate is grey while the rest are clear, and a darker room will not help as the
light is inside already. Seal the edge (wax, or black tape). Wax is in the lower drawer.

- **Drift alarm**: the dial was set to 20 and shows 24 after an hour → the clamp has slipped. Stop and tighten the clamp; do not
  correct the dial by hand.
- **Dew alarm**: the glass is wet.

## Guests

Forgive the fee without asking in case of illness, a funeral or a closed road. Ask for no letters after a funeral. Money goes back
within a week.

Cards of guests are read at the door at dusk. The door shuts at nine.

The floor for a guided night is 30 crowns with cocoa. Nobody may sell below it, not even in rain.

A star list is optional. It is not handed in by itself, even on clear nights. If you do not hand it in, the warden searches the
dome at noon. The dome has one stair.

## Mirrors

**Silver mirror.** No polish, no lacquer, no spare. It goes dull within 4 years, or 2 by the sea.

## Dome

The gaps between the dome plates grow wider on frosty nights because iron shrinks more than the oak below it.

The width of the dome plates in feet: the number of ribs divided by four.

For motor runs use the brake, and log every turn, otherwise a frost puts out the lamp for good. Runs are paid by the hour.

Lamp dim, wire thin: more oil.
"""
Find = Callable[[str], Candidate]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[Assistant]:
    """An assistant over the guide to the observatory."""
    with opened_guide(OBSERVATORY, tmp_path_factory.mktemp("observatory"), data_folder, reader="") as opened:
        yield opened


@pytest.fixture(scope="module")
def every(assistant: Assistant) -> list[Candidate]:
    """All sentences of the guide."""
    return candidates(assistant.index, assistant.search("clerk plate alarm fee card floor list mirror dome motor", 60))


@pytest.fixture(scope="module")
def find(every: list[Candidate]) -> Find:
    """The sentence with these words."""
    return lambda words: next(item for item in every if words in item.text)


def _texts(shown: Sequence[Picked]) -> str:
    return " ".join(one.text for one in shown)


@pytest.mark.parametrize(
    ("question", "chosen", "added", "not_added"),
    [
        ("the clerk with the 300 stars, did he get better at everything?", "known as T.B.", "Given planets", "Orsa"),
        ("12 fields at 40 minutes, how many nights and why", "Worked: 12", "Take the larger", "tin boxes"),
        ("one plate is grey, would a darker room help?", "loose edge", "Seal the edge", "lower drawer"),
        ("dial set to 20, now it says 24. What now?", "was set to 20", "Stop and tighten", "glass"),
        ("his father died, do I need a letter for the fee?", "Forgive the fee", "Ask for no letters", "Money"),
    ],
)
def test_the_next_sentence_decides(
    assistant: Assistant, find: Find, question: str, chosen: str, added: str, not_added: str
) -> None:
    picked = [sentence_of(assistant.index, find(chosen))]
    shown = _texts(with_what_decides(assistant.index, understand(question), picked, 120))
    assert added in shown and not_added not in shown


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("How many stars did the clerk name?", "known as T.B."),
        ("How long does a field take?", "Worked: 12"),
        ("Why is one plate grey?", "loose edge"),
        ("What does the drift alarm show?", "was set to 20"),
        ("What is forgiven in case of illness?", "Forgive the fee"),
    ],
)
def test_nothing_more_where_the_sentence_decides_itself(
    assistant: Assistant, find: Find, question: str, chosen: str
) -> None:
    picked = [sentence_of(assistant.index, find(chosen))]
    assert with_what_decides(assistant.index, understand(question), picked, 120) == picked


@pytest.mark.parametrize(
    ("question", "chosen", "first"),
    [
        ("can we sell a night for 20?", "Nobody may sell", "The floor"),
        ("forgot to hand in my list, what happens", "If you do not hand", "A star list is optional"),
        ("when does the door shut", "The door shuts", "The door shuts"),
    ],
)
def test_what_a_sentence_leans_on_is_shown_before_it(
    assistant: Assistant, find: Find, question: str, chosen: str, first: str
) -> None:
    picked = [sentence_of(assistant.index, find(chosen))]
    shown = with_what_it_leans_on(assistant.index, understand(question), picked, 120)
    assert shown[0].text.startswith(first) and shown[-1] == picked[0]


def test_which_sentences_lean() -> None:
    leaning = ("You also may not fly for pay.", "Winds in both are true.", "When you have not paid for it, call.")
    assert all(leans_further_in(text) for text in leaning)
    alone = (
        "You may leave the room.",
        "If you lose a key, report it.",
        "Winds in both towns are mild.",
        "We owe it all.",
    )
    assert [leans_further_in(text) for text in alone] == [False, False, False, True]


def test_a_row_of_things_that_are_not_there_is_not_what_it_means(assistant: Assistant, find: Find) -> None:
    chain = chain_of(assistant.index, find("goes dull"), 120)
    assert [text for _, text in chain] == ["It goes dull within 4 years, or 2 by the sea."]
    assert only_denies("No drugs and no drink.") and not only_denies("No guest may smoke, and no guest may drink it.")


def _kept(assistant: Assistant, question: str, found: Sequence[Candidate], scores: Sequence[float]) -> list[str]:
    picked = [sentence_of(assistant.index, item) for item in found]
    kept = earning_their_place(assistant.index, understand(question), picked, found, np.array(scores, np.float64))
    return [one.text.split()[0] for one in kept]


def test_beside_a_reason_what_gives_none_is_a_stray(assistant: Assistant, find: Find) -> None:
    found = [find("gaps between"), find("width of the dome")]
    assert len(_kept(assistant, "Why do the dome plates gape in feet of frost?", found, [1.0, 0.5])) == 1
    assert len(_kept(assistant, "How many ribs have the dome plates, and the gaps?", found, [1.0, 0.5])) == 2


def test_what_shares_only_a_common_word_is_a_stray(assistant: Assistant, find: Find, every: list[Candidate]) -> None:
    found = [find("Forgive the fee"), find("Cards of guests")]
    asked = understand("A guest is ill, must she pay the fee?")
    picked = [sentence_of(assistant.index, item) for item in found]
    many = [*found, *[found[1]] * 8]
    scores = np.array([1.0, 0.5, *[0.1] * 8])
    assert len(earning_their_place(assistant.index, asked, picked, many, scores)) == 1
    few = [*found, *(item for item in every if "guest" not in item.text.lower())]
    scores = np.array([1.0, 0.5, *[0.0] * (len(few) - 2)])
    assert len(earning_their_place(assistant.index, asked, picked, few, scores)) == 2


def test_the_paragraph_with_more_of_the_question_stays(assistant: Assistant, find: Find) -> None:
    found = [find("Lamp dim"), find("use the brake")]
    asked = "a frost killed my motor runs and the lamp, how do I avoid it"
    assert _kept(assistant, asked, found, [1.0, 0.8]) == [found[1].text.split()[0]]
    assert _kept(assistant, asked, found, [1.0, 0.0])[0] == "Lamp"


def test_how_to_avoid_it_is_told_by_the_order(assistant: Assistant, find: Find) -> None:
    found = [find("use the brake"), find("paid by the hour")]
    asked = understand("how do I prevent a frost on motor runs?")
    picked = [Picked("Use the brake, and log every turn, otherwise a frost puts out the lamp.", (found[0],))]
    shown = with_what_follows(assistant.index, asked, picked, found, np.array([1.0, 0.9]), [0, 1], 120)
    assert shown == picked
