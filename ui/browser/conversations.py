"""Conversations on disk: one file each in the learner's own folder, one answer a line."""

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studyground.assistant.answer import Answer, Conflict, Sentence, Side, Timings, Turn
from studyground.assistant.practice.practice_question import citation_from_json
from studyground.errors import InputError, StudygroundError

MOST_TURNS = 200
REMEMBERED = 8  # turns a follow-up may lean on
_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")


@dataclass(slots=True)
class Conversation:
    """Questions and answers in the order they were asked; `id` is "" until something was."""

    id: str = ""
    answers: list[Answer] = field(default_factory=list)

    @property
    def turns(self) -> list[Turn]:
        """The last turns, for a follow-up to lean on."""
        return [Turn(answer.question, answer.answer) for answer in self.answers[-REMEMBERED:]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation as a list shows it: its first question and when it was begun (UTC)."""

    id: str
    title: str
    begun: datetime


class Conversations:
    """The conversations of one learner about one collection.

    Args:
        folder: Where their files are; made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, conversation: Conversation, answer: Answer, index: str) -> None:
        """Put an answer at the end of a conversation and on disk.

        Raises:
            StudygroundError: The folder cannot be written.
        """
        if not conversation.id:
            conversation.id = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        conversation.answers.append(answer)
        record = {"asked": datetime.now(UTC).isoformat(timespec="seconds"), "index": index, "answer": answer.to_json()}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f"{conversation.id}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        except OSError as error:
            raise StudygroundError(f"The conversation cannot be kept in {self.folder}: {error.strerror}.") from error

    def read(self, conversation_id: str) -> Conversation:
        """A conversation as it was; an empty one where there is none of that id. Lines that are damaged are passed over."""
        found = Conversation(conversation_id)
        if not _ID.fullmatch(conversation_id):
            return Conversation()
        try:
            with (self.folder / f"{conversation_id}.jsonl").open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    try:
                        found.answers.append(answer_from_json(json.loads(line)["answer"]))
                    except (ValueError, KeyError, TypeError, InputError):
                        continue
        except OSError:
            return Conversation()
        found.answers = found.answers[-MOST_TURNS:]
        return found

    def latest(self) -> Conversation:
        """The one begun last, or an empty one."""
        ids = self._ids()
        return self.read(ids[0]) if ids else Conversation()

    def listed(self, most: int = 30) -> list[Listed]:
        """The conversations begun last, newest first."""
        out = []
        for one in self._ids()[:most]:
            begun = datetime.strptime(one[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            try:
                with (self.folder / f"{one}.jsonl").open(encoding="utf-8", errors="replace") as file:
                    title = str(json.loads(file.readline())["answer"]["question"])
            except (OSError, ValueError, KeyError, TypeError):
                continue
            out.append(Listed(one, title, begun))
        return out

    def remove(self, conversation_id: str) -> None:
        """Forget one conversation."""
        if _ID.fullmatch(conversation_id):
            (self.folder / f"{conversation_id}.jsonl").unlink(missing_ok=True)

    def _ids(self) -> list[str]:
        try:
            names = [path.stem for path in self.folder.glob("*.jsonl") if _ID.fullmatch(path.stem)]
        except OSError:
            return []
        return sorted(names, reverse=True)


def answer_from_json(data: Any) -> Answer:
    """An answer as `Answer.to_json` wrote it.

    Raises:
        InputError: A field is missing or of another type.
    """
    try:
        return Answer(
            question=str(data["question"]),
            standalone_question=str(data["standalone_question"]),
            status="answered" if data["status"] == "answered" else "not_in_guide",
            answer=str(data["answer"]),
            sentences=tuple(
                Sentence(str(one["text"]), _numbers(one["citations"]), float(one["support"]))
                for one in data["sentences"]
            ),
            citations=tuple(citation_from_json(one) for one in data["citations"]),
            confidence=float(data["confidence"]),
            mode=str(data.get("mode", "extractive")),
            conflicts=tuple(
                Conflict(
                    str(one["about"]),
                    tuple(Side(str(side["text"]), _numbers(side["citations"])) for side in one["sides"]),
                )
                for one in data.get("conflicts", ())
            ),
            nearest=tuple(citation_from_json(one) for one in data.get("nearest", ())),
            timings_ms=Timings(**{name: float(value) for name, value in data.get("timings_ms", {}).items()}),
            note=str(data.get("note", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"An answer does not have its form ({type(error).__name__}: {error}).") from error


def _numbers(values: Any) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


def as_markdown(answers: Sequence[Answer]) -> str:
    """A conversation as Markdown: each question, its answer, and the sources with their words."""
    return "\n".join(answer_as_markdown(answer) for answer in answers)


def answer_as_markdown(answer: Answer) -> str:
    """One answer with its sources, to be pasted elsewhere; what stands in it cannot act as Markdown."""
    from studyground.assistant.wording import escaped
    from studyground.ui.printing import place

    lines = [f"## {escaped(' '.join(answer.question.split()))}", ""]
    if answer.status == "not_in_guide":
        lines += ["The guide does not say. What comes nearest:", ""]
    else:
        lines += [answer.answer, ""]
    for one in answer.citations or answer.nearest:
        quote = escaped(" ".join(one.quote.split()))
        lines.append(f"[{one.n}] {escaped(place(one.document, one.section, one.page))}: “{quote}”  ")
    return "\n".join([*lines, ""])
