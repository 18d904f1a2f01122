"""Weights that questions are read with: how they are applied, learned and refused."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studyground.errors import EncoderError
from studyground.eval.question_pairs import Pairs, embedded
from studyground.eval.question_training import Tower, found, low_rank
from studyground.ingest.encoder import open_exported
from studyground.ingest.encoder_export import exported, file_sha256, packaged_model
from studyground.ingest.question_encoder import CARD, CHANGES, added_weights, moved, packaged_changes, question_encoder
from studyground.settings import Settings

LAYER = "encoder.layer.0.intermediate.dense"
TEXTS = ["When is the kiln lit?", "how long till it's hot"]
MATRIX = f"{LAYER}.weight"


def changes_in(folder: Path, of: str, **changes: np.ndarray) -> Path:
    from safetensors.numpy import save_file

    folder.mkdir()
    save_file(changes, str(folder / CHANGES))
    card = {"of": of, "sha256": file_sha256(folder / CHANGES)}
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    return folder


def one_change(size: float) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    down, up = (size * rng.standard_normal(shape).astype(np.float16) for shape in ((1, 384), (1536, 1)))
    return {f"{MATRIX}.down": down, f"{MATRIX}.up": up, f"{LAYER}.bias": np.full(1536, size, np.float16)}


@pytest.mark.slow
def test_the_moved_network_is_the_one_that_was_learned(data_folder: Path, tmp_path: Path) -> None:
    """What onnxruntime reads is what torch makes of the same change."""
    import torch

    export = exported("", data_folder)
    changes = one_change(0.2)
    encoder = question_encoder(export, changes_in(tmp_path / "files", export.identity, **changes))
    assert encoder is not None
    tower = Tower(packaged_model())
    own = tower.network.state_dict()
    plain = tower.read_all(TEXTS).numpy()
    for name, added in added_weights(changes).items():
        own[name] += torch.from_numpy(added)
    learned = tower.read_all(TEXTS).numpy()
    read = encoder.encode(TEXTS)
    assert (read * learned).sum(axis=1) == pytest.approx(1, abs=1e-4)
    assert (plain * learned).sum(axis=1).max() < 0.99
    # the encoder itself stays as it was
    assert (open_exported(export).encode(TEXTS) * plain).sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_changes_of_other_weights_are_not_used(data_folder: Path, tmp_path: Path) -> None:
    export = exported("", data_folder)
    assert question_encoder(export, changes_in(tmp_path / "files", "of another", **one_change(0.1))) is None
    assert question_encoder(export, tmp_path / "nothing") is None
    assert question_encoder(replace(export, identity="another")) is None


def test_damaged_changes_are_named(data_folder: Path, tmp_path: Path) -> None:
    export = exported("", data_folder)
    folder = changes_in(tmp_path / "files", export.identity, **one_change(0.3))
    (folder / CHANGES).write_bytes((folder / CHANGES).read_bytes()[:-1])
    with pytest.raises(EncoderError, match="damaged"):
        question_encoder(export, folder)
    (folder / CARD).write_text("{", encoding="utf-8")
    with pytest.raises(EncoderError, match="cannot be read"):
        question_encoder(export, folder)


def test_weights_that_the_encoder_lacks_are_named(data_folder: Path) -> None:
    export = exported("", data_folder)
    with pytest.raises(EncoderError, match=r"no weights encoder\.layer\.9"):
        moved(export.folder / "model.onnx", {"encoder.layer.9.output.dense.bias": np.ones(384, np.float16)})


def test_what_ships_is_of_the_packaged_encoder_and_moves_questions_a_little(data_folder: Path) -> None:
    export = exported("", data_folder)
    card = json.loads((packaged_changes() / CARD).read_text(encoding="utf-8"))
    assert card["of"] == export.identity
    before, after = card["kept"]["before"], card["kept"]["after"]
    assert all(after[name] > before[name] for name in before)
    encoder = question_encoder(export)
    assert encoder is not None
    stayed = (encoder.encode(TEXTS) * open_exported(export).encode(TEXTS)).sum(axis=1)
    assert 0.7 < stayed.min() < 0.98


def test_a_change_of_low_rank_is_kept_whole_in_its_file(tmp_path: Path) -> None:
    import torch
    from safetensors.numpy import load_file, save_file

    rng = np.random.default_rng(5)
    before = {name: torch.from_numpy(rng.standard_normal((6, 4)).astype(np.float32)) for name in ("a", "same")}
    before["v"] = torch.zeros(4)
    change = torch.from_numpy((rng.standard_normal((6, 2)) @ rng.standard_normal((2, 4))).astype(np.float32))
    kept = low_rank(before, before | {"a": before["a"] + change, "v": torch.ones(4)}, 2)
    save_file(kept, str(tmp_path / CHANGES))
    kept = load_file(str(tmp_path / CHANGES))
    assert sorted(kept) == ["a.down", "a.up", "v"]
    assert added_weights(kept)["a"] == pytest.approx(change.numpy(), abs=0.02)
    assert (
        np.abs(added_weights(low_rank(before, before | {"a": before["a"] + change}, 1))["a"] - change.numpy()).max()
        > 0.1
    )


def test_questions_are_paired_with_the_passages_that_answer(data_folder: Path) -> None:
    pairs = embedded(
        {"kiln": "# Kiln\n\nThe kiln is lit at six.\n", "loom": "# Loom\n\nA loom holds the warp tight.\n"},
        {
            "kiln": [("When?", ["kiln is lit\nat six"]), ("Why?", ["not there"])],
            "loom": [("What holds it?", ["the warp"])],
        },
        Settings(data=data_folder, reader="none"),
    )
    assert pairs.questions == ["When?", "What holds it?"] and len(set(pairs.asked_of)) == 2
    assert [pairs.guides[right[0]] for right in pairs.right] == pairs.asked_of
    assert len(pairs.passages) == 2 and len(pairs.sentences) == len(pairs.owners)


def test_what_is_found_early_is_counted() -> None:
    unit = np.eye(3, dtype=np.float32)
    pairs = Pairs(unit, unit, np.arange(3), np.array([7, 7, 7]), ["a", "b"], [7, 7], [[0], [2]])
    told = found(np.array([[1, 0, 0], [0.5, 0.7, 0.2]], np.float32), pairs)
    assert (told["among_first_1"], told["among_first_3"]) == (0.5, 1.0)
