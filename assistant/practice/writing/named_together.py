"""Whether two names belong together: by a word in common, or because the guide puts them side by side."""

import re

from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

_LINK = r"(?:, |/|,? (?:and|or|versus|vs\.?|from|nor|to|with|is not|but not) )(?:an? |the )?"


def akin(one: str, other: str) -> bool:
    """Whether two names are of one kind by their words: a word in common, or all but a figure or letter."""
    if set(terms(one)) & set(terms(other)):
        return True
    bare = [re.sub(r"\d+|\b[A-Z]\b", "#", name) for name in (one, other)]
    return bare[0] == bare[1] and "#" in bare[0]


class Together:
    """Which names a guide puts side by side: "bias and variance", "skew versus drift"."""

    def __init__(self, running: str) -> None:
        self._running = running.casefold()

    def of(self, one: str, other: str, where: str | None = None) -> bool:
        """Whether two names stand side by side anywhere, or in a text; a head in common may stand at the second alone.

        Args:
            one: A name.
            other: Another.
            where: The text; None for the whole guide.
        """
        text = self._running if where is None else where.casefold()
        return any(
            _follows(singular(first.casefold()), singular(second.casefold()), text)
            for pair in ((one, other), (other, one))
            for first, second in (pair, (_before_head(*pair), pair[1]))
            if first
        )


def _follows(first: str, second: str, text: str) -> bool:
    """Whether one name stands before another, with no more than a link between; both small and singular."""
    if second not in text:
        return False
    behind = re.compile(rf"(?:s|es)?{_LINK}{re.escape(second)}(?:s|es)?(?!\w)")
    at = text.find(first)
    while at >= 0:
        if (at == 0 or not text[at - 1].isalnum()) and behind.match(text, at + len(first)):
            return True
        at = text.find(first, at + 1)
    return False


def _before_head(name: str, other: str) -> str:
    """A name without the last word that another ends in as well: "transient" of "transient tables"."""
    words = name.split()
    return " ".join(words[:-1]) if words[-1].casefold() == other.split()[-1].casefold() else ""
