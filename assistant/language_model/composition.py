"""An answer put together as a model writes: verified sentences in its words, everything else in the guide's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from studyground.assistant.answer import Answer, Sentence
from studyground.assistant.answer_text import markdown
from studyground.assistant.assistant import Look
from studyground.assistant.citing import Citer
from studyground.assistant.compose import ANSWER_WORDS, FACTOID_WORDS
from studyground.assistant.language_model.clauses import content_words, words_of
from studyground.assistant.language_model.prefixes import root_of
from studyground.assistant.language_model.quantities import missing, quantities
from studyground.assistant.language_model.verification import Source, Verdict
from studyground.assistant.picked import Picked
from studyground.assistant.support import support
from studyground.ingest.index import Index
from studyground.ingest.terms import stem

# A model's sentence stands for the guide's when it keeps this share of its content words, and every amount.
KEEPS = 0.4
KEEPS_CLOSELY = 0.55
# In log-odds behind the best sentence: a sentence of a model that rests on anything lesser is beside the point.
RELEVANT_WITHIN = 1.0
MOST_ADDED = 2
SAME = 0.8
CUT_OUT = 0.85
_POINTS_BACK = re.compile(
    r"^(?:This|That|These|Those|It|Its|They|Their|He|She|His|Her|Such|Both|The (?:former|latter|same|other)|"
    r"However|Also|Then|Therefore|Thus|Instead|Otherwise|But|And|So)\b(?! is (?:possible|important|true) (?:that|to))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of the answer-to-be.

    Args:
        picked: Its words and how it is shown.
        spans: What it rests on: document number, start, end.
        support: How well.
        by_model: Whether the words are a model's.
        rank: Where extraction had it, -1 for what the model added.
    """

    picked: Picked
    spans: tuple[tuple[int, int, int], ...]
    support: float
    by_model: bool
    rank: int


class Draft:
    """Grows by one verified sentence at a time; what extraction chose and no sentence of the model covers is kept.

    Args:
        index: The guide.
        extracted: The answer by extraction.
        parts: What that answer was made of.
    """

    def __init__(self, index: Index, extracted: Answer, parts: Sequence[tuple[Look, list[Picked], bool]]) -> None:
        self._index = index
        self._extracted = extracted
        picked = list(dict.fromkeys(one for _, chosen, _ in parts for one in chosen))
        self._picked = picked
        self._used: set[int] = set()
        self._pieces: list[Piece] = []
        self._scores: dict[tuple[int, int], float] = {}
        for look, _, _ in parts:
            best = float(look.scores.max()) if len(look.scores) else 0.0
            for item, score in zip(look.candidates, look.scores, strict=True):
                key = (item.doc, item.start)
                self._scores[key] = max(self._scores.get(key, -99.0), float(score) - best)
        self._words = max(FACTOID_WORDS if look.question.type == "factoid" else ANSWER_WORDS for look, _, _ in parts)
        self._lead = max(range(len(picked)), key=lambda at: (self._score_of(picked[at]), -at))
        self._last_kept = False

    @property
    def kept(self) -> int:
        """How many sentences are in the model's words."""
        return sum(piece.by_model for piece in self._pieces)

    def add(self, said: str, verdict: Verdict) -> list[Sentence]:
        """Take in a sentence of the model.

        Args:
            said: The sentence.
            verdict: What it was found to rest on.

        Returns:
            What can be shown now, in order; [] where it is dropped. Citation numbers come with the whole answer.
        """
        back, kept_before = bool(_POINTS_BACK.match(said)), self._last_kept
        self._last_kept = False
        if not verdict.sources or (back and not kept_before) or self._said_already(said):
            return []
        covered: list[int] = []
        complete: list[int] = []
        # Where several sentences of the guide say it, the one that was extracted is cited.
        for one in (verdict, *verdict.others):
            covered = self._covered(one)
            complete = [at for at in covered if keeps(said, self._picked[at].text, one.kept)]
            if complete:
                verdict = one
                break
        else:
            covered = self._covered(verdict)
        fresh: list[Piece] = []
        if complete and not self._too_long(said, complete):
            if not self._used and self._lead not in complete:
                fresh.append(self._own(self._lead))
            first = self._picked[complete[0]]
            spans = _spans(verdict.sources)
            extra = tuple(span for at in complete for span in _others(self._picked[at], spans))
            self._used |= set(complete)
            fresh.append(Piece(replace(first, text=said), spans + extra, verdict.support, True, complete[0]))
            self._last_kept = True
        elif covered:
            fresh += [self._own(at) for at in covered]
        elif self._adds(said, verdict):
            if not self._used:
                fresh.append(self._own(self._lead))
            shown = Picked(said, (), listed=all(one.listed for one in self._picked))
            fresh.append(Piece(shown, _spans(verdict.sources), verdict.support, True, -1))
            self._last_kept = True
        self._pieces += fresh
        return [Sentence(piece.picked.text, (), piece.support) for piece in fresh]

    def finished(self, mode: str, note: str = "") -> Answer:
        """The whole answer: what extraction chose and nothing covered is put in, in its place.

        Args:
            mode: For an answer that keeps words of the model.
            note: What the learner should know about how it was made.
        """
        if not self.kept:
            return replace(self._extracted, note=" ".join(part for part in (note, self._extracted.note) if part))
        for at in range(len(self._picked)):
            if at not in self._used:
                piece = self._own(at)
                before = [n for n, other in enumerate(self._pieces) if other.rank == at - 1]
                follows = _POINTS_BACK.match(piece.picked.text) and before
                self._pieces.insert(before[-1] + 1 if follows else len(self._pieces), piece)
        citer = Citer(self._index)
        sentences = []
        for piece in self._pieces:
            numbers = tuple(dict.fromkeys(citer.cite(*span) for span in piece.spans))
            sentences.append(Sentence(piece.picked.text, numbers, piece.support))
        return replace(
            self._extracted,
            answer=markdown([piece.picked for piece in self._pieces], sentences, False),
            sentences=tuple(sentences),
            citations=citer.citations,
            mode=mode,
            note=" ".join(part for part in (note, self._extracted.note) if part),
        )

    def _covered(self, verdict: Verdict) -> list[int]:
        return [at for at, one in enumerate(self._picked) if at not in self._used and _rests_on(one, verdict.sources)]

    def _own(self, at: int) -> Piece:
        one = self._picked[at]
        self._used.add(at)
        spans = tuple((item.doc, item.start, item.end) for item in one.sources)
        return Piece(one, spans, support(one.text, [item.text for item in one.sources]), False, at)

    def _score_of(self, one: Picked) -> float:
        return max(self._scores.get((item.doc, item.start), -99.0) for item in one.sources)

    def _said_already(self, said: str) -> bool:
        return any(_alike(said, piece.picked.text) for piece in self._pieces)

    def _too_long(self, said: str, covered: Sequence[int]) -> bool:
        """Whether it would make the answer longer than it may be, where the guide's words would not."""
        instead = sum(len(self._picked[at].text.split()) for at in covered)
        return len(said.split()) > instead and self._length() + len(said.split()) - instead > self._words

    def _length(self) -> int:
        """Words of the answer as it stands, what is still to be put in included."""
        shown = sum(len(piece.picked.text.split()) for piece in self._pieces)
        return shown + sum(len(one.text.split()) for at, one in enumerate(self._picked) if at not in self._used)

    def _adds(self, said: str, verdict: Verdict) -> bool:
        """Whether a sentence that rests on what extraction did not choose is to the point, and short enough."""
        added = sum(piece.rank < 0 for piece in self._pieces)
        score = max(self._scores.get((one.doc, one.start), -99.0) for one in verdict.sources)
        fits = self._length() + len(said.split()) <= self._words
        repeated = any(_alike(said, one.text) for one in self._picked)
        return added < MOST_ADDED and score >= -RELEVANT_WITHIN and fits and not repeated


def keeps(said: str, own: str, closely: float = 0.0) -> bool:
    """Whether a sentence keeps what the guide's has: most of its content, half of its amounts; no mere cutting of it does.

    Args:
        said: The sentence.
        own: The guide's.
        closely: How much it keeps by the meaning of the words, see `Verdict.kept`.
    """
    mine, theirs = ({root_of(stem(word)) for word in content_words(text)} for text in (said, own))
    share = len(mine & theirs) / len(theirs) if theirs else 1.0
    amounts = quantities(own)
    if amounts and 1 - missing(said, own) / len(amounts) < KEEPS:
        return False
    return (share >= KEEPS or closely >= KEEPS_CLOSELY) and not (share < SAME and _cut_out(said, own))


def _cut_out(said: str, own: str) -> bool:
    """Whether a sentence is words of another in their order, with hardly one of its own."""
    mine, theirs = words_of(said), words_of(own)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= CUT_OUT * len(mine)


def _alike(one: str, other: str) -> bool:
    first, second = ({root_of(stem(word)) for word in content_words(text)} for text in (one, other))
    return bool(first and second) and len(first & second) / min(len(first), len(second)) >= SAME


def _rests_on(one: Picked, sources: Sequence[Source]) -> bool:
    return any(item.doc == source.doc and item.start < source.end and source.start < item.end
               for item in one.sources[:1] for source in sources)  # fmt: skip


def _spans(sources: Sequence[Source]) -> tuple[tuple[int, int, int], ...]:
    return tuple((one.doc, one.start, one.end) for one in sources)


def _others(one: Picked, spans: Sequence[tuple[int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """What the guide's sentence rests on besides: other documents that say the same, the head of a table."""
    return tuple(
        (item.doc, item.start, item.end) for item in one.sources[1:] if (item.doc, item.start, item.end) not in spans
    )
