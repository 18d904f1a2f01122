"""What was asked before: which facts earlier questions rest on, and what a need says in words."""

from collections import defaultdict
from collections.abc import Sequence

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.worked_case import WorkedCase
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.phrasing import quantities
from studyground.ingest.terms import terms


def said(fact: Fact) -> frozenset[str]:
    """The words of a need, its own figures among them."""
    return frozenset((*terms(fact.need), *quantities(fact.need)))


def asked_before(known: Sequence[PracticeQuestion], facts: Sequence[Fact]) -> set[str]:
    """Ids of the facts that earlier questions rest on and whose thing they name."""
    by_place: dict[tuple[str, int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_place[fact.span.document, fact.span.start, fact.span.end].append(fact)
    found: set[str] = set()
    for question in known:
        said = " ".join([question.stem, *(key.text for key in question.keys)]).casefold()
        for cited in question.citations:
            here = by_place.get((cited.document, cited.start, cited.end), [])
            found |= {fact.id for fact in here if fact.thing.casefold() in said}
    return found


def cases_asked(known: Sequence[PracticeQuestion], cases: Sequence[WorkedCase]) -> set[str]:
    """Ids of the cases whose decision earlier questions rest on."""
    cited = {(item.document, item.start) for question in known for item in question.citations}
    return {case.id for case in cases if any((case.document, one.spans[0][0]) in cited for one in case.decided)}
