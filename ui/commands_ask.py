"""The commands that ask the guide: ask, ask --batch, search, chat."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from studyground.assistant.answer import Answer, Turn
from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation
from studyground.settings import Settings, load_settings
from studyground.ui.streams import tell, write_json


class Asker:
    """An assistant with its settings, and the language model where one is named; says each note once."""

    def __init__(self, settings: Settings) -> None:
        self.assistant = Assistant.open(settings)
        self._ask: Callable[[str, Sequence[Turn]], Answer] = self.assistant.ask
        if settings.llm:
            from studyground.assistant.language_model.answering import ModelAssistant

            self._ask = ModelAssistant(self.assistant, settings).ask
        self._said: set[str] = set()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question; a note about how that was done goes to stderr."""
        answer = self._ask(question, history)
        if answer.note and answer.note not in self._said:
            self._said.add(answer.note)
            tell(answer.note)
        return answer


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

    chat(asker.ask, len(asker.assistant.index.documents()), sys.stdin, report)
