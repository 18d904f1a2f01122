"""Draws an exam from a bank: domains in their weights, the type mix, no fact twice; or says what the bank lacks."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.apportion import largest_remainder
from studyground.assistant.study.facts import Span, same_fact, spans
from studyground.corpus.blueprint import Blueprint

TRIES = 12  # seeded orders tried before a domain is called short


@dataclass(frozen=True, slots=True)
class Shortage:
    """A domain for which the bank has too few questions on different facts."""

    domain: str
    wanted: int
    available: int

    @property
    def missing(self) -> int:
        """How many more are needed."""
        return self.wanted - self.available


@dataclass(frozen=True, slots=True)
class Drawn:
    """The questions of an exam, in the order asked.

    Args:
        questions: Fewer than `wanted` where the bank is short.
        scored: One flag a question; the others are trials and not marked as such to the learner.
        wanted: How many were asked for.
        shortages: Domains that the bank cannot fill.
        outside: Questions of the bank in no domain of this blueprint.
        seed: Drawn with.
    """

    questions: tuple[PracticeQuestion, ...]
    scored: tuple[bool, ...]
    wanted: int
    shortages: tuple[Shortage, ...]
    outside: int
    seed: int


def draw(
    questions: Iterable[PracticeQuestion],
    blueprint: Blueprint,
    seed: int,
    count: int | None = None,
    seen: Mapping[str, int] | None = None,
) -> Drawn:
    """Draw an exam; the same bank, blueprint, seed and history give the same exam.

    Args:
        questions: A bank. Questions in no domain of the blueprint are left out.
        blueprint: Weights, type mix, number asked and scored.
        seed: Any whole number.
        count: How many to ask; the blueprint's number when None. The scored share stays the blueprint's.
        seen: How often each question was answered before, by id; the least seen are drawn first.
    """
    wanted = blueprint.questions if count is None else count
    names = {domain.name.casefold(): at for at, domain in enumerate(blueprint.domains)}
    pools: list[list[PracticeQuestion]] = [[] for _ in blueprint.domains]
    known: set[str] = set()
    outside = 0
    for question in sorted(questions, key=lambda item: item.id):  # the bank's order must not matter
        at = names.get(question.domain.casefold())
        if at is None:
            outside += 1
        elif question.id not in known:
            known.add(question.id)
            pools[at].append(question)
    weights = [domain.weight for domain in blueprint.domains]
    quotas = largest_remainder(wanted, weights)
    multiple = _multiple(wanted, blueprint, quotas, pools)
    order = random.Random(f"{seed} exam")
    taken = _Taken(seen or {}, seed)
    # The domain with the least to spare chooses first, as a fact that two domains share goes to whoever comes first.
    for at in sorted(range(len(pools)), key=lambda one: (len(pools[one]) - quotas[one], one)):
        taken.fill(at, pools[at], quotas[at], multiple[at])
    drawn = [(question, at) for at, pool in enumerate(taken.chosen(len(pools))) for question in pool]
    order.shuffle(drawn)
    shortages = tuple(
        Shortage(domain.name, quota, taken.count(at))
        for at, (domain, quota) in enumerate(zip(blueprint.domains, quotas, strict=True))
        if taken.count(at) < quota
    )
    scored = _scored([at for _, at in drawn], blueprint, weights, order)
    return Drawn(tuple(question for question, _ in drawn), scored, wanted, shortages, outside, seed)


def _multiple(
    wanted: int, blueprint: Blueprint, quotas: Sequence[int], pools: Sequence[Sequence[PracticeQuestion]]
) -> tuple[int, ...]:
    """How many multiple-response questions each domain is to have, as far as its questions allow."""
    there = [sum(question.type == "multiple_response" for question in pool) for pool in pools]
    caps = [min(quota, have) for quota, have in zip(quotas, there, strict=True)]
    floors = [
        max(0, min(cap, quota - (len(pool) - have)))
        for cap, quota, pool, have in zip(caps, quotas, pools, there, strict=True)
    ]
    share = blueprint.type_mix.multiple_response
    return largest_remainder(largest_remainder(wanted, [share, 1 - share])[0], quotas, caps, floors)


@dataclass(slots=True)
class _Taken:
    """What has been drawn so far, over all domains."""

    seen: Mapping[str, int]
    seed: int
    by_domain: dict[int, list[PracticeQuestion]] = field(default_factory=dict)
    places: list[tuple[Span, ...]] = field(default_factory=list)

    def count(self, at: int) -> int:
        return len(self.by_domain.get(at, ()))

    def chosen(self, domains: int) -> list[list[PracticeQuestion]]:
        return [self.by_domain.get(at, []) for at in range(domains)]

    def fill(self, at: int, pool: Sequence[PracticeQuestion], quota: int, multiple: int) -> None:
        """Draw one domain's questions, each on a fact of its own."""
        free = [question for question in pool if not self._asked(spans(question), self.places)]
        places = {question.id: spans(question) for question in free}
        best: list[PracticeQuestion] = []
        for attempt in range(TRIES + 1):
            if len(best) >= quota:
                break
            order = self._order(at, attempt, free, places)
            got = self._pick(order, places, quota, multiple)
            best = got if len(got) > len(best) else best
        self.by_domain[at] = best
        self.places += [places[question.id] for question in best]

    def _order(
        self, at: int, attempt: int, free: list[PracticeQuestion], places: Mapping[str, tuple[Span, ...]]
    ) -> list[PracticeQuestion]:
        """A seeded order, least seen first; the last attempt puts those first that stand in the fewest others' way."""
        order = list(free)
        random.Random(f"{self.seed} {at} {attempt}").shuffle(order)
        if attempt < TRIES:
            return sorted(order, key=lambda question: self.seen.get(question.id, 0))
        clashes = {
            one.id: sum(same_fact(places[one.id], places[other.id]) for other in free if other is not one)
            for one in free
        }
        return sorted(order, key=lambda question: clashes[question.id])

    def _pick(
        self, order: list[PracticeQuestion], places: Mapping[str, tuple[Span, ...]], quota: int, multiple: int
    ) -> list[PracticeQuestion]:
        got: list[PracticeQuestion] = []
        held: list[tuple[Span, ...]] = []
        room = {"multiple_response": multiple, "multiple_choice": quota - multiple}
        for strict in (True, False):  # the type mix gives way where it would leave the domain short
            for question in order:
                if len(got) == quota:
                    return got
                if question in got or (strict and room[question.type] == 0) or self._asked(places[question.id], held):
                    continue
                got.append(question)
                held.append(places[question.id])
                room[question.type] -= 1
        return got

    @staticmethod
    def _asked(one: tuple[Span, ...], held: Iterable[tuple[Span, ...]]) -> bool:
        return any(same_fact(one, other) for other in held)


def _scored(
    domains: Sequence[int], blueprint: Blueprint, weights: Sequence[float], order: random.Random
) -> tuple[bool, ...]:
    """Which of the questions count: the domains' weights hold among these too."""
    asked = len(domains)
    count = round(asked * blueprint.scored / blueprint.questions)
    caps = [sum(domain == at for domain in domains) for at in range(len(weights))]
    quotas = largest_remainder(count, weights, caps)
    scored: set[int] = set()
    for at, quota in enumerate(quotas):
        places = [place for place, domain in enumerate(domains) if domain == at]
        scored |= set(order.sample(places, quota))
    return tuple(place in scored for place in range(asked))
