"""Weights to begin a training with: those of a run, or those of an exported reader, widened again; and how they came about."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from studyground.errors import InputError


def starting_weights(path: Path) -> dict[str, Any]:
    """Weights by the names the network gives them.

    Args:
        path: `reader.safetensors` of a run, or `reader.onnx` of an export: its matrices come back as exact as eight bits are.

    Raises:
        InputError: There is no such file, or it holds no reader.
    """
    if not path.is_file():
        raise InputError(
            f"There is no {path}.", "Give the reader.safetensors of a run, or a reader.onnx, with --start."
        )
    if path.suffix == ".onnx":
        return _exported_weights(path)
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        weights: dict[str, Any] = load_file(str(path))
    except SafetensorError as error:
        raise InputError(f"{path} holds no reader.", "Name a file that a run has written.") from error
    return weights


def begin_from(model: Any, weights: dict[str, Any]) -> None:
    """Give a network the weights of an earlier one, which may lack the head that says which sentences answer.

    Raises:
        InputError: They are of another network.
    """
    own = {name: value for name, value in model.state_dict().items() if name.startswith("said.")}
    try:
        model.load_state_dict(own | weights)
    except RuntimeError as error:
        raise InputError(
            "The weights to begin with are of another network.", "Name a file that a run has written."
        ) from error


def runs_before(start: Path) -> list[dict[str, Any]]:
    """The runs that made weights a training begins with, the first first; [] where nothing beside them tells.

    Args:
        start: `reader.safetensors` of a run, beside its `run.json`, or `reader.onnx` of an export, beside its `card.json`.
    """
    told, card = start.with_name("run.json"), start.with_name("card.json")
    if told.is_file():
        return history(json.loads(told.read_text(encoding="utf-8")))
    if card.is_file():
        found: list[dict[str, Any]] = json.loads(card.read_text(encoding="utf-8")).get("history", [])
        return found
    return []


def history(run: dict[str, Any]) -> list[dict[str, Any]]:
    """A run after those that it began with: windows read, how often each kind, peak rate, seed, minutes in steps, end."""
    plan, progress = run["plan"], run["progress"]
    this = {
        "windows": progress["examples"],
        "mix": plan.get("mix", "all"),
        "rate": plan["rate"],
        "seed": plan["seed"],
        "minutes": round(progress["trained_s"] / 60),
        "ended": run["ended"],
    }
    return [*run.get("before", []), this]


def _exported_weights(path: Path) -> dict[str, Any]:
    """A factor of a product has lost its name in the file; the bias that is added to the product has kept it."""
    import onnx
    import torch
    from onnx import numpy_helper

    try:
        graph = onnx.load(str(path)).graph
    except Exception as error:  # protobuf's own error has no stubs to be named by
        raise InputError(f"{path} holds no reader.", "Name a file that --export has written.") from error
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    wide = {name: values for name, values in stored.items() if not name.endswith(("_int8", "_scale"))}
    for name, values in stored.items():
        if name.endswith("_int8"):
            plain = name.removesuffix("_int8")
            wide[plain] = values.astype(np.float32) * stored[f"{plain}_scale"]
    added = {node.input[i]: node.input[1 - i] for node in graph.node if node.op_type == "Add" for i in (0, 1)}
    found = {name: values for name, values in wide.items() if name.endswith((".weight", ".bias"))}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in wide:
            bias = added.get(node.output[0], "")
            found[bias.removesuffix("bias") + "weight"] = wide[node.input[1]].T
    return {name: torch.from_numpy(np.array(values)) for name, values in found.items()}
