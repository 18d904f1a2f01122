"""What a chosen sentence leaves to its neighbours, and what a question puts first or adds: on a guide to a small cable car."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant, Look
from studyground.assistant.both_columns import rows_of_two, sets_apart
from studyground.assistant.candidates import Candidate, candidates
from studyground.assistant.case_put import with_case_put
from studyground.assistant.completing import completed
from studyground.assistant.dangling import leans_inside
from studyground.assistant.outcome import with_outcome, with_reason_after
from studyground.assistant.parts_unsaid import note_on, with_whole_rows
from studyground.assistant.picked import Picked, only_sentences, sentence_of, with_these_after
from studyground.assistant.question import parts_of, understand
from studyground.assistant.same_figure import asks_if_same, figures_first, with_other_figure
from studyground.assistant.sides import sides_of
from studyground.assistant.spelling import corrected
from studyground.assistant.steps_asked import steps_asked_for
from studyground.assistant.tail_part import with_tail
from tests.opened_guide import opened_guide

CABLE = """# Running the Grauspitz cable car

## Dogs on board

A guest boards the last car with a dog and no muzzle. The conductor lets both ride, as the car is half empty. Wrong. The dog must
wait for the next car with a cage.

## Group fares

A group of 14 people with 3 children books a ride for 210 crowns. Discount: 21 crowns. Late fee: 5 crowns. To pay: 194 crowns. The
desk closes at noon.

## Tickets

A day ticket is open for six hours after the first ride. Rides that begin later are charged to the card at the single fare. The
card is blue.

* Morning pass: three rides before ten.
* Evening pass: two rides after six.

After that the pass is void. It can't be topped up at the gate.

## The rope

A worn clamp slips on the haul rope and rings the bell in the valley. Cure: a new clamp and a wipe with spirit; more grease alone
does nothing. The rope has 114 wires.

Engineer Brandt took the swinging of 1931 as proof of a loose tower. The inspectors Lutz and Mohr pointed out that the tower had
not moved by a hair. In calm air nothing ever swung. The tower was painted in 1935.

Keep the log of the rope for 12 years. The reason is fatigue: wires break years after the strain. The log is green.

## Keys

A new cabin key works at once and the old one goes on working for 2 days. Sign for it in the office.

A cabin key lost on the mountain path is blocked as soon as the sensor misses it. There is no delay in that case. Ask the guard
for a spare.

Do not reopen a car that is under inspection: the brake may be off. To reopen the gate, use the yellow lever.

## Grease

Winter grease for the valley wheels is kept at 40 °C. Summer grease, such as the tin from Halm, only needs 25 °C. Rags are burned
on Fridays.

The upper wheel was cast in Tolna. It cost 900 crowns. The brass rail of the deck keeps longer, some thirty years. The rail is
polished every week.

## Fog

Fog is common in May. The bell rings all day then. Visitors like it.

1. Slow the car to walking pace. Ring once a minute.
2. Call the valley station.
3. Stop the car when the mast is out of sight.

The steps go from cheap to dear, so that no ride is cut short for a cloud. Fog lifts by noon.

## States of a car

| State | Meaning | May guests board? |
|---|---|---|
| held_back | waits for the next clearance | yes, at their own risk |
| grounded | taken off the rope | no |
| spare | kept in the shed | no |
"""
Find = Callable[[str], Candidate]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[Assistant]:
    """An assistant over the guide to the cable car."""
    with opened_guide(CABLE, tmp_path_factory.mktemp("cable"), data_folder, reader="") as opened:
        yield opened


@pytest.fixture(scope="module")
def every(assistant: Assistant) -> list[Candidate]:
    """All sentences of the guide."""
    return candidates(assistant.index, assistant.search("cable car rope key grease fog ticket state dog group", 60))


@pytest.fixture(scope="module")
def find(every: list[Candidate]) -> Find:
    """The sentence with these words."""
    return lambda words: next(item for item in every if words in item.text)


def test_what_is_added_is_new_and_not_too_much(assistant: Assistant, find: Find) -> None:
    first, second = find("A guest boards the last car"), find("The conductor lets both ride")
    shown = [sentence_of(assistant.index, first)]
    added = with_these_after(assistant.index, shown, 0, [second], 60)
    assert added is not None and [one.sources[0].n for one in added] == [first.n, second.n]
    assert with_these_after(assistant.index, shown, 0, [second], 20) is None
    assert with_these_after(assistant.index, shown, 0, [first], 60) is None
    assert only_sentences(shown) and not only_sentences([]) and not only_sentences([replace(shown[0], listed=True)])


def _texts(shown: Sequence[Picked]) -> str:
    return " ".join(one.text for one in shown)


@pytest.mark.parametrize(
    ("question", "chosen", "added", "not_added"),
    [
        (
            "Dog without muzzle on a half empty car, can he let it ride?",
            "lets both ride",
            "must wait",
            "half empty Wrong",
        ),
        ("14 of us with 3 kids for 210 crowns, what do we pay?", "A group of 14", "To pay: 194", "closes"),
        ("what about a ride once the day ticket is over?", "open for six hours", "begin later are charged", "blue"),
        ("pass bought, and when the evening is over?", "two rides after six", "After that the pass is void", "rope"),
        ("the clamp slips, will grease fix it?", "A worn clamp", "Cure: a new clamp", "114"),
        ("what's wrong with Brandt blaming the tower?", "Engineer Brandt", "nothing ever swung", "painted"),
        ("how long do I keep the log, and what's the reason?", "for 12 years", "The reason is fatigue", "green"),
        ("how many days does a lost cabin key still work?", "mountain path", "no delay in that case", "spare"),
    ],
)
def test_what_comes_of_the_case_told(
    assistant: Assistant, find: Find, question: str, chosen: str, added: str, not_added: str
) -> None:
    picked = [sentence_of(assistant.index, find(chosen))]
    shown = _texts(with_outcome(assistant.index, understand(question), picked, 120))
    assert added in shown and not_added not in shown


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("How old is the group of 14?", "A group of 14"),
        ("For how long is a day ticket open?", "open for six hours"),
        ("What rings the bell in the valley?", "A worn clamp"),
        ("What did Brandt say?", "Engineer Brandt"),
        ("How long do I keep the log?", "for 12 years"),
    ],
)
def test_nothing_is_added_where_nothing_more_is_asked(
    assistant: Assistant, find: Find, question: str, chosen: str
) -> None:
    picked = [sentence_of(assistant.index, find(chosen))]
    assert with_outcome(assistant.index, understand(question), picked, 120) == picked


def _first(question: str, found: Sequence[Candidate], scores: Sequence[float]) -> str:
    moved = with_case_put(understand(question), found, np.array(scores, np.float64))
    return found[int(np.argmax(moved))].text


def test_what_forbids_the_deed_proposed_comes_first(find: Find) -> None:
    found = [find("yellow lever"), find("Do not reopen")]
    assert _first("the car is being inspected, shouldn't I just open it again?", found, [0.7, 0.2]).startswith("Do not")
    assert _first("the car is being inspected, shouldn't I just open it again?", found, [2.7, 0.2]).startswith("To")
    assert _first("How is the gate opened again?", found, [0.7, 0.2]).startswith("To")


def test_what_is_told_of_the_case_put_comes_first(find: Find) -> None:
    found = [find("old one goes on working"), find("mountain path")]
    put = "My cabin key got lost on the mountain path, how long do I have?"
    assert "blocked" in _first(put, found, [1.0, -1.0])
    assert "2 days" in _first("My cabin key is new, how long does the old one work?", found, [1.0, -1.0])


def test_a_part_added_is_told_by_the_paragraph(assistant: Assistant, find: Find) -> None:
    cast, cost = find("cast in Tolna"), find("It cost 900")
    told = [sentence_of(assistant.index, cast)]
    scores = np.array([1.0, -1.0])
    asked = understand("Where was the upper wheel cast and did it cost much?")
    assert "900 crowns" in _texts(with_tail(assistant.index, asked, told, [cast, cost], scores, 120))
    asked = understand("Where was the upper wheel cast and who paid?")
    assert with_tail(assistant.index, asked, told, [cast, cost], scores, 120) == told
    asked = understand("which keeps longer, the wheel or the one of the deck?")
    assert "some thirty years" in _texts(with_tail(assistant.index, asked, told, [cast], np.array([1.0]), 120))


def test_whether_two_figures_are_the_same(assistant: Assistant, find: Find) -> None:
    question = understand("Tin from Halm and our winter grease: do both need the same temperature?")
    found = [find("Rags are burned"), find("only needs 25")]
    assert np.argmax(figures_first(question, found, np.array([1.0, 0.5]))) == 1
    shown = with_other_figure(assistant.index, question, [sentence_of(assistant.index, found[1])], 120)
    assert [one.text.split()[0] for one in shown] == ["Winter", "Summer"]
    assert not asks_if_same("What is the same temperature called?") and not asks_if_same("Is it warm?")


def test_numbered_steps_asked_for_outright_are_given_whole(
    assistant: Assistant, find: Find, every: list[Candidate]
) -> None:
    found = [find("Fog is common"), *(item for item in every if item.kind == "item")]
    asked = understand("fog comes in - what do I have to do, step by step")
    shown = steps_asked_for(assistant.index, asked, found, range(len(found)))
    assert len(shown) == 3 and "Ring once a minute" in shown[0].text
    assert not steps_asked_for(assistant.index, understand("what is fog like"), found, range(len(found)))


def test_a_list_brings_its_reason_to_who_asks_for_the_logic(
    assistant: Assistant, find: Find, every: list[Candidate]
) -> None:
    steps = [find(words) for words in ("Slow the car", "Call the valley", "Stop the car")]
    listed = [replace(sentence_of(assistant.index, item), listed=True) for item in steps]
    asked = understand("what do I do in fog, and whats the logic?")
    shown = with_reason_after(assistant.index, asked, listed)
    assert len(shown) == 4 and shown[-1].text.startswith("The steps go from cheap to dear")
    assert with_reason_after(assistant.index, understand("what do I do in fog?"), listed) == listed


def test_two_rows_named_side_by_side_are_both_shown(assistant: Assistant, every: list[Candidate]) -> None:
    rows = rows_of_two(
        assistant.index, understand("held back or grounded, whats the difference and may guests board"), every
    )
    assert [one.text.split()[0] for one in rows] == ["held_back", "grounded"]
    assert not rows_of_two(assistant.index, understand("grounded or spare parts, may guests take them?"), every)
    told = replace(rows[0], label="held back", text="A held back car is a car that waits for the next clearance.")
    assert sets_apart([told]) and not sets_apart([replace(rows[0], label="held back")]) and not sets_apart(rows[:0])


def test_a_sentence_that_leans_further_in_brings_the_one_before(assistant: Assistant, find: Find) -> None:
    assert leans_inside("If you hire them, you pay twice.") and leans_inside("To pay in cash you still have to ask.")
    assert leans_inside("The masons took this as a sign of frost.")
    assert not leans_inside("Even if you hire a guide, you still have to pay.")
    assert not leans_inside("If you hire a guide, you pay twice.")
    asked = understand("what did they take it for?")
    item = find("not moved by a hair")
    shown = completed(assistant.index, asked, [sentence_of(assistant.index, item)], 120)
    assert len(shown) == 1


def test_forms_of_questions() -> None:
    assert sides_of("which keeps longer, the brass rail or the one for winter?") == ()
    assert sides_of("grounded vs spare - explain, and which is safe") == ("grounded", "spare")
    assert len(parts_of("whats a grounded car and whats a spare car?")) == 2
    assert parts_of("how long do I keep the log, and whats the reason") == ()
    assert corrected("minced rope", {"mind": 3, "rope": 2}, lambda _: False) == "minced rope"


def test_the_note_does_not_deny_what_the_same_table_or_paragraph_tells(assistant: Assistant) -> None:
    look = assistant.look("may guests board a grounded car?")
    row = next(at for at, item in enumerate(look.candidates) if item.text.startswith("grounded"))
    of_row = _with_best(look, row)
    cut = Picked("grounded – Meaning: taken off the rope.", (look.candidates[row],))
    whole = with_whole_rows(assistant.index, [[cut]], [of_row])
    assert "May guests board? no" in whole[0][0].text
    assert note_on([of_row], whole[0]) == ""
    other = assistant.look("who painted the tower?")
    assert note_on([other], whole[0]).startswith("The guide does not say:")
    fare = assistant.look("what is a ride after six hours charged at?")
    late = next(at for at, item in enumerate(fare.candidates) if "begin later" in item.text)
    card = next(item for item in fare.candidates if "card is blue" in item.text)
    note = note_on([_with_best(fare, late)], [sentence_of(assistant.index, card)])
    assert note.startswith("No sure answer was found to:")


def _with_best(look: Look, best: int) -> Look:
    scores = np.full(len(look.candidates), -9.0)
    scores[best] = 1.0
    return replace(look, scores=scores)
