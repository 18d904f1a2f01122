"""The commands that measure: eval, eval --set, eval compare."""

import sys
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.ui.streams import is_terminal, tell, write_json

OUTSIDE_GUIDES = "outside_guides"


def eval_command(gold: Sequence[Path], index: Path | None, llm: str | None, report: Path | None, as_json: bool) -> None:
    """Run the program, baselines and controls over gold files; print the figures, write the report."""
    from studyground.assistant.assistant import Assistant
    from studyground.eval.baselines import Bm25, Dense, Tutorial
    from studyground.eval.program import Program, read_collection
    from studyground.eval.report import to_markdown, write_reports
    from studyground.eval.run import GoldFile, read_gold, run_eval
    from studyground.eval.scoring import Scorer
    from studyground.eval.support_baselines import lexical_support
    from studyground.eval.systems import System, controls
    from studyground.settings import load_settings

    settings = load_settings({"index": index, "llm": llm})
    assistant = Assistant.open(settings)
    collection = read_collection(assistant.index, assistant.index.headings_at)
    read = [read_gold(path) for path in gold or shipped_gold()]
    items = tuple(item for one in read for item in one.items)
    if not items:
        raise InputError("The gold file holds no items.", "Give one with --gold FILE.")
    name = read[0].name if len(read) == 1 else "guide"
    whole = GoldFile(name, "+".join(one.sha256[:16] for one in read), items)
    encoder = assistant.index.encoder
    lexical = Bm25(collection)
    beside: list[System] = [lexical, Dense(collection, encoder), Tutorial(collection, encoder)]
    beside += controls(collection, items, lexical)
    evaluation = run_eval(
        whole,
        Program(assistant),
        collection,
        settings={key: str(value) for key, value in settings.model_dump().items()},
        index=assistant.index.index_id,
        baselines=[_ready(one) for one in beside],
        scorer=Scorer("shared words", lexical_support),
        progress=_progress(),
    )
    if report is not None:
        for path in write_reports(evaluation, report):
            tell(f"Wrote {path}")
    if as_json:
        write_json(evaluation.to_json())
    else:
        sys.stdout.write(to_markdown(evaluation) + "\n")


def outside_command(name: str, as_json: bool) -> None:
    """Score the support check on one outside set of claims, where the set is at hand."""
    from studyground.assistant.support import support
    from studyground.eval.outside import run_outside

    found = run_outside(name, support=lambda claim, evidence: support(claim, [evidence]))
    if as_json:
        write_json(found.to_json())
        return
    if found.skipped:
        tell(found.skipped)
        return
    for measure, figure in found.metrics.items():
        sys.stdout.write(f"{measure}: {figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f}, n = {figure.n})\n")
    for who, value in found.published.items():
        sys.stdout.write(f"published, {who}: {value}\n")


def compare_command(first: Path, second: Path, as_json: bool) -> None:
    """Pair two runs item by item."""
    from studyground.eval.compare import compare
    from studyground.eval.results import load_run

    found = compare(load_run(first), load_run(second))
    if as_json:
        write_json(found.to_json())
        return
    for one in found.differences:
        change = f"{one.change.value:+.3f} ({one.change.low:+.3f} to {one.change.high:+.3f})"
        sys.stdout.write(f"{one.name}: {one.first:.3f} to {one.second:.3f}, {change}, {one.verdict}\n")
    for flip in found.flips:
        sys.stdout.write(f"{flip.id} {flip.measure}: {flip.first:g} to {flip.second:g}  {flip.question}\n")


def shipped_gold() -> list[Path]:
    """The gold files over the guide that ships."""
    folder = Path(str(resources.files("studyground.eval"))) / "gold"
    return sorted(path for path in folder.glob("*.jsonl") if path.stem != OUTSIDE_GUIDES)


def _ready(system: Any) -> Callable[[], Any]:
    return lambda: system


def _progress() -> Callable[[str, int, int], None] | None:
    """Shows on a terminal how far each system is; a pipe gets nothing."""
    if not is_terminal(sys.stderr):
        return None

    def show(name: str, done: int, total: int) -> None:
        sys.stderr.write(f"\r{name}: {done} of {total}{' ' * 20}" + ("\n" if done == total else ""))
        sys.stderr.flush()

    return show
