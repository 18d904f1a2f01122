"""Whether what a PDF's fonts say is text at all, and a second opinion from another library where it is not."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from studyground.ingest.readers.pdf_chars import Sheet
from studyground.ingest.readers.pdf_headings import OutlineEntry
from studyground.ingest.readers.pdf_words import Word, make_fragment

if TYPE_CHECKING:
    from pypdf import PdfReader

_MIN_COMMON = 0.35  # of Latin letters; "etaoinsr" make 0.64 of English and about 0.6 of its neighbours
_MAX_UNDECODED = 0.3
_SYMBOLIC = 4


@contextmanager
def quiet_pypdf() -> Iterator[None]:
    """Keep pypdf's remarks about damaged files off standard error: what matters is raised or warned about here."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def open_pypdf(data: bytes) -> "PdfReader | None":
    """Open with pypdf, or None where it cannot: it gives outline and fonts only, and the text does not hang on it."""
    from pypdf import PdfReader

    try:
        with quiet_pypdf():
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                reader.decrypt("")
            len(reader.pages)
    except Exception:  # pypdf raises nearly anything on damaged files
        return None
    return reader


def outline_of(reader: "PdfReader | None") -> list[OutlineEntry]:
    """Return the outline's entries in order, those without a page left out."""
    if reader is None:
        return []
    found: list[OutlineEntry] = []

    def walk(items: list[Any], level: int) -> None:
        for item in items:
            if isinstance(item, list):
                if level < 12:
                    walk(item, level + 1)
                continue
            try:
                page = reader.get_destination_page_number(item)
            except Exception:
                continue
            title = re.sub(r"\s+", " ", str(item.title or "")).strip()
            if page is not None and page >= 0 and title:
                found.append(OutlineEntry(title, level, page + 1))

    try:
        with quiet_pypdf():
            walk(list(reader.outline), 1)
    except Exception:
        return found
    return found


def looks_like_text(text: str) -> bool:
    """Whether characters could be writing or figures, and not the glyph numbers of a font without a map."""
    signs = [c for c in text if not c.isspace()]
    if not signs:
        return True
    if sum(c.isalnum() for c in signs) < 0.5 * len(signs):
        return False
    letters = [c for c in signs if c.isalpha()]
    latin = [c for c in letters if c.isascii()]
    if len(latin) < 40 or len(latin) < 0.8 * len(letters):
        return True
    return sum(c in "etaoinsrETAOINSR" for c in latin) >= _MIN_COMMON * len(latin)


def is_doubtful(sheet: Sheet) -> bool:
    """Whether a page's text needs a second opinion."""
    total = sheet.decoded + sheet.undecoded
    if total == 0:
        return False
    # A character without a map may still come with a code, so it counts among the decoded as well.
    return sheet.undecoded > _MAX_UNDECODED * total or not looks_like_text(_text(sheet))


def _text(sheet: Sheet) -> str:
    return " ".join(fragment.text for fragment in sheet.fragments)


def second_opinion(sheet: Sheet, reader: "PdfReader | None") -> Sheet | None:
    """Judge a doubtful page.

    Args:
        sheet: The page as pdfium reads it.
        reader: The same file in pypdf.

    Returns:
        The page with pypdf's text where that is writing; the page itself where its fonts are sound (a page of symbols
        is no garbage); None where the text cannot be decoded.
    """
    lost = sheet.undecoded > _MAX_UNDECODED * (sheet.decoded + sheet.undecoded)
    if reader is None:
        return None if lost or sheet.decoded > 200 else sheet
    try:
        with quiet_pypdf():
            page = reader.pages[sheet.number - 1]
            mapped = not _has_unmapped_font(page)
            text = page.extract_text() or ""
    except Exception:
        return None if lost else sheet
    letters = sum(c.isalpha() for c in text)
    broken = sum(c == "\ufffd" or (ord(c) < 32 and not c.isspace()) or 0xE000 <= ord(c) < 0xF900 for c in text)
    if mapped and letters >= 20 and broken <= 0.05 * len(text) and looks_like_text(text):
        return _plain_sheet(sheet, text)
    return sheet if mapped and not lost else None


def _has_unmapped_font(page: Any) -> bool:
    """Whether a font of the page is embedded with codes of its own and no map from them to Unicode."""
    fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
    for font in (value.get_object() for value in fonts.values()):
        if "/ToUnicode" in font:
            continue
        kind = font.get("/Subtype")
        if kind == "/Type3":
            return True
        if kind == "/Type0":
            if str(font.get("/Encoding", "")).startswith("/Identity"):
                return True
            continue
        descriptor = font.get("/FontDescriptor", {}).get_object()
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        if embedded and "/Encoding" not in font and int(descriptor.get("/Flags", 0)) & _SYMBOLIC:
            return True
    return False


def _plain_sheet(sheet: Sheet, text: str) -> Sheet:
    """Lines of bare text set under one another, as nothing is known of their places."""
    fragments = []
    for row, line in enumerate(text.splitlines()):
        at, words = 72.0, []
        for word in line.split():
            width = 5.0 * len(word)
            words.append(Word(word, at, at + width, sheet.top + 100 + 12.0 * row, 10.0, False, False))
            at += width + 3
        if words:
            fragments.append(make_fragment(words))
    return Sheet(
        sheet.number,
        tuple(fragments),
        (),
        sheet.top,
        max(sheet.bottom, sheet.top + 250 + 12.0 * len(fragments)),
        0,
        len(text),
        sheet.images,
        sheet.area,
    )
