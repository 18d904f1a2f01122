"""From a trained reader to one ONNX file of at most 30 MB: weights stored in eight bits, read without torch."""

import json
import shutil
import sys
import time
import warnings
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Literal

import numpy as np

from studyground.assistant.reader import FORMAT
from studyground.errors import InputError
from studyground.eval.reader_data import MAX_TOKENS, Window
from studyground.eval.reader_model import OUTPUTS, arrays, build, encode, torch_runner
from studyground.ingest.encoder_export import file_sha256

LARGEST_BYTES = 30_000_000
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
Arithmetic = Literal["float", "int8"]


def load_weights(weights: Path, source: Path, attention: str = "sdpa") -> Any:
    """A trained reader from a safetensors file.

    Args:
        weights: `reader.safetensors` of a run, or the `model.safetensors` of a checkpoint.
        source: Folder of the encoder it was made from, for its shape.
        attention: "eager" for the export.

    Raises:
        InputError: There is no such file, or it is of another network.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    if not weights.is_file():
        raise InputError(f"There is no trained reader at {weights}.", "Train one first, or let the run end.")
    model = build(source, attention)
    try:
        model.load_state_dict(load_file(str(weights)))
    except (SafetensorError, RuntimeError) as error:
        raise InputError(
            f"{weights} does not hold a reader's weights.", "Name a file that a run has written."
        ) from error
    return model.eval()


def export(weights: Path, source: Path, folder: Path, arithmetic: Arithmetic) -> None:
    """Write `reader.onnx` and `tokenizer.json`.

    Args:
        weights: As for `load_weights`.
        source: As for `load_weights`.
        folder: Made if it is not there.
        arithmetic: "float": weights kept in eight bits and widened when the file is loaded, all sums in float32;
            "int8": products in eight bits too, which is faster and less exact.

    Raises:
        InputError: The file came out larger than a package should carry.
    """
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    model = load_weights(weights, source, attention="eager")
    rows, length = torch.export.Dim("batch"), torch.export.Dim("length")
    # three tensors: the same one thrice would be exported as one input
    sample = {name: torch.ones(2, 16, dtype=torch.long) for name in INPUTS}
    wide = folder / "wide.onnx"
    with warnings.catch_warnings(), redirect_stdout(sys.stderr):
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            tuple(sample.values()),
            str(wide),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamo=True,
            dynamic_shapes={name: {0: rows, 1: length} for name in INPUTS},
            external_data=False,
            verbose=False,
        )
    target = folder / "reader.onnx"
    try:
        if arithmetic == "int8":
            _quantise_products(wide, target)
        else:
            target.write_bytes(wide.read_bytes())
        _narrow(target)
    finally:
        wide.unlink(missing_ok=True)
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
    if target.stat().st_size > LARGEST_BYTES:
        raise InputError(
            f"The exported reader has {target.stat().st_size} bytes.", f"At most {LARGEST_BYTES} are wanted."
        )


def _quantise_products(source: Path, target: Path) -> None:
    """Matrix products in eight bits, a scale a column; seven of them on weights, or AVX2 sums saturate."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # the exporter transposes weights after it has noted their shapes, and shape inference trips over the notes
    model = onnx.load(str(source))
    del model.graph.value_info[:]
    onnx.save(model, str(source))
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


def _narrow(path: Path) -> None:
    """Store every large float matrix as eight-bit integers with one scale a row or column.

    A table that is looked up is narrowed by row and widened after the look-up; a factor of a product by column and
    widened by a cast and a multiplication of constants, which onnxruntime does once, when it loads the file.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path))
    graph = model.graph
    used = {name: node for node in graph.node for name in node.input}
    added = []
    for tensor in list(graph.initializer):
        if tensor.data_type != TensorProto.FLOAT or len(tensor.dims) != 2 or tensor.dims[0] * tensor.dims[1] < 20_000:
            continue
        node = used.get(tensor.name)
        if node is None:
            continue
        name, values = tensor.name, numpy_helper.to_array(tensor)
        by_row = node.op_type == "Gather"
        scale = np.abs(values).max(axis=1 if by_row else 0, keepdims=True).astype(np.float32) / 127 + np.float32(1e-12)
        small = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(small, f"{name}_int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}_scale"))
        if by_row:
            indices, out = node.input[1], node.output[0]
            parts = [
                helper.make_node("Gather", [f"{name}_int8", indices], [f"{name}_rows"], axis=0),
                helper.make_node("Cast", [f"{name}_rows"], [f"{name}_wide"], to=TensorProto.FLOAT),
                helper.make_node("Gather", [f"{name}_scale", indices], [f"{name}_scales"], axis=0),
                helper.make_node("Mul", [f"{name}_wide", f"{name}_scales"], [out]),
            ]
            at = next(i for i, other in enumerate(graph.node) if other is node or other == node)
            del graph.node[at]
            for offset, part in enumerate(parts):
                graph.node.insert(at + offset, part)
        else:
            added.append(helper.make_node("Cast", [f"{name}_int8"], [f"{name}_wide"], to=TensorProto.FLOAT))
            added.append(helper.make_node("Mul", [f"{name}_wide", f"{name}_scale"], [name]))
    for node in reversed(added):
        graph.node.insert(0, node)
    # what the exporter noted of shapes and of its own Python is of no use to who reads the file, and names folders here
    del graph.value_info[:]
    for node in graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    del model.metadata_props[:]
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def onnx_runner(folder: Path, threads: int = 2) -> Any:
    """A runner for `read_windows` around an exported reader.

    Raises:
        InputError: The folder holds no reader that onnxruntime can load.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors share no base
        raise InputError(f"There is no reader in {folder} that can be loaded.", "Export one with --export.") from error

    told = [one.name for one in session.get_outputs()]

    def run(inputs: dict[str, Any]) -> list[Any]:
        found: list[Any] = session.run([name for name in OUTPUTS if name in told], inputs)
        # an earlier export does not say which sentences answer
        return found if len(found) == len(OUTPUTS) else [*found, np.zeros_like(found[0])]

    return run


def parity(model: Any, run: Any, tokenizer: Any, windows: Sequence[Window]) -> dict[str, float]:
    """How far the export's decisions are from the trained network's.

    Returns:
        Share of windows with the same best start, mean and largest difference of the probabilities of answerable and
        of supported.
    """
    encoded = encode(tokenizer, windows)
    same, apart = [], []
    for at in range(0, len(encoded), 16):
        batch = encoded[at : at + 16]
        inputs = arrays(batch)
        ours, theirs = run(inputs), torch_runner(model)(inputs)
        for row, item in enumerate(batch):
            place = slice(0, len(item.ids))
            same.append(ours[0][row][place].argmax() == theirs[0][row][place].argmax())
        apart.append(np.abs(_softmax(ours[2])[:, 1] - _softmax(theirs[2])[:, 1]))
        apart.append(np.abs(_softmax(ours[3])[:, 0] - _softmax(theirs[3])[:, 0]))
    differences = np.concatenate(apart)
    return {
        "same_start": float(np.mean(same)),
        "mean_difference": float(differences.mean()),
        "largest_difference": float(differences.max()),
    }


def _softmax(logits: Any) -> Any:
    scaled = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return scaled / scaled.sum(axis=-1, keepdims=True)


def pairs_a_second(run: Any, tokens: int = 200, batch: int = 16, seconds: float = 4.0) -> float:
    """Pairs of a number of tokens read in a second, in batches."""
    rng = np.random.default_rng(0)
    inputs = {
        "input_ids": rng.integers(1_000, 30_000, (batch, tokens)),
        "attention_mask": np.ones((batch, tokens), dtype=np.int64),
        "token_type_ids": np.repeat(np.arange(tokens) > 20, batch).reshape(tokens, batch).T.astype(np.int64),
    }
    run(inputs)
    began, rounds = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        run(inputs)
        rounds += 1
    return rounds * batch / (time.perf_counter() - began)


def write_card(folder: Path, known: dict[str, Any]) -> None:
    """`card.json`: what the program must know to use the file, with its size and checksum."""
    model = folder / "reader.onnx"
    card = {
        "format": FORMAT,
        "inputs": INPUTS,
        "outputs": OUTPUTS,
        "max_tokens": MAX_TOKENS,
        "support_order": ["supported", "contradicted", "neither"],
        "model_bytes": model.stat().st_size,
        "model_sha256": file_sha256(model),
        **known,
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
