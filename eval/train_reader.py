"""Train the reader, export it, measure it: `python -m studyground.eval.train_reader --data DIR --out FOLDER`."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studyground.assistant.reader import read_card
from studyground.errors import InputError, StudygroundError
from studyground.eval.reader_card import write_model_card
from studyground.eval.reader_data import training_windows
from studyground.eval.reader_export import (
    Arithmetic,
    export,
    load_weights,
    onnx_runner,
    pairs_a_second,
    parity,
    write_card,
)
from studyground.eval.reader_figures import Calibration, calibrate, dev_figures, evaluate
from studyground.eval.reader_mean import write_mean
from studyground.eval.reader_model import load_tokenizer, read_windows, torch_runner
from studyground.eval.reader_plans import PLANS
from studyground.eval.reader_start import history
from studyground.eval.reader_training import LOG, Plan, deadline_at, train
from studyground.ingest.encoder_export import file_sha256, packaged_model


def export_run(data: Path, out: Path, arithmetic: Arithmetic) -> dict[str, Any]:
    """Export a run's weights to `OUT/export`, calibrate them on the held-out windows, and measure what was exported.

    Args:
        data: The training files, for the held-out windows.
        out: Folder of the run; its last checkpoint serves where it has not ended.
        arithmetic: See `studyground.eval.reader_export.export`.

    Returns:
        The card of the export.
    """
    import torch

    plan, weights = _trained(out)
    torch.set_num_threads(plan["threads"])
    source, folder = packaged_model(), out / "export"
    export(weights, source, folder, arithmetic)
    tokenizer, run = load_tokenizer(source), onnx_runner(folder, plan["threads"])
    _, held = training_windows(data, plan["seed"], plan["share"])
    found = read_windows(run, tokenizer, held)
    trained = load_weights(weights, source)
    known = {
        "arithmetic": arithmetic,
        "history": _history(out),
        "weights_sha256": file_sha256(weights),
        "calibration": asdict(calibrate(held, found)),
        "held_out": dev_figures(held, found),
        "parity": parity(trained, run, tokenizer, held[:300]),
        "pairs_a_second": {
            "of 200 tokens": pairs_a_second(run),
            "the trained network": pairs_a_second(torch_runner(trained)),
        },
    }
    write_card(folder, known)
    LOG.info("exported: %s", json.dumps(known))
    return read_card(folder)


def evaluate_run(data: Path, out: Path, count: int) -> dict[str, Any]:
    """Measure a run's export on the evaluation files and write `OUT/export/figures.json`.

    Args:
        data: The evaluation files.
        out: Folder of the run, exported before.
        count: Rows of each set, 0 for all.
    """
    folder = out / "export"
    calibration = Calibration(**read_card(folder)["calibration"])
    found = evaluate(data, onnx_runner(folder), load_tokenizer(folder), calibration, count)
    (folder / "figures.json").write_text(json.dumps({"rows_a_set": count, "sets": found}, indent=1), encoding="utf-8")
    for name, figures in found.items():
        for figure, v in figures.items():
            LOG.info("%s %s %.3f [%.3f, %.3f] n=%d", name, figure, v["value"], v["low"], v["high"], v["n"])
    return found


def _history(out: Path) -> list[dict[str, Any]]:
    """The runs behind a run's weights; [] while it has not ended."""
    told = out / "run.json"
    return history(json.loads(told.read_text(encoding="utf-8"))) if told.is_file() else []


def _trained(out: Path) -> tuple[dict[str, Any], Path]:
    """The plan of a run and its best weights so far."""
    for state, weights in (
        ("run.json", "reader.safetensors"),
        ("checkpoint/state.json", "checkpoint/model.safetensors"),
    ):
        if (out / state).is_file() and (out / weights).is_file():
            plan: dict[str, Any] = json.loads((out / state).read_text(encoding="utf-8"))["plan"]
            return plan, out / weights
    raise InputError(f"{out} holds no trained reader.", "Train one first, with --steps or --deadline.")


def _log_to(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    LOG.setLevel(logging.INFO)
    form = logging.Formatter("%(asctime)s %(message)s")
    for handler in (logging.FileHandler(out / "progress.log"), logging.StreamHandler(sys.stderr)):
        handler.setFormatter(form)
        LOG.addHandler(handler)


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line and do what it asks; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m studyground.eval.train_reader", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of labelled data: for --evaluate the evaluation files")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=0, help="batches until the end")
    parser.add_argument("--deadline", default="", help="UTC time at which the run ends, in place of --steps")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0, help="share of the data plan, for a short trial")
    parser.add_argument("--mix", choices=sorted(PLANS), default="all", help="how much of each kind of data")
    parser.add_argument("--start", default="", help="reader.safetensors of a run, or a reader.onnx, to begin with")
    parser.add_argument("--arithmetic", choices=("float", "int8"), default="float", help="of the export")
    parser.add_argument("--rows", type=int, default=2000, help="rows of each set that --evaluate reads, 0 for all")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--export", action="store_true", help="write OUT/export from the run in OUT, and calibrate it")
    action.add_argument("--evaluate", action="store_true", help="measure OUT/export on the evaluation files")
    action.add_argument("--card", action="store_true", help="write OUT/export/MODEL_CARD.md")
    action.add_argument("--mean", type=Path, nargs=2, metavar=("EARLIER", "LATER"), help="of two runs' weights, to OUT")
    parser.add_argument("--later-weighs", type=float, default=0.5, help="how much LATER counts in the mean, 0 to 1")
    chosen = parser.parse_args(arguments)
    if chosen.data is None and not (chosen.card or chosen.mean):
        parser.error("--data is needed")
    # threads that wait for each other must sleep: on a busy machine a waiting one would keep the other from its core
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        _log_to(chosen.out)
        if chosen.export:
            export_run(chosen.data, chosen.out, chosen.arithmetic)
        elif chosen.evaluate:
            evaluate_run(chosen.data, chosen.out, chosen.rows)
        elif chosen.card:
            write_model_card(chosen.out)
        elif chosen.mean:
            write_mean(chosen.mean[0], chosen.mean[1], chosen.out, chosen.later_weighs)
        else:
            deadline = deadline_at(chosen.deadline, datetime.now(UTC)) if chosen.deadline else 0.0
            plan = Plan(
                chosen.seed,
                chosen.steps,
                deadline,
                chosen.rate,
                chosen.head_rate,
                chosen.batch,
                chosen.threads,
                share=chosen.share,
                mix=chosen.mix,
                start=chosen.start,
            )
            train(chosen.data, chosen.out, plan)
    except StudygroundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
