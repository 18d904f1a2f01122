"""The program itself as a system: the one place that knows how the assistant and its index are called."""

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from studyground.assistant.answer import Answer, Turn
from studyground.eval.collection import Collection
from studyground.eval.gold import GoldItem
from studyground.eval.spans import Span


class Hit(Protocol):
    """A passage the program found: a span of stored text with its score."""

    @property
    def document(self) -> str:
        """Path in the collection."""
        ...

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last code point."""
        ...


class Assistant(Protocol):
    """What the program must offer to be evaluated."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""
        ...

    def search(self, query: str, top_k: int) -> Sequence[Hit]:
        """Rank passages for a query."""
        ...

    def resolved(self, question: str, history: Sequence[Turn] = ()) -> str:
        """The question as it stands alone."""
        ...


class Index(Protocol):
    """What an opened index must offer to be evaluated against."""

    def document_names(self) -> Sequence[str]:
        """Paths of the documents."""
        ...

    def stored_text(self, document: str) -> str:
        """The whole stored text of one."""
        ...


class Program:
    """The program as a learner has it.

    Args:
        assistant: Opened on the index that is evaluated.
        name: As reports show it.
        ask: Answers in place of the assistant, which then only ranks passages: a language model over it.
    """

    def __init__(
        self,
        assistant: Assistant,
        name: str = "studyground",
        ask: Callable[[str, Sequence[Turn]], Answer] | None = None,
    ) -> None:
        self._assistant = assistant
        self._ask = ask or assistant.ask
        self.name = name

    def answer(self, item: GoldItem) -> Answer:
        """Ask the question with its history."""
        return self._ask(item.question, item.history)

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        """Search with the question; where history decides what it means, with the question as it was resolved."""
        query = item.question
        if item.history:
            query = self._assistant.resolved(item.question, item.history)
        return [Span(hit.document, hit.start, hit.end) for hit in self._assistant.search(query, k)]


def read_collection(
    index: Index, section_of: Callable[[str, int], Sequence[str]] | None = None, only: Sequence[str] = ()
) -> Collection:
    """The stored texts of an opened index.

    Args:
        index: Opened.
        section_of: Headings around an offset of a document, where the index knows them.
        only: Paths or last parts of the documents wanted; all of them when empty.
    """
    names = [
        name for name in index.document_names() if not only or name in only or PurePosixPath(name).name in set(only)
    ]
    texts = {name: index.stored_text(name) for name in names}
    return Collection(texts) if section_of is None else Collection(texts, section_of)


def open_collection(index: Path) -> Collection:
    """Open an index folder as the program does, and read its stored texts.

    Args:
        index: The folder.

    Raises:
        StudygroundError: When there is no index, or it is refused.
    """
    from studyground.ingest.index import open_index
    from studyground.settings import Settings

    opened = open_index(Settings(index=index))
    return read_collection(opened, opened.headings_at)
