"""A document's stored text and the spans that say what is where in it: sections, units, sentences."""

import unicodedata
from dataclasses import dataclass, replace

from studyground.ingest.document import Block, BlockKind, Dropped, Extract
from studyground.ingest.sentences import sentence_spans

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading; `path` is the headings from the outermost in, () before the first."""

    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One block in the stored text; `section` indexes `StoredDocument.sections`."""

    kind: BlockKind
    start: int
    end: int
    section: int
    page: int | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """One sentence, table row or list item's sentence; `unit` indexes `StoredDocument.units`."""

    start: int
    end: int
    unit: int


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What ingest keeps of one document. Offsets count code points of `text`, half-open."""

    document: str
    title: str
    format: str
    text: str
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    sentences: tuple[SentenceSpan, ...]
    structured: bool
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    date: str = ""
    link: str = ""


def assemble(extract: Extract, document: str) -> StoredDocument:
    """Join cleaned blocks into the stored text and note where everything stands.

    Args:
        extract: A cleaned extract.
        document: The name citations will use.
    """
    pieces: list[str] = []
    units: list[Unit] = []
    markers: list[str] = []
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    at = 0
    section_start = 0
    previous: Block | None = None
    for block in map(_normalised, extract.blocks):
        if not block.text.strip():
            continue
        gap = _gap(previous, block)
        at += len(gap)
        if block.kind == "heading":
            if at > section_start or path:
                sections.append(Section(tuple(title for _, title in path), section_start, at))
            section_start = at
            path = [(level, title) for level, title in path if level < block.level]
            path.append((block.level, " ".join(block.text.split())))
        shown = _shown(block)
        pieces += [gap, shown]
        units.append(Unit(block.kind, at, at + len(shown), len(sections), block.page, block.level))
        markers.append(_marker(block))
        at += len(shown)
        previous = block
    sections.append(Section(tuple(title for _, title in path), section_start, at))
    text = "".join(pieces)
    title = extract.title.strip() or next((s.path[0] for s in sections if s.path), "") or document
    return StoredDocument(
        document=document,
        title=storable(title),
        format=extract.format,
        text=text,
        sections=tuple(sections),
        units=tuple(units),
        sentences=tuple(_sentences(text, units, markers)),
        structured=extract.structured,
        dropped=tuple(Dropped(storable(item.text), item.reason) for item in extract.dropped),
        warnings=tuple(map(storable, extract.warnings)),
        date=storable(extract.date),
        link=storable(extract.link),
    )


def _normalised(block: Block) -> Block:
    text = storable(block.text)
    text = text.strip("\n") if block.kind in ("code", "table") else text.strip()
    return replace(block, text=text, marker=storable(block.marker))


def storable(text: str) -> str:
    """Text as it is stored: Unicode NFC, plain line ends, no halves of surrogate pairs (JSON can hold them)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", text)


def _gap(previous: Block | None, block: Block) -> str:
    if previous is None:
        return ""
    return "\n" if previous.kind == block.kind == "item" else "\n\n"


def _shown(block: Block) -> str:
    if block.kind != "item":
        return block.text
    return "  " * block.level + _marker(block) + " " + block.text


def _marker(block: Block) -> str:
    return block.marker.strip() or "-"


def _sentences(text: str, units: list[Unit], markers: list[str]) -> list[SentenceSpan]:
    found: list[SentenceSpan] = []
    for number, (unit, marker) in enumerate(zip(units, markers, strict=True)):
        for start, end in _unit_sentences(text[unit.start : unit.end], unit.kind, marker):
            found.append(SentenceSpan(unit.start + start, unit.start + end, number))
    return found


def _unit_sentences(text: str, kind: BlockKind, marker: str) -> list[Span]:
    """Headings are one span; table rows and code lines are one each; items leave their marker out."""
    if kind == "heading":
        return [(0, len(text))]
    if kind in ("table", "code"):
        spans = []
        at = 0
        for line in text.split("\n"):
            if line.strip():
                lead = len(line) - len(line.lstrip())
                spans.append((at + lead, at + len(line.rstrip())))
            at += len(line) + 1
        return spans
    offset = 0
    if kind == "item":
        lead = len(text) - len(text.lstrip())
        offset = lead + len(marker) + 1
    return [(offset + start, offset + end) for start, end in sentence_spans(text[offset:])]
