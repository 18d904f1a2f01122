"""The reader's model card: what it is, what it learned from under which licences, how, and what it is worth."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from studyground.assistant.reader import read_card
from studyground.errors import InputError
from studyground.eval.reader_data import LICENCES, MAX_TOKENS
from studyground.eval.reader_manuals import manuals
from studyground.eval.reader_start import history

FIGURE_NAMES = {
    "em": "exact match, refusals counted",
    "f1": "F1, refusals counted",
    "f1_answerable_never_refusing": "F1 on answerable questions, never refusing",
    "f1_always_refusing": "F1 of always refusing (baseline)",
    "answerable_auroc": "AUROC, answerable against not",
    "answerable_balanced_accuracy": "balanced accuracy, answerable against not",
    "support_auroc": "AUROC, supported against not",
    "support_balanced_accuracy": "balanced accuracy, supported against not",
}


def write_model_card(out: Path) -> Path:
    """Write `MODEL_CARD.md` beside an export from what the run, the export and the evaluation wrote down.

    Args:
        out: Folder of the run.

    Raises:
        InputError: The run has not ended.
        ReaderError: Nothing was exported.
    """
    run = _json(out / "run.json")
    if run is None:
        raise InputError(f"The run in {out} has not ended.", "Wait for it, then write the card.")
    card = read_card(out / "export")
    figures = _json(out / "export" / "figures.json")
    path = out / "export" / "MODEL_CARD.md"
    path.write_text(model_card(run, card, figures), encoding="utf-8")
    return path


def model_card(run: dict[str, Any], card: dict[str, Any], figures: dict[str, Any] | None) -> str:
    """The card's Markdown.

    Args:
        run: `run.json` of a run that has ended.
        card: `card.json` of its export.
        figures: `figures.json` of its evaluation, or None when it was not evaluated.
    """
    progress, plan = run["progress"], run["plan"]
    speed = ", ".join(f"{name}: {value:.1f}" for name, value in card["pairs_a_second"].items())
    parts = [
        "# The reader",
        "A cross-encoder that reads a question or claim together with a passage, once, and gives the span that "
        "answers, how likely the passage is to answer at all, and whether it supports the claim, contradicts it or "
        "does neither.",
        "## Shape",
        _table(
            ["what", "value"],
            [
                ["started from", "all-MiniLM-L6-v2 (Apache 2.0): 6 layers, width 384, word embeddings frozen"],
                ["longest pair", f"{MAX_TOKENS} tokens while learning"],
                ["file", f"reader.onnx, {card['model_bytes']:,} bytes, SHA-256 `{card['model_sha256']}`"],
                ["weights", f"eight bits a weight, arithmetic: {card['arithmetic']}"],
                ["pairs read in a second when exported", speed],
            ],
        ),
        "## Training",
        _table(
            ["what", "value"],
            [
                ["steps", f"{progress['step']:,} of {plan['batch']} windows ({progress['examples']:,} windows read)"],
                ["seed", str(plan["seed"])],
                ["optimiser", f"AdamW, peak rate {plan['rate']} (heads {plan['head_rate']}), linear up and down"],
                ["time in steps", f"{progress['trained_s'] / 60:.0f} minutes, stops and resumptions left out"],
                ["machine", run["machine"]],
                ["ended", run["ended"]],
            ],
        ),
        *_earlier(run),
        "## Data",
        _table(
            ["file", "licence"], [*LICENCES.items(), ("eval/written in the repository", "as the program"), *_manuals()]
        ),
        "Windows made from them, one epoch:",
        _table(["kind", "windows"], [[kind, f"{count:,}"] for kind, count in sorted(run["windows"].items())]),
        "Articles are held out whole. No row of an evaluation set was learned from or used to choose a threshold.",
        "## Held-out windows of the training files",
        _table(["figure", "value"], [[name, f"{value:.3f}"] for name, value in card["held_out"].items()]),
        "## Evaluation sets, with 95 % bootstrap intervals over documents",
        _evaluation(figures),
        "## Limits",
        "English only. It was taught on encyclopedia paragraphs, privacy policies, medical pages, stories, short "
        "image captions, invented study guides and manuals of software; on anything else its probabilities are less "
        "well calibrated. It compares texts and knows nothing: what a passage says falsely, it supports. Claims altered by rule "
        "(a number, name, word or negation) are easier than those that people write.",
    ]
    return "\n\n".join(parts) + "\n"


def _manuals() -> list[tuple[str, str]]:
    """The manuals whose passages are kept, with their licences; the questions about them are the program's."""
    rows = (*manuals("reader"), *manuals("scorer"), *manuals("test"))
    of_licence = {row["licence"]: [one["guide"] for one in rows if one["licence"] == row["licence"]] for row in rows}
    return [(f"eval/written/manuals.jsonl.xz: {', '.join(names)}", licence) for licence, names in of_licence.items()]


def _earlier(run: dict[str, Any]) -> list[str]:
    runs = history(run)
    if len(runs) == 1:
        return []
    names = ["windows", "mix", "rate", "seed", "minutes", "ended"]
    told = (
        f"It was trained {len(runs)} times, each time from the weights of the time before; the table above is the last."
    )
    mean = run.get("mean_with")
    averaged = (
        "Its weights are the mean of those after the last time and those after the time that ended at "
        f"{mean['ended']}, the former counting {mean.get('later_weighs', 0.5):.2f} (Wortsman et al. 2022, arXiv:2109.01903)."
        if mean
        else ""
    )
    return [
        told,
        _table(names, [[str(one[name]) for name in names] for one in runs]),
        *([averaged] if averaged else []),
    ]


def _evaluation(figures: dict[str, Any] | None) -> str:
    if figures is None:
        return "Not evaluated."
    rows = [
        [name, FIGURE_NAMES.get(key, key), f"{v['value']:.3f}", f"{v['low']:.3f} to {v['high']:.3f}", str(v["n"])]
        for name, found in figures["sets"].items()
        for key, v in found.items()
    ]
    return _table(["set", "figure", "value", "interval", "n"], rows)


def _table(head: list[str], rows: Sequence[Sequence[str]]) -> str:
    lines: list[Sequence[str]] = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _json(path: Path) -> dict[str, Any] | None:
    """A JSON object, or None where there is no such file."""
    if not path.is_file():
        return None
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path} is not JSON.", "Run again what writes it.") from error
    return found
