"""Columns of a table that say yes or no: which row can, and whether one row can.

"Which saw cuts iron?" is answered by the row with "yes" under "Cuts iron", never by one with "no", whatever words it has; "can
the hacksaw cut iron?" by that cell alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import named_cells, title_terms
from studyground.assistant.kinds import HARD
from studyground.assistant.own_figure import MET
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import stem, terms, tokens

FEWEST_ROWS = 2
SHARED = 2  # words of a column's name
JUST_BEFORE = 0.1  # log-odds
SAYS_NO = 5.0
_YES = re.compile(r"(?:yes|✓|✔)(?!\w)", re.IGNORECASE)
_NO = re.compile(r"(?:no(?:t\b[^|]{0,20})?|✗|✘|none)(?!\w)", re.IGNORECASE)
_NEITHER = re.compile(r"(?:n/a|[–—-]|only\b.*|partly\b.*|sometimes\b.*|depends\b.*)$", re.IGNORECASE)
_WHICH = re.compile(r"^(?:which|what)\b", re.IGNORECASE)
_WHETHER = re.compile(r"^(?:and |but )?(?:can|could|does|do|is|are|has|have|will|may)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|cannot|never|no|without|lacks?|unable)\b|n['’]t\b", re.IGNORECASE)
_LIGHT = frozenset(
    stem(word) for word in "run use work support have get go take need possible allow offer come".split()
)


def with_yes_rows(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], float]:
    """Scores and confidence where a column of yes and no settles which row is meant, or what holds of the row that is named.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
        confidence: That the best answers, so far.
    """
    text = question.text.strip()
    if not len(scores) or question.wanted in HARD or any(item.extreme for item in found):
        return scores, confidence
    asked = {term for term in terms(text) if term not in FRAME_WORDS}
    moved = np.array(scores, np.float64)
    if _WHICH.match(text):
        for told in _columns(asked, found, SHARED):
            if int(np.argmax(scores)) not in told:
                continue
            wanted = not _DENIED.search(_apart_from(text, found[next(iter(told))].header))
            fit = [at for at, (_, says) in told.items() if says is wanted]
            if not fit:
                continue
            others = [at for at, (_, says) in told.items() if says is (not wanted)]
            moved[others] -= SAYS_NO
            best = max(fit, key=lambda at: float(moved[at]))
            moved[best] = max(float(moved[best]), float(scores.max()) + JUST_BEFORE)
            return moved, confidence
    if _WHETHER.match(text):
        for told in _columns(asked, found):
            named = [at for at in told if set(terms(found[at].text.partition("|")[0])) & asked]
            if len(named) != 1 or told[named[0]][1] is None:
                continue
            said = told[named[0]][0] | set(terms(found[named[0]].text.partition("|")[0])) | _LIGHT
            if asked <= said:
                moved[named[0]] = max(float(moved[named[0]]), float(scores.max()) + JUST_BEFORE)
                return moved, max(confidence, MET)
    return scores, confidence


def _apart_from(text: str, header: str) -> str:
    """A question without the words that name columns: "without" in "Cuts without burning" denies nothing."""
    named = set(tokens(header))
    return " ".join(word for word in text.split() if not set(tokens(word)) & named)


def _columns(
    asked: set[str], found: Sequence[Candidate], enough: int = 0
) -> Iterator[dict[int, tuple[set[str], bool | None]]]:
    """Columns of yes and no whose name is asked for: for each row found the terms of that name, and what the row says.

    Args:
        asked: Terms of the question.
        found: Candidates.
        enough: How many words of a name will do; 0 where all of them must be asked.
    """
    tables: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for at, item in enumerate(found):
        if item.header and named_cells(item.text, item.header):
            tables[item.doc, item.unit, item.header].append(at)
    for (_, _, header), rows in tables.items():
        names = header.split("|")
        for column in range(1, len(names)):
            title = title_terms(names[column].strip(" ?"))
            if not title or not (title <= asked or (enough and len(title & asked) >= enough)):
                continue
            cells = {at: named_cells(found[at].text, header)[column][1] for at in rows}
            plain = [cell for cell in cells.values() if _YES.match(cell) or _NO.match(cell)]
            odd = [cell for cell in cells.values() if cell not in plain and not _NEITHER.match(cell)]
            if len(plain) >= FEWEST_ROWS and not odd:
                yield {
                    at: (title, True if _YES.match(cell) else False if _NO.match(cell) else None)
                    for at, cell in cells.items()
                }
