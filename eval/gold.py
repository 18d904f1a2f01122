"""Gold items: questions with what a right answer must say and where the guide says it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from studyground.assistant.answer import Turn
from studyground.errors import InputError
from studyground.eval.fold import normalise

__all__ = ["Evidence", "GoldItem", "load_gold", "normalise", "parse_item", "to_record"]

EvidenceMode = Literal["any", "all"]
KNOWN_TYPES = (
    "factoid",
    "definition",
    "list",
    "comparison",
    "how_why",
    "scenario",
    "multi_hop",
    "conflict",
    "typo",
    "paraphrase",
    "follow_up",
    "near_miss",
    "out_of_domain",
    "instruction",
)
_KNOWN_KEYS = frozenset(
    (
        "id",
        "question",
        "history",
        "type",
        "answerable",
        "answer",
        "must_include",
        "must_not_include",
        "evidence",
        "evidence_mode",
        "absent_patterns",
    )
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the guide that answer a question, or what identifies them where they are not ours to copy.

    Args:
        document: Path in the collection, or its last part.
        quote: The words, or "" when only `sha256` is known.
        first: First three words.
        last: Last three words.
        sha256: Of the normalised quote in UTF-8, hexadecimal.
    """

    document: str
    quote: str = ""
    first: str = ""
    last: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One question of a gold file.

    Args:
        id: Unique in its file.
        question: As a learner would ask it.
        type: One of `KNOWN_TYPES` or any other word.
        answerable: Whether the guide says.
        answer: Reference, short; "" where there is none.
        must_include: Each group must be met by one of its phrases.
        must_not_include: None of these may stand in a right answer.
        evidence: Where the guide says it.
        evidence_mode: Whether any one piece is enough or all are needed.
        absent_patterns: Regular expressions that match nothing in the guide.
        history: Earlier turns of the conversation.
        extra: Keys this program does not know, carried along.
    """

    id: str
    question: str
    type: str
    answerable: bool
    answer: str = ""
    must_include: tuple[tuple[str, ...], ...] = ()
    must_not_include: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    evidence_mode: EvidenceMode = "any"
    absent_patterns: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


def load_gold(path: Path) -> tuple[GoldItem, ...]:
    """Read a gold file, one JSON object a line; empty lines are passed over.

    Raises:
        InputError: Naming the file and the line, when it cannot be read, is not of the contract's form, or an id or a
            file without items makes figures meaningless.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: JSON may hold U+2028
    except FileNotFoundError:
        raise InputError(f"There is no gold file at {path}.", "Give the path of a JSON Lines file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The gold file {path} cannot be read: {error}.", "It must be UTF-8 text.") from error
    items: list[GoldItem] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{where}: this is not JSON ({error.msg}, column {error.colno}).") from error
        item = parse_item(record, where)
        if item.id in seen:
            raise InputError(f"{where}: the id {item.id!r} was already used on line {seen[item.id]}.")
        seen[item.id] = number
        items.append(item)
    return tuple(items)


def parse_item(record: object, where: str) -> GoldItem:
    """Make one item of a decoded JSON object.

    Args:
        record: What one line held.
        where: File and line, for the message.

    Raises:
        InputError: When a field is missing or of the wrong kind.
    """
    if not isinstance(record, dict):
        raise InputError(f"{where}: a gold item is a JSON object, not {_kind(record)}.")
    need = _Fields(record, where)
    mode = need.text("evidence_mode", "any")
    if mode not in ("any", "all"):
        raise InputError(f'{where}: "evidence_mode" is "any" or "all", not {mode!r}.')
    groups = need.items("must_include")
    return GoldItem(
        id=need.text("id"),
        question=need.text("question"),
        type=need.text("type"),
        answerable=need.flag("answerable"),
        answer=need.text("answer", ""),
        must_include=tuple(_strings(group, f'{where}: a group of "must_include"') for group in groups),
        must_not_include=_strings(need.items("must_not_include"), f'{where}: "must_not_include"'),
        evidence=tuple(_evidence(one, where) for one in need.items("evidence")),
        evidence_mode="all" if mode == "all" else "any",
        absent_patterns=_strings(need.items("absent_patterns"), f'{where}: "absent_patterns"'),
        history=tuple(_turn(one, where) for one in need.items("history")),
        extra={key: value for key, value in record.items() if key not in _KNOWN_KEYS},
    )


def to_record(item: GoldItem) -> dict[str, Any]:
    """The item as one line of a gold file has it; the inverse of `parse_item`."""
    evidence = [
        {"document": one.document, "quote": one.quote}
        if one.quote
        else {"document": one.document, "first": one.first, "last": one.last, "sha256": one.sha256}
        for one in item.evidence
    ]
    record: dict[str, Any] = {
        "id": item.id,
        "question": item.question,
        "type": item.type,
        "answerable": item.answerable,
        "answer": item.answer,
        "must_include": [list(group) for group in item.must_include],
        "must_not_include": list(item.must_not_include),
        "evidence": evidence,
        "evidence_mode": item.evidence_mode,
    }
    if item.absent_patterns:
        record["absent_patterns"] = list(item.absent_patterns)
    if item.history:
        record["history"] = [{"question": turn.question, "answer": turn.answer} for turn in item.history]
    return record | dict(item.extra)


@dataclass(frozen=True, slots=True)
class _Fields:
    """Reads the fields of one record, and says which one is wrong."""

    record: dict[str, Any]
    where: str

    def text(self, key: str, default: str | None = None) -> str:
        value = self.record.get(key)
        if value is None and default is not None:
            return default
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise InputError(f'{self.where}: "{key}" must be text that is not empty, not {_kind(value)}.')
        return value

    def flag(self, key: str) -> bool:
        value = self.record.get(key)
        if not isinstance(value, bool):
            raise InputError(f'{self.where}: "{key}" must be true or false, not {_kind(value)}.')
        return value

    def items(self, key: str) -> list[Any]:
        value = self.record.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise InputError(f'{self.where}: "{key}" must be a list, not {_kind(value)}.')
        return value


def _strings(values: object, what: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InputError(f"{what} must be a list of strings.")
    return tuple(values)


def _evidence(value: object, where: str) -> Evidence:
    if not isinstance(value, dict) or not isinstance(value.get("document"), str):
        raise InputError(f'{where}: each piece of evidence is an object with a "document".')
    parts = {key: value[key] for key in ("quote", "first", "last", "sha256") if isinstance(value.get(key), str)}
    if not parts.get("quote", "").strip() and not {"first", "last", "sha256"} <= parts.keys():
        raise InputError(f'{where}: evidence needs a "quote", or "first", "last" and "sha256".')
    return Evidence(value["document"], **parts)


def _turn(value: object, where: str) -> Turn:
    if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in ("question", "answer")):
        raise InputError(f'{where}: each turn of "history" is an object with "question" and "answer".')
    return Turn(value["question"], value["answer"])


def _kind(value: object) -> str:
    names: Iterable[tuple[type, str]] = (
        (type(None), "nothing"),
        (bool, "true or false"),
        (str, "empty text" if value == "" else "text"),
        (int, "a number"),
        (float, "a number"),
        (list, "a list"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "an object")
