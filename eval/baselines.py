"""Other ways of answering over the same stored texts: BM25 alone, dense alone, and the recipe of the usual tutorial."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from studyground.assistant.answer import Answer
from studyground.eval.collection import Collection
from studyground.eval.gold import GoldItem
from studyground.eval.passages import tutorial_chunks, windows
from studyground.eval.spans import Span
from studyground.eval.systems import answered, refused
from studyground.ingest.sentences import sentence_spans

Vectors = npt.NDArray[np.float32]
TUTORIAL_TOP_K = 4
ChatModel = Callable[[str], str]
"""Of a prompt: what a language model replies."""
TUTORIAL_PROMPT = """Answer the question from the context below and from nothing else, in three sentences at most.
If the context does not contain the answer, say that you don't know.

Context:
{context}

Question: {question}
Answer:"""
_DOES_NOT_KNOW = re.compile(
    r"\b(?:(?:do not|don['’]t|does not|doesn['’]t|cannot|can['’]t) (?:know|answer|say|contain|provide|mention|specify|include)"
    r"|not (?:mentioned|provided|contained|specified|stated|given|found|included) (?:in|by) (?:the|this)"
    r"|no (?:information|mention|answer))\b",
    re.IGNORECASE,
)
# BM25 scores have no upper bound; this brings the scores of short questions into the middle of 0 to 1, in their order.
_BM25_HALF = 10.0


class Encoder(Protocol):
    """Turns texts into vectors of unit length."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (n, dimensions), float32, unit length."""
        ...


class _PassageSystem:
    """Ranks passages and answers with the best of them, whole; never abstains while there is any passage."""

    name = ""

    def __init__(self, collection: Collection, passages: list[Span]) -> None:
        self._collection = collection
        self._passages = passages

    def scores(self, question: str) -> npt.NDArray[np.float64]:
        """The score of every passage for a question, shape (passages,)."""
        raise NotImplementedError

    def confidence(self, score: float) -> float:
        """The best passage's score as a confidence, in the same order."""
        return score

    def answer(self, item: GoldItem) -> Answer:
        """Answer with the best passage."""
        ranked = self._ranked(item, 1)
        if not ranked:
            return refused(item, self.name)
        span, score = ranked[0]
        parts = [(self._collection.text(span), [span])]
        return answered(item, parts, self._collection, self.confidence(score), self.name)

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """The k best passages."""
        return [span for span, _ in self._ranked(item, k)]

    def _ranked(self, item: GoldItem, k: int) -> list[tuple[Span, float]]:
        if not self._passages or k < 1:
            return []
        scores = self.scores(item.question)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(self._passages[i], float(scores[i])) for i in order]


class Bm25(_PassageSystem):
    """Word search alone: BM25 with English stems over passages of 100 words.

    Args:
        collection: The stored texts.

    Source: Robertson and Zaragoza 2009, as bm25s computes it (Lucene's variant, its defaults).
    """

    name = "bm25"

    def __init__(self, collection: Collection) -> None:
        import bm25s
        import Stemmer

        super().__init__(collection, windows(collection.texts))
        self._stemmer = Stemmer.Stemmer("english")
        self._tokenize = bm25s.tokenize
        self._index = bm25s.BM25()
        texts = [collection.text(span) for span in self._passages]
        words = self._words(texts)
        self._known = {word for one in words for word in one}
        if self._known:
            self._index.index(words, show_progress=False)

    def scores(self, question: str) -> npt.NDArray[np.float64]:
        """BM25 of every passage; 0 where no word is shared."""
        words = [word for word in self._words([question])[0] if word in self._known]
        if not words:
            return np.zeros(len(self._passages))
        return np.asarray(self._index.get_scores(words), dtype=np.float64)

    def confidence(self, score: float) -> float:
        """Score / (score + 10)."""
        return score / (score + _BM25_HALF)

    def _words(self, texts: list[str]) -> list[list[str]]:
        if not texts:
            return []
        found = self._tokenize(texts, stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False)
        return [list(words) for words in found]


class Dense(_PassageSystem):
    """Vector search alone over passages of 100 words.

    Args:
        collection: The stored texts.
        encoder: For passages and questions alike.
    """

    name = "dense"

    def __init__(self, collection: Collection, encoder: Encoder) -> None:
        super().__init__(collection, self._cut(collection))
        self._encoder = encoder
        texts = [collection.text(span) for span in self._passages]
        self._vectors = encoder.encode(texts) if texts else np.zeros((0, 0), dtype=np.float32)

    def scores(self, question: str) -> npt.NDArray[np.float64]:
        """Cosine of every passage."""
        return np.asarray(self._vectors @ self._encoder.encode([question])[0], dtype=np.float64)

    def _cut(self, collection: Collection) -> list[Span]:
        return windows(collection.texts)


class Tutorial(Dense):
    """The usual tutorial: recursive splitting at 1,000/200 characters, vector search, four passages.

    Without a language model the best passage is the answer; it never abstains.
    """

    name = "tutorial"

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """The best passages, never more than the four the recipe reads."""
        return super().retrieve(item, min(k, TUTORIAL_TOP_K))

    def _cut(self, collection: Collection) -> list[Span]:
        return tutorial_chunks(collection.texts)


class TutorialChat(Tutorial):
    """The tutorial recipe with a language model: it reads the four passages and writes the answer.

    The recipe shows the passages it read as its sources, so every sentence cites all of them. A reply that says that it
    does not know, or is empty, is an abstention.

    Args:
        collection: The stored texts.
        encoder: For passages and questions alike.
        model: Writes the replies.
        model_name: As reports show it.
    """

    name = "tutorial_llm"

    def __init__(self, collection: Collection, encoder: Encoder, model: ChatModel, model_name: str) -> None:
        super().__init__(collection, encoder)
        self._model = model
        self._mode = f"llm:{model_name}"

    def answer(self, item: GoldItem) -> Answer:
        """Let the model answer from the passages."""
        ranked = self._ranked(item, TUTORIAL_TOP_K)
        if not ranked:
            return refused(item, self._mode)
        spans = [span for span, _ in ranked]
        context = "\n\n".join(self._collection.text(span) for span in spans)
        reply = self._model(TUTORIAL_PROMPT.format(context=context, question=item.question)).strip()
        if not reply or _DOES_NOT_KNOW.search(reply):
            return refused(item, self._mode, self.confidence(ranked[0][1]))
        parts = [(reply[start:end], spans) for start, end in sentence_spans(reply)]
        return answered(item, parts, self._collection, self.confidence(ranked[0][1]), self._mode)
