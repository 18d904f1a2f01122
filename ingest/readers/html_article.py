"""Which blocks of a page are its article: whole sections stay or go, and everything that goes is named."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from studyground.ingest.document import Block, Dropped
from studyground.ingest.readers.html_blocks import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG = 8
_MAX_DROPPED = 600
_REGION_SHARE = 0.9
_TRUST = 0.5
_PROSE = 15
_MOST_LINKED = 0.5
_LOST_WORDS = 120
_LOST_SHARE = 0.2
_FURNITURE_TAGS = {"nav": "navigation", "form": "form", "dialog": "pop-up"}
_FURNITURE_ROLES = {
    "navigation": "navigation",
    "search": "form",
    "dialog": "pop-up",
    "alertdialog": "pop-up",
    "banner": "page header",
    "contentinfo": "page footer",
    "complementary": "sidebar",
    "doc-toc": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
}
_FURNITURE_WORDS = {
    "navigation": "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager skip skiplink toc "
    "prevnext postnav",
    "cookie notice": "cookie cookies consent gdpr ccpa onetrust cookiebot",
    "share buttons": "share sharing sharebar sharedaddy social socials addtoany addthis shareaholic follow",
    "comments": "comments commentlist comment respond disqus reply",
    "related posts": "related recommended relatedposts recommendations readmore trending popular",
    "call to action": "newsletter subscribe subscription signup cta optin promo promotion mailchimp leadgen",
    "advertisement": "ad ads advert advertisement adsbygoogle sponsored sponsor",
    "sidebar": "sidebar",
    "page footer": "footer colophon copyright",
    "pop-up": "popup modal overlay lightbox",
    "about the author": "authorbox authorbio",
}
_REASON_OF = {word: reason for reason, words in _FURNITURE_WORDS.items() for word in words.split()}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BLOCK_NAMES = "div section aside ul ol nav footer header form p table figure main article li details"
_NAMED = frozenset(_BLOCK_NAMES.split())


def judge(pieces: Sequence[Piece], likely: Sequence[bool]) -> tuple[list[Block], list[Dropped]]:
    """Part the article from what stands around it.

    The region is the smallest element that holds nearly everything `likely`; inside it a block goes only with a
    container that names itself furniture and that hardly holds anything likely, so no paragraph is lost for its looks.

    Args:
        pieces: Every visible block in order.
        likely: For each, whether an article extractor kept it.

    Returns:
        The blocks that stay, and those that go with the reason.
    """
    if not pieces:
        return [], []
    words: Counter[_Element] = Counter()
    good: Counter[_Element] = Counter()
    short_too: Counter[_Element] = Counter()
    for piece, is_likely in zip(pieces, likely, strict=True):
        count = len(piece.block.text.split())
        for element in _upwards(piece.element):
            words[element] += count
            # A menu repeats the headings, so a short line proves nothing.
            good[element] += count * (is_likely and count >= _LONG)
            short_too[element] += count * is_likely
    total = max(words.values(), default=0)
    region = _region(pieces, likely)
    reasons: dict[_Element, str] = {}

    def own_reason(element: "_Element") -> str:
        name = _names_itself(element)
        proof = short_too if name and _is_named_after_heading(element) else good
        trusted = proof[element] >= 0.5 * words[element] or words[element] > 0.6 * total
        if name == "sidebar" and not trusted:
            return "" if _is_box_of_the_text(element) else name
        return "" if trusted else name

    def reason_for(start: "_Element") -> str:
        element: _Element | None = start
        path: list[_Element] = []
        while element is not None and element not in reasons:
            path.append(element)
            element = element.getparent()
        reason = reasons[element] if element is not None else ""
        for below in reversed(path):
            reasons[below] = reason = reason or own_reason(below)
        return reason

    unnamed = [piece for piece in pieces if not reason_for(piece.element)]
    if region is not None:
        # An extractor that kept less than half was mistaken; then only what names itself furniture goes.
        declared = region.tag == "article" or _is_main(region)
        trusted = declared or good[region] >= _TRUST * sum(len(piece.block.text.split()) for piece in unnamed)
        region = _widened(region, unnamed) if trusted else None
    inside = set(region.iter()) if region is not None else set()
    links = _link_lists(pieces, likely)
    verdicts = []
    for at, piece in enumerate(pieces):
        reason = reason_for(piece.element) or ("list of links" if at in links else "")
        if not reason and region is not None and piece.element not in inside and not _is_main_heading(piece, region):
            reason = "outside the article"
        verdicts.append(reason)
    _drop_bare_headings(pieces, verdicts)
    kept = [piece.block for piece, reason in zip(pieces, verdicts, strict=True) if not reason]
    gone = [Dropped(piece.block.text, reason) for piece, reason in zip(pieces, verdicts, strict=True) if reason]
    return kept, _joined(gone)


def _drop_bare_headings(pieces: Sequence[Piece], verdicts: list[str]) -> None:
    """A heading that stood over nothing but a dropped list of links goes with it."""
    for at in range(len(pieces) - 2, -1, -1):
        if verdicts[at] or pieces[at].block.kind != "heading" or pieces[at].block.level == 1:
            continue
        end = at + 1
        while end < len(pieces) and pieces[end].block.kind != "heading":
            end += 1
        if end > at + 1 and all(verdict == "list of links" for verdict in verdicts[at + 1 : end]):
            verdicts[at] = "list of links"


def _joined(dropped: list[Dropped]) -> list[Dropped]:
    """Neighbours that went for the same reason as one piece of a few lines."""
    pieces: list[Dropped] = []
    for piece in dropped:
        if pieces and pieces[-1].reason == piece.reason and len(pieces[-1].text) + len(piece.text) < _MAX_DROPPED:
            pieces[-1] = Dropped(f"{pieces[-1].text}\n{piece.text}", piece.reason)
        else:
            pieces.append(piece)
    return pieces


def _is_named_after_heading(element: "_Element") -> bool:
    """Whether an id is only the first heading's words (a chapter called "Comments"), as converters make them."""
    heading = next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    own = set(re.findall(r"[a-z]+", (element.get("id") or "").lower()))
    return heading is not None and own <= set(re.findall(r"[a-z]+", "".join(heading.itertext()).lower()))


def _region(pieces: Sequence[Piece], likely: Sequence[bool]) -> "_Element | None":
    """The smallest element holding nearly all the likely words, widened to the article or main part it belongs to."""
    held: Counter[_Element] = Counter()
    for piece, is_likely in zip(pieces, likely, strict=True):
        count = len(piece.block.text.split())
        if is_likely and count >= _LONG:
            for element in _upwards(piece.element):
                held[element] += count
    main = [e for e in pieces[0].element.getroottree().getroot().iter("main", "div", "section") if _is_main(e)]
    if not held:
        return main[0] if len(main) == 1 else None
    most = max(held.values())
    smallest = min(
        (element for element, count in held.items() if count >= _REGION_SHARE * most),
        key=lambda element: (held[element], -len(list(element.iterancestors()))),
    )
    for element in (smallest, *smallest.iterancestors()):
        if element.tag == "article" or _is_main(element):
            return element
    return smallest


def _widened(region: "_Element", pieces: Sequence[Piece]) -> "_Element":
    """The region, or the nearest element above it with much more prose: extractors lose whole sections."""
    prose: Counter[_Element] = Counter()
    for piece in pieces:
        count = len(piece.block.text.split())
        if piece.block.kind in ("paragraph", "item") and count >= _PROSE and not _is_all_link(piece):
            for element in _upwards(piece.element):
                prose[element] += count
    for above in region.iterancestors():
        if prose[above] - prose[region] >= max(_LOST_WORDS, _LOST_SHARE * prose[region]):
            region = above
    return region


def _is_main(element: "_Element") -> bool:
    return "main" in (element.tag, element.get("role"))


def _is_box_of_the_text(element: "_Element") -> bool:
    """Whether a "sidebar" is a box among the paragraphs of a text (a tip, a topic) and not a column beside the page.

    A box stands beside paragraphs, in the element that holds them, and is mostly prose itself.
    """
    own = len("".join(element.itertext()).split())
    linked = sum(len("".join(a.itertext()).split()) for a in element.iter("a") if a.get("href"))
    if own < _PROSE or linked > _MOST_LINKED * own:
        return False
    parent = element.getparent()
    return parent is not None and any(_is_paragraph(other) for other in parent if other is not element)


def _is_paragraph(element: "_Element") -> bool:
    """Whether an element is a paragraph by itself, by its tag or for holding nothing but running text."""
    if element.tag not in ("p", "div") or len("".join(element.itertext()).split()) < _PROSE or _names_itself(element):
        return False
    return not any(isinstance(e.tag, str) and e.tag in _NAMED for e in element.iterdescendants())


def _is_main_heading(piece: Piece, region: "_Element") -> bool:
    """The page's own top heading often stands in a header before the article."""
    if piece.block.kind != "heading" or piece.block.level != 1 or any(e.tag == "h1" for e in region.iter()):
        return False
    return len(list(piece.element.getroottree().getroot().iter("h1"))) == 1


def _upwards(element: "_Element") -> Iterator["_Element"]:
    yield element
    yield from element.iterancestors()


def _names_itself(element: "_Element") -> str:
    """The reason an element gives by its tag, role, class or id; "" when it gives none."""
    tag = element.tag
    if tag in ("html", "body") or not isinstance(tag, str):
        return ""
    if tag in _FURNITURE_TAGS:
        return _FURNITURE_TAGS[tag]
    role = (element.get("role") or "").lower()
    if role in _FURNITURE_ROLES:
        return _FURNITURE_ROLES[role]
    in_article = any(above.tag in ("article", "main") for above in element.iterancestors())
    if tag in ("header", "footer", "aside") and not in_article:
        return {"header": "page header", "footer": "page footer", "aside": "sidebar"}[tag]
    if tag not in _NAMED:
        return ""
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        # Modifiers describe the whole page ("has-sidebar", "no-comments"), not this part of it.
        parts = [part.lower() for part in _WORD.findall(name)]
        if not parts or parts[0] in ("has", "no", "with", "without", "is", "not"):
            continue
        for part in parts:
            if part in _REASON_OF:
                return _REASON_OF[part]
            if part.endswith("sidebar"):
                return "sidebar"
        if "author" in parts and ("box" in parts or "bio" in parts):
            return "about the author"
    return ""


def _link_lists(pieces: Sequence[Piece], likely: Sequence[bool]) -> set[int]:
    """Where runs of three links and more stand in which there is nothing else and that no extractor kept."""
    lists: dict[_Element, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.block.kind == "item" and (listing := next(piece.element.iterancestors("ul", "ol"), None)) is not None:
            lists.setdefault(listing, []).append(at)
    found = {at for at, piece in enumerate(pieces) if _is_link_strip(piece) and not likely[at]}
    for places in lists.values():
        if len(places) >= 3 and all(not likely[at] and _is_all_link(pieces[at]) for at in places):
            found.update(places)
    return found


def _is_link_strip(piece: Piece) -> bool:
    return piece.block.kind == "paragraph" and len(list(piece.element.iter("a"))) >= 3 and _is_all_link(piece)


def _is_all_link(piece: Piece) -> bool:
    linked = sum(len("".join(a.itertext()).split()) for a in piece.element.iter("a") if a.get("href"))
    return linked >= 0.8 * len(piece.block.text.split())
