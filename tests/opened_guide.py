"""An assistant over one invented guide, closed when the test module is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studyground.assistant.assistant import Assistant
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings


@contextmanager
def opened_guide(
    text: str, folder: Path, data: Path, name: str = "guide.md", reader: str = "none"
) -> Iterator[Assistant]:
    """Ingest a guide into a folder of its own and open it.

    Args:
        text: The guide, in Markdown where the name says so.
        folder: An empty folder.
        data: Where the exported encoder is.
        name: Of its file.
        reader: As the setting.
    """
    (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data, reader=reader)
    ingest([folder / name], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()
