"""A bank on its way to and from other programs: what a learner takes along, and questions of others checked like our own."""

import tempfile
from pathlib import Path
from typing import Any

from studyground.assistant.practice.bank import add_to_bank
from studyground.assistant.practice.exchange.formats import EXPORTS, exported
from studyground.errors import InputError
from studyground.ui.browser import studies as study
from studyground.ui.browser.background_jobs import Advance, Job, Jobs
from studyground.ui.browser.visits import Visit

KINDS = {
    "anki": ("apkg", "application/octet-stream"),
    "gift": ("gift", "text/plain"),
    "qti": ("zip", "application/zip"),
    "csv": ("csv", "text/csv"),
    "md": ("md", "text/markdown"),
    "json": ("json", "application/json"),
}
MOST_BYTES = 16_000_000


def taken_along(visit: Visit, to: str) -> tuple[bytes, str, str]:
    """The bank in another program's format.

    Returns:
        The bytes, the file's name and its media type.

    Raises:
        InputError: There is no such format, or no question.
    """
    if to not in EXPORTS:
        raise InputError(f"There is no format {to}.")
    path = study.bank(visit)
    found = study.questions(visit)
    if not found:
        raise InputError("There are no questions yet.")
    suffix, kind = KINDS.get(to, (to, "application/octet-stream"))
    return exported(found, to, visit.collection.title, path.stat().st_mtime), f"questions.{suffix}", kind


def bring_in(visit: Visit, jobs: Jobs, name: str, data: bytes) -> Job:
    """Begin to check the questions of a file and to add those that pass.

    Raises:
        InputError: The file holds no question that could be read.
    """
    from studyground.assistant.practice.check import UNCITED, recheck
    from studyground.assistant.practice.exchange.formats import import_file
    from studyground.assistant.practice.exchange.imported import explained

    with tempfile.TemporaryDirectory(prefix="studyground-") as folder:
        file = Path(folder) / f"questions{Path(name).suffix.lower()[:8]}"
        file.write_bytes(data)
        try:
            found = import_file(file)
        except InputError as error:
            raise InputError(error.message.replace(str(file), "The file"), error.hint) from error
    assistant, path, there = visit.assistant, study.bank(visit), study.questions(visit)
    known = {question.id for question in there}
    new = [question for question in found.questions if question.id not in known]

    def work(advance: Advance) -> Any:
        advance("questions checked", 0, len(new))
        checked = recheck(new, assistant, lambda done: advance("questions checked", done, len(new)), there)
        kept = [explained(question, UNCITED) for question in checked.kept]
        added = add_to_bank(path, kept) if kept else 0
        text = f"{added} of {len(found.questions)} questions were added."
        gates = sorted({gate for item in checked.rejected for gate in item.failed})
        return text + (f" {len(checked.rejected)} failed a check ({', '.join(gates)})." if gates else "")

    return jobs.start(f"questions {path}", "Checking the questions of the file", work)
