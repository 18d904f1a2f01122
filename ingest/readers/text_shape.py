"""Which lines of bare text are headings, told by their shape and by what stands around them; no markup needed."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

UnitKind = Literal["line", "item", "table", "code", "heading"]
Shape = Literal["caps", "title", "sentence"]

MAX_HEADING_WORDS = 14
MAX_HEADING_CHARACTERS = 110
MAX_ITEM_WORDS = 45
_TERMINAL = re.compile(r"[.!?;:,…][\"'”’)\]]*$")
_MINOR = frozenset(
    re.findall(
        r"\S+",
        "a an the and or but nor of in on at to for from by with without into onto over under as vs via per is its it "
        "than de la le du von van between through about against during after before up down off out",
    )
)
# A line with one of these in lower case states something, unless it opens like a question.
_FINITE = frozenset(
    re.findall(
        r"\S+",
        "is are was were am be been has have had will would can could should must may might shall does did do isn't "
        "aren't wasn't weren't don't doesn't didn't can't won't i we he she they you me us him them my your his our "
        "said says went came became becomes shows showed makes made gives gave takes took let please",
    )
)
_OPENERS = frozenset(
    re.findall(
        r"\S+",
        "how what why when where who which whether",
    )
)
_GENERIC = re.compile(
    r"(?i)(the )?(introduction|overview|abstract|summary|preface|foreword|conclusions?|background|contents|"
    r"table of contents|final words|acknowledge?ments)$"
)
_NUMBERED = re.compile(r"(?:§\s*)?(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?=[A-Z“\"])")
_LABEL = re.compile(
    r"(?i)(chapter|part|unit|module|lesson|lecture|week|day|session|domain|section|topic|step|stage|phase|act|scene|book|"
    r"appendix|article|title|objective|task|exercise|case|experiment|lab)\s+(\d{1,3}|[ivxlc]{1,6}|[a-h])\b\s*([:.–—-]|$)"
)
_METADATA = re.compile(
    r"(?i)(author|authors|by|date|time|place|location|venue|present|absent|apologies|attendees|chair|minutes|tags?|"
    r"keywords?|category|published|updated|posted|last updated?|version|source|url|email|e-mail|tel|phone|page|from|to|"
    r"subject|cc)\s*:\s"
)
_BYLINE = re.compile(r"(by|published|updated|posted|written by|photo by)\s", re.IGNORECASE)
_DATE = re.compile(
    r"(?i)(mon|tues?|wednes|thurs?|fri|satur|sun)?(day)?,?\s*(\d{1,2}(st|nd|rd|th)?\s+)?"
    r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?(\s+\d{4})?$|[\d/.:\s-]+([ap]m)?$"
)
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of bare text before headings are told apart; `line` is undecided.

    Args:
        kind: `heading` where underlining, "#" or numbering already says so.
        text: Joined where lines were hard-wrapped.
        level: Heading depth from 1, list nesting from 0.
        marker: What stands before a list item.
        gap: A blank line (or the start of the file) stands before it.
    """

    kind: UnitKind
    text: str
    level: int = 0
    marker: str = ""
    gap: bool = False


def ends_sentence(text: str) -> bool:
    """True when a text ends in closing or joining punctuation."""
    return bool(_TERMINAL.search(text))


def shape(text: str) -> Shape | None:
    """How a line could be a heading taken by itself, or None when it cannot be one."""
    words = text.split()
    letters = [sign for sign in text if sign.isalpha()]
    if not letters or len(words) > MAX_HEADING_WORDS or len(text) > MAX_HEADING_CHARACTERS:
        return None
    caps = len(letters) >= 4 and all(not sign.islower() for sign in letters) and any(sign.isupper() for sign in letters)
    question = words[0].lower() in _OPENERS
    body = text.rstrip(":") if caps else text.rstrip("?") if question else text
    first = next((sign for sign in text if sign.isalnum()), "")
    if _TERMINAL.search(body) or not (first.isupper() or first.isdigit()) or text[0] in "\"“'‘([<{|>*":
        return None
    if _ADDRESS.search(text) or _METADATA.match(text) or _BYLINE.match(text) or _DATE.match(text):
        return None
    if caps:
        return "caps"
    # Rates, sums and lines of code are values, not names of sections.
    if re.search(r"[$€£₹]\s?\d|[={};]|\d+\s?%", text):
        return None
    names = [word.strip("()[]“”\"',:–—-&/") for word in words]
    content = [word for word in names if word and word.lower() not in _MINOR and any(sign.isalpha() for sign in word)]
    if not content:
        return None
    finite = any(word in _FINITE for word in names[1:]) or names[0] in {"I", "We", "He", "She", "They", "You", "It"}
    capitals = sum(word[0].isupper() or any(sign.isupper() for sign in word) for word in content)
    if capitals >= 0.75 * len(content) and (not finite or question):
        return "title"
    if len(words) > 10 or (finite and not question):
        return None
    return "sentence"


def mark_headings(units: list[Unit]) -> list[Unit]:
    """Turn the lines that are headings into headings, with levels.

    Args:
        units: The whole document in reading order.

    Returns:
        The same units; some lines have become headings, and levels start at 1 without holes.
    """
    chosen = _bare_headings(units)
    marked = [replace(unit, kind="heading", level=0) if i in chosen else unit for i, unit in enumerate(units)]
    return _levels(marked)


def mark_unmarked_lists(units: list[Unit]) -> list[Unit]:
    """Turn the lines of a list whose markers were lost into items: several lines in one block under "… goes like this:".

    Args:
        units: The whole document in reading order, headings marked.

    Returns:
        The same units; blank lines must set the blocks apart, or nothing is a list.
    """
    marked = list(units)
    i = 0
    while i < len(units):
        j = i + 1
        if units[i].kind == "line" and units[i].text.endswith(":"):
            while j < len(units) and units[j].kind == "line" and not units[j].gap and not units[j].text.endswith(":"):
                j += 1
            closed = j == len(units) or units[j].gap
            if closed and j - i > 2 and all(_could_be_item(unit.text) for unit in units[i + 1 : j]):
                marked[i + 1 : j] = [replace(unit, kind="item") for unit in units[i + 1 : j]]
        i = j
    return marked


def _could_be_item(text: str) -> bool:
    return (
        len(text.split()) <= MAX_ITEM_WORDS
        and len(re.findall(r"[^\W\d_]{2,}", text)) >= 2
        and not re.search(r"\s{3,}", text)
    )


def title_of(units: list[Unit]) -> tuple[str, list[Unit]]:
    """The document's title and its units, with the other headings one level lower when the title heads them all.

    Args:
        units: With headings marked.

    Returns:
        The title ("" when the first unit is no heading for the whole) and the units.
    """
    if not units or units[0].kind != "heading":
        return "", units
    title = units[0].text
    others = [unit for unit in units[1:] if unit.kind == "heading"]
    if _GENERIC.match(title) or _LABEL.match(title) or _NUMBERED.match(title) or units[0].level != 1:
        return "", units
    if others and units[0].marker:
        return "", units
    if any(unit.level == 1 for unit in others):
        units = [units[0]] + [
            replace(unit, level=min(unit.level + 1, 6)) if unit.kind == "heading" else unit for unit in units[1:]
        ]
    return title, units


def _bare_headings(units: list[Unit]) -> set[int]:
    shapes = [shape(unit.text) if unit.kind == "line" else None for unit in units]
    numbered = [bool(unit.kind == "line" and _NUMBERED.match(unit.text)) for unit in units]
    long_lines = [unit for unit in units if unit.kind == "line" and len(unit.text.split()) >= 12]
    # Where paragraphs close with a full stop, a line that does not is telling; verse and notes have no such habit.
    closed = sum(ends_sentence(unit.text) for unit in long_lines) >= 0.6 * len(long_lines) and bool(long_lines)
    typed = sum(unit.kind == "heading" for unit in units)
    gaps = sum(unit.gap for unit in units[1:])
    gaps_tell = 0.05 * len(units) < gaps < 0.95 * len(units)
    labels = _speakers(units, shapes)
    chosen = {0} if _opens(units, shapes, gaps_tell) else set()
    for start, stop in _runs(shapes):
        for i in range(start, stop):
            if units[i].text in labels or not _alone(units, shapes, i, (start, stop), gaps_tell):
                continue
            following = _next_body(units, i, stop)
            if following is None:
                continue
            if numbered[i] or shapes[i] in ("caps", "title"):
                fits = _heads(units, i, following)
            else:
                apart = gaps_tell and units[i].gap and i + 1 < len(units) and units[i + 1].gap
                fits = (
                    stop - start <= 2
                    and ((closed and typed < 2) or apart)
                    and _heads_plainly(units, i, following, gaps_tell)
                )
            if fits:
                chosen.add(i)
    return chosen


def _opens(units: list[Unit], shapes: list[Shape | None], gaps_tell: bool) -> bool:
    """True when the first line is a title set off by a blank line, or by the date and names under it."""
    if len(units) < 4 or shapes[0] not in ("caps", "title") or units[1].kind != "line":
        return False
    below = units[1].text
    about = bool(_METADATA.match(below) or _BYLINE.match(below) or _DATE.match(below))
    return about or (gaps_tell and units[1].gap and not units[2].gap)


def _runs(shapes: list[Shape | None]) -> list[tuple[int, int]]:
    """Half-open ranges of neighbouring lines that could each be a heading."""
    runs: list[tuple[int, int]] = []
    for i, kind in enumerate(shapes):
        if kind is None:
            continue
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _alone(units: list[Unit], shapes: list[Shape | None], i: int, run: tuple[int, int], gaps_tell: bool) -> bool:
    """False for a line of a list whose markers were lost: many short lines in a row, or lines under "such as:"."""
    start, stop = run
    lead_in = start > 0 and units[start - 1].text.endswith(":") and units[start - 1].kind == "line"
    set_off = gaps_tell and units[i].gap and (i + 1 >= len(units) or units[i + 1].gap or i == stop - 1)
    if _LABEL.match(units[i].text) or (_NUMBERED.match(units[i].text) and stop - start <= 3):
        return True
    if i > start and (label := _LABEL.match(units[i - 1].text)) and label.end() == len(units[i - 1].text):
        return True
    if lead_in:
        return set_off and i == stop - 1
    if stop - start == 1:
        return True
    if stop - start == 2:
        return i == stop - 1 or shapes[i] in ("caps", "title")
    return set_off or (i == stop - 1 and shapes[i] in ("caps", "title") and not gaps_tell)


def _next_body(units: list[Unit], i: int, stop: int) -> Unit | None:
    """What the heading would stand over: the first unit after the run of candidates."""
    j = i + 1 if i == stop - 1 else stop
    return units[j] if j < len(units) else None


def _heads(units: list[Unit], i: int, following: Unit) -> bool:
    """True when a heading-shaped line in capitals stands over something longer than itself."""
    if i and units[i - 1].kind == "line" and units[i - 1].text.endswith(","):
        return False
    if following.kind != "line":
        return True
    count, under = len(units[i].text.split()), len(following.text.split())
    return under >= 8 and under > 1.3 * count and (ends_sentence(following.text) or under >= 15)


def _heads_plainly(units: list[Unit], i: int, following: Unit, gaps_tell: bool) -> bool:
    """The stricter test for a line in sentence case, which might be a sentence without its full stop."""
    before = units[i - 1] if i else None
    if gaps_tell and not units[i].gap:
        return False
    if (
        before is not None
        and before.kind == "line"
        and not gaps_tell
        and not re.search(r"[.!?…][\"'”’)\]]*$", before.text)
    ):
        return shape(before.text) in ("caps", "title")
    count = len(units[i].text.split())
    if following.kind == "line":
        under = len(following.text.split())
        return under >= 12 and under >= 2 * count and ends_sentence(following.text)
    return count <= 6


def _speakers(units: list[Unit], shapes: list[Shape | None]) -> set[str]:
    """Names that stand before speech: short lines that return again and again and fill much of the document."""
    counts: dict[str, int] = {}
    for unit, kind, after in zip(units, shapes, units[1:], strict=False):
        if kind in ("caps", "title") and len(unit.text.split()) <= 3 and after.kind == "line":
            counts[unit.text] = counts.get(unit.text, 0) + 1
    repeated = {text for text, count in counts.items() if count >= 2}
    return repeated if sum(counts[text] for text in repeated) >= 0.25 * len(units) else set()


def _levels(units: list[Unit]) -> list[Unit]:
    """Depths for bare headings: from numbering, from labels ("Domain 2:"), else under the typed ones, else 1."""
    bare = [i for i, unit in enumerate(units) if unit.kind == "heading" and unit.level == 0]
    numbers = {i: match for i in bare if (match := _NUMBERED.match(units[i].text))}
    labels = {i for i in bare if i not in numbers and _LABEL.match(units[i].text)}
    plain = [i for i in bare if i not in numbers and i not in labels]
    marks = [unit.level for unit in units if unit.kind == "heading" and unit.level and not unit.marker]
    base = (max(marks) if len(set(marks)) > 1 else max(marks) + 1) if marks else 1
    caps = {i for i in plain if shape(units[i].text) == "caps" and max(map(len, units[i].text.split())) >= 5}
    level = {i: base + (1 if caps and i not in caps and i > min(caps) else 0) for i in plain}
    if labels:
        ordered = sorted(labels)
        split = sum(any(a < i < b for i in plain) for a, b in pairwise(ordered))
        first = ordered[0]
        if split * 2 > len(ordered) - 1:
            level |= dict.fromkeys(ordered, base)
            level |= {i: level[i] + 1 for i in plain if i > first}
        else:
            parent = any(i < first for i in plain) and any(i > ordered[-1] for i in plain)
            level |= dict.fromkeys(ordered, base + 1 if parent else base)
    # "Chapter 3" and the name on the next line are one heading on two lines.
    level |= {i: level[i - 1] for i in plain if i - 1 in labels and _LABEL.sub("", units[i - 1].text) == ""}
    level |= {i: match[1].count(".") + 1 for i, match in numbers.items()}
    units = [replace(unit, level=level[i]) if i in level else unit for i, unit in enumerate(units)]
    used = sorted({unit.level for unit in units if unit.kind == "heading"})
    return [
        replace(unit, level=min(used.index(unit.level) + 1, 6)) if unit.kind == "heading" else unit for unit in units
    ]
