"""What a run leaves behind: every item with what was given and what it scored, in a file that names its settings."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.eval.scoring import Part
from studyground.whole_file import replace_file

RUN_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item of a run.

    Args:
        id: Of the gold item.
        question: As asked.
        type: Of the gold item.
        answerable: Whether the guide says.
        cluster: What it shares with other items, for intervals.
        split: "dev" or "test".
        parts: By measure, what it adds to numerator and denominator.
        confidence: As the system stated it.
        answered: Whether a sentence was given.
        right: Whether the answer given is right; None when none was given.
        timings_ms: Wall clock as "wall_answer" and "wall_search", and the system's own stages.
        first: Asked first, with nothing loaded yet.
        failures: What went wrong, in words.
        error: The message of a crash, or "".
        expected: The gold item's record with its evidence's words; {} in a file of figures only.
        given: The answer as the contract has it; {} in a file of figures only.
        passages: The ranked passages with their text; () in a file of figures only.
    """

    id: str
    question: str
    type: str
    answerable: bool
    cluster: str
    split: str
    parts: Mapping[str, Part]
    confidence: float
    answered: bool
    right: bool | None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    first: bool = False
    failures: tuple[str, ...] = ()
    error: str = ""
    expected: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    passages: tuple[Mapping[str, Any], ...] = ()

    def score(self, name: str) -> float | None:
        """The item's own score on a measure of the ratio kind; None where it does not apply."""
        numerator, denominator = self.parts.get(name, (0.0, 0.0))
        return numerator / denominator if denominator else None


@dataclass(frozen=True, slots=True)
class Run:
    """One system over one gold file.

    Args:
        system: Name of what answered.
        gold: Name of the gold file.
        gold_sha256: Of its bytes.
        settings: Everything that could change a figure.
        index: Id of the index.
        revision: Of the program's source, or "".
        model: Mode of the answers: "extractive" or a language model's name.
        items: In gold order.
        scorer: The support scorer's name, threshold and own figures; {} without one.
    """

    system: str
    gold: str
    gold_sha256: str
    settings: Mapping[str, Any]
    index: str
    revision: str
    model: str
    items: tuple[ItemResult, ...]
    scorer: Mapping[str, Any] = field(default_factory=dict)


def figures_only(run: Run) -> Run:
    """The run without any words of guide, question or answer: what may be kept where the guide may not."""
    bare = [
        replace(item, question="", cluster=f"cluster {number}", error="", expected={}, given={}, passages=())
        for item, number in zip(run.items, _numbers([item.cluster for item in run.items]), strict=True)
    ]
    return replace(run, items=tuple(bare))


def save_run(run: Run, path: Path) -> None:
    """Write a run as one JSON file, whole or not at all.

    Raises:
        InputError: When the file cannot be written.
    """
    write_whole(path, json.dumps({"schema": RUN_SCHEMA, **asdict(run)}, ensure_ascii=False, indent=1) + "\n")


def load_run(path: Path) -> Run:
    """Read what `save_run` wrote.

    Raises:
        InputError: When it is not such a file, or is of a newer form.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"There is no run at {path}.", "Give a file that an evaluation wrote.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as a run: {error}.") from error
    if not isinstance(data, dict) or data.get("schema") != RUN_SCHEMA:
        raise InputError(f"{path} is not a run of schema {RUN_SCHEMA}.", "Run the evaluation again.")
    try:
        data.pop("schema")
        data["items"] = tuple(_item(record) for record in data["items"])
        return Run(**data)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise InputError(f"{path} is not a run this program wrote: {error}.", "Run the evaluation again.") from error


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old one or the new one, never half of it.

    Raises:
        InputError: When it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error
    replace_file(path, text.encode(), "Choose another place.")


def _item(record: Mapping[str, Any]) -> ItemResult:
    known = {one.name for one in fields(ItemResult)}
    values = {key: value for key, value in record.items() if key in known}
    values["parts"] = {name: (float(part[0]), float(part[1])) for name, part in record["parts"].items()}
    values["failures"] = tuple(record.get("failures", ()))
    values["passages"] = tuple(record.get("passages", ()))
    return ItemResult(**values)


def _numbers(clusters: list[str]) -> list[int]:
    seen: dict[str, int] = {}
    return [seen.setdefault(cluster, len(seen)) for cluster in clusters]
