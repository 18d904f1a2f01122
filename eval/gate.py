"""Holds a run against the floors kept in the repository; floors only move up, with the change that earned it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.eval.figures import METRICS

FLOORS_FILE = "floors.toml"


@dataclass(frozen=True, slots=True)
class Bound:
    """The least (or, for a ceiling, the most) a measure may be.

    Args:
        measure: Its name.
        limit: Value that must be reached or kept.
        ceiling: True when larger is worse.
        group: Question type it holds for; "" for all items.
    """

    measure: str
    limit: float
    ceiling: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """A bound that does not hold; `value` is None when the run has no such figure."""

    bound: Bound
    value: float | None

    def __str__(self) -> str:
        side = "above its ceiling" if self.bound.ceiling else "below its floor"
        where = f" for {self.bound.group}" if self.bound.group else ""
        if self.value is None:
            return f"{self.bound.measure}{where} has no value, and {self.bound.limit} is asked of it."
        return f"{self.bound.measure}{where} is {self.value:.4f}, {side} of {self.bound.limit}."


def load_floors(name: str, path: Path | None = None) -> tuple[Bound, ...]:
    """The bounds of one gold set.

    The file has a table a gold set, each with `floors`, `ceilings` and, by question type, `by_type.<type>`.

    Args:
        name: Of the gold set: its table in the file.
        path: Of the file; the one kept in the repository when None.

    Raises:
        InputError: When the file is not of this form, or names a measure there is none of.
    """
    where = str(path) if path else FLOORS_FILE
    try:
        kept = path or resources.files("studyground.eval").joinpath(FLOORS_FILE)
        text = kept.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"The floors {where} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where} is not TOML: {error}.") from error
    table = data.get(name, {})
    if not isinstance(table, dict) or not isinstance(table.get("by_type", {}), dict):
        raise InputError(f"{where}: [{name}] is a table of floors, ceilings and by_type.")
    unknown = set(table) - {"floors", "ceilings", "by_type"}
    if unknown:
        raise InputError(f"{where}: [{name}] has unknown tables {sorted(unknown)}.")
    found = _bounds(table.get("floors", {}), False, "", where) + _bounds(table.get("ceilings", {}), True, "", where)
    for group, floors in table.get("by_type", {}).items():
        found += _bounds(floors, False, group, where)
    return tuple(found)


def check_floors(document: Mapping[str, Any], bounds: tuple[Bound, ...]) -> tuple[Breach, ...]:
    """The bounds that a run's `eval --json` document breaks; () when it holds them all.

    A figure the run does not have breaks its bound: a gate that passes for want of figures guards nothing.
    """
    breaches = []
    for bound in bounds:
        table = document["by_type"].get(bound.group, {}) if bound.group else document["metrics"]
        value = (table.get(bound.measure) or {}).get("value")
        if value is None or (value > bound.limit if bound.ceiling else value < bound.limit):
            breaches.append(Breach(bound, value))
    return tuple(breaches)


def _bounds(table: object, ceiling: bool, group: str, where: str) -> list[Bound]:
    if not isinstance(table, dict):
        raise InputError(f"{where}: floors and ceilings are tables of numbers.")
    for measure, limit in table.items():
        if measure not in METRICS:
            raise InputError(f"{where}: there is no measure named {measure!r}.")
        if isinstance(limit, bool) or not isinstance(limit, int | float):
            raise InputError(f"{where}: the bound of {measure!r} must be a number.")
    return [Bound(measure, float(limit), ceiling, group) for measure, limit in table.items()]
