"""Jupyter notebooks: Markdown cells as text, code cells as code, short text outputs; pictures never."""

import re
import warnings
from pathlib import Path
from typing import Any

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Dropped, Extract
from studyground.ingest.readers.decoding import decode
from studyground.ingest.readers.html_inline import tidy
from studyground.ingest.readers.markdown import blocks_of_markdown

_OUTPUT_LINES = 12
_OUTPUT_CHARACTERS = 1000
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_OBJECT_NAME = re.compile(r"<[^<>\n]* at 0x[0-9a-f]+>|<Figure size [^>]*>|\[?<matplotlib[^\n]*", re.IGNORECASE)
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{120,}")
_PROGRESS = re.compile(r"^.*\d+%\|.*$", re.MULTILINE)


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one notebook.

    Raises:
        UnreadableError: When it is empty, damaged, not a notebook, or has no text.
    """
    if not data.strip():
        raise UnreadableError("empty file")
    notebook = _parsed(decode(data))
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for cell in notebook.get("cells") or []:
        source = _joined(cell.get("source"))
        kind = cell.get("cell_type")
        if kind == "markdown":
            blocks += blocks_of_markdown(source)
        elif kind == "code":
            if _code(source):
                blocks.append(Block("code", _code(source)))
            for output in cell.get("outputs") or []:
                shown, cut = _output(output)
                blocks += shown
                dropped += cut
        elif source.strip():
            dropped.append(Dropped(source.strip(), "raw cell"))
    if not blocks:
        raise UnreadableError("no text in it")
    headings = [block for block in blocks if block.kind == "heading"]
    named = notebook.get("metadata", {}).get("title")
    title = named if isinstance(named, str) and named else headings[0].text if headings else ""
    return (Extract(tuple(blocks), tidy(title), "notebook", bool(headings), dropped=tuple(dropped)),)


def _parsed(text: str) -> dict[str, Any]:
    import nbformat

    reads: Any = nbformat.reads
    try:
        with warnings.catch_warnings():
            # Old notebooks lack cell ids; that is no news to a learner.
            warnings.simplefilter("ignore")
            notebook = reads(text, as_version=4)
    except nbformat.reader.NotJSONError as error:
        raise UnreadableError("damaged") from error
    # It trusts the file's own claim to be a notebook and stumbles over what is missing in many ways.
    except Exception as error:
        raise UnreadableError("JSON, but not a notebook") from error
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise UnreadableError("JSON, but not a notebook")
    return dict(notebook)


def _joined(value: Any) -> str:
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _code(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.expandtabs(4).splitlines()).strip("\n")


def _output(output: Any) -> tuple[list[Block], list[Dropped]]:
    """What an output says in words, cut to a few lines, and what was cut; an error's traceback is not content."""
    if not isinstance(output, dict) or output.get("output_type") == "error" or output.get("name") == "stderr":
        return [], []
    bundle = output.get("data")
    if isinstance(bundle, dict):
        if "text/markdown" in bundle:
            return list(blocks_of_markdown(_joined(bundle["text/markdown"]))), []
        text = _joined(bundle.get("text/plain"))
    else:
        text = _joined(output.get("text"))
    # A progress bar draws over its own line.
    text = re.sub(r"[^\n]*\r(?!\n)", "", _COLOUR.sub("", text))
    text = _code(_OBJECT_NAME.sub("", _PROGRESS.sub("", text)))
    if not any(letter.isalnum() for letter in text) or _ENCODED.search(text):
        return [], []
    lines = text.splitlines()
    short = "\n".join(lines[:_OUTPUT_LINES])[:_OUTPUT_CHARACTERS]
    rest = text[len(short) :].strip("\n")
    return [Block("code", short)], [Dropped(rest, "long output")] if rest else []
