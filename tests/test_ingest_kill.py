"""A writer killed at any moment leaves the index as it was or as it was to become, and nothing that stays."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from studyground.errors import IndexBusyError, IndexMissingError
from studyground.ingest.index import open_index
from studyground.ingest.index_folder import MANIFEST
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

RUN = """
import sys
from pathlib import Path
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings
settings = Settings(index=Path(sys.argv[1]), data=Path(sys.argv[2]))
print("begin", flush=True)
ingest([Path(sys.argv[3])], settings)
print("end", flush=True)
"""
MOMENTS = 12


def guide(topic: str, sentences: int) -> str:
    parts = [f"# About {topic}", ""]
    for n in range(sentences):
        parts += [
            f"In {topic} fact {n} the {topic} of kind {n * 7 % 11} cost {topic} {n * n} steps, said {topic} {n}.",
            "",
        ]
    return "\n".join(parts)


@contextmanager
def writer(settings: Settings, guides: Path) -> Iterator[subprocess.Popen[bytes]]:
    arguments = [str(settings.index), str(settings.data), str(guides)]
    with subprocess.Popen([sys.executable, "-c", RUN, *arguments], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begin\n"
        yield process


def state(settings: Settings) -> tuple[str, int]:
    """What the index answers: its id, and the passage nearest to a question, everything read on the way."""
    index = open_index(settings)
    try:
        assert [
            row.document for row, _ in ((index.document_by_id(item.doc), text) for item, text in index.all_passages())
        ]
        assert index.vectors.ntotal == index.manifest.passages == len(index.terms.scores(["fact"]))
        assert index.sentence_index.ntotal == index.manifest.sentences == len(index.sentence_owners)
        assert index.words
        return index.index_id, int(
            index.nearest_passages(np.eye(1, index.manifest.dimension, dtype=np.float32)[0], 1)[1][0]
        )
    finally:
        index.close()


def litter(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.name.startswith("building-"))


@pytest.mark.slow
@pytest.mark.parametrize("update", [False, True], ids=["a fresh index", "an update"])
def test_a_writer_killed_at_any_moment(tmp_path: Path, data_folder: Path, update: bool) -> None:
    guides = tmp_path / "guides"
    guides.mkdir()
    (guides / "trees.md").write_text(guide("trees", 60))
    settings = Settings(index=tmp_path / "index", data=data_folder)
    folder = settings.index_folder()
    start = tmp_path / "start"
    before = None
    if update:
        ingest([guides], settings)
        before = state(settings)
        shutil.copytree(folder, start)
    (guides / "graphs.md").write_text(guide("graphs", 60))
    aside = Settings(index=tmp_path / "aside", data=data_folder)
    begun = time.monotonic()
    with writer(aside, guides) as process:
        process.wait()
        whole = time.monotonic() - begun
    after = state(aside)
    dice = random.Random(7)
    seen = set()
    for moment in range(MOMENTS):
        with writer(settings, guides) as process:
            if moment % 2:  # somewhere in the whole run
                time.sleep(whole * (moment + dice.random()) / MOMENTS)
            else:  # while files are being written and put in place
                while not (folder.exists() and litter(folder)) and process.poll() is None:
                    time.sleep(0.002)
                time.sleep(dice.random() * whole / 8)
            process.send_signal(signal.SIGKILL)
            process.wait()
        if before is None and not (folder / MANIFEST).exists():
            if folder.exists():
                with pytest.raises(IndexMissingError):
                    open_index(settings)
            seen.add("before")
        else:
            found = state(settings)
            assert found in (before, after)
            seen.add("before" if found == before else "after")
            if found == after:  # done too early: the next begins from where this one began
                shutil.rmtree(folder)
                if start.exists():
                    shutil.copytree(start, folder)
    assert "before" in seen
    report = ingest([guides], settings)
    assert state(settings) == after
    assert report.index == after[0]
    assert not litter(folder)
    assert len(list(folder.glob("generation-*"))) <= 2


@pytest.mark.slow
def test_two_writers_at_once_and_a_reader_between(tmp_path: Path, data_folder: Path) -> None:
    guides = tmp_path / "guides"
    guides.mkdir()
    (guides / "trees.md").write_text(guide("trees", 40))
    settings = Settings(index=tmp_path / "index", data=data_folder)
    ingest([guides], settings)
    before = state(settings)
    (guides / "graphs.md").write_text(guide("graphs", 1500))
    with writer(settings, guides) as process:
        deadline = time.monotonic() + 60
        while not litter(settings.index_folder()) and time.monotonic() < deadline:
            assert state(settings) == before
        with pytest.raises(IndexBusyError, match="Another process"):
            ingest([guides], settings)
        assert state(settings) == before
        process.kill()
        process.wait()
    assert state(settings) == before
    assert litter(settings.index_folder())
    (guides / "graphs.md").write_text(guide("graphs", 20))
    ingest([guides], settings)
    assert not litter(settings.index_folder())
