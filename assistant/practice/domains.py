"""Which domain and objective of a blueprint a fact belongs to: by keywords, headings and nearness of meaning."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.practice.writing.fact import Span
from studyground.corpus.blueprint import Blueprint, Objective
from studyground.ingest.index import Index
from studyground.ingest.terms import terms, tokens

HEADING_WEIGHT = 1.5
KEYWORD_WEIGHT = 0.35
LEAST_SCORE = 0.30
NOTHING_IN_COMMON = 0.38
# By how much the score of a domain must lie above every other's to be told to a learner: where words and meaning agree, where
# there is only the meaning, and where the words speak for another domain than the meaning does.
MARGIN, MARGIN_BY_MEANING, WIDE_MARGIN = 0.05, 0.15, 0.28
LEAST_SENTENCES, NEARER_QUARTER = 20, 0.75
FOREIGN = 0.24  # cosine; fifteen documents on other fields have 0.20 or less, thirty on machine learning and clouds 0.27 or more
TEXT_CHARACTERS = 400
CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """What is placed: the statement, the headings above it from the outermost in, and where it stands.

    `told` marks a case that a guide tells: where a heading above it names a domain, or the cases beside it belong to one,
    that is its domain. A case speaks of much besides what it teaches.
    """

    text: str
    section: tuple[str, ...]
    span: Span
    told: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A domain and one of its objectives; both "" for what no objective of the blueprint covers.

    Where `sure` is not set, it is the nearest, and another is about as near: a question is drawn for it, and not tagged with it.
    """

    domain: str = ""
    objective: str = ""
    sure: bool = True


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
        sure = fits and _sure([name for name, _ in pairs], score, found, close)
        placed.append(Place(pairs[best][0], pairs[best][1].id, sure) if fits else Place())
    scores = near + KEYWORD_WEIGHT * hits
    foreign = _foreign(index, {subject.span.document for subject in subjects}, [objective for _, objective in pairs])
    placed = [Place() if one.span.document in foreign else place for one, place in zip(subjects, placed, strict=True)]
    return _with_cases(placed, subjects, pairs, scores)


def _foreign(index: Index, documents: Collection[str], objectives: Sequence[Objective]) -> set[str]:
    """The documents that are about something else than the blueprint: even what is nearest in them is far from it."""
    wanted = _objective_vectors(index, objectives)
    rows: dict[str, list[int]] = defaultdict(list)
    for (name, _), row in _vector_rows(index, documents).items():
        rows[name].append(row)
    found = set[str]()
    for name, own in rows.items():
        near = (np.stack([index.sentence_index.reconstruct(row) for row in own]) @ wanted.T).max(axis=1)
        if len(own) >= LEAST_SENTENCES and float(np.quantile(near, NEARER_QUARTER)) < FOREIGN:
            found.add(name)
    return found


def _objective_vectors(index: Index, objectives: Sequence[Objective]) -> NDArray[np.float32]:
    return index.encoder.encode([f"{objective.text} {', '.join(objective.keywords)}" for objective in objectives])


def _sure(
    names: Sequence[str], score: NDArray[np.float64], found: NDArray[np.float64], close: NDArray[np.float64]
) -> bool:
    """Whether words and meaning name one domain: by a margin, or, where the meaning is of another, by a wide one."""
    best = names[int(np.argmax(score))]
    own = np.array([name == best for name in names])
    if own.all():
        return True
    margin = float(score[own].max() - score[~own].max())
    agree = close[own].max() >= close.max()
    if not found.any():
        return margin >= MARGIN_BY_MEANING
    return margin >= (MARGIN if agree else WIDE_MARGIN)


def _with_cases(
    placed: list[Place],
    subjects: Sequence[Subject],
    pairs: Sequence[tuple[str, Objective]],
    scores: NDArray[np.float64],
) -> list[Place]:
    """The places, those of cases by their headings and by the cases beside them."""
    beside: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for at, subject in enumerate(subjects):
        if subject.told and placed[at].domain:
            for depth in range(1, len(subject.section)):
                beside[(subject.span.document, *subject.section[:depth])][placed[at].domain] += 1
    names = list(dict.fromkeys(domain for domain, _ in pairs))
    found = list(placed)
    for at, subject in enumerate(subjects):
        if not subject.told:
            continue
        found[at] = replace(placed[at], sure=True)  # it is told for an exam, and belongs somewhere
        domain = next((name for heading in subject.section for name in names if names_domain(heading, name)), "")
        if not domain and not placed[at].domain:
            domain = _most_beside(subject, beside)
        if domain:
            rows = [row for row, (name, _) in enumerate(pairs) if name == domain]
            best = max(rows, key=lambda row: scores[at][row])
            found[at] = Place(domain, pairs[best][1].id)
    return found


def _most_beside(subject: Subject, beside: Mapping[tuple[str, ...], Counter[str]]) -> str:
    """The domain of more than half of the cases under one heading, the outermost that has such a one."""
    for depth in range(1, len(subject.section)):
        counts = beside.get((subject.span.document, *subject.section[:depth]), Counter())
        for name, count in counts.items():
            if 2 * count > sum(counts.values()):
                return name
    return ""


def names_domain(heading: str, name: str) -> bool:
    """Whether a heading, or its part behind a colon, is the name of a domain, or has all but its first words."""
    said, words = tokens(heading.rpartition(": ")[2]), tokens(name)
    if said == words:
        return True
    ends = [words[at:] for at in range(len(words)) if len(terms(" ".join(words[at:]))) > 1]
    return any(said[at : at + len(end)] == end for end in ends for at in range(len(said)))


def _cosines(index: Index, subjects: Sequence[Subject], objectives: Sequence[Objective]) -> NDArray[np.float64]:
    """Subjects × objectives; a subject that is a stored sentence has its vector already."""
    wanted = _objective_vectors(index, objectives)
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
