"""What stands before the items of a Word document's lists, counted as Word counts them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyground.ingest.readers.numerals import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE_OF = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    pattern: str
    start: int


def value_of(parent: "_Element | None", name: str) -> str | None:
    """The `w:val` of a child element, or None."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def whole(text: str | None, otherwise: int) -> int:
    """A whole number written in an attribute; `otherwise` where it is none."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise


@dataclass(slots=True)
class ListCounter:
    """Counts the items of every list of one document.

    Args:
        numbering: Root of `numbering.xml`, or None where the document has no lists.
    """

    numbering: "_Element | None"
    _abstract: dict[str, "_Element"] = field(default_factory=dict, init=False)
    _lists: dict[str, "_Element"] = field(default_factory=dict, init=False)
    _counts: dict[str, list[int | None]] = field(default_factory=dict, init=False)
    _begun: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        if self.numbering is not None:
            self._abstract = {e.get(W + "abstractNumId", ""): e for e in self.numbering.iterfind(W + "abstractNum")}
            self._lists = {e.get(W + "numId", ""): e for e in self.numbering.iterfind(W + "num")}

    def marker(self, list_id: str, depth: int) -> str:
        """Count one item and say what stands before it.

        Returns:
            "-" for any bullet, "2." or "b)" or "1.2." for numbers, "" where the list shows nothing.
        """
        listing = self._lists.get(list_id)
        if listing is None or not 0 <= depth <= 8:
            return ""
        abstract_id = value_of(listing, "abstractNumId") or ""
        levels = self._levels(listing, abstract_id)
        level = levels.get(depth)
        if level is None or level.style == "none":
            return ""
        if level.style == "bullet":
            return "-" if level.pattern.strip() else ""
        counts = self._counts.setdefault(abstract_id, [None] * 9)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for override in listing.iterfind(W + "lvlOverride"):
                at = whole(override.get(W + "ilvl"), 9)
                if 0 <= at <= 8 and value_of(override, "startOverride") is not None:
                    counts[at] = None
        counts[depth] = level.start if counts[depth] is None else (counts[depth] or 0) + 1
        counts[depth + 1 :] = [None] * (8 - depth)
        return re.sub(r"%([1-9])", lambda found: _shown(levels, counts, int(found.group(1)) - 1), level.pattern).strip()

    def _levels(self, listing: "_Element", abstract_id: str) -> Mapping[int, _Level]:
        levels: dict[int, _Level] = {}
        abstract = self._abstract.get(abstract_id)
        for source in (abstract, *listing.iterfind(W + "lvlOverride")):
            for level in source.iterfind(W + "lvl") if source is not None else ():
                levels[whole(level.get(W + "ilvl"), 9)] = _Level(
                    value_of(level, "numFmt") or "decimal",
                    value_of(level, "lvlText") or "",
                    whole(value_of(level, "start"), 1),
                )
        for override in listing.iterfind(W + "lvlOverride"):
            at, start = whole(override.get(W + "ilvl"), 9), value_of(override, "startOverride")
            if at in levels and start is not None:
                levels[at] = _Level(levels[at].style, levels[at].pattern, whole(start, 1))
        return levels


def _shown(levels: Mapping[int, _Level], counts: list[int | None], at: int) -> str:
    level = levels.get(at)
    if level is None:
        return ""
    count = counts[at]
    return numeral(level.start if count is None else count, _STYLE_OF.get(level.style, "1"))
