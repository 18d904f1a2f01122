"""Names at the head of what is said of them: labels of a list, codes with their meaning, members with brackets behind them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from studyground.assistant.practice.writing.called_found import ARGUMENT, Called, code_at
from studyground.assistant.practice.writing.mining_entries_names import named
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY

LEAST_OF_A_KIND = 4  # names, below which no question has its options
MOST_LEAD = 8  # words of a line that announces what stands below it
MOST_LABEL = 4  # words
LABEL, CODE = "label", "code"
LABELLED = re.compile(r"^(?P<label>[^.;:?!–—]{2,50}?)(?:\s*:\s+|\s+[–—-]\s+)(?P<text>\S.{5,})$")
_BRACKETED = re.compile(r"^(?:and |or )?(?P<name>[A-Za-z][\w/-]*(?: [\w/-]+){0,3}) \((?P<said>[^()]{6,120})\)$")
_NUMBERED = re.compile(r"^(?:[A-Z][a-z]+ )?(?:\d+|[IVX]+)\b")
_CODE = re.compile(r"(?:\d{3,4}|[A-Z]{1,4}-?\d{1,4}|[A-Z]\d{2}\.\d)$")
_SMALL = re.compile(r"[a-z]{3,}(?: [a-z]{3,}){0,2}$")
_NOT_SMALL = DETERMINERS | PRONOUNS | SUBORDINATORS | AUXILIARY | {"and", "or", "not", "with", "for", "then", "note"}


def labels_in(lines: Sequence[Line], tools: frozenset[str]) -> Iterator[Called]:
    """Items or paragraphs in a row that open with a name and a colon or dash.

    A row in which some names are written as code and some are words is one list all the same.

    Args:
        lines: The guide's sentences.
        tools: Words that are commands' first.
    """
    for _, row in groupby(_in_rows(lines, tools), key=lambda one: one.run):
        found = list(row)
        small = [one for one in found if _SMALL.match(one.name)]
        shapes = {one.shape for one in found}
        if len(found) < LEAST_OF_A_KIND or CODE in shapes:
            found = [one for one in found if one not in small and (one.shape != CODE or shapes == {CODE})]
            yield from found
        elif "label" in shapes and shapes <= {LABEL, "snake"}:
            yield from (Called(one.name, LABEL, one.said, one.clause, one.line, one.run, one.lead) for one in found)
        else:
            yield from (one for one in found if one not in small)


def _in_rows(lines: Sequence[Line], tools: frozenset[str]) -> Iterator[Called]:
    run, lead = 0, ""
    last: tuple[int, tuple[str, ...]] = (-9, ())
    for line in lines:
        found = LABELLED.match(line.text) if line.first else None
        label = found["label"].strip() if found else ""
        name, shape = _name(label, tools) if found else ("", "")
        if line.first and not name:
            lead = line.text if len(line.text.split()) <= MOST_LEAD or line.text.endswith(":") else ""
            continue
        if not name or not found:
            continue
        if line.unit - last[0] > 2 or line.section != last[1]:
            run += 1
        last = (line.unit, line.section)
        clause = re.split(r"(?<=[a-z0-9)])(?<!e\.g)(?<!i\.e)[.;] ", line.text)[0]
        yield Called(name, shape, found["text"], clause, line, run, lead)


def _name(label: str, tools: frozenset[str]) -> tuple[str, str]:
    """What a label names and how it is written; "" where it names nothing."""
    words = label.split()
    name, shape, size = code_at(words, tools)
    if shape == "command":
        size = next((at for at, word in enumerate(words) if ARGUMENT.match(word)), len(words))
        name = " ".join(words[:size])
    if (name and any(not ARGUMENT.match(word) for word in words[size:])) or "/" in name:
        name = ""
    if name:
        return name, shape
    if _CODE.match(label):
        return label, CODE
    if 1 <= len(words) <= MOST_LABEL and not _NUMBERED.match(label):
        made = named(re.sub(r"\s*\([^()]*\)$", "", label))
        if made and made.shape in (LABEL, "word"):
            return (made.text, LABEL) if made.shape == LABEL else _small(label)
        return _small(label)
    return "", ""


def _small(label: str) -> tuple[str, str]:
    """A label of one to three words in small letters ("round robin"), which is a name in a row of names alone."""
    words = label.split()
    return (label, LABEL) if _SMALL.match(label) and not set(words[:1]) & _NOT_SMALL else ("", "")


def in_brackets(lines: Sequence[Line]) -> Iterator[Called]:
    """Members of a list inside a sentence with what is said of each in brackets: "granular (topsoil under grass), blocky (…)"."""
    for number, line in enumerate(lines, 1):
        lead, colon, rest = line.text.partition(": ")
        found = [
            (match["name"], match["said"])
            for part in re.split(r"[,;] (?![^()]*\))", rest.rstrip("."))
            if (match := _BRACKETED.match(part))
        ] if colon else []  # fmt: skip
        if len(found) >= LEAST_OF_A_KIND:
            for name, said in found:
                yield Called(name, LABEL, said, f"{name} ({said})", line, -number, lead)
