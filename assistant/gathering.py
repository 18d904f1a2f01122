"""What in the passages found might stand in an answer: candidates, less what is none, and the rows and lines asked for."""

from collections.abc import Sequence

from studyground.assistant.candidates import Candidate, candidates
from studyground.assistant.drawback_cells import with_drawback_rows
from studyground.assistant.extremes import with_rows_asked
from studyground.assistant.kinds import HARD
from studyground.assistant.labels_asked import with_labels_asked
from studyground.assistant.no_statement import stating
from studyground.assistant.own_figure import with_bands_met
from studyground.assistant.question import Question
from studyground.assistant.remedy_rows import with_remedy_rows
from studyground.assistant.retrieve import Hit, Query
from studyground.assistant.signs_shown import with_signs_shown
from studyground.assistant.unsaid import telling
from studyground.assistant.when_to_choose import with_choice_rows
from studyground.ingest.index import Index


def gathered(index: Index, question: Question, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
    """The sentences, items and rows of some passages that can answer; rows and lines that are asked for are marked or added.

    Args:
        index: Where the passages come from.
        question: What is asked.
        query: As the retriever read it.
        hits: Passages, best first.
    """
    found = telling(question, candidates(index, hits))
    found = [item for item in found if not (item.of_case and question.wanted in HARD)]
    found = stating(index, question, found)
    found = with_choice_rows(index, question, with_rows_asked(index, question, query, found))
    found = with_drawback_rows(index, question, with_remedy_rows(index, question, found))
    found = with_signs_shown(index, question, query, found)
    return with_bands_met(index, question, query, with_labels_asked(index, question, query, hits, found))
