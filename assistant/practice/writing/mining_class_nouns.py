"""What the members of a list or table are called in the singular: "isolation level" of "Isolation levels and what they allow"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, lower_first
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, gerund_base, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.vocabulary import VAGUE, singular

MOST_WORDS = 3
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|[A-Z]\.)\s+")
_ENDS = re.compile(
    r"\s+and (?=what\b|how\b|when\b|why\b|where\b|their\b)|\s+(?:in|of|for|with|by|to|at|on|from)\s|[:,(–—]|\s-\s"
)
_IDLE = frozenset(
    "the a an these those some all our your two three four five six seven eight nine ten main common important basic different "
    "various typical key other useful following best top popular many several most usual big major general more".split()
)
_MEANT = re.compile(
    r"\bwhat (?:all )?(?:the |these )?(?P<noun>[a-z][a-z -]+?s) (?:usually |normally |often |each )?"
    r"(?:mean|stand for|indicate)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:there (?:are|exist) |we have |you (?:can )?(?:get|have|meet) |[\w ]+ (?:has|have|knows?|offers?|comes? in) )?"
    r"(?P<noun>[\w -]+?s)(?: (?:are|is|come|differ|exist|have|which|that|to|you|we|in|of|for)\b.*)?$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*"
)  # "salt", "original_size": parts of what the heading names, or members of it
_DOING = re.compile(r"[a-z]{3,}ing")
# A field is what its members serve, and not what they are: nothing is "a geoscience".
_STUDY = re.compile(
    r"[a-z]*science|physic|economic|mathematic|dynamic|mechanic|electronic|linguistic|genetic|robotic|logistic|politic|ethic"
)
_NO_CLASS = (
    VAGUE
    | VAGUE_KINDS
    | frozenset(
        "reason note tip habit idea detail question answer mistake basic step stage day week rule fact example fundamental "
        "service data news term".split()
    )
)


@dataclass(frozen=True, slots=True)
class Called:
    """The noun for one member, "" where none is known; `means` says that the lead asks what each means."""

    noun: str
    means: bool = False


def called(lead: str, section: Sequence[str], labels: Sequence[str], said: Sequence[str] = ()) -> Called:
    """What the members of a labelled list are called: by its lead, by what all labels end in, or by its heading.

    Args:
        lead: The line that leads the list in, or "".
        section: Headings above, outermost first.
        labels: Of the members.
        said: What is said of them: where that speaks of "a password", the members under "Passwords" are no passwords.
    """
    meant = _MEANT.search(lead)
    if meant:
        return Called(_noun(meant["noun"]), means=True)
    led = _LEADS.match(lead) if lead else None
    noun = _noun(led["noun"]) if led else ""
    heading = section[-1] if section else ""
    if not noun and not lead:
        above = section[-2] if len(section) > 1 else ""
        noun = _noun(_ENDS.split(_NUMBERED.sub("", heading))[0], above, heading=True)
        noun = "" if noun and any(_of_another(noun.split()[-1], text) for text in said) else noun
        noun = "" if noun and all(_FIELD.fullmatch(label) for label in labels) and not _spoken_of(noun, said) else noun
    lasts = {label.split()[-1] for label in labels if " " in label}
    if not noun and len(lasts) == 1 and all(" " in label for label in labels) and (last := lasts.pop()).islower():
        noun = last
    return Called(noun)


def _spoken_of(noun: str, said: Sequence[str]) -> bool:
    """Whether a statement uses a noun, so that what the heading names is what is told of."""
    last = re.compile(rf"\b{re.escape(noun.split()[-1])}(?:s|es)?\b", re.IGNORECASE)
    return any(last.search(text) for text in said)


def _of_another(noun: str, said: str) -> bool:
    """Whether a statement speaks of one or some of what a noun names as of something else than its subject."""
    some = rf"(?P<before>\w+) (?:an?|one|each|every|its|their|many|several|some) (?:[\w-]+ ){{0,2}}{re.escape(noun)}(?:s|es)?\b"
    return any(
        found["before"].casefold() not in ("is", "are", "as", "be", "like", "than", "or")
        for found in re.finditer(some, said, re.IGNORECASE)
    )


def _noun(phrase: str, above: str = "", *, heading: bool = False) -> str:
    """A plural as the noun of one ("Isolation levels": "isolation level"); a bare one takes the "-ing" of the heading above."""
    words = [word for word in phrase.split() if word.casefold() not in _IDLE]
    if not 1 <= len(words) <= MOST_WORDS or not all(re.fullmatch(r"[A-Za-z][A-Za-z-]*", word) for word in words):
        return ""
    low = [word.casefold() for word in words]
    odd = DETERMINERS | PREPOSITIONS | PRONOUNS | AUXILIARY | {"and", "or", "what", "how", "why", "when", "which"}
    if odd & set(low) or not plural(low[-1]) or (low[0] in VERBS and not may_be_noun(low[0])):
        return ""
    last = singular(low[-1])
    if heading and _STUDY.fullmatch(last):
        return ""
    if len(words) > 1 and (
        (heading and gerund_base(low[0])) or last in VAGUE - {"level", "type", "form", "kind", "set", "group"}
    ):
        return ""  # "placing pots" is done, and "useful things" are of no class
    if len(words) == 1:
        topic = _NUMBERED.sub("", above).casefold()
        if _DOING.fullmatch(topic):
            return f"{topic} {last}"
        return "" if last in _NO_CLASS else last
    return " ".join([*(lower_first(word) for word in words[:-1]), last])


def column_noun(head: str) -> str:
    """What one row's name is called by the head of its column ("Marks": "mark"); "" where the head is no noun."""
    words = _NUMBERED.sub("", head).split()
    if not 1 <= len(words) <= MOST_WORDS or not all(re.fullmatch(r"[A-Za-z][A-Za-z-]*", word) for word in words):
        return ""
    low = [word.casefold() for word in words]
    odd = (
        DETERMINERS | PREPOSITIONS | PRONOUNS | AUXILIARY | {"and", "or", "what", "how", "why", "when", "which", "who"}
    )
    if odd & set(low) or any(
        form and not may_be_noun(form) for form in (base_of(low[0]), low[0] if low[0] in VERBS else "")
    ):
        return ""
    if low[-1].endswith("ed"):
        return ""  # "signed": of what, only the rows say
    words = words[:-1] if len(words) > 1 and low[-1] in ("name", "names") else words
    last = singular(words[-1])
    return " ".join(lower_first(word) for word in (*words[:-1], last))
