"""Questions by what a column says that its rows do, hold or are used for ("When it is full", "What it holds", "Best for")."""

import re

from studyground.assistant.practice.writing.cell_clauses import is_clause
from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, is_participle
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.phrasing import noun_phrase

MOST_TOLD = 14  # words of a value that a question tells
_WHEN = re.compile(r"^when (?:it|they) \w+", re.IGNORECASE)
_WHAT_IT = re.compile(r"^What (?:it|each|this) (?P<verb>[a-z]+s)$", re.IGNORECASE)
_USED = re.compile(
    r"^(?:(?:Use|Choose|Pick|Take) (?:it|them|this)? ?(?:when|for|if)|(?:Best|Good|Used|Suited|Suitable|Typically used) for)$",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"(?:Best|Good|Suited|Suitable) for$", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:(?P<one>one|a|an|a single|no single)|many|few|several|two|three|four) (?!\w+ing\b)", re.IGNORECASE
)
_CLAUSE = re.compile(r"^(?:(?!\b(?:that|which|who|what)\b).)*? (?:is|are|has|have|can|must|needs?|will|does|do)\b")
SAYS_ELSEWHERE = re.compile(
    r"\b(?:it|its|they|them|you|your|we|this|that|above|below|same|other|others|see)\b|(?<!/)\betc\b(?!/)|[?!|“”\"]|…|\.\."
)
ASIDE = re.compile(r"\s*\([^()]*\)$")


def speaks(head: str) -> bool:
    """Whether a head says what its rows do."""
    return bool(_WHEN.match(head) or _WHAT_IT.match(head) or _USED.match(head))


def row_question(value: str, noun: str, head: str) -> str:
    """The question for the row of a value under such a head; "" where no English can be made of it.

    Args:
        value: The cell.
        noun: What the rows are called.
        head: Over the cell.
    """
    return _when(value, noun, head) or _does(value, noun, head) or _used(value, noun, head)


def _when(value: str, noun: str, head: str) -> str:
    """A question by what a row does in the case that the head gives ("Which store refuses writes when it is full?")."""
    value = ASIDE.sub("", value).strip(" .")
    words = value.split()
    if (
        not _WHEN.match(head)
        or len(words) < 2
        or not base_of(words[0])
        or is_participle(words[-1])
        or SAYS_ELSEWHERE.search(value)
    ):
        return ""
    return f"Which {noun} {value} {lower_first(head).rstrip('?')}?"


def _does(value: str, noun: str, head: str) -> str:
    """A question by what a head says that each row does ("What it holds": "Which file holds hashed passwords?")."""
    match = _WHAT_IT.match(head)
    value = ASIDE.sub("", value).strip(" .")
    acts = match is not None and match["verb"].lower() == "does" and bool(base_of(value.split(" ")[0].casefold()))
    if (
        match is None
        or not _says_much(value)
        or (is_clause(value) and not acts)
        or "," in re.sub(r", (?:and|or) ", " ", value)
    ):
        return ""
    if match["verb"].lower() == "does":
        return f"Which {noun} {lower_first(value)}?" if base_of(value.split()[0].casefold()) else ""
    return f"Which {noun} {match['verb'].lower()} {lower_first(value)}?"


def _used(value: str, noun: str, head: str) -> str:
    """A question by what a head says that each row is used for ("Use it when", "Best for")."""
    value = lower_first(re.split(r",? (?:e\.g\.|such as|for example)", ASIDE.sub("", value))[0].strip(" .,"))
    if not _USED.match(head) or not _says_much(value):
        return ""
    there = _COUNTED.match(value)
    if there and head.lower().endswith(("when", "if")):
        return f"Which {noun} should be used when there {'is' if there['one'] else 'are'} {value}?"
    clause = has_finite_verb(value) and not noun_phrase(value)
    if clause or _CLAUSE.search(value):
        # "spiky, tolerates cold starts" is no clause with a subject, and "user is waiting" lacks its article.
        when = head.lower().endswith(("when", "if"))
        if when and value.split()[0] in ("the", "a", "an", "no", "all", "every", "each"):
            return f"Which {noun} should be used when {value}?"
        return f"Which {noun} suits this case: “{value}”?" if when else ""
    if not noun_phrase(value):
        return ""
    judged = _JUDGED.match(head)
    if judged:  # others may be good for it as well, of which the table says something else
        choice = "the best choice" if judged.group().lower().startswith("best") else "recommended"
        return f"Which {noun} is {choice} for {value}?"
    return f"Which {noun} should be used for {value}?"


def _says_much(value: str) -> bool:
    """Whether a value can be told in a question: some words that point nowhere."""
    return (
        1 < len(value.split()) <= MOST_TOLD
        and not SAYS_ELSEWHERE.search(value)
        and value.count("(") == value.count(")")
    )
