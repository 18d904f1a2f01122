"""The row of a table that says what to do about a trouble: "what do I do if the bread is soggy?", "… | Soggy | Bake longer".

The table has a column called "Remedy", "First response" or the like, and the trouble stands in another cell of the row. Where a
sentence of the same section says what the trouble is called ("Sogginess is too much water in the crumb."), that name will do.
"""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of
from studyground.assistant.extremes import rows_of, with_marked_rows
from studyground.assistant.own_figure import WHOLE_ROW
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms, tokens

MOST_ROWS = 2
_ASKS = re.compile(
    r"\bwhat (?:should|shall|can|could|do|must|might|would) (?:i|we|you|they|one) do "
    r"(?:if|when|whenever|once|about|against|with) (?P<case>.+)|"
    r"^what (?:helps|to do|works) (?:if|when|about|against|with|for) (?P<trouble>.+)|"
    r"^(?P<first>.+?)[,:;–-]+ (?:so )?what (?:should|shall|can|could|do|must) (?:i|we|you|they|one) do"
    r"(?: (?:now|then|first|next))?[?.! ]*$",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"^(?:an?|the|my|our|your|this) [\w-]+ (?=\w)", re.IGNORECASE)
_REMEDIES = frozenset(
    stem(word)
    for word in "remedy cure fix response action treatment solution countermeasure measure move repair correction do mitigation "
    "answer intervention advice step".split()
)
_IS_CALLED = re.compile(r"^(?:An? |The )?(?P<thing>[^,.;:()]{2,40}?) (?:is|means) (?P<what>[^:;.]{3,80})")
_SMALL = frozenset(
    stem(word) for word in "get go keep come become very too much really quite always just there show look seem".split()
)


def with_remedy_rows(index: Index, question: Question, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the rows marked that say what to do in the case a question tells.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates, best passages first.
    """
    asked = _ASKS.search(question.text)
    if asked is None or any(item.extreme for item in found):
        return list(found)
    case = _content(_WHOSE.sub("", (asked["case"] or asked["trouble"] or asked["first"]).strip()))
    if not case:
        return list(found)
    tables: dict[tuple[int, int], Candidate] = {}
    for item in found:
        if item.header:
            tables.setdefault((item.doc, item.unit), item)
    for item in tables.values():
        remedy = _column_of_remedies(item.header)
        if remedy is None:
            continue
        for words in (case, *_called(case, item, found)):
            fit = {start for start, row in rows_of(index, item) if words <= _beside_remedy(row, remedy)}
            if 0 < len(fit) <= MOST_ROWS:
                return with_marked_rows(index, item, found, fit, WHOLE_ROW)
    return list(found)


def asks_what_to_do(text: str) -> bool:
    """Whether a question asks what to do about a trouble.

    Args:
        text: The question.
    """
    return bool(_ASKS.search(text))


def _content(text: str) -> set[str]:
    return {term for term in terms(text) if term not in FRAME_WORDS | _SMALL}


def _column_of_remedies(header: str) -> int | None:
    """Which column after the first says what to do; None where none does, or several."""
    named = [at for at, name in enumerate(cells_of(header)) if at and {stem(word) for word in tokens(name)} & _REMEDIES]
    return named[0] if len(named) == 1 else None


def _beside_remedy(row: str, remedy: int) -> set[str]:
    return {term for at, cell in enumerate(cells_of(row)) if at != remedy for term in terms(cell)}


def _called(case: set[str], row: Candidate, found: Sequence[Candidate]) -> Iterator[set[str]]:
    """What the section of a table calls the case: the terms of the thing that a sentence there says it is."""
    for item in found:
        match = _IS_CALLED.match(item.text) if (item.doc, item.path) == (row.doc, row.path) else None
        if match is not None and case <= set(terms(match["what"])) and (thing := _content(match["thing"])):
            yield thing
