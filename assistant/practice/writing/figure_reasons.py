"""Why a wrong figure is wrong: what the guide gives it for, else what it says with the right one."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.figure_rivals import ELSEWHERE, shortened, spoken

LEAST_SAID = 4  # words of a part of a sentence that says what its figure is for
LENT = (
    ELSEWHERE,
    "This is the figure for another matter: ",
    "Elsewhere the guide has this figure: ",
)
MADE = (
    "The guide has {key} here: “{said}”.",
    "Not {option}: the guide says “{said}”.",
    "In the guide it is {key}: “{said}”.",
)
_NUMBER = re.compile(r"\d[\d.,]*")


def reasons_of(fact: Fact, offers: Sequence[Fact], *, of_a_case: bool) -> list[str]:
    """One reason for each wrong figure, none said twice.

    Args:
        fact: What is asked, with the sentence that answers it.
        offers: The wrong figures.
        of_a_case: Whether they are the cases of a rule, whose reasons stand already.
    """
    if of_a_case:
        return [one.because for one in offers]
    said: list[str] = []
    lent, made = 0, iter(MADE)
    for one in offers:
        if one.text and one.because.startswith(ELSEWHERE):
            said.append(LENT[lent % len(LENT)] + one.because.removeprefix(ELSEWHERE))
            lent += 1
        elif one.text:
            said.append(one.because)
        else:
            said.append(_beside_it(fact, one) or _made(fact, one, made))
    return said


def _made(fact: Fact, one: Fact, frames: Iterator[str]) -> str:
    quote = shortened(fact.text, fact.thing)
    return next(frames, MADE[0]).format(key=spoken(fact.thing), option=spoken(one.thing), said=quote)


def _beside_it(fact: Fact, one: Fact) -> str:
    """What the key's own sentence gives the number for without its unit ("12 if it did not"); "" where it does not."""
    number = _NUMBER.search(one.thing)
    if number is None:
        return ""
    parts = re.split(r"[;,] (?!\d{3})", fact.text)
    holding = [
        part
        for part in parts
        if re.search(rf"(?<![\w.,]){re.escape(number[0])}(?![\w,]*\d|\.\d)", part) and fact.thing not in part
    ]
    told = holding[0].rstrip(" .;") if len(holding) == 1 and len(holding[0].split()) >= LEAST_SAID else ""
    return f"The guide gives {number[0]} for another case: “{told}”." if told else ""
