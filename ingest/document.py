"""What a reader hands to the pipeline: blocks in reading order, before anything is cleaned or joined."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

BlockKind = Literal["heading", "paragraph", "item", "table", "code", "note"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document that is never split across lines of another: a heading, a paragraph, a list item.

    Args:
        kind: `item` is one list item, `note` a footnote or caption; a `table` holds one row a line, cells joined by " | ".
        text: Plain text without markup, no line breaks inside a paragraph, heading or item.
        level: Heading depth from 1, list nesting from 0.
        page: 1-based page as a reader counts sheets, or None where the format has no pages.
        marker: What stands before a list item ("-", "1.", "a)"), else "".
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that was removed, and why; shown to the learner so that no loss is silent."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extract:
    """One file as its reader saw it.

    Args:
        blocks: In reading order, never empty (a reader with nothing to give raises `UnreadableError`).
        title: The document's own title, or "" when it names none.
        format: Short name of the format: "text", "markdown", "html", "wordpress", "pdf", "docx", "pptx", "epub", "notebook".
        structured: True when headings come from markup, outline or style; False when the shape of lines must tell.
        warnings: Sentences a learner should see.
        dropped: What the reader itself removed (navigation, running heads, page numbers).
        date: ISO date the document gives itself, or "".
        link: Address the document gives itself, or "".
    """

    blocks: tuple[Block, ...]
    title: str
    format: str
    structured: bool
    warnings: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    date: str = ""
    link: str = ""


class Reader(Protocol):
    """Reads one format. A module in `ingest.readers` holds one, named `read`."""

    def __call__(self, path: Path, data: bytes) -> tuple[Extract, ...]:
        """Read one file.

        Args:
            path: Where the bytes came from, for messages and relative links only.
            data: The whole file.

        Returns:
            One extract a document: an array of posts gives several, every other file one.

        Raises:
            UnreadableError: With the reason as a short phrase ("empty file", "needs a password").
        """
        ...
