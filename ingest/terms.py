"""Words to search by: tokens, stems, stop words, and the BM25 index over them (bm25s)."""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

STOP_WORDS = frozenset(
    (
        "a about above after again against all also am an and any are as at be because been before being "
        "below between both but by can could did do does doing down during each few for from further had has "
        "have having he her here hers him his how i if in into is it its itself just like may me might more "
        "most much must my no nor not now of off on once one only or other our ours out over own same shall "
        "she should so some such than that the their theirs them then there these they this those through to "
        "too under until up upon us use used uses using very was we were what when where which while who whom "
        "whose why will with would you your yours "
    ).split()
)
K1 = 1.2
B = 0.75
_TOKEN = re.compile(r"[^\W_]+(?:[.'’&+-][^\W_]+)*[+#]*")
_PART = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?<=\w)['’](?:s|m|re|ve|ll|d)$")  # "India's", "what's", "they'll"


def tokens(text: str) -> list[str]:
    """Lower-case words; "t-SNE", "F1", "c++" and "2.4" stay whole."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word."""
    return str(_stemmer().stemWord(word))


def stems_of(words: str) -> frozenset[str]:
    """The stems of some lower-case words with spaces between."""
    return frozenset(stem(word) for word in words.split())


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def terms(text: str) -> list[str]:
    """Stems of the words of a text that are not stop words; compounds count whole and in parts."""
    return list(_terms(text))


@lru_cache(maxsize=16384)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(term for token in tokens(text) for term in _terms_of(token))


@lru_cache(maxsize=16384)
def _terms_of(written: str) -> tuple[str, ...]:
    """The terms of one token; none for a stop word."""
    token = _ENDING.sub("", written)
    if token in STOP_WORDS:
        return ()
    parts = _PART.findall(token)
    if len(parts) < 2:
        return (stem(token),)
    own = [stem(part) for part in parts if part not in STOP_WORDS and (len(part) > 1 or part.isdigit())]
    return (token.replace("’", "'"), *own)


class TermIndex:
    """BM25 over passages (Robertson and Zaragoza 2009; the "lucene" variant of bm25s).

    Built and saved by bm25s, which stores the finished score of every term in every passage; reading adds columns up, so
    that asking imports neither bm25s nor SciPy (0.2 s).

    Args:
        vocabulary: Term to its number.
        scores: Scores, shape (entries,), term after term.
        passages: The passage of each score, shape (entries,).
        bounds: Where each term's entries begin, shape (terms + 1,).
        size: Passages.
    """

    def __init__(
        self,
        vocabulary: dict[str, int],
        scores: NDArray[np.float32],
        passages: NDArray[np.int32],
        bounds: NDArray[np.int64],
        size: int,
    ) -> None:
        self.vocabulary = vocabulary
        self._scores = scores
        self._passages = passages
        self._bounds = bounds
        self._size = size

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every passage for query terms: shape (passages,); unknown terms count nothing."""
        total = np.zeros(self._size, np.float32)
        for term in query:
            start, end = self._entries(term)
            total[self._passages[start:end]] += self._scores[start:end]
        return total

    def most(self, query: Sequence[str]) -> float:
        """What a passage of average length would score that held each of the query's terms once, unknown ones too."""
        return float(sum(self.weight(term) for term in set(query)))

    def weight(self, term: str) -> float:
        """Inverse document frequency of a term, largest for one the guide lacks; 0 for an empty index."""
        if not self._size:
            return 0.0
        start, end = self._entries(term)
        return float(np.log(1 + (self._size - (end - start) + 0.5) / (end - start + 0.5)))

    def _entries(self, term: str) -> tuple[int, int]:
        number = self.vocabulary.get(term)
        if number is None or number + 1 >= len(self._bounds):
            return 0, 0
        return int(self._bounds[number]), int(self._bounds[number + 1])


def save_term_index(passages: Sequence[Sequence[str]], folder: Path) -> None:
    """Index passages given as lists of terms; write arrays as .npy and words as JSON into an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(passages):
        return
    import bm25s

    scorer = bm25s.BM25(k1=K1, b=B, method="lucene")
    scorer.index([list(item) for item in passages], show_progress=False)
    scorer.save(str(folder), show_progress=False)
    (folder / "params.index.json").unlink()  # what no reader reads cannot be damaged


def load_term_index(folder: Path, size: int) -> TermIndex:
    """Open what `save_term_index` wrote, arrays mapped and not read.

    Raises:
        OSError: A file is missing.
        ValueError: A file is damaged.
    """
    if not any(folder.iterdir()):
        return TermIndex({}, np.zeros(0, np.float32), np.zeros(0, np.int32), np.zeros(1, np.int64), size)
    vocabulary = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
    scores, passages, bounds = (  # still mapped, but plain arrays: a slice of a memmap costs ten times one of those
        np.asarray(np.load(folder / f"{name}.csc.index.npy", mmap_mode="r")) for name in ("data", "indices", "indptr")
    )
    if not (len(scores) == len(passages) == bounds[-1] and len(vocabulary) <= len(bounds)):
        raise ValueError("the arrays do not fit together")
    return TermIndex(vocabulary, scores, passages, bounds, size)
