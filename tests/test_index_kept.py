"""What an open index and the encoder keep between questions, and that nothing of it outlives what it was read from."""

import os
import shutil
from pathlib import Path

import pytest

import studyground.ingest.index as index_module
from studyground.assistant.assistant import Assistant
from studyground.errors import EncoderError
from studyground.ingest.encoder import open_exported
from studyground.ingest.encoder_export import ExportedEncoder, exported
from studyground.ingest.index import open_index
from studyground.ingest.pipeline import ingest
from studyground.ingest.store import Store
from studyground.settings import Settings

PRUNING = (
    "# The orchard\n\nApple trees are pruned in {month}. Quinces are left alone.\n\n## Tools\n\n- a saw\n- a ladder\n"
)
QUESTION = "When are apple trees pruned?"


@pytest.fixture
def orchard(tmp_path: Path, data_folder: Path) -> Settings:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "orchard.md").write_text(PRUNING.format(month="February"), encoding="utf-8")
    settings = Settings(index=tmp_path / "index", data=data_folder)
    ingest([tmp_path / "guide"], settings)
    return settings


def test_an_index_opened_after_a_change_answers_from_what_is_there_now(orchard: Settings, tmp_path: Path) -> None:
    before = Assistant.open(orchard)
    assert "February" in before.ask(QUESTION).answer
    (tmp_path / "guide" / "orchard.md").write_text(PRUNING.format(month="November"), encoding="utf-8")
    ingest([tmp_path / "guide"], orchard)
    after = Assistant.open(orchard)
    assert "November" in after.ask(QUESTION).answer
    assert "February" in before.ask(QUESTION).answer  # the one that was open stays with its own generation


def test_what_is_kept_is_what_the_store_holds(orchard: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(orchard)
    store = Store.open(index.folder / index.manifest.generation / "store.sqlite")
    doc = index.documents()[0].id
    ids = [row.id for row in index.passages_of(doc)]
    monkeypatch.setattr(index_module, "PASSAGES_KEPT", 1)
    for wanted in (ids, ids[:1], ids[::-1], [*ids, 10_000], []):
        assert index.passages(wanted) == store.passages(wanted)
        assert list(index.passages(wanted)) == [at for at in wanted if at in ids]
    for first, last in ((0, 2), (1, 3), (0, 2), (0, 1 << 60)):
        assert index.sentences(doc, first, last) == store.sentences(doc, first, last)
        assert index.units(doc, first, last) == store.units(doc, first, last)
    store.close()
    index.close()


def test_an_encoder_is_read_once_and_again_when_its_files_are_others(tmp_path: Path, data_folder: Path) -> None:
    ready = exported("", data_folder)
    folder = tmp_path / "encoder"
    shutil.copytree(ready.folder, folder)
    own = ExportedEncoder(
        ready.identity, ready.name, ready.dimension, ready.max_tokens, ready.model_bytes, ready.model_sha256, folder
    )
    first = open_exported(own)
    assert open_exported(own) is first
    later = (folder / "model.onnx").stat().st_mtime + 5
    os.utime(folder / "model.onnx", (later, later))
    assert open_exported(own) is not first
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(EncoderError, match="cannot be read"):
        open_exported(own)
