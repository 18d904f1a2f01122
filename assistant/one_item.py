"""One item that answers a question for a list by itself: "Never lend: maps, atlases, prints" among the steps of lending."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.list_wording import BETWEEN, asks_in_order, how_many_asked
from studyground.assistant.listing import asks_for_steps
from studyground.assistant.picked import Picked, sentence_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

AHEAD = 3.0  # log-odds before the next of its list
FEWEST = 3  # things


def item_that_lists(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """The best candidate alone, where it is an item that lists what is asked itself and its list is of something else; or [].

    It stands well before all other items of its list and has a word asked for that neither heading nor lead has.

    Args:
        index: Where the candidates come from.
        question: For a list.
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
    """
    lead = found[order[0]]
    if lead.kind != "item" or how_many_asked(question.text) or asks_in_order(question.text):
        return []
    if asks_for_steps(question.text) == "how" or len(BETWEEN.split(lead.text.partition(": ")[2])) < FEWEST:
        return []
    asked = set(terms(question.text)) - FRAME_WORDS
    above = set(terms(" ".join((*lead.path[-1:], lead.lead))))
    own = asked & set(terms(lead.text))
    if not own - above or asked <= above or len(own) < len(asked & above):
        return []
    others = [scores[at] for at in order[1:] if (found[at].doc, found[at].path) == (lead.doc, lead.path)]
    return [sentence_of(index, lead)] if not others or scores[order[0]] - max(others) >= AHEAD else []
