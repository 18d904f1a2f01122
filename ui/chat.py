"""A conversation in the terminal, or down a pipe: one question a line, each seen in the light of those before."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from studyground.assistant.answer import Answer, Turn
from studyground.errors import StudygroundError
from studyground.ui.printing import print_answer, print_note, print_sources
from studyground.ui.streams import is_terminal, tell, typed

PROMPT = "\n? "
HELP = (
    "Ask in plain words. /sources shows what the last answer rests on, /wrong says that it is wrong (add what it should "
    "say), /new forgets the conversation, /quit leaves."
)
Report = Callable[[Answer, str, Sequence[Turn]], Path]
"""Keeps an answer that is said to be wrong, what it should say ("" when that was not said) and the turns before it."""


def chat(
    ask: Callable[[str, Sequence[Turn]], Answer], documents: int, stdin: TextIO, report: Report | None = None
) -> None:
    """Answer line after line until the input ends or the learner leaves.

    Args:
        ask: Answers a question with the turns before it.
        documents: How many the index holds, for the greeting.
        stdin: Where questions come from; prompts and greeting appear only where that is a terminal.
        report: Keeps an answer that the learner says is wrong; without it that cannot be said.
    """
    watched = is_terminal(stdin)
    if watched:
        tell(f"{documents} document{'s' if documents != 1 else ''} to ask about. {HELP}")
    history: list[Turn] = []
    last: Answer | None = None
    while (line := _next_line(stdin, watched)) is not None:
        question = typed(line).strip()
        if question in ("/quit", "/exit"):
            return
        if not question:
            continue
        if question == "/sources":
            _print_last(last)
        elif question == "/new":
            history, last = [], None
            print_note("The conversation starts afresh.")
        elif question.split()[0] == "/wrong" and report is not None:
            _report(report, last, question.removeprefix("/wrong").strip(), history[:-1])
        elif question.startswith("/"):
            print_note(HELP)
        else:
            last = ask(question, history)
            if last.standalone_question.split() != question.split():
                print_note(f"(understood as: {last.standalone_question})")
            print_answer(last, quotes=False)
            history.append(Turn(question, last.answer))
        sys.stdout.flush()


def _print_last(last: Answer | None) -> None:
    if last is None:
        print_note("There is no answer yet.")
    else:
        print_sources(last.citations or last.nearest)


def _report(report: Report, last: Answer | None, expected: str, history: Sequence[Turn]) -> None:
    """Keep the last answer as a wrong one; a place that cannot be written ends nothing."""
    if last is None:
        print_note("There is no answer yet.")
        return
    try:
        kept = report(last, expected, history)
    except StudygroundError as error:
        print_note(str(error))
    else:
        print_note(f"Kept for review in {kept}. It stays on this machine.")


def _next_line(stdin: TextIO, watched: bool) -> str | None:
    """One line, None at the end of the input; `input` edits and recalls lines where a person types them."""
    if not (watched and is_terminal(sys.stdout)):
        if watched:
            sys.stderr.write(PROMPT)
            sys.stderr.flush()
        return stdin.readline() or None
    import readline  # noqa: F401  (its import is what makes `input` edit lines)

    try:
        return input(PROMPT)
    except EOFError:
        sys.stdout.write("\n")
        return None
