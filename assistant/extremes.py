"""The row with the most or the least of a column: "which flour has the most protein" is answered by comparing the figures."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import (
    Sought,
    cells_of,
    measures_of,
    names_measure,
    noun_of,
    sought_of_rows,
    title_terms,
)
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.assistant.wording import EMPTY_CELL
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

MOST_TIED = 6
FEWEST_ROWS = 2
MOST_ROWS = 400
_MORE = (
    "most highest largest greatest biggest maximum max longest hottest warmest heaviest tallest deepest widest thickest "
    "farthest furthest dearest priciest costliest oldest newest latest"
).split()
_LESS = (
    "least lowest smallest fewest minimum min shortest coldest coolest lightest narrowest shallowest thinnest nearest closest "
    "cheapest earliest youngest"
).split()
_MEASURED: dict[str, frozenset[str]] = {
    word: frozenset(measures.split())
    for words, measures in (
        ("longest shortest", "time length"), ("hottest warmest coldest coolest", "temperature"), ("heaviest lightest", "weight"),
        ("tallest deepest widest thickest farthest furthest narrowest shallowest thinnest nearest closest", "length"),
        ("cheapest dearest priciest costliest", "money"), ("oldest youngest newest latest earliest", "date time"),
        ("fastest quickest slowest", "speed time"),
    )
    for word in words.split()
}  # fmt: skip
_SUPERLATIVE = re.compile(
    rf"\b(?:(?P<money>most|least) (?:expensive|costly)|(?<!at )(?P<word>{'|'.join((*_MORE, *_LESS))}|fastest|quickest|"
    r"slowest))\b(?! (?:of|common|popular|important|likely|often|suitable|widely|recent)\b)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|what|who)\b", re.IGNORECASE)
_LIGHT = frozenset(
    stem(word)
    for word in "have has need take contain hold offer provide get give use run last go keep table list chart row".split()
)
_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    r"(?:(?:about|around|approx\.?|up to|at (?:most|least)|over|under|from|max\.?|min\.?|ca?\.|~|≈|<|>|≤|≥)\s*)?"
    rf"(?P<sign>[-−+])?(?P<before>[$£€¥₹]|USD|EUR|GBP)?\s*(?P<low>{_NUMBER})\s*(?P<first>[^\W\d_]+|[%°]\s?\w?)?"
    rf"(?:\s*(?:–|—|-|to)\s*[$£€¥₹]?(?P<high>{_NUMBER}))?\s*(?P<unit>[^\d|;,]{{0,24}})\.?",
    re.IGNORECASE,
)
_TIMES = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 0.001,
          "s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "day": 86400,
          "week": 604800, "month": 2.63e6, "year": 3.156e7, "yr": 3.156e7}  # fmt: skip
_SIZES = {
    "byte": 1,
    "b": 1,
    "kb": 1e3,
    "mb": 1e6,
    "gb": 1e9,
    "tb": 1e12,
    "kib": 1e3,
    "mib": 1e6,
    "gib": 1e9,
    "tib": 1e12,
}
_LENGTHS = {"mm": 0.001, "cm": 0.01, "m": 1, "km": 1000, "metre": 1, "meter": 1, "mile": 1609}
_WEIGHTS = {"mg": 0.001, "g": 1, "kg": 1000, "gram": 1, "kilogram": 1000, "t": 1e6, "tonne": 1e6}


@dataclass(frozen=True, slots=True)
class _Figure:
    """One cell read as a range (low = high for a single number) in one unit."""

    low: float
    high: float
    unit: str


def with_rows_asked(index: Index, question: Question, query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the rows of their tables that a question asks for and no passage brought.

    Those are the rows with the most or the least of the column it names, which are marked, or else the rows it names themselves.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        query: As the retriever read it.
        found: Candidates, best passages first.
    """
    superlative = _SUPERLATIVE.search(question.text)
    comparing = superlative if _WHICH.search(question.text) else None
    asked = sought_of_rows(question, query.terms, query.kin)
    tables: dict[tuple[int, int], Candidate] = {}
    for item in found:
        if item.header:
            tables.setdefault((item.doc, item.unit), item)
    for item in tables.values():
        rows = rows_of(index, item)
        column, best = _extreme_rows(asked, comparing, item, [row for _, row in rows]) if comparing else (0, [])
        if best:
            return with_marked_rows(index, item, found, {rows[at][0] for at in best}, column)
        named = {start for start, row in rows if _names_row(asked, row, item.header)}
        found = with_marked_rows(index, item, found, named, 0) if len(named) <= MOST_TIED else found
    return list(found)


def _names_row(asked: Sought, row: str, header: str) -> bool:
    """Whether a question has the first cell of a row, for a bare figure the name of that column too ("force 6")."""
    name = set(terms(row.partition("|")[0]))
    of = set(terms(header.partition("|")[0]))
    return bool(name) and name <= asked.words and (bool(of & asked.words) or not all(map(str.isdigit, name)))


def rows_of(index: Index, item: Candidate) -> list[tuple[int, str]]:
    """Start and text of the rows of a table, the header left out.

    Args:
        index: Where the table stands.
        item: One of its rows.
    """
    unit = index.units(item.doc, item.unit, item.unit)[item.unit]
    lines: list[tuple[int, str]] = []
    at = unit.start
    for line in index.text_by_id(item.doc)[unit.start : unit.end].split("\n"):
        if at > unit.start and line.strip():
            lines.append((at + len(line) - len(line.lstrip()), line.strip()))
        at += len(line) + 1
    return lines[:MOST_ROWS]


def with_marked_rows(
    index: Index, item: Candidate, found: Sequence[Candidate], starts: Collection[int], column: int
) -> list[Candidate]:
    """The candidates with some rows of a table marked, those that no passage brought added.

    Args:
        index: Where the table stands.
        item: One of its rows.
        found: Candidates.
        starts: Where those rows start.
        column: What they are marked with.
    """
    marked = [
        replace(one, extreme=column) if one.doc == item.doc and one.unit == item.unit and one.start in starts else one
        for one in found
    ]
    missing = set(starts) - {one.start for one in marked if one.doc == item.doc}
    text = index.text_by_id(item.doc)
    added = []
    for start in sorted(missing):
        n = item.n + text.count("\n", item.start, start) - text.count("\n", start, item.start)
        row = next((row for row in index.sentences(item.doc, n, n + 1) if row.span.start == start), None)
        if row is not None:
            added.append(
                replace(
                    item,
                    n=n,
                    start=start,
                    end=row.span.end,
                    text=text[start : row.span.end],
                    vector=row.vector,
                    extreme=column,
                )
            )
    return [*marked, *added]


def _extreme_rows(
    asked: Sought, superlative: re.Match[str], item: Candidate, rows: Sequence[str]
) -> tuple[int, list[int]]:
    """The column a question names and the rows that have the most or least of it; 0 and [] where it names none of this table."""
    word = (superlative["word"] or ("dearest" if superlative["money"].lower() == "most" else "cheapest")).lower()
    names = cells_of(item.header)
    cells = [cells_of(row) for row in rows]
    if len(rows) < FEWEST_ROWS or any(len(row) != len(names) for row in cells):
        return 0, []
    said = (
        asked.words - {stem(part) for part in superlative.group().lower().split()} - {stem("expensive"), stem("costly")}
    )
    column = _column(asked, word, said, names, cells)
    if column is None:
        return 0, []
    left = said - set(terms(names[column])) - _LIGHT - FRAME_WORDS
    if any(named and named <= left for named in (set(terms(row[0])) for row in cells)):
        return 0, []  # a row is asked for by its name
    rows_said = [set(terms(" ".join(row))) for row in cells]
    about = {*terms(names[0]), *(term for title in item.path for term in terms(title)), *terms(item.lead)}
    own = set(terms(names[0]))
    kind = bool(left & own) or any(own & asked.kin.get(term, {}).keys() for term in left)
    for term in left:
        having = [at for at, words in enumerate(rows_said) if term in words]
        if having and term not in own:
            kind = kind or sum(term in terms(cells[at][0]) for at in having) > 1
    measured = measures_of(names[column], [row[column] for row in cells])
    left = frozenset(term for term in left if not names_measure(term, measured))
    about_all = about | set(terms(item.header))
    unknown = [term for term in left if term not in about_all and not any(term in words for words in rows_said)]
    unknown = [term for term in unknown if not about & asked.kin.get(term, {}).keys()]
    if unknown or not (kind or left <= about):
        return 0, []
    figures = {at: figure for at, row in enumerate(cells) if (figure := _figure(row[column])) is not None}
    if len(figures) < sum(not EMPTY_CELL.fullmatch(row[column]) for row in cells) or len(figures) < FEWEST_ROWS:
        return 0, []  # not all are numbers: nothing is compared
    if len({figure.unit for figure in figures.values()}) > 1:
        return 0, []
    asked_rows = [
        at for at in figures if all(term in rows_said[at] for term in left if _sets_apart(term, rows_said, about))
    ]
    if not asked_rows:
        return 0, []
    most = _most(word, measured)
    key = {
        at: (figures[at].high, figures[at].low) if most else (-figures[at].low, -figures[at].high) for at in asked_rows
    }
    top = max(key.values())
    best = [at for at in asked_rows if key[at] == top]
    told = len(best) <= MOST_TIED and (len(best) < len(asked_rows) or len(asked_rows) == 1)
    return (column, best) if told else (0, [])


def _sets_apart(term: str, rows: Sequence[set[str]], about: Collection[str]) -> bool:
    """Whether a word stands in some rows of a table and not what the whole table is about ("which rye loaf …")."""
    return term not in about and any(term in words for words in rows)


def _most(word: str, measured: Collection[str]) -> bool:
    """Whether a superlative asks for the largest figure of what a column measures ("the fastest" has the least minutes)."""
    if word in ("fastest", "quickest", "slowest"):
        return (word == "slowest") == ("time" in measured)
    if word in ("oldest", "earliest", "newest", "latest", "youngest") and "date" in measured:
        return word in ("newest", "latest", "youngest")
    return word in _MORE


def _column(
    asked: Sought, word: str, said: Collection[str], names: Sequence[str], cells: Sequence[Sequence[str]]
) -> int | None:
    """The one column after the first that is to be compared, None where none or several might be."""
    said = {*said, *noun_of(word)}
    bare = [title_terms(name) for name in names]
    named = [at for at in range(1, len(names)) if bare[at] and bare[at] <= said]
    if not named:
        most = max((len(bare[at] & said) for at in range(1, len(names))), default=0)
        named = [at for at in range(1, len(names)) if most and len(bare[at] & said) == most]
    if word in _MEASURED:
        measured = [
            at for at in range(1, len(names)) if _MEASURED[word] & measures_of(names[at], [row[at] for row in cells])
        ]
        named = [at for at in named if at in measured] or measured
    if not named:
        named = [at for at in range(1, len(names)) if any(bare[at] & asked.kin.get(term, {}).keys() for term in said)]
    if len(named) > 1:
        longest = max(len(bare[at] & said) for at in named)
        named = [at for at in named if len(bare[at] & said) == longest]
    return named[0] if len(named) == 1 else None


def _figure(cell: str) -> _Figure | None:
    """A cell that is one number or one range, with its unit; None for any other."""
    match = _FIGURE.fullmatch(cell.strip())
    if match is None:
        return None
    unit = (match["unit"].strip() or (match["first"] or "").strip()).lower().rstrip(".")
    first = (match["first"] or "").strip().lower()
    low, high = (float(match[name].replace(",", "")) if match[name] else None for name in ("low", "high"))
    if low is None:
        return None
    low = -low if match["sign"] in ("-", "−") else low
    high = low if high is None else high
    for scale in (_TIMES, _SIZES, _LENGTHS, _WEIGHTS):
        size = scale.get(unit) or scale.get(unit.removesuffix("s"))
        if size:
            of_low = scale.get(first) or scale.get(first.removesuffix("s")) or size
            return _Figure(low * of_low, high * size, next(iter(scale)))
    return _Figure(low, high, f"{match['before'] or ''}{unit}")
