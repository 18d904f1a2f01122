"""Embedding many passages in bfloat16 through torch, where the processor multiplies it itself: twice as fast there.

Only for whole guides: importing torch takes seconds, and a question must be answered in less.
"""

import logging
import os
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from studyground.ingest.encoder import Encoder, OnnxEncoder, Vectors
from studyground.ingest.encoder_export import PARITY_TEXTS, encoder_folder

FEWEST = 1500  # passages; below, the imports cost more than the products save
BATCH_TOKENS = 2048
WIDTHS = 8  # every width of batch is prepared for anew: fewer of them, as long as padding does not cost more
FLAGS = frozenset({"avx512_bf16", "amx_bf16"})
LEAST_COSINE = 1 - 5e-4
LOG = logging.getLogger(__name__)


def for_many(encoder: Encoder, name: str, passages: int, cpuinfo: Path = Path("/proc/cpuinfo")) -> Encoder:
    """The encoder to embed a number of passages with.

    Args:
        encoder: The one that questions are embedded with.
        name: Its setting.
        passages: How many there are to embed.
        cpuinfo: Where the system lists what the processor can do.

    Returns:
        The same weights in bfloat16 where that is worth its imports and the vectors of two texts agree within 5e-4 cosine;
        else the encoder itself.
    """
    if passages < FEWEST or not isinstance(encoder, OnnxEncoder) or not has_bfloat16(cpuinfo):
        return encoder
    try:
        # each core its own batches, small enough to stay near it
        session, workers = _TorchSession(encoder_folder(name)), os.cpu_count() or 1
        quick = replace(encoder, _session=session, _batch_tokens=BATCH_TOKENS, _workers=workers)
    except Exception:  # a model that only sentence-transformers can open, or too little memory: slower is no harm
        LOG.info("bfloat16 is not used", exc_info=True)
        return encoder
    texts = list(PARITY_TEXTS)
    alike = (encoder.encode(texts) * quick.encode(texts)).sum(axis=1).min()
    return quick if alike >= LEAST_COSINE else encoder


def has_bfloat16(cpuinfo: Path) -> bool:
    """Whether the processor has products of bfloat16; False where the system does not say."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(FLAGS & set(line.split()) for line in lines if line.startswith(("flags", "Features")))


class _TorchSession:
    """Token states from torch, asked for as an onnxruntime session is."""

    def __init__(self, folder: Path) -> None:
        import torch
        from transformers import AutoModel
        from transformers.utils.logging import disable_progress_bar, set_verbosity_error

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            disable_progress_bar()  # type: ignore[no-untyped-call]
            set_verbosity_error()  # type: ignore[no-untyped-call]  # it tells of the pooling layer that is not wanted
            model = AutoModel.from_pretrained(str(folder), local_files_only=True)
        self._model = model.eval().to(torch.bfloat16)
        torch.set_num_threads(1)

    def run(self, outputs: None, inputs: dict[str, Any]) -> list[Vectors]:
        """Token states (batch, length, dimension), float32, of `input_ids` and `attention_mask`."""
        import torch

        width = next(iter(inputs.values())).shape[1]
        wider = {name: np.pad(value, ((0, 0), (0, -width % WIDTHS))) for name, value in inputs.items()}
        with torch.inference_mode():
            states = self._model(**{name: torch.from_numpy(value) for name, value in wider.items()}).last_hidden_state
        found: list[Vectors] = [states[:, :width].float().numpy()]
        return found
