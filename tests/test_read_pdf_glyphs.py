"""Characters of a page asked for together are those pdfium gives one by one."""

import ctypes
from pathlib import Path

from studyground.ingest.readers.pdf_glyphs import Styles, glyphs

GUIDE = Path(__file__).parents[1] / "corpus" / "guide"


def test_glyphs_of_a_page_are_those_of_single_calls() -> None:
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(next(iter(sorted(GUIDE.glob("*.pdf")))))
    page = document[1]
    text = page.get_textpage()
    found = list(glyphs(text))
    styles = Styles(text)
    assert len(found) == text.count_chars() > 500
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    sizes = set()
    for i, (code, lost, drawn_by, known, *place) in enumerate(found):
        assert code == raw.FPDFText_GetUnicode(text.raw, i)
        assert lost == raw.FPDFText_HasUnicodeMapError(text.raw, i)
        assert drawn_by == ctypes.cast(raw.FPDFText_GetTextObject(text.raw, i), ctypes.c_void_p).value
        boxed = raw.FPDFText_GetLooseCharBox(text.raw, i, rect) and raw.FPDFText_GetCharOrigin(text.raw, i, x, y)
        assert known == bool(boxed)
        assert not known or place == [rect.left, rect.top, rect.right, rect.bottom, x.value, y.value]
        if known and code > 32:
            sizes.add(styles.of(i, drawn_by).size)
            assert styles.of(i, drawn_by) is styles.of(i, drawn_by)
    assert len(sizes) > 1
    text.close()
    page.close()
    document.close()
