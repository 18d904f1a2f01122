"""A thing that a guide calls by name, and names that are written as code: commands of a tool, flags, settings, calls."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studyground.assistant.practice.writing.called_predicates import verb_at
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of

TOOL_NAMES = 3  # commands that begin with one word, from which the word is that of a tool
_FLAG = re.compile(r"--?[A-Za-z][\w-]+(?:=[\w.]+)?$")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+$")
_CONSTANT = re.compile(r"(?=.{5})[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$")
_CALL = re.compile(r"[A-Za-z_][\w.]*\(\)$")
_SUBCOMMAND = re.compile(r"[a-z][a-z-]+$")
_WHAT_IT_IS = frozenset("command commands tool program utility package option options file files suite".split())
ARGUMENT = re.compile(r"(?:[A-Z_]{2,}|<[^>]+>|\.\.\.)$")


@dataclass(frozen=True, slots=True)
class Called:
    """A name, how it is written, and what is said of it.

    Args:
        run: Of labels, those that stand in one list; 0 for what is said in a sentence.
        lead: The line that announces the list.
    """

    name: str
    shape: str
    said: str
    clause: str
    line: Line
    run: int = 0
    lead: str = ""


def tools_in(lines: Sequence[Line], is_word: Callable[[str], bool]) -> frozenset[str]:
    """Words in small letters with which sentences or labels begin, each followed by several others: "git log", "git diff"."""
    found: dict[str, set[str]] = defaultdict(set)
    opened: Counter[str] = Counter()
    for line in lines:
        words = line.text.split()
        for at, (one, other) in enumerate(pairwise(words)):
            if re.fullmatch(r"[a-z][a-z0-9-]+", one) and _SUBCOMMAND.match(other.strip(",.;:")):
                found[one].add(other.strip(",.;:"))
                opened[one] += not at and not (line.item and is_word(one))  # items of a list often begin small
    grammar = DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS | AUXILIARY | VERBS | {"and", "or", "but"}
    return frozenset(
        word for word, count in opened.items()
        if count >= TOOL_NAMES and len(found[word]) >= TOOL_NAMES and word not in grammar and not base_of(word)
    )  # fmt: skip


def code_at(words: Sequence[str], tools: frozenset[str]) -> tuple[str, str, int]:
    """The name written as code that some words begin with, its shape, and how many words it takes; "" for none."""
    first = words[0] if words else ""
    if first in tools and len(words) > 1 and words[1] in _WHAT_IT_IS:
        return "", "", 0  # "the apt-cache command" is the tool, and none of its commands
    if first in tools and len(words) > 1 and _SUBCOMMAND.match(words[1]):
        size = 2
        while size < min(len(words) - 1, 4) and (
            _FLAG.match(words[size]) or (size == 2 and _SUBCOMMAND.match(words[2]) and not verb_at(words, 2))
        ):
            if words[size] in PREPOSITIONS | DETERMINERS | {"command", "and", "or"}:
                break
            size += 1
        if verb_at(words, 1) and not verb_at(words, 2):
            return "", "", 0  # "terraform keeps going"
        return " ".join(words[:size]), "command", size
    for pattern, shape in ((_FLAG, "flag"), (_SNAKE, "snake"), (_CONSTANT, "constant"), (_CALL, "call")):
        if pattern.match(first):
            return first.split("=")[0] if shape == "flag" else first, shape, 1
    return "", "", 0
