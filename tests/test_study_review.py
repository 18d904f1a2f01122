"""The deck against FSRS itself, siblings, what leaves it; progress, streaks, the plan and what to read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.assistant.study.progress import mastery_of, progress, streak_of
from studyground.assistant.study.reading import Reading, reading
from studyground.assistant.study.records import Attempt, Records
from studyground.assistant.study.review import Deck, add_card, scheduler
from studyground.assistant.study.study_plan import study_plan
from studyground.errors import InputError
from studyground.settings import Settings
from tests.study_questions import MLS, question

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TODAY = START.date()


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def records(tmp_path):
    opened = Records.open(Settings(data=tmp_path / "data"), zone=UTC)
    yield opened
    opened.close()


@pytest.fixture
def clock():
    return Clock()


@settings(max_examples=15, deadline=None)  # each example makes a file of records
@given(ratings=st.lists(st.integers(1, 4), min_size=1, max_size=8))
def test_the_dates_are_those_of_fsrs(tmp_path_factory, ratings):
    records = Records.open(Settings(data=tmp_path_factory.mktemp("deck")), zone=UTC)
    clock = Clock()
    deck = Deck(records, now=clock)
    add_card(records, question(1), "miss", clock())
    card = Card(card_id=1, due=START)
    for rating in ratings:
        [due] = deck.due()
        ahead = deck.preview(due.card)
        card, _ = scheduler().review_card(card, Rating(rating), clock())
        assert deck.grade(due, rating) == card.due == ahead[rating]
        assert deck.next_due() == card.due
        assert not deck.due(card.due - timedelta(seconds=1))
        clock.time = card.due
    records.close()


def test_a_card_goes_through_its_states(records, clock):
    deck = Deck(records, now=clock)
    add_card(records, question(1), "miss", clock())
    [card] = deck.due()
    assert (card.question, card.reason, card.sibling, card.reviews) == (question(1), "miss", False, 0)
    deck.answer(card, ["B"], 3)
    deck.grade(card, 1)
    assert deck.due() == ()
    clock.time += timedelta(minutes=10)
    [card] = deck.due()
    assert card.reviews == 1
    deck.grade(card, 3)
    later = deck.next_due()
    assert later >= clock.time + timedelta(days=1)
    assert dict(deck.forecast(400))[later.date()] == 1
    assert [attempt.place for attempt in records.attempts()] == ["review"]
    with pytest.raises(InputError, match="A grade is"):
        deck.grade(card, 5)


def test_a_sibling_is_shown_instead_and_not_the_same_one_twice_running(records, clock):
    own, first, second = question(1), question(2, at=12), question(3, at=15)
    stranger = question(4, at=20)
    deck = Deck(records, [own, first, second, stranger], now=clock)
    add_card(records, own, "miss", clock())
    shown = []
    for _ in range(6):
        clock.time = deck.next_due()
        [card] = deck.due()
        shown.append(card.question.id)
        assert card.card == own.id
        assert card.sibling == (card.question.id != own.id)
        deck.grade(card, 3)
    assert {first.id, second.id} == set(shown[:2])
    assert stranger.id not in shown
    assert all(one != other for one, other in zip(shown, shown[1:], strict=False))


def test_no_question_stands_in_for_two_cards(records, clock):
    one, two, spare = question(1, at=0), question(2, at=5), question(3, at=7)
    for missed in (one, two):
        add_card(records, missed, "miss", clock())
    shown = [card.question.id for card in Deck(records, [one, two, spare], now=clock).due()]
    assert len(set(shown)) == 2


def test_what_is_set_aside_leaves(records, clock):
    for number in (1, 2, 3):
        add_card(records, question(number), "flag", clock())
    deck = Deck(records, (), {question(1).id}, now=clock)
    assert deck.retire(question(2).id)
    assert not deck.retire(question(2).id)
    assert [card.card for card in deck.due()] == [question(3).id]
    assert deck.size() == 1
    add_card(records, question(2), "miss", clock())  # missed again, so it comes back
    assert deck.size() == 2


def test_missing_a_card_again_grades_it(records, clock):
    deck = Deck(records, now=clock)
    add_card(records, question(1), "miss", clock())
    [card] = deck.due()
    deck.grade(card, 4)
    far = deck.next_due()
    clock.time += timedelta(days=1)
    add_card(records, question(1), "flag", clock())
    assert deck.next_due() == far
    add_card(records, question(1), "miss", clock())
    assert deck.next_due() == clock.time + timedelta(minutes=10)


def attempt(name: str, correct: bool, days_ago: int = 0) -> Attempt:
    when = START - timedelta(days=days_ago)
    return Attempt(name, ("A",), correct, 1.0, when, when.date(), "practice", "D", "1.1", None)


def test_mastery_by_hand():
    assert mastery_of([], TODAY) is None
    assert mastery_of([attempt("a", True)], TODAY) == pytest.approx((0.5 + 1) / 3)
    assert mastery_of([attempt("a", False, 3), attempt("a", True)], TODAY) == pytest.approx((0.5 + 1) / 3)  # the last
    assert mastery_of([attempt("a", True, 30), attempt("b", False)], TODAY) == pytest.approx((0.5 + 0.5) / 3.5)


def test_streaks_by_hand():
    def days(*ago: int) -> set[date]:
        return {TODAY - timedelta(days=one) for one in ago}

    assert streak_of(set(), TODAY).current == 0
    assert (streak_of(days(0, 1, 2), TODAY).current, streak_of(days(0, 1, 2), TODAY).today) == (3, True)
    yesterday = streak_of(days(1, 2, 9, 10, 11, 12), TODAY)
    assert (yesterday.current, yesterday.longest, yesterday.today) == (2, 4, False)
    assert streak_of(days(2, 3), TODAY).current == 0


def test_a_day_is_the_learners_own(tmp_path):
    from zoneinfo import ZoneInfo

    records = Records.open(Settings(data=tmp_path), zone=ZoneInfo("Pacific/Auckland"))
    records.add_attempt(question(1), ["A"], 1, datetime(2026, 3, 1, 12, 0, tzinfo=UTC), "practice")
    assert records.attempts()[0].day == date(2026, 3, 2)
    records.close()


def test_progress_holds_answers_against_the_blueprint(records, clock):
    for number in range(4):
        records.add_attempt(question(number, domain=2), ["A"], 1, clock(), "practice")
    records.add_attempt(question(9, domain=1), ["B"], 1, clock(), "practice")
    records.add_attempt(replace(question(10), domain="Cooking"), ["A"], 1, clock(), "practice")
    add_card(records, question(9, domain=1), "miss", clock())
    standing = progress(records, MLS, now=clock)
    assert (standing.attempts, standing.right, standing.elsewhere) == (6, 5, 1)
    modeling = standing.domains[2]
    assert (modeling.attempts, modeling.right, modeling.weight) == (4, 4, 36)
    assert modeling.mastery == pytest.approx((0.5 + 4) / 6)
    assert standing.domains[0].mastery is None
    assert (standing.cards, standing.due) == (1, 1)
    assert len(standing.forecast) == 14
    assert standing.forecast[0] == (TODAY, 1)
    gains = [one.gain for one in standing.weakest(99)]
    assert gains == sorted(gains, reverse=True)
    written = standing.to_json()
    assert written["schema"] == 1
    assert written["domains"][2]["mastery"] == 0.75
    assert written["over_time"] == [{"day": "2026-03-01", "attempts": 6, "right": 5}]
    expected = 1 - (0.20 * 0.75 + 0.24 * (1 - (0.5 / 3)) + 0.36 * 0.25 + 0.20 * 0.75)
    assert standing.mastery == pytest.approx(expected)


@pytest.mark.parametrize("ahead", [0, 1, 2, 3, 6, 8, 30, 200])
def test_a_plan_has_every_day_and_goes_to_what_is_weak(records, clock, ahead):
    for number in range(30):  # the first domain is known well
        records.add_attempt(question(number, objective=number % 3), ["A"], 1, clock(), "practice")
    standing = progress(records, MLS, now=clock)
    read = {"3.1": (Reading("g.md", ("Part",), None, 0, 5),)}
    plan = study_plan(standing, TODAY + timedelta(days=ahead), TODAY, read=read)
    assert [day.day for day in plan] == [TODAY + timedelta(days=n) for n in range(ahead + 1)]
    assert plan[-1].kind == "exam"
    if ahead:
        assert plan[-2].kind == "review"
    studied = [name for day in plan for name in day.objectives]
    assert all(day.objectives and day.questions for day in plan if day.kind == "study")
    assert all(len(day.objectives) <= 2 for day in plan)
    if ahead >= 30:
        by_domain = [sum(name.startswith(f"{n}.") for name in studied) for n in (1, 2, 3, 4)]
        assert by_domain[2] == max(by_domain)  # the heaviest, and untried
        assert by_domain[0] == min(by_domain)
        assert sum(day.kind == "mock exam" for day in plan) == (ahead - 1) // 7
        assert {one.id for domain in MLS.domains for one in domain.objectives} == set(studied)
        assert any(day.reading for day in plan if "3.1" in day.objectives)


def test_a_plan_into_the_past_is_refused(records, clock):
    standing = progress(records, MLS, now=clock)
    with pytest.raises(InputError, match="in the past"):
        study_plan(standing, TODAY - timedelta(days=1), TODAY)
    with pytest.raises(InputError, match="two years"):
        study_plan(standing, TODAY + timedelta(days=999), TODAY)


@pytest.mark.slow
def test_what_to_read_is_in_the_guide_and_misses_come_first(guide_assistant):
    for domain in MLS.domains:
        for objective in domain.objectives:
            found = reading(guide_assistant, objective)
            assert found
            for section in found:
                text = guide_assistant.index.stored_text(section.document)
                assert 0 <= section.start < section.end <= len(text)
    smote = next(one for domain in MLS.domains for one in domain.objectives if "SMOTE" in one.keywords)
    name = guide_assistant.index.document_names()[0]
    missed = question(1)
    cited = replace(missed.citations[0], document=name, section=("Somewhere",))
    missed = replace(missed, objective=smote.id, citations=(cited,))
    gone = replace(missed, citations=(replace(cited, document="gone.md"),))
    found = reading(guide_assistant, smote, [gone, missed])
    assert (found[0].document, found[0].section) == (name, ("Somewhere",))
    assert all(section.document != "gone.md" for section in found)
