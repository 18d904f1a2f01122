"""The same article twice, in two formats or two scrapes: found by shared word 8-grams, kept once."""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.ingest.stored import StoredDocument

SHINGLE_WORDS = 8
PERMUTATIONS = 128
CANDIDATE_JACCARD = 0.3
SAME_CONTAINMENT = 0.75
PASSAGE_SHINGLE_WORDS = 4
OWN_SHARE_SEEN = 0.25
OWN_WORDS_LEAST = 25
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`document` says what `of` says; `similarity` is the share of its 8-grams found there (0 to 1)."""

    document: str
    of: str
    similarity: float


def words_of(text: str) -> list[str]:
    """Words without case, accents of typography, quotes or dashes: what two formats of one article agree on."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(text: str, length: int = SHINGLE_WORDS) -> frozenset[int]:
    """Hashes of all runs of `length` words; the whole text is one when it is shorter."""
    words = words_of(text)
    if len(words) < length:
        return frozenset([_hashed(words)]) if words else frozenset()
    return frozenset(_hashed(words[at : at + length]) for at in range(len(words) - length + 1))


def says_more(passage: str, elsewhere: frozenset[int]) -> bool:
    """Whether a passage of a repeated document holds something its better copy lacks.

    Args:
        passage: Its text.
        elsewhere: `shingles(text, PASSAGE_SHINGLE_WORDS)` of the better copy.
    """
    own = shingles(passage, PASSAGE_SHINGLE_WORDS)
    if len(own) < OWN_WORDS_LEAST:
        return False
    return len(own & elsewhere) / len(own) < OWN_SHARE_SEEN


def find_duplicates(documents: Sequence[StoredDocument]) -> list[Duplicate]:
    """Decide which documents repeat another.

    Candidates come from MinHash (Broder 1997); a candidate pair is the same article when the smaller shares at least
    `SAME_CONTAINMENT` of its 8-grams with the larger. The better-structured copy wins.

    Returns:
        One entry for each document that is not to be indexed; `of` is never itself a duplicate.
    """
    sets = [shingles(document.text) for document in documents]
    winner: dict[int, tuple[int, float]] = {}
    order = sorted(range(len(documents)), key=lambda at: _rank(documents[at]))
    neighbours = _candidates(sets)
    kept: list[int] = []
    for at in order:
        best = max(((_containment(sets[at], sets[other]), -kept.index(other)) for other in kept
                    if other in neighbours[at]), default=(0.0, 0))  # fmt: skip
        if best[0] >= SAME_CONTAINMENT:
            winner[at] = (kept[-best[1]], best[0])
        else:
            kept.append(at)
    return [
        Duplicate(documents[at].document, documents[of].document, round(share, 4))
        for at, (of, share) in sorted(winner.items())
    ]


FORMAT_PREFERENCE = ("markdown", "html", "epub", "docx", "wordpress", "notebook", "pptx", "pdf", "text")


def _rank(document: StoredDocument) -> tuple[bool, int, int, str]:
    """Better first: real headings, then the format whose structure is most to be trusted, then more text."""
    known = FORMAT_PREFERENCE.index(document.format) if document.format in FORMAT_PREFERENCE else 99
    return (not document.structured, known, -len(document.text), document.document)


def _containment(one: frozenset[int], other: frozenset[int]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _candidates(sets: Sequence[frozenset[int]]) -> list[set[int]]:
    """For each document the others whose estimated Jaccard similarity makes a comparison worth while."""
    signatures = np.stack([_signature(item) for item in sets]) if sets else np.zeros((0, PERMUTATIONS), np.uint64)
    found: list[set[int]] = []
    for at, signature in enumerate(signatures):
        agreement = (signatures == signature).mean(axis=1)
        found.append({int(other) for other in np.flatnonzero(agreement >= CANDIDATE_JACCARD) if other != at})
    return found


def _signature(items: frozenset[int]) -> NDArray[np.uint64]:
    from datasketch import MinHash

    sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    sketch.update_batch(items)
    return np.asarray(sketch.hashvalues)


def _hashed(words: Sequence[str]) -> int:
    return zlib.crc32(" ".join(words).encode())
