"""The thing is named and what is asked of it is not told; a premise that the guide denies; rules for the asker's own date."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant, Look
from studyground.assistant.list_in_sentence import listed_in_one
from studyground.assistant.list_wording import asks_in_order
from studyground.assistant.listing import names_a_list
from studyground.assistant.own_date import rules_on_dates, with_own_date
from studyground.assistant.own_figure import MET
from studyground.assistant.plainly_another import leaves_nameless, name_asked
from studyground.assistant.question import understand
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import stem, terms
from studyground.settings import Settings

BOATS = """# Hiring out rowing boats

## Money

The cleaning fee of a hire is not returned. A refund of the deposit reaches the hirer within 5 days; if the hire was cancelled on
the same day, it may look as though it had never been paid. Late hirers pay for each hour begun.

## Varnish and oars

Oars given a coating that repels UV light stay pale for longer. Oars sleep on their racks in winter, and boats under the
tarpaulin. Ash is the wood of most oars. Tuning the oarlocks takes patience, and a loose one costs speed.

You forget a knot for three reasons: it was never learnt, it was lost, or it does not come to mind at the moment.

## Racks

### Order of the racks (door to window)

1. Racing shells of cedar
2. Family boats with benches
3. Rafts of the summer camp
4. Canoes for the river tours

The order follows how often each is asked for.

## Keeping and permits

A patched hull may be used for 9 days, counting the day of the patch as day 1. So a hull patched on May 1 is laid up on May 9.

A permit from the river office is needed to moor overnight, race, fish from a boat, carry more than eight people, or row after
dark.

Rafts brought down from the mountain must have been dried by the camp for 12 days in the boat shed, or for 3 in the kiln.

A rule of thumb: make the gap between two lessons roughly 10 to 20 percent of the time until the test.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """An assistant over the guide to hiring out boats."""
    folder = tmp_path_factory.mktemp("boats")
    (folder / "guide.md").write_text(BOATS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "guide.md"], settings)
    return Assistant.open(settings)


@pytest.mark.parametrize(
    "question",
    [
        "whats the name of the coating they gave the oars",
        "why did i forget every knot when i was a toddler",
        "which sails should i patch first",
        "how long can wet oars stay in the boat shed before they rot",
        "is a nap as good as a winter sleep for the oars",
    ],
)
def test_what_is_not_told_of_a_thing_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_in_guide"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Why do you hand back the cleaning fee whenever I cancel a hire?", "is not returned"),
        ("I patched a hull on the 3rd of June, when is the last day I can use it?", "9 days"),
        ("list the things u need a permit for", "moor overnight"),
        ("what order do i put the racks in, door to window, and whats the logic", "Rafts"),
        ("why did i forget a knot", "three reasons"),
        ("how long should rafts stay in the boat shed", "12 days"),
        ("which oars are pale for longer", "repels UV light"),
    ],
)
def test_what_is_told_is(assistant: Assistant, question: str, says: str) -> None:
    assert says in assistant.ask(question).answer


def test_the_denial_comes_first(assistant: Assistant) -> None:
    answer = assistant.ask("Why do you hand back the cleaning fee whenever I refund a customer?").answer
    assert answer.startswith("The cleaning fee of a hire is not returned.")


def test_a_rule_for_the_own_date_is_not_withheld(assistant: Assistant) -> None:
    def sure(question: str) -> float:
        look = assistant.look(question)
        return with_own_date(look.question, look.query, look.candidates, look.scores, 0.4)

    assert sure("I patched a hull on the 3rd of June, when is the last day I can use it?") == MET
    assert sure("I patched a hull, when is the last day I can use it?") == 0.4
    assert sure("I patched a hull on the 3rd of June, what does it cost?") == 0.4


def test_lists_that_the_guide_gives(assistant: Assistant) -> None:
    def order(question: str) -> tuple[Look, list[int]]:
        look = assistant.look(question)
        return look, sorted(range(len(look.candidates)), key=lambda at: -float(look.scores[at]))

    look, best = order("list the things u need a permit for")
    assert listed_in_one(look.question, look.candidates, best)
    look, best = order("list the things u need a tarpaulin for")
    assert not listed_in_one(look.question, look.candidates, best)
    look, _ = order("what order do i put the racks in, door to window, and whats the logic")
    assert names_a_list(look.question, look.candidates)


def test_a_name_is_not_within_what_a_thing_does() -> None:
    assert name_asked("whats the name of the coating they gave the oars") == stem("coating")
    asked = set(terms("the name of the coating they gave the oars"))
    assert leaves_nameless("Oars given a coating that repels UV light stay pale.", stem("coating"), asked)
    assert not leaves_nameless("Oars given a coating that is called Palewood stay pale.", stem("coating"), asked)


def test_rules_on_dates() -> None:
    assert rules_on_dates("A contract signed on the 31st ends on the last day of shorter months.", 31)
    assert not rules_on_dates("A contract signed on the 31st ends on the last day of shorter months.", 30)
    assert rules_on_dates("A hull patched on May 1 is laid up on May 9.", 3)
    assert not rules_on_dates("The office opened on May 1.", 3)


def test_wording() -> None:
    assert understand("how big a gap should I leave between two lessons").wanted == "duration"
    assert understand("how big a gap should I leave between the planks").wanted == "quantity"
    assert asks_in_order("what order do i put the racks in")
    assert not asks_in_order("what order did she get from the king")
