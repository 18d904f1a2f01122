"""Lines in reading order made into headings, paragraphs, list items, tables, listings and notes."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from studyground.ingest.document import Block, BlockKind
from studyground.ingest.readers.pdf_headings import Heading
from studyground.ingest.readers.pdf_hyphens import Vocabulary, join_cell_breaks, join_lines
from studyground.ingest.readers.pdf_lines import Line

_BULLET = re.compile(r"([•‣▪◦●○■□▶➢✓❖∙∗⁃–—*\-])\s+(?=\S)")
_NUMBER = re.compile(r"(\(?\d{1,2}[.)]|\([a-zA-Z]\)|\(?[a-zA-Z]\)|\([ivx]{1,5}\)|[a-z]\.)\s+(?=\S)")
_CAPTION = re.compile(r"(?:figure|fig\.|table|listing|box|example)\s+\d+(?:[.\-–]\d+)*\s*[.:–—]", re.IGNORECASE)
_NOTE_MARK = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}(?=\s?\D)|[*†‡§¶]+)\s?(?=\S)")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_REFERENCE = re.compile(r"\s?([⁰¹²³⁴⁵⁶⁷⁸⁹]+)(\s?)(?=(.?))")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")


@dataclass(slots=True)
class _Open:
    """A block still being collected."""

    kind: BlockKind
    lines: list[Line]
    level: int = 0
    marker: str = ""
    texts: list[str] = field(default_factory=list)


def to_blocks(
    pages: list[list[Line]], headings: dict[int, Heading], body: float, vocabulary: Vocabulary
) -> list[Block]:
    """Make blocks of a document's lines.

    Args:
        pages: The lines of each page without running heads.
        headings: By `id` of the line a heading starts with.
        body: Size of running text in points.
        vocabulary: The document's own words, to tell broken words from compounds.
    """
    builder = _Builder(headings, body, vocabulary)
    for page in pages:
        raised = {mark.translate(_PLAIN) for line in page for mark in _RAISED.findall(line.text)}
        notes = {id(x) for column in _columns(page) for x in _footnotes(column, body, headings, raised)}
        marks = [n for column in _columns(page) for n in _split_notes([x for x in column if id(x) in notes])]
        builder.refs = {mark.translate(_PLAIN) for mark, _ in marks}
        for column in _columns(page):
            builder.column([x for x in column if id(x) not in notes])
        builder.notes(marks, vocabulary)
    return builder.finish()


def _columns(page: list[Line]) -> list[list[Line]]:
    columns: list[list[Line]] = []
    for line in page:
        if columns and columns[-1][-1].column == line.column:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _footnotes(column: list[Line], body: float, headings: dict[int, Heading], raised: set[str]) -> list[Line]:
    """The smaller lines at the foot of a column, from the first that starts with a mark."""
    at = len(column)
    while at and column[at - 1].size <= 0.93 * body and not column[at - 1].table and not column[at - 1].mono:
        if id(column[at - 1]) in headings:
            break
        at -= 1
    tail = column[at:]
    while tail and not _is_note_start(tail[0], raised):
        tail = tail[1:]
    # A page set small throughout is a page of small print, not a page of notes.
    return tail if len(tail) < 0.6 * len(column) or len(tail) <= 3 < len(column) else []


def _is_note_start(line: Line, raised: set[str]) -> bool:
    """Whether a line starts with a mark; a plain number is one only where the page refers to it."""
    match = _NOTE_MARK.match(line.text)
    return match is not None and (not match[1].isascii() or not match[1].isdigit() or match[1] in raised)


def _split_notes(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    found: list[tuple[str, list[Line]]] = []
    for line in lines:
        match = _NOTE_MARK.match(line.text)
        raised = bool(match and _RAISED.match(match[1]))
        first_raised = bool(found and _RAISED.match(found[0][0]))
        plain = match[1].translate(_PLAIN) if match else ""
        before = found[-1][0].translate(_PLAIN) if found else ""
        follows = plain.isdigit() and before.isdigit() and int(plain) == int(before) + 1
        if match and (not found or raised or follows or not first_raised):
            found.append((match[1], [line]))
        elif found:
            found[-1][1].append(line)
    return found


class _Builder:
    def __init__(self, headings: dict[int, Heading], body: float, vocabulary: Vocabulary) -> None:
        self.headings, self.body, self.vocabulary = headings, body, vocabulary
        self.refs: set[str] = set()
        self.blocks: list[Block] = []
        self.waiting: list[Block] = []  # notes held back until the paragraph above them is complete
        self.open: _Open | None = None
        self.indents: list[float] = []

    def column(self, lines: list[Line]) -> None:
        """Take one column's lines."""
        if not lines:
            return
        metrics = _Metrics(lines, self.body)
        at, before = 0, None
        while at < len(lines):
            line = lines[at]
            heading = self.headings.get(id(line))
            if heading:
                self.close()
                self.blocks.append(Block("heading", self._clean(heading.text), heading.level, line.page))
                self.indents = []
                before, at = lines[min(at + heading.lines, len(lines)) - 1], at + heading.lines
                continue
            after = lines[at + 1] if at + 1 < len(lines) else None
            self._take(line, before, after, metrics)
            before, at = line, at + 1

    def _take(self, line: Line, before: Line | None, after: Line | None, metrics: "_Metrics") -> None:
        now = self.open
        gap = line.base - before.base if before else None
        if line.table:
            self._continue_or("table", line, now is not None and now.kind == "table" and _near(gap, 6 * line.size))
            return
        if now is not None and now.kind == "code" and len(line.text) <= 2 and not any(map(str.isalnum, line.text)):
            now.lines.append(line)  # the sign that a line of code was broken
            return
        if line.mono and not self._is_inline_code(line, before, after, gap):
            self._continue_or("code", line, now is not None and now.kind == "code")
            return
        marker = self._marker(line, before, gap, metrics)
        if marker:
            self.close()
            self.open = _Open("item", [line], self._nesting(line.x0), marker, [line.text[len(marker) :]])
            return
        if now is not None and self._goes_on(now, line, gap, metrics):
            now.lines.append(line)
            now.texts.append(self._text(line))
            return
        self.close()
        if line.x0 < (self.indents[0] - 2 if self.indents else 0):
            self.indents = []
        self.open = _Open("paragraph", [line], texts=[self._text(line)])

    def _text(self, line: Line) -> str:
        return self._clean(line.text)

    def _clean(self, text: str) -> str:
        """Without the marks that only point to a note on this page."""
        if not self.refs:
            return text

        def without(match: re.Match[str]) -> str:
            if match[1].translate(_PLAIN) not in self.refs:
                return match[0]
            return " " if match[3].isalnum() or (match[2] and match[3] not in ",.;:!?)") else ""

        return _REFERENCE.sub(without, text)

    def _continue_or(self, kind: BlockKind, line: Line, same: bool) -> None:
        if same and self.open is not None:
            self.open.lines.append(line)
        else:
            self.close()
            self.open = _Open(kind, [line])

    def _is_inline_code(self, line: Line, before: Line | None, after: Line | None, gap: float | None) -> bool:
        """A wrapped line of a paragraph that happens to hold nothing but code."""
        if before is None or gap is None or before.mono or before.table or self.open is None:
            return False
        close = gap <= 1.3 * line.size and abs(line.x0 - max(before.x0, before.text_x0)) <= 12
        prose = before.text.rstrip()[-1:] not in ".:;?!" and self.open.kind in ("paragraph", "item")
        goes_on = after is None or not after.mono
        return close and prose and goes_on

    def _marker(self, line: Line, before: Line | None, gap: float | None, metrics: "_Metrics") -> str:
        bullet = _BULLET.match(line.text)
        number = _NUMBER.match(line.text)
        if bullet and bullet[1] in "–—*-":
            # A dash in running text may fall on the start of a line: an item is set in, or follows an end.
            starts = before is None or _ends(before) or line.x0 > before.x0 + 3 or self._in_list(line)
            return bullet[1] if starts or metrics.is_gap(gap) else ""
        if bullet:
            return bullet[1]
        if number:
            starts = before is None or _ends(before) or metrics.is_gap(gap) or id(before) in self.headings
            return number[1] if starts or self._in_list(line) or metrics.short(before) else ""
        return ""

    def _in_list(self, line: Line) -> bool:
        return bool(self.indents) and min(abs(x - line.x0) for x in self.indents) <= 3

    def _nesting(self, x0: float) -> int:
        while self.indents and self.indents[-1] > x0 + 3:
            self.indents.pop()
        if not self.indents or self.indents[-1] < x0 - 3:
            self.indents.append(x0)
        return len(self.indents) - 1

    def _goes_on(self, now: _Open, line: Line, gap: float | None, metrics: "_Metrics") -> bool:
        if now.kind not in ("paragraph", "item"):
            return False
        last = now.lines[-1]
        if abs(last.size - line.size) > 0.12 * max(last.size, line.size) and not _small_caps(last, line):
            return False
        if gap is None or gap < 0:  # a new column or page
            return self._runs_over(now, last, line, metrics)
        if gap <= 2.2 * metrics.step and not _ends(last) and not metrics.short(last) and line.text[:1].islower():
            return True  # the middle of a sentence, spread by a picture or a formula in the line
        if metrics.is_gap(gap) or (
            last.bold != line.bold and _whole(now, last) and gap > 0.9 * line.size and _capital(line)
        ):
            return False
        if now.kind == "item":
            inside = line.x0 >= now.lines[0].x0 + 2 or line.x0 >= now.lines[0].text_x0 - 3
            return inside or (len(now.lines) > 1 and abs(line.x0 - last.x0) <= 2) or not _ends(last)
        indented = 4 < line.x0 - last.x0 < 40 and len(now.lines) > 1
        if indented and metrics.short(last):
            return False
        if indented and _capital(line) and _ends(last):
            return False
        if metrics.indents or not _capital(line):
            return True
        return not (metrics.short(last) and _ends(last)) and not metrics.fits(last, line)

    def _runs_over(self, now: _Open, last: Line, line: Line, metrics: "_Metrics") -> bool:
        text = now.texts[-1].rstrip()
        if metrics.indents and now.kind == "paragraph" and last.bold == line.bold:
            # Where paragraphs are set in, a line at the edge goes on with the one before the break.
            return line.x0 - metrics.left < 4 and not (metrics.short(last) and _SENTENCE_END.search(text))
        if _SENTENCE_END.search(text) or last.bold != line.bold:
            return False
        return not _capital(line) or text.endswith(("-", ",", "–")) or len(text) > 25

    def notes(self, notes: list[tuple[str, list[Line]]], vocabulary: Vocabulary) -> None:
        """Hold a page's notes until the paragraph they hang under is complete."""
        for mark, lines in notes:
            first = lines[0].text[len(mark) :].strip()
            text = join_lines([first, *(x.text for x in lines[1:])], vocabulary)
            if text:
                self.waiting.append(Block("note", text, 0, lines[0].page, mark.translate(_PLAIN)))

    def close(self) -> None:
        """Finish the block being collected."""
        now, self.open = self.open, None
        if now is not None:
            self.blocks += self._finished(now)
        self.blocks += self.waiting
        self.waiting = []

    def _finished(self, now: _Open) -> list[Block]:
        page = now.lines[0].page
        if now.kind == "table":
            return [Block("table", "\n".join(join_cell_breaks(x.text, self.vocabulary) for x in now.lines), 0, page)]
        if now.kind == "code":
            return [Block("code", listing(now.lines), 0, page)]
        text = join_lines([self._clean(t) for t in now.texts], self.vocabulary).strip()
        if not text:
            return []
        if now.kind == "paragraph" and _CAPTION.match(text) and len(text) < 300:
            return [Block("note", text, 0, page)]
        return [Block(now.kind, text, now.level, page, now.marker)]

    def finish(self) -> list[Block]:
        """Return everything collected."""
        self.close()
        return self.blocks


class _Metrics:
    """A column's usual line distance and its right edge."""

    def __init__(self, lines: list[Line], body: float) -> None:
        steps = [
            round(b.base - a.base, 1)
            for a, b in pairwise(lines)
            if 0.8 * body < b.base - a.base < 2 * body and not a.table and not b.table and not a.mono and not b.mono
        ]
        self.step = min(Counter(steps).most_common(1)[0][0], median(steps)) if steps else 1.2 * body
        # Widely set pages (browser print-outs) have one step for lines and a larger one for paragraphs.
        self.step = min(self.step, 1.45 * body)
        edges = sorted(x.x1 for x in lines if not x.table)
        self.right = edges[int(0.9 * (len(edges) - 1))] if edges else 0.0
        self.left = Counter(round(x.x0) for x in lines).most_common(1)[0][0]
        self.width = self.right - self.left
        set_in = sum(
            5 <= b.x0 - self.left <= 30 and abs(a.x0 - self.left) < 3 and abs(c.x0 - self.left) < 3
            for a, b, c in zip(lines, lines[1:], lines[2:], strict=False)
            if b.base - a.base <= 1.2 * self.step and not _BULLET.match(b.text) and not _NUMBER.match(b.text)
        )
        self.indents = set_in >= 2 or (set_in == 1 and len(lines) < 20)

    def is_gap(self, gap: float | None) -> bool:
        return gap is not None and gap > 1.3 * self.step

    def fits(self, last: Line, line: Line) -> bool:
        """Whether the next line's first word had room to spare on the last line: it was broken on purpose."""
        word = line.words[0]
        room = self.right - last.x1
        return room > 0.25 * self.width and room > word.x1 - word.x0 + 2 * line.size

    def short(self, line: Line | None) -> bool:
        return line is None or line.x1 < self.right - max(12.0, 0.12 * self.width)


def _near(gap: float | None, limit: float) -> bool:
    return gap is None or gap <= limit


def _ends(line: Line) -> bool:
    return bool(_SENTENCE_END.search(line.text.rstrip()))


def _capital(line: Line) -> bool:
    first = next((c for c in line.text if c.isalnum()), "")
    return first.isupper()


def _whole(now: _Open, last: Line) -> bool:
    return last is now.lines[-1] and all(x.bold == last.bold for x in now.lines)


def _small_caps(a: Line, b: Line) -> bool:
    """Lines of one paragraph differ in their main size where small capitals fill most of one."""
    return bool({round(w.size) for w in a.words} & {round(w.size) for w in b.words})


def listing(lines: list[Line]) -> str:
    """Set a listing's lines under one another with their indentation and blank lines."""
    widths = [(w.x1 - w.x0) / len(w.text) for x in lines for w in x.words if len(w.text) > 1]
    advance = median(widths) if widths else 0.6 * lines[0].size
    lefts: dict[int, float] = {}
    for line in lines:
        lefts[line.page] = min(lefts.get(line.page, line.x0), line.x0)
    steps = [b.base - a.base for a, b in pairwise(lines) if b.base > a.base]
    step = median(steps) if steps else 0.0
    rows: list[str] = []
    for at, line in enumerate(lines):
        if at and step and line.page == lines[at - 1].page and line.base - lines[at - 1].base > 1.7 * step:
            rows.append("")
        text = " " * max(0, round((line.x0 - lefts[line.page]) / advance))
        end = line.x0
        for word in line.words:
            spaces = round((word.x0 - end) / advance) if text.strip() else 0
            text += " " * (max(spaces, 0 if word.joined else 1) if text.strip() else 0) + word.text
            end = word.x1
        rows.append(text.rstrip())
    return "\n".join(rows)
