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
        at += len(shown)
        previous = block
    sections.append(Section(tuple(title for _, title in path), section_start, at))
    text = "".join(pieces)
    title = extract.title.strip() or next((s.path[0] for s in sections if s.path), "") or document
    return StoredDocument(
        document=document,
        title=unicodedata.normalize("NFC", title),
        format=extract.format,
        text=text,
        sections=tuple(sections),
        units=tuple(units),
        sentences=tuple(_sentences(text, units)),
        structured=extract.structured,
        dropped=extract.dropped,
        warnings=extract.warnings,
        date=extract.date,
        link=extract.link,
    )


def _normalised(block: Block) -> Block:
    return replace(block, text=unicodedata.normalize("NFC", block.text).strip("\n"))


def _gap(previous: Block | None, block: Block) -> str:
    if previous is None:
        return ""
    return "\n" if previous.kind == block.kind == "item" else "\n\n"


def _shown(block: Block) -> str:
    if block.kind != "item":
        return block.text
    return "  " * block.level + (block.marker or "-") + " " + block.text


def _sentences(text: str, units: list[Unit]) -> list[SentenceSpan]:
    found: list[SentenceSpan] = []
    for number, unit in enumerate(units):
        for start, end in _unit_sentences(text[unit.start : unit.end], unit.kind):
            found.append(SentenceSpan(unit.start + start, unit.start + end, number))
    return found


def _unit_sentences(text: str, kind: BlockKind) -> list[Span]:
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
        offset = text.find(" ", lead) + 1
    return [(offset + start, offset + end) for start, end in sentence_spans(text[offset:])]
