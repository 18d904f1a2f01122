"""Readers that others have trained: a question-answering model or a cross-encoder, named in the settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from studyground.assistant.reader import Reading
from studyground.errors import ReaderError

LONGEST = 384
HINT = "Name a folder or a model that sentence-transformers' CrossEncoder or transformers can open, or leave the setting out."


@dataclass(frozen=True, slots=True)
class AnsweringReader:
    """An extractive question-answering model of transformers; its first token stands for "no answer".

    Source: Devlin et al. 2019, section 4.3.
    """

    identity: str
    _tokenizer: Any
    _model: Any

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """See `studyground.assistant.reader.Reader.read`."""
        import torch

        if not passages:
            return []
        inputs = self._tokenizer(
            [question] * len(passages),
            list(passages),
            truncation="only_second",
            max_length=min(LONGEST, self._tokenizer.model_max_length),
            padding=True,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = inputs.pop("offset_mapping").numpy()
        with torch.inference_mode():
            outputs = self._model(**inputs)
        starts, ends = outputs.start_logits.float().numpy(), outputs.end_logits.float().numpy()
        found = []
        for row in range(len(passages)):
            inside = [at for at, owner in enumerate(inputs.sequence_ids(row)) if owner == 1]
            none = float(starts[row, 0] + ends[row, 0])
            reading = Reading(0.0, none, starts[row, inside], ends[row, inside], offsets[row, inside].reshape(-1, 2))
            found.append(
                Reading(reading.margin(0, len(passages[row])), none, reading.start, reading.end, reading.offsets)
            )
        return found


@dataclass(frozen=True, slots=True)
class ScoringReader:
    """A cross-encoder of sentence-transformers with one score a pair: it ranks passages and marks no span."""

    identity: str
    _model: Any

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """See `studyground.assistant.reader.Reader.read`: every stretch of a passage has the passage's score."""
        if not passages:
            return []
        import torch

        pairs = [(question, passage) for passage in passages]
        scores = self._model.predict(pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False)
        flat = np.zeros(1, np.float32)
        return [
            Reading(float(score), -float(score), flat, flat, np.array([[0, max(1, len(passage))]]))
            for score, passage in zip(np.asarray(scores).reshape(len(passages), -1)[:, -1], passages, strict=True)
        ]


def open_named(name: str) -> AnsweringReader | ScoringReader:
    """A question-answering model or a cross-encoder by its folder or name.

    Raises:
        ReaderError: There is no such model, or it is of neither kind.
    """
    from transformers import AutoConfig

    try:
        config = AutoConfig.from_pretrained(name)
        kinds = " ".join(config.architectures or ())
        if "QuestionAnswering" in kinds:
            return _answering(name)
        if "SequenceClassification" in kinds:
            return _scoring(name)
    except Exception as error:  # the libraries share no base
        raise ReaderError(f"There is no reader in {name} that can be opened.", HINT) from error
    raise ReaderError(f"{name} is neither a question-answering model nor a cross-encoder.", HINT)


def _answering(name: str) -> AnsweringReader:
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(name, use_fast=True)
    model = AutoModelForQuestionAnswering.from_pretrained(name, use_safetensors=True).eval()
    return AnsweringReader(str(Path(name).name), tokenizer, model)


def _scoring(name: str) -> ScoringReader:
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(name, model_kwargs={"use_safetensors": True}, device="cpu")
    return ScoringReader(str(Path(name).name), model)
