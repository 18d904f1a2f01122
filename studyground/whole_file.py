"""A file replaced in one step: a reader sees the old one or the new one, never half of it."""

import os
from pathlib import Path

from studyground.errors import InputError


def replace_file(path: Path, data: bytes, otherwise: str = "Name a file elsewhere.") -> None:
    """Write a file beside its place first, forced to disk, then into its place. A link stays one.

    Args:
        path: The file.
        data: All of it.
        otherwise: What to do when it cannot be written.

    Raises:
        InputError: The file cannot be written; an older one is as it was.
    """
    place = path.resolve()
    scratch = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(data)  # a pipe or a terminal cannot be replaced
            return
        try:
            with scratch.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            scratch.replace(place)
        finally:
            scratch.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", otherwise) from error
