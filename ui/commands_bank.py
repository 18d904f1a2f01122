"""The commands on a bank of questions: check, export, import."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from studyground.assistant.practice.bank import add_to_bank, banks_folder, read_bank
from studyground.assistant.practice.set_aside import retire, set_aside_file
from studyground.settings import Settings, load_settings
from studyground.ui.screen import line
from studyground.ui.streams import is_terminal, shown, tell, write_json

if TYPE_CHECKING:
    from studyground.assistant.practice.check import Rechecked, Rejected


def check_command(bank: Path, index: Path | None, mend: bool | None, as_json: bool) -> None:
    """Run the gates again on every question of a bank and say which hold.

    Args:
        bank: The bank.
        index: Index folder, None for the one in the settings.
        mend: Move what no longer holds beside the bank and renew the rest; None does so for banks in the data folder only.
        as_json: Print the result as JSON.
    """
    from studyground.assistant.assistant import Assistant
    from studyground.assistant.practice.check import recheck

    settings = load_settings({"index": index})
    questions = read_bank(bank)
    with _progress("checking", len(questions)) as progress:
        checked = recheck(questions, Assistant.open(settings), progress)
    out = kept = 0
    mended = _is_own(bank, settings) if mend is None else mend
    if mended:
        gone = {
            item.question.id: (item.detail or "It failed a gate.", item.question.checks) for item in checked.rejected
        }
        out, kept = retire(bank, gone, checked.kept)
    if as_json:
        write_json(checked.to_json())
    else:
        _print_checked(checked)
    if out:
        tell(f"{_counted(out)} moved to {set_aside_file(bank)}; the bank keeps {len(checked.kept)}.")
    elif checked.rejected and not mended:
        tell(f"{bank} was left as it is. To take out what does not hold: studyground questions check --retire")
    if kept:
        tell(f"{_counted(kept)} written back with a new receipt.")


def _is_own(bank: Path, settings: Settings) -> bool:
    return bank.resolve().is_relative_to(banks_folder(settings))


def _print_checked(checked: "Rechecked") -> None:
    total = len(checked.kept) + len(checked.rejected)
    if not total:
        line("The bank has no questions.")
        return
    line(f"{len(checked.kept)} of {_counted(total)} hold.", "bold")
    _print_rejected([(item, item.question.id) for item in checked.rejected])


def _print_rejected(rejected: "list[tuple[Rejected, str]]") -> None:
    """Each question that failed: which it is, what it asks, and every gate with what it found."""
    for item, name in rejected:
        stem = " ".join(item.question.stem.split())
        line()
        line(Text(shown(name), style="red") + Text(" " + shown(stem if len(stem) <= 100 else f"{stem[:100]} …")))
        for check in item.question.checks:
            if not check.passed:
                line(f"{check.name}: {check.detail or 'failed'}", indent=4)


def export_command(bank: Path, to: str, out: Path) -> None:
    """Write a bank for another program.

    Args:
        bank: The bank.
        to: The format.
        out: The file.
    """
    from studyground.assistant.practice.exchange.formats import export_bank

    questions = export_bank(bank, to, out)
    line(f"{_counted(len(questions))} written to {out}.")
    unchecked = sum(not question.passed for question in questions)
    if unchecked:
        tell(f"{_counted(unchecked)} of them did not pass every gate. To see why: studyground questions check {bank}")


def import_command(file: Path, out: Path, index: Path | None, as_json: bool) -> None:
    """Check another program's questions and add those that pass to a bank.

    Args:
        file: GIFT, CSV or JSON.
        out: The bank.
        index: Index folder, None for the one in the settings.
        as_json: Print the result as JSON.

    Raises:
        InputError: No question could be read.
    """
    from studyground.assistant.assistant import Assistant
    from studyground.assistant.practice.check import UNCITED, recheck
    from studyground.assistant.practice.exchange.formats import check_place, import_file
    from studyground.assistant.practice.exchange.imported import explained

    settings = load_settings({"index": index})
    check_place(out, file)
    there = read_bank(out) if out.exists() else []
    found = import_file(file)
    ids = {question.id for question in there}
    lines: dict[str, list[int]] = {}
    for question, number in zip(found.questions, found.lines, strict=True):
        lines.setdefault(question.id, []).append(number)
    new = [question for question in found.questions if question.id not in ids]
    with _progress("checking", len(new)) as progress:
        checked = recheck(new, Assistant.open(settings), progress, there)
    kept = [explained(question, UNCITED) for question in checked.kept]
    added = add_to_bank(out, kept) if kept else 0
    for question in kept:
        lines[question.id].pop(0)
    rejected = [(item, lines[item.question.id].pop(0)) for item in checked.rejected]
    known = len(found.questions) - len(new)
    if as_json:
        write_json(
            {
                "schema": 1,
                "questions": len(found.questions),
                "added": added,
                "known": known + len(kept) - added,
                "kept": [question.id for question in kept],
                "rejected": [
                    {"id": item.question.id, "line": number, "failed": list(item.failed), "detail": item.detail}
                    for item, number in rejected
                ],
                "left_out": [{"line": one.line, "reason": one.reason} for one in found.left_out],
                "bank": str(out),
            }
        )
        return
    line(f"{added} of {_counted(len(found.questions))} added to {out}.", "bold")
    if known:
        line(f"{_counted(known)} the bank has already.")
    if len(kept) > added:
        line(f"{_counted(len(kept) - added)} were reported as wrong before, and stay out.")
    for one in found.left_out:
        line(f"line {one.line}: {one.reason}.")
    _print_rejected([(item, f"line {number}") for item, number in rejected])


def _counted(count: int) -> str:
    return f"{count:,} question{'' if count == 1 else 's'}"


@contextmanager
def _progress(stage: str, total: int) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on a terminal's stderr, nothing in a pipe."""
    if not total or not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(stage, total=total)
        yield lambda done: bar.update(task, completed=done)
