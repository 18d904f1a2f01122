"""Figures that may stand beside one as wrong: of the guide for other things first, then made up, none of them right as well."""

import hashlib
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from studyground.assistant.practice.writing.amounts import ABOUT, HEATS, Amount, figure_in, made_up, written_like
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.figure_beside import Beside, Paragraphs
from studyground.assistant.practice.writing.figure_series import as_round, may_be_made_up, neighbours, series_of
from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FORM = "figure"
SAME_CASE = 0.6  # share of what a question says, by weight, that a sentence says which gives a figure for the same
NEAR_CASE = 0.4  # from which a figure that was made up might be right as well
# Share of what a question says that the clause of a figure must say too, under the same heading and elsewhere.
LEAST_NEAR, LEAST_ELSEWHERE = 0.05, 0.25
APART, ABOUT_APART = 1.1, 1.3  # times larger or smaller at least: "about 80 percent" is no less than 78
WIDER = 0.01
FAR, FAR_OFF = 8.0, 4.0  # times larger or smaller under the same heading, and elsewhere: nobody takes others for it
# Of temperatures: up to which one is of cold, how far from that another may lie, and how far from a warm one at least.
_HEAT_RANGES = {"degrees Celsius": (15.0, 10.0, 15.0), "degrees Fahrenheit": (60.0, 18.0, 30.0)}
_OF_A_HEAT = 0.25
OFFERED = 12
LONG, LEAST_QUOTED = 20, 5  # words of a sentence that a reason shortens, and of what is left of it
FRAME = frozenset(terms("how long many often what percentage least most about should one must may temperature"))
_NOBODY = ("one", "you")
ELSEWHERE, BESIDE = "The guide gives this figure for something else: ", " beside it, but not for it: "
_BROKEN = re.compile(r"[?!=<>≤≥≈×$£€¥₹@#\\|]|\b(?:dollars?|euros?|pounds|cents|credits?|fees?|prices?)\b")


@dataclass(frozen=True, slots=True)
class Given:
    """A figure where the guide gives it.

    Args:
        amount: The figure.
        clause: In which it stands, as the guide has it.
        line: In which that stands.
        said: The words of the clause and of the heading above it.
    """

    amount: Amount
    clause: str
    line: Line
    said: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rivals:
    """The figures of a guide, by which wrong ones are found.

    Args:
        lent: Those that may stand beside others.
        known: All, which may answer a question.
        index: Of the guide.
        paragraphs: Its sentences, by which the figures next to one are found.
    """

    lent: Sequence[Given]
    known: Sequence[Given]
    index: Index
    paragraphs: Paragraphs = field(default_factory=lambda: Paragraphs(()))

    def beside(self, fact: Fact, subject: str, one: Given) -> list[Fact]:
        """Wrong figures for a question, the best first.

        Args:
            fact: What is asked.
            subject: What its figure is said of.
            one: Its figure.
        """
        asked = frozenset(terms(f"{fact.need} {fact.situation}")) - FRAME - set(terms(one.amount.unit))
        about = asked if subject in _NOBODY else frozenset(terms(subject))
        total = sum(self.index.terms.weight(term) for term in asked) or 1.0

        def share(other: Given) -> float:
            return sum(self.index.terms.weight(term) for term in asked & other.said) / total

        def right_too(amount: Amount, most: float) -> bool:
            return any(amount.meets(other.amount) and share(other) >= most for other in self.known if other is not one)

        taken, found = [one.amount], list[Fact]()
        for near in self.paragraphs.beside(one.amount, one.clause, one.line, fact.need):
            text = written_like(near.amount, one.amount)
            if text and _apart(near.amount, taken) and not right_too(near.amount, SAME_CASE):
                taken.append(near.amount)
                found.append(_offer(fact, one.amount.unit, text, near))
        for other in self._alike(one, lambda other: about <= other.said or share(other) >= SAME_CASE):
            if share(other) < (LEAST_NEAR if other.line.section == one.line.section else LEAST_ELSEWHERE):
                continue  # of another matter: nobody takes a diver's wait for a pilot's hours
            text = written_like(other.amount, one.amount)
            if text and _apart(other.amount, taken) and not right_too(other.amount, SAME_CASE):
                taken.append(other.amount)
                found.append(_offer(fact, one.amount.unit, text, other))
        made = [*neighbours(one.amount)] if may_be_made_up(one.amount) else []
        if not series_of(one.amount) and (may_be_made_up(one.amount) or _scaled(one.amount)):
            made += [text for text in made_up(one.amount, int(fact.id, 16)) if _likely(text, one.amount)]
        for text in made:
            amount = figure_in(text)
            amount = replace(amount, unit=amount.unit or one.amount.unit) if amount else None
            if amount and _apart(amount, taken) and not right_too(amount, NEAR_CASE):
                taken.append(amount)
                found.append(_offer(fact, one.amount.unit, text))
        return found[:OFFERED]

    def _alike(self, one: Given, same: Callable[[Given], bool]) -> Iterator[Given]:
        """Figures of the same unit for other things, those under the same heading first, then the nearest in size."""
        single = one.amount.low == one.amount.high
        found = [
            other
            for other in self.lent
            if other.line.document == one.line.document
            and other.clause is not one.clause
            and as_round(other.amount, one.amount)
            and other.amount.unit == one.amount.unit
            and other.amount.whole
            and other.line.weight >= 1.0
            and (other.amount.low == other.amount.high) == single
            and (one.amount.unit not in HEATS or abs(other.amount.high - one.amount.high) <= _near_heat(one.amount))
            and _times(other.amount, one.amount) <= (FAR if other.line.section == one.line.section else FAR_OFF)
            and _says(other.clause)
            and not _BROKEN.search(other.clause)
            and (other.line == one.line or not same(other))  # what a semicolon sets apart is another thing
        ]
        found.sort(
            key=lambda other: (
                other.line.section != one.line.section,
                _times(other.amount, one.amount),
                other.line.start,
            )
        )
        yield from found


def _says(clause: str) -> bool:
    """Whether a clause has a verb: a scrap of notes says of nothing what its figure is for."""
    words = clause.replace(",", " ").split()
    certain = any(word in AUXILIARY or (base_of(word) and not may_be_noun(base_of(word))) for word in words)
    return certain or has_finite_verb(clause) or words[0].casefold() in VERBS


def _apart(amount: Amount, taken: Sequence[Amount]) -> bool:
    """Whether a figure can be told from others, the first of which is the key."""
    least = ABOUT_APART if taken[0].bound == ABOUT else APART
    return _times(amount, taken[0]) >= least and not any(amount.meets(other) for other in taken)


def _scaled(amount: Amount) -> bool:
    """Whether a range may be halved or doubled: one of temperatures may not."""
    return amount.low != amount.high and amount.unit not in HEATS


def _likely(text: str, key: Amount) -> bool:
    """Whether a figure that was made up is one that somebody would set: a range as many times as wide as it is larger."""
    amount = figure_in(text)
    if amount is None or key.low == key.high:
        return amount is not None
    return abs(amount.high / amount.low - key.high / key.low) < WIDER and _times(amount, key) <= FAR_OFF


def _near_heat(key: Amount) -> float:
    """How far a temperature may lie from another in whose place somebody would take it: nobody cooks in a cooler."""
    cold, near, far = _HEAT_RANGES[key.unit]
    return near if key.high <= cold else max(far, key.high * _OF_A_HEAT)


def _times(one: Amount, other: Amount) -> float:
    """How many times larger the larger of two figures is."""
    low, high = sorted((one.high, other.high))
    return high / low if low > 0 else math.inf


def _offer(fact: Fact, unit: str, text: str, other: Given | Beside | None = None) -> Fact:
    """A wrong figure as it stands beside the key: the guide's with what it is for, or made up, of which nothing is said."""
    option = shown(text, every=fact.thing.startswith("Every "))
    span = Span(other.line.document, other.line.start, other.line.end) if other else fact.span
    key = f"{FORM}|{option}|{span.document}|{span.start}|{'' if other else fact.id}"
    reason = f"The guide has {spoken(fact.thing)} here: “{shortened(fact.text, fact.thing)}”."
    if other:
        why = f"The guide has {spoken(option)}{BESIDE}" if isinstance(other, Beside) else ELSEWHERE
        reason = f"{why}“{shortened(other.clause, other.amount.text)}”."
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=option, kind=unit, form="figure", need="",
        need_shape="question", situation="", span=span, section=other.line.section if other else fact.section,
        named_by="span", because=reason, text=other.clause if other else "", priority=0.0,
    )  # fmt: skip


def shown(text: str, *, every: bool) -> str:
    """A figure as an option has it."""
    return f"Every {re.sub(r'^(?:1|one) ', '', text)}" if every else text[:1].upper() + text[1:]


def spoken(option: str) -> str:
    """A figure as it stands inside a sentence."""
    return option if option[1:2].isupper() else lower_first(option)


def shortened(text: str, figure: str) -> str:
    """The part of a sentence that a reason quotes: the clause with the figure, where the whole is long and that is plain."""
    if len(text.split()) <= LONG:
        return text
    parts = re.split(r"(?<=[;.]) |, (?=(?:as|because|since|so|which|while|but|and) )", text)
    holding = [part for part in parts if figure.casefold() in part.casefold()]
    return holding[0].rstrip(" ;.") if len(holding) == 1 and len(holding[0].split()) >= LEAST_QUOTED else text
