"""Word documents (.docx): headings by style, lists by numbering, tables and footnotes, in document order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, BlockKind, Dropped, Extract
from studyground.ingest.readers.fonts import is_monospace
from studyground.ingest.readers.html_inline import tidy
from studyground.ingest.readers.html_table import join_rows
from studyground.ingest.readers.word_lists import ListCounter, W, value_of, whole
from studyground.ingest.readers.zip_container import open_container, xml_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CODE_NAME = re.compile(r"code|preformatted|verbatim|listing|macro", re.IGNORECASE)
_CAPTION_NAME = re.compile(r"caption", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"toc ([1-9]|heading)|table of (figures|contents)|index [1-9]", re.IGNORECASE)
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset([W + "del", W + "moveFrom", W + "instrText", W + "rPr", W + "pPr", _FALLBACK, W + "txbxContent"])


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one document.

    Raises:
        UnreadableError: When it is empty, damaged, encrypted, not a Word document, or has no text.
    """
    with open_container(data) as container:
        if not any(name.startswith("word/") for name in container.namelist()):
            raise UnreadableError("not a Word document")
    import docx

    try:
        document = docx.Document(BytesIO(data))
        walk = _Walk(
            document.styles.element,
            ListCounter(_part(document, "/numbering")),
            _notes(document, "footnotes") | _notes(document, "endnotes"),
        )
        walk.body(document.element.body)
        blocks = tuple(replace(block, text=block.text.rstrip()) for block in walk.blocks)
        core = document.core_properties
        named, date = tidy(core.title or ""), core.created.date().isoformat() if core.created else ""
    except UnreadableError:
        raise
    # A damaged package fails anywhere in the parsing of it, with whatever error that place raises.
    except Exception as error:
        raise UnreadableError("damaged") from error
    if not blocks:
        raise UnreadableError("no text in it")
    headings = [block for block in blocks if block.kind == "heading"]
    title = walk.title or named or (headings[0].text if headings else "")
    return (Extract(blocks, title, "docx", bool(headings), dropped=tuple(walk.dropped), date=date),)


def _part(document: Any, kind: str) -> "_Element | None":
    """Root of a part that the document refers to, found by the end of its relation's type."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(kind):
            return xml_of(relation.target_part.blob)
    return None


def _notes(document: Any, kind: str) -> dict[tuple[str, str], str]:
    root = _part(document, f"/{kind}")
    notes = {}
    for note in root if root is not None else ():
        text = tidy(" ".join(paragraph_text(paragraph) for paragraph in note.iter(W + "p")))
        if note.get(W + "type") is None and text:
            notes[kind[:-1] + "Reference", note.get(W + "id") or ""] = text
    return notes


@dataclass(slots=True)
class _Walk:
    styles: "_Element"
    lists: ListCounter
    notes: dict[tuple[str, str], str]
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    title: str = ""
    _known: dict[str, "_Style"] = field(default_factory=dict)

    def body(self, parent: "_Element") -> None:
        for child in parent:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag == W + "sdt":
                self.control(child)
            elif child.tag in (W + "ins", W + "customXml", W + "smartTag", W + "moveTo"):
                self.body(child)

    def control(self, control: "_Element") -> None:
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        content = control.find(W + "sdtContent")
        if content is None:
            return
        if gallery is not None and gallery.get(W + "val") == "Table of Contents":
            lines = [tidy(paragraph_text(paragraph)) for paragraph in content.iter(W + "p")]
            self.drop("\n".join(line for line in lines if line), "table of contents")
        else:
            self.body(content)

    def drop(self, text: str, reason: str) -> None:
        if text:
            self.dropped.append(Dropped(text, reason))

    def paragraph(self, paragraph: "_Element") -> None:
        properties = paragraph.find(W + "pPr")
        style = self.style(value_of(properties, "pStyle") or "")
        raw = paragraph_text(paragraph)
        if style.is_code or (raw.strip() and _is_monospace(paragraph)):
            self.code(raw)
        elif _CONTENTS_NAME.match(style.name):
            self.drop(tidy(raw), "table of contents")
        elif text := tidy(raw):
            self.line(text, properties, style)
        for reference in paragraph.iter(W + "footnoteReference", W + "endnoteReference"):
            note = self.notes.get((reference.tag.removeprefix(W), reference.get(W + "id") or ""))
            if note:
                self.blocks.append(Block("note", note))
        # Text boxes are anchored in a paragraph and read after it.
        for box in paragraph.iter(W + "txbxContent"):
            if next(box.iterancestors(_FALLBACK), None) is None:
                self.body(box)

    def line(self, text: str, properties: "_Element | None", style: "_Style") -> None:
        outline = value_of(properties, "outlineLvl")
        depth = whole(outline, 9) + 1 if outline is not None else style.heading
        if style.name.lower() == "title" and not self.title:
            self.title, depth = text, 1
        if depth is not None and 1 <= depth <= 9:
            self.blocks.append(Block("heading", text, depth))
            return
        own = properties.find(W + "numPr") if properties is not None else None
        list_id = value_of(own, "numId") or style.list_id
        level = whole(value_of(own, "ilvl"), style.list_depth)
        marker = self.lists.marker(list_id, level) if list_id and list_id != "0" else ""
        if marker:
            self.blocks.append(Block("item", text, max(level, style.shown_depth), None, marker))
        else:
            kind: BlockKind = "note" if _CAPTION_NAME.search(style.name) else "paragraph"
            self.blocks.append(Block(kind, text))

    def code(self, raw: str) -> None:
        """Add lines of code; a listing is often one paragraph a line."""
        text = "\n".join(line.rstrip() for line in raw.expandtabs(4).split("\n")).strip("\n")
        last = self.blocks[-1] if self.blocks else None
        if last is not None and last.kind == "code" and "\n" not in text:
            self.blocks[-1] = Block("code", f"{last.text}\n{text}")
        elif text.strip():
            self.blocks.append(Block("code", text))

    def table(self, table: "_Element") -> None:
        rows: list[list[str]] = []
        for row in table.iterfind(W + "tr"):
            cells: list[str] = []
            for cell in row.iterfind(f".//{W}tc"):
                if next(cell.iterancestors(W + "tr")) is not row:
                    continue
                properties = cell.find(W + "tcPr")
                merge = properties.find(W + "vMerge") if properties is not None else None
                continues = merge is not None and merge.get(W + "val") in (None, "continue")
                above = rows[-1][len(cells)] if continues and rows and len(cells) < len(rows[-1]) else ""
                text = above if continues else tidy(" ".join(paragraph_text(p) for p in cell.iter(W + "p")))
                cells += [text] * min(max(1, whole(value_of(properties, "gridSpan"), 1)), 50)
            rows.append(cells)
        nested = next(table.iterfind(f".//{W}tc//{W}tbl"), None) is not None
        if nested or max((len(row) for row in rows), default=0) <= 1:
            # A frame around text, not data.
            for cell in table.iterfind(f"{W}tr/{W}tc"):
                self.body(cell)
        elif text := join_rows(rows):
            self.blocks.append(Block("table", text))
            for reference in table.iter(W + "footnoteReference", W + "endnoteReference"):
                note = self.notes.get((reference.tag.removeprefix(W), reference.get(W + "id") or ""))
                self.blocks += [Block("note", note)] if note else []

    def style(self, identifier: str) -> "_Style":
        if identifier not in self._known:
            self._known[identifier] = _Style(tuple(self._chain(identifier)))
        return self._known[identifier]

    def _chain(self, identifier: str) -> Iterator["_Element"]:
        """A style and those it is based on; where none is named, nothing."""
        seen: set[str] = set()
        while identifier and identifier not in seen:
            seen.add(identifier)
            found = [e for e in self.styles.iterfind(W + "style") if e.get(W + "styleId") == identifier]
            if not found:
                return
            yield found[0]
            identifier = value_of(found[0], "basedOn") or ""


@dataclass(frozen=True)
class _Style:
    """What a paragraph style says, its ancestors included."""

    chain: tuple["_Element", ...]

    @cached_property
    def name(self) -> str:
        return (value_of(self.chain[0], "name") or "") if self.chain else ""

    @cached_property
    def heading(self) -> int | None:
        for element in self.chain:
            named = _HEADING_NAME.fullmatch(value_of(element, "name") or "")
            if named:
                return int(named.group(1))
            outline = value_of(element.find(W + "pPr"), "outlineLvl")
            if outline is not None:
                return whole(outline, 9) + 1
        return None

    @cached_property
    def is_code(self) -> bool:
        return any(_CODE_NAME.search(value_of(element, "name") or "") for element in self.chain)

    @cached_property
    def list_id(self) -> str:
        found = (value_of(e.find(f"{W}pPr/{W}numPr"), "numId") for e in self.chain)
        return next((value for value in found if value), "")

    @cached_property
    def list_depth(self) -> int:
        found = (value_of(e.find(f"{W}pPr/{W}numPr"), "ilvl") for e in self.chain)
        return whole(next((value for value in found if value), None), 0)

    @cached_property
    def shown_depth(self) -> int:
        """Nesting by the style's own name: "List Bullet 2" is the first level of a numbering of its own."""
        named = re.search(r"list .* ([2-5])$", self.name, re.IGNORECASE)
        return int(named.group(1)) - 1 if named else 0


def paragraph_text(paragraph: "_Element") -> str:
    """The words of a paragraph with its line breaks; deletions, field codes, notes' marks and text boxes left out."""
    return "".join(_runs(paragraph))


def _runs(parent: "_Element") -> Iterator[str]:
    for child in parent:
        tag = child.tag
        if tag in (W + "t", _MATH + "t"):
            yield child.text or ""
        elif tag == W + "tab":
            yield "\t"
        elif tag in (W + "br", W + "cr"):
            yield "\n"
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif tag in (_MATH + "sSup", _MATH + "f"):
            parts = ["".join(_runs(part)) for part in child if not part.tag.endswith("Pr")]
            yield ("^" if tag == _MATH + "sSup" else "/").join(parts)
        elif tag == W + "r" and child.find(W + "rPr") is not None:
            yield from _formatted(child)
        elif tag not in _UNSEEN:
            yield from _runs(child)


def _formatted(run: "_Element") -> Iterator[str]:
    properties = run.find(W + "rPr")
    hidden = properties.find(W + "vanish")
    if hidden is not None and hidden.get(W + "val") not in ("0", "false"):
        return
    text = "".join(_runs(run))
    raised = value_of(properties, "vertAlign") == "superscript" and re.fullmatch(r"[−+-]?[0-9]{1,4}|[a-z]", text)
    yield f"^{text}" if raised else text


def _is_monospace(paragraph: "_Element") -> bool:
    """Whether every run with words in it names a font of equal widths."""
    runs = [run for run in paragraph.iter(W + "r") if any((text.text or "").strip() for text in run.iter(W + "t"))]
    fonts = [run.find(f"{W}rPr/{W}rFonts") for run in runs]
    return bool(runs) and all(font is not None and is_monospace(font.get(W + "ascii") or "") for font in fonts)
