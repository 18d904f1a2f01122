"""The index folder on disk: a manifest names the current generation, replaced in one step; one writer at a time."""

import json
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from studyground.errors import IndexBusyError, IndexMissingError, IndexRefusedError

FORMAT = 2
MANIFEST = "manifest.json"
MARK = "studyground-index"
_BUILDING = "building-"
_GENERATION = "generation-"
_LOCK = ".lock"
_ELSEWHERE = "Choose another folder with --index."
_OURS = frozenset({_LOCK, MANIFEST, ".DS_Store", "Thumbs.db", "desktop.ini"})
_GENERATION_NAME = re.compile(_GENERATION + r"\w+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index is: written last, so that a folder without it is not an index yet.

    Args:
        index: Id derived from the content: same files, settings and encoder give the same id.
        generation: Folder, below the index folder, that holds the current files.
        encoder: SHA-256 of the encoder's weights.
        encoder_name: What a person calls it.
        dimension: Length of a vector.
        passages: Rows in the vectors and the term index.
        sentences: Rows in the sentence vectors.
        documents: Documents, the repeated ones among them.
        settings: The settings that shape passages.
        roots: Absolute paths that were ingested, in order.
        program: Version that wrote it.
    """

    index: str
    generation: str
    encoder: str
    encoder_name: str
    dimension: int
    passages: int
    sentences: int
    documents: int
    settings: dict[str, Any] = field(default_factory=dict)
    roots: tuple[str, ...] = ()
    program: str = ""


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index folder.

    Raises:
        IndexMissingError: There is no index there.
        IndexRefusedError: It is foreign, half-written, damaged or newer than this program.
    """
    path = folder / MANIFEST
    try:
        if not folder.exists() or (folder.is_dir() and not path.exists() and _is_ours_or_empty(folder)):
            raise IndexMissingError(f"There is no index in {folder} yet.", "Make one first: studyground ingest PATH")
        if not path.is_file():
            raise IndexRefusedError(f"{folder} is not a StudyGround index.", "Choose another folder with --index.")
    except OSError as error:
        raise IndexRefusedError(
            f"{folder} cannot be read: {error.strerror}.", "Choose another with --index."
        ) from error
    raw = _raw_manifest(folder)
    if raw is None:
        raise IndexRefusedError(
            f"The manifest in {folder} is damaged.", "Rebuild it: studyground ingest --rebuild PATH"
        )
    if raw.get("kind") != MARK:
        raise IndexRefusedError(f"{folder} belongs to another program.", "Choose another folder with --index.")
    version = raw.get("format")
    if not isinstance(version, int):
        raise IndexRefusedError(f"The manifest in {folder} names no format.", "Rebuild it: --rebuild")
    if version != FORMAT:
        age, mend = ("a newer", "Update the program or rebuild it") if version > FORMAT else ("an older", "Rebuild it")
        raise IndexRefusedError(
            f"The index in {folder} was written by {age} version (format {version}).",
            f"{mend}: studyground ingest --rebuild PATH",
        )
    manifest = _manifest_of(raw)
    if manifest is None:
        raise IndexRefusedError(f"The manifest in {folder} is cut short or damaged.", "Rebuild it: --rebuild")
    if not (folder / manifest.generation / "store.sqlite").is_file():
        raise IndexRefusedError(
            f"The index in {folder} is half-written: {manifest.generation} is missing.", "Rebuild it: --rebuild"
        )
    return manifest


def _raw_manifest(folder: Path) -> dict[str, Any] | None:
    """What the manifest file says, or None when it is missing or no JSON object."""
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None


def _manifest_of(raw: dict[str, Any]) -> Manifest | None:
    """The manifest in a JSON object, or None when a part is missing or of another type."""
    texts = ("index", "generation", "encoder", "encoder_name", "program")
    counts = ("dimension", "passages", "sentences", "documents")
    roots = raw.get("roots")
    if (
        not all(isinstance(raw.get(key), str) for key in texts)
        or not all(isinstance(raw.get(key), int) for key in counts)
        or not isinstance(raw.get("settings"), dict)
        or not (isinstance(roots, list) and all(isinstance(item, str) for item in roots))
        or not _GENERATION_NAME.fullmatch(raw["generation"])
    ):
        return None
    known = {item.name for item in fields(Manifest)}
    return Manifest(**{key: value for key, value in raw.items() if key in known} | {"roots": tuple(roots)})


def _is_ours_or_empty(folder: Path) -> bool:
    return all(item.name in _OURS or item.name.startswith((_BUILDING, _GENERATION)) for item in folder.iterdir())


def _is_foreign(folder: Path) -> bool:
    """Whether another program's files would be written over."""
    raw = _raw_manifest(folder)
    return raw.get("kind") != MARK if raw is not None else not _is_ours_or_empty(folder)


@contextmanager
def writing(folder: Path, wait_s: float = 2.0) -> Iterator[None]:
    """Hold the folder for writing.

    Raises:
        IndexBusyError: Another process holds it.
        IndexRefusedError: The folder holds something that is not an index.
    """
    from filelock import FileLock, Timeout

    if folder.exists() and not folder.is_dir():
        raise IndexRefusedError(f"{folder} is a file, not a folder.", "Choose another place with --index.")
    try:
        if folder.is_dir() and _is_foreign(folder):
            raise IndexRefusedError(f"{folder} holds other files and no index.", "Choose an empty folder with --index.")
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(timeout=wait_s)
    except Timeout as error:
        raise IndexBusyError(
            f"Another process is writing the index in {folder}.", "Wait until it has finished, then try again."
        ) from error
    except OSError as error:
        raise IndexRefusedError(
            f"{folder} cannot be written: {error.strerror}.", "Choose another with --index."
        ) from error
    try:
        _sweep(folder)
        yield
    finally:
        lock.release()


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A scratch folder inside the index folder; gone afterwards unless it was published."""
    scratch = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
    try:
        yield scratch
    except (OSError, sqlite3.Error) as error:
        raise IndexRefusedError(
            f"The index in {folder} cannot be written: {getattr(error, 'strerror', None) or error}.",
            "Free some space or choose another folder with --index; what was there before is as it was.",
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def publish(folder: Path, scratch: Path, manifest: Manifest) -> Manifest:
    """Make a finished scratch folder the current generation, in one step; the one before stays for its readers."""
    before, _ = _generations(folder)
    name = _GENERATION + scratch.name.removeprefix(_BUILDING)
    manifest = Manifest(**{**asdict(manifest), "generation": name})
    for path in scratch.rglob("*"):
        if path.is_file():
            _sync(path)
    scratch.rename(folder / name)
    written = {"kind": MARK, "format": FORMAT, **asdict(manifest), "before": before}
    temporary = folder / f"{_BUILDING}manifest.json"
    temporary.write_text(json.dumps(written, indent=1, ensure_ascii=False), encoding="utf-8")
    _sync(temporary)
    temporary.replace(folder / MANIFEST)
    _sync(folder)
    _sweep(folder)
    return manifest


def _generations(folder: Path) -> tuple[str, str]:
    """The current generation and the one before it, "" where there is none."""
    raw = _raw_manifest(folder) or {}
    return str(raw.get("generation", "")), str(raw.get("before", ""))


def _sweep(folder: Path) -> None:
    """Remove what killed writers left, and generations that are neither the current one nor the one before it."""
    kept = _generations(folder)
    for item in folder.iterdir():
        if item.name.startswith(_BUILDING) or (item.name.startswith(_GENERATION) and item.name not in kept):
            shutil.rmtree(item, ignore_errors=True) if item.is_dir() else item.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some systems refuse to sync a folder
    finally:
        os.close(descriptor)
