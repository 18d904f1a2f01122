"""Brings a backup back: checked before anything is touched, put in place as one, what was there kept beside."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from studyground.assistant.study.backup import BackedUp, backup, unpack
from studyground.assistant.study.personal import SAFETY, is_personal, is_records, personal_files
from studyground.assistant.study.records_exchange import exchanging
from studyground.errors import StudygroundError
from studyground.settings import Settings

JOURNAL = ".restore.json"  # a restore that has begun to put files in place, and will be completed
LOCK = ".restore.lock"
STAGE = ".restore-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and the backup made of what was there before; None when there was nothing."""

    brought: BackedUp
    kept: Path | None


def restore(settings: Settings, source: Path, now: datetime | None = None) -> Restored:
    """Put the state of a backup in place of what is there.

    The backup is unpacked beside the data and checked to the last byte first. What is there is then kept as a backup in
    `backups/`, and exchanged for the new, as a journal lists it: a crash leaves the old state, or at the next start the new
    one. Records are exchanged inside the file, with writers kept out, so other processes simply go on with the new ones.

    Args:
        settings: With the data folder.
        source: A backup.
        now: When; the present when None.

    Raises:
        InputError: The backup is not whole: nothing was changed.
        StudygroundError: The data folder cannot be written.
    """
    from filelock import FileLock

    data = settings.data_folder()
    stage: Path | None = None
    try:
        data.mkdir(parents=True, exist_ok=True)
        finish_restore(data)
        stage = Path(mkdtemp(prefix=STAGE, dir=data))
        (stage / "new").mkdir()
        brought = unpack(source, stage / "new", is_personal)
        with FileLock(data / LOCK):
            new = personal_files(stage / "new")
            names = sorted(file.relative_to(stage / "new").as_posix() for file in new)
            there = {file.relative_to(data).as_posix() for file in personal_files(data)}
            told = {"stage": stage.name, "new": names, "gone": sorted(there - set(names))}
            with _writers_kept_out(data, told):
                kept = _keep(settings, now or datetime.now()) if there else None
                _write_journal(data, told)
                _exchange_files(data, told)
            _done(data, told)
    except OSError as error:
        raise StudygroundError(f"The data folder {data} cannot be written: {error.strerror}.") from error
    finally:
        if stage is not None and not (data / JOURNAL).exists():
            shutil.rmtree(stage, ignore_errors=True)
    return Restored(brought, kept)


def finish_restore(data: Path) -> None:
    """Complete a restore that a crash interrupted; does nothing where there was none."""
    if not (data / JOURNAL).exists():
        return
    from filelock import FileLock

    with FileLock(data / LOCK):
        if not (data / JOURNAL).exists():
            return
        told = json.loads((data / JOURNAL).read_text(encoding="utf-8"))
        with _writers_kept_out(data, told):
            _exchange_files(data, told)
        _done(data, told)


@contextmanager
def _writers_kept_out(data: Path, told: dict[str, Any]) -> Iterator[None]:
    """Hold every file of records; when the block ends well, each has its new contents."""
    with ExitStack() as stack:
        for name in sorted({*told["new"], *told["gone"]}):
            if is_records(name):
                staged = data / told["stage"] / "new" / name if name in told["new"] else None
                stack.enter_context(exchanging(data / name, staged))
        yield


def _write_journal(data: Path, told: dict[str, Any]) -> None:
    """From here on the restore will be completed."""
    scratch = data / f"{JOURNAL}.tmp"
    with scratch.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(data / JOURNAL)


def _exchange_files(data: Path, told: dict[str, Any]) -> None:
    """Put all but records in place. Each step may be done again, so that a crash between any two does no harm."""
    stage = data / told["stage"]
    for name in told["gone"]:
        if not is_records(name) and (data / name).exists() and not (stage / "old" / name).exists():
            _moved(data / name, stage / "old" / name)
    for name in told["new"]:
        if not is_records(name) and (stage / "new" / name).exists():
            _moved(stage / "new" / name, data / name)


def _moved(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    file.replace(place)


def _done(data: Path, told: dict[str, Any]) -> None:
    (data / JOURNAL).unlink()
    shutil.rmtree(data / told["stage"], ignore_errors=True)


def _keep(settings: Settings, now: datetime) -> Path:
    """A backup of what is there, under a name that is not taken."""
    folder = settings.data_folder() / SAFETY
    folder.mkdir(exist_ok=True)
    date = now.strftime("%Y%m%d-%H%M%S")
    names = (folder / f"before-restore-{date}{tail}.zip" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
    path = next(name for name in names if not name.exists())
    return backup(settings, path).path
