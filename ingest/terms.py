"""Words to search by: tokens, stems, stop words, and the BM25 index over them (bm25s)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

STOP_WORDS = frozenset(
    (  # noqa: SIM905
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


def tokens(text: str) -> list[str]:
    """Lower-case words; "t-SNE", "F1", "c++" and "2.4" stay whole."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def terms(text: str) -> list[str]:
    """Stems of the words of a text that are not stop words; compounds count whole and in parts."""
    return list(_terms(text))


@lru_cache(maxsize=16384)
def _terms(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for token in tokens(text):
        if token in STOP_WORDS:
            continue
        parts = _PART.findall(token)
        if len(parts) > 1:
            found.append(token.replace("’", "'"))
            found += [stem(part) for part in parts if part not in STOP_WORDS and (len(part) > 1 or part.isdigit())]
        else:
            found.append(stem(token))
    return tuple(found)


class TermIndex:
    """BM25 over passages (Robertson and Zaragoza 2009; the "lucene" variant of bm25s)."""

    def __init__(self, scorer: Any, size: int) -> None:
        self._scorer = scorer
        self._size = size

    @property
    def vocabulary(self) -> dict[str, int]:
        """Every term of the index and its number."""
        vocabulary: dict[str, int] = self._scorer.vocab_dict if self._scorer is not None else {}
        return vocabulary

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every passage for query terms: shape (passages,); unknown terms count nothing."""
        known = [term for term in query if term in self.vocabulary]
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._scorer.get_scores(known), np.float32)

    def most(self, query: Sequence[str]) -> float:
        """What a passage of average length would score that held each of the query's terms once, unknown ones too."""
        return float(sum(self.weight(term) for term in set(query)))

    def weight(self, term: str) -> float:
        """Inverse document frequency of a term, largest for one the guide lacks; 0 for an empty index."""
        if not self._size:
            return 0.0
        count = self._counts.get(term, 0)
        return float(np.log(1 + (self._size - count + 0.5) / (count + 0.5)))

    @cached_property
    def _counts(self) -> dict[str, int]:
        """In how many passages each term is."""
        if self._scorer is None:
            return {}
        ends = np.asarray(self._scorer.scores["indptr"])
        return {term: int(ends[at + 1] - ends[at]) for term, at in self.vocabulary.items() if at + 1 < len(ends)}

    def save(self, folder: Path) -> None:
        """Write the index into an empty folder: arrays as .npy, words as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._scorer is not None:
            self._scorer.save(str(folder), show_progress=False)


def build_term_index(passages: Sequence[Sequence[str]]) -> TermIndex:
    """Index passages given as lists of terms."""
    import bm25s

    if not any(passages):
        return TermIndex(None, len(passages))
    scorer = bm25s.BM25(k1=K1, b=B, method="lucene")
    scorer.index([list(item) for item in passages], show_progress=False)
    return TermIndex(scorer, len(passages))


def load_term_index(folder: Path, size: int) -> TermIndex:
    """Open what `TermIndex.save` wrote, arrays mapped and not read."""
    import bm25s

    if not any(folder.iterdir()):
        return TermIndex(None, size)
    return TermIndex(bm25s.BM25.load(str(folder), mmap=True, load_corpus=False), size)
