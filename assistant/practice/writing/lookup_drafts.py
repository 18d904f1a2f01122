"""Questions for what a table has: each reason tells the key's row and the option's, and the head of the table is cited too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.cell_clauses import opened
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.lookup_values import of_like_length, size_of
from studyground.assistant.practice.writing.lookup_wording import why_right, why_wrong
from studyground.assistant.practice.writing.option_use import marked
from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.stems import Stem

STYLE = "labelled"
RANK = "rank of a looked up figure"
WIDE = 6  # offers from which the wrong options are drawn, the nearest in the table first


def lookup_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask what a table gives for a row, or which row has a value.

    Args:
        fact: Looked up in a table.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    if size_of(fact.thing):
        yield from _of_figures(fact, offers, desk, count)
        return
    for chosen in _chosen(fact, offers[:WIDE], longer, count):
        facts = (fact, *chosen)
        texts = [one.thing for one in facts]
        if (
            len(chosen) < count
            or not of_like_length(texts)
            or not fitting([Choice(text, not at, text, None) for at, text in enumerate(texts)])
        ):
            continue
        yield _draft(fact, chosen, desk, marked(Stem(fact.need), chosen))


def _of_figures(fact: Fact, offers: Sequence[Fact], desk: Desk, count: int) -> Iterator[Draft]:
    """Drafts for a figure, which stand by size: so many wrong ones are smaller that its place is the least used so far."""
    for rank in desk.spread.order(range(count + 1), RANK):
        key = size_of(fact.thing) or (0.0, 0.0)
        sizes = [(one, size_of(one.thing) or key) for one in offers]
        smaller = [one for one, size in sizes if size < key][:rank]
        larger = [one for one, size in sizes if size > key][: count - rank]
        chosen = [one for one in offers if one in smaller or one in larger]
        if len(chosen) == count and of_like_length([one.thing for one in (fact, *chosen)]):
            stem = marked(Stem(fact.need), chosen)
            yield _draft(fact, chosen, desk, replace(stem, used=(*stem.used, (RANK, rank))))


def _draft(fact: Fact, chosen: Sequence[Fact], desk: Desk, stem: Stem) -> Draft:
    rows = tuple(dict.fromkeys((fact.span, *head_span(fact, desk))))
    shown = opened([one.thing for one in (fact, *chosen)])
    first, second = (one.because for one in chosen[:2])
    reason = why_right(fact.because, (first, second), fact.kind)
    return Draft(
        facts=(fact.id,), things=(fact.thing,), stem=stem,
        options=(
            Drafted(shown[0], True, reason, rows),
            *(
                Drafted(text, False, why_wrong(one.because, fact.because, fact.kind), _spans(one, fact))
                for text, one in zip(shown[1:], chosen, strict=True)
            ),
        ),
        spans=rows, difficulty="foundation", style=STYLE,
    )  # fmt: skip


def _chosen(fact: Fact, offers: Sequence[Fact], longer: bool, count: int) -> Iterator[list[Fact]]:
    """Choices among the offers: with one longer than the key where that is wanted, then the nearest."""
    long = [one for one in offers if len(one.thing) > len(fact.thing)]
    if longer and long:
        yield [long[0], *(one for one in offers if one is not long[0])][:count]
    yield list(offers[:count])
    yield list(offers[1 : count + 1])


def _spans(one: Fact, key: Fact) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((one.span, key.span)))


def head_span(fact: Fact, desk: Desk) -> tuple[Span, ...]:
    """The first row of the table that a fact stands in, which says what its columns hold; () where another part of it has it."""
    text = desk.index.stored_text(fact.span.document)
    start = text.rfind("\n\n", 0, fact.span.start) + 2
    end = text.find("\n", start)
    return (Span(fact.span.document, start, end),) if start > 1 and start < end <= fact.span.start else ()
