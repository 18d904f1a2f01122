"""How well the guide speaks for an option as the answer to a stem: words and vectors over the guide's statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.practice.gates.clauses import Said, contiguous, count_of, said_of
from studyground.assistant.practice.gates.naming import Name
from studyground.assistant.practice.gates.statements import Statement
from studyground.assistant.practice.gates.stem import Need
from studyground.assistant.practice.gates.verbatim import says_word_for_word
from studyground.ingest.terms import terms

if TYPE_CHECKING:
    from studyground.assistant.practice.gates.context import GateContext

LOOKED_AT = 16
NEARBY = 0.8
SCATTERED = 0.85
SWALLOWED = 0.5
OF_A_CASE = 0.7  # what is said as a reason holds in its case first of all
AGAINST = 0.35
DENIED = -0.4
ENOUGH_OVERLAP = 9.0
COSINE, WHOLE_COSINE, OVERLAP, TOLD = 0.4, 0.15, 0.3, 0.15
LONG_WORDS = 0.6
SOME = 0.5
WORD_FOR_WORD = 0.15  # more for what says the stem word for word


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one statement of the guide does for one option.

    Args:
        statement: Number of the statement, -1 where there is none.
        about: How sure it is that the statement is about the option, 0 to 1.
        need: How well what it says of the option agrees with the stem, about 0 to 1.
        against: The statement speaks against the option.
    """

    statement: int
    about: float
    need: float
    against: bool = False

    @property
    def score(self) -> float:
        """Both together, 0 to about 1."""
        return self.about * self.need * (AGAINST if self.against else 1.0)


NOTHING = Evidence(-1, 0.0, 0.0)


def best_evidence(context: "GateContext", need: Need, names: Sequence[Name]) -> tuple[tuple[Evidence, ...], ...]:
    """For each option the statements of the whole guide that speak most for it, best first."""
    statements = context.statements
    if not statements.items:
        return tuple(() for _ in names)
    cosines = statements.vectors @ need.vectors.T
    overlap = _overlap(context, need)
    statements.situated.lift(cosines, overlap, need, context.weight)
    near = _need(cosines, _saturated(overlap))
    abouts = [_about(context, name) for name in names]
    said: dict[int, tuple[Said, ...]] = {}
    found = []
    for at, _ in enumerate(names):
        rough = abouts[at] * near
        count = min(LOOKED_AT, len(rough))
        rows = np.argpartition(-rough, count - 1)[:count]
        weighed = []
        for row in rows[rough[rows] > 0].tolist():
            item = statements.items[row]
            said[row] = said.get(row) or said_of(item, names)
            one = weigh(context, need, names, at, item, said[row][at], float(abouts[at][row]), cosines[row])
            weighed.append(replace(one, statement=row))
        found.append(tuple(sorted(weighed, key=lambda one: (-one.score, one.statement))))
    return tuple(found)


def weigh(
    context: "GateContext",
    need: Need,
    names: Sequence[Name],
    at: int,
    statement: Statement,
    said: Said,
    about: float,
    cosines: NDArray[np.float32],
) -> Evidence:
    """What one statement does for one option.

    Args:
        context: The guide.
        need: The stem.
        names: All options.
        at: Which of them.
        statement: The statement.
        said: What it says of the option.
        about: How much of the option it holds.
        cosines: To each sentence of the stem and to the whole, shape (sentences + 1,).
    """
    told, overlap = _agreement(context, said, need, names[at])
    name = names[at]
    if said.named and not name.long and not contiguous(name, statement.text):
        about *= SCATTERED
    if statement.ruling and statement.situation is None:
        about *= OF_A_CASE
    if _swallowed(names, at, statement):
        about *= SWALLOWED
    if statement.situation is not None:
        share, agreed = statement.situation.agreement(need, context.weight)
        told, overlap = max(told, share), max(overlap, agreed)
        cosines = np.maximum(cosines, np.float32(statement.situation.nearness(need)))
    value = float(_need(cosines.reshape(1, -1), np.array([_saturated_one(overlap)]))[0]) + TOLD * told
    if need.sentences and says_word_for_word(need.sentences[-1], statement.text):
        value += WORD_FOR_WORD
    return Evidence(-1, about, value, said.against)


def _swallowed(names: Sequence[Name], at: int, statement: Statement) -> bool:
    """Whether an option stands in a statement only as a part of another option's longer name."""
    inside, nearby = frozenset(terms(statement.text)), frozenset(terms(statement.around))
    own = [frozenset(form) for form in names[at].forms]
    for other in names:
        if other is names[at] or not any(form <= frozenset(longer) for form in own for longer in other.forms):
            continue
        if other.share(inside) >= 1 or other.share(nearby) >= 1:
            text = f"{statement.around} {statement.text}"
            return count_of(names[at], text) <= count_of(other, text)
    return False


def about_of(context: "GateContext", name: Name, statement: Statement, vector: NDArray[np.float32]) -> float:
    """How much of an option a statement outside the index holds: the words in it, in its heading, and its vector."""
    inside = name.share(frozenset(terms(statement.text)))
    nearby = NEARBY * name.share(frozenset(terms(f"{statement.text} {statement.around}")))
    words = max(inside, nearby)
    if not name.long:
        return words if words >= SOME else 0.0
    cosine = np.array(vector @ context.vector(name.text))
    return LONG_WORDS * words + (1 - LONG_WORDS) * float(_near(cosine)) if words > 0 else 0.0


def _about(context: "GateContext", name: Name) -> NDArray[np.float64]:
    """How much of an option each statement holds, shape (statements,)."""
    statements = context.statements
    best = np.zeros(len(statements.items))
    for form in name.forms:
        total = sum(name.weights[stem] for stem in form)
        if total <= 0:
            continue
        inside = np.zeros(len(best))
        nearby = np.zeros(len(best))
        for stem in form:
            own, around = statements.with_term(stem)
            inside[own] += name.weights[stem]
            extra = np.zeros(len(best))
            extra[around] = name.weights[stem]
            extra[own] = name.weights[stem]
            nearby += extra
        best = np.maximum(best, np.maximum(inside, NEARBY * nearby) / total)
    if name.long:
        cosine = statements.vectors @ context.vector(name.text)
        return np.where(best > 0, LONG_WORDS * best + (1 - LONG_WORDS) * _near(cosine), 0.0)
    return np.where(best >= SOME, best, 0.0)


def _near(cosine: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(np.clip((cosine - 0.2) / 0.5, 0.0, 1.0), np.float64)


def _need(cosines: NDArray[np.floating], overlap: NDArray[np.floating]) -> NDArray[np.float64]:
    best = cosines[:, :-1].max(axis=1) if cosines.shape[1] > 1 else cosines[:, -1]
    return np.asarray(
        COSINE * np.clip(best, 0, 1) + WHOLE_COSINE * np.clip(cosines[:, -1], 0, 1) + OVERLAP * overlap, np.float64
    )


def _overlap(context: "GateContext", need: Need) -> NDArray[np.float64]:
    """Rarity of the stem's words that each statement holds, added up."""
    total = np.zeros(len(context.statements.items))
    for stem in need.all_stems:
        own, _ = context.statements.with_term(stem)
        total[own] += context.weight(stem)
    return total


def _agreement(context: "GateContext", said: Said, need: Need, name: Name) -> tuple[float, float]:
    """Share of what is said of the option that the stem says too, and the rarity of the words in common."""
    common = said.stems & (need.all_stems if name.long else need.all_stems - name.stems)
    agreed = sum(context.weight(stem) * _sign(stem, said.denied, need.denied) for stem in common)
    total = sum(context.weight(stem) for stem in said.stems)
    return (max(0.0, agreed) / total if total else 0.0), max(0.0, agreed)


def _sign(stem: str, said: frozenset[str], asked: frozenset[str]) -> float:
    """Words in common speak for an option, unless one side denies them."""
    return 1.0 if (stem in said) == (stem in asked) else DENIED


def _saturated(overlap: NDArray[np.float64]) -> NDArray[np.float64]:
    return overlap / (overlap + ENOUGH_OVERLAP)


def _saturated_one(overlap: float) -> float:
    return overlap / (overlap + ENOUGH_OVERLAP)
