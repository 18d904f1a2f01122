"""A language model's practice question, read leniently: JSON of several forms, or lines with letters."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from studyground.assistant.language_model.replies import THINKING
from studyground.assistant.practice.practice_question import LABELS

LONGEST_REPLY = 8_000
_STEM = ("scenario", "context", "stem", "question", "prompt")
_OPTIONS = ("options", "choices", "answers", "alternatives")
_KEY = ("key", "keys", "answer", "correct", "correct_answer", "correct_answers", "correct_option", "right", "solution")
_TEXT = ("text", "option", "answer", "value", "content")
_LETTER = re.compile(r"^\W*(?:option\s+)?([A-Ja-j])(?:\W+.*)?$", re.DOTALL)
_OPTION_LINE = re.compile(r"^\s*(?:[-*•]\s*)?[(\[]?([A-J])[).:\]]+\s+(\S.*)$")
_KEY_LINE = re.compile(r"^\W*(?:key|answer|correct(?: answer| option)?|right answer)\W*[:=]\W*(.+)$", re.IGNORECASE)
_STEM_LINE = re.compile(r"^\W*(?:stem|question|scenario)\W*:[\s*_]*", re.IGNORECASE)
_LABEL = re.compile(r"^\s*[(\[]?([A-J])[).:\]]\s+")


@dataclass(frozen=True, slots=True)
class Written:
    """A question as a model wrote it: nothing of it is believed.

    Args:
        stem: White space collapsed.
        options: In the order written, without labels.
        keys: Numbers of the options it marks as right, from 0.
    """

    stem: str
    options: tuple[str, ...]
    keys: frozenset[int]


def read_reply(reply: str) -> Written | None:
    """The question of a reply; None where none can be made out."""
    text = THINKING.sub(" ", reply[:LONGEST_REPLY])
    for value in _objects(text):
        found = _from_object(value)
        if found is not None:
            return found
    return None if "{" in text else _from_lines(text)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Every JSON object that begins somewhere in a text, with those inside it."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield value
            yield from (inner for inner in value.values() if isinstance(inner, dict))
            lists = (inner for inner in value.values() if isinstance(inner, list))
            yield from (one for inner in lists for one in inner if isinstance(one, dict))
        at = text.find("{", end)


def _from_object(value: dict[str, Any]) -> Written | None:
    row = {str(name).strip().casefold().replace(" ", "_"): inner for name, inner in value.items()}
    stem = " ".join(str(row[name]) for name in _STEM if isinstance(row.get(name), str))
    offered = next((row[name] for name in _OPTIONS if isinstance(row.get(name), list | dict)), None)
    if offered is None and all(label.casefold() in row for label in LABELS[:4]):
        offered = {label: row[label.casefold()] for label in LABELS if label.casefold() in row}
    if not stem.strip() or offered is None:
        return None
    rows = list(offered.items()) if isinstance(offered, dict) else [("", one) for one in offered]
    labels, texts, marked = [], [], set()
    for at, (label, one) in enumerate(rows):
        said = (
            next((one[name] for name in _TEXT if isinstance(one.get(name), str)), "") if isinstance(one, dict) else one
        )
        if not isinstance(said, str):
            return None
        own = str(label or (one.get("label", "") if isinstance(one, dict) else "")).strip().upper()
        labels.append(own or LABELS[at % len(LABELS)])
        texts.append(_plain(said, labels[-1]))
        if isinstance(one, dict) and any(one.get(name) is True for name in ("correct", "is_correct", "key", "right")):
            marked.add(at)
    named = next((row[name] for name in _KEY if name in row and not isinstance(row[name], dict)), None)
    keys = marked | {place for one in _listed(named) if (place := _place(one, labels, texts)) is not None}
    return Written(" ".join(stem.split()), tuple(texts), frozenset(keys))


def _listed(named: Any) -> list[Any]:
    """What is named as right, one by one: "A and C" is two."""
    if isinstance(named, list):
        return named
    if isinstance(named, str) and re.fullmatch(r"\W*[A-J](?:\s*(?:,|and|&|/|;)\s*[A-J])+\W*", named):
        return re.findall(r"[A-J]", named)
    return [] if named is None else [named]


def _place(named: Any, labels: list[str], texts: list[str]) -> int | None:
    """Which option is meant by its text, its letter or its number from 1."""
    if isinstance(named, bool):
        return None
    if isinstance(named, int) or (isinstance(named, str) and named.strip().isdecimal()):
        number = int(named) - 1
        return number if 0 <= number < len(texts) else None
    if not isinstance(named, str):
        return None
    wanted = _plain(named, "").casefold()
    same = [
        at for at, text in enumerate(texts) if text.casefold() in (wanted, _plain(_LABEL.sub("", named), "").casefold())
    ]
    if same:
        return same[0]
    letter = _LETTER.match(named.strip())
    return labels.index(letter[1].upper()) if letter and letter[1].upper() in labels else None


def _plain(text: str, label: str) -> str:
    """An option without its own letter, stop and doubled spaces."""
    found = _LABEL.match(text)
    if found and found[1] == label:
        text = text[found.end() :]
    return " ".join(text.split()).rstrip(".").strip()


def _from_lines(text: str) -> Written | None:
    """A question as lines: the stem, options with letters, and a line that says which is right."""
    stem: list[str] = []
    labels: list[str] = []
    texts: list[str] = []
    named: list[str] = []
    for line in text.splitlines():
        option, key = _OPTION_LINE.match(line), _KEY_LINE.match(line)
        if option:
            labels.append(option[1])
            texts.append(_plain(option[2], ""))
        elif key and texts:
            named.append(key[1].strip(" *_"))
        elif not texts and line.strip():
            stem.append(_STEM_LINE.sub("", line).strip())
    if not stem or not texts:
        return None
    keys = {place for line in named for one in _listed(line) if (place := _place(one, labels, texts)) is not None}
    return Written(" ".join(" ".join(stem).split()), tuple(texts), frozenset(keys))
