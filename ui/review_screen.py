"""Reviewing due cards, line by line: answer, see why, grade."""

import time
from collections.abc import Callable
from typing import TextIO

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.records import Records, known_labels, present
from studyground.assistant.study.review import RATINGS, Deck, DueCard
from studyground.errors import InputError
from studyground.ui.printing import print_note
from studyground.ui.printing_study import print_key, print_question, when
from studyground.ui.screen import line
from studyground.ui.study_prompt import next_line, understood

HELP = (
    "Type the letters of your answer; skip shows the key without one. After the key: 1 again, 2 hard, 3 good, 4 easy, or"
    " Enter for the grade in brackets; w reports that the key is wrong. q leaves (all is saved)."
)
RIGHT, WRONG = 3, 1  # the grade proposed
WrongKey = Callable[[PracticeQuestion, str], None]


class _LeaveError(Exception):
    """The learner leaves, or the input ends."""


def review(records: Records, deck: Deck, stdin: TextIO, report_wrong: WrongKey) -> None:
    """Go through what is due until nothing is or the learner leaves.

    Args:
        records: The learner's.
        deck: Theirs.
        stdin: What is typed, one line at a time.
        report_wrong: Sets a question aside whose key the learner holds for wrong, with the learner's words.
    """
    done = 0
    skipped: set[str] = set()
    try:
        while due := [card for card in deck.due() if card.card not in skipped]:
            line()
            line(
                f"{len(due)} due · " + ("another question on what you missed" if due[0].sibling else _why(due[0])),
                "bold",
            )
            _one(deck, due[0], stdin, report_wrong, records)
            skipped.add(due[0].card)  # one that was forgotten comes back in ten minutes, not at once
            done += 1
    except _LeaveError:
        pass
    line()
    coming = deck.next_due()
    left = len(deck.due())
    ahead = (
        f"{left} still due." if left else f"The next is due {when(coming, present(), records.zone)}." if coming else ""
    )
    if done or left:
        line(f"{done} reviewed. {ahead}".strip())
    else:
        line(f"Nothing is due. {ahead}".strip() if coming else "The deck is empty: what you miss or flag goes into it.")


def _why(card: DueCard) -> str:
    return "you missed this" if card.reason == "miss" else "you flagged this"


def _one(deck: Deck, card: DueCard, stdin: TextIO, report_wrong: WrongKey, records: Records) -> None:
    print_question(card.question)
    begun = time.monotonic()
    chosen = _answer(card.question, stdin)
    seconds = time.monotonic() - begun
    right = deck.answer(card, chosen, seconds)
    print_key(card.question, chosen)
    proposed = RIGHT if right else WRONG
    ahead = deck.preview(card.card)
    choices = ", ".join(
        f"{rating} {word} ({when(ahead[rating], present(), records.zone)})" for rating, word in RATINGS.items()
    )
    line(f"{choices} [{proposed}]")
    while True:
        text = next_line(stdin, "> ")
        if text is None:
            deck.grade(card, proposed, seconds)  # the answer says enough
            raise _LeaveError
        meant = understood(text)
        named = {word: rating for rating, word in RATINGS.items()}.get(meant.command)
        plain = text.strip()
        if not plain or plain in ("1", "2", "3", "4") or named:
            deck.grade(card, named or (int(plain) if plain else proposed), seconds)
            return
        if meant.command == "quit":
            deck.grade(card, proposed, seconds)
            raise _LeaveError
        if meant.command == "wrong":
            why = next_line(stdin, "What is wrong with it? ") or ""
            report_wrong(card.question, why.strip())
            deck.retire(card.question.id)
            return
        print_note(HELP)


def _answer(question: PracticeQuestion, stdin: TextIO) -> tuple[str, ...]:
    while True:
        text = next_line(stdin, "> ")
        if text is None:
            raise _LeaveError
        meant = understood(text, question)
        if meant.command == "quit":
            raise _LeaveError
        if meant.command == "skip":
            return ()
        try:
            chosen = known_labels(question, meant.labels)
            if len(chosen) == question.select:
                return chosen
            print_note(f"Choose {question.select}. {HELP}" if meant.labels else HELP)
        except InputError as error:
            print_note(str(error))
