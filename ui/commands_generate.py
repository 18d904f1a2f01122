"""The command that writes practice questions into a bank."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studyground.assistant.practice.bank import add_to_bank, default_bank, read_bank
from studyground.corpus.blueprint import load_blueprint
from studyground.errors import ModelError
from studyground.settings import Settings, load_settings
from studyground.ui.streams import is_terminal, tell, write_json

if TYPE_CHECKING:
    from studyground.assistant.practice.generate import Generated, Kind
    from studyground.assistant.practice.model_writing import ModelAuthor

DEFAULT_BLUEPRINT = "mls-c01"
REPLY_TOKENS = 512  # a question with four options is longer than an answer


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
        llm: A language model that writes questions with one key; the others, and what it fails at, are written by rule.
        as_json: Print the report as JSON.
    """
    from studyground.assistant.assistant import Assistant
    from studyground.assistant.practice.generate import generate

    settings = load_settings({"index": index, "llm": llm})
    plan = load_blueprint(blueprint or DEFAULT_BLUEPRINT)
    assistant = Assistant.open(settings)
    bank = out if out is not None else default_bank(settings)
    existing = read_bank(bank) if bank.exists() else []
    author = _author(settings, kind) if settings.llm else None
    with _progress(count) as progress:
        made = generate(assistant, plan, count, kind, seed, existing, progress, author)
    if made.questions:
        add_to_bank(bank, made.questions)
    if as_json:
        write_json(made.to_json(str(bank)))
    else:
        _report(made, bank)
    if author is not None:
        _report_model(author)


def _author(settings: Settings, kind: "Kind") -> "ModelAuthor | None":
    """The language model of the settings, ready to write; None, with a sentence, where it cannot."""
    if kind == "multiple":
        tell("Questions with several right options are written by rule; the language model is not used for them.")
        return None
    from studyground.assistant.language_model.opening import open_model
    from studyground.assistant.practice.model_writing import ModelAuthor

    tokens = max(settings.llm_reply_tokens, REPLY_TOKENS)
    try:
        model = open_model(settings.llm, settings.model_copy(update={"llm_reply_tokens": tokens}))
    except ModelError as error:
        tell(f"{error} Questions are written by rule.")
        return None
    return ModelAuthor(model, settings.llm_timeout_s, tokens)


def _report_model(author: "ModelAuthor") -> None:
    """Say how much of what the language model wrote was accepted, and why it was not asked any more."""
    if author.drafts:
        share = f"{author.accepted} of {author.drafts} ({author.accepted / author.drafts:.0%})"
        tell(f"Questions by {author.model.name.shown} accepted: {share}, {author.repaired} of them after a repair.")
    if author.note:
        tell(author.note)


def _report(made: "Generated", bank: Path) -> None:
    """Say what was written, what was turned down and which domains the guide cannot fill."""
    tell(f"{len(made.questions)} of {made.asked} questions written in {made.seconds:.0f} s: {bank}")
    if made.rejected:
        listed = ", ".join(f"{gate} {number}" for gate, number in made.rejected.items())
        tell(f"Of {made.drafted} drafts, turned down: {listed}.")
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
