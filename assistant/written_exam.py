"""The examination that a learner calls by half its name: "how many questions are on the written?" asks of the guide's test."""

import re
from collections.abc import Callable, Iterable, Mapping

_HALF_NAMED = re.compile(
    r"\b(?P<before>(?:on|for|in|during|before|after|at|of|pass|passed|fail|failed|take|took|sit|retake|resit|book) "
    r"(?:the|my|our|your|a))"
    r" (?P<half>written|theory|multiple[- ]choice)(?=\W*$|[,;:.?!]| (?:and|or|but|if|when|is|was|so|again|how|what)\b)",
    re.IGNORECASE,
)
_EXAMS = ("test", "exam", "examination", "paper", "assessment", "quiz")


def with_exam_named(question: str, words: Mapping[str, int], texts: Callable[[], Iterable[str]]) -> str:
    """A question that says what "the written" is: the test or exam of the guide.

    Args:
        question: As typed.
        words: The guide's words, lower case, with how many passages each is in.
        texts: Gives the guide's texts; asked for only where an examination is named so.
    """
    exam = max((one for one in _EXAMS if one in words), key=lambda one: words[one], default="")
    if not exam:
        return question

    def named(match: re.Match[str]) -> str:
        half = match["half"]
        whole = re.compile(rf"\b{half}[- ](?:{'|'.join(_EXAMS)})", re.IGNORECASE)
        keeps = any(whole.search(text) for text in texts())  # a word that the guide does not use of it leads astray
        return f"{match['before']} {f'{half} ' if keeps else ''}{exam}"

    return _HALF_NAMED.sub(named, question)
