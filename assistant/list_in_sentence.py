"""A list asked for that the guide gives in one sentence: "A permit is needed to fell, burn, drain or plough."."""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.list_wording import BETWEEN
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

FEWEST = 3  # things
SUBJECT_WORDS = 4
_ASKS_LIST = re.compile(
    r"^(?:please )?(?:list|name|give(?: me)?|tell me|(?:what|which) (?:\w+ )?(?:are|things|cases|situations|activities|items|"
    r"kinds|types)|what all)\b",
    re.IGNORECASE,
)


def listed_in_one(question: Question, found: Sequence[Candidate], order: Sequence[int]) -> bool:
    """Whether the best sentence opens with all that a question for a list names, and goes on with three things or more.

    Args:
        question: What is asked.
        found: Candidates.
        order: Their numbers, best first.
    """
    if question.type != "list" or not _ASKS_LIST.match(question.text.strip()) or not order:
        return False
    item = found[order[0]]
    asked = {term for term in terms(question.text) if term not in FRAME_WORDS and len(term) > 1}
    if item.kind not in ("paragraph", "item") or not asked or len(BETWEEN.split(item.text)) < FEWEST + 1:
        return False
    opening = re.split(r"[,;:]", item.text)[0]
    said = opening.split()[:SUBJECT_WORDS] if len(asked) == 1 else opening.split()
    return asked <= set(terms(" ".join(said)))
