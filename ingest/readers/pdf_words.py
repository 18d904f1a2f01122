"""Characters with their places made into words, and words into fragments of lines."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_WORD_GAP_EM = 0.22  # a narrower gap is kerning, a wider one a space even where the file holds none
_FRAGMENT_GAP_EM = 0.95  # justified spaces stay below this, table cells and columns above
_ACCENTS = {"ˆ": "\u0302", "˜": "\u0303", "´": "\u0301", "`": "\u0300", "¨": "\u0308", "¸": "\u0327", "ˇ": "\u030c"}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Char = tuple[str, float, float, float, "Style", bool]  # text, x start, x end, baseline, style, space before


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space; lengths in points, `y` growing downwards.

    Args:
        text: The characters.
        x0: Left edge.
        x1: Right edge.
        base: Baseline.
        size: Font size as drawn.
        bold: Drawn in a bold face.
        mono: Drawn in a fixed-pitch face.
        shift: 1 for a superscript, -1 for a subscript, else 0.
        joined: No space stands between this word and the one before it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    mono: bool
    shift: int = 0
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words on one baseline with nothing wider than a space between them."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """The words as one string, raised digits as superscript characters."""
        return join_words(self.words)


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of characters is drawn: size in points, direction in degrees, font name folded."""

    size: float
    bold: bool
    mono: bool
    angle: int
    font: str


def join_words(words: tuple[Word, ...]) -> str:
    """Join words with single spaces, except where the page has none."""
    parts: list[str] = []
    for word in words:
        if parts and not word.joined:
            parts.append(" ")
        raised = word.shift > 0 and word.text.isdigit()
        parts.append(word.text.translate(_SUPERSCRIPTS) if raised else word.text)
    return "".join(parts)


def make_fragment(words: list[Word]) -> Fragment:
    """Build a fragment whose baseline and size are those most of its characters have."""
    weight: Counter[tuple[float, float]] = Counter()
    for word in words:
        weight[(word.base, round(word.size, 1))] += len(word.text) if not word.shift else 0
    (base, size), _ = weight.most_common(1)[0]
    return Fragment(tuple(words), min(w.x0 for w in words), max(w.x1 for w in words), base, size)


def words_of(chars: list[Char]) -> Iterator[Word]:
    """Split characters at spaces, at gaps as wide as one, and where the font changes its height."""
    letters: list[str] = []
    start = end = base = 0.0
    style, shift, joined = Style(1.0, False, False, 0, ""), 0, False
    main: tuple[float, float] | None = None  # baseline and size of the line a raised character hangs on

    def word() -> Word:
        text = "".join(letters)
        if not text.isascii():
            text = unicodedata.normalize("NFC", text).replace("\u00ad", "-")
            for ligature in "ﬀﬁﬂﬃﬄﬅﬆ":
                text = text.replace(ligature, unicodedata.normalize("NFKC", ligature))
        return Word(text, start, end, base, style.size, style.bold, style.mono, shift, joined)

    for text, x0, x1, y, look, space in chars:
        if letters:
            em = max(style.size, look.size)
            gap = x0 - end
            if text in _ACCENTS and gap < -0.15 * em and letters[-1].isalpha() and not space:
                letters[-1] = unicodedata.normalize("NFC", letters[-1] + _ACCENTS[text])  # set over the letter before
                continue
            near = abs(y - base) <= 0.12 * em
            split = space or gap > _WORD_GAP_EM * em or gap < -0.6 * em or not near
            if not split and (look.mono == style.mono or gap < 0.1 * em):
                letters.append(text)
                end = max(end, x1)
                continue
            yield word()
            if shift == 0:
                main = (base, style.size)
            follows = not space and -0.6 * em <= gap <= _WORD_GAP_EM * em
            shift, joined = 0, False
            if main:
                lift, small = main[0] - y, look.size < 0.85 * main[1]
                if small and 0.15 * main[1] < lift < 0.7 * main[1]:
                    shift = 1
                elif small and -0.4 * main[1] < lift <= -0.08 * main[1]:
                    shift = -1
                joined = follows and (shift != 0 or near or abs(lift) <= 0.12 * em)
                if not (-0.6 * em <= gap <= 2 * em):
                    shift = 0
        letters, start, end, base, style = [text], x0, x1, y, look
    if letters:
        yield word()


def fragments_of(words: list[Word]) -> Iterator[Fragment]:
    """Gather words that follow one another on a baseline."""
    current: list[Word] = []
    base = size = 0.0
    for word in words:
        if current:
            gap = word.x0 - current[-1].x1
            level = abs(word.base - base) <= 0.2 * max(size, word.size) or word.shift != 0
            if level and -0.6 * size <= gap <= _FRAGMENT_GAP_EM * max(size, word.size):
                current.append(word)
                if not word.shift:
                    base, size = word.base, word.size
                continue
            yield _settled(current)
        current = [word if not word.shift else replace(word, shift=word.shift)]
        base, size = word.base, word.size
    if current:
        yield _settled(current)


def _settled(words: list[Word]) -> Fragment:
    """A fragment of nothing but raised characters stands on its own baseline."""
    if all(w.shift for w in words):
        words = [replace(w, shift=0) for w in words]
    return make_fragment(words)


def merge_fragments(fragments: list[Fragment]) -> list[Fragment]:
    """Join fragments that are one line in print but were drawn apart (a footnote's raised mark and its text)."""
    result = _hang_marks(fragments)
    ordered = sorted(range(len(result)), key=lambda i: (round(result[i].base), result[i].x0))
    gone: set[int] = set()
    for left, right in pairwise(ordered):
        a, b = result[left], result[right]
        em = max(a.size, b.size)
        gap = b.x0 - a.x1
        if left not in gone and abs(a.base - b.base) <= 0.12 * em and -0.2 * em <= gap <= 0.35 * em:
            first = replace(b.words[0], joined=gap < _WORD_GAP_EM * em)
            keep, other = min(left, right), max(left, right)
            result[keep] = make_fragment([*a.words, first, *b.words[1:]])
            gone.add(other)
            if keep != right:
                result[right] = result[keep]
    return [f for i, f in enumerate(result) if i not in gone]


def _hang_marks(fragments: list[Fragment]) -> list[Fragment]:
    """Put a raised mark that stands alone before the line it belongs to."""
    result = list(fragments)
    for i, mark in enumerate(fragments):
        if len(mark.text) > 3 or not mark.text.isdigit():
            continue
        for j in (i + 1, i - 1):
            if not 0 <= j < len(fragments):
                continue
            line = result[j]
            lift, gap = line.base - mark.base, line.x0 - mark.x1
            if (
                mark.size < 0.9 * line.size
                and 0.1 * line.size < lift < 0.8 * line.size
                and -0.3 * line.size <= gap < 0.7 * line.size
            ):
                result[j] = make_fragment([*(replace(w, shift=1) for w in mark.words), *line.words])
                result[i] = replace(mark, words=())
                break
    return [f for f in result if f.words]
