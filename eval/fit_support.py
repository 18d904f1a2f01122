"""Fits the judge that says how likely a sentence is supported by its source: a logistic regression on labelled claims.

    python -m studyground.eval.fit_support FOLDER_OF_LABELLED_CLAIMS --index INDEX_OF_THE_GUIDE --pairs PAIRS.jsonl ...

The folder holds JSON lines, plain or .xz, with "claim", "passage" and "label" (supported, contradicted, not_supported,
neutral). The pairs are sentences of the guide with a true paraphrase and an altered one; every second is kept for the figures.
Claims that break a rule are left out, as they never reach the judge.
"""

import argparse
import json
import lzma
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.language_model.guide_words import GuideWords
from studyground.assistant.language_model.names import names_of_guide
from studyground.assistant.language_model.verification import altered
from studyground.assistant.language_model.wording_likeness import FEATURES, WEIGHTS, WordVectors, likeness
from studyground.ingest.encoder import load_encoder
from studyground.ingest.index import open_index
from studyground.settings import Settings

SETS = ("cad_nli_train", "cad_nli_dev", "fm2_dev", "begin", "fever_symmetric")
EACH = 1_500
BINS = 5
PAIRS_WEIGH = 1.0
Rows = Sequence[tuple[str, str, int]]
LABELS = {"supported": 1, "contradicted": 0, "not_supported": 0, "neutral": 0}


def claims(folder: Path, name: str, most: int) -> list[tuple[str, str, int]]:
    """Claim, passage and whether it is supported, at most so many, drawn evenly and always the same."""
    path = next((path for path in (folder / f"{name}.jsonl.xz", folder / f"{name}.jsonl") if path.exists()), None)
    if path is None:
        return []
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    rows: list[dict[str, Any]] = [json.loads(line) for line in data.decode("utf-8").splitlines() if line]
    kept = [(row["claim"], row["passage"], LABELS[row["label"]]) for row in rows if row.get("label") in LABELS]
    random.Random(name).shuffle(kept)
    return kept[:most]


@dataclass(frozen=True, slots=True)
class Guide:
    """What the rules know of a guide; nothing for claims about something else.

    Args:
        words: Which words it tells apart.
        acronyms: Its acronyms.
        names: Its names in lower case.
    """

    words: GuideWords
    acronyms: Mapping[str, Sequence[str]]
    names: frozenset[str]


def guide_of(folder: Path | None, data: Path | None) -> Guide:
    """Read what the rules need from an index; an empty guide for None."""
    if folder is None:
        return Guide(GuideWords(()), {}, frozenset())
    index = open_index(Settings(index=folder, data=data))
    texts = [text for _, text in index.all_passages()]
    return Guide(GuideWords(texts), index.acronyms, names_of_guide(texts))


def pairs(path: Path) -> list[tuple[str, str, int]]:
    """The paraphrases (supported) and the altered sentences (not) of a file of pairs, in its order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row[key], row["quote"], label) for row in rows for key, label in (("paraphrase", 1), ("altered", 0))]


@dataclass(frozen=True, slots=True)
class Measured:
    """Claims as the judge sees them.

    Args:
        table: Measurements of the claims that break no rule, shape (those claims, features).
        labels: Of those, 1 for supported.
        thrown: Shares of the unsupported and of the supported claims that the rules throw out.
        claims: How many there were.
    """

    table: NDArray[np.float64]
    labels: NDArray[np.int64]
    thrown: tuple[float, float]
    claims: int


def measured(rows: Rows, vectors: WordVectors, guide: Guide) -> Measured:
    """Apply the rules and measure what is left."""
    table, labels = [], []
    thrown: dict[int, list[bool]] = {0: [], 1: []}
    for claim, passage, label in rows:
        said, source = vectors.read([claim, passage])
        problem = altered(said, source, "", guide.words, guide.acronyms, guide.names)
        thrown[label].append(bool(problem))
        if not problem:
            numbers = likeness(said, source)
            table.append([numbers[name] for name in FEATURES])
            labels.append(label)
    shares = (float(np.mean(thrown[0] or [False])), float(np.mean(thrown[1] or [False])))
    return Measured(np.array(table).reshape(-1, len(FEATURES)), np.array(labels, np.int64), shares, len(rows))


def reliability(scores: NDArray[np.float64], labels: NDArray[np.int64], bins: int = BINS) -> list[dict[str, float]]:
    """For each bin of equal width that holds any: how many, the mean probability, the share that is supported."""
    places = np.minimum((scores * bins).astype(int), bins - 1)
    return [
        {
            "claims": int((places == at).sum()),
            "said": round(float(scores[places == at].mean()), 3),
            "supported": round(float(labels[places == at].mean()), 3),
        }
        for at in range(bins)
        if (places == at).any()
    ]


def calibration_error(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Expected calibration error over bins of equal width (Naeini et al. 2015)."""
    rows = reliability(scores, labels)
    return sum(row["claims"] * abs(row["said"] - row["supported"]) for row in rows) / max(len(labels), 1)


def figures(part: Measured, scores: NDArray[np.float64]) -> dict[str, Any]:
    """What is written down of claims that were held out."""
    from sklearn.metrics import brier_score_loss, roc_auc_score

    both = len(set(part.labels.tolist())) == 2
    return {
        "claims": part.claims,
        "reach_the_judge": len(part.labels),
        "auroc_judge": round(float(roc_auc_score(part.labels, scores)), 3) if both else None,
        "brier_judge": round(float(brier_score_loss(part.labels, scores)), 3),
        "ece_judge": round(calibration_error(scores, part.labels), 3),
        "reliability": reliability(scores, part.labels),
        "unsupported_thrown_out_by_rules": round(part.thrown[0], 3),
        "supported_thrown_out_by_rules": round(part.thrown[1], 3),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit on four fifths of every set and on half of the pairs, print the figures of the rest, write the weights."""
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--index", type=Path, default=None)
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    given = parser.parse_args(arguments)
    vectors = WordVectors(load_encoder("", Settings(data=given.data).data_folder()))
    nothing, guide = guide_of(None, given.data), guide_of(given.index, given.data)
    fitted: dict[str, int] = {}
    fit: list[Measured] = []
    weights: list[NDArray[np.float64]] = []
    held: dict[str, Measured] = {}
    for name in SETS:
        rows = claims(given.folder, name, given.each)
        cut = len(rows) * 4 // 5
        if rows:
            fitted[name] = cut
            fit.append(measured(rows[:cut], vectors, nothing))
            held[name] = measured(rows[cut:], vectors, nothing)
            weights.append(np.ones(len(fit[-1].labels)))
    public = sum(len(part.labels) for part in fit)
    halves: dict[int, list[tuple[str, str, int]]] = {0: [], 1: []}
    for path in given.pairs:
        rows = pairs(path)
        for half in (0, 1):
            halves[half] += [row for at, row in enumerate(rows) if at // 2 % 2 == half]
    if halves[0]:
        fitted["pairs_first_half"] = len(halves[0])
        fit.append(measured(halves[0], vectors, guide))
        # What is judged in use is sentences like these, so together they weigh as much as all the public claims.
        weights.append(np.full(len(fit[-1].labels), PAIRS_WEIGH * max(public, 1) / max(len(fit[-1].labels), 1)))
        held["pairs_second_half"] = measured(halves[1], vectors, guide)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(
        np.concatenate([part.table for part in fit]),
        np.concatenate([part.labels for part in fit]),
        sample_weight=np.concatenate(weights),
    )
    written = {
        "fitted_on": fitted,
        "held_out": {
            name: figures(part, model.predict_proba(part.table)[:, 1])
            for name, part in held.items()
            if len(part.labels)
        },
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, model.coef_[0], strict=True)},
    }
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(written, indent=1) + "\n")


if __name__ == "__main__":
    main()
