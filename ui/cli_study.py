"""`studyground exam`, `review`, `progress` and `data`: what may be typed to study and to keep what was done."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Index = Annotated[
    Path | None, typer.Option("--index", metavar="DIR", help="The index folder; your default if not given.")
]
Bank = Annotated[
    Path | None, typer.Option("--bank", metavar="BANK.jsonl", help="A bank of questions; your own if not given.")
]
Blueprint = Annotated[str, typer.Option("--blueprint", metavar="NAME", help="The exam: a name, or a TOML file.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
DEFAULT_BLUEPRINT = "mls-c01"

study = typer.Typer(rich_markup_mode=None)
data = typer.Typer(help="Back up, restore or erase everything personal.", no_args_is_help=True, rich_markup_mode=None)


@study.command("exam")
def exam(
    blueprint: Blueprint = DEFAULT_BLUEPRINT,
    bank: Bank = None,
    minutes: Annotated[
        float | None, typer.Option("--minutes", metavar="M", min=0.05, max=10_000, help="The blueprint's if not given.")
    ] = None,
    count: Annotated[
        int | None, typer.Option("--questions", metavar="N", min=1, max=1000, help="Ask fewer, or more.")
    ] = None,
    practice: Annotated[
        bool, typer.Option("--practice", help="Show the key after each answer; the clock, if any, can be paused.")
    ] = False,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="N", help="The same seed draws the same exam from the same bank.")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Hand in an unfinished one and begin another.")] = False,
    index: Index = None,
) -> None:
    """Sit an exam; an unfinished one goes on where it was left."""
    from studyground.ui.commands_study import ExamWish, exam_command

    exam_command(ExamWish(blueprint, bank, minutes, count, practice, seed, new), index)


@study.command("review")
def review(bank: Bank = None, index: Index = None) -> None:
    """Review what is due: the questions you missed or flagged."""
    from studyground.ui.commands_study import review_command

    review_command(bank, index)


@study.command("progress")
def progress(
    blueprint: Blueprint = DEFAULT_BLUEPRINT,
    exam_date: Annotated[
        datetime | None,
        typer.Option("--exam-date", metavar="DATE", formats=["%Y-%m-%d"], help="Plan every day to then: 2027-03-31."),
    ] = None,
    index: Index = None,
    json: Json = False,
) -> None:
    """Show where you stand, and what to read next."""
    from studyground.ui.commands_study import progress_command

    progress_command(blueprint, exam_date.date() if exam_date else None, index, json)


@data.command("backup")
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup to write.")]) -> None:
    """Write everything personal to one file."""
    from studyground.ui.commands_data import backup_command

    backup_command(file)


@data.command("restore")
def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]) -> None:
    """Bring a backup back; what is there now is kept as a backup."""
    from studyground.ui.commands_data import restore_command

    restore_command(file)


@data.command("erase")
def erase(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove everything personal from this computer."""
    from studyground.ui.commands_data import erase_command

    erase_command(yes)
