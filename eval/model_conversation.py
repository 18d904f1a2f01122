"""A conversation in two columns of time: the same questions answered by extraction and in a model's words, turn by turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.answer import Answer, Turn
from studyground.assistant.assistant import Assistant
from studyground.assistant.language_model.answering import ModelAssistant
from studyground.assistant.language_model.chain import CHARACTERS_A_TOKEN
from studyground.eval.kept_replies import KeepingModel
from studyground.settings import Settings

SHORT = 420


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn.

    Args:
        plain: The answer by extraction, given the turns of extraction.
        worded: The answer with the model, given its own turns.
        wrote: What the model wrote, "" where it was not asked.
        told_tokens: An upper estimate of how many tokens the model was told, 0 where it was not asked.
    """

    plain: Answer
    worded: Answer
    wrote: str
    told_tokens: int


def converse(assistant: Assistant, model: KeepingModel, settings: Settings, questions: Sequence[str]) -> list[Exchange]:
    """Ask questions one after the other, each with all turns before it.

    Args:
        assistant: Opened on the index.
        model: Writes, or knows, the replies.
        settings: Of the run.
        questions: In order.
    """
    asking = ModelAssistant(assistant, settings, model)
    plain_turns: list[Turn] = []
    turns: list[Turn] = []
    found = []
    for question in questions:
        plain = assistant.ask(question, plain_turns)
        model.take_told()
        worded = asking.ask(question, turns)
        told = model.take_told()
        kept = model.kept.find(told) if told else None
        tokens = int(sum(len(text) for _, text in told) / CHARACTERS_A_TOKEN)
        found.append(Exchange(plain, worded, kept.text if kept else "", tokens))
        plain_turns.append(Turn(question, plain.answer))
        turns.append(Turn(question, worded.answer))
    return found


def conversation_markdown(exchanges: Sequence[Exchange]) -> str:
    """The conversation for reading, shortened where it is long."""
    lines = []
    for number, one in enumerate(exchanges, 1):
        lines += [f"{number}. **{one.worded.question}**"]
        if one.worded.standalone_question.split() != one.worded.question.split():
            lines.append(f"   (understood as: {one.worded.standalone_question})")
        if one.wrote:
            lines.append(f"   - the model wrote ({one.told_tokens} tokens told at most): “{_short(one.wrote)}”")
        else:
            lines.append("   - the model was not asked")
        note = f" *{one.worded.note}*" if one.worded.note else ""
        lines.append(f"   - shown: {_shown(one.worded)}{note}")
        same = _shown(one.plain) == _shown(one.worded)
        lines.append(f"   - extraction: {'the same' if same else _shown(one.plain)}")
    return "\n".join([*lines, ""])


def _shown(answer: Answer) -> str:
    return "The guide does not say." if answer.status == "not_in_guide" else _short(answer.answer)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else f"{flat[:SHORT].rsplit(' ', 1)[0]} …"
