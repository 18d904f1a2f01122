"""Which domain and objective of a blueprint a fact belongs to: by keywords, headings and nearness of meaning."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.practice.writing.fact import Span
from studyground.corpus.blueprint import Blueprint, Objective
from studyground.ingest.index import Index

HEADING_WEIGHT = 1.5
KEYWORD_WEIGHT = 0.35
LEAST_SCORE = 0.30
NOTHING_IN_COMMON = 0.38
TEXT_CHARACTERS = 400
CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """What is placed: the statement, the headings above it from the outermost in, and where it stands."""

    text: str
    section: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """A domain and one of its objectives; both "" for what no objective of the blueprint covers."""

    domain: str = ""
    objective: str = ""


def place_all(index: Index, blueprint: Blueprint, subjects: Sequence[Subject]) -> list[Place]:
    """The domain and objective of each subject.

    A keyword in the statement or its headings counts by how rare it is among the subjects. Nearness is the cosine between
    the statement under its headings and the objective's text with its keywords. A subject without any keyword must be
    near to be placed at all: an exam does not ask for what its blueprint does not name.

    Args:
        index: Its encoder measures nearness.
        blueprint: The exam.
        subjects: In any order.
    """
    pairs = [(domain.name, objective) for domain in blueprint.domains for objective in domain.objectives]
    if not subjects:
        return []
    hits = _keyword_scores(subjects, [objective for _, objective in pairs])
    near = _cosines(index, subjects, [objective for _, objective in pairs])
    placed: list[Place] = []
    for found, close in zip(hits, near, strict=True):
        score = close + KEYWORD_WEIGHT * found
        best = int(np.argmax(score))
        fits = score[best] >= LEAST_SCORE and (found[best] > 0 or close[best] >= NOTHING_IN_COMMON)
        placed.append(Place(pairs[best][0], pairs[best][1].id) if fits else Place())
    return placed


def _cosines(index: Index, subjects: Sequence[Subject], objectives: Sequence[Objective]) -> NDArray[np.float64]:
    """Subjects × objectives; a subject that is a stored sentence has its vector already."""
    wanted = index.encoder.encode([f"{objective.text} {', '.join(objective.keywords)}" for objective in objectives])
    said = np.zeros((len(subjects), wanted.shape[1]), np.float32)
    rows = _vector_rows(index, {subject.span.document for subject in subjects})
    unknown: list[int] = []
    for at, subject in enumerate(subjects):
        row = rows.get((subject.span.document, subject.span.start))
        if row is None:
            unknown.append(at)
        else:
            said[at] = index.sentence_index.reconstruct(row)
    if unknown:
        said[unknown] = index.encoder.encode([subjects[at].text[:TEXT_CHARACTERS] for at in unknown])
    return np.asarray(said @ wanted.T, dtype=np.float64)


def _vector_rows(index: Index, documents: Collection[str]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for document in documents:
        for row in index.sentences(index.document(document).id):
            if row.vector is not None:
                found[document, row.span.start] = row.vector
    return found


def _keyword_scores(subjects: Sequence[Subject], objectives: Sequence[Objective]) -> NDArray[np.float64]:
    """Subjects × objectives: rarity-weighted keywords found, squashed to 0–1."""
    heads = [" ".join(subject.section[1:]) for subject in subjects]
    rows: dict[str, NDArray[np.float64]] = {}
    for word in {word for objective in objectives for word in objective.keywords}:
        pattern = _pattern(word)
        rows[word] = np.array(
            [
                bool(pattern.search(subject.text)) + HEADING_WEIGHT * bool(pattern.search(head))
                for subject, head in zip(subjects, heads, strict=True)
            ]
        )
    total = np.zeros((len(subjects), len(objectives)))
    for at, objective in enumerate(objectives):
        for word in objective.keywords:
            share = (np.count_nonzero(rows[word]) + 1) / (len(subjects) + 1)
            total[:, at] += np.minimum(rows[word], 2) * -np.log(share) / 4
    return np.asarray(np.tanh(total))


def _pattern(keyword: str) -> re.Pattern[str]:
    """A keyword in the singular or plural, in British or American spelling, with hyphens or spaces between its words."""
    parts = [re.escape(part) for part in re.split(r"[\s\-–]+", keyword.strip())]
    spelt = r"[\s\-–]+".join(re.sub(r"is(?=ation|ing|e\b|ed\b)", "i[sz]", part) for part in parts)
    spelt = re.sub(r"(?<=l)l(?=ing|ed)", "l?", spelt)
    case = re.IGNORECASE if not (keyword.isupper() and len(keyword) <= CAPITALS) else re.RegexFlag(0)
    return re.compile(rf"(?<!\w){spelt}(?:e?s)?(?!\w)", case)
