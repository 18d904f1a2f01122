"""Which formats there are, and files in and out: written whole or not at all, a format known by content and suffix."""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from studyground.assistant.practice.bank import read_bank
from studyground.assistant.practice.exchange.imported import Imported
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.errors import InputError
from studyground.whole_file import replace_file

Export = Callable[[Sequence[PracticeQuestion], str, float], bytes]
Import = Callable[[Path, str], Imported]

EXPORTS = {
    "anki": "export_anki",
    "gift": "export_gift",
    "qti": "export_qti",
    "csv": "export_csv",
    "md": "export_markdown",
    "json": "export_json",
}
IMPORTS = {"gift": "import_gift", "csv": "import_csv", "json": "import_json"}
SUFFIXES = {".gift": "gift", ".csv": "csv", ".tsv": "csv", ".json": "json", ".jsonl": "json"}
MOST_MB = 64
_GIFT_FORMAT = re.compile(r"\[(?:html|moodle|plain|markdown)\]")
_GIFT_MARK = re.compile(r"(?m)^\s*::|^\$CATEGORY:|(?<!\\)\{[^{}]*[=~]")


def exported(questions: Sequence[PracticeQuestion], to: str, name: str, modified: float) -> bytes:
    """Questions in another program's format.

    Args:
        questions: To write.
        to: A key of `EXPORTS`.
        name: Of the bank.
        modified: When the bank was last changed, seconds since 1970; where a format needs a date it is this one.

    Raises:
        InputError: There is no such format.
    """
    if to not in EXPORTS:
        raise InputError(f"There is no format {to}.", f"There are {', '.join(EXPORTS)}.")
    export: Export = import_module(f"{__package__}.{EXPORTS[to]}").export
    return export(questions, name, modified)


def export_bank(bank: Path, to: str, out: Path) -> list[PracticeQuestion]:
    """Write a bank in another program's format, in one step. The same bank gives the same bytes.

    Args:
        bank: To read.
        to: A key of `EXPORTS`.
        out: The file to write.

    Returns:
        The questions that were written.

    Raises:
        InputError: The bank cannot be read or is empty, there is no such format, or `out` is the bank or cannot be
            written.
    """
    questions = read_bank(bank)
    if not questions:
        raise InputError(f"{bank} has no questions.")
    check_place(out, bank)
    replace_file(out, exported(questions, to, bank.stem, bank.stat().st_mtime))
    return questions


def check_place(out: Path, source: Path) -> None:
    """Find out before the work what would keep a file from being written.

    Raises:
        InputError: It is a folder or the source itself, or its folder is not there.
    """
    if out.is_dir():
        raise InputError(f"{out} is a folder.", "Name a file for --out.")
    if not out.resolve().parent.is_dir():
        raise InputError(f"The folder {out.resolve().parent} does not exist.", "Make it, or name another file.")
    if out.exists() and source.exists() and out.samefile(source):
        raise InputError(f"--out is the file that is read, {source}.", "Name another file for --out.")


def import_file(path: Path) -> Imported:
    """The questions of another program's file, before any gate.

    Raises:
        InputError: It cannot be read, is of no format known here, holds no question, or breaks its format; then the
            line is named.
    """
    try:
        if path.stat().st_size > MOST_MB << 20:
            raise InputError(f"{path} is larger than {MOST_MB} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "Check the path and try again.") from error
    text = _decoded(path, data)
    if not text.strip():
        raise InputError(f"{path} is empty.")
    read: Import = import_module(f"{__package__}.{IMPORTS[_format(path, text)]}").read
    found = read(path, text)
    if not found.questions:
        why = f" Line {found.left_out[0].line} is {found.left_out[0].reason}." if found.left_out else ""
        raise InputError(f"{path} holds no multiple-choice question.{why}")
    return found


def _decoded(path: Path, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}: not UTF-8.", "Save the file as UTF-8 and try again.") from error
    if "\0" in text:
        raise InputError(f"{path} is not a text file.", f"What can be read is {', '.join(IMPORTS)}.")
    return text


def _format(path: Path, text: str) -> str:
    """JSON by its first character; a table or GIFT by the suffix, or else by the marks of GIFT."""
    if text.lstrip()[0] in "[{" and not _GIFT_FORMAT.match(text.lstrip()):
        return "json"
    by_suffix = SUFFIXES.get(path.suffix.casefold())
    if by_suffix:
        return by_suffix
    if _GIFT_MARK.search(text):
        return "gift"
    if any(mark in text.split("\n", 1)[0] for mark in ",;\t"):
        return "csv"
    raise InputError(f"{path} is in none of the formats that can be read.", f"These are {', '.join(IMPORTS)}.")
