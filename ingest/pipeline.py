"""From paths to a published index: read, clean, dedupe, chunk, embed, store; unchanged documents are carried over."""

import hashlib
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from studyground import __version__
from studyground.errors import IndexMissingError, IndexRefusedError, NothingReadError, StudygroundError, UnreadableError
from studyground.ingest import language
from studyground.ingest.build import Built, build_generation
from studyground.ingest.clean import clean
from studyground.ingest.duplicates import Duplicate, find_duplicates
from studyground.ingest.encoder import Encoder, load_encoder
from studyground.ingest.index_folder import Manifest, building, publish, read_manifest, writing
from studyground.ingest.readers.detect import reader_for
from studyground.ingest.report import DroppedText, IngestReport, Warned
from studyground.ingest.sources import Gathered, Skipped, Source, free_name, gather, shown
from studyground.ingest.store import DocumentRow, Store
from studyground.ingest.stored import StoredDocument, assemble
from studyground.settings import Settings

PIPELINE = 2  # raise when cleaning, sections or sentences change, so that old documents are read again
_PART = re.compile(r"#\d+$")
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Plan:
    """What is known of every document before anything is embedded."""

    kept: list[DocumentRow] = field(default_factory=list)
    fresh: list[tuple[Source, str, StoredDocument]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    removed: int = 0
    updated: int = 0
    read: int = 0


def ingest(paths: Sequence[Path], settings: Settings, rebuild: bool = False, progress: Progress | None = None,
           shipped: bool = False) -> IngestReport:  # fmt: skip
    """Bring an index up to date with some files and folders.

    Documents under paths that were ingested before and are not named now stay as they are.

    Args:
        paths: Files and folders.
        settings: Index folder, encoder, passage size, limits.
        rebuild: Forget what is there and index just these paths.
        progress: Called with a stage's name, how much is done and how much there is.
        shipped: The paths are the guide that ships: its READMEs are not part of it.

    Raises:
        NothingReadError: None of the files could be read; the index is as it was.
        InputError: A path does not exist.
        IndexBusyError: Another process is writing.
        IndexRefusedError: The folder is not an index, or a newer one.
        EncoderError: The encoder is missing or not the index's own.
    """
    started = time.perf_counter()
    tell = progress or (lambda stage, done, total: None)
    folder = settings.index_folder()
    gathered = gather(paths, skip_readmes=shipped)
    with writing(folder):
        manifest, store = (None, None) if rebuild else _open_current(folder)
        try:
            if manifest is not None:
                _check_shape(manifest, settings)
            plan = _read(gathered, store, paths, settings, tell)
            if not (plan.kept or plan.fresh) or not (plan.read or plan.removed):
                reasons = "; ".join(f"{item.path}: {item.reason}" for item in plan.skipped) or "no files were found"
                raise NothingReadError(
                    f"Nothing could be read ({reasons}).", "Name a folder or file with a study guide."
                )
            if manifest is not None and store is not None and not plan.fresh and not plan.removed:
                return _report(plan, store, manifest.passages, manifest.index, started, fresh=())
            encoder = load_encoder(settings.encoder, settings.data_folder())
            return rebuild_index(folder, settings, manifest, store, plan, encoder, paths, tell, started)
        finally:
            if store is not None:
                store.close()


def _open_current(folder: Path) -> tuple[Manifest | None, Store | None]:
    try:
        manifest = read_manifest(folder)
    except IndexMissingError:
        return None, None
    return manifest, Store.open(folder / manifest.generation / "store.sqlite")


def _check_shape(manifest: Manifest, settings: Settings) -> None:
    wanted = shaping_settings(settings)
    differing = [key.replace("_", " ") for key in wanted if manifest.settings.get(key) != wanted[key]]
    if "pipeline" in differing:
        raise IndexRefusedError(
            "The index was made by a version of the program that read files differently.",
            "Make it anew: studyground ingest --rebuild PATH",
        )
    if differing:
        raise IndexRefusedError(
            f"The index was made with other settings ({', '.join(differing)}).",
            "Use the same settings, or make it anew: studyground ingest --rebuild PATH",
        )


def shaping_settings(settings: Settings) -> dict[str, object]:
    """The settings that decide what passages and vectors look like; an index keeps to the ones it was made with."""
    return {
        "encoder": settings.encoder,
        "passage_tokens": settings.passage_tokens,
        "overlap_tokens": settings.overlap_tokens,
        "pipeline": PIPELINE,
    }


def _read(
    gathered: Gathered,
    store: Store | None,
    paths: Sequence[Path],
    settings: Settings,
    tell: Progress,
) -> Plan:
    """Read what is new or changed; decide what stays and what has left."""
    plan = Plan(skipped=list(gathered.skipped))
    sources = gathered.sources
    places = {source.place for source in sources}
    roots = [Path(shown(path.resolve())) for path in paths]
    closed = [Path(folder) for folder in gathered.closed]
    by_place: dict[str, list[DocumentRow]] = {}
    staying: list[DocumentRow] = []
    for row in store.documents() if store is not None else []:
        by_place.setdefault(row.path, []).append(row)
        if row.path in places:
            staying.append(row)
        elif not _under(Path(row.path), roots) or _under(Path(row.path), closed):
            staying.append(row)
            plan.kept.append(row)
        else:
            plan.removed += 1
    for number, source in enumerate(sources):
        tell("reading", number, len(sources))
        known = by_place.get(source.place, [])
        try:
            data = _bytes_of(source.path, settings.max_file_mb)
            digest = hashlib.sha256(data).hexdigest()
            if known and all(row.hash == digest for row in known):
                plan.kept += known
                plan.read += 1
                continue
            taken = {row.document for row in staying if row.path != source.place}
            taken |= {item.document for _, _, item in plan.fresh}
            documents = _stored(source, _name(source, known, taken), data)
        except UnreadableError as error:
            stays = "; what was read of it before stays" if known else ""
            plan.skipped.append(Skipped(shown(source.path), error.message + stays))
            plan.kept += known
            continue
        plan.read += 1
        plan.updated += min(len(known), len(documents))
        plan.removed += max(0, len(known) - len(documents))
        for document in documents:
            document = _renamed(document, taken)
            taken.add(document.document)
            plan.fresh.append((source, digest, document))
    tell("reading", len(sources), len(sources))
    return plan


def _under(path: Path, roots: Sequence[Path]) -> bool:
    return any(path == root or root in path.parents for root in roots)


def _name(source: Source, known: Sequence[DocumentRow], taken: set[str]) -> str:
    """What a file's document is called: as before where it was read below the same root, else a name that is free."""
    if known and known[0].root == source.root:
        return _PART.sub("", known[0].document) if len(known) > 1 else known[0].document
    return free_name(source, taken | {_PART.sub("", name) for name in taken})


def _bytes_of(path: Path, max_file_mb: float) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableError("not a regular file")
        size = path.stat().st_size
        if size > max_file_mb * 1_000_000:
            raise UnreadableError(f"larger than the limit ({size / 1e6:.0f} MB, limit {max_file_mb:g} MB)")
        if size == 0:
            raise UnreadableError("empty file")
        return path.read_bytes()
    except PermissionError as error:
        raise UnreadableError("no permission to read it") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error


def _stored(source: Source, name: str, data: bytes) -> list[StoredDocument]:
    """Every document in a file, cleaned and joined; an array of posts holds several."""
    try:
        read = reader_for(source.path, data)
        extracts = [clean(extract) for extract in read(source.path, data)]
    except (StudygroundError, ImportError):
        raise
    except Exception as error:  # one file that no reader foresaw must not keep the others out
        what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise UnreadableError(f"damaged in a way its reader does not know ({what})") from error
    documents = []
    for number, extract in enumerate(extracts):
        stored = assemble(extract, name if len(extracts) == 1 else f"{name}#{number + 1}")
        if not stored.text.strip():
            if len(extracts) == 1:
                raise UnreadableError("no text left once navigation and advertisements are taken out")
            continue
        foreign = language.language_warning(stored.text)
        documents.append(replace(stored, warnings=(*stored.warnings, foreign)) if foreign else stored)
    if not documents:
        raise UnreadableError("no text in it")
    return documents


def _renamed(document: StoredDocument, taken: set[str]) -> StoredDocument:
    name, number = document.document, 2
    while name in taken:
        name, number = f"{document.document} ({number})", number + 1
    return document if name == document.document else replace(document, document=name)


def rebuild_index(
    folder: Path,
    settings: Settings,
    manifest: Manifest | None,
    store: Store | None,
    plan: Plan,
    encoder: Encoder,
    paths: Sequence[Path],
    tell: Progress,
    started: float,
) -> IngestReport:
    """Write and publish a generation from what is kept and what was read anew.

    Args:
        folder: The index folder, locked by the caller.
        settings: As for `ingest`.
        manifest: Of the generation before, None where there is none.
        store: Of the generation before, None where there is none.
        plan: What stays, what is new.
        encoder: The index's own.
        paths: What was ingested, for the duplicates' report.
        tell: Progress.
        started: When the ingest began, by `time.perf_counter`.
    """
    carried = {row.document: _stored_from(store, row) for row in plan.kept} if store is not None else {}
    fresh = {stored.document: stored for _, _, stored in plan.fresh}
    duplicates = {item.document: item for item in find_duplicates([*carried.values(), *fresh.values()])}
    rows = [_marked(row, duplicates.get(row.document)) for row in plan.kept]
    # What a repeated document is left of depends on the text of its better copy.
    changed = {
        row.document
        for row, before in zip(rows, plan.kept, strict=True)
        if row != before or (row.duplicate_of and row.duplicate_of in fresh)
    }
    for source, digest, stored in plan.fresh:
        row = DocumentRow(
            id=0,
            document=stored.document,
            root=source.root,
            path=source.place,
            hash=digest,
            title=stored.title,
            format=stored.format,
            structured=stored.structured,
            date=stored.date,
            link=stored.link,
            duplicate_of="",
            similarity=0.0,
        )
        rows.append(_marked(row, duplicates.get(stored.document)))
    ordered = [replace(row, id=number) for number, row in enumerate(sorted(rows, key=lambda row: row.document), 1)]
    documents = carried | fresh
    with building(folder) as scratch:
        built = build_generation(
            scratch,
            [(row, documents[row.document]) for row in ordered],
            reuse=None if manifest is None else folder / manifest.generation,
            reusable=set(carried) - changed,
            encoder=encoder,
            settings=settings,
            tell=tell,
        )
        roots = list(dict.fromkeys([*(manifest.roots if manifest else ()), *(str(path.resolve()) for path in paths)]))
        new = publish(folder, scratch, _manifest(ordered, encoder, settings, built, tuple(roots)))
    fresh_store = Store.open(folder / new.generation / "store.sqlite")
    try:
        return _report(plan, fresh_store, built.passages, new.index, started, fresh=tuple(fresh))
    finally:
        fresh_store.close()


def _marked(row: DocumentRow, duplicate: Duplicate | None) -> DocumentRow:
    """The row, saying which better copy it repeats."""
    if duplicate is None:
        return replace(row, duplicate_of="", similarity=0.0)
    return replace(row, duplicate_of=duplicate.of, similarity=duplicate.similarity)


def _stored_from(store: Store, row: DocumentRow) -> StoredDocument:
    """A document as it was stored, so that carrying it over and indexing it anew give the same."""
    from studyground.ingest.document import Dropped

    return StoredDocument(
        document=row.document,
        title=row.title,
        format=row.format,
        text=store.text(row.id),
        sections=tuple(store.sections(row.id)),
        units=tuple(unit for _, unit in sorted(store.units(row.id).items())),
        sentences=tuple(item.span for item in store.sentences(row.id)),
        structured=row.structured,
        dropped=tuple(Dropped(*item) for item in store.dropped(row.id)),
        warnings=tuple(store.warnings(row.id)),
        date=row.date,
        link=row.link,
    )


def _manifest(
    rows: Sequence[DocumentRow], encoder: Encoder, settings: Settings, built: Built, roots: tuple[str, ...]
) -> Manifest:
    shape = shaping_settings(settings)
    content = json.dumps([[row.document, row.hash, row.duplicate_of] for row in rows] + [encoder.identity, shape])
    return Manifest(
        index=hashlib.sha256(content.encode()).hexdigest()[:16],
        generation="",
        encoder=encoder.identity,
        encoder_name=settings.encoder or "all-MiniLM-L6-v2",
        dimension=encoder.dimension,
        passages=built.passages,
        sentences=built.sentences,
        documents=len(rows),
        settings=shape,
        roots=roots,
        program=__version__,
    )


def _report(plan: Plan, store: Store, passages: int, index: str, started: float, fresh: Sequence[str]) -> IngestReport:
    rows = store.documents()
    return IngestReport(
        added=len(plan.fresh) - plan.updated,
        updated=plan.updated,
        unchanged=len(plan.kept),
        removed=plan.removed,
        skipped=tuple(plan.skipped),
        duplicates=tuple(Duplicate(r.document, r.duplicate_of, r.similarity) for r in rows if r.duplicate_of),
        dropped=tuple(DroppedText(r.document, *item) for r in rows for item in store.dropped(r.id)),
        warnings=tuple(Warned(r.document, message) for r in rows for message in store.warnings(r.id)),
        passages=passages,
        seconds=time.perf_counter() - started,
        index=index,
    )
