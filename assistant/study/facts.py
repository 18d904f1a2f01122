"""Which questions ask the same fact: those whose keys rest on the same words of a guide."""

from collections.abc import Iterable

from studyground.assistant.practice.practice_question import PracticeQuestion

Span = tuple[str, int, int]  # document, first code point, one past the last


def spans(question: PracticeQuestion) -> tuple[Span, ...]:
    """The places a question's key rests on, copies in other documents included."""
    places = [(cited.document, cited.start, cited.end) for cited in question.citations]
    places += [(place.document, place.start, place.end) for cited in question.citations for place in cited.also_in]
    return tuple(dict.fromkeys(places))


def same_fact(first: Iterable[Span], second: Iterable[Span]) -> bool:
    """Whether two sets of places share words; a question without any place shares none."""
    others = list(second)
    return any(
        document == other and start < other_end and other_start < end
        for document, start, end in first
        for other, other_start, other_end in others
    )


def siblings(question: PracticeQuestion, questions: Iterable[PracticeQuestion]) -> tuple[PracticeQuestion, ...]:
    """Other questions on the same fact, in the order given."""
    places = spans(question)
    return tuple(other for other in questions if other.id != question.id and same_fact(places, spans(other)))
