"""The mean of two runs of the reader: halfway between their weights, new heads kept, both runs told."""

import json
from pathlib import Path
from typing import Any

import pytest

from studyground.errors import InputError
from studyground.eval.reader_mean import write_mean

torch = pytest.importorskip("torch")


def _run(folder: Path, ended: str, weights: dict[str, list[float]]) -> Path:
    from safetensors.torch import save_file

    folder.mkdir()
    save_file({name: torch.tensor(values) for name, values in weights.items()}, str(folder / "reader.safetensors"))
    told: dict[str, Any] = {"plan": {"rate": 1e-4}, "progress": {"examples": 3}, "ended": ended}
    (folder / "run.json").write_text(json.dumps(told))
    return folder


def test_each_weight_lies_halfway_and_a_new_head_is_taken_over(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    earlier = _run(tmp_path / "earlier", "monday", {"layer": [1.0, 3.0]})
    later = _run(tmp_path / "later", "tuesday", {"layer": [2.0, -1.0], "said.weight": [5.0]})
    found = load_file(str(write_mean(earlier, later, tmp_path / "mean")))
    assert found["layer"].tolist() == [1.5, 1.0]
    assert found["said.weight"].tolist() == [5.0]
    told = json.loads((tmp_path / "mean" / "run.json").read_text())
    assert (told["ended"], told["mean_with"]["ended"]) == ("tuesday", "monday")
    leaning = load_file(str(write_mean(earlier, later, tmp_path / "leaning", later_weighs=0.75)))
    assert leaning["layer"].tolist() == [1.75, 0.0]
    assert json.loads((tmp_path / "leaning" / "run.json").read_text())["mean_with"]["later_weighs"] == 0.75


def test_runs_of_different_networks_or_unended_ones_have_no_mean(tmp_path: Path) -> None:
    earlier = _run(tmp_path / "earlier", "monday", {"layer": [1.0, 3.0]})
    wider = _run(tmp_path / "wider", "tuesday", {"layer": [1.0, 3.0, 2.0]})
    with pytest.raises(InputError, match="different networks"):
        write_mean(earlier, wider, tmp_path / "mean")
    (wider / "run.json").unlink()
    with pytest.raises(InputError, match="has not ended"):
        write_mean(earlier, wider, tmp_path / "mean")
    assert not (tmp_path / "mean").exists()
