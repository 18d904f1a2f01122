"""Each sentence of a model is held against the passages: what it rests on, to the sentence, or why it rests on nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.language_model.before_after import put_before
from studyground.assistant.language_model.borrowed import borrowed_name
from studyground.assistant.language_model.clauses import clauses, content_words
from studyground.assistant.language_model.directions import turned_round
from studyground.assistant.language_model.guide_words import GuideWords
from studyground.assistant.language_model.levelled import crossed_asides, levelled
from studyground.assistant.language_model.listed import in_order_of
from studyground.assistant.language_model.literals import misquoted
from studyground.assistant.language_model.names import foreign, names_of_guide, words_everywhere
from studyground.assistant.language_model.parallels import crossed_parts
from studyground.assistant.language_model.polarity import contradicting
from studyground.assistant.language_model.prefixes import root_of
from studyground.assistant.language_model.qualifiers import requalified
from studyground.assistant.language_model.quantities import disagreeing, quantities
from studyground.assistant.language_model.rare_terms import replaced_term
from studyground.assistant.language_model.relations import turned_about
from studyground.assistant.language_model.roles import swapped
from studyground.assistant.language_model.ruled_out import made_needed, ruled_out
from studyground.assistant.language_model.substitution import exchanged_words, substituted_word
from studyground.assistant.language_model.wording_likeness import (
    Reading,
    WordVectors,
    in_words_of,
    kept,
    likeness,
    probability,
    resemblance,
)
from studyground.ingest.index import Index
from studyground.ingest.terms import stem

# Chosen on tests/model_sentences.jsonl and tests/model_sentences_fresh.jsonl.
LEAST_SUPPORT = 0.25
LEAST_EXPLAINED = 0.6
MOST_STRANGE = 0.5
LEAST_COVERED = 0.1
LEAST_COSINE = 0.45
TRIED = 6
CITED_BONUS = 0.1
AMOUNT_BONUS = 0.2
NEARLY = 0.16
HARDLY = 0.02
DECISIVE = ("the opposite", "parts", "a word put")
CLAUSE_SHARE = 0.6
_MARKUP = re.compile(
    r"https?:|www\.|javascript:|data:[a-z]+/|mailto:|!\[|\]\s*\(|<[a-z/!][^>]*>|&(?:lt|gt|amp|#\d+);|```|<\||\[\[",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One sentence of a passage the model was given: a span of stored text.

    Args:
        passage: Number of the passage in the prompt, from 1.
        doc: Internal number of the document.
        start: First code point.
        end: One past the last.
        text: Exactly `stored_text[start:end]`.
        headings: Those above it, and the document's title, as one text.
        before: What stands just before it in the same passage, "" for the first.
    """

    passage: int
    doc: int
    start: int
    end: int
    text: str
    headings: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence was found to rest on.

    Args:
        sources: One or two sentences that support it; empty when it is not supported.
        support: Probability that they do, 0 when they do not.
        reason: Why it is not supported, for the record; "" when it is.
        kept: How much of its sources it keeps, word by word, 0 to about 1.
        others: The same for what supports it as well.
    """

    sources: tuple[Source, ...]
    support: float
    reason: str = ""
    kept: float = 0.0
    others: tuple["Verdict", ...] = ()


class Verifier(Protocol):
    """Judges a sentence against sources; a model trained to read can take this place."""

    def verify(self, said: str, sources: Sequence[Source], cited: Sequence[int], question: str) -> Verdict:
        """Find what a sentence rests on.

        Args:
            said: The sentence, without markers.
            sources: Every sentence of every passage the model was given.
            cited: Passage numbers the model named; they are looked at first, and no more is made of them.
            question: What was asked: its words need no support.
        """
        ...


class RulesAndLikeness:
    """Rules that may not be broken (amounts, names, negations, roles) and a calibrated judge of the words.

    Args:
        index: Whose encoder, acronyms and names are used.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._vectors = WordVectors(index.encoder)

    @cached_property
    def _names(self) -> frozenset[str]:
        return names_of_guide(text for _, text in self._index.all_passages())

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The words that stand all over the guide, and so tell nothing apart."""
        return words_everywhere(text for _, text in self._index.all_passages())

    @cached_property
    def _everywhere(self) -> str:
        return " ".join(sorted(self.everywhere))

    @cached_property
    def _words(self) -> GuideWords:
        return GuideWords(text for _, text in self._index.all_passages())

    def verify(self, said: str, sources: Sequence[Source], cited: Sequence[int], question: str) -> Verdict:
        """See `Verifier.verify`."""
        if not sources or not content_words(said):
            return Verdict((), 0.0, "nothing to hold it against")
        problem = unshowable(said, sources)
        if problem:
            return Verdict((), 0.0, problem)
        groups = self._nearest(said, sources, set(cited))
        own, *read = self._vectors.read([said, *(" ".join(one.text for one in group) for group in groups)])
        closeness = [resemblance(own, source) for source in read]
        nearest = max(closeness)
        found, reason = [], ""
        margin = NEARLY
        for at in sorted(range(len(groups)), key=lambda at: (len(groups[at]), -closeness[at])):
            if closeness[at] < nearest - margin:
                continue
            verdict = self._judged(own, read[at], groups[at], sources, question)
            if not reason and verdict.reason.startswith(DECISIVE) and verdict.reason != "the opposite: only":
                # A sentence turned in one place still resembles its source most; what resembles it less sets nothing right.
                margin = HARDLY
            reason = reason or verdict.reason
            if verdict.sources:
                found.append(verdict)
        if not found:
            return Verdict((), 0.0, reason)
        best = max(found, key=lambda verdict: verdict.support - 0.05 * (len(verdict.sources) - 1))
        return replace(best, others=tuple(verdict for verdict in found if verdict is not best))

    def _nearest(self, said: str, sources: Sequence[Source], cited: set[int]) -> list[tuple[Source, ...]]:
        """Single sentences that share most words with it, and the best pairs of them."""
        wanted = [root_of(stem(word)) for word in content_words(said)]
        roots = [{root_of(stem(word)) for word in content_words(one.text)} for one in sources]

        def share(have: set[str]) -> float:
            return sum(word in have for word in wanted) / len(wanted)

        amounts = {one.value for one in quantities(said)}
        scores = np.array(
            [
                share(have)
                + CITED_BONUS * (one.passage in cited)
                + AMOUNT_BONUS * bool(amounts & {amount.value for amount in quantities(one.text)})
                for one, have in zip(sources, roots, strict=True)
            ]
        )
        order: list[int] = [int(at) for at in np.argsort(-scores, kind="stable")[:TRIED]]
        pairs = [pair for pair in _pairs(order, sources, roots, wanted, scores) if _each_has_its_clause(said, pair)]
        return [(sources[at],) for at in order] + pairs

    def _judged(
        self, said: Reading, source: Reading, group: tuple[Source, ...], sources: Sequence[Source], question: str
    ) -> Verdict:
        numbers = {one.passage for one in group}
        passage = " ".join(one.text for one in sources if one.passage in numbers)
        around = " ".join([group[0].headings, question, group[0].before, self._everywhere])
        ordered = in_order_of(said.text, source.text)
        if ordered != said.text:
            said = self._vectors.read([ordered])[0]
        problem = altered(said, source, around, self._words, self._index.acronyms, self._names)
        if not problem and len(group) > 1:
            lent = borrowed_name(said.text, (group[0].text, group[1].text), self._names)
            problem = f"a name put for another: {lent}" if lent else ""
        if not problem:
            put = replaced_term(said, source, around, self._index.encoder.is_word, self._index.acronyms)
            problem = f"a word put for another: {put}" if put else ""
        if problem:
            return Verdict((), 0.0, problem)
        measured = likeness(said, source, group[0].headings, passage)
        support = probability(measured)
        if measured["explained"] < LEAST_EXPLAINED or measured["strange"] > MOST_STRANGE:
            return Verdict((), 0.0, "words the passage does not explain")
        if measured["covered"] < LEAST_COVERED or measured["cosine"] < LEAST_COSINE or support < LEAST_SUPPORT:
            return Verdict((), 0.0, "too little of it in the passage")
        return Verdict(group, support, kept=kept(said, source))


def _pairs(
    order: Sequence[int],
    sources: Sequence[Source],
    roots: Sequence[set[str]],
    wanted: Sequence[str],
    scores: NDArray[np.float64],
) -> list[tuple[Source, ...]]:
    """Two sentences that together hold clearly more of the words than either alone."""
    found = []
    for at in order:
        for other in order:
            together = sum(word in roots[at] | roots[other] for word in wanted) / len(wanted)
            if at < other and together > max(scores[at], scores[other]) + 0.12:
                found.append((together, (sources[at], sources[other])))
    found.sort(key=lambda pair: -pair[0])
    return [pair for _, pair in found[:2]]


def _each_has_its_clause(said: str, pair: tuple[Source, ...]) -> bool:
    """Whether every clause of a sentence is mostly in one of two sources, and each source has one: two facts put together."""
    roots = [{root_of(stem(word)) for word in content_words(one.text)} for one in pair]
    owners: set[int] = set()
    for clause in clauses(said):
        own = {root_of(word) for word in clause.stems}
        shares = [len(own & have) / len(own) if own else 0.0 for have in roots]
        if max(shares) < CLAUSE_SHARE:
            return False
        owners.add(shares.index(max(shares)))
    return len(owners) == len(pair)


def altered(
    said: Reading,
    source: Reading,
    around: str,
    words: GuideWords,
    acronyms: Mapping[str, Sequence[str]] | None = None,
    names: frozenset[str] = frozenset(),
) -> str:
    """The rule that a sentence breaks, its words taken for the source's where they are near; "" when it breaks none.

    Args:
        said: The sentence.
        source: One or two sentences of the guide.
        around: Headings, question, the sentence before, and words that every part of the guide has: names may come from there.
        words: Which words the guide tells apart.
        acronyms: Of the guide.
        names: Of the guide, in lower case.
    """
    problem = broken_rule(said.text, source.text, around, acronyms, names)
    if problem:
        return problem
    reworded = in_words_of(said, source)
    turned = contradicting(reworded, source.text)
    if turned.startswith("a negation"):
        return f"the opposite: {turned}"
    changed = requalified(reworded, source.text)
    if changed:
        return f"a restriction changed: {changed}"
    swap = exchanged_words(said, source, words, names) or crossed_parts(said, source) or put_before(said, source)
    swap = swap or crossed_asides(said.text, source.text)
    if swap:
        return f"parts exchanged: {swap}"
    level = levelled(said.text, source.text)
    if level:
        return f"a restriction changed: no more than {level}"
    instead = substituted_word(said, source, words, names, acronyms)
    return f"a word put for another: {instead}" if instead else ""


def broken_rule(
    said: str,
    source: str,
    around: str = "",
    acronyms: Mapping[str, Sequence[str]] | None = None,
    names: frozenset[str] = frozenset(),
) -> str:
    """The rule that a sentence breaks when it is said to rest on a source; "" when it breaks none.

    Args:
        said: The sentence.
        source: One or two sentences of the guide.
        around: Headings, question and the sentence before: names may come from there.
        acronyms: Of the guide.
        names: Of the guide, in lower case.
    """
    amount = disagreeing(said, source)
    if amount:
        return f"an amount that is not there: {amount}"
    name = foreign(said, source, acronyms, around, names)
    if name:
        return f"a name that is not there: {name}"
    turned = contradicting(said, source)
    if turned:
        return f"the opposite: {turned}"
    way = turned_round(said, source)
    if way:
        return f"the opposite: the way of {way}"
    exchanged = swapped(said, source, names) or turned_about(said, source)
    if exchanged:
        return f"parts exchanged: {exchanged}"
    written = misquoted(said, source, around)
    if written:
        return f"a word put for another: {written}"
    changed = requalified(said, source) or ruled_out(said, source) or made_needed(said, source)
    return f"a restriction changed: {changed}" if changed else ""


def unshowable(said: str, sources: Sequence[Source]) -> str:
    """Why a sentence may not be shown whatever it rests on: a link or markup the passages do not hold, no statement."""
    for match in _MARKUP.finditer(said):
        if not any(match.group().lower() in one.text.lower() for one in sources):
            return "a link or markup"
    for address in re.findall(r"(?:https?://|www\.)\S+", said):
        if not any(address.rstrip(".,;)") in one.text for one in sources):
            return "an address"
    if said.rstrip().endswith("?"):
        return "a question"
    if len(said.split()) < 3:
        return "a scrap"
    return ""
