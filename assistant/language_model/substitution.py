"""A word put in the place of another: what a sentence and its source do not share, held against each other place by place."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from studyground.assistant.language_model.clauses import is_content
from studyground.assistant.language_model.guide_words import GuideWords, parts_of
from studyground.assistant.language_model.names import names_in
from studyground.assistant.language_model.opposites import POLES
from studyground.assistant.language_model.polarity import turns
from studyground.assistant.language_model.prefixes import root_of
from studyground.assistant.language_model.roles import RESPECTIVELY
from studyground.assistant.language_model.wording_likeness import Reading, nearness
from studyground.ingest.acronyms import key_of
from studyground.ingest.encoder import Vectors
from studyground.ingest.terms import stem

# Below this two words are of no kind to each other; above, one may stand for the other, or be told apart from it.
LEAST_NEAR = 0.25
MOST_NEAR = 0.52
# Above this one word is taken to mean the other, unless both are names.
LIKE_MEANING = 0.6
# A word in a larger share of the sentences than this, and in so many, is what the whole guide is about.
EVERYWHERE, OFTEN = 0.1, 50
RARE = 0.02
NARROW, BROAD = 3, 5
_CLAUSE = re.compile(r"[.!?;:|,()](?:\s|$)|\s(?:whereas|while|but)\s", re.IGNORECASE)
_STATEMENT = re.compile(r"[.!?;:|](?:\s|$)|\s(?:whereas|while|but)\s", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[^\W_])_(?=[^\W_])")  # an identifier is one word
_TELLING = frozenset("only never not no first second third last more less than before after".split())
_SIZES = frozenset("kb mb gb tb kib mib gib ms usd us".split())
# Words that join and point; what stands in their place says nothing of what is spoken of.
_JOINING = frozenset(
    "whereas otherwise nearly almost second first third last whatever whoever whenever wherever themselves together single "
    "multiple similar contrast".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A word with content that the other text lacks, and what stands around it.

    Args:
        at: Its number among the content words.
        around: Roots of the nearest words before and after it that both texts have, "" at an end.
        next_to: Roots right before and after it, shared or not, "" at an end.
    """

    at: int
    around: tuple[str, str]
    next_to: tuple[str, str]


def substituted_word(
    said: Reading,
    source: Reading,
    guide: GuideWords,
    names: Set[str] = frozenset(),
    acronyms: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Two words the guide tells apart, one of which stands in a sentence where its source has the other; "" for none.

    Args:
        said: The sentence.
        source: What it rests on.
        guide: Which words are told apart.
        names: Of the guide, in lower case: two of them are always different things.
        acronyms: Of the guide; a word of a long form is not another thing than the acronym.
    """
    own, theirs = places(said, source), places(source, said, fewer=True)
    if not own or not theirs:
        return ""
    near = nearness(said, source)
    named = names | names_in(said.text) | names_in(source.text)
    for one, other in _matched(own, theirs, near):
        word, instead = said.words[one.at], source.words[other.at]
        if one_word(word, instead) or {word, instead} & _JOINING or _poles(word, instead):
            continue
        if not _same_place(one, other):
            continue
        if {word, instead} <= named and not _expands(word, instead, acronyms) and not {word, instead} & _SIZES:
            return f"{word} / {instead}"
        nearness_of, root, instead_root = near[one.at, other.at], said.roots[one.at], source.roots[other.at]
        everywhere = any(guide.share(word) > EVERYWHERE and guide.count(word) > OFTEN for word in (root, instead_root))
        if not LEAST_NEAR <= nearness_of < LIKE_MEANING or everywhere:
            continue
        if guide.told_apart(root, instead_root) or (
            nearness_of < MOST_NEAR and guide.head_in_common(root, instead_root)
        ):
            return f"{word} / {instead}"
    for one, other in product(own, theirs):
        word, instead = said.words[one.at], source.words[other.at]
        if near[one.at, other.at] >= MOST_NEAR or one_word(word, instead) or turns(word) or turns(instead):
            continue
        beside = _kinds_of(said, one, source, other, guide)
        if any(guide.compounds(said.roots[one.at], source.roots[other.at], head) for head in beside):
            return f"{word} / {instead}"
    return ""


def places(text: Reading, against: Reading, fewer: bool = False) -> list[Place]:
    """The content words of a text that another text lacks; with `fewer`, those too that it has less often."""
    have, counts, others = set(against.roots), Counter(text.roots), Counter(against.roots)
    found = []
    for at, root in enumerate(text.roots):
        if root in have and not (fewer and counts[root] > others[root]):
            continue
        before = next((other for other in reversed(text.roots[:at]) if other in have), "")
        after = next((other for other in text.roots[at + 1 :] if other in have), "")
        ends = ("", *text.roots, "")
        found.append(Place(at, (before, after), (ends[at], ends[at + 2])))
    return found


def _kinds_of(said: Reading, one: Place, source: Reading, other: Place, guide: GuideWords) -> Iterator[str]:
    """Roots that two words stand right before ("grid search", "random search"), or, where both are rare, right after."""
    for step, (here, there) in ((1, (one.next_to[1], other.next_to[1])), (-1, (one.next_to[0], other.next_to[0]))):
        rare = max(guide.share(said.roots[one.at]), guide.share(source.roots[other.at])) < RARE
        alike = here and here == there and (step > 0 or rare)
        if alike and all(_joined(text, place.at, step) for text, place in ((said, one), (source, other))):
            yield here


def _joined(text: Reading, at: int, step: int) -> bool:
    """Whether nothing but a space or a hyphen stands between a word and the one after or before it."""
    first, second = (text.words[at], text.words[at + 1]) if step > 0 else (text.words[at - 1], text.words[at])
    return bool(re.search(rf"{re.escape(first)}[ -]{re.escape(second)}", text.text, re.IGNORECASE))


def exchanged_words(said: Reading, source: Reading, guide: GuideWords, names: Set[str] = frozenset()) -> str:
    """Two words the guide tells apart, each of which keeps the company in a sentence that the other keeps in its source."""
    if RESPECTIVELY in source.text:
        return ""  # `parallels` knows what belongs to what
    shared = sorted(set(said.roots) & set(source.roots))
    named = {root_of(stem(name)) for name in names | names_in(said.text) | names_in(source.text)}
    for one, other in combinations(shared, 2):
        if one in named or other in named or not guide.siblings(one, other):
            continue
        for split, width in ((_CLAUSE, NARROW), (_STATEMENT, BROAD)):
            mine, theirs = (_tokens(_JOINED.sub("", text), split) for text in (said.text, source.text))
            first, second = _company(mine, one, width) - {other}, _company(mine, other, width) - {one}
            high, low = _company(theirs, one, width) - {other}, _company(theirs, other, width) - {one}
            high, low = high - low, low - high
            straight, crossed = len(first & high) + len(second & low), len(first & low) + len(second & high)
            if first & low and second & high and crossed > straight:
                return f"{one} / {other}"
    return ""


def _tokens(text: str, split: "re.Pattern[str]") -> list[list[str]]:
    """For each piece of a text the roots of its content words, and the small words that tell one thing from another."""
    pieces = [
        [word if word in _TELLING else stem(word) for word in parts_of(piece) if word in _TELLING or is_content(word)]
        for piece in split.split(text)
        if piece
    ]
    return [piece for piece in pieces if piece]


def _company(pieces: list[list[str]], root: str, width: int) -> set[str]:
    """What stands near a word."""
    found: set[str] = set()
    for piece in pieces:
        for at, word in enumerate(piece):
            if root_of(word) == root:
                found |= {*piece[max(0, at - width) : at], *piece[at + 1 : at + 1 + width]}
    return found


def one_word(word: str, other: str) -> bool:
    """Whether two words are forms of one: "coded" and "encoded", "behaves" and "behaviour"."""
    short, long = sorted((word, other), key=len)
    common = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return common >= max(4, len(short) - 2) or (len(short) >= 5 and short[: len(short) - 1] in long)


def _matched(own: list[Place], theirs: list[Place], near: Vectors) -> list[tuple[Place, Place]]:
    """Pairs of words, the nearest first, each word once; where neighbours are the same two words are a little nearer."""
    scores = np.array([[near[one.at, other.at] + 0.15 * _same_place(one, other) for other in theirs] for one in own])
    pairs: list[tuple[Place, Place]] = []
    for flat in np.argsort(-scores, axis=None, kind="stable"):
        row, column = divmod(int(flat), len(theirs))
        if all(row != own.index(one) and column != theirs.index(other) for one, other in pairs):
            pairs.append((own[row], theirs[column]))
    return pairs


def _same_place(one: Place, other: Place) -> bool:
    """Whether what stands around two words is the same on one side at least."""
    return any(here == there and here for here, there in zip(one.around, other.around, strict=True))


def _expands(word: str, other: str, acronyms: Mapping[str, Sequence[str]] | None) -> bool:
    """Whether one of two words is part of what the other is short for."""
    return any(
        long in form.lower().split()
        for short, long in ((word, other), (other, word))
        for form in (acronyms or {}).get(key_of(short), ())
    )


def _poles(word: str, other: str) -> bool:
    """Whether two words are opposites, which are judged where denials are known."""
    return any((word in left and other in right) or (word in right and other in left) for left, right in POLES)
