"""The cell of a table that says what is bad or good about a thing: "why is a hay bed risky?", "Hay bed | warm | draws mice".

The table has a column called "Drawback", "Bad", "Watch out" or the like, and one of its rows is named in the question.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of
from studyground.assistant.extremes import rows_of, with_marked_rows
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.wording import EMPTY_CELL
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, stems_of, terms, tokens

MOST_ROWS = 2
_BAD = (
    r"dangerous|risky|bad|harmful|unsafe|hazardous|problematic|a (?:problem|risk|danger|trap|bad idea|poor choice)|"
    r"not (?:good|safe)"
)
_ASKS_BAD = re.compile(
    rf"^why (?:is|are|can|could|may|might|would)(?:n['’]?t)? (?:using |doing |it )?(?P<first>.+?) (?:be )?"
    rf"(?:so |such |really )?(?:{_BAD})\W*$|"
    r"^what(?:['’]?s| is| are) (?:so )?(?:bad|wrong|dangerous|risky) (?:about|with) (?P<about>.+?)\W*$|"
    r"\b(?:drawbacks?|downsides?|disadvantages?|weakness(?:es)?|dangers?|risks?|cons|catch|pitfalls?|problem|trouble) "
    r"(?:of|with|about|in|to) (?:using )?(?P<of>.+?)\W*$",
    re.IGNORECASE,
)
_ASKS_GOOD = re.compile(
    r"^what(?:['’]?s| is| are) (?:so )?(?:good|great) about (?P<about>.+?)\W*$|"
    r"\b(?:advantages?|benefits?|strengths?|upsides?|pros|merits?) (?:of|with|about|in|to) (?:using )?(?P<of>.+?)\W*$",
    re.IGNORECASE,
)


_SAYS_BAD = stems_of(
    "bad drawback drawbacks downside disadvantage disadvantages weakness weaknesses danger dangers risk risks con cons catch "
    "pitfall pitfalls problem problems trouble hazard hazards harm against limitation limitations"
)
_SAYS_GOOD = stems_of("good advantage advantages benefit benefits strength strengths upside pro pros merit merits gain")
_PLAIN = stems_of("plain simple ordinary normal basic just only use using such some any kind type sort")


def with_drawback_rows(index: Index, question: Question, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the row marked that says what is bad, or good, about the thing a question names.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates, best passages first.
    """
    if any(item.extreme for item in found):
        return list(found)
    for asks, says in ((_ASKS_BAD, _SAYS_BAD), (_ASKS_GOOD, _SAYS_GOOD)):
        asked = asks.search(question.text.strip())
        thing = next((group for group in asked.groups() if group), "") if asked else ""
        named = set(terms(thing)) - FRAME_WORDS - _PLAIN
        if named:
            return _marked(index, named, says, found)
    return list(found)


def _marked(index: Index, named: set[str], says: frozenset[str], found: Sequence[Candidate]) -> list[Candidate]:
    tables: dict[tuple[int, int], Candidate] = {}
    for item in found:
        if item.header:
            tables.setdefault((item.doc, item.unit), item)
    for item in tables.values():
        columns = [
            at for at, name in enumerate(cells_of(item.header)) if at and {stem(word) for word in tokens(name)} & says
        ]
        if len(columns) != 1:
            continue
        around = set(terms(cells_of(item.header)[0])) | {term for title in item.path for term in terms(title)}
        around |= set(terms(item.lead))
        fit = {start for start, row in rows_of(index, item) if _is_of(row, columns[0], named, around)}
        if 0 < len(fit) <= MOST_ROWS:
            return with_marked_rows(index, item, found, fit, columns[0])
    return list(found)


def _is_of(row: str, column: int, named: set[str], around: set[str]) -> bool:
    """Whether a row is that of a thing: all the question calls it stands in its first cell, or over the table."""
    cells = cells_of(row)
    if len(cells) <= column or EMPTY_CELL.fullmatch(cells[column]):
        return False
    bare = set(terms(re.sub(r"\([^()]*\)", "", cells[0])))
    return bool(bare - around & named) and bare <= named | around and named <= set(terms(cells[0])) | around
