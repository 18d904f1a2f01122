"""The page: header, tabs, and the panel for passages; each tab is built in a module of its own."""

from typing import Any

from studyground.errors import StudygroundError
from studyground.ui.browser.ask_tab import ask_tab
from studyground.ui.browser.background_jobs import Jobs
from studyground.ui.browser.exam_tab import exam_tab
from studyground.ui.browser.library_tab import library_tab
from studyground.ui.browser.markup import esc, options, tag
from studyground.ui.browser.model_tab import model_tab
from studyground.ui.browser.passage_view import Spot, empty_view, page_view, page_waiting, panel, passage_view
from studyground.ui.browser.practice_tab import practice_tab
from studyground.ui.browser.progress_tab import progress_tab
from studyground.ui.browser.review_tab import review_tab
from studyground.ui.browser.shelves import SERVED
from studyground.ui.browser.studies import Studies
from studyground.ui.browser.surface import ACTS, AT_ONCE, DIRECT, PLAIN
from studyground.ui.browser.visits import Visit, Visits

TO_PRINT = "page to print"


def page(visits: Visits, jobs: Jobs) -> Any:
    """The whole page as gradio blocks.

    Args:
        visits: Finds the visit a request belongs to.
        jobs: What goes on beside.
    """
    import gradio as gr

    with gr.Blocks(title="StudyGround", analytics_enabled=False, fill_width=True) as blocks:
        header = gr.HTML(header_view(None), elem_id="sg-header", **ACTS)
        with gr.Tabs(elem_id="sg-tabs", selected="ask"):
            with gr.Tab("Ask", id="ask") as tab:
                ask = ask_tab(visits, tab)
            changes: list[Any] = []
            studies = Studies()
            with gr.Tab("Practice", id="practice") as tab:
                practice_tab(visits, tab, studies, jobs)
            with gr.Tab("Exam", id="exam") as tab:
                exam_tab(visits, tab, studies)
            with gr.Tab("Review", id="review") as tab:
                review_tab(visits, tab, studies)
            with gr.Tab("Library", id="library") as tab:
                library_tab(visits, tab, jobs, changes.append)
            with gr.Tab("Progress", id="progress") as tab:
                progress_tab(visits, tab, studies)
            with gr.Tab("Model", id="model") as tab:
                model_tab(visits, tab)
        drawer = gr.HTML(
            empty_view(0),
            elem_id="sg-drawer",
            js_on_load="studyground.drawer(element, trigger)  // raises 'open'",
            **PLAIN,
        )

        def begin(request: gr.Request) -> list[str]:
            visit = visits.of(request)
            return [header_view(visit), *ask.shown(visit), drawer_view(visit)]

        def change(event: gr.EventData, request: gr.Request) -> list[str]:
            visit = visits.of(request)
            asked = event._data or {}
            if asked.get("act") == "collection":
                visit.turn_to(visit.shelves.collection(visit.learner, str(asked.get("value", ""))))
            return [header_view(visit), *ask.shown(visit), drawer_view(visit)]

        def open_passage(event: gr.EventData, request: gr.Request) -> str:
            return opened(visits.of(request), event._data or {})

        def open_page(request: gr.Request) -> Any:
            return printed(visits.of(request)) or gr.skip()

        parts = [header, *ask.components, drawer]
        loaded = blocks.load(begin, outputs=parts, **DIRECT)
        loaded.then(ask.suggest, outputs=ask.chips, **DIRECT)
        changed = header.act(change, outputs=parts, **DIRECT)
        changed.then(ask.suggest, outputs=ask.chips, **DIRECT)
        for after in changes:
            after(begin, outputs=parts, **DIRECT)
        drawer.open(open_passage, outputs=drawer, trigger_mode="multiple", **DIRECT).then(
            open_page, outputs=drawer, **DIRECT
        )
    blocks.queue(api_open=False, default_concurrency_limit=AT_ONCE, max_size=400)
    return blocks


def header_view(visit: Visit | None) -> str:
    """Name, choice of the collection, and light or dark."""
    chooser = ""
    if visit is not None:
        known = [(one.name or SERVED, one.title) for one in visit.shelves.collections(visit.learner)]
        inner = options(known, visit.collection.name)
        if len(known) > 1:
            select = tag("select", inner, data_change="collection", id="sg-collection")
            chooser = tag("label", "Collection", for_="sg-collection", class_="sg-sr") + select
        else:
            chooser = tag("span", esc(known[0][1]), class_="sg-collection-name")
    name = tag("h1", "StudyGround", class_="sg-brand")
    who = ""
    if visit is not None and visit.learner.name:
        leave = tag("button", "Log out", type="submit", class_="sg-button quiet")
        who = tag("form", tag("span", esc(visit.learner.name), class_="sg-hint") + leave, method="post",
                  action="/studyground/logout", class_="sg-row")  # fmt: skip
    scheme = tag(
        "button", '<span class="sg-scheme-icon" aria-hidden="true"></span>', type="button", class_="sg-button quiet sg-scheme",
        data_scheme=True, aria_label="Switch between light and dark",
    )  # fmt: skip
    return tag("header", name + chooser + '<span class="sg-grow"></span>' + who + scheme, class_="sg-header")


def drawer_view(visit: Visit) -> str:
    """The panel before anything was opened."""
    try:
        return empty_view(len(visit.assistant.index.documents()))
    except StudygroundError:
        return empty_view(0)


def opened(visit: Visit, asked: dict[str, Any]) -> str:
    """The panel with a passage in its section."""
    visit.kept[TO_PRINT] = None
    try:
        index = visit.assistant.index
        spot = Spot.of(index, asked.get("document"), asked.get("start"), asked.get("end"))
        waiting = page_waiting(index, spot)
        visit.kept[TO_PRINT] = spot if waiting else None
        return passage_view(index, spot, waiting)
    except StudygroundError as error:
        return _problem(error)


def printed(visit: Visit) -> str:
    """The panel with the page of a PDF as printed; "" where none is waited for, or another passage was opened meanwhile."""
    spot = visit.kept.get(TO_PRINT)
    if spot is None:
        return ""
    try:
        index = visit.assistant.index
        view = passage_view(index, spot, page_view(index, spot))
    except StudygroundError as error:
        view = _problem(error)
    return view if visit.kept.get(TO_PRINT) is spot else ""


def _problem(error: StudygroundError) -> str:
    said = tag("p", esc(str(error)), class_="sg-problem", role="alert")
    return panel(tag("h2", "Passage", id="sg-passage-title", tabindex="-1"), said)
