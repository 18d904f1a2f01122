"""What a person sees of answers and passages; scripts read the JSON instead."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text

from studyground.assistant.answer import Answer, Citation
from studyground.ui.screen import line
from studyground.ui.streams import shown

CONFIDENCE_WORDS = (
    (0.9, "very likely right"),
    (0.75, "likely right"),
    (0.5, "more likely right than not"),
    (0.0, "unsure"),
)
PASSAGE_SHOWN = 400  # characters of a search hit on screen
_ESCAPE = re.compile(r"\\(?=\[\d+\]|\]\(|!\[|<[A-Za-z/!?]|://)")
_LABEL = re.compile(r"\*\*(.+?:)\*\* ")
_MARK = re.compile(r"(?<!\\)\[\d+\]")


def print_note(text: str) -> None:
    """A remark that is no part of an answer."""
    line(text, "dim")


def print_answer(answer: Answer, quotes: bool = True) -> None:
    """An answer with its sources, or what comes nearest where the guide does not say.

    Args:
        answer: To print.
        quotes: Whether the sources show their words or only where they stand.
    """
    if answer.status == "not_in_guide":
        line("The guide does not say.", "bold")
        if answer.nearest:
            line("What comes nearest, though it is no answer:")
            line()
            print_sources(answer.nearest, quotes)
        return
    for row in answer.answer.splitlines():
        if row.startswith("- "):
            line(Text("• ") + _answer_line(row[2:]), indent=2)
        else:
            line(_answer_line(row))
    line()
    print_sources(answer.citations, quotes)
    line(f"Confidence: {confidence_words(answer.confidence)} ({answer.confidence:.0%}).", "dim")


def _answer_line(markdown: str) -> Text:
    """One line of an answer's Markdown, which has bold labels, citation numbers and escapes and nothing else."""
    label = _LABEL.match(markdown)
    rest = markdown[label.end() :] if label else markdown
    text = Text(shown(_ESCAPE.sub("", label.group(1))) + " ", style="bold") if label else Text()
    at = 0
    for mark in _MARK.finditer(rest):
        text.append(shown(_ESCAPE.sub("", rest[at : mark.start()])))
        text.append(mark.group(), style="cyan")
        at = mark.end()
    text.append(shown(_ESCAPE.sub("", rest[at:])))
    return text


def confidence_words(confidence: float) -> str:
    """A calibrated probability as a person would say it."""
    return next(words for least, words in CONFIDENCE_WORDS if confidence >= least)


def print_sources(citations: Iterable[Citation], quotes: bool = True) -> None:
    """Where each number points: document, headings, page, and the words themselves."""
    for item in citations:
        _source(item.n, place(item.document, item.section, item.page), " ".join(item.quote.split()) if quotes else "",
                [other.document for other in item.also_in])  # fmt: skip
    if quotes:
        return
    line()


def _source(number: int, where: str, quote: str, also_in: Sequence[str]) -> None:
    line(Text(f"[{number}]", style="cyan") + Text(" " + shown(where), style="not bold"))
    if quote:
        line(f"“{quote}”", indent=4)
    if also_in:
        line(f"also in {', '.join(dict.fromkeys(also_in))}", "dim", indent=4)
    if quote:
        line()


def place(document: str, section: Sequence[str], page: int | None) -> str:
    """A place in a guide as a reader looks it up."""
    parts = [document, " › ".join(section), f"page {page}" if page is not None else ""]
    return ", ".join(part for part in parts if part)


def print_hits(found: dict[str, Any]) -> None:
    """The passages of a search, best first, long ones cut."""
    if not found["hits"]:
        line("No passage has anything to do with that.")
    for hit in found["hits"]:
        text = " ".join(hit["text"].split())
        cut = text if len(text) <= PASSAGE_SHOWN else text[:PASSAGE_SHOWN].rsplit(" ", 1)[0] + " …"
        where = f"{place(hit['document'], hit['section'], hit['page'])} (score {hit['score']:.2f})"
        _source(hit["rank"], where, cut, [other["document"] for other in hit["also_in"]])
