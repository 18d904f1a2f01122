"""`studyground questions`: what may be typed to write, check, export and import practice questions."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Index = Annotated[
    Path | None, typer.Option("--index", metavar="DIR", help="The index folder; your default if not given.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Bank = Annotated[Path, typer.Argument(metavar="BANK.jsonl", help="A bank of questions.")]


class Kind(StrEnum):
    """What kind of questions are written."""

    single = "single"
    multiple = "multiple"
    mixed = "mixed"


class Format(StrEnum):
    """What a bank may be exported as."""

    anki = "anki"
    gift = "gift"
    qti = "qti"
    csv = "csv"
    md = "md"
    json = "json"


questions = typer.Typer(
    help="Write, check, export and import practice questions.", no_args_is_help=True, rich_markup_mode=None
)


@questions.command("generate")
def generate(
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, max=10_000, help="How many are wanted.")],
    kind: Annotated[Kind, typer.Option("--type", help="One right option, several, or both.")] = Kind.mixed,
    blueprint: Annotated[
        str | None, typer.Option("--blueprint", metavar="NAME", help="The exam whose domains are drawn from.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same questions.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="BANK.jsonl", help="The bank they go to; your own if not given.")
    ] = None,
    index: Index = None,
    llm: Annotated[
        str | None, typer.Option("--llm", metavar="MODEL", help="A language model that words them, provider:name.")
    ] = None,
    json: Json = False,
) -> None:
    """Write questions from the guide; only those that pass every gate go into the bank."""
    from studyground.ui.commands_generate import generate_command

    generate_command(count, kind.value, blueprint, seed, out, index, llm, json)


@questions.command("check")
def check(
    bank: Bank,
    index: Index = None,
    retire: Annotated[
        bool | None,
        typer.Option(
            "--retire/--keep",
            help="Move what no longer holds to a file beside the bank and renew the rest, or leave the bank as it is. "
            "If not given, your own banks in the data folder are mended and any other file is left as it is.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Run every gate again on a bank, against the guide as it is now."""
    from studyground.ui.commands_bank import check_command

    check_command(bank, index, retire, json)


@questions.command("export")
def export(
    bank: Bank,
    to: Annotated[Format, typer.Option("--format", help="What it is written as.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")],
) -> None:
    """Write a bank for another program, rationales and sources with it."""
    from studyground.ui.commands_bank import export_command

    export_command(bank, to.value, out)


@questions.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Questions as GIFT, CSV or JSON.")],
    out: Annotated[Path, typer.Option("--out", metavar="BANK.jsonl", help="The bank they are added to.")],
    index: Index = None,
    json: Json = False,
) -> None:
    """Check another program's questions like our own, and add those that pass every gate to a bank."""
    from studyground.ui.commands_bank import import_command

    import_command(file, out, index, json)
