"""Questions with the passages that answer them, embedded as an index embeds passages: what question weights are learned from.

The questions are those of the written guides (`reader_sections.py`), those near misses too that were given their answer, and
those of SQuAD's training articles (Rajpurkar et al. 2016), an article a guide.
"""

import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studyground.eval.reader_claims import sentence_spans
from studyground.eval.reader_data import read_rows
from studyground.eval.reader_sections import places, sections
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index, open_index
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

ARTICLES, PARAGRAPHS = 220, 22
Asked = Mapping[str, Sequence[tuple[str, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Guides embedded, and what is asked of them.

    Args:
        passages: Vectors, shape (passages, dimension).
        sentences: Vectors, shape (sentences, dimension).
        owners: The passage of each sentence, shape (sentences,).
        guides: The guide of each passage, shape (passages,).
        questions: What is asked.
        asked_of: The guide of each question.
        right: The passages that answer each, at least one.
    """

    passages: Vectors
    sentences: Vectors
    owners: NDArray[np.int64]
    guides: NDArray[np.int64]
    questions: list[str]
    asked_of: list[int]
    right: list[list[int]]


def pairs_of_guides(settings: Settings, for_scorer: bool) -> Pairs:
    """The written guides, those kept from the reader or the others; the others with the answers of their near misses in them."""
    texts: dict[str, str] = {}
    asked: dict[str, list[tuple[str, Sequence[str]]]] = defaultdict(list)
    for guide, rows in sections(for_scorer).items():
        parts = [f"# {guide.replace('-', ' ').capitalize()}"]
        for row in rows:
            passage = row["passage"]
            for one in row["asked"]:
                asked[guide].append((one["q"], [passage[a:b] for a, b in places(passage, one["answer"])]))
            for one in sorted(row["answered"], key=lambda one: -one["at"]) if not for_scorer else ():
                passage = passage[: one["at"]] + one["insert"] + passage[one["at"] :]
                asked[guide].append((one["q"], [one["insert"].strip()]))
            parts.append(f"## {row['heading']}\n\n{passage}")
        texts[guide] = "\n\n".join(parts) + "\n"
    return embedded(texts, asked, settings)


def pairs_of_articles(data: Path, settings: Settings, seed: int) -> Pairs:
    """Some of SQuAD's training articles, some paragraphs of each.

    Args:
        data: Folder of the training files.
        settings: How an index is made.
        seed: Draws the articles and paragraphs.

    Raises:
        InputError: The files are not there.
    """
    rng = random.Random(seed)
    titles: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in read_rows(data, "squad11_train"):
        titles[row["title"]].append(row)
    texts: dict[str, str] = {}
    asked: dict[str, list[tuple[str, Sequence[str]]]] = defaultdict(list)
    for title in rng.sample(sorted(titles), min(ARTICLES, len(titles))):
        paragraphs = list(dict.fromkeys(str(row["passage"]) for row in titles[title]))
        chosen = set(rng.sample(paragraphs, min(PARAGRAPHS, len(paragraphs))))
        name = re.sub(r"\W+", "_", title)
        texts[name] = "\n\n".join([f"# {title}", *(text for text in paragraphs if text in chosen)]) + "\n"
        for row in titles[title]:
            passage, answers = str(row["passage"]), row["answers"]
            if passage in chosen and isinstance(answers, list) and answers:
                at = answers[0]["start"]
                said = [passage[a:b] for a, b in sentence_spans(passage) if a <= at < b]
                asked[name].append((str(row["question"]), said))
    return embedded(texts, asked, settings)


def embedded(texts: Mapping[str, str], asked: Asked, settings: Settings) -> Pairs:
    """Guides put into an index, and for each question the passages that share a stretch with what answers it.

    Args:
        texts: Each guide's Markdown by its name.
        asked: By guide, each question with the stretches that answer it; one that is not found leaves the question out.
        settings: How an index is made.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "docs"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        own = settings.model_copy(update={"index": Path(scratch) / "index"})
        ingest([folder], own)
        index = open_index(own)
        try:
            questions, asked_of, right = _answered(index, asked)
            return Pairs(
                index.vectors.reconstruct_n(0, index.manifest.passages),
                index.sentence_index.reconstruct_n(0, index.sentence_index.ntotal),
                np.array(index.sentence_owners),
                np.array(index.passage_documents),
                questions,
                asked_of,
                right,
            )
        finally:
            index.close()


def _answered(index: Index, asked: Asked) -> tuple[list[str], list[int], list[list[int]]]:
    questions, asked_of, right = [], [], []
    for row in index.documents():
        text, passages = index.text_by_id(row.id), index.passages_of(row.id)
        for question, quotes in asked.get(Path(row.document).stem, ()):
            found = [match.span() for quote in quotes if (match := re.search(_spaced(quote), text))]
            holding = [
                item.id
                for item in passages
                if any(item.passage.body_start < end and item.passage.body_end > start for start, end in found)
            ]
            if holding:
                questions.append(question)
                asked_of.append(row.id)
                right.append(holding)
    return questions, asked_of, right


def _spaced(quote: str) -> str:
    """A pattern for a stretch whatever stands between its words."""
    return r"\s+".join(re.escape(word) for word in quote.split()) or r"(?!)"
