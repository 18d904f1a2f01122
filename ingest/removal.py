"""Takes documents out of an index; the others are carried over and nothing is embedded."""

import time
from collections.abc import Collection

from studyground.errors import DocumentMissingError, InputError
from studyground.ingest.encoder import load_encoder
from studyground.ingest.index_folder import read_manifest, writing
from studyground.ingest.pipeline import Plan, Progress, rebuild_index
from studyground.ingest.report import IngestReport
from studyground.ingest.store import Store
from studyground.settings import Settings


def remove_documents(names: Collection[str], settings: Settings, progress: Progress | None = None) -> IngestReport:
    """Publish the index anew without some documents.

    A document whose file is still there comes back when its folder is ingested again.

    Args:
        names: As the index lists them.
        settings: Index folder, encoder.
        progress: Called with a stage's name, how much is done and how much there is.

    Raises:
        DocumentMissingError: One of them is not in the index.
        InputError: Nothing would be left.
        IndexBusyError: Another process is writing.
    """
    started = time.perf_counter()
    folder = settings.index_folder()
    with writing(folder):
        manifest = read_manifest(folder)
        store = Store.open(folder / manifest.generation / "store.sqlite")
        try:
            rows = store.documents()
            missing = sorted(set(names) - {row.document for row in rows})
            if missing:
                raise DocumentMissingError(f"There is no document '{missing[0]}' in this index.")
            kept = [row for row in rows if row.document not in names]
            if not kept:
                raise InputError("An index cannot be empty: this is its last document.")
            plan = Plan(kept=kept, removed=len(rows) - len(kept))
            encoder = load_encoder(settings.encoder, settings.data_folder())
            tell = progress or (lambda stage, done, total: None)
            return rebuild_index(folder, settings, manifest, store, plan, encoder, (), tell, started)
        finally:
            store.close()
