"""The commands that keep or remove everything personal: data backup, data restore, data erase."""

import sys
from pathlib import Path

from studyground.errors import StudygroundError
from studyground.settings import load_settings
from studyground.ui.screen import line
from studyground.ui.streams import is_terminal
from studyground.ui.study_prompt import next_line


def backup_command(file: Path) -> None:
    """Write a backup."""
    from studyground.assistant.study.backup import backup

    done = backup(load_settings(), file)
    held = "1 file" if done.files == 1 else f"{done.files} files"
    line(f"{held} ({size(done.size)}) in {done.path}: {'; '.join(done.holds)}.")
    line("Indexes are not in it: studyground ingest makes them again from your guides.")


def restore_command(file: Path) -> None:
    """Bring a backup back."""
    from studyground.assistant.study.restore import restore

    done = restore(load_settings(), file)
    line(f"Restored {done.brought.files} files as they were on {done.brought.made}: {'; '.join(done.brought.holds)}.")
    if done.kept is not None:
        line(f"What was there before is kept in {done.kept}.")


def erase_command(yes: bool) -> None:
    """Remove everything personal, after asking."""
    from studyground.assistant.study.erase import erase, what_erase_removes

    settings = load_settings()
    found = what_erase_removes(settings)
    folder = settings.data_folder()
    if not found.removes:
        line(f"There is nothing to erase in {folder}.")
        return
    line(f"In {folder}:")
    for holding in found.removes:
        line(f"{holding.path.name}: {holding.what} ({holding.files} files, {size(holding.size)})", indent=2)
    if not yes:
        if not is_terminal(sys.stdin):
            raise StudygroundError("Nothing was erased.", "Without a terminal to ask at, say --yes.")
        if (next_line(sys.stdin, "Type erase to remove all of this for good: ") or "").strip() != "erase":
            line("Nothing was erased.")
            return
    done = erase(settings)
    line("Erased.")
    for path in done.emptied:
        line(f"{path} is empty now, and still there because another program has it open.")
    for holding in done.stays:
        line(f"Not touched: {holding.path.name}, {holding.what}.")
    if done.strange:
        line(f"Not touched, as it is not this program's: {', '.join(done.strange)}.")
    line("Backups you wrote elsewhere and indexes outside this folder are still there.")


def size(count: int) -> str:
    """A number of bytes as a person reads it."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
