"""An assistant that lets a language model write, and falls back to extraction whenever it cannot."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyground.assistant.answer import Answer, Turn
from studyground.assistant.assistant import Assistant
from studyground.assistant.language_model.beyond_question import default_verifier
from studyground.assistant.language_model.chain import AnswerChunk, model_chain
from studyground.assistant.language_model.opening import ChatModel, open_model
from studyground.assistant.language_model.verification import Verifier
from studyground.errors import ModelError
from studyground.settings import Settings


class ModelAssistant:
    """Answers as `Assistant` does, in a model's words where these are borne out by the guide.

    Args:
        assistant: Opened on an index.
        settings: `llm` names the model.
        model: Already open, instead of the one named.
        verifier: Judge of sentences, instead of `default_verifier`.
    """

    def __init__(
        self, assistant: Assistant, settings: Settings, model: ChatModel | None = None, verifier: Verifier | None = None
    ) -> None:
        self.assistant = assistant
        self._settings = settings
        self._model = model
        self._verifier = verifier or default_verifier(assistant.index, assistant.reader)
        self._refused: ModelError | None = None
        self._lock = threading.Lock()

    def ask(self, question: str, history: Sequence[Turn] = (), cancel: threading.Event | None = None) -> Answer:
        """Answer a question from the guide.

        Args:
            question: As typed.
            history: Earlier turns, oldest first; only what the question leans on reaches the model.
            cancel: Set from another thread, it ends the model's part.
        """
        answers = [chunk.answer for chunk in self.stream(question, history, cancel) if chunk.answer is not None]
        return answers[-1]

    def stream(
        self, question: str, history: Sequence[Turn] = (), cancel: threading.Event | None = None
    ) -> Iterator[AnswerChunk]:
        """The sentences of an answer as they are verified, then the answer, which alone carries citations.

        Args:
            question: As typed.
            history: Earlier turns, oldest first.
            cancel: Set from another thread, it ends the model's part.
        """
        try:
            chain = model_chain(self.assistant, self._opened(), self._settings, self._verifier, cancel)
            yield from chain.stream({"question": question, "history": tuple(history)})
        except ModelError as error:
            answer = self.assistant.ask(question, history)
            yield AnswerChunk(answer=replace(answer, note=f"{error} Answered by extraction."))

    def _opened(self) -> ChatModel:
        """The model, opened at the first question; one that cannot be had is not tried again unless that may help."""
        with self._lock:
            if self._refused is not None:
                raise self._refused
            if self._model is None:
                try:
                    self._model = open_model(self._settings.llm, self._settings)
                except ModelError as error:
                    self._refused = None if error.retryable else error
                    raise
            return self._model
