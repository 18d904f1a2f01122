"""An exam or a practice round, line by line: works at a terminal and down a pipe."""

import threading
from collections.abc import Callable
from typing import TextIO

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.report import Report
from studyground.assistant.study.sitting import Sitting, SittingOverError
from studyground.errors import InputError
from studyground.ui.printing import print_note
from studyground.ui.printing_study import clock, print_key, print_navigator, print_question
from studyground.ui.screen import line
from studyground.ui.streams import is_terminal, tell
from studyground.ui.study_prompt import Typed, next_line, understood

HELP = (
    "Type the letters of your answer (b, or ac where two are asked for). n next, p previous, g 12 go to question 12, f or"
    " flag to flag, x or clear to take an answer back, l list of all questions, t time left, s hand in, q leave (all is"
    " saved)."
)
HELP_PRACTICE = " pause stops the clock, w reports that the last key shown is wrong."
WrongKey = Callable[[PracticeQuestion, str], None]


def sit(sitting: Sitting, stdin: TextIO, report_wrong: WrongKey) -> Report | None:
    """Ask until it is handed in, time is up, or the learner leaves.

    Args:
        sitting: Open.
        stdin: What is typed, one line at a time.
        report_wrong: Sets a question aside whose key the learner holds for wrong, with the learner's words.

    Returns:
        The report, or None when the sitting is still open.
    """
    screen = _Screen(sitting, stdin, report_wrong)
    timer = screen.alarm()
    try:
        return screen.run()
    except SittingOverError:
        line("Time is up, or the sitting was handed in elsewhere. It is handed in with the answers given so far.")
        return sitting.report()
    finally:
        if timer is not None:
            timer.cancel()


class _Screen:
    def __init__(self, sitting: Sitting, stdin: TextIO, report_wrong: WrongKey) -> None:
        self._sitting = sitting
        self._stdin = stdin
        self._report_wrong = report_wrong
        self._watched = is_terminal(stdin)
        self._last: PracticeQuestion | None = None  # whose key was shown

    def alarm(self) -> threading.Timer | None:
        """Hands in at the deadline while the learner thinks; in a pipe the next line finds that time is up."""
        left = self._sitting.remaining()
        if left is None or not self._watched:
            return None

        def ring() -> None:
            if self._sitting.tick():
                tell("\nTime is up: it is handed in. Press Enter for the report.")

        timer = threading.Timer(left.total_seconds() + 0.2, ring)
        timer.daemon = True
        timer.start()
        return timer

    def run(self) -> Report | None:
        self._show()
        while True:
            text = next_line(self._stdin, "> ")
            if text is None:
                self._leave()
                return None
            if self._sitting.tick():
                raise SittingOverError("")
            question = self._sitting.question()
            meant = understood(text, question)
            if meant.command == "submit":
                if self._sure():
                    return self._sitting.submit()
            elif meant.command == "quit":
                self._leave()
                return None
            else:
                try:
                    self._do(meant, question)
                except SittingOverError:
                    raise
                except InputError as error:
                    print_note(str(error))

    def _do(self, meant: Typed, question: PracticeQuestion) -> None:
        sitting = self._sitting
        if meant.labels:
            self._answer(meant.labels, question)
        elif meant.command in ("next", "previous", "go") or not (meant.command or meant.strange):
            self._move(meant)
        elif meant.command == "flag":
            line("Flagged." if sitting.flag() else "The flag is off.")
        elif meant.command == "clear":
            sitting.clear()
            line("The answer is taken back.")
        elif meant.command == "time":
            line(clock(sitting.remaining()).capitalize() + ".")
        elif meant.command == "list":
            print_navigator(sitting.state().spots)
        elif meant.command == "pause":
            sitting.pause()
            next_line(self._stdin, "The clock stands. Press Enter to go on. ")
            sitting.unpause()
            self._show()
        elif meant.command == "wrong":
            self._wrong()
        elif meant.command == "help":
            print_note(HELP + (HELP_PRACTICE if sitting.mode == "practice" else ""))
        else:
            print_note(f"“{meant.strange or meant.command}” is no answer to this question. ? shows what can be typed.")

    def _move(self, meant: Typed) -> None:
        before = self._sitting.state().position
        if meant.command == "previous":
            now = self._sitting.previous()
        elif meant.command == "go":
            count = len(self._sitting.questions)
            if meant.number is None or not 1 <= meant.number <= count:
                raise InputError(f"Say which question, 1 to {count}: g 12.")
            now = self._sitting.goto(meant.number - 1)
        else:
            now = self._sitting.next()
        if now == before and meant.command != "go":
            print_note("This is the first question." if meant.command == "previous" else _last_one())
        else:
            self._show()

    def _answer(self, labels: tuple[str, ...], question: PracticeQuestion) -> None:
        kept = self._sitting.answer(labels)
        state = self._sitting.state()
        if self._sitting.mode == "practice":
            self._last = question
            print_key(question, kept)
        else:
            line(f"Saved: {', '.join(kept)}.")
            missing = question.select - len(kept)
            if missing:
                print_note(f"{missing} more to choose: type all {question.select} letters together.")
                return
        if self._sitting.mode == "practice" and not state.unanswered:
            print_note("Every question is answered: s ends the round.")
        elif self._sitting.next() == state.position:
            print_note(_last_one())
        else:
            self._show()

    def _show(self) -> None:
        question = self._sitting.show()
        state = self._sitting.state()
        spot = state.spots[state.position]
        parts = [f"Question {spot.number} of {len(state.spots)}", clock(state.remaining)]
        parts += ["flagged"] if spot.flagged else []
        parts += [f"answered {', '.join(spot.chosen)}"] if spot.chosen else []
        line()
        line(" · ".join(parts), "bold")
        print_question(question, spot.chosen)

    def _sure(self) -> bool:
        """Ask before handing in at a terminal; a script that says s means it."""
        state = self._sitting.state()
        flagged = sum(spot.flagged for spot in state.spots)
        if state.unanswered or flagged:
            line(f"{state.unanswered} unanswered, {flagged} flagged.")
        if not self._watched or self._sitting.mode == "practice":
            return True
        sure = (next_line(self._stdin, "Hand in? y or n: ") or "").strip().lower() in ("y", "yes", "s")
        if not sure:
            line("Not handed in.")
        return sure

    def _wrong(self) -> None:
        if self._sitting.mode == "exam":
            raise InputError("In an exam no key is shown; report a wrong one in the review afterwards.")
        if self._last is None:
            raise InputError("No key was shown yet.")
        why = next_line(self._stdin, "What is wrong with it? ") or ""
        self._report_wrong(self._last, why.strip())

    def _leave(self) -> None:
        left = self._sitting.remaining()
        running = f" The clock runs on: {clock(left)}." if left is not None and self._sitting.mode == "exam" else ""
        again = "studyground exam --practice" if self._sitting.mode == "practice" else "studyground exam"
        tell(f"Every answer is saved.{running} Go on with: {again}")


def _last_one() -> str:
    return "This is the last question. s hands in, l lists all questions."
