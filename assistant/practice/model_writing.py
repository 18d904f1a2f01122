"""A language model writes a question from a fact and its passage; the program holds it against both and cites."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from studyground.assistant.language_model.chain import CHARACTERS_A_TOKEN, patient_stream
from studyground.assistant.language_model.opening import ChatModel, Message
from studyground.assistant.language_model.prompts import QUESTION_SYSTEM, neutral, question_prompt, repair_prompt
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.naming import same_name
from studyground.assistant.practice.model_refusals import REPLY, Material, refusal, things_named
from studyground.assistant.practice.model_reply import LONGEST_REPLY, Written, read_reply
from studyground.assistant.practice.practice_question import Check
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.option_names import vague
from studyground.assistant.practice.writing.options import Choice, overlapping, told
from studyground.assistant.practice.writing.phrasing import capital
from studyground.assistant.practice.writing.rationales import rationale
from studyground.assistant.practice.writing.stems import Stem
from studyground.errors import ModelError

REPAIRS = 2
OFFERED = 7
DISTRACTORS = 3
PASSAGE_CHARACTERS = 1_200
GIVES_UP_AFTER = 12
Judge = Callable[[Draft], Check | None]


@dataclass(slots=True)
class ModelAuthor:
    """Writes questions with a language model, and counts what became of them.

    Args:
        model: Open and ready to be asked.
        limit_s: Seconds one reply may take.
        reply_tokens: How long a reply may be; the rest of the model's context is for what it is told.
        drafts: Questions it was asked to write.
        accepted: Those that passed every gate.
        repaired: Those of them that passed only after a repair.
        note: Why it was not asked any more, one sentence; "" while it is.
    """

    model: ChatModel
    limit_s: float
    reply_tokens: int
    drafts: int = 0
    accepted: int = 0
    repaired: int = 0
    note: str = ""
    _failed_running: int = 0

    @property
    def generator(self) -> str:
        """How its questions are marked."""
        return f"llm:{self.model.name.shown}"

    def write(self, fact: Fact, desk: Desk, context: GateContext, judge: Judge) -> Check | None:
        """Ask for a question, and for a mended one while a draft fails, at most `REPAIRS` times.

        Args:
            fact: What is to be asked for.
            desk: The guide.
            context: What the gates know.
            judge: Runs the gates over a draft and keeps it when it passes; the check that failed otherwise.

        Returns:
            The last check, passed or not; None where the model was not asked or gave no answer.
        """
        material = None if self.note else material_of(fact, desk)
        if material is None:
            return None
        self.drafts += 1
        messages = first_messages(material)
        for repair in range(REPAIRS + 1):
            try:
                reply = self._reply(messages)
            except ModelError as error:
                self.note = f"{error} The rest is written by rule."
                self.drafts -= repair == 0
                return None
            written = read_reply(reply)
            failed = _judged(written, material, desk, context, judge)
            if failed is None:
                self.accepted += 1
                self.repaired += repair > 0
                self._failed_running = 0
                return Check("accepted", True)
            messages = self._fitting(first_messages(material), reply, failed.detail)
        self._failed_running += 1
        if self._failed_running >= GIVES_UP_AFTER:
            times = f"{self._failed_running} questions running"
            self.note = f"{self.model.name.shown} wrote {times} that had to be rejected. The rest is written by rule."
        return failed

    def _reply(self, messages: tuple[Message, ...]) -> str:
        said = ""
        for piece in patient_stream(self.model, messages, self.limit_s, threading.Event()):
            said += piece
            if len(said) > LONGEST_REPLY:
                break
        return said

    def _fitting(self, first: tuple[Message, ...], reply: str, reason: str) -> tuple[Message, ...]:
        """The messages that ask for a repair; without the earlier reply where the context is too small for it."""
        mend: Message = ("human", repair_prompt(reason))
        whole: tuple[Message, ...] = (*first, ("ai", reply.strip()[:LONGEST_REPLY] or "{}"), mend)
        room = (self.model.context_tokens - self.reply_tokens) * CHARACTERS_A_TOKEN
        if sum(len(text) for _, text in whole) <= room:
            return whole
        (role, told_first) = first[-1]
        return (*first[:-1], (role, f"{told_first}\n{mend[1]}"))


def _judged(
    written: Written | None, material: Material, desk: Desk, context: GateContext, judge: Judge
) -> Check | None:
    """What is wrong with a question; None when it was kept."""
    if written is None:
        return Check(REPLY, False, "No question with a stem, four options and a key can be read from the reply.")
    return refusal(written, material, context) or judge(draft_of(written, material, desk))


def first_messages(material: Material) -> tuple[Message, ...]:
    """What a model is told to begin with."""
    names = sorted((material.thing.name, *(other.name for other in material.others)), key=str.casefold)
    told_model = question_prompt(f"({material.headings}) {material.passage}", material.fact.text, names)
    return (("system", QUESTION_SYSTEM), ("human", told_model))


def material_of(fact: Fact, desk: Desk) -> Material | None:
    """What a model needs for one question; None where the guide has too few things that a wrong option could name."""
    thing = desk.mined.things.get(fact.thing)
    if thing is None or vague(fact.thing):
        return None
    others = [
        other
        for other in desk.mined.confusable(fact, 2 * OFFERED)
        if not vague(other.name)
        and not overlapping(fact.thing, other.name)
        and not same_name(fact.thing, other.name, desk.index)
        and neutral(other.name) == other.name
    ][:OFFERED]
    if len(others) < DISTRACTORS or neutral(fact.thing) != fact.thing:
        return None
    title = desk.titles.get(fact.span.document, "")
    names = {form for one in desk.mined.things.values() for form in (one.name, *one.aliases)}
    place = (fact.span.document, fact.section)
    names |= {one.text for one in desk.facts.values() if (one.span.document, one.section) == place}
    return Material(
        fact, passage_around(fact, desk), " > ".join(dict.fromkeys(part for part in (title, *fact.section[-2:]) if part)),
        thing, tuple(others), " . ".join(sorted(names)),
    )  # fmt: skip


def passage_around(fact: Fact, desk: Desk) -> str:
    """The fact's own span with whole sentences of its section around it, as far as they fit."""
    index = desk.index
    doc = index.document(fact.span.document).id
    text, units = index.text_by_id(doc), index.units(doc)
    rows = index.sentences(doc)
    inside = [at for at, row in enumerate(rows) if row.span.start < fact.span.end and fact.span.start < row.span.end]
    if not inside:
        return text[fact.span.start : fact.span.end]
    first, last = inside[0], inside[-1]
    section = units[rows[first].span.unit].section
    grown = True
    while grown:
        grown = False
        for low, high in ((first - 1, last), (first, last + 1)):
            if low < 0 or high >= len(rows):
                continue
            if any(units[rows[at].span.unit].section != section for at in (low, high)):
                continue
            if rows[high].span.end - rows[low].span.start <= PASSAGE_CHARACTERS:
                first, last, grown = low, high, True
    return text[min(rows[first].span.start, fact.span.start) : max(rows[last].span.end, fact.span.end)]


def draft_of(written: Written, material: Material, desk: Desk) -> Draft:
    """A question that was not refused, with rationales and citations made from the guide.

    Args:
        written: What the model wrote.
        material: What it was given.
        desk: The guide.
    """
    fact, casing = material.fact, desk.casing
    by_name = {other.name: other for other in material.others}
    made: list[Drafted] = []
    for at, text in enumerate(written.options):
        if at in written.keys:
            choice = Choice(capital(text), True, fact.thing, fact)
        else:
            other = by_name[next(iter(things_named(text, material)[0]))]
            choice = Choice(capital(text), False, other.name, told(desk.mined, desk.facts, other, [fact.span]))
        spans = (choice.fact.span,) if choice.fact else ()
        made.append(Drafted(choice.text, choice.correct, rationale(choice, None, casing), spans))
    made.sort(key=lambda one: not one.correct)
    bare = not any(things_named(text, material)[1].strip() for text in written.options)
    return Draft(
        facts=(fact.id,), things=(fact.thing,), stem=Stem(written.stem),
        options=tuple(made), spans=(fact.span,), difficulty="application", style="names" if bare else "actions",
    )  # fmt: skip
