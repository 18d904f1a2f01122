"""The reader: a small network that reads a question beside a passage, once, and says whether and where it is answered.

Its weights ship with the program (`reader_files/`, made by `studyground.eval.train_reader`); nothing here imports torch.
"""

import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from studyground.errors import ReaderError
from studyground.ingest.encoder import encodable, give_back_memory
from studyground.ingest.encoder_export import file_sha256

FOLDER = "reader_files"
FORMAT = 1
OFF = "none"
OUTPUTS = ("start", "end", "answerable")
SUPPORT = "support"
SAID = "said"
MOST_ANSWER_TOKENS = 40
MOST_QUERY_WORDS = 80
MOST_QUERY_LETTERS = 600
NOT_SEEN = -20.0
_LOADING = threading.Lock()
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
        said: Log-odds that each token stands in a sentence that answers, shape (tokens,); None of a reader that does not say.
    """

    answerable: float
    none: float
    start: Floats
    end: Floats
    offsets: NDArray[np.int64]
    said: Floats | None = None

    def said_in(self, start: int, end: int) -> float:
        """Mean log-odds, over the tokens of a stretch of the passage, that they stand in a sentence that answers.

        Args:
            start: First code point of the stretch, in the passage.
            end: One past its last.

        Returns:
            `NOT_SEEN` where the reader saw no token of the stretch; 0 where it does not say.
        """
        if self.said is None:
            return 0.0
        inside = (self.offsets[:, 0] < end) & (self.offsets[:, 1] > start)
        return float(self.said[inside].mean()) if inside.any() else NOT_SEEN

    def margin(self, start: int, end: int) -> float:
        """How far the best answer span inside a stretch of the passage is above "no span".

        Args:
            start: First code point of the stretch, in the passage.
            end: One past its last.

        Returns:
            A difference of log-scores; `NOT_SEEN` where the reader saw no token of the stretch.
        """
        inside = np.flatnonzero((self.offsets[:, 0] < end) & (self.offsets[:, 1] > start))
        if not len(inside):
            return NOT_SEEN
        first, last = int(inside[0]), int(inside[-1]) + 1
        sums = self.start[first:last, None] + self.end[None, first:last]
        ones = np.ones_like(sums, bool)
        allowed = np.triu(ones) & ~np.triu(ones, MOST_ANSWER_TOKENS)
        return float(np.where(allowed, sums, -np.inf).max() - self.none)


class Reader(Protocol):
    """Reads a question beside passages."""

    @property
    def identity(self) -> str:
        """Which weights it reads with."""
        ...

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading a passage, in their order; the passages are read together."""
        ...


@runtime_checkable
class Supporter(Protocol):
    """Reads a claim beside passages."""

    def supported(self, claim: str, passages: Sequence[str]) -> list[float]:
        """How probable it is that each passage bears a claim out, from 0 to 1; the passages are read together."""
        ...


@dataclass(frozen=True, slots=True)
class Bearing:
    """How probable it is that a passage bears a claim out, that it denies it, and that it does neither."""

    supported: float
    denied: float
    silent: float


@runtime_checkable
class Judge(Protocol):
    """Tells what is denied from what is only not said."""

    def bearings(self, claim: str, passages: Sequence[str]) -> list[Bearing]:
        """One a passage, in their order; the passages are read together."""
        ...


@dataclass(frozen=True, slots=True)
class OnnxReader:
    """A reader that `studyground.eval.train_reader --export` wrote, read with onnxruntime and tokenizers."""

    identity: str
    _tokenizer: Any
    _session: Any
    _outputs: tuple[str, ...] = OUTPUTS

    @property
    def says(self) -> bool:
        """Whether it says of each sentence that it answers."""
        return SAID in self._outputs

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """See `Reader.read`; a passage too long for the network loses its end."""
        if not passages:
            return []
        encodings, inputs = self._inputs(question, passages)
        outputs = self._session.run(list(self._outputs), inputs)
        return [_reading(encoding, *(output[row] for output in outputs)) for row, encoding in enumerate(encodings)]

    def supported(self, claim: str, passages: Sequence[str]) -> list[float]:
        """See `Supporter.supported`."""
        return [one.supported for one in self.bearings(claim, passages)]

    def bearings(self, claim: str, passages: Sequence[str]) -> list[Bearing]:
        """See `Judge.bearings`."""
        if not passages:
            return []
        _, inputs = self._inputs(claim, passages)
        (logits,) = self._session.run([SUPPORT], inputs)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        return [Bearing(*(float(share) for share in row)) for row in shares]

    def _inputs(self, query: str, passages: Sequence[str]) -> tuple[list[Any], dict[str, NDArray[np.int64]]]:
        """The pairs as word pieces, and as arrays padded to the longest."""
        asked = " ".join(query.split()[:MOST_QUERY_WORDS])[:MOST_QUERY_LETTERS]
        first, *rest = encodable([asked, *passages])
        encodings = self._tokenizer.encode_batch([(first, passage) for passage in rest])
        width = max(len(encoding.ids) for encoding in encodings)
        ids, mask, types = (np.zeros((len(encodings), width), np.int64) for _ in range(3))
        for row, encoding in enumerate(encodings):
            count = len(encoding.ids)
            ids[row, :count] = encoding.ids
            mask[row, :count] = 1
            types[row, :count] = encoding.type_ids
        return encodings, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def _reading(encoding: Any, start: Floats, end: Floats, answerable: Floats, said: Floats | None = None) -> Reading:
    count = len(encoding.ids)
    first = encoding.type_ids.index(1) if 1 in encoding.type_ids else count
    inside = slice(first, max(first, count - 1))
    return Reading(
        answerable=float(answerable[1] - answerable[0]),
        none=float(start[0] + end[0]),
        start=start[inside],
        end=end[inside],
        offsets=np.array(encoding.offsets[inside], np.int64).reshape(-1, 2),
        said=None if said is None else said[inside],
    )


def load_reader(name: str = "") -> Reader | None:
    """The reader of a setting, loaded once.

    Args:
        name: "" for the one that ships with the program, "none" for none, else the folder of an exported reader, or the
            folder or name of a question-answering model or cross-encoder.

    Returns:
        None where none is wanted, or where the one that ships is missing or damaged: `studyground doctor` says so.

    Raises:
        ReaderError: What was named is no sound reader.
    """
    with _LOADING:
        return _loaded(name)


@lru_cache(maxsize=2)
def _loaded(name: str) -> Reader | None:
    if name == OFF:
        return None
    if name and not (Path(name) / "card.json").is_file():
        from studyground.assistant.reader_named import open_named

        return open_named(name)
    if name:
        return open_reader(Path(name))
    try:
        return open_reader(packaged())
    except ReaderError:
        return None


def load_ahead(name: str) -> None:
    """Begin to load a reader while other things are opened; what goes wrong is said when it is asked for."""

    def load() -> None:
        with suppress(ReaderError):
            load_reader(name)

    threading.Thread(target=load).start()  # waited for at the end: a thread that is cut off aborts


def packaged() -> Path:
    """The folder of the reader that ships with the program, whether it is there or not."""
    return Path(str(resources.files("studyground.assistant").joinpath(FOLDER)))


def open_reader(folder: Path) -> OnnxReader:
    """The reader in a folder with `reader.onnx`, `tokenizer.json` and `card.json`.

    The size of the weights is compared with the card; `sound` compares every byte.

    Raises:
        ReaderError: A file is missing, cannot be read, or is not what the card says.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    card = read_card(folder)
    path = folder / "reader.onnx"
    try:
        if path.stat().st_size != card["model_bytes"]:
            raise ReaderError(f"The reader in {folder} is damaged: its size differs.", "Install the program anew.")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except ReaderError:
        raise
    except Exception as error:  # tokenizers and onnxruntime raise bare and unrelated exceptions
        raise ReaderError(f"The reader in {folder} cannot be read.", "Install the program anew.") from error
    tokenizer.enable_truncation(int(card["max_tokens"]), strategy="only_second")
    tokenizer.no_padding()
    give_back_memory()
    told = (SAID,) if SAID in {output.name for output in session.get_outputs()} else ()
    return OnnxReader(str(card["model_sha256"]), tokenizer, session, OUTPUTS + told)


def read_card(folder: Path) -> dict[str, Any]:
    """What is written down about an exported reader.

    Raises:
        ReaderError: There is no card, it is not one, or it is of another format.
    """
    hint = "Name a folder that studyground.eval.train_reader has exported, or leave the setting out."
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        if not isinstance(card["model_sha256"], str) or int(card["model_bytes"]) < 1 or int(card["max_tokens"]) < 1:
            raise ValueError("not a card")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReaderError(f"There is no reader in {folder}.", hint) from error
    if card.get("format") != FORMAT:
        raise ReaderError(f"The reader in {folder} is of another format.", hint)
    return card


def sound(folder: Path) -> bool:
    """Whether the weights in a folder are, byte for byte, those of its card.

    Raises:
        ReaderError: There are none, or they cannot be read.
    """
    wanted = read_card(folder)["model_sha256"]
    try:
        return bool(file_sha256(folder / "reader.onnx") == wanted)
    except OSError as error:
        raise ReaderError(f"The reader in {folder} cannot be read: {error.strerror}.") from error
