"""What goes in and out of the process: UTF-8 whatever the locale, one JSON document on stdout, sentences on stderr."""

import json
import os
import re
import sys
from io import TextIOWrapper
from typing import Any, TextIO

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def use_utf8() -> None:
    """Read and write UTF-8 with plain line ends; what cannot be written is written as an escape, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at a stream; a closed one has no reader."""
    return stream is not None and not stream.closed and stream.isatty()


def write_json(document: dict[str, Any]) -> None:
    """The one JSON document of a run."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def tell(sentence: str) -> None:
    """Say something to the person without touching the output."""
    if sys.stderr is not None:
        sys.stderr.write(shown(sentence) + "\n")
        sys.stderr.flush()


def shown(text: str) -> str:
    """A text as it may be put on a terminal: nothing in it moves the cursor, colours, or turns its direction."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def typed(text: str) -> str:
    """What was typed or handed in as text that can be encoded: bytes that are not UTF-8 become replacement marks."""
    return text.encode("utf-8", "surrogateescape" if _escapes_only(text) else "replace").decode("utf-8", "replace")


def _escapes_only(text: str) -> bool:
    """Whether the surrogates in a text, if any, are those Python puts for undecodable bytes of the command line."""
    return all(not "\ud800" <= character <= "\udfff" or "\udc80" <= character <= "\udcff" for character in text)


def leave_pipe() -> None:
    """Send what is still buffered nowhere: its reader has gone, and leaving must not complain about that."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            try:
                os.dup2(nowhere, stream.fileno())
            except (OSError, ValueError, AttributeError):
                continue
    os.close(nowhere)
