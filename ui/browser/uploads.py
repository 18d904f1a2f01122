"""Files a learner hands in: names made harmless, kinds and sizes limited, kept where nothing is served from."""

import re
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path

from studyground.errors import InputError
from studyground.ingest.readers.detect import READABLE_SUFFIXES
from studyground.ui.browser.learners import Learner
from studyground.ui.browser.shelves import Collection

MOST_FILES = 500
MOST_MB = 2048  # of all of a learner's files together
DEEPEST, LONGEST = 6, 100
_UNSAFE = re.compile(r"[^\w .,()&+=@'-]+")
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)


def uploads_folder(learner: Learner, collection: Collection) -> Path:
    """Where a learner's files for a collection are kept."""
    return learner.folder / "uploads" / (_UNSAFE.sub("-", collection.name) or "served")


def harmless_name(name: str) -> Path:
    """A relative path that stays below the folder it is put in, whatever the browser called the file.

    Raises:
        InputError: The kind of file cannot be read, or nothing is left of the name.
    """
    parts = [_harmless(part) for part in re.split(r"[/\\]+", name)]
    kept = [part for part in parts if part][-DEEPEST:]
    if not kept:
        raise InputError("A file has no name that can be used.")
    suffix = Path(kept[-1]).suffix.lower()
    if suffix not in READABLE_SUFFIXES:
        readable = ", ".join(sorted(READABLE_SUFFIXES))
        raise InputError(f"{kept[-1]} is of a kind that cannot be read.", f"Readable are {readable}.")
    return Path(*kept)


def _harmless(part: str) -> str:
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", part)).strip(" .")
    if len(plain) > LONGEST:
        stem, dot, suffix = plain.rpartition(".")
        plain = f"{stem[: LONGEST - len(suffix) - 1]}{dot}{suffix}" if dot and len(suffix) < 10 else plain[:LONGEST]
    return f"_{plain}" if _RESERVED.match(plain) else plain


async def keep_upload(
    learner: Learner, collection: Collection, name: str, chunks: AsyncIterator[bytes], most_mb: float
) -> Path:
    """Write one file as it comes in; a file that is too large or breaks off leaves nothing.

    Args:
        learner: Whose.
        collection: For which.
        name: As the browser gave it.
        chunks: The bytes.
        most_mb: Of this file.

    Raises:
        InputError: The collection is not theirs, or the file's kind, size or number is refused.
    """
    if not collection.writable:
        raise InputError("This collection belongs to someone else.", "Make one of your own first.")
    place = uploads_folder(learner, collection) / harmless_name(name)
    count, size = _held(learner)
    if count >= MOST_FILES and not place.exists():
        raise InputError(f"There are {MOST_FILES} files already.", "Remove some first.")
    most = min(most_mb * 1_000_000, MOST_MB * 1_000_000 - size)
    if place.is_dir():
        raise InputError(f"{place.name} is the name of a folder already.")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch = place.with_name(f".{place.name}.part")
        written = 0
        try:
            with scratch.open("wb") as file:
                async for chunk in chunks:
                    written += len(chunk)
                    if written > most:
                        raise InputError(f"{place.name} is larger than the limit of {most / 1e6:.0f} MB.")
                    file.write(chunk)
            scratch.replace(place)
        finally:
            scratch.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{place.name} cannot be kept: {error.strerror}.") from error
    return place


def _held(learner: Learner) -> tuple[int, int]:
    """How many files a learner handed in, and their bytes."""
    files = [path for path in (learner.folder / "uploads").rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def forget_upload(learner: Learner, collection: Collection, path: str) -> bool:
    """Delete the file behind a document, if it was handed in here; a file of the learner's own folders stays.

    Returns:
        Whether it was deleted.
    """
    folder = uploads_folder(learner, collection).resolve()
    file = Path(path).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        return False
    file.unlink()
    return True
