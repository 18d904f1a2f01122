"""The Library tab: collections, uploads, reading with its progress, and what is indexed."""

from collections.abc import Callable
from typing import Any

from studyground.corpus import guide_folder
from studyground.errors import InputError, StudygroundError
from studyground.ingest.index import Index
from studyground.ingest.pipeline import Progress, ingest
from studyground.ingest.removal import remove_documents
from studyground.ingest.report import IngestReport
from studyground.ui.browser.background_jobs import Job, Jobs
from studyground.ui.browser.library_view import collection_view, documents_view, inside_view, job_view, upload_view
from studyground.ui.browser.markup import button, esc, joined, tag
from studyground.ui.browser.surface import ACTS, DIRECT, TICK_S
from studyground.ui.browser.uploads import forget_upload, uploads_folder
from studyground.ui.browser.visits import Visit, Visits

OPENED, REFUSED = "library document", "library refused"


def library_tab(visits: Visits, tab: Any, jobs: Jobs, changed: Callable[[Any], None]) -> None:
    """Build the tab inside the blocks that are open.

    Args:
        visits: Finds the visit a request belongs to.
        tab: The tab.
        jobs: What goes on beside.
        changed: Handed what attaches a handler to an event after which another collection may be asked.
    """
    import gradio as gr

    with gr.Column(elem_id="sg-library", elem_classes=["sg-page-column"]):
        top = gr.HTML("", elem_id="sg-library-collection", **ACTS)
        handed = gr.HTML("", elem_id="sg-library-upload", **ACTS)
        status = gr.HTML("", elem_id="sg-library-status", **ACTS)
        listing = gr.HTML("", elem_id="sg-library-documents", **ACTS)
        clock = gr.Timer(TICK_S, active=False)
        read = gr.State(0)
    parts = [top, handed, status, listing]

    def shown(request: gr.Request) -> tuple[Any, ...]:
        visit = visits.of(request)
        return *library(visit, jobs), gr.Timer(active=reading(visit, jobs) is not None)

    def act(event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        visit = visits.of(request)
        try:
            acted(visit, jobs, event._data or {})
        except StudygroundError as error:
            first, second, _, last = library(visit, jobs)
            return first, second, tag("p", esc(str(error)), class_="sg-problem", role="alert"), last, gr.skip()
        return shown(request)

    def tick(times_read: int, request: gr.Request) -> tuple[Any, ...]:
        visit = visits.of(request)
        job = reading(visit, jobs)
        if job is None:
            return *library(visit, jobs), gr.Timer(active=False), times_read + 1
        return gr.skip(), gr.skip(), _refused(visit) + job_view(job), gr.skip(), gr.skip(), gr.skip()

    tab.select(shown, outputs=[*parts, clock], **DIRECT)
    for part in parts:
        changed(part.act(act, outputs=[*parts, clock], trigger_mode="multiple", **DIRECT).then)
    clock.tick(tick, inputs=read, outputs=[*parts, clock, read], **DIRECT)
    changed(read.change)


def library(visit: Visit, jobs: Jobs) -> tuple[str, str, str, str]:
    """Everything the tab shows: collection, place for uploads, state of reading, documents."""
    problem = ""
    try:
        index: Index | None = visit.assistant.index
    except StudygroundError as error:
        index = None
        problem = _unreadable(visit, error)
    served = visit.collection.folder == visit.shelves.settings.index_folder()
    return (
        collection_view(visit.collection, visit.shelves.collections(visit.learner), index, served),
        upload_view(visit.collection, index is None, visit.shelves.settings.max_file_mb),
        _refused(visit) + _state(visit, jobs, problem),
        _documents(visit, index),
    )


def _state(visit: Visit, jobs: Jobs, problem: str) -> str:
    """What is being read, else why nothing can be, else what was read last."""
    job = jobs.of(str(visit.collection.folder)) if visit.collection.writable else None
    return problem if problem and (job is None or not job.runs) else job_view(job)


def _unreadable(visit: Visit, error: StudygroundError) -> str:
    """Why an index that is there cannot be used, and a way to make it anew."""
    if not (visit.collection.folder / "manifest.json").exists():
        return ""
    again = ""
    if visit.collection.writable:
        what = "your uploads" if uploads_folder(visit.learner, visit.collection).is_dir() else "the guide that ships"
        again = button(f"Make it anew from {what}", "again", kind="second")
    return tag("section", tag("p", esc(str(error)), class_="sg-problem", role="alert") + again, class_="sg-card")


def _refused(visit: Visit) -> str:
    """What was not taken of the last upload, and why."""
    return joined(tag("p", esc(one), class_="sg-warned") for one in visit.kept.get(REFUSED, ()))


def _documents(visit: Visit, index: Index | None) -> str:
    opened = visit.kept.get(OPENED)
    if index is not None and opened:
        try:
            return inside_view(index, index.document(opened))
        except StudygroundError:
            visit.kept.pop(OPENED, None)
    return documents_view(index, visit.collection)


def reading(visit: Visit, jobs: Jobs) -> Job | None:
    """What reads into the collection at this moment."""
    job = jobs.of(str(visit.collection.folder)) if visit.collection.writable else None
    return job if job is not None and job.runs else None


def acted(visit: Visit, jobs: Jobs, asked: dict[str, Any]) -> None:
    """Do what was asked for.

    Raises:
        StudygroundError: It cannot be done.
    """
    act = asked.get("act")
    problems = asked.get("problems")
    visit.kept[REFUSED] = [str(one)[:300] for one in problems][:20] if isinstance(problems, list) else []
    if act == "collection":
        visit.turn_to(visit.shelves.collection(visit.learner, str(asked.get("value", ""))))
    elif act == "create":
        made = visit.shelves.create(visit.learner, str((asked.get("fields") or {}).get("name", "")))
        visit.turn_to(made)
    elif act == "document":
        visit.kept[OPENED] = str(asked.get("document", ""))
    elif act == "all":
        visit.kept.pop(OPENED, None)
    elif act == "discard":
        _discard(visit)
    elif act in ("uploaded", "shipped", "again", "remove"):
        if not visit.collection.writable:
            raise InputError("This collection belongs to someone else.", "Make one of your own first.")
        start(visit, jobs, str(act), str(asked.get("document", "")))


def _discard(visit: Visit) -> None:
    import shutil

    gone = visit.collection
    visit.shelves.remove(gone)
    shutil.rmtree(uploads_folder(visit.learner, gone), ignore_errors=True)
    visit.turn_to(visit.shelves.collection(visit.learner, None))


def start(visit: Visit, jobs: Jobs, act: str, document: str = "") -> Job:
    """Begin to read what was uploaded, or the guide that ships, or to take a document out."""
    collection = visit.collection
    settings = visit.shelves.settings_for(collection)
    folder = uploads_folder(visit.learner, collection)

    def read(progress: Progress) -> IngestReport:
        if act == "remove":
            row = visit.assistant.index.document(document)
            report = remove_documents([row.document], settings, progress)
            forget_upload(visit.learner, collection, row.path)
            return report
        shipped = act == "shipped" or (act == "again" and not folder.is_dir())
        paths = [guide_folder()] if shipped else [folder]
        return ingest(paths, settings, act == "again", progress, shipped)

    what = {"remove": f"Taking {document} out", "shipped": "Reading the guide that ships"}.get(
        act, "Reading your files"
    )
    return jobs.start(str(collection.folder), what, read)
