"""Generates a batch: mines the guide, drafts questions by domain, lets the gates judge each, and keeps the batch even."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.asked import asked_before, cases_asked
from studyground.assistant.practice.balance import quotas
from studyground.assistant.practice.batch import Batch
from studyground.assistant.practice.case_reading import worked_cases
from studyground.assistant.practice.check import GateContext
from studyground.assistant.practice.domains import Place, Subject, place_all
from studyground.assistant.practice.offers import LOOK_AHEAD, SEVERAL_TRIES, Queue
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.worked_case import WorkedCase
from studyground.assistant.practice.writing.advised import askable_advice
from studyground.assistant.practice.writing.asking import askable
from studyground.assistant.practice.writing.case_drafts import CaseBook, case_draft
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.drawing import likelihood
from studyground.assistant.practice.writing.fact import Group, Mined, Span
from studyground.assistant.practice.writing.lines import is_need
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_same_value import PRIORITY
from studyground.assistant.practice.writing.phrasing import Casing
from studyground.assistant.practice.writing.several import SHAPES, combined, listed
from studyground.assistant.practice.writing.spread import Spread
from studyground.corpus.blueprint import Blueprint

if TYPE_CHECKING:
    from studyground.assistant.practice.model_writing import ModelAuthor

SCHEMA = 1
Kind = Literal["single", "multiple", "mixed"]
Progress = Callable[[int, int], None]
Shared = tuple[Group, Place, Queue]
DRAFTS_A_FACT = 3
UNPLACED_GUIDE = 0.6
SEVERAL_FIRST = 6.0  # how much earlier than evenly questions with several keys are written: they take two facts each
LEAST_A_THING = 3
A_THING_IN = 20
TWO_KEYS = 0.75
TO_SPARE = 1.3  # as many cases as questions wanted, times this, and nothing else need be read
EVEN_FROM = 40  # questions; a smaller batch takes a case whose key is the longest option when it has nothing else
FROM_LISTS = 0.5


@dataclass(frozen=True, slots=True)
class ThinDomain:
    """A domain of which the guide teaches too little: how many questions were wanted, and how many it carries."""

    domain: str
    wanted: int
    carried: int


@dataclass(frozen=True, slots=True)
class Generated:
    """A batch.

    Args:
        questions: Those that passed every gate.
        asked: How many were asked for.
        rejected: Drafts that a gate turned down, by the first gate that did.
        thin_domains: Domains that could not be filled.
        seconds: Time taken.
        drafted: Drafts that the gates saw.
        model: What a language model had a part in, where there was one: "drafts", "accepted", "repaired".
    """

    questions: tuple[PracticeQuestion, ...]
    asked: int
    rejected: dict[str, int]
    thin_domains: tuple[ThinDomain, ...]
    seconds: float
    drafted: int = 0
    model: dict[str, int] = field(default_factory=dict)

    def to_json(self, bank: str = "") -> dict[str, Any]:
        """The contract's `questions generate --json`."""
        thin = [{"domain": one.domain, "wanted": one.wanted, "carried": one.carried} for one in self.thin_domains]
        return {
            "schema": SCHEMA, "asked": self.asked, "accepted": len(self.questions), "rejected": self.rejected,
            "thin_domains": thin, "bank": bank, "seconds": round(self.seconds, 2),
            **({"model": self.model} if self.model else {}),
        }  # fmt: skip


def generate(
    assistant: Assistant,
    blueprint: Blueprint,
    count: int,
    kind: Kind = "mixed",
    seed: int = 0,
    existing: Iterable[PracticeQuestion] = (),
    progress: Progress | None = None,
    author: "ModelAuthor | None" = None,
) -> Generated:
    """Write questions from the guide that pass every gate, in the weights of a blueprint.

    Args:
        assistant: Over the guide.
        blueprint: Domains with their weights, and the mix of types.
        count: How many are wanted; fewer come back when the guide carries fewer.
        kind: One key, several, or the blueprint's mix.
        seed: The same seed over the same guide gives the same batch.
        existing: Questions that are there already: new ones differ from them.
        progress: Told how many questions are there, of how many.
        author: Writes those with one key by a language model; what it fails at is written by rule.
    """
    started = time.perf_counter()
    known = tuple(existing)
    book = CaseBook.of(worked_cases(assistant.index))
    several = _several_wanted(blueprint, count, kind)
    if author is None:
        batch = _with_cases_alone(assistant, book, known, seed)
        queues = _queues(batch.desk, blueprint, batch)
        if _suffice(queues, blueprint, count, several):
            thin = _fill(batch, blueprint, queues, count, several, progress)
            if len(batch.questions) == count and not thin:
                return _generated(batch, count, thin, started)
    mined = mine(assistant.index)
    desk = Desk.of(assistant.index, mined, seed)
    batch = Batch(assistant, desk, GateContext.of(assistant, known), seed, author=author, book=book)
    batch.tables.wanted = count
    batch.rows = {group.id: group.need.casefold() for group in mined.groups if group.need}
    batch.asked_facts |= asked_before(known, (*mined.facts, *mined.actions)) | cases_asked(known, book.cases)
    queues = _queues(desk, blueprint, batch)
    thin = _fill(batch, blueprint, queues, count, several, progress)
    return _generated(batch, count, thin, started)


def _with_cases_alone(assistant: Assistant, book: CaseBook, known: tuple[PracticeQuestion, ...], seed: int) -> Batch:
    """A batch over a guide of which nothing but its cases has been read: mining takes longer than all the rest."""
    index = assistant.index
    desk = Desk(
        index, Mined(index.index_id, (), (), {}, {}), Spread(seed), frozenset(), Casing((), index.encoder.is_word)
    )
    batch = Batch(assistant, desk, GateContext.of(assistant, known), seed, book=book)
    batch.asked_facts |= cases_asked(known, book.cases)
    return batch


def _suffice(queues: dict[str, Queue], blueprint: Blueprint, count: int, several: int) -> bool:
    """Whether there are cases enough in every domain, some to spare."""
    wanted = quotas({domain.name: domain.weight for domain in blueprint.domains}, count)
    if sum(len(queues[name].several_cases) for name in wanted) < several:
        return False
    return all(len(queues[name].cases) >= TO_SPARE * number for name, number in wanted.items()) or several >= count


def _generated(batch: Batch, count: int, thin: tuple[ThinDomain, ...], started: float) -> Generated:
    author = batch.author
    return Generated(
        tuple(batch.questions),
        count,
        dict(batch.rejected.most_common()),
        thin,
        time.perf_counter() - started,
        batch.drafted,
        {"drafts": author.drafts, "accepted": author.accepted, "repaired": author.repaired} if author else {},
    )


def _queues(desk: Desk, blueprint: Blueprint, batch: Batch) -> dict[str, Queue]:
    """Facts and groups by domain, the weightier more likely in front; "" holds what no objective covers."""
    facts = [
        fact
        for fact in desk.mined.facts
        if askable(fact) and is_need(fact, strict=False) and fact.id not in batch.asked_facts
    ]
    facts += [fact for fact in desk.mined.actions if askable_advice(fact) and fact.id not in batch.asked_facts]
    groups = [group for group in desk.mined.groups if group.id not in batch.asked_facts]
    subjects = [Subject(f"{fact.thing}. {fact.text}", fact.section, fact.span) for fact in facts]
    subjects += [
        Subject(f"{group.lead}: {'; '.join(one.text for one in group.members)}", group.section, group.lead_span)
        for group in groups
    ]
    cases = [case for case in batch.book.cases if case.id not in batch.asked_facts]
    subjects += [_subject(case) for case in cases]
    places = place_all(desk.index, blueprint, subjects)
    found: dict[str, Queue] = {domain.name: Queue() for domain in blueprint.domains} | {"": Queue()}
    for fact, place in zip(facts, places, strict=False):
        found[place.domain].facts.append((fact, place))
    for group, place in zip(groups, places[len(facts) :], strict=False):
        found[place.domain].groups.append((group, place))
    for case, place in zip(cases, places[len(facts) + len(groups) :], strict=True):
        queue = found[place.domain]
        (queue.several_cases if len(case.decided) > 1 else queue.cases).append((case, place))
    for queue in found.values():
        draw = {fact.id: desk.spread.random.random() ** (1 / likelihood(fact, desk)) for fact, _ in queue.facts}
        queue.facts.sort(key=lambda pair: -draw[pair[0].id])
        queue.every = list(queue.facts)
        queue.facts = [pair for pair in queue.facts if is_need(pair[0])]
        desk.spread.random.shuffle(queue.groups)
        desk.spread.random.shuffle(queue.cases)
        desk.spread.random.shuffle(queue.several_cases)
    return found


def _subject(case: WorkedCase) -> Subject:
    """What a case is about: what was decided, and in which situation."""
    first = case.decided[0]
    text = f"{'. '.join(one.option for one in case.decided)}. {case.situation}"
    return Subject(text, case.section, Span(case.document, *first.spans[0]), told=True)


def _several_wanted(blueprint: Blueprint, count: int, kind: Kind) -> int:
    if kind == "mixed":
        return round(count * blueprint.type_mix.multiple_response)
    return count if kind == "multiple" else 0


def _fill(
    batch: Batch, blueprint: Blueprint, queues: dict[str, Queue], count: int, several: int, progress: Progress | None
) -> tuple[ThinDomain, ...]:
    """Draw from the domains in their weights until the batch is full or the guide has no more."""
    wanted = quotas({domain.name: domain.weight for domain in blueprint.domains}, count)
    limits = dict(wanted)
    thin: tuple[ThinDomain, ...] = ()
    rest = _shared_first(batch, queues, min(several, count), progress, count)
    while len(batch.questions) < count:
        open_domains = [
            name
            for name, limit in limits.items()
            if queues[name].taken < limit and _offers(queues[name], several, count)
        ]
        if not open_domains:
            if batch.desk.mined.strict and several < count:
                _relax(batch, queues)
                continue
            if not thin and (spare := _spare(queues, several, count)):
                thin = _thin(queues, wanted)
                limits = dict.fromkeys(spare, count)
                continue
            thin = thin or _thin(queues, wanted)
            if "" in limits or not _offers(queues[""], several, count):
                if not _with_held(batch, queues):
                    _shared(batch, rest, min(several, count), progress, count)
                    break
                limits = dict.fromkeys(queues, count)
                continue
            limits = {"": count}  # a sound question of no domain is better than none
            continue
        name = max(open_domains, key=lambda one: (limits[one] - queues[one].taken) / limits[one])
        if _one_more(batch, queues[name], count, several):
            queues[name].taken += 1
            if progress:
                progress(len(batch.questions), count)
    return thin or _thin(queues, wanted)


def _shared_first(
    batch: Batch, queues: dict[str, Queue], several: int, progress: Progress | None, count: int
) -> list[Shared]:
    """Ask what the guide itself sets side by side, whatever its domain, before two needs or statements are put together.

    Returns:
        What is left for the end: tables of how something is run, which have to do where a guide has nothing else.
    """
    plain = [(group, place, queue) for queue in queues.values() for group, place in queue.groups if group.asked]
    for queue in queues.values():
        queue.groups = [pair for pair in queue.groups if not pair[0].asked]
    batch.desk.spread.random.shuffle(plain)
    _shared(batch, [one for one in plain if one[0].priority >= PRIORITY], several, progress, count)
    return [one for one in plain if one[0].priority < PRIORITY]


def _shared(batch: Batch, plain: list[Shared], several: int, progress: Progress | None, count: int) -> None:
    """Ask for the rows or members that have something in common, until there are enough questions with several keys."""
    for group, place, queue in plain:
        if sum(question.select > 1 for question in batch.questions) >= several or len(batch.questions) >= count:
            return
        shape = SHAPES[0] if batch.desk.spread.random.random() < TWO_KEYS else SHAPES[1]
        drafts_of = (listed(group, batch.desk, one) for one in dict.fromkeys((shape, SHAPES[0])))
        if batch.consider((draft for draft in drafts_of if draft), place):
            queue.taken += 1
            if progress:
                progress(len(batch.questions), count)


def _relax(batch: Batch, queues: dict[str, Queue]) -> None:
    """Let what was not asked come again, with options less alike: a guide that teaches little uses what it has."""
    batch.desk.mined = replace(batch.desk.mined, strict=False)
    for queue in queues.values():
        queue.facts = [pair for pair in queue.every if pair[0].id not in batch.asked_facts]
        queue.held = []


def _with_held(batch: Batch, queues: dict[str, Queue]) -> bool:
    """Let those come that had to wait for other questions, now that there are no others; whether there are any."""
    batch.nothing_else = True
    if batch.held_at == len(batch.questions):
        return False  # none was taken since they were last let come
    batch.held_at = len(batch.questions)
    found = False
    for queue in queues.values():
        now = [pair for pair in queue.held if not batch.is_full(pair[0].form)]
        queue.held = [pair for pair in queue.held if pair not in now]
        queue.facts += now
        found = found or bool(now)
    return found


def _offers(queue: Queue, several: int, count: int) -> bool:
    """Whether a domain may still give a question of a wanted type."""
    if several < count and (queue.facts or queue.cases):
        return True
    return several > 0 and bool(queue.several_cases or (queue.facts and queue.several_left > 0))


def _spare(queues: dict[str, Queue], several: int, count: int) -> list[str]:
    """Domains that can fill the place of thin ones; what no objective covers, where that is most of the guide."""
    left = [name for name, queue in queues.items() if name and _offers(queue, several, count)]
    placed = sum(queue.size + queue.taken for name, queue in queues.items() if name)
    unplaced = queues[""].size
    if unplaced > UNPLACED_GUIDE * (placed + unplaced) and _offers(queues[""], several, count):
        left.append("")
    return left


def _thin(queues: dict[str, Queue], wanted: dict[str, int]) -> tuple[ThinDomain, ...]:
    return tuple(
        ThinDomain(name, number, queues[name].taken) for name, number in wanted.items() if queues[name].taken < number
    )


def _one_more(batch: Batch, queue: Queue, count: int, several: int) -> bool:
    """Try for one more question of a domain, a case before a mined fact; what was tried does not come again."""
    made = sum(question.select > 1 for question in batch.questions)
    due = several * min(1.0, SEVERAL_FIRST * (len(batch.questions) + 1) / count)
    if several and (made < int(due + 0.5) or several >= count):
        if queue.several_cases:
            return _case(batch, queue.several_cases)
        if queue.facts and queue.several_left > 0:
            if _several(batch, queue):
                queue.several_left = SEVERAL_TRIES
                return True
            queue.several_left -= 1
            return False
    if several >= count:
        return False
    if queue.cases and (batch.author is None or not queue.facts):
        at = next((n for n, (case, _) in enumerate(queue.cases) if batch.takes_case(case)), None)
        if at is not None or not queue.facts:
            return _case(batch, queue.cases, at or 0, even=at is not None or count >= EVEN_FROM)
    if not queue.facts:
        return bool(queue.several_cases) and _case(batch, queue.several_cases)
    return _fact(batch, queue, count)


def _case(batch: Batch, cases: list[tuple[WorkedCase, Place]], at: int = 0, *, even: bool = True) -> bool:
    """Ask one case that the guide tells."""
    case, place = cases.pop(at)
    draft = case_draft(case, batch.book, batch.desk.spread)
    return draft is not None and batch.consider([draft], place, even=even)


def _fact(batch: Batch, queue: Queue, count: int) -> bool:
    """Ask one mined fact."""
    fact, place = queue.next_fact(batch.things)
    if fact.id in batch.asked_facts or batch.things[fact.thing] >= max(LEAST_A_THING, count // A_THING_IN):
        return False
    if batch.is_full(fact.form):
        queue.held.append((fact, place))
        return False
    if batch.consider_written(fact, place):
        return True
    offered = drafts(fact, batch.desk, batch.balance.wants_longer_distractor)
    taken = batch.consider(islice(offered, DRAFTS_A_FACT), place)
    if batch.waits and not taken:
        queue.held.append((fact, place))
    return taken


def _several(batch: Batch, queue: Queue) -> bool:
    """Try for a question with several keys: a list of the guide, or two or three needs."""
    random = batch.desk.spread.random
    shape = SHAPES[0] if random.random() < TWO_KEYS else SHAPES[1]
    if queue.groups and random.random() < FROM_LISTS:
        group, place = queue.groups.pop()
        draft = listed(group, batch.desk, shape) or listed(group, batch.desk, SHAPES[0])
        return draft is not None and batch.consider([draft], place)
    left = [fact for fact, _ in queue.facts if fact.id not in batch.asked_facts]
    for row in random.sample(range(len(queue.facts)), min(LOOK_AHEAD, len(queue.facts))):
        fact, place = queue.facts[row]
        made = combined(fact, batch.desk, left, shape) if fact.id not in batch.asked_facts else ()
        if batch.consider(islice(made, DRAFTS_A_FACT), place):
            return True
    return False
