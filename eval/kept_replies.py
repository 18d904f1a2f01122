"""Replies of a language model on disk, each with when its pieces came: what is done with them can be measured anew without it."""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyground.assistant.language_model.naming import ModelName
from studyground.assistant.language_model.opening import ChatModel, Message
from studyground.errors import InputError, ModelError


@dataclass(frozen=True, slots=True)
class KeptReply:
    """One whole reply.

    Args:
        pieces: As they came, each with the milliseconds since it was asked for.
        total_ms: Until the reply was over.
    """

    pieces: tuple[tuple[float, str], ...]
    total_ms: float

    @property
    def text(self) -> str:
        """The reply in one."""
        return "".join(text for _, text in self.pieces)


class KeptReplies:
    """A file of replies, one a line, found again by exactly what the model was told.

    Args:
        path: The file; made with the first reply.

    Raises:
        InputError: It is there and is no such file. A last line that was cut off is passed over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._replies: dict[str, KeptReply] = {}
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            try:
                record = json.loads(line)
                pieces = tuple((float(at), str(text)) for at, text in record["pieces"])
                self._replies[str(record["key"])] = KeptReply(pieces, float(record["total_ms"]))
            except (ValueError, KeyError, TypeError) as error:
                if number < len(lines):
                    raise InputError(f"Line {number} of {path} is no kept reply.", "Name another file.") from error

    def __len__(self) -> int:
        return len(self._replies)

    def find(self, messages: Sequence[Message]) -> KeptReply | None:
        """The reply to exactly these messages, None where there is none."""
        return self._replies.get(key_of(messages))

    def keep(self, messages: Sequence[Message], reply: KeptReply, model: str) -> None:
        """Put a reply into the file at once, so that nothing is lost when the program is ended."""
        key = key_of(messages)
        self._replies[key] = reply
        record = {"key": key, "model": model, "total_ms": round(reply.total_ms, 1),
                  "pieces": [[round(at, 1), text] for at, text in reply.pieces]}  # fmt: skip
        self.path.parent.mkdir(parents=True, exist_ok=True)
        torn = self.path.is_file() and not self.path.read_bytes().endswith(b"\n")
        with self.path.open("a", encoding="utf-8") as file:
            file.write(("\n" if torn else "") + json.dumps(record, ensure_ascii=False) + "\n")


class KeepingModel:
    """A chat model that answers with a kept reply where there is one, and keeps what it has to ask for.

    Args:
        kept: The replies.
        inner: Asked where no reply is kept; without one that is an error.
        name: Of the model whose replies these are.
        context_tokens: Of that model.
    """

    def __init__(self, kept: KeptReplies, inner: ChatModel | None, name: ModelName, context_tokens: int) -> None:
        self.kept = kept
        self._inner = inner
        self.name = name
        self.context_tokens = context_tokens
        self._told: tuple[Message, ...] = ()

    def take_told(self) -> tuple[Message, ...]:
        """What it was told last; () when it was told nothing since this was asked before."""
        told, self._told = self._told, ()
        return told

    @property
    def can_write(self) -> bool:
        """Whether there is a model behind it."""
        return self._inner is not None

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """See `ChatModel.stream`; only a reply that is read to its end is kept."""
        self._told = tuple(messages)
        found = self.kept.find(messages)
        if found is not None:
            yield from (text for _, text in found.pieces)
            return
        if self._inner is None:
            raise ModelError("No reply to this question is kept.")
        began = time.perf_counter()
        pieces: list[tuple[float, str]] = []
        for text in self._inner.stream(messages):
            pieces.append(((time.perf_counter() - began) * 1000, text))
            yield text
        total = (time.perf_counter() - began) * 1000
        self.kept.keep(messages, KeptReply(tuple(pieces), total), self.name.shown)


def key_of(messages: Sequence[Message]) -> str:
    """What stands for messages: SHA-256 of their roles and words."""
    told = json.dumps([list(one) for one in messages], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()
