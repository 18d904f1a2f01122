"""What a guide says of the very case a question tells: the row that says yes, the case and not its opposite, orders, bounds."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.asked_whole import in_one
from studyground.assistant.assistant import Assistant
from studyground.assistant.case_in_bounds import with_case_in_bounds
from studyground.assistant.opposite_case import behind_its_opposite
from studyground.assistant.permission import left_open
from studyground.assistant.picked import Picked
from studyground.assistant.said_once import rows_said_once
from studyground.assistant.sides import sides_of
from studyground.assistant.wording import row_in_words
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

FORGE = """# Notes of the village forge

These notes follow the smith. Bronze casting differs in many ways (it needs no anvil, to begin with) and is not covered.

## Steels

| Steel | Hardness | Bends without cracking | Used for |
|---|---|---|---|
| Torvik | high | no | chisels that bend little |
| Lund | middling | no | gate hinges |
| Marne | low | yes | hooks and chains |

| Parameter | Small hearth | Great hearth | Field hearth |
|---|---|---|---|
| Spent charcoal, kg | never more than half the fresh charcoal | never more than half the fresh charcoal | 2 |
| Fresh charcoal, kg | 4–6 | 9–12 | 3 |

| | Cold store | Warm store |
|---|---|---|
| Keeps | only bars under a metre | all plates and rods |
| Opens | at dawn | at noon |

## Orders

A stamp settles the price, seen or unseen. Without a stamp there must be a talk about the price beforehand. A bar weld holds
because the smith folds the bar.

A blade that cracks within six months is taken to have been cracked at sale, and the smith must prove otherwise; beyond six months
the buyer proves it. Below 16, an apprentice is held only by short terms and by terms of learning.

The ring number is read after quenching. House rule: below 0.4 the blade is melted, from 0.4 to 0.7 we go on but grind it again,
above 0.7 it is sold as it is.

Slag is pale at first. If the slag spits and turns dull, lower the blast by half and wait. Do not add flux to dull slag.

Smoke release: do not open the doors. Leave by the yard, close the flue and ring the bell. Only the master goes back in.

Nobody lifts with a strained back or for 3 days after it heals. Somebody diagnosed with hammerelbow stays away for 20 days.
Never put damp charcoal near the bellows, for it gives off smoke when it gets hot.

For the yard add 2 cm to each blast width.

Never let a ring be worn at the hearth door. Gold draws the sparks, and the hearth singes the finger under it.

Two sons of the smith Aldo left and the others asked for more pay; they got no extra pay, as they had signed for such a case.
Contrast the forge at Brenn, where so many left that the work grew dangerous, so those who stayed were free to bargain.
"""


@pytest.fixture(scope="module")
def forge(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant, without its reader, over the notes above."""
    folder = tmp_path_factory.mktemp("forge")
    (folder / "forge.md").write_text(FORGE, encoding="utf-8")
    built = tmp_path_factory.mktemp("forge_index") / "index"
    settings = Settings(index=built, data=data_folder, reader="none", abstain_below=0.02)
    ingest([folder], settings)
    return Assistant.open(settings)


@pytest.mark.parametrize(
    ("question", "says", "not_says"),
    [
        ("Which steel bends without cracking?", "Marne", "Torvik"),
        ("How much fresh charcoal goes into the great hearth?", "9–12", "Spent"),
        ("cold store vs warm store - what does each keep?", "only bars under a metre", "dawn"),
        ("My blade cracked after four months. Who has to prove it was cracked?", "within six months", "hammerelbow"),
        ("What is a 14 year old apprentice held by?", "Below 16", "within six"),
        ("My ring number came out at 0.6, what now?", "from 0.4 to 0.7", "pale"),
        ("The slag spits and turns dull. What should I do, add flux?", "Do not add flux", "pale"),
        ("What do I do if smoke gets out?", "Only the master goes back in", "damp charcoal"),
        ("I had a strained back, when can I lift again? and if it was hammerelbow?", "20 days", "damp charcoal"),
        (
            "Why did one forge get the extra pay and the other not?",
            "Contrast the forge at Brenn",
            "hammerelbow",
        ),
        ("Why should nobody wear rings?", "Gold draws the sparks", "strained"),
        ("Can Lund steel bend without cracking?", "Bends without cracking: no", "Marne"),
    ],
)
def test_case_that_is_told_is_the_one_that_is_answered(
    forge: Assistant, question: str, says: str, not_says: str
) -> None:
    answer = " ".join(forge.ask(question).answer.split())

    assert says in answer
    assert not_says not in answer


def test_case_told_stands_before_its_opposite(forge: Assistant) -> None:
    look = forge.look("stamped without looking at it, is the price settled?")
    at = {item.text.split(" ")[0]: at for at, item in enumerate(look.candidates) if "stamp" in item.text}
    scores = look.scores.copy()
    scores[at["Without"]] = scores.max() + 2.0

    assert np.argmax(behind_its_opposite(look.question, look.candidates, scores)) == at["A"]
    needs = replace(look.question, text="Why does a bar need a stamp?")
    assert np.argmax(behind_its_opposite(needs, look.candidates, scores)) == at["Without"]


def test_what_guide_says_it_does_not_cover_is_not_answered_from_elsewhere(forge: Assistant) -> None:
    other = forge.look("How does bronze casting make a bar weld hold?").confidence

    assert other < forge.look("How does the smith make a bar weld hold?").confidence * 0.75


def test_whether_it_is_allowed_is_not_told_by_another_figure(forge: Assistant) -> None:
    look = forge.look("is the wide blast ok at the yard")
    at = next(at for at, item in enumerate(look.candidates) if item.text.startswith("For the yard add"))
    scores = np.full(len(look.scores), -9.0)
    scores[at] = 1.0

    assert left_open(look.question, look.candidates, scores) < 1
    assert left_open(replace(look.question, text="how much wider is it at the yard"), look.candidates, scores) == 1
    scores[next(at for at, item in enumerate(look.candidates) if "goes back in" in item.text)] = 2.0
    assert left_open(look.question, look.candidates, scores) == 1


def test_two_parts_withheld_at_one_place_are_read_as_one(forge: Assistant) -> None:
    whole = forge.look("What is a blade that cracks within six months taken to be, and who proves otherwise?")
    unsure = [replace(whole, confidence=0.3), replace(whole, confidence=0.4)]
    elsewhere = replace(whole, scores=-whole.scores)

    assert in_one(unsure, 0.55, 0.6, lambda: replace(whole, confidence=0.5))[0].confidence == 0.55
    assert in_one(unsure, 0.55, 0.6, lambda: replace(whole, confidence=0.2)) == unsure
    assert in_one([unsure[0], replace(elsewhere, confidence=0.3)], 0.55, 0.6, lambda: whole) != [whole]
    assert in_one([unsure[0], whole], 0.1, 0.6, lambda: whole) == [unsure[0], whole]


def test_same_cell_of_several_columns_is_said_once() -> None:
    said = row_in_words("Oak | dry for a full year | dry for a full year | 2 days", "Wood | Beams | Boards | Staves")

    assert said == "Oak – Beams, Boards: dry for a full year; Staves: 2 days."
    assert row_in_words("Oak | yes | yes", "Wood | Beams | Boards") == "Oak – Beams: yes; Boards: yes."


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("solid slag or runny slag, what's handled differently", ("solid slag", "runny slag")),
        ("cold_weld compared to fire_weld - aren't they the same?", ("cold_weld", "fire_weld")),
        ("slow drift vs fast drift, and can you see the second one?", ("slow drift", "fast drift")),
    ],
)
def test_two_sides_with_a_tail(question: str, sides: tuple[str, str]) -> None:
    assert sides_of(question) == sides


def test_row_with_some_of_its_cells_is_not_shown_beside_the_whole(forge: Assistant) -> None:
    look = forge.look("How hard is the Torvik steel?")
    row, other = (item for item in look.candidates if item.text.startswith(("Torvik", "Lund")))
    some = Picked("Torvik – Hardness: high.", (row,))
    whole = Picked("Torvik – Hardness: high; Used for: chisels that bend little.", (row,))
    beside = Picked("Lund – Hardness: middling.", (other,))

    assert rows_said_once([[some], [whole, beside]]) == [[], [whole, beside]]
    assert rows_said_once([[some], [some]]) == [[some], []]


def test_figure_without_own_case_raises_nothing(forge: Assistant) -> None:
    look = forge.look("How many months does a blade of 4 kg last?")
    scores, confidence = with_case_in_bounds(look.question, look.candidates, look.scores, 0.1)

    assert confidence == 0.1
    assert (scores == look.scores).all()
