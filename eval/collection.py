"""The stored texts that are evaluated against: finding gold evidence in them, and grouping items by where it stands."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Literal

from studyground.eval.fold import Folded, fold, normalise
from studyground.eval.gold import Evidence, GoldItem
from studyground.eval.spans import Places, Span

Split = Literal["dev", "test"]
DEV_SHARE = 0.6
# The same words elsewhere are the same evidence only when they are too many to be a coincidence.
SAME_WORDS_MIN = 8
_HASHED_WORDS_MAX = 400


class Collection:
    """Stored texts by document, as an index holds them.

    Args:
        texts: Stored text by document.
        section_of: Gives the headings around an offset of a document; () where nothing is known.
    """

    def __init__(
        self, texts: Mapping[str, str], section_of: Callable[[str, int], Sequence[str]] = lambda _document, _at: ()
    ) -> None:
        self.texts = dict(texts)
        self.section_of = section_of
        self._folded: dict[str, Folded] = {}
        self._places: dict[Evidence, tuple[Span, ...]] = {}

    def folded(self, document: str) -> Folded:
        """A document's folded text; worked out once."""
        if document not in self._folded:
            self._folded[document] = fold(self.texts[document])
        return self._folded[document]

    def named(self, name: str) -> tuple[str, ...]:
        """Documents that a gold file's name means: the path itself, else every path that ends in it."""
        if name in self.texts:
            return (name,)
        parts = PurePosixPath(name).parts
        return tuple(one for one in self.texts if parts and PurePosixPath(one).parts[-len(parts) :] == parts)

    def text(self, span: Span) -> str:
        """The stored words of a span; "" in a document that is not there."""
        return self.texts.get(span.document, "")[span.start : span.end]

    def places(self, evidence: Evidence) -> tuple[Span, ...]:
        """Every place where the evidence's words stand, those in the named document first; () when nowhere.

        Words of another document count when there are at least `SAME_WORDS_MIN` of them: collections hold the same
        article in several forms, and an answer from either is right. Looked for once: every system is asked the same items.
        """
        if evidence not in self._places:
            self._places[evidence] = self._found(evidence)
        return self._places[evidence]

    def _found(self, evidence: Evidence) -> tuple[Span, ...]:
        own = self.named(evidence.document)
        found: list[Span] = []
        quote = normalise(evidence.quote)
        for document in own:
            found += self._hashed(document, evidence) if not quote else self._quoted(document, quote)
        if not quote and found:
            quote = normalise(self.text(found[0]))
        if len(quote.split()) >= SAME_WORDS_MIN:
            for document in self.texts:
                if document not in own:
                    found += self._quoted(document, quote)
        return tuple(found)

    def resolve(self, item: GoldItem) -> tuple[Places, ...]:
        """The places of each piece of an item's evidence, in order."""
        return tuple(self.places(one) for one in item.evidence)

    def _quoted(self, document: str, quote: str) -> list[Span]:
        return [Span(document, start, end) for start, end in self.folded(document).find(quote)]

    def _hashed(self, document: str, evidence: Evidence) -> list[Span]:
        """Spans that begin and end with the given words and whose normalised text has the given hash."""
        folded = self.folded(document)
        begins = [start for start, _ in folded.find(normalise(evidence.first))]
        ends = [end for _, end in folded.find(normalise(evidence.last))]
        wanted = evidence.sha256.strip().lower()
        found = []
        for start in begins:
            for end in ends:
                if not start < end <= start + 12 * _HASHED_WORDS_MAX:
                    continue
                candidates = {folded.between(start, end).strip(), normalise(self.texts[document][start:end])}
                if any(sha256_of(candidate) == wanted for candidate in candidates):
                    found.append(Span(document, start, end))
        return found


def sha256_of(normalised: str) -> str:
    """Hexadecimal SHA-256 of already normalised text."""
    return hashlib.sha256(normalised.encode("utf-8")).hexdigest()


def hidden_evidence(document: str, quote: str) -> Evidence:
    """Evidence that identifies a quote without holding it: its first and last three words and its hash."""
    words = normalise(quote).split()
    return Evidence(document, "", " ".join(words[:3]), " ".join(words[-3:]), sha256_of(" ".join(words)))


def cluster_of(item: GoldItem, collection: Collection) -> str:
    """What an item shares with others, so that figures treat them as one draw: document and section of its evidence.

    Without known sections the evidence's own words stand for it; without evidence the item stands alone.
    """
    for one in item.evidence:
        places = collection.places(one)
        document = places[0].document if places else one.document
        section = tuple(collection.section_of(document, places[0].start)) if places else ()
        named = item.extra.get("section")
        if not section and isinstance(named, str | list):
            section = (named,) if isinstance(named, str) else tuple(str(part) for part in named)
        if section:
            return f"{PurePosixPath(document).name}#{' > '.join(section)}"
        return f"{PurePosixPath(one.document).name}#{one.sha256 or sha256_of(normalise(one.quote))}"
    return f"item:{item.id}"


def split_of(cluster: str) -> Split:
    """Dev for 60 % of clusters, test for the others; the same on every machine and for every order of items."""
    share = int.from_bytes(hashlib.sha256(cluster.encode("utf-8")).digest()[:8]) / 2**64
    return "dev" if share < DEV_SHARE else "test"


def matches(patterns: Iterable[str], text: str) -> list[tuple[str, str]]:
    """Patterns that match in a text, case ignored, with the words they match.

    Raises:
        re.error: When a pattern is not a regular expression.
    """
    hits = []
    for pattern in patterns:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            hits.append((pattern, match.group(0)))
    return hits
