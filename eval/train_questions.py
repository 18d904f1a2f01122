"""Learn the weights that questions are read with: `python -m studyground.eval.train_questions --data DIR --out FOLDER`.

Writes `changes.safetensors` and `card.json`. Never needed to run or test the program; a seed gives the same weights on the same
number of threads.
"""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from studyground.errors import StudygroundError
from studyground.eval.question_pairs import pairs_of_articles, pairs_of_guides
from studyground.eval.question_training import Round, learn
from studyground.ingest.encoder_export import PUBLISHED_SHA256, file_sha256, packaged_model
from studyground.ingest.question_encoder import CARD, CHANGES
from studyground.settings import load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Embed, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="folder of the public training files")
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Round()).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    flags = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    how = Round(**{name: getattr(flags, name) for name in asdict(Round())})
    settings = load_settings({})
    try:
        given = [pairs_of_guides(settings, for_scorer=False), pairs_of_articles(flags.data, settings, how.seed)]
        kept = pairs_of_guides(settings, for_scorer=True)
        changes, figures = learn(packaged_model(), given, kept, how)
    except StudygroundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    from safetensors.numpy import save_file

    flags.out.mkdir(parents=True, exist_ok=True)
    save_file(changes, str(flags.out / CHANGES))
    (flags.out / CHANGES).chmod(0o644)
    card = {
        "of": PUBLISHED_SHA256,
        "sha256": file_sha256(flags.out / CHANGES),
        "how": asdict(how),
        "data": {"written guides": "the project's own", "squad11_train": "CC BY-SA 4.0"},
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        **figures,
    }
    (flags.out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
