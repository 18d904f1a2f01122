"""An exam as data: reads a blueprint file and refuses a broken one with the line that is wrong."""

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from studyground.corpus.toml_lines import KeyPath, line_of
from studyground.errors import InputError

SCHEMA = 1
STATUSES = ("active", "announced", "retired", "practice")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Objective:
    """One thing a candidate must be able to do; `keywords` find the passages of a guide that teach it."""

    id: str
    text: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of an exam; `weight` is its percentage of the scored questions."""

    name: str
    weight: float
    objectives: tuple[Objective, ...]


@dataclass(frozen=True, slots=True)
class TypeMix:
    """Shares of the question types; they add up to 1."""

    multiple_choice: float
    multiple_response: float


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What an exam asks, how much of it and how long.

    Args:
        schema: Version of the file's form.
        name: Short name, as on the command line.
        title: Full name, as shown.
        status: One of `STATUSES`; "practice" was never an official exam.
        status_note: A sentence shown where an exam is started, or "".
        minutes: Time allowed.
        questions: Number asked.
        scored: Number that count; the others are trials.
        scale: Lowest and highest scaled score, or None where none is reported.
        pass_mark: Scaled score to reach, or None with no scale.
        type_mix: Shares of multiple choice and multiple response.
        all_or_nothing: True when a partly right multiple response earns nothing.
        domains: In the file's order; weights add up to 100.
    """

    schema: int
    name: str
    title: str
    status: str
    status_note: str
    minutes: int
    questions: int
    scored: int
    scale: tuple[int, int] | None
    pass_mark: int | None
    type_mix: TypeMix
    all_or_nothing: bool
    domains: tuple[Domain, ...]


def blueprint_names() -> tuple[str, ...]:
    """Names of the blueprints that ship, sorted."""
    folder = files("studyground.corpus") / "blueprints"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_blueprint(name_or_path: str | Path) -> Blueprint:
    """Read a blueprint that ships, by its name, or any other, by its path.

    Raises:
        InputError: Naming the file and the line that is wrong, or the names there are.
    """
    if isinstance(name_or_path, str) and name_or_path in blueprint_names():
        source = files("studyground.corpus") / "blueprints" / f"{name_or_path}.toml"
        return parse_blueprint(source.read_bytes(), source.name)
    path = Path(name_or_path)
    try:
        data = path.read_bytes()
    except (FileNotFoundError, ValueError) as error:
        known = ", ".join(blueprint_names())
        raise InputError(
            f"There is no blueprint {str(name_or_path)!r}.", f"Choose {known}, or give the path of a TOML file."
        ) from error
    except OSError as error:
        raise InputError(f"The blueprint {path} cannot be read: {error.strerror}.") from error
    return parse_blueprint(data, str(path))


def parse_blueprint(data: bytes, source: str) -> Blueprint:
    """Check the bytes of a blueprint file.

    Args:
        data: The whole file, TOML in UTF-8.
        source: What to call the file in a message.

    Raises:
        InputError: Naming the source and the line.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{source}, line {line}: the text is not UTF-8.") from error
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = str(error)
        found = _AT_LINE.search(message)
        line = int(found[1]) if found and found[1] else max(1, text.rstrip("\n").count("\n") + 1)
        reason = _AT_LINE.sub("", message) if found else "it is nested too deeply or holds a number out of range"
        raise InputError(f"{source}, line {line}: this is not valid TOML: {reason}.") from error
    return _blueprint(_Table(content, (), text, source))


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, with what is needed to say where in the file it stands."""

    content: Mapping[str, Any]
    path: KeyPath
    text: str
    source: str

    def refuse(self, message: str, *steps: str | int) -> NoReturn:
        path = self.path + steps
        line = line_of(self.text, path) if path else 1
        raise InputError(f"{self.source}, line {line}: {message}")

    def allow(self, *keys: str) -> None:
        for key in self.content:
            if key not in keys:
                self.refuse(f"the key {key!r} is unknown; known here are {', '.join(keys)}.", key)

    def value(self, key: str, fits: Callable[[Any], bool], must: str, default: Any = None) -> Any:
        if key not in self.content:
            if default is not None:
                return default
            self.refuse(f"{key!r} is missing; it must be {must}.")
        if not fits(self.content[key]):
            self.refuse(f"{key!r} must be {must}.", key)
        return self.content[key]

    def words(self, key: str) -> str:
        return str(self.value(key, lambda item: isinstance(item, str) and bool(item.strip()), "words in quotes"))

    def count(self, key: str) -> int:
        return int(self.value(key, lambda item: _whole(item) and item > 0, "a whole number above 0"))

    def share(self, key: str, high: int) -> float:
        must = f"a number from 0 to {high}"
        return float(self.value(key, lambda item: _number(item) and 0 <= item <= high, must))

    def tables(self, key: str) -> list["_Table"]:
        must = f"one or more [[{'.'.join([*(step for step in self.path if isinstance(step, str)), key])}]] tables"
        found = self.value(key, lambda item: isinstance(item, list) and bool(item) and all(map(_table, item)), must)
        return [_Table(item, (*self.path, key, n), self.text, self.source) for n, item in enumerate(found)]


def _whole(item: Any) -> bool:
    return isinstance(item, int) and not isinstance(item, bool)


def _number(item: Any) -> bool:
    return _whole(item) or (isinstance(item, float) and math.isfinite(item))


def _table(item: Any) -> bool:
    return isinstance(item, dict)


def _blueprint(table: _Table) -> Blueprint:
    table.allow(*Blueprint.__dataclass_fields__)
    table.value("schema", lambda item: _whole(item) and item == SCHEMA, f"{SCHEMA}, the form this program reads")
    name = table.words("name")
    if not _NAME.fullmatch(name):
        table.refuse("'name' must be lower-case letters, digits and single hyphens, such as mls-c01.", "name")
    status = table.value("status", lambda item: item in STATUSES, f"one of {', '.join(STATUSES)}")
    questions, scored = table.count("questions"), table.count("scored")
    if scored > questions:
        table.refuse(f"{scored} questions cannot be scored when {questions} are asked.", "scored")
    note = table.value("status_note", lambda item: isinstance(item, str), "words in quotes or left out", default="")
    scale, pass_mark = _scale(table)
    return Blueprint(
        schema=SCHEMA,
        name=name,
        title=table.words("title"),
        status=status,
        status_note=note,
        minutes=table.count("minutes"),
        questions=questions,
        scored=scored,
        scale=scale,
        pass_mark=pass_mark,
        type_mix=_type_mix(table),
        all_or_nothing=table.value("all_or_nothing", lambda item: isinstance(item, bool), "true or false"),
        domains=_domains(table),
    )


def _scale(table: _Table) -> tuple[tuple[int, int] | None, int | None]:
    if "scale" not in table.content:
        if "pass_mark" in table.content:
            table.refuse("'pass_mark' needs a 'scale' to lie on, such as scale = [0, 100].", "pass_mark")
        return None, None
    must = "two whole numbers, the lower first, such as [100, 1000]"
    pair = table.value("scale", lambda item: isinstance(item, list) and len(item) == 2 and all(map(_whole, item)), must)
    low, high = pair
    if low >= high:
        table.refuse(f"'scale' must be {must}.", "scale")
    must = f"a whole number from {low} to {high}"
    return (low, high), table.value("pass_mark", lambda item: _whole(item) and low <= item <= high, must)


def _type_mix(table: _Table) -> TypeMix:
    found = table.value("type_mix", _table, "a [type_mix] table")
    mix = _Table(found, ("type_mix",), table.text, table.source)
    mix.allow(*TypeMix.__dataclass_fields__)
    shares = TypeMix(mix.share("multiple_choice", 1), mix.share("multiple_response", 1))
    total = shares.multiple_choice + shares.multiple_response
    if not math.isclose(total, 1, abs_tol=1e-6):
        mix.refuse(f"the shares of the question types add up to {total:g}, not 1.")
    return shares


def _domains(table: _Table) -> tuple[Domain, ...]:
    domains: list[Domain] = []
    names: set[str] = set()
    ids: set[str] = set()
    for entry in table.tables("domains"):
        entry.allow(*Domain.__dataclass_fields__)
        name = entry.words("name")
        if name.casefold() in names:
            entry.refuse(f"there are two domains named {name!r}.", "name")
        names.add(name.casefold())
        weight = entry.share("weight", 100)
        objectives = tuple(_objective(item, ids) for item in entry.tables("objectives"))
        domains.append(Domain(name, weight, objectives))
    total = math.fsum(domain.weight for domain in domains)
    if not math.isclose(total, 100, abs_tol=1e-6):
        table.refuse(f"the weights of the domains add up to {total:g}, not 100.", "domains", 0)
    return tuple(domains)


def _objective(table: _Table, ids: set[str]) -> Objective:
    table.allow(*Objective.__dataclass_fields__)
    identity = table.words("id")
    if identity in ids:
        table.refuse(f"there are two objectives with the id {identity!r}.", "id")
    ids.add(identity)
    text = table.words("text")
    must = "a list of one or more words in quotes"
    keywords = table.value("keywords", _keyword_list, must)
    return Objective(identity, text, tuple(keywords))


def _keyword_list(item: Any) -> bool:
    return isinstance(item, list) and bool(item) and all(isinstance(word, str) and word.strip() for word in item)
