"""CSV from another program or from our own export: a header, then a question a row."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

from studyground.assistant.answer import Citation
from studyground.assistant.practice.exchange.export_csv import as_written
from studyground.assistant.practice.exchange.imported import Choice, Imported, built, keys_named
from studyground.assistant.practice.practice_question import PracticeQuestion, citation_from_json
from studyground.errors import InputError

FORM = "The first row names the columns: stem, option_a, option_b, ..., key; rationale_a, ... and domain if there are."
_STEM = ("stem", "question", "question_text", "text", "prompt")
_KEY = ("key", "keys", "answer", "answers", "correct", "correct_answer", "correct_answers", "correct_option", "right")
_OPTION = re.compile(r"(?:option|choice|answer|alternative)_?([a-j]|10|[1-9])|([a-j])")
_OURS = {"id", "select", "checks", "generator"}  # columns that together only our own export has
_MOST_CELL = 1 << 20  # characters; the csv module's own limit is lower than a long receipt


def read(path: Path, text: str) -> Imported:
    """The questions of a table whose columns are separated by commas, semicolons or tabs.

    Raises:
        InputError: A column is missing or a row is not a question; its line is named.
    """
    header, separator = _header(path, text)
    csv.field_size_limit(max(csv.field_size_limit(), _MOST_CELL))
    questions, lines = [], []
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    next(rows)
    line = 1
    try:
        while True:
            line = rows.line_num + 1  # a quoted cell may hold line ends: this is where the row begins
            row = next(rows, None)
            if row is None:
                break
            if any(cell.strip() for cell in row):
                questions.append(_question(header, row))
                lines.append(line)
    except (ValueError, RecursionError, csv.Error, InputError) as error:
        raise InputError(f"{path}, line {line}: {error}.".replace("..", "."), FORM) from error
    return Imported(tuple(questions), tuple(lines))


def _header(path: Path, text: str) -> tuple[list[str], str]:
    """The names of the columns and what separates them: that of the three which makes a header of the first row."""
    for separator in ",;\t":
        try:
            first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])
        except csv.Error:
            continue
        names = [re.sub(r"[\s-]+", "_", name.strip().casefold()) for name in first]
        if any(name in _STEM for name in names) and _option_columns(names):
            repeated = next((name for name in names if name and names.count(name) > 1), "")
            if repeated:
                raise InputError(f"{path}, line 1: two columns are named {repeated}.", FORM)
            if not any(name in _KEY for name in names):
                raise InputError(f"{path}, line 1: no column holds the key.", FORM)
            return names, separator
    raise InputError(f"{path}, line 1: not a table of questions.", FORM)


def _option_columns(names: list[str]) -> dict[str, str]:
    """Columns that hold options, in their order, with the label each has."""
    found = {}
    for name in names:
        match = _OPTION.fullmatch(name)
        if match:
            found[name] = (match.group(1) or match.group(2)).upper()
    return found


def _question(header: list[str], cells: list[str]) -> PracticeQuestion:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise ValueError(f"the row has {len(cells)} cells and the header {len(header)}")
    row = {name: as_written(cell).strip() for name, cell in zip(header, cells, strict=False)}
    options = [(name, label) for name, label in _option_columns(header).items() if row.get(name)]
    texts = [row[name] for name, _ in options]
    labels = [label for _, label in options]
    # our own export names keys by their labels alone: an option there may read "A" and mean no label
    keys = keys_named(_first(row, _KEY), [] if set(header) >= _OURS else texts, labels)
    return built(
        "csv",
        _first(row, _STEM),
        [
            Choice(text, at in keys, _rationale(row, label, at in keys), _citations(row, f"citations_{label.lower()}"))
            for at, (text, label) in enumerate(zip(texts, labels, strict=True))
        ],
        domain=row.get("domain", ""),
        objective=row.get("objective", ""),
        difficulty=row.get("difficulty", ""),
        citations=_citations(row, "citations"),
    )


def _rationale(row: Mapping[str, str], label: str, correct: bool) -> str:
    names = tuple(f"{kind}_{label.lower()}" for kind in ("rationale", "explanation", "feedback"))
    return _first(row, (*names, "explanation", "rationale", "feedback") if correct else names)


def _citations(row: Mapping[str, str], name: str) -> tuple[Citation, ...]:
    """The citations of a cell as our own export writes them; another program's words there are none."""
    text = row.get(name, "")
    if not text.startswith("["):
        return ()
    given = json.loads(text)
    return tuple(citation_from_json(item) for item in given)


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name)), "")
