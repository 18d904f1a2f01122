"""What can be evaluated: anything that answers a gold item and ranks passages for it; and the controls."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from studyground.assistant.answer import Answer, Citation, Conflict, Sentence, Side
from studyground.eval.collection import Collection
from studyground.eval.gold import GoldItem
from studyground.eval.metrics.answers import must_haves
from studyground.eval.passages import windows
from studyground.eval.spans import Places, Span


class System(Protocol):
    """One way of answering; every figure is of one."""

    @property
    def name(self) -> str:
        """Short name, as reports show it."""
        ...

    def answer(self, item: GoldItem) -> Answer:
        """Answer a gold item's question; what the item expects is for controls only."""
        ...

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """The k best passages for a gold item's question, best first."""
        ...


def answered(
    item: GoldItem, parts: Sequence[tuple[str, Sequence[Span]]], collection: Collection, confidence: float, mode: str
) -> Answer:
    """An answer of sentences with the spans each cites, numbered in order of first use.

    Args:
        item: What was asked.
        parts: Each sentence with its cited spans.
        collection: Where the quotes are read.
        confidence: Brought into 0 to 1.
        mode: Name of the system.
    """
    numbers: dict[Span, int] = {}
    sentences = []
    for text, spans in parts:
        cited = tuple(numbers.setdefault(span, len(numbers) + 1) for span in spans)
        sentences.append(Sentence(text, cited, 1.0 if cited else 0.0))
    shown = " ".join(" ".join([one.text, *(f"[{n}]" for n in one.citations)]) for one in sentences)
    citations = tuple(_citation(n, span, collection) for span, n in numbers.items())
    inside = min(1.0, max(0.0, confidence))
    return Answer(item.question, item.question, "answered", shown, tuple(sentences), citations, inside, mode)


def refused(item: GoldItem, mode: str, confidence: float = 0.0) -> Answer:
    """An honest "not in the guide"."""
    return Answer(item.question, item.question, "not_in_guide", "", (), (), confidence, mode)


class AlwaysRefuse:
    """Says "not in the guide" to everything; finds nothing."""

    name = "always_refuse"

    def answer(self, item: GoldItem) -> Answer:
        """Refuse."""
        return refused(item, self.name)

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """Find nothing."""
        return []


class Empty(AlwaysRefuse):
    """Claims to answer and says nothing: must be taken for an abstention, never for a grounded answer."""

    name = "empty"

    def answer(self, item: GoldItem) -> Answer:
        """Answer with no sentence, sure of itself."""
        return Answer(item.question, item.question, "answered", "", (), (), 1.0, self.name)


class AlwaysAnswer:
    """Never abstains: a system's answer with full confidence, the head of its best passage where it refused.

    Args:
        inner: The system that ranks passages and answers.
        collection: The stored texts.
    """

    name = "always_answer"

    def __init__(self, inner: System, collection: Collection) -> None:
        self._inner = inner
        self._collection = collection

    def answer(self, item: GoldItem) -> Answer:
        """Answer in any case."""
        given = self._inner.answer(item)
        if given.status == "answered" and given.sentences:
            return replace(given, confidence=1.0, mode=self.name)
        best = self._inner.retrieve(item, 1) or _any_passage(self._collection)
        parts = [(self._collection.text(span), [span]) for span in best[:1]]
        return answered(item, parts, self._collection, 1.0, self.name)

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """As the system within."""
        return self._inner.retrieve(item, k)


class RandomPassage:
    """Answers with a passage drawn by chance, and ranks passages by chance.

    Args:
        collection: The stored texts.
        seed: With the item's id, decides the draw.
    """

    name = "random_passage"

    def __init__(self, collection: Collection, seed: int = 0) -> None:
        self._collection = collection
        self._passages = windows(collection.texts)
        self._seed = seed

    def answer(self, item: GoldItem) -> Answer:
        """Answer with the first passage of the random order."""
        parts = [(self._collection.text(span), [span]) for span in self.retrieve(item, 1)]
        confidence = random.Random(f"{self._seed} confidence {item.id}").random()
        return answered(item, parts, self._collection, confidence, self.name) if parts else refused(item, self.name)

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """Passages in random order, the same for the same item."""
        rng = random.Random(f"{self._seed} {item.id}")
        return rng.sample(self._passages, min(k, len(self._passages)))


class WholePassage:
    """Answers with the whole of the best passage of another system, cited as one span: what length alone buys.

    Args:
        inner: The system that ranks passages.
        collection: The stored texts.
    """

    name = "whole_passage"

    def __init__(self, inner: System, collection: Collection) -> None:
        self._inner = inner
        self._collection = collection

    def answer(self, item: GoldItem) -> Answer:
        """Answer with everything in the best passage."""
        parts = [(self._collection.text(span), [span]) for span in self._inner.retrieve(item, 1)]
        return answered(item, parts, self._collection, 0.5, self.name) if parts else refused(item, self.name)

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """As the system within."""
        return self._inner.retrieve(item, k)


class Oracle:
    """Knows the gold: the ceiling of every measure, and the proof that a perfect answer scores 1.

    Args:
        collection: Where the evidence stands.
    """

    name = "oracle"

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def answer(self, item: GoldItem) -> Answer:
        """The reference where it says what it must, else the evidence's own words; refuses what the guide lacks."""
        if not item.answerable:
            return refused(item, self.name)
        evidence = self._found(item)
        if not evidence:
            return refused(item, self.name)
        spans = [places[0] for places in evidence]
        words = [self._collection.text(span) for span in spans]
        reference = item.answer.strip()
        if reference and must_haves(reference, item.must_include, item.must_not_include) != 0:
            parts: list[tuple[str, Sequence[Span]]] = [(reference, spans)]
        else:
            parts = [(text, [span]) for text, span in zip(words, spans, strict=True)]
        given = answered(item, parts, self._collection, 1.0, self.name)
        if item.type != "conflict" or len(given.citations) < 2:
            return given
        sides = tuple(Side(one.quote, (one.n,)) for one in given.citations)
        return replace(given, conflicts=(Conflict(item.question, sides),))

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """The evidence itself."""
        return [places[0] for places in self._found(item)][:k]

    def _found(self, item: GoldItem) -> list[Places]:
        found = [places for places in self._collection.resolve(item) if places]
        return found if item.evidence_mode == "all" else found[:1]


class ShuffledCitations:
    """A system's answers, each with the citations of another item's answer: every citation figure must collapse.

    Args:
        inner: The system whose answers are used.
        items: All items of the run, in order.
        seed: Decides who gets whose citations.
    """

    name = "shuffled_citations"

    def __init__(self, inner: System, items: Sequence[GoldItem], seed: int = 0) -> None:
        self._inner = inner
        order = list(items)
        random.Random(seed).shuffle(order)
        self._donor = {item.id: order[(i + 1) % len(order)] for i, item in enumerate(order)}

    def answer(self, item: GoldItem) -> Answer:
        """Answer with the citations of the first donor that cites anything."""
        given = self._inner.answer(item)
        donor = self._donor[item.id]
        borrowed = self._inner.answer(donor).citations
        while not borrowed and donor.id != item.id:
            donor = self._donor[donor.id]
            borrowed = self._inner.answer(donor).citations
        numbers = tuple(one.n for one in borrowed)
        sentences = tuple(replace(one, citations=numbers if one.citations else ()) for one in given.sentences)
        conflicts = tuple(
            replace(one, sides=tuple(replace(side, citations=numbers) for side in one.sides)) for one in given.conflicts
        )
        if not given.citations:
            return replace(given, mode=self.name)
        return replace(given, citations=borrowed, sentences=sentences, conflicts=conflicts, mode=self.name)

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """As the system within, for the donor's question."""
        return self._inner.retrieve(self._donor[item.id], k)


def controls(collection: Collection, items: Sequence[GoldItem], lexical: System, seed: int = 0) -> list[System]:
    """Every control, for systems to stand beside.

    Args:
        collection: The stored texts.
        items: All items of the run.
        lexical: A system that ranks passages, for those controls that need a ranking.
        seed: For those that draw.
    """
    oracle = Oracle(collection)
    makers: list[Callable[[], System]] = [
        lambda: RandomPassage(collection, seed),
        lambda: WholePassage(lexical, collection),
        lambda: AlwaysAnswer(lexical, collection),
        AlwaysRefuse,
        Empty,
        lambda: ShuffledCitations(oracle, items, seed),
        lambda: oracle,
    ]
    return [make() for make in makers]


def _citation(n: int, span: Span, collection: Collection) -> Citation:
    section = tuple(collection.section_of(span.document, span.start))
    return Citation(n, span.document, "", section, None, span.start, span.end, collection.text(span))


def _any_passage(collection: Collection) -> list[Span]:
    return windows(collection.texts)[:1]
