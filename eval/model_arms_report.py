"""The table of arms with a language model, what is to be read by hand, and what reading it found."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from studyground.errors import InputError
from studyground.eval.bootstrap import DRAWS, Interval, Resampler, interval
from studyground.eval.cluster_statistics import Percentile
from studyground.eval.compare import compare
from studyground.eval.figures import figures
from studyground.eval.model_arms import CHECKED, EXTRACTION
from studyground.eval.results import ItemResult, Run

ROWS = {
    "answer_correct": "answers with every must-have, of all that the guide answers",
    "citation_precision_gold": "citations that are gold evidence",
    "citation_recall_gold": "sentences that rest on gold evidence",
    "citation_precision_scored": "citations that support their sentence, by shared words",
    "citation_recall_scored": "sentences supported by what they cite, by shared words",
    "stated_support": "support as the program states it, mean of shown sentences",
    "unsupported_read": "shown sentences that their citations do not support, read by hand",
    "unsupported_model_read": "the same, of sentences in the model's words only",
    "answered_share": "answered, of all that the guide answers",
    "abstain_recall": "refused, of all that the guide does not answer",
    "abstain_precision": "refusals that were right",
    "abstain_auroc": "AUROC of the confidence",
    "kept_wording": "answers with a sentence in the model's words",
    "kept_sentences": "shown sentences in the model's words",
    "length_words": "words of an answer",
    "first_sentence_s_p50": "seconds to the first sentence, median",
    "first_sentence_s_p95": "seconds to the first sentence, 95th percentile",
    "total_s_p50": "seconds to the whole answer, median",
    "total_s_p95": "seconds to the whole answer, 95th percentile",
}
"""Measures of the table in its order, with what they say in words."""


@dataclass(frozen=True, slots=True)
class ModelSentence:
    """A sentence in a model's words that an arm showed, with what it cites.

    Args:
        item: Id of the gold item.
        question: What was asked, as it stands alone.
        text: The sentence.
        quotes: The words of its citations, each with the headings above it.
        support: As the program states it.
    """

    item: str
    question: str
    text: str
    quotes: tuple[str, ...]
    support: float

    @property
    def key(self) -> str:
        """Under which a judgement of it is found again: the same words with the same citations."""
        return hashlib.sha256("\n".join([self.text, *self.quotes]).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody who read a sentence and its citations found."""

    supported: bool
    why: str = ""


def model_sentences(run: Run, plain: Run) -> Iterator[ModelSentence]:
    """The sentences of a run that are not extraction's own.

    Args:
        run: Of an arm.
        plain: Of extraction, over the same items.
    """
    own = {item.id: {one["text"] for one in item.given.get("sentences", ())} for item in plain.items}
    for item in run.items:
        cited = {one["n"]: one for one in item.given.get("citations", ())}
        for one in item.given.get("sentences", ()):
            if one["text"] in own[item.id]:
                continue
            quotes = tuple(
                f"({' > '.join(cited[n]['section'][-2:])}) {cited[n]['quote']}" for n in one["citations"] if n in cited
            )
            asked = item.given["standalone_question"]
            yield ModelSentence(item.id, asked, one["text"], quotes, float(one["support"]))


def load_judged(path: Path) -> dict[str, Judged]:
    """Judgements by the key of their sentence: lines of `{"key", "supported", "why"?}`, anything else is carried along.

    Raises:
        InputError: A line has another form.
    """
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line:
            continue
        try:
            record = json.loads(line)
            found[str(record["key"])] = Judged(bool(record["supported"]), str(record.get("why", "")))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"Line {number} of {path} is no judgement of a sentence.") from error
    return found


def to_read(sentences: Sequence[ModelSentence], judged: Mapping[str, Judged]) -> str:
    """Sentences nobody has read yet, as lines to be completed with "supported" and "why" and put to the judgements."""
    rows: dict[str, dict[str, Any]] = {}
    for one in sentences:
        if one.key not in judged:
            rows[one.key] = {"key": one.key, "item": one.item, "question": one.question, "sentence": one.text,
                             "quotes": list(one.quotes), "supported": None, "why": ""}  # fmt: skip
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows.values())


def arm_figures(run: Run, plain: Run, judged: Mapping[str, Judged], draws: int = DRAWS) -> dict[str, Interval]:
    """Every figure of `ROWS` that applies to an arm.

    Args:
        run: Of the arm.
        plain: Of extraction, over the same items.
        judged: What was read; an arm has the figures of reading only when every sentence of the model in it was read.
        draws: Of the bootstrap.
    """
    found = figures(run.items, draws)
    found |= _time_figures(run.items, draws)
    by_item: dict[str, list[ModelSentence]] = {}
    for sentence in model_sentences(run, plain):
        by_item.setdefault(sentence.item, []).append(sentence)
    answered = [item for item in run.items if item.given.get("sentences")]
    clusters = [item.cluster for item in answered]
    rows: dict[str, list[tuple[float, float]]] = {}
    read = by_item and all(one.key in judged for worded in by_item.values() for one in worded)
    for item in answered:
        sentences, worded = item.given["sentences"], by_item.get(item.id, [])
        parts = {
            "stated_support": (sum(float(one["support"]) for one in sentences), len(sentences)),
            "kept_wording": (float(bool(worded)), 1.0),
            "kept_sentences": (len(worded), len(sentences)),
        }
        if read:
            wrong = sum(not judged[one.key].supported for one in worded)
            parts |= {"unsupported_read": (wrong, len(sentences)), "unsupported_model_read": (wrong, len(worded))}
        for name, part in parts.items():
            rows.setdefault(name, []).append(part)
    for name, parts_of in rows.items():
        pairs = np.array(parts_of, dtype=np.float64)
        if pairs[:, 1].sum():
            drawn = Resampler(clusters, draws).ratios(pairs[:, :1], pairs[:, 1:])
            counted = int(pairs[:, 1].sum())
            found[name] = interval(float(pairs[:, 0].sum() / pairs[:, 1].sum()), drawn[:, 0], counted)
    return {name: found[name] for name in ROWS if name in found}


def _time_figures(items: Sequence[ItemResult], draws: int) -> dict[str, Interval]:
    """Percentiles of the times of answers that were given, in seconds."""
    timed = [item for item in items if item.answered and "first_sentence" in item.timings_ms]
    found = {}
    for name, key in (("first_sentence_s", "first_sentence"), ("total_s", "wall_answer")):
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            if timed:
                statistic = Percentile([item.timings_ms[key] / 1000 for item in timed], share)
                drawn = Resampler([item.cluster for item in timed], draws).statistics(statistic)
                found[f"{name}_{label}"] = interval(statistic.whole(), drawn, len(timed))
    return found


def markdown_of(
    runs: Mapping[str, Run], groups: Mapping[str, frozenset[str]], judged: Mapping[str, Judged], draws: int = DRAWS
) -> str:
    """A table a group of items, what is worse than extraction, and the sentences that reading found unsupported.

    Args:
        runs: By arm, extraction among them.
        groups: Ids of the items of each group, by its title.
        judged: What was read.
        draws: Of the bootstrap.
    """
    lines: list[str] = []
    for title, ids in groups.items():
        part = {arm: _only(run, ids) for arm, run in runs.items()}
        plain = part[EXTRACTION]
        columns = {arm: arm_figures(run, plain, judged, draws) for arm, run in part.items()}
        lines += [f"## {title} ({len(plain.items)} questions)", "", "| | " + " | ".join(part) + " |"]
        lines.append("|---|" + "---:|" * len(part))
        for name, words in ROWS.items():
            cells = [_cell(found.get(name)) for found in columns.values()]
            if any(cells):
                lines.append(f"| {words} | " + " | ".join(cells) + " |")
        lines += ["", *_differences(plain, part[CHECKED], draws), ""]
    return "\n".join(lines)


def _differences(plain: Run, checked: Run, draws: int) -> list[str]:
    """Where the checked arm moves away from extraction, in words, times aside."""
    found = [one for one in compare(plain, checked, draws).differences if "_ms_" not in one.name]
    moved = [
        f"`{one.name}` {one.first:.3f} → {one.second:.3f} ({one.change.low:+.3f} to {one.change.high:+.3f}, "
        f"{one.verdict})"
        for one in found
        if abs(one.change.value) > 1e-9
    ]
    still = len(found) - len(moved)
    words = "; ".join(moved) if moved else "none"
    return [f"Checked against extraction, item by item: {still} of {len(found)} measures do not move at all. "
            f"Moved: {words}."]  # fmt: skip


def unsupported_listed(run: Run, plain: Run, judged: Mapping[str, Judged]) -> list[str]:
    """Every shown sentence that was read and found unsupported, with what it cites and why."""
    lines = []
    for one in model_sentences(run, plain):
        verdict = judged.get(one.key)
        if verdict is not None and not verdict.supported:
            quotes = " … ".join(" ".join(quote.split()) for quote in one.quotes)
            lines.append(f"- {one.item}, “{one.text}”, citing “{quotes}”: {verdict.why}")
    return lines


def _only(run: Run, ids: frozenset[str]) -> Run:
    return replace(run, items=tuple(item for item in run.items if item.id in ids))


def _cell(one: Interval | None) -> str:
    return "" if one is None else f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})"
