"""A plan to the day of the exam: which objective on which day, weighted by what is still to be won there."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Literal

from studyground.assistant.study.apportion import largest_remainder
from studyground.assistant.study.progress import Progress, Standing
from studyground.assistant.study.reading import Reading
from studyground.errors import InputError

REVIEW_EVERY = 7  # days
QUESTIONS_A_DAY = 12
LONGEST_DAYS = 730
Kind = Literal["study", "review", "mock exam", "exam"]


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day.

    Args:
        day: The learner's calendar day.
        kind: What it is for.
        objectives: What to study, by id.
        text: The same in words.
        questions: Practice questions to answer.
        cards: Cards due by the forecast, as far as it reaches.
        reading: Sections of the guide.
    """

    day: date
    kind: Kind
    objectives: tuple[str, ...]
    text: str
    questions: int
    cards: int
    reading: tuple[Reading, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The day as plain JSON types."""
        written = asdict(self) | {"day": self.day.isoformat(), "objectives": list(self.objectives)}
        return written | {"reading": [{**asdict(one), "section": list(one.section)} for one in self.reading]}


def study_plan(
    standing: Progress,
    exam_date: date,
    today: date,
    questions_a_day: int = QUESTIONS_A_DAY,
    read: Mapping[str, Sequence[Reading]] | None = None,
) -> tuple[PlanDay, ...]:
    """Plan every day from today to the exam.

    The last day before the exam is for review; each seventh day counted back from it is a mock exam or, where the exam is
    less than a week away, there is none. The other days are shared among the objectives in proportion to `gain` (weight
    times what is not mastered); with fewer days than objectives, those with the most to win are taken, several a day.

    Args:
        standing: Where the learner stands.
        exam_date: The learner's calendar day.
        today: The first day of the plan.
        questions_a_day: On a day of study.
        read: Sections for an objective, by its id.

    Raises:
        InputError: The exam is before today, or more than two years away.
    """
    ahead = (exam_date - today).days
    if ahead < 0:
        raise InputError(f"The exam date {exam_date} is in the past.")
    if ahead > LONGEST_DAYS:
        raise InputError(f"The exam date {exam_date} is more than two years away: plan nearer to it.")
    due = dict(standing.forecast)
    kinds: list[Kind] = [_kind(ahead - offset) for offset in range(ahead + 1)]
    lessons = iter(_lessons(standing.objectives, kinds.count("study")))
    plan = []
    for offset, kind in enumerate(kinds):
        day = today + timedelta(days=offset)
        studied = next(lessons) if kind == "study" else ()
        text = "; ".join(f"{one.name} {one.text} ({one.domain})" for one in studied) or _TEXTS[kind]
        sections = tuple(section for one in studied for section in tuple((read or {}).get(one.name, ()))[:2])
        questions = questions_a_day if kind == "study" else 0
        plan.append(PlanDay(day, kind, tuple(one.name for one in studied), text, questions, due.get(day, 0), sections))
    return tuple(plan)


_TEXTS: dict[Kind, str] = {
    "study": "Practise a little of every domain.",
    "review": "Review the cards that are due and the questions you missed; learn nothing new.",
    "mock exam": "Sit a whole exam on the clock, then read up on what you missed.",
    "exam": "The exam.",
}


def _kind(left: int) -> Kind:
    """What a day is for that has so many days left to the exam."""
    if left == 0:
        return "exam"
    if left == 1:
        return "review"
    return "mock exam" if (left - 1) % REVIEW_EVERY == 0 else "study"


def _lessons(objectives: Sequence[Standing], days: int) -> list[tuple[Standing, ...]]:
    """The objectives of each day of study: the weakest first, one that has several days coming back later."""
    worth = [one for one in sorted(objectives, key=lambda one: -one.gain) if one.gain > 0]
    if not worth or days == 0:
        return [()] * days
    if days < len(worth):
        a_day = -(-len(worth) // days)
        most = min(a_day, 2)  # more than two objectives a day is none of them
        taken = worth[: days * most]
        return [tuple(taken[at::days]) for at in range(days)]
    shares = largest_remainder(days, [one.gain for one in worth], floors=[1] * len(worth))
    rounds: list[tuple[Standing, ...]] = []
    for turn in range(max(shares)):
        rounds += [(one,) for one, share in zip(worth, shares, strict=True) if share > turn]
    return rounds
