"""Documents that give different figures for the same thing: both are shown, never averaged, never one chosen in silence."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.features import FEATURES, Features
from studyground.assistant.kinds import NUMERIC, holds, values
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

SIDES_MOST = 3
ROOT = 6  # letters by which a word is looked for in a whole document
_ATTRIBUTED = re.compile(
    r"\b(?:sources?|surveys?|stud(?:y|ies)|reports?|reported|according to|some (?:say|pages|authors|sources)|"
    r"others?|estimates?|unofficial)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(second|minute|hour|day|week|month|year|decade)s?\b", re.IGNORECASE)
_CURRENCY = re.compile(r"[$£€₹¥]|dollar|euro|pound|rupee|yen", re.IGNORECASE)


def disagreeing(
    question: Question,
    found: Sequence[Candidate],
    features: Features,
    scores: NDArray[np.float64],
    twins: dict[int, int],
) -> list[int]:
    """The candidates that give the same asked-for figure differently, the best first.

    One a document, unless a document itself reports what several sources say.

    Args:
        question: What is asked; only questions for a figure can disagree.
        found: Candidates.
        features: Their features.
        scores: Their log-odds of answering.
        twins: Document to the one it repeats (itself when it repeats none).

    Returns:
        Indexes of two or more candidates, or [] when the sources agree.
    """
    if question.wanted not in NUMERIC or question.wanted == "quantity" or not len(found):
        return []
    order = [int(at) for at in np.argsort(-scores, kind="stable")]
    best = order[0]
    said = values(question.wanted, found[best].text)
    if not said:
        return []
    near, cosine, rest = (FEATURES.index(name) for name in ("cover_near", "cosine", "rest"))
    if features[best][rest] == 0.0:
        return []  # it speaks of the subject, but of nothing that is asked about it
    sides = [best]
    seen = {twins[found[best].doc]}
    for at in order[1:]:
        document = twins[found[at].doc]
        other = values(question.wanted, found[at].text)
        if not other or other & said or len(sides) == SIDES_MOST:
            continue
        if document in seen and not all(_ATTRIBUTED.search(found[one].text) for one in (best, at)):
            continue
        comparable = (
            features[at][near] >= 0.75 * features[best][near]
            and features[at][rest] > 0.0
            and features[at][cosine] >= 0.75 * features[best][cosine]
            and _same_measure(question, found[best].text, found[at].text)
            and _same_quality(question, found[best], found[at])
        )
        if comparable:
            sides.append(at)
            seen.add(document)
            said |= other
    return sides if len(sides) > 1 else []


def about_the_same(
    question: Question, found: Sequence[Candidate], sides: Sequence[int], texts: Mapping[int, str]
) -> list[int]:
    """The sides whose documents speak of what is asked: a driver's certificate says nothing against a diver's.

    Args:
        question: What is asked.
        found: Candidates.
        sides: Those that disagree.
        texts: Document to its text.

    Returns:
        The sides whose document lacks fewest words of the question.
    """
    asked = set(terms(question.text)) - FRAME_WORDS
    known = {term: re.compile(rf"\b{re.escape(term[:ROOT])}", re.IGNORECASE) for term in asked}
    lacking = {doc: sum(not word.search(text) for word in known.values()) for doc, text in texts.items()}
    fewest = min(lacking[found[at].doc] for at in sides)
    return [at for at in sides if lacking[found[at].doc] == fewest]


def _same_measure(question: Question, one: str, other: str) -> bool:
    """Amounts are comparable in one currency, durations in one unit, counts when both count what is asked for."""
    if question.wanted == "count":
        return holds(question, one) == holds(question, other) == 1.0
    pattern = _UNIT if question.wanted == "duration" else _CURRENCY
    units = [{unit.lower() for unit in pattern.findall(text)} for text in (one, other)]
    return not all(units) or bool(units[0] & units[1])


def _same_quality(question: Question, one: Candidate, other: Candidate) -> bool:
    """A figure qualified by a word of the question ("average") is not contradicted by one that is not."""
    asked = set(terms(question.text))
    first, second = (set(terms(f"{item.text} {item.before}")) & asked for item in (one, other))
    return len(second) >= 0.6 * len(first)
