"""What pdfium says of each character of a page, asked for page by page: a call each from Python would take far longer."""

import ctypes
import math
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

import numpy as np

from studyground.ingest.readers.pdf_words import Style

MONO_NAMES = ("mono", "courier", "consol", "menlo", "typewriter", "cmtt", "lmtt", "ectt", "sourcecode", "inconsolata")
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "cmbx", "semib")
_FIXED_PITCH = 1
_BOLD_WEIGHT = 600
# code point, whether the file has no Unicode value for it, text object, whether its place is known,
# left, top, right, bottom, x and y of its origin
Glyph = tuple[int, int, int | None, bool, float, float, float, float, float, float]


def glyphs(text_page: Any) -> Iterator[Glyph]:
    """Every character of a page as pdfium numbers them, those it put in itself among them.

    Args:
        text_page: An open `pypdfium2.PdfTextPage`.
    """
    import pypdfium2.raw as raw

    address, number = ctypes.c_void_p, ctypes.c_int
    count = text_page.count_chars()
    page, every = repeat(ctypes.cast(text_page.raw, address).value), range(count)
    boxes, origins = np.zeros((count, 4), np.float32), np.zeros((count, 2), np.float64)
    in_boxes, in_origins = boxes.ctypes.data, origins.ctypes.data
    each_origin = range(in_origins, in_origins + 16 * count, 16)
    each_y = range(in_origins + 8, in_origins + 8 + 16 * count, 16)
    codes = map(_plain(raw.FPDFText_GetUnicode, ctypes.c_uint, address, number), page, every)
    lost = map(_plain(raw.FPDFText_HasUnicodeMapError, number, address, number), page, every)
    objects = map(_plain(raw.FPDFText_GetTextObject, address, address, number), page, every)
    boxed = map(
        _plain(raw.FPDFText_GetLooseCharBox, number, address, number, address),
        page, every, range(in_boxes, in_boxes + 16 * count, 16),
    )  # fmt: skip
    placed = map(
        _plain(raw.FPDFText_GetCharOrigin, number, address, number, address, address),
        page, every, each_origin, each_y,
    )  # fmt: skip
    known = [bool(box and place) for box, place in zip(boxed, placed, strict=True)]
    sides = [side.tolist() for side in (*boxes.astype(np.float64).T, *origins.T)]
    return zip(codes, lost, objects, known, *sides, strict=True)


def _plain(function: Any, *types: Any) -> Callable[..., Any]:
    """A function of pdfium that takes addresses as numbers; the interpreter's lock stays, for calls this short."""
    return ctypes.PYFUNCTYPE(*types)(ctypes.cast(function, ctypes.c_void_p).value or 0)


class Styles:
    """How the characters of a page are drawn, by text object; what only depends on the font is asked once a font."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._page = text_page.raw
        self._font_of = _plain(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
        self._matrix = raw.FS_MATRIX()
        self._of_objects: dict[int | None, Style] = {}
        self._of_fonts: dict[int, tuple[bool, bool, str]] = {}
        self._alike: dict[tuple[float, int, tuple[bool, bool, str]], Style] = {}

    def of(self, index: int, text_object: int | None) -> Style:
        """The style of a character; all of one text object have that of the first.

        Args:
            index: Its number on the page.
            text_object: Address of the text object that draws it.
        """
        style = self._of_objects.get(text_object)
        if style is None:
            matrix = self._matrix
            matrix.a = matrix.b = matrix.c = matrix.d = 0.0
            self._raw.FPDFText_GetMatrix(self._page, index, matrix)
            size = self._raw.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d)
            angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
            face = self._face(index, text_object)
            key = (size, angle, face)
            style = self._alike.get(key)
            if style is None:
                style = self._alike[key] = Style(size or 1.0, face[0], face[1], angle, face[2])
            self._of_objects[text_object] = style
        return style

    def _face(self, index: int, text_object: int | None) -> tuple[bool, bool, str]:
        """Whether a font is bold, whether it says it is fixed-pitch, and its name folded."""
        font = self._font_of(text_object) if text_object else None
        face = self._of_fonts.get(font) if font else None
        if face is not None:
            return face
        flags, name = ctypes.c_int(), ctypes.create_string_buffer(256)
        self._raw.FPDFText_GetFontInfo(self._page, index, name, 256, flags)
        plain = name.value.decode("utf-8", "replace").lower().replace(" ", "")
        bold = (
            any(n in plain for n in _BOLD_NAMES) or self._raw.FPDFText_GetFontWeight(self._page, index) >= _BOLD_WEIGHT
        )
        face = (bold, any(n in plain for n in MONO_NAMES) or bool(flags.value & _FIXED_PITCH), plain)
        if font:
            self._of_fonts[font] = face
        return face
