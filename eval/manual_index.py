"""A manual of `written/manuals.jsonl.xz` as an index to be asked, made of the passages that are kept of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from studyground.assistant.assistant import Assistant
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

_MARK = re.compile(r"^(?=#)", re.MULTILINE)


@contextmanager
def opened_manual(row: dict[str, Any], settings: Settings) -> Iterator[Assistant]:
    """An assistant over the passages of a manual, each under its heading; closed and gone at the end.

    Args:
        row: From `reader_manuals.manuals`.
        settings: How an index is made and read; the index they name is not touched.
    """
    with TemporaryDirectory() as scratch:
        pages = Path(scratch) / row["guide"]
        pages.mkdir()
        for number, one in enumerate(row["passages"]):  # a page each: a tag or a fence left open harms no other
            text = _MARK.sub(r"\\", one["text"])
            (pages / f"{number:04}.md").write_text(f"# {one['heading'] or row['guide']}\n\n{text}\n", encoding="utf-8")
        own = settings.model_copy(update={"index": Path(scratch) / "index"})
        ingest([pages], own)
        assistant = Assistant.open(own)
        try:
            yield assistant
        finally:
            assistant.index.close()


def answering(row: dict[str, Any], asked: dict[str, Any]) -> list[str]:
    """The sentences, items and rows of a manual that answer a question; [] where it does not."""
    return [
        row["passages"][one["passage"]]["text"][start:end] for one in asked["answers"] for start, end in one["said"]
    ]


def same_words(text: str, quote: str) -> bool:
    """Whether a sentence, item or row of an index is in what was quoted, or holds it: letters and digits count."""
    mine, theirs = ("".join(filter(str.isalnum, one.casefold())) for one in (text, quote))
    return len(mine) > 3 and len(theirs) > 3 and (mine in theirs or theirs in mine)
