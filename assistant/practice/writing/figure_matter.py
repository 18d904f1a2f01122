"""Whose figure a direct question asks for: the matter of the heading, put in front where the sentence does not name it."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mining_language import PREPOSITIONS
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.section_headings import heading_of
from studyground.ingest.terms import terms

MATTER_WORDS, SUBJECT_WORDS = 3, 2
LEAD_WORDS = (3, 8)
# "Within how many seconds should you answer with any 2xx?": answer what, only the heading says.
_NO_OBJECT = re.compile(r"\bshould (?:you|one) (?P<verb>[a-z]+) (?P<next>[a-z]+)\b")
# "For how long should you keep the tag on file?": which tag.
_POINTS = re.compile(
    r"\bshould (?:you|one) [a-z]+ (?:up |down )?the (?P<what>[a-z-]+)(?: (?:on|in|at|for|by|to) [a-z]+)?\?$"
)
_ENDS = frozenset("wait stay rest sleep breathe walk stand".split())
# "The default maximal time interval": of what, only the heading says.
_OF_ANYTHING = frozenset(
    "the a an its default maximal maximum minimal minimum initial overall total average usual standard current time interval "
    "limit size value number amount length period timeout delay count rate level duration range".split()
)
# Headings of what is told of a matter, and of no matter.
_ASPECT = re.compile(
    r"(?:limits|deadlines|fees|costs|prices|rules|figures|times|dates|types|kinds|methods|options|steps|errors|problems|changes|"
    r"records|duties|levels|conditions|requirements|details|results|hours|sizes|defaults|terms|reasons|roles|notes|exceptions|"
    r"mistakes|basics|essentials|pitfalls|facts|numbers|periods|standards|principles|responsibilities|operations|signs|checks)$",
    re.IGNORECASE,
)


def with_matter(question: str, subject: str, section: Sequence[str]) -> str:
    """A question as it can be read alone: with the matter of its heading where it needs that; "" where none can be said.

    Args:
        question: As the sentence gives it.
        subject: What its figure is said of.
        section: Headings above the sentence, the nearest last.
    """
    heading = heading_of(section[-1:])
    if len(subject.split()) == 1 and re.fullmatch(rf"[A-Za-z][a-z]+ {re.escape(subject)}", heading, re.IGNORECASE):
        return re.sub(rf"\b{re.escape(subject)}\b", _small(heading), question, count=1)  # "clocks": test clocks
    if (
        len(subject.split()) == 1
        and subject.islower()
        and subject not in ("you", "one")
        and section[-1:]
        and (section[-1].rstrip().endswith("?") and not set(terms(section[-1])) & set(terms(question)))
    ):
        return ""  # an answer leans on its question
    verb = _NO_OBJECT.search(question)
    bare = verb is not None and verb["next"] in PREPOSITIONS and verb["verb"] not in _ENDS
    bare = bare or bool(_POINTS.search(question))
    words = subject.split()
    loose = 0 < len(words) <= SUBJECT_WORDS and subject.islower() and plural(words[-1]) and bool(_done(words[0]))
    unnamed = bool(words) and all(word.casefold() in _OF_ANYTHING for word in words)
    bare = bare or unnamed
    if not (bare or loose):
        return question
    if question.startswith("When ") or (heading and set(terms(heading)) & set(terms(question))):
        return question
    if not _is_matter(heading):
        return "" if bare else question
    return f"In the case of {_small(heading)}, {question[:1].lower()}{question[1:]}"


def while_doing(lead: str, question: str, subject: str) -> str:
    """A question about a step with the work that it belongs to: "When you calibrate by the ice-point method, how long …".

    Args:
        lead: What stands before the colon behind which the step is told.
        question: About the step.
        subject: What its figure is said of.
    """
    words = lead.split()
    ordered = LEAD_WORDS[0] <= len(words) <= LEAD_WORDS[1] and words[0].casefold() in VERBS
    plain = ordered and not may_be_noun(words[0].casefold()) and re.fullmatch(r"[A-Za-z][\w’' -]*", lead)
    if not plain or subject not in ("you", "one") or not re.match(r"(?:How|Within|For|At|To|After)\b", question):
        return question
    return f"When you {lead[:1].lower()}{lead[1:]}, {question[:1].lower()}{question[1:]}"


def _done(word: str) -> bool:
    """Whether what stands before a noun says only what was done with it: "failed deliveries" of what."""
    return bool(re.fullmatch(r"[a-z]+ed|lost|sent|broken|missed|late|new|old", word))


def _is_matter(heading: str) -> bool:
    """Whether a heading is a plain plural: the things that its section is about."""
    words = heading.split()
    if not 1 <= len(words) <= MATTER_WORDS or _ASPECT.search(heading):
        return False
    plain = all(re.fullmatch(r"[A-Za-z][\w-]*", word) for word in words)
    joined = any(word.casefold() in PREPOSITIONS | {"and", "or", "the", "a", "an", "your"} for word in words)
    return plain and not joined and plural(words[-1].casefold()) and not (len(words) > 1 and base_of(words[0]))


def _small(heading: str) -> str:
    """A heading inside a sentence: its first word small, unless it is written with capitals throughout."""
    words = heading.split()
    titled = len(words) > 1 and all(word[:1].isupper() for word in words)
    first = words[0]
    if first[1:].islower() and not titled:
        words[0] = first.lower()
    return " ".join(word.lower() if titled and word[1:].islower() else word for word in words)
