"""What a guide goes on to say of both sides of a comparison in like form ("It is of stone." – "It is of wood.").

The sentence that says what each side is leaves to the one after it what sets them apart.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.picked import Picked, readable_words, sentence_at
from studyground.assistant.restating import rhetorical
from studyground.ingest.index import Index

_OF_IT = re.compile(r"(?:It|Its|They|Their|He|She|This|These) ")
_KINDS = ("paragraph", "item")


def with_both_further(index: Index, compared: Sequence[Picked], words: int) -> list[Picked]:
    """A comparison of two sides told one by one, each with its next sentence where both go on in the same way.

    Args:
        index: Where it comes from.
        compared: What sets the sides apart so far.
        words: Most words of it.
    """
    shown = list(compared)
    if len(shown) != 2 or not all(one.label for one in shown):
        return shown
    further = [_after(index, one.sources[0]) for one in shown]
    if any(item is None for item in further) or any(item.text in one.text for item in further if item for one in shown):
        return shown
    texts = [readable_words(index, item) for item in further if item is not None]
    alike = texts[0].split()[:2] == texts[1].split()[:2] or all(_OF_IT.match(text) for text in texts)
    if not alike or sum(len(text.split()) for text in (*texts, *(one.text for one in shown))) > words:
        return shown
    return [
        replace(one, text=f"{one.text} {text}", sources=(*one.sources, item))
        for one, text, item in zip(shown, texts, further, strict=True)
        if item is not None
    ]


def _after(index: Index, item: Candidate) -> Candidate | None:
    """The sentence after one in the same paragraph or item, if it states something."""
    if item.kind not in _KINDS:
        return None
    row = next(iter(index.sentences(item.doc, item.n + 1, item.n + 2)), None)
    if row is None or row.span.unit != item.unit:
        return None
    after = sentence_at(index, item, row, item.kind)
    return after if presentable(item.kind, after.text) and not rhetorical(after.text) else None
