"""Speed and memory beside the usual tutorial recipe: both in turn, on the same words, in one run; ratios and JSON.

Every measurement is a process of its own. The table goes to stderr, the JSON to stdout and to `--out`.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
REPO = HERE.parent
GUIDE = REPO / "corpus" / "guide"
# Read by the default run where they lie beside the checkout: prose, tables, a course book; no two of them twins.
BESIDE = (
    "docs/aws_emr-release-5x_813KB.md",
    "docs/aws_data-wrangler-transform.md",
    "docs/aws_index.md",
    "docs/aws_linear-learner.md",
    "docs/aws_multi-model-endpoints.md",
    "docs/aws_neo.md",
    "docs/guide_tyler.md",
    "docs/oer_book.html",
    "docs/oer_slides.pptx",
    "docs/aws_pinpoint-dg_big.pdf",
    "seeds",
)
LONG_PDF_PAGES = 400
QUESTION = "How much data per second can a single Kinesis shard take in?"


@dataclass(frozen=True, slots=True)
class Ran:
    """One process: seconds of wall clock, peak resident memory in MB, and the JSON it printed."""

    seconds: float
    peak_mb: float
    printed: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and its target; `met` is None where there is nothing to reach in this run."""

    name: str
    value: float
    unit: str
    target: str
    met: bool | None


def main() -> None:
    """Run everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="guides to read instead of the default ones")
    parser.add_argument("--quick", action="store_true", help="a small input, to see that it runs; targets do not count")
    parser.add_argument("--out", type=Path, help="also write the JSON here")
    given = parser.parse_args()
    inputs = [path.resolve() for path in given.paths] or _default_inputs(given.quick)
    with tempfile.TemporaryDirectory(prefix="studyground-bench-") as scratch:
        result = measure(inputs, Path(scratch), given.quick)
    text = json.dumps(result, indent=2, ensure_ascii=False)
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(text + "\n", encoding="utf-8")
    print(text)
    for figure in result["figures"]:
        met = {True: "met", False: "MISSED", None: ""}[figure["met"]]
        _tell(f"{figure['name']:<42}{figure['value']:>10.3f} {figure['unit']:<12}{figure['target']:<10}{met}")


def _default_inputs(quick: bool) -> list[Path]:
    if quick:
        return sorted(GUIDE.glob("0[13]-*"))
    beside = [REPO.parent / "shared" / name for name in BESIDE]
    return [GUIDE, *(path for path in beside if path.exists())]


def measure(inputs: Sequence[Path], scratch: Path, quick: bool) -> dict[str, Any]:
    """Every measurement, each in its own process, ours and the recipe's in turn.

    Args:
        inputs: Files and folders to ingest.
        scratch: A folder for indexes; the encoder's export is made in it first and reported apart.
        quick: Fewer repetitions and a shorter PDF.
    """
    program, python = _program(scratch / "data"), _python(scratch / "data")
    index, recipe, texts = scratch / "index", scratch / "recipe", scratch / "texts.json"
    load = os.getloadavg()[0]
    _tell("exporting the encoder (once a machine)")
    small = scratch / "small.md"
    small.write_text("# Bees\n\nA strong colony holds about 50,000 workers in June.\n", encoding="utf-8")
    export = program("ingest", small, "--index", scratch / "small", "--json")
    _tell("ingest")
    ours = program("ingest", *inputs, "--index", index, "--json")
    words = python("bench_work.py", "texts", index, texts)
    theirs = python("bench_recipe.py", "ingest", texts, recipe)
    again = program("ingest", *inputs, "--index", index, "--json")
    _tell("asking in a new process")
    asked, asked_without, recipe_asked = [], [], []
    for _ in range(2 if quick else 5):
        asked.append(program("ask", QUESTION, "--index", index, "--json"))
        asked_without.append(program("ask", QUESTION, "--index", index, "--json", reader="none"))
        recipe_asked.append(python("bench_recipe.py", "ask", recipe, QUESTION))
    _tell("asking again and again")
    golds = [path for path in sorted((REPO / "eval" / "gold").glob("*.jsonl")) if not path.stem.startswith("outside")]
    most = 40 if quick else 10_000
    warm = python("bench_work.py", "warm", index, most, *golds)
    warm_without = python("bench_work.py", "warm", index, most, *golds, reader="none")
    _tell("embedding rate")
    rate = python("bench_work.py", "rate", index, 256 if quick else 2048)
    _tell("a long PDF")
    pdf = scratch / "long.pdf"
    pages = write_long_pdf(inputs, pdf, 40 if quick else LONG_PDF_PAGES)
    long_pdf = program("ingest", pdf, "--index", scratch / "long", "--json")
    passages = ours.printed["passages"]
    work, recipe_work = ours.printed["seconds"], theirs.printed["seconds"]
    runs = (asked, asked_without, recipe_asked)
    ask_s, without_s, recipe_ask_s = (median(ran.seconds for ran in some) for some in runs)
    enough = passages >= 5000 and not quick
    figures = [
        _least("ingest, recipe's seconds / ours", recipe_work / work, "x", 2, enough),
        _least("ingest in a new process, recipe / ours", theirs.seconds / ours.seconds, "x", 2, enough),
        _most("unchanged ingest again / first", again.seconds / ours.seconds * 100, "%", 5, enough),
        _least("ask in a new process, recipe / ours", recipe_ask_s / ask_s, "x", 5, enough),
        _most("ask in a new process", ask_s, "s", 1.5, enough),
        _most("ask in a new process, no reader", without_s, "s", 1.5, enough),
        _most("ask, warm, p95", warm.printed["p95_ms"], "ms", 350, enough),
        _most("ask, warm, p95, no reader", warm_without.printed["p95_ms"], "ms", 60, enough),
        _most("ask, peak memory", max(ran.peak_mb for ran in asked), "MB", 400, enough),
        _most(f"ingest of {pages} PDF pages, peak memory", long_pdf.peak_mb, "MB", 1500, pages >= LONG_PDF_PAGES),
        Figure("embedding / float32 matrix product", rate.printed["fraction"], "x", "", None),
    ]
    return {
        "schema": 1,
        "machine": _machine() | {"load_before": load},
        "input": {"paths": [path.name for path in inputs], **words.printed},
        "figures": [asdict(figure) for figure in figures],
        "ingest": {
            "ours": {"passages": passages, "seconds": work, "passages_per_s": passages / work, **_cost(ours)},
            "recipe": {**theirs.printed, "chunks_per_s": theirs.printed["chunks"] / recipe_work, **_cost(theirs)},
            "again": {"seconds": again.printed["seconds"], **_cost(again)},
            "first_time_export": _cost(export),
        },
        "ask": {
            "ours": [_cost(ran) for ran in asked],
            "without_reader": [_cost(ran) for ran in asked_without],
            "recipe": [_cost(ran) for ran in recipe_asked],
            "warm": warm.printed,
            "warm_without_reader": warm_without.printed,
        },
        "long_pdf": {"pages": pages, "passages": long_pdf.printed["passages"], **_cost(long_pdf)},
        "embedding": rate.printed,
    }


def write_long_pdf(inputs: Sequence[Path], out: Path, pages: int) -> int:
    """Join the PDFs among the inputs, over and over, to one of so many pages; the shipped one if there is none.

    Returns:
        How many pages it has.
    """
    from pypdf import PdfReader, PdfWriter

    found = [path for path in inputs if path.suffix == ".pdf"] or sorted(GUIDE.glob("*.pdf"))
    found += sorted(found[0].parent.glob("oer_book.pdf"))
    writer = PdfWriter()
    while len(writer.pages) < pages:
        for path in found:
            if len(writer.pages) < pages:
                writer.append(PdfReader(path), import_outline=False)
    writer.write(out)
    return len(writer.pages)


def _program(data: Path) -> Callable[..., Ran]:
    """The installed program as a learner calls it, with a data folder of its own."""
    script = Path(sys.executable).with_name("studyground")
    return lambda *arguments, reader="": _run([script, *arguments], data, reader)


def _python(data: Path) -> Callable[..., Ran]:
    """One of the scripts beside this one."""
    return lambda script, *arguments, reader="": _run([sys.executable, HERE / script, *arguments], data, reader)


def _run(command: Sequence[object], data: Path, reader: str) -> Ran:
    """Run a process to its end; its peak memory comes from the kernel's own account of it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYGROUND_")}
    ours = {"STUDYGROUND_DATA": str(data), "STUDYGROUND_READER": reader}
    environment = kept | ours | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true"}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command], cwd=data.parent, env=environment, stdout=out, stderr=errors
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if child.returncode:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{errors.read().decode(errors='replace')}")
        printed = json.loads(out.read())
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is bytes there, KiB elsewhere
    return Ran(seconds, usage.ru_maxrss * unit / 1e6, printed)


def _cost(ran: Ran) -> dict[str, float]:
    return {"process_s": ran.seconds, "peak_mb": ran.peak_mb}


def _least(name: str, value: float, unit: str, least: float, counts: bool) -> Figure:
    return Figure(name, value, unit, f">= {least:g}", value >= least if counts else None)


def _most(name: str, value: float, unit: str, most: float, counts: bool) -> Figure:
    return Figure(name, value, unit, f"<= {most:g}", value <= most if counts else None)


def _machine() -> dict[str, Any]:
    from importlib.metadata import version

    packages = ("studyground", "torch", "sentence-transformers", "onnxruntime", "faiss-cpu", "numpy")
    cpu = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        cpu = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), cpu)
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {package: version(package) for package in packages},
    }


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
