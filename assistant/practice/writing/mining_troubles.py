"""Troubles told without "if": items or paragraphs of one section that each give a sign and then what to do about it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.rule_acts import act_of, tells
from studyground.assistant.practice.writing.rule_cases import case_of, finite

SIBLINGS = 2  # of one section; a statement before a single instruction may be anything
MOST_SIGN = 16  # words
_CONDITION = re.compile(r"\b(?:if|when|whenever|unless|once|in that case|before|after)\b", re.IGNORECASE)
_NAMED = re.compile(r"^[A-Z][\w -]{2,40}: ")

Trouble = tuple[str, bool, str, Line, Line]  # what to do, whether first of all, the sign, and the lines of both


def troubles_in(lines: Sequence[Line]) -> Iterator[Trouble]:
    """Each sign with what to do about it, where several stand under one heading.

    Args:
        lines: The guide's sentences.
    """
    found: dict[tuple[str, tuple[str, ...]], list[Trouble]] = defaultdict(list)
    for (document, _), unit in groupby(lines, key=lambda line: (line.document, line.unit)):
        inside = list(unit)
        trouble = _trouble(inside)
        if trouble:
            found[document, inside[0].section].append(trouble)
    for several in found.values():
        if len(several) >= SIBLINGS:
            yield from several


def _trouble(unit: Sequence[Line]) -> Trouble | None:
    """The sign and the remedy of one item or paragraph; None where it is not told so."""
    at = next((n for n, line in enumerate(unit) if n and tells(line.text)), 0)
    if not at or _CONDITION.search(unit[at].text):
        return None
    label = _NAMED.match(unit[0].text)
    sign = unit[at - 1] if label and at > 1 else unit[0]
    text = sign.text.rstrip(".")
    if sign is not unit[at - 1] or text.endswith("?") or _NAMED.match(text) or len(text.split()) > MOST_SIGN:
        return None
    case = case_of(text, "when") if finite(text) and re.match(r"(?:The|An?|No) ", text) else ""
    act, first = act_of(unit[at].text.rstrip("."))
    return (act, first, case, sign, unit[at]) if act and case else None
