"""The program asked about real manuals: `python -m studyground.eval.measure_manuals [--part test] [--out FILE]`.

Asked are the questions of `written/manuals.jsonl.xz`, of each manual in an index of its own (`manual_index.py`). An answer is
right where it cites what answers, wrong where it cites something else; a near miss is refused or answered. Neither the reader
nor what weighs its opinion has learned the manuals of part "test".
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from studyground.eval.manual_index import answering, opened_manual, same_words
from studyground.eval.reader_manuals import Part, manuals
from studyground.settings import Settings, load_settings

VERDICTS = ("right", "wrong", "withheld", "refused", "answered")


def verdicts(row: dict[str, Any], settings: Settings) -> Iterator[tuple[str, str, float]]:
    """Each question of a manual with what came of it, one of `VERDICTS`, and the confidence.

    Args:
        row: From `reader_manuals.manuals`.
        settings: Those the program is asked with.
    """
    with opened_manual(row, settings) as assistant:
        for asked in row["questions"]:
            found, wanted = assistant.ask(asked["q"]), answering(row, asked)
            told = found.status == "answered"
            if not wanted:
                yield asked["q"], "answered" if told else "refused", found.confidence
            elif not told:
                yield asked["q"], "withheld", found.confidence
            else:
                hit = any(same_words(cited.quote, quote) for cited in found.citations for quote in wanted)
                yield asked["q"], "right" if hit else "wrong", found.confidence


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, count, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--part", choices=("reader", "scorer", "test"), default="test", help="which manuals")
    parser.add_argument("--out", type=Path, help="a file that gets each question with what came of it")
    flags = parser.parse_args(arguments)
    part: Part = flags.part
    rows, lines = [], []
    for row in manuals(part):
        found = [*verdicts(row, load_settings({}))]
        lines += [{"guide": row["guide"], "q": q, "verdict": verdict, "confidence": c} for q, verdict, c in found]
        rows.append((row["guide"], Counter(verdict for _, verdict, _ in found)))
        sys.stdout.write(_line(*rows[-1]) + "\n")
        sys.stdout.flush()
    sys.stdout.write(_line("all", sum((counts for _, counts in rows), Counter())) + "\n")
    if flags.out:
        flags.out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return 0


def _line(name: str, counts: Counter[str]) -> str:
    able = counts["right"] + counts["wrong"] + counts["withheld"]
    near = counts["refused"] + counts["answered"]
    return (
        f"| {name} | " + " | ".join(str(counts[one]) for one in VERDICTS) + f" | {counts['right'] / max(1, able):.2f} "
        f"| {counts['refused'] / max(1, near):.2f} |"
    )


if __name__ == "__main__":
    raise SystemExit(main())
