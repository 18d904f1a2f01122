"""The command that writes practice questions into a bank."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studyground.assistant.practice.bank import add_to_bank, default_bank, read_bank
from studyground.corpus.blueprint import load_blueprint
from studyground.settings import load_settings
from studyground.ui.streams import is_terminal, tell, write_json

if TYPE_CHECKING:
    from studyground.assistant.practice.generate import Generated, Kind

DEFAULT_BLUEPRINT = "mls-c01"


def generate_command(
    count: int,
    kind: "Kind",
    blueprint: str | None,
    seed: int,
    out: Path | None,
    index: Path | None,
    llm: str | None,
    as_json: bool,
) -> None:
    """Write questions from the guide and add those that passed every gate to a bank.

    Args:
        count: How many are wanted.
        kind: "single", "multiple" or "mixed".
        blueprint: Name or path; the first that ships when None.
        seed: The same seed over the same guide and bank gives the same questions.
        out: The bank; the learner's own when None.
        index: Index folder, None for the one in the settings.
        llm: A language model; without it questions are written by rule.
        as_json: Print the report as JSON.
    """
    from studyground.assistant.assistant import Assistant
    from studyground.assistant.practice.generate import generate

    settings = load_settings({"index": index, "llm": llm})
    plan = load_blueprint(blueprint or DEFAULT_BLUEPRINT)
    assistant = Assistant.open(settings)
    bank = out if out is not None else default_bank(settings)
    existing = read_bank(bank) if bank.exists() else []
    if settings.llm:
        tell("Questions are written by rule; the language model is not used for them.")
    with _progress(count) as progress:
        made = generate(assistant, plan, count, kind, seed, existing, progress)
    if made.questions:
        add_to_bank(bank, made.questions)
    if as_json:
        write_json(made.to_json(str(bank)))
    else:
        _report(made, bank)


def _report(made: "Generated", bank: Path) -> None:
    """Say what was written, what was turned down and which domains the guide cannot fill."""
    tell(f"{len(made.questions)} of {made.asked} questions written in {made.seconds:.0f} s: {bank}")
    if made.rejected:
        listed = ", ".join(f"{gate} {number}" for gate, number in made.rejected.items())
        tell(f"Of {made.drafted} drafts the gates turned down: {listed}.")
    for thin in made.thin_domains:
        tell(f"The guide is thin in {thin.domain}: {thin.wanted} wanted, {thin.carried} written.")
    if len(made.questions) < made.asked:
        tell("The guide carries no more questions of this kind; add material or ask for another kind.")


@contextmanager
def _progress(count: int) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal, nothing in a pipe."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("writing questions", total=count)
        yield lambda done, _: bar.update(task, completed=done)
