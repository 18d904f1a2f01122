"""Statements side by side that open with a name each: "SIGTERM asks a process to end", "SIGSTOP freezes a process"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_labelled import (
    LEAST_WEIGHT,
    Labelled,
    labelled_fact,
    told_apart,
)
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    LEAD_IN,
    PREPOSITIONS,
    PRONOUNS,
    balanced,
    tidy,
)
from studyground.assistant.practice.writing.mining_source import Line, Source
from studyground.assistant.practice.writing.mining_told import OF_AN_EXAMPLE, parted
from studyground.assistant.practice.writing.mining_verbs import base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import absolute, plural, usable
from studyground.assistant.practice.writing.plain_stems import needs_its_list, says_nothing
from studyground.assistant.practice.writing.praise import praises, without_praise
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

LEAST = 4  # statements, as many as a question has options
ASKED_OF_FOUR = 3  # of every four: the last would be known by leaving out
MOST_LABEL = 4  # words
LEAST_WORDS, MOST_WORDS, LEAST_TERMS = 4, 22, 3  # of what is asked
_ASIDE = re.compile(r"\s\([^()]{1,60}\)")
_SECOND = re.compile(r"(?:;|,? but| [–—]|: )(?= ).*$|, (?:and|so|which|while|whereas) .*$")
_HANGS = re.compile(
    r"\b(?:this|these|those|such|it|its|they|them|their|others?|another|same|above|below|also|too|instead|there|here|you|your|"
    r"we|our|not|never|no|cannot|originally)\b|n[’']t\b",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
_POINTS = re.compile(  # "this process", "the third statement", "if your method"
    r"(?:this|that|these|those|next|last|first|second|third|fourth|other|final|previous|while|since|if|when|as|after|before|because|"
    r"although|only|both|each|such)\b",
    re.IGNORECASE,
)
_DASHED = re.compile(  # "validate-changes - controls how …", "-d – switches logging on": the dash is no part of the name
    r"(?P<name>(?=\S*[-_./]|[a-z]+ [-–—])[\w./-]+(?: [\w<>-]+)?) [-–—]+ (?:[Tt]his (?:(?!is )\w+ )?)?(?P<said>[a-z].+)"
)
_NO_NAME = re.compile(r" = | named |\(.*[\w\"'].*\)|[“”\"]")  # an assignment, a call with its arguments
_WRITTEN = re.compile(r"[a-z][A-Z]|_|\(\)|\w\.\w| -|/|=|^[A-Z0-9-]{3,}$")  # as code, or in capitals


def runs_in(read: Source, index: Index) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Names that statements side by side tell apart, as facts whose `need` is the question for one ("" where none can be asked).

    Args:
        read: The guide taken apart.
        index: Its encoder measures nearness.

    Returns:
        The facts, and for each that can be asked the ids of the names beside it.
    """
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for section, weight, run in _runs(read.lines):
        items = [item for item, _ in run]
        names = [item.label for item in items]
        made = [
            labelled_fact(item, f"Which of these {said}?" if said else "", names, section, weight) for item, said in run
        ]
        asked = [at for at, fact in enumerate(made) if fact.need]
        for at in asked[max(1, ASKED_OF_FOUR * len(made) // LEAST) :]:
            made[at] = replace(made[at], need="")
        vectors = index.encoder.encode([item.said for item in items])
        for at, fact in enumerate(made):
            facts[fact.id] = fact
            if fact.need:
                beside[fact.id] = told_apart(at, made, [said or item.said for item, said in run], items, vectors)
    return tuple(facts.values()), beside


def _runs(lines: Sequence[Line]) -> Iterator[tuple[tuple[str, ...], float, list[tuple[Labelled, str]]]]:
    """The statements of one list, or of one section's sentences, whose names are written alike."""
    places: dict[tuple[str, tuple[str, ...], bool], list[Line]] = defaultdict(list)
    for line in lines:
        if line.weight >= LEAST_WEIGHT and (line.first or not line.item):
            places[line.document, line.section, line.item].append(line)
    for (_, section, item), own in places.items():
        told = [one for line in own if (one := _statement(line))]
        if item and len(told) < LEAST <= len(own) and 2 * len(told) < len(own):
            continue
        for group in _alike(told, listed=item):
            labels = {one.label.casefold() for one, _ in group}
            if len(group) >= LEAST and len(labels) == len(group):
                yield section, own[0].weight, group


def _alike(told: Sequence[tuple[Labelled, str]], *, listed: bool) -> Iterator[list[tuple[Labelled, str]]]:
    """Statements by how their names are written; in running text the names must share a word as well."""
    sorts: dict[tuple[bool, str], list[tuple[Labelled, str]]] = defaultdict(list)
    for one, said in told:
        parts = _CAMEL.findall(one.label)
        shared = "" if listed else parts[-1].casefold() if len(parts) > 1 else " "
        sorts[bool(_WRITTEN.search(one.label)), shared].append((one, said))
    yield from (group for (_, shared), group in sorts.items() if shared != " ")


def _statement(line: Line) -> tuple[Labelled, str] | None:
    """A sentence as its name and what can be asked of it ("" where that cannot stand by itself); None for any other."""
    text = LEAD_IN.sub("", line.text).strip()
    if text.endswith(("?", ":", "!")) or not balanced(text) or OF_AN_EXAMPLE.match(text):
        return None
    dashed = _DASHED.match(_ASIDE.sub("", text).rstrip("."))
    if dashed:
        verb = dashed["said"].split()[0]
        span = Span(line.document, line.start, line.end)
        said = _said(dashed["said"]) if base_of(verb) and base_of(verb) != verb else ""
        return Labelled(dashed["name"], line.text.rstrip(". "), line.text, span), said
    found = parted(_ASIDE.sub("", text).rstrip("."))
    if found is None:
        return _coded(line)
    words = found[0].split()
    words = words[1:] if words[0].casefold() in ("a", "an", "the") else words
    label = " ".join(words).strip("‘’“”'\"`* ")
    low = [word.casefold() for word in words]
    if not 1 <= len(words) <= MOST_LABEL or set(low) & (DETERMINERS | PRONOUNS) or not re.match(r"[\w./-]", label):
        return None
    if low[0] in PREPOSITIONS:
        return None  # "With [f] sorting is done on …"
    verb = found[1].split()[0].casefold()
    if plural(label) or not (verb in ("is", "can", "has") or (base_of(verb) and base_of(verb) != verb)):
        return None
    if low[-1] in ("there", "here", "what", "who", "which") or not _is_name(label):
        return None
    span = Span(line.document, line.start, line.end)
    return Labelled(label, line.text.rstrip(". "), line.text, span), _said(found[1])


def _coded(line: Line) -> tuple[Labelled, str] | None:
    """A sentence that opens with a name written as code, of which nothing can be asked ("SIGKILL cannot be caught")."""
    name, _, rest = line.text.partition(" ")
    if not _WRITTEN.search(name) or not _is_name(name) or name.isdigit() or not re.match(r"[a-z(]", rest):
        return None
    return Labelled(name, line.text.rstrip(". "), line.text, Span(line.document, line.start, line.end)), ""


def _is_name(label: str) -> bool:
    """Whether a subject names something: written as code or in capitals, or in several words, none of which points elsewhere."""
    if _POINTS.match(label) or _NO_NAME.search(label):
        return False
    return len(label.split()) > 1 or bool(_WRITTEN.search(label))


def _said(predicate: str) -> str:
    """What a statement says first, where it can be asked by itself."""
    need = tidy(without_praise(cut(_SECOND.sub("", predicate))[0]))
    count = len(need.split())
    verb = need.split()[0].casefold() if need else ""
    idle = verb in ("is", "has", "can") and count == LEAST_WORDS
    if idle or not LEAST_WORDS <= count <= MOST_WORDS or len(set(terms(need))) < LEAST_TERMS:
        return ""
    if _HANGS.search(need) or praises(need) or absolute(need) or says_nothing(need) or needs_its_list(need):
        return ""
    if may_be_noun(verb) and verb not in ("is", "has", "can") and not base_of(verb):
        return ""
    return need if usable(need, LEAST_WORDS) else ""
