"""What the guide goes on to say of a key: a reason that only repeats the question teaches nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.best_said import Said, said_in
from studyground.assistant.practice.writing.desk import Draft
from studyground.assistant.practice.writing.fact import Span
from studyground.assistant.practice.writing.mining_language import balanced
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

LEAST_WORDS, MOST_WORDS = 5, 36
NEXT = 2  # sentences behind the one that is cited
LEAST_NEW = 3  # words that neither the question nor the key had
_POINTS = re.compile(
    r"^(?:(?:It|They)\b|(?:This|That)(?: also)? (?:means|makes|lets|allows|keeps|prevents|avoids|saves|helps|ensures|gives|"
    r"reduces|protects|guarantees|is (?:because|why|so that|useful|handy|needed))\b)"
)
# Why something is so, or what it is good for.
_TELLS_WHY = re.compile(
    r"\b(?:because|since|so that|in order to|otherwise|thus|hence|therefore|thereby|used (?:to|for|when)|useful|handy|"
    r"designed to|intended to|needed (?:to|for|when)|which is why|suited (?:to|for)|suitable for|"
    r"to (?:avoid|prevent|keep|make|allow|let|reduce|protect|ensure|save|find|check|improve|speed)|"
    r"(?:which|it|this|that|these|they)(?: also)? (?:means?|makes?|lets?|allows?|keeps?|prevents?|avoids?|saves?|helps?|"
    r"ensures?|gives?|reduces?|protects?|guarantees?|is why))\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[“”|\n!?]|https?:|\b(?:see|above|below|following|for example|e\.g\.)\b", re.IGNORECASE)
_TURNS = re.compile(r"\b(?:however|but|unlike|instead|on the other hand|whereas)\b", re.IGNORECASE)


def with_further(draft: Draft, index: Index) -> Draft:
    """A draft whose key is explained with the sentence in which its paragraph says why or what for; as it was where none does.

    Args:
        draft: With one key, the first of its options.
        index: Of the guide.
    """
    key, *wrong = draft.options
    if not key.spans or any(option.correct for option in wrong) or not key.rationale.rstrip().endswith((".", "”")):
        return draft
    asked = f"{draft.stem.text} {key.text}"
    found = _further(key.spans[0], asked, (key.text, *draft.things), [one.text for one in wrong], index)
    if found is None or found.text.rstrip(".") in key.rationale:
        return draft
    first = key.rationale.rstrip()
    first = first if first.endswith((".", ".”")) else f"{first}."
    more = replace(key, rationale=f"{first} It goes on: “{found.text}”", spans=(*key.spans, found.span))
    return replace(draft, options=(more, *wrong))


def _further(span: Span, asked: str, names: Sequence[str], others: Sequence[str], index: Index) -> Said | None:
    """The first sentence behind a cited one, in its paragraph, that says more of the key; None for none."""
    sentences = said_in(index).get(span.document, ())
    at = next((n for n in range(len(sentences) - 1, -1, -1) if sentences[n].span.start < span.end), -1)
    if at < 0 or sentences[at].span.end > span.end + 1:
        return None
    for further in sentences[at + 1 : at + 1 + NEXT]:
        if further.unit != sentences[at].unit:
            return None
        leads_on = bool(_POINTS.match(further.text)) and further is sentences[at + 1]
        if (leads_on or _opens_with(further.text, names)) and _fits(further.text, asked, others):
            return further
    return None


def _opens_with(text: str, names: Sequence[str]) -> bool:
    low = re.sub(r"^(?:the|an?) ", "", text.casefold())
    return any(re.match(rf"{re.escape(name.casefold())}s?\b", low) for name in names if len(name) > 1)


def _fits(text: str, asked: str, others: Sequence[str]) -> bool:
    """Whether a sentence can be quoted, tells why or what for, and brings something that the question did not have."""
    if not text.endswith(".") or not balanced(text) or not LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
        return False
    if _MARKS.search(text) or _TURNS.search(text) or not _TELLS_WHY.search(text):
        return False
    if any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text, re.IGNORECASE) for one in others):
        return False
    return len(set(terms(text)) - set(terms(asked))) >= LEAST_NEW
