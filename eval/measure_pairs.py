"""A model's sentences, true and altered, held against their guides: `python -m studyground.eval.measure_pairs`.

`written/pairs.jsonl.xz` holds a row a pair: a sentence of a guide (`quote`), what says the same in a model's words
(`paraphrase`), that with one thing changed so that it is false (`altered`) and what (`change`). They were written by language
models that knew no rule of ours, about the guide that ships (`kind` "guide"), guides of `reader_sections` that no reader learned
from ("written") and manuals of `reader_manuals` likewise ("manual"). `read` says that the failures of a pair were looked at when
rules were mended; only the others are the measure of what to expect of a guide not seen.
"""

import json
import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import candidates
from studyground.assistant.language_model.second_opinion import with_reader
from studyground.assistant.language_model.verification import RulesAndLikeness, Source
from studyground.assistant.reader import load_reader
from studyground.corpus import guide_folder
from studyground.errors import InputError
from studyground.eval.manual_index import opened_manual
from studyground.eval.reader_manuals import manuals
from studyground.eval.reader_sections import sections
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings, load_settings

PATH = Path(__file__).parent / "written" / "pairs.jsonl.xz"
SHIPPED = "guide"
SHOWN_PASSAGES = 4


def pairs() -> list[dict[str, Any]]:
    """The pairs in their order.

    Raises:
        InputError: The file is missing or damaged.
    """
    try:
        with lzma.open(PATH, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise InputError(f"{PATH} cannot be read: {error}.", "Fetch the project anew.") from error


def sources_of(assistant: Assistant, quote: str) -> list[Source]:
    """What a model asked about a sentence of a guide would be given.

    Args:
        assistant: Over that guide.
        quote: The sentence.
    """
    hits = assistant.search(quote, SHOWN_PASSAGES)
    number = {hit.passage: at for at, hit in enumerate(hits, 1)}
    found: list[Source] = []
    for one in candidates(assistant.index, hits):
        before = found[-1].text if found and found[-1].passage == number[one.hit.passage] else ""
        headings = " ".join(one.path)
        found.append(Source(number[one.hit.passage], one.doc, one.start, one.end, one.text, headings, before))
    return found


def told_apart(assistant: Assistant, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], bool, bool]]:
    """Each pair with whether its true sentence is kept and its altered one dropped, by the rules and the reader.

    Args:
        assistant: Over the guide of all of them.
        rows: Pairs.
    """
    judge = with_reader(RulesAndLikeness(assistant.index), load_reader())
    for row in rows:
        sources = sources_of(assistant, row["quote"])
        true, altered = (bool(judge.verify(row[key], sources, (), "").sources) for key in ("paraphrase", "altered"))
        yield row, true, not altered


@contextmanager
def opened(row: dict[str, Any], settings: Settings) -> Iterator[Assistant]:
    """An assistant over the guide of a pair, closed and gone at the end.

    Args:
        row: From `pairs`.
        settings: How an index is made and read; the index they name is not touched.
    """
    if row["kind"] == SHIPPED:
        with TemporaryDirectory() as scratch:
            own = settings.model_copy(update={"index": Path(scratch) / "index"})
            ingest([guide_folder()], own, shipped=True)
            assistant = Assistant.open(own)
            try:
                yield assistant
            finally:
                assistant.index.close()
        return
    guide = row["guide"]
    if row["kind"] == "written":
        passages = sections(for_scorer=True)[guide]
        manual = {"guide": guide, "passages": [{"heading": one["heading"], "text": one["passage"]} for one in passages]}
    else:
        manual = next(one for one in (*manuals("scorer"), *manuals("test")) if one["guide"] == guide)
    with opened_manual(manual, settings) as assistant:
        yield assistant


def main() -> int:
    """Hold every pair against its guide, count, print a table."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in pairs():
        groups[SHIPPED if row["kind"] == SHIPPED else row["guide"]].append(row)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for rows in groups.values():
        with opened(rows[0], load_settings({})) as assistant:
            for row, kept, dropped in told_apart(assistant, rows):
                part = "read" if row["read"] else "not read"
                for name in (f"{row['kind']}, {part}", f"change: {row['change']}"):
                    counts[name].update(pairs=1, kept=kept, dropped=dropped)
    sys.stdout.write("| | pairs | true ones kept | altered ones dropped |\n|---|---|---|---|\n")
    for name, count in sorted(counts.items()):
        total = count["pairs"]
        sys.stdout.write(f"| {name} | {total} | {count['kept'] / total:.2f} | {count['dropped'] / total:.2f} |\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
