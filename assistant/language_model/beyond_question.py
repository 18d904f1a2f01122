"""What a sentence says beyond the question: a weak model gives the question's own words back, and those prove nothing.

"A datasheet for a dataset is a document that gives information about a dataset" shares most of its words with a guide
that says what such a datasheet records, and says none of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from studyground.assistant.language_model.beyond_source import of_other_subject, said_again, unbacked_clause
from studyground.assistant.language_model.clauses import content_spans, content_words
from studyground.assistant.language_model.prefixes import root_of
from studyground.assistant.language_model.second_opinion import with_reader
from studyground.assistant.language_model.verification import RulesAndLikeness, Source, Verdict, Verifier
from studyground.assistant.language_model.wording_likeness import WordVectors, nearness
from studyground.assistant.reader import Reader
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index
from studyground.ingest.terms import stem

# True paraphrases (tests/model_sentences.jsonl, tests/model_sentences_fresh.jsonl) with a third of the source's words in the
# question: 99 % of those near to their source pass, 80 % of free ones. Of 29 wrong sentences by a model of 135 million
# parameters, each beside the sentence that is most like it, five do.
LEAST_KEPT, LEAST_BACKED = 0.45, 0.45
# A sentence may keep one statement of a long source and leave the others: so much of it, if it has so many words to keep.
KEPT_OF_STATEMENT, WORDS_OF_STATEMENT = 0.55, 3
CELLS, CELL_KEPT = 3, 0.6
# A word whose vector is no nearer than this to any word of the other text has nothing that stands for it there.
LIKE = 0.5
_ITEM_WORDS = 4
_STATEMENT = re.compile(
    r"[;:|]|,\s+(?=(?:whereas|while|but|and|so|because|since|although|which|if|when)\b)|[.!?](?:\s|$)"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)*)\s?([a-z%]+)")
_TOKEN = re.compile(r"\w+")
_POINTS_BACK = re.compile(r"(?:This|That|These|Those|It|Its|They|Their|He|She|Both|Such|The (?:former|latter|same))\b")
_SUBORDINATE = re.compile(
    r"\s*(?:if|when|which|who|because|so|but|while|whereas|where|that|since|although|though|as)\b"
)
_LIST = re.compile(r"([^,;:.()|]+(?:,[^,;:.()|]+)+),?\s+(?:and|or)\s+([^,;:.()|]+)")


class SaysSomething:
    """A verifier that lets another judge, and then asks that a sentence keeps what its source says beyond the question.

    Args:
        inner: Finds what a sentence rests on.
        encoder: Of the index.
        acronyms: Of the guide, with their long forms.
        everywhere: Words, in lower case, that so many passages have that they tell nothing apart.
    """

    def __init__(
        self,
        inner: Verifier,
        encoder: Any,
        acronyms: Mapping[str, Sequence[str]] = MappingProxyType({}),
        everywhere: Set[str] = frozenset(),
    ) -> None:
        self._inner = inner
        self._vectors = WordVectors(encoder)
        self._acronyms = acronyms
        self._everywhere = everywhere

    def verify(self, said: str, sources: Sequence[Source], cited: Sequence[int], question: str) -> Verdict:
        """See `Verifier.verify`."""
        verdict = self._inner.verify(said, sources, cited, question)
        if not verdict.sources:
            return verdict
        found = [
            replace(one, others=())
            for one in (verdict, *verdict.others)
            if says_something(
                said,
                " ".join(source.text for source in one.sources),
                question,
                self._vectors,
                " ".join(source.headings for source in one.sources),
                single=len(one.sources) == 1,
            )
            and not name_of_question_alone(said, one.sources, self._acronyms, self._everywhere)
            and not of_other_subject(said, one.sources)
        ]
        if not found:
            return Verdict((), 0.0, "little of what the passage says beyond the question")
        return replace(found[0], others=tuple(found[1:]))


def default_verifier(index: Index, reader: Reader | None) -> Verifier:
    """The rules and the calibrated judge, the reader where there is one, and `SaysSomething`: what answers are checked with."""
    rules = RulesAndLikeness(index)
    return SaysSomething(with_reader(rules, reader), index.encoder, index.acronyms, rules.everywhere)


def says_something(
    said: str, source: str, question: str, vectors: WordVectors, headings: str = "", single: bool = True
) -> bool:
    """Whether a sentence keeps most of what its source says beyond the question, adds little, and leaves no list half said.

    Args:
        said: The sentence.
        source: What it rests on.
        question: As it stands alone.
        vectors: Of words.
        headings: Above the source: what they name needs no backing.
        single: Whether it rests on one sentence; where it rests on two, each must be kept, and not a statement of one.
    """
    kept = kept_beyond(said, source, question, vectors)
    backed = backed_by(said, source, f"{question} {headings}", vectors)
    enough = kept >= LEAST_KEPT or (single and keeps_a_statement(said, source, question, vectors))
    added = said_again(said, source) or unbacked_clause(said, source, question, vectors)
    return enough and backed >= LEAST_BACKED and not added and not half_said(said, source, vectors)


def name_of_question_alone(
    said: str,
    sources: Sequence[Source],
    acronyms: Mapping[str, Sequence[str]],
    everywhere: Set[str] = frozenset(),
) -> str:
    """A short name in a sentence that what it cites does not speak of: "L1 sums squares" on a sentence about L2; "" for none.

    Args:
        said: The sentence.
        sources: What it rests on; headings count, and the sentence before where one points back.
        acronyms: Of the guide, with their long forms.
        everywhere: Words, in lower case, that tell nothing apart.
    """
    known = " ".join(
        f"{one.headings} {one.before if _POINTS_BACK.match(one.text) else ''} {one.text}" for one in sources
    )
    tokens = {token.casefold() for token in _TOKEN.findall(known)}
    for token in _TOKEN.findall(said):
        is_name = any(c.isdigit() for c in token) and any(c.isalpha() for c in token)
        is_name = is_name or sum(c.isupper() for c in token) >= 2
        long_forms = acronyms.get(token.casefold(), ())
        spoken_of = token.casefold().removesuffix("s") in {one.removesuffix("s") for one in tokens}
        spoken_of = spoken_of or token.casefold() in everywhere
        if is_name and not spoken_of and not any(form.casefold() in known.casefold() for form in long_forms):
            return str(token)
    return ""


def kept_beyond(said: str, source: str, question: str, vectors: WordVectors) -> float:
    """Share of the source's content words that a sentence keeps, those of the question aside; 1 where there are no others."""
    wanted = [value for _, _, value in _kept_words(said, source, question, vectors)]
    return _mean(wanted) if wanted else 1.0


def keeps_a_statement(said: str, source: str, question: str, vectors: WordVectors) -> bool:
    """Whether a sentence keeps most of one of the statements that its source is made of, beyond the question."""
    ends = [match.end() for match in _STATEMENT.finditer(source)]
    pieces: dict[int, dict[str, float]] = {}
    for at, root, value in _kept_words(said, source, question, vectors):
        pieces.setdefault(sum(end <= at for end in ends), {})[root] = value
    kept = [list(piece.values()) for piece in pieces.values()]
    if source.count("|") >= CELLS - 1 and any(min(values) >= CELL_KEPT for values in kept):
        return True  # a whole cell of a table's row
    return any(len(values) >= WORDS_OF_STATEMENT and _mean(values) >= KEPT_OF_STATEMENT for values in kept)


def _kept_words(said: str, source: str, question: str, vectors: WordVectors) -> list[tuple[int, str, float]]:
    """For each content word of a source that the question lacks its place, its root, and how far a sentence keeps it."""
    asked = _roots(question)
    mine, theirs = vectors.read([said, source])
    # What the question said stands for nothing else.
    near = nearness(theirs, mine) * np.array([root not in asked for root in mine.roots], dtype=bool)
    values = _matched(theirs.roots, set(mine.roots), near)
    places = [start for _, start, _ in content_spans(source)]
    found = zip(places, theirs.roots, values, strict=True)
    return [(at, root, value) for at, root, value in found if root not in asked]


def backed_by(said: str, source: str, question: str, vectors: WordVectors) -> float:
    """Share of a sentence's content words that its source backs; words of the question that the source lacks do not count."""
    asked = _roots(question)
    mine, theirs = vectors.read([said, source])
    known = set(theirs.roots)
    values = _matched(mine.roots, known, nearness(mine, theirs))
    counted = [value for root, value in zip(mine.roots, values, strict=True) if root in known or root not in asked]
    return _mean(counted) if counted else 0.0


def half_said(said: str, source: str, vectors: WordVectors) -> bool:
    """Whether a sentence gives items of a list in its source and leaves another out: "a, b and d", "180" for "180 or 170"."""
    amounts: dict[str, set[str]] = {}
    for number, unit in _AMOUNT.findall(source):
        amounts.setdefault(unit, set()).add(number)
    stated = set(_NUMBER.findall(said))
    if any(numbers & stated and numbers - stated for numbers in amounts.values()):
        return True
    mine = content_words(said)
    roots = {_root(word) for word in mine}
    for items in _lists(source):
        near = [
            _matched([_root(word) for word in words], roots, vectors.of(words) @ vectors.of(mine).T) for words in items
        ]
        given = [near[0][-1] > 0, *(max(values) > 0 for values in near[1:])]
        if sum(given) >= 2 and not all(max(values) > 0 for values in near):
            return True
    return False


def _lists(source: str) -> Iterator[list[list[str]]]:
    """The content words of each item of each list of three or more in a text, those around it not counted in."""
    for found in _LIST.finditer(source):
        items = [content_words(item) for item in (*found.group(1).split(","), found.group(2))]
        clause = any(_SUBORDINATE.match(item) for item in found.group(1).split(",")[1:])
        if all(items) and not clause and all(len(words) <= _ITEM_WORDS for words in items[1:-1]):
            yield [items[0][-2:], *items[1:-1], items[-1][:3]]


def _matched(roots: Sequence[str], known: set[str], near: Vectors) -> list[float]:
    """For each word 1 where its root is known, else how near the nearest of other words is, 0 below `LIKE`."""
    best = near.max(axis=1, initial=0.0)
    return [1.0 if root in known else float(value) * (value >= LIKE) for root, value in zip(roots, best, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _roots(text: str) -> set[str]:
    return {_root(word) for word in content_words(text)}


def _root(word: str) -> str:
    return root_of(stem(word))
