"""Fits the judge that says how likely a sentence is supported by its source: a logistic regression on labelled claims.

    python -m studyground.eval.fit_support FOLDER_OF_LABELLED_CLAIMS

The folder holds JSON lines, plain or .xz, with "claim", "passage" and "label" (supported, contradicted, not_supported,
neutral). Claims that break a rule are left out, as they never reach the judge.
"""

import argparse
import json
import lzma
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.language_model.verification import broken_rule
from studyground.assistant.language_model.wording_likeness import FEATURES, WEIGHTS, WordVectors, likeness
from studyground.ingest.encoder import load_encoder
from studyground.settings import Settings

SETS = ("cad_nli_train", "cad_nli_dev", "fm2_dev", "begin", "fever_symmetric")
EACH = 1_500
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


def measured(
    rows: Sequence[tuple[str, str, int]], vectors: WordVectors
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The judge's measurements of the claims that break no rule, and their labels."""
    table, labels = [], []
    for claim, passage, label in rows:
        pair = vectors.sentences([claim, passage])
        numbers = likeness(claim, passage, vectors, float(pair[0] @ pair[1]))
        if not broken_rule(claim, passage):
            table.append([numbers[name] for name in FEATURES])
            labels.append(label)
    return np.array(table), np.array(labels)


def ruled(rows: Sequence[tuple[str, str, int]]) -> tuple[float, float]:
    """Shares of unsupported and of supported claims that the rules alone throw out."""
    thrown = [(bool(broken_rule(claim, passage)), label) for claim, passage, label in rows]
    shares = [[float(broken) for broken, label in thrown if label == wanted] for wanted in (0, 1)]
    return float(np.mean(shares[0] or [0.0])), float(np.mean(shares[1] or [0.0]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit on four fifths of every set, print the figures of the last fifth, write the weights."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, roc_auc_score

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--each", type=int, default=EACH)
    given = parser.parse_args(arguments)
    vectors = WordVectors(load_encoder("", Settings(data=given.data).data_folder()))
    parts: list[tuple[str, list[tuple[str, str, int]], list[tuple[str, str, int]]]] = []
    for name in SETS:
        rows = claims(given.folder, name, given.each)
        cut = len(rows) * 4 // 5
        parts.append((name, rows[:cut], rows[cut:]))
    tables = [measured(rows, vectors) for _, rows, _ in parts if rows]
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(np.concatenate([table for table, _ in tables]), np.concatenate([labels for _, labels in tables]))
    figures: dict[str, dict[str, float]] = {}
    for name, _, rest in parts:
        if not rest:
            continue
        table, labels = measured(rest, vectors)
        scores = model.predict_proba(table)[:, 1]
        thrown, lost = ruled(rest)
        every = [0.0 if broken_rule(claim, passage) else -1.0 for claim, passage, _ in rest]
        whole = np.array(every)
        whole[whole < 0] = scores
        figures[name] = {
            "claims": len(rest),
            "auroc": round(float(roc_auc_score([label for *_, label in rest], whole)), 3),
            "auroc_judge_alone": round(float(roc_auc_score(labels, scores)), 3),
            "brier": round(float(brier_score_loss([label for *_, label in rest], whole)), 3),
            "unsupported_thrown_out_by_rules": round(thrown, 3),
            "supported_thrown_out_by_rules": round(lost, 3),
        }
    written = {
        "fitted_on": {name: len(rows) for name, rows, _ in parts},
        "held_out": figures,
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, model.coef_[0], strict=True)},
    }
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(written, indent=1) + "\n")


if __name__ == "__main__":
    main()
