"""Words of program code in a guide's sentences and tables: a variable's name, and an "if" that names a statement."""

import re
from collections.abc import Sequence

# "the if statement's block", "an if-else": what follows such a link is no case. In English these nouns have an article,
# so that "if conditions change" is a case.
NOT_AFTER_ARTICLE = r"(?<!\bthe )(?<!\ban )(?<!\ba )(?<!\beach )(?<!\bevery )(?<!\bnested )(?<!\belse )"
STATEMENT = r"(?:[-–]|, | )?(?:else|statement|loop|block|clause|condition|expression)\b"
NO_STATEMENT = rf"(?!{STATEMENT})"
# A setting of a documented file ("core.fileMode") and a method ("addFilter()") are no program's own.
_VARIABLE = re.compile(r"(?<![.\w])[a-z]{2,}[A-Z][a-z]{2,}\w*\b(?!\()|\w\[\w*\]")
_ITS_HEAD = re.compile(r"[a-z]|[a-z]{2,}(?:[A-Z][a-z]+)+\d*|[a-z]+(?:_[a-z\d]+)+")


def names_variable(text: str) -> bool:
    """Whether a text has the name of one program's variable in it ("curYear", "myArray[i]").

    Args:
        text: A clause, or a whole sentence.
    """
    return bool(_VARIABLE.search(text))


def traces_program(header: Sequence[str]) -> bool:
    """Whether a table's columns are variables: what its rows hold are the values of one program, or of one file.

    Args:
        header: The heads as they stand ("myIntVar", "x", "customer_id").
    """
    return any(_ITS_HEAD.fullmatch(head.strip().strip("`*")) for head in header)
