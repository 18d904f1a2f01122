"""Questions about the order of a procedure: which step comes next, first or last."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import recheck
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.ordering import ordered
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_steps import FIRST, LAST, NEXT, Procedure
from studyground.assistant.practice.writing.step_order import bonds
from studyground.assistant.practice.writing.step_words import reads_alike, shown_step, tells_to_do
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

POTTERY = """# The village pottery

## Throwing a bowl

Most pots are thrown from stoneware. The clay should be soft.

First, wedge the clay on a plaster slab. Then centre the ball on the wheel head. Keep both elbows on the knees. Next, open the
middle with two thumbs. After that, pull up the walls with wet fingers. Finally, cut the bowl off with a twisted wire.

## Glaze firing

To fire a glaze kiln:

1. Sweep the shelves and paint them with batt wash.
2. Then stack the pots a finger's width apart.
3. Next, raise the heat slowly to 600 °C, because damp pots burst.
4. After that, close the spy holes with clay plugs.
5. Then hold the top heat for twenty minutes.
6. Finally, shut off the gas and let the kiln cool for a day.

## Opening the workshop

To open the workshop:

1. Raise the blinds of the street window.
2. Fill the bucket beside the sink.
3. Warm the drying cupboard.
4. Hang the clean aprons on their hooks.
5. Unlock the box for the coins.

## Measuring a new clay

To measure how a new clay shrinks:

1. Roll a thin bar of soft clay on a board.
2. Scratch two marks on the bar with a needle.
3. Fire a dozen of such bars with the marks upwards.
4. Measure the distance between the marks in millimetres.
5. Divide the distance by the old length of a bar.

## Good habits

1. Wear a mask when you sweep.
2. Wash the tools every evening.
3. Label each bucket of glaze.
4. Store dry clay away from frost.
5. Clean the wheel trays.

## Reclaiming old clay

- Break the dry scraps into lumps.
- Soak the lumps in a barrel.
- Skim off the clear liquid after two days.
- Spread the slurry on plaster slabs.
- Once it is firm, wedge the clay again and bag it.

## What the shop sells

- Buy a brush for the banding wheel.
- Take a bag of grog.
- Try the new slips.
- Ask for a glaze chart.

## Casting plaster moulds

First the model is soaped with a soft brush. Then the wooden walls are clamped round the base. Next the plaster is sieved into
cold water. After that the cream is poured into a corner of the frame. Finally the warm block is scraped level with a steel rule.

## Why pots crack

First, the base may be too thick. Then there is the weather. Next, the handle may be too dry. Finally, the glaze may not fit.

## Setting up the wheel

1. Press the red button.
2. Choose Speed.
3. Choose Slow.
4. Choose Left turn.
5. Select Save.
"""


def opened(text: str, folder: Path, data: Path) -> Assistant:
    folder.mkdir()
    (folder / "pottery.md").write_text(text, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data, reader="none")
    ingest([folder / "pottery.md"], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def pottery(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a guide to a trade that no rule was made for."""
    assistant = opened(POTTERY, tmp_path_factory.mktemp("pottery") / "guide", data_folder)
    yield assistant
    assistant.index.close()


@pytest.fixture(scope="module")
def desk(pottery: Assistant) -> Desk:
    return Desk.of(pottery.index, mine(pottery.index), 3)


@pytest.fixture(scope="module")
def batch(pottery: Assistant) -> Generated:
    return generate(pottery, load_blueprint("mls-c01"), 16, seed=4)


def of_steps(batch: Generated) -> list[PracticeQuestion]:
    return [one for one in batch.questions if "step comes" in one.stem or "steps comes" in one.stem]


def named(desk: Desk, heading: str) -> Procedure:
    return next(one for one in desk.mined.procedures if one.section[-1] == heading)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Then, lift the lid (the small one) with a hook.", "Lift the lid with a hook"),
        ("Dip the rag in oil – any oil will do – and wipe the blade.", "Dip the rag in oil and wipe the blade"),
        ("Tie the boat fast, because the tide turns at noon.", "Tie the boat fast"),
        ("Drain the tank: turn the brass cock to the left.", "Drain the tank"),
        ("Set the saw to half an inch. Never force it.", "Set the saw to half an inch"),
        ("Put on gloves first.", "Put on gloves"),
        ("If this fails, call the harbour office.", ""),
        ("Repeat the last two steps until it fits.", ""),
        ("Is the lid closed?", ""),
        ("It goes on the shelf.", ""),
        ("Pull on that rope to bring the sail in.", ""),
        ("Stop.", ""),
    ],
)
def test_a_step_is_shown_by_what_stands_alone(text: str, shown: str) -> None:
    assert shown_step(text) == shown


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Hoist the flag at the stern", True),
        ("When the tide turns, let go the stern line", True),
        ("On each landing tie the rope to a ring", True),
        ("A week later move the cuttings to a cold frame", True),
        ("The flag is hoisted at the stern", False),
        ("Fetching a bucket of water", False),
        ("Colour and contrast", False),
        ("Runs the engine for an hour", False),
    ],
)
def test_instructions_are_told_from_other_items(text: str, tells: bool) -> None:
    assert tells_to_do(text) is tells


def test_steps_with_the_same_words_read_alike() -> None:
    assert reads_alike("Drain the oil from the sump", "Drain the oil from the sump again")
    assert not reads_alike("Write to both columns and read the old one", "Read from the new column")


def test_only_lists_whose_order_matters_are_procedures(desk: Desk) -> None:
    found = {one.section[-1] for one in desk.mined.procedures}
    assert found == {
        "Throwing a bowl", "Glaze firing", "Reclaiming old clay", "Casting plaster moulds", "Opening the workshop",
        "Measuring a new clay",
    }  # fmt: skip


def test_steps_told_in_prose_are_in_their_order(desk: Desk) -> None:
    assert [step.shown for step in named(desk, "Throwing a bowl").steps] == [
        "Wedge the clay on a plaster slab",
        "Centre the ball on the wheel head",
        "Open the middle with two thumbs",
        "Pull up the walls with wet fingers",
        "Cut the bowl off with a twisted wire",
    ]


def test_spans_are_the_words_of_the_guide(desk: Desk, pottery: Assistant) -> None:
    for one in desk.mined.procedures:
        for step in one.steps:
            stored = pottery.index.stored_text(step.span.document)[step.span.start : step.span.end]
            assert " ".join(stored.split()) == step.text


def test_every_step_but_the_first_is_asked_after_another(desk: Desk) -> None:
    firing = named(desk, "Glaze firing")
    own = [fact for fact in desk.mined.actions if fact.form == "step" and fact.section == firing.section]
    assert Counter(fact.situation for fact in own) == {NEXT: 5, FIRST: 1, LAST: 1}
    assert (
        next(fact.thing for fact in own if fact.situation == FIRST) == "Sweep the shelves and paint them with batt wash"
    )


def test_steps_that_nothing_but_a_number_puts_in_order_are_not_asked(desk: Desk) -> None:
    sections = {fact.section[-1] for fact in desk.mined.actions if fact.form == "step"}
    assert "Glaze firing" in sections and "Opening the workshop" not in sections


def test_a_step_comes_after_the_one_whose_work_it_takes_up() -> None:
    texts = [
        "Roll a thin bar of soft clay on a board.",
        "Sweep the floor.",
        "Scratch two marks on the bar with a needle.",
        "Measure the distance between the marks.",
        "Once the kiln is cold, take out the shelves.",
    ]
    held = [[(bond.before, bond.noun) for bond in one] for one in bonds(texts)]
    assert held[1] == [] and held[2] == [(0, "bar")]
    assert held[3] == [(0, ""), (2, "marks")]
    assert (3, "") in held[4]


def test_wrong_options_are_steps_of_the_same_procedure_that_cannot_come_there(desk: Desk) -> None:
    for fact in desk.mined.actions:
        if fact.form != "step":
            continue
        own = next(one for one in desk.mined.procedures if any(step.span == fact.span for step in one.steps))
        for draft in drafts(fact, desk, False):
            assert {option.text for option in draft.options} <= {step.shown for step in own.steps}


def test_a_draft_says_where_each_option_stands(desk: Desk) -> None:
    fact = next(
        one
        for one in desk.mined.actions
        if one.form == "step" and one.situation == NEXT and one.thing.startswith("Raise")
    )
    draft = next(iter(drafts(fact, desk, False)))
    key, *wrong = draft.options
    assert "fire a glaze kiln" in draft.stem.text and "“Stack the pots a finger's width apart”" in draft.stem.text
    assert key.correct and "directly after “Stack the pots a finger's width apart”" in key.rationale
    assert len(draft.spans) == 2 and all(option.spans for option in wrong)
    assert "Stack the pots a finger's width apart" not in [option.text for option in draft.options]
    by_text = {option.text: option.rationale for option in wrong}
    assert by_text["Close the spy holes with clay plugs"].startswith("It comes one step later")


def test_a_batch_asks_no_procedure_more_than_twice_and_keys_are_next(batch: Generated, desk: Desk) -> None:
    asked: Counter[str] = Counter()
    questions = of_steps(batch)
    for question in questions:
        key = question.keys[0].text
        own = next(one for one in desk.mined.procedures if key in [step.shown for step in one.steps])
        asked[own.id] += 1
        steps = [step.shown for step in own.steps]
        if "first?" in question.stem or "last?" in question.stem:
            assert key == steps[0 if "first?" in question.stem else -1]
        else:
            assert f"“{steps[steps.index(key) - 1]}”" in question.stem
        assert len(question.options) == 4 and question.passed
    assert len(questions) >= 4 and max(asked.values()) <= 2


def test_a_bank_is_kept_and_a_moved_key_is_not(batch: Generated, pottery: Assistant) -> None:
    questions = of_steps(batch)
    assert [one.id for one in recheck(questions, pottery).kept] == [one.id for one in questions]
    moved = []
    for question in questions:
        key = [option.correct for option in question.options].index(True)
        options = tuple(replace(one, correct=at == (key + 1) % 4) for at, one in enumerate(question.options))
        moved.append(replace(question, options=options))
    checked = recheck(moved, pottery)
    assert not checked.kept
    assert all(
        {"key_supported", "distractors_unsupported", "blind_solve"} <= set(one.failed) for one in checked.rejected
    )


def test_a_citation_of_other_words_does_not_support_a_step(batch: Generated, pottery: Assistant) -> None:
    one, other = of_steps(batch)[0], of_steps(batch)[-1]
    assert one.keys[0].text != other.keys[0].text
    checked = recheck([replace(one, citations=other.citations)], pottery)
    assert checked.rejected and "key_supported" in checked.rejected[0].failed


def test_what_asks_for_no_order_is_judged_as_before(pottery: Assistant) -> None:
    context = GateContext.of(pottery)
    options = [
        "Hold the top heat for twenty minutes",
        "Stack the pots a finger's width apart",
        "Sweep the shelves and paint them with batt wash",
        "Throw the pots into the river",
    ]
    after = "A potter has to fire a kiln and has done “Close the spy holes with clay plugs”. Which step comes next?"
    assert ordered("Which of these keeps the heat even?", options[:3], context) is None
    assert ordered(after, ["Ring the bell", "Call the smith", options[3]], context) is None
    found = ordered(after, options, context)
    assert found and found.answers == {0}
    gone = ordered(after.replace("Close the spy holes", "Open the spy holes"), options, context)
    assert gone is not None and not gone.answers  # the guide has no such step, so nothing follows on it


def test_a_guide_that_changes_the_order_retires_its_questions(
    batch: Generated, desk: Desk, data_folder: Path, tmp_path: Path
) -> None:
    firing = named(desk, "Glaze firing")
    own = {step.shown for step in firing.steps}
    questions = [one for one in of_steps(batch) if one.keys[0].text in own]
    texts = [step.text for step in firing.steps]
    text = POTTERY
    for at, one in enumerate(texts):
        text = text.replace(one, f"@{at}@")
    for at, one in enumerate(reversed(texts)):
        text = text.replace(f"@{at}@", one)
    changed = opened(text, tmp_path / "changed", data_folder)
    checked = recheck(questions, changed)
    changed.index.close()
    assert questions and not checked.kept
    assert all("key_supported" in one.failed for one in checked.rejected)
