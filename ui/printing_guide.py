"""What a person sees of an ingest and of a check-up; scripts read the JSON instead."""

from collections.abc import Sequence

from rich.text import Text

from studyground.ingest.report import IngestReport
from studyground.ui.doctor import Report
from studyground.ui.screen import line
from studyground.ui.streams import shown

_STATE_MARKS = {"ok": ("ok", "green"), "missing": ("--", "yellow"), "problem": ("!!", "red")}


def print_ingest(report: IngestReport, show_command: str) -> None:
    """What an ingest did, a line for each thing a learner should know.

    Args:
        report: What was done.
        show_command: How to see what cleaning removed.
    """
    line(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, {report.removed} removed; "
        f"{report.passages} passages in {report.seconds:.1f} s."
    )
    _list("Skipped", [f"{item.path}: {item.reason}" for item in report.skipped])
    _list("Duplicates", [f"{d.document} repeats {d.of} ({d.similarity:.0%} alike)" for d in report.duplicates])
    _list("Warnings", [f"{item.path}: {item.message}" for item in report.warnings])
    if report.dropped:
        words = sum(len(item.text.split()) for item in report.dropped)
        documents = len({item.document for item in report.dropped})
        line(
            f"Dropped as no part of a guide: {_counted(len(report.dropped), 'piece')} of text "
            f"({_counted(words, 'word')}) from {_counted(documents, 'document')}. To see them: {show_command}"
        )


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        line(f"{title} ({len(lines)}):", "bold")
    for one in lines:
        line(one, indent=2)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def print_doctor(report: Report) -> None:
    """A check-up: each check with its state and, where something is missing, how to get it."""
    for check in report.checks:
        mark, colour = _STATE_MARKS[check.state]
        line(Text(f"{mark} ", style=colour) + Text(f"{check.name}: ", style="bold") + Text(shown(check.detail)))
        if check.fix:
            line(check.fix, indent=3)
    if report.documents:
        line("Documents:", "bold")
    for item in report.documents:
        repeats = f", repeats {item.duplicate_of}" if item.duplicate_of else ""
        line(f"{item.document} ({item.format}, {_counted(item.passages, 'passage')}{repeats})", indent=3)
    line("Settings:", "bold")
    for setting in report.settings:
        value = setting.value if setting.value not in (None, "") else "(not set)"
        line(f"{setting.name} = {value}  ({setting.origin})", indent=3)
    line("Versions:", "bold")
    line(", ".join(f"{name} {version or 'missing'}" for name, version in report.versions.items()), indent=3)
    line("Asking works." if report.works else "Asking does not work yet.", "bold")
