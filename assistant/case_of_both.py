"""What happens to both of two things in the case that a question puts: "It rains for a week: which goes first, hay or straw?".

A sentence that tells the case and names both says which; what each of them is says nothing of it.
"""

from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

CASE_TERMS = 2


def told_of_both(
    question: Question, found: Sequence[Candidate], order: Sequence[int], sides_in: Sequence[Sequence[int]]
) -> list[int]:
    """The best candidate's number, where it names both sides and has two words of the case that is put; [] otherwise.

    Args:
        question: Which of two it is in some case, with its sides.
        found: Candidates.
        order: Their numbers, best first.
        sides_in: For each candidate the sides it names.
    """
    best = found[order[0]]
    if len(sides_in[order[0]]) < len(question.sides) or best.kind == "table":
        return []
    case = set(terms(question.text)) - {term for side in question.sides for term in terms(side)} - FRAME_WORDS
    return [order[0]] if len(case & set(terms(best.text))) >= CASE_TERMS else []
