"""Which files a set of paths stands for, and what each document will be called."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyground.errors import InputError

SKIPPED_NAMES = frozenset({"README.md", "README.txt", "README", "LICENSE", "Thumbs.db"})
_NOWHERE = "a link that leads nowhere or in a circle"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Args:
        path: The file.
        document: Its name in citations: relative to the folder that was named, "/" between the parts.
        root: The path it was named by, absolute.
        place: Where it is below the root, absolute; links below the root are not followed, so that a link is a place of
            its own and leaves with it.
    """

    path: Path
    document: str
    root: str
    place: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was not read, and why, as a short phrase."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a set of paths stands for.

    Args:
        sources: Files in a stable order, with names that are unique among them.
        skipped: What was passed over.
        closed: Folders that exist but may not be looked into, absolute: what is in them is not known.
    """

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    closed: tuple[str, ...] = ()


def gather(paths: Sequence[Path], skip_readmes: bool = False) -> Gathered:
    """List the files below some paths.

    Args:
        paths: Files and folders, in the order given.
        skip_readmes: Leave out a folder's README and LICENSE (for the shipped guide).

    Raises:
        InputError: A path does not exist.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    closed: list[str] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not _exists(path):
            raise InputError(f"{shown(path)} does not exist.", "Check the path and try again.")
        folder = path.is_dir()
        root = shown(_absolute(path))
        for file in _below(path, skipped, closed) if folder else [path]:
            if skip_readmes and file.name in SKIPPED_NAMES:
                continue
            try:
                status = file.stat()
            except OSError as error:
                reason = _NOWHERE if file.is_symlink() else _reason(error)
                skipped.append(Skipped(shown(file), reason))
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                continue
            seen.add(identity)
            name = shown(file.relative_to(path).as_posix() if folder else file.name)
            sources.append(Source(file, name, root, f"{root.rstrip('/')}/{name}" if folder else root))
    taken: set[str] = set()
    return Gathered(tuple(_named_apart(source, taken) for source in sources), tuple(skipped), tuple(closed))


def shown(path: Path | str) -> str:
    """A path as text that can be stored and printed: bytes that are no UTF-8 are spelled in hexadecimal."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def free_name(source: Source, taken: set[str]) -> str:
    """The document's name, with its folder's name in front when it is taken, and a number if that is not enough."""
    name = source.document
    if name in taken:
        folder = Path(source.root).name if source.place != source.root else Path(source.root).parent.name
        base = f"{folder}/{name}" if folder else name
        name, number = base, 2
        while name in taken:
            name, number = f"{base} ({number})", number + 1
    return name


def _named_apart(source: Source, taken: set[str]) -> Source:
    name = free_name(source, taken)
    taken.add(name)
    return Source(source.path, name, source.root, source.place)


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except PermissionError as error:
        raise InputError(
            f"{shown(path)} cannot be reached: no permission.", "Check who may read the folder."
        ) from error
    except (OSError, ValueError):
        return False


def _absolute(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link in a circle
        return path.absolute()


def _reason(error: OSError) -> str:
    return "no permission" if isinstance(error, PermissionError) else str(error.strerror or error)


def _below(folder: Path, skipped: list[Skipped], closed: list[str]) -> Iterator[Path]:
    """Files below a folder by name, hidden ones left alone.

    What is really there comes first, then what links lead to: a file that can be reached both ways has its own name.
    """
    visited: set[tuple[int, int]] = set()
    waiting = [folder]
    linked_files: list[Path] = []

    def refused(error: OSError) -> None:
        skipped.append(Skipped(shown(str(error.filename)), _reason(error)))
        closed.append(shown(_absolute(Path(error.filename))))

    while waiting:
        start = waiting.pop(0)
        if _is_visited(start, visited):
            if _absolute(start) in _absolute(start.parent).parents or _absolute(start) == _absolute(start.parent):
                skipped.append(Skipped(shown(start), "a link loop"))
            continue
        for current, folders, files in os.walk(start, onerror=refused):
            here = Path(current)
            if here != start and _is_visited(here, visited):
                folders.clear()
                continue
            try:
                visited.add(_identity(here))
            except OSError as error:
                refused(error)
                continue
            visible = sorted(name for name in folders if not name.startswith("."))
            waiting += [here / name for name in visible if (here / name).is_symlink()]
            folders[:] = [name for name in visible if not (here / name).is_symlink()]
            for name in sorted(files):
                if name.startswith("."):
                    continue
                if (here / name).is_symlink():
                    linked_files.append(here / name)
                else:
                    yield here / name
    yield from linked_files


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _is_visited(folder: Path, visited: set[tuple[int, int]]) -> bool:
    try:
        return _identity(folder) in visited
    except OSError:
        return False
