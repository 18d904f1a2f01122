"""Lines on standard output: styled and wrapped on a terminal, plain and whole in a pipe."""

import sys
from functools import cache

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from studyground.ui.streams import is_terminal, shown


@cache
def _console() -> Console:
    """Standard output as rich sees it: nothing in a text is markup, and in a pipe a paragraph stays one line."""
    terminal = is_terminal(sys.stdout)
    return Console(file=sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=not terminal)


def line(text: str | Text = "", style: str = "", indent: int = 0) -> None:
    """Print one line, wrapped to the terminal with its indent; in a pipe it is left as long as it is.

    Args:
        text: Plain text, cleaned of control characters here, or rich text that was cleaned before.
        style: For plain text.
        indent: Columns.
    """
    console = _console()
    one = Text(shown(text), style=style) if isinstance(text, str) else text
    if console.soft_wrap:
        console.print(Text(" " * indent) + one)
    else:
        console.print(Padding(one, (0, 0, 0, indent), expand=False))
