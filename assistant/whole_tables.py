"""Tables given whole: one whose first column is called what is asked for, and one whose rows are the steps of what is to be done.

"Which berths are there, and what do they cost?" is answered by the table "Berth | Fee", "how do I learn it in three weeks?" by
the one that begins "Week | Task", though no single row has more than a word of the question.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of, measures_of, names_measure, title_terms
from studyground.assistant.extremes import rows_of
from studyground.assistant.introduced import introduces, without_name
from studyground.assistant.list_wording import NUMBER_TERMS, how_many_asked
from studyground.assistant.listing import ITEMS_MOST, ITEMS_WITHIN, asks_for_steps, whole_table
from studyground.assistant.picked import Picked
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.sequences import kin_of
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

FEWEST_ROWS = 2
_OF_ALL = re.compile(
    r"\b(?:each|every|all (?:of )?(?:the|these|those)|all) (?!of\b)(?P<one>[\w-]+(?: [\w-]+)?)|"
    r"\b(?P<those>[\w-]+) and (?:their|its) [\w-]+",
    re.IGNORECASE,
)
_ANY_VERB = frozenset(
    stem(word)
    for word in "cover include contain exist make up consist have list show there exactly overall altogether total all each "
    "every different various available possible separate respective".split()
)
_STEP_COLUMN = re.compile(r"(?:week|day|month|hour|session|step|stage|phase|round|no\.?|nr\.?|#)", re.IGNORECASE)


def names_a_table(index: Index, question: Question, found: Sequence[Candidate]) -> bool:
    """Whether a table is of what a question asks for several of: its first column is called so, and its title names the rest.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
    """
    return _table_asked_for(index, question, found) is not None


def table_asked_for(index: Index, question: Question, found: Sequence[Candidate]) -> list[Picked]:
    """The rows of the table whose first column is called what is asked for, all of them; [] where there is no one such table.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates, best first.
    """
    item = _table_asked_for(index, question, found)
    return whole_table(index, item) if item is not None else []


def table_of_steps(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """The rows of a table that counts weeks or steps, all of them, where the best sentences are among them; else [].

    The headings must have all that is asked for, or half of it where two of the rows are near the best.

    Args:
        index: Where the candidates come from.
        question: How something is done; for others there is none.
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
    """
    best = found[order[0]]
    if asks_for_steps(question.text) != "how" or not best.header:
        return []
    near = [
        at for at in order if (found[at].doc, found[at].unit) == (best.doc, best.unit)
        and scores[at] >= scores[order[0]] - ITEMS_WITHIN
    ]  # fmt: skip
    first = [cells_of(row)[0] for _, row in rows_of(index, best)]
    counted = first == [str(at) for at in range(1, len(first) + 1)]
    asked = set(terms(question.text)) - FRAME_WORDS
    head = set(terms(" ".join((*best.path, best.lead))))
    if not counted or not _STEP_COLUMN.fullmatch(cells_of(best.header)[0]) or not asked:
        return []
    half = len(near) >= FEWEST_ROWS and 2 * len(asked & head) >= len(asked)
    return whole_table(index, best) if half or asked <= head else []


def _table_asked_for(index: Index, question: Question, found: Sequence[Candidate]) -> Candidate | None:
    """A row of the one table that is asked for whole."""
    several = _OF_ALL.search(question.text)
    if question.type != "list" and not (several and question.type in ("factoid", "definition")):
        return None
    rest, name = without_name(question.text)
    asked = set(terms(question.text)) - FRAME_WORDS - NUMBER_TERMS - _ANY_VERB
    of_all = set(terms(several["one"] or several["those"] or "")) if several else set()
    wanted = how_many_asked(question.text)
    kin = kin_of(index, rest) if asked else {}
    tables: dict[tuple[int, int], Candidate] = {}
    for item in found:
        if item.header:
            tables.setdefault((item.doc, item.unit), item)
    fit = [
        item
        for item in tables.values()
        if _is_of(index, item, asked - (name if name and introduces(index, item.doc, name) else set()), kin, wanted,
                  of_all if question.type != "list" else set())
    ]  # fmt: skip
    return fit[0] if len(fit) == 1 else None


def _is_of(
    index: Index, item: Candidate, asked: set[str], kin: dict[str, set[str]], wanted: int, of_all: set[str]
) -> bool:
    """Whether the first column of a table is called what is asked for, and the other columns and the headings name the rest."""
    names = cells_of(item.header)
    first = title_terms(names[0])
    rows = [cells_of(row) for _, row in rows_of(index, item)]
    if not first or not first <= asked or (of_all and not first <= of_all):
        return False
    if not FEWEST_ROWS <= len(rows) <= ITEMS_MOST or (wanted and len(rows) != wanted):
        return False
    if len({row[0] for row in rows}) < len(rows) or any(len(row) != len(names) for row in rows):
        return False
    around = set(terms(" ".join((*names, *item.path, item.lead))))
    measured = set[str]().union(*(measures_of(name, [row[at] for row in rows]) for at, name in enumerate(names) if at))
    return all(
        term in around or bool(kin.get(term, set()) & around) or names_measure(term, measured) for term in asked - first
    )
