"""The text of an answer: its sentences as Markdown, with the numbers of what each cites."""

from collections.abc import Sequence

from studyground.assistant.answer import Sentence
from studyground.assistant.code_listing import fenced
from studyground.assistant.picked import Picked
from studyground.assistant.wording import escaped


def markdown(picked: Sequence[Picked], sentences: Sequence[Sentence], conflicting: bool) -> str:
    """The answer as Markdown: prose, a list, the sides of a comparison or of a disagreement; markers after each sentence."""
    lines: list[str] = []
    prose: list[str] = []
    for one, sentence in zip(picked, sentences, strict=True):
        marks = " ".join(f"[{number}]" for number in sentence.citations)
        if one.code:
            lines += [" ".join(prose), ""] if prose else []
            lines += [fenced(sentence.text), marks, ""]
            prose = []
            continue
        shown = f"{escaped(sentence.text)} {marks}"
        if not (one.listed or one.label or conflicting):
            prose.append(shown)
            continue
        if prose:
            lines += [" ".join(prose), ""]
            prose = []
        lines.append(f"- **{escaped(one.label)}:** {shown}" if one.label else f"- {shown}")
    if conflicting:
        lines.insert(0, "The sources disagree:\n")
    if prose:
        lines += ["", " ".join(prose)] if lines else [" ".join(prose)]
    return "\n".join(lines).strip()
