"""A tree of HTML elements as blocks of plain text: shared by every format that is HTML inside."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studyground.ingest.document import Block, BlockKind
from studyground.ingest.readers.html_inline import (
    CONTAINERS,
    HEADINGS,
    MAX_DEPTH,
    inline_element,
    inline_text,
    is_hidden,
    raw_text,
    stand_in,
    tidy,
)
from studyground.ingest.readers.html_table import is_data_table, table_lines
from studyground.ingest.readers.numerals import numeral
from studyground.ingest.readers.preformatted import running_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_TERM_WORDS = 12
_DEEPEST = 6
_NOTES_ROLE = frozenset(["doc-endnotes", "doc-footnote", "doc-endnote", "doc-footnotes", "note-list"])


@dataclass(frozen=True, slots=True)
class Piece:
    """One block and the element it was read from."""

    block: Block
    element: "_Element"


def parse(markup: str) -> "_Element":
    """Parse a page or a fragment, however broken.

    Returns:
        The root element; an empty `<html>` where there is nothing to parse.
    """
    from lxml import etree, html

    # libxml2 refuses a str that declares an encoding, and stops at NUL.
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.replace("\x00", ""), count=1)
    clean = re.sub(r"[\x01-\x08\x0b\x0e-\x1f\ud800-\udfff]", " ", clean)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(clean.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        root = html.document_fromstring("<html><body></body></html>")
    return root


def blocks_of(html_fragment: str) -> tuple[Block, ...]:
    """The blocks of a page or fragment, nothing judged to be furniture."""
    return tuple(piece.block for piece in pieces_of(parse(html_fragment)))


def pieces_of(root: "_Element") -> tuple[Piece, ...]:
    """Every visible block under `root` in document order, each with its element."""
    walker = _Walker(typed=_is_typed(root))
    walker.walk(root, _Place())
    walker.flush(root, _Place())
    return tuple(walker.pieces)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: list nesting from 0 (-1 outside), the pending marker, whether in notes, the depth."""

    nesting: int = -1
    in_notes: bool = False
    depth: int = 0
    kind: BlockKind = "paragraph"


@dataclass(slots=True)
class _Walker:
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    marker: str | None = None
    term: str = ""
    under: int = 0  # level of the last heading
    typed: bool = False  # the page is a text file between two tags

    def emit(self, kind: BlockKind, text: str, element: "_Element", level: int = 0, marker: str = "") -> None:
        if self.term and text.strip():
            # a term of a definition list opens what is said of it
            term, self.term = self.term, ""
            if kind in ("item", "paragraph", "note"):
                text = f"{term}: {text}"
            else:
                self.emit("paragraph", term, element)
        if text.strip() and (kind == "code" or any(letter.isalnum() for letter in text)):
            self.pieces.append(Piece(Block(kind, text, level, None, marker), element))
            self.under = level if kind == "heading" else self.under

    def flush(self, element: "_Element", place: _Place) -> None:
        """Turn the inline text gathered so far into a block."""
        text = tidy("".join(self.words))
        self.words.clear()
        if not text:
            return
        if place.in_notes:
            self.emit("note", text, element, marker=self.marker or "")
            self.marker = None
        elif self.marker is not None and place.nesting >= 0:
            self.emit("item", text, element, place.nesting, self.marker)
            self.marker = None
        else:
            self.emit(place.kind, text, element, place.nesting if place.kind == "item" else 0)

    def walk(self, element: "_Element", place: _Place) -> None:
        if element.text:
            self.words.append(element.text)
        for child in element:
            self.step(child, element, place)
            if child.tail:
                self.words.append(child.tail)

    def step(self, child: "_Element", parent: "_Element", place: _Place) -> None:
        tag = child.tag
        if is_hidden(child):
            self.words.append(stand_in(child))
        elif tag == "br":
            following = child.getnext()
            doubled = following is not None and following.tag == "br" and not (child.tail or "").strip()
            if doubled or self.is_lead_in(child, parent):
                self.flush(parent, place)
            self.words.append(" ")
        elif tag in HEADINGS:
            self.flush(parent, place)
            self.emit("heading", tidy(inline_text(child)), child, HEADINGS[tag])
        elif tag in CONTAINERS:
            self.flush(parent, place)
            self.block(child, tag, place)
        elif place.depth < MAX_DEPTH and _holds_blocks(child):
            self.walk(child, _deeper(place))
        else:
            self.words.append(inline_element(child))

    def is_lead_in(self, line_break: "_Element", parent: "_Element") -> bool:
        """Whether a line of a paragraph is all bold ("**Note**" above what is to be noted): no part of the sentence."""
        bold = line_break.getprevious()
        if self.marker is not None or parent.tag != "p" or bold is None or bold.tag not in ("strong", "b"):
            return False
        return tidy("".join(self.words)) == tidy(inline_text(bold))

    def block(self, child: "_Element", tag: str, place: _Place) -> None:
        """Walk an element that stands on lines of its own."""
        if place.depth >= MAX_DEPTH:
            self.emit("paragraph", tidy(inline_text(child)), child)
        elif tag in ("pre", "listing", "xmp"):
            self.code(child, place)
        elif tag == "table" and is_data_table(child):
            for caption in child.iterchildren("caption"):
                self.emit("note", tidy(inline_text(caption)), caption)
            self.emit("table", table_lines(child, lambda cell: tidy(inline_text(cell))), child)
        elif tag in ("ul", "ol", "menu", "dir"):
            self.items(child, place)
        elif tag == "dt" and not _holds_blocks(child) and len(inline_text(child).split()) <= _TERM_WORDS:
            named = tidy(inline_text(child)).rstrip(" :")
            self.term = f"{self.term}, {named}" if self.term and named else self.term or named
        else:
            inside = _deeper(place, in_notes=place.in_notes or _is_notes(child))
            if tag in ("figcaption", "caption"):
                inside = _deeper(inside, kind="note")
            elif tag == "dd":
                inside = _deeper(inside, kind="item", nesting=max(0, place.nesting))
            self.walk(child, inside)
            self.flush(child, inside)
            if tag == "dl" and self.term:
                term, self.term = self.term, ""
                self.emit("paragraph", term, child)

    def items(self, listing: "_Element", place: _Place) -> None:
        nesting = place.nesting + 1
        inside = _deeper(place, nesting=nesting, kind="paragraph", in_notes=place.in_notes or _is_notes(listing))
        number = _start(listing)
        for child in listing:
            if is_hidden(child):
                continue
            if child.tag != "li":
                self.step(child, listing, _deeper(inside, nesting=nesting - 1))
                continue
            number = _whole(child.get("value"), number)
            self.marker = numeral(number, listing.get("type") or "1") + "." if listing.tag == "ol" else "-"
            self.walk(child, inside)
            self.flush(child, inside)
            self.marker = None
            number += 1

    def code(self, element: "_Element", place: _Place) -> None:
        lines = [line.rstrip() for line in raw_text(element).expandtabs(4).replace("\r", "").split("\n")]
        while lines and not lines[0].strip():
            lines.pop(0)
        while lines and not lines[-1].strip():
            lines.pop()
        # The gutter of a listing is a block of line numbers and nothing else.
        gutter = len(lines) > 1 and all(line.strip().isdigit() for line in lines)
        if gutter:
            return
        text = "\n".join(lines)
        typed = running_text(text) if self.typed and place.nesting < 0 and place.kind == "paragraph" else ()
        if not typed:
            self.emit("code", text, element)
        under = self.under
        for block in typed:
            level = min(under + block.level, _DEEPEST) if block.kind == "heading" else block.level
            self.emit(block.kind, block.text, element, level, block.marker)


def _is_typed(root: "_Element") -> bool:
    """Whether most of what a page says stands as it was typed."""
    words = len(raw_text(root).split())
    return sum(len(raw_text(one).split()) for one in root.iter("pre", "listing", "xmp")) > words / 2


def _deeper(place: _Place, **changes: Any) -> _Place:
    values = {"nesting": place.nesting, "in_notes": place.in_notes, "kind": place.kind, **changes}
    return _Place(depth=place.depth + 1, **values)


def _is_notes(element: "_Element") -> bool:
    classes = (element.get("class") or "").lower().split()
    return element.get("role") in _NOTES_ROLE or "footnotes" in classes or "footnote" in classes


def _holds_blocks(element: "_Element") -> bool:
    return any(isinstance(e.tag, str) and (e.tag in CONTAINERS or e.tag in HEADINGS) for e in element.iterdescendants())


def _start(listing: "_Element") -> int:
    return _whole(listing.get("start"), 1)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text.strip()) else otherwise
