"""Which words a guide sets beside each other as different things: "mean" and "median", "grid search" and "random search"."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from studyground.assistant.language_model.clauses import is_content, words_of
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.terms import stem

_SENTENCE = re.compile(r"(?<=[.!?|:;])\s+|\n")
_PHRASE = re.compile(r"[^\w\s'’+&-]+")
# Two words of like meaning hardly ever stand in one sentence; two things that are told apart often do.
LEAST_TOGETHER = 3
LEAST_DRAWN = 0.28
# Words that stand together because one belongs to the other ("missing values") are not told apart by that.
MOST_JOINED = 0.3
LEAST_COMPOUNDS = 3
COMMON = 2
HEADS = 2


class GuideWords:
    """Counts over the sentences of a guide.

    Args:
        texts: Its passages; a sentence that stands in several counts once.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, set[int]] = defaultdict(set)
        self._compounds: Counter[tuple[str, str]] = Counter()
        seen: set[str] = set()
        for text in texts:
            for sentence in _SENTENCE.split(text):
                if sentence in seen or not sentence:
                    continue
                seen.add(sentence)
                for phrase in _PHRASE.split(sentence):
                    before = ""
                    for word in parts_of(phrase):
                        root = root_of(stem(word)) if is_content(word) else ""
                        if root:
                            self._places[root].add(len(seen))
                            if before:
                                self._compounds[before, root] += 1
                        before = root
        self._sentences = len(seen)
        self._heads: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for (one, two), count in self._compounds.items():
            if count >= COMMON:
                self._heads[one].add((two, 0))
                self._heads[two].add((one, 1))

    def count(self, root: str) -> int:
        """In how many sentences a word is, by its root."""
        return len(self._places.get(root, ()))

    def share(self, root: str) -> float:
        """In what share of the sentences a word is."""
        return self.count(root) / max(self._sentences, 1)

    def drawn(self, one: str, other: str) -> float:
        """Normalised pointwise mutual information of two roots over sentences (Bouma 2009), -1 where little can be said."""
        mine, theirs = self._places.get(one, set()), self._places.get(other, set())
        together = len(mine & theirs)
        if together < LEAST_TOGETHER or together == self._sentences:
            return -1.0
        share = together / self._sentences
        return math.log(share * self._sentences**2 / (len(mine) * len(theirs))) / -math.log(share)

    def compounds(self, one: str, other: str, beside: str) -> bool:
        """Whether the guide has both words right before, or both right after, a third: two kinds of one thing."""
        return any(
            all(self._compounds[pair] for pair in pairs)
            and sum(self._compounds[pair] for pair in pairs) >= LEAST_COMPOUNDS
            for pairs in (((one, beside), (other, beside)), ((beside, one), (beside, other)))
        )

    def siblings(self, one: str, other: str) -> bool:
        """Whether two roots are told apart and are kinds of one thing: "training set" and "validation set"."""
        return self.told_apart(one, other) and self.head_in_common(one, other)

    def head_in_common(self, one: str, other: str) -> bool:
        """Whether two roots often stand beside the same words: "training" and "prediction" before "time" and "data"."""
        return len(self._heads.get(one, set()) & self._heads.get(other, set())) >= HEADS

    def told_apart(self, one: str, other: str, beside: Iterable[str] = ()) -> bool:
        """Whether two roots are different things to the guide.

        Args:
            one: A root.
            other: Another.
            beside: Roots that stand next to either, in the texts at hand.
        """
        if one == other:
            return False
        if any(self.compounds(one, other, word) for word in beside):
            return True
        joined = self._compounds[one, other] + self._compounds[other, one]
        if joined > MOST_JOINED * len(self._places.get(one, set()) & self._places.get(other, set())):
            return False
        return self.drawn(one, other) >= LEAST_DRAWN


def parts_of(text: str) -> list[str]:
    """The words of a text in lower case, compounds in parts."""
    return [part for word in words_of(text) for part in (re.split(r"[-+&]", word) if "-" in word else [word]) if part]
