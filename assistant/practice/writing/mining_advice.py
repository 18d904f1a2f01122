"""Advice in sentences: use this when, choose this over that, to do this use that, "Purpose: …"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from studyground.assistant.practice.writing.mining_clauses import cut, drawn, is_noun_phrase
from studyground.assistant.practice.writing.mining_found import Found
from studyground.assistant.practice.writing.mining_language import lower_first, stands_alone, tidy
from studyground.assistant.practice.writing.mining_lists import led_lists
from studyground.assistant.practice.writing.mining_shapes import (
    has_finite_verb,
    infinitive_from_finite,
    infinitive_from_gerund,
    shape_of,
)
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund_base, may_be_noun
from studyground.assistant.practice.writing.things import Names

_USE = re.compile(
    r"^(?:(?:In that case|Then|So|Instead|Therefore),?\s+)?(?:Use|Choose|Prefer|Pick|Select|Apply|Take|Try|"
    r"Consider)\s+(?P<rest>.+)$"
)
_USE_TAIL = re.compile(
    r"^(?:,?\s*(?P<over>over|instead of|rather than|and not|not|in place of)\s+(?P<other>[^,;]+?))?\s*,?\s+"
    r"(?P<link>when|whenever|if|where|for|to)\s+(?P<need>.+)$"
)
TO_DO = re.compile(
    r"^(?:To|In order to)\s+(?P<need>[^,;]{8,120}),\s+(?:use|choose|apply|add|prefer|pick|try|employ|"
    r"run)\s+(?P<rest>[^,;.]+)"
)
_WHEN_USE = re.compile(
    r"^(?P<link>When|If|Where|For)\s+(?P<need>[^,;]{8,140}),\s+(?:then\s+)?(?:use|choose|prefer|apply|pick|"
    r"try)\s+(?P<rest>[^,;.]+)"
)
PURPOSE_LABEL = re.compile(
    r"^(?:main |primary |best |typical |common |key )?(?:purpose|use(?:d)? (?:when|for|if|cases?)|when to use|"
    r"best for|good for|what it does|function|goal|ideal for)$",
    re.I,
)


def advice_in(clause: str, line: Line, names: Names) -> Iterator[Found]:
    """Advice: use X when, choose X over Y for, to do Z use X."""
    match = _USE.match(clause) or re.match(r"^(?:use|choose|prefer|pick|select)\s+(?P<rest>.+)$", clause)
    if match:
        start = names.at_start(match["rest"])
        if not start:
            return
        end, name = start
        tail = _USE_TAIL.match(match["rest"][end:])
        if not tail:
            return
        contrasts: tuple[str, ...] = ()
        if tail["other"]:
            contrasts = tuple(found for _, _, found in names.find(tail["other"]))
        yield from _advice(tail["link"], tail["need"], name, line, contrasts)
        return
    match = TO_DO.match(clause)
    link = "to"
    if not match:
        match = _WHEN_USE.match(clause)
        link = match["link"].casefold() if match else ""
    if match:
        start = names.at_start(match["rest"])
        if start and not re.match(r"\s+(?:and|or)\s", match["rest"][start[0] :]):
            contrasts = tuple(found for _, _, found in names.find(match["rest"][start[0] :]))
            yield from _advice(link, match["need"], start[1], line, contrasts)


def _advice(link: str, text: str, name: str, line: Line, contrasts: tuple[str, ...]) -> Iterator[Found]:
    need, because = cut(text, link in ("for", "to"))
    situation = ""
    if link in ("for", "to"):
        when = re.search(r",?\s+((?:when|if|where)\s.+)$", need)
        if when:
            situation, need = tidy(when.group(1)), tidy(need[: when.start()])
    found: Found | None = None
    if link == "to" and need.split()[0] in VERBS and stands_alone(need):
        found = drawn(line, name, "purpose", need, "infinitive")
    elif link == "for":
        infinitive = infinitive_from_gerund(need)
        if infinitive and stands_alone(infinitive):
            found = drawn(line, name, "purpose", infinitive, "infinitive")
        elif is_noun_phrase(need):
            found = drawn(line, name, "choice", lower_first(need), "noun")
    elif link in ("when", "whenever", "if", "where") and gerund_base(need.split(" ", 1)[0]):
        infinitive = infinitive_from_gerund(need)
        if infinitive and stands_alone(infinitive):
            found = drawn(line, name, "purpose", infinitive, "infinitive", 0.9)
    elif link in ("when", "whenever", "if", "where") and stands_alone(need, 3):
        found = drawn(line, name, "choice", lower_first(need), "clause")
    if found:
        yield replace(found, because=because, situation=situation, contrasts=contrasts)


def labelled_purpose(label: str, text: str, name: str, line: Line) -> Iterator[Found]:
    """An item "Purpose: …" or "Use when: …" below a heading that names the thing."""
    need, because = cut(re.sub(r"^to (?=[a-z])", "", lower_first(text), flags=re.I))
    if not need:
        return
    words = need.split()
    found: Found | None = None
    if "," in need and not re.search(r",\s+(?:and|or)\s", need):
        return
    infinitive = infinitive_from_gerund(need)
    if infinitive and stands_alone(infinitive):
        found = drawn(line, name, "purpose", infinitive, "infinitive")
    elif words[0] in VERBS and shape_of(need) == "infinitive" and stands_alone(need):
        found = drawn(line, name, "purpose", need, "infinitive")
    elif (
        base_of(words[0])
        and not may_be_noun(base_of(words[0]))
        and (changed := infinitive_from_finite(need))
        and stands_alone(changed)
    ):
        found = drawn(line, name, "purpose", changed, "infinitive")
    elif re.search(r"when|if", label, re.I) and has_finite_verb(need) and stands_alone(need, 3):
        found = drawn(line, name, "choice", need, "clause")
    elif is_noun_phrase(need):
        found = drawn(line, name, "choice", need, "noun", 0.8)
    if found:
        yield replace(found, because=because, named_by="heading")


def each_for(text: str, line: Line, names: Names) -> Iterator[Found]:
    """One fact each of "important tools include A for this, B for that"."""
    led = led_lists(text)
    for piece in led[1] if led else ():
        match = re.match(r"(?P<name>[A-Z].*?) for (?P<need>.+)$", piece)
        name = names.resolve(match["name"]) if match else ""
        if match and name:
            infinitive = infinitive_from_gerund(match["need"])
            if infinitive and stands_alone(infinitive):
                yield drawn(line, name, "purpose", infinitive, "infinitive")
            elif is_noun_phrase(match["need"]):
                yield drawn(line, name, "choice", lower_first(match["need"]), "noun")
