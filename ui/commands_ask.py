"""The commands that ask the guide: ask, ask --batch, search, chat."""

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studyground.assistant.answer import Answer, Turn
from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation
from studyground.settings import Settings, load_settings
from studyground.ui.streams import tell, write_json

if TYPE_CHECKING:
    from studyground.assistant.language_model.answering import ModelAssistant


class Asker:
    """An assistant with its settings, and the language model where one is named; says each note once."""

    def __init__(self, settings: Settings) -> None:
        self.assistant = Assistant.open(settings)
        self._model = _worded_by_model(self.assistant, settings) if settings.llm else None
        self._said: set[str] = set()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question; a note about how that was done goes to stderr."""
        answerer = self._model or self.assistant
        return self._noted(answerer.ask(question, history))

    def ask_until_stopped(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """As `ask`; Ctrl-C while a model writes ends the model's part, and once more everything."""
        if self._model is None:
            return self.ask(question, history)
        with interrupting() as cancel:
            answer = self._model.ask(question, history, cancel)
        if cancel.is_set():
            self._said.discard(answer.note)  # that it was stopped is said every time
        return self._noted(answer)

    def _noted(self, answer: Answer) -> Answer:
        if answer.note and answer.note not in self._said:
            self._said.add(answer.note)
            tell(answer.note)
        return answer


def _worded_by_model(assistant: Assistant, settings: Settings) -> "ModelAssistant":
    from studyground.assistant.language_model.answering import ModelAssistant

    return ModelAssistant(assistant, settings)


@contextmanager
def interrupting() -> Iterator[threading.Event]:
    """Gives an event that the first Ctrl-C sets; a second one interrupts the program as ever."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop  # signals come to the main thread alone
        return

    def interrupted(number: int, frame: Any) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def ask_command(question: str, index: Path | None, llm: str | None, top_k: int | None, as_json: bool) -> None:
    """Answer one question."""
    answer = Asker(load_settings({"index": index, "llm": llm, "top_k": top_k})).ask(question)
    if as_json:
        write_json(answer.to_json())
        return
    from studyground.ui.printing import print_answer

    print_answer(answer)


def batch_command(
    questions: Path, out: Path, index: Path | None, llm: str | None, top_k: int | None, as_json: bool
) -> None:
    """Answer a file of questions; the file of answers appears whole or not at all."""
    from studyground.ui.batch import answer_all, check_out, read_questions, write_whole

    settings = load_settings({"index": index, "llm": llm, "top_k": top_k})
    asked = read_questions(questions)
    check_out(out, questions)
    answers = answer_all(asked, Asker(settings).ask)
    write_whole(out, answers)
    answered = sum(answer["status"] == "answered" for answer in answers)
    if as_json:
        write_json({"schema": 1, "questions": len(answers), "answered": answered, "out": str(out)})
    else:
        tell(f"{len(answers)} questions, {answered} answered, {len(answers) - answered} not in the guide: {out}")


def search_command(query: str, index: Path | None, top_k: int | None, as_json: bool) -> None:
    """List passages, best first."""
    settings = load_settings({"index": index, "top_k": top_k})
    found = search_json(Assistant.open(settings), query, settings.top_k)
    if as_json:
        write_json(found)
        return
    from studyground.ui.printing import print_hits

    print_hits(found)


def search_json(assistant: Assistant, query: str, top_k: int) -> dict[str, Any]:
    """The contract's `search --json`: hits with their rank, score, text and a citation's fields."""
    hits = []
    for rank, hit in enumerate(assistant.search(query, top_k), 1):
        cited = asdict(citation(assistant.index, rank, hit.doc, hit.start, hit.end))
        hits.append({"rank": rank, "score": round(hit.score, 4), "text": hit.text, **cited})
    return {"schema": 1, "query": query, "hits": hits}


def chat_command(index: Path | None, llm: str | None) -> None:
    """Talk until the learner leaves."""
    from studyground.ui.chat import chat

    settings = load_settings({"index": index, "llm": llm})
    asker = Asker(settings)

    def report(answer: Answer, expected: str, history: Sequence[Turn]) -> Path:
        from studyground.eval.reports_from_use import report_wrong, reports_path

        path = reports_path(settings)
        report_wrong(path, answer, expected=expected, history=history, index=asker.assistant.index.index_id)
        return path

    chat(asker.ask_until_stopped, len(asker.assistant.index.documents()), sys.stdin, report)
