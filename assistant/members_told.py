"""The members of a whole that a guide tells one after another: a paragraph each, one added later ("the fourth part, the keel").

"A hull of several parts" announces them; "The frame carries …", "The skin keeps …" tell them. They are shown as a list where
their number is the one announced, or the last ordinal, so that none is missing.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.list_wording import BETWEEN, NUMBERS
from studyground.assistant.picked import Picked, sentence_at
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.sequences import covers, kin_of
from studyground.assistant.wording import readable
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

FEWEST = 3
NAME_WORDS = 4
LOOKED_AT = 6
SECTION_SENTENCES = 60
RUN_WORDS = 200
_NUMBERS = NUMBERS[:8]  # up to nine
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ALIKE = (
    "part component element piece constituent subsystem",
    "kind type form sort",
    "stage phase step",
    "store memory box",
)
_OF_ONE_SORT = tuple(frozenset(map(stem, row.split())) for row in _ALIKE)
_SO_MANY = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}|several|various|a number of|some) (?:[\w-]+ ){{0,2}}?(?P<noun>[a-z]{{3,}}s)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    rf"\b(?:the|an?) (?P<ordinal>{'|'.join(_ORDINALS)})(?: (?:and last|and final))?(?: (?P<noun>[a-z]+))?\b",
    re.IGNORECASE,
)
_NO_MEMBER = (
    r"(?:same|first|last|next|more|less|fact|number|result|reason|idea|difference|problem|difficulty|question|answer|advantage|"
    r"disadvantage|evidence|term|word|aim|point|whole|other|others|two|three|rest)\b"
)
_OPENS = re.compile(rf"The (?!{_NO_MEMBER})(?P<words>[^,;:.?!]+)")
_IS = frozenset("is are has have was were does do can may must".split())


def members_told(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """The sentence that announces the members of what is asked, and one sentence for each of them; [] when some may be missing.

    Args:
        index: Where the candidates come from.
        question: For a list.
        found: Candidates.
        order: Their numbers, best first.
    """
    sorts = _sorts(question.text)
    asked = set(terms(question.text)) - FRAME_WORDS - sorts
    if question.type != "list" or not sorts or not asked:
        return []
    kin = kin_of(index, question.text)
    seen: set[tuple[int, int]] = set()
    for item in (found[at] for at in order[:LOOKED_AT]):
        rows = _section(index, item)
        if item.kind != "paragraph" or not rows or (item.doc, rows[0].n) in seen:
            continue
        seen.add((item.doc, rows[0].n))
        for at, lead in enumerate(rows):
            number = _announced(lead, sorts)
            if number is None or lead.dangling:
                continue
            said = set(terms(" ".join((*item.path[-1:], lead.text))))
            if not covers(said, asked, kin):
                continue
            members = _listed_and_added(lead, rows[at + 1 :], number, sorts) or _told(
                lead, rows[at + 1 :], number, sorts
            )
            if members and sum(len(one.text.split()) for one in (lead, *members)) <= RUN_WORDS:
                listed = len(members) >= FEWEST
                return [
                    Picked(readable(lead.text, "paragraph"), (lead,)),
                    *(Picked(readable(one.text, "paragraph"), (one,), listed=listed) for one in members),
                ]
    return []


def _sorts(text: str) -> frozenset[str]:
    """The words for a member that a question uses, and those of the same sense."""
    asked = set(terms(text))
    return frozenset[str]().union(*(row for row in _OF_ONE_SORT if row & asked))


def _announced(item: Candidate, sorts: frozenset[str]) -> int | None:
    """How many members a sentence announces, 0 for "several", None where it announces none."""
    for match in _SO_MANY.finditer(item.text):
        if stem(match["noun"].lower()) in sorts:
            number = match["number"].lower()
            return _NUMBERS.index(number) + 2 if number in _NUMBERS else 0
    return None


def _listed_and_added(
    lead: Candidate, rows: Sequence[Candidate], number: int, sorts: frozenset[str]
) -> list[Candidate]:
    """What adds one more to the members that the announcing sentence lists itself; [] where it lists none or none is added."""
    if not number or ":" not in lead.text or len(BETWEEN.split(lead.text.partition(":")[2])) < number:
        return []
    return [row for row in rows if _ordinal(row, sorts) == number + 1][:1]


def _told(lead: Candidate, rows: Sequence[Candidate], number: int, sorts: frozenset[str]) -> list[Candidate]:
    """The sentences that tell a member each: the first of a paragraph, or one that counts it; [] where some may be missing."""
    firsts: dict[int, Candidate] = {}
    for row in rows:
        if row.unit != lead.unit:
            firsts.setdefault(row.unit, row)
    opened: list[Candidate] = []
    for row in firsts.values():
        if not _opens_with_name(row.text):
            break
        opened.append(row)
    counted = {ordinal: row for row in reversed(rows) if (ordinal := _ordinal(row, sorts))}
    last = max(counted, default=0)
    whole = max(number, last)
    added = [row for ordinal, row in sorted(counted.items()) if ordinal > len(opened) and row not in opened]
    members = sorted([*opened, *added], key=lambda row: row.n)
    if len(members) < FEWEST or (whole and len(members) != whole):
        return []
    return members if all(presentable("paragraph", row.text) for row in members) else []


def _opens_with_name(text: str) -> bool:
    """Whether a sentence opens with a name of its own and a verb: "The control bar holds …", "The weighted feet keep …"."""
    match = _OPENS.match(text)
    words = match["words"].split()[: NAME_WORDS + 1] if match else []
    return any(word in _IS or bool(base_of(word)) or word in VERBS for word in words[1:])


def _ordinal(item: Candidate, sorts: frozenset[str]) -> int:
    """Which member a sentence counts ("the fourth part", "a fourth was added"), 0 for none."""
    for match in _ADDED.finditer(item.text):
        noun = (match["noun"] or "").lower()
        if stem(noun) in sorts or noun in ("was", "is", "has"):
            return _ORDINALS.index(match["ordinal"].lower()) + 2
    return 0


def _section(index: Index, item: Candidate) -> list[Candidate]:
    """The sentences of the paragraphs of an item's section, in order."""
    rows = index.sentences(item.doc, max(0, item.n - SECTION_SENTENCES), item.n + SECTION_SENTENCES)
    if not rows:
        return []
    units = index.units(item.doc, rows[0].span.unit, rows[-1].span.unit)
    section = units[item.unit].section
    return [
        sentence_at(index, item, row, "paragraph")
        for row in rows
        if units[row.span.unit].section == section and units[row.span.unit].kind == "paragraph"
    ]
