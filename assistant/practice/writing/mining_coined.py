"""Names that no dictionary has: identifiers, and words that a noun beside them marks as the name of something."""

import re
from collections import Counter
from collections.abc import Callable

from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.things import APPOSED, Names

_MARKED = re.compile(rf"\b[Tt]he (?P<name>[A-Za-z][\w.+-]{{1,30}}) (?P<kind>{APPOSED})\b(?! of\b)")
_HUMPED = re.compile(r"\b[A-Z][a-z]+(?:[A-Z]+[a-z]+)+\b|\b[A-Z]{2,}[a-z]+[A-Z]?\w*\b")
LEAST_USES = 2


def coined_names(lines: tuple[Line, ...], names: Names, ordinary: Callable[[str], bool]) -> None:
    """Note coined names: "the convmv tool" where "convmv" is no word, and identifiers such as "KernelPCA".

    Args:
        lines: The guide's sentences.
        names: Where they are noted.
        ordinary: Whether a word in small letters is one of the language.
    """
    humped: Counter[str] = Counter()
    for line in lines:
        humped.update(set(_HUMPED.findall(line.text)))
        for match in _MARKED.finditer(line.text):
            parts = re.split(r"[-_.+]", match["name"])
            if not all(ordinary(part.lower()) for part in parts if part):
                names.add(match["name"], match["kind"], 1.0)
    for name, count in sorted(humped.items()):
        if count >= LEAST_USES:
            names.add(name, "", 0.3)
