"""One page of a PDF as words and line fragments with their places, upright whatever way the page is turned."""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from studyground.ingest.readers.pdf_words import Char, Fragment, Style, Word, fragments_of, merge_fragments, words_of

_MONO_NAMES = ("mono", "courier", "consol", "menlo", "typewriter", "cmtt", "lmtt", "ectt", "sourcecode", "inconsolata")
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "cmbx", "semib")
_FIXED_PITCH = 1
_BOLD_WEIGHT = 600
_AROUND = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
_MONO_SPREAD_EM = 0.08
_RULE_MAX_HEIGHT = 2.5
Box = tuple[float, float, float, float]


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
    angles = Counter(style.angle for _, _, _, _, style, _ in chars)
    angle = angles.most_common(1)[0][0] if angles else 0
    fragments: list[Fragment] = []
    for turned in [angle, *(a for a in angles if a != angle)]:
        words = list(words_of([_turn(c, turned) for c in chars if c[4].angle == turned]))
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


def _turn(char: Any, angle: int) -> Char:
    text, box, origin, space, style, _ = char
    ends = [_turn_point(box[0], box[1], angle)[0], _turn_point(box[2], box[3], angle)[0]]
    return text, min(ends), max(ends), _turn_point(origin[0], origin[1], angle)[1], style, space


def _characters(text_page: Any) -> tuple[list[Any], int]:
    """Every decodable character once, with box, origin, style and whether a space stands before it."""
    import pypdfium2.raw as raw

    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, Style] = {}
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
        near = [seen.get((code, key[1] + dx, key[2] + dy)) for dx, dy in _AROUND]
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
        named = any(n in style.font for n in _MONO_NAMES)
        if style.mono and not named and style.angle in (0, 180) and text.isascii() and text.isalpha():
            widths.setdefault(style.font, {})[text] = (box[2] - box[0]) / style.size
    uneven = {f for f, w in widths.items() if len(w) >= 3 and max(w.values()) - min(w.values()) > _MONO_SPREAD_EM}
    if not uneven:
        return chars
    plain = {style: replace(style, mono=False) for *_, style, _ in chars if style.font in uneven}
    return [(t, b, o, s, plain.get(style, style), i) for t, b, o, s, style, i in chars]


def _style(raw: Any, page: Any, index: int, known: dict[int, Style]) -> Style:
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
    known[address] = style = Style(size or 1.0, bold, mono, angle, plain)
    return style


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
