"""Everything personal in one zip file, consistent while it is used; and the check that such a file is whole."""

import hashlib
import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from studyground.assistant.study.personal import is_records, personal_files, what_of
from studyground.assistant.study.records_file import DamagedError, check_sound, connect
from studyground.assistant.study.schema import STEPS
from studyground.errors import InputError, StudygroundError
from studyground.settings import Settings

SCHEMA = 1
MANIFEST = "manifest.json"
KIND = "studyground backup"
SQLITE_HEAD = b"SQLite format 3\x00"
LARGEST_MANIFEST = 64 * 2**20  # bytes
BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup: where, how many files, bytes before compression, when it was made, and what it holds."""

    path: Path
    files: int
    size: int
    made: str
    holds: tuple[str, ...]


def backup(settings: Settings, target: Path, now: datetime | None = None) -> BackedUp:
    """Write everything personal to one file, in one step.

    SQLite files are copied by SQLite's own backup, so that what another process writes meanwhile is in it whole or not at
    all. A file that is there already is replaced only if it is a backup itself.

    Args:
        settings: With the data folder.
        target: The file to write.
        now: When; the present when None.

    Raises:
        StudygroundError: There is nothing to back up, or the file cannot be written.
    """
    data = settings.data_folder()
    found = personal_files(data)
    if not found:
        raise StudygroundError(f"There is nothing to back up in {data}.")
    if target.is_dir():
        raise InputError(f"{target} is a folder.", "Name a file, such as studyground-backup.zip.")
    if target.exists():
        _check_ours(target)
    made = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    listed: dict[str, dict[str, int | str]] = {}
    try:
        target.resolve().parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.resolve().parent) as scratch:
            part = Path(scratch) / "part.zip"
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in found:
                    name = file.relative_to(data).as_posix()
                    copy = _copied(file, Path(scratch) / "copy")
                    if copy is not None:  # a file that left while this ran is not in it
                        listed[name] = {"sha256": sha256(copy), "size": copy.stat().st_size}
                        archive.write(copy, f"data/{name}")
                manifest = {"kind": KIND, "schema": SCHEMA, "made": made, "records": len(STEPS), "files": listed}
                archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
            part.chmod(0o600)
            _to_disk(part)
            part.replace(target.resolve())
    except OSError as error:
        raise StudygroundError(f"The backup could not be written to {target}: {error.strerror}.") from error
    sizes = sum(int(one["size"]) for one in listed.values())
    return BackedUp(target, len(listed), sizes, made, _holds(listed))


def unpack(source: Path, into: Path, allowed: Callable[[str], bool]) -> BackedUp:
    """Unpack a backup and check every byte of it.

    Args:
        source: The backup.
        into: An empty folder.
        allowed: Whether a file of that name in the data folder may come from a backup.

    Raises:
        InputError: It is no backup, is damaged, holds what it must not, or a newer version of the program made it.
    """
    broken = f"{source} is not a whole backup"
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive, broken)
            files = manifest["files"]
            names = [info.filename for info in archive.infolist()]
            if sorted(names) != sorted([MANIFEST, *(f"data/{name}" for name in files)]):
                raise InputError(f"{broken}: its files are not those it lists.", "Nothing was changed.")
            for name, expected in files.items():
                if not _safe(name) or not allowed(name):
                    raise InputError(f"{broken}: it holds {name!r}, which no backup does.", "Nothing was changed.")
                place = into / name
                place.parent.mkdir(parents=True, exist_ok=True)
                if _extract(archive, f"data/{name}", place, int(expected["size"])) != expected["sha256"]:
                    raise InputError(f"{broken}: {name} is damaged.", "Nothing was changed.")
                _check_database(place, name, broken)
    except InputError:
        raise
    except zipfile.BadZipFile as error:
        raise InputError(f"{broken}: it is no zip file, or damaged.", "Nothing was changed.") from error
    except (NotImplementedError, RuntimeError, EOFError, ValueError, TypeError, KeyError, zlib.error) as error:
        raise InputError(f"{broken}: it is damaged ({type(error).__name__}).", "Nothing was changed.") from error
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror or error}.", "Nothing was changed.") from error
    return BackedUp(
        source, len(files), sum(int(one["size"]) for one in files.values()), str(manifest["made"]), _holds(files)
    )


def _holds(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(what_of(name) for name in names))


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(archive: zipfile.ZipFile, broken: str) -> dict[str, dict[str, dict[str, int | str]]]:
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > LARGEST_MANIFEST:
            raise ValueError
        manifest = json.loads(archive.read(info))
        if manifest["kind"] != KIND or not isinstance(manifest["files"], dict):
            raise ValueError
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(f"{broken}: it has no list of its files.", "Nothing was changed.") from error
    if manifest["schema"] != SCHEMA or int(manifest["records"]) > len(STEPS):
        raise InputError("A newer version of studyground made this backup.", "Update, then restore it.")
    return manifest  # type: ignore[no-any-return]


def _check_ours(target: Path) -> None:
    try:
        with zipfile.ZipFile(target) as archive:
            _manifest(archive, "")
    except (zipfile.BadZipFile, OSError, InputError) as error:
        raise InputError(f"{target} is there already and is no backup.", "Choose another name.") from error


def _copied(file: Path, copy: Path) -> Path | None:
    """A copy that no one writes to; None when the file is gone."""
    copy.unlink(missing_ok=True)
    try:
        with file.open("rb") as original:
            head = original.read(len(SQLITE_HEAD))
            if head != SQLITE_HEAD or ".damaged-" in file.name:
                original.seek(0)
                with copy.open("wb") as out:
                    while block := original.read(BLOCK):
                        out.write(block)
                return copy
    except FileNotFoundError:
        return None
    try:
        source, target = connect(file), sqlite3.connect(copy)
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
            check_sound(target)
        finally:
            source.close()
            target.close()
    except (sqlite3.DatabaseError, DamagedError) as error:
        hint = "Run studyground progress: a damaged file is set aside; then back up what there is."
        raise StudygroundError(f"{file} cannot be backed up: {error}.", hint) from error
    return copy


def _extract(archive: zipfile.ZipFile, name: str, place: Path, size: int) -> str:
    """Write one file and give its hash; reading stops where it is longer than the manifest says."""
    digest = hashlib.sha256()
    with archive.open(name) as packed, place.open("wb") as out:
        left = size + 1
        while left > 0 and (block := packed.read(min(BLOCK, left))):
            digest.update(block)
            out.write(block)
            left -= len(block)
    _to_disk(place)
    return digest.hexdigest()


def _check_database(place: Path, name: str, broken: str) -> None:
    """A SQLite file must be sound; the one of the study records must be there in a form that is known."""
    with place.open("rb") as file:
        head = file.read(len(SQLITE_HEAD))
    if head != SQLITE_HEAD or ".damaged-" in name:
        if is_records(name):
            raise InputError(f"{broken}: {name} is no database.", "Nothing was changed.")
        return
    try:
        connection = connect(place)
        try:
            check_sound(connection)
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    except (sqlite3.DatabaseError, DamagedError) as error:
        raise InputError(f"{broken}: {name} is damaged.", "Nothing was changed.") from error
    if is_records(name) and version > len(STEPS):
        raise InputError("A newer version of studyground made this backup.", "Update, then restore it.")


def _safe(name: str) -> bool:
    """A relative path that stays below its folder on any system."""
    parts = PurePosixPath(name).parts
    plain = not any(character in name for character in "\\:\0") and PurePosixPath(name).as_posix() == name
    return bool(parts) and plain and not name.startswith("/") and ".." not in parts


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
