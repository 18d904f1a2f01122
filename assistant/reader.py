"""The reader: a small network that reads a question or a claim beside a passage, once, and says what it found there."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from studyground.errors import ReaderError

OUTPUTS = ("start", "end", "answerable", "support")
MOST_ANSWER_TOKENS = 40
MOST_QUERY_WORDS = 80
BATCH = 16
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one question and one passage.

    Args:
        answerable: Log-odds that the passage answers the question.
        none: Score of "no span of this passage answers".
        start: Score of each passage token as the first of the answer, shape (tokens,).
        end: Score of each as the last, shape (tokens,).
        offsets: First and one past the last code point of each token in the passage, shape (tokens, 2).
        support: Probabilities that the passage supports, contradicts, or leaves open what was read as a claim.
    """

    answerable: float
    none: float
    start: Floats
    end: Floats
    offsets: NDArray[np.int64]
    support: tuple[float, float, float]

    def margin(self, start: int, end: int) -> float:
        """How far the best answer span inside a stretch of the passage is above "no span".

        Args:
            start: First code point of the stretch, in the passage.
            end: One past its last.

        Returns:
            A difference of log-scores; -20.0 where the reader saw no token of the stretch.
        """
        inside = np.flatnonzero((self.offsets[:, 0] < end) & (self.offsets[:, 1] > start))
        if not len(inside):
            return -20.0
        first, last = int(inside[0]), int(inside[-1]) + 1
        sums = self.start[first:last, None] + self.end[None, first:last]
        count = last - first
        allowed = np.triu(np.ones((count, count), bool)) & ~np.triu(np.ones((count, count), bool), MOST_ANSWER_TOKENS)
        return float(np.where(allowed, sums, -np.inf).max() - self.none)


class Reader(Protocol):
    """Reads questions, or claims, beside passages."""

    def read(self, query: str, passages: Sequence[str]) -> list[Reading]:
        """One reading a passage, in their order; the passages are read together."""
        ...


@dataclass(slots=True)
class OnnxReader:
    """A reader that `studyground.eval.train_reader --export` wrote, read with onnxruntime and tokenizers."""

    identity: str
    max_tokens: int
    _tokenizer: Any
    _session: Any

    def read(self, query: str, passages: Sequence[str]) -> list[Reading]:
        """See `Reader.read`; a passage too long for the network loses its end."""
        asked = " ".join(query.split()[:MOST_QUERY_WORDS])[:600]
        encodings = self._tokenizer.encode_batch([(_sound(asked), _sound(passage)) for passage in passages])
        order = sorted(range(len(passages)), key=lambda at: len(encodings[at].ids))
        found: dict[int, Reading] = {}
        for first in range(0, len(order), BATCH):
            part = order[first : first + BATCH]
            width = max(len(encodings[at].ids) for at in part)
            ids, mask, types = (np.zeros((len(part), width), np.int64) for _ in range(3))
            for row, at in enumerate(part):
                count = len(encodings[at].ids)
                ids[row, :count] = encodings[at].ids
                mask[row, :count] = 1
                types[row, :count] = encodings[at].type_ids
            outputs = self._session.run(
                list(OUTPUTS), {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
            )
            for row, at in enumerate(part):
                found[at] = _reading(encodings[at], *(output[row] for output in outputs))
        return [found[at] for at in range(len(passages))]


def _sound(text: str) -> str:
    """A text of the same length without halves of surrogate pairs, which no encoding holds."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _reading(encoding: Any, start: Floats, end: Floats, answerable: Floats, support: Floats) -> Reading:
    count = len(encoding.ids)
    first = encoding.type_ids.index(1) if 1 in encoding.type_ids else count
    inside = slice(first, max(first, count - 1))
    scaled = np.exp(support - support.max())
    backed, against, neither = (float(value) for value in scaled / scaled.sum())
    return Reading(
        answerable=float(answerable[1] - answerable[0]),
        none=float(start[0] + end[0]),
        start=start[inside],
        end=end[inside],
        offsets=np.array(encoding.offsets[inside], np.int64).reshape(-1, 2),
        support=(backed, against, neither),
    )


def open_reader(folder: Path) -> OnnxReader:
    """The reader in a folder with `reader.onnx`, `tokenizer.json` and `card.json`.

    Raises:
        ReaderError: A file is missing or is not what the card's checksum says.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        identity, longest = str(card["model_sha256"]), int(card["max_tokens"])
        weights = (folder / "reader.onnx").read_bytes()
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # tokenizers raises bare Exception
        raise ReaderError(f"There is no reader in {folder}.", "Export one, or leave the setting out.") from error
    if hashlib.sha256(weights).hexdigest() != identity:
        raise ReaderError(f"The reader in {folder} is damaged: its checksum differs.", "Install the program anew.")
    tokenizer.enable_truncation(longest, strategy="only_second")
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    return OnnxReader(identity, longest, tokenizer, session)
