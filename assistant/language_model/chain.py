"""The chain with a model in it, in LangChain's expression language: resolve, retrieve, generate, verify, compose."""

import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from studyground.assistant.answer import Answer, Sentence, Timings, Turn
from studyground.assistant.assistant import Assistant, Look
from studyground.assistant.language_model.beyond_question import default_verifier
from studyground.assistant.language_model.composition import Draft
from studyground.assistant.language_model.faults import slow
from studyground.assistant.language_model.opening import ChatModel, Message
from studyground.assistant.language_model.prompts import SYSTEM, neutral, prompt
from studyground.assistant.language_model.replies import cannot_answer, claims
from studyground.assistant.language_model.verification import Source, Verifier
from studyground.assistant.picked import Picked
from studyground.assistant.retrieve import Hit
from studyground.errors import ModelError
from studyground.settings import Settings

PASSAGES = 4
# A token of English is about four characters; tables and names take more, so less is reckoned with.
CHARACTERS_A_TOKEN = 3.0
RETRIES = 2
FIRST_WAIT_S = 0.5
Part = tuple[Look, list[Picked], bool]


@dataclass(frozen=True, slots=True)
class AnswerChunk:
    """What a streamed answer brings: sentences as they are verified, and at the end the whole answer.

    Two of them add up, so that `invoke` on the chain gives all sentences and the answer.
    """

    sentences: tuple[Sentence, ...] = ()
    answer: Answer | None = None

    def __add__(self, other: "AnswerChunk") -> "AnswerChunk":
        return AnswerChunk(self.sentences + other.sentences, other.answer or self.answer)


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is known before the model is asked.

    Args:
        extracted: The answer by extraction.
        parts: What it was made of; [] for one that need not be put into other words.
        passages: What the model is shown, neutralised, the first is number 1.
        sources: Every sentence of these passages.
        messages: What the model is told.
        standalone: The question.
        started: When the work on the answer began, on the clock of `time.perf_counter`.
        retrieve_ms: Time the search took.
    """

    extracted: Answer
    parts: tuple[Part, ...] = ()
    passages: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    messages: tuple[Message, ...] = ()
    standalone: str = ""
    started: float = field(default_factory=time.perf_counter)
    retrieve_ms: float = 0.0


def model_chain(
    assistant: Assistant,
    model: ChatModel,
    settings: Settings,
    verifier: Verifier | None = None,
    cancel: threading.Event | None = None,
) -> Runnable[dict[str, Any], AnswerChunk]:
    """The chain as a runnable; `stream` gives sentences as they are verified.

    Args:
        assistant: Opened on an index.
        model: To be asked.
        settings: Time limit and length of replies.
        verifier: Judge of sentences; `default_verifier` when None.
        cancel: Set, it ends the model's part: what is verified stands, the rest is extracted.

    Returns:
        A runnable from `{"question": str, "history": [Turn]?}` to `AnswerChunk`s of which the last holds the answer.
    """
    judge = verifier or default_verifier(assistant.index, assistant.reader)
    stop = cancel or threading.Event()

    def resolve(given: dict[str, Any]) -> dict[str, Any]:
        history = tuple(given.get("history", ()))
        return {**given, "started": time.perf_counter(), "history": history,
                "standalone": assistant.resolved(str(given["question"]), history)}  # fmt: skip

    def retrieve(given: dict[str, Any]) -> dict[str, Any]:
        return {**given, "looks": assistant.look_at_parts(given["standalone"])}

    def extract(given: dict[str, Any]) -> Prepared:
        return prepared(assistant, given, model.context_tokens - settings.llm_reply_tokens)

    def write(ready: Iterator[Prepared]) -> Iterator[AnswerChunk]:
        for one in ready:
            yield from written(assistant, model, judge, one, settings.llm_timeout_s, stop)

    return RunnableLambda(resolve) | RunnableLambda(retrieve) | RunnableLambda(extract) | RunnableGenerator(write)


def prepared(assistant: Assistant, given: dict[str, Any], prompt_tokens: int) -> Prepared:
    """Extract the answer and choose what the model is shown.

    Raises:
        ModelError: Not even one passage fits into the model's context.
    """
    question, alone, looks = str(given["question"]), given["standalone"], given["looks"]
    extracted = assistant.decide(question, alone, looks)
    took = sum(look.retrieve_ms for look in looks)
    done = Prepared(extracted, standalone=alone, started=given["started"], retrieve_ms=took)
    if extracted.status == "not_in_guide":
        return done
    parts = assistant.parts(looks)
    if extracted.conflicts:
        return replace(done, extracted=replace(extracted, note="The sources disagree; each is shown in its own words."))
    earlier = given["history"][-1].question if given["history"] and alone.split() != question.split() else ""
    hits = shown_hits(parts)
    while hits:
        passages = tuple(_passage_text(assistant, hit) for hit in hits)
        messages = (("system", SYSTEM), ("human", prompt(alone, list(passages), earlier[:300])))
        if sum(len(text) for _, text in messages) / CHARACTERS_A_TOKEN + 16 <= prompt_tokens:
            sources = tuple(
                source for number, hit in enumerate(hits, 1) for source in _sources(assistant, hit, number, parts)
            )
            return replace(done, parts=tuple(parts), passages=passages, sources=sources, messages=messages)
        hits = hits[:-1]
    return replace(done, extracted=replace(extracted, note="The context of the language model is too small for one passage; "
                                                           "answered by extraction."))  # fmt: skip


def shown_hits(parts: Sequence[Part]) -> list[Hit]:
    """The passages a model is shown: those that the extracted sentences stand in, then the best of the others."""
    chosen = [item.hit for _, picked, _ in parts for one in picked for item in one.sources[:1]]
    ranked = [hit for look, _, _ in parts for hit in look.hits]
    return list({hit.passage: hit for hit in [*chosen, *ranked]}.values())[: max(PASSAGES, min(6, len(chosen)))]


def _passage_text(assistant: Assistant, hit: Hit) -> str:
    headings = assistant.index.headings_at(hit.document, hit.start)
    return neutral(f"({' > '.join(headings[-2:])}) {hit.text}" if headings else hit.text)


def _sources(assistant: Assistant, hit: Hit, number: int, parts: Sequence[Part]) -> Iterator[Source]:
    """The sentences of a passage that can be cited."""
    headings = " ".join(
        (assistant.index.document_by_id(hit.doc).title, *assistant.index.headings_at(hit.document, hit.start))
    )
    seen: set[int] = set()
    for look, picked, _ in parts:
        for item in (*look.candidates, *(item for one in picked for item in one.sources)):
            if item.doc == hit.doc and hit.start <= item.start and item.end <= hit.end and item.start not in seen:
                seen.add(item.start)
                yield Source(number, item.doc, item.start, item.end, item.text, headings, item.before)


def written(
    assistant: Assistant, model: ChatModel, judge: Verifier, ready: Prepared, limit_s: float, stop: threading.Event
) -> Iterator[AnswerChunk]:
    """Let the model write and show what is verified; every failure ends in the guide's own words and a note."""
    if not ready.parts:
        yield AnswerChunk(answer=_timed(ready.extracted, ready, 0.0))
        return
    draft = Draft(assistant.index, ready.extracted, ready.parts)
    heard: list[str] = []
    note, verify_s = "", 0.0
    try:
        for claim in claims(_recorded(patient_stream(model, ready.messages, limit_s, stop), heard)):
            begun = time.perf_counter()
            verdict = judge.verify(claim.text, ready.sources, claim.passages, ready.standalone)
            fresh = draft.add(claim.text, verdict)
            verify_s += time.perf_counter() - begun
            if fresh:
                yield AnswerChunk(tuple(fresh))
    except ModelError as error:
        note = f"{error} {'The rest is' if draft.kept else 'Answered'} by extraction."
    if not note and stop.is_set():
        note = "Stopped; the rest is by extraction." if draft.kept else "Stopped; answered by extraction."
    if not note and not draft.kept:
        said = "".join(heard)
        what = (
            "found no answer in the passages"
            if cannot_answer(said)
            else "wrote nothing that the passages bear out better"
        )
        note = f"{model.name.shown} {what}; answered by extraction."
    answer = draft.finished(f"llm:{model.name.shown}", note)
    yield AnswerChunk(answer=_timed(answer, ready, verify_s * 1000))


def _recorded(pieces: Iterator[str], into: list[str]) -> Iterator[str]:
    for piece in pieces:
        into.append(piece)
        yield piece


def _timed(answer: Answer, ready: Prepared, verify_ms: float) -> Answer:
    total = (time.perf_counter() - ready.started) * 1000
    verify = verify_ms or answer.timings_ms.verify
    return replace(answer, timings_ms=Timings(ready.retrieve_ms, total - ready.retrieve_ms - verify, verify, total))


def patient_stream(
    model: ChatModel, messages: Sequence[Message], limit_s: float, stop: threading.Event
) -> Iterator[str]:
    """A model's reply within a time limit; asked again a few times where that may help and nothing has come yet.

    Raises:
        ModelError: It failed, or took too long.
    """
    deadline = time.monotonic() + limit_s
    for attempt in range(RETRIES + 1):
        came = False
        try:
            for piece in _in_time(model, messages, deadline, stop):
                came = True
                yield piece
            return
        except ModelError as error:
            wait = FIRST_WAIT_S * 2**attempt
            last = attempt == RETRIES or came or not error.retryable or time.monotonic() + wait > deadline
            if last or stop.wait(wait):
                raise


def _in_time(model: ChatModel, messages: Sequence[Message], deadline: float, stop: threading.Event) -> Iterator[str]:
    """The pieces of one reply; read in a thread of its own, so that a server that hangs holds nobody up."""
    pieces: queue.Queue[str | BaseException | None] = queue.Queue()
    given_up = threading.Event()

    def read() -> None:
        try:
            stream = iter(model.stream(messages))
            try:
                for piece in stream:
                    if given_up.is_set():
                        return
                    pieces.put(piece)
            finally:
                # With the stream its connection is closed, and a server that writes to nobody stops writing.
                if isinstance(stream, Generator):
                    stream.close()
            pieces.put(None)
        except BaseException as error:
            pieces.put(error)

    threading.Thread(target=read, daemon=True, name="language model").start()
    try:
        while not stop.is_set():
            left = deadline - time.monotonic()
            if left <= 0:
                raise slow(model.name)
            try:
                piece = pieces.get(timeout=min(left, 0.1))
            except queue.Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        given_up.set()


def history_turns(history: Sequence[Turn | dict[str, str]]) -> tuple[Turn, ...]:
    """Turns as the chain takes them, out of turns or plain dictionaries."""
    return tuple(turn if isinstance(turn, Turn) else Turn(turn["question"], turn.get("answer", "")) for turn in history)
