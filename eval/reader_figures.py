"""What a reader is worth: answers, abstention and support on labelled windows, each with a bootstrap interval."""

import random
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from studyground.eval.bootstrap import Interval, Resampler, interval, mean_interval
from studyground.eval.metrics.abstention import auroc, balanced_accuracy
from studyground.eval.metrics.answers import exact_match, token_f1
from studyground.eval.reader_claims import sentence_spans
from studyground.eval.reader_data import LABELS, MAX_TOKENS, SUPPORTED, TOKEN, UNKNOWN, Window, read_rows
from studyground.eval.reader_model import Reading, read_windows

DRAWS = 1_000
LINE = re.compile(r"[^\n]+")
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become probabilities and decisions; fitted on held-out windows of the training files only.

    Args:
        answerable: Bias, weight of the answerable log-odds, weight of the span margin.
        answerable_threshold: Probability from which a passage counts as answering.
        support: Bias and weight of the log-odds of supported.
        support_threshold: Probability from which a claim counts as supported.
    """

    answerable: tuple[float, float, float]
    answerable_threshold: float
    support: tuple[float, float]
    support_threshold: float


def answerable_probability(reading: Reading, calibration: Calibration) -> float:
    """Probability that the passage answers the question."""
    bias, odds, margin = calibration.answerable
    return _sigmoid(bias + odds * reading.answerable + margin * reading.span_margin)


def support_probability(reading: Reading, calibration: Calibration) -> float:
    """Probability that the passage supports the claim."""
    bias, weight = calibration.support
    return _sigmoid(bias + weight * _odds(reading.support[0]))


def calibrate(held: Sequence[Window], found: Sequence[Reading]) -> Calibration:
    """Fit both scores on held-out windows, and the thresholds that give the best balanced accuracy there."""
    asked = [(w.answerable, r) for w, r in zip(held, found, strict=True) if w.answerable != UNKNOWN]
    claims = [(w.support == SUPPORTED, r) for w, r in zip(held, found, strict=True) if w.support != UNKNOWN]
    first = fit_logistic([[r.answerable, r.span_margin] for _, r in asked], [label for label, _ in asked])
    second = fit_logistic([[_odds(r.support[0])] for _, r in claims], [label for label, _ in claims])
    draft = Calibration((first[0], first[1], first[2]), 0.5, (second[0], second[1]), 0.5)
    return replace(
        draft,
        answerable_threshold=best_threshold(
            [answerable_probability(r, draft) for _, r in asked], [bool(label) for label, _ in asked]
        ),
        support_threshold=best_threshold([support_probability(r, draft) for _, r in claims], [ok for ok, _ in claims]),
    )


def fit_logistic(rows: Sequence[Sequence[float]], labels: Sequence[float]) -> tuple[float, ...]:
    """Bias and weights of a logistic regression, slightly held back, by Newton's method. Source: IRLS."""
    features = np.column_stack([np.ones(len(rows)), np.array(rows, dtype=float)])
    wanted, weights = np.array(labels, dtype=float), np.zeros(features.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (wanted - chance) - 1e-2 * weights
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + 1e-2 * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return tuple(float(value) for value in weights)


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The threshold with the best balanced accuracy: a score at or above it says yes."""
    seen = np.unique(scores)
    seen = seen if len(seen) <= 200 else np.unique(np.quantile(seen, np.linspace(0, 1, 201)))
    candidates = (seen[1:] + seen[:-1]) / 2 if len(seen) > 1 else seen
    worth = [balanced_accuracy([s >= t for s in scores], labels) or 0.0 for t in candidates]
    return float(candidates[int(np.argmax(worth))])


def dev_figures(held: Sequence[Window], readings: Sequence[Reading]) -> dict[str, float]:
    """EM and F1 of answerable questions, AUROC of answerable and of support, over all and by kind, without intervals.

    Args:
        held: Questions and claims mixed.
        readings: One a window, in their order.
    """
    found = list(zip(held, readings, strict=True))
    spans = [(r.text, [w.passage[slice(*w.answer)]]) for w, r in found if w.answerable == 1 and w.answer]
    asked = [(w, answerable_score(r)) for w, r in found if w.answerable != UNKNOWN]
    claims = [(w, r.support[0]) for w, r in found if w.support != UNKNOWN]

    def answered(kinds: tuple[str, ...]) -> float:
        part = [(s, w.answerable == 1) for w, s in asked if not kinds or w.kind in kinds]
        return float(auroc([s for s, _ in part], [label for _, label in part]))

    def backed(kinds: tuple[str, ...]) -> float:
        part = [(s, w.support == SUPPORTED) for w, s in claims if not kinds or w.kind in kinds]
        return float(auroc([s for s, _ in part], [label for _, label in part]))

    return {
        "em": float(np.mean([exact_match(*pair) for pair in spans])) if spans else float("nan"),
        "f1": float(np.mean([token_f1(*pair) for pair in spans])) if spans else float("nan"),
        "answerable_auroc": answered(()),
        "support_auroc": backed(()),
        **{f"auroc_{k}": answered(("squad", k)) for k in ("squad_unanswerable", "other_paragraph", "answer_cut_out")},
        **{f"support_auroc_{k}": backed((k,)) for k in ("claims", "fm2", "fever_symmetric", "begin")},
        "said_first": said_first(held, readings),
    }


def said_first(held: Sequence[Window], readings: Sequence[Reading]) -> float:
    """Share of answered questions whose sentence with the highest mean log-odds is one that answers."""
    right = []
    for window, reading in zip(held, readings, strict=True):
        wanted = window.said or ((window.answer,) if window.answer else ())
        if window.answerable != 1 or not wanted:
            continue
        lines = [
            (at.start() + a, at.start() + b)
            for at in LINE.finditer(window.passage)
            for a, b in sentence_spans(at.group())
        ]
        start, end = max(lines, key=lambda span: reading.said_within(*span))
        right.append(any(start < b and end > a for a, b in wanted))
    return float(np.mean(right)) if right else float("nan")


def answerable_score(reading: Reading) -> float:
    """One score of "this passage answers it" before anything is fitted."""
    return reading.answerable + 0.5 * reading.span_margin


def pieces(query: str, passage: str, like: Window) -> list[Window]:
    """A passage of any length as windows that overlap by a third, each short enough to be read at once."""
    words = [match.span() for match in TOKEN.finditer(passage)]
    room = max(24, int((MAX_TOKENS - 3) / 1.35) - len(TOKEN.findall(query)))
    if len(words) <= room:
        return [replace(like, query=query, passage=passage, answer=None)]
    starts = [*range(0, len(words) - room, room * 2 // 3), len(words) - room]
    return [
        replace(like, query=query, passage=passage[words[at][0] : words[at + room - 1][1]], answer=None)
        for at in starts
    ]


def question_figures(
    folder: Path, run: Any, tokenizer: Any, calibration: Calibration, count: int
) -> dict[str, Interval]:
    """EM, F1 and answerable AUROC on the SQuAD 2.0 development questions; refusing is right where nothing answers.

    Args:
        folder: Holds the evaluation files.
        run: As for `read_windows`.
        tokenizer: As for `read_windows`.
        calibration: Fitted elsewhere.
        count: Questions to read, drawn from a fixed seed; 0 for all.
    """
    rows = _some(read_rows(folder, "squad20_dev"), count)
    like = Window("", "", None, UNKNOWN, UNKNOWN, "squad20_dev", "")
    best = _best_of(
        [pieces(row["question"], row["passage"], like) for row in rows],
        run,
        tokenizer,
        lambda reading: answerable_probability(reading, calibration),
    )
    scores = [answerable_probability(reading, calibration) for reading in best]
    answers = [
        reading.text if score >= calibration.answerable_threshold else ""
        for reading, score in zip(best, scores, strict=True)
    ]
    wanted = [[a["text"] for a in row["answers"]] for row in rows]
    clusters = [row["title"] for row in rows]
    can = [bool(row["answerable"]) for row in rows]
    f1 = [token_f1(answer, right) for answer, right in zip(answers, wanted, strict=True)]
    figures = {
        "em": mean_interval([exact_match(a, w) for a, w in zip(answers, wanted, strict=True)], clusters, DRAWS),
        "f1": mean_interval(f1, clusters, DRAWS),
        "f1_answerable_never_refusing": mean_interval(
            [token_f1(r.text, w) if ok else None for r, w, ok in zip(best, wanted, can, strict=True)], clusters, DRAWS
        ),
        "f1_always_refusing": mean_interval([float(not ok) for ok in can], clusters, DRAWS),
        "answerable_auroc": _auroc_interval(scores, can, clusters),
        "answerable_balanced_accuracy": _balanced_interval(
            [s >= calibration.answerable_threshold for s in scores], can, clusters
        ),
    }
    return {name: value for name, value in figures.items() if value is not None}


def support_figures(
    folder: Path, name: str, run: Any, tokenizer: Any, calibration: Calibration, count: int
) -> dict[str, Interval]:
    """AUROC and balanced accuracy of "supported" against every other label on one set of claims.

    A passage too long to be read at once counts as its best window: a claim is supported where any part supports it.

    Args:
        folder: Holds the evaluation files.
        name: `wice_claim_dev`, `fm2_test`, `cad_nli_test` or `summedits`.
        run: As for `read_windows`.
        tokenizer: As for `read_windows`.
        calibration: Fitted elsewhere.
        count: Claims to read, drawn from a fixed seed; 0 for all.
    """
    rows = _some(read_rows(folder, name), count)
    like = Window("", "", None, UNKNOWN, UNKNOWN, name, "")
    texts = [row["passage"] if "passage" in row else "\n".join(row["evidence"]) for row in rows]
    best = _best_of(
        [pieces(row["claim"], text, like) for row, text in zip(rows, texts, strict=True)],
        run,
        tokenizer,
        lambda reading: reading.support[0],
    )
    scores = [support_probability(reading, calibration) for reading in best]
    labels = [LABELS.get(row["label"]) == SUPPORTED for row in rows]
    return {
        "support_auroc": _auroc_interval(scores, labels, texts),
        "support_balanced_accuracy": _balanced_interval(
            [score >= calibration.support_threshold for score in scores], labels, texts
        ),
    }


def evaluate(folder: Path, run: Any, tokenizer: Any, calibration: Calibration, count: int) -> dict[str, dict[str, Any]]:
    """Every figure on every evaluation set: set name, figure name, value with its interval and number of items."""
    found = {"squad20_dev": question_figures(folder, run, tokenizer, calibration, count)}
    for name in ("wice_claim_dev", "fm2_test", "cad_nli_test", "summedits"):
        found[name] = support_figures(folder, name, run, tokenizer, calibration, count)
    return {name: {key: asdict(value) for key, value in figures.items()} for name, figures in found.items()}


def _some(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    return rows if not count or count >= len(rows) else random.Random(0).sample(rows, count)


def _best_of(
    groups: Sequence[Sequence[Window]], run: Any, tokenizer: Any, score: Callable[[Reading], float]
) -> list[Reading]:
    """The best-scored reading of each group of windows."""
    flat = read_windows(run, tokenizer, [window for group in groups for window in group])
    best, at = [], 0
    for group in groups:
        best.append(max(flat[at : at + len(group)], key=score))
        at += len(group)
    return best


def _auroc_interval(scores: Sequence[float], labels: Sequence[bool], clusters: Sequence[Hashable]) -> Interval:
    drawn = Resampler(clusters, DRAWS).statistics(lambda weights: auroc(scores, labels, weights))
    return interval(float(auroc(scores, labels)), drawn, len(scores))


def _balanced_interval(said: Sequence[bool], labels: Sequence[bool], clusters: Sequence[Hashable]) -> Interval:
    truth = np.array(labels, dtype=float)
    right = (np.array(said, dtype=bool) == np.array(labels, dtype=bool)).astype(float)

    def statistic(weights: Floats) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            ups = (weights @ (right * truth)) / (weights @ truth)
            downs = (weights @ (right * (1 - truth))) / (weights @ (1 - truth))
        return np.asarray((ups + downs) / 2, dtype=np.float64)

    value = balanced_accuracy(said, labels)
    return interval(
        float("nan") if value is None else value, Resampler(clusters, DRAWS).statistics(statistic), len(said)
    )


def _odds(chance: float) -> float:
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.log(chance / (1 - chance)))


def _sigmoid(value: float) -> float:
    return float(1 / (1 + np.exp(-min(max(value, -30.0), 30.0))))
