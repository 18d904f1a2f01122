"""Finds the line of a TOML file on which the value at a key path stands; the parser itself does not say."""

import tomllib
from collections.abc import Mapping
from typing import Any

KeyPath = tuple[str | int, ...]


def line_of(text: str, path: KeyPath) -> int:
    """Line, from 1, on which the value at a key path begins.

    The shortest run of leading lines that is valid TOML and already holds the path ends with that value, so the parser
    itself finds the line however the value is written (inline, dotted, across lines). The search halves the lines.
    """
    lines = text.split("\n")
    low, high = 0, len(lines)
    while True:
        middle = (low + high) // 2
        cut, content = middle, None
        while cut > low and (content := _parsed(lines[:cut])) is None:
            cut -= 1
        if cut == low:
            cut = middle + 1
            while cut < high and (content := _parsed(lines[:cut])) is None:
                cut += 1
            if cut >= high:
                break
        if _holds(content, path):
            high = cut
        else:
            low = cut
    for number in range(low, high):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return number + 1
    return high


def _parsed(lines: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return None


def _holds(content: Any, path: KeyPath) -> bool:
    for step in path:
        if isinstance(step, int):
            if not isinstance(content, list) or step >= len(content):
                return False
        elif not isinstance(content, Mapping) or step not in content:
            return False
        content = content[step]
    return True
