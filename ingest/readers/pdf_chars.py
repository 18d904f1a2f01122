"""One page of a PDF as words and line fragments with their places, upright whatever way the page is turned."""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

_MONO_NAMES = ("mono", "courier", "consol", "menlo", "typewriter", "cmtt", "lmtt", "ectt", "sourcecode", "inconsolata")
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "cmbx", "semib")
_FIXED_PITCH = 1
_BOLD_WEIGHT = 600
_WORD_GAP_EM = 0.22  # a narrower gap is kerning, a wider one a space even where the file holds none
_FRAGMENT_GAP_EM = 0.95  # justified spaces stay below this, table cells and columns above
_MONO_SPREAD_EM = 0.08
_RULE_MAX_HEIGHT = 2.5
_ACCENTS = {"ˆ": "\u0302", "˜": "\u0303", "´": "\u0301", "`": "\u0300", "¨": "\u0308", "¸": "\u0327", "ˇ": "\u030c"}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Box = tuple[float, float, float, float]


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
class Sheet:
    """One page.

    Args:
        number: 1-based.
        fragments: In the order the file draws them, all in one upright frame.
        rules: Horizontal lines as (x0, x1, y).
        top: Upper edge of the page in that frame.
        bottom: Lower edge of the page in that frame.
        undecoded: Characters without a Unicode value.
        decoded: Characters with one.
        images: Boxes of the page's pictures, as (left, bottom, right, top) in PDF points.
        area: Page area in square points.
    """

    number: int
    fragments: tuple[Fragment, ...]
    rules: tuple[tuple[float, float, float], ...]
    top: float
    bottom: float
    undecoded: int
    decoded: int
    images: tuple[Box, ...]
    area: float


@dataclass(frozen=True, slots=True)
class _Style:
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


def read_sheet(page: Any, number: int) -> Sheet:
    """Read one page.

    Args:
        page: An open `pypdfium2.PdfPage`; the caller closes it.
        number: Its 1-based number.
    """
    text_page = page.get_textpage()
    try:
        chars, undecoded = _characters(text_page)
    finally:
        text_page.close()
    angles = Counter(style.angle for _, _, _, _, style, _ in chars)
    angle = angles.most_common(1)[0][0] if angles else 0
    fragments: list[Fragment] = []
    for turned in [angle, *(a for a in angles if a != angle)]:
        words = list(_words([_turn(c, turned) for c in chars if c[4].angle == turned]))
        found = _merge(list(_fragments(words)))
        if turned != angle and fragments:
            # Turned text (a stamp along the margin) is put below everything else, where it interrupts nothing.
            low = max(f.base for f in fragments) + 100 - min((f.base for f in found), default=0)
            found = [_lower(f, low) for f in found]
        fragments += found
    left, bottom, right, top = page.get_bbox()
    corners = [_turn_point(x, y, angle) for x in (left, right) for y in (bottom, top)]
    rules, images, dots = _graphics(page, angle)
    fragments = [_with_bullet(f, dots) for f in fragments]
    return Sheet(
        number,
        tuple(fragments),
        rules,
        min(y for _, y in corners),
        max(y for _, y in corners),
        undecoded,
        len(chars),
        images,
        abs((right - left) * (top - bottom)),
    )


def _with_bullet(fragment: Fragment, dots: list[Box]) -> Fragment:
    """Put the drawn dot that stands before a line (browsers print list bullets as shapes) into its text."""
    size = fragment.size
    for x0, top, x1, bottom in dots:
        middle = fragment.base - 0.3 * size
        if 0 < fragment.x0 - x1 < 1.6 * size and abs((top + bottom) / 2 - middle) < 0.35 * size:
            dot = Word("•", x0, x1, fragment.base, size, False, False)
            return replace(fragment, words=(dot, *fragment.words), x0=x0)
    return fragment


def _lower(fragment: Fragment, by: float) -> Fragment:
    words = tuple(replace(w, base=w.base + by) for w in fragment.words)
    return replace(fragment, words=words, base=fragment.base + by)


_Char = tuple[str, float, float, float, _Style, bool]  # text, x start, x end, baseline, style, space before


def _turn_point(x: float, y: float, angle: int) -> tuple[float, float]:
    return {0: (x, -y), 90: (y, x), 180: (-x, y), 270: (-y, -x)}[angle]


def _turn(char: Any, angle: int) -> _Char:
    text, box, origin, space, style, _ = char
    ends = [_turn_point(box[0], box[1], angle)[0], _turn_point(box[2], box[3], angle)[0]]
    return text, min(ends), max(ends), _turn_point(*origin, angle)[1], style, space


def _characters(text_page: Any) -> tuple[list[Any], int]:
    """Every decodable character once, with box, origin, style and whether a space stands before it."""
    import pypdfium2.raw as raw

    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style] = {}
    seen: dict[tuple[int, int, int], tuple[float, float]] = {}
    found: list[Any] = []
    undecoded, space, high = 0, False, 0
    last: tuple[float, float, int] | None = None
    page = text_page.raw
    for i in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code in (2, 0xFFFE) and raw.FPDFText_IsHyphen(page, i) == 1:
            code = 0x2D
        if code in (0x20, 0xA0, 9, 10, 13, 0x3000) or 0x2000 <= code <= 0x200B:
            space = True
            continue
        if code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code in (0xFFFD, 0xFFFE, 0xFFFF):
            # Bullets are often drawn from a private-use symbol font; alone before a word they are legible as such.
            if code in (0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC):
                code = 0x2022
            else:
                undecoded += 1
                space = True
                continue
        elif raw.FPDFText_HasUnicodeMapError(page, i) == 1:
            undecoded += 1
        if not raw.FPDFText_GetLooseCharBox(page, i, rect) or not raw.FPDFText_GetCharOrigin(page, i, x, y):
            continue
        style = _style(raw, page, i, styles)
        here = (x.value, y.value, id(style))
        if found and not space and here == last:
            # A ligature taken apart: its letters share one origin.
            start = found[-1][1][2]
            box = (start, rect.bottom, max(start, rect.right), rect.top)
            found.append((chr(code), box, here[:2], False, style, i))
            continue
        last = here
        key = (code, int(x.value // 2), int(y.value // 2))
        near = [seen.get((code, key[1] + dx, key[2] + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if any(p and math.hypot(p[0] - x.value, p[1] - y.value) < 0.1 * style.size for p in near):
            continue  # drawn a second time for a bold look or a shadow
        seen[key] = (x.value, y.value)
        box = (rect.left, rect.bottom, rect.right, rect.top)
        found.append((chr(code), box, (x.value, y.value), space, style, i))
        space = False
    return _measured(found), undecoded


def _measured(chars: list[Any]) -> list[Any]:
    """Take fonts that say they are fixed-pitch at their word only where their letters are equally wide."""
    widths: dict[str, dict[str, float]] = {}
    for text, box, _, _, style, _ in chars:
        if style.mono and style.angle in (0, 180) and text.isascii() and text.isalpha():
            widths.setdefault(style.font, {})[text] = (box[2] - box[0]) / style.size
    uneven = {f for f, w in widths.items() if len(w) >= 3 and max(w.values()) - min(w.values()) > _MONO_SPREAD_EM}
    if not uneven:
        return chars
    plain = {style: replace(style, mono=False) for *_, style, _ in chars if style.font in uneven}
    return [(t, b, o, s, plain.get(style, style), i) for t, b, o, s, style, i in chars]


def _style(raw: Any, page: Any, index: int, known: dict[int, _Style]) -> _Style:
    handle = raw.FPDFText_GetTextObject(page, index)
    address = ctypes.cast(handle, ctypes.c_void_p).value or 0
    if address in known:
        return known[address]
    matrix, flags, name = raw.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(256)
    raw.FPDFText_GetMatrix(page, index, matrix)
    raw.FPDFText_GetFontInfo(page, index, name, 256, flags)
    plain = name.value.decode("utf-8", "replace").lower().replace(" ", "")
    size = raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
    bold = any(n in plain for n in _BOLD_NAMES) or raw.FPDFText_GetFontWeight(page, index) >= _BOLD_WEIGHT
    mono = any(n in plain for n in _MONO_NAMES) or bool(flags.value & _FIXED_PITCH)
    known[address] = style = _Style(size or 1.0, bold, mono, angle, plain)
    return style


def _words(chars: list[_Char]) -> Iterator[Word]:
    letters: list[str] = []
    start = end = base = 0.0
    style, shift, joined = _Style(1.0, False, False, 0, ""), 0, False
    main: tuple[float, float] | None = None  # baseline and size of the line a raised character hangs on

    def word() -> Word:
        text = unicodedata.normalize("NFC", "".join(letters)).replace("\u00ad", "-")
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


def _fragments(words: list[Word]) -> Iterator[Fragment]:
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


def _merge(fragments: list[Fragment]) -> list[Fragment]:
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


def _graphics(page: Any, angle: int) -> tuple[tuple[tuple[float, float, float], ...], tuple[Box, ...], list[Box]]:
    """Horizontal lines and small dots (upright frame), pictures (PDF points)."""
    import pypdfium2.raw as raw

    rules: list[tuple[float, float, float]] = []
    images: list[Box] = []
    dots: list[Box] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for i in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        (xa, ya), (xb, yb) = _turn_point(left.value, bottom.value, angle), _turn_point(right.value, top.value, angle)
        if abs(yb - ya) <= _RULE_MAX_HEIGHT and abs(xb - xa) >= 20:
            rules.append((min(xa, xb), max(xa, xb), (ya + yb) / 2))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append((left.value, bottom.value, right.value, top.value))
        elif 1.5 <= abs(xb - xa) <= 8 and 0.7 <= abs(yb - ya) / abs(xb - xa) <= 1.4:
            dots.append((min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))
    return tuple(rules), tuple(images), dots
