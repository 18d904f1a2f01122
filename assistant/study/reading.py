"""What to read for an objective: the sections of the guide that speak of it, those behind missed questions first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyground.assistant.citing import citation
from studyground.assistant.practice.practice_question import PracticeQuestion

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant
    from studyground.corpus.blueprint import Objective

LOOKED_AT = 12  # passages
KEYWORDS = 8  # of an objective; more would drown its own words
MISSED_BONUS = 10.0  # above any score of a search


@dataclass(frozen=True, slots=True)
class Reading:
    """A section of the guide: document, headings from the outermost in, page or None, and a span to open."""

    document: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int


def reading(
    assistant: "Assistant", objective: "Objective", missed: Sequence[PracticeQuestion] = (), most: int = 3
) -> tuple[Reading, ...]:
    """Sections to read for an objective, first the best.

    Args:
        assistant: Over the learner's guide.
        objective: Its text and keywords are searched for.
        missed: Questions the learner missed; the sections their keys rest on come first, if the guide still has them.
        most: How many.
    """
    scores: dict[tuple[str, tuple[str, ...]], float] = {}
    first: dict[tuple[str, tuple[str, ...]], Reading] = {}
    documents = set(assistant.index.document_names())
    for question in missed:
        for cited in question.citations:
            if question.objective == objective.id and cited.document in documents:
                place = (cited.document, cited.section)
                first.setdefault(place, Reading(*place, cited.page, cited.start, cited.end))
                scores[place] = scores.get(place, MISSED_BONUS) + 1
    query = " ".join([objective.text, *objective.keywords[:KEYWORDS]])
    for hit in assistant.search(query, LOOKED_AT):
        cited = citation(assistant.index, 1, hit.doc, hit.start, hit.end)
        place = (cited.document, cited.section)
        first.setdefault(place, Reading(*place, cited.page, cited.start, cited.end))
        scores[place] = scores.get(place, 0.0) + max(0.0, hit.score)
    order = sorted(scores, key=lambda place: (-scores[place], place))
    return tuple(first[place] for place in order[:most])
