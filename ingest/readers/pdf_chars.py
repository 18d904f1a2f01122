"""One page of a PDF as words and line fragments with their places, upright whatever way the page is turned."""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from studyground.ingest.readers.pdf_glyphs import MONO_NAMES, Styles, glyphs
from studyground.ingest.readers.pdf_words import Char, Fragment, Style, Word, fragments_of, merge_fragments, words_of

_CELL = 2  # points
_AROUND = tuple((dx << 20) + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1))
_MONO_SPREAD_EM = 0.08
_RULE_MAX_HEIGHT = 2.5
Box = tuple[float, float, float, float]
# text, left, bottom, right, top, x and y of the origin, whether a space stands before it, style
_Placed = tuple[str, float, float, float, float, float, float, bool, Style]


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
    angles = Counter(char[-1].angle for char in chars)
    angle = angles.most_common(1)[0][0] if angles else 0
    fragments: list[Fragment] = []
    for turned in [angle, *(a for a in angles if a != angle)]:
        words = list(words_of(_turned(chars, turned)))
        found = merge_fragments(list(fragments_of(words)))
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


def _turn_point(x: float, y: float, angle: int) -> tuple[float, float]:
    return {0: (x, -y), 90: (y, x), 180: (-x, y), 270: (-y, -x)}[angle]


def _turned(chars: list[_Placed], angle: int) -> list[Char]:
    """The characters that are drawn at an angle, in a frame where they are upright."""
    turned: list[Char] = []
    for text, left, bottom, right, top, x, y, space, style in chars:
        if style.angle != angle:
            continue
        if angle == 0:
            start, end, base = left, right, -y
        elif angle == 90:
            start, end, base = bottom, top, x
        elif angle == 180:
            start, end, base = -left, -right, y
        else:
            start, end, base = -bottom, -top, -x
        turned.append((text, end, start, base, style, space) if end < start else (text, start, end, base, style, space))
    return turned


def _characters(text_page: Any) -> tuple[list[_Placed], int]:
    """Every decodable character once, with box, origin, style and whether a space stands before it."""
    import pypdfium2.raw as raw

    styles = Styles(text_page)
    seen: dict[int, tuple[float, float]] = {}
    found: list[_Placed] = []
    undecoded, space, high = 0, False, 0
    last: tuple[float, float, int | None] | None = None
    for i, (code, lost, drawn_by, known, left, top, right, bottom, x, y) in enumerate(glyphs(text_page)):
        if 0x20 < code < 0x7F:
            undecoded += lost == 1
        else:
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
            if code in (2, 0xFFFE) and raw.FPDFText_IsHyphen(text_page.raw, i) == 1:
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
            else:
                undecoded += lost == 1
        if not known:
            continue
        style = styles.of(i, drawn_by)
        here = (x, y, drawn_by)
        if found and not space and here == last:
            # A ligature taken apart: its letters share one origin.
            start = found[-1][3]
            found.append((chr(code), start, bottom, max(start, right), top, x, y, False, style))
            continue
        last = here
        key = (code << 40) + (int(x // _CELL) << 20) + int(y // _CELL)
        for around in _AROUND:
            point = seen.get(key + around)
            if point and math.hypot(point[0] - x, point[1] - y) < 0.1 * style.size:
                break  # drawn a second time for a bold look or a shadow
        else:
            seen[key] = (x, y)
            found.append((chr(code), left, bottom, right, top, x, y, space, style))
            space = False
    return _measured(found), undecoded


def _measured(chars: list[_Placed]) -> list[_Placed]:
    """Take fonts that say they are fixed-pitch at their word only where their letters are equally wide."""
    styles = {id(char[-1]): char[-1] for char in chars}
    unnamed = {
        key
        for key, style in styles.items()
        if style.mono and style.angle in (0, 180) and not any(n in style.font for n in MONO_NAMES)
    }
    if not unnamed:
        return chars
    widths: dict[str, dict[str, float]] = {}
    for text, left, _, right, _, _, _, _, style in chars:
        if id(style) in unnamed and text.isascii() and text.isalpha():
            widths.setdefault(style.font, {})[text] = (right - left) / style.size
    uneven = {f for f, w in widths.items() if len(w) >= 3 and max(w.values()) - min(w.values()) > _MONO_SPREAD_EM}
    if not uneven:
        return chars
    plain = {key: replace(style, mono=False) for key, style in styles.items() if style.font in uneven}
    return [(*char[:-1], plain.get(id(char[-1]), char[-1])) for char in chars]


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
