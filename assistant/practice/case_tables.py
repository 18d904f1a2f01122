"""Cases that stand in tables: one a row (situation, choice, what was rejected), or one option a row with a verdict."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.case_labels import Role, is_option_column, is_verdict_column, role_of, verdict_of
from studyground.assistant.practice.worked_case import LEAST_SITUATION, Bounds, Ruling, WorkedCase, ruling_of
from studyground.ingest.sentences import sentence_spans
from studyground.ingest.stored import Unit

_APART = re.compile(r";\s+")


def cases_in_table(document: str, text: str, unit: Unit, section: tuple[str, ...]) -> list[WorkedCase]:
    """The cases of a table whose head labels a situation, a decision and what was rejected.

    Args:
        document: Its name.
        text: Its stored text.
        unit: The table.
        section: Headings above it.
    """
    rows = _rows(text, unit)
    roles: list[Role] = [role_of(text[start:end]) for start, end in rows[0]] if rows else []
    if not {"situation", "decided", "rejected"} <= set(roles):
        return []
    found = [_case(document, text, row, roles, section) for row in rows[1:] if len(row) == len(roles)]
    return [case for case in found if case is not None]


def rulings_in_table(text: str, unit: Unit) -> list[Ruling]:
    """The options of one case in a table that says of each whether it was taken; () when it does not."""
    rows = _rows(text, unit)
    heads = [text[start:end] for start, end in rows[0]] if rows else []
    options = [at for at, head in enumerate(heads) if is_option_column(head)]
    verdicts = [at for at, head in enumerate(heads) if is_verdict_column(head)]
    if not options or not verdicts:
        return []
    reasons = [at for at, head in enumerate(heads) if role_of(head) == "reason"]
    found: list[Ruling] = []
    for row in rows[1:]:
        if len(row) != len(heads):
            return []
        verdict = verdict_of(text[slice(*row[verdicts[0]])])
        if not verdict:
            continue
        option = " ".join(text[slice(*row[options[0]])].split()).rstrip(".")
        reason = " ".join(" ".join(text[slice(*row[at])].split()) for at in reasons)
        found.append(Ruling(verdict == "decided", option, _whole(reason), ((row[0][0], row[-1][1]),), row[-1][1]))
    return found


def _case(
    document: str, text: str, row: Sequence[Bounds], roles: Sequence[Role], section: tuple[str, ...]
) -> WorkedCase | None:
    """One row; every option of it cites the row, as a row is one statement."""
    situation: list[Bounds] = []
    rulings: list[Ruling] = []
    whole = (row[0][0], row[-1][1])
    reason = ""
    for (start, end), role in zip(row, roles, strict=True):
        if role == "situation" and start < end:
            situation.append((start, end))
        elif role in ("decided", "rejected"):
            rulings += _rulings(role == "decided", text, (start, end), whole)
        elif role == "reason":
            reason = _whole(" ".join(text[start:end].split()))
    said = " ".join(" ".join(text[start:end].split()) for start, end in situation)
    if len(said.split()) < LEAST_SITUATION or {one.chosen for one in rulings} != {True, False}:
        return None
    rulings = [
        Ruling(True, one.option, one.reason or reason, one.spans, one.option_end) if one.chosen else one
        for one in rulings
    ]
    return WorkedCase(document, section, said, tuple(situation), tuple(rulings), (whole,))


def _rulings(chosen: bool, text: str, cell: Bounds, row: Bounds) -> list[Ruling]:
    """The options of one cell, which semicolons part."""
    start, end = cell
    cuts = [start, *(start + match.end() for match in _APART.finditer(text[start:end])), end]
    found = []
    for begin, stop in zip(cuts, cuts[1:], strict=False):
        piece = text[begin:stop].rstrip("; ")
        ruling = ruling_of(chosen, text, _sentences(begin, piece), begin)
        if ruling is not None:
            found.append(Ruling(chosen, ruling.option, ruling.reason, (row,), row[1]))
    return found


def _sentences(start: int, piece: str) -> list[Bounds]:
    return [(start + a, start + b) for a, b in sentence_spans(piece)]


def _rows(text: str, unit: Unit) -> list[list[Bounds]]:
    """The cells of each row, white space around them left out."""
    rows: list[list[Bounds]] = []
    at = unit.start
    for line in text[unit.start : unit.end].split("\n"):
        cells: list[Bounds] = []
        begin = at
        for cell in line.split("|"):
            lead = len(cell) - len(cell.lstrip())
            cells.append((begin + min(lead, len(cell)), begin + max(lead, len(cell.rstrip()))))
            begin += len(cell) + 1
        if line.strip():
            rows.append(cells)
        at += len(line) + 1
    return rows


def _whole(reason: str) -> str:
    return reason if not reason or reason.endswith((".", "!", "?")) else f"{reason[:1].upper()}{reason[1:]}."
