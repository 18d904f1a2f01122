"""The reader's training loop: warm up, go down to zero by a deadline or a number of steps, go on from checkpoints."""

import json
import logging
import os
import platform
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.eval.reader_data import Window, training_windows
from studyground.eval.reader_figures import dev_figures
from studyground.eval.reader_model import (
    arrays,
    batches,
    build,
    encode,
    load_tokenizer,
    losses,
    read_windows,
    torch_runner,
)
from studyground.eval.reader_start import begin_from, runs_before, starting_weights
from studyground.ingest.encoder_export import packaged_model

LOG = logging.getLogger("studyground.reader")
WARM_UP = 0.06
PROGRESS_EVERY = 25
DEV_LOOK = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is trained.

    Args:
        seed: Of the windows, their order and the new heads.
        steps: Batches until the learning rate is zero; 0 when a deadline ends the run.
        deadline: Epoch seconds at which the learning rate is zero, whatever the machine did until then; 0.0 for none.
        rate: Peak learning rate of the encoder.
        head_rate: Peak learning rate of the heads, which start from nothing.
        batch: Windows a step.
        threads: Of torch.
        checkpoint_s: Seconds between checkpoints.
        evaluate_s: Seconds between looks at the held-out windows.
        share: Share of the data plan to make windows of.
        mix: Name of the data plan, see `studyground.eval.reader_plans.PLANS`.
        start: Weights of an earlier run or export to begin with; "" begins with the encoder's.
    """

    seed: int = 7
    steps: int = 0
    deadline: float = 0.0
    rate: float = 2e-4
    head_rate: float = 1e-3
    batch: int = 32
    threads: int = 2
    checkpoint_s: float = 240.0
    evaluate_s: float = 600.0
    share: float = 1.0
    mix: str = "all"
    start: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands.

    Args:
        step: Batches done.
        epoch: From 0.
        at: Batches done of this epoch.
        examples: Windows read.
        started: Epoch seconds at which the first step began.
        trained_s: Seconds spent in steps, evaluation left out.
    """

    step: int = 0
    epoch: int = 0
    at: int = 0
    examples: int = 0
    started: float = 0.0
    trained_s: float = 0.0


def rate_at(done: float) -> float:
    """Share of the peak learning rate when a share of the run is done: up in a line, then down in a line to zero."""
    done = min(max(done, 0.0), 1.0)
    return done / WARM_UP if done < WARM_UP else (1 - done) / (1 - WARM_UP)


def has_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself: three times as many windows a second there, far fewer elsewhere."""
    import torch

    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def share_done(plan: Plan, progress: Progress, now: float) -> float:
    """How much of the run is over, by the clock where there is a deadline and by steps where there is none."""
    if plan.deadline:
        return (now - progress.started) / max(1.0, plan.deadline - progress.started)
    return progress.step / max(1, plan.steps)


def train(folder: Path, out: Path, plan: Plan) -> Any:
    """Train to the end of the plan, from the last checkpoint in the output folder where there is one.

    Args:
        folder: The labelled data.
        out: Checkpoints, `progress.log`, `dev.jsonl` and at last `reader.safetensors` are written here.
        plan: See there.

    Returns:
        The trained network.

    Raises:
        InputError: The data or the weights to start from are missing, the plan has no end, or the checkpoint is of
            another plan.
    """
    import torch

    if bool(plan.steps) == bool(plan.deadline):
        raise InputError("A run needs an end.", "Give either --steps or --deadline.")
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    source = packaged_model()
    tokenizer = load_tokenizer(source)
    windows, _ = training_windows(folder, plan.seed, plan.share, plan.mix)
    _, held = training_windows(folder, plan.seed, plan.share)  # the same ones whatever the mix, to be compared
    LOG.info(
        "windows: %d to learn from %s; %d held out", len(windows), dict(Counter(w.kind for w in windows)), len(held)
    )
    encoded = encode(tokenizer, windows)
    halved = has_bfloat16()
    # torch's fused attention goes back through bfloat16 more slowly than the plain products do
    model = build(source, "eager" if halved else "sdpa")
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    groups = [{"params": body, "peak": plan.rate}, {"params": heads, "peak": plan.head_rate}]
    optimizer = torch.optim.AdamW(groups, lr=plan.rate, weight_decay=0.01, fused=True)
    progress = _resume(out, plan, model, optimizer)
    if progress is None:
        progress = Progress(started=time.time())
        if plan.start:
            begin_from(model, starting_weights(Path(plan.start)))
    last_saved = last_looked = time.time()
    sums: Counter[str] = Counter()
    seen, since = 0, time.time()
    while share_done(plan, progress, time.time()) < 1:
        for number, batch in enumerate(batches(encoded, plan.batch, plan.seed + progress.epoch)):
            if number < progress.at:
                continue
            began = time.time()
            done = share_done(plan, progress, began)
            if done >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate_at(done)
            model.train()
            inputs = {name: torch.from_numpy(value) for name, value in arrays(batch).items()}
            with torch.autocast("cpu", torch.bfloat16, enabled=halved):
                outputs = model(**inputs)
            parts = losses([one.float() for one in outputs], batch, inputs)
            optimizer.zero_grad(set_to_none=True)
            sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            sums.update({name: float(value.detach()) for name, value in parts.items()})
            seen += len(batch)
            progress = Progress(
                progress.step + 1,
                progress.epoch,
                number + 1,
                progress.examples + len(batch),
                progress.started,
                progress.trained_s + time.time() - began,
            )
            if progress.step % PROGRESS_EVERY == 0:
                means = " ".join(f"{name} {value / PROGRESS_EVERY:.3f}" for name, value in sums.items())
                pace = seen / max(1e-9, time.time() - since)
                LOG.info(
                    "step %d examples %d done %.3f %s, %.1f examples/s",
                    progress.step,
                    progress.examples,
                    done,
                    means,
                    pace,
                )
                sums.clear()
                seen, since = 0, time.time()
            if time.time() - last_saved > plan.checkpoint_s:
                _checkpoint(out, plan, progress, model, optimizer)
                last_saved = time.time()
            if time.time() - last_looked > plan.evaluate_s:
                _look(out, model, tokenizer, held[:DEV_LOOK], progress)
                last_looked = time.time()
        else:
            progress = Progress(
                progress.step, progress.epoch + 1, 0, progress.examples, progress.started, progress.trained_s
            )
            LOG.info("epoch %d over", progress.epoch)
            continue
        break
    _checkpoint(out, plan, progress, model, optimizer)
    _save_weights(model, out / "reader.safetensors")
    figures = _look(out, model, tokenizer, held, progress)
    _write_run(out, plan, progress, windows, figures)
    return model


def _look(out: Path, model: Any, tokenizer: Any, held: Sequence[Window], progress: Progress) -> dict[str, float]:
    figures = dev_figures(held, read_windows(torch_runner(model), tokenizer, held))
    LOG.info("held out (%d windows): %s", len(held), " ".join(f"{k} {v:.3f}" for k, v in figures.items()))
    with (out / "dev.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({**asdict(progress), **figures}) + "\n")
    return figures


def _checkpoint(out: Path, plan: Plan, progress: Progress, model: Any, optimizer: Any) -> None:
    """Everything a run needs to go on, the old checkpoint staying until the new one is whole."""
    import torch

    new = out / "checkpoint.new"
    new.mkdir(parents=True, exist_ok=True)
    _save_weights(model, new / "model.safetensors")
    torch.save(optimizer.state_dict(), new / "optimizer.pt")
    state = {"plan": asdict(plan), "progress": asdict(progress)}
    (new / "state.json").write_text(json.dumps(state, indent=1), encoding="utf-8")
    old, current = out / "checkpoint.old", out / "checkpoint"
    shutil.rmtree(old, ignore_errors=True)
    if current.exists():
        current.rename(old)
    new.rename(current)
    shutil.rmtree(old, ignore_errors=True)


def _resume(out: Path, plan: Plan, model: Any, optimizer: Any) -> Progress | None:
    """Load the last checkpoint into the model and the optimizer; None where there is none."""
    import torch
    from safetensors.torch import load_file

    place = next((p for p in (out / "checkpoint", out / "checkpoint.old") if (p / "state.json").is_file()), None)
    if place is None:
        return None
    state = json.loads((place / "state.json").read_text(encoding="utf-8"))
    planned = asdict(Plan()) | state["plan"]  # a checkpoint may be older than some of a plan's parts
    for name in ("seed", "batch", "share", "mix", "start"):
        if planned[name] != getattr(plan, name):
            raise InputError(
                f"{place} was trained with --{name} {planned[name]}.", "Give the same, or another --out folder."
            )
    model.load_state_dict(load_file(str(place / "model.safetensors")))
    optimizer.load_state_dict(torch.load(place / "optimizer.pt", weights_only=True))
    progress = Progress(**state["progress"])
    LOG.info("going on from step %d", progress.step)
    return progress


def _save_weights(model: Any, path: Path) -> None:
    from safetensors.torch import save_file

    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, str(path))


def _write_run(out: Path, plan: Plan, progress: Progress, windows: Sequence[Window], figures: dict[str, float]) -> None:
    """What a model card needs to say of the run."""
    run = {
        "plan": asdict(plan),
        "progress": asdict(progress),
        "before": runs_before(Path(plan.start)) if plan.start else [],
        "windows": dict(Counter(w.kind for w in windows)),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
        "held_out": figures,
    }
    (out / "run.json").write_text(json.dumps(run, indent=1), encoding="utf-8")
    LOG.info("trained: %d examples in %d steps", progress.examples, progress.step)


def _machine() -> str:
    import torch

    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    numbers = "products in bfloat16" if has_bfloat16() else "float32"
    return f"{name}, {os.cpu_count()} cores, torch {torch.__version__}, {numbers}, no GPU used"


def deadline_at(text: str, now: datetime) -> float:
    """Epoch seconds of a time of day in UTC ("05:35", the next one) or of an ISO date and time.

    Raises:
        InputError: It is neither.
    """
    try:
        if len(text) <= 5:
            clock = datetime.strptime(text, "%H:%M")
            day = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
            return (day if day > now else day + timedelta(days=1)).timestamp()
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"'{text}' is not a time.", "Write --deadline 05:35 or 2026-01-31T05:35 (UTC).") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
