"""A name that a sentence borrows from a second source, while all else that it says stands in the first, of something else."""

import re
from collections.abc import Set

from studyground.assistant.language_model.clauses import content_words
from studyground.assistant.language_model.names import names_in
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.terms import stem

MOSTLY = 0.6  # of the words of a sentence, its name aside, that stand in one of two sources
MOST_LENT = 1  # words besides the name that stand in the other alone


def borrowed_name(said: str, sources: tuple[str, str], names: Set[str]) -> str:
    """The name that was put in place of another; "" for none.

    Args:
        said: The sentence.
        sources: Two sentences that it is held to rest on together.
        names: Of the guide, in lower case.
    """
    own = {root_of(stem(word)) for word in content_words(said)}
    for one, other in (sources, sources[::-1]):
        have, there = ({root_of(stem(word)) for word in content_words(text)} for text in (one, other))
        lent = _named(said, names) & _named(other, names) - _named(one, names)
        lent_roots = {root_of(stem(name)) for name in lent}
        rest = own - lent_roots
        gone = _named(one, names) - _named(said, names)
        if not lent or not rest or not gone:
            continue
        if len(rest & have) >= MOSTLY * len(rest) and len((rest & there) - have) <= MOST_LENT:
            return f"{min(lent)} / {min(gone)}"
    return ""


def _named(text: str, names: Set[str]) -> set[str]:
    """The names of a text in lower case; the first word counts where the guide knows it as one."""
    words = {word.casefold() for word in re.findall(r"[\w-]+", text)}
    return set(names_in(text)) | (words & set(names))
