"""What an answer points to and leaves out: "the one-hour rule above" brings the sentence that has the hour.

The sentence is looked for on that side of the pointer in the same document; where none has the words of the name, none is shown.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.picked import Picked, sentence_at, sentence_of
from studyground.assistant.question import Question
from studyground.assistant.restating import alike, rhetorical
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms

LOOKED_THROUGH = 40  # sentences
MOST_WORDS = 120
_KIND = frozenset(
    stem(word)
    for word in "rule limit figure value formula method procedure step rate table list case condition requirement "
    "definition example section paragraph point principle law term number amount time period threshold".split()
)
_POINTER = re.compile(
    r"\b(?:the|this|that|these|those|same) (?P<name>(?:[\w'’-]+ ){1,4}?)"
    r"(?:(?:given|described|mentioned|stated|listed|explained|shown|set out) )?(?P<where>above|earlier|below)"
    r"(?=\s*(?:[.,;:)\]]|$|(?:and|or|but|applies|apply|holds?)\b))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def with_pointed_at(index: Index, question: Question, picked: Sequence[Picked]) -> list[Picked]:
    """An answer with the sentence that one of its own names and points to above or below, where it can be found.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far.
    """
    shown = list(picked)
    if any(one.listed or one.code for one in shown):
        return shown
    for at, one in enumerate(shown):
        pointer = _POINTER.search(one.text)
        item = _meant(index, question, one.sources[0], pointer) if pointer else None
        if item is None or any(alike(item.text, other.text) or item.text in other.text for other in shown):
            continue
        added = sentence_of(index, item)
        if sum(len(part.text.split()) for part in (*shown, added)) <= MOST_WORDS:
            return [*shown[: at + 1], added, *shown[at + 1 :]]
    return shown


def _meant(index: Index, question: Question, item: Candidate, pointer: re.Match[str]) -> Candidate | None:
    """The sentence on the pointer's side with all words of its name; of several the one nearest to the question."""
    name = _words(pointer["name"]) - _KIND
    if not name or item.kind == "table":
        return None
    below = pointer["where"].lower() == "below"
    start, end = (item.n + 1, item.n + 1 + LOOKED_THROUGH) if below else (max(0, item.n - LOOKED_THROUGH), item.n)
    rows = index.sentences(item.doc, start, end)
    units = index.units(
        item.doc, min((row.span.unit for row in rows), default=0), max((row.span.unit for row in rows), default=0)
    )
    asked = set(terms(question.text))
    fit: list[tuple[int, int, Candidate]] = []
    for row in rows:
        kind = units[row.span.unit].kind
        one = sentence_at(index, item, row, kind)
        states = kind in ("paragraph", "item") and presentable(kind, one.text) and not rhetorical(one.text)
        if states and name <= _words(one.text):
            fit.append((len(asked & set(terms(one.text))), -abs(row.n - item.n), one))
    return max(fit, key=lambda entry: entry[:2])[2] if fit else None


def _words(text: str) -> set[str]:
    """Stems of all words, the small ones and the parts of compounds too."""
    return {stem(word.lower()) for word in _WORD.findall(text)}
