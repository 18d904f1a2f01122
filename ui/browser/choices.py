"""What a learner chose in the app, kept for the next visit: collection, model, exam and its day."""

import contextlib
import json
from pathlib import Path

from studyground.ui.browser.learners import Learner

FILE_NAME = "browser-choices.json"
LONGEST = 1000


def read_choices(learner: Learner) -> dict[str, str]:
    """The choices by name; none where nothing was chosen or the file is damaged."""
    try:
        kept = json.loads(_file(learner).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {str(name): value for name, value in kept.items() if isinstance(value, str) and len(value) <= LONGEST}


def keep_choice(learner: Learner, name: str, value: str) -> None:
    """Keep one choice; where the folder cannot be written it holds for this visit only."""
    choices = read_choices(learner) | {name: value[:LONGEST]}
    file = _file(learner)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        scratch = file.with_suffix(".tmp")
        scratch.write_text(json.dumps(choices, ensure_ascii=False), encoding="utf-8")
        scratch.replace(file)


def _file(learner: Learner) -> Path:
    return learner.folder / FILE_NAME
