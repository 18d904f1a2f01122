"""The commands about the guide itself: ingest, show, doctor."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studyground.errors import InputError
from studyground.ingest.pipeline import Progress
from studyground.settings import load_settings
from studyground.ui.streams import is_terminal, tell, write_json


def ingest_command(paths: list[Path], index: Path | None, rebuild: bool, as_json: bool) -> None:
    """Read guides into the index and say what came of it.

    Args:
        paths: Files and folders; the shipped guide when empty.
        index: Index folder, None for the one in the settings.
        rebuild: Forget what is indexed.
        as_json: Print the report as JSON.
    """
    from studyground.corpus import guide_folder
    from studyground.ingest.pipeline import ingest

    settings = load_settings({"index": index})
    with _progress() as progress:
        report = ingest(paths or [guide_folder()], settings, rebuild, progress, shipped=not paths)
    if as_json:
        write_json(report.to_json())
        return
    from studyground.ui.printing_guide import print_ingest

    show = "studyground show DOCUMENT --dropped"
    print_ingest(report, show if index is None else f"{show} --index {shlex.quote(str(index))}")


def show_command(document: str, span: tuple[int, int] | None, index: Path | None) -> None:
    """Print the stored text of a document, or exactly one span of it, and one newline.

    Args:
        document: Its name; the last part is enough where that is unambiguous.
        span: Code points, half-open; None for the whole text.
        index: Index folder, None for the one in the settings.

    Raises:
        InputError: The span is not inside the text.
    """
    from studyground.ingest.index import open_index

    text = open_index(load_settings({"index": index})).stored_text(document)
    start, end = span if span is not None else (0, len(text))
    if not 0 <= start <= end <= len(text):
        fitting = f"Give 0 <= start <= end <= {len(text)}."
        raise InputError(f"The text of {document} has no characters {start} to {end}.", fitting)
    sys.stdout.write(text[start:end] + "\n")


def show_dropped_command(document: str, index: Path | None) -> None:
    """List what cleaning removed from a document, grouped by reason in the order of the text."""
    from studyground.ingest.index import open_index

    opened = open_index(load_settings({"index": index}))
    row = opened.document(document)
    dropped = opened.dropped(row.id)
    if not dropped:
        sys.stdout.write(f"Nothing was dropped from {row.document}.\n")
        return
    by_reason: dict[str, list[str]] = {}
    for text, reason in dropped:
        by_reason.setdefault(reason, []).append(text)
    count = f"{len(dropped)} pieces of text were" if len(dropped) > 1 else "One piece of text was"
    sys.stdout.write(f"{count} dropped from {row.document}:\n")
    for reason, texts in by_reason.items():
        sys.stdout.write(f"\n{reason} ({len(texts)})\n")
        for text in texts:
            sys.stdout.write("  - " + text.strip().replace("\n", "\n    ") + "\n")


def doctor_command(index: Path | None, as_json: bool) -> int:
    """Say what is there and what is missing.

    Returns:
        The exit status: 0 when asking works, 1 when it cannot.
    """
    from studyground.ui.doctor import examine

    report = examine(load_settings({"index": index}), {"index": "--index"} if index is not None else {})
    if as_json:
        write_json(report.to_json())
    else:
        from studyground.ui.printing_guide import print_doctor

        print_doctor(report)
    if report.works:
        return 0
    sys.stdout.flush()
    tell(f"Asking does not work yet: {report.first_problem()}")
    return 1


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar a stage on a terminal's stderr, nothing in a pipe."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bars:
        tasks = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield advance
