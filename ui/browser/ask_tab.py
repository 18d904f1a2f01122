"""The Ask tab: a conversation with the guide, suggestions, reports of wrong answers, earlier conversations."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from studyground.assistant.answer import Answer
from studyground.errors import IndexMissingError, StudygroundError
from studyground.eval.reports_from_use import report_wrong, reports_path
from studyground.ui.browser.answer_view import chips, conversation_view
from studyground.ui.browser.conversations import Conversation
from studyground.ui.browser.markup import esc, joined, tag
from studyground.ui.browser.studies import own_settings
from studyground.ui.browser.suggestions import Suggestions, follow_ups
from studyground.ui.browser.surface import ACTS, DIRECT, PLAIN, STREAMED
from studyground.ui.browser.visits import Visit, Visits
from studyground.ui.streams import typed

LONGEST = 2000  # characters of a question


@dataclass(frozen=True, slots=True)
class AskTab:
    """What the page needs of this tab.

    Args:
        components: Tools, conversation and chips, in the order `shown` fills them.
        chips: The suggestions alone.
        shown: The three as they are for a visit.
        suggest: Handler that fills the chips of the visit that asks.
    """

    components: list[Any]
    chips: Any
    shown: Callable[[Visit], list[str]]
    suggest: Callable[..., str]


def ask_tab(visits: Visits, tab: Any) -> AskTab:
    """Build the tab inside the blocks that are open."""
    import gradio as gr

    suggestions = Suggestions()
    with gr.Column(elem_id="sg-ask"):
        tools = gr.HTML("", elem_id="sg-ask-tools", **ACTS)
        log = gr.HTML(
            "", elem_id="sg-log", js_on_load="studyground.conversation(element, trigger)  // 'ask' and 'act'", **PLAIN
        )
        offered = gr.HTML("", elem_id="sg-offered", **PLAIN)
        with gr.Row(elem_id="sg-composer"):
            box = gr.Textbox(
                label="Your question",
                placeholder="Ask about your guide",
                show_label=False,
                lines=1,
                max_lines=6,
                max_length=LONGEST,
                container=False,
                scale=1,
                autofocus=True,
                elem_id="sg-question",
            )
            send = gr.Button("Ask", variant="primary", scale=0, min_width=80, elem_id="sg-send")
            stop = gr.Button("Stop", variant="secondary", scale=0, min_width=80, elem_id="sg-stop", visible=False)

    def buttons(busy: bool) -> tuple[Any, Any]:
        return gr.update(visible=not busy), gr.update(visible=busy)

    def ask_typed(question: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        visit = visits.of(request)
        text = asked_text(question)
        if not text:
            yield (gr.skip(),) * 5
            return
        for shown in answering(visit, text):
            yield shown, "", gr.skip(), *buttons(bool(visit.answering))

    def ask_chosen(event: gr.EventData, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        visit = visits.of(request)
        text = asked_text(str((event._data or {}).get("question", "")))
        if text:
            for shown in answering(visit, text):
                yield shown, *buttons(bool(visit.answering))

    def stop_answering(request: gr.Request) -> None:
        visits.of(request).stop()

    def suggest(request: gr.Request) -> str:
        return offered_view(visits.of(request), suggestions)

    def after(request: gr.Request) -> list[Any]:
        visit = visits.of(request)
        return [tools_view(visit), offered_view(visit, suggestions), *buttons(bool(visit.answering))]

    def act(event: gr.EventData, request: gr.Request) -> list[str]:
        visit = visits.of(request)
        asked = event._data or {}
        if asked.get("act") == "new":
            visit.conversation = Conversation()
        elif asked.get("act") == "earlier":
            visit.conversation = visit.conversations.read(str(asked.get("id", "")))
        elif asked.get("act") == "forget":
            visit.conversations.remove(visit.conversation.id)
            visit.conversation = Conversation()
        return [*shown(visit)[:2], offered_view(visit, suggestions)]

    def again(request: gr.Request) -> list[str]:
        return shown(visits.of(request))[:2]

    def report(event: gr.EventData, request: gr.Request) -> str:
        return reported(visits.of(request), event._data or {})

    for event in (box.submit, send.click):
        asked = event(ask_typed, inputs=box, outputs=[log, box, offered, send, stop], **STREAMED)
        asked.then(after, outputs=[tools, offered, send, stop], **DIRECT)
    chosen = log.ask(ask_chosen, outputs=[log, send, stop], **STREAMED)
    chosen.then(after, outputs=[tools, offered, send, stop], **DIRECT)
    stop.click(stop_answering, **DIRECT)
    log.act(report, outputs=log, **DIRECT)
    tools.act(act, outputs=[tools, log, offered], **DIRECT)
    tab.select(again, outputs=[tools, log], **DIRECT)
    return AskTab([tools, log, offered], offered, shown, suggest)


def asked_text(question: str) -> str:
    """A question as it may be asked: trimmed, of bounded length, "" where there is none."""
    return " ".join(typed(question or "").split())[:LONGEST]


def shown(visit: Visit) -> list[str]:
    """Tools, conversation and chips of a visit as they are."""
    return [tools_view(visit), log_view(visit), chips((), "Suggested questions")]


def log_view(visit: Visit) -> str:
    """The conversation, or what to say before there is one."""
    if visit.conversation.answers:
        return conversation_view(visit.conversation.answers)
    try:
        documents = len(visit.assistant.index.documents())
    except IndexMissingError:
        lead = tag("h2", "There is nothing to ask yet")
        lead += tag("p", "Add your documents in the library, or let it read the guide that ships.")
        more = tag("p", tag("button", "Open the library", type="button", class_="sg-button", data_tab="Library"))
        return tag("div", lead + more, class_="sg-welcome")
    except StudygroundError as error:
        lead = tag("h2", "This guide cannot be asked") + tag("p", esc(str(error)))
        more = tag("p", tag("button", "Open the library", type="button", class_="sg-button", data_tab="Library"))
        return tag("div", lead + more, class_="sg-welcome")
    words = f"{documents} document{'s' * (documents != 1)}"
    text = (
        f"Answers come from {words}, in the guide’s own words, and each sentence shows where it stands. "
        "If the guide does not say, you are told so."
    )
    return tag("div", tag("h2", f"Ask {esc(visit.collection.title)}") + tag("p", text), class_="sg-welcome")


def answering(visit: Visit, question: str) -> Iterator[str]:
    """Yields the conversation with a question added, what is known of its answer, then the answer, which is kept on disk.

    While a model writes, what would end that is in `visit.answering`.
    """
    conversation = visit.conversation
    cancel = threading.Event()
    model = visit.model
    if model:
        visit.answering.append(cancel)
    try:
        yield conversation_view(conversation.answers, question)
        assistant = visit.assistant
        answer = None
        if model:
            for partial, answer in worded(visit, question, cancel):
                if answer is None:
                    yield conversation_view(conversation.answers, question, partial)
        if answer is None:
            answer = assistant.ask(question, conversation.turns)
        with visit.lock:
            visit.conversations.add(conversation, answer, assistant.index.index_id)
    except StudygroundError as error:
        _over(visit, cancel)
        yield conversation_view(conversation.answers, question, problem=str(error))
        return
    finally:
        _over(visit, cancel)  # the page may be gone before the model is done
    yield conversation_view(conversation.answers)


def _over(visit: Visit, cancel: threading.Event) -> None:
    """Nothing is written any more, or nobody waits for it."""
    cancel.set()
    if cancel in visit.answering:
        visit.answering.remove(cancel)


def worded(visit: Visit, question: str, cancel: threading.Event) -> Iterator[tuple[str, Answer | None]]:
    """Yields what a language model has written so far, as far as it is borne out, and at the end the answer.

    Args:
        visit: Whose model it is.
        question: What was asked.
        cancel: Set, it ends the writing.
    """
    said: list[str] = []
    writer = visit.shelves.writer(visit.collection, visit.model)
    for chunk in writer.stream(question, visit.conversation.turns, cancel):
        said += [sentence.text for sentence in chunk.sentences]
        yield " ".join(said), chunk.answer


def offered_view(visit: Visit, suggestions: Suggestions) -> str:
    """First questions of the guide, or, after an answer, questions about what stands near it."""
    try:
        assistant = visit.assistant
        answers = visit.conversation.answers
        if not answers:
            return chips(suggestions.first(assistant), "Questions to begin with")
        return chips(follow_ups(assistant, answers[-1], [one.question for one in answers]), "What to ask next")
    except StudygroundError:
        return ""


def reported(visit: Visit, asked: dict[str, Any]) -> str:
    """Keep a report that an answer is wrong, and say so under it."""
    answers = visit.conversation.answers
    fields = asked.get("fields") or {}
    try:
        number = int(asked.get("turn", -1))
        answer = answers[number]
        report_wrong(
            reports_path(own_settings(visit)),
            answer,
            comment=str(fields.get("comment", ""))[:LONGEST],
            expected=str(fields.get("expected", ""))[:LONGEST],
            history=visit.conversation.turns[:number],
            index=visit.assistant.index.index_id,
        )
    except (ValueError, IndexError, TypeError):
        return conversation_view(answers)
    except StudygroundError as error:
        return conversation_view(answers, said={number: str(error)})
    return conversation_view(answers, said={number: "Thank you. The report is kept on this computer."})


def tools_view(visit: Visit) -> str:
    """New conversation, earlier ones, export."""
    listed = visit.conversations.listed()
    current = visit.conversation.id
    rows = joined(
        tag("li", tag("button", esc(one.title), type="button", class_="sg-earlier", data_act="earlier", data_id=one.id,
                      aria_current="true" if one.id == current else None)
            + tag("time", f"{one.begun:%d %b %Y}", class_="sg-hint", datetime=one.begun.isoformat()))
        for one in listed
    )  # fmt: skip
    parts = []
    if visit.conversation.answers:
        parts.append(tag("button", "New conversation", type="button", class_="sg-button quiet", data_act="new"))
        href = f"/studyground/conversation/{current}.md"
        parts.append(tag("a", "Export", href=href, class_="sg-button quiet", download="conversation.md"))
        parts.append(
            tag("button", "Forget it", type="button", class_="sg-button quiet", data_act="forget",
                data_confirm="Forget this conversation? It is deleted from this computer.")
        )  # fmt: skip
    earlier = ""
    if rows:
        summary = tag("summary", f"Earlier ({len(listed)})", class_="sg-button quiet")
        earlier = tag("details", summary + tag("ul", rows), class_="sg-menu", data_menu=True)
    return tag("div", earlier + joined(parts), class_="sg-row sg-tools")
