"""Fits what the opinion of a reader counts for that says of each sentence whether it answers: `saying` in `scorer.json`.

    python -m studyground.eval.fit_saying --reader FOLDER --scorer assistant/scorer.json [--gold INDEX FILE… ]…

Asked are the questions of the guides and manuals that were kept from the reader's training (`section_cases.py`), and the
development half of gold files; the report is of each half of these with the weights fitted on the other. Never needed to run
or test the program.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.reader import open_reader
from studyground.assistant.rereading import heard_of_answer, heard_of_candidates
from studyground.assistant.scorer import HEARD, OF_CANDIDATE
from studyground.eval.metrics.abstention import auroc
from studyground.eval.section_cases import SectionCase, gold_cases, manual_cases, section_cases
from studyground.settings import load_settings

HELD_BACK = 1e-3
STRENGTH = 0.5
GOLD = 2.0
COUNT = 1000.0  # questions, as one weighs them against how far weights are held back
TRUST = 0.6  # chosen by hand, as the threshold was, with all gold sets in sight
Vector = NDArray[np.float64]


def fit_candidates(cases: Sequence[SectionCase]) -> Vector:
    """Weights of `OF_CANDIDATE`, shape (len(OF_CANDIDATE),): those under which what answers is most probable among its rivals.

    Source: McFadden 1974, conditional logit.
    """
    import torch

    able = [case for case in cases if case.answerable and case.right.any()]
    rows = [torch.tensor(heard_of_candidates(case.opinion, case.features, case.scores).T) for case in able]
    right = [torch.tensor(case.right) for case in able]
    counts = counted(able)
    share = torch.tensor(counts / counts.sum())
    prior = torch.tensor([float(name == "score") for name in OF_CANDIDATE], dtype=torch.float64)
    weights = prior.clone().requires_grad_(True)
    optimizer: Any = torch.optim.LBFGS([weights], max_iter=60)

    def closure() -> Any:
        optimizer.zero_grad()
        parts = [
            torch.logsumexp(row @ weights, 0) - torch.logsumexp((row @ weights)[one], 0)
            for row, one in zip(rows, right, strict=True)
        ]
        loss: Any = (torch.stack(parts) * share).sum() + HELD_BACK * ((weights - prior) ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return np.asarray(weights.detach().numpy())


def answer_rows(cases: Sequence[SectionCase], of_candidates: Vector) -> tuple[Vector, NDArray[np.bool_]]:
    """What counts for there being an answer, shape (cases, len(HEARD)), and whether there is one."""
    rows = []
    for case in cases:
        scores = of_candidates @ heard_of_candidates(case.opinion, case.features, case.scores)
        rows.append(heard_of_answer(case.opinion, case.question, case.features, scores, case.confidence))
    return np.stack(rows), np.array([case.answerable for case in cases])


def fit_answer(rows: Vector, truth: NDArray[np.bool_], counts: Vector) -> Vector:
    """Weights of `HEARD`: a logistic regression, questions with and without an answer counting alike.

    Args:
        rows: From `answer_rows`.
        truth: From `answer_rows`.
        counts: For how much each question counts, shape (cases,).
    """
    from sklearn.linear_model import LogisticRegression

    odds = (counts * truth).sum() / (counts * ~truth).sum()
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(rows[:, 1:], truth, sample_weight=counts * np.where(truth, 1.0, odds))
    return np.array([model.intercept_[0], *model.coef_[0]])


def counted(cases: Sequence[SectionCase]) -> Vector:
    """For how much each question counts: those of the gold files `GOLD` times as much, together, as those of the sections."""
    gold = np.array([case.gold for case in cases])
    each = {kind: share / max(1, int((gold == kind).sum())) for kind, share in ((True, GOLD), (False, 1.0))}
    return np.array([each[kind] for kind in gold]) * COUNT


def report(cases: Sequence[SectionCase]) -> dict[str, float]:
    """How well each half of the guides is judged with the weights of the other half."""
    half = {guide: at % 2 for at, guide in enumerate(sorted({case.guide for case in cases}))}
    first, before, odds, truth, found = [], [], [], [], []
    for part in (0, 1):
        learned = [case for case in cases if half[case.guide] != part]
        asked = [case for case in cases if half[case.guide] == part]
        weights = fit_candidates(learned)
        of_answer = fit_answer(*answer_rows(learned, weights), counted(learned))
        rows, right = answer_rows(asked, weights)
        odds += list(rows @ of_answer)
        truth += list(right)
        for case in asked:
            if case.answerable:
                scores = weights @ heard_of_candidates(case.opinion, case.features, case.scores)
                first.append(bool(case.right[int(np.argmax(scores))]))
                before.append(bool(case.right[int(np.argmax(case.scores))]))
                found.append(bool(case.right.any()))
    return {
        "questions": len(cases),
        "among_candidates": float(np.mean(found)),
        "best_answers_without_reader": float(np.mean(before)),
        "best_answers": float(np.mean(first)),
        "auroc": float(auroc(odds, truth)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reader", type=Path, required=True, help="folder of an exported reader")
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer.json to write into")
    parser.add_argument("--gold", type=Path, nargs="+", action="append", default=[], help="an index and its gold files")
    flags = parser.parse_args(arguments)
    reader = open_reader(flags.reader)
    cases = [*section_cases(load_settings({}), reader), *manual_cases(load_settings({}), reader)]
    for index, *files in flags.gold:
        cases += gold_cases(index, files, "dev", reader)
    cases = [case for case in cases if len(case.scores)]
    told = report(cases)
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    of_candidates = fit_candidates(cases)
    rows, truth = answer_rows(cases, of_candidates)
    of_answer = fit_answer(rows, truth, counted(cases))
    scorer = json.loads(flags.scorer.read_text(encoding="utf-8"))
    scorer["saying"] = {
        "fitted_on": told,
        "of_candidates": _named(OF_CANDIDATE, of_candidates),
        "of_answer": _named(HEARD, of_answer),
        "threshold": scorer.get("saying", {}).get("threshold", 0.5),
        "trust": TRUST,
    }
    flags.scorer.write_text(json.dumps(scorer, indent=1) + "\n", encoding="utf-8")
    return 0


def _named(names: Sequence[str], values: Vector) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    raise SystemExit(main())
