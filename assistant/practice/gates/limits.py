"""What the gates need to judge a question for the case that meets a limit: the limit where the guide sets it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import stands, too_long
from studyground.assistant.practice.gates.stem import ASKING
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.bounds import Bound, Stretch, bounds_in, stretches_in
from studyground.ingest.terms import terms

ENOUGH = 0.6  # share of what stem and options say, by weight, that a sentence says which sets their limit
AS_GOOD = 0.75  # share of the best sentence's share from which another sets a limit for the same
_ASKS = re.compile(r"\b[Ww]hich of these\b")
_PARTS = re.compile(r";\s|,? and (?=(?:those|these|all) )")  # each with a limit of its own
_FRAME = frozenset(terms("which of these cases one there is are a check of finds four values is allowed"))
_MUST_NOT = re.compile(
    r"(?:must|should|may|can) not (?:exceed|be more than|be over|be above|rise above|go over|go above)(?= \d)"
)  # what a thing must not exceed is its limit
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that the guide sets for what a question speaks of.

    Args:
        bound: The limit.
        document: Where it stands.
        start: First code point of its sentence.
        end: One past the last.
        share: How much of stem and options its sentence says.
    """

    bound: Bound | Stretch
    document: int
    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class Limited:
    """A question whose options differ by one figure, answered by the limits that the guide sets.

    Args:
        values: Of each option its figure.
        limits: The best first.
    """

    values: tuple[float, ...]
    limits: tuple[Limit, ...]

    @property
    def answers(self) -> frozenset[int]:
        """Numbers of the options that meet the limit which fits best."""
        return frozenset(
            at for at, value in enumerate(self.values) if self.limits and self.limits[0].bound.holds(value)
        )

    def fault(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why what is cited does not show that the key alone meets the limit; "" when it does."""
        cited = question.citations or tuple(item for key in question.keys for item in key.citations)
        good = [item for item in cited if stands(item, context) and not too_long(item, context)]
        for one in self.limits:
            inside = {at for at, value in enumerate(self.values) if one.bound.holds(value)}
            right = inside == {at for at, option in enumerate(question.options) if option.correct}
            if right and any(
                context.index.document(item.document).id == one.document
                and item.start < one.end
                and one.start < item.end
                for item in good
            ):
                return ""
        return "The words cited set no limit that the key alone meets."

    def as_well(self, question: PracticeQuestion) -> str:
        """A wrong option that meets a limit which the guide sets for the same; "" for none."""
        for one in self.limits:
            for at, option in enumerate(question.options):
                if not option.correct and one.bound.holds(self.values[at]):
                    return option.text
        return ""


def limited(stem: str, options: Sequence[str], context: GateContext) -> Limited | None:
    """A question whose options are one case with a figure each; None for any other.

    Args:
        stem: It asks which of these cases, or things, meets what the guide says.
        options: Their texts; which of them is the key is not asked.
        context: The guide.
    """
    if not _ASKS.search(stem) or len({_NUMBER.sub("#", option) for option in options}) > 1:
        return None
    return context.once(("limited", stem, tuple(options)), lambda: _limited(stem, tuple(options), context))


def _limited(stem: str, options: tuple[str, ...], context: GateContext) -> Limited | None:
    figures = [[float(one.replace(",", "")) for one in _NUMBER.findall(option)] for option in options]
    apart = [at for at in range(len(figures[0])) if len({one[at] for one in figures}) > 1]
    if len(apart) != 1:
        return None
    said = frozenset(terms(_NUMBER.sub(" ", f"{stem} {options[0]}"))) - ASKING - _FRAME
    total = sum(context.weight(term) for term in said) or 1.0
    found: list[Limit] = []
    for own, item in zip(context.statements.terms, context.statements.items, strict=True):
        if sum(context.weight(term) for term in said & own) < ENOUGH * AS_GOOD * total:
            continue
        for clause in _PARTS.split(" ".join(item.text.split())):
            share = sum(context.weight(term) for term in said.intersection(terms(clause))) / total
            if share >= ENOUGH * AS_GOOD:
                limits: tuple[Bound | Stretch, ...] = (
                    *bounds_in(_MUST_NOT.sub("must be at most", clause)),
                    *stretches_in(clause),
                )
                found += [Limit(one, item.doc, item.start, item.end, share) for one in limits]
    best = max((one.share for one in found), default=0.0)
    kept = [one for one in found if best >= ENOUGH and one.share >= AS_GOOD * best]
    kept.sort(key=lambda one: -one.share)
    return Limited(tuple(one[apart[0]] for one in figures), tuple(kept))
