"""A passage in its section: the quote marked, where it stands, what comes before and after, and the page as printed."""

import base64
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from studyground.assistant.citing import also_in
from studyground.errors import InputError
from studyground.ingest.index import Index
from studyground.ingest.store import DocumentRow, PassageRow
from studyground.ingest.stored import Section, Unit
from studyground.ui.browser.markup import attributes, esc, joined, tag

PAGE_SCALE = 1.4  # pixels a point: readable in a panel, under 300 kB
MOST_SHOWN = 30_000  # characters of a section around the quote


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of one document, checked against the index; offsets are code points of its stored text."""

    row: DocumentRow
    start: int
    end: int

    @classmethod
    def of(cls, index: Index, document: object, start: object, end: object) -> "Spot":
        """A span as the page names it.

        Raises:
            InputError: It is not inside the document.
            DocumentMissingError: There is no such document.
        """
        row = index.document(str(document))
        length = len(index.text_by_id(row.id))
        try:
            first, last = int(str(start)), int(str(end))
        except ValueError as error:
            raise InputError("This passage is not in the guide any more.") from error
        if not 0 <= first <= last <= length:
            raise InputError("This passage is not in the guide any more.", "The guide changed: ask again.")
        return cls(row, first, last)


def passage_view(index: Index, spot: Spot, page_image: str = "") -> str:
    """The panel.

    Args:
        index: Where the document is.
        spot: What to mark.
        page_image: The page as printed, as safe markup; "" where there is none or it is still being drawn.
    """
    text = index.text_by_id(spot.row.id)
    section = _section_at(index, spot)
    page = index.page_at(spot.row.id, spot.start)
    crumbs = " › ".join(section.path) if section else ""
    where = esc(crumbs) + (f" · page {page}" if crumbs and page else f"Page {page}" if page else "")
    names = (
        tag("p", esc(spot.row.document), class_="sg-doc")
        + tag("h2", esc(spot.row.title or spot.row.document), id="sg-passage-title", tabindex="-1")
        + (tag("p", where, class_="sg-crumbs") if where else "")
    )
    body = tag("div", _body(index, spot, section), class_="sg-text")
    return panel(names, body + page_image + _also(index, spot, text), _around(index, spot))


def panel(names: str, body: str, steps: str = "", kind: str = "") -> str:
    """The frame of the panel: a head that stays, and what scrolls below it.

    Args:
        names: Safe markup with an element whose id is `sg-passage-title`.
        body: Safe markup.
        steps: Buttons to other passages, as safe markup.
        kind: A further class.
    """
    close = tag("button", "Close", type="button", class_="sg-button quiet sg-close", data_close=True)
    head = tag("header", tag("div", names) + close + steps, class_="sg-passage-head")
    scrolled = tag("div", body, class_="sg-scroll", tabindex="0", role="group", aria_label="Passage")
    return tag("aside", head + scrolled, class_=f"sg-passage {kind}".strip(), aria_labelledby="sg-passage-title")


def _section_at(index: Index, spot: Spot) -> Section | None:
    for section in index.sections(spot.row.id):
        if section.start <= spot.start < section.end:
            return section
    return None


def _body(index: Index, spot: Spot, section: Section | None) -> str:
    text = index.text_by_id(spot.row.id)
    start, end = (section.start, section.end) if section else (0, len(text))
    start, end = max(start, spot.start - MOST_SHOWN // 2), min(max(end, spot.end), spot.start + MOST_SHOWN // 2)
    units = [unit for unit in index.units(spot.row.id).values() if unit.start < end and unit.end > start]
    out: list[str] = []
    listed: list[str] = []
    for unit in units:
        inner = _marked(text, unit, spot)
        if unit.kind == "item":
            listed.append(tag("li", inner, style=f"margin-left:{min(unit.level, 5)}em" if unit.level else None))
            continue
        if listed:
            out.append(tag("ul", joined(listed)))
            listed = []
        if unit.kind == "table":
            out.append(tag("div", _table(text, unit, spot), class_="sg-table"))
        elif unit.kind == "heading":
            out.append(tag("h3", inner))
        else:
            out.append(tag("pre" if unit.kind == "code" else "p", inner, class_="sg-aside" * (unit.kind == "note")))
    if listed:
        out.append(tag("ul", joined(listed)))
    return joined(out) or tag("p", _cut(text, start, end, spot))


def _marked(text: str, unit: Unit, spot: Spot) -> str:
    return _cut(text, unit.start, unit.end, spot)


def _cut(text: str, start: int, end: int, spot: Spot) -> str:
    """A stretch of text with the part of the quote that is in it marked."""
    first, last = max(start, spot.start), min(end, spot.end)
    if first >= last:
        return esc(text[start:end])
    return esc(text[start:first]) + tag("mark", esc(text[first:last])) + esc(text[last:end])


def _table(text: str, unit: Unit, spot: Spot) -> str:
    rows = []
    at = unit.start
    for number, line in enumerate(text[unit.start : unit.end].split("\n")):
        cells = []
        begin = at
        for cell in line.split(" | "):
            cells.append(tag("td" if number else "th", _cut(text, begin, begin + len(cell), spot)))
            begin += len(cell) + 3
        rows.append(tag("tr", joined(cells)))
        at += len(line) + 1
    return tag("table", joined(rows))


def _around(index: Index, spot: Spot) -> str:
    """Buttons to the passages before and after, in reading order."""
    passages = index.passages_of(spot.row.id)
    if not passages:
        return ""
    at = max(0, bisect_right([one.passage.body_start for one in passages], spot.start) - 1)
    before = next((one for one in reversed(passages[:at]) if one.passage.end <= spot.start), None)
    after = next((one for one in passages[at + 1 :] if one.passage.start >= spot.end), None)
    return tag(
        "nav", _step(spot, before, "← Previous passage") + _step(spot, after, "Next passage →"), class_="sg-row",
        aria_label="Passages",
    )  # fmt: skip


def _step(spot: Spot, to: PassageRow | None, label: str) -> str:
    data: dict[str, object] = {"type": "button", "class_": "sg-button quiet"}
    if to is None:
        data["disabled"] = True
    else:
        data |= {"data_open": spot.row.document, "data_start": to.passage.start, "data_end": to.passage.end}
    return f"<button{attributes(data)}>{esc(label)}</button>"


def _also(index: Index, spot: Spot, text: str) -> str:
    places = also_in(index, spot.row.id, text[spot.start : spot.end]) if spot.end - spot.start <= 2000 else ()
    if not places:
        return ""
    links = joined(
        tag("li", tag("button", esc(one.document), type="button", class_="sg-link", data_open=one.document,
                      data_start=one.start, data_end=one.end))
        for one in places
    )  # fmt: skip
    return tag("div", tag("h3", "Also in") + tag("ul", links), class_="sg-also")


def page_view(index: Index, spot: Spot) -> str:
    """The printed page with the quote marked, "" for what is no PDF; says so where it cannot be shown or marked."""
    from studyground.ingest.readers.pdf_page import locate_quote, render_page

    page = index.page_at(spot.row.id, spot.start)
    if spot.row.format != "pdf" or page is None:
        return ""
    try:
        data = Path(spot.row.path).read_bytes()
    except OSError:
        return _figure("", "The PDF is no longer where it was read; its text is above.")
    if hashlib.sha256(data).hexdigest() != spot.row.hash:
        return _figure("", "The PDF changed since it was read; its text as it was is above.")
    boxes = locate_quote(data, page, index.text_by_id(spot.row.id)[spot.start : spot.end])
    try:
        picture = render_page(data, page, boxes, PAGE_SCALE)
    except ValueError:
        return _figure("", "The page cannot be drawn; its text is above.")
    said = f"Page {page}, the passage marked" if boxes else f"Page {page}; the passage could not be found on it to mark"
    source = "data:image/png;base64," + base64.b64encode(picture).decode()
    return _figure(f"<img{attributes({'src': source, 'alt': said})}>", said)


def page_waiting(index: Index, spot: Spot) -> str:
    """Holds the page's place while it is being drawn, "" for what is no PDF."""
    if spot.row.format != "pdf" or index.page_at(spot.row.id, spot.start) is None:
        return ""
    return _figure('<div class="sg-page-waiting"></div>', "Drawing the page…")


def _figure(inner: str, caption: str) -> str:
    return tag("figure", inner + tag("figcaption", esc(caption)), class_="sg-page")


def empty_view(documents: int) -> str:
    """What the panel says before a passage was opened."""
    count = f"{documents} document{'s' * (documents != 1)} to ask about. " if documents else ""
    text = f"{count}Choose a number in an answer, and the passage it rests on is shown here, in its section."
    return panel(tag("h2", "Sources", id="sg-passage-title", tabindex="-1"), tag("p", text, class_="sg-hint"))
