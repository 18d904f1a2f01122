"""One chosen sentence of an answer: its words, what it rests on, and the sentence its "This" points to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.candidates import Candidate, header_of
from studyground.assistant.dangling import only_denies
from studyground.assistant.furniture import only_asks
from studyground.assistant.restating import alike
from studyground.assistant.wording import readable
from studyground.ingest.index import Index
from studyground.ingest.store import SentenceRow

LONGEST_PAIR = 120
FAR_BACK = 6  # sentences
_OF_PERSON = re.compile(r"(?:He|She|His|Her)\b")
_NAMED = re.compile(r"(?<!^)(?<![.!?:] )\b[A-Z][\w'’]*\b")
_PRONOUN = re.compile(
    r"^(?:\w+,? |(?:\w+ ){1,3}\w+, )?"
    r"(?:this|that|these|those|it|its|they|their|them|he|she|his|her|here|the (?:former|latter|same))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Picked:
    """One sentence of the answer-to-be: its words, and the spans it rests on (the first is where it was taken from).

    Args:
        text: As the learner reads it.
        sources: Candidates that say it, best first.
        listed: Whether it is shown as a list item.
        label: A side of a comparison it speaks for, "" otherwise.
        code: Whether it is lines of code, shown as they are.
    """

    text: str
    sources: tuple[Candidate, ...]
    listed: bool = False
    label: str = ""
    code: bool = False


def chain_of(index: Index, item: Candidate, words: int) -> list[tuple[Candidate, str]]:
    """A sentence, led by the one its "This" points to; [] when that cannot be had."""
    chain = [item]
    while chain[0].dangling and item.kind in ("paragraph", "item"):
        before = sentence_before(index, chain[0])
        if before is not None and only_asks(before.text):
            before = sentence_before(index, before)  # "Is it wet? Next comes …": a question says nothing
        if before is not None and only_denies(before.text):
            break
        if before is None and (item.kind == "item" or not _PRONOUN.match(chain[0].text)):
            break  # an item's "Its" points at what leads the list in; "Another limit of X" can be read by itself
        if before is None or len(chain) == 3:
            return _led_by_person(index, item, words)
        chain.insert(0, before)
    found = [(part, readable_words(index, part)) for part in chain]
    if len(chain) == 1 or sum(len(text.split()) for _, text in found) <= words:
        return found
    return [] if _PRONOUN.match(item.text) else found[-1:]


def _led_by_person(index: Index, item: Candidate, words: int) -> list[tuple[Candidate, str]]:
    """What says "His …" far down a paragraph, led by the opening of that paragraph, which names a person; [] for any other."""
    if not _OF_PERSON.match(item.text) or item.kind != "paragraph":
        return []
    rows = index.sentences(item.doc, max(0, item.n - FAR_BACK - 1), item.n)
    if item.n > FAR_BACK and rows[0].span.unit == item.unit:
        return []
    opening = next((sentence_at(index, item, row, item.kind) for row in rows if row.span.unit == item.unit), None)
    if opening is None or opening.dangling or not _NAMED.search(opening.text):
        return []
    found = [(part, readable_words(index, part)) for part in (opening, item)]
    return found if sum(len(text.split()) for _, text in found) <= words else []


def sentence_before(index: Index, item: Candidate) -> Candidate | None:
    """The sentence just before, in the same section and not a heading or row; in a list only one of the same item."""
    if item.n == 0 or (item.kind != "item" and not item.before):
        return None
    row = index.sentences(item.doc, item.n - 1, item.n)[0]
    unit = index.units(item.doc, row.span.unit, row.span.unit)[row.span.unit]
    if row.span.unit != item.unit and (item.kind == "item" or unit.kind != "paragraph"):
        return None
    earlier = index.sentences(item.doc, item.n - 2, item.n - 1) if item.n > 1 else []
    text = index.text_by_id(item.doc)
    before = ""
    if earlier:
        unit_before = index.units(item.doc, earlier[0].span.unit, earlier[0].span.unit)[earlier[0].span.unit]
        if unit_before.section == unit.section and unit_before.kind != "heading":
            before = text[earlier[0].span.start : earlier[0].span.end]
    return Candidate(item.hit, item.doc, row.n, row.span.unit, unit.kind, row.span.start, row.span.end,
                     text[row.span.start : row.span.end], before, item.path, row.vector)  # fmt: skip


def sentence_at(index: Index, near: Candidate, row: SentenceRow, kind: str) -> Candidate:
    """A stored sentence as a candidate, found where another one was."""
    start, end = row.span.start, row.span.end
    quote = index.text_by_id(near.doc)[start:end]
    return Candidate(near.hit, near.doc, row.n, row.span.unit, kind, start, end, quote, "", near.path, row.vector)


def sentence_of(index: Index, item: Candidate) -> Picked:
    """One candidate as a sentence of an answer."""
    return Picked(readable_words(index, item), sources_of(index, item))


def only_sentences(shown: Sequence[Picked]) -> bool:
    """Whether an answer is sentences and nothing else: no list, no code, no sides of a comparison; an empty one is not."""
    return bool(shown) and not any(one.listed or one.code or one.label for one in shown)


def with_these_after(
    index: Index, shown: Sequence[Picked], at: int, added: Sequence[Candidate], words: int
) -> list[Picked] | None:
    """An answer with what is new of some sentences after one of its own; None where nothing is, or it would be too long.

    Args:
        index: Where it comes from.
        shown: The answer so far.
        at: The number of its sentence that they follow.
        added: The sentences.
        words: Most words of all.
    """
    fresh = [item for item in added if not any(alike(item.text, other.text) for other in shown)]
    made = [sentence_of(index, item) for item in fresh]
    if not made or sum(len(one.text.split()) for one in (*shown, *made)) > words:
        return None
    return [*shown[: at + 1], *made, *shown[at + 1 :]]


def with_antecedent(index: Index, item: Candidate, apart_from: Sequence[Candidate] = ()) -> Picked:
    """One candidate as a sentence of an answer; one that begins with "They" brings the sentence before it along.

    Args:
        index: Where it comes from.
        item: The candidate.
        apart_from: Candidates that are shown anyway and need not be brought along.
    """
    shown = {(other.doc, other.n) for other in apart_from}
    group = chain_of(index, item, LONGEST_PAIR)
    if len(group) < 2 or any((part.doc, part.n) in shown for part, _ in group[:-1]):
        return sentence_of(index, item)
    return Picked(" ".join(text for _, text in group), tuple(part for part, _ in reversed(group)))


def readable_words(index: Index, item: Candidate) -> str:
    """What a learner reads of a candidate; a table row is put into words by its header."""
    header = _header(index, item)
    return readable(item.text, item.kind, header.text if header else "")


def sources_of(index: Index, item: Candidate) -> tuple[Candidate, ...]:
    """What a sentence rests on: itself, and for a table row the row that names its columns."""
    header = _header(index, item)
    return (item, header) if header is not None and header.n != item.n else (item,)


def _header(index: Index, item: Candidate) -> Candidate | None:
    """The first row of the table a row stands in, where it names the columns."""
    if item.kind != "table":
        return None
    unit = index.units(item.doc, item.unit, item.unit)[item.unit]
    text = index.text_by_id(item.doc)
    header = header_of(unit, text)
    if not header:
        return None
    start = text.index(header, unit.start)
    n = item.n - text.count("\n", start, item.start)  # a table has one row a line
    return Candidate(item.hit, item.doc, n, item.unit, "table", start, start + len(header), header, "", item.path, None)
