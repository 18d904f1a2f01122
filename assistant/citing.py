"""Citations are made here and nowhere else: numbered in order of first use, exact by construction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from studyground.assistant.answer import Citation, Place
from studyground.ingest.index import Index

_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Citer:
    """Hands out citation numbers for spans of one index; the same span keeps its number."""

    index: Index
    _numbers: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _made: list[Citation] = field(default_factory=list)

    def cite(self, doc: int, start: int, end: int) -> int:
        """The number of a span, a new one if it was not cited before."""
        key = (doc, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._made) + 1
            self._made.append(citation(self.index, len(self._made) + 1, doc, start, end))
        return self._numbers[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations made so far, in order."""
        return tuple(self._made)


def citation(index: Index, number: int, doc: int, start: int, end: int) -> Citation:
    """A citation of a span: its words, where it stands, and where else the same is said."""
    row = index.document_by_id(doc)
    text = index.text_by_id(doc)
    return Citation(
        n=number,
        document=row.document,
        title=row.title,
        section=index.headings_at(row.document, start),
        page=index.page_at(doc, start),
        start=start,
        end=end,
        quote=text[start:end],
        also_in=also_in(index, doc, text[start:end]),
    )


def also_in(index: Index, doc: int, quote: str) -> tuple[Place, ...]:
    """Where the other copies of a document say the same words, quotes and dashes aside."""
    places: list[Place] = []
    for twin in index.twins(doc):
        found = find_loosely(index.text_by_id(twin.id), quote)
        if found is not None:
            places.append(Place(twin.document, *found))
    return tuple(places)


def find_loosely(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote's words stand in a text, whatever stands between the words; None when they do not."""
    words = [re.escape(word) for word in _NOT_WORD.split(quote) if word]
    if not words:
        return None
    match = re.search(r"[\W_]+".join(words), text, re.IGNORECASE)
    if match is None:
        return None
    end = match.end()
    while end < len(text) and text[end] in ".!?\"”’')":
        end += 1
    return match.start(), end


def nearest(index: Index, spans: Sequence[tuple[int, int, int]]) -> tuple[Citation, ...]:
    """Citations of passages that are near but no answer, numbered from 1."""
    return tuple(citation(index, number, *span) for number, span in enumerate(spans, 1))
