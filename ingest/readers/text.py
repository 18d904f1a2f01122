"""Plain text, scraped or typed: bytes to characters, lines to paragraphs, lists, tables and headings."""

import codecs
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.text_lists import Marker, markers
from studyground.ingest.readers.text_shape import Unit, mark_headings, mark_unmarked_lists, title_of
from studyground.ingest.readers.text_table import table_at

MAX_WRAP = 130
_STRANGE = frozenset(("Cc", "Co", "Cn", "Cs"))
_RULE = re.compile(r"\s*([=\-_*~#])\1{2,}\s*$")
_TYPED = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_CODE = re.compile(
    r"[{};]\s*$|^\s*(def|class|import|from|for|while|if|else|return|print|SELECT|#include)\b.*[:()]|[=!<>]=|->|\w\(.*\)\s*$|\s=\s"
)
_CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_JOINING = frozenset(
    re.findall(r"\S+", "the a an of and or to in on with that which for from by as at into is are was be")
)


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one text file.

    Args:
        path: Where the bytes came from; not opened.
        data: The whole file.

    Returns:
        One extract; `structured` is False, for headings come from the shape of lines.

    Raises:
        UnreadableError: "empty file" or "undecodable bytes".
    """
    text = decode(data)
    if not text.strip():
        raise UnreadableError("empty file")
    title, units = title_of(_shaped(text))
    blocks = _blocks(units)
    if not blocks:
        raise UnreadableError("empty file")
    return (Extract(blocks=blocks, title=title, format="text", structured=False),)


def typed_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of typed text that is a part of something else: none of its lines is a title."""
    return _blocks(_shaped(text))


def _shaped(text: str) -> list[Unit]:
    return mark_unmarked_lists(mark_headings(_units(_lines(text))))


def _blocks(units: list[Unit]) -> tuple[Block, ...]:
    return tuple(
        Block(
            kind="paragraph" if unit.kind == "line" else unit.kind,
            text=unit.text,
            level=unit.level,
            marker=unit.marker if unit.kind == "item" else "",
        )
        for unit in units
    )


def decode(data: bytes) -> str:
    """Bytes as text, with plain line feeds and no byte order mark.

    Raises:
        UnreadableError: "undecodable bytes", when no encoding gives sensible text.
    """
    text = _unicode(data)
    if text is None and b"\0" not in data:
        text = _old_encoding(data)
    if text is None or not _printable(text):
        raise UnreadableError("undecodable bytes")
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    return re.sub("[\r\x0b\x1c-\x1e\x85\u2028\u2029]", "\n", text).replace("\x0c", "\n\n")


def _unicode(data: bytes) -> str | None:
    marks = [
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ]
    name = next((name for mark, name in marks if data.startswith(mark)), "utf-8")
    if name == "utf-8" and b"\0" in data[:4_000]:
        # UTF-16 without a mark: in Western text every second byte is zero.
        name = "utf-16-le" if data[1:4_000:2].count(0) >= data[:4_000:2].count(0) else "utf-16-be"
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _old_encoding(data: bytes) -> str | None:
    damaged = data.decode("utf-8", "replace")
    if len(data) > 200 and damaged.count("\ufffd") * 2_000 < len(data):
        return damaged
    high = sum(byte >= 0x80 for byte in data[:20_000])
    # Too few signs beyond ASCII give statistics nothing to work on; then it is Windows Western or nothing.
    if high <= 0.05 * len(data[:20_000]) or len(data) < 300:
        western = data.decode("cp1252", "replace")
        if western.count("\ufffd") <= 0.01 * len(western) and _wordlike(western):
            return western
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None and _wordlike(str(best)) else None


def _printable(text: str) -> bool:
    """False for text full of control, private and unassigned signs: bytes of another kind."""
    sample = text[:20_000]
    strange = sum(
        unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs") for sign in sample if sign not in "\t\n\r\x0b\x0c"
    )
    return strange + sample.count("\ufffd") <= 0.01 * len(sample)


def _wordlike(text: str) -> bool:
    """False for noise that some old encoding happens to accept: capitals inside words, signs between letters."""
    sample = text[:20_000]
    words = re.findall(r"[^\W\d_]{2,}", sample)
    odd = sum(not (word[1:].islower() or word.isupper() or not word[1:].isupper()) for word in words)
    odd += sum(any(a.islower() and b.isupper() for a, b in pairwise(word)) for word in words)
    plain = sum(sign.isalnum() or sign.isspace() or sign in ".,;:!?'\"()-–—‘’“”…%/&@#$€£" for sign in sample)
    return plain >= 0.9 * len(sample) and odd <= 0.2 * max(len(words), 3)


def _lines(text: str) -> list[str]:
    """Lines without trailing blanks and without a comment sign that stands before a whole run of them."""
    lines = [line.rstrip() for line in text.split("\n")]
    i = 0
    while i < len(lines):
        sign = lines[i][:1]
        j = i
        while j < len(lines) and sign in "|>;%" and sign and re.match(re.escape(sign) + r"(\s|$)", lines[j]):
            j += 1
        # A closing sign as well makes it a row of a table.
        if j - i >= 3 and not any(len(line) > 1 and line.endswith(sign) for line in lines[i:j]):
            lines[i:j] = [re.sub(r"^. ?", "", line) for line in lines[i:j]]
        i = max(j, i + 1)
    return [line if "\t" in line.strip() else line.expandtabs(4) for line in lines]


def _wrap_width(lines: list[str]) -> int:
    """The width at which lines were broken by hand or by an editor, or 0 where one line is one paragraph."""
    pairs = [(a.strip(), b.strip()) for a, b in pairwise(lines) if a.strip() and b.strip()]
    pairs = [(a, b) for a, b in pairs if not _RULE.match(a) and not _RULE.match(b)]
    if not pairs:
        return 0
    lengths = sorted(len(line) for line in lines if line.strip())
    narrow = [length for length in lengths if length <= MAX_WRAP]
    if len(narrow) < 0.7 * len(lengths):
        return 0
    width = narrow[int(len(narrow) * 0.95)] if len(narrow) > 20 else narrow[-1]
    if width < 30:
        return 0
    # Where a sentence runs over the end of most lines that do not close, and the next word would not have fitted there,
    # the lines were broken at a width; a heading over its paragraph runs over nothing.
    unclosed = [(a, b) for a, b in pairs if not _CLOSED.search(a) and not re.search(r"[^.\s]\s{2,}\S|\t", a)]
    going = [(a, b) for a, b in unclosed if b[0].islower()]
    full = sum(len(a) + 1 + len(b.split()[0]) > 0.75 * width for a, b in going)
    return width if len(going) >= 0.4 * len(unclosed) and full >= max(0.5 * len(going), 1) else 0


def _units(lines: list[str]) -> list[Unit]:
    width = _wrap_width(lines)
    marked = markers(lines)
    words = {word.lower() for line in lines for word in re.findall(r"[\w-]+", line)}
    units: list[Unit] = []
    i, gap = 0, True
    while i < len(lines):
        line = lines[i]
        after = lines[i + 1] if i + 1 < len(lines) else ""
        if not line.strip() or (_RULE.match(line) and not line.strip().startswith("```")):
            gap, i = True, i + 1
            continue
        step = _fenced(lines, i) or _underlined(line, after) or _indented_code(lines, i)
        if step is None and i not in marked:
            step = table_at(lines, i)
        if step is None and (typed := _TYPED.match(line)):
            step = Unit("heading", typed[2], level=len(typed[1])), i + 1
        elif step is not None and step[1] < 0:
            step = step[0], i + 2
        if step is None:
            marker = marked.get(i)
            text, stop = _joined(lines, i, width, marked, words, marker)
            if marker is None:
                step = Unit("line", text), stop
            elif marker.heading:
                step = Unit("heading", line.strip(), level=marker.depth, marker=marker.sign), i + 1
            else:
                step = Unit("item", text, level=marker.level, marker=marker.sign), stop
        unit, i = step
        units.append(Unit(unit.kind, unit.text, unit.level, unit.marker, gap))
        gap = False
    return units


def _joined(
    lines: list[str], i: int, width: int, marked: dict[int, Marker], words: set[str], marker: Marker | None
) -> tuple[str, int]:
    """The paragraph or item that starts in line i, and the line after it."""
    text = marker.text if marker else lines[i].strip()
    j = i + 1
    while j < len(lines) and lines[j].strip() and j not in marked:
        if _RULE.match(lines[j]) or _TYPED.match(lines[j]) or lines[j].lstrip().startswith("```"):
            break
        if j + 1 < len(lines) and _underlined(lines[j], lines[j + 1]):
            break
        if not _goes_on(lines[j - 1], lines[j], width, marker) or table_at(lines, j):
            break
        text = _glue(text, lines[j].strip(), words)
        j += 1
    return text, j


def _goes_on(line: str, after: str, width: int, marker: Marker | None) -> bool:
    """True when the second line continues the paragraph of the first."""
    indent = len(after) - len(after.lstrip())
    here, there = line.strip(), after.strip()
    small = there[0].islower()
    if marker and indent >= marker.indent + 2:
        return True
    if not width:
        last = re.sub(r"\W+$", "", here.split()[-1]).lower()
        return small and not _CLOSED.search(here) and (here.endswith(",") or last in _JOINING)
    if len(here) > 1.25 * width or len(there) > 1.6 * width:
        return False
    if not _CLOSED.search(here) and small:
        return True
    if indent >= len(line) - len(line.lstrip()) + 2 and _CLOSED.search(here):
        return False
    closed = bool(_CLOSED.search(here))
    if closed and re.match(r"[\w-]+:\s", there):
        return False
    return len(here) + 1 + len(there.split()[0]) > (0.88 if closed else 0.75) * width


def _glue(text: str, more: str, words: set[str]) -> str:
    """Join two lines; a word divided at the line's end is rejoined when the document knows it whole."""
    divided = re.search(r"([^\W\d_]+)-$", text)
    rest = re.match(r"[^\W\d_]+", more)
    if not divided or not rest:
        return f"{text} {more}"
    whole = (divided[1] + rest[0]).lower()
    hyphened = f"{divided[1]}-{rest[0]}".lower()
    return text[:-1] + more if whole in words and hyphened not in words else text + more


def _fenced(lines: list[str], i: int) -> tuple[Unit, int] | None:
    if not lines[i].lstrip().startswith("```"):
        return None
    stop = next((j for j in range(i + 1, len(lines)) if lines[j].strip().startswith("```")), len(lines))
    text = "\n".join(lines[i + 1 : stop]).strip("\n")
    return (Unit("code", text), stop + 1) if text.strip() else None


def _indented_code(lines: list[str], i: int) -> tuple[Unit, int] | None:
    j = i
    while j < len(lines) and (lines[j].startswith("    ") or (not lines[j].strip() and j > i)):
        j += 1
    body = [line for line in lines[i:j] if line.strip()]
    if len(body) < 2 or sum(bool(_CODE.search(line)) for line in body) < 0.6 * len(body):
        return None
    indent = min(len(line) - len(line.lstrip()) for line in body)
    return Unit("code", "\n".join(line[indent:] for line in lines[i:j]).rstrip()), j


def _underlined(line: str, after: str) -> tuple[Unit, int] | None:
    """A heading with "===" or "---" under it; the line number -1 stands for "both lines used"."""
    text = line.strip()
    rule = re.fullmatch(r"\s*(={3,}|-{3,}|~{3,})\s*", after)
    if not rule or not text or len(text) > 90 or _RULE.match(line) or re.search(r"\S\s{3,}\S", text):
        return None
    if len(rule[1]) < 0.5 * len(text) or text[-1] in ".;," or not any(sign.isalpha() for sign in text):
        return None
    return Unit("heading", text.strip("# "), level=1 if rule[1][0] == "=" else 2), -1
