"""The encoder as questions are read with it: its weights moved a little, so that a question lies nearer to what answers it.

Passages are embedded with the encoder as it was published, so that no index has to be made anew; only questions are read with
the moved weights. What is moved is told by `question_files/`: of each matrix a change of low rank (Hu et al. 2021,
arXiv:2106.09685), of each vector the whole. How it was learned: `studyground.eval.train_questions`.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.errors import EncoderError
from studyground.ingest.encoder import OnnxEncoder, open_network
from studyground.ingest.encoder_export import ExportedEncoder, file_sha256

CHANGES, CARD = "changes.safetensors", "card.json"
DOWN, UP = ".down", ".up"
Weights = NDArray[np.float32]


def packaged_changes() -> Path:
    """Folder of the changes that ship: `changes.safetensors` and `card.json`, which says of which weights they are."""
    return Path(__file__).parent / "question_files"


def question_encoder(export: ExportedEncoder, folder: Path | None = None) -> OnnxEncoder | None:
    """What questions are read with for an index made with an encoder.

    Args:
        export: Of that encoder.
        folder: Where the changes are; None for those that ship.

    Returns:
        The encoder with its weights moved, or None where there are no changes for these weights: then questions are read as
        passages are.

    Raises:
        EncoderError: The changes are damaged, or the export cannot be read.
    """
    folder = folder or packaged_changes()
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        if card["of"] != export.identity:
            return None
        return _opened(export, folder / CHANGES, str(card["sha256"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError) as error:
        raise EncoderError(f"The weights for questions in {folder} cannot be read: {error}.", "Reinstall.") from error


@lru_cache(maxsize=2)
def _opened(export: ExportedEncoder, changes: Path, sha256: str) -> OnnxEncoder:
    """The network with its weights moved, written beside the encoder's so that it need not be made again."""
    written = export.folder / f"questions-{sha256[:16]}.onnx"
    network: Path | bytes = written
    if not written.exists():
        if file_sha256(changes) != sha256:
            raise EncoderError(f"{changes} is damaged.", "Reinstall the program.")
        from safetensors.numpy import load_file

        network = moved(export.folder / "model.onnx", load_file(str(changes)))
        with suppress(OSError):  # a folder that cannot be written: made again each time
            scratch = written.with_suffix(f".{os.getpid()}.tmp")
            scratch.write_bytes(network)
            scratch.replace(written)
    return open_network(export, network)


def moved(network: Path, changes: Mapping[str, NDArray[np.float16]]) -> bytes:
    """An exported encoder with changed weights, as the bytes of an ONNX file.

    Args:
        network: The exported encoder.
        changes: For a matrix NAME of shape (out, in), `NAME.down` (rank, in) and `NAME.up` (out, rank), whose product is added;
            for a vector NAME what is added to it.

    Raises:
        EncoderError: The encoder has no such weights.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(network))
    known = {item.name: item for item in model.graph.initializer}
    names = _matrices(model.graph) | {name.removeprefix(_LEAD): name for name in known}
    for name, added in added_weights(changes).items():
        item = known.get(names.get(name, ""))
        change = added.T  # matrices are exported transposed; for a vector this is itself
        if item is None or tuple(item.dims) != change.shape:
            raise EncoderError(f"The encoder has no weights {name}.", "Remove the exported encoder: it is made again.")
        value = numpy_helper.to_array(item) + change
        item.CopyFrom(numpy_helper.from_array(value.astype(np.float32), item.name))
    return bytes(model.SerializeToString())


def added_weights(changes: Mapping[str, NDArray[np.float16]]) -> dict[str, Weights]:
    """What is added to each weight, matrices multiplied out; see `moved`."""
    added = {}
    for name, value in changes.items():
        if name.endswith(UP):
            matrix = name.removesuffix(UP)
            added[matrix] = value.astype(np.float32) @ changes[f"{matrix}{DOWN}"].astype(np.float32)
        elif not name.endswith(DOWN):
            added[name] = value.astype(np.float32)
    return added


_LEAD = "transformer."


def _matrices(graph: Any) -> dict[str, str]:
    """The initializer of each linear layer's matrix by the layer's name, which only its bias has kept in the export."""
    initial = {item.name for item in graph.initializer}
    made = {output: node for node in graph.node for output in node.output}
    found = {}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        for bias, product in (node.input, node.input[::-1]):
            by = made.get(product)
            if bias.endswith(".bias") and by is not None and by.op_type == "MatMul" and by.input[1] in initial:
                found[bias.removeprefix(_LEAD).removesuffix(".bias") + ".weight"] = by.input[1]
    return found
