"""The index folder on disk: one manifest that names the current generation, replaced in one step; one writer at a time."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from studyground.errors import IndexBusyError, IndexMissingError, IndexRefusedError

FORMAT = 1
MANIFEST = "manifest.json"
MARK = "studyground-index"
_BUILDING = "building-"
_GENERATION = "generation-"
_LOCK = ".lock"


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
    if not folder.exists() or (folder.is_dir() and not path.exists() and _is_ours_or_empty(folder)):
        raise IndexMissingError(f"There is no index in {folder} yet.", "Make one first: studyground ingest PATH")
    if not path.is_file():
        raise IndexRefusedError(f"{folder} is not a StudyGround index.", "Choose another folder with --index.")
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw.pop("kind") != MARK:
            raise ValueError("another program's manifest")
        version = int(raw.pop("format"))
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise IndexRefusedError(
            f"The manifest in {folder} is damaged or not StudyGround's.", "Rebuild it: studyground ingest --rebuild PATH"
        ) from error
    if version != FORMAT:
        age = "newer" if version > FORMAT else "older"
        raise IndexRefusedError(
            f"The index in {folder} was written by {'a newer' if version > FORMAT else 'an older'} version (format {version}).",
            "Update the program or rebuild it: studyground ingest --rebuild PATH" if age == "newer" else "Rebuild it: --rebuild",
        )
    try:
        known = {item.name for item in fields(Manifest)}
        manifest = Manifest(**{key: value for key, value in raw.items() if key in known})
    except TypeError as error:
        raise IndexRefusedError(f"The manifest in {folder} is cut short.", "Rebuild it: --rebuild") from error
    if not (folder / manifest.generation / "store.sqlite").is_file():
        raise IndexRefusedError(
            f"The index in {folder} is half-written: {manifest.generation} is missing.", "Rebuild it: --rebuild"
        )
    return manifest


def _is_ours_or_empty(folder: Path) -> bool:
    return all(item.name == _LOCK or item.name.startswith((_BUILDING, _GENERATION)) for item in folder.iterdir())


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
    if folder.is_dir() and not (folder / MANIFEST).exists() and not _is_ours_or_empty(folder):
        raise IndexRefusedError(f"{folder} holds other files and no index.", "Choose an empty folder with --index.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(timeout=wait_s)
    except Timeout as error:
        raise IndexBusyError(
            f"Another process is writing the index in {folder}.", "Wait until it has finished, then try again."
        ) from error
    except OSError as error:
        raise IndexRefusedError(f"{folder} cannot be written: {error.strerror}.", "Choose another with --index.") from error
    try:
        _sweep(folder, keep=())
        yield
    finally:
        lock.release()


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A scratch folder inside the index folder; gone afterwards unless it was published."""
    scratch = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def publish(folder: Path, scratch: Path, manifest: Manifest) -> Manifest:
    """Make a finished scratch folder the current generation, in one step; the one before stays for its readers."""
    before = _current_generation(folder)
    name = _GENERATION + scratch.name.removeprefix(_BUILDING)
    manifest = Manifest(**{**asdict(manifest), "generation": name})
    for path in scratch.rglob("*"):
        if path.is_file():
            _sync(path)
    scratch.rename(folder / name)
    written = {"kind": MARK, "format": FORMAT, **asdict(manifest)}
    temporary = folder / f"{_BUILDING}manifest.json"
    temporary.write_text(json.dumps(written, indent=1, ensure_ascii=False), encoding="utf-8")
    _sync(temporary)
    temporary.replace(folder / MANIFEST)
    _sync(folder)
    _sweep(folder, keep=(before,) if before else ())
    return manifest


def _current_generation(folder: Path) -> str:
    try:
        return str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _sweep(folder: Path, keep: tuple[str, ...]) -> None:
    """Remove what killed writers left and generations that nobody can be reading any more."""
    current = _current_generation(folder)
    for item in folder.iterdir():
        if item.name.startswith(_BUILDING) or (
            keep and item.name.startswith(_GENERATION) and item.name not in (current, *keep)
        ):
            shutil.rmtree(item, ignore_errors=True) if item.is_dir() else item.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some systems refuse to sync a folder
    finally:
        os.close(descriptor)
