"""Cases that a guide tells: read in every form, asked as they stand, judged by their labels, never mined as plain facts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.case_labels import labelled, role_of, verdict_of
from studyground.assistant.practice.case_reading import worked_cases
from studyground.assistant.practice.check import GateContext, check_question, checked_question, with_citations
from studyground.assistant.practice.domains import Place, names_domain
from studyground.assistant.practice.generate import generate
from studyground.assistant.practice.practice_question import GATES, PracticeQuestion
from studyground.assistant.practice.worked_case import WorkedCase
from studyground.assistant.practice.writing.case_drafts import CaseBook, case_draft, worded
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.spread import Spread
from studyground.corpus.blueprint import load_blueprint
from studyground.settings import Settings

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

DAIRY = """# Decisions at the dairy

## Milk and cheese

### A vat that stays cold

A mountain dairy in Savoy fills one copper vat with 900 litres each morning. Last week the starter worked slowly, because
the cellar had cooled to 9 degrees. Two workers keep the dairy, and neither may stay overnight. Which step brings the
milk to setting with the least extra work?

- **Decision:** Wrap the vat in felt mats until the curd is firm. Felt mats hold the warmth of fresh milk, and nobody has
  to watch them.
- **Rejected:** Stir the milk over an open fire until evening. An open fire needs a worker beside it, whom the dairy lacks.
- **Rejected:** Pour twice the starter into the vat at noon. More starter sours the curd without warming it.
- **Rejected:** Move the milk into flat pans beside the window. Flat pans lose warmth faster than one deep vat does.

### Rinds that crack in March

The cheeses of a cooperative on Gotland ripen for 14 months on spruce boards. Every March their rinds crack, when the air
falls to 60 percent humidity. Customers refuse paraffin, and the boards have to stay. Which two measures should the
cooperative take?

- **Decision:** Wash the rinds with brine on two days a week. Brine keeps a rind supple while air is dry.
- **Decision:** Hang wet linen cloths between the shelves. Wet linen raises the humidity of a store within hours.
- **Rejected:** Coat the rinds with a layer of paraffin wax. Paraffin is what the customers refuse.
- **Rejected:** Replace the boards by racks of steel wire. Steel racks dry a rind on both sides, and the boards have to stay.
- **Rejected:** Open the hatches to the yard through the night. Night air in March is as dry as the air that does the harm.
"""
FERRY = """# Decision records of the ferry line

## 7. Ticket store

### Status

Accepted in May.

### Context

We sell 4,000 tickets on a summer day at three piers. The piers lose their connection for hours in fog. A pier must go on
selling meanwhile, and no seat may be sold twice once the connection is back.

### Decision

We will use a ledger at each pier that is merged after the fog. A ledger records every sale in order, so that a merge can
refuse the second sale of a seat.

### Alternatives considered

- Use a central table in the harbour office. A central table cannot be reached in fog.
- Use paper blocks at the piers during fog. Paper blocks know nothing of the seats that other piers sold.
- Use a fixed share of seats for each pier. Fixed shares leave seats empty at one pier while another turns people away.

### Consequences

Merges take some minutes.
"""
ORCHARD = """# Orchard notes

| Situation | Best choice | Rejected | Why |
| --- | --- | --- | --- |
| A grower near Bergen has 300 plum trees in heavy clay, and water stands between the rows each spring. | \
Dig a drain along every second tree | Plant the trees on taller stocks: tall stocks stand in the same water; \
Spread straw under the crowns: straw keeps clay wet; Prune the roots in autumn: cut roots rot in wet clay | \
A drain takes the standing water away. |

## Labels that tell no case

Problem: apples drop early.

Not: a case of frost.

Decision: the words above label nothing.

## Rejected fruit

- **Rejected:** Send bruised pears to the press. The press pays little.
"""
BAKERY = """# Where the sourdough rests

## Context and Problem Statement

A bakery in Tartu mixes its sourdough at noon and bakes at four in the morning. The cellar has grown too warm since the
street was dug up, and loaves rise before they are wanted. Where should the dough rest?

## Decision Drivers

* Price

## Considered Options

* Cold room
* Rooftop
* Wine cave
* Kitchen

## Decision Outcome

Chosen option: "Cold room", because it keeps five degrees through the summer.

## Pros and Cons of the Options

### Rooftop

* Bad, because sun warms a roof by day.

### Wine cave

* Bad, because yeasts of the wine settle on the dough.

### Kitchen

* Bad, because ovens heat a kitchen at night.
"""
BLUEPRINT = load_blueprint("mls-c01")


@pytest.fixture(scope="module")
def foreign(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Assistant"]:
    """An assistant over three guides that are not ours, each with another form of case."""
    from studyground.assistant.assistant import Assistant
    from studyground.ingest.pipeline import ingest

    folder = tmp_path_factory.mktemp("cases")
    for name, text in (("dairy.md", DAIRY), ("ferry.md", FERRY), ("orchard.md", ORCHARD), ("bakery.md", BAKERY)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("index") / "i", data=data_folder)
    ingest([folder], settings)
    assistant = Assistant.open(settings)
    yield assistant
    assistant.index.close()


@pytest.fixture(scope="module")
def cases(foreign: "Assistant") -> dict[str, WorkedCase]:
    return {case.decided[0].option.split()[0]: case for case in worked_cases(foreign.index)}


@pytest.fixture(scope="module")
def questions(foreign: "Assistant", cases: dict[str, WorkedCase]) -> dict[str, PracticeQuestion]:
    """The question of each case, not yet checked."""
    book = CaseBook.of(tuple(cases.values()))
    desk = Desk.of(foreign.index, mine(foreign.index), 1)
    batch = Batch(foreign, desk, GateContext.of(foreign), 1)
    drafts = {name: case_draft(case, book, Spread(1)) for name, case in cases.items()}
    return {name: batch.question(draft, Place()) for name, draft in drafts.items() if draft}


def test_every_form_of_a_case_is_read_and_nothing_else(cases: dict[str, WorkedCase]) -> None:
    assert set(cases) == {"Wrap", "Wash", "Use", "Dig", "Cold"}
    assert {name: (len(case.decided), len(case.rejected)) for name, case in cases.items()} == {
        "Wrap": (1, 3), "Wash": (2, 3), "Use": (1, 3), "Dig": (1, 3), "Cold": (1, 3),
    }  # fmt: skip


def test_an_item_is_an_option_and_its_reason(cases: dict[str, WorkedCase]) -> None:
    decided = cases["Wrap"].decided[0]
    assert decided.option == "Wrap the vat in felt mats until the curd is firm"
    assert decided.reason == "Felt mats hold the warmth of fresh milk, and nobody has to watch them."
    assert cases["Use"].decided[0].option == "Use a ledger at each pier that is merged after the fog"
    assert cases["Dig"].rejected[0].option == "Plant the trees on taller stocks"
    assert cases["Dig"].rejected[0].reason == "Tall stocks stand in the same water."
    assert {one.option: one.reason for one in cases["Cold"].rejected}["Rooftop"] == "Sun warms a roof by day."
    assert cases["Dig"].decided[0].reason == "A drain takes the standing water away."


def test_spans_are_verbatim_and_at_most_two_sentences(foreign: "Assistant", cases: dict[str, WorkedCase]) -> None:
    for case in cases.values():
        text = foreign.index.stored_text(case.document)
        for ruling in case.rulings:
            assert ruling.option.split()[-1] in text[slice(*ruling.spans[0])]
            assert all(0 <= start < end <= len(text) for start, end in ruling.spans)


def test_the_stem_is_the_situation_with_its_question(questions: dict[str, PracticeQuestion]) -> None:
    assert questions["Wrap"].stem.endswith("Which step brings the milk to setting with the LEAST extra work?")
    assert questions["Wrap"].stem.startswith("A mountain dairy in Savoy fills one copper vat with 900 litres")
    assert questions["Wash"].stem.endswith("should the cooperative take? (Choose two.)")
    assert questions["Use"].stem.startswith("A team writes: “We sell 4,000 tickets")
    assert questions["Dig"].stem.endswith("What should be done?")


def test_every_case_passes_every_gate_with_its_own_reasons(
    foreign: "Assistant", questions: dict[str, PracticeQuestion], cases: dict[str, WorkedCase]
) -> None:
    context = GateContext.of(foreign)
    for name, question in questions.items():
        checks = check_question(question, context)
        assert [check.name for check in checks] == list(GATES)
        assert not [check.detail for check in checks if not check.passed], name
        reasons = {one.option: one.reason for one in cases[name].rulings}
        for option in question.options:
            assert option.rationale == reasons[option.text] and option.citations
        assert {option.text for option in question.keys} == {one.option for one in cases[name].decided}


@pytest.mark.parametrize("cited", ["key", "own", "nothing"])
def test_a_rejected_course_fails_as_a_key(
    foreign: "Assistant", questions: dict[str, PracticeQuestion], cited: str
) -> None:
    context = GateContext.of(foreign)
    for question in questions.values():
        for wrong in question.distractors:
            swapped = _swapped(question, wrong.label, cited)
            assert [
                check.name for check in check_question(with_citations(swapped, context), context) if not check.passed
            ]


def _swapped(question: PracticeQuestion, label: str, cited: str) -> PracticeQuestion:
    """A question with one wrong option marked as right in the place of a right one."""
    dropped = question.keys[0].label
    options = [
        replace(one, correct=one.label == label or (one.correct and one.label != dropped)) for one in question.options
    ]
    if cited == "nothing":
        options = [replace(one, citations=()) for one in options]
    own = next(one.citations for one in question.options if one.label == label)
    return replace(
        question, options=tuple(options), citations={"key": question.citations, "own": own, "nothing": ()}[cited]
    )


def test_a_figure_that_the_case_does_not_have_fails(
    foreign: "Assistant", questions: dict[str, PracticeQuestion]
) -> None:
    changed = replace(questions["Wrap"], stem=questions["Wrap"].stem.replace("900", "90"))
    failed = {
        check.name: check.detail for check in check_question(changed, GateContext.of(foreign)) if not check.passed
    }
    assert "90" in failed["key_supported"]


def test_nothing_of_a_case_is_mined_as_a_plain_fact(foreign: "Assistant", cases: dict[str, WorkedCase]) -> None:
    mined = mine(foreign.index)
    told = {(case.document, at) for case in cases.values() for start, end in case.covered for at in range(start, end)}
    spans = [fact.span for fact in (*mined.facts, *mined.actions)]
    spans += [member.span for group in mined.groups for member in group.members]
    assert not [span for span in spans if (span.document, span.start) in told]


def test_a_case_whose_guide_changed_is_verified_again(
    foreign: "Assistant", questions: dict[str, PracticeQuestion], data_folder: Path, tmp_path: Path
) -> None:
    from studyground.assistant.assistant import Assistant
    from studyground.ingest.pipeline import ingest

    folder = tmp_path / "guide"
    folder.mkdir()
    moved = DAIRY.replace("## Milk and cheese", "A foreword of one line.\n\n## Milk and cheese")
    turned = moved.replace("**Decision:** Wrap", "**Rejected:** Wrap").replace(
        "**Rejected:** Stir", "**Decision:** Stir"
    )
    (folder / "dairy.md").write_text(turned, encoding="utf-8")
    settings = Settings(index=tmp_path / "i", data=data_folder)
    ingest([folder], settings)
    after = Assistant.open(settings)
    try:
        context = GateContext.of(after)
        kept, retired = (checked_question(questions[name], context) for name in ("Wash", "Wrap"))
        assert not [check.detail for check in kept.checks if not check.passed]
        assert kept.citations[0].start != questions["Wash"].citations[0].start
        assert not retired.passed
    finally:
        after.index.close()


def test_a_batch_asks_cases_before_facts_and_repeats_itself(foreign: "Assistant") -> None:
    first, again = (generate(foreign, BLUEPRINT, 3, "single", 5) for _ in range(2))
    assert [question.id for question in first.questions] == [question.id for question in again.questions]
    told = {case.situation for case in worked_cases(foreign.index)}
    assert first.questions and all(any(one[:40] in question.stem for one in told) for question in first.questions)
    more = generate(foreign, BLUEPRINT, 3, "single", 5, existing=first.questions)
    assert not {one.id for one in more.questions} & {one.id for one in first.questions}


@pytest.mark.parametrize(
    ("text", "role", "rest"),
    [
        ("Decision: Use felt.", "decided", "Use felt."),
        ("Rejected – Use fire.", "rejected", "Use fire."),
        ("Why not: fire needs a worker", "rejected", "fire needs a worker"),
        ("Alternative 2: Use pans.", "rejected", "Use pans."),
        ("Instead of fire: felt needs no worker", "rejected", "fire: felt needs no worker"),
        ("The situation: a vat.", "situation", "a vat."),
        ("Decisions are hard.", "", "Decisions are hard."),
        ("Not every dairy has a vat.", "", "Not every dairy has a vat."),
        ("Rejected milk is poured away.", "", "Rejected milk is poured away."),
    ],
)
def test_labels(text: str, role: str, rest: str) -> None:
    found, length = labelled(text)
    assert (found, text[length:]) == (role, rest)


def test_headings_and_cells_that_label() -> None:
    assert [role_of(one) for one in ("2. Context", "Alternatives considered", "Decision Outcome", "The decision tree")] == [
        "situation", "rejected", "decided", "",
    ]  # fmt: skip
    assert [verdict_of(one) for one in ("Chosen", "rejected.", "Not chosen", "Chosen by many")] == [
        "decided", "rejected", "rejected", "",
    ]  # fmt: skip


def test_a_bare_name_beside_instructions_is_something_to_use() -> None:
    assert worded(["Use felt mats on the vat", "An open fire", "Flat pans"]) == [
        "Use felt mats on the vat", "Use an open fire", "Use Flat pans",
    ]  # fmt: skip
    assert worded(["Felt mats", "Open fires."]) == ["Felt mats", "Open fires"]
    assert worded(["Use felt", "Pour twice the starter into it"]) == ["Use felt", "Pour twice the starter into it"]


@pytest.mark.parametrize(
    ("heading", "names"),
    [("Worked decisions: modeling", True), ("Modeling", True), ("Topic modeling", False), ("Modelling clay", False)],
)
def test_a_heading_names_a_domain(heading: str, names: bool) -> None:
    assert names_domain(heading, "Modeling") is names
    assert names_domain("Worked decisions: implementation and operations", BLUEPRINT.domains[-1].name)


@given(st.text())
def test_any_text_has_a_label_or_none(text: str) -> None:
    role, length = labelled(text)
    assert (length > 0) == bool(role) and length <= len(text)
    assert role_of(text) in ("situation", "decided", "rejected", "offered", "reason", "weighed", "")
