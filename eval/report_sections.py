"""The report's parts on outside sets and question banks, as Markdown and as HTML; figures only, no text of either."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from studyground.eval.bank_style import USUAL
from studyground.eval.bootstrap import Interval
from studyground.eval.outside import OutsideResult
from studyground.eval.question_banks import BankFigures

Row = tuple[str, ...]
Table = tuple[str, Row, Sequence[Row]]
"""A title, the heads of the columns and the rows."""


def sections_markdown(outside: Sequence[OutsideResult] = (), banks: Sequence[BankFigures] = ()) -> str:
    """The parts as Markdown; "" when there is nothing to show."""
    lines: list[str] = []
    for level, title, words, tables in _sections(outside, banks):
        lines += [f"{'#' * level} {title}", "", *(line for word in words for line in (word, ""))]
        for caption, heads, rows in tables:
            lines += [*([f"*{caption}*", ""] if caption else []), _line(heads), "|---|" + "---:|" * (len(heads) - 1)]
            lines += [*map(_line, rows), ""]
    return "\n".join(lines).rstrip() + "\n" if lines else ""


def sections_html(outside: Sequence[OutsideResult] = (), banks: Sequence[BankFigures] = ()) -> str:
    """The parts as HTML, for the page of `report`."""
    parts: list[str] = []
    for level, title, words, tables in _sections(outside, banks):
        parts.append(f"<h{level}>{escape(title)}</h{level}>")
        parts += [f'<p class="note">{escape(word)}</p>' for word in words]
        for caption, heads, rows in tables:
            shown = f"<caption>{escape(caption)}</caption>" if caption else ""
            head = "".join(f"<th>{escape(one)}</th>" for one in heads)
            body = "".join(
                f"<tr><th>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
                for row in rows
            )
            parts.append(
                f'<div class="wide"><table>{shown}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
            )
    return "".join(parts)


def number(value: float) -> str:
    """A figure as reports show it."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.0f}"


def _sections(
    outside: Sequence[OutsideResult], banks: Sequence[BankFigures]
) -> Iterator[tuple[int, str, list[str], list[Table]]]:
    if outside:
        yield 2, "Outside sets", [], []
    for one in outside:
        yield 3, one.name, *_outside(one)
    if banks:
        yield 2, "Question banks", [], []
    for bank in banks:
        yield 3, bank.bank, *_bank(bank)


def _outside(one: OutsideResult) -> tuple[list[str], list[Table]]:
    if one.skipped:
        return [one.skipped], []
    about = "; ".join(f"{key} {value}" for key, value in one.settings.items() if value not in ("", None))
    tables = [_interval_table("", one.metrics)]
    parts = list(one.by_source)
    if parts:
        names = list(dict.fromkeys(name for found in one.by_source.values() for name in found))
        rows = [
            (name, *(number(one.by_source[part][name].value) if name in one.by_source[part] else "–" for part in parts))
            for name in names
        ]
        tables.append(("By part", ("measure", *parts), rows))
    if one.published:
        tables.append(("Figures of others", ("who", "value"), [(who, number(v)) for who, v in one.published.items()]))
    return [about], tables


def _bank(bank: BankFigures) -> tuple[list[str], list[Table]]:
    domains = "; ".join(f"{name} {count}" for name, count in bank.domains.items())
    words = [f"{bank.questions} questions. By domain: {domains}.", *bank.notes]
    gates = [
        (
            name,
            *_interval_cells(bank.gates.get(name)),
            *(_interval_cells(bank.rechecked.get(name)) if bank.rechecked else ()),
        )
        for name in dict.fromkeys([*bank.gates, *bank.rechecked])
    ]
    again = ("checked again", "95 % interval") if bank.rechecked else ()
    style = [
        (name, *_interval_cells(bank.style.get(name)), _usual(name), " / ".join(map(number, usual.models)) or "–")
        for name, usual in USUAL.items()
    ]
    tables: list[Table] = [
        ("Share of questions that pass each gate", ("gate", "recorded", "95 % interval", *again), gates),
        ("Style and balance", ("measure", "value", "95 % interval", "real exam", "written by models"), style),
        _interval_table("Facts and blind solving", bank.figures),
    ]
    if bank.failing:
        rows = [(name, ", ".join(failed)) for name, failed in bank.failing.items()]
        tables.append(("Questions that fail when checked again", ("question", "gates"), rows))
    return words, tables


def _usual(name: str) -> str:
    usual = USUAL[name]
    middle = f" ({number(usual.middle[0])}–{number(usual.middle[1])})" if usual.middle else ""
    return number(usual.exam) + middle


def _interval_table(title: str, found: Mapping[str, Interval]) -> Table:
    rows = [(name, *_interval_cells(one), str(one.n)) for name, one in found.items()]
    return title, ("measure", "value", "95 % interval", "n"), rows


def _interval_cells(one: Interval | None) -> Row:
    return ("–", "–") if one is None else (number(one.value), f"{number(one.low)} – {number(one.high)}")


def _line(cells: Row) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
