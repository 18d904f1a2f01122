"""What one statement says of each option: its clauses, whose they are, and whether they speak for or against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from studyground.assistant.practice.gates.naming import Name
from studyground.assistant.practice.gates.negation import denied, negated
from studyground.assistant.practice.gates.statements import Statement, cells
from studyground.ingest.terms import stem, terms, tokens

NAMED = 0.6
HALF = 0.5
_CLAUSE = re.compile(
    r";\s+|(?<=[.!?])\s+|,?\s+(?:whereas|while|although|though|unlike)\s+|,\s+(?:but|yet|not)\s+(?=\w)|"
    r",?\s+(?=(?:rather than|instead of|in place of|as opposed to)\s)|\s+[—–]\s+|\s+(?=than\s)|:\s+|"
    r",?\s+(?=because\s)"
)
_SEGMENT = re.compile(_CLAUSE.pattern + r"|,\s+(?:and\s+|or\s+)?")
_APART = re.compile(r"^(?:;|whereas|while)$")
_TAKES = re.compile(r"^(?:use|choose|prefer|pick|try|select|take|apply)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"^because\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"^(?:do(?:es)? not (?:use|choose|pick|confuse|rely)|avoid|never|rather than|instead of|in place of|as opposed to|"
    r"than|not)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[,;/()]|\b(?:or|and|with|plus)\b")
_AGAINST_COLUMN = re.compile(
    r"\b(?:not|avoid|against|instead|weak\w*|drawback\w*|limit\w*|confus\w*|trap\w*|mistake\w*|wrong|rejected|discarded|"
    r"dismissed|declined|ruled out|alternatives?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement says of one option.

    Args:
        stems: The stems of the clauses that are about it, its own name left out.
        denied: Those of them that the clauses deny ("without …", "does not …").
        against: The statement says not to take it, or that another is taken instead.
        named: It stands in the statement itself, not only in the heading.
    """

    stems: frozenset[str]
    denied: frozenset[str]
    against: bool
    named: bool


def said_of(statement: Statement, names: Sequence[Name]) -> tuple[Said, ...]:
    """What a statement says of each option of a question.

    A clause that names one option belongs to it, and so do those after it until another is named. What comes before any
    name belongs to the first named. A statement that names only one is about that one as a whole.
    """
    clauses = _clauses(statement, _CLAUSE)
    held = _held(clauses, names)
    if statement.kind == "table":
        owners = _owners_of_cells(clauses, held, names)
    else:
        if sum(map(any, zip(*held, strict=True))) > 1:
            clauses = _clauses(statement, _SEGMENT)  # "A for this, B for that, and C for the rest"
            held = _held(clauses, names)
        owners = _owners(clauses, held, names)
    found = []
    for at, name in enumerate(names):
        rejected = statement.ruling == "against"
        if name.long:  # a clause of its own: its words are spread over the statement
            whole = frozenset(terms(statement.text))
            against = clauses[0].against if clauses and statement.kind != "table" else False
            found.append(Said(whole, denied(statement.text), rejected or (against and not negated(name.text)), True))
            continue
        own = [clause for clause, who in zip(clauses, owners, strict=True) if at in who]
        named_in = [clause for clause, marks in zip(clauses, held, strict=True) if marks[at]]
        if not named_in:  # its words stand apart from each other, or only in the heading
            own = clauses
        stems = frozenset[str]().union(*(clause.stems for clause in own)) - name.stems
        refused = frozenset[str]().union(*(clause.denied for clause in own)) - name.stems
        against = bool(named_in) and all(clause.against for clause in named_in)
        found.append(Said(stems, refused, rejected or against, bool(named_in)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    stems: frozenset[str]
    denied: frozenset[str]
    against: bool
    apart: bool


def _held(clauses: Sequence[_Clause], names: Sequence[Name]) -> list[list[bool]]:
    return [[name.share(clause.stems) >= NAMED for name in names] for clause in clauses]


def _clauses(statement: Statement, breaks: re.Pattern[str]) -> list[_Clause]:
    """The clauses of a statement (the cells of a table row), and whether each speaks against what it names."""
    if statement.kind == "table":
        parts = cells(statement.text)
        headings = (*statement.header, *[""] * len(parts))
        return [_clause(part, against=bool(_AGAINST_COLUMN.search(headings[at]))) for at, part in enumerate(parts)]
    pieces: list[_Clause] = []
    begin = 0
    joiner = ""
    takes = bool(_TAKES.match(statement.text))
    for match in [*breaks.finditer(statement.text), None]:
        end = match.start() if match else len(statement.text)
        piece = statement.text[begin:end].strip()
        if piece:
            turned = (
                bool(_AGAINST.match(piece)) or joiner in ("not", "unlike") or (takes and bool(_BECAUSE.match(piece)))
            )
            pieces.append(_clause(piece, against=turned, apart=bool(_APART.match(joiner))))
        if match:
            begin = match.end()
            joiner = match.group().strip(" ,").lower()
    return pieces


def _clause(text: str, *, against: bool, apart: bool = False) -> _Clause:
    return _Clause(text, frozenset(terms(text)), denied(text), against, apart)


def _owners(clauses: Sequence[_Clause], held: Sequence[Sequence[bool]], names: Sequence[Name]) -> list[frozenset[int]]:
    """For each clause the options it is about."""
    marked = [_marked(marks) for marks in held]
    ever = frozenset[int]().union(*marked)
    if len(ever) <= 1:
        first = next((at for at, own in enumerate(marked) if own), 0)
        begin = max((at for at in range(first + 1) if clauses[at].apart), default=0)
        return [ever if at >= begin else frozenset[int]() for at in range(len(held))]
    owners: list[frozenset[int]] = []
    current = next(own for own in marked if own)
    listed: frozenset[int] = frozenset()
    for clause, own in zip(clauses, marked, strict=True):
        current = (own | listed) or current
        # A piece that is a bare name belongs to a list: what follows is said of all of it.
        listed = current if own and any(_mostly(names[at], clause.text) for at in own) else frozenset()
        owners.append(current)
    return owners


def _owners_of_cells(
    clauses: Sequence[_Clause], held: Sequence[Sequence[bool]], names: Sequence[Name]
) -> list[frozenset[int]]:
    """For each cell of a row the options it is about.

    A row is about what a cell of it names and little else ("k-means", "XGBoost or LightGBM"). An option that a longer
    cell only mentions ("k-means assumes round clusters") has that cell alone.
    """
    subjects = frozenset(
        at
        for clause, marks in zip(clauses, held, strict=True)
        for at in _marked(marks)
        if not clause.against and any(_mostly(names[at], piece) for piece in (clause.text, *_PIECE.split(clause.text)))
    )
    return [
        _marked(marks) | (frozenset() if clause.against else subjects)
        for clause, marks in zip(clauses, held, strict=True)
    ]


def _mostly(name: Name, piece: str) -> bool:
    stems = frozenset(terms(piece))
    return bool(stems) and name.share(stems) >= NAMED and len(stems & name.stems) >= HALF * len(stems)


def _marked(marks: Sequence[bool]) -> frozenset[int]:
    return frozenset(at for at, mark in enumerate(marks) if mark)


def contiguous(name: Name, text: str) -> bool:
    """Whether a text has one form of a name word by word, words that other options share left out where need be."""
    own = [stem for stem in name.forms[0] if name.told_by(stem)] if name.forms else []
    return count_of(name, text) > 0 or (len(own) == 1 and own[0] in terms(text))


def count_of(name: Name, text: str) -> int:
    """How often a text has a name word by word, in the form that it has most often."""
    words = f" {_words(text)} "
    return max((words.count(f" {_words(form)} ") for form in name.written), default=0)


@lru_cache(maxsize=16384)
def _words(text: str) -> str:
    """The stems of a text in order, two spaces between them, so that neighbours can be counted apart."""
    return "  ".join(stem(token) for token in tokens(text))
