"""What the library looks like: collections, documents with what was made of them, the progress of reading."""

from collections.abc import Sequence

from studyground.ingest.index import Index
from studyground.ingest.readers.detect import READABLE_SUFFIXES
from studyground.ingest.report import IngestReport
from studyground.ingest.store import DocumentRow
from studyground.ui.browser.background_jobs import Job
from studyground.ui.browser.markup import bar, button, esc, joined, tag
from studyground.ui.browser.shelves import Collection

MOST_LISTED = 400
FORMATS = {"pdf": "PDF", "html": "HTML", "docx": "Word", "pptx": "PowerPoint", "epub": "EPUB", "wordpress": "WordPress"}


def collection_view(collection: Collection, known: Sequence[Collection], index: Index | None, served: bool) -> str:
    """The collection that is asked, the others to change to, and a new one.

    Args:
        collection: The one that is asked.
        known: All of this learner's.
        index: Its index, None where nothing was read yet.
        served: Whether it is the one the program was started with.
    """
    facts = "Nothing has been read into it yet."
    if index is not None:
        documents = index.documents()
        repeated = sum(bool(row.duplicate_of) for row in documents)
        facts = f"{_count(len(documents), 'document')}, {_count(index.manifest.passages, 'passage')}"
        facts += f"; {repeated} of them repeat{'s' * (repeated == 1)} another" if repeated else ""
        facts += "."
    others = joined(
        tag("li", tag("button", esc(one.title), type="button", class_="sg-chip", data_act="collection",
                      data_value=one.name, aria_pressed="true" if one.name == collection.name else "false"))
        for one in known
    )  # fmt: skip
    make = tag(
        "form",
        tag("label", "New collection", for_="sg-new-collection")
        + '<input id="sg-new-collection" name="name" class="sg-field" maxlength="40" required '
        'placeholder="Name, such as Biology" autocomplete="off">'
        + tag("button", "Make it", type="submit", class_="sg-button second"),
        class_="sg-inline", data_form="create",
    )  # fmt: skip
    remove = ""
    if collection.writable and not served:
        remove = button("Remove this collection", "discard", data_confirm=(
            f"Remove the collection {collection.title} with its uploads? This cannot be undone."))  # fmt: skip
    note = "" if collection.writable else tag(
        "p", "This collection belongs to whoever runs the program. Make one of your own to add files.", class_="sg-hint"
    )  # fmt: skip
    head = tag("h2", esc(collection.title)) + tag("p", facts, class_="sg-hint") + note
    chosen = tag("ul", others, class_="sg-chips sg-wrap", aria_label="Collections") if len(known) > 1 else ""
    return tag("section", head + chosen
               + tag("div", make + remove, class_="sg-row"), class_="sg-card")  # fmt: skip


def upload_view(collection: Collection, empty: bool, most_mb: float) -> str:
    """Where files are handed in; the browser's script sends them."""
    if not collection.writable:
        return ""
    accept = ",".join(sorted(READABLE_SUFFIXES))
    files = tag("label", "Choose files" + tag("input", type="file", multiple=True, accept=accept, class_="sg-sr",
                data_upload=collection.name), class_="sg-button")  # fmt: skip
    folder = tag("label", "Choose a folder" + tag("input", type="file", webkitdirectory=True, class_="sg-sr",
                 data_upload=collection.name), class_="sg-button second")  # fmt: skip
    shipped = button("Read the guide that ships", "shipped", kind="second") if empty else ""
    kinds = "PDF, Word, PowerPoint, EPUB, HTML, Markdown, notebooks and text"
    text = tag("p", f"Or drop them here. {kinds}, up to {most_mb:g} MB each.", class_="sg-hint")
    head = tag("h2", "Add to this collection")
    progress = '<p class="sg-hint" data-upload-status role="status"></p>'
    return tag("section", head + tag("div", files + folder + shipped, class_="sg-row") + text + progress,
               class_="sg-card sg-drop", data_drop=collection.name)  # fmt: skip


def job_view(job: Job | None) -> str:
    """How far reading is, or what came of it."""
    if job is None:
        return ""
    if isinstance(job.result, IngestReport):
        return report_view(job.result)
    return running_view(job)


def running_view(job: Job) -> str:
    """How far any job is, or why it failed; "" where it ended well."""
    if not job.runs:
        return tag("p", esc(job.problem), class_="sg-problem", role="alert") if job.problem else ""
    share = job.done / job.total if job.total else 0.0
    text = tag("p", esc(job.words), role="status")
    return tag("section", text + bar(share, f"{share:.0%} done"), class_="sg-card sg-job")


def report_view(report: IngestReport) -> str:
    """What an ingest did, in a few lines; what was passed over with the reason."""
    changes = [
        _count(number, f"document {word}", f"documents {word}")
        for number, word in ((report.added, "added"), (report.updated, "updated"), (report.removed, "removed"))
        if number
    ]
    text = f"{', '.join(changes) or 'Nothing changed'} in {report.seconds:.1f} seconds."
    lines = [tag("li", f"{esc(one.path.rsplit('/', 1)[-1])}: {esc(one.reason)}") for one in report.skipped]
    skipped = tag("p", "Passed over:") + tag("ul", joined(lines), class_="sg-list") if lines else ""
    return tag("section", tag("p", esc(text), role="status") + skipped, class_="sg-card sg-done")


def documents_view(index: Index | None, collection: Collection) -> str:
    """All documents, each with what was made of it."""
    if index is None:
        return ""
    documents = index.documents()
    rows = [_document(index, row, collection.writable and len(documents) > 1) for row in documents[:MOST_LISTED]]
    more = len(documents) - MOST_LISTED
    rest = tag("p", f"And {more} more.", class_="sg-hint") if more > 0 else ""
    return tag(
        "section", tag("h2", "Documents") + tag("ul", joined(rows), class_="sg-documents") + rest, class_="sg-card"
    )


def _document(index: Index, row: DocumentRow, removable: bool) -> str:
    sections = [one for one in index.sections(row.id) if one.path]
    passages, dropped, warnings = len(index.passages_of(row.id)), index.dropped(row.id), index.warnings(row.id)
    facts = [FORMATS.get(row.format, row.format.capitalize()), _count(len(sections), "section")]
    facts.append(_count(passages, "passage"))
    if dropped:
        facts.append(f"{_count(len(dropped), 'piece')} left out")
    if row.duplicate_of:
        facts.append(f"repeats {row.duplicate_of} ({row.similarity:.0%})")
    flags = joined(tag("p", esc(one), class_="sg-warned") for one in warnings)
    look = button("Look inside", "document", data_document=row.document, aria_label=f"Look inside {row.document}")
    remove = button(
        "Remove", "remove", data_document=row.document, aria_label=f"Remove {row.document}",
        data_confirm=f"Take {row.document} out of the collection?",
    ) if removable else ""  # fmt: skip
    name = tag("h3", esc(row.title or row.document)) + tag("p", esc(row.document), class_="sg-doc")
    text = tag("div", name + tag("p", esc(" · ".join(facts)), class_="sg-hint") + flags)
    return tag("li", text + tag("div", look + remove, class_="sg-row"))


def inside_view(index: Index, row: DocumentRow) -> str:
    """One document: its sections to open, its warnings, and everything cleaning left out, by reason."""
    back = button("← All documents", "all")
    head = tag("h2", esc(row.title or row.document), tabindex="-1") + tag("p", esc(row.document), class_="sg-doc")
    sections = joined(
        tag("li", tag("button", esc(one.path[-1]), type="button", class_="sg-link", data_open=row.document,
                      data_start=one.start, data_end=min(one.end, one.start + len(one.path[-1]))),
            style=f"padding-left:{(min(len(one.path), 6) - 1) * 1.1:.1f}rem")
        for one in index.sections(row.id) if one.path
    )  # fmt: skip
    whole = tag(
        "button", "Open its text", type="button", class_="sg-link", data_open=row.document, data_start=0, data_end=0
    )
    listed = tag("ul", sections, class_="sg-outline") if sections else tag("p", whole)
    warned = joined(tag("p", esc(one), class_="sg-warned") for one in index.warnings(row.id))
    by_reason: dict[str, list[str]] = {}
    for text, reason in index.dropped(row.id):
        by_reason.setdefault(reason, []).append(text)
    dropped = joined(
        tag("details", tag("summary", f"{esc(reason.capitalize())} ({len(texts)})")
            + tag("ul", joined(tag("li", esc(text.strip())) for text in texts[:MOST_LISTED]), class_="sg-list sg-dropped"))
        for reason, texts in by_reason.items()
    )  # fmt: skip
    left_out = tag("h3", "Left out when it was read") + dropped if dropped else ""
    return tag("section", back + head + warned + tag("h3", "Sections") + listed + left_out, class_="sg-card sg-inside")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
