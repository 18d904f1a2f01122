"""What a question needs beside Python modules, read on other threads while those are imported: the two networks."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def load_ahead(index: Path | None) -> None:
    """Begin to open the encoder and the reader of the settings; what goes wrong is said when they are asked for.

    Args:
        index: The index folder, where one was named.
    """
    # waited for at the end of the program: a thread that is cut off aborts
    for load in (_load_encoder, _load_reader):
        threading.Thread(target=_quietly, args=(load, index)).start()


def _quietly(load: Callable[[Path | None], None], index: Path | None) -> None:
    with suppress(Exception):
        load(index)


def _load_encoder(index: Path | None) -> None:
    from studyground.ingest.encoder import open_exported
    from studyground.ingest.encoder_export import find_export
    from studyground.ingest.index_folder import read_manifest
    from studyground.ingest.question_encoder import question_encoder
    from studyground.settings import load_settings

    settings = load_settings({"index": index})
    export = find_export(read_manifest(settings.index_folder()).encoder, settings.data_folder())
    if export is not None:
        open_exported(export)
        if settings.question_encoder != "none":
            question_encoder(export)


def _load_reader(index: Path | None) -> None:
    from studyground.assistant.reader import load_reader
    from studyground.settings import load_settings

    load_reader(load_settings({"index": index}).reader)
