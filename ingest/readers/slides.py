"""PowerPoint slides (.pptx): the title heads the slide, then its text as it stands, tables and the speaker's notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Dropped, Extract
from studyground.ingest.readers.fonts import is_monospace
from studyground.ingest.readers.html_inline import tidy
from studyground.ingest.readers.html_table import join_rows
from studyground.ingest.readers.numerals import numeral
from studyground.ingest.readers.zip_container import open_container, xml_of

if TYPE_CHECKING:
    from lxml.etree import _Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DIAGRAM = "/diagramData"
_ROW_EMU = 250_000
"""Shapes whose tops differ by less than this (about 7 mm) stand in one row."""
_LABEL_WORDS = 8
"""A drawn box with no more words and no sentence in it is a label of a drawing."""
_NUMBERS = {"alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one presentation; `page` is the number of the slide.

    Raises:
        UnreadableError: When it is empty, damaged, encrypted, not a presentation, or has no text.
    """
    with open_container(data) as container:
        if not any(name.startswith("ppt/") for name in container.namelist()):
            raise UnreadableError("not a PowerPoint presentation")
    import pptx

    try:
        presentation = pptx.Presentation(BytesIO(data))
        walk = _Walk()
        for number, slide in enumerate(presentation.slides, start=1):
            walk.slide(slide, number)
        core = presentation.core_properties
        named, date = tidy(core.title or ""), core.created.date().isoformat() if core.created else ""
    except UnreadableError:
        raise
    # A damaged package fails anywhere in the parsing of it, with whatever error that place raises.
    except Exception as error:
        raise UnreadableError("damaged") from error
    if not walk.blocks:
        raise UnreadableError("no text in it")
    headings = [block for block in walk.blocks if block.kind == "heading"]
    title = headings[0].text if headings and headings[0].page == 1 else named or (headings[0].text if headings else "")
    return (Extract(tuple(walk.blocks), title, "pptx", bool(headings), walk.warnings(), tuple(walk.dropped), date),)


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    heading: str = ""

    def warnings(self) -> tuple[str, ...]:
        if not self.silent:
            return ()
        which = ", ".join(map(str, self.silent))
        many = len(self.silent) > 1
        return (f"Slide{'s' if many else ''} {which} hold{'' if many else 's'} pictures that cannot be read.",)

    def slide(self, slide: Any, page: int) -> None:
        from pptx.enum.shapes import PP_PLACEHOLDER as KIND

        if slide.element.get("show") == "0":
            lines = [tidy(shape.text_frame.text) for shape in _flat(slide.shapes) if shape.has_text_frame]
            self.drop("\n".join(line for line in lines if line), "hidden slide")
            return
        title = slide.shapes.title
        text = _words(title.text_frame) if title is not None and title.has_text_frame else ""
        # A title that goes on over several slides is one section.
        if text and text != self.heading:
            self.blocks.append(Block("heading", text, 1, page))
            self.heading = text
        before = len(self.blocks)
        shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
        for shape in _flat(sorted(shapes, key=_reading_order)):
            kind = shape.placeholder_format.type if shape.is_placeholder else None
            if kind in (KIND.FOOTER, KIND.DATE, KIND.SLIDE_NUMBER, KIND.HEADER):
                self.drop(_words(shape.text_frame) if shape.has_text_frame else "", "running foot")
            elif getattr(shape, "has_table", False):
                self.table(shape.table, page)
            elif shape.has_text_frame:
                bulleted = kind in (KIND.BODY, KIND.OBJECT, KIND.VERTICAL_BODY, KIND.VERTICAL_OBJECT)
                if kind is None:
                    self.drawn(shape.text_frame, page)
                else:
                    self.text(shape.text_frame, page, bulleted=bulleted)
            else:
                self.diagram(shape, slide, page)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                self.add(Block("paragraph", _paragraph_text(paragraph._p), page=page))
        pictures = any(shape.shape_type is not None and shape.shape_type.name == "PICTURE" for shape in _flat(shapes))
        if len(self.blocks) == before and pictures:
            self.silent.append(page)

    def drawn(self, frame: Any, page: int) -> None:
        """Add the text of a drawn box: code by its font, the words on one drawing in one note, else paragraphs."""
        lines = [line for paragraph in frame.paragraphs for line in _paragraph_text(paragraph._p, "\n").split("\n")]
        whole = tidy(" ".join(lines))
        if _is_monospace(frame._txBody) and len(whole) > 1:
            self.add(Block("code", "\n".join(line.rstrip() for line in lines).strip("\n"), page=page))
            return
        short = len(whole.split()) <= _LABEL_WORDS and not whole.endswith((".", "!", ":")) and len(lines) <= 3
        last = self.blocks[-1] if self.blocks else None
        if not short:
            self.text(frame, page, bulleted=False)
        elif last is not None and last.kind == "note" and last.page == page and whole:
            self.blocks[-1] = Block("note", f"{last.text}; {whole}", page=page)
        else:
            self.add(Block("note", whole, page=page))

    def add(self, block: Block) -> None:
        if any(letter.isalnum() for letter in block.text):
            self.blocks.append(block)

    def drop(self, text: str, reason: str) -> None:
        piece = Dropped(text, reason)
        if text and piece not in self.dropped:
            self.dropped.append(piece)

    def text(self, frame: Any, page: int, *, bulleted: bool) -> None:
        counts: dict[int, int] = {}
        for paragraph in frame.paragraphs:
            text, depth = _paragraph_text(paragraph._p), paragraph.level
            if not text:
                continue
            properties = paragraph._p.pPr
            has = {child.tag for child in properties} if properties is not None else set()
            number = properties.find(A + "buAutoNum") if properties is not None else None
            if number is not None:
                counts = {level: count for level, count in counts.items() if level <= depth}
                first = number.get("startAt") or "1"
                counts[depth] = counts[depth] + 1 if depth in counts else int(first)
                style = next((code for name, code in _NUMBERS.items() if name in (number.get("type") or "")), "1")
                self.add(Block("item", text, depth, page, numeral(counts[depth], style) + "."))
                continue
            counts.pop(depth, None)
            if A + "buNone" not in has and (bulleted or A + "buChar" in has):
                self.add(Block("item", text, depth, page, "-"))
            else:
                self.add(Block("paragraph", text, page=page))

    def table(self, table: Any, page: int) -> None:
        rows: list[list[str]] = []
        for row in table.rows:
            cells: list[str] = []
            for cell in row.cells:
                if not cell.is_spanned:
                    cells.append(_words(cell.text_frame))
                elif cells and cell._tc.hMerge:
                    cells.append(cells[-1])
                else:
                    cells.append(rows[-1][len(cells)] if rows else "")
            rows.append(cells)
        self.add(Block("table", join_rows(rows), page=page))

    def diagram(self, shape: Any, slide: Any, page: int) -> None:
        """Add the words of a SmartArt drawing, which stand in a part of their own."""
        ids = {value for element in shape.element.iter() for value in element.attrib.values()}
        for identifier, relation in slide.part.rels.items():
            if identifier in ids and not relation.is_external and relation.reltype.endswith(_DIAGRAM):
                for paragraph in xml_of(relation.target_part.blob).iter(A + "p"):
                    self.add(Block("item", _paragraph_text(paragraph), 0, page, "-"))


def _reading_order(shape: Any) -> tuple[bool, int, int]:
    """Placeholders first as the layout has them, then by rows from the top, each from the left."""
    if shape.is_placeholder:
        return (False, 0, 0)
    return (True, (shape.top or 0) // _ROW_EMU, shape.left or 0)


def _flat(shapes: Any) -> Iterator[Any]:
    """Shapes with the members of groups in place of the groups."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(sorted(shape.shapes, key=_reading_order))
        else:
            yield shape


def _words(frame: Any) -> str:
    return tidy(" ".join(_paragraph_text(paragraph._p) for paragraph in frame.paragraphs))


def _paragraph_text(paragraph: "_Element", line_break: str = " ") -> str:
    """The words of a paragraph; white space is kept only where line breaks are asked for."""
    parts: list[str] = []
    for element in paragraph.iter(A + "t", _MATH_TEXT, A + "br"):
        if next(element.iterancestors(_FALLBACK), None) is None:
            raised = _is_raised(element)
            parts.append(
                line_break if element.tag == A + "br" else f"^{element.text}" if raised else element.text or ""
            )
    text = "".join(parts)
    return text.expandtabs(4) if line_break == "\n" else tidy(text)


def _is_monospace(body: "_Element") -> bool:
    """Whether every run with words in it names a font of equal widths."""
    runs = [run for run in body.iter(A + "r") if any((text.text or "").strip() for text in run.iter(A + "t"))]
    fonts = [run.find(f"{A}rPr/{A}latin") for run in runs]
    return bool(runs) and all(font is not None and is_monospace(font.get("typeface") or "") for font in fonts)


def _is_raised(element: "_Element") -> bool:
    """Whether a run is a number set as an exponent: 10 to the power of 6 must not read as 106."""
    parent = element.getparent()
    properties = parent.find(A + "rPr") if parent is not None else None
    baseline = properties.get("baseline") if properties is not None else None
    text = (element.text or "").strip()
    return bool(baseline and baseline.isdigit() and int(baseline) > 0 and text.lstrip("-−").isdigit())
