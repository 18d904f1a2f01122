"""What the guide tells in order: sentences ("First … Then … Finally …"), paragraphs that open with a label each, steps.

Such a run is given whole, led by the sentence that announces it, to who asks for what it is announced as.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.list_wording import NUMBERS, how_many_asked
from studyground.assistant.picked import Picked, sentence_at
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.wording import readable
from studyground.ingest.acronyms import expanded
from studyground.ingest.index import Index
from studyground.ingest.kin import comparable
from studyground.ingest.terms import stem, terms, tokens

RUN_WORDS = 240
MOST_BETWEEN = 2  # sentences that say more of a step, before the next one
LOOKED_AT = 12
NEAR_BEST = 1.0  # log-odds
COUNTED_WITHIN = 2.0
FEWEST_LABELLED = 3
LABEL_WORDS = 7
UNITS_AROUND = 10
KIN = 0.25  # closeness from which a word of the guide stands for one of the question
_ORDINAL = r"(?:second|third|fourth|fifth|next|last|final)"
_PHASE = r"(?:step|stage|phase|task|thing|point|part|reason|way|benefit|advantage|problem|rule|option|kind|type)"
_HEAD = re.compile(
    rf"(?:First(?:ly)?|The first (?:\w+ )?{_PHASE}|In the first {_PHASE}|"
    r"The first (?:is|was|are|were|comes?)|(?:Step|Stage|Phase) (?:1|one))\b|(?:To (?:begin|start)(?: with)?|Initially), "
)
_GOES_ON = re.compile(
    rf"(?:Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?|Fifth(?:ly)?|Next|Then|Afterwards?|After (?:that|this|which)|Subsequently|"
    rf"Finally|Last(?:ly)?|The {_ORDINAL} (?:is|was|are|were|comes?)|(?:The|In the|At the) {_ORDINAL} (?:\w+ )?{_PHASE}|"
    r"(?:Step|Stage|Phase) (?:\d+|two|three|four|five|six))\b"
)
_LABELLED = re.compile(r"(?P<label>[A-Z][^.:;?!\n]{2,60}): +(?=\S)")
_LABEL_LINE = re.compile(r"(?m)^[A-Z][^.:;?!\n]{2,60}: ")
_OPENINGS = re.compile(r"(?:^|[.!?:][\s”\"')]\s*)((?:\w+ ?){1,6})")
_NO_LABEL = re.compile(
    r"(?:note|tip|hint|warning|caution|important|example|remember|question|answer|solution|figure|table|listing|source|"
    r"author|date|q|a)\b[^:]{0,12}:",
    re.IGNORECASE,
)
_NUMBERS = NUMBERS[:8]  # up to nine
_SO_MANY = re.compile(
    rf"(?:There are |[^,.;:]{{1,40}}? (?:has|have|offers?|provides?|uses?|knows?|distinguish(?:es)?|supports?|takes?) )?"
    rf"(?:(?:the|these|mainly|basically|about) )?({'|'.join(_NUMBERS)}) [^\W\d_]",
    re.IGNORECASE,
)
_WHY = frozenset(stem(word) for word in "reason cause motive advantage benefit".split())
_SORTS = _WHY | {
    stem(word) for word in "problem risk danger drawback disadvantage exception mistake myth error symptom".split()
}
_IN_ORDER = frozenset(stem(word) for word in "step stage phase process order sequence procedure list name".split())


def told_in_order(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """A run of sentences or labelled paragraphs that is announced as what is asked for, whole; [] when there is none.

    Args:
        index: Where the candidates come from.
        question: For a list, or how something goes.
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
    """
    asked = set(terms(question.text)) - FRAME_WORDS - _IN_ORDER
    if not asked:
        return []
    kin = kin_of(index, question.text)
    seen: set[tuple[int, int]] = set()
    for at in order[:LOOKED_AT]:
        item = found[at]
        if item.kind != "paragraph" or (item.doc, item.unit) in seen or not _may_be_told(item):
            continue
        behind = scores[order[0]] - scores[at]
        near = behind <= NEAR_BEST
        rows = _around(index, item)
        lead, steps = (
            _counted_sentences(rows, item, asked) if question.type == "list" and behind <= COUNTED_WITHIN else ([], [])
        )
        if lead and (
            (not behind and len(steps) == how_many_asked(question.text))
            or covers(
                set(terms(" ".join(row.text for row in rows))) | set(terms(item.path[-1] if item.path else "")),
                asked,
                kin,
            )
        ):
            return _shown(lead, steps)
        for lead, steps in (_sentences_in_order(rows, item), _labelled_paragraphs(rows, item)):
            parts = [part for step in steps for part in step]
            seen |= {(part.doc, part.unit) for part in parts}
            if _of_another_sort(lead, asked, question.wanted):
                continue
            announced = said_in(index, " ".join((*item.path[-1:], *(part.text for part in lead))))
            whole = announced | set(terms(" ".join(part.text for part in parts)))
            counted = (
                question.type == "list"
                and not behind
                and [one.n for one in lead] == [item.n]
                and bool(_SO_MANY.match(item.text))
            )
            at_work = question.type == "how_why" and question.wanted != "reason" and near
            if len(steps) > 1 and (
                counted
                or covers(announced, asked, kin)
                or (at_work and lead and covers(announced, asked, kin, 1) and covers(whole, asked, kin))
            ):
                return _shown(lead, steps)
    return []


def _may_be_told(item: Candidate) -> bool:
    """Whether something in a candidate's passage looks like a step: reading the sentences around it costs more."""
    if _SO_MANY.match(item.text) or _LABEL_LINE.search(item.hit.text):
        return True
    if item.hit.text.rstrip().endswith(":") or item.end >= item.hit.end - 1:
        return True  # what it announces may stand in the next passage
    return any(_GOES_ON.match(opening) for opening in _OPENINGS.findall(item.hit.text))


def kin_of(index: Index, text: str) -> dict[str, set[str]]:
    """For each stem of a text, stems of the guide that mean nearly the same."""
    words = [word for word in tokens(text) if comparable(word)]
    near = index.word_vectors.kin(words, index.encoder)
    return {name: {other for other, close in ways.items() if close >= KIN} for name, ways in near.items()}


def covers(said: set[str], asked: set[str], kin: dict[str, set[str]], least: int = 0) -> bool:
    """Whether stems have those asked for or their kin: all of them, or at least so many."""
    have = sum(term in said or bool(kin.get(term, set()) & said) for term in asked)
    return have >= (least or len(asked))


def said_in(index: Index, text: str) -> set[str]:
    """The stems of a text, with the words that its acronyms stand for."""
    return set(terms(" ".join((text, *expanded(text, index.acronyms, index.words).values()))))


def _sentences_in_order(rows: Sequence[Candidate], item: Candidate) -> tuple[list[Candidate], list[list[Candidate]]]:
    """The run of sentences that one stands in or announces: what announces it, and its steps; none where there is none."""
    here = next((at for at, row in enumerate(rows) if row.n == item.n), -1)
    for first in range(here + 2, -1, -1):
        if here < 0 or first >= len(rows) or not _HEAD.match(rows[first].text):
            continue
        steps: list[list[Candidate]] = [[rows[first]]]
        between: list[Candidate] = []
        for row in rows[first + 1 :]:
            if _GOES_ON.match(row.text):
                steps[-1] += between
                steps.append([row])
                between = []
            elif len(between) == MOST_BETWEEN or _HEAD.match(row.text):
                break
            else:
                between.append(row)
        lead = leading(rows[:first])
        if len(steps) > 1 and (lead or [rows[first]])[0].n <= item.n <= steps[-1][-1].n:
            return lead, steps
        return [], []
    return [], []


def _labelled_paragraphs(rows: Sequence[Candidate], item: Candidate) -> tuple[list[Candidate], list[list[Candidate]]]:
    """The paragraphs with a label each ("Wash: …") that one is among or announces, by their first sentences."""
    firsts = {row.unit: row for row in reversed(rows)}
    labelled = {unit: row for unit, row in firsts.items() if _has_label(row.text)}
    first = item.unit if item.unit in labelled else item.unit + 1
    while first - 1 in labelled:
        first -= 1
    last = first
    while last in labelled:
        last += 1
    lead = leading([row for row in rows if row.unit < first])
    announced = bool(lead) and lead[-1].unit == first - 1 and lead[-1].text.rstrip().endswith(":")
    if last - first < FEWEST_LABELLED - announced or not lead:
        return [], []
    return lead, [[labelled[unit]] for unit in range(first, last)]


def _counted_sentences(
    rows: Sequence[Candidate], item: Candidate, asked: set[str]
) -> tuple[list[Candidate], list[list[Candidate]]]:
    """As many sentences as one announces ("Three kinds of knot join two ropes."), or one in as many parts, after it."""
    number = _SO_MANY.match(item.text)
    if not number or item.dangling or not asked & set(terms(" ".join(item.text[number.end(1) :].split()[:4]))):
        return [], []
    count = _NUMBERS.index(number[1].lower()) + 2
    groups: list[list[Candidate]] = []
    for row in (row for row in rows if row.unit == item.unit and row.n > item.n):
        if row.dangling and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    if groups and groups[0][0].text.count(";") == count - 1:
        return [item], groups[:1]
    named = set(terms(item.text))
    alike = all(named & set(terms(group[0].text)) for group in groups[:count])
    if len(groups) < count or (len(groups) > count and not alike):
        return [], []
    return [item], groups[:count]


def _of_another_sort(lead: Sequence[Candidate], asked: set[str], wanted: str) -> bool:
    """Whether what is announced as reasons or dangers is asked for as something else ("how do I …")."""
    sorts = _SORTS & set(terms(" ".join(part.text for part in lead)))
    return bool(sorts) and not sorts & asked and not (wanted == "reason" and sorts & _WHY)


def _has_label(text: str) -> bool:
    match = _LABELLED.match(text)
    return bool(match and len(match["label"].split()) <= LABEL_WORDS and not _NO_LABEL.match(text))


def leading(rows: Sequence[Candidate]) -> list[Candidate]:
    """The last of the sentences before a run, with the one before it where it points back; questions announce nothing."""
    if not rows or rows[-1].text.rstrip().endswith("?"):
        return []
    if not rows[-1].dangling:
        return [rows[-1]]
    if len(rows) < 2 or rows[-2].dangling or rows[-2].unit != rows[-1].unit:
        return []
    return list(rows[-2:])


def _around(index: Index, item: Candidate) -> list[Candidate]:
    """The sentences of the paragraphs before and after one, unbroken by anything else and in its section."""
    units = index.units(item.doc, max(0, item.unit - UNITS_AROUND), item.unit + UNITS_AROUND)
    section = units[item.unit].section
    first = last = item.unit
    while first - 1 in units and units[first - 1].kind == "paragraph" and units[first - 1].section == section:
        first -= 1
    while last + 1 in units and units[last + 1].kind == "paragraph" and units[last + 1].section == section:
        last += 1
    rows = index.sentences(item.doc, max(0, item.n - 60), item.n + 60)
    return [sentence_at(index, item, row, "paragraph") for row in rows if first <= row.span.unit <= last]


def _shown(lead: Sequence[Candidate], steps: Sequence[Sequence[Candidate]]) -> list[Picked]:
    """The run as a list after what announces it; what says more of a step is left out where it would be too long."""
    told = [[part for part in step if not part.text.rstrip().endswith("?")] for step in steps]
    if sum(len(part.text.split()) for step in told for part in step) > RUN_WORDS:
        told = [step[:1] for step in told]
    if sum(len(part.text.split()) for step in told for part in step) > RUN_WORDS:
        return []
    picked = []
    for part in lead:
        text = " ".join(part.text.split())
        picked.append(Picked(text if text.endswith(":") else readable(part.text, "paragraph"), (part,)))
    for step in told:
        if step:
            picked.append(Picked(" ".join(readable(part.text, "item") for part in step), tuple(step), listed=True))
    return picked
