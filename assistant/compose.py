"""Which sentences make the answer, in what order: by the type of the question, within the contract's lengths."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate, Features
from studyground.assistant.definitions import defines
from studyground.assistant.listing import led_in_by, list_answer, steps_for
from studyground.assistant.picked import LONGEST_PAIR, Picked, chain_of, sentence_of, sources_of
from studyground.assistant.question import Question
from studyground.assistant.series import counted_headings
from studyground.ingest.acronyms import expanded
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms, tokens

FACTOID_WORDS = 40
ANSWER_WORDS = 120
# In log-odds behind the best sentence. Measured on the guide: 2.2 gave 6 points less citation precision, 2 more answers right.
KEEP_WITHIN = 1.0
KEEP_WITHIN_BY_TYPE = {"comparison": 2.2, "how_why": 1.5}
STILL_NEAR = 1.5  # further behind, where the better ones cannot be shown
SAME_SENTENCE = 0.8
DEFINES_BONUS = 1.0


def compose(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    features: Features,
    scores: NDArray[np.float64],
    words: int = ANSWER_WORDS,
    found_for: Callable[[str], Sequence[Candidate]] | None = None,
) -> list[Picked]:
    """Choose and order the sentences of an answer.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
        features: Their features.
        scores: Their log-odds of answering.
        words: Most words of an answer that is neither a factoid nor a list.
        found_for: Finds what the guide says of one side of a comparison alone, best first; called only when no
            sentence sets the sides apart.

    Returns:
        Sentences in the order they are read; [] when nothing fit to be shown was found.
    """
    order = [int(at) for at in np.argsort(-scores, kind="stable")]
    if not order:
        return []
    if question.type == "list":
        listed = counted_headings(index, question, [found[at] for at in order]) or list_answer(
            index, question, found, scores, order
        )
        if listed:
            return listed
    led_in = led_in_by(index, found[order[0]]) or (
        steps_for(index, question, found, order) if question.type == "how_why" else []
    )
    if led_in:
        return led_in
    if question.type == "comparison":
        compared = _comparison(index, question, found, scores, order, found_for)
        if compared:
            return compared
        order = _of_a_side(index, question, found, order)
        if not order:
            return []
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
    within = KEEP_WITHIN_BY_TYPE.get(question.type, KEEP_WITHIN)
    return _several(index, found, scores, order, most, words, question.type in ("definition", "scenario"), within)


def _factoid(
    index: Index, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    best = scores[order[0]]
    for limit in (FACTOID_WORDS, 10_000):
        for at in order:
            if scores[at] < best - (1.0 if limit == FACTOID_WORDS else 0.0):
                break
            group = chain_of(index, found[at], limit)
            if group and sum(len(text.split()) for _, text in group) <= limit:
                return _merged([Picked(text, sources_of(index, item)) for item, text in group], found, scores, order)
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
    within: float = KEEP_WITHIN,
) -> list[Picked]:
    """The best sentence and those nearly as good that add something, in reading order within a document."""
    picked: list[Candidate] = []
    texts: dict[tuple[int, int], str] = {}
    used = 0
    for at in order:
        if len(picked) >= most or scores[at] < scores[order[0]] - within:
            break
        item = found[at]
        if (item.doc, item.n) in texts or any(_alike(item.text, other.text) for other in picked):
            continue
        group = chain_of(index, item, words - used)
        group = [(part, text) for part, text in group if (part.doc, part.n) not in texts]
        cost = sum(len(text.split()) for _, text in group)
        if not group or (picked and used + cost > words):
            continue
        for part, text in group:
            texts[(part.doc, part.n)] = text
            picked.append(part)
        used += cost
    if not picked:  # the best points back at so much that it does not fit: better long than nothing
        near = [at for at in order[:3] if scores[at] >= scores[order[0]] - within - STILL_NEAR]
        long = next((group for at in near if (group := chain_of(index, found[at], LONGEST_PAIR))), [])
        picked = [part for part, _ in long]
        texts = {(part.doc, part.n): text for part, text in long}
    lead = (found[order[0]].doc, found[order[0]].n)
    rank = {(found[at].doc, found[at].path): place for place, at in reversed(list(enumerate(order)))}
    ordered = sorted(  # not in place: a list is empty to the key function while it is being sorted
        picked,
        key=lambda item: (lead_first and not _leads(item, picked, lead), rank.get((item.doc, item.path), 999), item.n),
    )
    return _merged(
        [Picked(texts[(item.doc, item.n)], sources_of(index, item)) for item in ordered], found, scores, order
    )


def _leads(item: Candidate, picked: Sequence[Candidate], lead: tuple[int, int]) -> bool:
    """Whether a sentence is the leading one or stands before it only because the leading one points back at it."""
    if (item.doc, item.n) == lead:
        return True
    return any((other.doc, other.n) == lead and other.dangling and other.doc == item.doc and 0 < other.n - item.n <= 2
               for other in picked)  # fmt: skip


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


SETS_APART_BONUS = 1.0
SAYS_WHAT = 0.7
_SETS_APART = re.compile(r"\b(?:whereas|while|unlike|differs?|different|difference|by contrast)\b|;", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:whereas|while|but|than|unlike|instead|rather|however|versus|vs|differs?|different|difference|distinct|contrast|both|"
    r"other|only|not|use|choose|prefer|suits?)\b|;",
    re.IGNORECASE,
)


def _comparison(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    found_for: Callable[[str], Sequence[Candidate]] | None,
) -> list[Picked]:
    """A sentence that speaks of all sides first; then, for each side, the best that speaks of it alone.

    Where no sentence sets the sides apart, each is given by the sentence that says what it is, if the guide has one.
    """
    ways = [_ways_to_say(side, index) for side in question.sides]
    if not all(ways):
        return []

    def named_in(item: Candidate) -> list[int]:
        words = set(terms(item.text))
        return [number for number, forms in enumerate(ways) if any(form <= words for form in forms)]

    def speaks_of(at: int) -> list[int]:
        return named_in(found[at])

    picked: list[tuple[int, str]] = []
    both = [at for at in order if len(speaks_of(at)) == len(ways) and not found[at].dangling]
    both = [at for at in both if _CONTRAST.search(found[at].text)]
    both.sort(key=lambda at: -(scores[at] + SETS_APART_BONUS * bool(_SETS_APART.search(found[at].text))))
    words = 0
    for at in both[:2]:
        if scores[at] < scores[order[0]] - 2.5 or any(_alike(found[at].text, found[other].text) for other, _ in picked):
            continue
        cost = len(found[at].text.split())
        if words + cost <= ANSWER_WORDS:
            picked.append((at, ""))
            words += cost
    covered = bool(picked)
    apart = any(_SETS_APART.search(found[at].text) for at, _ in picked)
    says_what = [] if apart or not found_for else _what_each_is(question.sides, found_for, named_in, covered)
    if says_what:
        shown = [
            replace(sentence_of(index, one), label=side) for one, side in zip(says_what, question.sides, strict=True)
        ]
        return _merged(shown, found, scores, order)
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


def _what_each_is(
    sides: Sequence[str],
    found_for: Callable[[str], Sequence[Candidate]],
    named_in: Callable[[Candidate], list[int]],
    covered: bool,
) -> list[Candidate]:
    """For each side the sentence that says what it is; [] when the guide lacks one for any of them."""
    chosen: list[Candidate] = []
    for number, side in enumerate(sides):
        subject = terms(side)
        own = [one for one in found_for(side) if named_in(one) == [number] and not one.dangling]
        best = max(own, key=lambda one: defines(subject, one.text), default=None)
        if best is None or defines(subject, best.text) < SAYS_WHAT - 0.1 * (not covered):
            return []
        chosen.append(best)
    return chosen


def _of_a_side(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> list[int]:
    """The candidates with a word of either side of a comparison: what has none says nothing of it."""
    named = set().union(*(form for side in question.sides for form in _ways_to_say(side, index)))
    return [at for at in order if named & set(terms(found[at].text))]


def _ways_to_say(side: str, index: Index) -> list[set[str]]:
    """The sets of stems of which one must stand in a sentence that speaks of a side: its words, or an acronym's."""
    own = set(terms(side)) or {stem(word) for word in tokens(side)}
    return [
        form
        for form in (own, *(set(terms(long)) for long in expanded(side, index.acronyms, index.words).values()))
        if form
    ]
