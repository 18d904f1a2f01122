"""What the guide says nearly in the question's words, and what stood in the way: slips, headings, cells, a nearer neighbour."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from studyground.assistant.another_case import with_own_case_first
from studyground.assistant.asked_in_heading import ANSWERS, with_heading_asked
from studyground.assistant.asked_whole import in_one
from studyground.assistant.assistant import Assistant, Look
from studyground.assistant.forbidden_deed import with_forbidden_first
from studyground.assistant.history import asked_one_by_one
from studyground.assistant.other_writing import as_written
from studyground.assistant.question import understand
from studyground.assistant.same_case import CERTAIN, with_same_case
from studyground.assistant.verb_denied import with_verb_denied
from studyground.assistant.written_exam import with_exam_named
from tests.opened_guide import opened_guide

GUIDE = """# The mountain dairy

## The maker's test

The test for new makers has 45 questions, and you get one hour. A pass holds for three summers.

## Which coat for which cheese

| Coat | Good | Bad |
| --- | --- | --- |
| Wax (red) | keeps the moisture in | hides cracks until the cheese is cut |
| Cloth | lets the rind breathe | draws mites in a damp cellar |
| Ash | dries a soft cheese | stains the shelves |

## Lamps on the vat

| Lamp | By day | By night |
| --- | --- | --- |
| Flashing red | cool the vat | wake the keeper |
| Steady red | wait | wait |
| Steady white | draw the curd | draw the curd |

## Brine

Wanted by tommes, blues and everything that is kept over winter; not by fresh curd. Stir it every morning. A strong brine
floats an egg; a weak brine does not.

## Selling

Compare the sales with those of the same day last year, since the last days of summer shift from one year to the next.
Do not lower the price of the last wheels on market day. Early buyers see it and bring theirs back. Give them to the inn
instead.

## Faults

- Cart late (milk not reaching the vats for more than an hour): light the second fire, send a rider, then wait for the bell.
- Weight written wrongly (say 3.5 kg for 35 kg): stop the sale, keep the slip, tell the keeper.

If a fair is called off, keep the wheels in the cellar for a day.

## Pressing

The cloths are hung to dry by the stove. Each wheel is salted inside every pressing of the curd.

## What should the keeper do?

Whoever runs a tasting must not know which wheel is whose. The cups are rinsed.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[Assistant]:
    with opened_guide(GUIDE, tmp_path_factory.mktemp("dairy"), data_folder) as opened:
        yield opened


def led_by(look: Look, words: str, by: float = 2.0) -> NDArray[np.float64]:
    """Scores in which the one candidate with these words leads the rest by so much."""
    lead = [at for at, item in enumerate(look.candidates) if words in item.text]
    assert len(lead) == 1
    scores = np.zeros(len(look.candidates))
    scores[lead[0]] = by
    return scores


def first(look: Look, scores: NDArray[np.float64]) -> str:
    return look.candidates[int(np.argmax(scores))].text


def test_a_slip_is_no_compound_and_a_hyphen_is_found() -> None:
    words = dict.fromkeys(["question", "questions", "on", "the", "line-up", "police"], 1)
    texts = ("One question on the line-up.",)
    assert as_written("how many questons on it", words, lambda: texts, lambda word: False) == "how many questons on it"
    assert (
        as_written("who runs the lineup", words, lambda: texts, lambda word: word != "lineup") == "who runs the line-up"
    )


def test_the_written_is_the_test_of_the_guide() -> None:
    words = {"test": 4, "exam": 1, "written": 2}
    plain, named = ("A test.",), ("The written exam.", "A test.")
    assert (
        with_exam_named("how many on the written and when?", words, lambda: plain) == "how many on the test and when?"
    )
    assert with_exam_named("I failed the written.", words, lambda: named) == "I failed the written test."
    assert with_exam_named("when is the written report due?", words, lambda: plain) == "when is the written report due?"
    assert with_exam_named("what is on the written?", {"report": 1}, lambda: plain) == "what is on the written?"


def test_people_nobody_has_named_are_no_thing_asked_of() -> None:
    parts = asked_one_by_one("how many questions on the test and how long do they give you")
    assert parts == ["how many questions on the test?", "how long do they give you on the test?"]


def test_both_parts_by_one_sentence(assistant: Assistant) -> None:
    answer = assistant.ask("how many questons on the written and how long do they give you?")
    assert answer.status == "answered"
    assert "45 questions" in answer.answer
    assert "one hour" in answer.answer
    assert "three summers" not in answer.answer


def test_a_further_part_is_led_by_what_answers_the_first(assistant: Assistant) -> None:
    one = assistant.look("how many questions are in the test for new makers?")
    other = assistant.look("how long do they give you?", wider=one.hits)
    one = replace(one, scores=led_by(one, "45 questions"), confidence=0.9)
    other = replace(other, scores=led_by(other, "more than an hour"), confidence=0.9)
    looks = in_one([one, other], 0.5, 1.0, lambda: one)
    assert "45 questions" in first(looks[1], looks[1].scores)
    unsure = in_one([replace(one, confidence=0.1), other], 0.5, 1.0, lambda: one)
    assert "more than an hour" in first(unsure[1], unsure[1].scores)


def test_a_finding_is_an_event_and_a_share_asked_beside_is_not_all() -> None:
    assert understand("What did Orla find when she waited a day before the cut?").type == "how_why"
    assert understand("Which sort of rennet gave most curd, and what percent?").wanted != "percent"
    assert understand("What percent of the milk is fat?").wanted == "percent"


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("why is a plain cloth coat risky?", "draws mites", "hides cracks"),
        ("What's the downside of wax?", "hides cracks", "draws mites"),
        ("what are the advantages of ash?", "dries a soft cheese", "stains"),
    ],
)
def test_drawbacks_and_merits_are_read_off_their_column(
    question: str, told: str, other: str, assistant: Assistant
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in answer.answer
    assert other not in answer.answer


def test_the_sign_that_is_told_or_asked_of(assistant: Assistant) -> None:
    told = assistant.ask("cellar door is shut, bell rings and the lamp on the vat is winking red at me")
    assert told.status == "answered"
    assert "cool the vat" in told.answer
    asked = assistant.ask("what does the steady white lamp mean in the cellar?")
    assert asked.status == "answered"
    assert "draw the curd" in asked.answer
    assert not any(item.extreme for item in assistant.look("what does the green lamp mean?").candidates)
    assert not any(item.extreme for item in assistant.look("how long is the lamp flashing red at me?").candidates)


def test_no_drawback_of_what_no_row_names(assistant: Assistant) -> None:
    assert not any(item.extreme for item in assistant.look("why is a leaf coat risky?").candidates)
    assert not any(item.extreme for item in assistant.look("what is the danger of cloth filters?").candidates)


def test_what_forbids_the_deed_leads(assistant: Assistant) -> None:
    look = assistant.look("why shouldn't I cut the price the same day to shift the last wheels")
    scores = with_forbidden_first(look.question, look.query, look.candidates, led_by(look, "Compare the sales"))
    assert first(look, scores).startswith("Do not lower")
    far = with_forbidden_first(look.question, look.query, look.candidates, led_by(look, "Compare the sales", 9.0))
    assert first(look, far).startswith("Compare")
    other = assistant.look("why should I compare the sales with last year?")
    kept = with_forbidden_first(other.question, other.query, other.candidates, led_by(other, "Compare the sales"))
    assert first(other, kept).startswith("Compare")


def test_what_to_do_instead_stands_beside(assistant: Assistant) -> None:
    one = assistant.look("why shouldn't I lower the price of the last wheels on market day?")
    other = assistant.look("what do I do instead?", wider=one.hits)
    one = replace(one, scores=led_by(one, "Do not lower"), confidence=0.9)
    looks = in_one([one, replace(other, confidence=0.1)], 0.5, 1.0, lambda: one)
    assert looks[1].confidence >= 0.5
    assert first(looks[1], looks[1].scores).startswith("Give them to the inn")


def test_the_case_told_leads_another(assistant: Assistant) -> None:
    look = assistant.look("what do I do when the milk stops reaching the vats for two hours?")
    scores = with_own_case_first(look.question, look.candidates, led_by(look, "If a fair", 3.0))
    assert first(look, scores).startswith("Cart late")
    own = assistant.look("what do I do if the fair is called off?")
    assert first(own, with_own_case_first(own.question, own.candidates, led_by(own, "If a fair"))).startswith(
        "If a fair"
    )


def test_the_order_asked_for_leads(assistant: Assistant) -> None:
    look = assistant.look("when is each wheel salted, and where are the cloths hung to dry?")
    look = replace(look, question=understand("should I use rennet before the pressing?"))
    scores = with_own_case_first(look.question, look.candidates, led_by(look, "The cloths are hung"))
    assert first(look, scores).startswith("Each wheel is salted")


def test_the_verb_that_is_denied(assistant: Assistant) -> None:
    look = assistant.look("Which cheeses don't want brine?")
    scores = with_verb_denied(look.question, look.candidates, led_by(look, "floats an"))
    assert first(look, scores).startswith("Wanted by")
    other = assistant.look("Which brine doesn't float an egg?")
    assert "floats an" in first(other, with_verb_denied(other.question, other.candidates, led_by(other, "floats an")))


def test_two_figures_of_a_case_are_no_accident(assistant: Assistant) -> None:
    look = assistant.look("wrote 3.5 kg instead of 35 kg and six people took one, now what?")
    scores, confidence = with_same_case(look.question, look.candidates, led_by(look, "If a fair"), 0.2)
    assert first(look, scores).startswith("Weight written")
    assert confidence == CERTAIN
    for text in ("wrote 3.5 kg instead of 36 kg, now what?", "how much is 3.5 kg and 35 kg?", "wrote 35 kg, now what?"):
        asked = replace(look, question=understand(text))
        assert with_same_case(asked.question, asked.candidates, asked.scores, 0.2)[1] == 0.2


def test_a_heading_that_asks_the_same(assistant: Assistant) -> None:
    look = assistant.look("what should the keeper do who runs a tasting?")
    led = led_by(look, "Whoever runs")
    assert with_heading_asked(look.question, look.query, look.candidates, led, 0.1) == ANSWERS
    other = assistant.look("what should the keeper pay who runs a tasting?")
    assert with_heading_asked(other.question, other.query, other.candidates, led_by(other, "Whoever runs"), 0.1) == 0.1
