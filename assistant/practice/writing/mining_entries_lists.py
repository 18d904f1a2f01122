"""Where the entries of reference lists stand: labelled items, rows, sections named after a thing, sentences about one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.fact import Span
from studyground.assistant.practice.writing.mining_entries_names import Named, Shape, named
from studyground.assistant.practice.writing.mining_entries_told import finite, meaning_of, needs_of
from studyground.assistant.practice.writing.mining_source import Line, Source, Table
from studyground.assistant.practice.writing.mining_tables import columns_of
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS
from studyground.ingest.terms import terms

LEAST_TERMS = 6  # of a glossary
LABELLED = re.compile(
    r"^(?P<label>\S(?:[^:–—]|:(?=\S)){0,90}?)(?:\s*:\s+|\s+[–—]\s+|\s+-\s+)(?P<text>\S.*)$", re.DOTALL
)
_TO_DO = re.compile(r"^(?P<label>[a-z][\w.-]*(?:\(\d\))?)(?: \([^()]*\))? (?P<text>to [a-z]+ .+)$")
_THIS_THING = re.compile(
    r"^(?:This|The) (?P<noun>[a-z]+) (?:is [^.]{4,60}? and )?(?P<said>(?:can|may|is|allows|lets|makes) .+)$"
)
_SUBJECT = re.compile(
    r"^(?:The |An? )?(?P<name>-{0,2}[\w.][\w.-]*(?:\([^()]*\))?)(?: (?P<noun>[a-z]+))?(?: \([^()]*\))? "
    r"(?P<said>(?:is (?:used|useful|designed) |can be used )?[a-z]+ .+)$"
)
_ASKS = re.compile(r"(?:[\d.]+ )?(?:why|how|what|when|which|who|where)\b", re.IGNORECASE)
_TOLD_NOUNS = frozenset(
    "function method class module package command option flag handler instance instances object objects "
    "transformer estimator "
    "iterator utility splitter tool program parameter attribute".split()
)
# Verbs that say what a thing does for somebody, and not to something.
_FOR_SOMEBODY = frozenset(
    "is can aims helps serves provides offers contains gives has implements supplies allows enables lets".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry before its list is known to hold enough of its kind.

    Args:
        text: What is said of the name, one sentence.
        line_text: The whole sentence or row.
        header: Of the column that holds the name.
        lead: The line that leads the list in.
        need: What one needs who needs it, where that is known already.
        noun: What the sentence itself calls it ("module").
        then: The sentence after, and where it ends: what counts where the first only says with what the entry is valid.
        by_heading: The name stands in the heading.
        valued: It takes a value, so that a noun phrase says what is set.
    """

    name: Named
    text: str
    line_text: str
    span: Span
    section: tuple[str, ...]
    weight: float
    header: str = ""
    lead: str = ""
    need: str = ""
    noun: str = ""
    then: str = ""
    then_end: int = 0
    by_heading: bool = False
    valued: bool = False


def lists_in(read: Source) -> list[list[Entry]]:
    """Every list of a guide whose members are named and told of, in the order of the guide."""
    return [*_labelled(read.lines), *_tabled(read.tables), *_headed(read.lines), *_subjects(read.lines)]


def glossaries_in(lines: Sequence[Line]) -> Iterator[list[Entry]]:
    """Lists of terms with what each stands for, by the section they stand in."""
    found: dict[tuple[str, tuple[str, ...]], dict[str, Entry]] = defaultdict(dict)
    for line in lines:
        match = LABELLED.match(line.text) if line.item and line.first else None
        name = named(match["label"]) if match else None
        meaning = meaning_of(match["text"]) if match and name and name.shape in ("word", "label", "constant") else ""
        if match and name and meaning and not _leaky(meaning, name.text):
            entry = Entry(name, match["text"], line.text, _span(line), line.section, line.weight, need=meaning)
            found[line.document, line.section].setdefault(name.text, entry)
    yield from (list(by_name.values()) for by_name in found.values() if len(by_name) >= LEAST_TERMS)


def _leaky(meaning: str, name: str) -> bool:
    return bool(set(terms(meaning)) & set(terms(name)))


def _labelled(lines: Sequence[Line]) -> Iterator[list[Entry]]:
    """Items that open with a name and a colon or dash, by the section they stand in and the shape of their names."""
    found: dict[tuple[str, tuple[str, ...], Shape, int], list[Entry]] = defaultdict(list)
    lead, run = "", 0
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        match = LABELLED.match(line.text) if line.first and line.item else None
        if line.text.endswith(":") or (re.search(r"\b[Tt]he following\b", line.text) and not match):
            lead, run = line.text.rstrip(":"), run + 1
        match = match or (_TO_DO.match(line.text) if line.item and line.first else None)
        name = named(match["label"]) if match else None
        if not match or not name:
            continue
        follows = after is not None and after.item and after.section == line.section and not LABELLED.match(after.text)
        noun = "command" if re.search(r"\(\d\)", match["label"]) else ""
        found[line.document, line.section, name.shape, run].append(
            Entry(
                name,
                match["text"],
                line.text,
                _span(line),
                line.section,
                line.weight,
                lead=lead,
                noun=noun,
                then=after.text if follows and after else "",
                then_end=after.end if after else 0,
                valued=name.shape == "setting" or bool(re.search(r"[=<]", match["label"])),
            )
        )
    yield from found.values()


def _headed(lines: Sequence[Line]) -> Iterator[list[Entry]]:
    """Sections named after a thing that say what "this hook" is used for, by what they call it."""
    found: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for line in lines:
        match = _THIS_THING.match(line.text) if line.section and not line.item else None
        name = named(line.section[-1]) if match else None
        if not match or name is None or name.shape == "label" or name.text in found[line.document, match["noun"]]:
            continue
        need = needs_of([f"It {match['said']}"], [False], ())[0]
        if need:
            found[line.document, match["noun"]][name.text] = Entry(
                name,
                match["said"],
                line.text,
                _span(line),
                line.section,
                line.weight,
                need=need,
                noun=match["noun"],
                by_heading=True,
            )
    for by_name in found.values():
        yield list(by_name.values())


def _tabled(tables: Sequence[Table]) -> Iterator[list[Entry]]:
    """Rows with a name in one column and in another what it is for."""
    for table in tables:
        columns = columns_of(table)
        told = [at for at, role in enumerate(columns.roles) if role in ("use", "does", "meaning")]
        headless = named(table.header[0], loose=False) is not None
        if headless and len(table.header) == 2:
            told = [1]
        if not told or told[0] == 0:
            continue
        listed: dict[Shape, list[Entry]] = defaultdict(list)
        for row in table.rows:
            name = named(row.cells[0])
            if name:
                header = "" if headless else table.header[0]
                said = re.split(r"(?<=[a-z)])\.\s", row.cells[told[0]])[0]
                span = Span(table.document, row.start, row.end)
                listed[name.shape].append(
                    Entry(name, said, " | ".join(row.cells), span, table.section, table.weight, header)
                )
        yield from listed.values()


def _subjects(lines: Sequence[Line]) -> Iterator[list[Entry]]:
    """Sentences whose subject is written as code is ("setFormatter() selects …"), by chapter and shape."""
    found: dict[tuple[str, tuple[str, ...], Shape, str], list[Entry]] = defaultdict(list)
    before: tuple[str, ...] | None = None
    for line in lines:
        opens, before = line.section != before, line.section
        match = _SUBJECT.match(line.text) if line.first else None
        opens = opens and not (line.section and _ASKS.match(line.section[-1]))
        if not match or not (line.item or opens or re.search(r"\([^()]+\)", match["name"])):
            continue  # further on, what a thing does in passing is told as well
        noun = match["noun"] or ""
        said = match["said"]
        if noun and noun not in _TOLD_NOUNS:
            said, noun = said if noun in KIND_NOUNS or noun.endswith("ing") else f"{noun} {said}", ""
        name = named(match["name"], loose=(bool(noun) or line.item) and match["name"].islower())
        if name is None or name.shape == "label" or name.shape == "constant":
            continue
        need = _said(said, noun)
        if need:
            noun = "" if noun in ("instance", "instances", "object", "objects") else noun
            path = line.section[:-1] if len(line.section) > 2 and not line.item else line.section
            found[line.document, path, name.shape, noun].append(
                Entry(name, said, line.text, _span(line), line.section, line.weight, need=need, noun=noun)
            )
    yield from found.values()


def _said(said: str, noun: str) -> str:
    """What a subject is said to do, as a need; "instances send …" has a plural verb."""
    first, _, rest = said.partition(" ")
    if noun in ("instances", "objects"):
        return needs_of([said[:1].upper() + said[1:]], [False], ())[0] if first in VERBS else ""
    if first in _FOR_SOMEBODY:
        return needs_of([said], [False], ())[0]
    made = finite(said) if rest else ""
    return needs_of([made[:1].upper() + made[1:]], [False], ())[0] if made else ""


def _span(line: Line) -> Span:
    return Span(line.document, line.start, line.end)
