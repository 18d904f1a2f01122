"""The row of a table that says what a sign means: "what does the amber colour mean?", "lamp is winking amber at me at sea".

A learner may only tell what he sees. The row is named by its first cell, word for word or in words of like meaning.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.columns import cells_of
from studyground.assistant.extremes import rows_of, with_marked_rows
from studyground.assistant.own_figure import WHOLE_ROW
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

LIKE = 0.2  # closeness of two words
FEWEST_NAMED = 2  # words of the first cell, where the question only tells what is seen
FEWEST_TOLD = 6  # words of such a question
_MEANS = re.compile(
    r"^(?:and |so )?what (?:does|do|would|is) (?:an? |the |this |that )?(?P<sign>[\w' -]{2,40}?) (?:mean|stand for|signify|"
    r"indicate|tell (?:me|you|us)|telling (?:me|you|us))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:what|which|who|whose|when|where|why|how)\b(?! (?:i|we) (?:am|are|was|were)\b)|"
    r"^(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|name|list|explain|define|describe|"
    r"compare|tell|give)\b|\b(?:vs\.?|versus|difference|meaning|steps)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:is|are|am|['’]m|im|['’]s|was|were|keeps?|shows?|says?|reads?|got|went|goes|came|comes)\b", re.IGNORECASE
)


def with_signs_shown(index: Index, question: Question, query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the row marked that says what the sign means that a question asks of or tells.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        query: As the retriever read it.
        found: Candidates, best passages first.
    """
    text = question.text.strip()
    means = _MEANS.match(text)
    told = not means and not _ASKS.search(text) and bool(_SEEN.search(text)) and len(text.split()) >= FEWEST_TOLD
    if not (means or told) or any(item.extreme for item in found):
        return list(found)
    words = set(terms(means["sign"] if means else text)) - FRAME_WORDS
    tables: dict[tuple[int, int], Candidate] = {}
    for item in found:
        if item.header:
            tables.setdefault((item.doc, item.unit), item)
    for item in tables.values():
        head = set(terms(cells_of(item.header)[0]))
        rows = [(start, set(terms(row.partition("|")[0]))) for start, row in rows_of(index, item)]
        if means:
            fit = {start for start, name in rows if name and name <= words <= name | head}
        else:
            fit = {start for start, name in rows if len(name) >= FEWEST_NAMED and _is_told(name, words, query)}
        if len(fit) == 1:
            return with_marked_rows(index, item, found, fit, WHOLE_ROW)
    return list(found)


def _is_told(name: set[str], words: set[str], query: Query) -> bool:
    """Whether each word of a row's name is told, one at least as it stands, the rest in words of like meaning."""
    near = {other for term in words for other, closeness in query.kin.get(term, {}).items() if closeness >= LIKE}
    return bool(name & words) and name <= words | near
