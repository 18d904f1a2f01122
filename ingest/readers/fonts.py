"""What a font's name tells about the text set in it."""

import re

_MONOSPACE = re.compile(r"courier|consolas|mono|menlo|monaco|lucida console|source code|inconsolata", re.IGNORECASE)


def is_monospace(name: str) -> bool:
    """Whether a font has equal widths, as code is set in."""
    return _MONOSPACE.search(name) is not None
