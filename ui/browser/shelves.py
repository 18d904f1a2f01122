"""The collections a learner may ask: the one that is served, and their own; each opened once and kept open."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studyground.assistant.assistant import Assistant
from studyground.errors import InputError, StudygroundError
from studyground.ingest.index_folder import read_manifest
from studyground.settings import Settings
from studyground.ui.browser.learners import Learner

if TYPE_CHECKING:
    from studyground.assistant.language_model.answering import ModelAssistant

MOST_OPEN = 8
MOST_COLLECTIONS = 50
SERVED = ""
_NAME = re.compile(r"[^\W_][\w .-]{0,39}")


@dataclass(frozen=True, slots=True)
class Collection:
    """One index a learner may ask.

    Args:
        name: As its folder is called; `SERVED` for the one the program was started with, where that is another folder.
        title: As it is shown.
        folder: Its index.
        writable: Whether this learner may add and remove documents.
    """

    name: str
    title: str
    folder: Path
    writable: bool


class Shelves:
    """Finds collections and keeps assistants over them open. Safe to share between threads.

    Args:
        settings: Of the whole run.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._open: OrderedDict[Path, _Opened] = OrderedDict()

    def collections(self, learner: Learner) -> list[Collection]:
        """The served collection, then the learner's own by name."""
        served = self.settings.index_folder()
        own = learner.folder / "collections"
        inside = served.parent == own
        first = Collection(served.name if inside else SERVED, _title(served.name), served, learner.owner)
        try:
            names = sorted(path.name for path in own.iterdir() if path.is_dir() and _NAME.fullmatch(path.name))
        except OSError:
            names = []
        others = [Collection(name, _title(name), own / name, True) for name in names if own / name != served]
        return [first, *others]

    def collection(self, learner: Learner, name: str | None) -> Collection:
        """The collection of a name, the served one when there is none of that name."""
        known = self.collections(learner)
        return next((one for one in known if one.name == name), known[0])

    def create(self, learner: Learner, name: str) -> Collection:
        """A new, empty collection.

        Raises:
            InputError: The name cannot be a folder's, or is taken.
        """
        cleaned = " ".join(name.split())
        if not _NAME.fullmatch(cleaned) or cleaned.endswith("."):
            raise InputError("A collection's name has up to 40 letters, digits, spaces, dots, hyphens.")
        known = self.collections(learner)
        if any(one.folder.name.casefold() == cleaned.casefold() for one in known):
            raise InputError(f"There is a collection called {cleaned} already.")
        if len(known) >= MOST_COLLECTIONS:
            raise InputError(f"There are {MOST_COLLECTIONS} collections already.", "Remove one first.")
        folder = learner.folder / "collections" / cleaned
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise StudygroundError(f"{folder} cannot be made: {error.strerror}.") from error
        return Collection(cleaned, _title(cleaned), folder, True)

    def remove(self, collection: Collection) -> None:
        """Delete a collection of one's own."""
        import shutil

        if collection.folder == self.settings.index_folder() or not collection.writable:
            raise InputError("The collection that is served cannot be removed here.")
        shutil.rmtree(collection.folder, ignore_errors=True)

    def settings_for(self, collection: Collection) -> Settings:
        """The settings of the run with this collection's index."""
        return self.settings.model_copy(update={"index": collection.folder})

    def assistant(self, collection: Collection) -> Assistant:
        """An assistant that quotes the collection as it is now.

        Raises:
            IndexMissingError: Nothing was ingested yet.
            IndexRefusedError: The index is foreign or damaged.
        """
        return self._opened(collection).assistant

    def writer(self, collection: Collection, llm: str) -> "ModelAssistant":
        """An assistant that lets a language model word what the collection says.

        Args:
            collection: To answer from.
            llm: The model's name.

        Raises:
            StudygroundError: As `assistant`; a model that cannot be had shows when it is asked.
        """
        from studyground.assistant.language_model.answering import ModelAssistant

        kept = self._opened(collection)
        with self._lock:
            if llm not in kept.writers:
                settings = self.settings_for(collection).model_copy(update={"llm": llm})
                kept.writers[llm] = ModelAssistant(kept.assistant, settings)
            return kept.writers[llm]

    def _opened(self, collection: Collection) -> "_Opened":
        generation = read_manifest(collection.folder).generation
        with self._lock:
            kept = self._open.get(collection.folder)
            if kept is None or kept.generation != generation:
                kept = _Opened(generation, Assistant.open(self.settings_for(collection)))
                self._open[collection.folder] = kept
            self._open.move_to_end(collection.folder)
            while len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)
            return kept


@dataclass(slots=True)
class _Opened:
    """An index that is open, and the models that were named for it."""

    generation: str
    assistant: Assistant
    writers: dict[str, "ModelAssistant"] = field(default_factory=dict)


def _title(name: str) -> str:
    return "My guide" if name == "default" else name
