"""Code of the guide shown with the sentence that introduces it, where a question asks how something is written."""

import re
from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.candidates import Candidate
from studyground.assistant.picked import Picked
from studyground.assistant.question import Question
from studyground.ingest.index import Index

MOST_LINES = 14
UNITS_BETWEEN = 1
_ASKS_FOR_CODE = re.compile(
    r"\b(?:code|syntax|snippet|listing|commands?|statements?|keywords?|operators?|declar\w+|initiali[sz]\w+|instantiat\w+|"
    r"loops?|scripts?|quer(?:y|ies)|functions?|methods?|arrays?|class(?:es)?|variables?|print|example|"
    r"show me|write|written|call(?:ed)?|implement\w*|program)\b",
    re.IGNORECASE,
)


def with_code(index: Index, question: Question, picked: Sequence[Picked]) -> list[Picked]:
    """The sentences of an answer, the first that introduces code followed by that code.

    It is shown only where it directly follows a chosen sentence in the same section, for questions that ask for it and
    after sentences that lead it in.

    Args:
        index: Where the sentences come from.
        question: What is asked.
        picked: The answer so far.
    """
    asked = question.type != "comparison" and bool(_ASKS_FOR_CODE.search(question.text))
    shown: list[Picked] = []
    found = False
    for one in picked:
        leads_in = one.sources[0].text.rstrip().endswith(":")
        wanted = leads_in or (asked and not found and not one.listed)
        code = _code_after(index, one.sources[0]) if wanted else None
        if code is None:
            shown.append(one)
            continue
        found = True
        shown += [replace(one, text=f"{one.text.rstrip('.')}:") if leads_in else one]
        shown.append(Picked(code.text, (code,), code=True))
    return shown


def _code_after(index: Index, item: Candidate) -> Candidate | None:
    """The code that follows a sentence, its first lines where it is long; None where none does."""
    if item.kind == "table":
        return None
    units = index.units(item.doc, item.unit, item.unit + UNITS_BETWEEN + 1)
    home = units[item.unit].section
    number = next((n for n in sorted(units) if n > item.unit and units[n].kind == "code"), None)
    if number is None or units[number].section != home:
        return None
    rows = [row for row in index.sentences(item.doc, item.n, item.n + 60) if row.span.unit == number][:MOST_LINES]
    if not rows:
        return None
    start, end = rows[0].span.start, rows[-1].span.end
    text = index.text_by_id(item.doc)[start:end]
    return Candidate(item.hit, item.doc, rows[0].n, number, "code", start, end, text, item.text, item.path, None)


def fenced(code: str) -> str:
    """Code as a Markdown block that nothing in the code can close."""
    fence = "`" * max(3, max((len(run) for run in re.findall(r"`+", code)), default=0) + 1)
    return f"{fence}\n{code}\n{fence}"
