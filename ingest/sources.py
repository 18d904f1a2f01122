"""Which files a set of paths stands for, and what each document will be called."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyground.errors import InputError

SKIPPED_NAMES = frozenset({"README.md", "README.txt", "README", "LICENSE", "Thumbs.db"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: `document` is its name in citations, `root` the path it was named by."""

    path: Path
    document: str
    root: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was not read, and why, as a short phrase."""

    path: str
    reason: str


def gather(paths: Sequence[Path], skip_readmes: bool = False) -> tuple[list[Source], list[Skipped]]:
    """List the files below some paths.

    Args:
        paths: Files and folders, in the order given.
        skip_readmes: Leave out a folder's README and LICENSE (for the shipped guide).

    Returns:
        Sources in a stable order with names that are unique, and what was passed over.

    Raises:
        InputError: A path does not exist.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise InputError(f"{path} does not exist.", "Check the path and try again.")
        root = str(path.resolve())
        found = _below(path, skipped) if path.is_dir() else [path]
        for file in found:
            if skip_readmes and file.name in SKIPPED_NAMES:
                continue
            try:
                status = file.stat()
            except OSError as error:
                reason = "a link that leads nowhere or in a circle" if file.is_symlink() else str(error.strerror)
                skipped.append(Skipped(str(file), reason))
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                continue
            seen.add(identity)
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            sources.append(Source(file, name, root))
    return _unique_names(sources), skipped


def _below(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Files below a folder by name; hidden ones and links out of a circle of folders are left alone."""
    visited: set[tuple[int, int]] = set()

    def refused(error: OSError) -> None:
        skipped.append(Skipped(str(error.filename), "no permission" if isinstance(error, PermissionError) else str(error)))

    for current, folders, files in os.walk(folder, followlinks=True, onerror=refused):
        status = Path(current).stat()
        if (status.st_dev, status.st_ino) in visited:
            skipped.append(Skipped(current, "a link loop"))
            folders.clear()
            continue
        visited.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(current) / name


def _unique_names(sources: list[Source]) -> list[Source]:
    """Files of one name under several roots take their folder's name in front, and a number if that is not enough."""
    counts: dict[str, int] = {}
    for source in sources:
        counts[source.document] = counts.get(source.document, 0) + 1
    taken: set[str] = set()
    named: list[Source] = []
    for source in sources:
        name = source.document
        if name in taken:
            base = f"{Path(source.root).name if Path(source.root).is_dir() else source.path.parent.name}/{name}"
            name, number = base, 2
            while name in taken:
                name, number = f"{base} ({number})", number + 1
        taken.add(name)
        named.append(Source(source.path, name, source.root))
    return named
