"""A part that a question adds at its end ("…, and was it cheap?") of which the answer says nothing, but its paragraph does.

So is what is compared outright: "which keeps longer, …?" beside a paragraph that has "keeps longer".
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.picked import Picked, sentence_at, with_antecedent
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.tail_case import told_of_case
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

NEAR = 4.0  # log-odds
AROUND = 12  # sentences
_TAIL = re.compile(
    r"\b(?:and|but|&) (?:also |then )?(?P<tail>(?:what|which|who|where|when|why|how|is|are|was|were|do|does|did|can|could|will|"
    r"would|should|has|have|had|may|must)(?:n['’]t)?\b(?:(?!\b(?:and|but)\b)[^?])+)[?.! ]*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:so |and )?(?:which|what|who)(?: one| of (?:them|the two|these))? (?P<says>"
    r"[a-z]+s (?:more [a-z]+|less [a-z]+|[a-z]{2,}er))\b",
    re.IGNORECASE,
)


def with_tail(
    index: Index,
    question: Question,
    picked: Sequence[Picked],
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    words: int,
) -> list[Picked]:
    """An answer with the sentence of its own paragraph that speaks of the part that the question adds, or compares outright.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far, no list.
        found: Candidates.
        scores: Their log-odds of answering.
        words: Most words of the answer.
    """
    shown = list(picked)
    if not shown or any(one.listed or one.code for one in shown):
        return shown
    item = (
        _says_more(index, question, shown)
        or told_of_case(index, question, shown)
        or _of_the_tail(question, shown, found, scores)
    )
    if item is None:
        return shown
    one = with_antecedent(index, item, apart_from=[source for part in shown for source in part.sources])
    if sum(len(part.text.split()) for part in (*shown, one)) > words:
        return shown
    first = shown[0].sources[0]
    before = not shown[0].label and (item.doc, item.unit) == (first.doc, first.unit) and item.n < first.n
    return [one, *shown] if before else [*shown, one]


def _of_the_tail(
    question: Question, shown: Sequence[Picked], found: Sequence[Candidate], scores: NDArray[np.float64]
) -> Candidate | None:
    """The candidate of a paragraph shown that has most words of the tail, where what is shown has none of them."""
    match = _TAIL.search(question.text.strip())
    tail = set(terms(match["tail"])) - FRAME_WORDS - set(terms(question.text[: match.start()])) if match else set()
    if not tail or any(tail & set(terms(one.text)) for one in shown):
        return None
    places = {(source.doc, source.unit) for one in shown for source in one.sources if source.kind == "paragraph"}
    fit = [
        at
        for at, item in enumerate(found)
        if (item.doc, item.unit) in places and tail & set(terms(item.text)) and scores[at] >= scores.max() - NEAR
    ]
    best = max(fit, key=lambda at: (len(tail & set(terms(found[at].text))), float(scores[at])), default=None)
    return None if best is None else found[best]


def _says_more(index: Index, question: Question, shown: Sequence[Picked]) -> Candidate | None:
    """The sentence of the first one's paragraph that has the comparison of the question in its words ("keeps longer")."""
    match = _MORE.match(question.text.strip())
    lead = shown[0].sources[0]
    if match is None or lead.kind != "paragraph":
        return None
    says = re.compile(rf"\b{re.escape(match['says'])}\b", re.IGNORECASE)
    if any(says.search(one.text) for one in shown):
        return None
    for row in index.sentences(lead.doc, max(0, lead.n - AROUND), lead.n + AROUND):
        item = sentence_at(index, lead, row, lead.kind)
        if row.span.unit == lead.unit and says.search(item.text) and presentable(lead.kind, item.text):
            return item
    return None
