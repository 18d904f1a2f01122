"""Pieces of a guide that state nothing: tasks set to its reader, what the reader shall be able to do, a formula alone.

"A colleague analyses the data with Welch's t-test. What is wrong?" stands in an exercise, and is the mistake to be found.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.furniture import plain_heading
from studyground.assistant.question import Question
from studyground.ingest.index import Index

_TASKS = re.compile(
    r"(?:(?:end[- ]of[- ](?:chapter|section)|chapter|section|practice|review|homework|further|suggested) )*"
    r"(?:exercises?|problems?|problem sets?|homework|assignments?|review questions|discussion questions|"
    r"questions for (?:review|discussion|thought)|check your understanding|test yourself|self[- ](?:test|check|assessment))"
    r"(?: [\d.]+)?:?",
    re.IGNORECASE,
)
_SETS = re.compile(
    r"(?:compute|calculate|explain|describe|discuss|show|prove|derive|find|determine|state|list|name|compare|suppose|consider|"
    r"sketch|draw|write|implement|give|use|verify|evaluate|solve|estimate|identify|interpret|analy[sz]e|outline)\b",
    re.IGNORECASE,
)
_SHALL_LEARN = re.compile(
    r"\blearning (?:objectives?|outcomes?|goals?|targets?)\b|"
    r"\b(?:you|students?|learners?|readers?|participants?|one) (?:should|will|shall|must|can|would)(?: now| then| also)? "
    r"(?:be able|be capable|have (?:learn|understood|gained))",
    re.IGNORECASE,
)
_ASKS_OF_TASKS = re.compile(
    r"\b(?:exercises?|problems?|homework|assignments?|quiz|objectives?|outcomes?|goals?|learn\w*|able|teach\w*|cover\w*)\b",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\$\$.+\$\$\W*|\\\[.+\\\]\W*|\\begin\{(\w+\*?)\}.+\\end\{\1\}\W*", re.DOTALL)
_ASKS_FORMULA = re.compile(
    r"\b(?:formulas?|formulae|equations?|expressions?|calculat\w*|comput\w*|derive\w*|defin\w*|obtain\w*|mathemat\w*|written)\b|"
    r"^(?:what|how) (?:is|are|do|does)\b",
    re.IGNORECASE,
)


def stating(index: Index, question: Question, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that state something, or are of what the question asks for by name.

    Args:
        index: Where they come from.
        question: What is asked.
        found: Candidates.
    """
    asks_of_tasks = bool(_ASKS_OF_TASKS.search(question.text))
    asks_formula = bool(_ASKS_FORMULA.search(question.text))
    return [
        item
        for item in found
        if (asks_of_tasks or not (shall_learn(item) or _set_task(index, item)))
        and (asks_formula or not _FORMULA.fullmatch(item.text.strip()))
    ]


def shall_learn(item: Candidate) -> bool:
    """Whether an item says what the reader shall be able to do: "state a null hypothesis" under "you should be able to"."""
    heading = item.path[-1] if item.path else ""
    return item.kind == "item" and bool(_SHALL_LEARN.search(item.lead) or _SHALL_LEARN.search(heading))


def _set_task(index: Index, item: Candidate) -> bool:
    """Whether a sentence belongs to a task: below a heading of tasks, in a unit that asks or orders."""
    if not item.path or not _TASKS.fullmatch(plain_heading(item.path[-1])):
        return False
    unit = index.units(item.doc, item.unit, item.unit)[item.unit]
    text = index.text_by_id(item.doc)[unit.start : unit.end].strip()
    return text.endswith("?") or any(
        _SETS.match(sentence) or sentence.endswith("?") for sentence in re.split(r"(?<=[.?!])\s+", text)
    )
