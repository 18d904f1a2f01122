"""Lines a learner types while studying, at a terminal or down a pipe, and what they mean."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.ui.streams import is_terminal, typed

COMMANDS = {
    "n": "next", "next": "next", "p": "previous", "prev": "previous", "previous": "previous",
    "g": "go", "go": "go", "goto": "go", "f": "flag", "flag": "flag", "x": "clear", "clear": "clear", "t": "time",
    "time": "time", "l": "list", "list": "list", "s": "submit", "submit": "submit", "q": "quit", "quit": "quit",
    "exit": "quit", "pause": "pause", "w": "wrong", "wrong": "wrong", "?": "help", "h": "help", "help": "help",
    "again": "again", "hard": "hard", "good": "good", "easy": "easy", "skip": "skip",
}  # fmt: skip
_NUMBERED = re.compile(r"(g|go|goto)\s*(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """One line: a command, a question number with it, or the labels of an answer; all empty for an empty line."""

    command: str = ""
    number: int | None = None
    labels: tuple[str, ...] = ()
    strange: str = ""


def understood(text: str, question: PracticeQuestion | None = None) -> Typed:
    """What a line means.

    Letters that are all labels of the question are an answer: "b", "ac", "A, C". A single letter that is a label and a
    command as well is an answer where one option is chosen and a command where several are, as no single letter can be the
    whole answer there; written out, a command is always one.

    Args:
        text: As typed.
        question: On screen, or None where no answer is expected.
    """
    plain = " ".join(typed(text).strip().lower().split())
    if not plain:
        return Typed()
    numbered = _NUMBERED.fullmatch(plain)
    if numbered:
        return Typed("go", int(numbered[2]))
    letters = re.sub(r"[\s,;+&]+|\band\b", "", plain)
    if question is not None and letters:
        labels = {option.label.lower() for option in question.options}
        single_command = plain in COMMANDS and (len(plain) > 1 or question.select > 1)
        if set(letters) <= labels and not single_command:
            return Typed(labels=tuple(sorted({letter.upper() for letter in letters})))
    if plain in COMMANDS:
        return Typed(COMMANDS[plain])
    return Typed(strange=plain)


def next_line(stdin: TextIO, prompt: str) -> str | None:
    """One line, None at the end of the input; the prompt is shown only where a person types."""
    watched = is_terminal(stdin)
    sys.stdout.flush()
    if not (watched and is_terminal(sys.stdout)):
        if watched:
            sys.stderr.write(prompt)
            sys.stderr.flush()
        return stdin.readline() or None
    import readline  # noqa: F401  (its import is what makes `input` edit lines)

    try:
        return input(prompt)
    except EOFError:
        sys.stdout.write("\n")
        return None


def bar(shown: str) -> Callable[[int, int], None] | None:
    """Progress on stderr where a person watches; None in a pipe."""
    if not is_terminal(sys.stderr):
        return None

    def show(done: int, of: int) -> None:
        sys.stderr.write(f"\r{shown}: {done} of {of}" + ("\n" if done >= of else ""))
        sys.stderr.flush()

    return show
