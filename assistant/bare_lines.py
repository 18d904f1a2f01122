"""Lists without bullets: short lines without a stop, one below the other, after a sentence that leads them in.

A page copied as plain text has lost its bullets; "A structure that works is this." still leads its lines in.
"""

import re
from collections.abc import Mapping, Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.list_wording import NUMBER_TERMS, how_many_asked
from studyground.assistant.picked import Picked, sentence_at
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.wording import readable
from studyground.ingest.acronyms import expanded
from studyground.ingest.index import Index
from studyground.ingest.stored import Unit
from studyground.ingest.terms import stem, terms

FEWEST = 3
MOST = 15
LINE_WORDS = 16
LOOKED_AT = 24  # candidates
AROUND = 20  # units
NAMED_LEAST = 2  # words of a heading
_LEADS_IN = re.compile(
    r":$|\b(?:the following|as follows|(?:is|are|goes|looks like) (?:this|these|below)|"
    r"these (?:\w+ )?(?:steps|types|options|things|reasons|rules|stages|points|parts|ways))\b[^.]{0,60}[.:]$|"
    r"\b(?:listed|given|shown) below[.:]$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"^[\W\d]*\d[\d,.]*\W*\w{0,3}$|^[$£€₹¥]")
_SAID_TO_ASK = frozenset(
    stem(word) for word in "step stage phase list name order thing way follow take part go do use one main".split()
)


def led_lines(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """The bare lines under a heading that says only what is asked for, or after a lead-in that does, led by that; [] for none.

    Args:
        index: Where the candidates come from.
        question: For a list, or for steps.
        found: Candidates.
        order: Their numbers, best first.
    """
    text = " ".join((question.text, *expanded(question.text, index.acronyms, index.words).values()))
    asked = set(terms(text))
    sought = set(terms(question.text)) - FRAME_WORDS - _SAID_TO_ASK - NUMBER_TERMS
    count = how_many_asked(question.text)
    seen: set[tuple[int, int]] = set()
    for at in order[:LOOKED_AT]:
        item = found[at]
        if item.kind != "paragraph" or not item.path or (item.doc, item.unit) in seen or not sought:
            continue
        seen.add((item.doc, item.unit))
        stored = index.text_by_id(item.doc)
        units = index.units(item.doc, max(0, item.unit - AROUND), item.unit + AROUND)
        heading = set(terms(item.path[-1]))
        headed = len(heading) >= NAMED_LEAST and heading <= asked
        for lead, lines in _runs(units, stored, units[item.unit].section):
            said = stored[units[lead].start : units[lead].end].strip()
            last = re.split(r"(?<=[.!?])\s+", said)[-1]
            if (count and count != len(lines)) or not (headed or sought <= heading | set(terms(last))):
                continue
            return _shown(index, item, lead, lines)
    return []


def _runs(units: Mapping[int, Unit], text: str, section: int) -> list[tuple[int, list[int]]]:
    """The unit that leads lines in and their units, for each run of bare lines of a section."""
    runs: list[tuple[int, list[int]]] = []
    for number in sorted(units):
        unit = units[number]
        said = text[unit.start : unit.end].strip()
        if unit.kind != "paragraph" or unit.section != section:
            continue
        if _bare(said) and runs and runs[-1][0] + len(runs[-1][1]) + 1 == number:
            runs[-1][1].append(number)
        elif _LEADS_IN.search(said):
            runs.append((number, []))
    return [(lead, lines) for lead, lines in runs if FEWEST <= len(lines) <= MOST and not _of_cells(units, text, lines)]


def _bare(said: str) -> bool:
    return "\n" not in said and 1 < len(said.split()) <= LINE_WORDS and said[-1] not in ".?!:;," and ": " not in said


def _of_cells(units: Mapping[int, Unit], text: str, lines: Sequence[int]) -> bool:
    """Whether the lines are the cells of a table: names and figures."""
    figures = sum(bool(_FIGURE.search(text[units[n].start : units[n].end].strip())) for n in lines)
    return figures * 4 >= len(lines)


def _shown(index: Index, near: Candidate, lead: int, lines: Sequence[int]) -> list[Picked]:
    rows = index.sentences(near.doc, max(0, near.n - 80), near.n + 80)
    told = [sentence_at(index, near, row, "paragraph") for row in rows if lead <= row.span.unit <= lines[-1]]
    leads = [one for one in told if one.unit == lead][-1:]
    picked = [Picked(" ".join(one.text.split()), (one,)) for one in leads if not one.dangling]
    for number in lines:
        parts = tuple(one for one in told if one.unit == number)
        if not parts:
            return []
        picked.append(Picked(" ".join(readable(one.text, "item") for one in parts), parts, listed=True))
    return picked
