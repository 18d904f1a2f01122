"""Lists and tables of the guide given whole, as the answer to a question for several things."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.picked import Picked, readable_words, sources_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.wording import readable
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

LIST_WORDS = 240
HEADING_IS_THE_QUESTION = 3.0
ITEMS_MOST = 15


def list_answer(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """A list of the guide whose introduction, heading or items answer, shown whole; [] when a sentence answers better."""
    number = _SO_MANY.search(question.text)
    wanted = _NUMBERS.index(number.group(1).lower()) + 2 if number else 0
    asked = set(terms(question.text)) - {stem(name) for name in _NUMBERS}
    ranked: list[tuple[float, bool, int]] = []
    for at in order:
        item = found[at]
        if item.kind not in ("item", "table"):
            continue
        lead = set(terms(" ".join((*item.path[-1:], item.lead if item.lead.rstrip().endswith(":") else ""))))
        named = len(asked & lead) / max(1, len(asked))
        titled = bool(item.path) and len(asked) > 1 and asked <= set(terms(item.path[-1]))
        score = float(scores[at]) + 2.0 * named + HEADING_IS_THE_QUESTION * titled
        ranked.append((score, titled or (bool(wanted) and named == 1.0), at))
    ranked.sort(key=lambda entry: -entry[0])
    against: set[tuple[int, int]] = set()
    for score, named_whole, at in ranked:
        chosen = found[at]
        if (chosen.doc, chosen.unit) in against or (score < scores[order[0]] - 0.5 and not named_whole):
            continue
        shown = _whole_table(index, chosen) if chosen.kind == "table" else _whole_list(index, chosen)
        against |= {(source.doc, source.unit) for one in shown for source in one.sources}
        if wanted and sum(one.listed for one in shown) != wanted:
            continue  # who asks for two things is not given a list of five
        if not (shown and _opposed(asked, set(terms(shown[0].text)))):
            return shown
    return []


def led_in_by(index: Index, item: Candidate) -> list[Picked]:
    """The list that a sentence only leads in ("The following types are supported:"), shown with it; [] when it leads in none."""
    if item.kind != "paragraph" or not _LEADS_IN.search(item.text.strip()):
        return []
    units = index.units(item.doc, item.unit, item.unit + 1)
    after = units.get(item.unit + 1)
    if after is None or after.kind != "item" or item.end < units[item.unit].end - 2:
        return []
    return _whole_list(index, item)


def steps_for(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """The list under a heading or after a sentence that has every word of a how-to question; [] when there is none."""
    if not _HOW_TO.match(question.text.strip()):
        return []
    asked = set(terms(question.text)) - FRAME_WORDS - _DOING
    if len(asked) < 2:
        return []
    for at in order:
        item = found[at]
        if item.kind == "item" and asked <= set(terms(" ".join((*item.path[-1:], item.lead)))):
            return _whole_list(index, item)
    return []


_LEADS_IN = re.compile(
    r":$|\b(?:the following|as follows|these (?:\w+ )?(?:steps|types|options|things|reasons|rules|stages|points|parts|ways))\b"
    r"[^.]{0,60}[.:]$|^To [^,;]{3,80}[.:]$|\b(?:listed|given|shown) below[.:]$",
    re.IGNORECASE,
)
_HOW_TO = re.compile(
    r"(?:how (?:do|can|could|should|would|to)\b|what (?:are the|do i do|steps)\b|.{0,80}\bstep by step\b)",
    re.IGNORECASE,
)
_DOING = frozenset(stem(word) for word in "make get go take set put step properly correctly safely".split())
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_SO_MANY = re.compile(
    rf"\b(?:which|what|name|list|(?:what|which) are|are) (?:the )?({'|'.join(_NUMBERS)})\b", re.IGNORECASE
)


def _opposed(asked: set[str], lead: set[str]) -> bool:
    """Whether a list is led in as the other side of what is asked for: disadvantages to one who asks for advantages."""
    for own, other in ((_GOOD, _BAD), (_BAD, _GOOD)):
        if asked & own and not asked & other and lead & other and not lead & own:
            return True
    return False


_GOOD = frozenset(stem(word) for word in "advantage benefit pro strength merit upside".split())
_BAD = frozenset(
    stem(word) for word in "disadvantage drawback con weakness limitation downside shortcoming problem".split()
)


def _whole_table(index: Index, item: Candidate) -> list[Picked]:
    """All rows of the table a row stands in, each with the row that names the columns."""
    rows = [row for row in index.sentences(item.doc, max(0, item.n - 40), item.n + 40) if row.span.unit == item.unit]
    text = index.text_by_id(item.doc)
    picked: list[Picked] = []
    used = 0
    for row in rows[1:]:
        quote = text[row.span.start : row.span.end]
        part = Candidate(item.hit, item.doc, row.n, item.unit, "table", row.span.start, row.span.end, quote, "", item.path,
                         row.vector)  # fmt: skip
        shown = readable_words(index, part)
        used += len(shown.split())
        if used > LIST_WORDS or len(picked) == ITEMS_MOST:
            break
        picked.append(Picked(shown, sources_of(index, part), listed=True))
    return picked if len(picked) > 1 else []


def _whole_list(index: Index, item: Candidate) -> list[Picked]:
    """All items of the list an item stands in, led by the sentence that introduces it."""
    units = index.units(item.doc, max(0, item.unit - 40), item.unit + 40)
    first = item.unit
    if item.kind == "item":
        while first - 1 in units and units[first - 1].kind == "item":
            first -= 1
    else:
        first += 1
    last = first
    while last in units and units[last].kind == "item":
        last += 1
    if last - first < 2:
        return []
    text = index.text_by_id(item.doc)
    picked: list[Picked] = []
    used = 0
    rows = index.sentences(item.doc, max(0, item.n - 80), item.n + 80)
    lead = units.get(first - 1)
    if lead is not None and lead.kind == "paragraph" and lead.section == units[first].section:
        inside = [row for row in rows if row.span.unit == first - 1]
        if inside:
            row = inside[-1]
            quote = text[row.span.start : row.span.end]
            part = Candidate(item.hit, item.doc, row.n, first - 1, "paragraph", row.span.start, row.span.end, quote, "",
                             item.path, row.vector)  # fmt: skip
            if not part.dangling:
                shown = " ".join(quote.split())
                picked.append(Picked(shown if shown.endswith(":") else readable(quote, "paragraph"), (part,)))
    for number in range(first, last):
        for row in [row for row in rows if row.span.unit == number][:1]:
            quote = text[row.span.start : row.span.end]
            if used + len(quote.split()) > LIST_WORDS or len(picked) > ITEMS_MOST:
                return picked
            used += len(quote.split())
            part = Candidate(item.hit, item.doc, row.n, number, "item", row.span.start, row.span.end, quote, "", item.path,
                             row.vector)  # fmt: skip
            picked.append(Picked(readable(quote, "item"), (part,), listed=True))
    return picked
