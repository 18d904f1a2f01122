"""Beginning a training with what an earlier one left: a run's weights, or the reader that ships."""

import json
from pathlib import Path
from typing import Any

import pytest

from studyground.assistant.reader import packaged
from studyground.errors import InputError
from studyground.eval.reader_data import SUPPORTED, UNKNOWN, Window
from studyground.eval.reader_export import onnx_runner, parity
from studyground.eval.reader_model import build, load_tokenizer
from studyground.eval.reader_start import begin_from, history, runs_before, starting_weights
from studyground.ingest.encoder_export import packaged_model

PASSAGE = "The mill was built in 1842 by Anna Berg. It stood beside the river Lorn until 1901."


@pytest.mark.slow
def test_a_network_begun_with_the_shipped_reader_reads_as_it_does() -> None:
    model = build(packaged_model())
    begin_from(model, starting_weights(packaged() / "reader.onnx"))  # every weight is there, and no other
    windows = [
        Window("When was the mill built?", PASSAGE, (22, 26), 1, UNKNOWN, "squad", "mill"),
        Window("Who owned the mill in 1950?", PASSAGE, None, 0, UNKNOWN, "squad", "mill"),
        Window("Anna Berg built the mill.", PASSAGE, None, UNKNOWN, SUPPORTED, "claims", "mill"),
    ]
    found = parity(model, onnx_runner(packaged()), load_tokenizer(packaged_model()), windows)
    assert found["same_start"] == 1
    assert found["largest_difference"] < 1e-4


def test_a_reader_knows_every_run_behind_it(tmp_path: Path) -> None:
    def run(windows: int, **more: Any) -> dict[str, Any]:
        plan = {"rate": 2e-4, "seed": 7, "mix": "long"}
        return {"plan": plan, "progress": {"examples": windows, "trained_s": 90.0}, "ended": "1970", **more}

    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert runs_before(first / "reader.safetensors") == []
    (first / "run.json").write_text(json.dumps(run(100)))
    before = runs_before(first / "reader.safetensors")
    assert [one["windows"] for one in before] == [100]
    (second / "card.json").write_text(json.dumps({"history": history(run(200, before=before))}))
    assert [one["windows"] for one in runs_before(second / "reader.onnx")] == [100, 200]
    shipped = [one["minutes"] for one in runs_before(packaged() / "reader.onnx")]
    assert shipped == [259, 77, 82, 24, 64, 42, 56, 69, 49]


@pytest.mark.parametrize("name", ["reader.safetensors", "reader.onnx"])
def test_what_is_not_there_or_no_reader_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no"):
        starting_weights(tmp_path / name)
    (tmp_path / name).write_bytes(b"not weights at all")
    with pytest.raises(InputError, match="holds no reader"):
        starting_weights(tmp_path / name)
