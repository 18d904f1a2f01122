"""What a chosen sentence only half says and its neighbour says whole: how two things differ, what to do if it is so, the steps.

"The mast and the spar are not the same." says nothing yet of how they differ, "It takes an hour. To speed it up:" not how it is
done, "it should read 4" not what to do "if it is out".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.dangling import points_back
from studyground.assistant.listing import asks_for_steps, led_in_by
from studyground.assistant.picked import (
    Picked,
    only_sentences,
    readable_words,
    sentence_at,
    sources_of,
    with_these_after,
)
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.restating import alike, news, rhetorical
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

MOST_AFTER = 3  # sentences that say how two things differ
OPENING_WORDS = 4
LEAD_WORDS = 12
_ONLY_THAT = frozenset(
    stem(word)
    for word in "same thing differ different difference distinct distinction distinguish confuse mix interchangeable "
    "interchangeably identical alike equal synonym synonymous term word concept important note".split()
)
_ALIKE_OR_NOT = re.compile(
    r"\b(?:same|identical|alike|differ\w*|distinct\w*|distinguish\w*|confus\w*|interchangeabl[ey]|synonym\w*|mix\w*)\b",
    re.IGNORECASE,
)
_NAMES_IT = re.compile(
    r"(?:this|that|it) (?:is|was) (?:called |known as |what is called )?(?P<name>[^:.,;]{3,60}): ", re.IGNORECASE
)
_SET_APART = re.compile(
    r"\b(?:but|while|whereas|rather than|instead of|and not|and the others?)\b(?! (?:also|what|which|who|how|why|when)\b)",
    re.IGNORECASE,
)
_ON_THE_OTHER_HAND = re.compile(
    r"\b(?:however|on the other hand|by contrast|in contrast|conversely)\b|^(?:But|Whereas)\b", re.IGNORECASE
)
_CONTRASTS = re.compile(r"(?:Contrast|Compare) ")
_ASKS_WHAT_TO_DO = re.compile(
    r"\bwhat (?:should|shall|do|can|must|could) (?:i|we|you|they) do\b|\bwhat (?:now|then|next)\b|\bwhat to do\b",
    re.IGNORECASE,
)
_IF_SO = re.compile(r"(?:If|When|Once) (?:it|they|not|so)\b(?!['’])", re.IGNORECASE)
_CASE = re.compile(
    r"(?P<with>For|In|On|At|With|Without|Under|From|After|Before|During) (?:an? |the )?(?P<what>[\w'’-]+)\b"
)
_NOUN_THEN = re.compile(r"(?:is|are|was|were|can|could|may|might|must|should|will|would|has|have|had|and|or)\b")
_OF = frozenset({"think", "beware", "dispose"})  # "Use of chalk is rare" is no order
_ASKS_HOW = re.compile(r"\bhow (?:do|can|could|should|to|would) ?(?:i|we|you|one)?\b", re.IGNORECASE)
_THE_WAY = re.compile(
    r"(?:To [a-z]+ (?:it|them|this|that)\b|(?:Do|Try) (?:it |this|the following)|(?:Here['’]s|This is) how)[^.?!]*:$"
)


def whole_comparison(index: Index, question: Question, compared: Sequence[Picked], words: int) -> list[Picked]:
    """A comparison, and the sentences right after it where so far it only says that the two differ; what it names before it.

    Args:
        index: Where it comes from.
        question: What is asked, with its sides.
        compared: What sets the sides apart so far.
        words: Most words of it.
    """
    shown = list(compared)
    if len(shown) == 1 and only_says_that(shown[0].text, question.sides):
        return [*shown, *_how_they_differ(index, question, shown[0], words)]
    if not shown or not shown[0].label:
        return shown
    before = _beside(index, shown[0].sources[0], -1)
    named = _NAMES_IT.match(before.text) if before is not None else None
    if before is None or named is None or not _names(named["name"], shown[0].label):
        return shown
    text = readable_words(index, before)
    if _count(shown) + len(text.split()) > words:
        return shown
    first = replace(shown[0], text=f"{text} {shown[0].text}", sources=(*shown[0].sources, before))
    return [first, *shown[1:]]


def only_says_that(text: str, sides: Sequence[str]) -> bool:
    """Whether a sentence says that two things differ, or are not to be mixed up, and nothing of how."""
    known = {term for side in sides for term in terms(side)} | _ONLY_THAT
    return bool(_ALIKE_OR_NOT.search(text)) and not news(text, known)


def with_other_half(index: Index, question: Question, picked: Sequence[Picked], words: int) -> list[Picked]:
    """An answer with the neighbour that says the other half of what is asked: the other side's reason, the deed, the steps.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far, no list.
        words: Most words of it.
    """
    shown = list(picked)
    if not only_sentences(shown):
        return shown
    text = question.text
    if question.wanted == "reason":
        return _with_next(index, shown, words, _other_side(text)) if _SET_APART.search(text) else shown
    if _ASKS_WHAT_TO_DO.search(text):
        return _with_next(index, shown, words, lambda said: bool(_IF_SO.match(said)), of_list=True)
    if question.type == "how_why" and _ASKS_HOW.search(text) and asks_for_steps(text):
        steps = _steps_after(index, shown[-1].sources[0])
        if steps:
            return [*shown, *steps]
        return _with_order_before(index, text, shown, words)
    return shown


def with_other_part(
    index: Index, read: Sequence[tuple[Sequence[Candidate], NDArray[np.float64]]], picked: Sequence[Picked], words: int
) -> list[Picked]:
    """One part's answer, and what the next sentence says of another case where another part has the same best sentence.

    "The fee for adults is 9 euros. For children 4." answers "what do adults pay, and what do children?" with both.

    Args:
        index: Where it comes from.
        read: For each part of the question what was found and how well it answers.
        picked: What was chosen for one of them.
        words: Most words of the addition.
    """
    shown = list(picked)
    best = [found[int(np.argmax(scores))] for found, scores in read if len(found)]
    if len(shown) != 1 or shown[0].listed or shown[0].label:
        return shown
    here = (shown[0].sources[0].doc, shown[0].sources[0].n)
    if sum((one.doc, one.n) == here for one in best) < 2:
        return shown
    first = shown[0].text

    def of_another_case(said: str) -> bool:
        case = _CASE.match(said)
        return (
            case is not None
            and re.search(rf"\b{case['with']} (?!{re.escape(case['what'])}\b)\w", first, re.I) is not None
        )

    return _with_next(index, shown, _count(shown) + words, of_another_case)


def _how_they_differ(index: Index, question: Question, lead: Picked, words: int) -> list[Picked]:
    """The sentences after one of the same paragraph that each open with a side, or point back at both."""
    own = [set(terms(side)) for side in question.sides]
    apart = set[str]().union(*own) - set[str].intersection(*own)
    told: list[Picked] = []
    last = lead.sources[0]
    for _ in range(MOST_AFTER):
        item = _beside(index, last, 1)
        if item is None:
            break
        opening = " ".join(item.text.split()[:OPENING_WORDS])
        if not (apart & set(terms(opening)) or points_back(item.text)) or only_says_that(item.text, question.sides):
            break
        text = readable_words(index, item)
        if _count((lead, *told)) + len(text.split()) > words:
            break
        told.append(Picked(text, sources_of(index, item)))
        last = item
    return told


def _other_side(asked: str) -> Callable[[str], bool]:
    """Whether a sentence goes over to the other side of what is asked: "The keel, however, …"."""
    about = set(terms(asked)) - FRAME_WORDS
    return lambda said: (
        bool(_CONTRASTS.match(said)) or (bool(_ON_THE_OTHER_HAND.search(said)) and bool(about & set(terms(said))))
    )


def _with_next(
    index: Index, shown: list[Picked], words: int, fits: Callable[[str], bool], of_list: bool = False
) -> list[Picked]:
    """An answer with the sentence after its last, in the same paragraph or the next item of a list, where that fits."""
    item = _beside(index, shown[-1].sources[0], 1, of_list)
    if item is None or not fits(item.text):
        return shown
    return with_these_after(index, shown, len(shown) - 1, [item], words) or shown


def _steps_after(index: Index, last: Candidate) -> list[Picked]:
    """The list that the sentence after one leads in as the way to do it: "To speed it up:"."""
    lead = _beside(index, last, 1)
    if lead is None or len(lead.text.split()) > LEAD_WORDS or not _THE_WAY.match(lead.text.strip()):
        return []
    return led_in_by(index, lead)


def _with_order_before(index: Index, asked: str, shown: list[Picked], words: int) -> list[Picked]:
    """An answer of one sentence with the one before it in the paragraph, where only that tells what to do about what is asked."""
    if len(shown) != 1 or orders(shown[0].text):
        return shown
    item = _beside(index, shown[0].sources[0], -1)
    about = set(terms(asked)) - FRAME_WORDS
    if item is None or not orders(item.text) or points_back(item.text) or not about & set(terms(item.text)):
        return shown
    text = readable_words(index, item)
    fits = _count(shown) + len(text.split()) <= words and not alike(item.text, shown[0].text)
    return [Picked(text, sources_of(index, item)), *shown] if fits else shown


def orders(text: str) -> bool:
    """Whether a sentence opens with a verb that tells to do something ("Think of …", "Never mix …").

    Args:
        text: A sentence.
    """
    return _opens_with_verb(re.sub(r"^(?:Never|Always) ", "", text))


def _opens_with_verb(text: str) -> bool:
    first, _, rest = text.lower().partition(" ")
    return first in VERBS and _NOUN_THEN.match(rest) is None and not (first not in _OF and rest.startswith("of "))


def _names(named: str, side: str) -> bool:
    own = set(terms(side))
    return bool(own) and own <= {part for term in terms(named) for part in (term, *re.split(r"[-–—]", term))}


def _count(shown: Sequence[Picked]) -> int:
    return sum(len(one.text.split()) for one in shown)


def _beside(index: Index, item: Candidate, step: int, of_list: bool = False) -> Candidate | None:
    """The sentence beside one in its paragraph (in a list, of the next item), if it can be shown and states something.

    Args:
        index: Where it comes from.
        item: A sentence.
        step: 1 for the one after it, -1 for the one before.
        of_list: Whether both may be items of one list.
    """
    if item.kind != "paragraph" and not (of_list and item.kind == "item"):
        return None
    row = next(iter(index.sentences(item.doc, item.n + step, item.n + step + 1)), None) if item.n + step >= 0 else None
    if row is None:
        return None
    if row.span.unit != item.unit:
        units = index.units(item.doc, min(item.unit, row.span.unit), max(item.unit, row.span.unit))
        listed = item.kind == "item" and row.span.unit == item.unit + 1 and units[row.span.unit].kind == "item"
        if not listed or units[row.span.unit].section != units[item.unit].section:
            return None
    beside = sentence_at(index, item, row, item.kind)
    leads_in = beside.text.rstrip().endswith(":")
    return beside if leads_in or (presentable("paragraph", beside.text) and not rhetorical(beside.text)) else None
