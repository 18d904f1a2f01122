"""Markdown (CommonMark, tables, strikethrough, front matter) as blocks."""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.decoding import decode
from studyground.ingest.readers.html_blocks import parse, pieces_of
from studyground.ingest.readers.html_inline import tidy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_LINK_SHARE = 0.9
_HTML_NAMES = (
    "a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite "
    "code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font "
    "footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link "
    "main map mark math menu meta meter nav nobr noscript object ol optgroup option output p param picture pre "
    "progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg "
    "table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr"
)
_HTML_TAGS = frozenset(_HTML_NAMES.split())


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one Markdown file.

    Raises:
        UnreadableError: When it is empty or holds only links.
    """
    if not data.strip():
        raise UnreadableError("empty file")
    meta, body = _front_matter(decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    markup = to_html(body)
    root = parse(markup)
    blocks = _notes_apart(tuple(piece.block for piece in pieces_of(root)))
    if not blocks:
        raise UnreadableError("no text in it")
    if _only_links(blocks, sum(len(tidy("".join(a.itertext())).split()) for a in root.iter("a") if a.get("href"))):
        raise UnreadableError("only links, no text of its own")
    headings = [block for block in blocks if block.kind == "heading"]
    top = [block.text for block in headings if block.level == 1]
    title = meta.get("title") or (top[0] if top else headings[0].text if headings else "")
    return (Extract(blocks, title, "markdown", bool(headings), date=meta.get("date", "")),)


def blocks_of_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of Markdown without front matter (a notebook's cell)."""
    return _notes_apart(tuple(piece.block for piece in pieces_of(parse(to_html(text)))))


def to_html(text: str) -> str:
    """Markdown as HTML; tags that HTML does not know (`<bucket-name>`) stay as words."""
    return str(_parser().render(text))


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.add_render_rule("html_inline", _raw_html)
    parser.add_render_rule("html_block", _raw_html)
    return parser


def _raw_html(self: Any, tokens: Sequence["Token"], index: int, options: Any, env: Any) -> str:
    content = tokens[index].content
    name = _TAG_NAME.match(content.strip())
    if name is None or name.group(1).lower() in _HTML_TAGS:
        return content
    return escape(content) if tokens[index].type == "html_inline" else f"<p>{escape(content)}</p>"


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Title and date of a YAML or TOML header, and the text after it."""
    text = text.lstrip("\ufeff")
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    fence, header = found.group(1), found.group(2)
    meta: dict[str, str] = {}
    if fence == "+++":
        try:
            values = tomllib.loads(header)
        except tomllib.TOMLDecodeError:
            return {}, text
        meta = {key: str(values[key]) for key in ("title", "date") if key in values}
    elif not re.search(r"^[A-Za-z_][\w -]*:", header) or re.search(r"^#{1,6} ", header, re.MULTILINE):
        # Two rules with prose between them are no header.
        return {}, text
    else:
        for key, value in re.findall(r"^(title|date)[ \t]*:[ \t]*(.+)$", header, re.MULTILINE | re.IGNORECASE):
            meta[key.lower()] = re.sub(r"^(['\"])(.*)\1$", r"\2", value.strip())
    date = re.match(r"\d{4}-\d{2}-\d{2}", meta.get("date", ""))
    return {"title": tidy(meta.get("title", "")), "date": date.group() if date else ""}, text[found.end() :]


def _notes_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Footnotes become notes, and their marks leave the sentences they interrupt."""
    names = {name.group(1) for block in blocks if block.kind == "paragraph" for name in _FOOTNOTE.finditer(block.text)}
    if not names:
        return blocks
    done = []
    for block in blocks:
        note = _FOOTNOTE.match(block.text) if block.kind == "paragraph" else None
        if note:
            # Definitions on following lines were joined to one paragraph.
            parts = re.split(r"\[\^([^\]\s]+)\]:\s*", block.text)[1:]
            done += [
                Block("note", text.strip(), marker=name)
                for name, text in zip(parts[::2], parts[1::2], strict=True)
                if text.strip()
            ]
        elif block.kind == "code":
            done.append(block)
        else:
            text = _FOOTNOTE_MARK.sub(lambda mark: "" if mark.group()[2:-1] in names else mark.group(), block.text)
            done.append(Block(block.kind, text, block.level, block.page, block.marker))
    return tuple(block for block in done if block.text.strip())


def _only_links(blocks: tuple[Block, ...], link_words: int) -> bool:
    """Whether the file is an index of links: its list items are all link, and hardly a sentence stands by itself."""
    listed = sum(len(block.text.split()) for block in blocks if block.kind != "heading")
    items = sum(block.kind == "item" for block in blocks)
    sentences = sum(
        len(block.text.split()) > 7 and block.text.rstrip()[-1] in ".!?:"
        for block in blocks
        if block.kind == "paragraph"
    )
    return items >= 5 and link_words >= _LINK_SHARE * listed and sentences <= max(1, items // 50)
