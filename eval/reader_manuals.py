"""Real manuals as their users ask about them: questions that a manual answers, near misses, and what is found for both.

`written/manuals.jsonl.xz` holds a row a manual: its name and licence, the passages that are read (`passages`: `heading`, `text`)
and the questions (`questions`). A question has the passages that answer it (`answers`: `passage`, `said`: start and end of each
sentence, item or row that answers, `span`: of the fewest words that do), those that look most like it and do not (`near`), and
those that the program finds for it besides, the best first (`others`). Passages are given by their number. Most near misses
have a sentence that would answer (`told`: `passage`, `at`: where it goes in, `insert`, `span`), as in `reader_sections`: with
and without it a question tells nothing by its wording (Kaushik et al. 2020, arXiv:1909.12434). What a long manual says beside
the point is nearer to it than any other paragraph of an article: it is what retrieval puts before the reader (hard negatives:
Karpukhin et al. 2020, arXiv:2004.04906). Each manual is for one of three (`part`): the reader, the scorer that weighs its
opinion, or the test of both.
"""

import json
import lzma
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from studyground.errors import InputError
from studyground.eval.reader_sections import FEWEST_WORDS, HEADED, SectionQuestion, Spans, moved, with_answer, without

Part = Literal["reader", "scorer", "test"]
PATH = Path(__file__).parent / "written" / "manuals.jsonl.xz"
PASSES = 3  # how often each question is read, each time beside other passages
OTHERS = 3  # passages found besides that are read with it in one pass
CUT_OUT = 0.5  # share of the answering passages that are read without what answers as well
MOST_ANSWERS = 2  # passages that answer, read in one pass
EXCHANGED = 0.4  # share of the answered near misses whose passage is read with another near miss


def manuals(part: Part) -> list[dict[str, Any]]:
    """The manuals of one part, a row each.

    Args:
        part: What they are for.

    Raises:
        InputError: The file is missing or damaged.
    """
    try:
        with lzma.open(PATH, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise InputError(f"{PATH} cannot be read: {error}.", "Fetch the project anew.") from error
    return [row for row in rows if row["part"] == part]


def manual_questions(rng: random.Random) -> Iterator[SectionQuestion]:
    """Each question beside what answers it, beside that without the answer, and beside what else is found, some times over.

    Args:
        rng: Draws which passages are read with a question, and which of them have their heading.
    """
    for _ in range(PASSES):
        for row in manuals("reader"):
            near_misses = [one["q"] for one in row["questions"] if not one["answers"]]
            for asked in row["questions"]:
                yield from _read(asked, row["guide"], row["passages"], near_misses, rng)


def _read(
    asked: dict[str, Any],
    guide: str,
    passages: Sequence[dict[str, str]],
    near_misses: Sequence[str],
    rng: random.Random,
) -> Iterator[SectionQuestion]:
    question: str = asked["q"]
    for answer in rng.sample(asked["answers"], min(MOST_ANSWERS, len(asked["answers"]))):
        passage = passages[answer["passage"]]
        said = tuple((start, end) for start, end in answer["said"])
        span = tuple(answer["span"]) if answer["span"] else None
        yield _beside(question, passage, passage["text"], said, span, guide, rng)
        rest = without(passage["text"], said)
        if rng.random() < CUT_OUT and len(rest.split()) >= FEWEST_WORDS:
            yield _beside(question, passage, rest, (), None, guide, rng)
    if asked["told"]:
        passage = passages[asked["told"]["passage"]]
        text, (start, end) = with_answer(passage["text"], asked["told"])
        at = text.find(asked["told"]["span"], start, end) if asked["told"]["span"] else -1
        found = (at, at + len(asked["told"]["span"])) if at >= 0 else None
        yield _beside(question, passage, text, ((start, end),), found, guide, rng)
        if rng.random() < EXCHANGED:
            another = rng.choice(near_misses)
            if another != question:
                yield _beside(another, passage, text, (), None, guide, rng)
    for at in (*asked["near"], *_drawn(asked["others"], OTHERS, rng)):
        yield _beside(question, passages[at], passages[at]["text"], (), None, guide, rng)


def _beside(
    question: str,
    passage: dict[str, str],
    text: str,
    said: Spans,
    span: tuple[int, int] | None,
    guide: str,
    rng: random.Random,
) -> SectionQuestion:
    """A question with a text of a passage, mostly under its heading."""
    lead = f"{passage['heading']}. " if passage["heading"] and rng.random() < HEADED else ""
    return SectionQuestion(question, lead + text, moved(said, len(lead)), span and moved((span,), len(lead))[0], guide)


def _drawn(found: Sequence[int], count: int, rng: random.Random) -> list[int]:
    """Some of what was found: the best always, the rest by lot."""
    return [*found[:1], *rng.sample(found[1:], min(count - 1, max(0, len(found) - 1)))]
