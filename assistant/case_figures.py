"""Figures that a question tells of its own case ("I weighed the same 25 people. Which test?"): no guide need name them."""

import re

from studyground.assistant.question import asking_part
from studyground.ingest.terms import terms

_OWN_CASE = re.compile(r"\b(?:I|we|my|our|me|us|an? [\w-]+)\b", re.IGNORECASE)


def own_figures(question: str) -> frozenset[str]:
    """The terms of figures that stand only in what a question says before or after it asks.

    Args:
        question: As it stands alone.
    """
    asked = asking_part(" ".join(question.split()))
    told = question.replace(asked, " ") if asked != question else ""
    if not _OWN_CASE.search(told):
        return frozenset()
    return frozenset(term for term in terms(told) if term.isdigit()) - frozenset(terms(asked))
