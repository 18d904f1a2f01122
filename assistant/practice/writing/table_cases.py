"""The case that a row of a table gives, told in a sentence ("The outcome is numerical, and there are two paired groups")."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.phrasing import capital, plural
from studyground.assistant.practice.writing.vocabulary import singular

_COUNTED = re.compile(
    r"^(?P<count>(?:one|two|three|four|five|six|several|many|\d+)(?: or (?:more|fewer|less))?|more than \w+|at least \w+)"
    r"(?:,? (?P<rest>[a-z][\w -]*))?$",
    re.IGNORECASE,
)
_RECORD_HEAD = re.compile(r"\b(?:ids?|identifier|timestamp|date|time|index|row|no)\b", re.IGNORECASE)
_RECORD = re.compile(r"_|\d[/.:-]\d")
# What a column calls the right one without saying what it is right for.
_JUDGED = frozenset("usual recommended suitable preferred typical standard suggested advised".split())
_NO_NOUN = re.compile(r"(?:ed|ing|al|ic|ous|ive|able|ible|ful|less|ary|ish|y|ness|ity|age|er)$")


def is_record(head: str, values: Sequence[str]) -> bool:
    """Whether a column numbers or dates the rows, which are records then and no cases that one could meet."""
    return bool(_RECORD_HEAD.search(head)) or 2 * sum(bool(_RECORD.search(value)) for value in values) > len(values)


def case_told(heads: tuple[str, str], values: tuple[str, str]) -> str:
    """Two cells under their heads as one sentence.

    Args:
        heads: Of the two columns that make the case ("Outcome", "Groups").
        values: Of one row ("Numerical", "Two, paired").
    """
    first, second = (_side(head, value) for head, value in zip(heads, values, strict=True))
    return f"{capital(first)}, and {second}."


def _side(head: str, value: str) -> str:
    """One cell as a clause: "the soil is sandy", "there are two paired groups"."""
    noun, said = " ".join(lower_first(word) for word in head.split()), lower_first(value)
    counted = _COUNTED.match(said)
    if plural(noun):
        if counted:
            return f"there are {' '.join(filter(None, (counted['count'].lower(), counted['rest'], noun)))}"
        return f"the {noun} are {said}"
    words = said.split()
    single = len(words) > 1 and words[-1].isalpha() and words[-1].islower() and not plural(said)
    if single and words[0] not in ("a", "an", "the") and not _NO_NOUN.search(words[-1]):
        said = f"{'an' if said[0] in 'aeiou' else 'a'} {said}"
    return f"the {noun} is {said}"


def value_asked(noun: str) -> str:
    """The question for the value of a column ("usual test": "Which test is usual?")."""
    *before, last = noun.split()
    if len(before) == 1 and before[0] in _JUDGED and singular(last) == last:
        return f"Which {last} is {before[0]}?"
    return f"What {'is' if singular(last) == last else 'are'} the {noun}?"


def other_case_asked(noun: str, case: str) -> str:
    """The question for a column that says what is used in a further case ("If frost is expected").

    Args:
        noun: Of the column beside it, which says what is used otherwise ("usual rope").
        case: The head, its first letter small.
    """
    return f"Which {singular(noun.split()[-1])} should be used {case}?"
