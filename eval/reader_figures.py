"""What a reader is worth: answers, abstention and support on labelled windows, each with a bootstrap interval."""

import re
import string
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from studyground.eval.reader_data import SUPPORTED, UNKNOWN, Window
from studyground.eval.reader_model import Reading, read_windows


def normal_answer(text: str) -> str:
    """Lower case, no punctuation, no articles, single spaces. Source: the SQuAD 2.0 evaluation."""
    text = "".join(ch for ch in text.lower() if ch not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", text).split())


def answer_f1(given: str, wanted: str) -> float:
    """F1 of the words of two answers; two empty ones agree. Source: the SQuAD 2.0 evaluation."""
    a, b = normal_answer(given).split(), normal_answer(wanted).split()
    if not a or not b:
        return float(a == b)
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores above a negative, ties half; NaN where either is empty. Source: Mann-Whitney U."""
    if not positive or not negative:
        return float("nan")
    _, place, many = np.unique(np.array([*positive, *negative], dtype=float), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(many) - (many - 1) / 2)[place]
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def answerable_score(reading: Reading) -> float:
    """One score of "this passage answers it" from the two signs of it."""
    return reading.answerable + 0.5 * reading.span_margin


def dev_figures(run: Any, tokenizer: Any, held: Sequence[Window]) -> dict[str, float]:
    """EM and F1 of answerable questions, AUROC of answerable, AUROC of support, on held-out windows.

    Args:
        run: As for `read_windows`.
        tokenizer: As for `read_windows`.
        held: Questions and claims mixed.
    """
    found = list(zip(held, read_windows(run, tokenizer, held), strict=True))
    spans = [(r.text, w.passage[slice(*w.answer)]) for w, r in found if w.answerable == 1 and w.answer]
    asked = [(w.answerable, w.kind, r) for w, r in found if w.answerable != UNKNOWN]
    claims = [(w.support == SUPPORTED, w.kind, r.support[0]) for w, r in found if w.support != UNKNOWN]
    yes = [(kind, r) for label, kind, r in asked if label == 1]
    figures = {
        "em": float(np.mean([normal_answer(a) == normal_answer(b) for a, b in spans])) if spans else float("nan"),
        "f1": float(np.mean([answer_f1(a, b) for a, b in spans])) if spans else float("nan"),
        "answerable_auroc": auroc(
            [answerable_score(r) for _, r in yes], [answerable_score(r) for label, _, r in asked if label == 0]
        ),
        "support_auroc": auroc([s for ok, _, s in claims if ok], [s for ok, _, s in claims if not ok]),
    }
    squad = [answerable_score(r) for kind, r in yes if kind == "squad"]
    for kind in ("squad_unanswerable", "other_paragraph", "answer_cut_out"):
        figures[f"auroc_{kind}"] = auroc(squad, [answerable_score(r) for _, k, r in asked if k == kind])
    for kind in ("claims", "fm2", "cad_nli", "begin"):
        figures[f"support_auroc_{kind}"] = auroc(
            [s for ok, k, s in claims if ok and k == kind], [s for ok, k, s in claims if not ok and k == kind]
        )
    return figures
