"""The deck: every miss and every flag is a card, shown again when it is about to be forgotten (FSRS)."""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from sqlite3 import Row
from typing import Literal

from fsrs import Card, Rating, Scheduler

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.facts import siblings
from studyground.assistant.study.records import Records, moment, present, stamp
from studyground.errors import InputError

Reason = Literal["miss", "flag"]
RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}
FORECAST_DAYS = 14


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card to review now.

    Args:
        card: Id of the question that was missed or flagged; names the card.
        question: What to show: another question on the same fact where there is one.
        sibling: Whether it is another question.
        due: UTC.
        reason: How it came into the deck.
        reviews: How often it was reviewed.
    """

    card: str
    question: PracticeQuestion
    sibling: bool
    due: datetime
    reason: Reason
    reviews: int


def scheduler() -> Scheduler:
    """FSRS with one short step, so that a card that was forgotten comes back in the same session.

    The package's random spread of intervals is off: what is shown before a grade is given must be what happens.
    """
    step = (timedelta(minutes=10),)
    return Scheduler(learning_steps=step, relearning_steps=step, enable_fuzzing=False)


class Deck:
    """A learner's cards.

    Args:
        records: The learner's.
        questions: Banks at hand, looked through for questions on the same fact.
        retired: Ids of questions that were set aside: their cards leave the deck and they are not shown.
        now: The clock.
    """

    def __init__(
        self,
        records: Records,
        questions: Sequence[PracticeQuestion] = (),
        retired: Collection[str] = (),
        now: Callable[[], datetime] = present,
    ) -> None:
        self._records = records
        self._retired = frozenset(retired)
        self._questions = tuple(question for question in questions if question.id not in self._retired)
        self._now = now

    def due(self, now: datetime | None = None, most: int | None = None) -> tuple[DueCard, ...]:
        """Cards due, the longest overdue first; no question stands in for two of them.

        Args:
            now: The clock's when None.
            most: How many at most.
        """
        found: list[DueCard] = []
        shown: set[str] = set()
        for row in self._rows("AND due <= ? ORDER BY due, question_id", stamp(now or self._now())):
            if most is not None and len(found) >= most:
                break
            card = self._to_show(row, shown)
            shown.add(card.question.id)
            found.append(card)
        return tuple(found)

    def size(self) -> int:
        """Cards in the deck."""
        return len(self._rows(""))

    def next_due(self) -> datetime | None:
        """When the next card is due, or None with an empty deck."""
        rows = self._rows("ORDER BY due LIMIT 1")
        return moment(rows[0]["due"]) if rows else None

    def forecast(self, days: int = FORECAST_DAYS) -> tuple[tuple[date, int], ...]:
        """Cards that come due on each of the learner's next days; what is overdue counts for today."""
        today = self._records.local_day(self._now())
        counts = {today + timedelta(days=ahead): 0 for ahead in range(days)}
        for row in self._rows(""):
            day = max(today, self._records.local_day(moment(row["due"])))
            if day in counts:
                counts[day] += 1
        return tuple(counts.items())

    def preview(self, card: str) -> dict[int, datetime]:
        """When a card would be due again for each rating, 1 to 4."""
        state = Card.from_json(self._row(card)["card"])
        now = self._now()
        return {rating: scheduler().review_card(state, Rating(rating), now)[0].due for rating in RATINGS}

    def answer(self, card: DueCard, chosen: Sequence[str], seconds: float = 0.0) -> bool:
        """Keep an answer given in review, before it is graded.

        Returns:
            Whether it was right.
        """
        return self._records.add_attempt(card.question, chosen, seconds, self._now(), "review")

    def grade(self, card: DueCard, rating: int, seconds: float = 0.0) -> datetime:
        """Schedule a card anew.

        Args:
            card: As `due` gave it.
            rating: 1 again, 2 hard, 3 good, 4 easy.
            seconds: Time spent.

        Returns:
            When it is due next, UTC.

        Raises:
            InputError: No such rating, or the card has left the deck.
        """
        if rating not in RATINGS:
            raise InputError("A grade is 1 (again), 2 (hard), 3 (good) or 4 (easy).")
        with self._records.transaction():
            return _reviewed(self._records, self._row(card.card), card.question.id, rating, self._now(), seconds)

    def retire(self, question_id: str) -> bool:
        """Take a question's card out of the deck; its history stays.

        Returns:
            Whether there was one.
        """
        with self._records.transaction() as connection:
            done = connection.execute(
                "UPDATE cards SET retired_at = ? WHERE learner = ? AND question_id = ? AND retired_at IS NULL",
                (stamp(self._now()), self._records.learner, question_id),
            )
            return done.rowcount > 0

    def _rows(self, more: str, *values: str) -> list[Row]:
        with self._records.file.reading() as connection:
            rows = connection.execute(
                f"SELECT * FROM cards WHERE learner = ? AND retired_at IS NULL {more}", (self._records.learner, *values)
            ).fetchall()
        return [row for row in rows if row["question_id"] not in self._retired]

    def _row(self, card: str) -> Row:
        rows = self._rows("AND question_id = ?", card)
        if not rows:
            raise InputError("This card is no longer in the deck.")
        return rows[0]

    def _to_show(self, row: Row, taken: set[str]) -> DueCard:
        """The question to ask: on the same fact, not the one asked last, and the one asked least."""
        own = self._records.question(row["snapshot"])
        with self._records.file.reading() as connection:
            reviews = connection.execute(
                "SELECT shown_id FROM reviews WHERE learner = ? AND question_id = ? ORDER BY id",
                (self._records.learner, own.id),
            ).fetchall()
        shown = [review["shown_id"] for review in reviews]
        last = shown[-1] if shown else own.id  # the miss itself was the last time it was asked
        others = [other for other in siblings(own, self._questions) if other.id not in taken]
        choices = [*others, own] if own.id not in taken or not others else others
        best = min(choices, key=lambda one: (one.id == last, shown.count(one.id) + (one.id == own.id), one.id))
        return DueCard(own.id, best, best.id != own.id, moment(row["due"]), row["reason"], len(shown))


def add_card(records: Records, question: PracticeQuestion, reason: Reason, now: datetime) -> None:
    """Put a question into the deck, due at once.

    A card that is there already is graded "again" by a miss and left as it is by a flag; one that was retired comes back.
    """
    with records.transaction() as connection:
        key = records.keep_question(question)
        row = connection.execute(
            "SELECT * FROM cards WHERE learner = ? AND question_id = ?", (records.learner, question.id)
        ).fetchone()
        if row is not None and row["retired_at"] is None:
            if reason == "miss":
                _reviewed(records, row, question.id, int(Rating.Again), now, 0.0)
            return
        number = int.from_bytes(hashlib.sha256(f"{records.learner}\n{question.id}".encode()).digest()[:6], "big")
        card = Card(card_id=number, due=moment(stamp(now)))
        connection.execute(
            "INSERT OR REPLACE INTO cards (learner, question_id, snapshot, card, due, reason, added_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (records.learner, question.id, key, card.to_json(), stamp(now), reason, stamp(now)),
        )


def _reviewed(records: Records, row: Row, shown: str, rating: int, now: datetime, seconds: float) -> datetime:
    """Grade the card of a row inside a transaction: its new state and a line in the log."""
    card, _ = scheduler().review_card(Card.from_json(row["card"]), Rating(rating), moment(stamp(now)))
    with records.transaction() as connection:
        connection.execute(
            "UPDATE cards SET card = ?, due = ? WHERE learner = ? AND question_id = ?",
            (json.dumps(card.to_dict()), stamp(card.due), records.learner, row["question_id"]),
        )
        connection.execute(
            "INSERT INTO reviews (learner, question_id, shown_id, rating, seconds, reviewed_at, due)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (records.learner, row["question_id"], shown, rating, max(0.0, seconds), stamp(now), stamp(card.due)),
        )
    return card.due
