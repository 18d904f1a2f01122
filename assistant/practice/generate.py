"""Generates a batch: mines the guide, drafts questions by domain, lets the gates judge each, and keeps the batch even."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

from studyground.assistant.answer import Citation
from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation
from studyground.assistant.practice.asked import asked_before, said
from studyground.assistant.practice.balance import Balance, quotas
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.domains import Place, Subject, place_all
from studyground.assistant.practice.offers import LOOK_AHEAD, SEVERAL_TRIES, Queue
from studyground.assistant.practice.practice_question import LABELS, Check, Option, PracticeQuestion, content_id
from studyground.assistant.practice.writing.advised import askable_advice, paired
from studyground.assistant.practice.writing.asking import askable
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.drawing import likelihood
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.several import SHAPES, combined, listed, of_one
from studyground.corpus.blueprint import Blueprint

if TYPE_CHECKING:
    from studyground.assistant.practice.model_writing import ModelAuthor

SCHEMA = 1
Kind = Literal["single", "multiple", "mixed"]
Progress = Callable[[int, int], None]
DRAFTS_A_FACT = 3
UNPLACED_GUIDE = 0.6
SEVERAL_FIRST = 6.0  # how much earlier than evenly questions with several keys are written: they take two facts each
LEAST_A_THING = 3
A_THING_IN = 20
TWO_KEYS = 0.75
FROM_LISTS = 0.5
SAME_NEED = 0.5  # share of the shorter need's words that two needs of one thing have in common when they are the same


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


@dataclass(slots=True)
class _Batch:
    """A batch while it grows."""

    assistant: Assistant
    desk: Desk
    context: GateContext
    seed: int
    balance: Balance = field(default_factory=Balance)
    questions: list[PracticeQuestion] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    asked_facts: set[str] = field(default_factory=set)
    things: Counter[str] = field(default_factory=Counter)
    needs: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    words: set[str] = field(default_factory=set)
    rows: dict[str, str] = field(default_factory=dict)  # of a group that is one row of a table, the case it is for
    drafted: int = 0
    author: "ModelAuthor | None" = None

    def consider(self, made: Iterable[Draft], place: Place) -> bool:
        """Take the first of some drafts that passes every gate and keeps the batch even."""
        for draft in made:
            if self.asked_facts & set(draft.facts) or any(
                self.asked_alike(self.desk.facts[one])
                if one in self.desk.facts
                else self.rows.get(one, "") in self.words
                for one in draft.facts
            ):
                continue
            question = self._question(draft, place)
            if not self.balance.takes(question):
                continue
            self.drafted += 1
            checks = check_question(question, self.context, stop_at_first=True)
            failed = next((check.name for check in checks if not check.passed), "")
            if failed:
                self.rejected[failed] += 1
                continue
            self._take(replace(question, checks=checks), draft)
            return True
        return False

    def consider_written(self, fact: Fact, place: Place) -> bool:
        """Let the language model write for a fact, and take what passes every gate and keeps the batch even."""
        if self.author is None:
            return False
        author = self.author

        def judge(draft: Draft) -> Check | None:
            question = replace(self._question(draft, place), generator=author.generator)
            if not self.balance.takes(question):
                return Check("balance", False, "The key is the longest option; make another option longer.")
            checks = check_question(question, self.context, stop_at_first=True)
            failed = next((check for check in checks if not check.passed), None)
            if failed is None:
                self._take(replace(question, checks=checks), draft)
            return failed

        found = author.write(fact, self.desk, self.context, judge)
        if found is None:
            return False
        self.drafted += 1
        if not found.passed:
            self.rejected[found.name] += 1
        return found.passed

    def _take(self, question: PracticeQuestion, draft: Draft) -> None:
        self.questions.append(question)
        self.context.accept(question)
        self.balance.count(question, draft.style)
        self.desk.spread.count(draft.stem.used)
        self.desk.spread.mark(draft.stem.skeleton)
        self.asked_facts |= set(draft.facts)
        self.things.update(draft.things)
        for one in draft.facts:
            if one in self.desk.facts:
                self._asked(self.desk.facts[one])
            elif self.rows.get(one):
                self.words.add(self.rows[one])

    def asked_alike(self, fact: Fact) -> bool:
        """Whether the same of the same thing was asked before, perhaps in other words and another form."""
        if fact.need.casefold() in self.words:
            return True
        mine = said(fact)
        return any(len(mine & other) >= SAME_NEED * min(len(mine), len(other)) for other in self.needs[fact.thing])

    def _asked(self, fact: Fact) -> None:
        self.needs[fact.thing].append(said(fact))
        self.words.add(fact.need.casefold())

    def _question(self, draft: Draft, place: Place) -> PracticeQuestion:
        """A draft with labels: keys where keys have stood least."""
        spread, count = self.desk.spread.random, len(draft.options)
        keys = [one for one in draft.options if one.correct]
        wrong = [one for one in draft.options if not one.correct]
        spread.shuffle(keys)
        spread.shuffle(wrong)
        draw = spread.sample(range(count), count)
        at_keys = set(self.balance.places(count, len(keys), draw))
        options = tuple(
            Option(LABELS[at], one.text, one.correct, one.rationale, self._cited(one.spans))
            for at, one in enumerate(keys.pop() if at in at_keys else wrong.pop() for at in range(count))
        )
        return PracticeQuestion(
            id=content_id(draft.stem.text, [option.text for option in options]),
            type="multiple_response" if len(at_keys) > 1 else "multiple_choice",
            select=len(at_keys), stem=draft.stem.text, options=options, domain=place.domain, objective=place.objective,
            difficulty=draft.difficulty, citations=self._cited(draft.spans), seed=self.seed,
            index=self.assistant.index.index_id,
        )  # fmt: skip

    def _cited(self, spans: Sequence[Span]) -> tuple[Citation, ...]:
        index = self.assistant.index
        return tuple(
            citation(index, n, index.document(span.document).id, span.start, span.end)
            for n, span in enumerate(spans, 1)
        )


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
    mined = mine(assistant.index)
    desk = Desk.of(assistant.index, mined, seed)
    batch = _Batch(assistant, desk, GateContext.of(assistant, known), seed, author=author)
    batch.rows = {group.id: group.need.casefold() for group in mined.groups if group.need}
    batch.asked_facts |= asked_before(known, (*mined.facts, *mined.actions))
    queues = _queues(desk, blueprint, batch)
    several = _several_wanted(blueprint, count, kind)
    thin = _fill(batch, blueprint, queues, count, several, progress)
    return Generated(
        tuple(batch.questions),
        count,
        dict(batch.rejected.most_common()),
        thin,
        time.perf_counter() - started,
        batch.drafted,
        {"drafts": author.drafts, "accepted": author.accepted, "repaired": author.repaired} if author else {},
    )


def _queues(desk: Desk, blueprint: Blueprint, batch: _Batch) -> dict[str, Queue]:
    """Facts and groups by domain, the weightier more likely in front; "" holds what no objective covers."""
    facts = [fact for fact in desk.mined.facts if askable(fact) and fact.id not in batch.asked_facts]
    facts += [fact for fact in desk.mined.actions if askable_advice(fact) and fact.id not in batch.asked_facts]
    groups = [group for group in desk.mined.groups if group.id not in batch.asked_facts]
    subjects = [Subject(f"{fact.thing}. {fact.text}", fact.section, fact.span) for fact in facts]
    subjects += [
        Subject(f"{group.lead}: {'; '.join(one.text for one in group.members)}", group.section, group.lead_span)
        for group in groups
    ]
    places = place_all(desk.index, blueprint, subjects)
    found: dict[str, Queue] = {domain.name: Queue() for domain in blueprint.domains} | {"": Queue()}
    for fact, place in zip(facts, places, strict=False):
        found[place.domain].facts.append((fact, place))
    for group, place in zip(groups, places[len(facts) :], strict=True):
        found[place.domain].groups.append((group, place))
    for queue in found.values():
        draw = {fact.id: desk.spread.random.random() ** (1 / likelihood(fact, desk)) for fact, _ in queue.facts}
        queue.facts.sort(key=lambda pair: -draw[pair[0].id])
        queue.every = list(queue.facts)
        desk.spread.random.shuffle(queue.groups)
    return found


def _several_wanted(blueprint: Blueprint, count: int, kind: Kind) -> int:
    if kind == "mixed":
        return round(count * blueprint.type_mix.multiple_response)
    return count if kind == "multiple" else 0


def _fill(
    batch: _Batch, blueprint: Blueprint, queues: dict[str, Queue], count: int, several: int, progress: Progress | None
) -> tuple[ThinDomain, ...]:
    """Draw from the domains in their weights until the batch is full or the guide has no more."""
    wanted = quotas({domain.name: domain.weight for domain in blueprint.domains}, count)
    limits = dict(wanted)
    thin: tuple[ThinDomain, ...] = ()
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
            if thin or not (spare := _spare(queues, several, count)):
                break
            thin = _thin(queues, wanted)
            limits = dict.fromkeys(spare, count)
            continue
        name = max(open_domains, key=lambda one: (limits[one] - queues[one].taken) / limits[one])
        if _one_more(batch, queues[name], count, several):
            queues[name].taken += 1
            if progress:
                progress(len(batch.questions), count)
    return thin or _thin(queues, wanted)


def _relax(batch: _Batch, queues: dict[str, Queue]) -> None:
    """Let what was not asked come again, with options less alike: a guide that teaches little uses what it has."""
    batch.desk.mined = replace(batch.desk.mined, strict=False)
    for queue in queues.values():
        queue.facts = [pair for pair in queue.every if pair[0].id not in batch.asked_facts]


def _offers(queue: Queue, several: int, count: int) -> bool:
    """Whether a domain may still give a question of a wanted type."""
    return bool(queue.facts) and (several < count or queue.several_left > 0)


def _spare(queues: dict[str, Queue], several: int, count: int) -> list[str]:
    """Domains that can fill the place of thin ones; what no objective covers, where that is most of the guide."""
    left = [name for name, queue in queues.items() if name and _offers(queue, several, count)]
    placed = sum(len(queue.facts) + queue.taken for name, queue in queues.items() if name)
    if len(queues[""].facts) > UNPLACED_GUIDE * (placed + len(queues[""].facts)) and _offers(
        queues[""], several, count
    ):
        left.append("")
    return left


def _thin(queues: dict[str, Queue], wanted: dict[str, int]) -> tuple[ThinDomain, ...]:
    return tuple(
        ThinDomain(name, number, queues[name].taken) for name, number in wanted.items() if queues[name].taken < number
    )


def _one_more(batch: _Batch, queue: Queue, count: int, several: int) -> bool:
    """Try for one more question of a domain; what was tried does not come again."""
    made = sum(question.select > 1 for question in batch.questions)
    due = several * min(1.0, SEVERAL_FIRST * (len(batch.questions) + 1) / count)
    if several and queue.several_left > 0 and (made < int(due + 0.5) or several >= count):
        if _several(batch, queue):
            queue.several_left = SEVERAL_TRIES
            return True
        queue.several_left -= 1
        return False
    if several >= count:
        return False
    fact, place = queue.next_fact(batch.things)
    if fact.id in batch.asked_facts or batch.things[fact.thing] >= max(LEAST_A_THING, count // A_THING_IN):
        return False
    if batch.consider_written(fact, place):
        return True
    even = batch.balance
    bare = not even.wants_phrases or fact.id in queue.put_off
    offered = drafts(fact, batch.desk, even.wants_longer_distractor, even.wants_phrases, even.wants_reversed, bare)
    if batch.consider(islice(offered, DRAFTS_A_FACT), place):
        return True
    if not bare:  # it may still be asked for by name, when the others are used up
        queue.put_off.add(fact.id)
        queue.facts.append((fact, place))
    return False


def _several(batch: _Batch, queue: Queue) -> bool:
    """Try for a question with several keys: two cases, a list of the guide, several of one thing, or two or three needs."""
    random = batch.desk.spread.random
    shape = SHAPES[0] if random.random() < TWO_KEYS else SHAPES[1]
    if queue.groups and random.random() < FROM_LISTS:
        group, place = queue.groups.pop()
        draft = listed(group, batch.desk, shape) or listed(group, batch.desk, SHAPES[0])
        return draft is not None and batch.consider([draft], place)
    left = [fact for fact, _ in queue.facts if fact.id not in batch.asked_facts]
    acts = [fact for fact in left if fact.form == "action"]
    for row in random.sample(range(len(queue.facts)), min(LOOK_AHEAD, len(queue.facts))):
        fact, place = queue.facts[row]
        if fact.id in batch.asked_facts:
            continue
        if fact.form == "action":
            made = paired(fact, batch.desk, random.sample(acts, len(acts)), SHAPES[0])
        else:
            one = of_one(fact, batch.desk, shape) or of_one(fact, batch.desk, SHAPES[0])
            made = chain([one] if one else [], combined(fact, batch.desk, left, shape))
        if batch.consider(islice(made, DRAFTS_A_FACT), place):
            return True
    return False
