"""The command line: what may be typed; each command is done elsewhere and imported only when it is called."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from studyground.errors import StudygroundError
from studyground.ui.cli_questions import questions
from studyground.ui.cli_study import data, study
from studyground.ui.streams import leave_pipe, tell, typed, use_utf8

INTERRUPTED = 130
Index = Annotated[
    Path | None, typer.Option("--index", metavar="DIR", help="The index folder; your default if not given.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Llm = Annotated[
    str | None,
    typer.Option("--llm", metavar="MODEL", help="A language model, provider:name; extraction if not given."),
]
TopK = Annotated[int | None, typer.Option("--top-k", metavar="N", min=1, max=50, help="How many passages to look at.")]

app = typer.Typer(
    help="Answers from your own study guides, with the words they rest on, and says when the guide does not say.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main() -> None:
    """Run one command and leave with its exit status: 0 done, 1 could not be done, 2 wrong usage, 130 interrupted."""
    use_utf8()
    status = _status(sys.argv[1:])
    leave_pipe()
    sys.exit(status)


def _status(arguments: list[str]) -> int:
    """The exit status of one run; every error that may end a command is turned into its sentence here."""
    run = {"debug": False}
    try:
        app(arguments, prog_name="studyground", obj=run)
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except StudygroundError as error:
        tell(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        pass
    except Exception as error:
        if run["debug"]:
            raise
        if isinstance(error, OSError) and error.strerror:
            where = f"{error.filename}: " if error.filename else ""
            tell(f"{where}{error.strerror}.")
        else:
            tell(f"This is a bug: {type(error).__name__}: {error} (studyground --debug COMMAND shows where).")
    return 1


def _version(wanted: bool) -> None:
    if wanted:
        from studyground import __version__

        sys.stdout.write(f"studyground {__version__}\n")
        raise typer.Exit


@app.callback()
def _program(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error that is a bug.")] = False,
) -> None:
    if isinstance(context.obj, dict):
        context.obj["debug"] = debug


def _question(text: str, what: str = "question") -> str:
    cleaned = typed(text).strip()
    if not cleaned:
        raise typer.BadParameter(f"The {what} is empty.")
    return cleaned


@app.command()
def ingest(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]", help="Files and folders; the shipped guide if none.")
    ] = None,
    index: Index = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Forget what is indexed; take just these.")] = False,
    json: Json = False,
) -> None:
    """Read guides into the index; unchanged files cost nothing."""
    from studyground.ui.commands_guide import ingest_command

    if any(not path.strip() for path in paths or ()):
        raise typer.BadParameter("A PATH is empty.")
    ingest_command([Path(path) for path in paths or ()], index, rebuild, json)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="In plain words, in quotes.")] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="IN.jsonl", help='Many questions, one {"id", "question"} a line.')
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="OUT.jsonl", help="Where the answers of --batch go, one a line.")
    ] = None,
    index: Index = None,
    llm: Llm = None,
    top_k: TopK = None,
    json: Json = False,
) -> None:
    """Answer a question from the guide, with its sources."""
    if question is not None and batch is None:
        from studyground.ui.loading import load_ahead

        load_ahead(index)
    from studyground.ui.commands_ask import ask_command, batch_command

    if (batch is None) == (question is None):
        raise typer.BadParameter("Give one QUESTION, or --batch IN.jsonl --out OUT.jsonl.")
    if (batch is None) != (out is None):
        raise typer.BadParameter("--batch and --out belong together.")
    if batch is not None and out is not None:
        batch_command(batch, out, index, llm, top_k, json)
    else:
        ask_command(_question(question or ""), index, llm, top_k, json)


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words or a question.")],
    index: Index = None,
    top_k: TopK = None,
    json: Json = False,
) -> None:
    """List the passages that speak most for some words."""
    from studyground.ui.commands_ask import search_command

    search_command(_question(query, "query"), index, top_k, json)


@app.command()
def show(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document's name as citations give it.")],
    start: Annotated[int | None, typer.Option("--start", metavar="N", help="First character.")] = None,
    end: Annotated[int | None, typer.Option("--end", metavar="N", help="One past the last character.")] = None,
    dropped: Annotated[bool, typer.Option("--dropped", help="List what cleaning removed, and why.")] = False,
    index: Index = None,
) -> None:
    """Print the stored text that citations point into."""
    from studyground.ui.commands_guide import show_command, show_dropped_command

    if (start is None) != (end is None):
        raise typer.BadParameter("--start and --end belong together.")
    if dropped and start is not None:
        raise typer.BadParameter("--dropped lists a whole document: leave --start and --end out.")
    if dropped:
        show_dropped_command(typed(document), index)
    else:
        show_command(typed(document), None if start is None or end is None else (start, end), index)


@app.command()
def chat(index: Index = None, llm: Llm = None) -> None:
    """Ask in a conversation; a follow-up may lean on what went before."""
    from studyground.ui.commands_ask import chat_command

    chat_command(index, llm)


@app.command()
def ui(
    index: Index = None,
    host: Annotated[
        str, typer.Option("--host", metavar="H", help="Where to listen; only this computer if not given.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="P", min=0, max=65535, help="0 for any that is free.")] = 7860,
    auth: Annotated[
        Path | None, typer.Option("--auth", metavar="FILE", help="Users and hashed passwords; others stay outside.")
    ] = None,
    no_auth: Annotated[bool, typer.Option("--no-auth", help="Let everyone in who can reach the host.")] = False,
    llm: Llm = None,
) -> None:
    """Serve the browser app."""
    from studyground.ui.commands_ui import ui_command

    if auth is not None and no_auth:
        raise typer.BadParameter("--auth and --no-auth exclude each other.")
    ui_command(index, host, port, auth, no_auth, llm)


@app.command()
def doctor(index: Index = None, json: Json = False) -> None:
    """Say what is there, what is missing, and how to get it."""
    from studyground.ui.commands_guide import doctor_command

    raise typer.Exit(doctor_command(index, json))


evaluation = typer.Typer(
    help="Measure how well answers are grounded, beside baselines.", invoke_without_command=True, rich_markup_mode=None
)
app.add_typer(evaluation, name="eval")
app.add_typer(questions, name="questions")
app.add_typer(study)
app.add_typer(data, name="data")


@evaluation.callback()
def _evaluate(
    context: typer.Context,
    gold: Annotated[
        list[Path] | None, typer.Option("--gold", metavar="GOLD.jsonl", help="A gold file; the shipped ones if none.")
    ] = None,
    outside: Annotated[
        str | None, typer.Option("--set", metavar="NAME", help="A set of public data where it is at hand, or all.")
    ] = None,
    bank: Annotated[
        list[Path] | None, typer.Option("--bank", metavar="BANK.jsonl", help="A bank of practice questions.")
    ] = None,
    index: Index = None,
    llm: Llm = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="DIR", help="Where the report is written.")] = None,
    json: Json = False,
) -> None:
    if context.invoked_subcommand is not None:
        return
    from studyground.ui.commands_eval import eval_command, sections_command

    if gold or not (outside or bank):
        eval_command(gold or [], index, llm, report, json, outside, bank or [])
    else:
        sections_command(outside, bank or [], index, report, json)


@evaluation.command("compare")
def compare(
    first: Annotated[Path, typer.Argument(metavar="RUN_A", help="A run file of one report.")],
    second: Annotated[Path, typer.Argument(metavar="RUN_B", help="A run file of another.")],
    json: Json = False,
) -> None:
    """Pair two runs item by item."""
    from studyground.ui.commands_eval import compare_command

    compare_command(first, second, json)
