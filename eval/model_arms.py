"""What a language model's words are worth, checked and unchecked: extraction and arms with a model over the same items."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studyground.assistant.answer import Answer, Citation, Sentence
from studyground.assistant.assistant import Assistant
from studyground.assistant.language_model.beyond_question import default_verifier
from studyground.assistant.language_model.chain import Prepared, prepared, shown_hits, written
from studyground.assistant.language_model.replies import Claim, claims
from studyground.assistant.language_model.verification import Source, Verdict, Verifier
from studyground.eval.collection import Collection, cluster_of, split_of
from studyground.eval.gold import GoldItem
from studyground.eval.kept_replies import KeepingModel, KeptReply
from studyground.eval.results import Run
from studyground.eval.run import GoldFile, run_system
from studyground.eval.scoring import Scorer
from studyground.eval.spans import Span
from studyground.eval.support_baselines import lexical_support

EXTRACTION, AS_WRITTEN, BELIEVED, CHECKED = "extraction", "as written", "check off", "checked"
ARMS = (EXTRACTION, AS_WRITTEN, BELIEVED, CHECKED)
"""Extraction alone; the model's reply as it stands; the chain that believes every sentence; the chain as it is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A gold item up to where a model would be asked; `ready.parts` is () where none is."""

    item: GoldItem
    ready: Prepared
    before_ms: float


@dataclass(frozen=True, slots=True)
class Shown:
    """What an arm showed for an item, and when, in milliseconds since the question."""

    answer: Answer
    first_ms: float
    total_ms: float


@dataclass(slots=True)
class Believing:
    """A verifier that checks nothing: a sentence rests on that of the passages it names, or of all, that is most like it."""

    def verify(self, said: str, sources: Sequence[Source], cited: Sequence[int] = (), question: str = "") -> Verdict:
        """See `Verifier.verify`."""
        named = [one for one in sources if one.passage in cited] or list(sources)
        best = max(named, key=lambda one: lexical_support(said, one.text), default=None)
        return Verdict((), 0.0, "there is nothing to cite") if best is None else Verdict((best,), 1.0)


@dataclass(slots=True)
class _Counting:
    """A verifier that knows how many sentences it was given."""

    inner: Verifier
    count: int = 0

    def verify(self, said: str, sources: Sequence[Source], cited: Sequence[int] = (), question: str = "") -> Verdict:
        self.count += 1
        return self.inner.verify(said, sources, cited, question)


@dataclass(frozen=True, slots=True)
class _Arm:
    """An arm as a system to be scored: what it showed is known already."""

    name: str
    shown: Mapping[str, Shown]
    hits: Mapping[str, list[Span]] = field(default_factory=dict)

    def answer(self, item: GoldItem) -> Answer:
        return self.shown[item.id].answer

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        return self.hits[item.id][:k]


def prepare(assistant: Assistant, item: GoldItem, prompt_tokens: int) -> Asked:
    """Resolve, retrieve and extract, as the chain does.

    Args:
        assistant: Opened on the index.
        item: The question with its history.
        prompt_tokens: What the model's context leaves for what it is told.
    """
    began = time.perf_counter()
    alone = assistant.resolved(item.question, item.history)
    given = {"question": item.question, "history": item.history, "standalone": alone, "started": began,
             "looks": assistant.look_at_parts(alone)}  # fmt: skip
    ready = prepared(assistant, given, prompt_tokens)
    return Asked(item, ready, (time.perf_counter() - began) * 1000)


def held_out_first(items: Sequence[GoldItem], collection: Collection, fresh: frozenset[str]) -> list[GoldItem]:
    """Items in the order they are asked when time may run out: those nothing was fitted on before the others.

    Args:
        items: All of them.
        collection: Decides which are held out.
        fresh: Ids of items that are held out whatever section they are of.
    """
    held = {item.id: item.id in fresh or split_of(cluster_of(item, collection)) == "test" for item in items}
    return sorted(items, key=lambda item: not held[item.id])


def gather(
    assistant: Assistant,
    model: KeepingModel,
    items: Sequence[GoldItem],
    prompt_tokens: int,
    until: float,
    progress: Callable[[int, int], None] | None = None,
) -> list[Asked]:
    """Have the model write its reply to every item that it would be asked about, until time is up.

    Args:
        assistant: Opened on the index.
        model: Keeps each reply as soon as it is whole; has none to write where it only knows kept ones.
        items: In the order they are asked.
        prompt_tokens: As for `prepare`.
        until: On the clock of `time.monotonic`; a reply that is kept already is taken even then.
        progress: Told after each item how many are done and how many there are.

    Returns:
        The items up to the first whose reply is not there.
    """
    reached = []
    for number, item in enumerate(items, 1):
        asked = prepare(assistant, item, prompt_tokens)
        if asked.ready.parts and model.kept.find(asked.ready.messages) is None:
            if time.monotonic() > until or not model.can_write:
                break
            for _ in model.stream(asked.ready.messages):
                pass
        reached.append(asked)
        if progress is not None:
            progress(number, len(items))
    return reached


def measure_arms(
    assistant: Assistant,
    model: KeepingModel,
    reached: Sequence[Asked],
    gold: GoldFile,
    collection: Collection,
    *,
    settings: Mapping[str, object],
    scorer: Scorer | None = None,
) -> dict[str, Run]:
    """Every arm over the items whose replies are kept.

    Args:
        assistant: Opened on the index.
        model: Knows the replies.
        reached: Of `gather`.
        gold: Where the items are from.
        collection: The stored texts.
        settings: Kept with the runs.
        scorer: For the scored citation figures.

    Returns:
        A run an arm, by its name. Of the timings "wall_answer" is until the whole answer and "first_sentence" until the
        first sentence was shown, both with the time the model took when its reply was written.
    """
    shown: dict[str, dict[str, Shown]] = {arm: {} for arm in ARMS}
    hits: dict[str, list[Span]] = {}
    judge = default_verifier(assistant.index, assistant.reader)
    for asked in reached:
        for arm in ARMS:
            shown[arm][asked.item.id] = show(assistant, model, asked, arm, judge)
        found = assistant.search(asked.ready.standalone, 10)
        hits[asked.item.id] = [Span(hit.document, hit.start, hit.end) for hit in found]
    part = replace(gold, items=tuple(asked.item for asked in reached))
    runs = {}
    for arm in ARMS:
        run = run_system(_Arm(arm, shown[arm], hits), part, collection, settings=settings,
                         index=assistant.index.index_id, scorer=scorer)  # fmt: skip
        timed = [
            replace(item, timings_ms={"wall_answer": one.total_ms, "first_sentence": one.first_ms})
            for item in run.items
            for one in (shown[arm][item.id],)
        ]
        runs[arm] = replace(run, items=tuple(timed), model=model.name.shown if arm != EXTRACTION else run.model)
    return runs


def show(assistant: Assistant, model: KeepingModel, asked: Asked, arm: str, judge: Verifier) -> Shown:
    """What one arm makes of an item.

    Args:
        assistant: Opened on the index.
        model: Knows the reply.
        asked: The item.
        arm: One of `ARMS`.
        judge: The program's verifier.
    """
    reply = model.kept.find(asked.ready.messages) if asked.ready.parts else None
    if arm == EXTRACTION or reply is None:
        return Shown(asked.ready.extracted, asked.before_ms, asked.before_ms)
    timed, end_ms = timed_claims(reply)
    if arm == AS_WRITTEN:
        answer = as_written(assistant, asked.ready, [claim for _, claim in timed], model.name.shown)
        return Shown(answer, asked.before_ms + (timed[0][0] if timed else end_ms), asked.before_ms + end_ms)
    counting = _Counting(Believing() if arm == BELIEVED else judge)
    began = time.perf_counter()
    ready = replace(asked.ready, started=began)
    first, answer = -1.0, asked.ready.extracted
    for chunk in written(assistant, model, counting, ready, 60.0, threading.Event()):
        if chunk.sentences and first < 0:
            first = timed[counting.count - 1][0] + (time.perf_counter() - began) * 1000
        answer = chunk.answer or answer
    total = end_ms + (time.perf_counter() - began) * 1000
    return Shown(answer, asked.before_ms + (first if first >= 0 else total), asked.before_ms + total)


def timed_claims(reply: KeptReply) -> tuple[list[tuple[float, Claim]], float]:
    """The sentences of a reply, each with the milliseconds after which it was whole, and when reading ended."""
    at = 0.0

    def pieces() -> Iterator[str]:
        nonlocal at
        for at, text in reply.pieces:  # noqa: B007  (read where the claim comes out)
            yield text
        at = reply.total_ms

    found = []
    for claim in claims(pieces()):
        found.append((at, claim))
    return found, at


def as_written(assistant: Assistant, ready: Prepared, said: Sequence[Claim], name: str) -> Answer:
    """A reply as an answer, a refusal where it has no sentence: each is cited with the passages it names, or with all shown."""
    if not said:
        return replace(ready.extracted, status="not_in_guide", answer="", sentences=(), citations=(), conflicts=())
    hits = shown_hits(ready.parts)[: len(ready.passages)]
    numbers: dict[int, int] = {}
    sentences = []
    for claim in said:
        named = [number for number in claim.passages if 1 <= number <= len(hits)] or range(1, len(hits) + 1)
        cited = tuple(numbers.setdefault(number, len(numbers) + 1) for number in named)
        sentences.append(Sentence(claim.text, cited, 1.0))
    index = assistant.index
    citations = tuple(
        Citation(n, hit.document, "", tuple(index.headings_at(hit.document, hit.start)), None, hit.start, hit.end,
                 index.stored_text(hit.document)[hit.start : hit.end])
        for number, n in numbers.items()
        for hit in (hits[number - 1],)
    )  # fmt: skip
    text = " ".join(one.text + "".join(f" [{n}]" for n in one.citations) for one in sentences)
    return replace(ready.extracted, answer=text, sentences=tuple(sentences), citations=citations, mode=f"llm:{name}")
