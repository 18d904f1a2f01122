"""Bytes of a marked-up file as text: the mark at its start, its own declaration, UTF-8, then Windows-1252."""

import codecs
import re

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, *, declared: bool = False) -> str:
    """Decode without ever failing; a byte that cannot be read becomes U+FFFD.

    Args:
        data: The whole file.
        declared: Whether the file may name its own encoding near its start, as HTML and XML do.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    # A file cut or damaged in a place or two is still UTF-8.
    if len(data) > 200 and text.count("\ufffd") * 2000 < len(data):
        return text
    return data.decode((_declared(data) if declared else None) or "cp1252", errors="replace")


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    # Pages that say Latin-1 mean Windows-1252 (WHATWG Encoding, "latin1" is a label of windows-1252).
    return "cp1252" if name in ("iso8859-1", "ascii", "utf-8") else name
