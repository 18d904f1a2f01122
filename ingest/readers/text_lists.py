"""Which lines of bare text open a list item, and which numbered lines are headings of an outline instead."""

import re
from dataclasses import dataclass, replace

_BULLET = re.compile(r"(\s*)([-*+•‣▪◦·●○■□–➢✓✔])\s+(?=\S)(.*)$")
_ORDINAL = re.compile(r"(\s*)(\(?)(\d{1,3}|[a-z]|[A-Z]|[ivx]{2,5}|[IVX]{2,5})([.)])\s+(?=\S)(.*)$")
_CLOSED = re.compile(r"[.!?;,:…][\"'”’)\]]*$")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before an item, and what the item's first line says after it.

    Args:
        sign: As written: "-", "1.", "a)".
        text: The rest of the line.
        indent: Columns before the sign.
        level: Nesting from 0, by indentation.
        heading: True when the line is a numbered heading, not an item.
        depth: Heading depth from 1 when it is one.
    """

    sign: str
    text: str
    indent: int
    level: int = 0
    heading: bool = False
    depth: int = 0


def markers(lines: list[str]) -> dict[int, Marker]:
    """The markers of a document by line number; a lone "A." or "1945." is no marker."""
    found: dict[int, Marker] = {}
    ordinals: list[tuple[int, Marker, str]] = []
    for number, line in enumerate(lines):
        if bullet := _BULLET.match(line):
            if any(sign.isalnum() for sign in bullet[3]):
                found[number] = Marker(bullet[2], bullet[3].strip(), len(bullet[1]))
        elif ordinal := _ORDINAL.match(line):
            sign = f"{ordinal[2]}{ordinal[3]}{ordinal[4]}"
            ordinals.append((number, Marker(sign, ordinal[5].strip(), len(ordinal[1])), ordinal[3]))
    for chain in _chains(ordinals):
        members = dict(chain)
        heads = [number for number in members if _heading_like(lines, number, members, found, ordinals)]
        are_headings = len(heads) >= 0.6 * len(members)
        for number, marker in members.items():
            found[number] = replace(marker, heading=are_headings and number in heads)
    return _depths(_nested(lines, dict(sorted(found.items()))))


def _chains(ordinals: list[tuple[int, Marker, str]]) -> list[list[tuple[int, Marker]]]:
    """Runs of ordinals of one style and indent that count upwards by one, two long at least."""
    open_chains: dict[tuple[str, str, int], tuple[int, list[tuple[int, Marker]]]] = {}
    chains: list[list[tuple[int, Marker]]] = []
    for number, marker, value in ordinals:
        readings = _readings(value)
        key = next(
            (
                (style, marker.sign[-1], marker.indent)
                for style, count in readings
                if open_chains.get((style, marker.sign[-1], marker.indent), (None, []))[0] == count - 1
            ),
            None,
        )
        if key is None:
            style, count = next(((s, c) for s, c in readings if c == 1), readings[0])
            chain = [(number, marker)]
            chains.append(chain)
            open_chains[(style, marker.sign[-1], marker.indent)] = (count, chain)
        else:
            count, chain = open_chains[key]
            chain.append((number, marker))
            open_chains[key] = (count + 1, chain)
    return [chain for chain in chains if len(chain) >= 2]


def _readings(value: str) -> list[tuple[str, int]]:
    """Every way to read an ordinal, as (style, count): "i" is a letter and a Roman number."""
    if value.isdigit():
        return [("1", int(value))]
    lower, case = value.lower(), "A" if value.isupper() else "a"
    readings: list[tuple[str, int]] = []
    if all(sign in _ROMAN for sign in lower):
        total = 0
        for sign, after in zip(lower, lower[1:] + " ", strict=True):
            worth = _ROMAN[sign]
            total += -worth if _ROMAN.get(after, 0) > worth else worth
        readings.append((case + "roman", total))
    if len(value) == 1:
        readings.append((case, ord(lower) - ord("a") + 1))
    return readings


def _heading_like(
    lines: list[str],
    number: int,
    chain: dict[int, Marker],
    bullets: dict[int, Marker],
    ordinals: list[tuple[int, Marker, str]],
) -> bool:
    """True when a numbered line is short, unpunctuated, capitalised, and stands over a text of its own."""
    text = chain[number].text
    words = text.split()
    if len(words) > 12 or _CLOSED.search(text) or not words[0][0].isupper() or re.search(r"\.{3,}|\s{2,}\d+$", text):
        return False
    after = next((j for j in range(number + 1, len(lines)) if lines[j].strip()), None)
    if after is None or after in chain:
        return False
    others = {n for n, _, _ in ordinals}
    if after in bullets or after in others:
        # Arabic numbers over deeper items are a nested list; "I." and "A." over them, or a blank line, are an outline.
        indent = len(lines[after]) - len(lines[after].lstrip())
        deeper = indent > chain[number].indent or after in others
        return deeper and len(words) <= 8 and (chain[number].sign[0].isupper() or after - number > 1)
    body = lines[after].strip()
    if re.match(r"\d+(\.\d+)+\s+[A-Z]", body):
        return True
    following = len(body.split())
    if re.match(r"\s{2,}", lines[after]) and after == number + 1 and len(lines[number]) > 60:
        return False
    return following > 1.3 * len(words) and following >= 6 and not body[0].islower()


def _nested(lines: list[str], found: dict[int, Marker]) -> dict[int, Marker]:
    """Nesting levels from the indentation inside one list; text at the margin between items ends a list."""
    stack: list[int] = []
    nested: dict[int, Marker] = {}
    last = -1
    for number, marker in found.items():
        between = lines[last + 1 : number] if last >= 0 else []
        if any(line.strip() and len(line) - len(line.lstrip()) <= min(stack, default=0) for line in between):
            stack = []
        if marker.heading:
            stack = []
            nested[number] = marker
        else:
            while stack and stack[-1] > marker.indent:
                stack.pop()
            if not stack or stack[-1] < marker.indent:
                stack.append(marker.indent)
            nested[number] = replace(marker, level=len(stack) - 1)
        last = number
    return nested


def _depths(found: dict[int, Marker]) -> dict[int, Marker]:
    """Heading depth of an outline: styles rank in the order in which they first appear."""
    ranks: list[str] = []
    result: dict[int, Marker] = {}
    for number, marker in found.items():
        if marker.heading:
            core = marker.sign.strip("().")
            style = "1" if core.isdigit() else "roman" if set(core.lower()) <= set("ivx") and core != "v" else "letter"
            style += "upper" if core.isupper() else ""
            if style not in ranks:
                ranks.append(style)
            marker = replace(marker, depth=ranks.index(style) + 1)
        result[number] = marker
    return result
