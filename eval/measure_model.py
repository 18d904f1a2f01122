"""`python -m studyground.eval.measure_model`: a language model's arms over gold files, from replies that are kept on disk."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from studyground.assistant.assistant import Assistant
from studyground.assistant.language_model.naming import parse_model
from studyground.assistant.language_model.opening import open_model
from studyground.errors import InputError, StudygroundError
from studyground.eval.bootstrap import DRAWS
from studyground.eval.kept_replies import KeepingModel, KeptReplies
from studyground.eval.model_arms import BELIEVED, CHECKED, EXTRACTION, gather, held_out_first, measure_arms
from studyground.eval.model_arms_report import load_judged, markdown_of, model_sentences, to_read, unsupported_listed
from studyground.eval.model_conversation import conversation_markdown, converse
from studyground.eval.program import read_collection
from studyground.eval.results import save_run, write_whole
from studyground.eval.run import read_golds
from studyground.eval.scoring import Scorer
from studyground.eval.support_baselines import lexical_support
from studyground.settings import Settings, load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather replies where they are missing, then measure every arm.

    The settings of the program hold here too: `STUDYGROUND_LLM_REPLY_TOKENS` and the like.
    """
    parser = argparse.ArgumentParser(prog="python -m studyground.eval.measure_model", description=__doc__)
    parser.add_argument("--llm", required=True, help="the model, as for ask")
    parser.add_argument("--replies", type=Path, required=True, help="file of kept replies; made when it is not there")
    parser.add_argument("--report", type=Path, required=True, help="folder for the table, the runs and what to read")
    parser.add_argument("--gold", type=Path, action="append", required=True, help="gold file; may be given again")
    parser.add_argument("--fresh", type=Path, action="append", default=[], help="gold file nothing was fitted on")
    parser.add_argument("--index", type=Path, help="index folder")
    parser.add_argument("--judged", type=Path, help="what was read by hand: lines of key, supported, why")
    parser.add_argument("--conversation", type=Path, help="questions, one a line, asked one after the other")
    parser.add_argument("--draws", type=int, default=DRAWS, help="of the bootstrap")
    parser.add_argument("--minutes", type=float, default=1e6, help="for writing replies; 0 measures what is kept")
    chosen = parser.parse_args(arguments)
    try:
        _measure(chosen)
    except StudygroundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _measure(chosen: argparse.Namespace) -> None:
    settings = load_settings({"index": chosen.index, "llm": chosen.llm})
    assistant = Assistant.open(settings)
    collection = read_collection(assistant.index, assistant.index.headings_at)
    fresh = frozenset(item.id for item in read_golds(chosen.fresh, "fresh").items) if chosen.fresh else frozenset()
    gold = read_golds([*chosen.gold, *chosen.fresh], "guide")
    items = held_out_first(gold.items, collection, fresh)
    model = _model(settings, KeptReplies(chosen.replies), chosen.minutes > 0)
    room = model.context_tokens - settings.llm_reply_tokens
    reached = gather(assistant, model, items, room, time.monotonic() + chosen.minutes * 60, _progress)
    if not reached:
        raise InputError("No reply to the first question is kept.", "Give it time to be written: --minutes.")
    scorer = Scorer("shared words", lexical_support)
    told = {key: str(value) for key, value in settings.model_dump().items()}
    runs = measure_arms(assistant, model, reached, gold, collection, settings=told, scorer=scorer)
    judged = load_judged(chosen.judged) if chosen.judged else {}
    ids = frozenset(one.item.id for one in reached)
    held = frozenset(item.id for item in runs[EXTRACTION].items if item.split == "test" or item.id in fresh)
    words = markdown_of(runs, {"Held out": held, "All questions reached": ids}, judged, chosen.draws)
    wrong = unsupported_listed(runs[CHECKED], runs[EXTRACTION], judged)
    words += "\n".join(["## Read and found unsupported", "", *(wrong or ["None."]), ""])
    for name, run in runs.items():
        save_run(run, chosen.report / f"run-{name.replace(' ', '-')}.json")
    for name in (CHECKED, BELIEVED):
        rows = list(model_sentences(runs[name], runs[EXTRACTION]))
        write_whole(chosen.report / f"to-read-{name.replace(' ', '-')}.jsonl", to_read(rows, judged))
    if chosen.conversation:
        asked = [line for line in chosen.conversation.read_text(encoding="utf-8").splitlines() if line.strip()]
        exchanges = converse(assistant, model, settings, asked)
        words += f"\n## A conversation of {len(asked)} turns\n\n{conversation_markdown(exchanges)}"
    write_whole(chosen.report / "arms.md", words)
    sys.stdout.write(words)


def _model(settings: Settings, kept: KeptReplies, write: bool) -> KeepingModel:
    """The model with its kept replies; where none is to be written it is not started, and the context is as set."""
    if not write:
        return KeepingModel(kept, None, parse_model(settings.llm), settings.llm_context_tokens)
    asked = open_model(settings.llm, settings)
    return KeepingModel(kept, asked, asked.name, asked.context_tokens)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} " + ("\n" if done == total else ""))


if __name__ == "__main__":
    raise SystemExit(main())
