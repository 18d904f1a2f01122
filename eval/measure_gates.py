"""Measures the gates of practice questions, as they are and with the reader asked, on questions corrupted on purpose.

    python -m studyground.eval.measure_gates --fit INDEX BANK --fit … --report INDEX BANK --report … --scores FILE --out FILE

Thresholds are chosen on the banks given with --fit; every figure is of those given with --report. Scores are kept in the
file: a bank that is in it already is not read again.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.bank import read_bank
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.reader import OFF, OnnxReader, load_reader
from studyground.errors import InputError, StudygroundError
from studyground.eval.bootstrap import DRAWS
from studyground.eval.gate_corruptions import variants
from studyground.eval.gate_scores import Asking, Scored, score
from studyground.eval.gate_table import KEPT, counted, markdown
from studyground.eval.results import write_whole
from studyground.settings import load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Score what is not scored yet and write the table."""
    parser = argparse.ArgumentParser(prog="python -m studyground.eval.measure_gates", description=__doc__)
    parser.add_argument("--fit", nargs=2, action="append", required=True, metavar=("INDEX", "BANK"))
    parser.add_argument("--report", nargs=2, action="append", required=True, metavar=("INDEX", "BANK"))
    parser.add_argument("--scores", type=Path, required=True, help="JSON lines; made when it is not there")
    parser.add_argument("--out", type=Path, required=True, help="the table")
    parser.add_argument("--most", type=int, default=1_000, help="questions of each bank")
    parser.add_argument(
        "--kept", type=float, default=KEPT, help="share of the honest that a threshold keeps in the first half"
    )
    parser.add_argument("--draws", type=int, default=DRAWS, help="of the bootstrap")
    chosen = parser.parse_args(arguments)
    try:
        halves = [[row for pair in pairs for row in _rows(pair, chosen)] for pairs in (chosen.fit, chosen.report)]
    except StudygroundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    fit, report = halves
    words = f"First half: {counted(fit)}.\n\nSecond half: {counted(report)}.\n\n"
    words += markdown(fit, report, chosen.draws, chosen.kept)
    write_whole(chosen.out, words)
    sys.stdout.write(words)
    return 0


def _rows(pair: tuple[str, str], chosen: argparse.Namespace) -> list[Scored]:
    """The scores of one bank: those in the file, else worked out and added to it."""
    bank = Path(pair[1])
    kept = chosen.scores.read_text(encoding="utf-8").splitlines() if chosen.scores.exists() else []
    rows = [Scored(**json.loads(line)) for line in kept]
    known = [row for row in rows if row.guide == bank.stem]
    if known:
        return known
    made = list(scored_bank(Path(pair[0]), bank, chosen.most))
    lines = [*kept, *(json.dumps(row.to_json(), ensure_ascii=False) for row in made)]
    write_whole(chosen.scores, "".join(f"{line}\n" for line in lines))
    return made


def scored_bank(index: Path, bank: Path, most: int) -> Iterator[Scored]:
    """Every variant of a bank's questions.

    Raises:
        InputError: The reader that ships cannot be read, or the bank or index cannot be read.
    """
    found = load_reader()
    if not isinstance(found, OnnxReader):
        raise InputError("The reader that ships is missing or damaged.", "See: studyground doctor")
    reader = Asking(found)
    context = GateContext.of(Assistant.open(load_settings({"index": index, "reader": OFF})))
    for question in read_bank(bank)[:most]:
        for variant in variants(question, context):
            yield score(variant, bank.stem, context, reader)


if __name__ == "__main__":
    sys.exit(main())
