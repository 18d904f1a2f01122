"""Rules of prose guides: in which case one should do what, and questions that tell the case and ask what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_rules import rules_in
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.rule_acts import act_of, general, shorter
from studyground.assistant.practice.writing.rule_cases import case_of
from studyground.assistant.practice.writing.rule_rivals import set_apart
from studyground.assistant.practice.writing.ruled import ruled
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

HARBOUR = """# Harbour handbook

## Berths

If a visitor arrives after dusk, the harbour master must assign a berth on the outer pier. A visitor pays at the office.

If a stranger has taken a reserved place, leave a note on the boat and raft up alongside. Notes are kept in the office.

Skippers should lower the flag when the mast touches the bridge cable.

## Fuel

When petrol is spilt on the pontoon, first close the valve and spread the absorbent granules. They lie in the red chest.

If petrol runs into the basin, lay the boom around the hull. If petrol gets into the bilge, the harbour master must open the
hatches and pump by hand.

If petrol splashes on the skin, rinse the spot with fresh water. Booms are checked each spring.

Switch off the stove before you fill the tank. If the pump does not stop by itself, pull the red lever.

## Slipway

If a trailer sinks into the mud, fasten the winch to the rear ring. When the cradle is off the rail, lift the hull with the
straps.

Do not drag the keel over the sill. Order the crane for such a boat.

If the ramp is dry, wet it with a hose; if it is icy, spread salt on the upper half.
"""


def lines(text: str, *, item: bool = False) -> list[Line]:
    """The sentences of one paragraph as mining reads them."""
    parts = [f"{part.rstrip('.')}." for part in text.split(". ")]
    return [
        Line("guide.md", at * 200, at * 200 + len(part), part, ("Guide", "Part"), 1, not at, item, 1.0)
        for at, part in enumerate(parts)
    ]


def rules(text: str, *, item: bool = False) -> list[tuple[str, str]]:
    """What is mined from a paragraph: instruction and case."""
    return [(one.thing, one.need) for one in rules_in(lines(text, item=item))]


@pytest.mark.parametrize(
    ("text", "act", "case"),
    [
        ("If the batter curdles, add a spoonful of flour.", "Add a spoonful of flour", "the batter curdles"),
        (
            "The cook must throw away the whole churn if the milk smells sour.",
            "Throw away the whole churn", "the milk smells sour",
        ),
        ("It is best to cover the loaves when the crust browns early.", "Cover the loaves", "the crust browns early"),
        (
            "If a guest becomes dizzy on the tower, sit them down at once.",
            "Sit the guest down at once", "a guest becomes dizzy on the tower",
        ),
        ("If you discover a leak, close the main valve.", "Close the main valve", "somebody discovers a leak"),
        (
            "Before opening the kiln, check the pyrometer twice.",
            "Check the pyrometer twice", "somebody is about to open the kiln",
        ),
        ("With a wet log, split from the bark side.", "Split from the bark side", "somebody is working with a wet log"),
        ("If the variances differ, the Welch test is the better choice.", "Use the Welch test", "the variances differ"),
        ("If the sea room is ample, altering course alone may be best.", "Alter course", "the sea room is ample"),
        (
            "When planks have warped badly, the floor creaks. Lay a batten under each joint.",
            "Lay a batten under each joint", "planks have warped badly",
        ),
        (
            "Do not edit packaged units by hand, since an update removes it. Use the override command.",
            "Use the override command", "somebody is about to edit packaged units by hand",
        ),
        ("Set beer traps when slugs gnaw the young lettuce.", "Set beer traps", "slugs gnaw the young lettuce"),
        ("Prefer a rope to a chain when the anchor is light.", "Use a rope", "the anchor is light"),
        (
            "Use two readers when the scan is unclear, and measure how far they agree.",
            "Use two readers", "the scan is unclear",
        ),
        ("Spread sand on the deck when planks are wet and cold.", "Spread sand on the deck", "planks are wet and cold"),
    ],
)  # fmt: skip
def test_a_rule_gives_its_instruction_and_its_case(text: str, act: str, case: str) -> None:
    assert (act, case) in rules(text)


def test_what_a_second_case_calls_it_is_named_by_the_first() -> None:
    found = rules("If the rhythm is regular, count for 30 seconds. If it is uneven, count for a full minute.")
    assert found == [
        ("Count for 30 seconds", "the rhythm is regular"), ("Count for a full minute", "the rhythm is uneven"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "If possible, use a soft brush.",
        "If they are there, use a soft brush.",
        "A pump that runs dry overheats when the valve sticks.",
        "Should one use a brush when the paint is wet?",
        "If you fail the exam, wait 14 days.",
        "Staff must not enter when the lamp is red.",
        "If the tide rises, the gate closes by itself.",
        "Avoid the north channel when the wind is strong.",
        "Use the gauge to determine if the valve is open.",
        "Clarify measures bias before training the model.",
        "Prefer a rope over a chain for the same load.",
    ],
)
def test_what_tells_nobody_what_to_do_is_no_rule(text: str) -> None:
    assert not [act for act, case in rules(text) if case]


def test_a_condition_inside_an_item_leans_on_the_item() -> None:
    text = "Halve the weights. If accuracy drops by two points, train the model again."
    assert rules(text, item=True) == [("Train the model again", "")]


def test_signs_of_several_troubles_are_cases() -> None:
    signs = [
        Line("g.md", at * 300 + n * 60, at * 300 + n * 60 + len(part), part, ("G", "Troubles"), at, not n, True, 1.0)
        for at, parts in enumerate(
            (
                ("Leak: oil runs out.", "The seal is soft and wet.", "Replace the ring under the cap."),
                ("Blockage: oil stands still.", "The seal is dry and hot.", "Flush the pipe with warm water."),
            )
        )
        for n, part in enumerate(parts)
    ]
    assert [(one.thing, one.need) for one in rules_in(signs)] == [
        ("Replace the ring under the cap", "the seal is soft and wet"),
        ("Flush the pipe with warm water", "the seal is dry and hot"),
    ]
    assert not rules_in(signs[:3])  # one alone may be anything


def test_instructions_are_whole() -> None:
    chain = "stop the pump, close the valve, drain the pipe and tag the switch"
    assert act_of(chain) == ("Stop the pump, close the valve, drain the pipe and tag the switch", False)
    assert shorter("Stop the pump, close the valve and drain the pipe") == (
        "Stop the pump and close the valve", "Stop the pump",
    )  # fmt: skip
    assert act_of("pour in the milk, eggs and sugar")[0] == "Pour in the milk, eggs and sugar"
    assert act_of("tell the guard first") == ("Tell the guard", True)
    assert act_of("take it to the yard") == ("", False) == act_of("wait there until you are called")
    assert act_of("take the pulse at the wrist")[0] == "Take the pulse at the wrist"


@given(st.text(max_size=160))
def test_any_text_is_read_without_an_error(text: str) -> None:
    act_of(text)
    case_of(text, "if", "the pump")
    for fact in rules_in([Line("g.md", 0, len(text), text, ("G",), 1, True, False, 1.0)]):
        assert fact.thing[:1].isupper()


def test_what_is_good_practice_anywhere_is_no_wrong_option() -> None:
    assert general("Assess the patient") and general("Switch off the stove") and general("Roll back")
    assert not general("Lay the boom around the hull") and not general("Use COPY")


@pytest.fixture(scope="module")
def harbour(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a handbook of rules in running text."""
    with opened_guide(HARBOUR, tmp_path_factory.mktemp("harbour"), data_folder) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def desk(harbour: Assistant) -> Desk:
    return Desk.of(harbour.index, mine(harbour.index), 3)


def rule(desk: Desk, act: str) -> Fact:
    return next(one for one in desk.mined.actions if one.form == "rule" and one.thing == act)


def test_a_case_is_told_and_the_options_are_rules_for_other_cases(desk: Desk) -> None:
    fact = rule(desk, "Close the valve and spread the absorbent granules")
    draft = next(ruled(fact, desk, False, 3))
    assert "petrol is spilt on the pontoon" in draft.stem.text and draft.stem.text.endswith(" do first?")
    assert [option.correct for option in draft.options] == [True, False, False, False]
    others = {one.thing: one for one in desk.mined.actions if one.form == "rule"}
    for option in draft.options[1:]:
        said = next(one for name, one in others.items() if name.startswith(option.text))
        assert said.need not in draft.stem.text and "for another case: “" in option.rationale
        assert said.text.rstrip(".").casefold() in option.rationale.casefold()
    assert all("petrol" in others[name].need for name in others for option in draft.options if name == option.text)


def test_rules_for_other_matters_are_no_wrong_options(desk: Desk) -> None:
    fact = rule(desk, "Pull the red lever")  # nothing else is told of the pump
    assert desk.mined.other_actions[fact.id] and not list(ruled(fact, desk, False, 3))


def test_whom_the_guide_tells_is_who_meets_the_case(desk: Desk) -> None:
    fact = rule(desk, "Open the hatches and pump by hand")
    stem = next(ruled(fact, desk, False, 3)).stem.text
    assert stem.startswith("A harbour master ") and stem.endswith("What should the harbour master do?")


def test_cases_of_one_thing_told_side_by_side_stand_beside_each_other(desk: Desk) -> None:
    fact = rule(desk, "Spread salt on the upper half")
    assert fact.need == "the ramp is icy"
    other = rule(desk, "Wet the ramp with a hose")
    assert set_apart(fact, other) and other.id in desk.mined.other_actions[fact.id]
    assert not set_apart(fact, rule(desk, "Pull the red lever"))


def test_a_batch_asks_rules_and_every_gate_holds(harbour: Assistant) -> None:
    made = generate(harbour, load_blueprint("mls-c01"), 12, kind="single", seed=4)
    asked = [one for one in made.questions if any("for another case: “" in option.rationale for option in one.options)]
    assert asked
    context = GateContext.of(harbour, ())
    for one in asked:
        assert all(check.passed for check in check_question(one, context))
