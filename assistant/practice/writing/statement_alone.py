"""Whether a statement says by itself, to somebody who has nothing else, what it is about."""

import re
from collections.abc import Callable, Sequence

from studyground.assistant.practice.writing.mining_language import PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_verbs import base_of, gerund_base
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.statement_verbs import first_finite
from studyground.ingest.terms import stem, terms

LEAST_WORDS, MOST_WORDS = 6, 24
MOST_SUBJECT = 9  # words
_POINTS = re.compile(
    r"\b(?:it|its|itself|he|she|his|her|they|them|their|theirs|this|these|those|such|same|so|then|there|here|thus|also|too|"
    r"other|others|another|both|neither|either|ones?|former|latter|former|again|still|already|yet|instead|rest|else|"
    r"you|your|yours|we|us|our|I|my|me|somebody|someone|anybody|everybody|nobody)\b|"
    r"\b(?:of|to|in|for|at|with|by|from|after|than|and|but) that\b|[;:()]|…|\b(?:guide|house|team|staff) ",
    re.IGNORECASE,
)
_THE = re.compile(r"\b[Tt]he (?P<words>(?:[\w’'-]+ ?){1,4})")
_SAID_BEHIND = frozenset("of that which who whose between".split())
# Of which there is one, so that everybody knows which is meant.
_KNOWN = frozenset(
    "sun moon earth sea seas world air ground sky equator north south east west law public state day night morning evening "
    "user learner driver patient customer buyer seller employer employee operator reader body heart brain blood skin lungs "
    "internet kernel cloud past future most least first last only whole number amount rate share size time".split()
)
_VAGUE_HEADS = frozenset(
    "copy part thing case way one point rule figure number value kind type form step result cause reason effect answer problem "
    "change difference copy version rest side end beginning limit list item choice option method approach idea".split()
)


def alone(text: str, section: Sequence[str], known: Callable[[str], bool]) -> bool:
    """Whether a statement is one whole clause about something that it names, and points at nothing outside.

    Args:
        text: A statement.
        section: The headings above it.
        known: Whether a word is an everyday word of the language; what is none is a name.
    """
    words = text.rstrip(".").split()
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or _POINTS.search(text):
        return False
    verb = first_finite(text)
    if verb is None:
        return False
    subject = text[:verb].strip()
    headed = {one for part in section for one in terms(part)}
    return _names(subject, headed, known) and all(
        _told(match["words"].split(), headed) for match in _THE.finditer(text)
    )


def _names(subject: str, headed: set[str], known: Callable[[str], bool]) -> bool:
    words = subject.split()
    if not 1 <= len(words) <= MOST_SUBJECT or "," in subject:
        return False
    first = words[0].casefold()
    if first in PREPOSITIONS | SUBORDINATORS | PRONOUNS or gerund_base(first):
        return False
    front = re.split(r" (?:of|in|on|for|with|from|by|at|that|which|who|whose|to|under|over|between)\b", subject)[
        0
    ].split()
    head = front[-1].strip(".,").casefold()
    if head in _VAGUE_HEADS or (base_of(first) and len(words) == 1):
        return False
    if first in ("a", "an", "every", "each"):
        return len(front) > 1
    if first == "the":
        return True  # judged with every other "the"
    named = any(letter.isupper() or letter.isdigit() for letter in words[0][1:]) or not known(first.strip("’'s"))
    lettered = len(front) > 1 and bool(re.fullmatch(r"[A-Z]\d*|\d+", front[-1]))
    return named or lettered or plural(" ".join([front[0].casefold(), *front[1:]])) or stem(head) in headed


def _told(words: Sequence[str], headed: set[str]) -> bool:
    """Whether "the" is said of something that the heading names, that is told in the same breath, or that is one of its kind."""
    for at, word in enumerate(words):
        low = word.strip(".,’'").casefold()
        if low in _KNOWN or stem(low) in headed or low.endswith("est") or (at and words[at].casefold() in _SAID_BEHIND):
            return True
        if word.endswith((",", ".")):
            return False
    return False
