"""The Model tab: whether the guide is quoted or a language model words the answers; which one, and whether it works."""

import time
from typing import Any

from studyground.errors import InputError, StudygroundError
from studyground.ui.browser.markup import esc, joined, tag
from studyground.ui.browser.surface import ACTS, DIRECT
from studyground.ui.browser.visits import Visit, Visits

LONGEST_NAME = 500
TYPED, CHOSEN, SAID = "model typed", "model chosen", "model said"
TEST = (("system", "You test a connection. Answer with one word."), ("human", "Answer with the single word: ready"))
EXAMPLES = (
    "ollama:llama3.2",
    "openai:gpt-4o-mini",
    "anthropic:claude-haiku-4-5",
    "http://localhost:8080/v1",
    "gguf:/models/model.gguf",
)


def model_tab(visits: Visits, tab: Any) -> None:
    """Build the tab inside the blocks that are open."""
    import gradio as gr

    with gr.Column(elem_id="sg-model", elem_classes=["sg-page-column"]):
        surface = gr.HTML("", elem_id="sg-model-surface", **ACTS)

    def shown(request: gr.Request) -> str:
        return model_view(visits.of(request))

    def act(event: gr.EventData, request: gr.Request) -> str:
        visit = visits.of(request)
        asked = event._data or {}
        name = str((asked.get("fields") or {}).get("name", ""))[:LONGEST_NAME].strip()
        choice = str(asked.get("act"))
        if choice in ("model", "quote"):
            visit.kept[TYPED] = name or visit.kept.get(TYPED, "")
        visit.kept[CHOSEN] = (choice, name)
        return model_view(visit, testing=bool(name) and choice == "model")

    def take(request: gr.Request) -> str:
        visit = visits.of(request)
        choice = visit.kept.pop(CHOSEN, None)
        if choice is not None:
            chosen(visit, *choice)
        return model_view(visit)

    tab.select(shown, outputs=surface, **DIRECT)
    surface.act(act, outputs=surface, trigger_mode="multiple", **DIRECT).then(take, outputs=surface, **DIRECT)


def chosen(visit: Visit, act: str, name: str) -> None:
    """Take a choice: quote the guide, or a model, which is asked once before it is taken."""
    visit.kept[SAID] = ("", "")
    if act == "quote":
        visit.use_model("")
    elif act == "model":
        try:
            visit.kept[SAID] = ("good", tested(visit, name))
            visit.use_model(name)
        except StudygroundError as error:
            visit.kept[SAID] = ("bad", str(error))


def tested(visit: Visit, name: str) -> str:
    """Ask a model one word.

    Returns:
        What it said and how long that took.

    Raises:
        StudygroundError: It cannot be used, or this learner may not name it.
    """
    from studyground.assistant.language_model.opening import open_model

    if not name:
        raise InputError("Name a model first.")
    if not visit.learner.owner and name != visit.shelves.settings.llm:
        raise InputError("Only the person who runs the program may name another model.")
    started = time.perf_counter()
    reply = " ".join("".join(open_model(name, visit.shelves.settings).stream(TEST)).split())
    seconds = time.perf_counter() - started
    short = reply if len(reply) <= 60 else reply[:60] + " …"
    return f"It works: it said “{short}” after {seconds:.1f} seconds, and words your answers from now on."


def model_view(visit: Visit, testing: bool = False) -> str:
    """The whole tab."""
    model = visit.model
    quoting = tag(
        "p",
        "Answers are sentences of your guide, each with the place it comes from. They come at once, nothing is made up, and "
        "nothing leaves this computer.",
    )
    wording = tag(
        "p",
        "A language model puts what the guide says into its own words. Every sentence is checked against the passage it "
        "cites; what is not supported is not shown. It is slower.",
    )
    quote = "In use" if not model else tag(
        "button", "Use this", type="button", class_="sg-button second", data_act="quote"
    )  # fmt: skip
    state, said = visit.kept.get(SAID, ("", ""))
    note = ""
    if testing:
        note = tag("p", "Asking the model one word …", class_="sg-hint", role="status")
    elif said:
        note = tag("p", esc(said), class_="sg-problem" if state == "bad" else "sg-fine", role="alert")
    cards = _card("Quote the guide", quoting, quote, not model) + _card(
        "Word answers with a language model", wording + _form(visit, model) + note, _used(model), bool(model)
    )
    return tag("section", tag("h2", "What answers") + cards, class_="sg-card sg-models")


def _card(title: str, text: str, choice: str, used: bool) -> str:
    head = tag(
        "div", tag("h3", title) + tag("span", choice if used else "", class_="sg-used"), class_="sg-row sg-apart"
    )
    return tag("div", head + text + ("" if used else choice), class_="sg-model", data_used=used)


def _used(model: str) -> str:
    return f"In use: {esc(_shown(model))}" if model else ""


def _shown(model: str) -> str:
    from studyground.assistant.language_model.naming import parse_model

    try:
        name = parse_model(model)
    except StudygroundError:
        return model
    return f"{name.shown}, questions and passages are sent to it over the network" if name.remote else name.shown


def _form(visit: Visit, model: str) -> str:
    own = visit.shelves.settings.llm
    if not visit.learner.owner:
        if not own:
            return tag("p", "None is set up. The person who runs the program can name one.", class_="sg-hint")
        field = tag("input", type="hidden", name="name", value=own).replace("</input>", "")
        return tag("form", field + tag("button", f"Use {esc(_shown(own))}", type="submit", class_="sg-button second"),
                   data_form="model", class_="sg-form")  # fmt: skip
    typed = visit.kept.get(TYPED) or model or own
    listed = joined(tag("option", "", value=one) for one in EXAMPLES)
    field = tag("input", name="name", class_="sg-field", value=typed, list="sg-model-names", autocomplete="off",
                maxlength=LONGEST_NAME, placeholder="ollama:llama3.2", spellcheck="false").replace("</input>", "")  # fmt: skip
    hint = tag("p", "ollama:NAME, openai:NAME, anthropic:NAME, gguf:FILE, or the address of a server. "
               "Keys are read from the environment.", class_="sg-hint")  # fmt: skip
    form = tag(
        "form",
        tag("label", "Name of the model" + field) + tag("datalist", listed, id="sg-model-names")
        + tag("button", "Test and use it", type="submit", class_="sg-button second"),
        data_form="model", class_="sg-form",
    )  # fmt: skip
    return form + hint
