"""Removes everything personal from the data folder, and says what."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from studyground.assistant.study.personal import (
    KEPT,
    PERSONAL,
    REBUILT,
    SAFETY,
    Holding,
    holdings,
    is_companion,
    is_records,
    personal_files,
)
from studyground.assistant.study.records_exchange import empty
from studyground.assistant.study.restore import STAGE, finish_restore
from studyground.errors import StudygroundError
from studyground.settings import Settings

_ALL = (*PERSONAL, (SAFETY, "backups made before a restore"), *REBUILT)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure removes, and what it leaves.

    Args:
        removes: Entries of the data folder.
        stays: Entries of ours that hold nothing personal.
        strange: Names in the folder that are not this program's.
        emptied: Files of records that another process has open: nothing is left in them, and they stay.
    """

    removes: tuple[Holding, ...]
    stays: tuple[Holding, ...]
    strange: tuple[str, ...]
    emptied: tuple[Path, ...] = ()


def what_erase_removes(settings: Settings) -> Erasure:
    """Look, without touching anything."""
    data = settings.data_folder()
    finish_restore(data)
    removes, stays = holdings(data, _ALL), holdings(data, KEPT)
    ours = {one.path.name for one in (*removes, *stays)}
    names = sorted(path.name for path in data.iterdir()) if data.is_dir() else []
    strange = [name for name in names if name not in ours and not name.startswith(STAGE) and not is_companion(name)]
    return Erasure(removes, stays, tuple(strange))


def erase(settings: Settings) -> Erasure:
    """Remove everything personal.

    Records are emptied inside their file first, so that a process that has them open does not write the old ones back. The
    other entries are renamed away before they are removed, so that no half of one is left under its name. Backups that
    were written elsewhere, and indexes made outside the data folder, stay.

    Returns:
        What was removed, and what stays.

    Raises:
        StudygroundError: Something could not be removed; it is named.
    """
    found = what_erase_removes(settings)
    data = settings.data_folder()
    if not data.is_dir():
        return found
    for left in data.glob(f"{STAGE}*"):  # of a restore or an erasure that a crash cut short
        if left.is_dir():
            _remove(left)
    emptied = []
    try:
        for file in personal_files(data):
            if is_records(file.name) and not _emptied(file) and file.parent == data:
                emptied.append(file)
        away = Path(mkdtemp(prefix=STAGE, dir=data))
        for holding in holdings(data, _ALL):  # once more: damaged records may have been set aside just now
            if holding.path not in emptied:
                holding.path.rename(away / holding.path.name)
    except OSError as error:
        raise StudygroundError(f"{error.filename} could not be removed: {error.strerror}.") from error
    _remove(away)
    return Erasure(found.removes, found.stays, found.strange, tuple(emptied))


def _emptied(records: Path) -> bool:
    """Whether the file is gone; one that this version cannot read goes with the other entries."""
    try:
        return empty(records)
    except StudygroundError:
        return True


def _remove(path: Path) -> None:
    try:
        shutil.rmtree(path)
    except OSError as error:
        raise StudygroundError(f"{error.filename} could not be removed: {error.strerror}.") from error
