"""WordPress REST JSON: one post, an array of posts, or an object that holds them under "posts"."""

import json
import re
from pathlib import Path
from typing import Any

from studyground.errors import UnreadableError
from studyground.ingest.document import Extract
from studyground.ingest.readers.decoding import decode
from studyground.ingest.readers.html_article import judge
from studyground.ingest.readers.html_blocks import parse, pieces_of
from studyground.ingest.readers.html_inline import inline_text, tidy

_NOT_A_POST = "JSON, but not a WordPress post"
_CODE = re.compile(r"(<(?:pre|code)\b.*?</(?:pre|code)>)", re.DOTALL | re.IGNORECASE)
_NAME = r"[A-Za-z][A-Za-z0-9_-]{1,40}"
_WITH_VALUES = re.compile(rf"\[{_NAME}(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|&#?\w+;.*?&#?\w+;|[^\s\]]+))+\s*/?\]")
_CLOSING = re.compile(rf"\[/({_NAME})\]")
_ALONE = re.compile(rf"(<p[^>]*>|\n|\A)\s*\[{_NAME}\s*/?\]\s*(?=</p>|\n|\Z)")


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read posts as the REST interface gives them.

    Raises:
        UnreadableError: When it is empty, damaged, no post, protected, or has no text.
    """
    if not data.strip():
        raise UnreadableError("empty file")
    try:
        posts = posts_in(json.loads(decode(data)))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("damaged") from error
    if not posts:
        raise UnreadableError(_NOT_A_POST)
    extracts = tuple(extract for post in posts if (extract := _extract(post)) is not None)
    if not extracts:
        locked = any(isinstance(post["content"], dict) and post["content"].get("protected") for post in posts)
        raise UnreadableError("needs a password" if locked else "no text in it")
    return extracts


def posts_in(value: Any) -> list[dict[str, Any]]:
    """The posts in a decoded JSON value; none where it is something else."""
    if isinstance(value, dict) and isinstance(value.get("posts"), list):
        value = value["posts"]
    values = value if isinstance(value, list) else [value]
    return [post for post in values if _is_post(post)]


def _is_post(value: Any) -> bool:
    if not isinstance(value, dict) or "title" not in value or "content" not in value:
        return False
    if isinstance(value["content"], dict):
        return isinstance(value["content"].get("rendered"), str)
    # The older WordPress.com interface gives plain strings; an address or a slug shows that it is a post.
    return isinstance(value["content"], str) and bool({"slug", "URL", "link", "guid"} & set(value))


def _rendered(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _extract(post: dict[str, Any]) -> Extract | None:
    pieces = pieces_of(parse(without_shortcodes(_rendered(post["content"]))))
    blocks, dropped = judge(pieces, [False] * len(pieces))
    if not blocks:
        return None
    date = re.match(r"\d{4}-\d{2}-\d{2}", str(post.get("date") or post.get("date_gmt") or ""))
    link = post.get("link") or post.get("URL")
    return Extract(
        tuple(blocks),
        tidy(inline_text(parse(f"<p>{_rendered(post['title'])}</p>"))),
        "wordpress",
        any(block.kind == "heading" for block in blocks),
        dropped=tuple(dropped),
        date=date.group() if date else "",
        link=link if isinstance(link, str) else "",
    )


def without_shortcodes(markup: str) -> str:
    """Post markup without `[shortcode …]` marks; what stands between a pair stays, and code is not touched.

    A bare word in brackets is a shortcode only if it has a closing partner or a paragraph to itself, so "[sic]" stays.
    """
    parts = _CODE.split(markup)
    for at in range(0, len(parts), 2):
        text = _WITH_VALUES.sub("", parts[at])
        for name in set(_CLOSING.findall(text)):
            text = re.sub(rf"\[/?{re.escape(name)}\s*\]", "", text)
        parts[at] = _ALONE.sub(r"\1", text)
    return "".join(parts)
