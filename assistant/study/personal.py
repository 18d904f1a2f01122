"""What in the data folder is the learner's own, and what is only made from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from studyground.assistant.study.records import FILE_NAME
from studyground.assistant.study.records_file import COMPANIONS

SAFETY = "backups"  # what a restore replaced, kept
COLLECTIONS = "collections"
_RECORDS = FILE_NAME.removesuffix(".sqlite")
# Names in the data folder, as patterns of pathlib, and what they hold. These go into a backup.
PERSONAL = (
    (FILE_NAME, "answers, exams, review cards and progress"),
    (f"{_RECORDS}.damaged-*", "damaged records that were set aside"),
    ("banks", "question banks and questions set aside"),
    ("reports*", "reports of wrong answers"),
    ("conversations", "conversations"),
    ("uploads", "files handed to the browser app"),
    ("learners", "the same of other people who use the browser app"),
    ("browser*", "what the browser app keeps of its users"),
)
# Made from the guides, so not in a backup; a guide may be personal, so erased.
REBUILT = (
    (COLLECTIONS, "indexes of guides (made again with studyground ingest)"),
    ("eval_vectors", "vectors kept by studyground eval"),
    ("outside", "indexes kept by studyground eval"),
)
KEPT = (("encoders", "the exported encoder, which holds nothing of yours"),)


@dataclass(frozen=True, slots=True)
class Holding:
    """One entry of the data folder that is there: what it holds, files in it, bytes."""

    path: Path
    what: str
    files: int
    size: int


def holdings(data: Path, names: tuple[tuple[str, str], ...] = PERSONAL) -> tuple[Holding, ...]:
    """Entries of the data folder that are there, each once; a link is left out, as what it leads to is not ours."""
    found: dict[Path, Holding] = {}
    for pattern, what in names:
        for path in sorted(data.glob(pattern)):
            if path not in found and not path.is_symlink() and not is_companion(path.name):
                files = list(_files(path))
                found[path] = Holding(path, what, len(files), sum(file.stat().st_size for file in files))
    return tuple(found.values())


def personal_files(data: Path) -> list[Path]:
    """Every file a backup holds: not the indexes, locks, and what SQLite keeps beside a file."""
    files = [file for holding in holdings(data) for file in _files(holding.path)]
    return [file for file in files if is_personal(file.relative_to(data).as_posix())]


def is_personal(name: str) -> bool:
    """Whether a file of that name, relative to the data folder, is one that a backup holds."""
    parts = PurePosixPath(name).parts
    return bool(parts) and COLLECTIONS not in parts[:-1] and bool(what_of(name))


def what_of(name: str) -> str:
    """What a file of that name is part of, or ""."""
    top = PurePosixPath(PurePosixPath(name).parts[0])
    return next((what for pattern, what in PERSONAL if top.match(pattern)), "")


def is_records(name: str) -> bool:
    """Whether a file of that name holds a learner's records."""
    return PurePosixPath(name).name == FILE_NAME


def is_companion(name: str) -> bool:
    """Whether a file of that name is a lock, a scratch file, or what SQLite keeps beside a database."""
    return name.endswith((".lock", ".tmp", *(f".sqlite{tail}" for tail in COMPANIONS)))


def _files(path: Path) -> Iterator[Path]:
    """The regular files at or below a path, in order."""
    if path.is_symlink() or is_companion(path.name):
        return
    if path.is_file():
        yield path
    elif path.is_dir():
        for entry in sorted(path.iterdir()):
            yield from _files(entry)
