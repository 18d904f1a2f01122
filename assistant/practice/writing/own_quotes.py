"""What stands between quotation marks in a rationale is the guide's, letter for letter; this puts right what is not."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mathematics import with_signs

_QUOTED = re.compile(r"“([^“”]+)”")
_STOPS = ".!?"


def faithful(rationale: str, sources: Sequence[str]) -> str:
    """A rationale whose quotations are slices of the guide: capitals as the guide has them, no full stop that it lacks.

    What is no slice of it even so loses its marks: it is then said, and not quoted.

    Args:
        rationale: As written.
        sources: The texts cited, the nearest first, in plain words (`plain`).
    """

    def mended(match: re.Match[str]) -> str:
        said = match[1]
        if any(said in source for source in sources):
            return match[0]
        for trial, after in ((said, ""), (said.rstrip(_STOPS), said[len(said.rstrip(_STOPS)) :])):
            for source in sources:
                for found in (trial[:1].lower() + trial[1:], trial[:1].upper() + trial[1:], trial):
                    if found and found in source:
                        return f"“{found}”{after}"
        return said

    return re.sub(r"([.!?]”[.!?])\.(?=\s|$)", r"\1", _QUOTED.sub(mended, rationale))


def plain(text: str) -> str:
    """A text as quotations are compared with it: single spaces, formulas as a reader sees them."""
    return " ".join(with_signs(" ".join(text.split())).split())


def quotations(rationale: str) -> list[str]:
    """What a rationale quotes."""
    return _QUOTED.findall(rationale)
