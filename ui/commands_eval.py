"""The commands that measure: eval, eval --set, eval --bank, eval compare."""

import sys
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.ui.streams import is_terminal, tell, write_json

OUTSIDE_GUIDES = "outside"
FRESH = "fresh"
TRIAL_CLAIMS = 600
"""Claims of each labelled set that the support scorer is tried on."""


def eval_command(
    gold: Sequence[Path],
    index: Path | None,
    llm: str | None,
    report: Path | None,
    as_json: bool,
    outside: str | None = None,
    banks: Sequence[Path] = (),
) -> None:
    """Run the program, baselines and controls over gold files; print the figures, write the report.

    Args:
        gold: Gold files; the shipped ones when there are none.
        index: The index folder; the default when None.
        llm: A language model, for the program and for the tutorial recipe with it.
        report: Where the report goes.
        as_json: Print JSON.
        outside: An outside set whose figures join the report, or "all".
        banks: Banks of practice questions whose figures join it.
    """
    from studyground.assistant.assistant import Assistant
    from studyground.eval.program import Program, read_collection
    from studyground.eval.report import to_markdown, write_reports
    from studyground.eval.report_sections import sections_markdown
    from studyground.eval.run import read_golds, run_eval
    from studyground.settings import load_settings

    settings = load_settings({"index": index, "llm": llm})
    assistant = Assistant.open(settings)
    collection = read_collection(assistant.index, assistant.index.headings_at)
    whole = read_golds(gold or shipped_gold(), "guide")
    if not whole.items:
        raise InputError("The gold file holds no items.", "Give one with --gold FILE.")
    scorer, note = _scorer()
    evaluation = run_eval(
        whole,
        Program(assistant, ask=_model_answers(assistant, settings)),
        collection,
        settings={key: str(value) for key, value in settings.model_dump().items()},
        index=assistant.index.index_id,
        baselines=_beside(assistant, collection, whole.items, settings),
        scorer=scorer,
        progress=_progress(),
        notes=note,
    )
    sets = _outside(outside, settings) if outside else []
    measured = [_bank(path, assistant) for path in banks]
    if report is not None:
        for path in write_reports(evaluation, report, sets, measured):
            tell(f"Wrote {path}")
    if as_json:
        more = {"outside": [one.to_json() for one in sets]} if sets else {}
        more |= {"banks": [one.to_json() for one in measured]} if measured else {}
        write_json(evaluation.to_json() | more)
    else:
        sys.stdout.write(to_markdown(evaluation) + "\n" + sections_markdown(sets, measured))


def sections_command(
    outside: str | None, banks: Sequence[Path], index: Path | None, report: Path | None, as_json: bool
) -> None:
    """Measure outside sets and banks of practice questions alone; arguments as for `eval_command`."""
    from studyground.eval.report import write_sections
    from studyground.eval.report_sections import sections_markdown
    from studyground.settings import load_settings

    settings = load_settings({"index": index})
    sets = _outside(outside, settings) if outside else []
    measured = []
    if banks:
        from studyground.assistant.assistant import Assistant

        assistant = Assistant.open(settings)
        measured = [_bank(path, assistant) for path in banks]
    if report is not None:
        for path in write_sections(report, sets, measured):
            tell(f"Wrote {path}")
    found = [one.to_json() for one in (*sets, *measured)]
    if as_json:
        write_json(found[0] if len(found) == 1 else {"schema": 1, "parts": found})
    elif len(sets) == 1 and sets[0].skipped and not measured:
        tell(sets[0].skipped)
    else:
        sys.stdout.write(sections_markdown(sets, measured))


def _beside(assistant: Any, collection: Any, items: Sequence[Any], settings: Any) -> list[Callable[[], Any]]:
    """Makers of the baselines and controls; each is made when its turn comes, so that one that cannot be is told."""
    from studyground.eval.baselines import Bm25, Dense, Tutorial
    from studyground.eval.kept_vectors import KeepingEncoder
    from studyground.eval.program import Program
    from studyground.eval.systems import controls

    plain = assistant.index.encoder
    encoder = KeepingEncoder(plain, plain.identity, settings.data_folder() / "eval_vectors")
    lexical = Bm25(collection)
    makers: list[Callable[[], Any]] = [
        lambda: lexical,
        lambda: Dense(collection, encoder),
        lambda: Tutorial(collection, encoder),
    ]
    if settings.llm:
        makers.append(lambda: Program(assistant, "extraction"))
        makers.append(lambda: _tutorial_with_model(collection, encoder, settings))
    return makers + [_ready(one) for one in controls(collection, items, lexical)]


def _model_answers(assistant: Any, settings: Any) -> Callable[..., Any] | None:
    """How a question is answered in the words of the model that was named; None without one."""
    if not settings.llm:
        return None
    from studyground.assistant.language_model.answering import ModelAssistant

    answers = ModelAssistant(assistant, settings)
    return lambda question, history: answers.ask(question, history)


def _tutorial_with_model(collection: Any, encoder: Any, settings: Any) -> Any:
    """The tutorial recipe with the model that was named, as it comes: nothing of what it writes is checked."""
    from studyground.assistant.language_model.opening import open_model
    from studyground.eval.baselines import TutorialChat

    model = open_model(settings.llm, settings)
    return TutorialChat(
        collection, encoder, lambda prompt: "".join(model.stream([("human", prompt)])), model.name.shown
    )


def _scorer() -> tuple[Any, tuple[str, ...]]:
    """The support scorer with its own figures on labelled claims, where those are at hand."""
    from studyground.eval.outside import trial
    from studyground.eval.scoring import Scorer
    from studyground.eval.support_baselines import lexical_support

    own = trial(lexical_support, limit=TRIAL_CLAIMS)
    note = () if own else ("The support scorer was not tried itself: the labelled sets are not at hand.",)
    return Scorer("shared words", lexical_support, trial=own), note


def _outside(name: str, settings: Any) -> list[Any]:
    """Score one outside set, or every one."""
    from studyground.assistant.support import support
    from studyground.eval.outside import run_outside
    from studyground.eval.outside_answers import READING_LIMIT, IndexedReader, PreparedRank
    from studyground.eval.outside_data import READING_SETS, SETS

    found = []
    for one in SETS if name == "all" else [name]:
        tell(f"Set {one} ...")
        found.append(
            run_outside(
                one,
                prepare_reader=lambda which, passages: IndexedReader(which, passages, settings),
                support=lambda claim, evidence: support(claim, [evidence]),
                prepare_rank=PreparedRank(settings),
                limit=READING_LIMIT if one in READING_SETS else None,
                settings={"passages read": settings.top_k, "passage_tokens": settings.passage_tokens},
            )
        )
    return found


def _bank(path: Path, assistant: Any) -> Any:
    from studyground.eval.question_banks import measure_bank

    return measure_bank(path, assistant)


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
    return sorted(path for path in folder.glob("*.jsonl") if not path.stem.startswith((OUTSIDE_GUIDES, FRESH)))


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
