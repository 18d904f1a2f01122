"""The row of a table that says when to choose a thing: "when is the chisel better than the saw?", "A tight corner | Chisel"."""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of
from studyground.assistant.extremes import rows_of, with_marked_rows
from studyground.assistant.own_figure import WHOLE_ROW
from studyground.assistant.question import Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

MOST_ROWS = 2
CASE_WORDS = 2
CHOICE_WORDS = 6  # of a cell that names what to choose
_OVER = r"(?:over|instead of|rather than|in place of|and not|than|to)"
_WHEN = re.compile(
    r"^(?:so |and )?(?:when|in (?:which|what) (?:cases?|situations?)|for (?:which|what) \w+) "
    r"(?:(?:is|are) (?P<one>.+?) (?:the )?(?:(?:more|most) (?:important|useful|suitable|appropriate)|better|best|"
    r"preferable|preferred|right|good|a good (?:choice|idea))\b(?: (?:one|choice|metric|option))?"
    rf"|(?:should|do|would|could|can) (?:i|we|you|one) (?:use|choose|pick|prefer|favou?r|take|want|go for) (?P<other>.+?))"
    rf"(?: {_OVER} (?P<against>.+?))?[?.! ]*$",
    re.IGNORECASE,
)


def with_choice_rows(index: Index, question: Question, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the rows marked that give what a question asks the case for, and not what it sets against it.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates, best passages first.
    """
    asked = _WHEN.match(question.text.strip())
    if asked is None:
        return list(found)
    chosen = set(terms(asked["one"] or asked["other"]))
    against = set(terms(asked["against"] or "")) - chosen
    if not chosen:
        return list(found)
    tables: dict[tuple[int, int], Candidate] = {}
    for item in found:
        if item.header:
            tables.setdefault((item.doc, item.unit), item)
    for item in tables.values():
        columns = {start: _says_when(row, chosen, against) for start, row in rows_of(index, item)}
        first = min((column for column in columns.values() if column), default=0)
        fit = {start for start, column in columns.items() if column and column == first}
        if 0 < len(fit) <= MOST_ROWS:
            return with_marked_rows(index, item, found, fit, WHOLE_ROW)
    return list(found)


def _says_when(row: str, chosen: set[str], against: set[str]) -> int:
    """The column in which a row names what is chosen and nothing set against it, after a first cell that tells a case; or 0."""
    case, *others = cells_of(row)
    if chosen & set(terms(case)) or len(case.split()) < CASE_WORDS:
        return 0
    for column, cell in enumerate(others, 1):
        named = set(terms(cell))
        if len(cell.split()) <= CHOICE_WORDS and chosen <= named and not against & named:
            return column
    return 0
