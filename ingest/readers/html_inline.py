"""HTML elements inside a line, as the words a reader sees: links, notes' marks, exponents, formulas, pictures."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CONTAINER_NAMES = (
    "html body main article section div header footer nav aside form fieldset blockquote figure address details "
    "summary p dl dt dd ul ol menu dir li table thead tbody tfoot tr td th caption colgroup center hr pre figcaption "
    "hgroup search legend listing xmp"
)
CONTAINERS = frozenset(_CONTAINER_NAMES.split())
_SILENT_NAMES = (
    "script style head template noscript iframe object embed applet canvas svg audio video map select option optgroup "
    "datalist input textarea button dialog meter progress link meta title base col rp img picture source"
)
_SILENT = frozenset(_SILENT_NAMES.split())
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSEEN_CLASS = frozenset(
    ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "mw-editsection", "katex-html"]
)
_ORDINAL = frozenset(["st", "nd", "rd", "th", "tm", "sm", "r", "®", "™", "e", "er", "o", "a", "ème", "º", "ª"])
_RETURNS = re.compile(
    r"(?:go |jump )?back(?: to (?:the )?(?:top|text|contents|article|content))?|return", re.IGNORECASE
)
_ANCHOR_SIGNS = frozenset(["#", "¶", "§", "🔗", "↩", "↩︎", "↩\ufe0e", "↑", "^"])
MAX_DEPTH = 150
_SPACE = re.compile(r"\s+")


def is_hidden(element: "_Element") -> bool:
    """Whether a reader of the page never sees the element."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    get = element.get
    if get("hidden") is not None or _HIDING_STYLE.search(get("style") or ""):
        return True
    # Captions repeat the alternative text of their image, so converters hide them from screen readers: they are seen.
    if (get("aria-hidden") or "").lower() == "true" and element.tag != "figcaption":
        return True
    return not _UNSEEN_CLASS.isdisjoint((get("class") or "").split())


def tidy(text: str) -> str:
    """Words parted by single spaces; invisible characters and the signs of icon fonts gone."""
    return _SPACE.sub(" ", re.sub(r"[\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\ue000-\uf8ff]", "", text)).strip()


def inline_text(element: "_Element") -> str:
    """The words of an element, as a reader of one line sees them."""
    return "".join(_inline_parts(element, 0))


def _inline_parts(element: "_Element", depth: int) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if is_hidden(child):
            yield stand_in(child)
        elif depth > MAX_DEPTH:
            yield " ".join(child.itertext())
        elif child.tag == "br" or child.tag in CONTAINERS or child.tag in HEADINGS:
            yield " "
            yield from _inline_parts(child, depth + 1)
            yield " "
        else:
            before = child.getprevious()
            # Links set side by side by the style sheet alone.
            if child.tag == "a" and before is not None and before.tag == "a" and not before.tail:
                yield " "
            yield _classified(child, inline_element(child, depth + 1))
        if child.tail:
            yield child.tail


def _classified(element: "_Element", text: str) -> str:
    """The words of an element; the type behind a name in a reference, which a style sheet sets off, in brackets: "rows (int)"."""
    named = element.tag == "span" and "classifier" in (element.get("class") or "").split()
    return f" ({text.strip()})" if named and text.strip() else text


def inline_element(element: "_Element", depth: int = 0) -> str:
    """The words of an element in a line, as its own tag shows them."""
    rule = _INLINE.get(element.tag)
    text = "".join(_inline_parts(element, depth))
    return rule(element, text) if rule else text


def _anchor(element: "_Element", text: str) -> str:
    classes = (element.get("class") or "").split()
    role = element.get("role") or ""
    note = "footnote-ref" in classes or "footnote-back" in classes or role in ("doc-noteref", "doc-backlink")
    ends = (element.get("href") or "").startswith("#") and not (element.tail or "").strip()
    returns = ends and bool(_RETURNS.fullmatch(text.strip()))
    return "" if note or returns or text.strip() in _ANCHOR_SIGNS else text


def _superscript(element: "_Element", text: str) -> str:
    word = text.strip()
    refers = any((a.get("href") or "").find("#") >= 0 for a in element.iter("a"))
    if refers or re.fullmatch(r"\[[^\]]*\]|[*†‡]+", word) or element.get("role") == "doc-noteref":
        return ""
    # 10 to the power of 6 must not read as 106.
    return text if not word or word.lower() in _ORDINAL else f"^{word}" if len(word) <= 12 else f" {word}"


def _formula(element: "_Element", text: str) -> str:
    for note in element.iter("annotation"):
        if "tex" in (note.get("encoding") or ""):
            return f" {(note.text or '').strip()} "
    return f" {element.get('alttext') or text} "


_INLINE: dict[Any, Callable[["_Element", str], str]] = {
    "a": _anchor,
    "sup": _superscript,
    "math": _formula,
    "q": lambda _, text: f"“{text}”",
}


def stand_in(element: "_Element") -> str:
    """What an unseen element leaves behind: TeX of a formula, an alternative text that is a sentence, else nothing."""
    if element.tag == "script" and (element.get("type") or "").startswith("math/tex"):
        return f" {(element.text or '').strip()} "
    images = element.iter("img") if element.tag in ("img", "picture") else ()
    for image in images:
        alt = tidy(image.get("alt") or "")
        if len(alt.split()) >= 6 and alt[-1] in ".!?" and not _has_caption(element):
            return f" {alt} "
    return ""


def _has_caption(element: "_Element") -> bool:
    figure = next(element.iterancestors("figure"), None)
    return figure is not None and next(figure.iter("figcaption"), None) is not None


def raw_text(element: "_Element", depth: int = 0) -> str:
    """Text with its line breaks; in listings built of one block a line, each block is a line."""
    if depth > MAX_DEPTH:
        return "".join(element.itertext())
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif not is_hidden(child):
            inner = raw_text(child, depth + 1)
            own_line = child.tag in ("div", "p", "li", "tr") and not inner.endswith("\n")
            parts.append(inner + "\n" if own_line else inner)
        parts.append(child.tail or "")
    return "".join(parts)
