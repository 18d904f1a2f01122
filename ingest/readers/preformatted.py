"""Running text that a page shows as it was typed (`<pre>`): manuals, mails and plain-text files put on the web."""

import re

from studyground.ingest.document import Block
from studyground.ingest.readers.text import typed_blocks

_FEWEST_WORDS = 40
_PROSE_SHARE = 0.5
_WORDLIKE_SHARE = 0.8
_PARAGRAPH_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+(?:[-'’/][^\W\d_]+)*")
_AROUND = "\"'“”‘’()[],;:.!?*|-–—"
_CLOSED = re.compile(r"[.!?:][\"'”’)\]]*$")
_OF_PROGRAMS = re.compile(r"[{};]\s*$|^\s*(?:[$>%#]|//|--)\s|\s[=!<>]=\s|\s=\s|->|\w\(.*\)\s*$", re.MULTILINE)


def running_text(text: str) -> tuple[Block, ...]:
    """The blocks of preformatted text that is mostly prose, read as a text file; () of a listing, a log or a session.

    Args:
        text: What stands between the tags, with its line breaks.
    """
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    words = sum(len(part.split()) for part in paragraphs)
    prose = sum(len(part.split()) for part in paragraphs if _is_prose(part))
    if prose < _FEWEST_WORDS or prose < _PROSE_SHARE * words:
        return ()
    return typed_blocks(text)


def _is_prose(paragraph: str) -> bool:
    """Whether a paragraph is sentences: words for the most part, with a stop, and nothing of a program in it."""
    tokens = paragraph.split()
    wordlike = sum(bool(_WORD.fullmatch(token.strip(_AROUND))) for token in tokens)
    return (
        len(tokens) >= _PARAGRAPH_WORDS
        and wordlike >= _WORDLIKE_SHARE * len(tokens)
        and bool(_CLOSED.search(paragraph.rstrip()))
        and not _OF_PROGRAMS.search(paragraph)
    )
