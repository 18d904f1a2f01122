"""Which sentences make the answer, in what order: by the type of the question, within the contract's lengths."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate, Features, defines
from studyground.assistant.question import Question
from studyground.assistant.wording import readable
from studyground.ingest.acronyms import expanded
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms, tokens

FACTOID_WORDS = 40
ANSWER_WORDS = 120
LIST_WORDS = 240
ITEMS_MOST = 15
KEEP_WITHIN = 2.2
SAME_SENTENCE = 0.8
DEFINES_BONUS = 1.0


@dataclass(frozen=True, slots=True)
class Picked:
    """One sentence of the answer-to-be: its words, and the spans it rests on (the first is where it was taken from).

    Args:
        text: As the learner reads it.
        sources: Candidates that say it, best first.
        listed: Whether it is shown as a list item.
        label: A side of a comparison it speaks for, "" otherwise.
        support: 0 to 1.
    """

    text: str
    sources: tuple[Candidate, ...]
    listed: bool = False
    label: str = ""


def compose(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    features: Features,
    scores: NDArray[np.float64],
    words: int = ANSWER_WORDS,
) -> list[Picked]:
    """Choose and order the sentences of an answer.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
        features: Their features.
        scores: Their log-odds of answering.
        words: Most words of an answer that is neither a factoid nor a list.

    Returns:
        Sentences in the order they are read; [] when nothing fit to be shown was found.
    """
    order = [int(at) for at in np.argsort(-scores, kind="stable")]
    if not order:
        return []
    if question.type == "list":
        listed = _list(index, question, found, scores, order)
        if listed:
            return listed
    if question.type == "comparison":
        compared = _comparison(index, question, found, scores, order)
        if compared:
            return compared
    if question.type == "definition":
        order = _definition_first(question, found, scores, order)
    if question.type == "factoid":
        single = question.wanted not in ("", "name", "choice")
        return (
            _factoid(index, found, scores, order)
            if single
            else _several(index, found, scores, order, 2, FACTOID_WORDS, True)
        )
    most = 3 if question.type in ("definition", "scenario") else 4
    return _several(index, found, scores, order, most, words, lead_first=question.type in ("definition", "scenario"))


def _factoid(
    index: Index, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    best = scores[order[0]]
    for limit in (FACTOID_WORDS, 10_000):
        for at in order:
            if scores[at] < best - (1.0 if limit == FACTOID_WORDS else 0.0):
                break
            group = _with_antecedent(index, found[at], limit)
            if group and sum(len(text.split()) for _, text in group) <= limit:
                return _merged([Picked(text, _sources(index, item)) for item, text in group], found, scores, order)
    item = found[order[0]]
    return _merged([sentence_of(index, item)], found, scores, order)


def _several(
    index: Index,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    most: int,
    words: int,
    lead_first: bool = False,
) -> list[Picked]:
    """The best sentence and those nearly as good that add something, in reading order within a document."""
    picked: list[Candidate] = []
    texts: dict[tuple[int, int], str] = {}
    used = 0
    for at in order:
        if len(picked) >= most or scores[at] < scores[order[0]] - KEEP_WITHIN:
            break
        item = found[at]
        if (item.doc, item.n) in texts or any(_alike(item.text, other.text) for other in picked):
            continue
        group = _with_antecedent(index, item, words - used)
        group = [(part, text) for part, text in group if (part.doc, part.n) not in texts]
        cost = sum(len(text.split()) for _, text in group)
        if not group or (picked and used + cost > words):
            continue
        for part, text in group:
            texts[(part.doc, part.n)] = text
            picked.append(part)
        used += cost
    lead = (found[order[0]].doc, found[order[0]].n)
    rank = {(found[at].doc, found[at].path): place for place, at in reversed(list(enumerate(order)))}
    picked.sort(
        key=lambda item: (lead_first and not _leads(item, picked, lead), rank.get((item.doc, item.path), 999), item.n)
    )
    return _merged([Picked(texts[(item.doc, item.n)], _sources(index, item)) for item in picked], found, scores, order)


def _leads(item: Candidate, picked: Sequence[Candidate], lead: tuple[int, int]) -> bool:
    """Whether a sentence is the leading one or stands before it only because the leading one points back at it."""
    if (item.doc, item.n) == lead:
        return True
    return any((other.doc, other.n) == lead and other.dangling and other.doc == item.doc and 0 < other.n - item.n <= 2
               for other in picked)  # fmt: skip


def _with_antecedent(index: Index, item: Candidate, words: int) -> list[tuple[Candidate, str]]:
    """A sentence, led by the one its "This" points to; [] when that cannot be had."""
    chain = [item]
    while chain[0].dangling and item.kind == "paragraph":
        before = _sentence_before(index, chain[0])
        if before is None or len(chain) == 3:
            return []
        chain.insert(0, before)
    found = [(part, _readable(index, part)) for part in chain]
    return found if len(chain) == 1 or sum(len(text.split()) for _, text in found) <= words else []


def _sentence_before(index: Index, item: Candidate) -> Candidate | None:
    """The sentence just before, in the same section and not a heading, list item or row."""
    if item.n == 0 or not item.before:
        return None
    row = index.sentences(item.doc, item.n - 1, item.n)[0]
    unit = index.units(item.doc, row.span.unit, row.span.unit)[row.span.unit]
    if unit.kind != "paragraph":
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


def sentence_of(index: Index, item: Candidate) -> Picked:
    """One candidate as a sentence of an answer."""
    return Picked(_readable(index, item), _sources(index, item))


def with_antecedent(index: Index, item: Candidate, apart_from: Sequence[Candidate] = ()) -> Picked:
    """One candidate as a sentence of an answer; one that begins with "They" brings the sentence before it along.

    Args:
        index: Where it comes from.
        item: The candidate.
        apart_from: Candidates that are shown anyway and need not be brought along.
    """
    shown = {(other.doc, other.n) for other in apart_from}
    group = _with_antecedent(index, item, ANSWER_WORDS)
    if len(group) < 2 or any((part.doc, part.n) in shown for part, _ in group[:-1]):
        return sentence_of(index, item)
    return Picked(" ".join(text for _, text in group), tuple(part for part, _ in reversed(group)))


def _readable(index: Index, item: Candidate) -> str:
    header = _header(index, item)
    return readable(item.text, item.kind, header.text if header else "")


def _sources(index: Index, item: Candidate) -> tuple[Candidate, ...]:
    """What a sentence rests on: itself, and for a table row the row that names its columns."""
    header = _header(index, item)
    return (item, header) if header is not None and header.n != item.n else (item,)


def _header(index: Index, item: Candidate) -> Candidate | None:
    """The first row of the table a row stands in."""
    if item.kind != "table":
        return None
    for row in index.sentences(item.doc, max(0, item.n - 200), item.n + 1):
        if row.span.unit == item.unit:
            text = index.text_by_id(item.doc)[row.span.start : row.span.end]
            return Candidate(item.hit, item.doc, row.n, item.unit, "table", row.span.start, row.span.end, text, "",
                             item.path, row.vector)  # fmt: skip
    return None


def _merged(
    picked: list[Picked], found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """Sentences of other documents that say the same are cited beside the one that is shown."""
    merged = []
    for one in picked:
        first = one.sources[0]
        same = [
            found[at]
            for at in order
            if found[at].doc != first.doc
            and scores[at] > scores[order[0]] - KEEP_WITHIN
            and _alike(found[at].text, first.text)
        ]
        documents: dict[int, Candidate] = {}
        for item in same:
            documents.setdefault(item.doc, item)
        merged.append(Picked(one.text, (*one.sources, *list(documents.values())[:2]), one.listed, one.label))
    return merged


def _alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words, figures included."""
    first, second = set(terms(one)), set(terms(other))
    if not first or not second:
        return False
    numbers = [{word for word in words if word[0].isdigit()} for words in (first, second)]
    return numbers[0] == numbers[1] and len(first & second) / min(len(first), len(second)) >= SAME_SENTENCE


def _definition_first(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[int]:
    """The sentence that says what the subject is comes first, if one is among the better ones."""
    subject = terms(question.subject)
    best = scores[order[0]]
    looks = [at for at in order[:12] if scores[at] > best - 2.5 and defines(subject, found[at].text) >= 0.6]
    looks.sort(key=lambda at: -(scores[at] + 1.5 * defines(subject, found[at].text)))
    return [*looks, *(at for at in order if at not in looks)] if looks else list(order)


def _list(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """A list of the guide whose introduction, heading or items answer, shown whole; [] when a sentence answers better."""
    best: tuple[float, int] | None = None
    asked = set(terms(question.text))
    for at in order:
        item = found[at]
        if item.kind not in ("item", "table"):
            continue
        lead = terms(" ".join((*item.path[-1:], item.before if item.before.rstrip().endswith(":") else "")))
        bonus = 2.0 * len(asked & set(lead)) / max(1, len(asked))
        if best is None or scores[at] + bonus > best[0]:
            best = (float(scores[at]) + bonus, at)
    if best is None or best[0] < scores[order[0]] - 0.5:
        return []
    chosen = found[best[1]]
    return _whole_table(index, chosen) if chosen.kind == "table" else _whole_list(index, chosen)


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
        shown = _readable(index, part)
        used += len(shown.split())
        if used > LIST_WORDS or len(picked) == ITEMS_MOST:
            break
        picked.append(Picked(shown, _sources(index, part), listed=True))
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


_CONTRAST = re.compile(
    r"\b(?:whereas|while|but|than|unlike|instead|rather|however|versus|vs|differs?|different|difference|distinct|contrast|both|"
    r"other|only|not|use|choose|prefer|suits?)\b|;",
    re.IGNORECASE,
)


def _comparison(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """A sentence that speaks of all sides first; then, for each side, the best that speaks of it alone."""
    ways = [_ways_to_say(side, index) for side in question.sides]
    if not all(ways):
        return []

    def speaks_of(at: int) -> list[int]:
        words = set(terms(found[at].text))
        return [number for number, forms in enumerate(ways) if any(form <= words for form in forms)]

    picked: list[tuple[int, str]] = []
    both = [at for at in order if len(speaks_of(at)) == len(ways) and not found[at].dangling]
    both = [at for at in both if _CONTRAST.search(found[at].text)]
    words = 0
    for at in both[:2]:
        if scores[at] < scores[order[0]] - 2.5 or any(_alike(found[at].text, found[other].text) for other, _ in picked):
            continue
        cost = len(found[at].text.split())
        if words + cost <= ANSWER_WORDS:
            picked.append((at, ""))
            words += cost
    covered = bool(picked)
    for number, side in enumerate(question.sides):
        alone = [at for at in order if speaks_of(at) == [number] and not found[at].dangling and (at, "") not in picked]
        subject = terms(side)
        alone.sort(key=lambda at: -(scores[at] + DEFINES_BONUS * defines(subject, found[at].text)))
        if not alone or (covered and scores[alone[0]] < scores[order[0]] - 3.0):
            continue
        cost = len(found[alone[0]].text.split())
        if words + cost <= ANSWER_WORDS:
            picked.append((alone[0], side))
            words += cost
    labels = {label for _, label in picked if label}
    if not covered and len(labels) < len(question.sides):
        return []
    if covered and len(labels) == 1:
        picked = [entry for entry in picked if not entry[1]]
    return _merged([replace(sentence_of(index, found[at]), label=label) for at, label in picked], found, scores, order)


def _ways_to_say(side: str, index: Index) -> list[set[str]]:
    """The sets of stems of which one must stand in a sentence that speaks of a side: its words, or an acronym's."""
    own = set(terms(side)) or {stem(word) for word in tokens(side)}
    return [
        form
        for form in (own, *(set(terms(long)) for long in expanded(side, index.acronyms, index.words).values()))
        if form
    ]
