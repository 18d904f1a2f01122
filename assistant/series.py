"""Headings that answer: those that count ("Domain 1: …", "Step 2 – …"), and one that is the very question ("Challenges of …").

Lines that count in the same way answer too.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.list_wording import NUMBER_TERMS, how_many_asked
from studyground.assistant.picked import Picked, sentence_at
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.wording import readable
from studyground.ingest.index import Index
from studyground.ingest.stored import Section, Unit
from studyground.ingest.terms import stem, terms

FEWEST = 2
FEWEST_LINES = 3
OTHER_WORDS = 1
SECTION_WORDS = 120
UNITS_AROUND = 12
LED_IN_WITHIN = 12  # sentences before the first heading
_COUNTS = re.compile(
    r"(?P<noun>[^\W\d_]{3,}) (?P<number>\d{1,2}|[IVX]{1,4}|[A-H]|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:\s*[:.–—]\s*| - )(?P<name>\S.*)",
    re.IGNORECASE,
)
_LINES = ("paragraph", "item", "heading")  # in plain text a short line may have been taken for a heading
_COUNTED_LINE = re.compile(r"(?m)^\W*[^\W\d_]{3,} (?:1|2|I|II|A|B|one|two)(?:\s*[:.–—]\s*| - )\S", re.IGNORECASE)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SAID_TO_ASK = FRAME_WORDS | {stem(word) for word in ("name", "list", "enumerate", "tell", "give", "show", *_WORDS)}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def counted_headings(index: Index, question: Question, found: Sequence[Candidate]) -> list[Picked]:
    """The headings of a document that number what is asked for, led in by the sentence that announces them.

    Args:
        index: The index.
        question: For a list.
        found: Candidates, best first; headings are looked for in their documents.

    Returns:
        [] where no document numbers such headings from one on without a gap, or two different ones do.
    """
    asked = [term for term in terms(question.text) if term not in _SAID_TO_ASK]
    for doc in dict.fromkeys(item.doc for item in found):
        series: dict[tuple[str, tuple[str, ...]], list[tuple[int, Section]]] = defaultdict(list)
        for section in index.sections(doc):
            match = _COUNTS.fullmatch(section.path[-1].strip()) if section.path else None
            if match and stem(match["noun"].lower()) in asked:
                series[stem(match["noun"].lower()), section.path[:-1]].append((_number(match["number"]), section))
        whole = [(key, rows) for key, rows in series.items() if _from_one_on(rows)]
        if len(whole) == 1 and _about(index, doc, asked, *whole[0][0]):
            near = next(item for item in found if item.doc == doc)
            return _shown(index, doc, whole[0][0][0], [section for _, section in whole[0][1]], near)
    return []


def counted_lines(index: Index, question: Question, found: Sequence[Candidate]) -> list[Picked]:
    """The lines of a document that number what is asked for ("Section 1: …"), led in by what stands before them.

    Args:
        index: The index.
        question: For a list.
        found: Candidates, best first; lines are looked for next to them.

    Returns:
        [] where no such lines are counted from one on without a gap, are fewer or more than asked for, or do not name, with
        their headings and what leads them in, everything that is asked.
    """
    if question.type != "list":
        return []
    asked = {term for term in terms(question.text) if term not in _SAID_TO_ASK | NUMBER_TERMS}
    count = how_many_asked(question.text)
    seen: set[tuple[int, int]] = set()
    for item in found:
        if (item.doc, item.unit) in seen or not _COUNTED_LINE.search(item.hit.text):
            continue
        units = index.units(item.doc, max(0, item.unit - UNITS_AROUND), item.unit + UNITS_AROUND)
        text = index.text_by_id(item.doc)
        lines = _run_of_lines(units, text, item.unit)
        seen |= {(item.doc, number) for number in (item.unit, *lines)}
        match = _COUNTS.fullmatch(text[units[lines[0]].start : units[lines[0]].end].strip()) if lines else None
        if match is None or stem(match["noun"].lower()) not in asked or (count and count != len(lines)):
            continue
        noun = stem(match["noun"].lower())
        rows = index.sentences(item.doc, max(0, item.n - 60), item.n + 60)
        told = [sentence_at(index, item, row, units[row.span.unit].kind) for row in rows if row.span.unit in units]
        before = [one for one in told if one.unit == lines[0] - 1 and one.kind == "paragraph"]
        lead = next((before[at:] for at in range(len(before)) if noun in terms(before[at].text)), before[-1:])
        lead = [one for one in lead if not one.text.rstrip().endswith("?")][:2]
        steps = [one for number in lines for one in [one for one in told if one.unit == number][:1]]
        said = set(terms(" ".join((*item.path, *(one.text for one in (*before, *steps))))))
        if len(steps) == len(lines) and asked <= said | {noun} and not (lead and lead[0].dangling):
            return [
                *(Picked(readable(one.text, "paragraph"), (one,)) for one in lead),
                *(Picked(readable(one.text, "item"), (one,), listed=True) for one in steps),
            ]
    return []


def _run_of_lines(units: Mapping[int, Unit], text: str, at: int) -> list[int]:
    """The numbers of the units that count one noun from one on, of which one is the given or comes right after it."""
    counts: dict[int, tuple[str, int]] = {}
    for number, unit in units.items():
        match = _COUNTS.fullmatch(text[unit.start : unit.end].strip()) if unit.kind in _LINES else None
        if match and "\n" not in match["name"]:
            counts[number] = (stem(match["noun"].lower()), _number(match["number"]))
    first = at if at in counts else at + 1
    while first - 1 in counts and counts[first - 1][0] == counts.get(first, ("", 0))[0]:
        first -= 1
    run: list[int] = []
    while first + len(run) in counts and counts[first + len(run)] == (counts[first][0], len(run) + 1):
        run.append(first + len(run))
    return run if len(run) >= FEWEST_LINES else []


def under_heading(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """What stands under a heading that has every word of a question and hardly another; [] where there is none.

    Args:
        index: The index.
        question: For a list.
        found: Candidates.
        order: Their numbers, best first.
    """
    asked = set(terms(question.text)) - _SAID_TO_ASK
    for at in order if len(asked) >= FEWEST else ():
        item = found[at]
        heading = set(terms(item.path[-1])) if item.path else set()
        if not (asked <= heading and len(heading - asked) <= OTHER_WORDS):
            continue
        units = index.units(item.doc, max(0, item.unit - UNITS_AROUND), item.unit + UNITS_AROUND)
        inside = {
            n for n, unit in units.items() if unit.section == units[item.unit].section and unit.kind == "paragraph"
        }
        rows = index.sentences(item.doc, max(0, item.n - 60), item.n + 60)
        told = [sentence_at(index, item, row, "paragraph") for row in rows if row.span.unit in inside]
        picked = _statements([one for one in told if presentable("paragraph", one.text)], asked)
        if len(picked) > FEWEST:
            return picked
    return []


def _statements(told: Sequence[Candidate], asked: set[str]) -> list[Picked]:
    """Sentences as a list, as many as fit; one that points back goes with the one before, one that names all asked leads."""
    groups: list[list[Candidate]] = []
    used = 0
    for one in told:
        used += len(one.text.split())
        if used > SECTION_WORDS:
            break
        if one.dangling and groups:
            groups[-1].append(one)
        elif not one.dangling:
            groups.append([one])
    return [
        Picked(
            " ".join(readable(one.text, "paragraph") for one in group),
            tuple(group),
            listed=not (at == 0 and asked <= set(terms(group[0].text))),
        )
        for at, group in enumerate(groups)
    ]


def _number(text: str) -> int:
    lowered = text.lower()
    if lowered.isdigit():
        return int(lowered)
    if len(text) == 1 and text in "ABCDEFGH":
        return ord(text) - ord("A") + 1
    names = _ROMAN if lowered in _ROMAN else _WORDS
    return names.index(lowered) + 1 if lowered in names else 0


def _from_one_on(rows: Sequence[tuple[int, Section]]) -> bool:
    return len(rows) >= FEWEST and [number for number, _ in rows] == list(range(1, len(rows) + 1))


def _about(index: Index, doc: int, asked: Sequence[str], noun: str, parents: Sequence[str]) -> bool:
    """Whether the document speaks of everything else that is asked for."""
    rest = {term for term in asked if term != noun}
    return rest <= set(terms(" ".join((*parents, index.text_by_id(doc)))))


def _shown(index: Index, doc: int, noun: str, headings: Sequence[Section], near: Candidate) -> list[Picked]:
    """The headings as a list, after the nearest sentence before them that speaks of several such things."""
    text = index.text_by_id(doc)
    units = index.units(doc)
    rows = [row for row in index.sentences(doc) if row.span.start < headings[0].start][-LED_IN_WITHIN:]
    picked: list[Picked] = []
    for row in reversed(rows):
        quote, kind = text[row.span.start : row.span.end], units[row.span.unit].kind
        part = Candidate(
            near.hit, doc, row.n, row.span.unit, kind, row.span.start, row.span.end, quote, "", near.path, row.vector
        )
        if kind == "paragraph" and noun in terms(quote) and re.search(r"[.:]$", quote.rstrip()) and not part.dangling:
            picked.append(Picked(readable(quote, "paragraph"), (part,)))
            break
    for section in headings:
        start, end = section.start, section.start + len(section.path[-1])
        if text[start:end] != section.path[-1]:
            return []  # the heading is not written out where its section begins
        part = Candidate(near.hit, doc, 0, -1, "item", start, end, text[start:end], "", section.path, None)
        picked.append(Picked(" ".join(text[start:end].split()), (part,), listed=True))
    return picked
