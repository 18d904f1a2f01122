"""Sections of study guides that were written for the reader, with what learners ask about them and what is claimed of them.

`written/sections.jsonl.xz` holds a row a section: its guide, heading and text (`passage`); questions with the sentences, items
or rows that answer them (`asked`: `q`, `answer`, `span`), questions near them that the guide does not answer (`not_asked`);
statements that the section bears out in other words (`true`) and that it does not (`false`: `says`, `change`). Most of the
questions that the guide does not answer have, in `answered`, a sentence that would (`q`, `insert`, `at`: where it goes in,
`span`: the words that answer, `claim`: what it alone bears out). Read with and without it, a question tells nothing by its
wording (Kaushik et al. 2020, arXiv:1909.12434). Some guides are kept from the reader (`for_scorer`), so that what is fitted on
its opinion is fitted on guides that it has not learned.
"""

import json
import lzma
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.eval.reader_claims import sentence_spans

PATH = Path(__file__).parent / "written" / "sections.jsonl.xz"
PASSES = 3  # how often each question is read, each time beside other texts
CLAIM_PASSES = 2
DENIED = frozenset(
    {"swap", "number", "role", "direction", "negation", "word", "order", "unit"}
)  # the section says otherwise
HEADED = 0.8  # share of sections read with their heading before them, as the program reads them
FEWEST_WORDS = 20
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SectionQuestion:
    """A question with a section read beside it.

    Args:
        question: A learner's.
        text: The section, mostly with its heading before it.
        said: Start and end of what answers, in the order of the text; none where it does not answer.
        span: Start and end of the fewest words that answer, None where those are no short phrase or where nothing answers.
        guide: The guide's name.
    """

    question: str
    text: str
    said: Spans
    span: tuple[int, int] | None
    guide: str


def sections(for_scorer: bool) -> dict[str, list[dict[str, Any]]]:
    """The sections of each guide, in their order.

    Args:
        for_scorer: The guides kept from the reader, or the others.

    Raises:
        InputError: The file is missing or damaged.
    """
    guides: dict[str, list[dict[str, Any]]] = defaultdict(list)
    try:
        with lzma.open(PATH, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if row["for_scorer"] == for_scorer:
                    guides[row["guide"]].append(row)
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise InputError(f"{PATH} cannot be read: {error}.", "Fetch the project anew.") from error
    return dict(guides)


def section_questions(rng: random.Random) -> Iterator[SectionQuestion]:
    """Each question beside what answers it, beside that without the answer, and beside its neighbours, some times over.

    Args:
        rng: Draws which of them are made, and which sections have their heading.
    """
    for _ in range(PASSES):
        for guide, rows in sections(for_scorer=False).items():
            words = [telling_words(f"{row['heading']} {row['passage']}") for row in rows]
            for at, row in enumerate(rows):
                for asked in row["asked"]:
                    yield from _asked(asked, guide, rows, words, at, rng)
                for question in row["not_asked"]:
                    yield from _not_asked(question, guide, rows, words, at, rng)
                for answered in row["answered"]:
                    yield from _answered(answered, guide, rows, words, at, rng)


def _asked(
    asked: dict[str, Any],
    guide: str,
    rows: Sequence[dict[str, Any]],
    words: Sequence[set[str]],
    at: int,
    rng: random.Random,
) -> Iterator[SectionQuestion]:
    """One question with its section, with its section beside another, with its section less the answer, and with others."""
    row, question = rows[at], asked["q"]
    said = places(row["passage"], asked["answer"])
    span = _inside(row["passage"], asked["span"], said) if asked["span"] else None
    near, far = _others(question, at, words, rng, 2)
    beside, by = _beside(row["passage"], rows[rng.choice((near, far))]["passage"], rng)
    for text, before in ((row["passage"], 0), (beside, by)):
        lead = _lead(row, rng)
        shift = len(lead) + before
        yield SectionQuestion(question, lead + text, moved(said, shift), span and moved((span,), shift)[0], guide)
    rest = without(row["passage"], said)
    if len(rest.split()) >= FEWEST_WORDS and rng.random() < 0.6:
        yield SectionQuestion(question, _lead(row, rng) + rest, (), None, guide)
    both, _ = _beside(rows[near]["passage"], rows[far]["passage"], rng)
    yield SectionQuestion(question, _lead(rows[near], rng) + rows[near]["passage"], (), None, guide)
    yield SectionQuestion(question, _lead(rows[near], rng) + both, (), None, guide)


def _not_asked(
    question: str, guide: str, rows: Sequence[dict[str, Any]], words: Sequence[set[str]], at: int, rng: random.Random
) -> Iterator[SectionQuestion]:
    """One question that the guide does not answer, with the section that it is about, and with that beside another."""
    (near,) = _others(question, at, words, rng, 1)
    own, other = rows[at], rows[near]
    yield SectionQuestion(question, _lead(own, rng) + own["passage"], (), None, guide)
    yield SectionQuestion(
        question, _lead(own, rng) + _beside(own["passage"], other["passage"], rng)[0], (), None, guide
    )
    if rng.random() < 0.4:
        yield SectionQuestion(question, _lead(other, rng) + other["passage"], (), None, guide)


def _answered(
    answered: dict[str, Any],
    guide: str,
    rows: Sequence[dict[str, Any]],
    words: Sequence[set[str]],
    at: int,
    rng: random.Random,
) -> Iterator[SectionQuestion]:
    """Such a question with its section once that holds an answer, alone and beside another; and others put to that section."""
    row = rows[at]
    question = answered["q"]
    text, said = with_answer(row["passage"], answered)
    span = _inside(text, answered["span"], (said,)) if answered["span"] else None
    (near,) = _others(question, at, words, rng, 1)
    beside, by = _beside(text, rows[near]["passage"], rng)
    for whole, before in ((text, 0), (beside, by)):
        lead = _lead(row, rng)
        shift = len(lead) + before
        yield SectionQuestion(question, lead + whole, moved((said,), shift), span and moved((span,), shift)[0], guide)
    unanswered = [one for one in row["not_asked"] if one != question]
    if unanswered and rng.random() < 0.4:
        yield SectionQuestion(rng.choice(unanswered), _lead(row, rng) + text, (), None, guide)
    if row["asked"] and rng.random() < 0.4:
        asked = rng.choice(row["asked"])
        lead = _lead(row, rng)
        yield SectionQuestion(asked["q"], lead + text, moved(places(text, asked["answer"]), len(lead)), None, guide)


def with_answer(passage: str, answered: dict[str, Any]) -> tuple[str, tuple[int, int]]:
    """A section with the sentence put in that answers one of its `not_asked`, and where that stands.

    Args:
        passage: The section.
        answered: One of its row's `answered`.
    """
    at, insert = answered["at"], answered["insert"]
    start = at + len(insert) - len(insert.lstrip())
    return passage[:at] + insert + passage[at:], (start, start + len(insert.strip()))


def _beside(text: str, other: str, rng: random.Random) -> tuple[str, int]:
    """A text before or after another, as in a longer section, and where it begins."""
    return (f"{text}\n{other}", 0) if rng.random() < 0.5 else (f"{other}\n{text}", len(other) + 1)


def section_claims(rng: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """Claims with the section they are read beside, its guide, and what it makes of them.

    That is "supported", "contradicted", "neutral" where it is silent, or "not_supported", one of the last two.
    """
    for _ in range(CLAIM_PASSES):
        for guide, rows in sections(for_scorer=False).items():
            words = [telling_words(f"{row['heading']} {row['passage']}") for row in rows]
            for at, row in enumerate(rows):
                for claim in row["true"]:
                    yield claim, row["passage"], guide, "supported"
                    for other in _others(claim, at, words, rng, 1) if rng.random() < 0.4 else ():
                        yield claim, rows[other]["passage"], guide, "neutral"
                for claim in row["false"]:
                    yield claim["says"], row["passage"], guide, _made_of(claim["change"])
                for answered in row["answered"]:
                    yield answered["claim"], row["passage"], guide, "neutral"
                    yield answered["claim"], with_answer(row["passage"], answered)[0], guide, "supported"


def _made_of(change: str) -> str:
    """What a section makes of a claim that was made false in some way."""
    return "contradicted" if change in DENIED else "neutral" if change == "extra" else "not_supported"


def places(passage: str, quotes: Sequence[str]) -> Spans:
    """Start and end of some stretches of a passage, in its order; what is not found is left out."""
    found = {(at, at + len(quote)) for quote in quotes if quote and (at := passage.find(quote)) >= 0}
    return tuple(sorted(found))


def _inside(passage: str, span: str, said: Spans) -> tuple[int, int] | None:
    """Where the span stands within the first stretch that holds it."""
    for start, end in said:
        at = passage.find(span, start, end)
        if at >= 0:
            return at, at + len(span)
    return None


def moved(spans: Spans, by: int) -> Spans:
    """Stretches of a text that has so many code points put before it."""
    return tuple((start + by, end + by) for start, end in spans)


def _lead(row: dict[str, Any], rng: random.Random) -> str:
    return f"{row['heading']}. " if row["heading"] and rng.random() < HEADED else ""


def without(passage: str, said: Spans) -> str:
    """The passage without the sentences, items and rows that any of some stretches touch."""
    kept = []
    for line in re.finditer(r"[^\n]+", passage):
        parts = [
            line.group()[a:b]
            for a, b in sentence_spans(line.group())
            if not any(line.start() + a < end and line.start() + b > start for start, end in said)
        ]
        if parts:
            kept.append(" ".join(parts))
    return "\n".join(kept)


def telling_words(text: str) -> set[str]:
    """The words of a text that have more than three letters, in small ones."""
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def _others(said: str, own: int, words: Sequence[set[str]], rng: random.Random, count: int) -> list[int]:
    """Numbers of other sections of the guide: first the one that shares most words with what is said, then any."""
    others = [at for at in range(len(words)) if at != own]
    if not others:
        return []
    wanted = telling_words(said) | set(rng.sample(sorted(words[own]), min(3, len(words[own]))))
    nearest = max(others, key=lambda at: (len(words[at] & wanted), at))
    return [nearest, *rng.sample([at for at in others if at != nearest], min(count - 1, len(others) - 1))]
