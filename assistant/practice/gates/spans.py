"""A cited span as the gates read it: a statement of the guide, with its headings, its table's first row and its vector."""

from dataclasses import replace

import numpy as np

from studyground.assistant.answer import Citation
from studyground.assistant.citing import find_loosely
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.statements import Statement
from studyground.errors import DocumentMissingError
from studyground.ingest.encoder import Vectors

MOST_SENTENCES = 2


def stands(citation: Citation, context: GateContext) -> bool:
    """Whether a quote is the stored text at its offsets."""
    text = _text(citation, context)
    if text is None or not 0 <= citation.start < citation.end:
        return False
    return text[citation.start : citation.end] == citation.quote


def too_long(citation: Citation, context: GateContext) -> bool:
    """Whether a quote is more than the two sentences that a citation may have: nobody can check a page."""
    doc = context.index.document(citation.document).id
    return len(context.statements.overlapping(doc, citation.start, citation.end)) > MOST_SENTENCES


def found_again(citation: Citation, context: GateContext) -> tuple[int, int] | None:
    """Where a quote stands now: as it is if it can be found so, else word by word; None when it is gone.

    Of several places the one nearest to the old one is taken.
    """
    text = _text(citation, context)
    if text is None or not citation.quote.strip():
        return None
    places = []
    at = text.find(citation.quote)
    while at >= 0:
        places.append(at)
        at = text.find(citation.quote, at + 1)
    if places:
        start = min(places, key=lambda place: abs(place - citation.start))
        return start, start + len(citation.quote)
    return find_loosely(text, citation.quote)


def statement_of(citation: Citation, context: GateContext) -> tuple[Statement, Vectors] | None:
    """The statement that a citation is, and its vector; None when there is no such document.

    A span inside a table row is read with the whole row. A span over several sentences is one statement.
    """
    text = _text(citation, context)
    if text is None:
        return None
    doc = context.index.document(citation.document).id
    rows = context.statements.overlapping(doc, citation.start, citation.end)
    quote = text[citation.start : citation.end]
    if not rows:
        path = context.index.headings_at(citation.document, citation.start)
        return Statement(doc, citation.start, citation.end, quote, "paragraph", path), context.vector(quote)
    first = context.statements.items[rows[0]]
    if len(rows) == 1 and (first.kind == "table" or first.text.strip() == quote.strip()):
        return first, context.statements.vectors[rows[0]]
    vector = np.mean(context.statements.vectors[rows], axis=0)
    length = float(np.linalg.norm(vector))
    header = first.header if len(rows) == 1 else ()
    whole = replace(first, start=citation.start, end=citation.end, text=quote, header=header)
    return whole, (vector / length if length > 0 else context.vector(quote)).astype(np.float32)


def _text(citation: Citation, context: GateContext) -> str | None:
    try:
        return context.index.stored_text(citation.document)
    except DocumentMissingError:
        return None
