"""Whether a thing is still so: what asks for that, and what says how it stands now ("It was withdrawn in 2019")."""

import re
from collections.abc import Collection, Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import Question
from studyground.ingest.terms import stem, terms

_STILL = re.compile(
    r"^(?:is|are|was|were|can|could|do|does|did|has|have|will|may)\b.*\b(?:still|any ?more|any longer|nowadays|these days)\b|"
    r"^(?:is|are) .+ (?:obsolete|deprecated|outdated|out of date|retired|discontinued|up to date)\b",
    re.IGNORECASE,
)
_STILL_TO_BE_HAD = re.compile(
    r"(?:is|are|was|were) .+ still (?:available|valid|offered|supported|used|in use|current|relevant|around|sold|on sale)\b",
    re.IGNORECASE,
)
_OF_STATUS = frozenset(
    stem(word)
    for word in "still anymore longer nowadays available valid supported offered current obsolete deprecated outdated retired "
    "discontinued used buy get book take days possible date".split()
)
_NO_MORE = (
    r"no longer|retire[ds]?|retiring|discontinued|deprecated|withdrawn|superseded|replaced|obsolete|outdated|phased out|"
    r"abolished|cancelled|closed|end(?:s|ed)|expire[sd]?|still|out of (?:use|print)"
)
_STANDS_SO = re.compile(rf"\b(?:{_NO_MORE}|not? any ?more|to this day|until (?:\w+ )?\d{{4}}|in use)\b", re.IGNORECASE)
_OF_TIME = re.compile(
    rf"\b(?:{_NO_MORE}|any ?more|until|since|available|valid|offered|supported|used|current|relevant|now|today|nowadays|"
    r"(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def tells_if_still_so(text: str, asked: Collection[str], found: Sequence[Candidate]) -> list[int]:
    """The numbers of the candidates that say how the thing stands now; none unless a question asks whether it is still so.

    Args:
        text: The question.
        asked: Its terms.
        found: Candidates.
    """
    thing = set(asked) - _OF_STATUS if _STILL.match(text) else set()
    if not thing:
        return []
    return [at for at, item in enumerate(found) if thing <= set(terms(item.text)) and _STANDS_SO.search(item.text)]


def leaves_standing_untold(question: Question, best: Candidate) -> bool:
    """Whether a question asks if a thing is still so, and a sentence says nothing of what is, was or will be no more.

    Args:
        question: What is asked.
        best: The candidate that is to answer.
    """
    return bool(_STILL_TO_BE_HAD.match(question.text)) and not _OF_TIME.search(best.text)
