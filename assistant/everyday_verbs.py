"""What people say in several small words ("go up", "make it smaller") and a guide in one ("rise", "shrink")."""

import re
from collections.abc import Container

from studyground.ingest.terms import stem

_SAID = {  # what is said, and the one word for it; the words between may be any three
    r"(?:go(?:es)?|went|going|gone) up": "rise rises rising rose increase grow",
    r"(?:go(?:es)?|went|going|gone) down": "fall falls fell drop decrease decline shrink",
    r"(?:make|get)s? (?:\w+ ){0,3}?(?:smaller|shorter)": "shrink shrunk reduce decrease shorten",
    r"(?:make|get)s? (?:\w+ ){0,3}?(?:bigger|larger|longer)": "grow enlarge extend increase lengthen expand",
    r"(?:make|get)s? (?:\w+ ){0,3}?cheaper": "cost save saving cheap cheaper",
    r"(?:make|get)s? (?:\w+ ){0,3}?(?:faster|quicker)": "accelerate speed faster quicker",
    r"get(?:s|ting)? rid": "remove delete eliminate discard",
    r"speed(?:s|ing)? (?:\w+ ){0,2}?up": "accelerate faster",
    r"(?:turn|switch)(?:es|s|ed|ing)? (?:\w+ ){0,2}?off": "disable deactivate",
    r"(?:turn|switch)(?:es|s|ed|ing)? (?:\w+ ){0,2}?on": "enable activate",
    r"(?:get(?:s|ting)?|got(?:ten)?|comes?|came) out(?! (?:of|at|to|as|in)\b)": "escape leak release",
    r"(?:put|hand|give|gave|send|sent|pay|paid|bring|take)(?:s|ing|ed)? (?:\w+ ){0,4}?back(?= (?:in|into|to|when|as|if|the|our|"
    r"your|my|their|a|an)\b|[?.,]|$)": "return returned repay restore",
    r"keep(?:s|ing)? an eye": "monitor watch observe",
    r"(?:put|puts|putting) (?:\w+ ){0,2}?on trial": "try tried",
}
_WITH_PARTICLE = re.compile(
    r"\b(?P<verb>[a-z]{3,}) (?:(?:it|them|this|that|itself|themselves|yourself) )?"
    r"(?P<particle>back|up|out|off|down|over|in|on|away|through)\b",
    re.IGNORECASE,
)
_PATTERNS = tuple(
    (re.compile(rf"\b{said}\b", re.IGNORECASE), frozenset(map(stem, one.split()))) for said, one in _SAID.items()
)


def said_in_one_word(question: str) -> list[tuple[str, frozenset[str]]]:
    """What a question says in several words, each with the stems of words for it.

    Args:
        question: As typed.
    """
    found = []
    for pattern, words in _PATTERNS:
        if match := pattern.search(question):
            found.append((match.group(), words))
    return found


def joined_in_guide(question: str, words: Container[str]) -> list[tuple[str, str]]:
    """Verbs and their particles that a guide writes as one word: "roll it back" where it has "rollback".

    Args:
        question: As typed.
        words: The guide's words, lower case.
    """
    return [
        (match.group(), joined)
        for match in _WITH_PARTICLE.finditer(question)
        if (joined := f"{match['verb']}{match['particle']}".lower()) in words
    ]
