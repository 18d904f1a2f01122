"""A printed line: what the page's layout hands on to whatever makes paragraphs, headings and tables of it."""

import re
from dataclasses import dataclass

from studyground.ingest.readers.pdf_words import Fragment, Word, make_fragment

MARKER = re.compile(r"(?:[•‣▪◦●○■□▶➢✓❖·∙∗⁃–—\-*]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)])$")
_DOTS = "•‣▪◦●○■□▶➢✓❖∙∗⁃–—"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Args:
        text: What it says; in a table the row's cells joined by " | ".
        page: 1-based.
        column: Lines with the same number on a page belong to the same column.
        words: The words with their places.
        x0: Left edge in points.
        x1: Right edge.
        base: Baseline, growing downwards.
        size: Font size of most of it.
        bold: All of it is bold.
        mono: All of it, or nearly, is in a fixed-pitch face.
        table: It is a row of a table.
        text_x0: Where the text after a list marker starts.
    """

    text: str
    page: int
    column: int
    words: tuple[Word, ...]
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    mono: bool
    table: bool = False
    text_x0: float = 0.0


def make_line(row: list[Fragment], page: int, column: int) -> Line:
    """Make one line of the fragments that stand on it."""
    merged = make_fragment([w for f in row for w in f.words])
    words = merged.words
    signs = sum(len(w.text) for w in words)
    text_x0 = words[1].x0 if len(words) > 1 and MARKER.match(words[0].text) else merged.x0
    listed = len(words) > 1 and words[0].text in _DOTS
    return Line(
        merged.text,
        page,
        column,
        words,
        merged.x0,
        merged.x1,
        merged.base,
        merged.size,
        all(w.bold for w in words if any(c.isalnum() for c in w.text)) and any(w.bold for w in words),
        not listed and sum(len(w.text) for w in words if w.mono) >= 0.85 * signs,
        text_x0=text_x0,
    )
