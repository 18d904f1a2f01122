"""Web pages: the article as blocks, and what stood around it as dropped text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.decoding import decode
from studyground.ingest.readers.html_article import judge
from studyground.ingest.readers.html_blocks import Piece, blocks_of, parse, pieces_of
from studyground.ingest.readers.html_inline import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["blocks_of", "read"]

_SHINGLE = 5
_SITE_NAME = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one page: its article is kept whole, the site around it goes to `dropped`.

    Raises:
        UnreadableError: When it is empty or shows no text.
    """
    if not data.strip():
        raise UnreadableError("empty file")
    markup = decode(data, declared=True)
    root = parse(markup)
    pieces = pieces_of(root)
    if not pieces:
        raise UnreadableError("no text in it")
    about = _article_of(markup)
    kept, dropped = judge(pieces, _judged_content(pieces, about.text))
    if not kept:
        kept, dropped = [piece.block for piece in pieces], []
    headings = [block for block in kept if block.kind == "heading"]
    title = _title(root, about.title, headings)
    return (
        Extract(
            tuple(kept), title, "html", bool(headings), dropped=tuple(dropped), date=about.date, link=_canonical(root)
        ),
    )


@dataclass(frozen=True, slots=True)
class _About:
    text: str = ""
    title: str = ""
    date: str = ""


def _article_of(markup: str) -> _About:
    """What trafilatura takes for the article and its metadata; nothing where it finds none."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            markup,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    # It walks whatever a broken page holds; the page is then read without its opinion.
    except Exception:
        found = None
    if found is None or isinstance(found, dict):
        return _About()
    date = re.match(r"\d{4}-\d{2}-\d{2}", found.date or "")
    return _About(found.text or "", tidy(found.title or ""), date.group() if date else "")


def _judged_content(pieces: Sequence[Piece], article: str) -> list[bool]:
    """Which pieces are in the text that trafilatura kept: by their five-word runs, short ones as a whole."""
    words = _words(article)
    runs = {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    lines = {" ".join(_words(line)) for line in article.splitlines()}
    found = []
    for piece in pieces:
        own = _words(piece.block.text)
        if len(own) < _SHINGLE:
            found.append(" ".join(own) in lines)
        else:
            mine = [tuple(own[at : at + _SHINGLE]) for at in range(len(own) - _SHINGLE + 1)]
            found.append(sum(run in runs for run in mine) >= 0.6 * len(mine))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _title(root: "_Element", named: str, headings: list[Block]) -> str:
    """The article's one top heading, else what the page calls itself without the site's name."""
    top = [block.text for block in headings if block.level == 1]
    if len(top) == 1:
        return top[0]
    own = tidy("".join(next(root.iter("title"), root.makeelement("title")).itertext()))
    return named or _SITE_NAME.sub("", own) or (headings[0].text if headings else "")


def _canonical(root: "_Element") -> str:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    for meta in root.iter("meta"):
        if meta.get("property") == "og:url" and (meta.get("content") or "").startswith("http"):
            return str(meta.get("content"))
    return ""
