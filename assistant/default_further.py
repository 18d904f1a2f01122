"""The default that a reference tells some lines after the name: "retries: How often it tries. … The default is 3.".

In a manual's list of settings the line that names one says what it is for; who asks for its default wants a later line of the
same entry, which has hardly a word of the question.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.picked import Picked, sentence_at, with_these_after
from studyground.assistant.question import Question
from studyground.ingest.index import Index

SENTENCES_ON = 12
_ASKS = re.compile(r"\bdefaults?\b|\bout of the box\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\bdefaults?(?: (?:value|setting|is set))?(?: \([^)]*\))? ?(?:is|are|was|to|:|=)(?=\W|$)|\bby default\b|\(default\b|"
    r"\bthe default (?:[\w-]+ ){1,3}(?:is|are)\b|\bdefault of \S|, the default\b",
    re.IGNORECASE,
)
_PARTS = frozenset(
    "type grammar blocks tags syntax default values range note context example usage since".split()
)  # lines of an entry that are no name
_ENTRY = re.compile(r"(?P<name>[^\s:|]{2,60}):\s+\S|(?P<row>[^\s:|]{2,60}) \| ")


def with_default_told(
    index: Index, question: Question, picked: Sequence[Picked], found: Sequence[Candidate], words: int
) -> list[Picked]:
    """An answer that names a setting and not its default, with the sentence further on in its entry that does.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far.
        found: Candidates; any entry of theirs for the same name is looked through.
        words: Most words of the answer.
    """
    shown = list(picked)
    if not shown or not _ASKS.search(question.text) or any(_TELLS.search(one.text) for one in shown):
        return shown
    name = _name_of(shown[0].sources[0].text)
    if not name:
        return shown
    for lead in (shown[0].sources[0], *(item for item in found if _name_of(item.text) == name)):
        told = _told_in_entry(index, lead, name)
        if told is not None:
            return with_these_after(index, shown[:1], 0, [told], words) or shown
    return shown


def _name_of(text: str) -> str:
    """The name that a line of an entry opens with, "" for any other."""
    match = _ENTRY.match(text)
    return (match["name"] or match["row"]).casefold() if match else ""


def _told_in_entry(index: Index, lead: Candidate, name: str) -> Candidate | None:
    units = index.units(lead.doc, lead.unit, lead.unit + SENTENCES_ON)
    for row in index.sentences(lead.doc, lead.n + 1, lead.n + 1 + SENTENCES_ON):
        unit = units.get(row.span.unit)
        if unit is None or unit.kind not in ("paragraph", "item") or unit.section != units[lead.unit].section:
            return None
        item = sentence_at(index, lead, row, unit.kind)
        if _name_of(item.text) not in ("", name, *_PARTS):
            return None
        if _TELLS.search(item.text):
            return item
    return None
