"""Where a learner stands: mastery by domain and objective, accuracy over time, days in a row, what comes due."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from studyground.assistant.study.records import Attempt, Records, present
from studyground.assistant.study.report import tally
from studyground.assistant.study.review import Deck
from studyground.assistant.study.sittings import sittings
from studyground.corpus.blueprint import Blueprint

SCHEMA = 1
HALF_LIFE_DAYS = 30.0  # after this time an answer counts half
GUESS = 0.25  # share right of who knows nothing, of four options
GUESS_WEIGHT = 2.0  # as many answers as the guess counts for


@dataclass(frozen=True, slots=True)
class Standing:
    """A domain or an objective.

    Args:
        name: Of the domain, or id of the objective.
        text: The objective's text; "" for a domain.
        domain: The domain, or the objective's.
        weight: Percent of the exam; an objective has an equal part of its domain's.
        attempts: Answers given.
        right: Of these.
        mastery: See `mastery_of`; None before the first answer.
    """

    name: str
    text: str
    domain: str
    weight: float
    attempts: int
    right: int
    mastery: float | None

    @property
    def accuracy(self) -> float | None:
        """Share right of all answers, or None before the first."""
        return self.right / self.attempts if self.attempts else None

    @property
    def gain(self) -> float:
        """Percent of the exam that are still to be won here: weight times what is not mastered."""
        return self.weight * (1 - (GUESS if self.mastery is None else self.mastery))


@dataclass(frozen=True, slots=True)
class Day:
    """One of the learner's days with answers."""

    day: date
    attempts: int
    right: int


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with an answer; `current` still stands when yesterday was the last, as today is not over."""

    current: int
    longest: int
    today: bool


@dataclass(frozen=True, slots=True)
class Sat:
    """One exam that was handed in."""

    exam: int
    day: date
    title: str
    mode: str
    right: float
    scored: int
    estimate: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything a progress page shows.

    Args:
        learner: Whose.
        blueprint: Name of the exam it is held against.
        attempts: Answers given.
        right: Of these.
        elsewhere: Answers to questions in none of the blueprint's domains.
        days: Days with answers, oldest first.
        streak: Days in a row.
        domains: In the blueprint's order.
        objectives: In the blueprint's order.
        cards: Cards in the deck.
        due: Cards due now.
        forecast: Cards due on each of the next days.
        exams: Sittings handed in, the latest first.
    """

    learner: str
    blueprint: str
    attempts: int
    right: int
    elsewhere: int
    days: tuple[Day, ...]
    streak: Streak
    domains: tuple[Standing, ...]
    objectives: tuple[Standing, ...]
    cards: int
    due: int
    forecast: tuple[tuple[date, int], ...]
    exams: tuple[Sat, ...]

    @property
    def mastery(self) -> float:
        """Mastery over the whole exam: the domains' by weight, one not tried at the level of guessing."""
        return 1 - math.fsum(one.gain for one in self.domains) / (math.fsum(one.weight for one in self.domains) or 1.0)

    def weakest(self, most: int = 5) -> tuple[Standing, ...]:
        """Objectives with the most to win, first the most."""
        order = sorted(enumerate(self.objectives), key=lambda pair: (-pair[1].gain, pair[0]))
        return tuple(one for _, one in order[:most] if one.gain > 0)

    def to_json(self) -> dict[str, Any]:
        """The progress as plain JSON types, schema 1."""
        return {
            "schema": SCHEMA,
            "learner": self.learner,
            "blueprint": self.blueprint,
            "attempts": self.attempts,
            "right": self.right,
            "accuracy": round(self.right / self.attempts, 4) if self.attempts else None,
            "mastery": round(self.mastery, 4),
            "elsewhere": self.elsewhere,
            "streak": asdict(self.streak),
            "domains": [_standing(one) for one in self.domains],
            "objectives": [_standing(one) for one in self.objectives],
            "over_time": [
                {"day": one.day.isoformat(), "attempts": one.attempts, "right": one.right} for one in self.days
            ],
            "cards": {"total": self.cards, "due": self.due},
            "forecast": [{"day": day.isoformat(), "due": count} for day, count in self.forecast],
            "exams": [{**asdict(one), "day": one.day.isoformat()} for one in self.exams],
        }


def progress(
    records: Records, blueprint: Blueprint, deck: Deck | None = None, now: Callable[[], datetime] = present
) -> Progress:
    """Look at a learner's records.

    Args:
        records: The learner's.
        blueprint: The exam they prepare for.
        deck: Theirs; the plain one over these records when None.
        now: The clock.
    """
    deck = deck or Deck(records, now=now)
    attempts = records.attempts()
    today = records.local_day(now())
    names = [domain.name for domain in blueprint.domains]
    known = {name.casefold() for name in names}
    return Progress(
        learner=records.learner,
        blueprint=blueprint.name,
        attempts=len(attempts),
        right=sum(attempt.correct for attempt in attempts),
        elsewhere=sum(attempt.domain.casefold() not in known for attempt in attempts),
        days=by_day(attempts),
        streak=streak_of({attempt.day for attempt in attempts}, today),
        domains=tuple(
            _standing_of(domain.name, "", domain.name, domain.weight, _of_domain(attempts, domain.name), today)
            for domain in blueprint.domains
        ),
        objectives=tuple(
            _standing_of(
                objective.id,
                objective.text,
                domain.name,
                domain.weight / len(domain.objectives),
                [attempt for attempt in _of_domain(attempts, domain.name) if attempt.objective == objective.id],
                today,
            )
            for domain in blueprint.domains
            for objective in domain.objectives
        ),
        cards=deck.size(),
        due=len(deck.due()),
        forecast=deck.forecast(),
        exams=_exams(records, now),
    )


def mastery_of(attempts: Iterable[Attempt], today: date) -> float | None:
    """Chance that the next question is answered right, as far as the answers tell.

    The last answer to each question counts, half as much with every 30 days of age, against a guess (25 %) that counts as
    two answers: `(guess weight * guess + sum of weights of right ones) / (guess weight + sum of weights)`.

    Returns:
        0 to 1, or None without an answer.
    """
    last = {attempt.question_id: attempt for attempt in attempts}
    if not last:
        return None
    weights = [(0.5 ** (max(0, (today - one.day).days) / HALF_LIFE_DAYS), one.correct) for one in last.values()]
    right = math.fsum(weight for weight, correct in weights if correct)
    return (GUESS_WEIGHT * GUESS + right) / (GUESS_WEIGHT + math.fsum(weight for weight, _ in weights))


def by_day(attempts: Iterable[Attempt]) -> tuple[Day, ...]:
    """Answers of each day, oldest first."""
    counted = tally([], ((attempt.day.isoformat(), attempt.correct) for attempt in attempts))
    return tuple(sorted((Day(date.fromisoformat(one.name), one.asked, one.right) for one in counted), key=_when))


def streak_of(days: set[date], today: date) -> Streak:
    """Days in a row with an answer, up to today and at most."""
    longest = 0
    for day in days:
        if day - timedelta(days=1) not in days:
            longest = max(longest, _run(days, day, 1))
    last = today if today in days else today - timedelta(days=1)
    return Streak(_run(days, last, -1), longest, today in days)


def _run(days: set[date], start: date, step: int) -> int:
    length = 0
    while start + timedelta(days=step * length) in days:
        length += 1
    return length


def _when(day: Day) -> date:
    return day.day


def _of_domain(attempts: Sequence[Attempt], name: str) -> list[Attempt]:
    return [attempt for attempt in attempts if attempt.domain.casefold() == name.casefold()]


def _standing_of(
    name: str, text: str, domain: str, weight: float, attempts: Sequence[Attempt], today: date
) -> Standing:
    right = sum(attempt.correct for attempt in attempts)
    return Standing(name, text, domain, weight, len(attempts), right, mastery_of(attempts, today))


def _standing(one: Standing) -> dict[str, Any]:
    written: dict[str, Any] = {"name": one.name}
    if one.text:
        written |= {"text": one.text, "domain": one.domain}
    return written | {
        "weight": round(one.weight, 4),
        "attempts": one.attempts,
        "right": one.right,
        "accuracy": None if one.accuracy is None else round(one.accuracy, 4),
        "mastery": None if one.mastery is None else round(one.mastery, 4),
    }


def _exams(records: Records, now: Callable[[], datetime]) -> tuple[Sat, ...]:
    done = []
    for sitting in sittings(records, now):
        if not sitting.tick():
            continue
        report = sitting.report()
        value = report.estimate.value if report.estimate and report.mode == "exam" else None
        day = records.local_day(report.submitted)
        done.append(Sat(report.exam, day, report.title, report.mode, report.right, report.scored, value))
    return tuple(done)
