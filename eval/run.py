"""Runs systems over a gold file and puts the figures together."""

import hashlib
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from studyground.errors import InputError, StudygroundError
from studyground.eval.bootstrap import DRAWS
from studyground.eval.collection import Collection, cluster_of, split_of
from studyground.eval.figures import as_json
from studyground.eval.gold import GoldItem, load_gold, to_record
from studyground.eval.results import ItemResult, Run
from studyground.eval.scoring import RETRIEVED, Scorer, score_error, score_item
from studyground.eval.spans import Places, Span
from studyground.eval.systems import System
from studyground.eval.tables import Tables, make_tables

SCHEMA = 1
Progress = Callable[[str, int, int], None]
"""Told the system's name, how many items are done and how many there are."""


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A gold file as it was read.

    Args:
        name: Of the file.
        sha256: Of its bytes.
        items: In file order.
    """

    name: str
    sha256: str
    items: tuple[GoldItem, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A system's run beside the runs of baselines and controls over the same items.

    Args:
        run: The system's.
        baselines: By name.
        notes: What was left out and why, one sentence each.
        draws: Of the bootstrap.
        seed: Of the bootstrap.
    """

    run: Run
    baselines: Mapping[str, Run] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    draws: int = DRAWS
    seed: int = 0
    _tables: list[Tables] = field(default_factory=list, init=False, repr=False, compare=False)

    def tables(self) -> Tables:
        """Every figure; worked out at the first call and kept."""
        if not self._tables:
            self._tables.append(make_tables(self.run, self.baselines, self.draws, self.seed))
        return self._tables[0]

    def to_json(self) -> dict[str, Any]:
        """The document of `eval --json`, schema 1, with the tables by split and the notes besides."""
        run, tables = self.run, self.tables()
        about = {
            "system": run.system,
            "index": run.index,
            "revision": run.revision,
            "model": run.model,
            "gold_sha256": run.gold_sha256,
            "bootstrap_draws": self.draws,
            "bootstrap_seed": self.seed,
        }
        return {
            "schema": SCHEMA,
            "gold": run.gold,
            "items": len(run.items),
            "settings": {**run.settings, **about},
            "metrics": as_json(tables.whole, every=True),
            "by_type": {name: as_json(found) for name, found in tables.by_type.items()},
            "by_split": {name: as_json(found) for name, found in tables.by_split.items()},
            "baselines": {name: {"metrics": as_json(found, every=True)} for name, found in tables.baselines.items()},
            "scorer": dict(run.scorer),
            "failed": [item.id for item in run.items if item.failures],
            "notes": list(self.notes),
        }


def read_gold(path: Path) -> GoldFile:
    """Load a gold file with its hash.

    Raises:
        InputError: As `load_gold`.
    """
    items = load_gold(path)
    return GoldFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), items)


def read_golds(paths: Sequence[Path], name: str) -> GoldFile:
    """Load gold files as one.

    Args:
        paths: The files.
        name: What several are called together; one keeps its own name.

    Raises:
        InputError: As `load_gold`, or when two files have an item of one id.
    """
    read = [read_gold(path) for path in paths]
    seen: dict[str, str] = {}
    for one in read:
        for item in one.items:
            if item.id in seen:
                raise InputError(f"The item {item.id} is in {seen[item.id]} and in {one.name}.", "Ids must differ.")
            seen[item.id] = one.name
    items = tuple(item for one in read for item in one.items)
    return GoldFile(read[0].name if len(read) == 1 else name, "+".join(one.sha256[:16] for one in read), items)


def run_eval(
    gold: GoldFile,
    system: System,
    collection: Collection,
    *,
    settings: Mapping[str, Any] | None = None,
    index: str = "",
    baselines: Sequence[Callable[[], System]] = (),
    scorer: Scorer | None = None,
    progress: Progress | None = None,
    notes: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = 0,
) -> Evaluation:
    """Run a system over a gold file, and baselines and controls over the same items.

    Args:
        gold: What to ask.
        system: What answers.
        collection: The stored texts it answers from.
        settings: Everything that could change a figure; kept with the run.
        index: Id of the index.
        baselines: Makers of the systems to stand beside; one that cannot be made is left out with a sentence.
        scorer: Support scorer for the scored citation figures.
        progress: Told after every item.
        notes: Sentences that the report shows.
        draws: Of the bootstrap.
        seed: Of the bootstrap.
    """
    run = run_system(system, gold, collection, settings=settings, index=index, scorer=scorer, progress=progress)
    others: dict[str, Run] = {}
    told = list(notes)
    for make in baselines:
        try:
            other = make()
        except StudygroundError as error:
            told.append(f"A baseline was left out: {error}")
            continue
        others[other.name] = run_system(
            other, gold, collection, settings=settings, index=index, scorer=scorer, progress=progress
        )
    broken = sum(bool(item.error) for item in run.items)
    if broken:
        told.append(f"{broken} of {len(run.items)} items broke and score 0.")
    return Evaluation(run, others, tuple(told), draws, seed)


def run_system(
    system: System,
    gold: GoldFile,
    collection: Collection,
    *,
    settings: Mapping[str, Any] | None = None,
    index: str = "",
    scorer: Scorer | None = None,
    progress: Progress | None = None,
) -> Run:
    """Ask one system every item; an item on which it breaks scores 0 and carries the message."""
    results = []
    models = []
    for number, item in enumerate(gold.items):
        places, missing = _resolve(item, collection)
        result, model = _ask(system, item, places, missing, collection, scorer, first=number == 0)
        results.append(result)
        models.append(model)
        if progress is not None:
            progress(system.name, number + 1, len(gold.items))
    told = {} if scorer is None else {"name": scorer.name, "threshold": scorer.threshold, **scorer.trial}
    model = next((one for one in models if one), "")
    return Run(
        system.name,
        gold.name,
        gold.sha256,
        dict(settings or {}),
        index,
        source_revision(),
        model,
        tuple(results),
        told,
    )


def source_revision() -> str:
    """Revision of the program's source, with "-dirty" when files were changed; "" outside its repository."""
    here = Path(__file__).resolve()
    command = ["git", "-C", str(here.parent)]
    try:
        # An installed copy may lie inside someone else's repository: only a tracked file has a revision of ours.
        subprocess.run(
            [*command, "ls-files", "--error-unmatch", here.name], check=True, capture_output=True, timeout=10
        )
        described = subprocess.run(
            [*command, "describe", "--always", "--dirty", "--abbrev=12"],
            check=True,
            capture_output=True,
            text=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return described.stdout.strip()


def _resolve(item: GoldItem, collection: Collection) -> tuple[tuple[Places, ...], bool]:
    """Where the evidence stands, and whether all of its documents are missing from the collection.

    Evidence in a document that was never ingested says nothing about the system; evidence that is missing from a
    document that was is a loss of ingest, and stays as a piece with no place, which nothing can find.
    """
    kept = []
    for one in item.evidence:
        places = collection.places(one)
        if places or collection.named(one.document):
            kept.append(places)
    return tuple(kept), bool(item.evidence) and not kept


def _ask(
    system: System,
    item: GoldItem,
    places: Sequence[Places],
    missing: bool,
    collection: Collection,
    scorer: Scorer | None,
    first: bool,
) -> tuple[ItemResult, str]:
    cluster = cluster_of(item, collection)
    expected = to_record(item)
    expected["evidence_text"] = [collection.text(one[0]) if one else "" for one in places]
    error, model = "", ""
    given: dict[str, Any] = {}
    passages: list[Mapping[str, Any]] = []
    timings: dict[str, float] = {}
    try:
        began = time.perf_counter()
        answer = system.answer(item)
        timings["wall_answer"] = (time.perf_counter() - began) * 1000
        began = time.perf_counter()
        hits = system.retrieve(item, RETRIEVED)
        timings["wall_search"] = (time.perf_counter() - began) * 1000
        timings |= {stage: ms for stage, ms in asdict(answer.timings_ms).items() if answer.timings_ms.total > 0}
        scores = score_item(item, answer, hits, places, collection, scorer)
        given, model = answer.to_json(), answer.mode
        passages = [_passage(hit, collection) for hit in hits]
    except Exception as broken:  # whatever breaks on one item must not lose the others
        error = f"{type(broken).__name__}: {broken}"
        timings = {}
        scores = score_error(item, places)
    failures = list(scores.failures)
    if missing:
        failures.append("the documents of its evidence are not in the index")
    if error:
        failures.insert(0, f"it broke: {error}")
    result = ItemResult(
        item.id,
        item.question,
        item.type,
        item.answerable,
        cluster,
        split_of(cluster),
        dict(scores.parts),
        scores.confidence,
        scores.answered,
        scores.right,
        {stage: round(ms, 3) for stage, ms in timings.items()},
        first,
        tuple(failures),
        error,
        expected,
        given,
        tuple(passages),
    )
    return result, model


def _passage(hit: Span, collection: Collection) -> Mapping[str, Any]:
    return {"document": hit.document, "start": hit.start, "end": hit.end, "text": collection.text(hit)}
