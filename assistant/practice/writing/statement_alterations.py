"""A sentence of the guide with one deciding thing changed, so that the guide contradicts it."""

from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.amounts import Amount
from studyground.assistant.practice.writing.statement_figures import exchanged, figured
from studyground.assistant.practice.writing.statement_swaps import Alteration, swapped


def alterations(text: str, others: Sequence[Amount], draw: int) -> Iterator[Alteration]:
    """The ways in which a statement can be made false: parts that change places, and another figure.

    A direction, a duty or a denial is left as it is: what is true of one side is often true of the other.

    Args:
        text: A statement of the guide.
        others: Figures that the guide gives near by.
        draw: Any number: it decides where several would do.
    """
    seen = {text}
    for made in (exchanged(text) or swapped(text), figured(text, others, draw)):
        if made is not None and made.text not in seen:
            seen.add(made.text)
            yield made
