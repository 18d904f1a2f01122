"""Questions of the written guides put to an index of them: what the reader makes of each, beside what is right.

The guides are those kept from the reader (`reader_sections.sections`), so that its opinion is as good as on a learner's guide.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.assistant import Assistant, Look
from studyground.assistant.judging import judge
from studyground.assistant.question import Question
from studyground.assistant.reader import Reader
from studyground.assistant.rereading import Opinion, reread
from studyground.assistant.scorer import load_scorer
from studyground.eval.collection import cluster_of, split_of
from studyground.eval.fit_scorer import overlaps
from studyground.eval.gold import load_gold
from studyground.eval.manual_index import answering, opened_manual, same_words
from studyground.eval.program import open_collection
from studyground.eval.reader_manuals import manuals
from studyground.eval.reader_sections import places, sections, with_answer
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings, load_settings

SEED = 3
TOGETHER = 4  # guides in one index, as a learner has
TOLD = 0.5  # share of the near misses whose answer is put in
STRANGERS = 12  # questions put to an index about each guide that is not in it


@dataclass(frozen=True, slots=True)
class SectionCase:
    """A question with what was found for it.

    Args:
        guide: The guide it is about.
        text: The question.
        question: Taken apart.
        answerable: Whether the guides at hand answer it.
        features: Measured of the candidates.
        scores: Their log-odds without the reader, shape (candidates,).
        confidence: That the best answers, without the reader.
        opinion: The reader's.
        right: Which candidates stand in what answers.
        gold: Whether it is of a gold file.
    """

    guide: str
    text: str
    question: Question
    answerable: bool
    features: NDArray[np.float32]
    scores: NDArray[np.float64]
    confidence: float
    opinion: Opinion
    right: NDArray[np.bool_]
    gold: bool = False


def section_cases(settings: Settings, reader: Reader) -> Iterator[SectionCase]:
    """Ask every question of the guides kept from the reader, some guides together, some of the near misses given their answer.

    Args:
        settings: How an index is made and read.
        reader: Whose opinion is asked.
    """
    guides = sections(for_scorer=True)
    names = sorted(guides)
    random.Random(SEED).shuffle(names)
    for at in range(0, len(names), TOGETHER):
        inside, outside = names[at : at + TOGETHER], names[:at] + names[at + TOGETHER :]
        with tempfile.TemporaryDirectory() as scratch:
            chosen = random.Random(SEED)
            told = {name: [_told(row, chosen) for row in guides[name]] for name in inside}
            assistant = _indexed(told, Path(scratch), settings)
            for name in inside:
                for row in told[name]:
                    for asked in row["asked"]:
                        yield _case(assistant, reader, name, asked["q"], (row["passage"], asked["answer"]))
                    for question in row["not_asked"]:
                        yield _case(assistant, reader, name, question, None)
            for name in outside:
                pool = [asked["q"] for row in guides[name] for asked in row["asked"]]
                for question in chosen.sample(pool, min(STRANGERS, len(pool))):
                    yield _case(assistant, reader, name, question, None)
            assistant.index.close()


def manual_cases(settings: Settings, reader: Reader) -> Iterator[SectionCase]:
    """Ask every question of the manuals that are kept for the scorer.

    Args:
        settings: How an index is made and read.
        reader: Whose opinion is asked.
    """
    for row in manuals("scorer"):
        with opened_manual(row, settings.model_copy(update={"reader": "none"})) as assistant:
            for asked in row["questions"]:
                look, wanted = assistant.look(asked["q"]), answering(row, asked)
                right = [any(same_words(item.text, quote) for quote in wanted) for item in look.candidates]
                yield _read(look, reader, row["guide"], asked["q"], bool(wanted), np.array(right, bool))


def _told(row: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A section that was given the answers of about half its near misses, so that none is known for one by its wording."""
    given = [answered for answered in row["answered"] if rng.random() < TOLD]
    passage = row["passage"]
    for answered in sorted(given, key=lambda one: -int(one["at"])):
        passage = with_answer(passage, answered)[0]
    asked = [*row["asked"], *({"q": one["q"], "answer": [one["insert"].strip()]} for one in given)]
    not_asked = [question for question in row["not_asked"] if question not in {one["q"] for one in given}]
    return row | {"passage": passage, "asked": asked, "not_asked": not_asked}


def gold_cases(index: Path, files: Sequence[Path], split: str, reader: Reader) -> Iterator[SectionCase]:
    """Ask the questions of one split of gold files.

    Args:
        index: Index of the guide they are about.
        files: Gold files.
        split: "dev" or "test".
        reader: Whose opinion is asked.
    """
    assistant = Assistant.open(load_settings({"index": index, "reader": "none"}))
    collection = open_collection(index)
    for path in files:
        for item in load_gold(path):
            cluster = cluster_of(item, collection)
            if split_of(cluster) != split:
                continue
            spans = [
                (assistant.index.document(span.document).id, span.start, span.end)
                for evidence in item.evidence
                for span in collection.places(evidence)
            ]
            if item.answerable and not spans:
                continue
            look = assistant.look(assistant.resolved(item.question, item.history))
            right = [
                any(one.doc == doc and overlaps(one.start, one.end, start, end) for doc, start, end in spans)
                for one in look.candidates
            ]
            yield _read(
                look, reader, f"{path.stem} {cluster}", item.question, item.answerable, np.array(right, bool), True
            )
    assistant.index.close()


def _indexed(guides: dict[str, list[dict[str, Any]]], folder: Path, settings: Settings) -> Assistant:
    docs = folder / "docs"
    docs.mkdir()
    for name, rows in guides.items():
        parts = [f"# {name.replace('-', ' ').capitalize()}"]
        parts += [f"## {row['heading']}\n\n{row['passage']}" for row in rows]
        (docs / f"{name}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    own = settings.model_copy(update={"index": folder / "index", "reader": "none"})
    ingest([docs], own)
    return Assistant.open(own)


def _case(
    assistant: Assistant, reader: Reader, guide: str, text: str, answer: tuple[str, Sequence[str]] | None
) -> SectionCase:
    look = assistant.look(text)
    right = np.zeros(len(look.candidates), bool)
    if answer is not None:
        passage, quotes = answer
        wanted = [passage[slice(*span)] for span in places(passage, quotes)]
        right = np.array([any(_same(item.text, quote) for quote in wanted) for item in look.candidates], bool)
    return _read(look, reader, guide, text, answer is not None, right)


def _read(
    look: Look, reader: Reader, guide: str, text: str, answerable: bool, right: NDArray[np.bool_], gold: bool = False
) -> SectionCase:
    scores, confidence = judge(load_scorer(), look.question, look.features)
    opinion = reread(reader, look.query.text, look.candidates, scores, Settings().read_passages)
    return SectionCase(guide, text, look.question, answerable, look.features, scores, confidence, opinion, right, gold)


def _same(text: str, quote: str) -> bool:
    """Whether a sentence, item or row of the index is in what was quoted, or holds it."""
    mine, theirs = (" ".join(one.strip("-*| 0123456789.").casefold().split()) for one in (text, quote))
    return len(mine) > 3 and (mine in theirs or theirs in mine)
