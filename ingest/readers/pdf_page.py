"""A PDF page for the eye: where a quote stands on it, and the page as a picture with the quote marked."""

import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from studyground.ingest.readers.pdf_chars import Box

_MARK = (255, 221, 0, 96)
_IGNORED = re.compile(r"[\W_]+")


def locate_quote(data: bytes, page: int, quote: str) -> list[Box]:
    """Find a quote on a page.

    White space, hyphens and punctuation are not compared: joining lines has changed them. A quote that runs over
    onto the next page is found by the longest part of it, from its start, that stands on this one.

    Args:
        data: The PDF file.
        page: 1-based page.
        quote: Text as it was stored.

    Returns:
        One box a line as (left, bottom, right, top) in PDF points, or [] where the quote cannot be located.
    """
    import pypdfium2

    wanted = "".join(_fold(c) for c in quote)
    if not wanted:
        return []
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        if not 1 <= page <= len(document):
            return []
        opened = document[page - 1]
        text_page = opened.get_textpage()
        signs, places = _signs(text_page)
        start, length = _find(signs, wanted)
        boxes = _line_boxes(text_page, places[start : start + length]) if length else []
        text_page.close()
        opened.close()
        return boxes
    finally:
        document.close()


def _fold(char: str) -> str:
    plain = _IGNORED.sub("", unicodedata.normalize("NFKD", char)).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _signs(text_page: Any) -> tuple[str, list[int]]:
    """Letters and digits of the page in the file's order, and the character each comes from."""
    import pypdfium2.raw as raw

    signs: list[str] = []
    places: list[int] = []
    for i in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page.raw, i)
        if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        for char in _fold(chr(code)):
            signs.append(char)
            places.append(i)
    return "".join(signs), places


def _find(signs: str, wanted: str) -> tuple[int, int]:
    """Start and length of the quote, or of its longest beginning at the end of the page's text; length 0 if none."""
    at = signs.find(wanted)
    if at >= 0:
        return at, len(wanted)
    # Note marks stand in the print and not in the quote: go on past one or two digits.
    loose = re.search(r"\d{0,2}".join(map(re.escape, wanted)), signs) if len(wanted) <= 600 else None
    if loose:
        return loose.start(), loose.end() - loose.start()
    for length in range(len(wanted) - 1, max(11, len(wanted) // 5), -1):
        at = signs.find(wanted[:length])
        if at >= 0:
            return at, length
    return 0, 0


def _line_boxes(text_page: Any, indexes: Sequence[int]) -> list[Box]:
    boxes: list[list[float]] = []
    for index in indexes:
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
        if right <= left or top <= bottom:
            continue
        last = boxes[-1] if boxes else None
        height = top - bottom
        if last and min(last[3], top) - max(last[1], bottom) > 0.5 * height and -height < left - last[2] < 2 * height:
            boxes[-1] = [min(last[0], left), min(last[1], bottom), max(last[2], right), max(last[3], top)]
        else:
            boxes.append([left, bottom, right, top])
    return [(a, b, c, d) for a, b, c, d in boxes]


def render_page(data: bytes, page: int, boxes: Sequence[Box], scale: float) -> bytes:
    """Draw a page as PNG with boxes marked.

    Args:
        data: The PDF file.
        page: 1-based page.
        boxes: As `locate_quote` gives them; none leaves the page unmarked.
        scale: Pixels a point; 1.0 is 72 dots an inch.

    Raises:
        ValueError: The file has no such page.
    """
    import pypdfium2
    from PIL import Image, ImageDraw

    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= page <= len(document):
            raise ValueError(f"there is no page {page}, the file has {len(document)}")
        opened = document[page - 1]
        bitmap = opened.render(scale=scale)
        picture = bitmap.to_pil().convert("RGBA")
        layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
        draw = ImageDraw.Draw(layer)
        for box in boxes:
            draw.rectangle(_to_pixels(opened, box, picture.size), fill=_MARK)
        opened.close()
        out = io.BytesIO()
        Image.alpha_composite(picture, layer).convert("RGB").save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()


def _to_pixels(page: Any, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    import ctypes

    import pypdfium2.raw as raw

    xs, ys = [], []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        px, py = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, size[0], size[1], 0, x, y, px, py)
        xs.append(px.value)
        ys.append(py.value)
    return min(xs), min(ys), max(xs), max(ys)
